"""What must `ordinary.toml` say? Which words are ordinary words, so that a brand of that name needs more than its own sight."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class OrdinaryPolicy:
    """`words`: folded, parted by white space. `common`: those that are said so often that standing first in a title means nothing.

    `chinese`: words of Chinese, by which one sees where a word of a text without spaces begins. `rare`: further words, that are no
    misspelling of a name, though a brand may well be called so. `source`: where they come from.
    """

    because: str
    source: str
    words: str
    common: str = ""
    chinese: str = ""
    rare: str = ""
