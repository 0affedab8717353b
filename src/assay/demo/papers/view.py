"""Which strings stand on the page? A paper's values in the words, dates and numbers of its language, ready for a layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from assay.demo.papers.paper import Invoice, Language, Letter, Party
from assay.demo.papers.words import COUNTRIES, LABELS, LETTER, TITLES, day, money, number, percent

Layout = Literal["ledger", "atelier", "grid", "band", "printout", "till"]
LAYOUTS: tuple[Layout, ...] = ("ledger", "atelier", "grid", "band", "printout", "till")

LEGAL_FORMS = ("GmbH & Co. KG", "GmbH", "AG", "KG", "SARL", "SAS", "S.r.l.", "S.p.A.", "B.V.", "BV", "Ltd", "Co., Ltd.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Style:
    """How an issuer's papers look: the layout, and what the layout leaves open."""

    layout: Layout = "ledger"
    long_dates: bool = False
    with_article: bool = True
    with_tax_column: bool = False
    with_position: bool = True
    tone: str = "#1f4e5f"


def invoice_view(invoice: Invoice, style: Style) -> dict[str, Any]:
    """Everything that a layout of an invoice prints, as strings."""
    words, language = LABELS[invoice.language], invoice.language
    own_words = invoice.kind in ("invoice", "credit_note")
    number_label = words["number" if invoice.kind == "invoice" else "document_number"]
    date_label = words["date" if invoice.kind == "invoice" else "document_date"]
    meta = [
        (number_label, invoice.number),
        (date_label, day(invoice.issued_on, language, long=style.long_dates)),
        *_days(((words["due"], invoice.due_on), (words["delivered"], invoice.delivered_on)), style, language),
        *(
            (label, value)
            for label, value in ((words["order"], invoice.order), (words["customer"], invoice.customer))
            if value
        ),
        *([(words["preceding"], invoice.preceding)] if invoice.preceding else []),
    ]
    return {
        "title": TITLES[language][invoice.kind],
        "labels": {key: words[key] for key in ("bill_to", "from", "page")},
        "tone": style.tone,
        "issuer": _party(invoice.issuer, home=invoice.issuer.country, language=language),
        "recipient": _party(
            invoice.recipient, home=invoice.issuer.country, language=language, with_vat=words["vat_id"]
        ),
        "meta": meta,
        "columns": _columns(invoice, style),
        "rows": _rows(invoice, style),
        "till": _till(invoice),
        "totals": _totals(invoice),
        "notes": _notes(invoice, own_words=own_words),
        "foot": _foot(invoice.issuer, language),
    }


def letter_view(letter: Letter, *, serif: bool = True) -> dict[str, Any]:
    """Everything that a letter of authorization prints, as strings."""
    words, language = LETTER[letter.language], letter.language
    territories = ", ".join(COUNTRIES[language].get(code, code) for code in letter.territories) or words["worldwide"]
    terms = [
        (
            words["authorised"],
            f"{letter.holder.name}, {letter.holder.address}, {_land(letter.holder.country, language)}",
        ),
        (words["brand"], letter.brand),
        (words["marks"], ", ".join(letter.marks)),
        (words["goods"], ", ".join(letter.goods) or words["all_goods"]),
        (words["territory"], territories),
        (words["channel"], ", ".join(letter.channels) or words["all_channels"]),
        (words["level"], str(letter.level)),
        (words["pass_on"], words["yes"] if letter.may_pass_on else words["no"]),
        (words["from"], day(letter.valid_from, language, long=True)),
        (words["to"], day(letter.valid_to, language, long=True)),
    ]
    owner = letter.owner or letter.issuer.name
    return {
        "title": words["title"],
        "reference": f"{words['reference']} {letter.number}",
        "font": "Libertinus Serif" if serif else "Source Sans Pro",
        "issuer": _party(letter.issuer, home=letter.issuer.country, language=language),
        "place_and_date": f"{letter.issuer.city}, {day(letter.issued_on, language, long=True)}",
        "opening": words["opening"].format(issuer=letter.issuer.name, owner=owner, brand=letter.brand),
        "terms": terms,
        "closing": words["closing"],
        "signer": letter.signer,
        "signer_role": letter.signer_role,
    }


