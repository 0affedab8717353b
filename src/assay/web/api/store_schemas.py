"""Which shapes do the calls of a store have?"""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from ninja import Schema

from assay.web.api.schemas import Strict, Text


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
