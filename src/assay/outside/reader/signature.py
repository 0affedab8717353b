"""What are the signatures in a PDF worth, and what did the file say before it was changed?

Integrity only: whose certificate it is, and whether the brand enrolled it, is judged elsewhere. pyHanko's single verdicts deceive: content that
was replaced in a later revision still reads intact and valid. So a signature holds only if all of this is true (PAdES, ISO 32000-2 12.8; RFC
5652, 8419, 8702):

1. digest and signature value are right, over signed attributes that name the content's digest; 2. it covers the whole file, or what came after it
is nothing but archive timestamps, or further signatures that hold; nothing stands behind the file's end; 3. nothing changed against what its
certification allows (DocMDP); 4. digest and key are strong enough: SHA-2 or better, RSA of 2048 bits or more, a curve of 224 bits or more,
EdDSA with its own digest; 5. the certificate is one for signing, and was valid at the time of signing and at that of the timestamp;
6. a timestamp that is there is one of this signature.

What cannot be parsed is never accepted: a field that holds a signature of no known form is a signature that does not hold.
"""

from __future__ import annotations

import hashlib
import io
import re
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from assay.outside.revisions import earlier_revisions
from assay.regime.document.reading import Signature

STRONG_DIGESTS = frozenset({"sha256", "sha384", "sha512", "sha3_256", "sha3_384", "sha3_512", "shake256"})
EDDSA_DIGEST = {"ed25519": "sha512", "ed448": "shake256"}
SMALLEST_RSA_BITS = 2048
SMALLEST_CURVE_BITS = 224
MOST_SIGNATURES = 20


def signatures_of(data: bytes) -> tuple[tuple[Signature, ...], int]:
    """The signatures in order of signing, and how often the file was written; what only archives a signature is not counted."""
    if b"/ByteRange" not in data and b"/Sig" not in data:
        return (), _revisions(data)
    filled = 0
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=False)
        filled = sum(1 for _ in islice(enumerate_sig_fields(reader, filled_status=True), MOST_SIGNATURES))
        embedded = list(reader.embedded_regular_signatures)[:MOST_SIGNATURES]
        stamps = len(reader.embedded_timestamp_signatures)
    except Exception as fault:  # pyHanko and asn1crypto raise whatever a malformed file makes them raise
        if not filled and not re.search(rb"/ByteRange\s*\[", data):
            return (), _revisions(data)
        return (_broken(f"the signature cannot be parsed ({type(fault).__name__})."),), _revisions(data)
    judged = [_judge(signature) for signature in embedded]
    for _ in range(filled - len(embedded) - stamps):
        judged.append((_broken("its form is none that is taken here (PAdES or PKCS#7, detached)."), "OTHER"))
    behind = _behind_the_end(data)
    marks = [mark for mark, _ in judged]
    revisions = _revisions(data)
    for i, (mark, level) in enumerate(judged):
        later = marks[i + 1 :]
        if level == "FORM_FILLING" and not mark.problem:
            # A later signature fills its own field; anything else that was filled in is a change.
            if later and all(m.holds for m in later) and later[-1].covers_file:
                marks[i] = _with(mark, holds=True, modification="signed_again")
            else:
                marks[i] = _with(mark, holds=False, problem="the file was filled in or changed after signing.")
    if behind:
        marks = [
            m if m.problem else _with(m, holds=False, problem=f"{behind} bytes stand behind the end of the file.")
            for m in marks
        ]
    if judged and judged[-1][1] == "LTA_UPDATES":
        revisions = min(revisions, 1 + len(marks))
    return tuple(marks), revisions


def _behind_the_end(data: bytes) -> int:
    """How many bytes other than white space stand behind the last end of file: nobody signed them, and other programs may read them."""
    end = data.rfind(b"%%EOF")
    return len(data[end + 5 :].strip(b" \t\r\n\0\f")) if end >= 0 else 0


def earlier_texts(data: bytes) -> tuple[str, ...]:
    """The text of each earlier revision, the oldest first; empty where there is none or it cannot be read."""
    return tuple(text for _, text in earlier_revisions(data))


