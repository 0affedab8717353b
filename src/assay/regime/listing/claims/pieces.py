"""Which names stand in several words of which one is written wrongly, has figures for letters, or lost a letter where they part?

Asked of all words of a text at once, by their numbers (`words`); what is found is looked at again, letter by letter.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from assay.regime.listing.claims.letters import alikes
from assay.regime.listing.claims.names import Kind
from assay.regime.listing.claims.targets import SIGNED, Disguises
from assay.regime.listing.claims.words import I64, U64, Words, together, words_of

Found = tuple[int, int, int, int]
"""First word, how many, pattern, kind."""
MOST, SURE = 4, 6


def numbers_together(words: Words, first: I64, *, most: int) -> Iterator[U64]:
    """The numbers of so many words written together, for two and more."""
    numbers = np.append(words.numbers, np.zeros(most, dtype=np.uint64))
    lengths = np.append(words.lengths, np.zeros(most, dtype=np.int64))
    joined, size = numbers[first], lengths[first]
    for k in range(1, most):
        joined = together(joined, size, numbers[first + k])
        size = size + lengths[first + k]
        yield joined


def with_figures(words: Words, mixed: npt.NDArray[np.bool_], *, by: Disguises) -> Iterator[Found]:
    """Names in two to four words, with figures for letters: "H3rm 3s". `mixed`: which words have figures and letters."""
    near = mixed.copy()
    for k in range(1, MOST):
        near[:-k] |= mixed[k:]
    first = np.flatnonzero(near)
    if not first.size:
        return
    signed = words_of(words.text.translate(SIGNED))
    for k, joined in enumerate(numbers_together(signed, first, most=MOST)):
        for i in first[by.signed.find(joined) >= 0].tolist():
            count = k + 2
            if i + count <= len(words) and (one := _figured(words, i, count, by=by)) is not None:
                yield i, count, one, int(Kind.LEET)


def _figured(words: Words, i: int, count: int, *, by: Disguises) -> int | None:
    parts = [words[i + k].decode("utf-8", "ignore") for k in range(count)]
    joined = "".join(parts)
    if not joined.isascii() or joined.isalpha() or "\x01" in joined or sum(map(str.isalpha, joined)) < 2:
        return None
    # A figure beside a word that stands by itself belongs to the goods: "Sable 1".
    if (parts[0].isdigit() or parts[-1].isdigit()) and any(len(p) > 2 and p.isalpha() for p in parts):
        return None
    for look in alikes(joined):
        one = by.alike.get(look)
        if one is not None and (
            by.near(one) or (len(joined) >= SURE and sum(map(str.isalpha, joined)) * 2 > len(joined))
        ):
            return one
    return None


def with_gap(words: Words, first: I64, *, by: Disguises) -> Iterator[Found]:
    """Names of which one letter is gone where a sign parts two words: "P-ada". Which sign it is is looked at later."""
    if not first.size:
        return
    joined = next(numbers_together(words, first, most=2))
    for i in first[by.gapped.find(joined) >= 0].tolist():
        if i + 1 >= len(words):
            continue
        head, tail = (words[i + k].decode("utf-8", "ignore") for k in range(2))
        if head in by.names.ordinary and tail in by.names.ordinary and len(head) > 1 and len(tail) > 1:
            continue
        for one in by.gaps.get(head + tail, ()):
            name = by.names.patterns[one].text.replace(" ", "")
            if len(name) == len(head) + len(tail) + 1 and name.startswith(head) and name.endswith(tail):
                yield i, 2, one, int(Kind.STARRED)
                break


def one_wrong(words: Words, at: I64, *, by: Disguises) -> Iterator[Found]:
    """Names of several words of which one is mistyped and the others stand beside it as they are. `at`: words that are nearly words of names."""
    for place in at.tolist():
        word = words[place].decode("utf-8", "ignore")
        found = None
        for part in by.parts_near(word):
            for pattern, mine in by.beside[part]:
                parts = by.names.patterns[pattern].text.split()
                first = place - mine
                if first < 0 or first + len(parts) > len(words) or sum(map(len, parts)) - len(part) < MOST:
                    continue
                if all(k == mine or words[first + k] == p.encode() for k, p in enumerate(parts)):
                    found = first, len(parts), pattern, int(Kind.TYPO)
                    break
            if found is not None:
                yield found
                break
