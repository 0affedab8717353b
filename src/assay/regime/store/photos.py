"""Do two photos show the same? Their PDQ digests differ in few bits.

PDQ (Meta, 2019): 256 bits out of the low frequencies of a picture, so that a copy that was made smaller, brighter or packed anew differs in a few
bits and another picture in about half of them. A digest is never compared for equality: two programs that unpack one JPEG differ in some bits.
Turned and mirrored copies are other digests; who computes one gives all eight, and one of them is near.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assay.errors import BadInput
from assay.policy.schema.store import PhotoPolicy

BITS = 256
_HEX = re.compile(r"[0-9a-fA-F]{64}")


@dataclass(frozen=True, kw_only=True)
class Photo:
    """A digest as a number of 256 bits, and the quality of the picture that it was made of (0 to 100)."""

    digest: int
    quality: int

    def __str__(self) -> str:
        """64 hexadecimal digits."""
        return f"{self.digest:064x}"


@dataclass(frozen=True, kw_only=True)
class Match:
    """How many bits differ, and the quality of the worse of the two pictures."""

    distance: int
    quality: int


def photo_of(digest: str, quality: object) -> Photo:
    """The digest as it was given: 64 hex digits and a whole number. BadInput: another form."""
    said = digest.strip()
    if not _HEX.fullmatch(said):
        raise BadInput("this is no PDQ digest.", where="image_pdq", mend="Give 64 hexadecimal digits.")
    try:
        worth = int(str(quality).strip())
    except ValueError:
        worth = -1
    if not 0 <= worth <= 100:
        raise BadInput("this is no quality.", where="image_pdq_quality", mend="Give a whole number from 0 to 100.")
    return Photo(digest=int(said, 16), quality=worth)


def photos_of(digests: Iterable[str], quality: int) -> tuple[Photo, ...]:
    """The digests of one picture and its turned and mirrored copies."""
    return tuple(photo_of(one, quality) for one in digests)


def nearest(mine: Sequence[Photo], theirs: Sequence[Photo], *, policy: PhotoPolicy) -> Match | None:
    """The nearest pair, where it is near enough and both pictures say something; None otherwise."""
    good = [p for p in mine if p.quality >= policy.min_quality]
    known = [p for p in theirs if p.quality >= policy.min_quality]
    pairs = (
        Match(distance=(a.digest ^ b.digest).bit_count(), quality=min(a.quality, b.quality))
        for a in good
        for b in known
    )
    best = min(pairs, key=lambda m: m.distance, default=None)
    return best if best is not None and best.distance <= policy.max_distance_bits else None
