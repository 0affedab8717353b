"""Who issued a paper whose letterhead is a picture on a page of text?"""

from __future__ import annotations

import io

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from assay.outside.reader import paper
from assay.policy.load import shipped
from assay.regime.document.reading import Origin, Reading

LIMITS = shipped().document.limits
TEXT = (
    (48, "Invoice"),
    (62, "Invoice no. TG-4410"),
    (76, "Date 14 March 2026"),
    (120, "Bill to"),
    (134, "Rowan & Daughters Ltd"),
    (148, "4 Chandler Street"),
    (162, "York YO1 9TL"),
    (240, "Total GBP 86.40"),
)


def invoice(head: tuple[str, ...]) -> bytes:
    """An invoice of text with a picture over it that shows `head`; no picture where that is empty."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    if head:
        picture = Image.new("RGB", (900, 60 * len(head)), "white")
        pen = ImageDraw.Draw(picture)
        for n, line in enumerate(head):
            pen.text((6, 8 + 58 * n), line, font=ImageFont.load_default(38), fill="black")
        canvas.drawImage(ImageReader(picture), 60, 842 - 30 - 20 * len(head), 300, 20 * len(head))
    for y, line in TEXT:
        canvas.drawString(60, 842 - 80 - y, line)
    canvas.save()
    return out.getvalue()


def read(content: bytes) -> Reading:
    return paper.read(content, name="invoice.pdf", limits=LIMITS)


def test_an_issuer_who_stands_only_in_a_picture_is_read_from_it_and_said_to_be_read_by_ocr() -> None:
    reading = read(invoice(("Thornfield Gloves Ltd", "17 Tanner Row", "Hexham NE46 3PD")))
    assert reading.issuer.name is not None
    assert reading.issuer.name.value == "Thornfield Gloves Ltd"
    assert reading.issuer.name.origin is Origin.OCR
    assert reading.recipient.name is not None
    assert (reading.recipient.name.value, reading.recipient.name.origin) == ("Rowan & Daughters Ltd", Origin.TEXT)
    assert reading.number is not None
    assert (reading.number.value, reading.number.origin) == ("TG-4410", Origin.TEXT)


def test_a_picture_that_names_nobody_makes_no_issuer() -> None:
    assert read(invoice(("1889",))).issuer.name is None


def test_a_page_without_pictures_shows_no_issuer_where_its_text_names_none() -> None:
    assert read(invoice(())).issuer.name is None
