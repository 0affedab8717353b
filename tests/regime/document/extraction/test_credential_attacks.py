"""What does somebody reach who has a good credential, keys of his own, and knows the drafts by heart? Each fault with the refusal that names it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, utils
from tests.regime.document.extraction.test_credential import (
    AT,
    BRAND,
    HOLDER,
    ISSUER,
    MARKS,
    NOW,
    STRANGER,
    b64,
    check,
    digest,
    disclosure,
    jwk,
    jws,
    made,
)

from assay.errors import AssayError, NotVerified
from assay.regime.document.extraction.credential import status_in, verify_credential

URI = "https://brand.example/status/1"
NO = "the credential does not hold: "
UNFIT = "this credential does not fit together: "
UNKNOWN_KEY = NO + "the issuer's signature is not by a key that is known."


def nested(payload: dict[str, Any], *shown: str) -> str:
    """A credential whose payload holds digests of its own, with these disclosures."""
    return made(payload={"_sd": None, **payload}, shown=shown)


def raw(header: dict[str, Any], payload: bytes) -> str:
    """A token over any bytes, rightly signed."""
    signed = f"{b64(json.dumps(header).encode())}.{b64(payload)}"
    r, s = utils.decode_dss_signature(ISSUER.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
    return f"{signed}.{b64(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}~"


def with_hmac() -> str:
    """HS256, with the issuer's public key as its secret."""
    head, body = b64(json.dumps({"alg": "HS256", "typ": "dc+sd-jwt"}).encode()), made().split(".")[1]
    secret = json.dumps(jwk(ISSUER)).encode()
    return f"{head}.{body}.{b64(hmac.new(secret, f'{head}.{body}'.encode(), hashlib.sha256).digest())}~{BRAND}~{MARKS}~"


def by_two_keys(kid: str, **limits: Any) -> Any:
    """Judged with two enrolled keys, of which the first is called k1 and may be limited in its use."""
    keys = [{**jwk(ISSUER), "kid": "k1", **limits}, {**jwk(STRANGER), "kid": "k2"}]
    return verify_credential(made(header={"kid": kid}), keys=keys, at=AT)


def der_signed() -> str:
    """The signature in DER, as many libraries give it, instead of r and s."""
    signed = made().split("~")[0].rpartition(".")[0]
    return f"{signed}.{b64(ISSUER.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))}~{BRAND}~{MARKS}~"


LEVEL = disclosure("s9", "level", 1)
ELEMENT = disclosure("s8", "GB")
DEEP: Any = "x"
for _ in range(40):
    DEEP = {"a": DEEP}

