"""How does a receiver know that a message is ours, whole and new? The signature scheme of Standard Webhooks, symmetric variant (v1).

Signed is `ID.TIMESTAMP.BODY` with HMAC-SHA256; the key is the secret behind `whsec_`, decoded from base64. The receiver compares in constant
time, refuses a timestamp that is minutes away from his clock, and does nothing twice under one identifier.
Source: Standard Webhooks specification 1.0.0, "Signature scheme" and "Webhook headers".
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

PREFIX = "whsec_"
SECRET_BYTES = 32  # the specification asks for 24 to 64


def new_secret() -> str:
    """A secret of 256 random bits, as both sides write it."""
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def headers(*, secret: str, message: str, timestamp: int, body: bytes) -> dict[str, str]:
    """The three headers of one attempt. `timestamp`: seconds since 1970, of the attempt and not of the event."""
    return {
        "webhook-id": message,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature(secret=secret, message=message, timestamp=timestamp, body=body),
    }


def signature(*, secret: str, message: str, timestamp: int, body: bytes) -> str:
    """`v1,` and the MAC in base64."""
    key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    mac = hmac.new(key, f"{message}.{timestamp}.".encode() + body, hashlib.sha256)
    return "v1," + base64.b64encode(mac.digest()).decode()
