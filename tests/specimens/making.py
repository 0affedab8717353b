"""Hostile and broken papers, each built by code and named by what is wrong with it, with the refusal that it must get.

No file of a stranger lies in this project: the bytes are made here, so that each shows exactly one fault. `SPECIMENS` maps the name of a file
to (bytes, error type, what the refusal says).
"""

from __future__ import annotations

import base64
import io
import json
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from PIL import Image

Specimen = tuple[bytes, str, str]


def pdf(
    *objects: bytes,
    tail: bytes = b"",
    page: bytes = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
    catalog: bytes = b"<< /Type /Catalog /Pages 2 0 R >>",
    pages: bytes = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    content: bytes = b"BT /F1 12 Tf 72 720 Td (Invoice INV-1) Tj ET",
) -> bytes:
    """A small PDF of one page with a right cross-reference table; `objects` are numbered from 5."""
    body = [catalog, pages, page, b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream", *objects]
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for i, one in enumerate(body, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % i + one + b"\nendobj\n"
    at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(body) + 1)
    out += b"".join(b"%010d 00000 n \n" % p for p in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(body) + 1, at)
    return bytes(out) + tail


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream object, deflated."""
    packed = zlib.compress(data, 9)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n" % (len(packed), entries) + packed + b"\nendstream"


def _with_pikepdf(change: Callable[[pikepdf.Pdf], None], **save: Any) -> bytes:
    with pikepdf.open(io.BytesIO(pdf())) as document:
        change(document)
        out = io.BytesIO()
        document.save(out, **save)
    return out.getvalue()


def encrypted(*, method: int) -> bytes:
    """A PDF behind a user's password; method 2 to 6 is the revision of the standard security handler."""
    return _with_pikepdf(
        lambda d: None,
        encryption=pikepdf.Encryption(user="u", owner="o", R=method, aes=method >= 4, metadata=method >= 4),
    )


def many_pages(count: int) -> bytes:
    """A PDF of `count` pages that share one content."""
    kids = b" ".join(b"%d 0 R" % (5 + i) for i in range(count))
    one = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
    return pdf(*[one] * count, pages=b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % count)


def many_objects(count: int) -> bytes:
    """A PDF whose objects are many and empty."""
    return pdf(*[b"null"] * count)


def attached(name: str, data: bytes) -> bytes:
    """A PDF with a file inside."""

    def change(document: pikepdf.Pdf) -> None:
        document.attachments[name] = pikepdf.AttachedFileSpec(document, data, filename=name)

    return _with_pikepdf(change)


UBL = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b'<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" '
    b'xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" '
    b'xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2">'
    b"<cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID><cbc:ID>INV-1</cbc:ID>"
    b"<cbc:IssueDate>2026-03-02</cbc:IssueDate><cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>"
    b"<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode></Invoice>"
)


def with_doctype(inner: bytes, reference: bytes = b"") -> bytes:
    """The invoice with a document type before its root and perhaps a reference in its number."""
    return UBL.replace(b"<Invoice ", b"<!DOCTYPE Invoice [" + inner + b"]>\n<Invoice ", 1).replace(
        b"INV-1", b"INV-1" + reference
    )


def bomb(size: int) -> bytes:
    """Many zeros, unpacked."""
    return b"\x00" * size


def png(width: int, height: int) -> bytes:
    """A PNG that says its size and holds nothing of it."""
    head = struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data))

    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\x00" * 100)) + chunk(b"IEND", b"")
    )


def picture(kind: str, size: tuple[int, int] = (200, 200)) -> bytes:
    """A whole white picture."""
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, kind)
    return out.getvalue()


def token(header: Any = None, payload: Any = None, disclosures: tuple[Any, ...] = (), *, tail: str = "") -> bytes:
    """An unsigned SD-JWT with these parts, as text."""
    head = {"alg": "ES256", "typ": "dc+sd-jwt"} if header is None else header
    body = {"vct": "urn:example:loa:1"} if payload is None else payload
    jwt = ".".join((b64(head), b64(body), base64.urlsafe_b64encode(b"x" * 64).rstrip(b"=").decode()))
    return "~".join((jwt, *(d if isinstance(d, str) else b64(d) for d in disclosures), tail)).encode()


