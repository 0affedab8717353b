"""Lists of listings: few are looked at one by one, very many by the index of words; counting stops at a limit, and says so."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from django.db import connection

from assay.actions.policy import on_record
from assay.records.models import Decision, Execution, Listing, Person, Restriction, Store
from assay.records.queries import marketplace, pages, searching
from assay.records.queries.pages import Count, by_state
from assay.records.queries.searching import Whose, search
from assay.records.queries.states import in_listing_state, state_of_listing
from assay.regime.restriction import ListingState
from assay.regime.terms import Role

pytestmark = [pytest.mark.django_db, pytest.mark.database]

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
MINE = Whose(kind="store", key="s")
ALL = 240


@pytest.fixture
def store() -> Store:
    row = Store.objects.create(store_id="s", legal_name="s", trading_name="Nice Shop", opened_on=AT.date())
    Listing.objects.bulk_create(
        Listing(
            store=row,
            listing_id=f"L{n}",
            attributes={},
            title="Leather bag" if n % 2 else ("复刻高仿包" if n == 238 else "Silver ring"),
            digest="d",
            first_seen_at=AT,
            changed_at=AT - timedelta(minutes=n),
        )
        for n in range(ALL)
    )
    return row


@pytest.fixture
def decision() -> Decision:
    return Decision.objects.create(
        kind="pause",
        subject_kind="policy",
        subject_id="x",
        facts={},
        outcome={},
        policy=on_record(at=AT),
        automated=True,
        at=AT,
    )


def words_are_known() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO records_listingwords SELECT l.id, records_listing_words(l.title, l.listing_id, l.store_id, s.trading_name, l.brand_id)"
            " FROM records_listing l JOIN records_store s USING (store_id)"
        )


def ids(text: str, page: int = 1, state: ListingState | None = None) -> list[str]:
    found = search(MINE, join="brand", state=state, text=text, page=page, at=AT)
    return [x.listing_id for x in found.rows]


@pytest.mark.parametrize("many", [False, True])
def test_words_are_found_among_few_and_among_very_many(
    store: Store, monkeypatch: pytest.MonkeyPatch, many: bool
) -> None:
    if many:
        monkeypatch.setattr(searching, "NEWEST", 10)
        words_are_known()
    assert ids("L239") == ["L239"]
    assert ids("l23") == ["L23", *(f"L{n}" for n in range(230, 240))]
    assert ids("ring  L1") == [f"L{n}" for n in (10, 12, 14, 16, 18, *range(100, 200, 2))][:50]
    assert ids("高仿") == ["L238"]
    assert ids("nothing") == []
    assert ids("' & !") == []
    assert ids("bag", page=3) == [f"L{n}" for n in range(201, 240, 2)]


def test_of_a_word_that_is_common_among_very_many_the_newest_are_shown_and_that_there_are_more_is_said(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "NEWEST", 20)
    monkeypatch.setattr(searching, "COMMON", 10)
    words_are_known()
    found = search(MINE, join="brand", text="bag", at=AT)
    assert ([x.listing_id for x in found.rows], found.total, found.more) == ([f"L{n}" for n in range(1, 21, 2)], 10, True)  # fmt: skip
    rare = search(MINE, join="brand", text="bag L239", at=AT)
    assert ([x.listing_id for x in rare.rows], rare.total, rare.more) == (["L239"], 1, False)


def test_a_word_leads_only_to_listings_of_whoever_looks(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "NEWEST", 10)
    other = Store.objects.create(store_id="other", legal_name="o", trading_name="o", opened_on=AT.date())
    Listing.objects.filter(listing_id="L200").update(store=other)
    words_are_known()
    assert ids("L200") == []
    assert [x.listing_id for x in search(Whose(kind="store", key="other"), join="brand", text="L200", at=AT).rows] == ["L200"]  # fmt: skip


@pytest.mark.parametrize(("number", "shown"), [(0, 1), (1, 1), (2, 2), (5, 5), (99, 5)])
def test_of_a_page_that_is_none_the_nearest_is_shown(store: Store, number: int, shown: int) -> None:
    found = search(MINE, join="brand", page=number, at=AT)
    first = (shown - 1) * 50
    assert (found.number, found.total, found.more) == (shown, ALL, False)
    assert [x.listing_id for x in found.rows] == [f"L{n}" for n in range(first, min(first + 50, ALL))]


def test_counting_stops_at_a_limit_and_says_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = Listing.objects.filter(store=store)
    assert by_state(mine, at=AT)[ListingState.ON_OFFER] == Count(n=240)
    Listing.objects.filter(listing_id="L0").update(ended_at=AT)
    assert str(by_state(mine, at=AT)[ListingState.ON_OFFER]) == "239"
    assert (str(Count(n=10_000, more=True)), bool(Count(n=0)), str(Count(n=1234))) == ("10,000+", False, "1,234")
    monkeypatch.setattr(pages, "MOST", 100)
    found = search(MINE, join="brand", page=2, at=AT)
    assert pages.count_of(mine, most=100) == Count(n=100, more=True)
    assert found.rows[0].listing_id == "L50"


SPANS = [  # begins, until, lifted: before (-1), never (None) or after (1) the time that is asked for
    (kind, begins, until, lifted)
    for kind, begins, until, lifted in product(("pause", "remove"), (-1, 1), (None, -1, 1), (None, -1))
    if not (lifted == -1 and begins == 1)
]


def impose(listing: Listing, decision: Decision, spans: list[tuple[str, int, int | None, int | None]]) -> None:
    for kind, begins, until, lifted in spans:
        Restriction.objects.create(
            kind=kind,
            ground="no_right",
            listing=listing,
            caused_by=decision,
            # What begins later than the database's own clock says is looked at one by one.
            begins=AT + (timedelta(days=36_500) if begins > 0 else -timedelta(hours=3)),
            until=None if until is None else AT + (timedelta(days=36_501) if until > 0 else -timedelta(hours=2)),
            lifted_at=None if lifted is None else AT - timedelta(hours=1),
            lifted_by=decision if lifted else None,
            statement={},
        )


def test_the_state_that_lists_filter_by_is_the_derived_one_for_all_pairs_of_restrictions(
    store: Store, decision: Decision
) -> None:
    pairs = [[a] for a in SPANS] + [[a, b] for a, b in product(SPANS, SPANS)]
    rows = list(Listing.objects.filter(store=store).order_by("pk"))
    for turn in range(0, len(pairs), len(rows)):
        for listing, spans in zip(rows, pairs[turn:], strict=False):
            impose(listing, decision, spans)
        states = {x.pk: state_of_listing(x, at=AT) for x in Listing.objects.prefetch_related("restrictions")}
        for state in ListingState:
            found = set(Listing.objects.filter(in_listing_state(state, at=AT)).values_list("pk", flat=True))
            assert found == {pk for pk, one in states.items() if one is state}
        Restriction.objects.all().delete()
        Listing.objects.update(bound="")


def test_the_database_keeps_what_binds_a_listing(store: Store, decision: Decision) -> None:
    listing = Listing.objects.get(listing_id="L0")

    def bound() -> str:
        listing.refresh_from_db()
        return listing.bound

    impose(listing, decision, [("pause", -1, None, None)])
    assert bound() == "pause"
    impose(listing, decision, [("remove", -1, None, None)])
    assert bound() == "remove"
    Restriction.objects.filter(kind="remove").update(lifted_at=AT, lifted_by=decision)
    assert bound() == "pause"
    impose(listing, decision, [("pause", -1, 1, None)])
    assert bound() == "mixed"
    Restriction.objects.update(lifted_at=AT, lifted_by=decision)
    assert bound() == ""


def test_an_effect_waits_until_it_is_acknowledged_and_its_lift_after_it(store: Store, decision: Decision) -> None:
    person = Person.objects.create(username="shop", role=Role.MARKETPLACE)
    impose(Listing.objects.get(listing_id="L0"), decision, [("pause", -1, None, None), ("pause", -1, None, -1)])

    def waits() -> list[tuple[str, uuid.UUID]]:
        lines, n = marketplace.to_do(limit=10, at=AT)
        assert n == len(lines)
        return [(x.effect, x.restriction) for x in lines]

    still, lifted = Restriction.objects.order_by("lifted_at").values_list("pk", flat=True)[::-1]
    assert sorted(waits()) == [("impose", still), ("lift", lifted)]
    Execution.objects.create(restriction_id=still, effect="impose", at=AT, by=person)
    Execution.objects.create(restriction_id=lifted, effect="impose", at=AT, by=person)
    assert waits() == [("lift", lifted)]
    Restriction.objects.filter(pk=still).update(lifted_at=AT, lifted_by=decision)
    Execution.objects.create(restriction_id=lifted, effect="lift", at=AT, by=person)
    assert waits() == [("lift", still)]
    Execution.objects.create(restriction_id=still, effect="lift", at=AT, by=person)
    assert waits() == []
