"""Which words does a PDF page show, and where?

Letters come from PDFium with boxes in the page's own coordinates. They are laid out as a reader sees them: a page whose text runs down or up
its side is turned first. What nobody sees is not on the page: text without ink where it stands (white on white, covered, clipped, in a layer
that is off), in the mode that paints nothing, or too small to read. A forger hides words there for programs; a scanner puts its guess there, and
the picture is read instead.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2.raw as raw

from assay.regime.document.extraction.page import Word

Corners = tuple[float, float, float, float]
Placer = Callable[[float, float, float, float], Corners]

LEAST_INK = 10  # of 255 levels of grey between the lightest and the darkest pixel of a word
LEAST_HEIGHT_POINTS = 1.6
MOST_PIXELS = 4_000_000  # of the rendering that ink is looked for on
PAINTS_NOTHING = raw.FPDF_TEXTRENDERMODE_INVISIBLE
_SAMPLE = 600  # letters that tell which way a page's text runs


def words_of(page: Any) -> tuple[list[Word], int, list[Word], list[Word]]:
    """The words that are seen, upright; the way that the text runs as shown (0 right, 90 down, 180, 270 up); the words on the page that nobody
    sees; those that stand outside it.
    """
    text_page = page.get_textpage()
    turn, angle = _direction(page, text_page.raw)
    place = placer(page, turn)
    width, height = page.get_size()
    shown = _Shown(page)
    if turn in (90, 270):
        width, height = height, width
    words: list[Word] = []
    unseen: list[Word] = []
    outside: list[Word] = []
    printed: dict[str, list[Word]] = {}
    for word, first in _joined(text_page.raw, place, angle):
        if not (word.x1 > 0 and word.y1 > 0 and word.x0 < width and word.y0 < height):
            outside.append(word)
            continue
        if _overprints(word, printed):
            continue
        if _paints(text_page.raw, first, word) and shown.has_ink(word, turn, _light(text_page.raw, first)):
            words.append(word)
        else:
            unseen.append(word)
    return words, turn, unseen, outside


def _overprints(word: Word, printed: dict[str, list[Word]]) -> bool:
    """Whether a word stands upon itself: printed again a hair aside it looks bold or casts a shadow, and says nothing twice."""
    same = printed.setdefault(word.text, [])
    # Two slim letters side by side, each set by itself, are two letters.
    near = min(0.25 * max(word.height, 1.0), 0.5 * max(word.x1 - word.x0, 1.0))
    if any(abs(w.x0 - word.x0) < near and abs(w.y0 - word.y0) < near for w in same):
        return True
    same.append(word)
    return False


def placer(page: Any, turn: int) -> Placer:
    """From the page's own coordinates to points from the upper left corner, upright (crop box, rotation and `turn` included)."""
    width, height = page.get_size()
    scale = 1000
    size = (int(width * scale), int(height * scale))

    def at(x: float, y: float) -> tuple[float, float]:
        device_x, device_y = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page.raw, 0, 0, *size, 0, x, y, device_x, device_y)
        x, y = device_x.value / scale, device_y.value / scale
        if turn == 90:
            return y, width - x
        if turn == 180:
            return width - x, height - y
        if turn == 270:
            return height - y, x
        return x, y

    (ox, oy), (ax, ay), (bx, by) = at(0, 0), at(1000, 0), at(0, 1000)
    xx, xy, yx, yy = (ax - ox) / 1000, (ay - oy) / 1000, (bx - ox) / 1000, (by - oy) / 1000

    def place(left: float, bottom: float, right: float, top: float) -> Corners:
        x0, x1 = ox + left * xx + bottom * yx, ox + right * xx + top * yx
        y0, y1 = oy + left * xy + bottom * yy, oy + right * xy + top * yy
        return (x0 if x0 < x1 else x1), (y0 if y0 < y1 else y1), (x1 if x0 < x1 else x0), (y1 if y0 < y1 else y0)

    return place


def spread(text: str, x0: float, y0: float, x1: float, y1: float) -> Iterator[Word]:
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


