"""Two answers contradict each other: raise the alarm, and let the right wait where the policy says so.

Called inside the transaction of whatever brought the contradiction to light: a settlement, an answer, a paper of another store, a status list. The
alarm is raised once for each cause; a third person closes it (`contradiction_close`).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from assay.actions.decision import record
from assay.actions.listing import rescreen
from assay.actions.message import tell
from assay.actions.policy import in_force
from assay.actions.restriction import impose
from assay.actions.same_paper import applications_with, lock, settled_with_the_same_paper, standing
from assay.errors import BadInput, Conflict, NotFound
from assay.records.models import (
    Application,
    Contradiction,
    Decision,
    Document,
    Inquiry,
    Listing,
    PaperTrace,
    Person,
    Right,
    UsedLine,
)
from assay.records.queries.states import state_of_right
from assay.regime.clocks import after_working_days
from assay.regime.document import contradiction as regime
from assay.regime.document.contradiction import ContradictionKind
from assay.regime.document.facts import Answer
from assay.regime.document.inquiry import Asked, has_ground
from assay.regime.document.traces import FILE, NUMBER
from assay.regime.moves import ApplicationState
from assay.regime.restriction import RightState
from assay.regime.terms import DecisionKind, Ground, RestrictionKind

MAX_EVIDENCE = 10_000


def compare(*, decision: Decision, application: Application) -> list[Contradiction]:
    """An application was settled: was one of its papers decided the other way elsewhere? One alarm for each other application."""
    ours = _settled(decision)
    raised = []
    for other in settled_with_the_same_paper(application, at=decision.at):
        found = regime.decided_twice(ours, _settled(other), policy=in_force().document.contradiction)
        if found is None:
            continue
        rows = {str(decision.pk): decision, str(other.pk): other}
        yes, no = rows[found.accepted.decision], rows[found.refused.decision]
        right = standing(Right.objects.filter(application=uuid.UUID(yes.subject_id)), at=decision.at).first()
        shown = {
            "seen": f"{found.accepted_paper} was accepted, and refused as {found.refused_paper}.",
            "same": found.same,
            "papers": [found.accepted_paper, found.refused_paper],
            "differs": [asdict(d) for d in found.differs],
        }
        made = _raise(
            ContradictionKind.DECIDED_TWICE,
            key=f"decided_twice:{yes.pk}:{no.pk}",
            right=right,
            shown=shown,
            at=decision.at,
            accepted=yes,
            refused=no,
        )
        raised += [made] if made else []
    return raised


def objected(*, inquiry: Inquiry, at: datetime) -> list[Contradiction]:
    """Somebody who was asked about these papers objects: which rights were earned with the same papers before?"""
    papers = Document.objects.filter(application=inquiry.application, replaced_by__isnull=True)
    rights = standing(
        Right.objects.filter(application__in=applications_with(papers, besides=inquiry.application)), at=at
    )
    if inquiry.asked == Asked.BRAND:
        rights = rights.filter(brand=inquiry.brand)  # it can only know its own goods
    who = "The brand" if inquiry.asked == Asked.BRAND else "The issuer"
    seen = f"{who} objects to a paper with the same number or bytes: {inquiry.ground.replace('_', ' ')}."
    raised = []
    for right in rights:
        made = _raise(
            ContradictionKind.OBJECTION,
            key=f"objection:{inquiry.pk}:{right.pk}",
            right=right,
            shown={"seen": seen, "evidence": inquiry.evidence, "inquiry": str(inquiry.pk)},
            at=at,
        )
        raised += [made] if made else []
    return raised


def confirmed_late(*, inquiry: Inquiry, at: datetime) -> list[Contradiction]:
    """Somebody who was asked about these papers confirms: was one of them refused before, here or elsewhere, for what his word would have settled?"""
    policy = in_force().document.verdict
    ours = inquiry.application
    cleared = (
        policy.issuer_clears if inquiry.asked == Asked.ISSUER else (*policy.brand_clears, *policy.brand_clears_stated)
    )
    traced = PaperTrace.objects.filter(document__application=ours, document__replaced_by__isnull=True)
    keys = frozenset(traced.filter(kind__in=[FILE, NUMBER]).values_list("kind", "key"))
    refusals = [d for d in settled_with_the_same_paper(ours, at=at) if d.outcome["state"] == ApplicationState.REFUSED]
    if ours.state == ApplicationState.REFUSED:
        rows = Decision.objects.filter(kind=DecisionKind.SETTLE, subject_kind="application", subject_id=str(ours.pk))
        refusals += list(rows.order_by("-at", "pk")[:1])
    who = "The brand" if inquiry.asked == Asked.BRAND else "The issuer"
    raised = []
    for refused in refusals:
        if inquiry.asked == Asked.BRAND and refused.brand_id != ours.brand_id:
            continue  # it can only know its own goods
        own = refused.subject_id == str(ours.pk)
        paper = regime.confirmed_late(_settled(refused), keys=keys, own=own, settles=frozenset(cleared))
        if not paper:
            continue
        made = _raise(
            ContradictionKind.LATE_CONFIRMATION,
            key=f"late_confirmation:{inquiry.pk}:{refused.pk}",
            right=None,
            shown={
                "seen": f"{who} confirms a paper that was refused on {refused.at.date().isoformat()}.",
                "papers": [paper],
                "evidence": inquiry.evidence,
                "inquiry": str(inquiry.pk),
            },
            at=at,
            refused=refused,
        )
        raised += [made] if made else []
    return raised


def object_to_right(*, right: uuid.UUID, by: Person, ground: str, evidence: str, at: datetime) -> Contradiction:
    """The brand speaks against a right that a store has already: an authorization was revoked, an invoice was never issued.

    NotFound: no right to this brand. BadInput: no ground that counts, or no evidence. Conflict: the right is over, or its objection is open.
    """
    if len(evidence) > MAX_EVIDENCE:
        raise BadInput(f"the evidence has {len(evidence)} characters.", where="evidence", mend="Shorten it.")
    ground = spelled(ground)
    said = Answer(question="brand", by="brand", confirmed=False, ground=ground, evidence=evidence)
    if ground not in in_force().document.inquiry.grounds or not has_ground(said, policy=in_force()):
        raise BadInput(
            "this objection names no ground that counts, or no evidence.", where="ground", mend=grounds_in_words()
        )
    with transaction.atomic():
        row = Right.objects.select_for_update().filter(pk=right, brand=by.brand_id).first() if by.brand_id else None
        if row is None:
            raise NotFound("there is no such right.", mend="Open it from your list of stores.")
        if state_of_right(row, at=at) in (RightState.REVOKED, RightState.EXPIRED):
            raise Conflict("this right is over.", mend="See your list of stores.")
        if row.contradictions.filter(kind=ContradictionKind.OBJECTION, closed_at__isnull=True).exists():
            raise Conflict("an objection to this right is being looked at.", mend="Wait for its answer.")
        made = _raise(
            ContradictionKind.OBJECTION,
            key=f"objection:{uuid.uuid4()}:{row.pk}",
            right=row,
            shown={
                "seen": f"The brand objects to the right: {ground.replace('_', ' ')}.",
                "evidence": evidence.strip(),
                "by": by.get_full_name() or by.username,
            },
            at=at,
        )
        assert made is not None  # noqa: S101  a new key is never known
        return made


def spelled(ground: str) -> str:
    """A ground as the policy spells it, where it was written in words."""
    return ground.strip().replace(" ", "_")


def grounds_in_words() -> str:
    """What mends an objection that names no ground, in words that a person reads."""
    grounds = ", ".join(g.replace("_", " ") for g in in_force().document.inquiry.grounds)
    return (
        f'Name one of: {grounds}; and say what shows it. "Not our dealer" alone is no ground: goods once sold may be'
        " sold on."
    )


def line_seen_elsewhere(*, application: Application, keys: Iterable[str], at: datetime) -> list[Contradiction]:
    """The papers of this application show invoice lines: which of them back the right of another store?"""
    used = UsedLine.objects.filter(key__in=list(keys)).exclude(right__store=application.store)
    raised = []
    for line in used.select_related("right", "document").order_by("right", "pk"):
        if not standing(Right.objects.filter(pk=line.right_id), at=at).exists():
            continue
        made = _raise(
            ContradictionKind.LINE_USED_ELSEWHERE,
            key=f"line_used_elsewhere:{application.pk}:{line.right_id}",
            right=line.right,
            shown={
                "seen": "Another store hands in an invoice line that backs this right.",
                "papers": [line.document.filename],
                "application": str(application.pk),
            },
            at=at,
            document=line.document,
        )
        raised += [made] if made else []
    return raised


def credential_withdrawn(
    *, right: Right, document: Document, suspended: bool, uri: str, at: datetime
) -> Contradiction | None:
    """The status list says that a credential does not hold any more that this right rests on. An open alarm of the kind says it already."""
    kind = ContradictionKind.CREDENTIAL_SUSPENDED if suspended else ContradictionKind.CREDENTIAL_WITHDRAWN
    before = Contradiction.objects.filter(kind=kind, right=right, document=document)
    lock([f"{document.pk}:{right.pk}"])
    if before.filter(closed_at__isnull=True, caused_by__restrictions__lifted_at__isnull=True).exists():
        return None
    return _raise(
        kind,
        # A suspension may come and go, and each is an alarm of its own; withdrawn is withdrawn.
        key=f"{kind.value}:{document.pk}:{right.pk}" + (f":{before.count()}" if suspended else ""),
        right=right,
        shown={
            "seen": f"The issuer's status list says: {'suspended' if suspended else 'withdrawn'}.",
            "papers": [document.filename],
            "uri": uri,
        },
        at=at,
        document=document,
    )


def _raise(
    kind: ContradictionKind,
    *,
    key: str,
    right: Right | None,
    shown: dict[str, Any],
    at: datetime,
    accepted: Decision | None = None,
    refused: Decision | None = None,
    document: Document | None = None,
) -> Contradiction | None:
    """One alarm with its decision; None where this cause has raised it before."""
    lock([key])
    if Contradiction.objects.filter(key=key).exists():
        return None
    policy = in_force()
    waits = right is not None and regime.suspends(kind, policy=policy.document.contradiction)
    due = after_working_days(at, days=policy.document.contradiction.answer_working_days, week=policy.calendar.office)
    pk = uuid.uuid4()
    # The store learns of what hits it; of two decisions that differ nothing follows for it yet, and the other side is none of its business.
    decision = record(
        kind=DecisionKind.CONTRADICTION,
        subject=Contradiction(pk=pk),
        store=right.store if right is not None and waits else None,
        brand=right.brand if right is not None else None,
        ground=Ground.CONTRADICTED if waits else "",
        facts={"kind": kind.value, "seen": shown["seen"], "right": str(right.pk) if right is not None else ""},
        outcome={"state": "suspended" if waits else "raised"},
        by=None,
        at=at,
        case=("contradiction", str(pk)),
        deadline=due,
        counts={"suspended": int(waits)},
    )
    row = Contradiction.objects.create(
        contradiction_id=pk,
        kind=kind,
        key=key,
        right=right,
        accepted=accepted,
        refused=refused,
        document=document,
        shown=shown,
        raised_at=at,
        due=due,
        caused_by=decision,
    )
    if waits and right is not None:
        impose(
            kind=RestrictionKind.SUSPEND, on=right, ground=Ground.CONTRADICTED, caused_by=decision, seen=shown["seen"]
        )
        tell(
            to=right.store,
            kind="right_suspended",
            at=at,
            caused_by=decision,
            brand=right.brand.name,
            seen=shown["seen"],
        )
        rescreen(Listing.objects.filter(store=right.store))
    return row


def _settled(decision: Decision) -> regime.Settled:
    return regime.settled_of(
        decision=str(decision.pk),
        facts=decision.facts,
        outcome=decision.outcome,
        accepted=decision.outcome["state"] == ApplicationState.GRANTED,
        by=str(decision.by_id or ""),
        policy=decision.policy_id,
    )
