"""How often was each rule right, as people and appeals said, and which rules went to shadow because of it?

A rule is right where a verifier took the listing off, wrong where he kept it or an appeal freed it. Only what was said about the rule as it stands
counts: a rule whose condition was mended starts anew. A rule whose precision lies below the policy's floor with its certainty goes to shadow by
itself; that it did, and that it came back, is a decision on record and an entry of the log.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from django.db import transaction
from django.db.models import Q

from assay.actions.decision import record
from assay.actions.policy import in_force, on_record
from assay.policy.schema import Policy
from assay.records.models import Decision, PolicyVersion
from assay.regime.listing.rules import Track, demoted
from assay.regime.moves import AppealState
from assay.regime.terms import DecisionKind

SAID_BY = (DecisionKind.LIFT, DecisionKind.REMOVE, DecisionKind.APPEAL_DECISION)
Newest = tuple[tuple[str, datetime | None, int], ...]


def tracks() -> tuple[Track, ...]:
    """What people have said of each rule of the policy in force. Counted anew only when somebody has decided since."""
    return _counted(_newest(), in_force())


def in_shadow(policy: Policy, found: Iterable[Track]) -> frozenset[str]:
    """The active rules of this policy that went to shadow by themselves."""
    active = [r for r in policy.listing.rules if r.mode == "active"]
    return frozenset(r.name for r in demoted(active, tuple(found), policy=policy.listing.track) if r.mode == "shadow")


def watch(*, at: datetime) -> int:
    """Put on record which rules went to shadow and which came back since the last time; how many. Safe to repeat and to run twice at once."""
    policy, found = in_force(), tracks()
    now = in_shadow(policy, found)
    if now == _on_record():
        return 0
    with transaction.atomic():
        version = PolicyVersion.objects.select_for_update().get(pk=on_record(at=at).pk)
        before = _on_record()
        counts = {t.rule: t for t in found}
        for rule in sorted(now ^ before):
            track = counts.get(rule, Track(rule=rule, right=0, wrong=0))
            floor = policy.listing.track
            record(
                kind=DecisionKind.RULE,
                subject=version,
                facts={
                    "rule": rule,
                    "right": track.right,
                    "wrong": track.wrong,
                    "floor": floor.precision_floor,
                    "certainty": floor.certainty,
                },
                outcome={"rule": rule, "mode": "shadow" if rule in now else "active"},
                by=None,
                at=at,
                case=("rule", rule),
                counts={"right": track.right, "wrong": track.wrong},
            )
    return len(now ^ before)


def _on_record() -> frozenset[str]:
    """The rules in shadow, as the newest decision on each says."""
    mode: dict[str, str] = {}
    for outcome in (
        Decision.objects.filter(kind=DecisionKind.RULE).order_by("at", "pk").values_list("outcome", flat=True)
    ):
        mode[outcome["rule"]] = outcome["mode"]
    return frozenset(rule for rule, word in mode.items() if word == "shadow")


def _newest() -> Newest:
    """What changes when a person has decided: the newest such decision of each kind, and how many were taken at that time."""
    found = []
    for kind in SAID_BY:
        said = Decision.objects.filter(kind=kind, automated=False)
        at = said.order_by("-at").values_list("at", flat=True).first()
        found.append((str(kind), at, said.filter(at=at).count() if at else 0))
    return tuple(found)


@lru_cache(maxsize=2)
def _counted(newest: Newest, policy: Policy) -> tuple[Track, ...]:
    now = {r.name: r.when for r in policy.listing.rules}
    counts: dict[str, list[int]] = {}
    then: dict[str, dict[str, str]] = {}

    def count(rules: Iterable[str], *, version: str, wrong: bool) -> None:
        if version not in then:
            then[version] = _conditions(version)
        for rule in rules:
            # A rule that is none of the policy's (a come-back) has no condition that could have changed.
            if then[version].get(rule) == now.get(rule):
                counts.setdefault(rule, [0, 0])[wrong] += 1

    settled = Decision.objects.filter(
        Q(kind=DecisionKind.LIFT) | Q(kind=DecisionKind.REMOVE),
        subject_kind="listing",
        automated=False,
        facts__settled=True,
    )
    for facts, outcome, version in settled.values_list("facts", "outcome", "policy_id").iterator():
        count(facts.get("rules", []), version=version, wrong=bool(outcome.get("kept")))
    upheld = Decision.objects.filter(kind=DecisionKind.APPEAL_DECISION, outcome__state=AppealState.UPHELD)
    freed = [one for outcome in upheld.values_list("outcome", flat=True) for one in outcome.get("overturns", [])]
    for outcome, version in Decision.objects.filter(pk__in=freed, subject_kind="listing", automated=True).values_list(
        "outcome", "policy_id"
    ):
        count(outcome.get("rules", []), version=version, wrong=True)
    return tuple(Track(rule=rule, right=right, wrong=wrong) for rule, (right, wrong) in sorted(counts.items()))


def _conditions(version: str) -> dict[str, str]:
    """Rule -> its condition under that policy. Out of the text alone: an old policy need not have today's shape."""
    texts = PolicyVersion.objects.values_list("texts", flat=True).get(pk=version)
    rules = tomllib.loads(texts.get("listing", "")).get("rules", [])
    return {str(r.get("name")): str(r.get("when")) for r in rules}
