"""What are the signatures in the file worth?

A signature proves only what it covers, by whom, at that time. Content that was replaced after signing may still verify: so the whole file must be
covered, or what came later must be nothing but timestamps. And a signer counts only if the brand enrolled him; anybody can buy a certificate.

Whoever signs a letter once more may lay a picture of his signature over its text, and every signature still holds: so a letter that somebody else
signed after the brand is no longer the brand's word alone, and a person looks. Nobody signs tomorrow either.
"""

from __future__ import annotations

from datetime import date, timedelta

from assay.policy.schema.document import DocumentPolicy
from assay.regime.brand.register import Brand, Signer
from assay.regime.document.finding import Finding, Reason, found
from assay.regime.document.reading import Reading, Signature

HARMLESS = frozenset({"", "none", "lta_updates", "signed_again"})


def signature(reading: Reading, *, paper: str, brand: Brand, policy: DocumentPolicy, on: date) -> tuple[Finding, ...]:
    """Findings about each signature; none where there is no signature, since most genuine papers have none."""
    findings = []
    for n, mark in enumerate(reading.signatures):
        later = [m for m in reading.signatures[n + 1 :] if enrolled(m, brand=brand, on=on) is None]
        if not mark.holds:
            reason, allowed = Reason.SIGNATURE_BROKEN, "a signature that holds"
            seen = mark.problem or "the signed content was changed"
        elif not mark.covers_file and mark.modification.casefold() not in HARMLESS:
            reason, allowed = Reason.SIGNATURE_LEAVES_OUT, "a signature over the whole file"
            seen = f"changed after signing: {mark.modification.casefold().replace('_', ' ')}"
        elif _ahead(mark, on=on):
            reason, allowed = Reason.SIGNATURE_UNCLEAR, f"signed by {on}"
            seen = f"signed on {mark.signed_at[:10]}"
        elif enrolled(mark, brand=brand, on=on) is not None and later:
            reason, allowed = Reason.SIGNATURE_UNCLEAR, "nobody but enrolled signers after the brand"
            seen = f"{mark.signer}; signed again by {', '.join(m.signer or 'a signer without a name' for m in later)}"
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
                if reason in {Reason.SIGNATURE_BROKEN, Reason.SIGNATURE_LEAVES_OUT, Reason.SIGNATURE_UNCLEAR}
                else "Nothing is asked of you.",
            )
        )
    return tuple(findings)


def signed_by_brand(reading: Reading, *, brand: Brand, on: date) -> bool:
    """Does a signature of an enrolled signer hold over the whole file, and was it the last? Then the paper is the brand's own word."""
    return (
        bool(reading.signatures)
        and all(
            mark.holds and (mark.covers_file or mark.modification.casefold() in HARMLESS) and not _ahead(mark, on=on)
            for mark in reading.signatures
        )
        and enrolled(reading.signatures[-1], brand=brand, on=on) is not None
    )


def _ahead(mark: Signature, *, on: date) -> bool:
    """Does it say that it was signed after today? A day is left for time zones."""
    try:
        return bool(mark.signed_at) and date.fromisoformat(mark.signed_at[:10]) > on + timedelta(days=1)
    except ValueError:
        return False


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
