"""Which shapes do calls and answers have? The OpenAPI description is made from these."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

Text = Annotated[str, Field(max_length=10_000)]
Short = Annotated[str, Field(max_length=300)]
Identifier = Annotated[str, Field(min_length=1, max_length=120)]


class Strict(Schema):
    """What is sent to us: an unknown key is an error, so that a misspelt one never goes unseen."""

    model_config = ConfigDict(extra="forbid")


class Problem(Schema):
    """A refusal (RFC 9457): what is wrong, where, and what mends it."""

    type: str
    title: str
    status: int
    detail: str
    where: str = ""
    mend: str = ""


class MayRight(Schema):
    """What anybody may know of a right."""

    state: str
    valid_from: date
    valid_to: date = Field(description="the first day on which it is no longer good")
    territories: list[str]
    log_index: int | None = Field(description="where its grant stands in the public log; null: not yet")


class MaySell(Schema):
    """May this store sell this brand, at this time?"""

    store: str
    brand: str
    may_sell: bool
    word: str = Field(description="yes, conditional, not_needed or no")
    store_state: str
    at: datetime
    rights: list[MayRight]


class Refused(Schema):
    """A row that was not taken."""

    where: str
    what: str
    mend: str


class ListingsIn(Strict):
    """Listings of one store: product-feed attributes as strings, or as numbers where they are numbers."""

    store_id: Identifier
    listings: list[dict[str, Any]] = Field(min_length=1, max_length=10_000)


class OwnListingsIn(Strict):
    """Listings of the caller's own store."""

    listings: list[dict[str, Any]] = Field(min_length=1, max_length=10_000)


class ListingsOut(Schema):
    """What became of the rows: each is taken, unchanged or refused."""

    taken: int
    unchanged: int
    refused: list[Refused]


class ListingState(Schema):
    """What the marketplace must know of a listing."""

    id: str
    state: str = Field(description="on_offer, paused or removed")
    verdict: str
    waits: bool = Field(description="it is still to be screened")


class ListingStates(Schema):
    """States of listings; those that are not there are left out."""

    listings: list[ListingState]


class StatesIn(Strict):
    """Which listings of a store are asked about."""

    store_id: Identifier
    ids: list[Identifier] = Field(min_length=1, max_length=1000)


class Movement(Strict):
    """Pieces of one product in one order or return."""

    store_id: Identifier
    product: Identifier = Field(description="GTIN, else model, else name: as the right names it")
    units: int = Field(ge=1, le=1_000_000)
    order: Identifier = Field(description="the marketplace's number; each is booked once")


class MovementsIn(Strict):
    """Orders, or returns."""

    movements: list[Movement] = Field(min_length=1, max_length=1000)


class MovementsOut(Schema):
    """How many pieces were booked; those of brands that need no right are not counted."""

    booked: int
    not_counted: int
    refused: list[Refused]


class ToDoOut(Schema):
    """One effect that the marketplace has to carry out and acknowledge."""

    restriction: uuid.UUID
    effect: Literal["impose", "lift"]
    kind: str
    ground: str
    store: str
    listing: str
    right: str
    since: datetime
    until: datetime | None
    amount: str
    currency: str
    statement: dict[str, Any]


class ToDosOut(Schema):
    """What waits, the oldest first. `waiting` counts all, also those that this page does not hold."""

    waiting: int
    actions: list[ToDoOut]


class EffectIn(Strict):
    """One effect that was carried out."""

    restriction: Identifier
    effect: Literal["impose", "lift"] = "impose"


class EffectsIn(Strict):
    """Effects that were carried out."""

    actions: list[EffectIn] = Field(min_length=1, max_length=1000)


class EffectsOut(Schema):
    """New ones, those acknowledged before, and identifiers that name nothing that could be carried out."""

    new: int
    known: int
    unknown: list[str]


class FindingOut(Schema):
    """One thing that was found about a paper."""

    reason: str
    title: str
    weight: str
    paper: str = ""
    seen: str = ""
    allowed: str = ""
    mend: str = ""


class PaperOut(Schema):
    """A paper of an application."""

    document: uuid.UUID
    filename: str
    sha256: str
    size: int
    handed_in_at: datetime
    read_at: datetime | None
    refusal: dict[str, Any] | None
    findings: list[FindingOut]


class ApplicationOut(Schema):
    """An application as a row."""

    application: uuid.UUID
    brand: str
    lane: str
    state: str
    handed_in_at: datetime
    first_answer_due: datetime
    last_answer_due: datetime
    papers_due: datetime | None
    settled_at: datetime | None


class StepOut(Schema):
    """A decision on the way of the case; its receipt can be fetched."""

    decision: uuid.UUID
    kind: str
    outcome: str
    reason: str
    at: datetime
    automated: bool


class ApplicationView(ApplicationOut):
    """An application with all that its store may know of it."""

    goods: list[dict[str, Any]]
    papers: list[PaperOut]
    findings: list[FindingOut]
    steps: list[StepOut]


