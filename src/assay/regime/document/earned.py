"""What would the papers earn: which pieces, on which lines, how far and how long?

Never more than was asked for, never more than the papers show. Lines that back a right already earn nothing again; a credit note takes pieces away.
A letter that names no number earns a right without one, within its goods, territories, channels and term.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from assay.regime.brand.chain import Chain
from assay.regime.document import traces
from assay.regime.document.examination import Examined
from assay.regime.document.facts import ApplicationFacts
from assay.regime.document.reading import Kind
from assay.regime.document.values import amount_of, text_of
from assay.regime.terms import Outcome

MOST_PIECES = 1_000_000  # an invoice line that shows more is misread or made up
# Weights, lengths, areas, volumes and times, as pages write them and as UN/ECE Recommendation 20 codes them: so much is no number of pieces.
_MEASURE_WORDS = """
    kg kgs kilo kilos g gr lb lbs oz t m mtr cm mm m2 m² l ltr ml h hr hrs hour hours std day days tag tage jour jours 公斤 千克 克 米 小时 天 日 時間
    kgm grm tne lbr onz cmt mmt mtk mlt hur mon ann min
"""
_MEASURES = frozenset(_MEASURE_WORDS.split())


@dataclass(frozen=True, kw_only=True)
class EarnedLine:
    """An invoice line that would back the right: `key` never backs two; `product` as the ledger calls it; `units` pieces of it."""

    paper: str
    sha256: str
    key: str
    product: str
    units: int


@dataclass(frozen=True, kw_only=True)
class Earned:
    """The right that the papers would earn. `units` per product; empty means no limit (a letter that names no number)."""

    goods: tuple[str, ...] = ()
    units: Mapping[str, int] = field(default_factory=dict)
    territories: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    authorized_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Counted:
    """Free lines; pieces shown for each row that was applied for, by its index (-1: no row); papers of which every line is taken already."""

    lines: tuple[EarnedLine, ...]
    shown: Mapping[int, int]
    used_up: tuple[str, ...]


def count(examined: Sequence[Examined], facts: ApplicationFacts) -> Counted:
    """Count the lines of the papers that count."""
    used = {t.key for t in facts.earlier if t.kind == traces.LINE and t.outcome == Outcome.ACCEPT}
    shown: dict[int, int] = {}
    lines: list[EarnedLine] = []
    taken: set[str] = set()
    used_up: list[str] = []
    for one in examined:
        credit = one.reading.kind.value == Kind.CREDIT_NOTE
        free, gone = 0, 0
        for i, match in enumerate(one.matches):
            units = 0 if _is_measured(text_of(match.line.unit)) else _pieces(amount_of(match.line.quantity))
            if (match.goods is None and facts.goods) or not match.brand or not units:
                continue
            row = match.goods if match.goods is not None else -1
            key = traces.line_key(one.reading, i)
            if credit:
                shown[row] = shown.get(row, 0) - units
                continue
            counted = used.intersection(traces.line_names(one.reading, i))
            if counted or key in taken:
                gone += bool(counted)
                continue
            free += 1
            taken.add(key)
            shown[row] = shown.get(row, 0) + units
            product = facts.goods[row].product if row >= 0 else ""
            if row < 0 and match.product is not None:
                product = match.product.gtin or match.product.model or match.product.name
            lines.append(
                EarnedLine(paper=one.paper.name, sha256=one.paper.sha256, key=key, product=product, units=units)
            )
        if gone and not free:
            used_up.append(one.paper.name)
    return Counted(lines=tuple(lines), shown=shown, used_up=tuple(used_up))


def earned(facts: ApplicationFacts, counted: Counted, *, chain: Chain | None) -> Earned | None:
    """The right that these lines and this chain of letters would earn; None where they earn nothing."""
    links = chain.links if chain is not None else ()
    last = links[-1] if links else None
    # What a letter leaves out is as narrow as in the letter above it.
    territories = next((t for link in reversed(links) if (t := _bounds(link.territories))), ())
    channels = next((link.channels for link in reversed(links) if link.channels), ())
    until = chain.until if chain is not None and links else None
    pieces: dict[str, int] = {}
    for line in counted.lines:
        pieces[line.product] = pieces.get(line.product, 0) + line.units
    given_back = {facts.goods[i].product: n for i, n in counted.shown.items() if i >= 0}
    asked: dict[str, int] = {}
    for row in facts.goods:
        asked[row.product] = asked.get(row.product, 0) + row.units
    units = {}
    for product, shown in pieces.items():
        free = min(shown, max(0, given_back.get(product, shown)))
        limited = min(free, asked[product]) if asked.get(product) else free
        if limited:
            units[product] = limited
    if not units and last is None:
        return None
    goods = tuple(sorted(p for p in units if p)) or tuple(sorted({g.product for g in facts.goods if g.product}))
    return Earned(goods=goods, units=units, territories=territories, channels=channels, authorized_until=until)


def _bounds(territories: tuple[str, ...]) -> tuple[str, ...]:
    """The territories that bound a right; the whole world is no bound."""
    return () if "WORLD" in territories else territories


def _is_measured(unit: str) -> bool:
    """Is it a weight, a length or a time?"""
    return unit.strip(" .").casefold() in _MEASURES


def _pieces(quantity: Decimal | None) -> int:
    """Whole pieces; a fraction proves none."""
    if quantity is None or quantity != quantity.to_integral_value() or not 0 < abs(quantity) <= MOST_PIECES:
        return 0
    return abs(int(quantity))