def b64(value: Any) -> str:
    """JSON as base64url without padding."""
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


DAMAGED = "this PDF is damaged"
RUNS = "this PDF runs a script or program when it is opened."
TYPE = "this XML has a document type (DTD), where entities are declared."
UNFIT = "this credential does not fit together: "


def specimens() -> Iterator[tuple[str, Specimen]]:
    """Every specimen: file name, (bytes, error, refusal)."""
    yield from _not_papers()
    yield from _broken_pdfs()
    yield from _acting_pdfs()
    yield from _large_pdfs()
    yield from _bad_xml()
    yield from _two_in_one()
    yield from _bad_pictures()
    yield from _bad_credentials()


def _not_papers() -> Iterator[tuple[str, Specimen]]:
    bad, no = "BadInput", "NotSupported"
    yield "empty.pdf", (b"", bad, "this file is empty.")
    yield "spaces_only.xml", (b"   \n\t  ", bad, "this file is nothing that we can read.")
    yield "text.pdf", (b"This is my invoice, believe me.", bad, "this file is nothing that we can read.")
    yield (
        "random_bytes.pdf",
        (bytes((i * 89 + 17) % 256 for i in range(4096)), bad, "this file is nothing that we can read."),
    )
    yield (
        "zip_archive.pdf",
        (b"PK\x03\x04" + bytes(40), no, "this is an archive or office document (ZIP), which is not taken as a paper."),
    )
    yield "empty_zip.zip", (b"PK\x05\x06" + bytes(18), no, "this is an archive (ZIP), which is not taken as a paper.")
    yield (
        "word_document.doc",
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(80),
            no,
            "this is an office document of the old kind, which is not taken as a paper.",
        ),
    )
    yield (
        "editable_text.rtf",
        (b"{\\rtf1\\ansi Invoice}", no, "this is an editable text (RTF), which is not taken as a paper."),
    )
    yield (
        "gzip.pdf.gz",
        (b"\x1f\x8b\x08\x00" + bytes(20), no, "this is a compressed file (gzip), which is not taken as a paper."),
    )
    yield (
        "archive.7z",
        (b"7z\xbc\xaf\x27\x1c" + bytes(20), no, "this is an archive (7z), which is not taken as a paper."),
    )
    yield (
        "archive.rar",
        (b"Rar!\x1a\x07\x00" + bytes(20), no, "this is an archive (RAR), which is not taken as a paper."),
    )
    yield "program.exe", (b"MZ" + bytes(80), no, "this is a program, which is not taken as a paper.")
    yield "program_named.pdf", (b"\x7fELF" + bytes(80), no, "this is a program, which is not taken as a paper.")
    yield "moving.gif", (b"GIF89a" + bytes(20), no, "this is a GIF picture, which is not taken as a paper.")
    yield "bitmap.bmp", (b"BM" + bytes(60), no, "this is a BMP picture, which is not taken as a paper.")
    yield "scan.tiff", (b"II*\x00" + bytes(60), no, "this is a TIFF picture, which is not taken as a paper.")
    yield "scan_motorola.tif", (b"MM\x00*" + bytes(60), no, "this is a TIFF picture, which is not taken as a paper.")
    yield "printer.ps", (b"%!PS-Adobe-3.0\n", no, "this is PostScript, which is not taken as a paper.")
    yield (
        "page.html",
        (b"<!DOCTYPE html><html><body>Invoice</body></html>", no, "this is a web page, which is not taken as a paper."),
    )
    yield (
        "page_named.xml",
        (b"<html><body>Invoice</body></html>", no, "this is a web page, which is not taken as a paper."),
    )
    yield "wrong_ending_pdf.jpg", (pdf(), bad, "this file is PDF, though its name ends in .jpg.")
    yield "wrong_ending_pdf.xml", (pdf(), bad, "this file is PDF, though its name ends in .xml.")
    yield "wrong_ending_xml.pdf", (UBL, bad, "this file is XML, though its name ends in .pdf.")
    yield "wrong_ending_jpeg.pdf", (picture("JPEG"), bad, "this file is JPEG, though its name ends in .pdf.")
    yield "wrong_ending_png.jpg", (picture("PNG"), bad, "this file is PNG, though its name ends in .jpg.")
    yield "wrong_ending_credential.pdf", (token(), bad, "this file is SD-JWT, though its name ends in .pdf.")


