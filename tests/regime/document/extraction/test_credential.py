"""Does a credential hold only if every piece of it does? Thirty ways to spoil a good one, each refused."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils

from assay.errors import AssayError, NotVerified
from assay.regime.document.extraction.claims import read_claims
from assay.regime.document.extraction.credential import open_credential, status_in, thumbprint, verify_credential

AT = datetime(2026, 6, 1, tzinfo=UTC)
NOW = int(AT.timestamp())
ISSUER, HOLDER, STRANGER = (ec.derive_private_key(n, ec.SECP256R1()) for n in (11, 22, 33))


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def jwk(key: ec.EllipticCurvePrivateKey) -> dict[str, str]:
    numbers = key.public_key().public_numbers()
    return {
        "kty": "EC",
        "crv": "P-256",
        "x": b64(numbers.x.to_bytes(32, "big")),
        "y": b64(numbers.y.to_bytes(32, "big")),
    }


def jws(header: dict[str, Any], payload: dict[str, Any], key: ec.EllipticCurvePrivateKey) -> str:
    signed = f"{b64(json.dumps(header).encode())}.{b64(json.dumps(payload).encode())}"
    r, s = utils.decode_dss_signature(key.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
    return f"{signed}.{b64(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"


def disclosure(*parts: Any) -> str:
    return b64(json.dumps(list(parts)).encode())


def digest(text: str) -> str:
    return b64(hashlib.sha256(text.encode()).digest())


BRAND, MARKS = (
    disclosure("s1", "brand", "Aurelle"),
    disclosure("s2", "marks", [{"office": "EUIPO", "number": "018407919"}]),
)


def made(
    *,
    header: dict[str, Any] | None = None,
    payload: dict[str, Any] | None = None,
    shown: tuple[str, ...] = (BRAND, MARKS),
    key: ec.EllipticCurvePrivateKey = ISSUER,
    binding: dict[str, Any] | None = None,
    binding_header: dict[str, Any] | None = None,
    binding_key: ec.EllipticCurvePrivateKey = HOLDER,
    bound: bool = False,
) -> str:
    """A good credential, or one with the parts given changed."""
    head = {"alg": "ES256", "typ": "dc+sd-jwt", **(header or {})}
    body = {
        "iss": "https://brand.example",
        "vct": "urn:example:loa:1",
        "nbf": NOW - 1000,
        "exp": NOW + 1000,
        "sub": "Old Town Shop Ltd",
        "cnf": {"jwk": jwk(HOLDER)},
        "_sd": [digest(BRAND), digest(MARKS)],
        **(payload or {}),
    }
    presented = "~".join((jws(head, {k: v for k, v in body.items() if v is not None}, key), *shown, ""))
    if not bound:
        return presented
    claims = {
        "iat": NOW - 10,
        "aud": "https://assay.example",
        "nonce": "n1",
        "sd_hash": digest(presented),
        **(binding or {}),
    }
    return presented + jws({"alg": "ES256", "typ": "kb+jwt", **(binding_header or {})}, claims, binding_key)


def check(token: str, **also: Any) -> Any:
    return verify_credential(token, keys=[jwk(ISSUER)], at=AT, **also)


def test_a_good_credential_is_believed_and_says_its_letter() -> None:
    opened = check(made())
    assert (opened.claims["brand"], opened.claims["sub"]) == ("Aurelle", "Old Town Shop Ltd")
    reading = read_claims(opened, token=made(), file="a.sdjwt", sha256="00")
    assert reading.kind.value == "letter_of_authorization"
    assert reading.letter is not None
    assert [m.value for m in reading.letter.marks] == ["EUIPO 018407919"]
    assert reading.letter.authorised.name is not None
    assert reading.letter.authorised.name.value == "Old Town Shop Ltd"
    assert reading.credential is not None
    assert reading.credential.holder == thumbprint(jwk(HOLDER))


def test_a_good_key_binding_is_believed() -> None:
    assert (
        check(made(bound=True), holder=jwk(HOLDER), audience="https://assay.example", nonce="n1").claims["brand"]
        == "Aurelle"
    )


def spoiled(token: str, at: int) -> str:
    return token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :]


SPOILT: dict[str, Callable[[], Any]] = {
    "another issuer's key": lambda: check(made(key=STRANGER)),
    "a changed signature": lambda: check(spoiled(made(), made().index("~") - 5)),
    "a changed payload": lambda: check(spoiled(made(), made().index(".") + 12)),
    "no signature": lambda: check(made().split(".")[0] + "." + made().split(".")[1] + ".~"),
    "algorithm none": lambda: check(made(header={"alg": "none"})),
    "algorithm HS256": lambda: check(made(header={"alg": "HS256"})),
    "another type": lambda: check(made(header={"typ": "jwt"})),
    "no type": lambda: check(made(header={"typ": None})),
    "no credential type": lambda: check(made(payload={"vct": None})),
    "expired": lambda: check(made(payload={"exp": NOW - 1})),
    "expires now": lambda: check(made(payload={"exp": NOW})),
    "expiry is a word": lambda: check(made(payload={"exp": "tomorrow"})),
    "not in force yet": lambda: check(made(payload={"nbf": NOW + 3600})),
    "issued tomorrow": lambda: check(made(payload={"iat": NOW + 86_400})),
    "a changed disclosure": lambda: check(made(shown=(disclosure("s1", "brand", "Corvane"), MARKS))),
    "a disclosure too many": lambda: check(made(shown=(BRAND, MARKS, disclosure("s3", "level", 1)))),
    "a disclosure twice": lambda: check(made(shown=(BRAND, BRAND))),
    "a digest twice": lambda: check(made(payload={"_sd": [digest(BRAND), digest(BRAND), digest(MARKS)]})),
    "a name that is there already": lambda: check(made(payload={"brand": "Corvane"})),
    "expiry disclosed selectively": lambda: check(
        made(
            payload={"exp": None, "_sd": [digest(disclosure("s", "exp", NOW + 9))]},
            shown=(disclosure("s", "exp", NOW + 9),),
        )
    ),
    "holder disclosed selectively": lambda: check(
        made(payload={"cnf": None, "_sd": [digest(disclosure("s", "cnf", {}))]}, shown=(disclosure("s", "cnf", {}),))
    ),
    "a weak digest": lambda: check(made(payload={"_sd_alg": "sha-1"})),
    "another holder": lambda: check(made(), holder=jwk(STRANGER)),
    "no holder": lambda: check(made(payload={"cnf": None}), holder=jwk(HOLDER)),
    "binding by a stranger": lambda: check(made(bound=True, binding_key=STRANGER)),
    "binding over other disclosures": lambda: check(made(bound=True, binding={"sd_hash": digest("x")})),
    "binding for another audience": lambda: check(made(bound=True), audience="https://other.example"),
    "binding with an old nonce": lambda: check(made(bound=True), nonce="n2"),
    "binding of another type": lambda: check(made(bound=True, binding_header={"typ": "jwt"})),
    "binding from the future": lambda: check(made(bound=True, binding={"iat": NOW + 3600})),
    "binding without a nonce": lambda: check(made(bound=True, binding={"nonce": None})),
    "binding missing": lambda: check(made(), audience="https://assay.example"),
}


@pytest.mark.parametrize("how", sorted(SPOILT))
def test_a_spoilt_credential_is_refused(how: str) -> None:
    with pytest.raises(AssayError) as refusal:
        SPOILT[how]()
    assert refusal.value.what.startswith(("the credential does not hold", "this credential does not fit together"))


URI = "https://brand.example/status/1"


def listed(entries: bytes, *, bits: int = 1, key: ec.EllipticCurvePrivateKey = ISSUER, **claims: Any) -> str:
    body = {
        "sub": URI,
        "iat": NOW - 60,
        "exp": NOW + 600,
        "status_list": {"bits": bits, "lst": b64(zlib.compress(entries))},
        **claims,
    }
    return jws({"alg": "ES256", "typ": "statuslist+jwt"}, body, key)


def test_a_status_list_counts_from_the_lowest_bit() -> None:
    token = listed(bytes([0b10111001, 0b10100011]))
    read = [status_in(token, uri=URI, index=i, keys=[jwk(ISSUER)], at=AT) for i in range(16)]
    assert read == [1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1]
    two = listed(bytes([0xC9, 0x44, 0xF9]), bits=2)
    assert [status_in(two, uri=URI, index=i, keys=[jwk(ISSUER)], at=AT) for i in range(12)] == [
        1,
        2,
        0,
        3,
        0,
        1,
        0,
        1,
        1,
        2,
        3,
        3,
    ]


@pytest.mark.parametrize(
    ("token", "uri", "index"),
    [
        (listed(b"\x00", key=STRANGER), URI, 0),
        (listed(b"\x00"), "https://brand.example/status/2", 0),
        (listed(b"\x00", exp=NOW - 1), URI, 0),
        (listed(b"\x00", iat=None), URI, 0),
        (listed(b"\x00", iat=NOW - 1000, ttl=60), URI, 0),
        (listed(b"\x00"), URI, 8),
        (listed(b"\x00"), URI, -1),
        (listed(b"\x00", bits=3), URI, 0),
        (listed(bytes(17 << 20)), URI, 0),
        (listed(b"\x00", status_list={"bits": 1, "lst": "AAAA"}), URI, 0),
    ],
)
def test_a_status_list_that_does_not_hold_says_nothing(token: str, uri: str, index: int) -> None:
    with pytest.raises(NotVerified):
        status_in(token, uri=uri, index=index, keys=[jwk(ISSUER)], at=AT)


def test_a_token_longer_than_its_limit_is_refused() -> None:
    with pytest.raises(AssayError, match="more than 1000000 characters"):
        open_credential("e" * 1_000_001)


def test_time_is_an_argument() -> None:
    token = made()
    check(token)
    with pytest.raises(NotVerified, match="it has expired"):
        verify_credential(token, keys=[jwk(ISSUER)], at=AT + timedelta(hours=1))
