"""Cancelled invoices, goods that are not sold, another look than the issuer's; and what is no sign at all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.regime.document.build import BUYER, DEALER, LINES, ON, STORE, facts, field, invoice, line, paper

from assay.policy.load import shipped
from assay.regime.document import traces
from assay.regime.document.facts import ApplicationFacts, EarlierTrace, Paper
from assay.regime.document.reading import Box, Field, Kind, Reading
from assay.regime.document.verdict import judge


def reasons(case: ApplicationFacts) -> list[str]:
    return [f.reason.value for f in judge(case, policy=shipped(), on=ON).findings if f.weight != "note"]


def left(one: Paper, *, store: str, application: str) -> list[EarlierTrace]:
    return [
        EarlierTrace(kind=t.kind, key=t.key, value=t.value, store_id=store, application=application, paper=one.name)
        for t in traces.traces_of(one)
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Stornorechnung", ["CANCELLED"]),
        ("Cancels invoice RE-2026-0150 in full.", ["CANCELLED"]),
        ("Facture d'annulation", ["CANCELLED"]),
        ("Corrected invoice, replaces no. RE-2026-0150.", []),
        ("Diese Rechnung ersetzt die stornierte; Stornierung der Rechnung RE-2026-0150.", []),
        ("Orders may be cancelled within 14 days.", []),
    ],
)
def test_a_paper_that_cancels_an_invoice_is_no_proof_and_one_that_replaces_it_is(words: str, found: list[str]) -> None:
    reading = invoice()
    assert reasons(facts(paper(replace(reading, text=f"{reading.text}\n{words}")))) == found


def test_an_invoice_whose_credit_note_lay_in_an_earlier_application_is_asked_about() -> None:
    note = replace(invoice(kind=Kind.CREDIT_NOTE, number="GS-2026-0001"), preceding=field("RE-2026-0173"))
    in_part = replace(note, lines=LINES[:1])
    for back in (note, in_part):
        before = left(paper(back, sha256="ef" * 32), store=STORE.store_id, application="a-0")
        assert reasons(facts(paper(invoice()), earlier=tuple(before))) == ["CANCELLED"]
    # What a credit note takes back is counted where it lies beside the invoice.
    before = left(paper(in_part, sha256="ef" * 32), store=STORE.store_id, application="a-0")
    beside = replace(paper(in_part, sha256="ef" * 32), name="credit.pdf")
    assert "CANCELLED" not in reasons(facts(paper(invoice()), beside, earlier=tuple(before)))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Aurelle Handbag Petite 2100", []),
        ("Strap compatible with Aurelle Handbag Petite 2100", ["GOODS_NOT_FOR_SALE"]),
        ("Aurelle Handbag Petite 2100 (display sample)", ["GOODS_NOT_FOR_SALE"]),
        ("Aurelle Handbag Petite 2100 适用于", ["GOODS_NOT_FOR_SALE"]),
        ("Aurelle Handbag Petite 2100, unverkäufliches Muster", ["GOODS_NOT_FOR_SALE"]),
    ],
)
def test_what_fits_the_goods_or_is_only_shown_is_not_the_goods(words: str, found: list[str]) -> None:
    assert reasons(facts(paper(invoice(lines=(line(words, 10, "120.00"), LINES[1]))))) == found


def at(field_: Field | None, x: float, y: float) -> Field | None:
    return None if field_ is None else replace(field_, box=Box(page=1, x0=x, y0=y, x1=x + 60, y1=y + 10))


def laid_out(reading: Reading, *, shift: float, labels: str) -> Reading:
    """The paper with its fields where a program prints them."""
    lines = tuple(
        replace(
            x,
            description=at(x.description, 50 + shift, 300),
            quantity=at(x.quantity, 250 + shift, 300),
            price=at(x.price, 350 + shift, 300),
            amount=at(x.amount, 450 + shift, 300),
        )
        for x in reading.lines
    )
    return replace(
        reading,
        number=at(reading.number, 400 - shift, 100),
        issued_on=at(reading.issued_on, 400 - shift, 120),
        issuer=replace(reading.issuer, name=at(reading.issuer.name, 50 + shift, 50)),
        recipient=replace(reading.recipient, name=at(reading.recipient.name, 60 + shift, 150)),
        lines=lines,
        text=f"{reading.text}\n{labels}",
    )


def test_a_bought_template_in_a_dealers_name_looks_unlike_his_papers_and_his_own_does_not() -> None:
    own = "Rechnungsnummer: Rechnungsdatum: Einzelpreis: Gesamt:"
    others = [
        paper(laid_out(invoice(number=f"RE-2026-01{n}", lines=LINES[:n]), shift=0, labels=own), sha256=f"{n}e" * 32)
        for n in (1, 2)
    ]
    earlier = tuple(t for n, p in enumerate(others) for t in left(p, store=f"s-{n + 7}", application=f"a-{n + 7}"))
    kinds = {traces.STYLE}
    known = tuple(t for t in earlier if t.kind in kinds)
    bought = laid_out(invoice(), shift=37, labels="Invoice no: Date: Total:")
    assert reasons(facts(paper(bought), earlier=known)) == ["LAYOUT_UNLIKE_THE_ISSUERS"]
    assert reasons(facts(paper(laid_out(invoice(), shift=0, labels=own)), earlier=known)) == []
    one_store = tuple(replace(t, store_id=STORE.store_id) for t in known)
    assert reasons(facts(paper(bought), earlier=one_store)) == []  # a store is no measure of its own papers


def test_a_dealer_that_moved_keeps_its_numbers_and_one_with_another_number_differs() -> None:
    moved = replace(DEALER, address=field("Hafenweg 7, 20457 Hamburg"))
    assert reasons(facts(paper(invoice(issuer=moved)))) == ["ISSUER_MOVED"]
    other = replace(moved, vat_id=field("DE811907980"), iban=None)
    assert reasons(facts(paper(invoice(issuer=other)))) == ["ISSUER_DIFFERS_FROM_REGISTER"]


def test_a_branch_of_the_store_is_the_store_and_another_form_is_not() -> None:
    for name, found in (
        ("Novara Moda S.r.l., Filiale Torino", []),
        ("Novara Moda S.r.l. - Succursale Torino", []),
        ("Novara Moda S.r.l. Immobiliare Holding S.p.A.", ["BUYER_DOUBTFUL"]),
    ):
        buyer = replace(BUYER, name=field(name), vat_id=None, address=None)
        assert reasons(facts(paper(invoice(recipient=buyer)))) == found


def test_a_stamp_in_the_margin_is_no_change_and_other_pieces_are() -> None:
    first = invoice()
    text = (
        f"{first.text}\n10 20 120.00 40.00 1200.00 800.00 2000.00 2380.00 {BUYER.vat_id.value if BUYER.vat_id else ''}"
    )
    stamped = replace(first, revisions=2, earlier=(text,), text=f"{text}\nEingegangen 12.11.2026")
    assert reasons(facts(paper(stamped))) == []
    raised = (replace(LINES[0], quantity=field(11), amount=field("1320.00")), LINES[1])
    painted = replace(invoice(lines=raised), revisions=2, earlier=(text,), text=f"{text}\n11 1320.00")
    assert "REVISED_AFTER_MAKING" in reasons(facts(paper(painted)))


def test_a_year_beside_the_label_is_no_amount_to_pay() -> None:
    reading = invoice(lines=(line("Aurelle Handbag Petite 2100", 3, "120.35"), LINES[1]))
    totals = replace(reading.totals, payable=field("2027"))
    year = replace(reading, totals=totals, text=f"{reading.text}\nTe betalen voor: 21-02-2027")
    assert "PAYABLE_WRONG" not in reasons(facts(paper(year)))
    assert "PAYABLE_WRONG" in reasons(facts(paper(replace(year, text=f"{year.text}\nTe betalen 2.027,00"))))


def test_a_column_of_discounts_that_was_not_read_is_no_wrong_line() -> None:
    less = line("Aurelle Handbag Petite 2100", 10, "120.00", amount="1110.00")
    reading = invoice(lines=(less, LINES[1]))
    column = replace(reading, text=f"{reading.text}\n2100 Aurelle Handbag Petite 10 120,00 90,00 1.110,00")
    assert (reasons(facts(paper(column))), reasons(facts(paper(reading)))) == ([], ["LINE_AMOUNT_WRONG"])


def test_a_line_is_known_again_whether_the_print_shows_the_tax_number_or_not() -> None:
    with_number, without = invoice(), invoice(issuer=replace(DEALER, vat_id=None))
    assert traces.line_names(without, 0)[0] in traces.line_names(with_number, 0)
