"""The same paper decided twice, differently, raises an alarm; a difference that the facts explain raises none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.regime.document.build import BRAND, ON, STORE, facts, invoice, paper

from assay.errors import BadInput, NotPermitted
from assay.policy.load import parse, shipped
from assay.regime.document.contradiction import (
    Conclusion,
    ContradictionKind,
    Found,
    Settled,
    check_may_conclude,
    decided_twice,
    same_paper,
    suspends,
)

POLICY = shipped().document.contradiction
OTHER_STORE = replace(STORE, store_id="s-2", legal_name="Altra Moda S.r.l.")


def settled(accepted: bool, *against: str, application: str = "", on: date = ON, **changes: Any) -> Settled:
    """One settled application of one paper, with these findings against it."""
    more = {"application": application or ("yes" if accepted else "no")}
    more |= {k: changes.pop(k) for k in ("store", "brand", "goods", "papers") if k in changes}
    return Settled(
        decision=f"d-{more['application']}",
        facts=replace(facts(paper(invoice())), **more),
        accepted=accepted,
        on=on,
        by=changes.pop("by", "vera" if accepted else "vito"),
        policy=changes.pop("policy", "p" * 64),
        findings=tuple(Found(reason=r, weight="refuse", paper="invoice.pdf") for r in against),
        **changes,
    )


def test_one_paper_accepted_and_refused_on_the_same_facts_is_a_contradiction_whoever_came_first() -> None:
    yes, no = settled(True), settled(False, "TAX_WRONG", policy="q" * 64)
    for one, other in ((yes, no), (no, yes)):
        found = decided_twice(one, other, policy=POLICY)
        assert found is not None
        assert (found.same, found.accepted.decision, found.refused.decision) == ("file", "d-yes", "d-no")
        assert [(d.what, d.accepted, d.refused) for d in found.differs] == [
            ("the policy", "p" * 12, "q" * 12),
            ("findings against it", "none", "The tax does not follow from its base and rate"),
        ]


def test_a_refusal_on_a_persons_word_alone_contradicts_as_well() -> None:
    found = decided_twice(settled(True), settled(False), policy=POLICY)
    assert found is not None
    assert found.differs == ()


def test_what_one_person_overruled_and_another_refused_for_is_shown() -> None:
    yes = settled(True, overruled=frozenset({"TAX_WRONG"}))
    found = decided_twice(yes, settled(False, "TAX_WRONG"), policy=POLICY)
    assert found is not None
    assert ("overruled", "The tax does not follow from its base and rate", "none") in [
        (d.what, d.accepted, d.refused) for d in found.differs
    ]


def test_two_answers_alike_and_two_answers_within_one_application_do_not_contradict() -> None:
    assert decided_twice(settled(True), settled(True, application="b"), policy=POLICY) is None
    assert decided_twice(settled(True, application="a"), settled(False, application="a"), policy=POLICY) is None


@pytest.mark.parametrize(
    ("reason", "changes"),
    [
        ("BUYER_IS_ANOTHER", {"store": OTHER_STORE}),
        ("BRAND_NOT_NAMED", {"brand": replace(BRAND, brand_id="other")}),
        ("UNITS_NOT_COVERED", {"goods": ()}),
        ("INVOICE_TOO_OLD", {"on": date(2027, 6, 1)}),
        ("LINES_ALREADY_COUNTED", {"on": ON}),
        ("INVOICE_FROM_THE_FUTURE", {"on": date(2026, 9, 1)}),
    ],
)
def test_a_refusal_that_the_facts_explain_contradicts_nothing(reason: str, changes: dict[str, Any]) -> None:
    assert decided_twice(settled(True), settled(False, reason, **changes), policy=POLICY) is None
    # With a second reason that they do not explain it does.
    assert decided_twice(settled(True), settled(False, reason, "ISSUER_OBJECTS", **changes), policy=POLICY) is not None


@pytest.mark.parametrize("reason", ["BUYER_IS_ANOTHER", "BRAND_NOT_NAMED", "UNITS_NOT_COVERED"])
def test_the_same_reason_contradicts_where_the_facts_are_the_same(reason: str) -> None:
    assert decided_twice(settled(True), settled(False, reason), policy=POLICY) is not None


def test_a_paper_that_was_refused_for_its_age_and_accepted_later_contradicts() -> None:
    early = settled(False, "INVOICE_TOO_OLD", on=date(2026, 10, 1))
    assert decided_twice(settled(True), early, policy=POLICY) is not None


def test_issuer_and_number_make_one_paper_and_other_contents_explain_what_rests_on_them() -> None:
    scan = paper(invoice(), name="scan.pdf", sha256="cd" * 32)
    forged = paper(invoice(issued_on="2026-10-09"), name="scan.pdf", sha256="cd" * 32)
    assert (
        same_paper(paper(invoice()), scan),
        same_paper(paper(invoice()), paper(invoice(number="7"), sha256="e")),
    ) == (
        "number",
        "",
    )

    def refused(*papers: Any) -> Settled:
        row = settled(False, papers=papers)
        return replace(row, findings=(Found(reason="GROSS_TOTAL_WRONG", weight="refuse", paper="scan.pdf"),))

    found = decided_twice(settled(True), refused(scan), policy=POLICY)
    assert found is not None
    assert (found.same, found.refused_paper) == ("number", "scan.pdf")
    assert decided_twice(settled(True), refused(forged), policy=POLICY) is None


def test_a_paper_that_lay_beside_a_bad_one_or_was_set_aside_was_not_decided() -> None:
    bad = paper(invoice(number="bad"), name="bad.pdf", sha256="99" * 32)
    beside = replace(
        settled(False, papers=(paper(invoice()), bad)),
        findings=(Found(reason="TAX_WRONG", weight="refuse", paper="bad.pdf"),),
    )
    assert decided_twice(settled(True), beside, policy=POLICY) is None
    aside = settled(True, "BRAND_NOT_NAMED")
    assert decided_twice(aside, settled(False, "TAX_WRONG"), policy=POLICY) is None


def test_the_right_waits_only_where_somebody_who_knows_speaks_against_it() -> None:
    assert {k.value: suspends(k, policy=POLICY) for k in ContradictionKind} == {
        "decided_twice": False,
        "objection": True,
        "credential_withdrawn": True,
        "credential_suspended": True,
        "line_used_elsewhere": False,
        "late_confirmation": False,
    }
    texts = dict(shipped().texts)
    texts["document"] = texts["document"].replace('suspends = ["objection", ', "suspends = [")
    other = parse(texts).document.contradiction
    assert not suspends(ContradictionKind.OBJECTION, policy=other)


def test_an_alarm_is_closed_by_a_third_person_and_a_refusal_falls_only_where_there_is_one() -> None:
    kind, both = ContradictionKind.DECIDED_TWICE, frozenset({"vera", "vito"})
    check_may_conclude(kind, Conclusion.REFUSAL_FALLS, by="ada", decided=both)
    with pytest.raises(NotPermitted, match="you decided one of these cases"):
        check_may_conclude(kind, Conclusion.STANDS, by="vito", decided=both)
    with pytest.raises(BadInput, match="no refusal in this alarm"):
        check_may_conclude(ContradictionKind.OBJECTION, Conclusion.REFUSAL_FALLS, by="ada", decided=both)