SPOILT: dict[str, tuple[Callable[[], Any], str]] = {
    # whose signature
    "algorithm none without a signature": (lambda: check(made(header={"alg": "none"}).rpartition(".")[0] + f".~{BRAND}~{MARKS}~"), NO + "the issuer's signature is by 'none', which is not taken."),
    "algorithm nOnE": (lambda: check(made(header={"alg": "nOnE"})), NO + "the issuer's signature is by 'nOnE', which is not taken."),
    "HS256 with the public key as secret": (lambda: check(with_hmac()), NO + "the issuer's signature is by 'HS256', which is not taken."),
    "RS256": (lambda: check(made(header={"alg": "RS256"})), NO + "the issuer's signature is by 'RS256', which is not taken."),
    "ES384 said, ES256 done": (lambda: check(made(header={"alg": "ES384"})), UNKNOWN_KEY),
    "no algorithm": (lambda: check(made(header={"alg": None})), NO + "the issuer's signature is by 'None', which is not taken."),
    "a signature in DER": (lambda: check(der_signed()), UNKNOWN_KEY),
    "a signature of zeros": (lambda: check(made().split("~")[0].rpartition(".")[0] + f".{b64(bytes(64))}~{BRAND}~{MARKS}~"), UNKNOWN_KEY),
    "the key brought along in the header": (lambda: check(made(header={"jwk": jwk(STRANGER)}, key=STRANGER)), UNKNOWN_KEY),
    "a certificate brought along": (lambda: check(made(header={"x5c": ["MIIB"]}, key=STRANGER)), UNKNOWN_KEY),
    "an address of keys brought along": (lambda: check(made(header={"jku": "https://evil.example/keys"}, key=STRANGER)), UNKNOWN_KEY),
    "the name of another enrolled key": (lambda: by_two_keys("k2"), UNKNOWN_KEY),
    "a key for encryption": (lambda: by_two_keys("k1", use="enc"), UNKNOWN_KEY),
    "a key for another algorithm": (lambda: by_two_keys("k1", alg="ES384"), UNKNOWN_KEY),
    "a key that may only sign": (lambda: by_two_keys("k1", key_ops=["sign"]), UNKNOWN_KEY),
    "no key enrolled": (lambda: verify_credential(made(), keys=[], at=AT), UNKNOWN_KEY),
    "an extension that must be understood": (lambda: check(made(header={"crit": ["b64"], "b64": False})), UNFIT + "its header asks for extensions that are not known here."),
    # what kind of token
    "a status list for a credential": (lambda: check(made(header={"typ": "statuslist+jwt"})), NO + "its type is 'statuslist+jwt'."),
    "a key binding for a credential": (lambda: check(made(header={"typ": "kb+jwt"})), NO + "its type is 'kb+jwt'."),
    "a type that is a list": (lambda: check(made(header={"typ": ["dc+sd-jwt"]})), NO + "its type is \"['dc+sd-jwt']\"."),
    "a credential type that is a list": (lambda: check(made(payload={"vct": ["urn:example:loa:1"]})), NO + "it names no type of credential (vct)."),
    "another credential type put in": (lambda: check(made().replace(made().split(".")[1], b64(json.dumps({"vct": "urn:other"}).encode()), 1)), UNFIT + "a disclosure belongs to no digest."),
    "a payload that is a list": (lambda: check(raw({"alg": "ES256", "typ": "dc+sd-jwt"}, b"[]")), UNFIT + "header and payload must be objects."),
    "a member named twice": (lambda: check(raw({"alg": "ES256", "typ": "dc+sd-jwt"}, b'{"vct":"a","exp":1,"exp":9999999999}')), UNFIT + "an object names a member twice."),
    "padding in base64url": (lambda: check(made().replace("~", "=~", 1)), UNFIT + "a part is no base64url."),
    "a line of the old alphabet": (lambda: check(made(shown=(BRAND[:5] + "+" + BRAND[6:], MARKS))), UNFIT + "a part is no base64url."),
    # disclosures
    "a disclosure named _sd": (lambda: check(nested({"_sd": [digest(disclosure("s", "_sd", []))]}, disclosure("s", "_sd", []))), UNFIT + "a disclosure has a name that is not allowed."),
    "a disclosure named ...": (lambda: check(nested({"_sd": [digest(disclosure("s", "...", 1))]}, disclosure("s", "...", 1))), UNFIT + "a disclosure has a name that is not allowed."),
    "the issuer disclosed": (lambda: check(made(payload={"iss": None, "_sd": [digest(disclosure("s", "iss", "x"))]}, shown=(disclosure("s", "iss", "x"),))), UNFIT + "'iss' may not be disclosed selectively."),
    "the status disclosed": (lambda: check(made(payload={"_sd": [digest(disclosure("s", "status", {}))]}, shown=(disclosure("s", "status", {}),))), UNFIT + "'status' may not be disclosed selectively."),
    "the type disclosed": (lambda: check(made(payload={"vct": None, "_sd": [digest(disclosure("s", "vct", "x"))]}, shown=(disclosure("s", "vct", "x"),))), UNFIT + "'vct' may not be disclosed selectively."),
    "the digest's name disclosed": (lambda: check(made(payload={"_sd": [digest(disclosure("s", "_sd_alg", "sha-1"))]}, shown=(disclosure("s", "_sd_alg", "sha-1"),))), UNFIT + "'_sd_alg' may not be disclosed selectively."),
    "a digest in two places": (lambda: check(nested({"_sd": [digest(LEVEL)], "more": {"_sd": [digest(LEVEL)]}}, LEVEL)), UNFIT + "a digest stands twice."),
    "a digest inside the disclosure of another, twice": (lambda: check(_twice_inside()), UNFIT + "a digest stands twice."),
    "an object's disclosure in a list": (lambda: check(nested({"territories": [{"...": digest(LEVEL)}]}, LEVEL)), UNFIT + "an object member's disclosure stands in a list."),
    "a list's disclosure in an object": (lambda: check(nested({"_sd": [digest(ELEMENT)]}, ELEMENT)), UNFIT + "a list element's disclosure stands in an object."),
    "a placeholder with company": (lambda: check(nested({"territories": [{"...": digest(ELEMENT), "x": 1}]}, ELEMENT)), UNFIT + "a placeholder has other members."),
    "a digest that is a number": (lambda: check(nested({"_sd": [7]})), UNFIT + "a digest is no text."),
    "digests that are no list": (lambda: check(nested({"_sd": "x"})), UNFIT + "_sd is no list."),
    "a disclosure of four parts": (lambda: check(made(shown=(BRAND, MARKS, disclosure("a", "b", "c", "d")))), UNFIT + "a disclosure is no list of salt, name and value."),
    "a salt that is a number": (lambda: check(made(shown=(BRAND, MARKS, disclosure(1, "b", "c")))), UNFIT + "a disclosure is no list of salt, name and value."),
    "a disclosure of another credential": (lambda: check(made(shown=(BRAND, LEVEL))), UNFIT + "a disclosure belongs to no digest."),
    "forty objects in one another": (lambda: check(made(payload={"deep": DEEP})), UNFIT + "it is nested more than 30 deep."),
    # time
    "expiry that is true": (lambda: check(made(payload={"exp": True})), NO + "its exp is no time."),
    "expiry without end": (lambda: check(raw({"alg": "ES256", "typ": "dc+sd-jwt"}, b'{"vct":"a","exp":Infinity}')), NO + "its exp is no time."),
    "a beginning that is a word": (lambda: check(made(payload={"nbf": "now"})), NO + "its nbf is no time."),
    # the holder
    "a holder without a key": (lambda: check(made(payload={"cnf": {"kid": "h"}}, bound=True)), NO + "it is bound by a holder, but names no holder's key."),
    "a binding by the algorithm none": (lambda: check(made(bound=True, binding_header={"alg": "none"})), NO + "the holder's signature is by 'none', which is not taken."),
    "a binding older than the credential": (lambda: check(made(bound=True, binding={"iat": NOW - 90_000})), NO + "its key binding is older than the credential."),
    "a binding whose time is a word": (lambda: check(made(bound=True, binding={"iat": "now"})), NO + "its key binding does not say when it was made."),
    "a binding without a digest": (lambda: check(made(bound=True, binding={"sd_hash": None})), NO + "its key binding covers other disclosures."),
    "a disclosure left out after binding": (lambda: check(made(bound=True).replace(f"~{MARKS}", "")), NO + "its key binding covers other disclosures."),
    "a binding that is no token": (lambda: check(made() + "abc"), NO + "its key binding does not fit together: the token has not three parts."),
    "a holder put in by a stranger": (lambda: check(made(payload={"cnf": {"jwk": jwk(STRANGER)}}, key=STRANGER, bound=True, binding_key=STRANGER)), UNKNOWN_KEY),
}  # fmt: skip


