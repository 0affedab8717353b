"""Would a rule of screening have gone to shadow by itself, for what people said of it?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assay.policy.schema import Policy
from assay.regime.listing.rules import Track, demoted
from assay.regime.replay.outcome import Replayed, whole


def rule(facts: Mapping[str, Any], policy: Policy) -> Replayed:
    """In which mode does the rule run? Facts: rule (its name), right, wrong: how often people and appeals said so."""
    track = Track(rule=str(facts["rule"]), right=whole(facts, "right"), wrong=whole(facts, "wrong"))
    own = [r for r in policy.listing.rules if r.name == track.rule]
    if not own:
        return Replayed(outcome="no rule")
    after = demoted(own, (track,), policy=policy.listing.track)
    word = "shadow by itself" if own[0].mode != after[0].mode else after[0].mode
    return Replayed(outcome=word)
