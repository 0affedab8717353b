"""Two verifiers decide one paper differently, and a brand speaks against a right: through the web, as people would do it."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection
from tests.paths.scene import Clock, Scene, bag, invoice, pdf

from assay.actions import contradiction_close, settlement
from assay.demo.papers.paper import Party
from assay.errors import NotPermitted
from assay.records.models import Application, Contradiction, Decision, Inquiry, LogLeaf, Person, Restriction, Right
from assay.records.queries.contradictions import contradiction_figures
from assay.records.queries.log import overdue_promises
from assay.records.queries.states import state_of_right
from assay.regime.restriction import RightState
from assay.regime.terms import Role
from assay.tlog.entry import parse_entry

pytestmark = pytest.mark.django_db(transaction=True)

AT = datetime(2016, 4, 1, 9, tzinfo=UTC)
BUYER = Party(
    name="Seiden Handels GmbH",
    street="Lange Gasse 4",
    postcode="10115",
    city="Berlin",
    country="DE",
    vat_id="DE136695976",
)


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    scene = Scene(Clock(AT, monkeypatch))
    for name, role in (
        ("vera", Role.VERIFIER),
        ("vito", Role.VERIFIER),
        ("ada", Role.ADJUDICATOR),
        ("anna", Role.ADJUDICATOR),
        ("enno", Role.ENFORCER),
    ):
        scene.person(name, role)
    scene.brand("lumen", "Maison Lumen")
    return scene


def answer(scene: Scene, application: str, *, confirmed: bool = True, ground: str = "", evidence: str = "") -> None:
    asked = Inquiry.objects.get(application=application, asked="brand", state="open")
    word = "yes" if confirmed else "no"
    scene.post("lumen", f"/brand/inquiries/{asked.pk}/answer/", confirmed=word, ground=ground, evidence=evidence)


def settle(scene: Scene, who: str, application: str, *, accept: bool, reason: str) -> Decision:
    # A person overrules what he has looked at: that the paper was seen before, and that its lines are counted.
    again = {"overrule": ["SAME_FILE_USED_BEFORE", "SAME_INVOICE_USED_BEFORE", "LINES_ALREADY_COUNTED"]}
    word = "yes" if accept else "no"
    scene.post(who, f"/desk/applications/{application}/settle/", accept=word, reason=reason, **again)
    return Decision.objects.get(kind="settle", subject_id=application)


def granted(scene: Scene, store: str, number: str = "ML-1", who: str = "vera") -> str:
    """The store has a right on an invoice with this number; its application."""
    application = scene.apply(store, "lumen", (f"{number}.pdf", pdf(invoice(BUYER, number=number))))
    scene.work()
    answer(scene, application)
    settle(scene, who, application, accept=True, reason="The brand confirms it.")
    return application


def right_of(application: str) -> Right:
    return Right.objects.get(application=application)


def test_one_paper_refused_to_one_store_and_accepted_to_its_sister_is_an_alarm_that_a_third_person_closes(
    scene: Scene,
) -> None:
    scene.store("seiden", BUYER)
    scene.store("seiden-zwei", BUYER)  # the same trader opened a second store
    paper = ("invoice.pdf", pdf(invoice(BUYER, number="ML-7")))
    first = scene.apply("seiden", "lumen", paper)
    scene.work()
    answer(scene, first)
    refused = settle(scene, "vera", first, accept=False, reason="I do not like this paper.")
    assert not Contradiction.objects.exists()
    scene.clock.to(2016, 4, 4)
    second = scene.apply("seiden-zwei", "lumen", paper)
    scene.work()
    answer(scene, second)
    accepted = settle(scene, "vito", second, accept=True, reason="The brand confirms it.")

    row = Contradiction.objects.get()
    assert (row.kind, row.accepted_id, row.refused_id) == ("decided_twice", accepted.pk, refused.pk)
    assert row.right == right_of(second)
    assert row.due.date().isoformat() == "2016-04-11"
    assert {d["what"] for d in row.shown["differs"]} >= {"store", "the day"}
    # Our own doubt costs the store nothing.
    assert state_of_right(right_of(second), at=scene.clock.at) is RightState.IN_FORCE
    page = scene.get("ada", f"/desk/contradictions/{row.pk}/")
    for words in ("I do not like this paper.", "The brand confirms it.", "vera", "vito", "What differs"):
        assert words in page
    assert "One paper was accepted and refused" in scene.get("ada", "/desk/contradictions/")
    scene.get("vera", "/desk/contradictions/", status=403)
    scene.get("vito", f"/desk/contradictions/{row.pk}/", status=403)

    # It rises when nobody closes it, and everybody sees that it is late.
    scene.clock.to(2016, 4, 13)
    scene.work()
    figures = contradiction_figures(at=scene.clock.at)
    assert (figures.raised, figures.open, figures.overdue, figures.suspended) == (1, 1, 1, 0)
    assert "still open, 1 of them late" in scene.get("", "/")
    assert [p.kind for p in overdue_promises(at=scene.clock.at) if p.kind == "contradiction"] == ["contradiction"]
    assert "1 overdue" in scene.get("ada", "/desk/")

    # Neither of the two who decided may close it, whatever their role; nor anybody without a reason.
    vito = Person.objects.get(username="vito")
    with pytest.raises(NotPermitted, match="you decided one of these cases"):
        contradiction_close.close(
            contradiction=row.pk, by=vito, conclusion="stands", reason="I was right.", at=scene.clock.at
        )
    where = f"/desk/contradictions/{row.pk}/close/"
    scene.post("ada", where, conclusion="refusal_falls", reason=" ", status=422)
    row.refresh_from_db()
    assert row.closed_at is None
    scene.post("ada", where, conclusion="refusal_falls", reason="Nothing spoke against the paper.")
    row.refresh_from_db()
    assert (row.conclusion, row.closed_by.username) == ("refusal_falls", "ada")
    assert Application.objects.get(pk=first).state == "in_review"
    assert "was closed already" in scene.post("anna", where, conclusion="stands", reason="Twice.", status=409)
    scene.work()
    entries = [parse_entry(bytes(x.entry)) for x in LogLeaf.objects.order_by("index")]
    ours = [(e.event, e.outcome, e.role) for e in entries if e.event.startswith("contradict")]
    assert ours == [("contradicted", None, None), ("contradiction_closed", "refusal_falls", "adjudicator")]
    assert "closed: the refusal fell</dt><dd>1</dd>" in scene.get("", "/")


def test_the_brands_later_word_makes_the_right_wait_and_only_a_third_person_ends_that(scene: Scene) -> None:
    store = scene.store("seiden", BUYER)
    application = granted(scene, "seiden")
    right = right_of(application)
    scene.feed("seiden", [bag("b-1")])
    scene.work()
    assert scene.state(store, "b-1") == "on_offer"

    where = f"/brand/stores/{right.pk}/"
    assert "Object to this right" in scene.get("lumen", where)
    # "Not our dealer" is no ground, and nothing has changed.
    said = scene.post("lumen", where, ground="not_our_dealer", evidence="Not our dealer.", status=422)
    assert "names no ground that counts" in said
    assert not Restriction.objects.filter(right=right).exists()
    scene.post("lumen", where, ground="authorization_revoked", evidence="Our letter of 2 April revokes it.")
    row = Contradiction.objects.get()
    assert (row.kind, row.right_id) == ("objection", right.pk)
    assert state_of_right(right, at=scene.clock.at) is RightState.SUSPENDED
    scene.work()
    assert scene.state(store, "b-1") == "paused"
    assert "waits while a person looks" in scene.get("seiden", "/store/inbox/")
    reasons = scene.get("seiden", "/store/restrictions/")
    assert "speaks against a paper that your right to sell rests on" in reasons
    assert "n objection to this right is being looked at" in scene.post(
        "lumen", where, ground="territory", evidence="Again.", status=409
    )
    assert "you object" in scene.get("lumen", "/brand/stores/")
    assert "Our letter of 2 April revokes it." in scene.get("ada", f"/desk/contradictions/{row.pk}/")

    scene.post(
        "ada", f"/desk/contradictions/{row.pk}/close/", conclusion="stands", reason="The letter names another store."
    )
    scene.work()
    assert state_of_right(right, at=scene.clock.at) is RightState.IN_FORCE
    assert scene.state(store, "b-1") == "on_offer"
    assert "The letter names another store." in scene.get("seiden", "/store/inbox/")
    assert "The letter names another store." in scene.get("lumen", "/brand/inbox/")

    # The second time the right falls.
    scene.post("lumen", where, ground="not_issued", evidence="We have looked: this number was never issued.")
    again = Contradiction.objects.get(closed_at__isnull=True)
    scene.post(
        "anna", f"/desk/contradictions/{again.pk}/close/", conclusion="right_falls", reason="The dealer says so too."
    )
    scene.work()
    assert state_of_right(right, at=scene.clock.at) is RightState.REVOKED
    assert scene.state(store, "b-1") == "removed"
    assert "his right is over" in scene.post("lumen", where, ground="territory", evidence="Once more.", status=409)


def test_an_objection_to_the_same_invoice_of_another_store_reaches_the_right_that_it_earned_before(
    scene: Scene,
) -> None:
    scene.store("seiden", BUYER)
    scene.store("seiden-zwei", BUYER)
    first = scene.apply("seiden", "lumen", ("ours.pdf", pdf(invoice(BUYER, number="ML-9"))))
    scene.work()
    scene.clock.to(2016, 4, 4)
    second = scene.apply("seiden-zwei", "lumen", ("copy.pdf", pdf(invoice(BUYER, number="ML-9")) + b"% copy"))
    scene.work()
    answer(scene, first)
    settle(scene, "vera", first, accept=True, reason="The brand confirms it.")
    assert not Contradiction.objects.exists()
    answer(scene, second, confirmed=False, ground="not_issued", evidence="Our dealer never issued ML-9.")
    row = Contradiction.objects.get(kind="objection")
    assert row.right == right_of(first)
    assert state_of_right(right_of(first), at=scene.clock.at) is RightState.SUSPENDED
    restriction = Restriction.objects.get(right=right_of(first), kind="suspend")
    assert (restriction.caused_by.automated, restriction.ground) == (True, "contradicted")
    # A third store shows the invoice: that its lines back a right is seen as soon as it is read; a person looks.
    scene.store("seiden-drei", BUYER)
    scene.apply("seiden-drei", "lumen", ("third.pdf", pdf(invoice(BUYER, number="ML-9")) + b"% third"))
    scene.work()
    seen = Contradiction.objects.get(kind="line_used_elsewhere")
    assert (seen.right, seen.caused_by.outcome) == (right_of(first), {"state": "raised"})
    # The store appeals what hit it; an upheld appeal lifts just that, and the alarm stands until it is closed.
    scene.work()
    scene.post("seiden", f"/store/decisions/{restriction.caused_by_id}/appeal/", text="It is our own invoice.")
    page = scene.get("ada", "/desk/appeals/")
    found = re.search(r"/desk/appeals/([0-9a-f-]{36})/", page)
    assert found
    scene.post("ada", f"/desk/appeals/{found[1]}/decide/", upheld="yes", reason="It is.")
    assert state_of_right(right_of(first), at=scene.clock.at) is RightState.IN_FORCE
    row.refresh_from_db()
    assert row.closed_at is None


def test_two_people_who_settle_twins_at_the_same_moment_do_not_miss_each_other(scene: Scene) -> None:
    scene.store("seiden", BUYER)
    scene.store("seiden-zwei", BUYER)
    paper = ("invoice.pdf", pdf(invoice(BUYER, number="ML-3")))
    first = scene.apply("seiden", "lumen", paper)
    scene.work()
    scene.clock.to(2016, 4, 4)
    second = scene.apply("seiden-zwei", "lumen", paper)
    scene.work()
    for one in (first, second):
        answer(scene, one)
    at, start = scene.clock.at, Barrier(2)
    overrule = ["SAME_FILE_USED_BEFORE", "SAME_INVOICE_USED_BEFORE", "LINES_ALREADY_COUNTED"]

    def decide(application: str, who: str, accept: bool) -> None:
        try:
            person = Person.objects.get(username=who)
            start.wait(timeout=60)
            settlement.settle(
                application=UUID(application), by=person, accept=accept, reason="As I see it.", at=at, overrule=overrule
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        jobs = [pool.submit(decide, first, "vera", True), pool.submit(decide, second, "vito", False)]
        for job in jobs:
            job.result(timeout=120)
    row = Contradiction.objects.get()
    assert (row.kind, row.accepted and row.accepted.subject_id, row.refused and row.refused.subject_id) == (
        "decided_twice",
        first,
        second,
    )


def test_a_confirmation_that_comes_after_the_refusal_raises_an_alarm_and_may_reopen_the_case(scene: Scene) -> None:
    scene.store("seiden", BUYER)
    scene.store("seiden-zwei", BUYER)
    first = scene.apply("seiden", "lumen", ("ours.pdf", pdf(invoice(BUYER, number="ML-12"))))
    scene.work()
    answer(scene, first, confirmed=False, ground="not_issued", evidence="Our books do not hold ML-12.")
    refused = settle(scene, "vera", first, accept=False, reason="The brand objects.")
    assert not Contradiction.objects.exists()
    scene.clock.to(2016, 4, 4)
    second = scene.apply("seiden-zwei", "lumen", ("copy.pdf", pdf(invoice(BUYER, number="ML-12")) + b"% copy"))
    scene.work()
    answer(scene, second)
    row = Contradiction.objects.get()
    assert (row.kind, row.refused_id, row.right_id) == ("late_confirmation", refused.pk, None)
    assert row.shown["papers"] == ["ours.pdf"]
    page = scene.get("ada", f"/desk/contradictions/{row.pk}/")
    assert "A paper that was refused is confirmed now" in page
    scene.post(
        "ada", f"/desk/contradictions/{row.pk}/close/", conclusion="refusal_falls", reason="The books were late."
    )
    assert Application.objects.get(pk=first).state == "in_review"