def _twice_inside() -> str:
    inner = disclosure("s7", "inner", {"_sd": [digest(LEVEL)]})
    return nested({"_sd": [digest(inner), digest(LEVEL)]}, inner, LEVEL)


@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_credential_is_refused_for_what_is_wrong_with_it(how: str) -> None:
    attack, refusal = SPOILT[how]
    with pytest.raises(AssayError) as error:
        attack()
    assert error.value.what == refusal


def _by_curve(curve: ec.EllipticCurve, name: str, algorithm: str, digest_: hashes.HashAlgorithm, size: int) -> Any:
    key = ec.generate_private_key(curve)
    numbers = key.public_key().public_numbers()
    public = {
        "kty": "EC",
        "crv": name,
        "x": b64(numbers.x.to_bytes(size, "big")),
        "y": b64(numbers.y.to_bytes(size, "big")),
    }
    head, body = {"alg": algorithm, "typ": "dc+sd-jwt"}, {"vct": "urn:example:loa:1", "brand": "Aurelle"}
    signed = f"{b64(json.dumps(head).encode())}.{b64(json.dumps(body).encode())}"
    r, s = utils.decode_dss_signature(key.sign(signed.encode(), ec.ECDSA(digest_)))
    return verify_credential(
        f"{signed}.{b64(r.to_bytes(size, 'big') + s.to_bytes(size, 'big'))}~", keys=[public], at=AT
    )


