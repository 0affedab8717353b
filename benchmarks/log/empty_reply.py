"""The settings of an office whose server has one address more, which answers nothing: what any reply costs.

DJANGO_SETTINGS_MODULE=benchmarks.log.empty_reply python -m assay.server.web ADDRESS PORT
"""

from __future__ import annotations

from assay.web.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.log.empty_reply_urls"
ALLOWED_HOSTS = ["127.0.0.1"]
