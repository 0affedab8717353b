"""Whatever is sent to a portal or to the API, the server answers: with what was asked for, or with a refusal; never with a traceback."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver
from tests.web.office import AT, Office, build
from tests.web.test_portals import FrozenClock

from assay.actions import token
from assay.records.models import Application, Decision, Document, Inquiry, Notice, NoticeItem, Person, Right
from assay.regime.terms import Role

pytestmark = [pytest.mark.django_db, pytest.mark.long]

WEIRD: list[Any] = [
    "", " ", "a" * 20_000, "💥", "\u202ex", "-1", "1e400", "NaN", "null", "{}", "[]", "<b>", "%s%n", "9" * 40, "../../x",
    "2999-01-01", "\r\n", "\x00", "proof", "purchase", "yes", "no", "counterfeit", "aurelle", "trend-hk", "honest-bags",
]  # fmt: skip
FILES = [b"", b"%PDF-1.4 x", b"id,title\n1,2\n", b"{", b"<a>", b"\xff\xfe\x00", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n"]
FIELDS = [
    "brand",
    "lane",
    "goods_name",
    "goods_model",
    "goods_gtin",
    "goods_units",
    "kept",
    "text",
    "message",
    "confirmed",
    "ground",
    "evidence",
    "name",
    "model",
    "gtin",
    "reference_price",
    "currency",
    "legal_name",
    "address",
    "country",
    "vat_id",
    "iban",
    "level",
    "aliases",
    "categories",
    "listings",
    "mark",
    "reference",
    "good_faith",
    "restriction",
    "effect",
    "state",
    "q",
    "page",
]
ROWS = {
    "application_id": Application,
    "document_id": Document,
    "decision_id": Decision,
    "inquiry_id": Inquiry,
    "notice_id": Notice,
    "item_id": NoticeItem,
    "right_id": Right,
}


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr("assay.actions.clock.datetime", FrozenClock)
    cache.clear()
    return build()


@pytest.fixture
def people(office: Office) -> list[Person]:
    shop = get_user_model().objects.create_user(username="shop", role=Role.MARKETPLACE)
    return [office.people["carla"], office.people["hana"], office.people["bea"], shop]


def some_id(draw: random.Random, name: str) -> str:
    known = [str(pk) for pk in ROWS[name].objects.order_by("pk").values_list("pk", flat=True)[:5]]
    return draw.choice([*known, "00000000-0000-0000-0000-000000000000"])


def addresses(patterns: list[Any], prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from addresses(pattern.url_patterns, prefix + str(pattern.pattern))
        else:
            yield prefix + str(pattern.pattern)


def filled(draw: random.Random, address: str) -> str:
    def part(found: re.Match[str]) -> str:
        kind, name = found[1], found[2]
        if kind == "uuid":
            return some_id(draw, name)
        if kind == "int":
            return draw.choice(["0", "1", "9" * 20])
        if kind == "slug":
            return draw.choice(["aurelle", "dealers", "names", "products", "zzz"])
        return draw.choice(["c-1", "x y", "a%2Fb", "é", "x" * 300, "%00"])

    return "/" + re.sub(r"<(\w+):(\w+)>", part, address)


def test_nothing_that_is_sent_to_a_portal_breaks_it(people: list[Person]) -> None:
    draw = random.Random(7)
    portals = ("store/", "brand/", "notices/", "tokens/")
    urls = [u for u in addresses(get_resolver().url_patterns) if u.startswith(portals)]
    clients = [Client(raise_request_exception=False) for _ in people]
    for client, person in zip(clients, people, strict=True):
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    for _ in range(400):
        client, url = draw.choice(clients), filled(draw, draw.choice(urls))
        form: dict[str, Any] = {
            f: [draw.choice(WEIRD) for _ in range(draw.randint(1, 3))] for f in draw.sample(FIELDS, draw.randint(0, 8))
        }
        if draw.random() < 0.6:
            for field in ("papers", "feed"):
                names = ["a.pdf", "../../x", "\u202e.pdf", "x" * 300]
                form[field] = [SimpleUploadedFile(draw.choice(names), draw.choice(FILES))]
            answer = client.post(url, form)
        else:
            answer = client.get(url, {k: v[0][:200] for k, v in form.items()})
        assert answer.status_code < 500, (url, sorted(form))


def junk(draw: random.Random, depth: int = 0) -> Any:
    kind = draw.random()
    if kind < 0.5 or depth > 2:
        return draw.choice([*WEIRD, 0, -1, 10**30, 1.5, True, None])
    if kind < 0.75:
        return [junk(draw, depth + 1) for _ in range(draw.randint(0, 3))]
    return {draw.choice(FIELDS): junk(draw, depth + 1) for _ in range(draw.randint(0, 4))}


def shaped(draw: random.Random, schema: dict[str, Any], schemas: dict[str, Any]) -> Any:
    """A body that nearly has the shape that the description asks for."""
    if "$ref" in schema:
        return shaped(draw, schemas[schema["$ref"].rpartition("/")[2]], schemas)
    if draw.random() < 0.12:
        return junk(draw)
    if "anyOf" in schema:
        return shaped(draw, draw.choice(schema["anyOf"]), schemas)
    if schema.get("type") == "object":
        parts = schema.get("properties", {}).items()
        return {name: shaped(draw, part, schemas) for name, part in parts if draw.random() < 0.9} or junk(draw)
    if schema.get("type") == "array":
        return [shaped(draw, schema.get("items", {}), schemas) for _ in range(draw.randint(0, 3))]
    if schema.get("type") == "integer":
        return draw.choice([0, 1, 5, -3, 10**12])
    if schema.get("type") == "boolean":
        return draw.choice([True, False])
    return draw.choice([*WEIRD, "impose", "lift", "told", "04012345678901"])


def test_nothing_that_is_sent_to_the_api_breaks_it(people: list[Person]) -> None:
    draw = random.Random(11)
    described = Client().get("/api/openapi.json").json()
    schemas, paths = described["components"]["schemas"], list(described["paths"].items())
    keys = [token.make(person=p, name="fuzz", at=AT)[1] for p in people]
    for _ in range(700):
        path, methods = draw.choice(paths)
        method, call = draw.choice(list(methods.items()))
        client = Client(raise_request_exception=False, headers={"Authorization": f"Bearer {draw.choice(keys)}"})
        url = re.sub(r"\{(\w+)\}", lambda m: some_id(draw, m[1]) if m[1] in ROWS else "none", path)
        content = call.get("requestBody", {}).get("content", {})
        if method == "get":
            names = draw.sample(["store", "brand", "page", "limit", "binding", "only_open"], draw.randint(0, 4))
            answer = client.get(url, {name: draw.choice(WEIRD)[:200] for name in names})
        elif "multipart/form-data" in content:
            form = {"brand": draw.choice(WEIRD), "lane": draw.choice(WEIRD), "goods": json.dumps(junk(draw))}
            file = draw.choice(FILES)
            papers = {"papers": [SimpleUploadedFile("a.pdf", file)], "paper": SimpleUploadedFile("a.pdf", file)}
            answer = client.post(url, {**form, **papers})
        else:
            schema = next(iter(content.values()), {}).get("schema", {})
            body = json.dumps(shaped(draw, schema, schemas))
            answer = getattr(client, method)(url, body, content_type="application/json")
        assert answer.status_code < 500, (method, url)
        if answer.status_code >= 400:
            assert answer["Content-Type"] == "application/problem+json", (method, url)
