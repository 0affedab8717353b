"""What does a verifier see of one application? Papers with what was read of them, findings, answers, and where the same paper was seen before."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from assay.records.models import Application, Decision, Document, Inquiry, PaperTrace, Right
from assay.regime.document.finding import TITLES, Reason
from assay.regime.document.traces import FILE, LINE, LINES, NUMBER, TEXT

MOST_FIELDS = 400
MOST_EARLIER = 50

NAMES = {
    "number": "Number",
    "issued_on": "Issued on",
    "due": "Due",
    "delivered_on": "Delivered on",
    "currency": "Currency",
    "issuer": "Issuer",
    "recipient": "Buyer",
    "lines": "Line",
    "taxes": "Tax",
    "allowances": "Allowance",
    "totals": "Total",
    "preceding": "Preceding invoice",
    "letter": "Letter",
    "authoriser": "Who authorises",
    "authorised": "Who is authorised",
    "vat_id": "VAT number",
    "iban": "IBAN",
    "gtin": "GTIN",
    "id": "item number",
    "kind_read": "Kind",
}
STRONG = {
    FILE: "the same file",
    NUMBER: "the same number and issuer",
    LINES: "the same lines",
    LINE: "the same line",
    TEXT: "nearly the same words",
}
HEAD = ("kind_read", "number", "issued_on", "due", "delivered_on", "currency", "issuer", "recipient", "letter")
BODY = ("lines", "allowances", "taxes", "totals", "preceding")


@dataclass(frozen=True, kw_only=True)
class Marked:
    """Something with a place on a page, in points from the upper left corner. `mark` ties the words to the box."""

    mark: str
    page: int | None
    box: tuple[float, float, float, float] | None

    @property
    def x(self) -> float:
        """The left edge."""
        return self.box[0] if self.box else 0

    @property
    def y(self) -> float:
        """The upper edge."""
        return self.box[1] if self.box else 0

    @property
    def width(self) -> float:
        """From left to right."""
        return self.box[2] - self.box[0] if self.box else 0

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.box[3] - self.box[1] if self.box else 0


@dataclass(frozen=True, kw_only=True)
class FoundField(Marked):
    """One value that was read: its name in words, its value, how sure and from where, and its place."""

    name: str
    value: str
    confidence: float
    origin: str

    @property
    def unsure(self) -> bool:
        """The reader itself has doubts."""
        return self.confidence < 0.6


@dataclass(frozen=True, kw_only=True)
class FoundLine:
    """A line of the invoice as a row of the table."""

    description: str
    gtin: str
    quantity: str
    price: str
    amount: str
    mark: str


@dataclass(frozen=True, kw_only=True)
class ShownFinding(Marked):
    """A finding with its title and its place."""

    reason: str
    title: str
    weight: str
    paper: str
    seen: str
    allowed: str
    mend: str


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """Another paper that left the same traces; `differs`: it bears the same number with other content."""

    document: Document
    kinds: tuple[str, ...]
    differs: bool


@dataclass(frozen=True, kw_only=True)
class Case:
    """Everything on the case page."""

    application: Application
    documents: tuple[Document, ...]
    replaced: tuple[Document, ...]
    findings: tuple[ShownFinding, ...]
    verdict: str
    because: str
    questions: tuple[Any, ...]
    inquiries: tuple[Inquiry, ...]
    earlier: tuple[Earlier, ...]
    rights: tuple[Right, ...]
    trail: tuple[Decision, ...]


def case(application: uuid.UUID) -> Case | None:
    """The case, or None."""
    row = Application.objects.select_related("store", "brand", "handed_in_by").filter(pk=application).first()
    if row is None:
        return None
    papers = list(row.documents.order_by("handed_in_at", "pk"))
    current = tuple(d for d in papers if d.replaced_by_id is None)
    proposal = row.proposal or {}
    inquiries = tuple(row.inquiries.select_related("brand", "answered_by").order_by("asked_at", "pk"))
    return Case(
        application=row,
        documents=current,
        replaced=tuple(d for d in papers if d.replaced_by_id is not None),
        findings=shown(proposal.get("findings") or ()),
        verdict=str(proposal.get("verdict") or proposal.get("outcome") or ""),
        because=str(proposal.get("because") or ""),
        questions=tuple(proposal.get("questions") or ()),
        inquiries=inquiries,
        earlier=earlier(current),
        rights=tuple(row.rights.select_related("brand").order_by("-valid_from")),
        trail=trail(row, inquiries),
    )


def chosen(found: Case, paper: str) -> Document | None:
    """The paper of this identifier, else the first one."""
    papers = [*found.documents, *found.replaced]
    return next((d for d in papers if str(d.pk) == paper), papers[0] if papers else None)


def shown(findings: Any) -> tuple[ShownFinding, ...]:
    """Stored findings as they are shown, the heaviest first."""
    order = {"refuse": 0, "refer": 1, "note": 2}
    rows = sorted(findings, key=lambda f: order.get(str(f.get("weight")), 1))
    return tuple(_finding(i, f) for i, f in enumerate(rows))


def _finding(i: int, f: Mapping[str, Any]) -> ShownFinding:
    place = f.get("where") if isinstance(f.get("where"), Mapping) else None
    page, box = _place(place or f)
    reason = str(f.get("reason", ""))
    return ShownFinding(
        mark=f"finding-{i}",
        reason=reason,
        title=TITLES[Reason(reason)] if reason in Reason.__members__ else reason,
        weight=str(f.get("weight", "")),
        paper=str(f.get("paper", "")),
        seen=str(f.get("seen", "")),
        allowed=str(f.get("allowed", "")),
        mend=str(f.get("mend", "")),
        page=page,
        box=box,
    )


def _place(of: Mapping[str, Any]) -> tuple[int | None, tuple[float, float, float, float] | None]:
    page = of.get("page")
    corners = of.get("box") or [of.get(k) for k in ("x0", "y0", "x1", "y1")]
    if not isinstance(page, int) or len(corners) != 4 or any(c is None for c in corners):
        return None, None
    x0, y0, x1, y1 = (float(c) for c in corners)
    return page, (x0, y0, x1, y1)


def fields(reading: Mapping[str, Any] | None, *, parts: tuple[str, ...] = HEAD + BODY) -> tuple[FoundField, ...]:
    """Every value of a stored reading, in the order of the paper's head, lines and totals."""
    found: list[FoundField] = []
    for part in parts:
        for name, field in _walk((part,), (reading or {}).get(part)):
            if len(found) >= MOST_FIELDS:
                return tuple(found)
            page, box = _place(field)
            found.append(
                FoundField(
                    mark=f"field-{part}-{len(found)}",
                    name=name,
                    value=str(field["value"]),
                    confidence=float(field.get("confidence") or 0),
                    origin=str(field.get("origin", "")),
                    page=page,
                    box=box,
                )
            )
    return tuple(found)