def _by_ed25519(algorithm: str) -> Any:
    key = ed25519.Ed25519PrivateKey.generate()
    public = {"kty": "OKP", "crv": "Ed25519", "x": b64(key.public_key().public_bytes_raw())}
    head, body = {"alg": algorithm, "typ": "dc+sd-jwt"}, {"vct": "urn:example:loa:1", "brand": "Aurelle"}
    signed = f"{b64(json.dumps(head).encode())}.{b64(json.dumps(body).encode())}"
    return verify_credential(f"{signed}.{b64(key.sign(signed.encode()))}~", keys=[public], at=AT)


def _with_sha_384() -> Any:
    """Disclosures and binding digested with SHA-384."""

    def long(text: str) -> str:
        return b64(hashlib.sha384(text.encode()).digest())

    presented = made(payload={"_sd_alg": "sha-384", "_sd": [long(BRAND)]}, shown=(BRAND,))
    claims = {"iat": NOW - 10, "aud": "https://assay.example", "nonce": "n1", "sd_hash": long(presented)}
    return check(presented + jws({"alg": "ES256", "typ": "kb+jwt"}, claims, HOLDER))


GOOD: dict[str, Callable[[], Any]] = {
    "ES384": lambda: _by_curve(ec.SECP384R1(), "P-384", "ES384", hashes.SHA384(), 48),
    "ES512": lambda: _by_curve(ec.SECP521R1(), "P-521", "ES512", hashes.SHA512(), 66),
    "EdDSA": lambda: _by_ed25519("EdDSA"),
    "Ed25519": lambda: _by_ed25519("Ed25519"),
    "the long name of its type": lambda: check(made(header={"typ": "application/dc+sd-jwt"})),
    "the old name of its type": lambda: check(made(header={"typ": "vc+sd-jwt"})),
    "decoys": lambda: check(made(payload={"_sd": [digest(BRAND), digest(MARKS), digest("decoy 1"), digest("decoy 2")]})),
    "one disclosure kept back": lambda: check(made(shown=(BRAND,))),
    "disclosures in another order": lambda: check(made(shown=(MARKS, BRAND))),
    "nothing to disclose": lambda: check(made(payload={"_sd": None, "brand": "Aurelle"}, shown=())),
    "sha-384": _with_sha_384,
    "the name of its key": lambda: verify_credential(made(header={"kid": "k1"}), keys=[{**jwk(STRANGER), "kid": "k2"}, {**jwk(ISSUER), "kid": "k1"}], at=AT),
    "a name of its key that the register does not know": lambda: check(made(header={"kid": "2026-01"})),
    "a list with a disclosed and a hidden element": lambda: check(made(payload={"territories": ["IE", {"...": digest(ELEMENT)}, {"...": digest("decoy")}]}, shown=(BRAND, MARKS, ELEMENT))),
    "a disclosure within a disclosure": lambda: check(_inside()),
    "no time at all": lambda: check(made(payload={"nbf": None, "exp": None})),
    "times with fractions": lambda: check(made(payload={"exp": NOW + 0.5})),
}  # fmt: skip


def _inside() -> str:
    outer = disclosure("s6", "terms", {"_sd": [digest(LEVEL)], "more": 1})
    return made(payload={"_sd": [digest(BRAND), digest(MARKS), digest(outer)]}, shown=(BRAND, MARKS, outer, LEVEL))


@pytest.mark.parametrize("how", GOOD)
def test_a_good_credential_of_any_make_is_believed(how: str) -> None:
    assert GOOD[how]().claims["brand"] == "Aurelle"


def test_disclosures_stand_where_their_digests_stood() -> None:
    assert GOOD["a list with a disclosed and a hidden element"]().claims["territories"] == ["IE", "GB"]
    assert GOOD["a disclosure within a disclosure"]().claims["terms"] == {"more": 1, "level": 1}
    assert "_sd_alg" not in GOOD["sha-384"]().claims


