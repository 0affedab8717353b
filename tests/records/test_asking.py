"""A question that is compiled once answers as its queryset does, and rows of several tables are written together or not at all."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Exists, OuterRef
from django.test.utils import CaptureQueriesContext

from assay.records.asking import Question
from assay.records.models import Brand, CasePseudonym, Decision, Mark, Outbox, PolicyVersion, Restriction, Right, Store
from assay.records.writing import write
from assay.regime.terms import DecisionKind

pytestmark = pytest.mark.django_db

AT = datetime(2016, 5, 18, 23, 30, 15, 250, tzinfo=UTC)


@pytest.fixture
def marks() -> list[Mark]:
    for name in ("norvik", "lumen"):
        brand = Brand.objects.create(brand_id=name, name=name.title(), aliases=[f"{name} 100%"], enrolled_at=AT)
        Mark.objects.create(brand=brand, office="EUIPO", number=f"01800{name}", classes=[25], text=name)
    return list(Mark.objects.order_by("pk"))


def named() -> Question[Mark]:
    return Question(
        lambda *, number, at: (
            Mark.objects.select_related("brand")
            .filter(number__iexact=number, brand__enrolled_at__lte=at, brand__enrolled_at__date__lte=at.date())
            .exclude(text="100%")
            .annotate(
                other=Exists(Mark.objects.exclude(pk=OuterRef("pk")).filter(office=OuterRef("office"))),
            )
        ),
        number="?number",
        at=datetime(1, 2, 3, tzinfo=UTC),
    )


def test_a_question_answers_as_its_queryset_with_whatever_values_it_is_asked(marks: list[Mark]) -> None:
    question = named()
    for mark in marks:
        [row] = question.rows(number=mark.number.upper(), at=AT)
        assert (row, row.brand, row.brand.aliases, row.classes) == (mark, mark.brand, mark.brand.aliases, [25])
        assert row.other is True  # type: ignore[attr-defined]
    assert question.rows(number=marks[0].number, at=datetime(2016, 5, 18, 23, 29, tzinfo=UTC)) == []
    assert question.first(number="'; DROP TABLE records_mark; --", at=AT) is None
    assert Mark.objects.count() == 2


def test_a_question_costs_one_query_and_leaves_the_connection_as_it_was(marks: list[Mark]) -> None:
    question = named()
    question.first(number="x", at=AT)
    with CaptureQueriesContext(connection) as seen:
        assert question.first(number=marks[1].number, at=AT) == marks[1]
    assert len(seen) == 1
    assert connection.connection.prepare_threshold is None


def test_a_question_is_asked_again_after_a_transaction_was_rolled_back(marks: list[Mark]) -> None:
    question = named()
    with pytest.raises(IntegrityError), transaction.atomic():
        question.first(number=marks[0].number, at=AT)
        Mark.objects.create(brand=marks[0].brand, office="EUIPO", number=marks[0].number, text="again")
    assert question.first(number=marks[0].number, at=AT) == marks[0]


def decision(store: Store) -> Decision:
    policy, _ = PolicyVersion.objects.get_or_create(version="f" * 64, defaults={"texts": {}, "in_force_from": AT})
    return Decision(
        kind=DecisionKind.PAUSE,
        subject_kind="store",
        subject_id=store.pk,
        store=store,
        facts={"words": ['"1:1" \\ 100%', "高仿", None], "share": 0.1},
        outcome={},
        policy=policy,
        automated=True,
        at=AT,
    )


def restriction(store: Store, by: Decision) -> Restriction:
    return Restriction(
        kind="hold_funds",
        ground="counterfeit",
        store=store,
        caused_by=by,
        begins=AT,
        amount=Decimal("1234567.89"),
        currency="EUR",
        statement={"until": None},
    )


@pytest.fixture
def store() -> Store:
    return Store.objects.create(store_id="shop", legal_name="S", trading_name="S", opened_on=date(2014, 1, 1))


def test_rows_of_several_tables_are_written_in_one_statement_and_read_back_as_they_were(store: Store) -> None:
    made = decision(store)
    hold = restriction(store, made)
    entry = bytes(range(256))
    drawn = CasePseudonym(case_kind="store", case_id="shop", salt=bytes(32), pseudonym="a" * 64)
    with CaptureQueriesContext(connection) as seen:
        write([drawn, made, hold, Outbox(decision=made, entry=entry, created_at=AT)])
    assert len(seen) == 1
    held = Decision.objects.get(pk=made.pk)
    assert {f.attname: getattr(held, f.attname) for f in Decision._meta.concrete_fields} == {
        f.attname: getattr(made, f.attname) for f in Decision._meta.concrete_fields
    }
    assert Restriction.objects.get(pk=hold.pk).amount == Decimal("1234567.89")
    assert Restriction.objects.get(pk=hold.pk).statement == {"until": None}
    waiting = Outbox.objects.get(decision=made)
    assert (bytes(waiting.entry), waiting.created_at) == (entry, AT)
    assert bytes(CasePseudonym.objects.get().salt) == bytes(32)
    hold.currency = "USD"
    hold.save()  # it is known to be there: changed, not written a second time
    assert Restriction.objects.count() == 1


def test_of_rows_that_break_a_constraint_none_is_written(store: Store) -> None:
    made = decision(store)
    broken = restriction(store, made)
    broken.store = None
    with pytest.raises(IntegrityError), transaction.atomic():
        write([made, broken])
    lost = decision(store)
    lost.led_by_id = uuid.uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        write([lost])
        connection.check_constraints()
    assert (Decision.objects.count(), Restriction.objects.count()) == (0, 0)


def test_nothing_is_asked_for_no_rows() -> None:
    with CaptureQueriesContext(connection) as seen:
        write([])
    assert len(seen) == 0
    assert not Right.objects.exists()
