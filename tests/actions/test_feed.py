"""A feed that a store has named is fetched, read as an upload is read, and what it names no more is ended."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import polars as pl
import pytest

from assay.actions import feed as feeds
from assay.actions import listing as listings
from assay.errors import BadInput, Conflict, NotFound, Unreachable
from assay.outside.web import Answer
from assay.policy.schema.listing import FeedPolicy
from assay.records.models import Feed, FeedPull, Listing, Message, Person, Store

pytestmark = [pytest.mark.django_db, pytest.mark.database]

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
URL = "https://shop.example/feed.tsv"
TSV = b"id\ttitle\tprice\nA\tLeather bag\t10 EUR\nB\tSilk scarf\t20 EUR\nC\tLamp\t30 EUR\n"


def public(host: str, port: int) -> list[str]:
    return ["93.184.216.34"]


def private(host: str, port: int) -> list[str]:
    return ["10.0.0.7"]


@pytest.fixture
def store() -> Store:
    return Store.objects.create(
        store_id="harbour", legal_name="Harbour Ltd", trading_name="Harbour", opened_on=date(2020, 1, 1)
    )


@pytest.fixture
def seller(store: Store) -> Person:
    return Person.objects.create_user(username="sal", role="seller", store=store)


class Shop:
    """The other side: answers in turn, and what it was asked."""

    def __init__(self, *answers: Answer | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[dict[str, str]] = []

    def __call__(self, url: str, headers: Mapping[str, str], policy: FeedPolicy) -> Answer:
        self.asked.append(dict(headers))
        one = self.answers.pop(0)
        if isinstance(one, Exception):
            raise one
        return one


def named(store: Store, seller: Person, **more: Any) -> Feed:
    wanted = {"url": URL, "period_minutes": 60} | more
    return feeds.name_feed(store=store, by=seller, at=AT, resolve=public, **wanted)


def body(data: bytes, **headers: str) -> Answer:
    return Answer(status=200, headers=headers, body=data)


def pulled(*answers: Answer | Exception, at: datetime = AT) -> FeedPull:
    assert feeds.pull_due(at=at, get=Shop(*answers)) == 1
    return FeedPull.objects.latest("pk")


def offered(store: Store) -> set[str]:
    return set(Listing.objects.filter(store=store, ended_at__isnull=True).values_list("listing_id", flat=True))


def test_a_feed_is_read_at_its_time_and_not_before(store: Store, seller: Person) -> None:
    row = named(store, seller)
    first = pulled(body(TSV))
    assert (first.outcome, first.rows, first.taken, first.unchanged, first.refused) == ("taken", 3, 3, 0, 0)
    assert offered(store) == {"A", "B", "C"}
    row.refresh_from_db()
    assert row.due_at == AT + timedelta(minutes=60)
    assert feeds.pull_due(at=AT + timedelta(minutes=59), get=Shop()) == 0


def test_only_what_changed_is_screened_again(store: Store, seller: Person) -> None:
    named(store, seller)
    pulled(body(TSV))
    assert listings.screen_waiting(at=AT) == 3
    again = pulled(body(TSV.replace(b"20 EUR", b"21 EUR")), at=AT + timedelta(hours=1))
    assert (again.taken, again.unchanged) == (1, 2)
    assert listings.screen_waiting(at=AT + timedelta(hours=1)) == 1


def test_the_address_is_asked_only_for_what_is_new(store: Store, seller: Person) -> None:
    named(store, seller)
    pulled(body(TSV, etag='"v1"', **{"last-modified": "Tue, 24 Nov 2026 08:00:00 GMT"}))
    shop = Shop(Answer(status=304))
    assert feeds.pull_due(at=AT + timedelta(hours=1), get=shop) == 1
    assert shop.asked[0]["If-None-Match"] == '"v1"'
    assert shop.asked[0]["If-Modified-Since"] == "Tue, 24 Nov 2026 08:00:00 GMT"
    assert FeedPull.objects.latest("pk").outcome == "unchanged"
    assert offered(store) == {"A", "B", "C"}


def test_the_same_body_is_not_read_twice_where_the_server_knows_no_etag(store: Store, seller: Person) -> None:
    named(store, seller)
    pulled(body(TSV))
    again = pulled(body(TSV), at=AT + timedelta(hours=1))
    assert (again.outcome, again.rows) == ("unchanged", 0)


def test_what_the_feed_names_no_more_is_ended_and_comes_back_when_it_is_named_again(
    store: Store, seller: Person
) -> None:
    named(store, seller)
    pulled(body(TSV))
    listings.screen_waiting(at=AT)
    one_less = pulled(body(TSV.replace(b"C\tLamp\t30 EUR\n", b"")), at=AT + timedelta(hours=1))
    assert (one_less.ended, one_less.kept, one_less.problem) == (1, 0, None)
    assert offered(store) == {"A", "B"}
    assert listings.screen_waiting(at=AT + timedelta(hours=1)) == 0
    back = pulled(body(TSV), at=AT + timedelta(hours=2))
    assert (back.taken, back.unchanged, back.ended) == (1, 2, 0)
    assert offered(store) == {"A", "B", "C"}
    assert listings.screen_waiting(at=AT + timedelta(hours=2)) == 1


def test_a_listing_that_was_sent_is_not_ended_by_a_feed_that_never_named_it(store: Store, seller: Person) -> None:
    listings.take(store=store, rows=[{"id": "own", "title": "Table"}], at=AT)
    named(store, seller)
    pulled(body(TSV))
    pulled(body(TSV.replace(b"C\tLamp\t30 EUR\n", b"")), at=AT + timedelta(hours=1))
    assert offered(store) == {"own", "A", "B"}


def test_a_row_that_is_refused_is_named_and_its_listing_is_not_ended(store: Store, seller: Person) -> None:
    named(store, seller)
    pulled(body(TSV))
    wrong = pulled(body(TSV.replace(b"30 EUR", b"-3 EUR")), at=AT + timedelta(hours=1))
    assert (wrong.refused, wrong.ended) == (1, 0)
    assert wrong.refusals == [
        {"where": "line 4 C: price", "what": "the price is below zero.", "mend": "Write it as 49.00 EUR."}
    ]
    assert offered(store) == {"A", "B", "C"}


def test_a_feed_that_breaks_off_ends_nothing(store: Store, seller: Person) -> None:
    feed = (
        b"<rss><channel>"
        + b"".join(b"<item><id>%d</id><title>Lamp</title></item>" % i for i in range(3))
        + b"</channel></rss>"
    )
    named(store, seller, url="https://shop.example/feed.xml")
    assert pulled(body(feed)).taken == 3
    cut = pulled(body(feed[: feed.index(b"<item><id>2")]), at=AT + timedelta(hours=1))
    assert (cut.ended, cut.kept, cut.problem["what"]) == (
        0,
        1,
        "some rows of the feed cannot be read; what it may name in them was not ended.",
    )
    assert offered(store) == {"0", "1", "2"}


def test_a_feed_that_loses_most_of_its_listings_ends_nothing_and_the_store_is_told(
    store: Store, seller: Person
) -> None:
    named(store, seller)
    head, many = b"id\ttitle\n", [b"%d\tLamp\n" % i for i in range(60)]
    pulled(body(head + b"".join(many)))
    lost = pulled(body(head + b"".join(many[:20])), at=AT + timedelta(hours=1))
    assert (lost.ended, lost.kept) == (0, 40)
    assert lost.problem["what"] == "the feed names 40 of 60 listings no more; nothing was ended."
    assert len(offered(store)) == 60
    assert Message.objects.get(store=store).kind == "feed_lost_listings"
    some = pulled(body(head + b"".join(many[:35])), at=AT + timedelta(hours=2))
    assert (some.ended, len(offered(store))) == (25, 35)


def test_a_failure_is_written_down_tried_again_later_and_later_and_told_once(store: Store, seller: Person) -> None:
    row = named(store, seller)
    at, waits = AT, []
    for _ in range(4):
        failed = pulled(Unreachable("no answer (ConnectTimeout).", where="shop.example"), at=at)
        assert (failed.outcome, failed.problem["what"]) == ("failed", "no answer (ConnectTimeout).")
        row.refresh_from_db()
        waits.append(row.due_at - at)
        at = row.due_at
    assert waits == [timedelta(minutes=m) for m in (5, 10, 20, 40)]
    assert [m.kind for m in Message.objects.filter(store=store)] == ["feed_failed"]
    pulled(body(TSV), at=at)
    row.refresh_from_db()
    assert (row.failures, row.due_at) == (0, at + timedelta(minutes=60))


@pytest.mark.parametrize("status", [301, 403, 404, 500, 503])
def test_an_answer_that_is_no_feed_changes_nothing(store: Store, seller: Person, status: int) -> None:
    named(store, seller)
    pulled(body(TSV))
    failed = pulled(Answer(status=status, body=b"<html>sorry</html>"), at=AT + timedelta(hours=1))
    assert (failed.outcome, failed.status, failed.problem["what"]) == (
        "failed",
        status,
        f"the address answers {status}.",
    )
    assert offered(store) == {"A", "B", "C"}


def test_a_page_of_html_or_an_empty_body_ends_nothing(store: Store, seller: Person) -> None:
    named(store, seller)
    pulled(body(TSV))
    at = AT
    for broken in (b"", b"<html><body>maintenance", b"<html><body>maintenance</body></html>", b"PAR1 no parquet"):
        at = Feed.objects.get().due_at
        assert pulled(body(broken), at=at).outcome == "failed"
    assert offered(store) == {"A", "B", "C"}


@pytest.mark.parametrize("kind", ["tsv", "csv", "ndjson", "parquet", "rss", "atom"])
def test_every_format_of_an_upload_is_read(store: Store, seller: Person, kind: str) -> None:
    table = pl.DataFrame({"id": ["A", "B"], "title": ["Leather bag", "Silk scarf"], "price": ["10 EUR", "20 EUR"]})
    items = "".join(
        f"<item><g:id>{i}</g:id><title>{t}</title><g:price>{p}</g:price></item>" for i, t, p in table.iter_rows()
    )
    entries = items.replace("item>", "entry>")
    out = io.BytesIO()
    if kind == "parquet":
        table.write_parquet(out)
    made = {
        "tsv": table.write_csv(separator="\t").encode(),
        "csv": table.write_csv().encode(),
        "ndjson": table.write_ndjson().encode(),
        "parquet": out.getvalue(),
        "rss": f'<rss xmlns:g="http://base.google.com/ns/1.0"><channel>{items}</channel></rss>'.encode(),
        "atom": f'<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0">{entries}</feed>'.encode(),
    }
    named(store, seller)
    found = pulled(body(made[kind]))
    assert (found.outcome, found.taken, found.refused) == ("taken", 2, 0)
    assert Listing.objects.get(store=store, listing_id="B").attributes == {
        "id": "B",
        "title": "Silk scarf",
        "price": "20 EUR",
        "store_id": "harbour",
    }


@pytest.mark.parametrize(
    ("url", "resolve", "said"),
    [
        ("http://shop.example/feed", public, "the address is not encrypted."),
        ("https://shop.example/feed", private, "the address leads into a private network."),
        ("https://user:word@shop.example/feed", public, "the address holds a name or password."),
        ("file:///etc/passwd", public, "this is no web address."),
        ("shop.example", public, "this is no web address."),
    ],
)
def test_an_address_that_may_not_be_asked_is_refused(
    store: Store, seller: Person, url: str, resolve: Any, said: str
) -> None:
    with pytest.raises(BadInput) as refused:
        feeds.name_feed(store=store, url=url, period_minutes=60, by=seller, at=AT, resolve=resolve)
    assert (refused.value.what, Feed.objects.count()) == (said, 0)


def test_a_period_that_the_policy_does_not_allow_is_refused(store: Store, seller: Person) -> None:
    for minutes in (0, 14, 1441):
        with pytest.raises(BadInput) as refused:
            named(store, seller, period_minutes=minutes)
        assert refused.value.mend == "Give 15 to 1440 minutes."
    assert Feed.objects.count() == 0


def test_a_feed_is_named_once_and_not_without_end(store: Store, seller: Person) -> None:
    named(store, seller)
    with pytest.raises(Conflict):
        named(store, seller)
    for i in range(4):
        named(store, seller, url=f"{URL}?{i}")
    with pytest.raises(Conflict) as refused:
        named(store, seller, url=f"{URL}?5")
    assert (refused.value.what, Feed.objects.count()) == ("the store has 5 feeds already.", 5)


def test_an_ended_feed_is_fetched_no_more_and_its_listings_stay(store: Store, seller: Person) -> None:
    row = named(store, seller)
    pulled(body(TSV))
    feeds.end_feed(store=store, feed=row.pk, at=AT)
    assert feeds.pull_due(at=AT + timedelta(days=2), get=Shop()) == 0
    assert offered(store) == {"A", "B", "C"}
    assert named(store, seller).pk != row.pk


def test_another_stores_feed_is_not_found(store: Store, seller: Person) -> None:
    row = named(store, seller)
    other = Store.objects.create(store_id="o", legal_name="O", trading_name="O", opened_on=date(2020, 1, 1))
    for act in (feeds.end_feed, feeds.pull_soon):
        with pytest.raises(NotFound):
            act(store=other, feed=row.pk, at=AT)
    row.refresh_from_db()
    assert row.ended_at is None


def test_a_pull_that_was_killed_is_made_again_and_counts_nothing_twice(store: Store, seller: Person) -> None:
    row = named(store, seller)

    def killed(url: str, headers: Mapping[str, str], policy: FeedPolicy) -> Answer:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        feeds.pull_due(at=AT, get=killed)
    row.refresh_from_db()
    assert AT < row.due_at <= AT + timedelta(minutes=15)
    assert FeedPull.objects.count() == 0
    assert pulled(body(TSV), at=row.due_at).taken == 3
    assert Listing.objects.count() == 3
