"""What is in a PDF: its pages' words with boxes, the files inside it, what it does on its own?

Structure is read with qpdf (pikepdf), text with PDFium. A PDF that runs something, hides behind a password or unpacks into more than it may is
refused before its text is read. Words come from the page's text objects and from filled form fields; what stands outside the page is not on it.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2

from assay.errors import BadInput, TooLarge
from assay.outside.reader.letters import Corners, placer, spread, words_of
from assay.policy.schema.document import LimitsPolicy
from assay.regime.document.extraction.page import Page

MOST_INFLATION = 1032  # deflate's largest ratio: a shorter stream cannot pass the limit
STREAM_LIMIT_BYTES = 64 << 20
# What qpdf's objects raise where a file's structure is not what it should be.
MALFORMED = (
    pikepdf.PdfError,
    ValueError,
    RuntimeError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
)
_OTHER_HEAD = re.compile(rb"<[!A-Za-z?]|PK\x03\x04|^MZ|^\x7fELF|^GIF8|^\xff\xd8\xff")
PRINT_AGAIN = "Print the paper to a new PDF and hand that in."


def open_pdf(data: bytes, *, name: str, limits: LimitsPolicy) -> pikepdf.Pdf:
    """The structure of a PDF that is whole, readable, still and within the limits."""
    if b"%%EOF" not in data[-4096:]:
        raise BadInput("this PDF is cut off: its end is missing.", where=name, mend="Save or upload the file again.")
    if _is_also_another_file(data):
        raise BadInput("this file is a PDF and another kind of file at once.", where=name, mend=PRINT_AGAIN)
    try:
        pdf = pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError:
        raise BadInput(
            "this PDF is encrypted with a password.", where=name, mend="Save it without a password."
        ) from None
    except MALFORMED:
        raise BadInput("this PDF is damaged.", where=name, mend=PRINT_AGAIN) from None
    try:
        _within(pdf, name=name, limits=limits)
        _still(pdf, name=name)
    except MALFORMED:
        raise BadInput("this PDF is damaged.", where=name, mend=PRINT_AGAIN) from None
    return pdf


def _is_also_another_file(data: bytes) -> bool:
    """Whether a web page, a program or an archive stands before or behind the PDF: two programs would open two things."""
    begin, end = data.find(b"%PDF-"), data.rfind(b"%%EOF")
    return bool(_OTHER_HEAD.search(data[: max(begin, 0)])) or b"PK\x05\x06" in data[end:]


def _within(pdf: pikepdf.Pdf, *, name: str, limits: LimitsPolicy) -> None:
    if len(pdf.objects) > limits.objects_per_pdf:
        raise TooLarge(
            f"this PDF has {len(pdf.objects)} objects; {limits.objects_per_pdf} are allowed.",
            where=name,
            mend=PRINT_AGAIN,
        )
    pages = len(pdf.pages)
    if pages > limits.pages_per_paper:
        raise TooLarge(
            f"this PDF has {pages} pages; {limits.pages_per_paper} are allowed.",
            where=name,
            mend="Hand in the pages that prove.",
        )
    if pages == 0:
        raise BadInput("this PDF has no page.", where=name, mend=PRINT_AGAIN)
    for thing in pdf.objects:
        if not isinstance(thing, pikepdf.Stream):
            continue
        if thing.get("/Subtype") == "/Image":
            pixels = int(thing.get("/Width", 0)) * int(thing.get("/Height", 0))
            if pixels > limits.pixels_per_page:
                raise TooLarge(
                    f"a picture in this PDF has {pixels} pixels; {limits.pixels_per_page} are allowed.",
                    where=name,
                    mend="Scan at 300 dpi or less.",
                )
        if _inflates(thing, STREAM_LIMIT_BYTES):
            what = "a font" if "/Length1" in thing or thing.get("/Subtype") in ("/Type1C", "/OpenType") else "a stream"
            raise TooLarge(
                f"{what} in this PDF unpacks into more than {STREAM_LIMIT_BYTES} bytes.", where=name, mend=PRINT_AGAIN
            )


def _still(pdf: pikepdf.Pdf, *, name: str) -> None:
    """Refuse a PDF that acts by itself: scripts, programs to launch."""
    root = pdf.Root
    acting: list[Any] = [root.get("/OpenAction"), root.get("/AA")]
    names = root.get("/Names")
    if isinstance(names, pikepdf.Dictionary) and "/JavaScript" in names:
        raise _acts(name)
    for page in pdf.pages:
        acting.append(page.get("/AA"))
        notes = page.get("/Annots")
        for note in list(notes)[:2000] if isinstance(notes, pikepdf.Array) else ():
            if isinstance(note, pikepdf.Dictionary):
                acting += [note.get("/A"), note.get("/AA")]
    form = root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary):
        if "/XFA" in form:
            raise BadInput(
                "this PDF is an XFA form: what it shows is made up when it is opened.", where=name, mend=PRINT_AGAIN
            )
        for box in list(form.get("/Fields") or [])[:2000]:
            if isinstance(box, pikepdf.Dictionary):
                acting += [box.get("/A"), box.get("/AA")]
    for action in acting:
        for step in _steps(action):
            if step.get("/S") in ("/JavaScript", "/Launch", "/ImportData", "/SubmitForm") or "/JS" in step:
                raise _acts(name)


def _steps(action: Any) -> Iterator[pikepdf.Dictionary]:
    """An action, or the actions in a dictionary of triggers, with those that follow."""
    pending, seen = [action], 0
    while pending and seen < 200:
        thing = pending.pop()
        seen += 1
        if isinstance(thing, pikepdf.Array):
            pending += list(thing)[:50]
        elif isinstance(thing, pikepdf.Dictionary):
            yield thing
            pending += [v for k, v in thing.items() if k not in ("/D", "/Parent", "/P", "/Dest") and not _is_page(v)]


def _is_page(value: Any) -> bool:
    return isinstance(value, pikepdf.Dictionary) and value.get("/Type") in ("/Page", "/Pages")


def _acts(name: str) -> BadInput:
    return BadInput("this PDF runs a script or program when it is opened.", where=name, mend=PRINT_AGAIN)


def _filters(stream: pikepdf.Stream) -> list[str]:
    found = stream.get("/Filter")
    if found is None:
        return []
    return [str(f) for f in found] if isinstance(found, pikepdf.Array) else [str(found)]


def _inflates(stream: pikepdf.Stream, limit: int) -> bool:
    """Whether the stream's deflate layers unpack into more than `limit` bytes; unpacks no more than that."""
    filters = _filters(stream)
    layers = sum(f in ("/FlateDecode", "/Fl") for f in filters)
    if layers == 0:
        return False
    if layers > 4:
        return True
    packed = stream.read_raw_bytes()
    if len(packed) * MOST_INFLATION**layers <= limit:
        return False
    for kind in filters:
        if kind not in ("/FlateDecode", "/Fl"):
            return False
        unpacker = zlib.decompressobj()
        try:
            packed = unpacker.decompress(packed, limit + 1)
        except zlib.error:
            return False
        if len(packed) > limit:
            return True
    return False


