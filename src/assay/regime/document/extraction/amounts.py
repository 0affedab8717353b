"""Which numbers stand in a text, and what are they worth?

One digit string means different amounts in different countries: 1.234 is a thousand in Berlin and one and a bit in London. What a string alone
does not decide, the other numbers of the same paper do (`mark_of`). Forms: 1.234,56 1,234.56 1 234,56 1'234.56 1,23,456.78 1.234,- 120.-- (12.00)
12,00-
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from assay.regime.document.extraction.currency import CODES

_SPACE = "\u0020\u00a0\u2009\u202f\u2007\u25a0\ufffd"  # a font without narrow spaces prints a box in their place
_NUMBER = re.compile(
    rf"""(?<![\w.,'])
    (?P<open>\()?\s?
    (?P<sign>[-+\u2212\u2013]\s?)?
    (?P<before>[A-Z]{{3}}\s?|(?:RM|Rs\.?|Rp\.?|S?Fr\.|zł|kr\.?|Kč|Ft)\s?|[A-Z]{{0,3}}[$€£¥￥₩₹元円]\s?)?
    (?P<sign2>[-\u2212]\s?)?
    (?P<body>\d{{1,3}}(?:[{_SPACE}]\d{{3}})+(?:[.,]\d{{1,4}})?(?!\d)
      |\d+(?:[.,'\u2019\u066c]\d+)*)
    (?P<dash>[.,]\s?[-\u2013\u2014]{{1,2}}|-(?![\w-]))?
    (?P<close>\))?
    (?!(?![A-Z](?!\w))[^\W円元圆圓]|')(?![.,]\d)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in a text: `decimals` counts its digits behind the mark, `money` tells whether a currency stands right before it."""

    value: Decimal
    start: int
    end: int
    decimals: int
    money: bool = False


def mark_of(texts: Iterable[str]) -> str:
    """The decimal mark of a paper, "." or ",": each number that can be read in one way only is a vote."""
    votes = {".": 0, ",": 0}
    for text in texts:
        for match in _NUMBER.finditer(text):
            body = match["body"]
            dots, commas = body.count("."), body.count(",")
            if dots and commas:
                votes["." if body.rfind(".") > body.rfind(",") else ","] += 3
            elif dots + commas == 1:
                mark = "." if dots else ","
                tail = len(body) - body.index(mark) - 1
                if tail == 2:
                    votes[mark] += 2
                elif tail == 3 and len(body) <= 7:
                    votes["," if mark == "." else "."] += 1
            elif commas > 1 or dots > 1:
                votes["," if dots > 1 else "."] += 1
    return "," if votes[","] > votes["."] else "."


def amounts_in(text: str, *, mark: str) -> Iterator[Amount]:
    """The numbers in a text, read with this decimal mark where one string allows two readings."""
    for match in _NUMBER.finditer(text):
        body = re.sub(rf"[{_SPACE}'\u2019\u066c]", "", match["body"])
        value, decimals = _value(body, mark=mark)
        if value is None or (
            decimals != 2 and text[match.end() : match.end() + 1].isalpha() and text[match.end()].isascii()
        ):
            continue  # a letter behind cents is a tax code (12.00T), elsewhere it is part of a name
        dash = (match["dash"] or "").strip()
        # A dash behind money is a minus (12,00-) except where it stands for no cents (120,- or ¥12,000-).
        minus = bool((match["sign"] or "").strip(" +") or match["sign2"]) or (dash == "-" and decimals == 2)
        minus = minus or bool(match["open"] and match["close"])
        if dash and dash[0] in ".,":
            decimals = 2
        yield Amount(
            -value if minus else value,
            match.start(),
            match.end(),
            decimals,
            money=_is_money((match["before"] or "").strip()),
        )


def _is_money(sign: str) -> bool:
    """Whether what stands before a number is a currency: three capitals may be anything (IVA 0998...)."""
    return bool(sign) and (
        not sign.isalpha() or not sign.isascii() or sign in CODES or sign in ("RMB", "RM", "Rs", "Rp")
    )


def _value(body: str, *, mark: str) -> tuple[Decimal | None, int]:
    dots, commas = body.count("."), body.count(",")
    if dots and commas:
        point = "." if body.rfind(".") > body.rfind(",") else ","
        if body.count(point) > 1:
            return None, 0
    elif dots + commas == 0:
        return Decimal(body), 0
    elif dots + commas > 1:
        point = ""
    else:
        point = "." if dots else ","
        tail = len(body) - body.index(point) - 1
        head = body.index(point)
        if tail == 3 and point != mark and 1 <= head <= 3 and not body.startswith("0"):
            point = ""
    whole, _, cents = body.rpartition(point) if point else (body, "", "")
    whole = whole.replace(".", "").replace(",", "")
    if not whole.isascii() or not whole.isdigit() or (cents and not cents.isdigit()):
        return None, 0
    return Decimal(f"{whole}.{cents}" if cents else whole), len(cents)
