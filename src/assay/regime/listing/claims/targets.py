"""Which names can be hidden, and how are they looked up when they are?

Ordinary words are no targets: too much looks like them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

import numpy as np

from assay.policy.schema.listing import ClaimPolicy
from assay.regime.listing.claims.foreign import Foreign, compile_foreign
from assay.regime.listing.claims.letters import ALIKE, alike, alikes, bare, collapse, one_apart, sound
from assay.regime.listing.claims.names import Kind, Names, Sort
from assay.regime.listing.claims.nearest import Near, near_names
from assay.regime.listing.claims.packed import numbers_of, word_set
from assay.regime.listing.claims.unspaced import Unspaced, compile_unspaced
from assay.regime.listing.claims.words import Judged, Table, set_of

MANY, FEW = 2_000, 300  # names
RUN = 4  # single letters in a row
WEAK = 64
"""Beside the Kind of what is only guessed."""
SIGNED = bytes(ord(chr(c).translate(ALIKE)) if c < 128 and chr(c).isalnum() else c for c in range(256)).translate(
    bytes.maketrans(b"689g", b"bbbb")
)
"""Byte -> one for all that look alike; b and g are one here, for a six is either."""


@dataclass(frozen=True, kw_only=True)
class Disguises:
    """What a hidden name can be held against: names of one word, by their letters. Names go to the number of their pattern.

    `whole`: the numbers of the names in `joined`, written together. `hard`: `plain`, and ordinary words that are known brands: for disguises that nobody wears by
    mistake. `worded`: known brands that are ordinary words. `fours`: four letters with which a name in `joined` or `worded` begins. `bare`, `sounds`: known names without vowels, and by their sound. `texts`: every pattern by its
    text. `nearly`: first and last words of known names of several, whole and with a letter left out. For words that wear signs: `worn`, every name of four letters and
    more; `alike`, the same by what they look like; `lettered`, the same by their length and one of the first four letters; `loose`, those that are near by their length and first letter; `fours_alike`: four letters with which such a name begins; `goods_alike`: words
    of goods. `spelt`: `worn` and names in other scripts that part words by spaces. `beside`: a word of a name of several -> (pattern, which word it is). `said`: the words of all names, by what they look like. `once`: `worn`, no letter twice in a row. `bones`: names of one word that are near, without
    any vowel. `briefly`: abbreviations of two or three letters -> (pattern of the brand's name, what it sells).
    `signed`: `worn` as words are shown by
    SIGNED, by numbers. `gaps`: names less one letter -> the whole name; `gapped`: their numbers; `gap_heads`, `gap_tails`: what may stand on either side of the gap.
    `parts`: the words of `beside`; `part_keys`: which of them, by themselves and with a letter left out. `close`:
    all names are few, so that each is looked for as a known one is. `unspaced`: names of scripts without spaces, for texts with spaces in them.
    `several_less`: names of several words, written together less a letter, by numbers. `foreign`: known names of other alphabets.
    """

    names: Names
    policy: ClaimPolicy
    plain: dict[str, int]
    joined: dict[str, int]
    heads: Set[str]
    tails: Set[str]
    collapsed: dict[str, int]
    short: dict[str, int]
    deletes: Mapping[str, tuple[int, ...]]
    by_length: dict[int, tuple[tuple[str, int], ...]]
    native: frozenset[str]
    ends: frozenset[bytes]
    nearly: frozenset[str]
    whole: Table
    hard: dict[str, int]
    fours: frozenset[str]
    worded: dict[str, int]
    bare: dict[str, int]
    sounds: dict[str, int]
    texts: dict[str, int]
    worn: dict[str, int]
    alike: dict[str, int]
    lettered: dict[tuple[int, int, str], tuple[tuple[str, int], ...]]
    loose: dict[tuple[int, str], tuple[tuple[str, int], ...]]
    fours_alike: frozenset[str]
    goods_alike: frozenset[str]
    spelt: dict[str, int]
    beside: dict[str, tuple[tuple[int, int], ...]]
    said: frozenset[str]
    once: dict[str, int]
    bones: dict[str, int]
    briefly: dict[str, tuple[int, int]]
    signed: Table
    gaps: Mapping[str, tuple[int, ...]]
    gapped: Table
    gap_heads: Set[str]
    gap_tails: Set[str]
    part_keys: Mapping[str, tuple[int, ...]]
    parts: tuple[str, ...]
    close: bool
    unspaced: Unspaced
    near_names: Near
    several_less: Table
    foreign: Foreign
    judged: Judged = field(default_factory=Judged)
    signs_seen: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    heads_seen: dict[bytes, tuple[tuple[int, int, int], ...]] = field(default_factory=dict)
    seen: dict[str, tuple[int, int] | None] = field(default_factory=dict)

    def near(self, pattern: int) -> bool:
        """Is it a name that is looked for closely: a known one, or one of few?"""
        return self.close or self.names.patterns[pattern].known

    def parts_near(self, word: str) -> list[str]:
        """Words of names of several that this word is but for a letter, letters said twice, or letters that look alike."""
        keys = dict.fromkeys(
            (word, collapse(word), *alikes(word), *(word[:k] + word[k + 1 :] for k in range(len(word))))
        )
        parts = dict.fromkeys(self.parts[i] for key in keys for i in self.part_keys.get(key, ()))
        return [part for part in parts if part != word and _nearly(word, part)]


def _nearly(word: str, part: str) -> bool:
    return one_apart(word, part) or collapse(word) == collapse(part) or not set(alikes(word)).isdisjoint(alikes(part))


def _single(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for key, i in pairs:
        found.setdefault(key, i)
    return found


def compile_disguises(names: Names, *, policy: ClaimPolicy) -> Disguises:
    """Names -> what hidden names are held against. Ordinary words are no targets: too much looks like them."""
    plain: dict[str, int] = {}
    targets: list[tuple[str, int, bool]] = []
    for i, pattern in enumerate(names.patterns):
        letters = pattern.text.replace(" ", "")
        if pattern.sort is not Sort.DISTINCT or not letters.isascii() or letters.isdigit() or pattern.kind > Kind.LINE:
            continue
        if len(letters) < 4 or letters in names.ordinary:
            continue
        if plain.setdefault(letters, i) == i and not any(c.isdigit() for c in letters):
            targets.append((letters, i, pattern.known))
    # Among thousands of names some are a letter away from any word: there only long names are told from words by their look.
    longer = 0 if len(targets) <= FEW else 2 if len(targets) <= MANY else 4
    close = len(targets) <= FEW
    joined = {w: i for w, i in plain.items() if len(w) >= policy.glued_min_letters or names.patterns[i].known}
    for letters, i in [*joined.items()]:
        if (
            " " in names.patterns[i].text
            and len(letters) >= 8
            and (names.patterns[i].known or close or len(letters) >= 10)
        ):
            joined.setdefault(letters[::-1], i)
    hard = dict(plain)
    worded: list[tuple[str, int]] = []
    for i, pattern in enumerate(names.patterns):
        letters = pattern.text.replace(" ", "")
        said = pattern.sort in (Sort.WORD, Sort.PHRASE) and pattern.kind <= Kind.ALIAS and letters.isascii()
        if pattern.known and said and letters.isalpha() and len(letters) >= 4:
            hard.setdefault(letters, i)
            worded.append((letters, i))
    by_ear = [
        (w, i) for w, i, known in targets if (known or close) and names.patterns[i].kind <= Kind.ALIAS and len(w) >= 5
    ]
    deletes: dict[str, list[int]] = {}
    collapsed: dict[str, int] = {}
    by_length: dict[int, list[tuple[str, int]]] = {}
    for word, i, known in targets:
        if known or close or len(word) >= 6:
            collapsed.setdefault(collapse(word), i)
            by_length.setdefault(len(word), []).append((word, i))
        if len(word) >= (policy.typo_min_letters if known else policy.typo_min_letters + longer):
            for shorter in {word[:k] + word[k + 1 :] for k in range(len(word))} | {word}:
                deletes.setdefault(shorter, []).append(i)
    for word, i in worded:
        by_length.setdefault(len(word), []).append((word, i))
    ends = frozenset(
        word.encode()
        for p in names.patterns
        if p.known and p.sort is Sort.DISTINCT and p.kind < Kind.LINE and p.text.isascii() and " " in p.text
        for word in (p.text.split()[0], p.text.split()[-1])
        if len(word) > 2
    )
    worn, beside = _worn(names), _beside(names)
    gaps: dict[str, list[int]] = {}
    gap_heads: set[str] = set()
    gap_tails: set[str] = set()
    for letters, i in worn.items():
        if len(letters) >= 5 and (
            close or names.patterns[i].known or (len(letters) >= 6 and names.patterns[i].sort is Sort.DISTINCT)
        ):
            for k in range(1, len(letters) - 1):
                gaps.setdefault(letters[:k] + letters[k + 1 :], []).append(i)
                gap_heads.add(letters[:k])
                gap_tails.add(letters[k + 1 :])
    looks: dict[str, int] = {}
    lettered: dict[tuple[int, int, str], list[tuple[str, int]]] = {}
    loose: dict[tuple[int, str], list[tuple[str, int]]] = {}
    for letters, i in worn.items():
        for k in range(min(len(letters) - 1, 4)):
            lettered.setdefault((len(letters), k, letters[k]), []).append((letters, i))
        if close or names.patterns[i].known:
            loose.setdefault((len(letters), letters[0]), []).append((letters, i))
        if len(look := alike(letters)) >= 4:
            looks.setdefault(look, i)
    nearly = {bare(w.decode()) for w in ends if len(bare(w.decode())) > 2}
    nearly |= {w.decode()[:k] + w.decode()[k + 1 :] for w in ends if len(w) > 4 for k in range(len(w))}
    return Disguises(
        names=names,
        policy=policy,
        plain=plain,
        joined=joined,
        whole=set_of(joined),
        heads=word_set({w[:k] for w in joined for k in range(1, len(w))}),
        tails=word_set({w[k:] for w in joined for k in range(1, len(w))}),
        collapsed=collapsed,
        short={
            p.text: i
            for i, p in enumerate(names.patterns)
            if (p.known or close)
            and p.kind <= Kind.ABBREVIATION
            and p.text.isascii()
            and p.text.isalpha()
            and len(p.text) in (RUN - 2, RUN - 1)
        },
        hard=hard,
        fours=frozenset(w[:4] for w in (*joined, *(w for w, _ in worded))),
        worded=dict(worded),
        bare=_single((bare(w), i) for w, i in by_ear if len(bare(w)) >= 5 and bare(w) != w),
        sounds=_single((sound(w), i) for w, i in by_ear if len(sound(w)) >= 4),
        texts={p.text: i for i, p in enumerate(names.patterns)},
        worn=worn,
        alike=looks,
        lettered={k: tuple(v) for k, v in lettered.items()},
        loose={k: tuple(v) for k, v in loose.items()},
        fours_alike=frozenset(look[:4] for look in looks),
        goods_alike=frozenset(alike(w) for w in names.goods_words if w.isascii() and " " not in w),
        spelt=_spelt(names) | hard | worn,
        beside=beside,
        once=_single((collapse(letters), i) for letters, i in worn.items()),
        briefly=_briefly(names),
        bones=_bones(names, close=close),
        signed=set_of(dict.fromkeys(signed_word(letters) for letters in worn)),
        gaps=numbers_of(gaps),
        gapped=set_of(gaps),
        gap_heads=word_set(gap_heads),
        gap_tails=word_set(gap_tails),
        part_keys=numbers_of(_part_keys(beside)),
        parts=tuple(beside),
        said=frozenset(looks) | {alike(w) for w in beside if len(w) > 3},
        close=close,
        unspaced=compile_unspaced(names),
        near_names=near_names(worn),
        several_less=_several_less(names, beside=beside),
        foreign=compile_foreign(names, close=close),
        deletes=numbers_of(deletes),
        by_length={k: tuple(v) for k, v in by_length.items()},
        native=frozenset(p.text for p in names.patterns if " " not in p.text),
        ends=ends,
        nearly=frozenset(nearly) | {w.decode() for w in ends},
    )


def _several_less(names: Names, *, beside: Mapping[str, tuple[tuple[int, int], ...]]) -> Table:
    """Names of several words less a letter each, by their numbers."""
    table = Table()
    several = {names.patterns[i].text.replace(" ", ""): i for places in beside.values() for i, _ in places}
    if several:
        table.put(*np.unique(near_names(several).less[0], return_index=True))
    return table


def _worn(names: Names) -> dict[str, int]:
    """Every name of four letters and more, by its letters: known before unknown, names that are no words before those that are."""
    found: dict[str, int] = {}
    order = sorted(enumerate(names.patterns), key=lambda p: (not p[1].known, p[1].sort, p[1].kind, p[0]))
    for i, pattern in order:
        letters = pattern.text.replace(" ", "")
        long = len(letters) >= (6 if pattern.sort is Sort.LOOSE else 4)
        fits = letters.isascii() and letters.isalnum() and long and sum(map(str.isalpha, letters)) >= 4
        if fits and (pattern.kind <= Kind.ALIAS or (pattern.known and pattern.kind is Kind.LINE)):
            found.setdefault(letters, i)
    return found


def _spelt(names: Names) -> dict[str, int]:
    """Known names in other scripts that part words by spaces, by their letters."""
    return {
        p.text.replace(" ", ""): i
        for i, p in enumerate(names.patterns)
        if p.known and not p.text.isascii() and p.bounded and p.kind <= Kind.LINE and len(p.text.replace(" ", "")) >= 4
    }


def _beside(names: Names) -> dict[str, tuple[tuple[int, int], ...]]:
    """The words of names of two to four: word -> (pattern, which of its words)."""
    found: dict[str, list[tuple[int, int]]] = {}
    for i, pattern in enumerate(names.patterns):
        parts = pattern.text.split()
        if 2 <= len(parts) <= 4 and pattern.kind <= Kind.LINE and pattern.text.isascii() and len(pattern.text) >= 8:
            for k, part in enumerate(parts):
                if len(part) > 2:
                    found.setdefault(part, []).append((i, k))
    return {word: tuple(places) for word, places in found.items()}


def _part_keys(beside: Mapping[str, object]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, word in enumerate(beside):
        if len(word) >= 4:
            for key in {word, collapse(word), alike(word), *(word[:k] + word[k + 1 :] for k in range(len(word)))}:
                found.setdefault(key, []).append(place)
    return found


def signed_word(word: str) -> str:
    """A word as SIGNED shows it."""
    return word.encode().translate(SIGNED).decode()


def _bones(names: Names, *, close: bool) -> dict[str, int]:
    """Names without vowels, where four letters and no vowel are left; with an x or three x they would be sizes."""
    found: dict[str, int] = {}
    for i, p in enumerate(names.patterns):
        left = bare(p.text.replace(" ", ""))
        near = (p.known or close) and p.sort is Sort.DISTINCT and p.kind <= Kind.ALIAS and p.text.isascii()
        if (
            near
            and len(left) >= 4
            and left.isalpha()
            and left[0] not in "aeiou"
            and left != p.text
            and len(left) * 2 >= len(p.text.replace(" ", ""))
        ):
            found.setdefault(left, i)
    return found


def _briefly(names: Names) -> dict[str, tuple[int, int]]:
    main = {p.brands[0]: i for i, p in reversed(list(enumerate(names.patterns))) if p.kind is Kind.NAME}
    return {
        p.text: (main[p.brands[0]], names.goods[p.brands[0]])
        for p in names.patterns
        if p.known
        and p.kind is Kind.ABBREVIATION
        and p.text.isalpha()
        and len(p.text) in (2, 3)
        and p.brands[0] in main
    }