def _revisions(data: bytes) -> int:
    """How often the file was written: ends of file, less the first of a linearised one, which belongs to its beginning."""
    ends = len(re.findall(rb"startxref\s+\d+\s+%%EOF", data))
    linearised = (
        re.search(rb"startxref\s+0\s+%%EOF", data[: len(data) // 2 + 2048]) is not None
        and b"/Linearized" in data[:2048]
    )
    return max(1, ends - linearised)


def _judge(signature: Any) -> tuple[Signature, str]:
    """One signature, and the level of what was changed after it."""
    try:
        signature.compute_integrity_info()
        certificate = signature.signer_cert
        if certificate is None:
            return _broken("it carries no certificate of its signer."), "OTHER"
        context = ValidationContext(
            trust_roots=[certificate], allow_fetching=False, weak_hash_algos={"md2", "md5", "sha1"}
        )
        status = validate_pdf_signature(signature, signer_validation_context=context)
    except Exception as fault:  # see above
        return _broken(f"it cannot be verified ({type(fault).__name__})."), "OTHER"
    level = status.modification_level.name if status.modification_level is not None else "OTHER"
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    revision = status.coverage in (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION)
    signed_at = status.signer_reported_dt
    problem = (
        _weak(signature, status, certificate)
        or ("" if status.intact else "the signed content was changed.")
        or ("" if status.valid else "the signature value is wrong.")
        or ("" if revision else "it does not cover its whole revision of the file.")
        or ("" if level != "OTHER" else "the file was changed after signing.")
        or ("" if status.docmdp_ok is not False else "the file was changed against what its certification allows.")
        or _outside_validity(certificate, signed_at)
        or _timestamp(status, certificate)
    )
    harmless = whole or status.modification_level in (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES)
    mark = Signature(
        holds=not problem and harmless,
        covers_file=whole,
        modification=level.lower(),
        signer=str(certificate.subject.native.get("common_name") or certificate.subject.human_friendly),
        signer_sha256=hashlib.sha256(certificate.dump()).hexdigest(),
        signed_at=signed_at.astimezone(UTC).isoformat() if signed_at is not None else "",
        problem=problem,
    )
    return mark, level


def _weak(signature: Any, status: Any, certificate: Any) -> str:
    """What is too weak about digest, key or form of a signature; empty where nothing is."""
    info = signature.signer_info
    digest = info["digest_algorithm"]["algorithm"].native
    # As SignedAttributes the set is EXPLICITLY retagged; what matters is that it is there and binds the content (RFC 5652 5.4, 11.2).
    attributes = info["signed_attrs"]
    kinds = {a["type"].native for a in attributes} if attributes.native else set()
    if "message_digest" not in kinds or "content_type" not in kinds:
        return "it has no signed attributes that name the content's digest."
    if digest not in STRONG_DIGESTS or str(status.md_algorithm).lower() not in STRONG_DIGESTS:
        return f"its digest {digest} is too weak."
    key = certificate.public_key
    if key.algorithm == "rsa" and key.bit_size < SMALLEST_RSA_BITS:
        return f"its RSA key of {key.bit_size} bits is too short."
    if key.algorithm == "ec" and key.bit_size < SMALLEST_CURVE_BITS:
        return f"its curve of {key.bit_size} bits is too short."
    if key.algorithm == "dsa":
        return "its algorithm DSA is too weak."
    usage = certificate.key_usage_value
    if usage is not None and not {"digital_signature", "non_repudiation"} & usage.native:
        return "the signer's certificate is not one for signing (key usage)."
    own = EDDSA_DIGEST.get(key.algorithm)
    if own is not None and digest != own:
        return f"{key.algorithm} was used with {digest} instead of {own} (RFC 8419)."
    return ""


def _outside_validity(certificate: Any, signed_at: datetime | None) -> str:
    if signed_at is None:
        return ""
    validity = certificate["tbs_certificate"]["validity"]
    if validity["not_before"].native <= signed_at.astimezone(UTC) <= validity["not_after"].native:
        return ""
    return "the signer's certificate was not valid at the time of signing."


def _timestamp(status: Any, certificate: Any) -> str:
    """What is wrong with the signature's timestamp; empty where there is none. Whose it is counts for nothing here, only that it fits."""
    stamp = status.timestamp_validity
    if stamp is None:
        return ""
    if not (stamp.intact and stamp.valid):
        return "its timestamp is not one of this signature."
    outside = _outside_validity(certificate, stamp.timestamp)
    return outside.replace("at the time of signing", "at the time of its timestamp")


def _broken(problem: str) -> Signature:
    return Signature(
        holds=False, covers_file=False, modification="other", signer="", signer_sha256="", signed_at="", problem=problem
    )


def _with(mark: Signature, *, holds: bool, modification: str = "", problem: str = "") -> Signature:
    return Signature(
        holds=holds,
        covers_file=mark.covers_file,
        modification=modification or mark.modification,
        signer=mark.signer,
        signer_sha256=mark.signer_sha256,
        signed_at=mark.signed_at,
        problem=problem or mark.problem,
    )
