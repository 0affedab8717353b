"""May a person accept these papers now?

A person may overrule what a machine read wrongly, finding by finding and with a reason; he may not cut the brand's window short, and he may
not let silence accept a paper whose issuer nobody in the register knows.
"""

from __future__ import annotations

from datetime import datetime

from assay.errors import NotPermitted
from assay.regime.document.finding import TITLES, Reason
from assay.regime.document.verdict import Judgement
from assay.regime.terms import Outcome


def check_may_accept(judgement: Judgement, *, window_closes: datetime | None) -> None:
    """Raises NotPermitted: the brand may still answer, findings stand against it, or the issuer is unknown and nobody has confirmed.

    `window_closes`: when the brand's open question runs out; None where it has answered or its window has closed.
    """
    against = [f for f in judgement.findings if f.weight == "refuse"]
    if judgement.outcome is Outcome.REFUSE:
        titles = (
            "; ".join(dict.fromkeys(f"{TITLES[f.reason]} ({f.reason.value})" for f in against)) or judgement.because
        )
        raise NotPermitted(
            f"findings stand against it: {titles}.",
            where="overrule",
            mend="Refuse with the reasons, or overrule each finding that does not hold.",
        )
    if window_closes is not None:
        raise NotPermitted(
            f"the brand may answer until {window_closes.date().isoformat()}.",
            mend="Settle it when the brand has answered or the window has closed.",
        )
    unknown = [f for f in judgement.findings if f.reason is Reason.ISSUER_UNKNOWN and f.paper not in judgement.vouched]
    if unknown and judgement.outcome is not Outcome.ACCEPT:
        raise NotPermitted(
            "the register does not know the issuer; silence does not accept its paper.",
            where=unknown[0].paper,
            mend="Refuse it, or wait until the brand confirms; then overrule what else stands open.",
        )
