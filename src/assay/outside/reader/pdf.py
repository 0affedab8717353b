"""What is in a PDF: its pages' words with boxes, the files inside it, what it does on its own?

Structure is read with qpdf (pikepdf), text with PDFium. A PDF that runs something, hides behind a password or unpacks into more than it may is
refused before its text is read. Words come from the page's text objects and from filled form fields; what stands outside the page is not on it.
"""

from __future__ import annotations

import ctypes
import io
import math
import re
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as raw

from assay.errors import BadInput, TooLarge
from assay.policy.schema.document import LimitsPolicy
from assay.regime.document.extraction.page import Page, Word

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
PRINT_AGAIN = "Print the paper to a new PDF and hand that in."


def open_pdf(data: bytes, *, name: str, limits: LimitsPolicy) -> pikepdf.Pdf:
    """The structure of a PDF that is whole, readable, still and within the limits."""
    if b"%%EOF" not in data[-4096:]:
        raise BadInput("this PDF is cut off: its end is missing.", where=name, mend="Save or upload the file again.")
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
    """Each page's words, without those outside the page."""
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


def _page(
    document: pypdfium2.PdfDocument, index: int, filled: list[tuple[str, tuple[float, float, float, float]]]
) -> Page:
    page = document[index]
    width, height = page.get_size()
    place = _placer(page, width, height)
    words = list(_words(page, place, width, height))
    for text, corners in filled:
        x0, y0, x1, y1 = place(*corners)
        words += _spread(text, x0, y0, x1, y1)
    page.close()
    return Page(index + 1, width, height, tuple(words))


def _placer(page: Any, width: float, height: float) -> Any:
    """From the page's own coordinates to points from the upper left corner as it is shown (crop box and rotation included)."""
    scale = 1000
    size = (int(width * scale), int(height * scale))

    def at(x: float, y: float) -> tuple[float, float]:
        device_x, device_y = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page.raw, 0, 0, *size, 0, x, y, device_x, device_y)
        return device_x.value / scale, device_y.value / scale

    (ox, oy), (ax, ay), (bx, by) = at(0, 0), at(1000, 0), at(0, 1000)
    xx, xy, yx, yy = (ax - ox) / 1000, (ay - oy) / 1000, (bx - ox) / 1000, (by - oy) / 1000

    def place(left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        xs = (ox + left * xx + bottom * yx, ox + right * xx + top * yx)
        ys = (oy + left * xy + bottom * yy, oy + right * xy + top * yy)
        return min(xs), min(ys), max(xs), max(ys)

    return place


def _words(page: Any, place: Any, width: float, height: float) -> Iterator[Word]:
    text_page = page.get_textpage()
    turn = math.radians(page.get_rotation())
    handle = text_page.raw
    rect = raw.FS_RECTF()
    letters: list[str] = []
    corners = [0.0, 0.0, 0.0, 0.0]
    foot = 0.0
    origin_x, origin_y = ctypes.c_double(), ctypes.c_double()

    def done() -> Iterator[Word]:
        nonlocal letters
        text = "".join(letters).encode("utf-16", "surrogatepass").decode("utf-16", "ignore").strip()
        letters = []
        if text:
            x0, y0, x1, y1 = place(*corners)
            if x1 > 0 and y1 > 0 and x0 < width and y0 < height:
                yield Word(text, x0, y0, x1, y1, y1 - y0, base=place(corners[0], foot, corners[2], foot)[1])

    for i in range(raw.FPDFText_CountChars(handle)):
        code = raw.FPDFText_GetUnicode(handle, i)
        if code in (0xFFFE, 0xFFFF, 0xFEFF, 0x200B):
            continue
        letter = chr(code)  # halves of a pair (UTF-16) come one by one and are joined when the word is done
        if letter.isspace() or code == 0 or raw.FPDFText_IsGenerated(handle, i) == 1:
            if code in (0x2D, 0x02, 0xAD) or not letter.isspace():
                continue
            yield from done()
            continue
        if not letters and abs(math.sin(raw.FPDFText_GetCharAngle(handle, i) + turn)) > 0.2:
            continue  # a margin note or watermark that runs across the lines
        raw.FPDFText_GetLooseCharBox(handle, i, rect)
        left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
        if letters:
            tall = max(corners[3] - corners[1], 0.1)
            apart = left - corners[2] > 0.25 * tall or left < corners[0] - 0.5 * tall
            if apart or abs(bottom - corners[1]) > 0.6 * tall:
                yield from done()
        if letters:
            corners = [
                min(corners[0], left),
                min(corners[1], bottom),
                max(corners[2], right),
                max(corners[3], top),
            ]
        else:
            corners = [left, bottom, right, top]
            raw.FPDFText_GetCharOrigin(handle, i, origin_x, origin_y)
            foot = origin_y.value
        letters.append(letter)
    yield from done()


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


def _spread(text: str, x0: float, y0: float, x1: float, y1: float) -> Iterator[Word]:
    """Words of a form field, laid out evenly over its box: the file gives no better place."""
    lines = [line for line in text.splitlines() if line.strip()]
    for n, line in enumerate(lines):
        top = y0 + (y1 - y0) * n / len(lines)
        height = min((y1 - y0) / len(lines), 14)
        step = min((x1 - x0) / max(len(line), 1), height * 0.6)
        for match in re.finditer(r"\S+", line):
            yield Word(
                match[0], x0 + step * match.start(), top, x0 + step * match.end() - 0.2 * step, top + height, height
            )
