"""What each finding sees, and what it leaves alone; one paper at a time, through the judgement, so that weights are the policy's."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from tests.regime.document.build import (
    BRAND,
    BUYER,
    DEALER,
    LINES,
    ON,
    STORE,
    facts,
    field,
    invoice,
    line,
    paper,
    party,
)

from assay.policy.load import shipped
from assay.regime.document.facts import ApplicationFacts, Goods
from assay.regime.document.finding import Reason
from assay.regime.document.reading import Kind, Origin, Party, Reading, Signature, Tax, Totals
from assay.regime.document.verdict import judge


def found_in(reading: Reading, **changes: Any) -> list[tuple[str, str]]:
    """(reason, weight) of every finding about one paper."""
    case: ApplicationFacts = facts(paper(reading), **changes)
    return [(f.reason.value, f.weight) for f in judge(case, policy=shipped(), on=ON).findings]


def test_nothing_is_found_on_a_genuine_invoice() -> None:
    assert found_in(invoice()) == []


@pytest.mark.parametrize(
    ("issued_on", "found"),
    [
        ("2025-11-24", []),
        ("2025-11-23", [("INVOICE_TOO_OLD", "refuse")]),
        ("2026-11-24", []),
        ("2026-11-25", [("INVOICE_FROM_THE_FUTURE", "refuse")]),
        ("", [("DATE_MISSING", "refer")]),
        ("2999-01-01", [("INVOICE_FROM_THE_FUTURE", "refuse")]),
    ],
)
def test_an_invoice_is_good_for_a_year_and_never_dated_ahead(issued_on: str, found: list[tuple[str, str]]) -> None:
    assert found_in(invoice(number="4711", issued_on=issued_on)) == found


def test_a_date_that_can_be_read_both_ways_is_not_held_against_the_seller() -> None:
    reading = invoice(number="4711", issued_on="2026-12-10")
    ambiguous = replace(reading, text=reading.text + "\n10/12/2026")
    assert found_in(ambiguous) == [("INVOICE_FROM_THE_FUTURE", "refer")]


def test_a_moved_issue_date_leaves_the_due_date_behind() -> None:
    assert found_in(invoice(due=field("2024-06-01"))) == [("DATES_DISAGREE", "refer")]


@pytest.mark.parametrize(
    "kind", [Kind.QUOTE, Kind.PRO_FORMA, Kind.ORDER_CONFIRMATION, Kind.PACKING_SLIP, Kind.BANK_SLIP]
)
def test_what_shows_an_intention_proves_no_purchase(kind: Kind) -> None:
    assert found_in(invoice(kind=kind)) == [("PAPER_IS_NO_PROOF", "refuse")]


def test_a_paper_that_says_that_it_is_no_invoice_goes_to_a_person() -> None:
    reading = invoice()
    assert found_in(replace(reading, text=reading.text + "\nThis is not a tax invoice.")) == [("KIND_UNCLEAR", "refer")]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("NOVARA MODA SRL", []),
        ("Novara Moda società a responsabilità limitata", []),
        ("Novara Bags", []),
        ("Novara Moda S.p.A.", []),  # the tax number is the store's
    ],
)
def test_the_buyer_may_be_written_in_many_ways(name: str, found: list[tuple[str, str]]) -> None:
    assert found_in(invoice(recipient=replace(BUYER, name=field(name)))) == found


def test_an_invoice_to_another_is_refused() -> None:
    other = party("Bottega Lineare S.r.l.", "Via Po 9, 10123 Torino", vat_id="IT12345670017")
    assert ("BUYER_IS_ANOTHER", "refuse") in found_in(invoice(recipient=other))


def test_a_buyer_that_was_read_wrongly_is_never_refused_where_the_store_stands_on_the_page() -> None:
    reading = invoice(recipient=party("Kundennummer 4711"))
    assert found_in(replace(reading, text=reading.text + "\nNovara Moda S.r.l.")) == [("PARTIES_UNCLEAR", "refer")]
    other = party("Bottega Lineare S.r.l.")
    reading = invoice(recipient=other)
    assert found_in(replace(reading, text=reading.text + "\nNovara Moda S.r.l.")) == [("BUYER_DOUBTFUL", "refer")]


def test_a_buyer_that_the_reader_is_not_sure_of_is_never_refused() -> None:
    other = Party(name=field("Bottega Lineare S.r.l.", confidence=0.3))
    assert ("BUYER_IS_ANOTHER", "refer") in found_in(invoice(recipient=other))


def test_the_same_name_with_another_tax_number_goes_to_a_person() -> None:
    assert found_in(invoice(recipient=replace(BUYER, vat_id=field("IT12345670017")))) == [
        ("BUYER_TAX_NUMBER_DIFFERS", "refer")
    ]


def test_an_address_of_another_place_goes_to_a_person() -> None:
    assert found_in(invoice(recipient=replace(BUYER, address=field("Via Po 9, 10123 Torino")))) == [
        ("BUYER_ADDRESS_DIFFERS", "refer")
    ]


def test_a_store_that_invoices_itself_is_refused() -> None:
    assert ("ISSUER_IS_THE_BUYER", "refuse") in found_in(invoice(issuer=replace(BUYER, address=None)))


def test_a_swapped_reading_is_no_self_issue() -> None:
    found = found_in(invoice(issuer=BUYER, recipient=DEALER))
    assert found == [("PARTIES_UNCLEAR", "refer")]


def test_an_issuer_whom_nobody_named_is_unknown_and_not_wrong() -> None:
    stranger = party("Albatros Handels GmbH", "Am Markt 1, 28195 Bremen")
    assert found_in(invoice(issuer=stranger)) == [("ISSUER_UNKNOWN", "refer")]


def test_a_dealers_name_with_another_bank_account_goes_to_a_person() -> None:
    issuer = replace(DEALER, iban=field("FR1420041010050500013M02606"), vat_id=None)
    assert found_in(invoice(issuer=issuer)) == [("ISSUER_DIFFERS_FROM_REGISTER", "refer")]


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"vat_id": "DE136695977"}, "TAX_NUMBER_INVALID"),
        ({"iban": "DE89370400440532013001"}, "BANK_ACCOUNT_INVALID"),
        ({"country": "FR", "vat_id": "DE136695976"}, "COUNTRIES_DISAGREE"),
    ],
)
def test_numbers_that_cannot_exist_or_agree_go_to_a_person(more: dict[str, str], found: str) -> None:
    issuer = party("Albatros Handels GmbH", "Am Markt 1, 28195 Bremen", **more)
    assert (found, "refer") in found_in(invoice(issuer=issuer))


def test_a_country_that_two_numbers_contradict_was_read_from_another_block() -> None:
    assert found_in(invoice(issuer=replace(DEALER, country=field("FR")))) == []
    exact = replace(DEALER, country=field("FR", origin=Origin.XML))
    assert found_in(invoice(issuer=exact)) == [("COUNTRIES_DISAGREE", "refer")]


def test_a_total_that_does_not_follow_is_refused() -> None:
    totals = Totals(net=field("2000.00"), tax=field("380.00"), gross=field("9380.00"))
    assert found_in(invoice(totals=totals)) == [("GROSS_TOTAL_WRONG", "refuse")]


def test_a_difference_that_the_page_prints_is_unclear_and_not_wrong() -> None:
    reading = invoice(totals=Totals(net=field("2000.00"), tax=field("380.00"), gross=field("2230.00")))
    withheld = replace(reading, text=reading.text + "\nRetención IRPF -150,00")
    assert found_in(withheld) == [("GROSS_TOTAL_WRONG", "refer")]


def test_lines_that_add_up_to_more_than_the_total_are_wrong_and_to_less_unclear() -> None:
    more = (line("Aurelle Handbag Petite 2100", 10, "120.00"), line("Aurelle Scarf Silk S90", 90, "40.00"))
    totals = invoice().totals
    taxes = invoice().taxes
    assert ("SUM_OF_LINES_WRONG", "refuse") in found_in(invoice(lines=more, totals=totals, taxes=taxes))
    assert ("SUM_OF_LINES_WRONG", "refer") in found_in(invoice(lines=LINES[:1], totals=totals, taxes=taxes))


def test_a_quantity_that_was_changed_alone_does_not_multiply_out() -> None:
    changed = (line("Aurelle Handbag Petite 2100", 100, "120.00", amount="1200.00"), LINES[1])
    assert ("LINE_AMOUNT_WRONG", "refer") in found_in(invoice(lines=changed))


def test_tax_that_does_not_follow_from_base_and_rate_is_refused() -> None:
    reading = invoice(
        taxes=(Tax(rate=field("19"), base=field("2000.00"), amount=field("500.00")),),
        totals=Totals(net=field("2000.00"), tax=field("500.00"), gross=field("2500.00")),
    )
    assert found_in(reading) == [("TAX_WRONG", "refuse")]


def test_yen_are_rounded_to_whole_yen() -> None:
    lines = (line("Aurelle Handbag Petite 2100", 3, "24055"), line("Aurelle Scarf Silk S90", 1, "8001"))
    reading = invoice(
        lines=lines,
        currency=field("JPY"),
        taxes=(Tax(rate=field("10"), base=field("80166"), amount=field("8016")),),
        totals=Totals(net=field("80166"), tax=field("8016"), gross=field("88182")),
    )
    assert found_in(reading, goods=()) == []


def test_another_brands_goods_are_refused_and_a_brand_beside_the_lines_is_unclear() -> None:
    plain = (line("Canvas tote, plain", 10, "3.20"),)
    assert ("BRAND_NOT_NAMED", "refuse") in found_in(invoice(lines=plain), goods=())
    reading = invoice(lines=plain)
    beside = replace(reading, text=reading.text + "\nAuthorized dealer of Aurelle")
    assert ("BRAND_NOT_ON_THE_LINES", "refer") in found_in(beside, goods=())


def test_a_brand_in_its_own_script_is_named() -> None:
    assert found_in(invoice(lines=(line("奥蕾尔 手袋 2100", 10, "120.00"),)), goods=(Goods(model="2100"),)) == []


def test_a_model_alone_names_the_goods() -> None:
    lines = (line("Handbag Petite, black (2100)", 10, "120.00"),)
    assert found_in(invoice(lines=lines), goods=(Goods(name="Handbag Petite", model="2100", units=10),)) == []


def test_goods_that_stand_on_no_line_and_pieces_that_no_paper_shows_go_to_a_person() -> None:
    wanted = (Goods(name="Handbag Petite", model="2100", units=50), Goods(name="Belt Classic", model="B31", units=5))
    assert found_in(invoice(lines=LINES[:1]), goods=wanted) == [
        ("GOODS_NOT_NAMED", "refer"),
        ("UNITS_NOT_COVERED", "refer"),
    ]


def test_an_article_number_that_cannot_exist_goes_to_a_person() -> None:
    lines = (line("Aurelle Handbag Petite 2100", 10, "120.00", gtin="4006381333932"),)
    assert found_in(invoice(lines=lines), goods=()) == [("GTIN_INVALID", "refer")]


def test_a_price_far_below_the_reference_goes_to_a_person_in_any_currency() -> None:
    cheap = (line("Aurelle Handbag Petite 2100", 10, "9.00"),)
    assert found_in(invoice(lines=cheap), goods=()) == [("PRICE_FAR_BELOW_REFERENCE", "refer")]
    assert found_in(invoice(lines=cheap, currency=field("CNY")), goods=()) == [("PRICE_FAR_BELOW_REFERENCE", "refer")]
    fair = (line("Aurelle Handbag Petite 2100", 10, "900.00"),)
    assert found_in(invoice(lines=fair, currency=field("CNY")), goods=()) == []


def test_a_number_of_another_year_goes_to_a_person() -> None:
    assert found_in(invoice(number="RE-2024-0173")) == [("NUMBER_AND_DATE_DISAGREE", "refer")]
    assert found_in(invoice(number="RE-2025-0173", issued_on="2026-01-20")) == []
    assert found_in(invoice(number="2019")) == []


def test_page_and_data_that_differ_are_refused() -> None:
    page = invoice(issued_on="2026-10-09")
    data = invoice()
    exact = replace(data, issued_on=field("2025-10-02", origin=Origin.XML), visible=page)
    found = found_in(exact)
    assert ("PAGE_AND_XML_DIFFER", "refuse") in found


def test_what_the_page_says_elsewhere_is_no_difference() -> None:
    page = replace(invoice(), totals=Totals(gross=field("2000.00")))
    page = replace(page, text=page.text + "\nGesamt 2.380,00 EUR")
    assert found_in(replace(invoice(), visible=page)) == []


# A column of 0 % beside amounts whose thousands are set off by blanks: the text of the page runs "0 2 394,00" together.
ZERO_RATED = (
    line("Aurelle Handbag Petite 2100", 12, "199.50"),
    line("Aurelle Scarf Silk S90", 20, "40.00"),
)
ZERO_COLUMN = "12 199,50 0 2 394,00\n20 40,00 0 800,00\nTotal 3 194,00"


def test_an_amount_beside_a_column_of_zero_tax_is_no_difference_where_the_page_reads_it() -> None:
    data = invoice(lines=ZERO_RATED, rate="0")
    page = replace(data, text=ZERO_COLUMN)
    assert found_in(replace(data, visible=page), goods=()) == []


def test_an_amount_beside_a_column_of_zero_tax_is_no_difference_where_the_page_reads_fewer_lines() -> None:
    data = invoice(lines=ZERO_RATED, rate="0")
    page = replace(data, text=ZERO_COLUMN, lines=data.lines[1:])
    assert found_in(replace(data, visible=page), goods=()) == []


def test_another_amount_beside_a_column_of_zero_tax_is_a_difference() -> None:
    data = invoice(lines=ZERO_RATED, rate="0")
    other = (line("Aurelle Handbag Petite 2100", 12, "199.50", amount="1394.00"), *data.lines[1:])
    page = replace(data, text=ZERO_COLUMN.replace("2 394,00", "1 394,00"), lines=other)
    found = judge(facts(paper(replace(data, visible=page)), goods=()), policy=shipped(), on=ON).findings
    assert [(f.reason, f.seen, f.allowed) for f in found if f.reason is Reason.PAGE_AND_XML_DIFFER] == [
        (
            Reason.PAGE_AND_XML_DIFFER,
            "amount of line 1 on the page: 1394.00",
            "amount of line 1 in the embedded data: 2394.00",
        )
    ]


def test_a_revision_behind_the_file_goes_to_a_person_and_shows_what_was_there() -> None:
    reading = invoice()
    before = reading.text.replace("2026-10-02", "2024-10-02")
    case = facts(paper(replace(reading, revisions=2, earlier=(before,))))
    found = judge(case, policy=shipped(), on=ON).findings
    assert [(f.reason, f.weight, f.seen) for f in found] == [
        (Reason.REVISED_AFTER_MAKING, "refer", "2 revisions, 0 signatures; gone: 2024-10-02; new: 2026-10-02")
    ]


def test_a_hybrid_whose_data_were_added_to_a_finished_page_is_only_noted() -> None:
    reading = invoice()
    hybrid = replace(reading, visible=reading, revisions=2, earlier=(reading.text,))
    assert found_in(hybrid) == [("REVISED_WITHOUT_CHANGE", "note")]
    assert found_in(replace(hybrid, visible=None)) == [("REVISED_WITHOUT_CHANGE", "note")]
    assert found_in(replace(hybrid, visible=None, earlier=("another text",))) == [("REVISED_AFTER_MAKING", "refer")]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, ("SIGNED_BY_AN_ENROLLED_SIGNER", "note")),
        ({"holds": False, "problem": "the digest differs."}, ("SIGNATURE_BROKEN", "refuse")),
        ({"covers_file": False, "modification": "other"}, ("SIGNATURE_LEAVES_OUT", "refuse")),
        ({"signer_sha256": "cd" * 32}, ("SIGNER_NOT_ENROLLED", "note")),
        ({"signed_at": "2019-01-01T00:00:00+00:00"}, ("SIGNER_NOT_ENROLLED", "note")),
    ],
)
def test_a_signature_counts_only_whole_and_of_an_enrolled_signer(
    changes: dict[str, Any], found: tuple[str, str]
) -> None:
    from assay.regime.brand.register import Signer

    mark = Signature(
        holds=True,
        covers_file=True,
        modification="none",
        signer="Aurelle SA",
        signer_sha256="ab" * 32,
        signed_at="2026-10-02T10:00:00+00:00",
    )
    brand = replace(BRAND, signers=(Signer(name="Aurelle SA", certificate_sha256="ab" * 32, valid_from="2025-01-01"),))
    assert found_in(invoice(signatures=(replace(mark, **changes),)), brand=brand) == [found]


def test_a_paper_without_words_is_incomplete_and_never_refused() -> None:
    empty = Reading(file="x.pdf", sha256="ab" * 32, kind=field(Kind.INVOICE))
    found = found_in(empty)
    assert {weight for _, weight in found} == {"refer"}
    assert {reason for reason, _ in found} >= {
        "NUMBER_MISSING",
        "LINES_MISSING",
        "TOTALS_MISSING",
        "DATE_MISSING",
        "BUYER_MISSING",
        "ISSUER_MISSING",
    }


def test_the_place_of_a_finding_is_where_its_field_stands() -> None:
    case = facts(paper(invoice(number="4711", issued_on="2024-01-01")))
    (found,) = judge(case, policy=shipped(), on=ON).findings
    assert found.where is not None
    assert (found.paper, found.where.page, found.where.x0) == ("invoice.pdf", 1, 50)
    assert found.allowed == "from 2025-11-24 to 2026-11-24"


def test_the_store_is_found_by_its_tax_number_where_its_name_is_unreadable() -> None:
    reading = invoice(recipient=party("", vat_id=STORE.vat_id))
    assert found_in(reading) == [("BUYER_DOUBTFUL", "refer")]


def test_amounts_are_decimal_to_the_cent() -> None:
    assert sum((Decimal(x.amount.value) for x in LINES if x.amount), Decimal(0)) == Decimal("2000.00")