def _broken_pdfs() -> Iterator[tuple[str, Specimen]]:
    bad = "BadInput"
    whole = pdf()
    cut = "this PDF is cut off: its end is missing."
    yield "header_only.pdf", (b"%PDF-1.7\n", bad, cut)
    yield "cut_in_half.pdf", (whole[: len(whole) // 2], bad, cut)
    yield "cut_before_trailer.pdf", (whole[: whole.index(b"trailer")], bad, cut)
    yield "cut_in_last_line.pdf", (whole[:-5], bad, cut)
    yield "tail_of_ten_kilobytes.pdf", (pdf(tail=b"\x00" * 10_000), bad, cut)
    yield "no_catalog.pdf", (b"%PDF-1.7\nstartxref\n0\n%%EOF\n", bad, DAMAGED)
    yield "only_end_of_file.pdf", (b"%PDF-1.4\n%%EOF\n", bad, DAMAGED)
    yield "catalog_is_a_number.pdf", (pdf(catalog=b"42"), bad, DAMAGED)
    yield "no_pages.pdf", (pdf(catalog=b"<< /Type /Catalog >>"), bad, DAMAGED)
    yield "page_tree_names_itself.pdf", (pdf(pages=b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"), bad, DAMAGED)
    yield (
        "page_tree_in_a_circle.pdf",
        (
            pdf(
                b"<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>",
                pages=b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>",
            ),
            bad,
            DAMAGED,
        ),
    )
    yield "no_page_at_all.pdf", (pdf(pages=b"<< /Type /Pages /Kids [] /Count 0 >>"), bad, "this PDF has no page.")
    for method, name in ((2, "rc4_40"), (3, "rc4_128"), (4, "aes_128"), (6, "aes_256")):
        yield f"encrypted_{name}.pdf", (encrypted(method=method), bad, "this PDF is encrypted with a password.")


def _acting_pdfs() -> Iterator[tuple[str, Specimen]]:
    bad = "BadInput"
    script = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
    catalog = b"<< /Type /Catalog /Pages 2 0 R %s >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R %s >>"
    yield "script_on_opening.pdf", (pdf(catalog=catalog % (b"/OpenAction " + script)), bad, RUNS)
    yield (
        "script_in_names.pdf",
        (pdf(catalog=catalog % (b"/Names << /JavaScript << /Names [(a) " + script + b"] >> >>")), bad, RUNS),
    )
    yield "script_on_printing.pdf", (pdf(catalog=catalog % (b"/AA << /WP " + script + b" >>")), bad, RUNS)
    yield "script_on_page.pdf", (pdf(page=page % (b"/AA << /O " + script + b" >>")), bad, RUNS)
    yield (
        "script_in_link.pdf",
        (
            pdf(page=page % (b"/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A " + script + b" >>]")),
            bad,
            RUNS,
        ),
    )
    yield (
        "script_behind_another_action.pdf",
        (
            pdf(catalog=catalog % (b"/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next " + script + b" >>")),
            bad,
            RUNS,
        ),
    )
    yield (
        "script_in_form_field.pdf",
        (
            pdf(catalog=catalog % (b"/AcroForm << /Fields [<< /FT /Tx /T (a) /AA << /C " + script + b" >> >>] >>")),
            bad,
            RUNS,
        ),
    )
    yield "launches_a_program.pdf", (pdf(catalog=catalog % b"/OpenAction << /S /Launch /F (calc.exe) >>"), bad, RUNS)
    yield (
        "sends_its_form.pdf",
        (pdf(catalog=catalog % b"/OpenAction << /S /SubmitForm /F (https://example.com) >>"), bad, RUNS),
    )
    yield "imports_data.pdf", (pdf(catalog=catalog % b"/OpenAction << /S /ImportData /F (data.fdf) >>"), bad, RUNS)


def _large_pdfs() -> Iterator[tuple[str, Specimen]]:
    large = "TooLarge"
    yield "ten_thousand_pages.pdf", (many_pages(10_000), large, "this PDF has 10000 pages; 200 are allowed.")
    yield "two_hundred_and_one_pages.pdf", (many_pages(201), large, "this PDF has 201 pages; 200 are allowed.")
    yield "a_quarter_million_objects.pdf", (many_objects(250_000), large, "objects; 200000 are allowed.")
    huge = 70 << 20
    limit = "unpacks into more than 67108864 bytes."
    yield (
        "content_bomb.pdf",
        (
            pdf(stream(bomb(huge)), page=b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R >>"),
            large,
            f"a stream in this PDF {limit}",
        ),
    )
    yield "font_bomb.pdf", (pdf(stream(bomb(huge), b"/Length1 73400320")), large, f"a font in this PDF {limit}")
    twice = zlib.compress(zlib.compress(bomb(huge), 9), 9)
    nested = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n" % len(twice) + twice + b"\nendstream"
    yield "bomb_in_two_layers.pdf", (pdf(nested), large, f"a stream in this PDF {limit}")
    five = b"<< /Length 3 /Filter [/FlateDecode /FlateDecode /FlateDecode /FlateDecode /FlateDecode] >>\nstream\nabc\nendstream"
    yield "five_layers_of_deflate.pdf", (pdf(five), large, f"a stream in this PDF {limit}")
    image = b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceGray /BitsPerComponent 1"
    yield (
        "picture_of_gigapixels.pdf",
        (pdf(stream(b"\x00", image)), large, "a picture in this PDF has 3600000000 pixels; 40000000 are allowed."),
    )
    yield (
        "attachment_bomb.pdf",
        (
            attached("factur-x.xml", bomb(12 << 20)),
            large,
            "a file inside this PDF unpacks into more than 10000000 bytes.",
        ),
    )
    yield (
        "entities_in_the_attachment.pdf",
        (
            attached("factur-x.xml", with_doctype(b'<!ENTITY a "b">', b"&a;")),
            "BadInput",
            f"inside it, 'factur-x.xml': {TYPE}",
        ),
    )


def _bad_xml() -> Iterator[tuple[str, Specimen]]:
    bad, large, no = "BadInput", "TooLarge", "NotSupported"
    laughs = b'<!ENTITY a0 "ha">' + b"".join(b'<!ENTITY a%d "%s">' % (i, b"&a%d;" % (i - 1) * 10) for i in range(1, 10))
    yield "billion_laughs.xml", (with_doctype(laughs, b"&a9;"), bad, TYPE)
    yield "quadratic_blowup.xml", (with_doctype(b'<!ENTITY a "' + b"x" * 50_000 + b'">', b"&a;" * 100), bad, TYPE)
    yield "external_file.xml", (with_doctype(b'<!ENTITY a SYSTEM "file:///etc/passwd">', b"&a;"), bad, TYPE)
    yield (
        "external_address.xml",
        (with_doctype(b'<!ENTITY a SYSTEM "http://169.254.169.254/latest">', b"&a;"), bad, TYPE),
    )
    yield "parameter_entity.xml", (with_doctype(b'<!ENTITY % a SYSTEM "http://example.com/a.dtd"> %a;'), bad, TYPE)
    yield (
        "external_document_type.xml",
        (UBL.replace(b"<Invoice ", b'<!DOCTYPE Invoice SYSTEM "http://example.com/a.dtd">\n<Invoice ', 1), bad, TYPE),
    )
    yield "document_type_in_lower_case.xml", (UBL.replace(b"<Invoice ", b"<!doctype Invoice>\n<Invoice ", 1), bad, TYPE)
    wide = "this XML is in UTF-16 or UTF-32."
    text = UBL.decode().replace("UTF-8", "UTF-16")
    yield "utf_16.xml", (text.encode("utf-16"), bad, wide)
    yield "utf_16_without_mark.xml", (text.encode("utf-16-le"), bad, wide)
    yield (
        "entity_hidden_in_utf_16.xml",
        (
            with_doctype(b'<!ENTITY a SYSTEM "file:///etc/passwd">')
            .decode()
            .replace("UTF-8", "UTF-16")
            .encode("utf-16"),
            bad,
            wide,
        ),
    )
    yield "declares_utf_7.xml", (UBL.replace(b"UTF-8", b"UTF-7"), bad, "this XML declares the encoding 'utf-7'.")
    yield "declares_ebcdic.xml", (UBL.replace(b"UTF-8", b"cp037"), bad, "this XML declares the encoding 'cp037'.")
    yield "not_utf_8.xml", (UBL.replace(b"INV-1", b"INV-\xff\xfe"), bad, "this XML is not well-formed at line 2")
    yield "cut_off.xml", (UBL[:-20], bad, "this XML is not well-formed at line 2")
    yield "two_roots.xml", (UBL + b"<Invoice/>", bad, "this XML is not well-formed at line 2")
    yield "null_character.xml", (UBL.replace(b"INV-1", b"INV\x00"), bad, "this XML is not well-formed at line 2")
    yield (
        "undeclared_prefix.xml",
        (UBL.replace(b"</Invoice>", b"<x:y/></Invoice>"), bad, "this XML is not well-formed at line 2"),
    )
    deep = b"<cbc:a>" * 100 + b"</cbc:a>" * 100
    yield (
        "nested_a_hundred_deep.xml",
        (UBL.replace(b"</Invoice>", deep + b"</Invoice>"), large, "this XML is nested more than 60 deep."),
    )
    yield (
        "nested_ten_thousand_deep.xml",
        (
            UBL.replace(b"</Invoice>", deep * 0 + b"<cbc:a>" * 10_000 + b"</cbc:a>" * 10_000 + b"</Invoice>"),
            large,
            "this XML is nested more than 60 deep.",
        ),
    )
    yield (
        "two_hundred_thousand_elements.xml",
        (
            UBL.replace(b"</Invoice>", b"<cbc:a/>" * 200_001 + b"</Invoice>"),
            large,
            "this XML has more than 200000 elements.",
        ),
    )
    yield (
        "an_order.xml",
        (
            UBL.replace(b"Invoice ", b"Order ", 1).replace(b"</Invoice>", b"</Order>"),
            no,
            "this XML is a 'Order', not an invoice that we read.",
        ),
    )
    yield (
        "vector_picture.xml",
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', no, "this XML is a 'svg', not an invoice that we read."),
    )
    yield (
        "invoice_of_no_namespace.xml",
        (b"<Invoice><ID>1</ID></Invoice>", no, "this XML is a 'Invoice', not an invoice that we read."),
    )
    body = UBL.partition(b"?>\n")[2]
    yield "two_invoices.xml", (b"<Envelope>" + body + body + b"</Envelope>", no, "this XML holds 2 invoices.")


def _two_in_one() -> Iterator[tuple[str, Specimen]]:
    """Files that are two things at once, or show what they make up."""
    bad = "BadInput"
    both = "this file is a PDF and another kind of file at once."
    yield "web_page_before_it.pdf", (b"<html><script>alert(1)</script></html>\n" + pdf(), bad, both)
    archive = b"PK\x05\x06" + b"\x00" * 18
    yield "archive_behind_it.pdf", (pdf(tail=archive), bad, both)
    form = pdf(
        b"<< /XFA [(template) 6 0 R] /Fields [] >>",
        stream(b"<template/>"),
        catalog=b"<< /Type /Catalog /Pages 2 0 R /AcroForm 5 0 R >>",
    )
    yield (
        "form_that_is_made_up.pdf",
        (form, bad, "this PDF is an XFA form: what it shows is made up when it is opened."),
    )

    def two(document: pikepdf.Pdf) -> None:
        for name, data in (("a.xml", UBL), ("b.xml", UBL.replace(b"INV-1", b"INV-2"))):
            document.attachments[name] = pikepdf.AttachedFileSpec(document, data, filename=name)

    yield "two_invoices_inside.pdf", (_with_pikepdf(two), bad, "this PDF holds two e-invoices: INV-1 and INV-2.")
    loop = b"<< /Type /Pages /Kids [" + b"3 0 R " * 1_000 + b"] /Count 1000 >>"
    yield "one_page_a_thousand_times.pdf", (pdf(pages=loop), "TooLarge", "this PDF has 1000 pages; 200 are allowed.")


def _bad_pictures() -> Iterator[tuple[str, Specimen]]:
    bad, large = "BadInput", "TooLarge"
    yield "pixel_bomb.png", (png(50_000, 50_000), large, "this picture has 2500000000 pixels; 40000000 are allowed.")
    yield "nothing_behind_its_size.png", (png(400, 400), bad, "this picture is damaged.")
    yield "cut_off.png", (picture("PNG")[:60], bad, "this picture is damaged.")
    yield "signature_only.png", (b"\x89PNG\r\n\x1a\n", bad, "this picture is damaged.")
    yield "cut_off.jpg", (picture("JPEG")[:200], bad, "this picture is damaged.")
    yield "start_only.jpg", (b"\xff\xd8\xff\xe0", bad, "this picture is damaged.")
    yield "ten_pixels_wide.png", (picture("PNG", (10, 10)), bad, "this picture is too small to read.")


def _bad_credentials() -> Iterator[tuple[str, Specimen]]:
    bad = "BadInput"
    said = ["salt", "brand", "Aurelle"]
    yield "undisclosed_digest.sdjwt", (token(disclosures=(said,)), bad, UNFIT + "a disclosure belongs to no digest.")
    yield "disclosure_twice.sdjwt", (token(disclosures=(said, said)), bad, UNFIT + "a disclosure is given twice.")
    yield (
        "disclosure_of_four.sdjwt",
        (token(disclosures=([1, 2, 3, 4],)), bad, UNFIT + "a disclosure is no list of salt, name and value."),
    )
    yield (
        "disclosure_named_sd.sdjwt",
        (token(disclosures=(["salt", "_sd", []],)), bad, UNFIT + "a disclosure has a name that is not allowed."),
    )
    yield "disclosure_no_json.sdjwt", (token(disclosures=("AAAA",)), bad, UNFIT + "a part is no JSON.")
    yield "disclosure_no_base64.sdjwt", (token(disclosures=("!!!!",)), bad, UNFIT + "a part is no base64url.")
    yield "digest_twice.sdjwt", (token(payload={"_sd": ["a", "a"]}), bad, UNFIT + "a digest stands twice.")
    yield "weak_digest.sdjwt", (token(payload={"_sd_alg": "md5"}), bad, UNFIT + "its digest is not known or too weak.")
    yield "digests_no_list.sdjwt", (token(payload={"_sd": "a"}), bad, UNFIT + "_sd is no list.")
    yield "placeholder_in_object.sdjwt", (token(payload={"...": "a"}), bad, UNFIT + "an object has the name '...'.")
    yield (
        "critical_extension.sdjwt",
        (
            token(header={"alg": "ES256", "crit": ["x"]}),
            bad,
            UNFIT + "its header asks for extensions that are not known here.",
        ),
    )
    nested: Any = "x"
    for _ in range(40):
        nested = {"a": nested}
    yield "nested_forty_deep.sdjwt", (token(payload=nested), bad, UNFIT + "it is nested more than 30 deep.")


SPECIMENS: dict[str, Specimen] = dict(specimens())
