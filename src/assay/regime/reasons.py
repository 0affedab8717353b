"""How is a restriction explained to whom it hits? The statement of reasons (DSA Art. 17): facts, ground, rule, automated or not, scope, redress.

A statement is a value: it is stored with the restriction, shown to the store, and (without any text of a person) exported to the EU database.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assay.regime.terms import Ground, RestrictionKind

GROUNDS: Mapping[Ground, tuple[str, str]] = {
    Ground.COUNTERFEIT: (
        "The listing offers goods as if they were of a brand, and says or shows that they are not.",
        "Goods that bear a mark without its owner's consent may not be offered (Reg. (EU) 2017/1001 Art. 9).",
    ),
    Ground.FORGED_PAPER: (
        "A paper that you handed in does not hold.",
        "Proof must be genuine; the terms of sale end the right that a forged paper earned.",
    ),
    Ground.NO_RIGHT: (
        "The listing offers a protected brand, and your store has no right to sell it.",
        "Stores that sell protected brands hand in proof first (terms of sale).",
    ),
    Ground.OVER_UNITS: (
        "More pieces are on offer than your papers cover.",
        "The quantity on offer may not pass the quantity on the papers (terms of sale).",
    ),
    Ground.RIGHT_ENDED: (
        "Your right to sell this brand has ended.",
        "Without a right in force a protected brand may not be offered (terms of sale).",
    ),
    Ground.PROOF_OVERDUE: (
        "The papers for a declared purchase were due and have not come.",
        "Who buys to order hands in the papers in the time that he accepted (terms of sale).",
    ),
    Ground.REAPPEARED: (
        "A listing that was removed has come back.",
        "What was removed as counterfeit may not be offered again (terms of sale).",
    ),
    Ground.UNCLEAR: (
        "A person has to look at the listing before it is shown.",
        "Listings that the rules cannot settle wait for a verifier (terms of sale).",
    ),
    Ground.REPEATED: (
        "Your store has gathered points for several infringements.",
        "The ladder of the enforcement policy names what follows at how many points (terms of sale).",
    ),
    Ground.CONTRADICTED: (
        "Somebody who can know it speaks against a paper that your right to sell rests on.",
        "While a person looks at a contradiction, the right that rests on the paper waits (terms of sale).",
    ),
}

MENDS: Mapping[Ground, str] = {
    Ground.COUNTERFEIT: "If your goods are genuine, appeal and hand in the invoice.",
    Ground.FORGED_PAPER: "If the paper is genuine, appeal; ask its issuer to confirm it.",
    Ground.NO_RIGHT: "Apply for the right to sell the brand: hand in an invoice or a letter of authorization.",
    Ground.OVER_UNITS: "Lower the quantity, or hand in an invoice for the further pieces.",
    Ground.RIGHT_ENDED: "Apply again with papers that are still good.",
    Ground.PROOF_OVERDUE: "Hand in the papers of the declared purchase.",
    Ground.REAPPEARED: "Take the listing off; appeal if the first removal was wrong.",
    Ground.UNCLEAR: "Nothing is asked of you; if it takes long, write to us.",
    Ground.REPEATED: "Put right what the single decisions name, and appeal those that are wrong.",
    Ground.CONTRADICTED: "Nothing is asked of you: a person looks at it. You can appeal, and hand in another paper at any time.",
}

ILLEGAL: frozenset[Ground] = frozenset({Ground.COUNTERFEIT, Ground.REAPPEARED})


@dataclass(frozen=True, kw_only=True)
class StatementOfReasons:
    """One statement. `facts` are words for the store, `rules` the names of the rules that fired, `until` None means until lifted."""

    kind: RestrictionKind
    ground: Ground
    illegal: bool
    facts: str
    legal_or_contractual_ground: str
    mend: str
    rules: tuple[str, ...]
    automated_detection: bool
    automated_decision: bool
    begins: datetime
    until: datetime | None
    appeal_until: datetime
    policy: str

    def to_json(self) -> dict[str, Any]:
        """As it is stored and shown: times in ISO 8601."""
        data = dict(vars(self))
        for key in ("begins", "until", "appeal_until"):
            data[key] = data[key].isoformat() if data[key] else None
        data["rules"] = list(self.rules)
        return data


def statement(
    *,
    kind: RestrictionKind,
    ground: Ground,
    seen: str,
    rules: tuple[str, ...],
    automated: bool,
    begins: datetime,
    until: datetime | None,
    appeal_until: datetime,
    policy: str,
) -> StatementOfReasons:
    """Put the statement together; `seen` says what was seen in this one case."""
    what, rule = GROUNDS[ground]
    return StatementOfReasons(
        kind=kind,
        ground=ground,
        illegal=ground in ILLEGAL,
        facts=f"{what} {seen}".strip(),
        legal_or_contractual_ground=rule,
        mend=MENDS[ground],
        rules=rules,
        automated_detection=bool(rules),
        automated_decision=automated,
        begins=begins,
        until=until,
        appeal_until=appeal_until,
        policy=policy,
    )