def listed(
    data: bytes, *, packed: bytes | None = None, header: dict[str, Any] | None = None, key: Any = ISSUER, **claims: Any
) -> str:
    body = {
        "sub": URI,
        "iat": NOW - 60,
        "status_list": {"bits": 1, "lst": b64(packed if packed is not None else zlib.compress(data))},
        **claims,
    }
    return jws(
        {"alg": "ES256", "typ": "statuslist+jwt", **(header or {})},
        {k: v for k, v in body.items() if v is not None},
        key,
    )


LISTS: dict[str, tuple[Callable[[], str], int, str]] = {
    "signed by a stranger": (lambda: listed(b"\0", key=STRANGER), 0, "the status list's signature is not by a key that is known."),
    "signed by the algorithm none": (lambda: listed(b"\0", header={"alg": "none"}), 0, "the status list's signature is by 'none', which is not taken."),
    "a credential instead of a list": (lambda: listed(b"\0", header={"typ": "dc+sd-jwt"}), 0, "the status list's type is 'dc+sd-jwt'."),
    "for another address": (lambda: listed(b"\0", sub=URI + "/"), 0, "the status list is for another address."),
    "for no address": (lambda: listed(b"\0", sub=None), 0, "the status list is for another address."),
    "expired": (lambda: listed(b"\0", exp=NOW), 0, "it has expired."),
    "from tomorrow": (lambda: listed(b"\0", iat=NOW + 86_400), 0, "it is not in force yet."),
    "older than it may become": (lambda: listed(b"\0", iat=NOW - 7200, ttl=3600), 0, "the status list is older than it may become."),
    "an index behind the end": (lambda: listed(b"\0"), 8, "the index lies behind the end of the status list."),
    "an index of a thousand digits": (lambda: listed(b"\0"), 10**1000, "the index lies behind the end of the status list."),
    "a negative index": (lambda: listed(b"\0"), -1, "the index into the status list is negative."),
    "entries of three bits": (lambda: listed(b"\0", status_list={"bits": 3, "lst": b64(zlib.compress(b"\0"))}), 0, "the status list's entries have no width that is allowed."),
    "entries of true bits": (lambda: listed(b"\0", status_list={"bits": True, "lst": b64(zlib.compress(b"\0"))}), 0, "the status list's entries have no width that is allowed."),
    "no list": (lambda: listed(b"\0", status_list=None), 0, "the status list holds no list."),
    "a bomb": (lambda: listed(b"", packed=zlib.compress(bytes(17 << 20), 9)), 0, "the status list unpacks into more than 16777216 bytes."),
    "cut off": (lambda: listed(b"", packed=zlib.compress(bytes(range(256)) * 8)[:-6]), 0, "the status list is cut off or goes on behind its end."),
    "more behind the list's end": (lambda: listed(b"", packed=zlib.compress(b"\0") + b"more"), 0, "the status list is cut off or goes on behind its end."),
    "not packed": (lambda: listed(b"", packed=b"\0\0\0\0"), 0, "the status list cannot be unpacked."),
    "in the old alphabet": (lambda: listed(b"\0", status_list={"bits": 1, "lst": base64.b64encode(zlib.compress(b"\xff\xfe\xfd")).decode()}), 0, "the status list cannot be unpacked."),
}  # fmt: skip


@pytest.mark.parametrize("how", LISTS)
def test_a_status_list_with_a_fault_says_nothing_but_which(how: str) -> None:
    make, index, refusal = LISTS[how]
    with pytest.raises(NotVerified) as error:
        status_in(make(), uri=URI, index=index, keys=[jwk(ISSUER)], at=AT)
    assert error.value.what == NO + refusal


@pytest.mark.parametrize(
    ("bits", "data", "said"),
    [(1, b"\x02", [0, 1, 0]), (2, b"\x24", [0, 1, 2]), (4, b"\x10\x02", [0, 1, 2]), (8, b"\x00\x01\x02", [0, 1, 2])],
)
def test_entries_of_each_width_are_read(bits: int, data: bytes, said: list[int]) -> None:
    token = listed(b"", status_list={"bits": bits, "lst": b64(zlib.compress(data))})
    assert [status_in(token, uri=URI, index=i, keys=[jwk(ISSUER)], at=AT) for i in range(3)] == said
