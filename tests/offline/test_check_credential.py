"""A credential that the brand signed is its own word: it earns a right at once, within what it says, and nothing else does."""

from __future__ import annotations

import base64
import json
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils

from assay.cli import main


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def jwk_of(key: ec.EllipticCurvePrivateKey) -> dict[str, str]:
    numbers = key.public_key().public_numbers()
    return {
        "kty": "EC",
        "crv": "P-256",
        "x": b64(numbers.x.to_bytes(32, "big")),
        "y": b64(numbers.y.to_bytes(32, "big")),
    }


def signed(claims: dict[str, Any], key: ec.EllipticCurvePrivateKey) -> str:
    parts = [b64(json.dumps(p).encode()) for p in ({"alg": "ES256", "typ": "dc+sd-jwt"}, claims)]
    r, s = utils.decode_dss_signature(key.sign(".".join(parts).encode(), ec.ECDSA(hashes.SHA256())))
    return f"{'.'.join(parts)}.{b64(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}~"


def at(year: int, month: int) -> int:
    return int(datetime(year, month, 1, tzinfo=UTC).timestamp())


KEY = ec.derive_private_key(0xA5A5A5, ec.SECP256R1())
OTHER_KEY = ec.derive_private_key(0x5A5A5A, ec.SECP256R1())
CLAIMS: dict[str, Any] = {
    "vct": "urn:example:loa:1",
    "iss": "https://aurelle.example",
    "iat": at(2026, 1),
    "exp": at(2028, 1),
    "brand": "Aurelle",
    "authorised": {"legal_name": "Novara Moda S.r.l.", "vat_id": "IT00743110157"},
    "territories": ["IT", "FR"],
    "channels": ["online"],
    "may_pass_on": False,
}


def check(folder: Path, capsys: pytest.CaptureFixture[str], token: str) -> dict[str, Any]:
    (folder / "loa.txt").write_text(token, encoding="utf-8")
    brand = {"brand_id": "aurelle", "name": "Aurelle", "signers": [{"name": "Aurelle", "jwk": jwk_of(KEY)}]}
    (folder / "r.json").write_text(json.dumps({"brands": [brand]}), encoding="utf-8")
    application = {
        "as_of": "2026-11-24",
        "tier": "mall",
        "store": {
            "store_id": "s-1",
            "legal_name": "Novara Moda S.r.l.",
            "vat_id": "IT00743110157",
            "kind": "flagship",
        },
        "brand_id": "aurelle",
        "goods": [],
        "papers": ["loa.txt"],
    }
    (folder / "a.json").write_text(json.dumps(application), encoding="utf-8")
    assert main(["check", str(folder / "a.json"), "--register", str(folder / "r.json")]) == 0
    line: dict[str, Any] = json.loads(capsys.readouterr().out)
    return line


def test_the_brands_own_credential_is_accepted_within_its_scope_and_term(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = check(tmp_path, capsys, signed(CLAIMS, KEY))
    assert [(f["reason"], f["weight"]) for f in line["findings"]] == [("SIGNED_BY_AN_ENROLLED_SIGNER", "note")]
    assert (line["verdict"], line["questions"]) == ("accept", [])
    assert {k: line["right"][k] for k in ("units", "territories", "channels", "valid_to")} == {
        "units": None,
        "territories": ["IT", "FR"],
        "channels": ["online"],
        "valid_to": "2027-11-24",
    }


@pytest.mark.parametrize(
    ("changes", "key", "found", "verdict"),
    [
        ({}, OTHER_KEY, ("CREDENTIAL_INVALID", "refuse"), "refuse"),
        ({"exp": at(2026, 6)}, KEY, ("CREDENTIAL_INVALID", "refuse"), "refuse"),
        ({"authorised": {"legal_name": "Bottega S.p.A."}}, KEY, ("STORE_NOT_AUTHORIZED", "refuse"), "refuse"),
        (
            {"status": {"status_list": {"uri": "https://aurelle.example/status", "idx": 7}}},
            KEY,
            ("CREDENTIAL_STATUS_UNKNOWN", "refer"),
            "refer",
        ),
    ],
)
def test_a_credential_that_does_not_hold_earns_nothing(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    changes: dict[str, Any],
    key: ec.EllipticCurvePrivateKey,
    found: tuple[str, str],
    verdict: str,
) -> None:
    line = check(tmp_path, capsys, signed({**CLAIMS, **changes}, key))
    assert found in [(f["reason"], f["weight"]) for f in line["findings"]]
    assert line["verdict"] == verdict


def with_list(folder: Path, token: str, *, key: ec.EllipticCurvePrivateKey = KEY, **claims: Any) -> None:
    """Hand in a status list with the application that `check` writes."""
    uri = "https://aurelle.example/status"
    listed = {"bits": 2, "lst": b64(zlib.compress(bytes(4)))}
    parts = [
        b64(json.dumps(p).encode())
        for p in (
            {"alg": "ES256", "typ": "statuslist+jwt"},
            {
                "sub": uri,
                "iat": int(datetime(2026, 11, 24, 6, tzinfo=UTC).timestamp()),
                "status_list": listed,
                **claims,
            },
        )
    ]
    r, s = utils.decode_dss_signature(key.sign(".".join(parts).encode(), ec.ECDSA(hashes.SHA256())))
    made = f"{'.'.join(parts)}.{b64(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"
    application = json.loads((folder / "a.json").read_text(encoding="utf-8"))
    application["status_lists"] = [{"uri": uri, "token": made}]
    (folder / "a.json").write_text(json.dumps(application), encoding="utf-8")


@pytest.mark.parametrize(
    ("key", "claims", "found"),
    [
        (KEY, {}, ("SIGNED_BY_AN_ENROLLED_SIGNER", "note")),
        (KEY, {"exp": at(2026, 6)}, ("CREDENTIAL_STATUS_UNKNOWN", "refer")),
        (OTHER_KEY, {}, ("CREDENTIAL_STATUS_UNKNOWN", "refer")),
    ],
)
def test_a_list_that_is_handed_in_is_believed_where_it_holds_and_says_nothing_where_it_does_not(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    key: ec.EllipticCurvePrivateKey,
    claims: dict[str, Any],
    found: tuple[str, str],
) -> None:
    token = signed({**CLAIMS, "status": {"status_list": {"uri": "https://aurelle.example/status", "idx": 7}}}, KEY)
    check(tmp_path, capsys, token)
    with_list(tmp_path, token, key=key, **claims)
    assert main(["check", str(tmp_path / "a.json"), "--register", str(tmp_path / "r.json")]) == 0
    line = json.loads(capsys.readouterr().out)
    assert [(f["reason"], f["weight"]) for f in line["findings"]][:1] == [found]
    assert line["verdict"] == ("accept" if found[1] == "note" else "refer")
