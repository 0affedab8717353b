"""Are these two names of one company?

A genuine invoice seldom prints a name letter by letter as a register holds it: legal forms are written out or shortened, accents and case fall
away, words are abbreviated, a name is printed in another script. And a forger takes a name that only looks alike. So the answer has three
values: same, doubtful (a person looks), another. It never rests on the legal form alone, but "Muster GmbH" and "Muster UG" are two companies until
somebody says otherwise.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import OSA

from assay.regime.legal_forms import FILLERS, FORMS, GENERIC, SHORT_FORMS, TRANSLATED

LEAST_TYPO_LENGTH = 5  # shorter words differ by one letter too often to be a slip of the pen
OTHER_FORM_SCORE = 0.85  # same words, another legal form: at most doubtful
GENERIC_WEIGHT = 0.35
EXTRA_WORD_SCORE = 0.89  # a word that only one of the two has: "Export", "Trading", a town; at most doubtful
FORM_SLIP_SCORE = 0.92


class Same(StrEnum):
    """The answer."""

    SAME = "same"
    DOUBTFUL = "doubtful"
    ANOTHER = "another"


@dataclass(frozen=True, kw_only=True)
class Name:
    """A name taken apart: `words` in Latin letters without legal form, `form` the kind of company or empty."""

    words: tuple[str, ...]
    form: str
    whole: str = ""  # all letters as written, form included: `SiemensAG`

    @property
    def key(self) -> str:
        """The words joined: equal keys are equal names, whatever their legal form."""
        return "".join(self.words)


def same_name(one: str, other: str, *, same: float, doubtful: float) -> Same:
    """Compare with the policy's two scores (0 to 1)."""
    score = name_score(one, other)
    return Same.SAME if score >= same else Same.DOUBTFUL if score >= doubtful else Same.ANOTHER


@lru_cache(maxsize=16_384)
def name_score(one: str, other: str) -> float:
    """How alike, 0 to 1; 1 where only spelling, script, abbreviation or the writing of the legal form differ. 0 where one is empty."""
    a, b = taken_apart(one), taken_apart(other)
    if not a.words or not b.words:
        return 0.0
    score = max(_words_score(a.words, b.words), _joined_score(a, b), _initials_score(a, b))
    if a.form != b.form and not (a.form and b.form) and _slip_in_form(a, b):
        score = max(score, FORM_SLIP_SCORE)
    if a.form and b.form and a.form != b.form:
        score = min(score, OTHER_FORM_SCORE)
    return round(score, 4)


def name_key(name: str) -> str:
    """One spelling for look-ups; empty where no letter is left."""
    return taken_apart(name).key


@lru_cache(maxsize=16_384)
def taken_apart(name: str) -> Name:
    """Fold script, case, accents and punctuation, then take the legal form off."""
    text = unicodedata.normalize("NFKC", name).casefold()
    for foreign, english in TRANSLATED:
        if foreign in text:
            text = text.replace(foreign, f" {english} ")
    text = anyascii(text).casefold()
    text = re.sub(r"\bh\.?k\.?(?=\W|$)", "hong kong", text)
    text = re.sub(r"\bs\.?\s?a\.?\s?r\.?\s?l\b\.?", " sarl ", text)
    text = _OWNER.split(text, maxsplit=1)[0] or text
    text = re.sub(r"['’`´\"“”«»]", "", text.replace("&", " and ").replace("+", " and "))
    text = re.sub(r"\b(?:[a-z0-9]\.){2,}[a-z0-9]?\b|\b(?:[a-z]\s?[./]\s?)+[a-z]\b", _joined_letters, text)
    words = re.findall(r"[a-z0-9]+", text)
    whole = "".join(words)
    words, form = _without_form(_letters_joined(words))
    return Name(
        words=tuple(_folded(SHORT_FORMS.get(w, w)) for w in words if w != "the") or tuple(words), form=form, whole=whole
    )


# "Schuhhaus Meier, Inhaber Hans Meier"; "Meier Ltd t/a Shoe World": what follows names the owner, or another name of the same.
_OWNER = re.compile(r"[,(]?\s+\b(?:inhaber(?:in)?|inh\.|proprietor|prop\.|t/a|trading as|d/b/a|dba)\s.*", re.DOTALL)


def _slip_in_form(one: Name, other: Name) -> bool:
    """Is one letter wrong, in all, where the legal form of one of them was not understood (`JOINT STOCK COMPAN`)? Numbers are never slips."""
    a, b = one.whole, other.whole
    if min(len(a), len(b)) < 12 or re.sub(r"\D", "", a) != re.sub(r"\D", "", b):
        return False
    return OSA.distance(a, b, score_cutoff=1) <= 1


def _folded(word: str) -> str:
    """`Mueller`, `Müller` and `Muller` are one spelling; so are `Aarhus` and `Århus`."""
    return word if len(word) < LEAST_TYPO_LENGTH else re.sub(r"([aou])e", r"\1", word).replace("aa", "a")


