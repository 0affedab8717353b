"""The settings of an office whose server has two addresses more, which do nothing: what any reply costs, and any call."""

from __future__ import annotations

from assay.web.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.screening.api_urls"
ALLOWED_HOSTS = ["127.0.0.1"]
