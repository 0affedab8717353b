"""What does a page of this paper look like? A picture for the verifier, drawn in a process apart.

A hostile file is never opened in the server: `python -m assay.outside.pages` draws one page under limits on time, memory and pixels, without
writing any file, and hands the picture back through a pipe. Pictures are kept under the paper's digest; they can be thrown away at any time.
"""

from __future__ import annotations

import io
import json
import os
import resource
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assay.errors import BadInput, NotFound, NotSupported, ReadingFailed, TooLarge
from assay.outside import files
from assay.outside.revisions import MOST_REVISIONS, earlier_revisions
from assay.policy.schema.document import LimitsPolicy

DPI = 132
WIDEST = 1_500  # pixels
POINTS_PER_INCH = 72
AT_ONCE = threading.BoundedSemaphore(2)
REFUSALS = {kind.__name__: kind for kind in (BadInput, NotFound, NotSupported, ReadingFailed, TooLarge)}


@dataclass(frozen=True, kw_only=True)
class ShownPage:
    """A page as a PNG file, with its size in points (the unit of every box) and the number of pages of its paper."""

    path: Path
    width: float
    height: float
    pages: int


def page_of(paper: Path, *, digest: str, page: int, limits: LimitsPolicy, revision: int = 0) -> ShownPage:
    """The picture of a page; `page` counts from 1. `revision`: 1 is the oldest earlier revision of a PDF, 0 the file as it is.

    Raises NotSupported: data without a page. NotFound: there is no such page. BadInput: the file cannot be drawn. ReadingFailed: the drawing
    process crashed or passed its limits.
    """
    if not 1 <= page <= limits.pages_per_paper:
        raise NotFound("this paper has no such page.", where=str(page), mend="Choose another page.")
    if not 0 <= revision <= MOST_REVISIONS:
        raise NotFound("this paper has no such revision.", where=str(revision), mend="Look at the file as it is.")
    name = f"{digest}-{page}" + (f"-r{revision}" if revision else "")
    picture = files.root() / "pages" / digest[:2] / f"{name}.png"
    about = picture.with_suffix(".json")
    if not about.exists():
        if not paper.is_file():
            raise NotFound("the file of this paper is gone.", mend="Restore it from the backup.")
        head, image = _draw_apart(paper, page=page, revision=revision, limits=limits)
        files.write(picture, image)
        files.write(about, json.dumps(head).encode())
    known = json.loads(about.read_text(encoding="utf-8"))
    return ShownPage(path=picture, width=known["width"], height=known["height"], pages=known["pages"])


def _draw_apart(paper: Path, *, page: int, revision: int, limits: LimitsPolicy) -> tuple[dict[str, Any], bytes]:
    command = [sys.executable, "-m", "assay.outside.pages", str(paper), str(page), str(revision)]
    command += [str(limits.pixels_per_page), str(limits.memory_mib_per_paper), str(limits.seconds_per_paper)]
    with AT_ONCE:
        try:
            done = subprocess.run(
                command,
                capture_output=True,
                timeout=limits.seconds_per_paper + 5,
                check=False,
                stdin=subprocess.DEVNULL,
                env={**os.environ, "PYTHONSAFEPATH": "1"},
            )
        except subprocess.TimeoutExpired:
            raise ReadingFailed(
                "drawing this page took too long.", mend="Save the paper and look at it apart."
            ) from None
    line, _, image = done.stdout.partition(b"\n")
    try:
        head: dict[str, Any] = json.loads(line)
    except ValueError:
        raise ReadingFailed("the page could not be drawn.", mend="Save the paper and look at it apart.") from None
    if "error" in head:
        raise REFUSALS.get(head["error"], BadInput)(head["what"], mend=head["mend"])
    return head, image


def main(arguments: list[str]) -> None:
    """In the process apart: draw, and write one line of JSON and the picture."""
    paper, page, revision, pixels, memory_mib, seconds = arguments[0], *(int(a) for a in arguments[1:])
    data = Path(paper).read_bytes()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory_mib << 20, memory_mib << 20))
    try:
        head, image = _draw(_as_it_was(data, revision), page=page, pixels=pixels)
    except (BadInput, NotFound, ReadingFailed) as refusal:
        head, image = {"error": type(refusal).__name__, "what": refusal.what, "mend": refusal.mend}, b""
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + image)
    sys.stdout.buffer.flush()


def _as_it_was(data: bytes, revision: int) -> bytes:
    if not revision:
        return data
    earlier = earlier_revisions(data) if b"%PDF-" in data[:1024] else ()
    if revision > len(earlier):
        raise NotFound("this paper has no such revision.", where=str(revision), mend="Look at the file as it is.")
    return data[: earlier[revision - 1][0]]


def _draw(data: bytes, *, page: int, pixels: int) -> tuple[dict[str, Any], bytes]:
    if b"%PDF-" in data[:1024]:
        return _draw_pdf(data, page=page, pixels=pixels)
    if data.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1] in (b"<", b"{", b"e"):
        raise NotSupported("this paper is data without a page.", mend="What it says stands in the table of fields.")
    return _draw_picture(data, page=page, pixels=pixels)


def _draw_pdf(data: bytes, *, page: int, pixels: int) -> tuple[dict[str, Any], bytes]:
    import pypdfium2

    try:
        paper = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        raise BadInput("this PDF cannot be opened.", mend="Ask for a new file.") from None
    if page > len(paper):
        raise NotFound("this paper has no such page.", mend="Choose another page.")
    sheet = paper[page - 1]
    width, height = sheet.get_size()
    if width < 1 or height < 1:
        raise BadInput("this page has no size.", mend="Ask for a new file.")
    scale = min(DPI / POINTS_PER_INCH, WIDEST / width, (pixels / (width * height)) ** 0.5)
    image = sheet.render(scale=scale, may_draw_forms=False).to_pil()
    return {"width": width, "height": height, "pages": len(paper)}, _png(image)


def _draw_picture(data: bytes, *, page: int, pixels: int) -> tuple[dict[str, Any], bytes]:
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = pixels
    try:
        image = Image.open(io.BytesIO(data), formats=["PNG", "JPEG", "TIFF", "WEBP"])
        frames = getattr(image, "n_frames", 1)
        if page > frames:
            raise NotFound("this paper has no such page.", mend="Choose another page.")
        image.seek(page - 1)
        if image.width * image.height > pixels:
            raise TooLarge(f"this picture has more than {pixels} pixels.", mend="Hand in a smaller one.")
        upright = ImageOps.exif_transpose(image).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise BadInput("this picture cannot be opened.", mend="Ask for a new file.") from None
    dots = float((image.info.get("dpi") or (POINTS_PER_INCH, 0))[0]) or POINTS_PER_INCH
    size = {"width": upright.width * POINTS_PER_INCH / dots, "height": upright.height * POINTS_PER_INCH / dots}
    upright.thumbnail((WIDEST, WIDEST * 3))
    return {**size, "pages": frames}, _png(upright)


def _png(image: Any) -> bytes:
    out = io.BytesIO()
    image.convert("RGB").save(out, "PNG")
    return out.getvalue()


if __name__ == "__main__":
    main(sys.argv[1:])
