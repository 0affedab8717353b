"""Does this notice say what a notice must say?

DSA Art. 16(2): why, where exactly, who, in good faith. Everything that is missing is said at once and before sending, each with how to mend
it: brands were refused "with little to no justification or guidance on how to amend".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assay.policy.schema.notice import NoticeLimits


class NoticeGround(StrEnum):
    """What a notice says is wrong with a listing."""

    COUNTERFEIT = "counterfeit"
    MARK_IN_TEXT = "mark_in_text"
    MARK_IN_PICTURE = "mark_in_picture"
    DESIGN = "design"
    COPYRIGHT_IN_PHOTO = "copyright_in_photo"
    PARALLEL_IMPORT = "parallel_import"


NEEDS_MARK = frozenset(
    {
        NoticeGround.COUNTERFEIT,
        NoticeGround.MARK_IN_TEXT,
        NoticeGround.MARK_IN_PICTURE,
        NoticeGround.PARALLEL_IMPORT,
    }
)
MIN_EVIDENCE_CHARS = 20


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A notice before it is sent. `listings` as "STORE/LISTING"; `reference` names the design or the photo where the ground is one of those."""

    listings: tuple[str, ...]
    ground: str
    mark_office: str = ""
    mark_number: str = ""
    reference: str = ""
    evidence: str = ""
    good_faith: bool = False


@dataclass(frozen=True, kw_only=True)
class Gap:
    """One thing that is missing or wrong, and what mends it."""

    where: str
    what: str
    mend: str


def gaps(
    draft: Draft, *, known: frozenset[str], policy: NoticeLimits, parallel_imports: bool = True
) -> tuple[Gap, ...]:
    """All that stands in the way of sending; `known` are the listings that exist. Empty: it can be sent."""
    found = [*_listings(draft.listings, known=known, most=policy.listings_per_notice)]
    if draft.ground not in set(NoticeGround):
        words = ", ".join(NoticeGround)
        found.append(Gap(where="ground", what=f"{draft.ground!r} is no ground.", mend=f"Choose one of: {words}."))
    elif draft.ground == NoticeGround.PARALLEL_IMPORT and not parallel_imports:
        found.append(
            Gap(
                where="ground",
                what="goods that were first sold with the owner's consent elsewhere are no case here.",
                mend="Choose another ground if the goods are not genuine.",
            )
        )
    elif draft.ground in NEEDS_MARK and not (draft.mark_office.strip() and draft.mark_number.strip()):
        found.append(Gap(where="mark", what="no mark is named.", mend="Give office and number of the registered mark."))
    elif draft.ground not in NEEDS_MARK and not draft.reference.strip():
        found.append(
            Gap(
                where="reference",
                what="nothing says which design or photo is meant.",
                mend="Give the design's number or the address where the photo was first shown.",
            )
        )
    text = draft.evidence.strip()
    if len(text) < MIN_EVIDENCE_CHARS:
        found.append(
            Gap(
                where="evidence",
                what="the notice does not say why.",
                mend="Say in a sentence what shows it: a test purchase, a price, a picture, a number.",
            )
        )
    if len(text) > policy.evidence_chars:
        found.append(
            Gap(
                where="evidence",
                what=f"{len(text)} characters; {policy.evidence_chars} are read.",
                mend="Shorten it, and hand in the rest as files.",
            )
        )
    if not draft.good_faith:
        found.append(
            Gap(
                where="good_faith",
                what="the statement of good faith is missing.",
                mend="State that what the notice says is accurate and complete (DSA Art. 16(2)(d)).",
            )
        )
    return tuple(found)


def _listings(listings: Sequence[str], *, known: frozenset[str], most: int) -> list[Gap]:
    if not listings:
        return [
            Gap(where="listings", what="no listing is named.", mend="Give the store and listing of each, one a line.")
        ]
    if len(listings) > most:
        return [
            Gap(
                where="listings",
                what=f"{len(listings)} listings are named; a notice takes {most}.",
                mend="Split it into several notices.",
            )
        ]
    found = []
    seen: set[str] = set()
    for i, one in enumerate(listings):
        if one in seen:
            found.append(Gap(where=f"listings[{i}]", what=f"{one} is named twice.", mend="Leave it out once."))
        elif one not in known:
            found.append(
                Gap(
                    where=f"listings[{i}]",
                    what=f"there is no listing {one}.",
                    mend="Copy store and listing from its page.",
                )
            )
        seen.add(one)
    return found
