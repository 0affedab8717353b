"""What would have had to be deposited to lift a pause, by when, and when could the money have left the house?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assay.errors import Conflict, NotPermitted
from assay.policy.schema import Policy
from assay.regime.replay.outcome import Replayed, day, moment, needed
from assay.regime.store import deposit as regime


def deposit(facts: Mapping[str, Any], policy: Policy) -> Replayed:
    """The quote, or why there is none. Facts: those of `DepositFacts`, offered_at, received_at, forfeited_at."""
    at = needed(facts, "offered_at")
    rules = policy.store.deposit
    try:
        asked = regime.quote(regime.from_json(facts), policy=rules, fx=policy.fx, week=policy.calendar.office, at=at)
    except (NotPermitted, Conflict) as no:
        return Replayed(outcome=f"not taken: {no.what}")
    assert rules is not None  # noqa: S101  quote refuses without
    came = moment(facts, "received_at")
    paid = "" if came is None else ", in time" if came <= asked.pay_by else ", too late"
    dates = [day(asked.pay_by)]
    lost = moment(facts, "forfeited_at")
    if lost is not None:
        dates.append(day(regime.payable_from(lost, policy=rules)))
    where = f" to the {rules.forfeit_to}" if lost is not None else ""
    return Replayed(outcome=f"{asked.amount} {asked.currency}{paid}{where}", dates=tuple(dates))
