"""What was read on a paper and what was found about it, each with its place on the page, so that words and boxes light up together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assay.regime.document.finding import TITLES, Reason

MOST_FIELDS = 400
_CODE = re.compile(r"[A-Z]+(?:_[A-Z]+)+")
MARGIN = 1.5  # points around a box, so that its line does not run through the letters
NAMES = {
    "number": "Number",
    "issued_on": "Issued on",
    "due": "Due",
    "delivered_on": "Delivered on",
    "currency": "Currency",
    "issuer": "Issuer",
    "recipient": "Buyer",
    "lines": "Line",
    "taxes": "Tax",
    "allowances": "Allowance",
    "totals": "Total",
    "preceding": "Preceding invoice",
    "letter": "Letter",
    "authoriser": "Who authorises",
    "authorised": "Who is authorised",
    "vat_id": "VAT number",
    "iban": "IBAN",
    "gtin": "GTIN",
    "id": "item number",
    "kind_read": "Kind",
}
HEAD = ("kind_read", "number", "issued_on", "due", "delivered_on", "currency", "issuer", "recipient", "letter")
BODY = ("lines", "allowances", "taxes", "totals", "preceding")


@dataclass(frozen=True, kw_only=True)
class Marked:
    """Something with a place on a page, in points from the upper left corner. `mark` ties the words to the box."""

    mark: str
    page: int | None
    box: tuple[float, float, float, float] | None

    @property
    def x(self) -> float:
        """The left edge."""
        return self.box[0] if self.box else 0

    @property
    def y(self) -> float:
        """The upper edge."""
        return self.box[1] if self.box else 0

    @property
    def width(self) -> float:
        """From left to right."""
        return self.box[2] - self.box[0] if self.box else 0

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.box[3] - self.box[1] if self.box else 0


@dataclass(frozen=True, kw_only=True)
class FoundField(Marked):
    """One value that was read: its name in words, its value, how sure and from where, and its place."""

    name: str
    value: str
    confidence: float
    origin: str

    @property
    def unsure(self) -> bool:
        """The reader itself has doubts."""
        return self.confidence < 0.6


@dataclass(frozen=True, kw_only=True)
class FoundLine:
    """A line of the invoice as a row of the table."""

    description: str
    gtin: str
    quantity: str
    price: str
    amount: str
    mark: str


@dataclass(frozen=True, kw_only=True)
class ShownFinding(Marked):
    """A finding with its title and its place."""

    reason: str
    title: str
    weight: str
    paper: str
    seen: str
    allowed: str
    mend: str


def shown(findings: Any) -> tuple[ShownFinding, ...]:
    """Stored findings as they are shown, the heaviest first."""
    order = {"refuse": 0, "refer": 1, "note": 2}
    rows = sorted(findings, key=lambda f: order.get(str(f.get("weight")), 1))
    return tuple(_finding(i, f) for i, f in enumerate(rows))


def _finding(i: int, f: Mapping[str, Any]) -> ShownFinding:
    place = f.get("where") if isinstance(f.get("where"), Mapping) else None
    page, box = _place(place or f)
    reason = str(f.get("reason", ""))
    return ShownFinding(
        mark=f"finding-{i}",
        reason=reason,
        title=TITLES[Reason(reason)] if reason in Reason.__members__ else reason,
        weight=str(f.get("weight", "")),
        paper=str(f.get("paper", "")),
        seen=str(f.get("seen", "")),
        allowed=str(f.get("allowed", "")),
        mend=str(f.get("mend", "")),
        page=page,
        box=box,
    )


def _place(of: Mapping[str, Any]) -> tuple[int | None, tuple[float, float, float, float] | None]:
    page = of.get("page")
    corners = of.get("box") or [of.get(k) for k in ("x0", "y0", "x1", "y1")]
    if not isinstance(page, int) or len(corners) != 4 or any(c is None for c in corners):
        return None, None
    x0, y0, x1, y1 = (float(c) for c in corners)
    return page, (x0, y0, x1, y1)


def drawn_fields(reading: Mapping[str, Any] | None) -> tuple[FoundField, ...]:
    """The values that have a place on the page: of a hybrid file what its page says by itself, for embedded data has no place."""
    visible = (reading or {}).get("visible")
    return fields(visible if isinstance(visible, Mapping) else reading)


def in_words(text: str) -> str:
    """A sentence with the codes of findings said in their titles."""
    return _CODE.sub(lambda hit: TITLES[Reason(hit[0])] if hit[0] in Reason.__members__ else hit[0], text)


def fields(reading: Mapping[str, Any] | None, *, parts: tuple[str, ...] = HEAD + BODY) -> tuple[FoundField, ...]:
    """Every value of a stored reading, in the order of the paper's head, lines and totals."""
    found: list[FoundField] = []
    for part in parts:
        for name, field in _walk((part,), (reading or {}).get(part)):
            if len(found) >= MOST_FIELDS:
                return tuple(found)
            page, box = _place(field)
            found.append(
                FoundField(
                    mark=f"field-{part}-{len(found)}",
                    name=name,
                    value=str(field["value"]),
                    confidence=float(field.get("confidence") or 0),
                    origin=str(field.get("origin", "")),
                    page=page,
                    box=box,
                )
            )
    return tuple(found)


