"""Which shapes do calls about notices have?"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from assay.web.api.schemas import Strict, Text


class NoticeIn(Strict):
    """A notice: listings as STORE/LISTING, one ground, the mark (or the design or photo), evidence, and the statement of good faith."""

    listings: list[Annotated[str, Field(max_length=220)]] = Field(max_length=1000)
    ground: str = Field(max_length=30)
    mark_office: str = Field(default="", max_length=20)
    mark_number: str = Field(default="", max_length=60)
    reference: str = Field(default="", max_length=500)
    evidence: str = Field(default="", max_length=20_000)
    good_faith: bool = False


class WordsIn(Strict):
    """What a side says."""

    text: Text


class Gap(Schema):
    """One thing that is missing, and what mends it."""

    where: str
    what: str
    mend: str


class GapsOut(Schema):
    """Everything that is missing; an empty list can be filed."""

    gaps: list[Gap]


class ItemOut(Schema):
    """One listing of a notice."""

    item: uuid.UUID
    notice: uuid.UUID
    ground: str
    store: str
    listing: str
    title: str
    state: str
    due: datetime | None
    counter: str
    insist: str
    reason: str
    filed_at: datetime


class ItemsOut(Schema):
    """One page of listings that notices name."""

    page: int
    pages: int
    total: int
    items: list[ItemOut]


class AppealOut(Schema):
    """An appeal that was opened: on which level, and by when another person answers it."""

    appeal: uuid.UUID = Field(validation_alias="pk")
    level: int
    state: str
    due: datetime


class NoticeLine(Schema):
    """A notice as a row."""

    notice: uuid.UUID
    brand_name: str
    ground: str
    lane: str
    filed_at: datetime
    last_answer_due: datetime
    listings: int
    open: int
    upheld: int
    other: int


class StoreStep(Schema):
    """What was imposed on a store itself since the notice, and when it was lifted."""

    at: datetime
    step: str
    ground: str
    lifted_at: datetime | None


class StoreFateOut(Schema):
    """What became of a store that a notice names: its state now (open, restricted, hidden, closed) and the steps against it since."""

    store: str
    name: str
    state: str
    steps: list[StoreStep]


class NoticeView(NoticeLine):
    """A notice with each of its listings."""

    mark: str
    reference: str
    evidence: str
    items: list[ItemOut]
    stores: list[StoreFateOut]


class NoticeFiled(NoticeView):
    """A notice that was taken in, with its receipt: the office's signature on the entry that will stand in the log."""

    receipt: str


class NoticesOut(Schema):
    """One page of notices."""

    page: int
    pages: int
    total: int
    notices: list[NoticeLine]
