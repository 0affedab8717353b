"""Which name does a word hide that wears signs: starred, with figures and symbols for letters, letters drawn, in brackets, stuck to other words besides?

Nobody wears signs by mistake, so more is told from such a word than from a plain one: ordinary words that are brands, letters that only look alike, a
letter missing on top. What stands at the edges of a word and what parts two ordinary words says nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from assay.regime.listing.claims.fold import fold
from assay.regime.listing.claims.foreign import nearly
from assay.regime.listing.claims.guess import STUCK, stuck, typo
from assay.regime.listing.claims.letters import SYMBOLS, alike, alikes, collapse, drawn, unleet
from assay.regime.listing.claims.names import Kind
from assay.regime.listing.claims.targets import Disguises

EDGES = ",.;:()[]\"'!?|"
WILD = "."
"""A sign that may stand for any letter."""
CLOSING = ",.;:()[]\"'!|"
STARS = "*•●○◯✱＊×☆★✲✳❋⁎∗#_"
MASKS = "*•●○◯_?·✱＊~×#%^☆★✲✳❋⁎∗⭐✩✪◉◎■□▪▫✖✗✘❌-"
AROUND = EDGES + "*~#_-+/\\@$%^&=<>{}“”‘’«»…™®©℠✨🔥⭐★☆●○•·✅❤♥▷►→【】〔〕『』「」（）！，。、"
PARTING = "/|+&:;,=_~-.'’\"!#()[]{}<>"
SHORTEST, LONGEST = 4, 40
REMEMBERED = 200_000  # words
STUCK_ALIKE = frozenset(alike(w) for w in STUCK)


def worn(word: str, *, by: Disguises) -> tuple[int, int] | None:
    """(pattern, kind) of the name that a word as written hides behind signs. What was told of a word is remembered."""
    if word not in by.seen:
        if len(by.seen) > REMEMBERED:
            by.seen.clear()
        by.seen[word] = _worn(word, by=by)
    return by.seen[word]


def _worn(word: str, *, by: Disguises) -> tuple[int, int] | None:
    plain = lowered(cleared(word))
    inner = plain.strip(AROUND)
    if not inner.isascii() and not inner.isalnum() and (one := nearly(inner, by=by.foreign)) is not None:
        return one, int(Kind.STARRED)
    if not SHORTEST - 1 <= len(inner) <= LONGEST or plain.isalpha():
        return None
    if inner.isalnum():
        return _at_the_edge(plain, inner, by=by)
    said = dict.fromkeys(readings(plain))
    if _two_words(inner, by=by):
        # "black/white" is no name, unless the sign itself is its letter: "D|or".
        signed = ((letters, by.worn.get(letters)) for letters in said if len(letters) > sum(map(str.isalnum, plain)))
        found = next(((one, int(Kind.LEET)) for _, one in signed if one is not None and by.near(one)), None)
        if found is None and (one := masked(inner, by=by)) is not None and by.near(one):
            found = one, int(Kind.STARRED)
        return found
    shape = plain.strip(CLOSING)
    if (one := _behind(shaped(shape), by=by) if _is_masked(shape) else None) is not None and by.near(one):
        return one, int(Kind.STARRED)
    for letters in said:
        if (one := by.worn.get(letters)) is not None and _enough(letters, one, by=by):
            return one, int(Kind.LEET)
    for letters in said:
        for look in alikes(letters):
            if (one := by.alike.get(look)) is not None and _enough(letters, one, by=by):
                return one, int(Kind.LEET)
    if (one := masked(shape, by=by)) is not None:
        return one, int(Kind.STARRED)
    for letters in said:
        if letters.isalpha() and not by.names.dictionary(letters) and len(letters) > SHORTEST:
            if (one := typo(letters, by=by)) is not None and by.near(one):
                return one, int(Kind.LEET)
            if (one := stuck(letters, by=by)) is not None and by.near(one):
                return one, int(Kind.GLUED)
    for letters in said:
        if (one := stuck_alike(letters, by=by)) is not None:
            return one, int(Kind.GLUED)
    return None


def _at_the_edge(plain: str, inner: str, *, by: Disguises) -> tuple[int, int] | None:
    """A word with signs around it only: a sign may stand for its first or last letter, if with it it is a name that is near."""
    if inner in by.native:
        return None
    shape = plain.strip(CLOSING)
    starred = (
        shape[:1] in STARS
        or shape[-1:] in STARS
        or ((shape[:1] in MASKS or shape[-1:] in MASKS) and inner not in by.names.ordinary)
    )
    if (
        len(inner) < len(shape) <= len(inner) + 2
        and starred
        and (one := masked(shape, by=by)) is not None
        and by.near(one)
    ):
        return one, int(Kind.STARRED)
    for letters in dict.fromkeys(readings(plain)):
        if letters != inner:
            one = by.worn.get(letters)
            if one is None:
                one = next((i for look in alikes(letters) if (i := by.alike.get(look)) is not None), None)
            if one is not None and by.near(one):
                return one, int(Kind.LEET)
    return None


def _two_words(plain: str, *, by: Disguises) -> bool:
    """Are these ordinary words, parted by signs that part words?"""
    parts = [p for p in re.split(r"[\W_]+", plain) if p]
    if len(parts) < 2 or not all(c in PARTING for c in plain if not c.isalnum()):
        return False
    lone = sum(len(p) == 1 for p in parts)
    return lone * 2 <= len(parts) and all(
        p in by.names.ordinary or p.isdigit() or p in STUCK for p in parts if len(p) > 1
    )


def cleared(word: str) -> str:
    """Without what nobody sees."""
    return "".join(c for c in word if unicodedata.category(c) not in ("Cf", "Mn", "Me")) if not word.isascii() else word


def lowered(word: str) -> str:
    """Letters folded, signs as they are."""
    return "".join(c if c.isascii() else fold(c) or c for c in word).lower()


def readings(plain: str) -> Iterator[str]:
    """What the word says without its signs, with drawn letters as letters, with signs as letters."""
    for one in dict.fromkeys((plain.strip(EDGES + "*~#_-+"), plain.strip(EDGES), plain)):
        for said in dict.fromkeys((one, drawn(one))):
            bare = "".join(c for c in said if c.isalnum())
            if bare.isascii() and len(bare) >= SHORTEST:
                yield bare
                if not bare.isalpha():
                    yield from unleet(bare)
            signed = "".join(c for c in said if c.isalnum() or c in SYMBOLS)
            if signed != bare and SHORTEST <= len(signed) <= LONGEST:
                yield from unleet(signed)


def _enough(letters: str, pattern: int, *, by: Disguises) -> bool:
    """Is a name long enough to be told from signs?"""
    return by.near(pattern) or len(letters) > SHORTEST


def masked(word: str, *, by: Disguises) -> int | None:
    """The name behind stars: each sign one letter; or signs in a row any letters; or a word of the trade stuck to it."""
    shape = shaped(word)
    seen = sum(c != WILD for c in shape)
    if not _is_masked(word):
        return None
    if (one := _behind(shape, by=by)) is not None:
        return one
    if seen >= 3 and (one := _loosely(shape, by=by)) is not None:
        return one
    for begin, end in _apart(shape):
        part = shape[begin:end]
        if (
            WILD in part
            and len(part) >= SHORTEST
            and sum(c != WILD for c in part) >= SHORTEST - 1
            and (one := _behind(part, by=by)) is not None
            and by.near(one)
        ):
            return one
    return None


def shaped(word: str) -> str:
    return "".join(c if c.isalpha() and c.isascii() else WILD for c in word.lower())


def _is_masked(word: str) -> bool:
    """Letters, two at least, and signs that cover letters."""
    return not word.isalpha() and sum(map(str.isalpha, word)) > 1 and all(c.isalpha() or c in MASKS for c in word)


def _apart(shape: str) -> Iterator[tuple[int, int]]:
    """A word less a word of the trade before it, or behind it."""
    for k in range(2, len(shape) - SHORTEST + 1):
        if shape[:k] in STUCK or shape[:k] in GOODS:
            yield k, len(shape)
        if shape[-k:] in STUCK or shape[-k:] in GOODS:
            yield 0, len(shape) - k


GOODS = frozenset(["bag", "bags", "handbag", "handbags", "shoe", "shoes", "belt", "belts", "wallet", "watch", "watches", "shirt", "tshirt", "hoodie", "perfume", "glasses", "scarf", "jacket", "sneakers", "purse", "hat", "cap", "ring", "necklace", "slides", "tas", "sepatu", "jam"])  # fmt: skip


def _behind(shape: str, *, by: Disguises) -> int | None:
    """The one name of this length that has these letters; of several the only one that is near."""
    seen = sum(c != WILD for c in shape)
    size, place = len(shape), next((k for k, c in enumerate(shape) if c != WILD), 0)
    found = [
        i
        for name, i in by.lettered.get((size, place, shape[place]), ())
        if all(c in (WILD, d) for c, d in zip(shape, name, strict=True))
    ]
    near = [i for i in found if by.near(i)]
    if near and (seen >= 3 or (seen == 2 and size <= 5)):
        return near[0] if len({by.names.patterns[i].brands[0] for i in near}) == 1 or seen * 2 >= size else None
    far = {by.names.patterns[i].brands[0] for i in found}
    return found[0] if len(far) == 1 and seen >= 4 and seen * 2 > size else None


def _loosely(shape: str, *, by: Disguises) -> int | None:
    """A name that is near, with some letters for each row of signs."""
    seen = sum(c != WILD for c in shape)
    if shape[0] == WILD:
        return None
    expression = re.compile(re.sub(r"\.+", "[a-z]{1,6}" if seen > 3 else "[a-z]{1,2}", shape))
    for size in range(seen + 1, seen + 7):
        for name, i in by.loose.get((size, shape[0]), ()):
            if expression.fullmatch(name):
                return i
    return None


def crossed(word: str, *, by: Disguises) -> int | None:
    """A name that is near, two of its letters or more covered with an x each."""
    shape = word.replace("x", WILD)
    if word.count("x") < 2 or len(word) - word.count("x") < SHORTEST or not word.isalpha():
        return None
    one = _behind(shape, by=by)
    return one if one is not None and by.near(one) else None


def stuck_alike(word: str, *, by: Disguises) -> int | None:
    """A name that is near, in look-alike signs, with words of the trade on either side."""
    for look in alikes(word.lower()):
        for i in range(len(look) - 3):
            if look[i : i + 4] not in by.fours_alike:
                continue
            for j in range(len(look) if i else len(look) - 1, i + 3, -1):
                one = by.alike.get(look[i:j])
                if one is None or not by.near(one):
                    continue
                # A letter with which one word ends and the next begins was collapsed.
                heads, tails = (
                    (look[:i], look[: i + 1] if i else ""),
                    (look[j:], look[j - 1 :] if j < len(look) else ""),
                )
                if any(_trade(h, by=by) for h in heads) and any(_trade(t, by=by) for t in tails):
                    return one
    return None


def _trade(text: str, *, by: Disguises, left: int = 2) -> bool:
    if not text:
        return True
    return bool(left) and any(
        (text[:k] in STUCK_ALIKE or (k > 2 and text[:k] in by.goods_alike)) and _trade(text[k:], by=by, left=left - 1)
        for k in range(len(text), 1, -1)
    )


def explains(written: str, part: str, *, by: Disguises) -> bool:
    """Is this word, as written, that part of a name in disguise? The other parts of the name stand beside it as they are."""
    plain = lowered(cleared(written)).lower().strip(EDGES)
    if not plain or plain == part:
        return False
    letters = "".join(c for c in plain if c.isalnum())
    if letters == part or collapse(letters) == collapse(part):
        return True
    if alike(part) in {look for said in readings(plain) for look in alikes(said)}:
        return True
    shape = "".join(c if c.isalnum() else WILD for c in plain)
    return WILD in shape and sum(c != WILD for c in shape) * 2 >= len(part) and bool(re.fullmatch(shape, part))
