"""What must `document.toml` say? How old a paper may be, whose name it must bear, who is asked, and when an answer is due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Weight = Literal["refuse", "refer", "note"]


@dataclass(frozen=True, kw_only=True)
class AgePolicy:
    max_age_days: int
    max_payment_term_days: int
    max_days_to_delivery: int
    because: str


@dataclass(frozen=True, kw_only=True)
class IdentityPolicy:
    same_name_score: float
    doubtful_name_score: float
    because: str


@dataclass(frozen=True, kw_only=True)
class ArithmeticPolicy:
    tolerance_per_line: str
    because: str


@dataclass(frozen=True, kw_only=True)
class ReadingPolicy:
    sure_confidence: float
    because: str


@dataclass(frozen=True, kw_only=True)
class PricePolicy:
    far_below_share: float
    far_above_share: float
    because: str
    least_free_pieces: int = 6


@dataclass(frozen=True, kw_only=True)
class SequencePolicy:
    max_days_out_of_order: int
    max_numbers_a_day: int
    because: str


@dataclass(frozen=True, kw_only=True)
class ReusePolicy:
    same_text_share: float
    min_lines: int
    because: str


@dataclass(frozen=True, kw_only=True)
class InquiryPolicy:
    objection_window_working_days: int
    first_answer_working_days: int
    last_answer_working_days: int
    silence_accepts_known_issuer: bool
    grounds: tuple[str, ...]
    because: str
    deciding: tuple[str, ...] = ("number", "issued_on", "buyer", "pieces")
    bare_confirmation: Literal["whole", "issuer_and_goods"] = "whole"
    bare_leaves_open: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LimitsPolicy:
    papers_per_application: int
    bytes_per_paper: int
    pages_per_paper: int
    seconds_per_paper: int
    memory_mib_per_paper: int
    reading_attempts: int
    pixels_per_page: int
    ocr_pages_per_paper: int
    objects_per_pdf: int
    attachment_bytes: int
    xml_elements: int
    xml_depth: int
    because: str


@dataclass(frozen=True, kw_only=True)
class KindsPolicy:
    proof: tuple[str, ...]
    because: str


@dataclass(frozen=True, kw_only=True)
class HiddenPolicy:
    """How many hidden words that say nothing of weight are one too many."""

    least_words: int = 10
    because: str = ""


@dataclass(frozen=True, kw_only=True)
class StylePolicy:
    """From how many like papers of an issuer on is another look of weight?"""

    least_papers: int = 2
    because: str = ""


@dataclass(frozen=True, kw_only=True)
class TaxPolicy:
    """Rates of value added tax: rows of `FROM rate rate ...` for each country, in order; a country that is not named is not judged."""

    grace_days: int = 180
    rates: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    source: str = ""
    because: str = ""


Shown = Literal["kind", "issuer", "goods", "pieces", "marks", "number", "issued_on"]
"""What a brand can be shown of a seller's paper. Prices, totals and bank data are no words of this policy: no office can show them."""


@dataclass(frozen=True, kw_only=True)
class BrandSeesPolicy:
    """What the brand that is asked about a paper sees of it."""

    fields: tuple[Shown, ...] = ("kind", "issuer", "goods", "marks")
    because: str = ""


@dataclass(frozen=True, kw_only=True)
class VerdictPolicy:
    """`sets_aside`: the paper does not count, and the others may still carry the application. `*_clears`: what a confirmation settles.

    `brand_clears_stated`: what the brand settles where it states number, date, buyer and pieces from its own copy.
    """

    sets_aside: tuple[str, ...]
    issuer_clears: tuple[str, ...]
    brand_clears: tuple[str, ...]
    because: str
    brand_clears_stated: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StatusListPolicy:
    """How often a credential's status list is asked for, and how large and slow it may be."""

    recheck_minutes: int = 720
    least_minutes: int = 5
    retry_minutes: tuple[int, ...] = (5, 15, 60, 240, 720)
    max_bytes: int = 5_000_000
    max_seconds: int = 20
    because: str = ""


@dataclass(frozen=True, kw_only=True)
class ContradictionPolicy:
    """What an alarm about contradicting decisions suspends, when it is to be closed, and which refusals contradict no acceptance."""

    suspends: tuple[str, ...] = ()
    answer_working_days: int = 5
    between_stores: tuple[str, ...] = ()
    between_brands: tuple[str, ...] = ()
    between_goods: tuple[str, ...] = ()
    between_contents: tuple[str, ...] = ()
    after_the_acceptance: tuple[str, ...] = ()
    before_the_acceptance: tuple[str, ...] = ()
    because: str = ""


@dataclass(frozen=True, kw_only=True)
class DocumentPolicy:
    """Numbers that decide about papers; `weights` says what each finding does: refuse, refer to a person, or only be noted."""

    age: AgePolicy
    identity: IdentityPolicy
    arithmetic: ArithmeticPolicy
    reading: ReadingPolicy
    price: PricePolicy
    sequence: SequencePolicy
    reuse: ReusePolicy
    inquiry: InquiryPolicy
    limits: LimitsPolicy
    kinds: KindsPolicy
    verdict: VerdictPolicy
    weights: Mapping[str, Weight]
    brand_sees: BrandSeesPolicy = BrandSeesPolicy()
    contradiction: ContradictionPolicy = ContradictionPolicy()
    status_list: StatusListPolicy = StatusListPolicy()
    hidden: HiddenPolicy = HiddenPolicy()
    style: StylePolicy = StylePolicy()
    tax: TaxPolicy = TaxPolicy()
