"""How is the office set up? Every setting comes from the environment; docs/reference/settings.md lists them.

`assay up` gives all of them to its children. DATABASE_URL names the PostgreSQL server; without it nothing that needs records can start.
"""

from __future__ import annotations

import os
import secrets
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

HERE = Path(__file__).parent


def database(url: str) -> dict[str, Any]:
    """Django's settings for a PostgreSQL URL; a socket folder stands in `?host=`."""
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or unquote(parts.hostname or "")
    # What is prepared (records.asking) is planned once; whatever depends on a value stands in its statement.
    options.setdefault("options", "-c plan_cache_mode=force_generic_plan")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "assay",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": options.pop("port", None) or str(parts.port or ""),
        "CONN_MAX_AGE": 600,  # logging in costs more than most questions; what was lost meanwhile is found by the check of health
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def secret_key() -> str:
    """The key that signs sessions: from its file; without one, a new one for this process alone."""
    path = os.environ.get("ASSAY_SECRET_KEY_FILE")
    return Path(path).read_text(encoding="utf-8").strip() if path else secrets.token_urlsafe(50)


def _fonts() -> list[tuple[str, Path]]:
    """The folder of the fonts that their package brings; without it pages use the system's own."""
    found = find_spec("font_source_sans_pro")
    return [("fonts", Path(found.origin).parent / "files")] if found and found.origin else []


DATABASE_URL = os.environ.get("DATABASE_URL", "")
DATABASES = {"default": database(DATABASE_URL)} if DATABASE_URL else {"default": {"ENGINE": "django.db.backends.dummy"}}

# One for all processes: guesses at second factors, changes of passwords and codes that were used are counted in it (allauth).
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "records_keptvalue",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # beyond it the oldest go: nobody pushes out a count by adding others
    }
    if DATABASE_URL
    else {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
}

ASSAY_DATA_DIR = Path(os.environ.get("ASSAY_DATA_DIR", "var"))
ASSAY_DEMO = os.environ.get("ASSAY_DEMO") == "1"
ASSAY_ORIGIN = os.environ.get("ASSAY_ORIGIN", "assay.localhost/log")
ASSAY_POLICY_DIR = os.environ.get("ASSAY_POLICY_DIR", "")
ASSAY_OWN_HOSTS = [h for h in os.environ.get("ASSAY_OWN_HOSTS", "").split(",") if h]
DSA_URL = os.environ.get("DSA_URL", "")
DSA_TOKEN = os.environ.get("DSA_TOKEN", "")

ASSAY_PROXIES = int(os.environ.get("ASSAY_PROXIES", "0"))

SECRET_KEY = secret_key()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("ASSAY_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("ASSAY_TRUSTED_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "ninja",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "assay.records.apps.RecordsConfig",
    "assay.web.apps.WebConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "assay.web.headers.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "assay.web.limits.LimitsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "assay.web.problems.ProblemsMiddleware",
    "assay.web.repeated.RepeatedMiddleware",
]

ROOT_URLCONF = "assay.web.urls"
WSGI_APPLICATION = "assay.web.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "assay.web.context.page",
            ],
        },
    }
]

AUTH_USER_MODEL = "records.Person"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_REDIRECT_URL = "/start/"
LOGIN_URL = "/accounts/login/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = {
    "login": None,  # web.accounts counts them by access.toml, and wrong passwords too
    "login_failed": "5/300s/key",  # what is left of it here: wrong codes of the second factor, by person
}
ALLAUTH_TRUSTED_PROXY_COUNT = ASSAY_PROXIES
NINJA_NUM_PROXIES = ASSAY_PROXIES
ACCOUNT_ADAPTER = "assay.web.accounts.ClosedAdapter"

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
# The fonts of the pages come from their package; nothing of them is kept here.
STATICFILES_DIRS = [HERE / "static", *_fonts()]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

CSRF_FAILURE_VIEW = "assay.web.problems.form_expired"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
DATA_UPLOAD_MAX_MEMORY_SIZE = 25_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 70_000  # a brand's register as one form: 10,000 rows
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
