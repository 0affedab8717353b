"""How does a brand of the sample sign a licence that a program can check? SD-JWT VC with ES256, and the Token Status List that takes it back.

RFC 9901 for the form; draft-ietf-oauth-status-list for the list: two bits a place, deflated, the first place in the lowest bits.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils

BITS = 2
PLACES = 64
HOURS = 12


@dataclass(frozen=True)
class IssuerKey:
    """The key of an issuer of the sample: made of a seed, worth nothing outside it."""

    key: ec.EllipticCurvePrivateKey

    @classmethod
    def of(cls, seed: str) -> IssuerKey:
        """The key of this seed."""
        return cls(
            ec.derive_private_key(int.from_bytes(hashlib.sha256(seed.encode()).digest()[:31], "big"), ec.SECP256R1())
        )

    @property
    def jwk(self) -> dict[str, str]:
        """The public key, as the register keeps it."""
        numbers = self.key.public_key().public_numbers()
        x, y = (_b64(n.to_bytes(32, "big")) for n in (numbers.x, numbers.y))
        return {"kty": "EC", "crv": "P-256", "x": x, "y": y}

    def credential(self, claims: Mapping[str, Any]) -> bytes:
        """A signed credential that discloses everything."""
        return (self._signed("dc+sd-jwt", claims) + "~").encode()

    def status_list(self, uri: str, says: Mapping[int, int], *, at: datetime) -> bytes:
        """The signed list at `uri`: what it says of each place; the others are valid."""
        entries = bytearray(PLACES * BITS // 8)
        for place, status in says.items():
            entries[place * BITS // 8] |= status << (place * BITS % 8)
        claims = {
            "sub": uri,
            "iat": int(at.timestamp()),
            "ttl": HOURS * 3600,
            "status_list": {"bits": BITS, "lst": _b64(zlib.compress(bytes(entries)))},
        }
        return self._signed("statuslist+jwt", claims).encode()

    def _signed(self, kind: str, claims: Mapping[str, Any]) -> str:
        signed = ".".join(_b64(json.dumps(part).encode()) for part in ({"alg": "ES256", "typ": kind}, claims))
        r, s = utils.decode_dss_signature(self.key.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
        return f"{signed}.{_b64(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"


def _b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
