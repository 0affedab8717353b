"""Which names may the words be that a title begins with, when nothing else explains them and no brand is named outright?

Nineteen titles in twenty begin with whose goods they are. So the first words are taken for a name in disguise on less than words elsewhere: for any name of the
register that is one letter away, has the same consonants, sounds or looks the same, stands back to front, or has a word of the trade stuck to it. Elsewhere only
long names are. What is told here is weak: it makes a person look, it counts only where the title names no brand in plain letters (`claim`), and of a few names
that are as near each is named. A word of a language, or one made of such words, is never taken for a name by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from assay.regime.listing.claims.guess import STUCK
from assay.regime.listing.claims.letters import VOWELS, alikes, bare, collapse, one_apart, sound, unleet
from assay.regime.listing.claims.names import Kind, Sort
from assay.regime.listing.claims.nearest import ear, held
from assay.regime.listing.claims.targets import Disguises

SHORTEST, LONGEST = 4, 40  # letters of a word
NEAR = 6  # letters of an ordinary word that is a brand
ANYWHERE = 7  # letters of a name that is told wherever it stands
SEVERAL, GLUED, PLAIN = (
    5,
    8,
    9,
)  # letters of a name of several words, written together: as such, as one word, where all words are words
BRIEF = 2  # letters of a first word that is none by itself
BUCKET = 40  # names that sound roughly the same
MOST = 3  # brands that are as near
WORDS = 4  # words of a name
LEAD = 4  # words that may stand before it
ENDINGS = ("s", "es", "er", "ers", "ed", "d", "r", "rs", "ing", "ly", "y", "al", "ic", "ics", "e", "en", "i", "os", "as", "ish", "able", "ness", "less", "ful")  # fmt: skip
DOUBLING = frozenset(["er", "ers", "ed", "ing", "y"])
LEADS = "a an authentic baru brand by brandneu damen femme genuine herren homme hot in jual ladies men mens merk neu new nouveau nova novo nuevo of official original pack promo ready s sale set spring stock summer the vintage winter women womens autumn"
LEADING = frozenset(LEADS.split())
"""Words that a title may begin with before the name."""
KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
ALIKE = ("aeiou", "iy", "cksqxz", "fvw", "bp", "dt", "gj", "mn", "uvw", "il", "rl", "hn", "gq", "ceo")
MEASURE = re.compile(r"[0-9]{2,}[a-z]{1,3}|[a-z]{1,3}[0-9]{2,}[a-z]?|[a-z]{1,2}[0-9][a-z]?|[0-9][a-z]{1,2}")
"""Measures, and models of few letters."""

Guess = tuple[int, int, int]
"""How many words, pattern, kind."""


def explained(word: str, *, by: Disguises) -> bool:
    """Is it a word of a language, a word of other names, or made of such words?"""
    known = by.names.ordinary
    if by.names.dictionary(word) or word in by.native or word in by.beside or word in STUCK or word.isdigit():
        return True
    if not word.isalpha():
        return False
    for end in ENDINGS:
        stem = word[: -len(end)]
        if len(stem) >= 4 and word.endswith(end) and (stem in known or (end[0] in VOWELS and stem + "e" in known)):
            return True
        if end in DOUBLING and word.endswith(end) and stem[-1:] == stem[-2:-1] and stem[:-1] in known:
            return True
    if word[-1:] in "sexnr" and any(word + end in known for end in ("s", "es", "e")):
        return True
    parts = ((word[:k], word[k:]) for k in range(SHORTEST, len(word) - SHORTEST + 1))
    return any(a in known and b in known and a not in by.worn and b not in by.worn for a, b in parts)


def head(words: Sequence[str], *, untold: Sequence[bool], by: Disguises) -> tuple[Guess, ...]:
    """The first words of a title -> the names of several words that they may be. `untold`: which of them nothing explains.

    One of the words is a word of such a name as it is, or a figure, or two are explained by nothing, or the first has no vowel.
    """
    for count in range(2, len(words) + 1):
        parts = words[:count]
        joined = "".join(parts)
        odd = sum(untold[:count])
        if len(joined) < (SEVERAL if odd else PLAIN) or not joined.isascii():
            continue
        found = as_near(((i, int(Kind.TYPO)) for i in _with_part(parts, joined, plain=not odd, by=by)), by=by)
        if odd and (whole := by.worn.get(joined)) is not None and _distinct(whole, by=by):
            return ((count, whole, int(Kind.SEPARATED)),)
        asks = odd > 1 or (odd and (any(map(str.isdigit, parts)) or (count == 2 and len(words[0]) <= BRIEF)))
        if not found and (asks or (odd and count == 2 and untold[0] and bare(words[0]) == words[0])):
            near = likenesses(joined, by=by, begun=_vowels_begin(words[1:count]))
            found = as_near(((i, kind) for i, kind in near if _of_several(i, by=by)), by=by)
        if found:
            return tuple((count, i, kind) for i, kind in found)
    return ()


def left_out(words: Sequence[str], *, by: Disguises) -> tuple[Guess, ...]:
    """The first words of a title -> the names of as many words of which one word lost a letter: "Vero Mda", "Alle Cooper".

    Where each word as it stands is one of a language the name is long, and the word is no other form of itself.
    """
    joined = "".join(words)
    if len(joined) < NEAR or not joined.isascii():
        return ()
    told = any(len(word) > BRIEF and not by.names.dictionary(word) for word in words)
    found: dict[int, int] = {}
    for place, word in enumerate(words):
        for pattern, which in by.beside.get(word, ()):
            parts = by.names.patterns[pattern].text.split()
            if which != place or len(parts) != len(words):
                continue
            wrong = [(w, part) for w, part in zip(words, parts, strict=True) if w != part]
            less = len(wrong) == 1 and one_apart(*wrong[0]) and len(wrong[0][0]) < len(wrong[0][1])
            if less and (told or (len(joined) >= PLAIN and _other_word(words, parts)) or len(joined) > 2 * ANYWHERE):
                found[pattern] = int(Kind.TYPO)
    return tuple((len(words), i, kind) for i, kind in as_near(found.items(), by=by))


def first(word: str, *, by: Disguises) -> tuple[Guess, ...]:
    """The first word of a title, that nothing explains -> the names that it may be."""
    if not SHORTEST <= len(word) <= LONGEST or not word.isascii():
        return ()
    return tuple((1, i, kind) for i, kind in as_near(likenesses(word, by=by), by=by))


def _with_part(words: Sequence[str], joined: str, *, plain: bool, by: Disguises) -> Iterator[int]:
    """Names that have one of these words at its place, and in the other places what is nearly theirs; where each is a word of a language, of one alone."""
    for place, word in enumerate(words):
        for pattern, which in by.beside.get(word, ()):
            if which != place:
                continue
            parts = by.names.patterns[pattern].text.split()
            if len(parts) != len(words):
                continue
            name = "".join(parts)
            if plain:
                if _other_word(words, parts):
                    yield pattern
            elif joined != name and (
                _one_wrong(joined, name)
                or bare(joined) == bare(name)
                or sound(joined) == sound(name)
                or not set(alikes(joined)).isdisjoint(alikes(name))
            ):
                yield pattern


def _other_word(words: Sequence[str], parts: Sequence[str]) -> bool:
    """Is one word, of four letters and more, written wrongly, and not another form of it?"""
    wrong = [(word, part) for word, part in zip(words, parts, strict=True) if word != part]
    if len(wrong) != 1 or len(wrong[0][1]) < SHORTEST or not one_apart(*wrong[0]):
        return False
    word, part = wrong[0]
    return word[-1] == part[-1] or (part[:-1] == word and part[-1] not in "seary")


def _of_several(pattern: int, *, by: Disguises) -> bool:
    text = by.names.patterns[pattern].text
    return " " in text or len(text) >= GLUED


def _vowels_begin(words: Sequence[str]) -> int:
    return sum(word[:1] in tuple("aeiou") for word in words)


def anywhere(word: str, *, by: Disguises) -> tuple[Guess, ...]:
    """A word that stands elsewhere -> the one long name that it is but for a letter."""
    if not word.isalpha() or not ANYWHERE - 1 <= len(word) <= LONGEST:
        return ()
    if by.close and (stuck := next(_stuck(word, by=by), None)) is not None:
        return ((1, stuck, int(Kind.GLUED)),)
    found = as_near(((i, int(Kind.TYPO)) for i in _mistyped(word, by=by)), by=by)
    long = len(found) == 1 and len(by.names.patterns[found[0][0]].text.replace(" ", "")) >= ANYWHERE
    return tuple((1, i, kind) for i, kind in found) if long else ()


def as_near(found: Iterable[tuple[int, int]], *, by: Disguises) -> list[tuple[int, int]]:
    """Names that are as near: one for each brand; nothing where they are too many to say."""
    first: dict[int, tuple[int, int]] = {}
    for one, kind in found:
        first.setdefault(by.names.patterns[one].brands[0], (one, kind))
    return list(first.values()) if len(first) <= MOST else []


def likenesses(word: str, *, by: Disguises, begun: int = 0, heard: bool = True) -> list[tuple[int, int]]:
    """(pattern, kind) of the names that a word is like in the first way in which it is like any. `begun`: words with which it goes on, that may keep a vowel each. `heard`: by
    its sound and its consonants, too."""
    for kind, way in _ways(word, begun=begun, heard=heard, by=by):
        if told := list(way):
            return [(i, int(kind)) for i in told]
    return []


def _ways(word: str, *, begun: int, heard: bool, by: Disguises) -> Iterator[tuple[Kind, Iterable[int]]]:
    if not word.isalpha():
        letters = "".join(filter(str.isalpha, word))
        if (
            not MEASURE.fullmatch(word)
            and len(letters) > 1
            and not (word[0].isdigit() and letters in by.names.ordinary)
        ):
            yield Kind.LEET, _figures(word, by=by)
        yield Kind.TYPO, [i for i in (by.worn.get(word[::-1]),) if i is not None]
        if len(word) >= NEAR:
            yield (
                Kind.TYPO,
                [i for i in _mistyped(word, by=by) if _counted(by.names.patterns[i].text) == _counted(word)],
            )
        core = word.strip("0123456789")
        yield Kind.GLUED, _stuck(core if len(core) >= SHORTEST else word, by=by)
        return
    if heard and bare(word) == word and word[0] not in VOWELS and len(word) >= SHORTEST:
        yield Kind.TYPO, _by_consonants(word, by=by)
    yield Kind.TYPO, _mistyped(word, by=by)
    yield Kind.LEET, [i for look in alikes(word) if (i := by.alike.get(look)) is not None and _distinct(i, by=by)]
    yield Kind.REPEATED, [i for i in (by.once.get(collapse(word)),) if i is not None and _tripled(word)]
    yield Kind.GLUED, _stuck(word, by=by)
    back = by.worn.get(word[::-1])
    yield Kind.TYPO, [back] if back is not None and _distinct(back, by=by) else []
    if not heard:
        return
    near = by.near_names
    if len(bone := bare(word)) >= SHORTEST and len(word) - len(bone) <= begun:
        yield Kind.TYPO, _by_consonants(bone, by=by)
    if len(said := sound(word)) >= SHORTEST and len(word) > SHORTEST and (heard_as := ear(word)):
        like = held(near.ears, [heard_as], most=BUCKET)
        yield Kind.TYPO, [near.patterns[i] for i in like if sound(near.names[i]) == said]


def _by_consonants(bone: str, *, by: Disguises) -> list[int]:
    near = by.near_names
    return [near.patterns[i] for i in held(near.bones, [bone]) if bare(near.names[i]) == bone]


def _mistyped(word: str, *, by: Disguises) -> list[int]:
    near = by.near_names
    shorter = [word[:k] + word[k + 1 :] for k in range(len(word))]
    told = (i for i in held(near.less, [word, *shorter]) if _one_wrong(word, near.names[i]))
    found = [i for i in (near.patterns[k] for k in told) if _reachable(i, by=by)]
    for name in shorter:
        i = by.worn.get(name)
        if i is not None and _distinct(i, by=by) and _one_wrong(word, name):
            found.append(i)
    return found


def _reachable(pattern: int, *, by: Disguises) -> bool:
    """Names of several words, too, whatever the words are."""
    return by.names.patterns[pattern].sort is not Sort.WORD or _distinct(pattern, by=by)


def _one_wrong(word: str, name: str) -> bool:
    """One letter away, begun alike, and no other word of the same stem: "parker" is not "parkers"."""
    if not one_apart(word, name) or (word[0] != name[0] and sorted(word[:2]) != sorted(name[:2])):
        return False
    if len(name) == len(word):
        k = next(k for k, (a, b) in enumerate(zip(word, name, strict=True)) if a != b)
        if word[k + 1 :] != name[k + 1 :]:  # two changed places
            return k > 0 or len(name) > ANYWHERE
        sure = len(name) > ANYWHERE and k + 1 < len(name)
        return len(name) > SHORTEST and (sure or slips(word[k], name[k]))
    if word[:-1] == name:
        return word[-1] == "s" and len(name) >= NEAR
    return len(name) >= len(word) or word[-1] == name[-1] or len(name) >= 2 * SHORTEST


def slips(letter: str, other: str) -> bool:
    """Is one struck for the other, or does it look or sound like it?"""
    return other in _beside()[letter] or any(letter in group and other in group for group in ALIKE)


@cache
def _beside() -> dict[str, str]:
    found = dict.fromkeys("abcdefghijklmnopqrstuvwxyz0123456789", "")
    for r, row in enumerate(KEYS):
        for k, key in enumerate(row):
            found[key] = row[max(0, k - 1) : k + 2]
            for other in KEYS[max(0, r - 1) : r] + KEYS[r + 1 : r + 2]:
                found[key] += other[max(0, k - 1) : k + 2]
    return found


def _counted(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _figures(word: str, *, by: Disguises) -> Iterator[int]:
    """Figures amid the letters of a name."""
    for letters in unleet(word):
        if (one := by.worn.get(letters)) is not None:
            yield one
    for look in alikes(word):
        if (one := by.alike.get(look)) is not None:
            yield one


def _stuck(word: str, *, by: Disguises) -> Iterator[int]:
    """A name with a word of the trade or of goods before it, behind it, or both."""
    size = len(word)
    heads = [k for k in range(size - SHORTEST + 1) if not k or _trade(word[:k], by=by)]
    tails = [k for k in range(SHORTEST, size + 1) if k == size or _trade(word[k:], by=by)]
    for i in heads:
        for j in reversed(tails):
            if j - i < SHORTEST or j - i == size:
                continue
            name = word[i:j]
            one = by.worn.get(name)
            if one is None and (_tripled(word) or len(name) > SHORTEST + 1) and collapse(name) != name:
                one = by.once.get(collapse(name))
            if one is not None and by.names.patterns[one].sort is Sort.DISTINCT:
                yield one
                return


def _trade(text: str, *, by: Disguises) -> bool:
    return len(text) > 1 and (text in STUCK or (len(text) > 2 and text in by.names.goods_words))


def _tripled(word: str) -> bool:
    return any(word[k] == word[k + 1] == word[k + 2] for k in range(len(word) - 2))


def _distinct(pattern: int, *, by: Disguises) -> bool:
    """Is it no ordinary word, or one so long and of a brand so near that a misspelling of it means the brand?"""
    one = by.names.patterns[pattern]
    return one.sort is Sort.DISTINCT or (by.near(pattern) and len(one.text) >= NEAR)
