"""What must `fx.toml` say? Rates between currencies on one day, so that a price in any currency can be held against a reference in another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class FxPolicy:
    """`per_base[c]`: units of the currency `c` (ISO 4217) that one unit of `base` bought on the day `dated`."""

    base: str
    dated: date
    because: str
    per_base: Mapping[str, float]
