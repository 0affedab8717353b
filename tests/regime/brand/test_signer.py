"""What a brand may enrol as its own signature."""

from __future__ import annotations

import json

import pytest

from assay.errors import BadInput
from assay.regime.brand.register import Signer
from assay.regime.brand.signer import check_signer

KEY = {"kty": "EC", "crv": "P-256", "x": "a" * 43, "y": "b" * 43}


def test_a_public_key_or_a_certificate_is_enrolled() -> None:
    for signer in (
        Signer(name="Aurelle", jwk=json.dumps(KEY), valid_from="2026-01-01", valid_to="2027-01-01"),
        Signer(name="Aurelle", jwk=json.dumps({"kty": "OKP", "crv": "Ed25519", "x": "a" * 43})),
        Signer(name="Notary", certificate_sha256="ab" * 32),
    ):
        assert check_signer(signer, where="row 1") == signer


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": ""}, "a signer needs a name"),
        ({"jwk": ""}, "a key or a certificate"),
        ({"certificate_sha256": "ab" * 32}, "a key or a certificate"),
        ({"jwk": "", "certificate_sha256": "ab"}, "no SHA-256"),
        ({"jwk": "{"}, "no JWK"),
        ({"jwk": "[1]"}, "no JWK"),
        ({"jwk": json.dumps({**KEY, "d": "secret"})}, "this key is private"),
        ({"jwk": json.dumps({**KEY, "crv": "secp256k1"})}, "cannot be used"),
        ({"jwk": json.dumps({**KEY, "kty": "RSA"})}, "cannot be used"),
        ({"jwk": json.dumps({"kty": "EC", "crv": "P-256", "x": "a"})}, "cannot be used"),
        ({"valid_to": "tomorrow"}, "no date"),
    ],
)
def test_what_is_no_signature_of_a_brand_is_refused_with_its_place(changes: dict[str, str], says: str) -> None:
    values = {"name": "Aurelle", "jwk": json.dumps(KEY), **changes}
    with pytest.raises(BadInput, match=says) as refusal:
        check_signer(Signer(**values), where="row 1")
    assert refusal.value.where.startswith("row 1, ")