def _walk(path: tuple[str, ...], value: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(value, Mapping):
        if "value" in value and "confidence" in value:
            yield _name(path), value
            return
        for key, inner in value.items():
            yield from _walk((*path, key), inner)
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from _walk((*path, str(i + 1)), inner)


def _name(path: tuple[str, ...]) -> str:
    words = [NAMES.get(p, p.replace("_", " ")) for p in path if p != "name"]
    return " ".join([words[0], *(w if w.isupper() or w.startswith("VAT") else w.lower() for w in words[1:])])


@dataclass(frozen=True, kw_only=True)
class DrawnBox(Marked):
    """One rectangle on the page for everything that stands in the same place."""

    marks: tuple[str, ...]
    words: str
    wrong: bool


def boxes(found: Sequence[FoundField], findings: Sequence[ShownFinding], *, page: int) -> tuple[DrawnBox, ...]:
    """What is drawn on one page: each place once, findings on top of fields."""
    drawn: dict[tuple[float, float, float, float], list[FoundField | ShownFinding]] = {}
    everything: list[FoundField | ShownFinding] = [*found, *findings]
    for one in everything:
        if one.box is not None and one.page == page:
            drawn.setdefault(one.box, []).append(one)
    rows = [
        DrawnBox(
            mark=group[0].mark,
            page=page,
            box=box,
            marks=tuple(one.mark for one in group),
            words="; ".join(f"{x.name}: {x.value}" if isinstance(x, FoundField) else x.title for x in group),
            wrong=any(isinstance(x, ShownFinding) for x in group),
        )
        for box, group in drawn.items()
    ]
    return tuple(sorted(rows, key=lambda b: b.wrong))


def lines(reading: Mapping[str, Any] | None) -> tuple[FoundLine, ...]:
    """The lines of a stored reading as a table."""

    def value(line: Mapping[str, Any], key: str) -> str:
        field = line.get(key)
        return str(field["value"]) if isinstance(field, Mapping) else ""

    rows = (reading or {}).get("lines") or []
    return tuple(
        FoundLine(
            description=value(r, "description"),
            gtin=value(r, "gtin") or value(r, "id"),
            quantity=" ".join(w for w in (value(r, "quantity"), value(r, "unit")) if w),
            price=value(r, "price"),
            amount=value(r, "amount"),
            mark=f"line-{i}",
        )
        for i, r in enumerate(rows[:MOST_FIELDS])
    )


def earlier(documents: tuple[Document, ...]) -> tuple[Earlier, ...]:
    """Other papers that left the same traces, those that share most on top.

    A bank account, a layout or a series of numbers is shared by all papers of an honest issuer too: they are named beside other traces, and
    alone they bring nothing up.
    """
    mine = {d.pk for d in documents}
    traces = list(PaperTrace.objects.filter(document__in=mine).values_list("kind", "key", "value"))
    strong = Q()
    for kind, key, _ in traces:
        if kind in STRONG:
            strong |= Q(kind=kind, key=key)
    if not strong:
        return ()
    values = {(kind, key): value for kind, key, value in traces}
    hits = (
        PaperTrace.objects.filter(strong)
        .exclude(document__in=mine)
        .select_related("document__application__store", "document__application__brand")
        .order_by("-document__handed_in_at", "kind")[: MOST_EARLIER * len(STRONG)]
    )
    by_paper: dict[Any, list[PaperTrace]] = {}
    for hit in hits:
        by_paper.setdefault(hit.document_id, []).append(hit)
    found = [
        Earlier(
            document=rows[0].document,
            kinds=tuple(STRONG[kind] for kind in STRONG if any(r.kind == kind for r in rows)),
            differs=any(r.kind == NUMBER and r.value != values.get((r.kind, r.key)) for r in rows),
        )
        for rows in by_paper.values()
    ]
    return tuple(sorted(found, key=lambda e: -len(e.kinds))[:MOST_EARLIER])


def trail(application: Application, inquiries: tuple[Inquiry, ...]) -> tuple[Decision, ...]:
    """Every decision about the application, its questions and its rights, in order."""
    about = Q(subject_kind="application", subject_id=str(application.pk))
    if inquiries:
        about |= Q(subject_kind="inquiry", subject_id__in=[str(i.pk) for i in inquiries])
    rights = [str(pk) for pk in application.rights.values_list("pk", flat=True)]
    if rights:
        about |= Q(subject_kind="right", subject_id__in=rights)
    return tuple(Decision.objects.filter(about).select_related("by").order_by("at", "pk")[:200])


def document(pk: uuid.UUID) -> Document | None:
    """One paper, or None."""
    return Document.objects.select_related("application").filter(pk=pk).first()


def next_waiting(application: Application, *, state: str, due: datetime) -> uuid.UUID | None:
    """The case that follows in the queue, so that a verifier goes on without going back."""
    return (
        Application.objects.filter(state=state, first_answer_due__gte=due)
        .exclude(pk=application.pk)
        .order_by("first_answer_due", "pk")
        .values_list("pk", flat=True)
        .first()
    )
