"""Which name does a plain word look like that is neither an ordinary word nor a name: letters that look alike, said twice and stuck, back to front?

Asked of a word after `guess` knew nothing of it, once for each word.
"""

from __future__ import annotations

from assay.regime.listing.claims.letters import alikes, collapse
from assay.regime.listing.claims.names import Kind, Sort
from assay.regime.listing.claims.targets import Disguises
from assay.regime.listing.claims.worn import crossed, stuck_alike

SHORTEST, LONGEST = 4, 40
SURE = 6  # letters of a name that is not known


def likeness(word: str, *, by: Disguises) -> tuple[int, int] | None:
    """(pattern, kind) of the name that a folded word looks like."""
    if not SHORTEST <= len(word) <= LONGEST or not word.isascii() or word in by.native or by.names.dictionary(word):
        return None
    if (one := _briefly(word, by=by)) is not None:
        return one, int(Kind.GLUED)
    letters = sum(c.isalpha() for c in word)
    if letters < 2:
        return None
    for look in alikes(word):
        one = by.alike.get(look)
        if (
            one is not None
            and (by.near(one) or (len(look) >= SURE and letters * 2 >= len(word) and not word[-2:].isdigit()))
            and _worth(word, one, by=by)
        ):
            return one, int(Kind.LEET)
    if (one := by.bones.get(word)) is not None:
        return one, int(Kind.TYPO)
    core = word.strip("0123456789")
    if core != word:
        return likeness(core, by=by) if len(core) > SHORTEST else None
    if collapse(word) != word and (one := _said_twice(word, by=by)) is not None:
        return one, int(Kind.REPEATED)
    if (collapse(word) != word or not word.isalpha()) and (one := stuck_alike(word, by=by)) is not None:
        return one, int(Kind.GLUED)
    if (one := crossed(word, by=by)) is not None:
        return one, int(Kind.STARRED)
    back = by.plain.get(word[::-1])
    if back is not None and len(word) >= SHORTEST + 1 and (by.near(back) or len(word) >= SURE):
        return back, int(Kind.TYPO)
    return None


def _worth(word: str, pattern: int, *, by: Disguises) -> bool:
    """A name that is an ordinary word is told from figures only; letters alone that look alike make another ordinary word."""
    return not word.isalpha() or by.names.patterns[pattern].sort is Sort.DISTINCT


def _said_twice(word: str, *, by: Disguises) -> int | None:
    """A letter three times or more in a row is in no word: here names that nobody knows are told too."""
    if not any(word[k] == word[k + 1] == word[k + 2] for k in range(len(word) - 2)):
        return None
    run = collapse(word)
    one = by.once.get(run)
    return one if one is not None and len(run) >= SHORTEST else None


def _briefly(word: str, *, by: Disguises) -> int | None:
    """An abbreviation with goods of the brand stuck to it: "lvbag", "2024yslwallet"."""
    word = word.lstrip("0123456789")
    for size in (2, 3):
        one = by.briefly.get(word[:size])
        if (
            one is not None
            and one[1] > 0
            and len(word) - size > 2
            and by.names.goods_words.get(word[size:], 0) & one[1]
        ):
            return one[0]
    return None
