"""What may rest on a yes that says nothing else, and what is told of a file before anybody is asked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.regime.document.build import BUYER, LINES, ON, STORE, facts, invoice, line, paper, party

from assay.policy.load import shipped
from assay.regime.document.facts import Answer, ApplicationFacts, StoreIdentity
from assay.regime.document.reading import Kind, Reading
from assay.regime.document.verdict import Judgement, judge

YES = Answer(question="brand", by="Aurelle", confirmed=True)
ISSUER = Answer(question="issuer:invoice.pdf", by="", confirmed=True)


def judged(case: ApplicationFacts, *answers: Answer) -> Judgement:
    return judge(replace(case, answers=answers), policy=shipped(), on=ON)


def reasons(found: Judgement) -> list[str]:
    return [f.reason.value for f in found.findings]


def test_a_bare_yes_carries_a_paper_that_shows_everything_clearly() -> None:
    assert judged(facts(paper(invoice())), YES).outcome == "accept"


@pytest.mark.parametrize("buyer", [party("Novara Moda S.r.l."), party("Novara Moda S.r.l.", "Via Roma")])
def test_a_buyer_of_whom_only_the_name_agrees_does_not_rest_on_a_bare_yes(buyer: object) -> None:
    case = facts(paper(replace(invoice(), recipient=buyer)))  # type: ignore[arg-type]
    assert judged(case, YES).because == "a person looks: who confirmed did not say buyer, issued on, number, pieces"
    assert judged(case, YES, ISSUER).outcome == "accept"


def test_the_stores_tax_number_anywhere_on_the_page_says_who_bought() -> None:
    reading = replace(invoice(), recipient=party("Novara Moda S.r.l."))
    assert judged(facts(paper(replace(reading, text=reading.text + "\nP.IVA IT 00743110157"))), YES).outcome == "accept"


def test_a_store_of_which_nothing_but_its_name_is_known_is_not_asked_for_more() -> None:
    case = facts(paper(replace(invoice(), recipient=party("Novara Moda S.r.l."))))
    assert (
        judged(replace(case, store=StoreIdentity(store_id="s-1", legal_name=STORE.legal_name)), YES).outcome == "accept"
    )


def test_a_rate_that_nobody_knows_is_settled_by_who_looks_not_by_a_bare_yes() -> None:
    reading = invoice(rate="16")
    case = facts(paper(replace(reading, text=f"{reading.text}\nUSt 16 %")))
    assert judged(case, YES).because == "a person looks: TAX_RATE_UNKNOWN"
    assert (
        judged(case, replace(YES, knows=("issuer", "goods", "number", "issued_on", "buyer", "pieces"))).outcome
        == "accept"
    )


def test_the_tax_number_of_a_third_company_is_noted_and_keeps_a_bare_yes_from_carrying() -> None:
    reading = invoice()
    case = facts(paper(replace(reading, text=reading.text + "\nCustomer account: Castor Retail / FR83404833048")))
    found = judged(case, YES)
    assert (found.outcome, reasons(found)) == ("refer", ["THIRD_COMPANY_NAMED"])
    assert judged(case, YES, ISSUER).outcome == "accept"


@pytest.mark.parametrize(
    "words", ["UID: IT 00743110157", "Our VAT DE136695976", "Order FR12-2026-004", "DE89 3704 0044 0532 0130 00"]
)
def test_own_numbers_and_what_is_no_tax_number_name_no_third_company(words: str) -> None:
    reading = invoice()
    assert reasons(judged(facts(paper(replace(reading, text=f"{reading.text}\n{words}"))), YES)) == []


def test_two_papers_in_one_file_are_handed_in_apart_whoever_confirms() -> None:
    case = facts(paper(replace(invoice(), also=("RE-2026-0199",))))
    found = judged(case, YES, ISSUER)
    assert (found.outcome, found.because) == ("refer", "a person looks: SEVERAL_PAPERS_IN_ONE")
    assert found.findings[0].mend == "Hand in each paper as a file of its own."


def reminder() -> Reading:
    reading = invoice(kind=Kind.UNKNOWN)
    return replace(reading, text=f"Payment reminder\n{reading.text}")


def test_a_reminder_beside_its_invoice_adds_nothing_and_alone_proves_nothing() -> None:
    beside = facts(paper(invoice()), paper(reminder(), name="reminder.pdf", sha256="cd" * 32))
    assert judged(beside, YES).outcome == "accept"
    assert judged(facts(paper(reminder())), YES, ISSUER).because == "a person looks: KIND_UNCLEAR"


def test_another_paper_of_no_clear_kind_beside_the_invoice_still_goes_to_a_person() -> None:
    unknown = invoice(kind=Kind.UNKNOWN)
    case = facts(paper(invoice()), paper(unknown, name="other.pdf", sha256="cd" * 32))
    assert judged(case, YES).outcome == "refer"


@pytest.mark.parametrize(
    "words",
    [
        "Diese Rechnung wurde storniert, siehe Gutschrift GS-8812.",
        "This invoice has been cancelled, see credit memo CM-8812.",
        "Deze factuur is geannuleerd, zie creditnota CN-8812.",
        "VOID",
        "** STORNIERT **",
    ],
)
def test_an_invoice_that_says_that_it_was_cancelled_goes_to_a_person_whoever_confirms(words: str) -> None:
    reading = invoice()
    found = judged(facts(paper(replace(reading, text=f"{reading.text}\n{words}"))), YES, ISSUER)
    assert (found.outcome, found.because) == ("refer", "a person looks: CANCELLED")


def test_goods_under_an_article_number_that_the_register_does_not_know_are_noted() -> None:
    case = facts(
        paper(invoice(lines=(line("Aurelle Handbag Petite 2100", 10, "120.00", gtin="4006381333931"), LINES[1])))
    )
    known = replace(case.brand.products[0], gtin="4012345678901")
    case = replace(case, brand=replace(case.brand, products=(known, *case.brand.products[1:])))
    found = judged(case, YES)
    assert (found.outcome, reasons(found)) == ("refer", ["GTIN_NOT_REGISTERED"])
    assert BUYER.name is not None
    assert judged(case, YES, ISSUER).outcome == "accept"
