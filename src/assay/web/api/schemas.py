"""Which shapes do calls and answers have? The OpenAPI description is made from these."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

Text = Annotated[str, Field(max_length=10_000)]
Short = Annotated[str, Field(max_length=300)]
Money = Annotated[Decimal, Field(ge=0, max_digits=14, decimal_places=2)]
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
    ended: bool = Field(description="its store offers it no more: its feed names it no more")


class ListingStates(Schema):
    """States of listings; those that are not there are left out."""

    listings: list[ListingState]


class StatesIn(Strict):
    """Which listings of a store are asked about."""

    store_id: Identifier
    ids: list[Identifier] = Field(min_length=1, max_length=1000)


class EndIn(Strict):
    """Listings that a store offers no more, by their identifiers."""

    store_id: Identifier
    ids: list[Identifier] = Field(min_length=1, max_length=10_000)


class OwnEndIn(Strict):
    """Listings that the caller's own store offers no more."""

    ids: list[Identifier] = Field(min_length=1, max_length=10_000)


class EndedOut(Schema):
    """How many were ended now, how many had been before, and identifiers that name no listing of the store."""

    ended: int
    before: int
    unknown: list[str]


class Movement(Strict):
    """Pieces of one product in one order or return."""

    store_id: Identifier
    product: Identifier = Field(description="GTIN, else model, else name: as the right names it")
    units: int = Field(ge=1, le=1_000_000)
    order: Identifier = Field(description="the marketplace's number; each is booked once")
    listing: str = Field(
        default="",
        max_length=120,
        description="the listing that was sold; with it buyers of a fake can be told and refunded",
    )
    return_id: str = Field(
        default="",
        max_length=120,
        description="of a return: its own number, where an order comes back in parts; without it the order comes back once",
    )
    buyer: str = Field(default="", max_length=120, description="the marketplace's own pseudonym, never a name")
    amount: Money | None = None
    fee: Money | None = Field(default=None, description="what the platform earned on it")
    currency: str = Field(default="", pattern="^([A-Z]{3})?$")
    language: str = Field(default="", max_length=20, description="of the buyer: en, de, fr, zh")


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
    """What waits, the oldest first. `waiting` counts all, also those that this page does not hold, up to 10,000 of each effect."""

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


class WebhookIn(Strict):
    """An address that wants to be told what is to be carried out."""

    url: str = Field(min_length=1, max_length=2000, description="https, reachable by everybody")


class WebhookMade(Schema):
    """The address with its secret, shown this once: verify each message with it."""

    webhook: int
    url: str
    secret: str


class WebhookOut(Schema):
    """An address that is told: how many messages it took, how many wait, what the last attempt met with."""

    webhook: int
    url: str
    made_at: datetime
    ended_at: datetime | None
    ended_because: str
    taken: int
    waiting: int
    said: str


class WebhooksOut(Schema):
    """All addresses, those in use first."""

    webhooks: list[WebhookOut]


class ToldOut(Schema):
    """What a buyer is told, in one language."""

    language: str
    subject: str
    text: str


class RefundOut(Schema):
    """A buyer of a confirmed fake: to be told (`message` says it) and refunded, and the fee to be given back."""

    refund: int
    store: str
    order: str
    buyer: str
    units: int
    amount: str | None
    fee: str | None
    currency: str
    told: bool
    refunded: bool
    fee_returned: bool
    message: ToldOut


class RefundsOut(Schema):
    """What the marketplace has still to do for buyers of fakes, the oldest first."""

    refunds: list[RefundOut]


class RefundsIn(Strict):
    """A step that was done for these: told, refunded, unreachable, fee_returned."""

    refunds: list[int] = Field(min_length=1, max_length=1000)
    step: Literal["told", "refunded", "unreachable", "fee_returned"]


class New(Schema):
    """How many were new."""

    new: int


class ReportIn(Strict):
    """What a buyer says about a listing."""

    store: Identifier
    listing: Identifier
    text: Annotated[str, Field(min_length=1, max_length=5_000)]
    bought: bool = False
    order: str = Field(default="", max_length=120)
    language: str = Field(default="", max_length=20, description="of the answer: en, de, fr, zh")


class PublicationOut(Schema):
    """A fake that was sold to buyers who could not be told; `trader` is empty for a private person."""

    store: str
    listing: str
    title: str
    brand_name: str
    store_name: str
    trader: str
    address: str
    country: str
    confirmed_at: datetime
    sold_from: datetime
    sold_until: datetime
    not_reached: int


class ReportAppealOut(Schema):
    """An appeal against the rejection of a report: its level, how it stands, by when it is answered, and the answer."""

    level: int
    state: str
    opened_at: datetime
    due: datetime
    reason: str


class ReportOut(Schema):
    """What became of a report; `token` is the only key to it. `subject` and `text` say it to the buyer in his `language`."""

    token: str
    state: str
    language: str
    subject: str
    text: str
    due: datetime
    reason: str
    may_appeal: bool
    appeals: list[ReportAppealOut]


class MessageOut(Schema):
    """A message in words, in the party's language (`language`: en, de, fr, zh)."""

    message: int
    kind: str
    language: str
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
