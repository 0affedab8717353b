"""The settings of an office whose server has three addresses more: what any reply costs, any call, and any that is kept."""

from __future__ import annotations

from assay.web.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.screening.api_urls"
ALLOWED_HOSTS = ["127.0.0.1"]
