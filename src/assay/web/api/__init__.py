"""How do other systems talk to the office? The HTTP API, described in OpenAPI at /api/openapi.json; docs/api.md tells how to use it."""

from __future__ import annotations

from ninja import NinjaAPI

api = NinjaAPI(title="Assay", version="1", urls_namespace="api", docs_url="/docs", openapi_url="/openapi.json")
