"""A verdict is explained to the store, the brand and the desk, each without what is not his; a brand sees its week; feeds and rules have pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.conftest import STORY
from tests.web.office import Office
from tests.web.week import Week, build

from assay.records.models import Brand, Listing

pytestmark = [pytest.mark.django_db, pytest.mark.database]
Enter = Callable[[str | None], Client]


@pytest.fixture
def week(office: Office) -> Week:
    return build(office, at=STORY)


def words(answer: Any) -> str:
    assert answer.status_code == 200, answer.status_code
    text = re.sub(r"<(script|style).*?</\1>", " ", answer.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)).replace("&#x27;", "'")


def test_a_store_reads_which_rule_held_its_listing_and_on_which_values(week: Week, enter: Enter) -> None:
    page = words(enter("carla").get("/store/listings/one/w-0/"))
    assert "It is paused." in page
    assert "A protected brand without a right to sell it" in page
    assert "right state none" in page
    assert (
        "8 % of 1,000.00 EUR" not in page
        and "9 % of 1,000.00 EUR, the brand's own reference. Asked: 89.00 EUR." in page
    )
    assert "The store holds no right for this brand." in page
    assert "Aurelle title 0 to 7 aurelle" in page
    assert "Aurelle description" in page
    assert "Pieces on offer" in page


def test_a_store_finds_the_receipt_of_each_decision_on_its_listing(week: Week, enter: Enter) -> None:
    client = enter("carla")
    page = client.get("/store/listings/one/w-0/").content.decode()
    receipt = re.search(r'href="(/store/decisions/[0-9a-f-]+/receipt)"', page)
    assert receipt is not None and client.get(receipt[1]).status_code == 200


def test_a_brand_reads_why_and_not_what_the_store_keeps_to_itself(week: Week, enter: Enter) -> None:
    bea = enter("bea")
    page = words(bea.get("/brand/listings/trend-hk/w-0/"))
    assert "A protected brand without a right to sell it" in page and "9 % of 1,000.00 EUR" in page
    for kept in ("Pieces on offer", "Pieces that the papers cover", "Age of the store", "receipt", "units left"):
        assert kept not in page, kept
    covered = words(bea.get("/brand/listings/honest-bags/w-1/"))
    assert "The store's right names certain goods, and the listing does not say which it offers." in covered


def test_a_listing_of_another_brand_or_of_another_store_is_not_found(week: Week, enter: Enter) -> None:
    other = Brand.objects.create(brand_id="veltrano", name="Veltrano", enrolled_at=STORY)
    Listing.objects.filter(pk=week.cheap.pk).update(brand=other)
    assert enter("bea").get("/brand/listings/trend-hk/w-0/").status_code == 404
    assert enter("hana").get("/store/listings/one/w-5/").status_code == 404
    assert enter("carla").get("/brand/week/").status_code == 403


def test_the_desk_reads_the_same_account_and_settles(week: Week, enter: Enter) -> None:
    page = words(enter("vera").get(f"/desk/listings/{week.cheap.pk}/"))
    assert "A protected brand without a right to sell it" in page and "Settle it" in page
    assert "Verdicts so far" in page and "waits for the log" in page


def test_a_brand_sees_its_week(week: Week, enter: Enter) -> None:
    page = words(enter("bea").get("/brand/week/"))
    # The office itself has two listings of the brand beside the twelve of the week: one held, one taken off.
    assert "listings offered in the name, by" in page
    assert "As a table" in page and "12 to 35 % 2" in page
    assert "Week of Offered Without a right Share 95 % interval Median price share" in page
    assert page.count("Aurelle handbag no.") == 12
    assert words(enter("vera").get("/desk/brands/aurelle/")).count("Aurelle handbag no.") == 12


def test_a_week_costs_the_same_statements_however_many_listings_there_are(week: Week, enter: Enter) -> None:
    bea = enter("bea")
    bea.get("/brand/week/")
    with CaptureQueriesContext(
        connection,
    ) as few:
        bea.get("/brand/week/")
    rows = Listing.objects.get(pk=week.cheap.pk)
    for i in range(300):
        rows.pk, rows.listing_id = None, f"copy-{i}"
        rows.save(force_insert=True)
    with CaptureQueriesContext(connection) as many:
        bea.get("/brand/week/")
    assert len(many.captured_queries) == len(few.captured_queries)
    counted = [q["sql"] for q in many.captured_queries if "COUNT" in q["sql"] and "records_listing" in q["sql"]]
    assert counted == []


@pytest.mark.parametrize("rows", ["of_brand", "of_store"])
def test_a_list_of_listings_is_read_by_its_index_and_not_by_a_scan(week: Week, office: Office, rows: str) -> None:
    from assay.records.queries.searching import Whose

    of_brand, of_store = Whose(kind="brand", key=office.aurelle.pk), Whose(kind="store", key=office.careless.pk)
    mine = of_brand if rows == "of_brand" else of_store
    chosen = mine.rows.order_by("-changed_at", "-pk")[:50]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off")
    plan = chosen.explain()
    assert f"Index Scan using listing_{rows}" in plan and "Sort" not in plan, plan


def test_the_page_of_rules_shows_precision_with_its_interval(week: Week, enter: Enter) -> None:
    vera = enter("vera")
    for keep in ("yes", "no", "no"):
        row = (
            Listing.objects.filter(
                store="trend-hk", verdict="hold", restrictions__lifted_at__isnull=True, listing_id__startswith="w-"
            )
            .exclude(restrictions__kind="remove")
            .order_by("pk")
            .first()
        )
        assert row is not None
        assert vera.post(f"/desk/listings/{row.pk}/settle/", {"keep": keep, "reason": "Looked at."}).status_code == 302
    page = words(vera.get("/desk/rules/"))
    assert "no right" in page and "2 3 66.7 % 9.4 % to 99.2 %" in page
    assert "few answers" in page and "No rule has gone to shadow." in page


def test_a_store_sees_its_feeds_with_the_rows_that_were_refused(week: Week, enter: Enter) -> None:
    carla = enter("carla")
    page = words(carla.get("/store/feeds/"))
    assert "https://shop.example/export/google.tsv" in page and "1 new or changed, 1 refused, 0 ended" in page
    pulls = words(carla.get(f"/store/feeds/{week.feed.pk}/"))
    assert "line 3 F2: price the price is below zero. Write it as 49.00 EUR." in pulls
    assert enter("hana").get(f"/store/feeds/{week.feed.pk}/").status_code == 404


def test_a_feed_that_may_not_be_fetched_is_refused_on_the_page_and_nothing_is_lost(week: Week, enter: Enter) -> None:
    carla = enter("carla")
    answer = carla.post("/store/feeds/", {"url": "http://127.0.0.1/feed", "period_minutes": "60"})
    assert answer.status_code == 422 and "http://127.0.0.1/feed" in answer.content.decode()
    assert carla.post("/store/feeds/", {"url": "https://shop.example/f", "period_minutes": "soon"}).status_code == 422
    assert carla.post(f"/store/feeds/{week.feed.pk}/end/").status_code == 302
    assert "ended" in words(carla.get("/store/feeds/"))


def test_programs_read_the_same_account(week: Week, enter: Enter) -> None:
    mine = enter("carla").get("/api/v1/store/listings/w-0").json()
    assert (mine["verdict"], mine["state"], mine["rules"][0]["name"], mine["rules"][0]["seen"]["right state"]) == (
        "hold",
        "paused",
        "no_right",
        "none",
    )
    assert (mine["words"][0]["text"], mine["words"][0]["start"], mine["words"][0]["end"]) == ("Aurelle", 0, 7)
    assert [(v["verdict"], v["right_state"]) for v in mine["history"]] == [("hold", "none")]
    bea = enter("bea")
    hers = bea.get("/api/v1/brand/listings/trend-hk/w-0").json()
    assert {"units_left", "units_on_offer", "right_id", "store_age_days"} & set(hers["signals"]) == set()
    assert {"units_on_offer", "right_id"} <= set(mine["signals"])
    found = bea.get("/api/v1/brand/week").json()
    assert (found["shares"], found["bands"], len(found["weeks"])) == (
        [2, 2, 2, 1, 4, 1, 1],
        [0.12, 0.35, 0.6, 0.8, 1.0, 1.25],
        12,
    )
    assert enter("carla").get("/api/v1/brand/week").status_code == 403
    assert enter("hana").get("/api/v1/store/listings/w-7").status_code == 404


def test_programs_name_feeds_and_see_how_they_fared(week: Week, enter: Enter) -> None:
    carla = enter("carla")
    found = carla.get("/api/v1/store/feeds").json()["feeds"]
    assert [(f["feed"], f["listings"], f["last"]["refused"]) for f in found] == [(week.feed.pk, 1, 1)]
    assert found[0]["last"]["refusals"] == [
        {"where": "line 3 F2: price", "what": "the price is below zero.", "mend": "Write it as 49.00 EUR."}
    ]
    refused = carla.post(
        "/api/v1/store/feeds", {"url": "https://10.0.0.1/f", "period_minutes": 60}, content_type="application/json"
    )
    assert refused.status_code in (403, 422)
    assert enter("hana").get("/api/v1/store/feeds").json() == {"feeds": []}
