"""Which PDQ digests has this picture? Unpacked in the room apart, like every paper of a stranger."""

from __future__ import annotations

import io
import warnings
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError

from assay.errors import BadInput, TooLarge
from assay.policy.schema.document import LimitsPolicy

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
SMALLEST = 32
ENOUGH = 512  # pixels a side: the digest is made of 64 x 64; a JPEG is unpacked no larger than it takes


def digests_of(data: bytes, *, name: str, limits: LimitsPolicy) -> dict[str, Any]:
    """{"pdq": eight digests in hex (as it is, then turned and mirrored), "quality", "width", "height"}. TooLarge: pixels. BadInput: broken."""
    import numpy as np
    import pdqhash

    Image.MAX_IMAGE_PIXELS = None  # the limit below names itself; Pillow's only warns
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            opened = Image.open(io.BytesIO(data), formats=FORMATS)
        width, height = opened.size
        if width * height > limits.pixels_per_page:
            raise TooLarge(
                f"this picture has {width * height} pixels; {limits.pixels_per_page} are read.",
                where=name,
                mend="Offer a smaller one.",
            )
        if min(width, height) < SMALLEST:
            raise BadInput("this picture is too small to compare.", where=name, mend="Offer a larger one.")
        opened.draft("RGB", (ENOUGH, ENOUGH))
        picture = ImageOps.exif_transpose(opened)
        if picture.mode in ("RGBA", "LA", "PA", "P"):
            # What is seen through stands on white, as in a shop window.
            seen = picture.convert("RGBA")
            picture = Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen)
        pixels = np.asarray(picture.convert("RGB"))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError):
        raise BadInput("this picture is damaged.", where=name, mend="Offer it as JPEG, PNG, WebP or GIF.") from None
    turned, quality = pdqhash.compute_dihedral(pixels)
    return {
        "pdq": [np.packbits(bits.astype(np.uint8)).tobytes().hex() for bits in turned],
        "quality": int(quality),
        "width": width,
        "height": height,
    }
