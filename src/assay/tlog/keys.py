"""Whose key is it, and what may it sign?

Ed25519 keys under a name: kind 01 signs a note's text, kind 04 cosigns a checkpoint with a time. Name, kind and key
together make the four-byte id, so that one key never speaks for two purposes by accident. Other kinds are known by
name and refused.

Source: C2SP signed-note (verifier keys), tlog-cosignature (kind 04); the private form is that of Go's
golang.org/x/mod/sumdb/note.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from assay.errors import BadInput, NotSupported, NotVerified

MAX_NAME_CHARS = 200
MAX_TIMESTAMP = (1 << 63) - 1
_DASH = "\u2014 "


class MalformedNote(BadInput):
    """The bytes are not a signed note, or the text cannot be one."""


class BadKey(BadInput):
    """The text is not a key that can be used here."""


class NotSigned(NotVerified):
    """No trusted key signed this note, or one that claims to did not."""


class KeyKind(IntEnum):
    """The signature type byte of a key, from C2SP signed-note."""

    ED25519 = 0x01
    ECDSA = 0x02
    COSIGNATURE = 0x04
    RFC6962 = 0x05
    ML_DSA_44 = 0x06


_READABLE = (KeyKind.ED25519, KeyKind.COSIGNATURE)


@dataclass(frozen=True)
class Signature:
    """One signature line: who is said to have signed, under which key, and the bytes after the key's id."""

    name: str
    key_id: bytes
    value: bytes

    def line(self) -> str:
        """As it stands in a note."""
        return f"{_DASH}{self.name} {base64.b64encode(self.key_id + self.value).decode()}\n"

    @property
    def timestamp(self) -> int:
        """When a cosigner signed, in seconds since 1970.

        Meaningful for keys of kind 04 only, and only once verified.
        """
        return int.from_bytes(self.value[:8], "big")


@dataclass(frozen=True)
class Verifier:
    """A public key with the name it signs under."""

    name: str
    kind: KeyKind
    public: bytes

    @property
    def key_id(self) -> bytes:
        """Four bytes that tell keys apart; an identifier, not a fingerprint to rely on."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]

    @property
    def vkey(self) -> str:
        """The key as one line to hand out."""
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(bytes([self.kind]) + self.public).decode()}"

    @classmethod
    def from_text(cls, vkey: str) -> Verifier:
        """Read a verifier key; refuses an id that does not belong to it, and kinds that are not read here."""
        parts = vkey.strip().split("+", 2)
        if len(parts) != 3 or len(vkey) > 4096:
            raise BadKey("this is not a verifier key", mend="It reads name+id+key, as the log publishes it.")
        name, key_id, material = parts
        check_name(name)
        kind, public = _material(material)
        verifier = cls(name, kind, public)
        if key_id != verifier.key_id.hex():
            raise BadKey(
                f"the id of this key is {verifier.key_id.hex()}, not {key_id}",
                mend="Copy the whole key again; it was altered.",
            )
        return verifier

    def verify(self, text: str, signature: Signature) -> None:
        """Raise `NotSigned` unless this key made this signature over the text."""
        message, value = text.encode(), signature.value
        if self.kind is KeyKind.COSIGNATURE:
            if len(value) != 72 or signature.timestamp > MAX_TIMESTAMP:
                raise NotSigned(f"the cosignature of {self.name} is not 72 bytes with a time")
            message, value = cosigned_message(text, signature.timestamp), value[8:]
        if len(value) != 64:
            raise NotSigned(f"the signature of {self.name} is not 64 bytes")
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(value, message)
        except (InvalidSignature, ValueError):
            raise NotSigned(
                f"the signature of {self.name} does not hold", mend="The text or the signature was altered."
            ) from None


class Signer:
    """A private key with the name it signs under. Never printed: its `repr` shows the public part only."""

    def __init__(self, name: str, key: Ed25519PrivateKey, kind: KeyKind = KeyKind.ED25519) -> None:
        check_name(name)
        if kind not in _READABLE:
            raise NotSupported(f"keys of kind {kind.name} do not sign here")
        self._key = key
        self.verifier = Verifier(name, kind, key.public_key().public_bytes_raw())

    def __repr__(self) -> str:
        return f"Signer({self.vkey})"

    @classmethod
    def generate(cls, name: str, kind: KeyKind = KeyKind.ED25519) -> Signer:
        """A new key pair."""
        return cls(name, Ed25519PrivateKey.generate(), kind)

    @classmethod
    def from_text(cls, text: str) -> Signer:
        """Read what `private_text` wrote."""
        parts = text.strip().split("+", 4)
        if len(parts) != 5 or parts[:2] != ["PRIVATE", "KEY"]:
            raise BadKey("this is not a private key", mend="It reads PRIVATE+KEY+name+id+key.")
        kind, seed = _material(parts[4])
        signer = cls(parts[2], Ed25519PrivateKey.from_private_bytes(seed), kind)
        if signer.verifier.key_id.hex() != parts[3]:
            raise BadKey(
                "the id of this private key does not belong to it", mend="Restore the key file; it was altered."
            )
        return signer

    def private_text(self) -> str:
        """The private key as one line, in the form Go's note package uses. To be kept secret."""
        material = bytes([self.verifier.kind]) + self._key.private_bytes_raw()
        return f"PRIVATE+KEY+{self.name}+{self.verifier.key_id.hex()}+{base64.b64encode(material).decode()}"

    @property
    def name(self) -> str:
        """The name it signs under."""
        return self.verifier.name

    @property
    def vkey(self) -> str:
        """The public key as one line to hand out."""
        return self.verifier.vkey

    def under_name(self, name: str) -> Signer:
        """The same key under another name, hence another id: its signatures for one purpose never pass for another."""
        return Signer(name, self._key, self.verifier.kind)

    def sign(self, text: str) -> Signature:
        """Sign a note's text."""
        if self.verifier.kind is not KeyKind.ED25519:
            raise BadKey(f"{self.name} is a cosigner's key and signs checkpoints with a time only", mend="Use cosign.")
        return Signature(self.name, self.verifier.key_id, self._key.sign(check_text(text).encode()))

    def cosign(self, text: str, at: int) -> Signature:
        """Cosign a checkpoint's text, as of a time in seconds since 1970."""
        if self.verifier.kind is not KeyKind.COSIGNATURE:
            raise BadKey(f"{self.name} is not a cosigner's key", mend="Make one of kind 04.")
        if not 0 < at <= MAX_TIMESTAMP:
            raise BadInput(f"{at} is not a time to cosign at")
        value = at.to_bytes(8, "big") + self._key.sign(cosigned_message(check_text(text), at))
        return Signature(self.name, self.verifier.key_id, value)


