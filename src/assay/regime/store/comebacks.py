"""Is this listing one that was taken down as a fake, back again, in the same store or in one that is plainly the same trader?

Stay-down: what was removed as counterfeit may not be offered again for the policy's time. The same trader is who shares an exact key: tax
number, bank account, telephone. Resemblance is the same GTIN, the same address of a picture, nearly the same photo, or nearly the same title;
probable links between stores are another question, and none of this module's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from rapidfuzz.fuzz import token_set_ratio

from assay.policy.schema.store import StayDownPolicy
from assay.regime.store.photos import BITS, Photo, nearest

KEYS = ("vat_id", "iban", "phone", "registration")
_NOT_A_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, kw_only=True)
class Trader:
    """A store and the exact keys under which it may be known elsewhere; empty is unknown."""

    store: str
    vat_id: str = ""
    iban: str = ""
    phone: str = ""
    registration: str = ""


@dataclass(frozen=True, kw_only=True)
class Offered:
    """A listing as it is compared. `picture` is the address of its main picture; empty is unknown. `photos`: its digests, none is unknown."""

    listing: str
    store: str
    title: str
    gtin: str = ""
    picture: str = ""
    photos: tuple[Photo, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TakenDown:
    """A listing that was removed as a fake, and when."""

    offered: Offered
    removed_at: datetime


@dataclass(frozen=True, kw_only=True)
class ComeBack:
    """What came back, how it was known again, and through which key the stores are one (empty: the same store).

    `distance`: how many bits of the photos differ, where it was known by its photo; `quality`: of the worse of the two.
    """

    of: TakenDown
    known_by: str
    likeness: float
    linked_by: str
    after: timedelta
    distance: int | None = None
    quality: int | None = None


def key_of(value: str) -> str:
    """An exact key without spaces and signs: `+32 2 555 12` and `+32255512` are one. Shorter than five characters it is none."""
    squeezed = re.sub(r"[^0-9A-Z]", "", unicodedata.normalize("NFKC", value).upper())
    return squeezed if len(squeezed) >= 5 else ""


def linked_by(one: Trader, other: Trader) -> str | None:
    """The key that two stores share; empty for the same store, None for no link."""
    if one.store == other.store:
        return ""
    for name in KEYS:
        mine = key_of(getattr(one, name))
        if mine and mine == key_of(getattr(other, name)):
            return name
    return None


def words_of(title: str) -> str:
    """A title as words in small letters, without signs and accents: what is compared."""
    plain = unicodedata.normalize("NFKD", title).casefold()
    return " ".join(_NOT_A_WORD.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).split())


def comes_back(
    new: Offered,
    taken_down: Iterable[TakenDown],
    *,
    traders: dict[str, Trader],
    policy: StayDownPolicy,
    at: datetime,
) -> ComeBack | None:
    """The removed listing that this one is, the likest of them; None where it is none. A listing is never its own return."""
    best: ComeBack | None = None
    words = words_of(new.title)
    for old in taken_down:
        if old.offered.listing == new.listing or at - old.removed_at > timedelta(days=policy.window_days):
            continue
        link = linked_by(traders[new.store], traders[old.offered.store])
        if link is None:
            continue
        found = _by_photo(new, old, link=link, policy=policy, at=at)
        known_by, likeness = _likeness(new, words, old.offered)
        if likeness >= policy.same_title_score and (found is None or likeness > found.likeness):
            found = ComeBack(of=old, known_by=known_by, likeness=likeness, linked_by=link, after=at - old.removed_at)
        if found is not None and (best is None or found.likeness > best.likeness):
            best = found
    return best


def _by_photo(new: Offered, old: TakenDown, *, link: str, policy: StayDownPolicy, at: datetime) -> ComeBack | None:
    rules = policy.photo
    match = nearest(new.photos, old.offered.photos, policy=rules) if rules is not None else None
    if match is None:
        return None
    return ComeBack(
        of=old,
        known_by="photo",
        likeness=1 - match.distance / BITS,
        linked_by=link,
        after=at - old.removed_at,
        distance=match.distance,
        quality=match.quality,
    )


def _likeness(new: Offered, words: str, old: Offered) -> tuple[str, float]:
    if new.gtin and new.gtin == old.gtin and words_of(old.title)[:1]:
        return "gtin", 1.0
    if new.picture and new.picture == old.picture:
        return "picture", 1.0
    theirs = words_of(old.title)
    # Of two or three words one cannot tell a return from a namesake.
    if min(len(words.split()), len(theirs.split())) < 3:
        return "title", 1.0 if words == theirs and words else 0.0
    return "title", token_set_ratio(words, theirs) / 100 * min(len(words), len(theirs)) / max(len(words), len(theirs))
