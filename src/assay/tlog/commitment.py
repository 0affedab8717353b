"""How can the log bind the platform to what it must not show?

A salted commitment: SHA-256 over a fixed label, 32 secret random bytes and the canonical JSON. Whoever gets salt and
value can check that this is what was logged at the time; whoever has only the log can neither read nor guess it. A
case's pseudonym is an HMAC under the same kind of salt: the parties can find their case, nobody can link two cases of
one store.

Erasing a salt makes value and case unfindable *from the log* for good; it does not take back openings that were
handed out. Salts are an argument: this package draws no random numbers.
"""

from __future__ import annotations

import hmac
from hashlib import sha256

from assay.errors import BadInput, NotVerified
from assay.tlog.canonical import canonical

SALT_BYTES = 32
_COMMITMENT = b"assay-commitment/1\n"
_CASE = b"assay-case/1\n"
_DERIVED = b"assay-salt/1\n"


class NotOpened(NotVerified):
    """This salt and value are not what was committed to."""


def commit(value: object, *, salt: bytes) -> str:
    """The commitment to a JSON value, in hex."""
    return sha256(_COMMITMENT + _checked(salt) + canonical(value)).hexdigest()


def verify_commitment(commitment: str, *, value: object, salt: bytes) -> None:
    """Raise `NotOpened` unless the commitment is to this value under this salt."""
    if not hmac.compare_digest(commit(value, salt=salt).encode(), commitment.encode("utf-8", "replace")):
        raise NotOpened("this is not what was committed to", mend="Compare salt and value with what you were handed.")


def pseudonym(case_kind: str, case_id: str, *, salt: bytes) -> str:
    """The name under which a case stands in the log, in hex."""
    return hmac.new(_checked(salt), _CASE + canonical([case_kind, case_id]), sha256).hexdigest()


def derived_salt(secret: bytes, purpose: str) -> bytes:
    """The salt for one purpose out of a case's secret."""
    return hmac.new(_checked(secret), _DERIVED + purpose.encode(), sha256).digest()


def _checked(salt: bytes) -> bytes:
    if len(salt) != SALT_BYTES:
        raise BadInput(f"a salt of {len(salt)} bytes", mend=f"Draw {SALT_BYTES} random bytes.")
    return salt