def cosigned_message(text: str, at: int) -> bytes:
    """What a cosigner of kind 04 signs."""
    return f"cosignature/v1\ntime {at}\n{text}".encode()


def check_name(name: str) -> None:
    """Refuse what cannot stand as a key's name: spaces and plus signs would change where it ends."""
    if not 0 < len(name) <= MAX_NAME_CHARS or any(
        c.isspace() or c == "+" or c < " " or "\ud800" <= c <= "\udfff" for c in name
    ):
        raise BadKey(
            "a key's name is empty, too long or has a space or plus sign", mend="Use something like example.com/log."
        )


def decode_base64(text: str, *, stray_bits: bool = False) -> bytes | None:
    """Standard base64 in its one canonical spelling, else None; `stray_bits` after the last byte may be let pass."""
    try:
        value = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return value if stray_bits or base64.b64encode(value).decode() == text else None


def check_text(text: str) -> str:
    if not text.endswith("\n"):
        raise MalformedNote("the text does not end in a newline")
    if any(c < " " and c != "\n" for c in text):
        raise MalformedNote(
            "the text has a control character", mend="Only newlines are allowed; check the line endings."
        )
    return text


def _material(text: str) -> tuple[KeyKind, bytes]:
    """Kind and key bytes of a key's last part."""
    value = decode_base64(text)
    if not value:
        raise BadKey("the last part of the key is not base64")
    if value[0] not in _READABLE:
        kind = KeyKind(value[0]).name if value[0] in KeyKind.__members__.values() else "unknown"
        raise NotSupported(
            f"a key of kind {value[0]:02x} ({kind})", mend="Ed25519 keys (01, and 04 for cosigners) are read."
        )
    if len(value) != 33:
        raise BadKey(f"an Ed25519 key has 32 bytes, this one {len(value) - 1}")
    return KeyKind(value[0]), value[1:]
