"""Which name does one word hide: mistyped, written by ear, with figures for letters, stuck to other words, back to front?

A word is judged once, however often it is sold. A word that is an ordinary word, or a name itself, is never taken for a misspelling.
"""

from __future__ import annotations

import re

from assay.regime.listing.claims.letters import bare, collapse, one_apart, sound, unleet
from assay.regime.listing.claims.names import Kind
from assay.regime.listing.claims.targets import Disguises

SHORTEST, LONGEST = 4, 40  # letters
PIECES = 3  # words that a name is stuck to, on one side
TRADE_WORDS = (  # what sellers stick names to
    "aaa aaaa buy deal deals dupe dupes esque ever fake fakes france ish italy italia japan korea milano paris rep reps replicas shopping shoppe similar stores super tokyo type usa world www com "
    "authentic baby baju beige best big black blue box boy brand branded brown by cheap classic collab collection copy cotton deal design designer dompet "
    "edition fan fans fashion for genuine gift giftbox girl gold green hk hot hq import imported inspired jam kids ladies lady large leather like limited "
    "logo look looks love lover lovers luxury mall max medium men mens mini monogram murah my new official online ori original originals outlet pink plus "
    "premium pria pro promo quality ready real red replica sale season sepatu series set shop silver small sneaker sneakers sport sports stock store style "
    "styles super tas the top topi uk unisex usa vintage vip wanita white women womens "
)
MODEL_BEHIND = re.compile(r"([a-z]{4,}?)[a-z]?[0-9]{1,4}(?:[a-z]{0,2}|plus|pro|max|mini|lite)$")
"""A name with a model written to it: oppoa59s, iphone7plus."""
STUCK = frozenset(TRADE_WORDS.split())


def judge(word: str, *, by: Disguises) -> tuple[int, int] | None:
    """(pattern, kind) of the name that a word hides."""
    size = len(word)
    if size < SHORTEST or size > LONGEST or not word.isascii():
        return None
    if word in by.native or by.names.dictionary(word):
        return None
    if not word.isalpha():
        return _with_figures(word, by=by)
    if (
        "l" in word
        and (one := by.plain.get(word.replace("l", "i"))) is not None
        and (by.names.patterns[one].known or len(word) > 5)
    ):
        return one, int(Kind.LEET)
    run = collapse(word)
    if run in by.collapsed and run != word and len(run) >= 3:
        return by.collapsed[run], int(Kind.REPEATED)
    if word in by.collapsed and (by.near(by.collapsed[word]) or size > SHORTEST + 1):
        return by.collapsed[word], int(Kind.REPEATED)
    if (one := typo(word, by=by)) is not None:
        return one, int(Kind.TYPO)
    if (one := stuck(word, by=by)) is not None:
        return one, int(Kind.GLUED)
    if (one := _back_to_front(word, by=by)) is not None:
        return one, int(Kind.TYPO)
    if (one := _by_ear(word, by=by)) is not None:
        return one, int(Kind.TYPO)
    return None


def _with_figures(word: str, *, by: Disguises) -> tuple[int, int] | None:
    core = word.strip("0123456789")
    if len(core) >= SHORTEST and core != word and (one := by.joined.get(core)) is not None:
        return one, int(Kind.GLUED)
    if (hit := MODEL_BEHIND.match(word)) is not None and (one := by.joined.get(hit[1])) is not None:
        return one, int(Kind.GLUED)
    for letters in unleet(word):
        # A word that ends in figures is a number of a model sooner than a name that nobody knows.
        if (one := by.hard.get(letters)) is not None and (
            by.near(one) or (len(word) > SHORTEST and not word[-2:].isdigit())
        ):
            return one, int(Kind.LEET)
    if len(core) >= 6 and core.isalpha() and not by.names.dictionary(core) and (one := stuck(core, by=by)) is not None:
        return one, int(Kind.GLUED)
    if sum(c.isdigit() for c in word) <= 2 and len(word) >= 6:
        for letters in unleet(word):
            run = collapse(letters)
            if run in by.collapsed:
                return by.collapsed[run], int(Kind.LEET)
            if (one := stuck(letters, by=by)) is not None:
                return one, int(Kind.GLUED)
    return None


