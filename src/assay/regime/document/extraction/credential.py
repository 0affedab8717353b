"""What does a credential say, and does it hold? SD-JWT VC (RFC 9901, draft-ietf-oauth-sd-jwt-vc) with Token Status List.

Reading and believing are apart. `open_credential` takes the token to pieces and checks that they fit: every disclosure is called for once and by
its digest. `verify_credential` raises unless the issuer's key signed it, it is in force at a given time, and, where the holder bound it, the
holder's key signed the binding over exactly these disclosures. `status_in` reads one entry of a status list that is signed in its turn. The key
is the register's, never one that the token brings along.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any, TypeGuard

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, utils

from assay.errors import BadInput, NotVerified

LONGEST_TOKEN = 1_000_000
DEEPEST = 30
MOST_STATUS_BYTES = 16 << 20
TYPES = frozenset({"dc+sd-jwt", "vc+sd-jwt"})
CLOCK_SKEW_SECONDS = 60

_DIGESTS = {"sha-256": hashlib.sha256, "sha-384": hashlib.sha384, "sha-512": hashlib.sha512}
_CURVES = {
    "ES256": ("P-256", ec.SECP256R1(), hashes.SHA256(), 32),
    "ES384": ("P-384", ec.SECP384R1(), hashes.SHA384(), 48),
    "ES512": ("P-521", ec.SECP521R1(), hashes.SHA512(), 66),
}
# These must stand in the signed part itself (sd-jwt-vc 3.2.2.2): a holder could leave them out otherwise.
_NEVER_DISCLOSED = frozenset({"iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "status", "aka_vcts", "_sd_alg"})
_MEND = "Ask the brand for a new credential."


class Status(IntEnum):
    """What a status list says (draft-ietf-oauth-status-list 7.1); other values are the issuer's own."""

    VALID = 0
    INVALID = 1
    SUSPENDED = 2


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A credential taken to pieces. `claims` are the issuer's with the disclosures put in; `signed` and `signature` are what was signed and how."""

    header: Mapping[str, Any]
    claims: Mapping[str, Any]
    signed: bytes
    signature: bytes
    presented: str  # everything up to and including the last ~, which a key binding covers
    key_binding: str
    digest: str = "sha-256"  # what its disclosures, and a key binding, are digested with (_sd_alg)


def open_credential(text: str, *, where: str = "") -> Opened:
    """Take a compact SD-JWT to pieces. BadInput where the pieces do not fit."""
    token = "".join(text.split())
    if len(token) > LONGEST_TOKEN:
        raise BadInput(f"this credential has more than {LONGEST_TOKEN} characters.", where=where, mend=_MEND)
    jwt, *disclosures = token.split("~")
    if not disclosures:
        raise BadInput("this is no SD-JWT: it has no ~.", where=where, mend=_MEND)
    key_binding = disclosures.pop()
    try:
        header, payload, signed, signature = _jws(jwt)
        claims = _disclosed(payload, disclosures)
    except _Unfit as unfit:
        raise BadInput(f"this credential does not fit together: {unfit}.", where=where, mend=_MEND) from None
    return Opened(
        header=header,
        claims=claims,
        signed=signed,
        signature=signature,
        presented=token[: len(token) - len(key_binding)],
        key_binding=key_binding,
        digest=str(payload.get("_sd_alg", "sha-256")),
    )


def verify_credential(
    text: str,
    *,
    keys: Sequence[Mapping[str, Any]],
    at: datetime,
    types: frozenset[str] = TYPES,
    holder: Mapping[str, Any] | None = None,
    audience: str = "",
    nonce: str = "",
) -> Opened:
    """The credential, believed. Raises NotVerified (or BadInput): each reason says what does not hold.

    `keys` are the issuer's public keys (JWK) as the register has them. `holder`: the key that must hold it; None where any may. `audience` and
    `nonce` are compared where they are given.
    """
    opened = open_credential(text)
    # 1 its type, so that a token made for something else is not taken for a credential (RFC 8725 3.11)
    if media_type(opened.header) not in types:
        raise _no(f"its type is {str(opened.header.get('typ'))[:40]!r}")
    # 2 the issuer's signature
    _check_signature(opened.header, opened.signed, opened.signature, keys, what="the issuer's signature")
    # 3 what must be there (a plain SD-JWT, asked for by its own type, needs none)
    if media_type(opened.header) in TYPES and not (isinstance(opened.claims.get("vct"), str) and opened.claims["vct"]):
        raise _no("it names no type of credential (vct)")
    # 4 in force
    _check_time(opened.claims, at=at)
    # 5 the holder
    confirmation = opened.claims.get("cnf")
    bound = confirmation.get("jwk") if isinstance(confirmation, Mapping) else None
    if holder is not None and (bound is None or thumbprint(bound) != thumbprint(holder)):
        raise _no("it was issued to another holder")
    if opened.key_binding:
        _check_binding(opened, bound, at=at, audience=audience, nonce=nonce)
    elif audience or nonce:
        raise _no("the holder's key binding is missing")
    return opened


