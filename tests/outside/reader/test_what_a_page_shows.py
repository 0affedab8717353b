"""Which words does a PDF page show? Those that are seen, laid out as they read."""

from __future__ import annotations

import pypdfium2
import pytest
from tests.specimens.making import pdf

from assay.outside.reader import paper
from assay.outside.reader.letters import words_of
from assay.policy.load import shipped
from assay.regime.document.reading import Reading

LIMITS = shipped().document.limits
FONT = b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
LEFT_OUT = "words in this file are not to be seen on its pages; they were left out."


def read(content: bytes, *, page: bytes = b"") -> Reading:
    made = pdf(
        content=content,
        page=b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R " + page + FONT + b" >>",
    )
    return paper.read(made, name="paper.pdf", limits=LIMITS)


SEEN = b"BT /F1 12 Tf 72 720 Td (Invoice number INV-778) Tj 0 -20 Td (Invoice date 2024-03-05) Tj ET "


@pytest.mark.parametrize(
    "hidden",
    [
        pytest.param(b"BT 1 1 1 rg /F1 12 Tf 72 760 Td (Invoice number GUCCI-1) Tj ET", id="white on white"),
        pytest.param(b"BT 3 Tr /F1 12 Tf 72 760 Td (Invoice number GUCCI-1) Tj ET", id="painted with nothing"),
        pytest.param(b"BT /F1 0.5 Tf 72 760 Td (Invoice number GUCCI-1) Tj ET", id="too small"),
        pytest.param(
            b"BT /F1 12 Tf 72 760 Td (Invoice number GUCCI-1) Tj ET 1 1 1 rg 60 750 300 30 re f", id="covered"
        ),
    ],
)
def test_words_that_nobody_sees_are_not_on_the_page_and_that_is_said(hidden: bytes) -> None:
    reading = read(SEEN + hidden)
    assert reading.number is not None
    assert (reading.number.value, "GUCCI" in reading.text) == ("INV-778", False)
    assert reading.problems == (f"3 {LEFT_OUT}",)


def test_white_words_on_a_dark_ground_are_read() -> None:
    dark = b"0 0 0 rg 60 750 300 30 re f BT 1 1 1 rg /F1 12 Tf 72 760 Td (Tax invoice) Tj ET 0 0 0 rg "
    reading = read(dark + SEEN)
    assert "Tax invoice" in reading.text
    assert reading.problems == ()


def test_a_page_that_lies_on_its_side_is_read_and_marked_where_it_is_shown() -> None:
    upright, lying = read(SEEN), read(SEEN, page=b"/Rotate 90 ")
    assert upright.number is not None
    assert lying.number is not None
    assert (lying.number.value, lying.issued_on and lying.issued_on.value) == ("INV-778", "2024-03-05")
    assert upright.number.box is not None
    assert lying.number.box is not None
    # Turned by 90 degrees clockwise, what stood at (x, y) from the upper left stands at (842 - y, x).
    was, now = upright.number.box, lying.number.box
    assert [round(v) for v in (now.x0, now.y0, now.x1, now.y1)] == [
        round(v) for v in (842 - was.y1, was.x0, 842 - was.y0, was.x1)
    ]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("matrix", [b"0 1 -1 0 300 200", b"-1 0 0 -1 400 400", b"0 -1 1 0 200 600"])
def test_text_that_is_drawn_turned_is_read_from_its_beginning(matrix: bytes, rotate: int) -> None:
    drawn = (
        b"q "
        + matrix
        + b" cm BT /F1 12 Tf 0 0 Td (Invoice number INV-778) Tj 0 -20 Td (Invoice date 2024-03-05) Tj ET Q "
    )
    reading = read(drawn, page=b"/Rotate " + str(rotate).encode() + b" ")
    assert reading.text == "Invoice number INV-778\nInvoice date 2024-03-05"


def test_two_slim_letters_side_by_side_are_two_letters_though_each_is_set_by_itself() -> None:
    # "Sill 7": each letter placed by its own operator, as programs that justify their lines do.
    at, letters = 72.0, []
    for letter, width in zip(b"Sill", (8.0, 2.66, 2.66, 2.66), strict=True):
        letters.append(b"BT /F1 12 Tf %.2f 760 Td (%c) Tj ET " % (at, letter))
        at += width
    bold = b"BT /F1 12 Tf 72 740 Td (Twice) Tj ET BT /F1 12 Tf 72.4 740 Td (Twice) Tj ET "
    made = pdf(
        content=b"".join(letters) + bold,
        page=b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R " + FONT + b" >>",
    )
    words, *_ = words_of(pypdfium2.PdfDocument(made)[0])
    assert "".join(word.text for word in words) == "SillTwice"