def attachments(pdf: pikepdf.Pdf, *, name: str, limits: LimitsPolicy) -> list[tuple[str, bytes]]:
    """The files inside, by name; each within its limit, at most twenty."""
    files: list[tuple[str, bytes]] = []
    try:
        found = list(pdf.attachments.items())
    except MALFORMED:
        return files
    if len(found) > 20:
        raise TooLarge(f"this PDF holds {len(found)} files; 20 are allowed.", where=name, mend="Hand in one invoice.")
    for title, spec in found:
        try:
            stream: Any = spec.get_file().obj
            if _inflates(stream, limits.attachment_bytes):
                raise TooLarge(
                    f"a file inside this PDF unpacks into more than {limits.attachment_bytes} bytes.",
                    where=name,
                    mend="Hand in the invoice without other files.",
                )
            files.append((title, stream.read_bytes()))
        except MALFORMED:
            files.append((title, b""))
    return files


def pages_of(data: bytes, pdf: pikepdf.Pdf, *, name: str) -> list[Page]:
    """Each page's words as they read, without those that nobody sees: outside the page, covered, without colour or size."""
    try:
        document = pypdfium2.PdfDocument(data)
        return [_page(document, i, _widgets(pdf, i)) for i in range(len(document))]
    except pypdfium2.PdfiumError:
        raise BadInput("this PDF is damaged: a page cannot be loaded.", where=name, mend=PRINT_AGAIN) from None


def shows_picture(pdf: pikepdf.Pdf, index: int) -> bool:
    """Whether a page uses any picture: a scan is one."""
    try:
        return len(pdf.pages[index].images) > 0
    except MALFORMED:
        return True


def picture_of(data: bytes, index: int, *, dpi: int, limits: LimitsPolicy, name: str) -> Any:
    """A page as it is shown, as a picture; TooLarge where it has more pixels than it may."""
    document = pypdfium2.PdfDocument(data)
    page = document[index]
    width, height = page.get_size()
    pixels = int(width * height * (dpi / 72) ** 2)
    if pixels > limits.pixels_per_page:
        raise TooLarge(
            f"a page of this PDF has {pixels} pixels at {dpi} dpi; {limits.pixels_per_page} are allowed.",
            where=name,
            mend="Scan the paper at its own size.",
        )
    return page.render(scale=dpi / 72).to_pil().convert("RGB")


def _page(document: pypdfium2.PdfDocument, index: int, filled: list[tuple[str, Corners]]) -> Page:
    page = document[index]
    width, height = page.get_size()
    words, turn, unseen, outside = words_of(page)
    place = placer(page, turn)
    for text, corners in filled:
        words += spread(text, *place(*corners))
    page.close()
    if turn in (90, 270):
        width, height = height, width
    hidden = " ".join(word.text for word in (*unseen, *outside))
    return Page(index + 1, width, height, tuple(words), turn=turn, unseen=len(unseen), hidden=hidden)


def _widgets(pdf: pikepdf.Pdf, index: int) -> list[tuple[str, tuple[float, float, float, float]]]:
    """The values of filled text fields and free-text notes on a page, with their places."""
    found: list[tuple[str, tuple[float, float, float, float]]] = []
    try:
        notes = pdf.pages[index].get("/Annots")
        for note in list(notes)[:2000] if isinstance(notes, pikepdf.Array) else ():
            if not isinstance(note, pikepdf.Dictionary) or int(note.get("/F", 0)) & 0x02:
                continue
            parent = note.get("/Parent") or note
            value = None
            if note.get("/Subtype") == "/Widget" and (note.get("/FT") or parent.get("/FT")) in ("/Tx", "/Ch"):
                value = note.get("/V") or parent.get("/V")
            elif note.get("/Subtype") == "/FreeText":
                value = note.get("/Contents")
            if isinstance(value, pikepdf.String) and str(value).strip():
                x0, y0, x1, y1 = (float(v) for v in note["/Rect"])
                text = str(value).encode("utf-8", "ignore").decode()
                found.append((text, (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))))
    except MALFORMED:
        return found
    return found