def house_name(legal_name: str) -> str:
    """The name on the sign: the legal name without its form."""
    for form in LEGAL_FORMS:
        if legal_name.endswith(" " + form):
            return legal_name[: -len(form) - 1].rstrip(", ")
    return legal_name


def _land(country: str, language: Language) -> str:
    return COUNTRIES[language].get(country, country)


def _days(rows: Sequence[tuple[str, date | None]], style: Style, language: Language) -> list[tuple[str, str]]:
    return [(label, day(on, language, long=style.long_dates)) for label, on in rows if on is not None]


def _party(party: Party, *, home: str, language: Language, with_vat: str = "") -> dict[str, Any]:
    place = f"{party.postcode} {party.city}" if party.country != "GB" else f"{party.city} {party.postcode}"
    lines = [line for line in (party.street, place.strip()) if line]
    if party.country != home and party.country:
        lines.append(_land(party.country, language))
    if with_vat and party.vat_id:
        lines.append(f"{with_vat} {party.vat_id}")
    return {
        "name": party.name,
        "brand": house_name(party.name),
        "lines": lines,
        "one_line": " · ".join([party.name, *lines[:2]]),
    }


def _columns(invoice: Invoice, style: Style) -> list[dict[str, Any]]:
    words = LABELS[invoice.language]
    wanted: list[tuple[str, bool, bool]] = [
        ("pos", style.with_position, False),
        ("article", style.with_article, False),
        ("description", True, False),
        ("quantity", True, True),
        ("price", True, True),
        ("tax_rate", style.with_tax_column, True),
        ("amount", True, True),
    ]
    return [
        {"label": words[key], "number": right, "wide": key == "description"} for key, shown, right in wanted if shown
    ]


def _rows(invoice: Invoice, style: Style) -> list[list[str]]:
    language, unit = invoice.language, LABELS[invoice.language]["unit"]
    rows = []
    for position, line in enumerate(invoice.lines, start=1):
        gtin = f"\nGTIN {line.gtin}" if line.gtin else ""
        row = [
            *([str(position)] if style.with_position else []),
            *([line.model or "-"] if style.with_article else []),
            line.description + gtin,
            f"{line.quantity} {unit}",
            number(line.unit_price, language),
            *([percent(invoice.tax_rate, language)] if style.with_tax_column else []),
            number(line.amount, language),
        ]
        rows.append(row)
    return rows


def _till(invoice: Invoice) -> list[dict[str, str]]:
    language = invoice.language
    return [
        {
            "what": f"{line.description} {line.model}".strip(),
            "times": f"{line.quantity} x {number(line.unit_price, language)}",
            "amount": number(line.amount, language),
        }
        for line in invoice.lines
    ]


def _totals(invoice: Invoice) -> list[tuple[str, str]]:
    words, language = LABELS[invoice.language], invoice.language
    rate = f"{words['tax']} {percent(invoice.tax_rate, language)} %"
    return [
        *([(words["lines_total"], _money(invoice.lines_total, invoice))] if invoice.discount else []),
        *([(words["discount"], "-" + _money(invoice.discount, invoice))] if invoice.discount else []),
        (words["net"], _money(invoice.net, invoice)),
        (rate, _money(invoice.tax, invoice)),
        (words["gross"], _money(invoice.gross, invoice)),
    ]


def _money(amount: Decimal, invoice: Invoice) -> str:
    return money(amount, invoice.currency, invoice.language)


def _notes(invoice: Invoice, *, own_words: bool) -> list[str]:
    words = LABELS[invoice.language]
    notes = [words[invoice.tax_category]] if invoice.tax_category in ("K", "G") else []
    if own_words and invoice.due_on is not None:
        notes.append(words["terms"])
    notes.append(words["thanks"])
    return notes


def _foot(issuer: Party, language: Language) -> list[list[str]]:
    words = LABELS[language]
    numbers = [(words["vat_id"], issuer.vat_id), (words["registration"], issuer.registration)]
    bank = [
        (words["iban"], " ".join(issuer.iban[i : i + 4] for i in range(0, len(issuer.iban), 4))),
        (words["bic"], issuer.bic),
    ]
    reach = [(words["phone"], issuer.phone), (words["email"], issuer.email)]
    blocks = [[f"{label} {value}" for label, value in block if value] for block in (numbers, bank, reach)]
    return [block for block in blocks if block]