def _direction(page: Any, handle: Any) -> tuple[int, float]:
    """Which way most letters run as the page is shown, and their angle in the page's own coordinates."""
    count = raw.FPDFText_CountChars(handle)
    step = max(1, count // _SAMPLE)
    angles = Counter(round(raw.FPDFText_GetCharAngle(handle, i), 2) for i in range(0, count, step))
    if not angles:
        return 0, 0.0
    angle, most = angles.most_common(1)[0]
    # PDFium counts the angles of letters clockwise, as it does the turning of the page.
    shown = page.get_rotation() + math.degrees(angle)
    turn = round(shown / 90) * 90 % 360
    if most < 0.6 * sum(angles.values()) or abs((shown - turn + 180) % 360 - 180) > 12:
        return 0, math.radians(-page.get_rotation())
    return turn, angle


def _joined(handle: Any, place: Placer, angle: float) -> Iterator[tuple[Word, int]]:
    """Letters made words, each with the index of its first letter."""
    rect = raw.FS_RECTF()
    origin_x, origin_y = ctypes.c_double(), ctypes.c_double()
    letters: list[str] = []
    x0 = y0 = x1 = y1 = foot = 0.0
    first = 0

    def done() -> Iterator[tuple[Word, int]]:
        nonlocal letters
        text = "".join(letters).encode("utf-16", "surrogatepass").decode("utf-16", "ignore").strip()
        letters = []
        if text:
            yield Word(text, x0, y0, x1, y1, y1 - y0, base=foot), first

    for i in range(raw.FPDFText_CountChars(handle)):
        code = raw.FPDFText_GetUnicode(handle, i)
        if code in (0xFFFE, 0xFFFF, 0xFEFF, 0x200B):
            continue
        if code == 0x02:  # PDFium's sign for a hyphen at which it thinks that a word is divided
            code = 0x2D
        letter = chr(code)  # halves of a pair (UTF-16) come one by one and are joined when the word is done
        if letter.isspace() or code == 0 or raw.FPDFText_IsGenerated(handle, i) == 1:
            if code in (0x2D, 0x02, 0xAD) or not letter.isspace():
                continue
            yield from done()
            continue
        if not letters and abs(math.sin(raw.FPDFText_GetCharAngle(handle, i) - angle)) > 0.2:
            continue  # a margin note or watermark that runs across the lines
        raw.FPDFText_GetLooseCharBox(handle, i, rect)
        left, top, right, bottom = place(rect.left, rect.bottom, rect.right, rect.top)
        if code >= 0x2E80 and bottom - top < 0.5 * (right - left):
            # A letter that is one stroke (一, ー) has a flat box; it stands in a square like its neighbours.
            middle, half = (top + bottom) / 2, (right - left) / 2
            top, bottom = middle - half, middle + half
        if letters:
            tall = max(y1 - y0, 0.1)
            if left - x1 > 0.25 * tall or left < x0 - 0.5 * tall or abs(bottom - y1) > 0.6 * tall:
                yield from done()
        if letters:
            x0, y0, x1, y1 = min(x0, left), min(y0, top), max(x1, right), max(y1, bottom)
        else:
            x0, y0, x1, y1, first = left, top, right, bottom, i
            raw.FPDFText_GetCharOrigin(handle, i, origin_x, origin_y)
            foot = place(origin_x.value, origin_y.value, origin_x.value, origin_y.value)[1]
        letters.append(letter)
    yield from done()


def _paints(handle: Any, first: int, word: Word) -> bool:
    """Whether a word is painted at all, and large enough to be read."""
    if word.height < LEAST_HEIGHT_POINTS:
        return False
    thing = raw.FPDFText_GetTextObject(handle, first)
    return not thing or raw.FPDFTextObj_GetTextRenderMode(thing) != PAINTS_NOTHING


def _light(handle: Any, first: int) -> bool:
    """Whether a word's colour is nearly white."""
    red, green, blue, alpha = ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint()
    if not raw.FPDFText_GetFillColor(handle, first, red, green, blue, alpha):
        return False
    return min(red.value, green.value, blue.value) > 225


class _Shown:
    """The page as it is painted, in grey, rendered once."""

    def __init__(self, page: Any) -> None:
        self._width, self._height = page.get_size()
        self._scale = min(1.0, math.sqrt(MOST_PIXELS / max(self._width * self._height, 1)))
        self._page = page
        self._grey: Any = None

    def has_ink(self, word: Word, turn: int, light: bool) -> bool:
        """Whether anything is painted where a word stands; under a light word the ground must be dark."""
        if self._grey is None:
            grey = self._page.render(scale=self._scale, grayscale=True, may_draw_forms=False).to_numpy()
            self._grey = grey.reshape(grey.shape[0], grey.shape[1])
        x0, y0, x1, y1 = shown_box((word.x0, word.y0, word.x1, word.y1), turn, self._width, self._height)
        high, wide = self._grey.shape
        left, top = max(int(x0 * self._scale), 0), max(int(y0 * self._scale), 0)
        right, low = min(math.ceil(x1 * self._scale) + 1, wide), min(math.ceil(y1 * self._scale) + 1, high)
        patch = self._grey[top:low, left:right]
        if patch.size == 0:
            return False
        darkest, lightest = int(patch.min()), int(patch.max())
        if light and float(patch.mean()) > 215:
            return False
        return lightest - darkest >= LEAST_INK


def shown_box(box: Corners, turn: int, width: float, height: float) -> Corners:
    """A place on the upright page as a place on the page as it is shown, which is `width` by `height`."""
    x0, y0, x1, y1 = box
    if turn == 90:
        return width - y1, x0, width - y0, x1
    if turn == 180:
        return width - x1, height - y1, width - x0, height - y0
    if turn == 270:
        return y0, height - x1, y1, height - x0
    return box