def _walk(path: tuple[str, ...], value: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(value, Mapping):
        if "value" in value and "confidence" in value:
            yield _name(path), value
            return
        for key, inner in value.items():
            yield from _walk((*path, key), inner)
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from _walk((*path, str(i + 1)), inner)


def _name(path: tuple[str, ...]) -> str:
    words = [NAMES.get(p, p.replace("_", " ")) for p in path if p != "name"]
    return " ".join([words[0], *(w if w.isupper() or w.startswith("VAT") else w.lower() for w in words[1:])])


@dataclass(frozen=True, kw_only=True)
class DrawnBox(Marked):
    """One rectangle on the page for everything that stands in the same place."""

    marks: tuple[str, ...]
    words: str
    wrong: bool


def boxes(found: Sequence[FoundField], findings: Sequence[ShownFinding], *, page: int) -> tuple[DrawnBox, ...]:
    """What is drawn on one page: each place once, findings on top of fields."""
    drawn: dict[tuple[float, float, float, float], list[FoundField | ShownFinding]] = {}
    everything: list[FoundField | ShownFinding] = [*found, *findings]
    for one in everything:
        if one.box is not None and one.page == page:
            drawn.setdefault(one.box, []).append(one)
    rows = [
        DrawnBox(
            mark=group[0].mark,
            page=page,
            box=(box[0] - MARGIN, box[1] - MARGIN, box[2] + MARGIN, box[3] + MARGIN),
            marks=tuple(one.mark for one in group),
            words="; ".join(f"{x.name}: {x.value}" if isinstance(x, FoundField) else x.title for x in group),
            wrong=any(isinstance(x, ShownFinding) for x in group),
        )
        for box, group in drawn.items()
    ]
    return tuple(sorted(rows, key=lambda b: b.wrong))


def lines(reading: Mapping[str, Any] | None) -> tuple[FoundLine, ...]:
    """The lines of a stored reading as a table."""

    def value(line: Mapping[str, Any], key: str) -> str:
        field = line.get(key)
        return str(field["value"]) if isinstance(field, Mapping) else ""

    rows = (reading or {}).get("lines") or []
    return tuple(
        FoundLine(
            description=value(r, "description"),
            gtin=value(r, "gtin") or value(r, "id"),
            quantity=" ".join(w for w in (value(r, "quantity"), value(r, "unit")) if w),
            price=value(r, "price"),
            amount=value(r, "amount"),
            mark=f"line-{i}",
        )
        for i, r in enumerate(rows[:MOST_FIELDS])
    )
