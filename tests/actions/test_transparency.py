"""Statements of reasons reach the EU database at least once, as one statement each, and one that is refused stops no other."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from tests.paths.scene import Clock, Scene, bag
from tests.paths.test_taobao_2016 import HONEST

from assay.actions import listing
from assay.actions.transparency import export, prepare
from assay.errors import BadInput, Unreachable
from assay.outside.web import Answer
from assay.records.models import Restriction, SentStatement
from assay.regime.dsa.check import check, check_batch

pytestmark = pytest.mark.django_db(transaction=True)

AT = datetime(2026, 5, 20, 9, tzinfo=UTC)


class Service:
    """The official service as its documentation and tests describe it: one batch, all or nothing, a puid once for ever."""

    def __init__(self) -> None:
        self.stored: dict[str, dict[str, Any]] = {}
        self.calls = 0
        self.silent = False
        self.also_refuse = ""

    def __call__(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        self.calls += 1
        assert (url, headers["Authorization"]) == ("https://dsa.example/api/v1/statements", "Bearer key")
        statements = json.loads(body)["statements"]
        judged = check_batch(statements)
        errors: dict[str, Any] = dict(judged.errors)
        for i, one in enumerate(statements):
            if one["puid"] == self.also_refuse:
                errors[f"statement_{i}"] = {"decision_facts": ["Not taken."]}
        there = [s["puid"] for s in statements if s["puid"] in self.stored]
        if not errors and there:
            errors = {
                "puid": ["The platform identifier(s) are not all unique within this call."],
                "existing_puids": there,
            }
        if errors:
            return Answer(status=422, body=json.dumps({"errors": errors}).encode())
        self.stored.update({s["puid"]: s for s in statements})
        if self.silent:
            raise Unreachable("no answer.", where="dsa.example")
        return Answer(status=201, body=b'{"statements": []}')


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    scene = Scene(clock=Clock(AT, monkeypatch))
    scene.brand("lumen", "Maison Lumen")
    store = scene.store("honest", HONEST)
    listing.take(store=store, rows=[bag(f"b{i}") for i in range(3)], at=AT)
    listing.screen_waiting(at=AT)
    assert Restriction.objects.count() == 3
    return scene


def send(service: Service) -> tuple[int, int, int, int]:
    done = export(url="https://dsa.example/api/v1", token="key", at=AT, post=service)
    return done.prepared, done.sent, done.refused, done.waiting


def test_each_restriction_is_one_statement_that_names_nobody(scene: Scene) -> None:
    service = Service()
    assert send(service) == (3, 3, 0, 0)
    assert send(service) == (0, 0, 0, 0)
    assert len(service.stored) == 3
    told = json.dumps(list(service.stored.values()))
    for secret in ("Seiden", "honest", "Maison Lumen", "DE136695976"):
        assert secret not in told
    assert all(check(s).status == 201 for s in service.stored.values())


def test_a_batch_whose_answer_was_lost_is_sent_again_and_stored_once(scene: Scene) -> None:
    service = Service()
    service.silent = True
    with pytest.raises(Unreachable):
        send(service)
    assert SentStatement.objects.filter(sent_at__isnull=True, attempts=1).count() == 3
    service.silent = False
    assert send(service) == (0, 3, 0, 0)
    assert len(service.stored) == 3


def test_a_statement_that_is_refused_is_set_aside_and_the_others_go_on(scene: Scene) -> None:
    assert prepare(at=AT) == 3
    service = Service()
    service.also_refuse = SentStatement.objects.order_by("pk")[1].puid
    assert send(service) == (0, 2, 1, 0)
    assert SentStatement.objects.get(puid=service.also_refuse).refused == {"decision_facts": ["Not taken."]}


def test_without_an_address_nothing_is_sent(scene: Scene) -> None:
    with pytest.raises(BadInput, match="no service is named"):
        export(url="", token="", at=AT)
    assert SentStatement.objects.count() == 0


def test_another_answer_is_no_success(scene: Scene) -> None:
    with pytest.raises(Unreachable, match="answered 401"):
        export(url="https://dsa.example", token="key", at=AT, post=lambda *_: Answer(status=401, body=b"{}"))
    assert SentStatement.objects.filter(sent_at__isnull=False).count() == 0


class Answers:
    """A service that answers as it was told, call by call, and then as the official one does."""

    def __init__(self, *said: Answer | Exception) -> None:
        self.said, self.official, self.calls = list(said), Service(), 0

    def __call__(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        self.calls += 1
        if not self.said:
            return self.official(url, body, headers)
        now = self.said.pop(0)
        if isinstance(now, Exception):
            raise now
        return now


def refusal(**errors: Any) -> Answer:
    return Answer(status=422, body=json.dumps({"errors": errors}).encode())


@pytest.mark.parametrize(
    "said",
    [
        Answer(status=500, body=b"<html>"),
        Answer(status=409, body=b'{"errors": {"puid": ["conflict"]}}'),
        Answer(status=429, body=b""),
        Answer(status=301, body=b""),
        Answer(status=200, body=b'{"statements": []}'),
        Answer(status=422, body=b"no JSON"),
        Answer(status=422, body=b"[]"),
        Answer(status=422, body=b'{"errors": ["all wrong"]}'),
        refusal(existing_puids=["somebody-elses"]),
        refusal(existing_puids=[["nested"], 7, None]),
        Unreachable("no answer in time."),
    ],
    ids=lambda said: str(getattr(said, "status", "timeout")),
)
def test_whatever_it_answers_nothing_is_lost_and_it_is_sent_again_under_the_same_identifiers(
    scene: Scene, said: Answer | Exception
) -> None:
    service = Answers(said)
    with pytest.raises(Unreachable):
        export(url="https://dsa.example/api/v1", token="key", at=AT, post=service)
    before = set(SentStatement.objects.values_list("puid", flat=True))
    assert SentStatement.objects.filter(sent_at__isnull=True, refused__isnull=True).count() == 3
    done = export(url="https://dsa.example/api/v1", token="key", at=AT, post=service)
    assert (done.prepared, done.sent, done.refused, done.waiting) == (0, 3, 0, 0)
    assert set(service.official.stored) == before
    assert service.calls == 2


def test_a_batch_that_is_refused_without_saying_which_is_halved_until_it_is_one(scene: Scene) -> None:
    prepare(at=AT)
    wrong = SentStatement.objects.order_by("prepared_at", "pk")[1]

    def service(url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        sent = [s["puid"] for s in json.loads(body)["statements"]]
        return refusal(statement_999=["?"]) if wrong.puid in sent else Answer(status=201, body=b"{}")

    done = export(url="https://dsa.example/api/v1", token="key", at=AT, post=service)
    assert (done.sent, done.refused, done.waiting) == (2, 1, 0)
    assert SentStatement.objects.get(refused__isnull=False).puid == wrong.puid


def test_what_was_taken_before_the_service_went_away_is_not_stored_twice(scene: Scene) -> None:
    official = Service()
    calls = 0

    def service(url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        nonlocal calls
        calls += 1
        if calls == 1:
            return refusal(batch=["try smaller ones"])
        if calls == 3:
            return Answer(status=503, body=b"")
        return official(url, body, headers)

    with pytest.raises(Unreachable, match="503"):
        export(url="https://dsa.example/api/v1", token="key", at=AT, post=service)
    assert len(official.stored) == 1
    done = export(url="https://dsa.example/api/v1", token="key", at=AT, post=service)
    assert (done.sent, done.refused, done.waiting, len(official.stored)) == (3, 0, 0, 3)
