"""Is the paper too old, or dated ahead?

A paper dated ahead is a stronger sign than an old one: no till prints tomorrow's date. The date is the one printed on the page, never the file's
metadata, which the seller controls. And who changes an issue date mostly leaves the other dates of the paper where they were.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from assay.policy.schema.document import DocumentPolicy
from assay.regime.document.finding import Finding, Reason, found
from assay.regime.document.reading import Reading
from assay.regime.document.values import date_of, is_exact, text_of


def age(reading: Reading, *, paper: str, policy: DocumentPolicy, on: date) -> tuple[Finding, ...]:
    """Findings about the issue date on the day `on`, and about the other dates beside it."""
    issued = date_of(reading.issued_on)
    if issued is None:
        seen = text_of(reading.issued_on) or "no date of issue was found"
        return (
            found(
                Reason.DATE_MISSING,
                policy=policy,
                paper=paper,
                seen=seen,
                allowed="a date of issue",
                mend="Hand in a paper whose date can be read.",
                rests_on=(reading.issued_on,),
            ),
        )
    oldest = on - timedelta(days=policy.age.max_age_days)
    findings: list[Finding] = []
    if issued > on or issued < oldest:
        other = _read_the_other_way(issued, reading)
        findings.append(
            found(
                Reason.INVOICE_FROM_THE_FUTURE if issued > on else Reason.INVOICE_TOO_OLD,
                policy=policy,
                paper=paper,
                seen=issued.isoformat(),
                allowed=f"from {oldest.isoformat()} to {on.isoformat()}",
                mend=f"Hand in an invoice of the last {policy.age.max_age_days} days.",
                rests_on=(reading.issued_on,),
                unsure=other is not None and oldest <= other <= on,
            )
        )
    return (*findings, *_other_dates(reading, issued, paper=paper, policy=policy))


def _other_dates(reading: Reading, issued: date, *, paper: str, policy: DocumentPolicy) -> list[Finding]:
    """Due and delivery date beside the date of issue."""
    due, delivered = date_of(reading.due), date_of(reading.delivered_on)
    contradictions: list[str] = []
    if due is not None and not timedelta(0) <= due - issued <= timedelta(days=policy.age.max_payment_term_days):
        contradictions.append(f"issued {issued.isoformat()}, due {due.isoformat()}")
    if delivered is not None and abs(delivered - issued) > timedelta(days=policy.age.max_days_to_delivery):
        contradictions.append(f"issued {issued.isoformat()}, delivered {delivered.isoformat()}")
    if not contradictions:
        return []
    return [
        found(
            Reason.DATES_DISAGREE,
            policy=policy,
            paper=paper,
            seen="; ".join(contradictions),
            allowed=f"due within {policy.age.max_payment_term_days} days after the issue, delivered within"
            f" {policy.age.max_days_to_delivery} days of it",
            mend="Ask the issuer for a corrected invoice.",
            rests_on=(reading.issued_on, reading.due, reading.delivered_on),
        )
    ]


def _read_the_other_way(day: date, reading: Reading) -> date | None:
    """04/03/2026 may be the fourth of March or the third of April: the other reading, where the print allows one."""
    if is_exact(reading.issued_on) or day.day > 12 or day.day == day.month:
        return None
    numeric = rf"\b0?(?:{day.day}[/-]0?{day.month}|{day.month}[/-]0?{day.day})[/-](?:{day.year}|{day.year % 100:02d})\b"
    return day.replace(month=day.day, day=day.month) if re.search(numeric, reading.text) else None
