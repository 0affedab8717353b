"""A confirmation carries what it states from its giver's own copy, and no more."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.regime.document.build import LINES, ON, facts, invoice, line, paper, party

from assay.policy.load import parse, shipped
from assay.regime.document.facts import Answer, ApplicationFacts, Stated, from_json, to_json
from assay.regime.document.settlement import check_may_accept
from assay.regime.document.verdict import Judgement, judge

WHOLE = Stated(number="RE 2026 0173", issued_on="2026-10-02", buyer="NOVARA MODA SRL", pieces="30")


def brand_says(*states: Stated, knows: tuple[str, ...] = ()) -> Answer:
    return Answer(question="brand", by="Aurelle", confirmed=True, states=states, knows=knows)


def judged(answer: Answer, *, case: ApplicationFacts | None = None) -> Judgement:
    return judge(replace(case or facts(paper(invoice())), answers=(answer,)), policy=shipped(), on=ON)


def test_a_brand_that_states_what_its_own_copy_says_carries_the_paper() -> None:
    assert judged(brand_says(WHOLE)).outcome == "accept"


def test_a_brand_that_knows_only_issuer_and_goods_leaves_the_rest_open() -> None:
    found = judged(brand_says(knows=("goods", "issuer")))
    assert (found.outcome, found.because) == (
        "refer",
        "a person looks: who confirmed did not say buyer, issued on, number, pieces",
    )
    assert [q.question for q in found.questions] == ["issuer:invoice.pdf"]


def test_what_one_leaves_open_the_other_may_carry() -> None:
    case = facts(paper(invoice()))
    both = (brand_says(knows=("goods", "issuer")), Answer(question="issuer:invoice.pdf", by="", confirmed=True))
    assert judge(replace(case, answers=both), policy=shipped(), on=ON).outcome == "accept"


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        (replace(WHOLE, pieces="12"), "pieces 12"),
        (replace(WHOLE, buyer="Castor Retail GmbH"), "buyer Castor Retail GmbH"),
        (replace(WHOLE, issued_on="2026-09-02"), "issued on 2026-09-02"),
        (replace(WHOLE, number="RE-2026-0999"), "number RE-2026-0999"),
        (replace(WHOLE, total="1,200.00 EUR"), "total 1,200.00 EUR"),
    ],
)
def test_a_copy_that_says_something_else_goes_to_a_person(said: Stated, seen: str) -> None:
    found = judged(brand_says(said))
    assert found.outcome == "refer"
    assert [(f.reason.value, f.seen) for f in found.findings] == [
        ("STATED_OTHERWISE", f"Aurelle has on record: {seen}")
    ]


def test_a_brand_may_count_its_own_goods_alone_and_write_days_and_sums_as_it_does() -> None:
    other = line("Corvane Sneaker", 6, "48.00")
    case = facts(paper(invoice(lines=(*LINES, other))))
    said = replace(WHOLE, issued_on="02.10.2026", total="2.722,72 EUR")
    assert judged(brand_says(said), case=case).outcome == "accept"


def test_a_bare_word_clears_no_sum_and_a_stated_one_does() -> None:
    wrong = (line("Aurelle Handbag Petite 2100", 10, "120.00", amount="1210.00"), LINES[1])
    case = facts(paper(invoice(lines=wrong)))
    assert [f.reason.value for f in judge(case, policy=shipped(), on=ON).findings] == ["LINE_AMOUNT_WRONG"]
    assert (judged(brand_says(), case=case).outcome, judged(brand_says(WHOLE), case=case).outcome) == (
        "refer",
        "accept",
    )


def test_the_policy_may_give_a_bare_word_less() -> None:
    texts = dict(shipped().texts)
    texts["document"] = texts["document"].replace(
        'bare_confirmation = "whole"', 'bare_confirmation = "issuer_and_goods"'
    )
    case = facts(paper(invoice()), answers=(brand_says(),))
    assert judge(case, policy=parse(texts), on=ON).outcome == "refer"
    assert judge(case, policy=shipped(), on=ON).outcome == "accept"


def test_each_paper_is_stated_by_its_own_number() -> None:
    second = paper(invoice(number="RE-2026-0180", issued_on="2026-10-20"), name="two.pdf", sha256="cd" * 32)
    case = facts(paper(invoice()), second)
    one = brand_says(WHOLE)
    both = brand_says(WHOLE, replace(WHOLE, number="2026-0180", issued_on="2026-10-20"))
    assert (judged(one, case=case).outcome, judged(both, case=case).outcome) == ("refer", "accept")
    stray = judged(brand_says(WHOLE, replace(WHOLE, number="RE-2026-0555")), case=case)
    assert [(f.reason.value, f.paper) for f in stray.findings] == [("STATED_OTHERWISE", "")]


def test_a_statement_about_another_paper_says_nothing_of_this_one() -> None:
    other = Stated(paper="another.pdf", number="77-001", issued_on="2026-01-02", buyer="Novara Moda SRL", pieces="4")
    found = judged(brand_says(replace(WHOLE, paper="invoice.pdf"), other))
    assert (found.outcome, found.findings) == ("accept", ())


def test_a_person_may_accept_where_the_brand_stands_for_an_unknown_issuer_and_left_the_rest_open() -> None:
    case = facts(paper(invoice(issuer=party("Albatros Handels GmbH", "Am Markt 1, 28195 Bremen"))))
    found = judged(brand_says(knows=("goods", "issuer")), case=case)
    assert (found.outcome, found.vouched) == ("refer", {"invoice.pdf"})
    check_may_accept(found, window_closes=None)


def test_what_was_stated_is_kept_with_the_facts() -> None:
    case = facts(paper(invoice()), answers=(brand_says(WHOLE, knows=("goods",)),))
    assert from_json(to_json(case)) == case
