"""Which names can be hidden, and how are they looked up when they are?

Ordinary words are no targets: too much looks like them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from assay.policy.schema.listing import ClaimPolicy
from assay.regime.listing.claims.letters import bare, collapse, sound
from assay.regime.listing.claims.names import Kind, Names, Sort
from assay.regime.listing.claims.words import Judged, Table, set_of

MANY = 2_000  # names
RUN = 4  # single letters in a row


@dataclass(frozen=True, kw_only=True)
class Disguises:
    """What a hidden name can be held against: names of one word, by their letters. Names go to the number of their pattern.

    `whole`: the numbers of the names in `joined`, written together. `hard`: `plain`, and ordinary words that are known brands: for disguises that nobody wears by
    mistake. `worded`: known brands that are ordinary words. `fours`: four letters with which a name in `joined` or `worded` begins. `bare`, `sounds`: known names without vowels, and by their sound. `texts`: every pattern by its
    text. `nearly`: first and last words of known names of several, whole and with a letter left out.
    """

    names: Names
    policy: ClaimPolicy
    plain: dict[str, int]
    joined: dict[str, int]
    heads: frozenset[str]
    tails: frozenset[str]
    collapsed: dict[str, int]
    short: dict[str, int]
    deletes: dict[str, tuple[int, ...]]
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
    judged: Judged = field(default_factory=Judged)


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
    longer = 2 if len(targets) <= MANY else 4
    joined = {w: i for w, i in plain.items() if len(w) >= policy.glued_min_letters or names.patterns[i].known}
    hard = dict(plain)
    worded: list[tuple[str, int]] = []
    for i, pattern in enumerate(names.patterns):
        letters = pattern.text.replace(" ", "")
        said = pattern.sort in (Sort.WORD, Sort.PHRASE) and pattern.kind <= Kind.ALIAS and letters.isascii()
        if pattern.known and said and letters.isalpha() and len(letters) >= 4:
            hard.setdefault(letters, i)
            worded.append((letters, i))
    by_ear = [(w, i) for w, i, known in targets if known and names.patterns[i].kind <= Kind.ALIAS and len(w) >= 5]
    deletes: dict[str, list[int]] = {}
    collapsed: dict[str, int] = {}
    by_length: dict[int, list[tuple[str, int]]] = {}
    for word, i, known in targets:
        if known or len(word) >= 6:
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
    nearly = {bare(w.decode()) for w in ends if len(bare(w.decode())) > 2}
    nearly |= {w.decode()[:k] + w.decode()[k + 1 :] for w in ends if len(w) > 4 for k in range(len(w))}
    return Disguises(
        names=names,
        policy=policy,
        plain=plain,
        joined=joined,
        whole=set_of(joined),
        heads=frozenset(w[:k] for w in joined for k in range(1, len(w))),
        tails=frozenset(w[k:] for w in joined for k in range(1, len(w))),
        collapsed=collapsed,
        short={
            p.text: i
            for i, p in enumerate(names.patterns)
            if p.known and p.kind is Kind.ABBREVIATION and len(p.text) == RUN - 1
        },
        hard=hard,
        fours=frozenset(w[:4] for w in (*joined, *(w for w, _ in worded))),
        worded=dict(worded),
        bare=_single((bare(w), i) for w, i in by_ear if len(bare(w)) >= 5 and bare(w) != w),
        sounds=_single((sound(w), i) for w, i in by_ear if len(sound(w)) >= 4),
        texts={p.text: i for i, p in enumerate(names.patterns)},
        deletes={k: tuple(v) for k, v in deletes.items()},
        by_length={k: tuple(v) for k, v in by_length.items()},
        native=frozenset(p.text for p in names.patterns if " " not in p.text),
        ends=ends,
        nearly=frozenset(nearly) | {w.decode() for w in ends},
    )
