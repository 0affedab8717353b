"""Does the file hold words that nobody sees?

Whoever forges for a program writes where only a program looks: white on white, under a picture, outside the page. What was hidden is never read as
part of the paper. A scanner lays its guess under its picture, a mail merge its mark into the margin: words that stand on the page as well, and a
few that say nothing, are no sign. Words that name the store, the brand, its goods or sums, and that no eye finds on the page, are a strong one.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from assay.policy.schema.document import DocumentPolicy
from assay.regime.brand.register import Brand
from assay.regime.document.facts import StoreIdentity
from assay.regime.document.finding import Finding, Reason, found
from assay.regime.document.matching import brand_words, names_brand
from assay.regime.document.reading import Origin, Reading
from assay.regime.document.values import printed_amounts
from assay.regime.identifiers import squeezed
from assay.regime.names import name_stands_in

SHOWN_WORDS = 12
LEAST_SUM = Decimal(20)  # smaller numbers are page numbers, positions, days


def hidden(
    reading: Reading, *, paper: str, store: StoreIdentity, brand: Brand, policy: DocumentPolicy
) -> tuple[Finding, ...]:
    """One finding where words are hidden that the page does not show."""
    page = reading.visible or reading
    alone = _alone(reading.hidden, page.text)
    if not alone:
        return ()
    scanned = page.kind.origin is Origin.OCR
    deciding = _deciding(reading.hidden, page.text, store=store, brand=brand, scanned=scanned)
    words = len(alone)
    if not deciding and (scanned or words < policy.hidden.least_words):
        return ()
    return (
        found(
            Reason.HIDDEN_FIELDS if deciding else Reason.HIDDEN_TEXT,
            policy=policy,
            paper=paper,
            seen=f"{words} hidden words"
            + (f" with {', '.join(deciding)}" if deciding else "")
            + f": {' '.join(alone[:SHOWN_WORDS])}",
            allowed="a file that says what its pages show",
            mend="Hand in the file as the issuer sent it.",
        ),
    )


def _alone(hidden_text: str, shown: str) -> list[str]:
    """The hidden words that the page shows nowhere."""
    seen = {_folded(w) for w in shown.split()}
    run = _folded(shown)
    return [
        w
        for w in hidden_text.split()
        if (folded := _folded(w)) and folded not in seen and not (len(folded) > 3 and folded in run)
    ]


def _folded(text: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text).casefold())


def _deciding(hidden_text: str, shown: str, *, store: StoreIdentity, brand: Brand, scanned: bool) -> list[str]:
    """What that decides stands in the hidden words and nowhere on the page. A scan's page was guessed: there sums and numbers count for nothing."""
    rows = []
    for name in (store.legal_name, store.trading_name):
        if name and name_stands_in(hidden_text, name) and not name_stands_in(shown, name):
            rows.append("the store's name")
    if (
        store.vat_id
        and squeezed(store.vat_id) in squeezed(hidden_text)
        and squeezed(store.vat_id) not in squeezed(shown)
    ):
        rows.append("the store's tax number")
    words = brand_words(brand)
    if names_brand(hidden_text, words) and not names_brand(shown, words):
        rows.append("the brand")
    dealers = [d.legal_name for d in (*([brand.owner] if brand.owner else []), *brand.dealers)]
    rows += [n for n in dealers if name_stands_in(hidden_text, n) and not name_stands_in(shown, n)][:1]
    if scanned:
        return list(dict.fromkeys(rows))
    numbers = [w for p in brand.products for w in (p.gtin, p.model) if w]
    if any(squeezed(w) in squeezed(hidden_text) and squeezed(w) not in squeezed(shown) for w in numbers):
        rows.append("goods")
    sums = {a for a in printed_amounts(hidden_text) if a >= LEAST_SUM and a != a.to_integral_value()}
    if len(sums - set(printed_amounts(shown))) >= 2:
        rows.append("sums")
    return list(dict.fromkeys(rows))
