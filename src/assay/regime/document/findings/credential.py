"""Does the credential hold, and is it the store's?

A credential is the brand's own word as long as the brand's enrolled key signed it, it is in force, and it was not withdrawn since. The key is the
register's, never one that the token brings along. Nothing is fetched here: a status list is handed in with the facts, and one that is not there
leaves the credential unclear, never good.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from assay.errors import AssayError, NotVerified
from assay.policy.schema.document import DocumentPolicy
from assay.regime.brand.register import Brand
from assay.regime.document.extraction.credential import Status, status_in, verify_credential
from assay.regime.document.facts import StatusList
from assay.regime.document.finding import Finding, Reason, found
from assay.regime.document.reading import Credential, Reading


def credential(
    reading: Reading, *, paper: str, brand: Brand, statuses: Sequence[StatusList], policy: DocumentPolicy, on: date
) -> tuple[Finding, ...]:
    """Findings about a credential; none on other papers."""
    token = reading.credential
    if token is None:
        return ()
    keys = enrolled_keys(brand, on=on)
    if not keys:
        return (_finding(Reason.SIGNER_NOT_ENROLLED, token.issuer or "its issuer", paper=paper, policy=policy),)
    at = datetime.combine(on, time(12), tzinfo=UTC)
    try:
        opened = verify_credential(token.token, keys=keys, at=at)
    except AssayError as no:
        return (_finding(Reason.CREDENTIAL_INVALID, no.what, paper=paper, policy=policy),)
    if "status" in opened.claims and not token.status_uri:
        return (
            _finding(
                Reason.CREDENTIAL_STATUS_UNKNOWN,
                "a status of a kind that is not known here",
                paper=paper,
                policy=policy,
            ),
        )
    try:
        standing = _standing(token, statuses=statuses, keys=keys, at=at)
    except AssayError as no:
        # The list is not the seller's: one that is past its time or not signed leaves it unclear, and unclear is not wrong.
        return (_finding(Reason.CREDENTIAL_STATUS_UNKNOWN, no.what, paper=paper, policy=policy),)
    if standing is None:
        return (_finding(Reason.CREDENTIAL_STATUS_UNKNOWN, token.status_uri, paper=paper, policy=policy),)
    if standing != Status.VALID:
        said = (
            "withdrawn"
            if standing == Status.INVALID
            else "suspended"
            if standing == Status.SUSPENDED
            else str(standing)
        )
        return (_finding(Reason.CREDENTIAL_INVALID, f"its issuer says: {said}", paper=paper, policy=policy),)
    return (_finding(Reason.SIGNED_BY_AN_ENROLLED_SIGNER, token.issuer or brand.name, paper=paper, policy=policy),)


def enrolled_keys(brand: Brand, *, on: date) -> list[Mapping[str, Any]]:
    """The public keys (JWK) of the brand's signers who are enrolled on this day; one that is no JSON object is left out."""
    keys: list[Mapping[str, Any]] = []
    day = on.isoformat()
    for signer in brand.signers:
        if (signer.valid_from and day < signer.valid_from[:10]) or (signer.valid_to and day > signer.valid_to[:10]):
            continue
        try:
            key = json.loads(signer.jwk) if signer.jwk else None
        except json.JSONDecodeError:
            continue
        if isinstance(key, Mapping):
            keys.append(key)
    return keys


def _standing(
    token: Credential, *, statuses: Sequence[StatusList], keys: Sequence[Mapping[str, Any]], at: datetime
) -> int | None:
    """What the status list says; VALID where the credential names none, None where its list is not there."""
    if not token.status_uri:
        return Status.VALID
    listed = next((s for s in statuses if s.uri == token.status_uri), None)
    if listed is None:
        return None
    if not token.status_index.isdigit():
        raise NotVerified("its place in the status list is no number")
    # A list lives for minutes or hours: it is judged at the moment for which it was fetched, where that is known.
    moment = datetime.fromisoformat(listed.at) if listed.at else at
    return status_in(listed.token, uri=listed.uri, index=int(token.status_index), keys=keys, at=moment)


def _finding(reason: Reason, seen: str, *, paper: str, policy: DocumentPolicy) -> Finding:
    good = reason is Reason.SIGNED_BY_AN_ENROLLED_SIGNER
    return found(
        reason,
        policy=policy,
        paper=paper,
        seen=seen,
        allowed="a credential that the brand's enrolled key signed, in force and not withdrawn",
        mend="Nothing is asked of you." if good else "Ask the brand for a new credential.",
    )
