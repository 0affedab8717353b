"""How good is this notifier, and which lane has he earned?

The rate of a notifier's notices that held is judged with a prior, so that nobody enters the fast lane by luck nor loses it by one bad day:
in when it is more likely than not that the true rate reaches the bar, out only when it is nearly sure that it does not. The prior is pooled
over all notifiers: a newcomer is taken for as good as the others turned out to be. The same measure is shown for the platform's own decisions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from assay.policy.schema.notice import AbusePolicy, LanesPolicy, PriorPolicy
from assay.regime.measure.share import beta_cdf


class NoticeLane(StrEnum):
    """Ordinary: each notice is looked at first. Fast: it takes effect at once, and a sample is looked at."""

    ORDINARY = "ordinary"
    FAST = "fast"


@dataclass(frozen=True, kw_only=True)
class Record:
    """Notices of one notifier on one ground: decided, and how many of them held. `in_lane`: decided since he entered the fast lane."""

    notifier: str
    ground: str
    decided: int
    held: int
    in_lane: int = 0


@dataclass(frozen=True, kw_only=True)
class Prior:
    """Beta(a, b): what is thought of a notifier before his first notice is decided."""

    a: float
    b: float

    @property
    def rate(self) -> float:
        """Its mean."""
        return self.a / (self.a + self.b)


@dataclass(frozen=True, kw_only=True)
class LaneJudgement:
    """Which lane, how likely it is that the true rate reaches the bar, and which part of his notices a person checks first."""

    lane: NoticeLane
    reaches_bar: float
    sample: float
    probation: bool
    because: str


def pooled_prior(records: Iterable[Record], *, policy: PriorPolicy) -> Prior:
    """The prior for one ground out of all notifiers' records (method of moments over their rates).

    Its strength lies between two notices and ten times the policy's, so that neither a handful of notifiers nor their sameness makes it stubborn.
    """
    known = [r for r in records if r.decided > 0]
    if len(known) < policy.pool_from_notifiers:
        return Prior(a=policy.strength * policy.rate, b=policy.strength * (1 - policy.rate))
    # A notifier with two thousand notices must not speak for all: each counts by what his sample can tell.
    weights = [r.decided / (r.decided + policy.strength) for r in known]
    total = sum(weights)
    mean = sum(w * r.held / r.decided for w, r in zip(weights, known, strict=True)) / total
    mean = min(max(mean, 0.01), 0.99)
    seen = sum(w * (r.held / r.decided - mean) ** 2 for w, r in zip(weights, known, strict=True)) / total
    by_chance = sum(w * mean * (1 - mean) / r.decided for w, r in zip(weights, known, strict=True)) / total
    between = max(seen - by_chance, 1e-9)
    strength = min(max(mean * (1 - mean) / between - 1, 2.0), 10 * policy.strength)
    return Prior(a=strength * mean, b=strength * (1 - mean))


def reaches(record: Record, *, bar: float, prior: Prior) -> float:
    """P(true rate >= bar) after this record."""
    return 1 - beta_cdf(bar, prior.a + record.held, prior.b + record.decided - record.held)


def lane_of(record: Record, *, now: NoticeLane, prior: Prior, policy: LanesPolicy) -> LaneJudgement:
    """The lane that the record earns, seen from the lane that the notifier is in."""
    likely = reaches(record, bar=policy.bar, prior=prior)
    if now is NoticeLane.ORDINARY:
        enough = record.decided >= policy.min_decided
        if enough and likely >= policy.enter_probability:
            return _fast(
                likely,
                probation=True,
                policy=policy,
                because="it is more likely than not that the rate reaches the bar",
            )
        why = "too few notices are decided" if not enough else "it is not likely enough that the rate reaches the bar"
        return LaneJudgement(lane=NoticeLane.ORDINARY, reaches_bar=likely, sample=1.0, probation=False, because=why)
    if 1 - likely >= policy.leave_probability:
        why = "it is nearly sure that the rate does not reach the bar"
        return LaneJudgement(lane=NoticeLane.ORDINARY, reaches_bar=likely, sample=1.0, probation=False, because=why)
    on_probation = record.in_lane < policy.probation_notices
    return _fast(
        likely, probation=on_probation, policy=policy, because="nothing says surely that the rate is below the bar"
    )


def is_abuse(record: Record, *, prior: Prior, policy: AbusePolicy) -> bool:
    """Are this notifier's notices frequently unfounded (DSA Art. 23(2))? Only where that is sure; a warning comes first, by the action."""
    if record.decided < policy.min_decided:
        return False
    return (
        beta_cdf(1 - policy.unfounded_rate, prior.a + record.held, prior.b + record.decided - record.held)
        >= policy.sure_probability
    )


def _fast(likely: float, *, probation: bool, policy: LanesPolicy, because: str) -> LaneJudgement:
    return LaneJudgement(
        lane=NoticeLane.FAST,
        reaches_bar=likely,
        sample=policy.probation_sample if probation else policy.steady_sample,
        probation=probation,
        because=because,
    )
