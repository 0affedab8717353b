"""Which dates stand in a text?

Forms: 2024-03-05, 05.03.2024, 05/03/2024, 03/05/2024, 5-Mar-24, 5 March 2024, March 5th, 2024, 5. März 2024, 1er mars 2024, 5 de marzo de 2024,
2024年3月5日, 令和6年3月5日, 民國113年3月5日, 2024/3/5. Where day and month could be either, both readings are given: the paper's country decides, and
the reader is less sure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = {
    1: "january jan januar jänner janvier janv enero ene gennaio gen januari",
    2: "february feb februar februari fevrier fevr fev febrero febbraio febr",
    3: "march mar märz maerz mrz mars marzo maart mrt",
    4: "april apr avril avr abril abr aprile",
    5: "may mai mayo maggio mag mei",
    6: "june jun juni juin junio giugno giu",
    7: "july jul juli juillet juil julio luglio lug",
    8: "august aug aout août agosto ago augustus",
    9: "september sep sept septembre septiembre set settembre",
    10: "october oct oktober okt octobre octubre ottobre ott",
    11: "november nov novembre noviembre",
    12: "december dec dezember dez decembre diciembre dic dicembre",
}


def _plain(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(c))


_MONTH_OF = {_plain(word): number for number, words in _MONTHS.items() for word in words.split()}
_NAME = "|".join(sorted(_MONTH_OF, key=len, reverse=True))
_ERAS = {
    "1": 2011,
    "令和": 2018,
    "平成": 1988,
    "昭和": 1925,
    "r": 2018,
    "h": 1988,
    "民國": 1911,
    "民国": 1911,
    "中華民國": 1911,
}

_FORMS = (
    re.compile(
        r"(?<!\d)(?P<era>令和|平成|昭和|中華民國|民國|民国)\s*(?P<y>\d{1,3}|元)\s*年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*日"
    ),
    # 115-03-09 is a year of the Republic of China, R7.10.31 one of Reiwa: no other year has three digits or a letter.
    re.compile(
        r"(?<![\w.,/-])(?P<era>1(?=[0-3]\d[-/.]))(?P<y>[0-3]\d)(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?![\w/-])"
    ),
    re.compile(
        r"(?<![\w.])(?P<era>[rh])\s?(?P<y>\d{1,2})(?P<s>[-/.年])\s?(?P<m>\d{1,2})[-/.月]\s?(?P<d>\d{1,2})(?:日|(?![\w/-]))"
    ),
    re.compile(r"(?<!\d)(?P<y>\d{4})\s*年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*日?"),
    re.compile(
        r"(?<![\d.,/-])(?P<y>(?:19|20)\d{2})\s?(?P<s>[-/.])\s?(?P<m>\d{1,2})\s?(?P=s)\s?(?P<d>\d{1,2})(?![\d/-])"
    ),
    re.compile(
        r"(?<![\d.,/-])(?P<a>\d{1,2})\s?(?P<s>[-/.])\s?(?P<b>\d{1,2})\s?(?P=s)\s?(?P<y>(?:19|20)\d{2}|\d{2})(?![\d/-])"
    ),
    re.compile(
        rf"(?<![\w.,])(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|\.|º|ª|°|\s?o)?(?:\s+day\b)?[\s.\-/]{{0,3}}(?:de\s+|of\s+|di\s+)?(?P<n>{_NAME})\b\.?[\s,.\-/']{{0,3}}(?:de\s+|del\s+)?(?P<y>\d{{4}}|\d{{2}})(?!\d)"
    ),
    re.compile(rf"(?<!\w)(?P<n>{_NAME})\b\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(?P<y>\d{{4}})(?!\d)"),
    re.compile(rf"(?<!\w)(?P<y>\d{{4}})[\s\-](?P<n>{_NAME})[\s\-](?P<d>\d{{1,2}})(?!\d)"),
    re.compile(r"(?<![\d.,/-])(?P<y>20\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?![\d.,/-])"),
)


@dataclass(frozen=True, slots=True)
class Day:
    """A date in a text. `other` is the reading with day and month exchanged, where that is a date too and nothing in the form decides."""

    value: date
    start: int
    end: int
    other: date | None = None


def dates_in(text: str) -> Iterator[Day]:
    """The dates in a text from left to right; of an ambiguous one the day comes first."""
    plain = _same_length(text)
    taken: list[tuple[int, int]] = []
    found: list[Day] = []
    for form in _FORMS:
        for match in form.finditer(plain):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            day = _day(match)
            if day is not None:
                taken.append(match.span())
                found.append(day)
    yield from sorted(found, key=lambda d: d.start)


def _day(match: re.Match[str]) -> Day | None:
    got = match.groupdict()
    if got.get("era"):
        year = _ERAS[got["era"]] + (1 if got["y"] == "元" else int(got["y"]))
    else:
        year = int(got["y"])
        if len(got["y"]) == 2:
            year += 2000 if year < 70 else 1900
    if got.get("a"):
        a, b = int(got["a"]), int(got["b"])
        first, second = day_of(year, b, a), day_of(year, a, b)
        # Points are never used with the month first; slashes and dashes may be.
        if got["s"] == ".":
            second = None
        if first is None:
            return Day(second, match.start(), match.end()) if second else None
        if second is None:
            return Day(first, match.start(), match.end())
        return Day(first, match.start(), match.end(), second if second != first else None)
    month = _MONTH_OF[got["n"]] if got.get("n") else int(got["m"])
    value = day_of(year, month, int(got["d"]))
    return Day(value, match.start(), match.end()) if value else None


def day_of(year: int, month: int, day: int) -> date | None:
    """The day of these numbers; None where no calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _same_length(text: str) -> str:
    """Case and accents folded, each character staying one, so that places in it are places in the text."""
    return "".join(_fold(c) for c in text)


def _fold(letter: str) -> str:
    wide = unicodedata.normalize("NFKC", letter)
    base = unicodedata.normalize("NFD", wide)[:1] if len(wide) == 1 and ord(wide) < 0x250 else wide
    lower = base.casefold()
    if letter in "\u00a0\u2009\u202f\u2007\u3000":
        return " "
    return lower if len(lower) == 1 else letter
