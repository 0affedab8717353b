"""What must `name.toml` say? Under which further names the world knows a brand, what it sells, and when an ordinary word is meant instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class BrandNames:
    """Further names of a brand. They count where the register holds a brand of this `name` (or one of `also`).

    `native`: as good as the name. `short`: abbreviations, as written in capitals. `lines`: product lines that name the brand by themselves.
    `loose`: lines that are words too; they count beside goods of the brand. `goods`: what it sells (keys of the goods table). `word`: the
    name is an ordinary word. `not_beside`: words beside which that word is meant.
    """

    name: str
    also: tuple[str, ...] = ()
    native: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    goods: tuple[str, ...] = ()
    word: bool = False
    not_beside: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NamePolicy:
    """`goods`: kind of goods -> words that name them. `categories`: words of a register's categories -> kinds of goods."""

    because: str
    goods: Mapping[str, tuple[str, ...]]
    categories: Mapping[str, tuple[str, ...]]
    brands: tuple[BrandNames, ...]
