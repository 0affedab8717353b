"""Which value does a field hold, and is it sure enough to be held against somebody?"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from assay.policy.schema.document import DocumentPolicy
from assay.regime.document.reading import Field, Origin
from assay.regime.names import letters_of, taken_apart

# Currencies without a minor unit (ISO 4217), and those whose minor unit trade papers no longer print.
_NO_CENTS = "JPY KRW VND CLP ISK PYG UGX RWF XAF XOF XPF KMF GNF DJF BIF VUV HUF TWD IDR COP"
_WHOLE = frozenset(_NO_CENTS.split())


MOST_DIGITS = 15


def text_of(field: Field | None) -> str:
    """The value, or nothing."""
    return field.value.strip() if field is not None else ""


def amount_of(field: Field | None) -> Decimal | None:
    """The value as a number; None where there is none, or where it is no number that a paper can mean (not finite, more than 15 digits)."""
    try:
        number = Decimal(field.value) if field is not None else None
    except InvalidOperation:
        return None
    if (
        number is None
        or not number.is_finite()
        or abs(number.adjusted()) > MOST_DIGITS
        or len(number.as_tuple().digits) > 2 * MOST_DIGITS
    ):
        return None
    return number


def date_of(field: Field | None) -> date | None:
    """The value as a date; None where there is none or no such day."""
    try:
        return date.fromisoformat(field.value[:10]) if field is not None else None
    except ValueError:
        return None


def is_sure(field: Field | None, *, policy: DocumentPolicy) -> bool:
    """Was the reader sure of it? What is not there is not sure."""
    return field is not None and field.confidence >= policy.reading.sure_confidence


def is_exact(*fields: Field | None) -> bool:
    """Do all of them come out of data (XML, credential), where nothing can be misread?"""
    return all(f is None or f.origin in {Origin.XML, Origin.CREDENTIAL} for f in fields)


def cent(currency: str) -> Decimal:
    """The smallest amount that a paper in this currency rounds to."""
    return Decimal(1) if currency in _WHOLE else Decimal("0.01")


def shows_amount(text: str, amount: Decimal) -> bool:
    """Does the paper print this amount somewhere, in any language's number form? Then it says more than was read."""
    wanted = abs(amount)
    return any(number == wanted for number in printed_amounts(text))


_BRANCH = re.compile(
    r"\s*[,;|/(（]\s*|\s+[-–—]\s+|"
    r"\s+(?=(?:c/o|z\.? ?hd\.?|attn\.?|filiale|niederlassung|branch|succursale|sucursal|filiaal|store|dept\.?)\b)|"
    r"(?=[^\x00-\u2e7f]{0,8}(?:分公司|支店|分店))",
    re.IGNORECASE,
)


def without_branch(name: str, legal_name: str) -> str:
    """ "X GmbH, Filiale Köln" and "X GmbH c/o Y" are X GmbH; "X GmbH & Co. KG" is another company, and any other name stays as it is."""
    if not taken_apart(legal_name).form:
        return name
    before = _BRANCH.split(name, maxsplit=1)[0].strip()
    return before if letters_of(before) == letters_of(legal_name) else name


def printed_amounts(text: str) -> Counter[Decimal]:
    """How often each number stands in the text, whatever marks it uses for thousands and decimals; an ambiguous one counts in both ways."""
    found: Counter[Decimal] = Counter()
    for word in re.findall(r"\d[\d.,'’\u00a0\u202f ]*\d|\d", unicodedata.normalize("NFKC", text)):
        pieces = word.split(" ")
        for piece in (*({word} - {*pieces}), *pieces, *_thousands(pieces)):
            found.update(_meanings(re.sub(r"['’\s]", "", piece)))
    return found


def _thousands(pieces: Sequence[str]) -> set[str]:
    """Numbers whose thousands are set off by blanks, out of columns that run together: "199,50 0 2 394,00" holds 2 394,00 as well."""
    found: set[str] = set()
    for i, head in enumerate(pieces):
        joined = head
        for piece in pieces[i + 1 :]:
            if not 1 <= len(head) <= 3 or not head.isdecimal() or not re.fullmatch(r"\d{3}(?:[.,]\d+)?", piece):
                break
            joined += piece
            found.add(joined)
            if not piece.isdecimal():
                break
    return found


def _meanings(word: str) -> set[Decimal]:
    marks = [c for c in word if c in ".,"]
    if not word or len(word) > 24 or not word.replace(".", "").replace(",", "").isdecimal():
        return set()
    meanings = {Decimal(re.sub(r"[.,]", "", word))} if not marks or len(word.rpartition(marks[-1])[2]) == 3 else set()
    if marks:
        whole, _, part = word.rpartition(marks[-1])
        digits = re.sub(r"[.,]", "", whole)
        if digits or part:
            meanings.add(Decimal(f"{digits or '0'}.{part or '0'}"))
    return meanings


def money(amount: Decimal, currency: str) -> str:
    """As it is said in a finding."""
    return f"{amount} {currency}".strip()