class ApplicationsOut(Schema):
    """One page of applications."""

    page: int
    pages: int
    total: int
    applications: list[ApplicationOut]


class GoodsIn(Strict):
    """One row of goods: a name, a model or a GTIN."""

    name: Short = ""
    model: Short = ""
    gtin: Short = ""
    units: int = Field(default=0, ge=0, le=1_000_000)


class UnitsOut(Schema):
    """Pieces of one product under a right."""

    product: str
    invoiced: int
    sold: int
    available: int


class RightOut(Schema):
    """A right of the store."""

    right: uuid.UUID
    brand: str
    state: str
    conditional: bool
    limited: bool
    goods: list[str]
    categories: list[str]
    territories: list[str]
    channels: list[str]
    valid_from: date
    valid_to: date
    units: list[UnitsOut]


class ImposedOut(Schema):
    """One restriction with its statement of reasons (DSA Art. 17)."""

    restriction: uuid.UUID
    kind: str
    subject_kind: str
    subject: str
    begins: datetime
    until: datetime | None
    lifted_at: datetime | None
    active: bool
    statement: dict[str, Any]


class DecisionOut(Schema):
    """A decision against the store, and what it imposed (the first few of `total`)."""

    decision: uuid.UUID
    kind: str
    ground: str
    at: datetime
    automated: bool
    policy: str
    total: int
    active: int
    may_appeal: bool
    why_not: str
    appeal_until: datetime
    imposed: list[ImposedOut]


class DecisionsOut(Schema):
    """One page of decisions."""

    page: int
    pages: int
    total: int
    decisions: list[DecisionOut]


class AppealIn(Strict):
    """An appeal."""

    text: Text


class AppealOut(Schema):
    """An appeal with the time by which it is answered."""

    appeal: uuid.UUID
    decision: uuid.UUID
    state: str
    level: int
    due: datetime


class InquiryOut(Schema):
    """A question to the brand about a store's papers."""

    inquiry: uuid.UUID
    store: str
    store_name: str
    question: str
    state: str
    asked_at: datetime
    due: datetime
    answered_at: datetime | None
    ground: str


class DisclosedGoods(Schema):
    """One line of a paper, as far as the policy shows it."""

    description: str
    gtin: str
    pieces: str


class DisclosedOut(Schema):
    """What the brand may see of a paper; never prices."""

    kind: str
    number: str
    issued_on: str
    issuer_name: str
    issuer_address: str
    issuer_vat_id: str
    goods: list[DisclosedGoods]
    marks: list[str]


class InquiryView(InquiryOut):
    """A question with what the brand may see."""

    country: str
    goods: list[dict[str, Any]]
    papers: list[DisclosedOut]


class InquiriesOut(Schema):
    """One page of questions."""

    page: int
    pages: int
    total: int
    inquiries: list[InquiryOut]


class AnswerIn(Strict):
    """The brand's answer. An objection names a ground and evidence."""

    confirmed: bool
    ground: Short = ""
    evidence: Text = ""


class MarkOut(Schema):
    """A registered mark; proved at enrolment, so not to be changed here."""

    office: str
    number: str
    text: str
    classes: list[int]
    territories: list[str]


class ProductIn(Strict):
    """A product; its reference price as a decimal string with three letters of the currency, both empty where unknown."""

    name: Short
    model: Short = ""
    gtin: Short = ""
    reference_price: Short = ""
    currency: Short = ""


class DealerIn(Strict):
    """Whom the brand itself names; level 1 buys from the brand."""

    legal_name: Short
    address: Annotated[str, Field(max_length=500)] = ""
    country: Short = ""
    vat_id: Short = ""
    iban: Short = ""
    level: int = Field(default=1, ge=1, le=9)


class RegisterIn(Strict):
    """What is to be changed; a part that is not sent stays as it is, a part that is sent replaces the whole part."""

    aliases: list[Annotated[str, Field(max_length=200)]] | None = Field(default=None, max_length=200)
    categories: list[Annotated[str, Field(max_length=200)]] | None = Field(default=None, max_length=200)
    products: list[ProductIn] | None = Field(default=None, max_length=10_000)
    dealers: list[DealerIn] | None = Field(default=None, max_length=10_000)


class RegisterOut(Schema):
    """What the office knows of the brand."""

    brand: str
    name: str
    version: int
    protected: bool
    aliases: list[str]
    categories: list[str]
    marks: list[MarkOut]
    products: list[dict[str, Any]]
    dealers: list[dict[str, Any]]


class MessageOut(Schema):
    """A message in words."""

    message: int
    kind: str
    subject: str
    text: str
    parameters: dict[str, Any]
    delivered_at: datetime
    read_at: datetime | None


class MessagesOut(Schema):
    """One page of the inbox."""

    page: int
    pages: int
    total: int
    messages: list[MessageOut]
