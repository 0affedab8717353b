"""Who signed this text?

A C2SP signed note: text that ends in a newline, an empty line, signature lines. Two rules carry the safety. A
signature by a key that we do not know is ignored, so that logs can rotate keys and collect witnesses. A signature by
a key that we do know and that does not hold rejects the *whole* note: somebody altered it or lies about who signed.
Until `open_note` returns, no word of the text may be used for anything.

Source: C2SP signed-note.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assay.errors import TooLarge
from assay.tlog.keys import (
    BadKey,
    MalformedNote,
    NotSigned,
    Signature,
    Signer,
    Verifier,
    check_name,
    check_text,
    decode_base64,
)

MAX_NOTE_BYTES = 1 << 20
MAX_SIGNATURES = 100
_DASH = "\u2014 "


@dataclass(frozen=True)
class Note:
    """A parsed note. Nothing about it is verified."""

    text: str
    signatures: tuple[Signature, ...]

    def render(self) -> str:
        """The note as published."""
        return self.text + "\n" + "".join(signature.line() for signature in self.signatures)


def sign_note(text: str, *signers: Signer) -> str:
    """A note over this text."""
    return Note(text, tuple(signer.sign(text) for signer in signers)).render()


def parse_note(data: bytes | str) -> Note:
    """Take a note apart. Raises `MalformedNote`, or `TooLarge`; verifies nothing."""
    if len(data) > MAX_NOTE_BYTES:
        raise TooLarge(f"a signed note of {len(data)} bytes", mend=f"At most {MAX_NOTE_BYTES} bytes are read.")
    try:
        whole = data if isinstance(data, str) else data.decode()
        whole.encode()
    except UnicodeError:
        raise MalformedNote("the note is not UTF-8") from None
    text, gap, block = whole.rpartition("\n\n")
    if not gap or not text or not block.endswith("\n"):
        raise MalformedNote(
            "no signatures after an empty line", mend="A note ends in an empty line and signature lines."
        )
    lines = block[:-1].split("\n")
    if len(lines) > MAX_SIGNATURES:
        raise TooLarge(f"a note with {len(lines)} signatures", mend=f"At most {MAX_SIGNATURES} are read.")
    return Note(check_text(text + "\n"), tuple(_signature(line) for line in lines))


def open_note(note: Note, verifiers: Iterable[Verifier]) -> list[tuple[Verifier, Signature]]:
    """The signatures by known keys, each verified. Raises `NotSigned` if one does not hold or there is none."""
    known = {(verifier.name, verifier.key_id): verifier for verifier in verifiers}
    good = []
    for signature in note.signatures:
        verifier = known.get((signature.name, signature.key_id))
        if verifier is not None:
            verifier.verify(note.text, signature)
            good.append((verifier, signature))
    if not good:
        raise NotSigned(
            "no key that you trust signed this", mend="Compare the key that you gave with the names below the text."
        )
    return good


def _signature(line: str) -> Signature:
    parts = line.removeprefix(_DASH).split(" ")
    if not line.startswith(_DASH) or len(parts) != 2:
        raise MalformedNote("a signature line does not read '\u2014 name signature'")
    try:
        check_name(parts[0])
    except BadKey as refusal:
        raise MalformedNote(refusal.what) from None
    # Written by others' programs, some of which leave stray bits in the last character: the signature decides.
    value = decode_base64(parts[1], stray_bits=True)
    if value is None or len(value) < 5:
        raise MalformedNote(f"the signature of {parts[0]} is not base64 of a key id and a signature")
    return Signature(parts[0], value[:4], value[4:])
