"""Which shapes do the calls of a brand have?"""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from assay.web.api.schemas import Short, Strict, Text


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


class StatedOut(Schema):
    """What the brand stated from its own copy."""

    number: str
    issued_on: str
    buyer: str
    pieces: str
    total: str


class InquiryView(InquiryOut):
    """A question with what the brand may see, and what it stated when it confirmed."""

    country: str
    goods: list[dict[str, Any]]
    papers: list[DisclosedOut]
    states: list[StatedOut]


class InquiriesOut(Schema):
    """One page of questions."""

    page: int
    pages: int
    total: int
    inquiries: list[InquiryOut]


class StatedIn(Strict):
    """What the brand's own copy says of one paper. `paper` is its place in the question's `papers`, from 1; leave it out where there is one."""

    paper: int = Field(default=0, ge=0, le=100)
    number: Short = ""
    issued_on: Short = ""
    buyer: Short = ""
    pieces: Short = ""
    total: Short = ""


class AnswerIn(Strict):
    """The brand's answer. An objection names a ground and evidence; a confirmation states number, date, buyer and pieces from the brand's own copy.

    Without statements it carries issuer and goods alone, and a person or the issuer has to settle the rest.
    """

    confirmed: bool
    ground: Short = ""
    evidence: Text = ""
    states: list[StatedIn] = Field(default_factory=list, max_length=20)


class RightOut(Schema):
    """A store's right to sell the brand. `objected`: the brand spoke against it, and a person looks."""

    right: uuid.UUID
    store: str
    store_name: str
    state: str
    conditional: bool
    valid_from: date
    valid_to: date
    territories: list[str]
    objected: bool


class RightsOut(Schema):
    """Every right to sell the brand."""

    rights: list[RightOut]


class ObjectionIn(Strict):
    """What the brand says against a right: a ground that counts, and what shows it."""

    ground: Short
    evidence: Text


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


class SignerIn(Strict):
    """Whose signature counts as the brand's word: a public key (JWK, as JSON text) or the SHA-256 of a certificate; days ISO 8601."""

    name: Short
    jwk: Annotated[str, Field(max_length=2000)] = ""
    certificate_sha256: Short = ""
    valid_from: Short = ""
    valid_to: Short = ""


class RegisterIn(Strict):
    """What is to be changed; a part that is not sent stays as it is, a part that is sent replaces the whole part."""

    aliases: list[Annotated[str, Field(max_length=200)]] | None = Field(default=None, max_length=200)
    categories: list[Annotated[str, Field(max_length=200)]] | None = Field(default=None, max_length=200)
    products: list[ProductIn] | None = Field(default=None, max_length=10_000)
    dealers: list[DealerIn] | None = Field(default=None, max_length=10_000)
    signers: list[SignerIn] | None = Field(default=None, max_length=100)


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
    signers: list[dict[str, Any]]
