"""Does the paper show what a paper of its kind must show?

Missing is not wrong: a person looks, or the one who issued it is asked. The fields are those of Directive 2006/112/EC Art. 226, as far as they carry
the proof. What the reader was not sure of is named here once, so that a verifier looks there first.
"""

from __future__ import annotations

from assay.policy.schema.document import DocumentPolicy
from assay.regime.document.finding import Finding, Reason, found
from assay.regime.document.reading import Reading
from assay.regime.document.values import is_sure, text_of


def completeness(reading: Reading, *, paper: str, policy: DocumentPolicy) -> tuple[Finding, ...]:
    """Findings about number, lines and totals of an invoice or receipt, and about fields that are not clear."""
    findings: list[Finding] = []

    def missing(reason: Reason, what: str) -> None:
        findings.append(
            found(
                reason,
                policy=policy,
                paper=paper,
                seen=f"no {what} was found",
                allowed=f"a paper that shows its {what}",
                mend=f"Hand in a paper or a scan on which the {what} can be read.",
            )
        )

    if not text_of(reading.number):
        missing(Reason.NUMBER_MISSING, "number")
    if not any(text_of(line.description) or text_of(line.gtin) for line in reading.lines):
        missing(Reason.LINES_MISSING, "lines with goods")
    elif not any(line.quantity is not None for line in reading.lines):
        missing(Reason.LINES_MISSING, "quantities")
    if reading.totals.gross is None and reading.totals.payable is None and reading.totals.net is None:
        missing(Reason.TOTALS_MISSING, "totals")
    unsure = {
        "number": reading.number,
        "date of issue": reading.issued_on,
        "issuer": reading.issuer.name,
        "buyer": reading.recipient.name,
        "total": reading.totals.gross or reading.totals.payable,
    }
    unclear = {name: field for name, field in unsure.items() if field is not None and not is_sure(field, policy=policy)}
    if unclear:
        findings.append(
            found(
                Reason.READING_UNSURE,
                policy=policy,
                paper=paper,
                seen="; ".join(f"{name}: {text_of(field)}?" for name, field in unclear.items()),
                allowed=f"fields read with a confidence of at least {policy.reading.sure_confidence}",
                mend="Hand in the original file or a sharper scan.",
                rests_on=tuple(unclear.values()),
            )
        )
    return tuple(findings)
