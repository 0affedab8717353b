"""Does a stored decision still follow from its stored facts and policy?

Replay starts from what the decision's row holds: the facts that were gathered then and the text of the policy that was in force then; nothing is read
again. Decisions of a kind that the regime does not compute (a person's word, a hand-in) have nothing to replay, and say so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from assay.actions.judgement import overruling
from assay.actions.policy import as_it_was
from assay.errors import Replayed
from assay.policy.schema import Policy
from assay.records.models import Decision
from assay.regime.document.facts import from_json
from assay.regime.document.verdict import judge
from assay.regime.store.ladder import ClosureFacts, closure
from assay.regime.terms import DecisionKind


def replay(decision: Decision, *, policy: Policy | None = None) -> dict[str, Any] | None:
    """What the stored facts give today, under the policy of then or another one; None where there is nothing to compute."""
    again = _REPLAYS.get(decision.kind)
    if again is None or not decision.facts:
        return None
    return again(decision, policy or as_it_was(decision.policy_id))


def check_replay(decision: Decision) -> bool:
    """Raises Replayed where the outcome differs from the stored one; whether there was anything to compute."""
    today = replay(decision)
    if today is None:
        return False
    then = {key: decision.outcome.get(key) for key in today}
    if today != then:
        differs = sorted(key for key in today if today[key] != then[key])
        raise Replayed(
            f"this decision does not follow from its facts any more: {', '.join(differs)}.",
            where=str(decision.pk),
            mend="A change of code or of its libraries altered an old outcome; it needs a record of its own.",
        )
    return True


def settled() -> Iterator[dict[str, Any]]:
    """Every settled application as `assay policy try --decisions` reads it: its stored facts, the day, what the rules said of it then."""
    for row in Decision.objects.filter(kind=DecisionKind.SETTLE).order_by("at", "pk").iterator(chunk_size=200):
        yield {
            "facts": row.facts["application"],
            "on": row.facts["on"],
            "outcome": "" if row.facts["overrule"] else row.outcome["judgement"]["outcome"],
        }


def _settle(decision: Decision, policy: Policy) -> dict[str, Any]:
    facts = decision.facts
    judgement = judge(
        from_json(facts["application"]),
        policy=overruling(policy, frozenset(facts["overrule"])),
        on=date.fromisoformat(facts["on"]),
    )
    return {"judgement": judgement.to_json()}


def _close(decision: Decision, policy: Policy) -> dict[str, Any]:
    facts = decision.facts
    notice = facts["notice_delivered"]
    verdict = closure(
        ClosureFacts(
            points=facts["points"],
            warnings_delivered=tuple(datetime.fromisoformat(w) for w in facts["warnings_delivered"]),
            notice_delivered=datetime.fromisoformat(notice) if notice else None,
            approved_by=frozenset(map(str, range(facts["people"]))),
        ),
        policy=policy.store,
        at=decision.at,
    )
    return {"step": "close" if verdict.allowed else "none"}


_REPLAYS: Mapping[str, Callable[[Decision, Policy], dict[str, Any]]] = {
    DecisionKind.SETTLE: _settle,
    DecisionKind.CLOSE: _close,
}
