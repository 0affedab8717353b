"""What has been handed in, and can it be a paper at all?

The name is the seller's and only shown, never used as a path; what a file is follows from its bytes, never from its name's ending. An
editable format proves nothing, since anybody can type an invoice in it, and is refused before it is read.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from assay.errors import BadInput, NotSupported, TooLarge

LONGEST_NAME = 120
NO_NAME = "paper"
WAYS = "Hand in a PDF, an e-invoice as XML, a JPEG or PNG picture, or an SD-JWT credential."


class Media(StrEnum):
    """What the bytes are; a reader is chosen by it."""

    PDF = "pdf"
    XML = "xml"
    JPEG = "jpeg"
    PNG = "png"
    SD_JWT = "sd-jwt"


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """A file that may be a paper: `name` is safe to show, `sha256` (hex) names the bytes, `size` counts them."""

    name: str
    sha256: str
    size: int
    media: Media


def check_arrival(*, name: str, data: bytes, max_bytes: int) -> Arrival:
    """Take a file in. BadInput: empty, or nothing we know. TooLarge: over `max_bytes`. NotSupported: a known format that is no paper."""
    shown = display_name(name)
    if not data:
        raise BadInput(
            "this file is empty.", where=shown, mend="Choose the file again; the upload may have broken off."
        )
    if len(data) > max_bytes:
        raise TooLarge(
            f"this file has {len(data)} bytes; {max_bytes} are allowed.",
            where=shown,
            mend="Hand in the pages that prove, or save the PDF with smaller pictures.",
        )
    return Arrival(
        name=shown, sha256=hashlib.sha256(data).hexdigest(), size=len(data), media=media_of(data, where=shown)
    )


def display_name(name: str) -> str:
    """The last part of the name without path, control, format and quoting characters; at most 120 characters, the ending kept."""
    last = re.split(r"[/\\]", name)[-1]
    # Format characters (Cf) hold the right-to-left override, with which "fdp.exe" is shown as "exe.pdf".
    kept = "".join(c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c)[0] not in "C")
    kept = re.sub(r'[<>:"|?*]+', "_", re.sub(r"\s+", " ", kept)).strip(" .")
    if not kept:
        return NO_NAME
    if len(kept) > LONGEST_NAME:
        stem, dot, ending = kept.rpartition(".")
        kept = f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}" if dot and len(ending) <= 8 else kept[:LONGEST_NAME]
    return kept


def media_of(data: bytes, *, where: str = "") -> Media:
    """What these bytes are. NotSupported names a known format that is no paper; BadInput where nothing fits."""
    if b"%PDF-" in data[:1024]:
        return Media.PDF
    if data.startswith(b"\xff\xd8\xff"):
        return Media.JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Media.PNG
    for magic, what in _OTHERS:
        if data.startswith(magic):
            raise NotSupported(f"this is {what}, which is not taken as a paper.", where=where, mend=WAYS)
    start = _text_start(data)
    if re.match(r"<(!doctype\s+)?html\b", start, re.IGNORECASE):
        raise NotSupported("this is a web page, which is not taken as a paper.", where=where, mend=WAYS)
    if re.match(r"<(\?xml|!--|!doctype|[A-Za-z_])", start, re.IGNORECASE):
        return Media.XML
    if re.match(r"eyJ[\w-]+\.[\w-]+\.[\w-]+~", re.sub(r"\s", "", start)):
        return Media.SD_JWT
    raise BadInput("this file is nothing that we can read.", where=where, mend=WAYS)


_OTHERS = (
    (b"PK\x03\x04", "an archive or office document (ZIP)"),
    (b"PK\x05\x06", "an archive (ZIP)"),
    (b"\xd0\xcf\x11\xe0", "an office document of the old kind"),
    (b"{\\rtf", "an editable text (RTF)"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"7z\xbc\xaf", "an archive (7z)"),
    (b"Rar!", "an archive (RAR)"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"GIF8", "a GIF picture"),
    (b"BM", "a BMP picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"%!PS", "PostScript"),
)


def _text_start(data: bytes) -> str:
    """The first characters where the bytes are text with or without a byte-order mark, else nothing."""
    head = data[:8192]
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8")):
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, errors="ignore").lstrip()
    if head[:4] == b"<\x00?\x00" or head[:4] == b"\x00<\x00?":
        return head.decode("utf-16-le" if head[0] else "utf-16-be", errors="ignore").lstrip()
    return head.decode("latin-1").lstrip()