def _joined_letters(found: re.Match[str]) -> str:
    return " " + re.sub(r"[^a-z0-9]", "", found.group()) + " "


def _letters_joined(words: list[str]) -> list[str]:
    """`a b c trading` -> `abc trading`: single letters in a row are one abbreviation."""
    result: list[str] = []
    run = ""
    for word in [*words, ""]:
        if len(word) == 1 and word.isalpha():
            run += word
            continue
        if run:
            result.append(run)
            run = ""
        if word:
            result.append(word)
    return result


def _without_form(words: list[str]) -> tuple[list[str], str]:
    """Words without the legal form at either end (or anywhere, where it is unmistakable), and the form."""
    forms: list[str] = []
    changed = True
    while changed and len(words) > 1:
        changed = False
        for length in range(min(8, len(words) - 1), 0, -1):
            for start in (len(words) - length, 0):
                phrase = " ".join(words[start : start + length])
                form = FORMS.get(phrase)
                if form is None or (
                    start == 0 and length == 1 and phrase in {"as", "sa", "se", "ab", "co", "spa", "sas"}
                ):
                    continue
                forms.append(form)
                words = words[:start] + words[start + length :]
                changed = True
                break
            if changed:
                break
    words = [w for i, w in enumerate(words) if not (w == "and" and i in (0, len(words) - 1))] or words
    return words, "+".join(sorted(set(forms) - {""}))


def _words_score(one: Sequence[str], other: Sequence[str]) -> float:
    """Share of the weight of all words that found their like; each word is used once, in any order."""
    left = list(other)
    matched = 0.0
    total = sum(map(_weight, one)) + sum(map(_weight, other))
    missing_one: list[str] = []
    for word in sorted(one, key=len, reverse=True):
        best = max(left, key=lambda o: _like(word, o), default=None)
        like = _like(word, best) if best is not None else 0.0
        if best is None or like < 0.75:
            missing_one.append(word)
            continue
        left.remove(best)
        matched += like * (_weight(word) + _weight(best))
    score = matched / total if total else 0.0
    alone = [w for w in (*missing_one, *left) if w not in FILLERS]
    return min(score, EXTRA_WORD_SCORE) if alone else score


def _weight(word: str) -> float:
    return GENERIC_WEIGHT if word in GENERIC else 1.0


def _like(one: str, other: str) -> float:
    """1 equal, 0.75 to 0.97 a typing slip or an abbreviation, else 0. Numbers are never slips."""
    if one == other:
        return 1.0
    if one.isdigit() or other.isdigit():
        return 0.0
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= LEAST_TYPO_LENGTH:
        slips = OSA.distance(one, other, score_cutoff=2)
        if slips == 1:
            return 0.9 + min(0.06, len(longer) / 200)
        if slips == 2 and len(shorter) >= 9:
            return 0.9
    if len(shorter) >= 3 and longer.startswith(shorter) and len(longer) - len(shorter) >= 3 and longer in GENERIC:
        return 0.95
    return 0.0


def _joined_score(one: Name, other: Name) -> float:
    """Words run together or taken apart: `Good Will`, `Goodwill`."""
    if one.key == other.key or one.whole == other.whole:
        return 1.0
    if re.sub(r"\D", "", one.key) != re.sub(r"\D", "", other.key):
        return 0.0  # a number is never a slip
    shortest = min(len(one.key), len(other.key))
    slips = OSA.distance(one.key, other.key, score_cutoff=2)
    if shortest >= 8 and slips == 1:
        return 0.92
    return 0.8 if shortest >= 12 and slips == 2 else 0.0


def _initials_score(one: Name, other: Name) -> float:
    """`BMW` and `Bayerische Motoren Werke`: initials are a hint, never more than doubtful."""
    for short, long in ((one, other), (other, one)):
        if (
            len(short.words) == 1
            and 3 <= len(short.key) == len(long.words)
            and all(w.startswith(c) for w, c in zip(long.words, short.key, strict=True))
        ):
            return 0.75
    return 0.0


def name_stands_in(text: str, name: str) -> bool:
    """Does the name stand somewhere in the text, legal form aside? A name of fewer than five letters would be found everywhere, and so never is."""
    key, page = name_key(name), letters_of(text)
    whole = letters_of(name)
    return (len(key) >= LEAST_TYPO_LENGTH and key in page) or (len(whole) >= LEAST_TYPO_LENGTH and whole in page)


@lru_cache(maxsize=256)
def letters_of(text: str) -> str:
    """Letters and digits of a page in one spelling, run together."""
    folded = anyascii(unicodedata.normalize("NFKC", text)).casefold().replace("&", " and ")
    return "".join(_folded(w) for w in re.findall(r"[a-z0-9]+", folded))
