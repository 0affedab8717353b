"""A case goes before an authority by two people on what people have seen; an upheld appeal takes it back."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from assay.actions import appeal, listing, message, referral, report
from assay.actions import store as stores
from assay.actions.past_cases import everything
from assay.errors import AssayError, BadInput, Conflict, IllegalMove, NotFound, NotPermitted
from assay.policy.load import parse, shipped
from assay.records.models import Decision, HandOver, Listing, Message, Person, Referral, Store
from assay.regime.replay.case import replay
from assay.regime.terms import Role

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def people(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Person]:
    monkeypatch.setenv("ASSAY_DATA_DIR", str(tmp_path))
    roles = {"enno": Role.ENFORCER, "ella": Role.ENFORCER, "vera": Role.VERIFIER, "ada": Role.ADJUDICATOR}
    return {name: Person.objects.create(username=name, role=role) for name, role in roles.items()}


@pytest.fixture
def store(people: dict[str, Person]) -> Store:
    """Four fakes on four days, each found by a person, and payouts that were held: the ladder has come to the authorities."""
    shop = Store.objects.create(store_id="shop", legal_name="Shop", trading_name="Shop", opened_on=date(2020, 1, 1))
    people["sue"] = Person.objects.create(username="sue", role=Role.SELLER, store=shop)
    rows = [{"id": str(n), "title": f"Canvas bag {n}", "price": "10.00 EUR", "quantity": 1} for n in range(10)]
    listing.take(store=shop, rows=rows, at=AT)
    listing.screen_waiting(at=AT)
    for n in range(4):
        fake(people, n, at=AT + n * DAY)
    stores.hold_funds(store=shop, amount=100, currency="EUR", by=people["enno"], at=AT + 4 * DAY)  # type: ignore[arg-type]
    message.deliver(at=AT + 4 * DAY)
    return shop


def fake(people: dict[str, Person], n: int, *, at: datetime) -> None:
    said = report.file(listing=Listing.objects.get(listing_id=str(n)), text="Glue.", bought=False, order_id="", at=at)
    report.decide(report=said.pk, by=people["vera"], confirmed=True, reason="It is fake.", at=at)


def proposed(store: Store, people: dict[str, Person], *, at: datetime = AT + 5 * DAY) -> Referral:
    return referral.propose(
        store=store, recipient="Customs, Brussels", reason="By way of trade.", by=people["enno"], at=at
    )


def referred(store: Store, people: dict[str, Person]) -> Referral:
    return referral.agree(referral=proposed(store, people).pk, by=people["ella"], at=AT + 6 * DAY)


def test_two_people_refer_and_the_case_file_is_bound_as_it_left(store: Store, people: dict[str, Person]) -> None:
    row = referred(store, people)
    assert (row.state, row.agreed_by, row.decision.outcome["at_points"]) == ("referred", people["ella"], 40)  # type: ignore[union-attr]
    made = referral.file_of(row.pk)
    with zipfile.ZipFile(io.BytesIO(made.data)) as archive:
        about = json.loads(archive.read("case.json"))
        assert about["recipient"] == "Customs, Brussels"
        assert f"decisions/{row.decision_id}.json" in archive.namelist()
        assert "summary.pdf" in archive.namelist()
    assert row.hand_over == HandOver.objects.get()
    assert Message.objects.filter(kind="store_refer", store=store).count() == 1
    received = referral.record_receipt(referral=row.pk, receipt="BE-2026-17", by=people["enno"], at=AT + 7 * DAY)
    assert (received.state, received.receipt) == ("received", "BE-2026-17")
    logged = Decision.objects.filter(store=store, kind="referral", outbox__isnull=False)
    assert [d.outcome["state"] for d in logged.order_by("at")] == ["proposed", "received"]


def test_an_upheld_appeal_takes_it_back_and_the_authority_is_told(store: Store, people: dict[str, Person]) -> None:
    row = referred(store, people)
    referral.record_receipt(referral=row.pk, receipt="BE-2026-17", by=people["enno"], at=AT + 7 * DAY)
    wrong = Decision.objects.filter(store=store, kind="report_decision").order_by("at").last()
    assert wrong is not None
    filed = appeal.open_appeal(decision=wrong.pk, by=people["sue"], text="It is genuine.", at=AT + 8 * DAY)
    appeal.decide_appeal(appeal=filed.pk, by=people["ada"], upheld=True, reason="It is.", at=AT + 9 * DAY)
    row.refresh_from_db()
    assert row.state == "withdrawn"
    letter = referral.letter_of(row.pk)
    assert letter.startswith("To: Customs, Brussels\nYour number: BE-2026-17\n")
    assert row.hand_over is not None
    assert row.hand_over.sha256 in letter
    done = referral.record_withdrawal(referral=row.pk, receipt="BE-2026-99", by=people["ella"], at=AT + 10 * DAY)
    assert (done.state, done.withdrawal_receipt) == ("withdrawal_sent", "BE-2026-99")


def test_an_appeal_that_leaves_enough_leaves_the_referral(store: Store, people: dict[str, Person]) -> None:
    fake(people, 9, at=AT + 5 * DAY)
    row = referred(store, people)
    wrong = Decision.objects.filter(store=store, kind="report_decision").order_by("at").last()
    assert wrong is not None
    filed = appeal.open_appeal(decision=wrong.pk, by=people["sue"], text="It is genuine.", at=AT + 8 * DAY)
    appeal.decide_appeal(appeal=filed.pk, by=people["ada"], upheld=True, reason="It is.", at=AT + 9 * DAY)
    row.refresh_from_db()
    assert row.state == "referred"


def refused(act: Callable[..., object], error: type[AssayError], **words: object) -> str:
    before = (Decision.objects.count(), Referral.objects.count(), HandOver.objects.count(), Message.objects.count())
    with pytest.raises(error) as wrong:
        act(**words)
    assert before == (
        Decision.objects.count(),
        Referral.objects.count(),
        HandOver.objects.count(),
        Message.objects.count(),
    )
    return wrong.value.what


def test_nobody_refers_alone_early_twice_or_without_words(store: Store, people: dict[str, Person]) -> None:
    words = {"store": store, "recipient": "Customs", "reason": "Trade.", "by": people["enno"], "at": AT + 5 * DAY}
    refused(referral.propose, BadInput, **{**words, "recipient": " "})
    refused(referral.propose, BadInput, **{**words, "reason": ""})
    row = proposed(store, people)
    refused(referral.propose, Conflict, **words)
    assert refused(referral.agree, NotPermitted, referral=row.pk, by=people["enno"], at=AT + 6 * DAY) == (
        "you have proposed it."
    )
    refused(referral.record_receipt, IllegalMove, referral=row.pk, receipt="1", by=people["enno"], at=AT + 6 * DAY)
    refused(referral.letter_of, NotFound, referral=row.pk)
    refused(referral.file_of, NotFound, referral=row.pk)
    dropped = referral.drop(referral=row.pk, by=people["ella"], at=AT + 6 * DAY)
    assert dropped.state == "dropped"
    refused(referral.agree, IllegalMove, referral=row.pk, by=people["ella"], at=AT + 6 * DAY)


def test_a_store_to_which_the_ladder_has_not_come_is_not_referred(people: dict[str, Person]) -> None:
    shop = Store.objects.create(store_id="new", legal_name="New", trading_name="New", opened_on=date(2020, 1, 1))
    said = refused(
        referral.propose, NotPermitted, store=shop, recipient="Customs", reason="Trade.", by=people["enno"], at=AT
    )
    assert said == (
        "the ladder is not at this step (0 points); persons have confirmed 0 infringements; a referral needs 2."
    )


def test_it_is_judged_again_under_another_policy(store: Store, people: dict[str, Person]) -> None:
    referred(store, people)
    row = next(r for r in everything(at=AT + 9 * DAY) if r["kind"] == "referral")
    assert replay("referral", row["facts"], policy=shipped()).outcome == row["outcome"] == "referred"
    texts = dict(shipped().texts)
    for old, new in (("min_confirmed = 2", "min_confirmed = 5"), ("[referral]\npeople = 2", "[referral]\npeople = 3")):
        stricter = parse(texts | {"store": texts["store"].replace(old, new)})
        assert replay("referral", row["facts"], policy=stricter).outcome.startswith("not referred: ")


def test_it_is_done_on_the_pages_of_the_store(
    store: Store, people: dict[str, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("desk_referrals", "desk_stores"):
        monkeypatch.setattr(f"assay.web.console.{module}.now", lambda: AT + 6 * DAY)
    enno, ella = Client(), Client()
    enno.force_login(people["enno"])
    ella.force_login(people["ella"])
    page = reverse("desk_store", args=["shop"])
    assert "Propose the referral" in enno.get(page).content.decode()
    form = {"recipient": "Customs", "reason": "By way of trade."}
    assert enno.post(reverse("desk_referral_propose", args=["shop"]), form)["Location"] == page
    row = Referral.objects.get()
    assert enno.post(reverse("desk_referral_agree", args=[row.pk])).status_code == 403
    assert ella.post(reverse("desk_referral_agree", args=[row.pk]))["Location"] == page
    answer = ella.get(reverse("desk_referral_file", args=[row.pk]))
    assert answer["Content-Type"] == "application/zip"
    assert ella.post(reverse("desk_referral_receipt", args=[row.pk]), {"receipt": ""}).status_code == 422
    assert ella.post(reverse("desk_referral_receipt", args=[row.pk]), {"receipt": "X 1"}).status_code == 302
    assert "number X 1" in enno.get(page).content.decode()


def test_by_program_a_case_is_proposed_and_handed_over_and_a_person_agrees(
    store: Store, people: dict[str, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.web.test_api import calls, problem

    monkeypatch.setattr("assay.web.api.desk.now", lambda: AT + 6 * DAY)
    desk, other = calls(people["enno"]), calls(people["ella"])
    made = desk("desk/stores/shop/referrals", {"recipient": "Customs, Brussels", "reason": "By way of trade."}).json()
    assert (made["state"], made["sha256"]) == ("proposed", "")
    path = f"desk/referrals/{made['referral']}"
    assert problem(desk("desk/stores/shop/referrals", {"recipient": "Police", "reason": "Too."}))[0] == 409
    # A key agrees for nobody, whoever's it is.
    for program in (desk, other):
        assert problem(program(f"{path}/agree", {}))[:2] == (403, "a key does not agree for a person.")
    assert Referral.objects.get().state == "proposed"
    for name, status in (("enno", 403), ("ella", 200)):
        client = Client()
        client.force_login(people[name], backend="django.contrib.auth.backends.ModelBackend")
        answer = client.post(f"/api/v1/{path}/agree", {}, content_type="application/json")
        assert answer.status_code == status, answer.content
    referred = desk("desk/stores/shop/referrals").json()["referrals"][0]
    assert (referred["state"], len(referred["sha256"])) == ("referred", 64)
    file = desk(f"{path}/file")
    assert (file["Content-Type"], file.content[:2]) == ("application/zip", b"PK")
    assert desk(f"{path}/receipt", {"receipt": "BE-2026-17"}).json()["state"] == "received"
    assert problem(desk(f"{path}/receipt", {"receipt": "BE-2026-18"}))[0] == 409
    assert problem(desk(f"{path}/letter"))[0] == 404
    assert problem(desk("desk/referrals/00000000-0000-0000-0000-000000000000/file"))[0] == 404
