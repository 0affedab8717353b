"""Does the number fit the date, and the issuer's other numbers?

An issuer numbers its invoices in order (Directive 2006/112/EC Art. 226(2)). Whoever moves a date or invents a number does not know what the issuer
wrote on the day before and the day after; the papers of all stores together do. Several series side by side are allowed: only numbers of one pattern
are compared.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from assay.policy.schema.document import DocumentPolicy
from assay.regime.document import traces
from assay.regime.document.facts import EarlierTrace, Paper
from assay.regime.document.finding import Finding, Reason, found
from assay.regime.document.reading import Reading
from assay.regime.document.values import date_of, text_of


def sequence(paper: Paper, *, earlier: Sequence[EarlierTrace], policy: DocumentPolicy) -> tuple[Finding, ...]:
    """Findings about number and date, by themselves and among the issuer's other papers."""
    reading = paper.reading
    issued = date_of(reading.issued_on) if reading else None
    if reading is None or issued is None or not text_of(reading.number):
        return ()
    findings: list[Finding] = []
    year = _year_in(text_of(reading.number))
    if year is not None and abs(year - issued.year) >= 1 and not _around_new_year(year, issued):
        findings.append(
            _finding(
                Reason.NUMBER_AND_DATE_DISAGREE,
                reading,
                paper,
                policy,
                seen=f"number {text_of(reading.number)}, issued {issued.isoformat()}",
                allowed="a number and a date of one year",
            )
        )
    broken = _out_of_order(paper, reading, issued, earlier=earlier, policy=policy)
    if broken:
        findings.append(
            _finding(
                Reason.SEQUENCE_BROKEN,
                reading,
                paper,
                policy,
                seen=f"number {text_of(reading.number)}, issued {issued.isoformat()}",
                allowed=f"numbers that rise with their dates ({broken})",
            )
        )
    return tuple(findings)


def _out_of_order(
    paper: Paper, reading: Reading, issued: date, *, earlier: Sequence[EarlierTrace], policy: DocumentPolicy
) -> str:
    """In words, where another paper of this issuer has a higher number and an earlier date, or the other way round."""
    _, counter = traces.series_of(text_of(reading.number))
    if counter is None:
        return ""
    keys = {t.key for t in traces.traces_of(paper) if t.kind == traces.SERIES}
    slack = timedelta(days=policy.sequence.max_days_out_of_order)
    for other in earlier:
        if other.kind != traces.SERIES or other.key not in keys:
            continue
        number, _, day = other.value.partition("|")
        try:
            theirs, then = int(number), date.fromisoformat(day)
        except ValueError:
            continue
        behind = counter > theirs and issued + slack < then
        ahead = counter < theirs and issued > then + slack
        days = abs((issued - then).days) + 1
        if behind or ahead or (issued > then and counter - theirs > days * policy.sequence.max_numbers_a_day):
            return f"another paper of this issuer has {theirs} on {then.isoformat()}"
    return ""


def _year_in(number: str) -> int | None:
    """The year that a number names: four digits from 1990 to 2099 between other signs, or at the head of a date such as 20261002."""
    for run in re.finditer(r"\d+", number):
        digits = run.group()
        alone = len(digits) == 4 or (len(digits) == 8 and "01" <= digits[4:6] <= "12" and "01" <= digits[6:] <= "31")
        # A lone number of four digits is a count, not a year.
        if alone and digits != number and 1990 <= int(digits[:4]) <= 2099:
            return int(digits[:4])
    return None


def _around_new_year(year: int, issued: date) -> bool:
    """Series that run by business years, and invoices written in January for December."""
    return (issued.month <= 3 and year == issued.year - 1) or (issued.month >= 9 and year == issued.year + 1)


def _finding(
    reason: Reason, reading: Reading, paper: Paper, policy: DocumentPolicy, *, seen: str, allowed: str
) -> Finding:
    return found(
        reason,
        policy=policy,
        paper=paper.name,
        seen=seen,
        allowed=allowed,
        mend="Nothing is asked of you: the issuer is asked.",
        rests_on=(reading.number, reading.issued_on),
    )