def status_in(token: str, *, uri: str, index: int, keys: Sequence[Mapping[str, Any]], at: datetime) -> int:
    """The entry of a status list token. Raises NotVerified: not signed by these keys, for another address, expired, too short, too large."""
    try:
        header, claims, signed, signature = _jws("".join(token.split()))
    except _Unfit as unfit:
        raise _no(f"the status list does not fit together: {unfit}") from None
    if media_type(header) != "statuslist+jwt":
        raise _no(f"the status list's type is {str(header.get('typ'))[:40]!r}")
    _check_signature(header, signed, signature, keys, what="the status list's signature")
    if claims.get("sub") != uri:
        raise _no("the status list is for another address")
    _check_time(claims, at=at)
    issued, lives = claims.get("iat"), claims.get("ttl")
    if not _is_number(issued):
        raise _no("the status list does not say when it was issued")
    if _is_number(lives) and at.timestamp() > issued + lives + CLOCK_SKEW_SECONDS:
        raise _no("the status list is older than it may become")
    listed = claims.get("status_list")
    if not isinstance(listed, Mapping):
        raise _no("the status list holds no list")
    return entry_of(listed, index=index)


def entry_of(listed: Mapping[str, Any], *, index: int) -> int:
    """One entry of a `status_list` object: `bits` wide, the lowest bits of the first byte first (draft-ietf-oauth-status-list 4.1)."""
    bits = listed.get("bits")
    if not isinstance(bits, int) or isinstance(bits, bool) or bits not in (1, 2, 4, 8):
        raise _no("the status list's entries have no width that is allowed")
    if index < 0:
        raise _no("the index into the status list is negative")
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(_unbase64(listed.get("lst")), MOST_STATUS_BYTES + 1)
    except (zlib.error, _Unfit):
        raise _no("the status list cannot be unpacked") from None
    if len(data) > MOST_STATUS_BYTES:
        raise _no(f"the status list unpacks into more than {MOST_STATUS_BYTES} bytes")
    if not unpacker.eof or unpacker.unused_data:
        raise _no("the status list is cut off or goes on behind its end")
    at = index * bits
    if at // 8 >= len(data):
        raise _no("the index lies behind the end of the status list")
    return (data[at // 8] >> (at % 8)) & ((1 << bits) - 1)


def media_type(header: Mapping[str, Any]) -> str:
    """The type that a header names, without the "application/" that may stand before it, in small letters (RFC 7515 4.1.9)."""
    said = header.get("typ")
    return said.casefold().removeprefix("application/") if isinstance(said, str) else ""


def thumbprint(jwk: Mapping[str, Any]) -> str:
    """RFC 7638, SHA-256: the same key has the same one, however it is written."""
    needed = {"EC": ("crv", "kty", "x", "y"), "OKP": ("crv", "kty", "x")}.get(str(jwk.get("kty")), ())
    if not needed:
        return ""
    text = json.dumps({k: jwk.get(k) for k in needed}, separators=(",", ":"), sort_keys=True)
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


class _Unfit(Exception):
    """A piece does not fit; the message says which."""


def _no(what: str) -> NotVerified:
    return NotVerified(f"the credential does not hold: {what}.", mend=_MEND)


def _unbase64(text: Any) -> bytes:
    """Base64url without padding, and nothing else: a second spelling of the same bytes would have another digest."""
    if not isinstance(text, str) or not text.isascii():
        raise _Unfit("a part is no base64url")
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise _Unfit("a part is no base64url") from None
    if base64.urlsafe_b64encode(data).rstrip(b"=").decode() != text:
        raise _Unfit("a part is no base64url")
    return data


def _json(data: bytes) -> Any:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            raise _Unfit("an object names a member twice")
        return found

    try:
        return json.loads(data.decode("utf-8"), object_pairs_hook=once)
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise _Unfit("a part is no JSON") from None


def _jws(token: str) -> tuple[dict[str, Any], dict[str, Any], bytes, bytes]:
    parts = token.split(".")
    if len(parts) != 3:
        raise _Unfit("the token has not three parts")
    header, payload = _json(_unbase64(parts[0])), _json(_unbase64(parts[1]))
    if not isinstance(header, dict) or not isinstance(payload, dict):
        raise _Unfit("header and payload must be objects")
    if "crit" in header:
        raise _Unfit("its header asks for extensions that are not known here")
    return header, payload, f"{parts[0]}.{parts[1]}".encode(), _unbase64(parts[2])


def _disclosed(payload: dict[str, Any], disclosures: Sequence[str]) -> dict[str, Any]:
    """RFC 9901, section 7.1, steps 3 to 5."""
    name = payload.get("_sd_alg", "sha-256")
    if name not in _DIGESTS:
        raise _Unfit("its digest is not known or too weak")
    if len(set(disclosures)) != len(disclosures):
        raise _Unfit("a disclosure is given twice")
    by_digest: dict[str, list[Any]] = {}
    for text in disclosures:
        value = _json(_unbase64(text))
        if not isinstance(value, list) or len(value) not in (2, 3) or not isinstance(value[0], str):
            raise _Unfit("a disclosure is no list of salt, name and value")
        if len(value) == 3 and (not isinstance(value[1], str) or value[1] in ("_sd", "...")):
            raise _Unfit("a disclosure has a name that is not allowed")
        digest = base64.urlsafe_b64encode(_DIGESTS[name](text.encode()).digest()).rstrip(b"=").decode()
        by_digest[digest] = value
    seen: set[str] = set()
    used: set[str] = set()
    claims = _filled(payload, by_digest, seen, used, depth=0)
    if len(used) != len(by_digest):
        raise _Unfit("a disclosure belongs to no digest")
    if not isinstance(claims, dict):
        raise _Unfit("the payload is no object")
    hidden = _NEVER_DISCLOSED & (set(claims) - set(payload))
    if hidden:
        raise _Unfit(f"{sorted(hidden)[0]!r} may not be disclosed selectively")
    claims.pop("_sd_alg", None)
    return claims


def _filled(node: Any, by_digest: Mapping[str, list[Any]], seen: set[str], used: set[str], *, depth: int) -> Any:
    if depth > DEEPEST:
        raise _Unfit(f"it is nested more than {DEEPEST} deep")

    def once(digest: Any) -> list[Any] | None:
        if not isinstance(digest, str):
            raise _Unfit("a digest is no text")
        if digest in seen:
            raise _Unfit("a digest stands twice")
        seen.add(digest)
        value = by_digest.get(digest)
        if value is not None:
            used.add(digest)
        return value

    if isinstance(node, list):
        return list(_elements(node, once, by_digest, seen, used, depth=depth))
    if not isinstance(node, dict):
        return node
    filled = {
        key: _filled(value, by_digest, seen, used, depth=depth + 1) for key, value in node.items() if key != "_sd"
    }
    if "..." in node:
        raise _Unfit("an object has the name '...'")
    digests = node.get("_sd", [])
    if not isinstance(digests, list):
        raise _Unfit("_sd is no list")
    for digest in digests:
        value = once(digest)
        if value is None:
            continue
        if len(value) != 3:
            raise _Unfit("a list element's disclosure stands in an object")
        if value[1] in filled:
            raise _Unfit("a disclosure repeats a name")
        filled[value[1]] = _filled(value[2], by_digest, seen, used, depth=depth + 1)
    return filled


def _elements(
    node: list[Any], once: Any, by_digest: Mapping[str, list[Any]], seen: set[str], used: set[str], *, depth: int
) -> Iterator[Any]:
    for element in node:
        if isinstance(element, dict) and "..." in element:
            if len(element) != 1:
                raise _Unfit("a placeholder has other members")
            value = once(element["..."])
            if value is None:
                continue
            if len(value) != 2:
                raise _Unfit("an object member's disclosure stands in a list")
            yield _filled(value[1], by_digest, seen, used, depth=depth + 1)
        else:
            yield _filled(element, by_digest, seen, used, depth=depth + 1)


def _is_number(value: Any) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15


def _check_time(claims: Mapping[str, Any], *, at: datetime) -> None:
    now = at.timestamp()
    for name in ("exp", "nbf", "iat"):
        if name in claims and not _is_number(claims[name]):
            raise _no(f"its {name} is no time")
    if "exp" in claims and now >= claims["exp"]:
        raise _no("it has expired")
    for name in ("nbf", "iat"):
        if name in claims and now + CLOCK_SKEW_SECONDS < claims[name]:
            raise _no("it is not in force yet")


def _check_signature(
    header: Mapping[str, Any], signed: bytes, signature: bytes, keys: Sequence[Mapping[str, Any]], *, what: str
) -> None:
    algorithm = header.get("alg")
    if algorithm not in (*_CURVES, "EdDSA", "Ed25519"):
        raise _no(f"{what} is by {str(algorithm)[:20]!r}, which is not taken")
    # A key that the header names is the one, where the register knows it by that name; another of the brand's keys does not stand in for it.
    named = [key for key in keys if key.get("kid") and key.get("kid") == header.get("kid")]
    for key in named or keys:
        if _for_signing(key, str(algorithm)) and _signed_by(key, str(algorithm), signed, signature):
            return
    raise _no(f"{what} is not by a key that is known")


def _for_signing(jwk: Mapping[str, Any], algorithm: str) -> bool:
    """Whether a key's own limits (RFC 7517 4.2 to 4.4) let it be used for this."""
    operations = jwk.get("key_ops")
    if jwk.get("use", "sig") != "sig" or (isinstance(operations, list) and "verify" not in operations):
        return False
    return jwk.get("alg", algorithm) in (algorithm, "EdDSA" if algorithm == "Ed25519" else algorithm)


def _signed_by(jwk: Mapping[str, Any], algorithm: str, signed: bytes, signature: bytes) -> bool:
    try:
        if algorithm in _CURVES:
            name, curve, digest, size = _CURVES[algorithm]
            if jwk.get("kty") != "EC" or jwk.get("crv") != name or len(signature) != 2 * size:
                return False
            x, y = (int.from_bytes(_unbase64(jwk.get(c)), "big") for c in ("x", "y"))
            r, s = (int.from_bytes(half, "big") for half in (signature[:size], signature[size:]))
            public = ec.EllipticCurvePublicNumbers(x, y, curve).public_key()
            public.verify(utils.encode_dss_signature(r, s), signed, ec.ECDSA(digest))
            return True
        if jwk.get("kty") != "OKP" or jwk.get("crv") != "Ed25519":
            return False
        ed25519.Ed25519PublicKey.from_public_bytes(_unbase64(jwk.get("x"))).verify(signature, signed)
        return True
    except (InvalidSignature, ValueError, TypeError, _Unfit):
        return False


def _check_binding(opened: Opened, bound: Any, *, at: datetime, audience: str, nonce: str) -> None:
    """RFC 9901, section 7.3, step 5: the holder's signature over these disclosures, now and for us."""
    if not isinstance(bound, Mapping):
        raise _no("it is bound by a holder, but names no holder's key")
    try:
        header, claims, signed, signature = _jws(opened.key_binding)
    except _Unfit as unfit:
        raise _no(f"its key binding does not fit together: {unfit}") from None
    if media_type(header) != "kb+jwt":
        raise _no("its key binding has another type")
    _check_signature(header, signed, signature, [bound], what="the holder's signature")
    if not _is_number(claims.get("iat")) or claims["iat"] > at.timestamp() + CLOCK_SKEW_SECONDS:
        raise _no("its key binding does not say when it was made")
    begins = [t for name in ("iat", "nbf") if _is_number(t := opened.claims.get(name))]
    if begins and claims["iat"] + CLOCK_SKEW_SECONDS < min(begins):
        raise _no("its key binding is older than the credential")
    if not isinstance(claims.get("aud"), str) or not isinstance(claims.get("nonce"), str):
        raise _no("its key binding names no audience or nonce")
    if (audience and claims["aud"] != audience) or (nonce and claims["nonce"] != nonce):
        raise _no("its key binding was made for somebody else")
    want = base64.urlsafe_b64encode(_DIGESTS[opened.digest](opened.presented.encode()).digest()).rstrip(b"=").decode()
    if claims.get("sd_hash") != want:
        raise _no("its key binding covers other disclosures")
