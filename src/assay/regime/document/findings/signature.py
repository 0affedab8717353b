"""What are the signatures in the file worth?

A signature proves only what it covers, by whom, at that time. Content that was replaced after signing may still verify: so the whole file must be
covered, or what came later must be nothing but timestamps. And a signer counts only if the brand enrolled him; anybody can buy a certificate.
"""

from __future__ import annotations

from datetime import date

from assay.policy.schema.document import DocumentPolicy
from assay.regime.brand.register import Brand, Signer
from assay.regime.document.finding import Finding, Reason, found
from assay.regime.document.reading import Reading, Signature

HARMLESS = frozenset({"", "none", "lta_updates", "signed_again"})


def signature(reading: Reading, *, paper: str, brand: Brand, policy: DocumentPolicy, on: date) -> tuple[Finding, ...]:
    """Findings about each signature; none where there is no signature, since most genuine papers have none."""
    findings = []
    for mark in reading.signatures:
        if not mark.holds:
            reason, allowed = Reason.SIGNATURE_BROKEN, "a signature that holds"
            seen = mark.problem or "the signed content was changed"
        elif not mark.covers_file and mark.modification.casefold() not in HARMLESS:
            reason, allowed = Reason.SIGNATURE_LEAVES_OUT, "a signature over the whole file"
            seen = f"changed after signing: {mark.modification.casefold().replace('_', ' ')}"
        elif enrolled(mark, brand=brand, on=on) is not None:
            reason, allowed = Reason.SIGNED_BY_AN_ENROLLED_SIGNER, "signers whom the brand has enrolled"
            seen = mark.signer
        else:
            reason, allowed = Reason.SIGNER_NOT_ENROLLED, "signers whom the brand has enrolled"
            seen = mark.signer or "a signer without a name"
        findings.append(
            found(
                reason,
                policy=policy,
                paper=paper,
                seen=seen,
                allowed=allowed,
                mend="Hand in the file as it was signed, unchanged."
                if reason in {Reason.SIGNATURE_BROKEN, Reason.SIGNATURE_LEAVES_OUT}
                else "Nothing is asked of you.",
            )
        )
    return tuple(findings)


def signed_by_brand(reading: Reading, *, brand: Brand, on: date) -> bool:
    """Does a signature of an enrolled signer hold over the whole file? Then the paper is the brand's own word."""
    return (
        bool(reading.signatures)
        and all(
            mark.holds and (mark.covers_file or mark.modification.casefold() in HARMLESS) for mark in reading.signatures
        )
        and any(enrolled(mark, brand=brand, on=on) for mark in reading.signatures)
    )


def enrolled(mark: Signature, *, brand: Brand, on: date) -> Signer | None:
    """The brand's signer who signed this, valid at the time of signing (on the day of the judgement where no time is stated)."""
    try:
        day = date.fromisoformat(mark.signed_at[:10]) if mark.signed_at else on
    except ValueError:
        day = on
    for signer in brand.signers:
        known = bool(signer.certificate_sha256) and signer.certificate_sha256 == mark.signer_sha256.lower()
        if (
            known
            and (not signer.valid_from or signer.valid_from[:10] <= day.isoformat())
            and (not signer.valid_to or day.isoformat() <= signer.valid_to[:10])
        ):
            return signer
    return None
