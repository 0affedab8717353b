"""How is a value taken out of an e-invoice's tree?

The trees come from a parser that has refused document types and entities (outside.reader). A value that is not of its type, such as an amount of
"ten", is not a value: it is left out and named among the problems. Text is trimmed and its runs of white space become one space, as XML Schema's
`token` asks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Protocol

from assay.regime.document.reading import Field, Kind, Origin


class Element(Protocol):
    """The part of an ElementTree element that is read here; lxml's and the standard library's both have it."""

    tag: str
    text: str | None

    def find(self, path: str, /) -> Element | None: ...
    def findall(self, path: str, /) -> Sequence[Element]: ...
    def get(self, key: str, default: str = "", /) -> str: ...


_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)\Z", re.ASCII)
_ISO_DATE = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*|Z|[+-]\d{2}:\d{2})?\Z", re.ASCII)

# UNTDID 1001, as EN 16931 uses it in BT-3, and the neighbours that a sender may mistake for it.
_CREDIT_NOTES = frozenset(["81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "502", "503", "532"])
_INVOICES = frozenset(
    [
        "71",
        "80",
        "82",
        "84",
        "102",
        "130",
        "202",
        "203",
        "204",
        "211",
        "218",
        "219",
        "295",
        "326",
        "331",
        "380",
        "382",
        "383",
        "384",
        "385",
        "386",
        "387",
        "388",
        "389",
        "390",
        "393",
        "394",
        "395",
        "425",
        "456",
        "457",
        "471",
        "472",
        "473",
        "500",
        "501",
        "527",
        "553",
        "575",
        "623",
        "633",
        "751",
        "780",
        "817",
        "870",
        "875",
        "876",
        "877",
        "935",
    ]
)
_OTHER_KINDS = {
    "310": Kind.QUOTE,
    "325": Kind.PRO_FORMA,
    "231": Kind.ORDER_CONFIRMATION,
    "320": Kind.ORDER_CONFIRMATION,
    "270": Kind.PACKING_SLIP,
    "271": Kind.PACKING_SLIP,
}


class Taker:
    """Takes values out of one tree and remembers what was not of its type."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        self.prefixes = prefixes
        self.problems: list[str] = []

    def path(self, path: str) -> str:
        """`cac:Party/cbc:Name` in the notation of ElementTree; a prefix without a namespace means any."""
        return "/".join(
            "{" + self.prefixes[step.split(":")[0]] + "}" + step.split(":")[1] if ":" in step else step
            for step in path.split("/")
        )

    def one(self, at: Element | None, *paths: str) -> Element | None:
        """The first element on the first of the paths that leads anywhere."""
        for path in paths if at is not None else ():
            found = at.find(self.path(path)) if at is not None else None
            if found is not None:
                return found
        return None

    def all(self, at: Element | None, path: str) -> Sequence[Element]:
        """Every element on the path."""
        return [] if at is None else at.findall(self.path(path))

    def words(self, at: Element | None, *paths: str) -> str:
        """The text on the first path that has any."""
        for path in paths:
            found = self.one(at, path) if path else at
            if found is not None and (text := " ".join((found.text or "").split())):
                return text
        return ""

    def text(self, at: Element | None, *paths: str) -> Field | None:
        """A field of text."""
        return field(self.words(at, *paths))

    def amount(self, at: Element | None, *paths: str) -> Field | None:
        """A field that is a decimal (xs:decimal: no exponent, no separator of thousands)."""
        words = self.words(at, *paths)
        if words and not _DECIMAL.match(words):
            self.problems.append(f"{_name(paths)} is no decimal number: {words[:40]!r}")
            return None
        return field(words.removeprefix("+"))

    def day(self, at: Element | None, *paths: str) -> Field | None:
        """A field that is a date, ISO 8601; UN/CEFACT's format 102 (20180605) is understood too."""
        words = self.words(at, *paths)
        if not words:
            return None
        match = _ISO_DATE.match(words)
        try:
            if match is None:
                raise ValueError
            return field(date(int(match[1]), int(match[2]), int(match[3])).isoformat())
        except ValueError:
            self.problems.append(f"{_name(paths)} is no date: {words[:40]!r}")
            return None


def field(value: str) -> Field | None:
    """A value out of XML; nothing where there is no text."""
    return Field(value=value, confidence=1.0, origin=Origin.XML) if value else None


def kind_of_code(code: str, *, otherwise: Kind) -> Field:
    """The kind that a type code (BT-3) names; `otherwise` where there is none, unknown where the code says nothing that we know."""
    if not code:
        kind = otherwise
    elif code in _CREDIT_NOTES:
        kind = Kind.CREDIT_NOTE
    elif code in _INVOICES:
        kind = Kind.INVOICE
    else:
        kind = _OTHER_KINDS.get(code, Kind.UNKNOWN)
    return Field(value=kind.value, confidence=1.0, origin=Origin.XML)


def _name(paths: Sequence[str]) -> str:
    return next((p.split("/")[-1].split(":")[-1] for p in paths if p), "a value")