def typo(word: str, *, by: Disguises) -> int | None:
    """A name of the register one letter away (left out, added, changed, two swapped), with the same first letter."""
    shortest = by.policy.typo_min_letters
    if len(word) == 4:
        for k in range(3):
            swapped = word[:k] + word[k + 1] + word[k] + word[k + 2 :]
            i = by.plain.get(swapped)
            if i is not None and by.names.patterns[i].known and swapped != word:
                return i
    if len(word) < shortest - 1:
        return None
    candidates = set(by.deletes.get(word, ()))
    for k in range(len(word)):
        candidates.update(by.deletes.get(word[:k] + word[k + 1 :], ()))
    best: int | None = None
    for i in candidates:
        name = by.names.patterns[i].text.replace(" ", "")
        if not one_apart(word, name):
            continue
        if word[0] != name[0] and sorted(word[:2]) != sorted(name[:2]):
            continue
        if len(name) == shortest and len(word) == len(name) and word[-1] != name[-1] and sorted(word) != sorted(name):
            continue
        if best is None or by.names.patterns[i].known > by.names.patterns[best].known:
            best = i
    return best


def stuck(word: str, *, by: Disguises) -> int | None:
    """A name with words of the trade stuck to it: one that is known before one that is not, then the longest that leaves only such words on both sides."""
    size = len(word)
    best: tuple[tuple[bool, int], int] | None = None
    for i in range(size - 3):
        if word[i : i + 4] not in by.fours:
            continue
        for j in range(size if i else size - 1, i + 3, -1):
            one = by.joined.get(word[i:j])
            if one is None:
                one = by.worded.get(word[i:j])
                if (
                    one is None
                    or j - i < SHORTEST + 1
                    or not (_of_its_own(word[:i], one, by=by) and _of_its_own(word[j:], one, by=by))
                ):
                    continue
            weight = by.names.patterns[one].known, j - i
            if best is not None and weight <= best[0]:
                continue
            any_word = weight[0] and j - i > SHORTEST
            if _words(word[:i], by=by, any_word=any_word) and _words(word[j:], by=by, any_word=any_word):
                best = weight, one
                break
    return None if best is None else best[1]


def _of_its_own(text: str, pattern: int, *, by: Disguises) -> bool:
    """Do only words of the trade, or of goods that the brand sells, stand beside an ordinary word?"""
    sells = by.names.goods[by.names.patterns[pattern].brands[0]]
    goods = by.names.goods_words
    return any(
        all(
            part in STUCK or (len(part) > 2 and sells > 0 and bool(goods.get(part, 0) & sells))
            for part in parts
            if part
        )
        for k in range(len(text) + 1)
        for parts in ((text[:k], text[k:]),)
    )


def _words(text: str, *, by: Disguises, any_word: bool, left: int = PIECES) -> bool:
    """Can this text be parted into words of the trade?"""
    if not text:
        return True
    if not left:
        return False
    for k in range(len(text), 1, -1):
        part = text[:k]
        if (
            part in STUCK
            or (k > 2 and part in by.names.goods_words)
            or part in by.joined
            or (any_word and k > 3 and part in by.names.ordinary)
        ) and _words(text[k:], by=by, any_word=any_word, left=left - 1):
            return True
    return False


def _back_to_front(word: str, *, by: Disguises) -> int | None:
    one = by.plain.get(word[::-1])
    if one is None or len(word) < 5 or not (by.names.patterns[one].known or len(word) > 6):
        return None
    return one


def _by_ear(word: str, *, by: Disguises) -> int | None:
    """A name without its vowels, or one that sounds the same."""
    if len(word) < 5:
        return None
    if (one := by.bare.get(word)) is not None and bare(word) == word:
        return one
    return by.sounds.get(sound(word))
