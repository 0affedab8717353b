"""May this signature be enrolled as the brand's own?

What an enrolled signer signs is the brand's word and needs no answer of anybody; so a key must be public, of a kind that credentials are signed with
here, and a certificate named by its whole SHA-256.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date

from assay.errors import BadInput
from assay.regime.brand.register import Signer


def check_signer(signer: Signer, *, where: str) -> Signer:
    """The signer, fit to be enrolled. BadInput: no name, neither key nor certificate, a key that is none or is private, a day that is none."""
    if not signer.name:
        raise BadInput("a signer needs a name.", where=f"{where}, name", mend="Say whose signature it is.")
    if bool(signer.jwk) is bool(signer.certificate_sha256):
        raise BadInput(
            "a signer has a key or a certificate.",
            where=f"{where}, jwk",
            mend="Give the public key (JWK) for credentials, or the certificate's SHA-256 for signed papers.",
        )
    if signer.certificate_sha256 and not re.fullmatch(r"[0-9a-f]{64}", signer.certificate_sha256):
        raise BadInput(
            "this is no SHA-256 of a certificate.",
            where=f"{where}, certificate_sha256",
            mend="Give 64 hexadecimal digits (openssl x509 -fingerprint -sha256).",
        )
    if signer.jwk:
        _check_jwk(signer.jwk, where=f"{where}, jwk")
    for name in ("valid_from", "valid_to"):
        try:
            if getattr(signer, name):
                date.fromisoformat(getattr(signer, name))
        except ValueError:
            raise BadInput(
                f"{getattr(signer, name)[:40]!r} is no date.", where=f"{where}, {name}", mend="Write it as 2026-11-24."
            ) from None
    return signer


def _check_jwk(text: str, *, where: str) -> None:
    """A public key of a kind that credentials are signed with here: P-256, P-384 or Ed25519 (RFC 7518, RFC 8037)."""
    try:
        key = json.loads(text)
    except ValueError:
        key = None
    if not isinstance(key, Mapping):
        raise BadInput(
            "this is no JWK.", where=where, mend='Give the public key as {"kty": "EC", "crv": "P-256", ...}.'
        )
    if "d" in key:
        raise BadInput(
            "this key is private.", where=where, mend="Give its public half, and make a new key: this one is known now."
        )
    shape = {"P-256": ("EC", {"x", "y"}), "P-384": ("EC", {"x", "y"}), "Ed25519": ("OKP", {"x"})}.get(
        str(key.get("crv"))
    )
    if shape is None or key.get("kty") != shape[0] or not all(isinstance(key.get(c), str) and key[c] for c in shape[1]):
        raise BadInput("this key cannot be used.", where=where, mend="Give a key on P-256, P-384 or Ed25519.")
