"""Is a paper that calls itself nothing an invoice, or a till's receipt?

No law asks for the word: an invoice is what names seller, number, day, goods and tax (VAT directive, article 226). So a paper without any title is one where
all of these stand on it and add up, and where neither another kind of paper is named nor a line in large letters says what it is. It is believed less than a title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assay.regime.document.extraction.classification import titles_in
from assay.regime.document.extraction.issuers import usual_size
from assay.regime.document.extraction.labels import labels_in
from assay.regime.document.extraction.page import Page, field_of
from assay.regime.document.extraction.total_labels import totals_in
from assay.regime.document.extraction.words import compact
from assay.regime.document.reading import Field, Kind, Line, Party, Totals

SURE = 0.6
LARGE = 1.35  # times the usual size of type
CENT = Decimal("0.01")
_PAID = re.compile(
    r"(?i)\b(?:pin|visa|mastercard|maestro|ec[- ]?karte|girocard|girokarte|bar|cb|carte bancaire|esp[eè]ces|tarjeta|efectivo|contant|contanti|bancomat|cash|card)\b|現金|カード|微信|支付宝|现金"
)
_OTHERS = frozenset(Kind) - {Kind.INVOICE, Kind.RECEIPT}


def kind_without_title(
    pages: Sequence[Page],
    *,
    number: Field | None,
    issued_on: Field | None,
    issuer: Party,
    recipient: Party,
    lines: Sequence[Line],
    totals: Totals,
) -> Field | None:
    """INVOICE or RECEIPT with its place, where the paper holds what makes one; nothing where something is missing or speaks against it."""
    if not pages or number is None or issued_on is None or issuer.name is None or totals.gross is None:
        return None
    if _named_otherwise(pages[0], issuer=issuer) or not _adds_up(lines, totals):
        return None
    taxed = totals.tax is not None and Decimal(totals.tax.value) > 0
    if recipient.name is not None and taxed and (issuer.vat_id or issuer.tax_number):
        return Field(value=Kind.INVOICE.value, confidence=SURE, origin=number.origin, box=number.box)
    if recipient.name is None:
        for row in pages[0].rows:
            for cell in row.cells:
                if _PAID.match(cell.text) and re.search(r"\d", row.text):
                    return field_of(Kind.RECEIPT.value, [cell], origin=pages[0].origin, confidence=SURE)
    return None


def _adds_up(lines: Sequence[Line], totals: Totals) -> bool:
    billed = [Decimal(line.amount.value) for line in lines if line.amount is not None]
    wanted = [Decimal(t.value) for t in (totals.gross, totals.net, totals.lines) if t is not None]
    total = sum(billed, Decimal(0))
    return bool(billed) and total > 0 and any(abs(total - w) <= 2 * CENT for w in wanted)


def _named_otherwise(page: Page, *, issuer: Party) -> bool:
    """Whether a line names another kind of paper, or large letters say something that is neither a name, a label nor a sum."""
    usual = usual_size(page)
    own = compact(issuer.name.value) if issuer.name else ""
    for row in page.rows:
        for cell in row.cells:
            text = cell.text.strip()
            labelled = next(iter(labels_in(text)), None) is not None or next(iter(totals_in(text)), None) is not None
            if any(name in _OTHERS and start <= 1 and not labelled for name, start, _ in titles_in(text)):
                return True
            large = cell.size > LARGE * usual and row.y0 < 0.5 * page.height
            if large and not labelled and re.search(r"[^\W\d_]{3,}", text) and compact(text) not in own:
                return True
    return False
