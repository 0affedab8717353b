"""A picture's digests are those that its makers publish, but for what two unpackers differ in; a hostile one costs a refusal."""

from __future__ import annotations

import io
import json
import os
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageOps

from assay.errors import AssayError, BadInput, TooLarge
from assay.outside.reader.room import read_photo
from assay.policy.load import shipped

LIMITS = replace(shipped().document.limits, seconds_per_paper=15, memory_mib_per_paper=1024)
MAKERS = Path(os.environ.get("ASSAY_DATA", "nowhere")).parent / "formats" / "signals"


def drawn(size: tuple[int, int] = (640, 480)) -> Image.Image:
    """A picture of our own with enough in it."""
    picture = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(picture)
    for i in range(24):
        x, y = (i * 97) % size[0], (i * 61) % size[1]
        pen.ellipse((x, y, x + 90 + 5 * i, y + 60 + 3 * i), fill=(10 * i % 255, 40 + 7 * i, 255 - 9 * i))
    return picture


def packed(picture: Image.Image, kind: str = "PNG", **how: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


def bits(one: str, other: str) -> int:
    return (int(one, 16) ^ int(other, 16)).bit_count()


def test_a_copy_that_was_made_smaller_and_packed_anew_is_near_and_another_picture_is_far() -> None:
    first = read_photo(packed(drawn()), name="a", limits=LIMITS)
    copy = read_photo(packed(drawn().resize((400, 300)), "JPEG", quality=60), name="b", limits=LIMITS)
    other = read_photo(packed(ImageOps.invert(drawn().transpose(Image.Transpose.ROTATE_90))), name="c", limits=LIMITS)
    assert len(first["pdq"]) == 8
    assert first["quality"] == copy["quality"] == 100
    assert bits(first["pdq"][0], copy["pdq"][0]) <= 31
    assert bits(first["pdq"][0], other["pdq"][0]) > 60


@pytest.mark.parametrize("turn", [ImageOps.mirror, ImageOps.flip, lambda p: p.rotate(90, expand=True)])
def test_a_turned_copy_is_near_to_one_of_the_eight(turn: Callable[[Image.Image], Image.Image]) -> None:
    first = read_photo(packed(drawn()), name="a", limits=LIMITS)
    copy = read_photo(packed(turn(drawn())), name="b", limits=LIMITS)
    assert bits(first["pdq"][0], copy["pdq"][0]) > 31
    assert min(bits(one, copy["pdq"][0]) for one in first["pdq"]) <= 31


def test_a_plain_picture_has_no_quality() -> None:
    assert read_photo(packed(Image.new("RGB", (300, 300), "red")), name="a", limits=LIMITS)["quality"] == 0


def _bomb() -> bytes:
    """A PNG of a few bytes that says it has 3.6 thousand million pixels."""
    chunks = (b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0), b"IDAT" + zlib.compress(b""))
    parts = (struct.pack(">I", len(c) - 4) + c + struct.pack(">I", zlib.crc32(c)) for c in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize(
    ("data", "error", "what"),
    [
        (_bomb(), TooLarge, "this picture has 3600000000 pixels; 40000000 are read."),
        (b"<html>not here</html>", BadInput, "this picture is damaged."),
        (b"", BadInput, "this picture is damaged."),
        (packed(drawn())[:900], BadInput, "this picture is damaged."),
        (packed(Image.new("RGB", (8, 8))), BadInput, "this picture is too small to compare."),
        (packed(drawn(), "TIFF"), BadInput, "this picture is damaged."),
    ],
    ids=["bomb", "page", "nothing", "cut", "tiny", "tiff"],
)
def test_what_cannot_be_compared_is_refused(data: bytes, error: type[AssayError], what: str) -> None:
    with pytest.raises(error) as refused:
        read_photo(data, name="shop.example", limits=LIMITS)
    assert (refused.value.what, refused.value.where) == (what, "shop.example")


@pytest.mark.data
@pytest.mark.skipif(not (MAKERS / "pdq_vectors.json").exists(), reason="the makers' pictures are not here (ASSAY_DATA)")
def test_the_makers_pictures_have_the_digests_that_they_publish() -> None:
    """At most ten bits away (other unpackers of JPEG); pictures smaller than 32 pixels are none."""
    seen = {}
    for row in json.loads((MAKERS / "pdq_vectors.json").read_text())["vectors"]:
        path = MAKERS / "pdq_images" / str(row["file"])
        if path.is_file() and row.get("pdqhash_python") and min(Image.open(path).size) >= 32:
            found = read_photo(path.read_bytes(), name=row["file"], limits=LIMITS)
            seen[row["file"]] = bits(found["pdq"][0], row["pdqhash_python"])
    assert len(seen) >= 20
    assert {name: n for name, n in seen.items() if n > 10} == {}
