"""What would those who are asked about the sample's papers truthfully answer? Seven in ten answer at all.

The issuer knows its books: whether it wrote this number to this buyer with this content. The brand knows its dealers' books as well, and nothing
of the grey channel. A genuine paper that is in the wrong hands is confirmed by its issuer all the same: that is the hard case.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

ANSWER_SHARE = 0.7
GENUINE_IN_WRONG_HANDS = frozenset(
    {"other_buyer", "same_file", "credit_as_invoice", "letter_for_another", "letter_ended"}
)
OBJECTION = {
    "answer": "object",
    "ground": "not_issued",
    "evidence": "Our books have no paper of this number, buyer and content.",
}


def answers(
    questions: list[Mapping[str, Any]], truth: Mapping[str, Any], *, rng: random.Random
) -> list[dict[str, Any]]:
    """The answers to an application's questions, as `answers` of its file."""
    result = []
    for question in questions:
        said = _said(question, truth)
        if said is not None and rng.random() < ANSWER_SHARE:
            result.append({"question": question["question"], "by": question["name"], **said})
    return result


def _said(question: Mapping[str, Any], truth: Mapping[str, Any]) -> dict[str, Any] | None:
    if truth["is"] != "forged":
        knows = truth["issuer_known"] or question["to"] == "issuer"
        return {"answer": "confirm", "evidence": ""} if knows else None
    if truth["defect"] in GENUINE_IN_WRONG_HANDS:
        return {"answer": "confirm", "evidence": ""} if question["to"] == "issuer" else None
    return dict(OBJECTION)
