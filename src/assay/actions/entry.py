"""What does the public see of a decision, and who can open the rest?

An entry says which noun, what happened, when, why, on which way, in which market, in what capacity, by when an outcome is promised and what it is.
Who it was about stands behind the case's pseudonym; facts and full outcome behind a salted commitment. Both are made from one secret of the
case, so that the parties can be shown theirs, and erasing that one row closes the case for ever.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assay.records.models import CasePseudonym, Decision
from assay.regime.document.contradiction import Conclusion
from assay.regime.moves import AppealState, ApplicationState, InquiryState, NoticeState
from assay.regime.terms import DecisionKind, Lane, Outcome
from assay.tlog.commitment import SALT_BYTES, commit, derived_salt, pseudonym
from assay.tlog.entry import KINDS, Entry


@dataclass(frozen=True)
class Shape:
    """How a kind of decision stands in the log: the noun, the event, and the keys of its outcome that hold the answer.

    `answers` are the words that are answers; another word (in review, referred) leaves the promise open. `always` is the
    answer where the kind itself says it. `promises`: its deadline is one by which this office owes an outcome; other
    deadlines are due from others (a holder's answer, members' votes, papers of a purchase) and are no promise of ours.
    """

    kind: str
    event: str
    keys: tuple[str, ...] = ()
    answers: frozenset[str] = frozenset()
    always: str = ""
    promises: bool = False


_SETTLED = frozenset(
    {
        Outcome.ACCEPT,
        Outcome.REFUSE,
        ApplicationState.GRANTED,
        ApplicationState.REFUSED,
        ApplicationState.OVERDUE,
        ApplicationState.WITHDRAWN,
    }
)
_ANSWERED = frozenset({InquiryState.CONFIRMED, InquiryState.OBJECTED, InquiryState.SILENT})
_DECIDED = frozenset({AppealState.UPHELD, AppealState.REJECTED})
_NOTICE_ANSWERED = frozenset(
    {"answered", NoticeState.UPHELD, NoticeState.REJECTED, NoticeState.WITHDRAWN, NoticeState.DROPPED}
)
_REPORT_ANSWERED = frozenset({"confirmed", "rejected"})
_CONCLUDED = frozenset(Conclusion)
_MEMBER_ANSWERED = frozenset({"admitted", "declined", "suspended", "reinstated", "quit"})

SHAPES: Mapping[str, Shape] = {
    DecisionKind.ENROL: Shape("brand", "enrolled"),
    DecisionKind.CAMPAIGN: Shape("campaign", "announced"),
    DecisionKind.HAND_IN: Shape("application", "filed", promises=True),
    DecisionKind.SETTLE: Shape("application", "decided", ("state", "verdict"), _SETTLED),
    DecisionKind.INQUIRY: Shape("inquiry", "answered", ("state",), _ANSWERED),
    DecisionKind.GRANT: Shape("right", "granted", always="granted"),
    DecisionKind.REVOKE: Shape("right", "ended", always="revoked"),
    DecisionKind.SCREEN: Shape("listing_batch", "screened"),
    DecisionKind.REMOVE: Shape("restriction", "imposed", always="remove"),
    DecisionKind.PAUSE: Shape("restriction", "imposed", always="pause"),
    DecisionKind.LIFT: Shape("restriction", "lifted", always="lifted"),
    DecisionKind.STRIKE: Shape("strike", "given"),
    DecisionKind.WARN: Shape("store", "warned", always="warn"),
    DecisionKind.LADDER: Shape("store", "stepped", ("step",)),
    DecisionKind.CLOSE: Shape("store", "closed", always="close"),
    DecisionKind.APPEAL: Shape("appeal", "filed", promises=True),
    DecisionKind.APPEAL_DECISION: Shape("appeal", "decided", ("state",), _DECIDED),
    DecisionKind.POLICY: Shape("policy", "in_force"),
    DecisionKind.RULE: Shape("policy", "rule_judged", ("mode",)),
    DecisionKind.NOTICE: Shape("notice", "filed", promises=True),
    DecisionKind.NOTICE_DECISION: Shape("notice", "decided", ("state",), _NOTICE_ANSWERED),
    DecisionKind.NOTIFIER: Shape("notifier", "decided", ("state",)),
    # Of the notice's own kind: what was decided on the notice is what answers the counter-notice.
    DecisionKind.COUNTER_NOTICE: Shape("notice", "countered"),
    DecisionKind.REPORT: Shape("report", "filed", promises=True),
    DecisionKind.REPORT_DECISION: Shape("report", "decided", ("state",), _REPORT_ANSWERED),
    DecisionKind.REFUND: Shape("refund", "ordered", ("state",), frozenset({"ordered", "refunded", "unreachable"})),
    DecisionKind.MEMBER: Shape("member", "applied"),
    DecisionKind.MEMBER_DECISION: Shape("member", "decided", ("state",), _MEMBER_ANSWERED),
    DecisionKind.INTEREST: Shape("coalition", "interest_declared"),
    DecisionKind.PROJECT: Shape("project", "stepped", ("state",)),
    DecisionKind.REFERRAL: Shape("store", "referral", ("state",)),
    DecisionKind.DEPOSIT: Shape("restriction", "deposit", ("state",)),
    DecisionKind.CONTRADICTION: Shape("right", "contradicted", promises=True),
    DecisionKind.CONTRADICTION_CLOSED: Shape("right", "contradiction_closed", ("state",), _CONCLUDED),
}


def public_entry(
    decision: Decision,
    *,
    case: tuple[str, str],
    deadline: datetime | None,
    lane: str,
    counts: Mapping[str, int],
    row: CasePseudonym | None = None,
) -> bytes:
    """The canonical bytes of the decision's entry. Inside the caller's transaction: a new case gets its secret here, unless `row` brings it."""
    shape = SHAPES.get(decision.kind) or Shape(case[0] if case[0] in KINDS else "store", decision.kind)
    event, answer = shape.event, shape.always or _answer(shape, decision.outcome)
    if shape.kind == "inquiry" and not answer:
        event = "asked"
    if shape.kind == "brand" and decision.outcome.get("state") == "updated":
        event = "updated"
    if decision.kind == DecisionKind.HAND_IN and lane == Lane.PURCHASE and not counts.get("papers"):
        # What is due on a declared purchase is due from the seller; the platform promises an outcome once papers come.
        event, deadline = "declared", None
    if not shape.promises:
        deadline = None
    if decision.kind == DecisionKind.GRANT and decision.facts.get("conditional"):
        event, answer = "granted_on_condition", ""
    row = row or case_row(*case)
    return Entry(
        kind=shape.kind,
        event=event,
        time=decision.at,
        case=row.pseudonym,
        tier=str(decision.store.tier) if decision.store else None,
        ground=str(decision.ground) or None,
        lane=str(lane) or None,
        role=str(decision.by.role) or None if decision.by else None,
        automated=decision.automated,
        outcome=answer or None,
        deadline=deadline,
        policy=decision.policy_id,
        digest=decision.subject_id if shape.kind == "policy" else None,
        commitment=commit(committed(decision), salt=entry_salt(bytes(row.salt), decision)),
        counts=dict(counts),
    ).encode()


_DRAW = """
WITH held AS (
    SELECT * FROM records_casepseudonym WHERE case_kind = %(kind)s AND case_id = %(id)s
), drawn AS (
    INSERT INTO records_casepseudonym (case_kind, case_id, salt, pseudonym)
    SELECT %(kind)s, %(id)s, %(salt)s, %(name)s WHERE NOT EXISTS (SELECT 1 FROM held)
    ON CONFLICT DO NOTHING RETURNING *
)
SELECT * FROM held UNION ALL SELECT * FROM drawn
"""


def case_row(case_kind: str, case_id: str) -> CasePseudonym:
    """The secret of a case and the name it gives it in the log, drawn at its first entry."""
    new = new_case(case_kind, case_id)
    drawn = {"kind": case_kind, "id": case_id, "salt": new.salt, "name": new.pseudonym}
    rows = CasePseudonym.objects.raw(_DRAW, drawn)
    # Nothing comes back where somebody else has drawn it in this moment: his row stands now.
    return next(iter(rows), None) or CasePseudonym.objects.get(case_kind=case_kind, case_id=case_id)


def new_case(case_kind: str, case_id: str) -> CasePseudonym:
    """A secret for a case that has none, with the name that it gives it in the log; not yet written."""
    secret = secrets.token_bytes(SALT_BYTES)
    name = pseudonym(case_kind, case_id, salt=derived_salt(secret, "case"))
    return CasePseudonym(case_kind=case_kind, case_id=case_id, salt=secret, pseudonym=name)


def case_rows(case_kind: str, case_ids: Sequence[str]) -> dict[str, CasePseudonym]:
    """The secrets of many cases of one kind by identifier, those that are new drawn in one statement."""
    wanted = list(dict.fromkeys(case_ids))
    known = {r.case_id: r for r in CasePseudonym.objects.filter(case_kind=case_kind, case_id__in=wanted)}
    new = []
    for case_id in wanted:
        if case_id not in known:
            new.append(new_case(case_kind, case_id))
    if new:
        # Somebody may draw the same secret at once: whose row stands counts.
        CasePseudonym.objects.bulk_create(new, ignore_conflicts=True)
        asked = [r.case_id for r in new]
        known |= {r.case_id: r for r in CasePseudonym.objects.filter(case_kind=case_kind, case_id__in=asked)}
    return known


def entry_salt(secret: bytes, decision: Decision) -> bytes:
    """The salt of one entry: opening it opens no other entry of the case."""
    return derived_salt(secret, f"entry {decision.pk}")


def committed(decision: Decision) -> dict[str, Any]:
    """What an entry's commitment binds: all that the entry does not show, as it is stored."""
    value = {
        "decision": str(decision.pk),
        "subject": [decision.subject_kind, decision.subject_id],
        "store": decision.store_id,
        "brand": decision.brand_id,
        "facts": decision.facts,
        "outcome": decision.outcome,
    }
    # Through JSON once, as the row goes through it: so that what is opened later is what was committed to.
    stored: dict[str, Any] = json.loads(json.dumps(value))
    return stored


def _answer(shape: Shape, outcome: Mapping[str, Any]) -> str:
    for key in shape.keys:
        held = outcome.get(key)
        if isinstance(held, str) and (not shape.answers or held in shape.answers):
            return str(held)
    return ""
