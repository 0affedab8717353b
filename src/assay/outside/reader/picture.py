"""What words does a scan or a photo show? Plain OCR with the model that comes in a wheel.

Boxes are in pixels of the picture as it is shown (turned as its EXIF data says), so that one point is one pixel; a rendered PDF page keeps its
own points. What OCR reads is less sure than text that a file holds: each word carries the engine's own score, and a field is never surer than its
words.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy
from PIL import Image, ImageOps, UnidentifiedImageError

from assay.errors import BadInput, TooLarge
from assay.policy.schema.document import LimitsPolicy
from assay.regime.document.extraction.page import Page, Word
from assay.regime.document.reading import Origin

LONGEST_SIDE = (
    2200  # larger pictures are scaled down for OCR: small print is read at 150 dpi of A4, and time grows with area
)
RENDER_DPI = 150
OCR_SURENESS = 0.95  # the most that a word read by OCR may be believed
LEAST_SCORE = 0.5


def page_of_picture(data: bytes, *, name: str, limits: LimitsPolicy) -> Page:
    """The words of a JPEG or PNG. TooLarge: pixels. BadInput: broken."""
    Image.MAX_IMAGE_PIXELS = None  # the limit below names itself; Pillow's only warns
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            opened = Image.open(io.BytesIO(data), formats=("JPEG", "PNG"))
        width, height = opened.size
        if width * height > limits.pixels_per_page:
            raise TooLarge(
                f"this picture has {width * height} pixels; {limits.pixels_per_page} are allowed.",
                where=name,
                mend="Save it smaller; 300 dpi are plenty.",
            )
        if min(width, height) < 32:
            raise BadInput("this picture is too small to read.", where=name, mend="Scan the paper at 200 dpi or more.")
        picture = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError):
        raise BadInput("this picture is damaged.", where=name, mend="Scan or photograph the paper again.") from None
    return page_of_pixels(picture, number=1, scale=1.0)


def page_of_pixels(picture: Image.Image, *, number: int, scale: float) -> Page:
    """The words of a picture; `scale` turns its pixels into the page's points."""
    shrink = min(1.0, LONGEST_SIDE / max(picture.size))
    if shrink < 1.0:
        picture = picture.resize(
            (round(picture.width * shrink), round(picture.height * shrink)), Image.Resampling.LANCZOS
        )
    result = _engine()(numpy.asarray(picture)[:, :, ::-1])
    points = scale / shrink
    words: list[Word] = []
    if result.boxes is not None:
        for box, text, score in zip(result.boxes, result.txts, result.scores, strict=True):
            if score >= LEAST_SCORE and text.strip():
                words += _words(box, text, float(score), points)
    return Page(number, picture.width * points, picture.height * points, tuple(words), Origin.OCR)


def _words(box: Any, text: str, score: float, points: float) -> Iterator[Word]:
    """The words of one line, each with its share of the line's box: wide characters count double."""
    xs, ys = [float(p[0]) for p in box], [float(p[1]) for p in box]
    x0, x1, y0, y1 = min(xs) * points, max(xs) * points, min(ys) * points, max(ys) * points
    weights = [2.0 if ord(c) > 0x2E80 else 1.0 for c in text]
    step = (x1 - x0) / max(sum(weights), 1.0)
    at, start, run = x0, x0, ""
    for letter, weight in zip(text + " ", [*weights, 1.0], strict=True):
        if letter.isspace():
            if run:
                yield Word(run, start, y0, at, y1, y1 - y0, confidence=min(score, OCR_SURENESS))
            run = ""
            at += weight * step
            start = at
            continue
        if not run:
            start = at
        run += letter
        at += weight * step


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
