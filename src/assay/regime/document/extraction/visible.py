"""What does the page itself say? Words with boxes become a Reading.

Numbered because the order matters: 1 the language and the decimal mark, which decide how everything else is read; 2 the kind, by the title; 3
lines, so that the words of a table's header are taken for no totals; 4 totals, by label and arithmetic; 5 parties; 6 number and dates, which need
the country and the currency for the order of day and month; 7 letters and certificates have fields of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assay.regime.document.extraction import fields
from assay.regime.document.extraction.amounts import mark_of
from assay.regime.document.extraction.classification import kind_of
from assay.regime.document.extraction.currency import currency_of, home_of
from assay.regime.document.extraction.kind_by_words import settled_kind
from assay.regime.document.extraction.language import language_of
from assay.regime.document.extraction.letter import read_letter
from assay.regime.document.extraction.own_number import number_of
from assay.regime.document.extraction.page import Page, text_of
from assay.regime.document.extraction.parties import parties_of
from assay.regime.document.extraction.row_sums import lines_by_sums
from assay.regime.document.extraction.several import further_numbers
from assay.regime.document.extraction.table import lines_of, reconciled
from assay.regime.document.extraction.totals import totals_of
from assay.regime.document.extraction.untitled import kind_without_title
from assay.regime.document.reading import Field, Kind, Origin, Reading, Totals

LETTERS = frozenset({Kind.LETTER_OF_AUTHORIZATION.value, Kind.TRADEMARK_CERTIFICATE.value})


def _of_a_till(page: Page, kind: Field) -> bool:
    """Whether a page is a till's strip: a receipt, or a photograph of something as long."""
    narrow = page.width < 0.66 * page.height or page.width < 320
    receipt = kind.value == Kind.RECEIPT.value
    return (narrow and (receipt or page.origin is Origin.OCR)) or (receipt and page.origin is Origin.OCR)


def read_pages(pages: Sequence[Page], *, file: str, sha256: str) -> Reading:
    """The reading of some pages; a field that they do not show stays None."""
    text = text_of(pages)
    origin = pages[0].origin if pages else Origin.TEXT
    unknown = Field(value=Kind.UNKNOWN.value, confidence=0.0, origin=origin)
    if not text.strip():
        return Reading(file=file, sha256=sha256, kind=unknown, pages=len(pages), problems=("The pages show no text.",))
    # 1
    language = language_of(text)
    mark = mark_of(cell.text for page in pages for row in page.rows for cell in row.cells)
    # 2
    kind = settled_kind(kind_of(pages), pages) or unknown
    # 3
    lines, headers = lines_of(pages, mark=mark, origin=origin)
    # 4
    billed = sum((Decimal(line.amount.value) for line in lines if line.amount and line.quantity), Decimal(0))
    sums = totals_of(pages, mark=mark, headers=headers, origin=origin, billed=billed)
    sums_named = [
        c.amount.value for name in ("lines_total", "net", "gross") for c in sums.candidates if c.names == name
    ]
    lines = reconciled(lines, totals=sums_named)
    lines = lines_by_sums(pages, lines, totals=sums_named, mark=mark, origin=origin)
    # 5
    table_at = min((y for number, y in headers if pages and number == pages[0].number), default=None)
    issuer, recipient = parties_of(pages, table_at=table_at, till=_of_a_till(pages[0], kind))
    # 6
    found = fields.places(pages)
    country = issuer.country.value if issuer.country else ""
    if not country:
        country = home_of(
            name=issuer.name.value if issuer.name else "", number=issuer.vat_id.value if issuer.vat_id else ""
        )
    money = currency_of(text, labelled=fields.labelled_text(found, name="currency"), language=language, country=country)
    first, sure = fields.month_first(pages, language=language, country=country, currency=money[0] if money else "")
    calendar = fields.Calendar(first, sure)
    # 7
    letter = None
    if kind.value in LETTERS:
        certificate = kind.value == Kind.TRADEMARK_CERTIFICATE.value
        letter = read_letter(
            pages, calendar=calendar, issuer=issuer, recipient=recipient, origin=origin, certificate=certificate
        )
        issuer, recipient = letter.authoriser, letter.authorised
        lines, sums = (), replace(sums, totals=Totals(), taxes=())
    number = number_of(pages, found, headers=headers)
    issued_on = fields.date_of(pages, found, name="issued_on", calendar=calendar)
    if kind is unknown:
        kind = (
            kind_without_title(
                pages,
                number=number,
                issued_on=issued_on,
                issuer=issuer,
                recipient=recipient,
                lines=lines,
                totals=sums.totals,
            )
            or unknown
        )
    return Reading(
        file=file,
        sha256=sha256,
        kind=kind,
        letter=letter,
        number=number,
        issued_on=issued_on,
        due=fields.date_of(pages, found, name="due", calendar=calendar),
        delivered_on=fields.date_of(pages, found, name="delivered_on", calendar=calendar),
        currency=Field(value=money[0], confidence=money[1], origin=origin) if money else None,
        issuer=issuer,
        recipient=recipient,
        lines=lines,
        taxes=sums.taxes,
        totals=sums.totals,
        order=number_of(pages, found, name="order"),
        preceding=number_of(pages, found, name="preceding"),
        language=language,
        pages=len(pages),
        text=text,
        also=further_numbers(pages),
    )
