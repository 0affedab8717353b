"""Where do the bars and marks of a chart stand? Numbers in, places in an SVG out; the table with the numbers stands behind every chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 480, 220
BASE, TOP, LEFT = 180, 24, 8
LABELS = ("under 12 %", "12 to 35 %", "35 to 60 %", "60 to 80 %", "80 to 100 %", "100 to 125 %", "125 % and more")
SHORT = dict(zip(LABELS, ("< 12 %", "< 35 %", "< 60 %", "< 80 %", "< 100 %", "< 125 %", "more"), strict=True))
TONES = ("bad", "warn", "plain", "plain", "good", "good", "plain")
MOST_SHARE = 1.5


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One bar with its words. `y` is its upper edge, `middle` where its words stand."""

    label: str
    value: str
    x: float
    y: float
    width: float
    height: float
    tone: str

    @property
    def short(self) -> str:
        """The label where it has to stand under a bar."""
        return SHORT.get(self.label, self.label)

    @property
    def middle(self) -> float:
        """The middle of the bar from left to right."""
        return round(self.x + self.width / 2, 1)

    @property
    def above(self) -> float:
        """Where the number over the bar stands."""
        return round(self.y - 6, 1)


@dataclass(frozen=True, kw_only=True)
class Scale:
    """A price on the scale of its reference: places from 0 to WIDTH. `over`: it lies beyond the end of the scale."""

    price: float
    reference: float
    impossible: float
    suspicious: float
    over: bool
    tone: str


def bars(
    values: Sequence[float], *, labels: Sequence[str], shown: Sequence[str], tones: Sequence[str], most: float = 0.0
) -> tuple[Bar, ...]:
    """A bar for each value, the highest as high as the chart (or `most`); of nothing a flat row."""
    top = max([most, *values]) or 1.0
    step = (WIDTH - 2 * LEFT) / max(1, len(values))
    return tuple(
        Bar(
            label=label,
            value=text,
            x=round(LEFT + i * step + step * 0.12, 1),
            y=round(BASE - (BASE - TOP) * value / top, 1),
            width=round(step * 0.76, 1),
            height=round((BASE - TOP) * value / top, 1),
            tone=tone,
        )
        for i, (value, label, text, tone) in enumerate(zip(values, labels, shown, tones, strict=True))
    )


def prices(counts: Sequence[int]) -> tuple[Bar, ...]:
    """How many listings stand in each band of price divided by reference."""
    return bars(counts, labels=LABELS, shown=[f"{n:,}" for n in counts], tones=TONES)


def weeks(rates: Sequence[float], *, labels: Sequence[str]) -> tuple[Bar, ...]:
    """A share for each week, on a scale that reaches to the next tenth above the largest."""
    most = min(1.0, (int(max(rates, default=0.0) * 10) + 1) / 10)
    return bars(rates, labels=labels, shown=[f"{100 * r:.0f} %" for r in rates], tones=["bad"] * len(rates), most=most)


def scale(share: float, *, impossible: float, suspicious: float) -> Scale:
    """Where a price stands between nothing, the policy's bounds, its reference, and half as much again."""

    def place(value: float) -> float:
        return round(min(max(value, 0.0), MOST_SHARE) / MOST_SHARE * WIDTH, 1)

    tone = "bad" if share < impossible else "warn" if share < suspicious else "good"
    return Scale(
        price=place(share),
        reference=place(1.0),
        impossible=place(impossible),
        suspicious=place(suspicious),
        over=share > MOST_SHARE,
        tone=tone,
    )
