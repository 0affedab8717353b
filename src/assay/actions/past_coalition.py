"""Which facts does a past act of the coalition need to be judged again under another charter? One row a case.

Who voted how stands in no row: voices are told without names, with what the charter asks of a voter. States and dues are those of the moment of
the count, rebuilt from what is on record.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from assay.records.models import Decision, Member, MemberDues, MemberInterest, MemberSuspension, MemberVote
from assay.regime.coalition.membership import Suspension
from assay.regime.moves import MemberState
from assay.regime.terms import DecisionKind

Row = dict[str, Any]
IN, OUT = ("admitted",), ("quit", "declined")
VOICES = {True: "yes", False: "no", None: "abstain"}


def coalition(*, at: datetime) -> Iterator[Row]:
    """Every vote that was counted, every member, suspension, interest and payment of dues."""
    yield from _votes()
    for part in (_members, _suspensions, _interests):
        yield from part(at=at)
    yield from _dues()


def _votes() -> Iterator[Row]:
    rows = MemberVote.objects.filter(decided__isnull=False).select_related("decided").prefetch_related("ballots")
    for row in rows.order_by("opened_at", "pk"):
        counted = row.decided
        if counted is None or "electorate" not in counted.facts:
            continue  # whom it was about has left before it was counted
        voices = {b.voter: VOICES[b.yes] for b in row.ballots.all()}
        recused = set(counted.facts.get("recused", ()))
        admits = row.question == "admit"
        if admits:
            voters = _of_members(counted.at, but=row.about_id or "")
        else:
            voters = _of_board(
                recused | set(voices), silent=int(counted.facts["electorate"]) - len(set(voices) - recused)
            )
        yield {
            "kind": "vote",
            "case": str(row.pk),
            "facts": {
                "question": row.question,
                "opened_at": row.opened_at.isoformat(),
                "counted_at": counted.at.isoformat(),
                "voters": [
                    {**asked, "recused": who in recused, "voice": voices.get(who, "")} for who, asked in voters.items()
                ],
            },
            "outcome": counted.outcome["state"],
        }


def _of_members(at: datetime, *, but: str) -> dict[str, Row]:
    """Who was in when the vote was counted; the applicant that it was about was not."""
    return {
        m.pk: {
            "category": m.category,
            "admitted_at": _admitted(m, at=at),
            "dues_paid_until": _paid(m, at=at),
            "suspended": _suspended(m, at=at),
        }
        for m in Member.objects.exclude(pk=but).order_by("pk")
        if _was_in(m, at=at)
    }


def _of_board(known: set[str], *, silent: int) -> dict[str, Row]:
    """Who spoke or was recused, and as many besides as were counted and kept silent."""
    return {name: {} for name in [*sorted(known), *(f"silent {n}" for n in range(silent))]}


def _members(*, at: datetime) -> Iterator[Row]:
    for m in Member.objects.filter(state=MemberState.ADMITTED).order_by("pk"):
        yield {
            "kind": "member",
            "case": m.pk,
            "brand_id": m.brand_id or "",
            "facts": {
                "category": m.category,
                "admitted_at": _admitted(m, at=at),
                "dues_paid_until": _paid(m, at=at),
                "suspended": _suspended(m, at=at),
                "as_of": at.isoformat(),
            },
        }


def _suspensions(*, at: datetime) -> Iterator[Row]:
    for row in MemberSuspension.objects.order_by("begins", "pk"):
        yield {
            "kind": "suspension",
            "case": row.member_id or f"category-{row.category}",
            "facts": {
                "begins": row.begins.isoformat(),
                "lifted_at": row.lifted_at.isoformat() if row.lifted_at else None,
                "as_of": at.isoformat(),
            },
        }


def _interests(*, at: datetime) -> Iterator[Row]:
    for row in MemberInterest.objects.order_by("recorded_at", "pk"):
        yield {
            "kind": "interest",
            "case": str(row.pk),
            "facts": {
                "since": row.since.isoformat(),
                "declared_on": row.declared_on.isoformat() if row.declared_on else None,
                "as_of": at.isoformat(),
            },
        }


def _dues() -> Iterator[Row]:
    for row in MemberDues.objects.select_related("member").order_by("recorded_at", "pk"):
        yield {
            "kind": "dues",
            "case": str(row.pk),
            "brand_id": row.member.brand_id or "",
            "facts": {
                "category": row.member.category,
                "amount": str(row.amount),
                "currency": row.currency,
                "covers_from": row.covers_from.isoformat(),
            },
        }


def _steps(member: Member, *, at: datetime) -> list[Decision]:
    rows = Decision.objects.filter(kind=DecisionKind.MEMBER_DECISION, subject_kind="member", subject_id=member.pk)
    return list(rows.filter(at__lte=at, outcome__state__in=[*IN, *OUT]).order_by("at"))


def _was_in(member: Member, *, at: datetime) -> bool:
    steps = _steps(member, at=at)
    return bool(steps) and steps[-1].outcome["state"] in IN


def _admitted(member: Member, *, at: datetime) -> str:
    steps = [s for s in _steps(member, at=at) if s.outcome["state"] in IN]
    return (steps[-1].at if steps else member.applied_at).isoformat()


def _paid(member: Member, *, at: datetime) -> str | None:
    """The last day that payments cover; None where nobody has paid since the admission."""
    since = datetime.fromisoformat(_admitted(member, at=at))
    rows = MemberDues.objects.filter(member=member, recorded_at__gte=since, recorded_at__lte=at).order_by(
        "-covers_until"
    )
    last = rows.values_list("covers_until", flat=True).first()
    return last.isoformat() if last else None


def _suspended(member: Member, *, at: datetime) -> bool:
    rows = MemberSuspension.objects.filter(member=member) | MemberSuspension.objects.filter(category=member.category)
    return any(
        Suspension(suspension="", caused_by="", begins=s.begins, lifted_at=s.lifted_at, member="m").active(at)
        for s in rows
    )
