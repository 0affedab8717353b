"""How often is each rule right? Its precision with its interval, out of what verifiers and appeals said; which went to shadow, which feeds fail.

name          address
desk_rules    /desk/rules/
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from assay.actions.policy import in_force
from assay.actions.rule_track import in_shadow, tracks
from assay.records.queries import feeds
from assay.records.queries.rules import said_of_rules
from assay.regime.listing.rules import best_precision
from assay.regime.measure.share import share
from assay.web.permissions import Action, may


@may(Action.SEE_DECISIONS)
@require_GET
def rules(request: HttpRequest) -> HttpResponse:
    """The rules in their order with what people said of them."""
    policy = in_force()
    found = tracks()
    fallen, by_rule = in_shadow(policy, found), {t.rule: t for t in found}
    lines: list[dict[str, Any]] = []
    for rule in policy.listing.rules:
        track = by_rule.get(rule.name)
        n = track.right + track.wrong if track else 0
        lines.append(
            {
                "rule": rule,
                "share": share(track.right if track else 0, n),
                "mode": "shadow" if rule.name in fallen or rule.mode == "shadow" else "active",
                "by_itself": rule.name in fallen,
                "best": best_precision(track, certainty=policy.listing.track.certainty) if track and n else None,
                "few": n < policy.listing.track.min_decisions,
            }
        )
    context = {
        "lines": lines,
        "track": policy.listing.track,
        "said": said_of_rules(),
        "failing": feeds.failing(after=policy.listing.feed.tell_after_failures),
    }
    return render(request, "desk/rules.html", context)
