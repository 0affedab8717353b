"""What would this case have come to under this policy? One function a kind of case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from assay.policy.schema import Policy
from assay.regime.replay import coalition, deposits, listings, notices, promises, stores
from assay.regime.replay.outcome import Replayed

REPLAYS: Mapping[str, Callable[[Mapping[str, Any], Policy], Replayed]] = {
    "notice": notices.notice,
    "notice_listing": notices.listing,
    "notifier": notices.notifier,
    "rule": listings.rule,
    "ladder": stores.ladder,
    "close": stores.close,
    "deposit": deposits.deposit,
    "comeback": stores.comeback,
    "referral": stores.refer,
    "promise": promises.promise,
    "grant": promises.grant,
    "purchase": promises.purchase,
    "appeal": promises.appeal,
    "repeat": promises.repeat,
    "campaign": promises.campaign,
    "contradiction": promises.contradiction,
    "vote": coalition.vote,
    "member": coalition.member,
    "suspension": coalition.suspension,
    "interest": coalition.interest,
    "dues": coalition.dues,
}


def replay(kind: str, facts: Mapping[str, Any], *, policy: Policy) -> Replayed:
    """What the case came to. Raises KeyError, ValueError or TypeError where the facts are not those of the kind."""
    return REPLAYS[kind](facts, policy)
