"""The queue of applications goes on to its end, however many are due in one moment."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from assay.records.models import Application, Brand, Person, Store
from assay.records.queries import desk, public
from assay.regime.terms import Role

pytestmark = pytest.mark.django_db

AT = datetime(2016, 5, 18, 9, tzinfo=UTC)


def waiting(how_many: int) -> set[str]:
    store = Store.objects.create(store_id="shop", legal_name="S", trading_name="S", opened_on=date(2014, 1, 1))
    brands = Brand.objects.bulk_create(Brand(brand_id=f"b{n}", name=f"B{n}", enrolled_at=AT) for n in range(how_many))
    rows = Application.objects.bulk_create(
        Application(
            store=store,
            brand=brand,
            lane="proof",
            state="in_review",
            goods=[],
            handed_in_at=AT,
            first_answer_due=AT + timedelta(hours=1 if n < 10 else 2),
            last_answer_due=AT + timedelta(days=5),
        )
        for n, brand in enumerate(brands)
    )
    return {str(row.pk) for row in rows}


def test_every_case_stands_on_one_page_though_more_than_a_page_are_due_in_one_moment() -> None:
    all_of_them, seen, after = waiting(135), [], ""
    for _ in range(3):
        page = desk.applications(state="in_review", at=AT, after=after)
        seen += [str(row.pk) for row in page.rows]
        after = page.after
    assert after == ""
    assert (len(seen), set(seen)) == (135, all_of_them)


@pytest.mark.parametrize(
    "after", ["x", "2016-05-18", "2016-05-18T09:00:00+00:00", "2016-05-18T09:00:00~x", "~", "9~9~9"]
)
def test_what_is_no_place_in_the_queue_is_refused_by_name(after: str) -> None:
    client = Client()
    client.force_login(Person.objects.create(username="vera", role=Role.VERIFIER))
    answer = client.get("/desk/applications/", {"after": after})
    assert answer.status_code == 422
    assert "no place in the queue" in answer.content.decode()


def test_many_rows_are_counted_once_a_minute_for_the_front_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(public, "MANY", 3)
    monkeypatch.setattr(public, "_kept", None)
    waiting(3)
    assert public.figures(at=AT).waiting == 3
    Application.objects.filter(brand="b0").update(state="withdrawn")
    assert public.figures(at=AT).waiting == 2  # few: counted each time
    Application.objects.update(state="in_review")
    monkeypatch.setattr(public, "MANY", 2)
    assert public.figures(at=AT).waiting == 3
    Application.objects.filter(brand="b0").update(state="withdrawn")
    assert public.figures(at=AT).waiting == 3
    monkeypatch.setattr(public, "KEPT_SECONDS", 0.0)
    monkeypatch.setattr(public, "_kept", None)
    assert public.figures(at=AT).waiting == 2
