"""What may be sold under this right, where, and through which channel?

An empty list means all: a right without territories is good everywhere. A narrower right never widens on its own.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Goods (GTINs or models), categories, territories (ISO 3166) and channels; empty means all."""

    goods: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()

    def within(self, wider: Scope) -> bool:
        """Does `wider` cover everything that this scope covers?"""
        return all(
            not theirs or (bool(ours) and set(ours) <= set(theirs))
            for ours, theirs in (
                (self.goods, wider.goods),
                (self.categories, wider.categories),
                (self.territories, wider.territories),
                (self.channels, wider.channels),
            )
        )
