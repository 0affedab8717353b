"""A deposit in an office: the pause goes and comes, the money ends once, an upheld appeal gives back what a wrong decision took."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from assay.actions import appeal, brand, deposit, listing, notice
from assay.errors import AssayError, BadInput, Conflict, IllegalMove, NotFound, NotPermitted
from assay.records.models import Decision, Deposit, Listing, Message, NoticeItem, Outbox, Person, Restriction, Store
from assay.regime.brand import register
from assay.regime.notice.completeness import Draft
from assay.regime.terms import Role

pytestmark = pytest.mark.django_db

AT = datetime(2026, 5, 20, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@dataclass
class Scene:
    store: Store
    seller: Person
    holder: Person
    people: dict[str, Person]

    def offered(self, name: str, **more: str) -> Listing:
        row = {"id": name, "title": f"Canvas bag {name}", "price": "500.00 EUR", "quantity": 2, **more}
        listing.take(store=self.store, rows=[row], at=AT)
        listing.screen_waiting(at=AT)
        return Listing.objects.get(store=self.store, listing_id=name)

    def noticed(self, name: str, *, countered: bool = True, **more: str) -> NoticeItem:
        row = self.offered(name, **more)
        draft = Draft(
            listings=(f"shop/{name}",),
            ground="counterfeit",
            mark_office="EUIPO",
            mark_number="018000001",
            evidence="The clasp is not ours.",
            good_faith=True,
        )
        notice.file(draft=draft, by=self.holder, at=AT)
        item = NoticeItem.objects.get(listing=row)
        return notice.counter(item=item.pk, by=self.seller, text="It is genuine.", at=AT) if countered else item

    def deposited(self, item: NoticeItem) -> Deposit:
        made = deposit.offer(listing=item.listing.listing_id, by=self.seller, at=AT)
        return self.received(made)

    def received(self, made: Deposit) -> Deposit:
        return deposit.receive(
            deposit=made.pk, amount=made.amount, currency="EUR", reference="B-1", by=self.people["enno"], at=AT + DAY
        )

    def decided(self, item: NoticeItem, *, upheld: bool) -> NoticeItem:
        notice.insist(item=item.pk, by=self.holder, text="It is not.", at=AT + 2 * DAY)
        return notice.decide(item=item.pk, by=self.people["vera"], upheld=upheld, reason="Looked.", at=AT + 3 * DAY)


@pytest.fixture
def scene() -> Scene:
    mark = register.Mark(office="EUIPO", number="018000001")
    norvik = brand.enrol(brand_id="norvik", name="Norvik", marks=[mark], by=None, at=AT)
    store = Store.objects.create(store_id="shop", legal_name="Shop", trading_name="Shop", opened_on=date(2020, 1, 1))
    roles = {"enno": Role.ENFORCER, "vera": Role.VERIFIER, "ada": Role.ADJUDICATOR, "adam": Role.ADJUDICATOR}
    return Scene(
        store=store,
        seller=Person.objects.create(username="sue", role=Role.SELLER, store=store),
        holder=Person.objects.create(username="nora", role=Role.BRAND, brand=norvik),
        people={name: Person.objects.create(username=name, role=role) for name, role in roles.items()},
    )


def binding(row: Listing) -> list[str]:
    return sorted(Restriction.objects.filter(listing=row, lifted_at__isnull=True).values_list("kind", flat=True))


def told() -> list[str]:
    return list(Message.objects.filter(kind__startswith="deposit_").order_by("pk").values_list("kind", flat=True))


def test_a_deposit_that_has_come_lifts_the_pause_and_not_before(scene: Scene) -> None:
    item = scene.noticed("1")
    made = deposit.offer(listing="1", by=scene.seller, at=AT)
    assert (made.amount, made.currency, made.state) == (Decimal("500.00"), "EUR", "offered")
    assert binding(item.listing) == ["pause"]
    scene.received(made)
    assert binding(item.listing) == []
    listing.rescreen(Listing.objects.all())
    listing.screen_waiting(at=AT + DAY)
    assert binding(item.listing) == []
    assert told() == ["deposit_offered", "deposit_received"]
    logged = Decision.objects.filter(kind="deposit", outbox__isnull=False).count()
    assert logged == 2 == Outbox.objects.filter(decision__kind="deposit").count()


def test_a_rejected_notice_releases_the_money(scene: Scene) -> None:
    item = scene.noticed("1")
    made = scene.deposited(item)
    scene.decided(item, upheld=False)
    made.refresh_from_db()
    assert (made.state, made.forfeited_to, made.paid_at) == ("released", "", None)
    paid = deposit.pay_out(deposit=made.pk, by=scene.people["enno"], at=AT + 4 * DAY)
    assert paid.paid_at == AT + 4 * DAY
    with pytest.raises(Conflict, match="paid out already"):
        deposit.pay_out(deposit=made.pk, by=scene.people["enno"], at=AT + 4 * DAY)


def test_an_upheld_notice_orders_the_money_to_the_holder_and_it_waits_for_appeals(scene: Scene) -> None:
    item = scene.noticed("1")
    made = scene.deposited(item)
    scene.decided(item, upheld=True)
    made.refresh_from_db()
    assert (made.state, made.forfeited_to, made.holder_id) == ("forfeited", "holder", "norvik")
    assert binding(item.listing) == ["remove"]
    assert told()[-2:] == ["deposit_forfeited", "deposit_ordered"]
    with pytest.raises(NotPermitted, match="it may be paid out from 2026-11-24 on"):
        deposit.pay_out(deposit=made.pk, by=scene.people["enno"], at=AT + 100 * DAY)
    assert deposit.pay_out(deposit=made.pk, by=scene.people["enno"], at=AT + 200 * DAY).paid_at is not None


def test_an_appeal_that_is_upheld_gives_back_what_the_wrong_decision_took(scene: Scene) -> None:
    item = scene.noticed("1")
    made = scene.deposited(item)
    decided = scene.decided(item, upheld=True).decided
    assert decided is not None
    filed = appeal.open_appeal(decision=decided.pk, by=scene.seller, text="It is genuine.", at=AT + 5 * DAY)
    with pytest.raises(NotPermitted, match="appeal against its forfeiture is open"):
        deposit.pay_out(deposit=made.pk, by=scene.people["enno"], at=AT + 200 * DAY)
    appeal.decide_appeal(appeal=filed.pk, by=scene.people["ada"], upheld=True, reason="It is.", at=AT + 6 * DAY)
    made.refresh_from_db()
    assert (made.state, made.holder_id, made.payable_from) == ("released", None, None)
    assert binding(item.listing) == []


def test_the_forfeiture_itself_can_be_appealed(scene: Scene) -> None:
    made = scene.deposited(item := scene.noticed("1"))
    scene.decided(item, upheld=True)
    made.refresh_from_db()
    assert made.ended_by_id is not None
    filed = appeal.open_appeal(decision=made.ended_by_id, by=scene.seller, text="Too much.", at=AT + 5 * DAY)
    appeal.decide_appeal(appeal=filed.pk, by=scene.people["ada"], upheld=True, reason="Yes.", at=AT + 6 * DAY)
    made.refresh_from_db()
    assert (made.state, binding(item.listing)) == ("released", ["remove"])


@pytest.fixture
def held(scene: Scene) -> Restriction:
    """A listing that screening pauses, which the store has appealed."""
    row = scene.offered("h", title="N o r v i k steel watch", brand="Norvik", price="900.00 EUR")
    pause = Restriction.objects.get(listing=row, kind="pause")
    appeal.open_appeal(decision=pause.caused_by_id, by=scene.seller, text="We hold a letter.", at=AT)
    return pause


def test_a_lost_appeal_forfeits_and_the_pause_binds_again_as_it_was(scene: Scene, held: Restriction) -> None:
    made = scene.received(deposit.offer(listing="h", by=scene.seller, at=AT))
    row = Listing.objects.get(pk=held.listing_id)
    listing.rescreen(Listing.objects.filter(pk=row.pk))
    listing.screen_waiting(at=AT + DAY)
    row.refresh_from_db()
    assert (binding(row), row.verdict, row.reasons) == ([], "publish", ["DEPOSIT_STANDS"])
    assert made.appeal is not None
    appeal.decide_appeal(appeal=made.appeal.pk, by=scene.people["ada"], upheld=False, reason="No.", at=AT + 3 * DAY)
    made.refresh_from_db()
    assert (made.state, binding(row)) == ("forfeited", ["pause"])
    listing.rescreen(Listing.objects.filter(pk=row.pk))
    listing.screen_waiting(at=AT + 3 * DAY)
    assert binding(row) == ["pause"]
    # The second level finds that the pause was wrong: the pause that came back and the forfeiture fall with it.
    again = appeal.open_appeal(decision=held.caused_by_id, by=scene.seller, text="Look again.", at=AT + 4 * DAY)
    appeal.decide_appeal(appeal=again.pk, by=scene.people["adam"], upheld=True, reason="Yes.", at=AT + 5 * DAY)
    made.refresh_from_db()
    assert (made.state, binding(row)) == ("released", [])


def test_a_changed_listing_is_not_covered(scene: Scene, held: Restriction) -> None:
    scene.received(deposit.offer(listing="h", by=scene.seller, at=AT))
    row = scene.offered("h", title="N o r v i k steel watch", brand="Norvik", price="100.00 EUR", quantity="9")
    assert binding(row) == ["pause"]


def test_a_won_appeal_releases_once(scene: Scene, held: Restriction) -> None:
    made = scene.received(deposit.offer(listing="h", by=scene.seller, at=AT))
    assert made.appeal is not None
    appeal.decide_appeal(appeal=made.appeal.pk, by=scene.people["ada"], upheld=True, reason="Yes.", at=AT + 3 * DAY)
    made.refresh_from_db()
    assert made.state == "released"
    ends = Decision.objects.filter(kind="deposit", subject_id=str(made.pk), outcome__state="released")
    assert ends.count() == 1


def test_an_offer_that_is_not_paid_lapses_and_another_may_follow(scene: Scene) -> None:
    scene.noticed("1")
    made = deposit.offer(listing="1", by=scene.seller, at=AT)
    assert deposit.lapse_unpaid(at=AT + 5 * DAY) == 0
    assert deposit.lapse_unpaid(at=AT + 7 * DAY) == 1 == 1 + deposit.lapse_unpaid(at=AT + 7 * DAY)
    with pytest.raises(IllegalMove):
        scene.received(made)
    assert deposit.offer(listing="1", by=scene.seller, at=AT + 7 * DAY).state == "offered"


def test_money_that_comes_after_the_dispute_is_sent_back(scene: Scene) -> None:
    item = scene.noticed("1")
    made = deposit.offer(listing="1", by=scene.seller, at=AT)
    notice.withdraw(item=item.pk, by=scene.holder, at=AT + DAY)
    made.refresh_from_db()
    assert made.state == "lapsed"
    with pytest.raises(IllegalMove):
        scene.received(made)


def refused(act: object, error: type[AssayError], **words: object) -> AssayError:
    before = (Decision.objects.count(), Deposit.objects.count(), Restriction.objects.filter(lifted_at=None).count())
    with pytest.raises(error) as wrong, transaction.atomic():
        act(**words)  # type: ignore[operator]
    now = (Decision.objects.count(), Deposit.objects.count(), Restriction.objects.filter(lifted_at=None).count())
    assert now == before
    return wrong.value


def test_every_refusal_changes_nothing(scene: Scene) -> None:
    scene.offered("free")
    scene.noticed("unanswered", countered=False)
    scene.noticed("toys", product_type="Toys > Dolls")
    item = scene.noticed("1")
    made = deposit.offer(listing="1", by=scene.seller, at=AT)
    offer, by = deposit.offer, scene.seller
    assert refused(offer, NotFound, listing="free", by=by, at=AT).what == "nothing pauses this listing."
    assert refused(offer, NotFound, listing="nothing", by=by, at=AT).what == "there is no such listing."
    assert refused(offer, NotFound, listing="1", by=scene.holder, at=AT).what == "there is no such listing."
    assert refused(offer, NotPermitted, listing="unanswered", by=by, at=AT).what == "nothing is disputed here."
    assert "can hurt people" in refused(offer, NotPermitted, listing="toys", by=by, at=AT).what
    assert refused(offer, Conflict, listing="1", by=by, at=AT).what == "a deposit on this pause runs already."
    enno = scene.people["enno"]
    came = {"deposit": made.pk, "currency": "EUR", "reference": "B-2", "by": enno, "at": AT}
    less = refused(deposit.receive, BadInput, **came, amount=Decimal("499.99"))
    assert less.what == "499.99 EUR came; 500.00 EUR were offered."
    refused(deposit.receive, BadInput, **{**came, "reference": " "}, amount=made.amount)
    refused(deposit.receive, NotFound, **{**came, "deposit": uuid.uuid4()}, amount=made.amount)
    late = refused(deposit.receive, Conflict, **{**came, "at": AT + 9 * DAY}, amount=made.amount)
    assert late.what == "the time to pay is over."
    refused(deposit.pay_out, Conflict, deposit=made.pk, by=enno, at=AT)
    assert item.state == "holder_to_answer"


def test_the_database_itself_keeps_money_from_ending_twice(scene: Scene) -> None:
    made = scene.deposited(scene.noticed("1"))
    for change in ({"state": "released"}, {"paid_at": AT}, {"state": "forfeited", "ended_at": AT}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Deposit.objects.filter(pk=made.pk).update(**change)
