"""The golden cases of golden_papers.toml: whoever changes one changes what the office does, and says why in docs/adr."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.regime.document.build import BUYER, DEALER, LINES, ON, facts, field, invoice, line, paper, party

from assay.policy.load import shipped
from assay.regime.document.facts import Answer
from assay.regime.document.reading import Reading
from assay.regime.document.verdict import judge

CASES = tomllib.loads((Path(__file__).parent / "golden_papers.toml").read_text(encoding="utf-8"))["case"]


def read(case: dict[str, Any]) -> Reading:
    """The paper of a case."""
    issuer = party(case["issuer"]) if "issuer" in case else DEALER
    recipient = party(case["buyer"]) if "buyer" in case else BUYER
    lines = tuple(line(d, q, p, amount=a) for d, q, p, a in case["lines"]) if "lines" in case else LINES
    given = {k: case[k] for k in ("number", "issued_on", "kind") if k in case}
    reading = invoice(issuer=issuer, recipient=recipient, lines=lines, **given)
    if "due" in case:
        reading = replace(reading, due=field(case["due"]))
    if "gross" in case:
        reading = replace(reading, totals=replace(reading.totals, gross=field(case["gross"])))
    return reading


@pytest.mark.parametrize("case", CASES, ids=[c["says"] for c in CASES])
def test_golden_paper(case: dict[str, Any]) -> None:
    answers = tuple(Answer(**a) for a in case.get("answers", ()))
    judgement = judge(facts(paper(read(case)), answers=answers), policy=shipped(), on=case.get("on", ON))
    found = [f.reason.value for f in judgement.findings]
    assert (judgement.outcome.value, found) == (case["verdict"], case["reasons"])


def test_no_golden_case_is_told_twice() -> None:
    assert len({c["says"] for c in CASES}) == len(CASES) == 33
