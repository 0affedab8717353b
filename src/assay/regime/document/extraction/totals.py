"""What do the totals of this page say?

Labels propose, arithmetic decides: among the amounts at labels of net, tax and gross the ones that add up are believed before the ones that stand
at a better word. A paper whose totals do not add up is read by its labels alone, as it stands, so that the finding sees what the paper says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assay.regime.document.extraction.page import Page, field_of
from assay.regime.document.extraction.total_candidates import (
    TO_PAY,
    Candidate,
    bare_amounts,
    candidates_of,
    in_large_letters,
    key_of,
    summary_rows,
)
from assay.regime.document.extraction.words import compact
from assay.regime.document.reading import Field, Origin, Tax, Totals


@dataclass(frozen=True)
class Sums:
    """The totals as read, the rows of the tax breakdown, and the candidates that they were chosen from."""

    totals: Totals
    taxes: tuple[Tax, ...]
    candidates: tuple[Candidate, ...]


def totals_of(
    pages: Sequence[Page],
    *,
    mark: str,
    headers: Iterable[tuple[int, float]],
    origin: Origin,
    billed: Decimal = Decimal(0),
) -> Sums:
    """Totals and tax rows. `headers` are (page, y) of table headers, whose words name columns and not totals; `billed` is the sum of the lines."""
    candidates = list(candidates_of(pages, mark=mark, headers=list(headers)))
    if not any(c.names == "gross" for c in candidates):
        candidates += in_large_letters(pages, mark=mark)
    summed = list(summary_rows(pages, mark=mark))
    nets = [c for c in candidates if c.names in ("net", "lines_total")]
    taxes = [c for c in candidates if c.names == "tax"]
    grosses = [c for c in candidates if c.names == "gross"] or [
        replace(c, names="gross") for c in candidates if c.names == "payable"
    ]
    net, tax, gross, fits = _fit(nets, taxes, grosses)
    if not fits or tax is None:
        # A row of sums ("Total 157.81 29.98") names its columns only by where they stand: believed where it adds up.
        more = [
            [*own, *(c for c in summed if c.names == name)]
            for name, own in (("net", nets), ("tax", taxes), ("gross", grosses))
        ]
        again = _fit(more[0], more[1], more[2])
        if again[3] and again[1] is not None:
            net, tax, gross, fits = again
    if not fits and net is None and gross is not None and taxes and billed:
        # No net is printed: the taxes that the lines and the gross leave room for.
        rest = abs(gross.amount.value) - abs(billed)
        fitting = [
            o for o in _tax_options(taxes) if o and abs(sum((t.amount.value for t in o), Decimal(0)) - rest) <= CENT
        ]
        if fitting:
            tax, fits = fitting[0], True
    if tax is None and (within := _within(taxes)) is not None:
        tax = (within,)
    if gross is None and net is not None and not taxes and _sums_up(net):
        net, gross = None, net  # "Net total" on a paper that names no tax and no other total
    if gross is None and net is not None and tax:
        # The sum stands under its parts without a word: only an amount that is exactly their sum is it.
        whole = net.amount.value + sum((c.amount.value for c in tax), Decimal(0))
        under = [
            c
            for c in bare_amounts(pages, mark=mark)
            if c.amount.value == whole and c.row > max(t.row for t in (net, *tax))
        ]
        if under:
            gross, fits = under[0], True
    if not fits and gross is not None:
        rounding = [c for c in candidates if c.names == "rounding"]
        net, tax, gross, fits = _fit(nets, taxes, grosses, rounding=[c.amount.value for c in rounding])
    sure = 0.97 if fits else 0.8

    def said(c: Candidate | None, confidence: float = sure) -> Field | None:
        return None if c is None else field_of(f"{c.amount.value}", c.cells, origin=origin, confidence=confidence)

    tax_field = None
    if tax is not None:
        value = sum((c.amount.value for c in tax), Decimal(0))
        tax_field = field_of(f"{value}", tuple(cell for c in tax for cell in c.cells), origin=origin, confidence=sure)
    lines = _best([c for c in candidates if c.names == "lines_total"])
    payable = _best([c for c in candidates if c.names == "payable"])
    if payable is None and gross is not None:
        owed = [c for c in grosses if key_of(c) in TO_PAY and c.amount.value != gross.amount.value]
        payable = _best(owed)
    read = Totals(
        lines=said(lines, 0.85),
        allowances=said(_best([c for c in candidates if c.names == "allowances" and c.amount.decimals != 1]), 0.75),
        charges=said(_best([c for c in candidates if c.names == "charges"]), 0.75),
        net=said(net),
        tax=tax_field,
        gross=said(gross),
        prepaid=said(_best([c for c in candidates if c.names == "prepaid"]), 0.7),
        rounding=said(_best([c for c in candidates if c.names == "rounding"]), 0.7),
        payable=said(payable, 0.8),
    )
    return Sums(read, tuple(_tax_rows(taxes, origin=origin)), tuple(candidates))


CENT = Decimal("0.01")


def _sums_up(net: Candidate) -> bool:
    """Whether a label of a net says that it is the total ("NET TOTAL"), as tills have it."""
    return compact(net.cells[0].text).startswith(("nettotal", "totalnet"))


def _within(taxes: Sequence[Candidate]) -> Candidate | None:
    """The tax that prices include: the one that is the sum of the others, or the only one."""
    real = [t for t in taxes if t.amount.value and (t.amount.decimals == 2 or not t.rate or t.amount.value != t.rate)]
    for t in real:
        others = [o.amount.value for o in real if o is not t]
        if len(others) > 1 and sum(others, Decimal(0)) == t.amount.value:
            return t
    values = {t.amount.value for t in real}
    return _best(real) if len(values) == 1 else None


def _best(candidates: Sequence[Candidate]) -> Candidate | None:
    return max(candidates, key=lambda c: c.score, default=None)


def _fit(
    nets: Sequence[Candidate],
    taxes: Sequence[Candidate],
    grosses: Sequence[Candidate],
    *,
    rounding: Sequence[Decimal] = (),
) -> tuple[Candidate | None, tuple[Candidate, ...] | None, Candidate | None, bool]:
    """Net, tax and gross that add up, the best-labelled such triple; else the best of each."""
    options = _tax_options(taxes)
    best: tuple[float, Candidate, tuple[Candidate, ...] | None, Candidate] | None = None
    for gross in sorted(grosses, key=lambda c: -c.score)[:12]:
        for net in sorted([*nets, *(g for g in grosses if g is not gross)], key=lambda c: -c.score)[:16]:
            proper = net.names == "net"
            for tax in options:
                total = sum((t.amount.value for t in tax), Decimal(0))
                apart = abs(gross.amount.value) - abs(net.amount.value) - abs(total)
                if abs(apart) > Decimal("0.02") and not any(abs(apart - r) <= Decimal("0.01") for r in rounding):
                    continue
                if not tax and net.names == "gross":
                    continue
                score = (
                    gross.score
                    + 0.6 * net.score
                    + (0.5 if tax else 0)
                    + (0.4 if proper else 0 if net.names == "lines_total" else -0.4)
                )
                score -= 0.05 * (len(tax) - 1) if tax else 0
                if best is None or score > best[0]:
                    best = (score, net, tax or None, gross)
    if best is not None:
        top = _best(grosses)
        # A better-labelled gross than the one that fits stays when the paper has no tax to fit it with.
        if best[2] is not None or top is None or best[3].score >= top.score - 0.3:
            return best[1], best[2], best[3], True
    gross_alone = _best(grosses)
    tax_alone = _best(taxes)
    net_alone = _best([n for n in nets if n.names == "net"]) or _best(nets)
    return net_alone, (tax_alone,) if tax_alone else None, gross_alone, False


def _tax_options(taxes: Sequence[Candidate]) -> list[tuple[Candidate, ...]]:
    options: list[tuple[Candidate, ...]] = [()]
    options += [(t,) for t in taxes[:12]]
    rated = [t for t in taxes if t.rate is not None]
    by_rate: dict[Decimal, Candidate] = {}
    for t in rated:
        by_rate.setdefault(t.rate or Decimal(0), t)
    if len(by_rate) > 1:
        options.append(tuple(by_rate.values()))
    if 1 < len(taxes) <= 6:
        options.append(tuple(taxes))
        options += [tuple(taxes[i:j]) for i in range(len(taxes)) for j in range(i + 2, len(taxes) + 1)]
    return options


def _tax_rows(taxes: Sequence[Candidate], *, origin: Origin) -> Iterable[Tax]:
    for t in taxes:
        if t.rate is not None:
            yield Tax(
                rate=field_of(f"{t.rate}", t.cells, origin=origin, confidence=0.85),
                amount=field_of(f"{t.amount.value}", t.cells, origin=origin, confidence=0.85),
            )
