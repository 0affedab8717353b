"""A file is taken for what its bytes are, and its name is only shown."""

from __future__ import annotations

import hashlib

import pytest

from assay.errors import BadInput, NotSupported, TooLarge
from assay.regime.document.arrival import Arrival, Media, check_arrival, display_name

PDF = b"%PDF-1.7\n1 0 obj\n"


def test_a_paper_is_named_by_its_bytes() -> None:
    assert check_arrival(name="Rechnung 7.pdf", data=PDF, max_bytes=100) == Arrival(
        name="Rechnung 7.pdf", sha256=hashlib.sha256(PDF).hexdigest(), size=17, media=Media.PDF
    )


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../x", "x"),
        ("..\\..\\windows\\x.pdf", "x.pdf"),
        ("/etc/passwd", "passwd"),
        ("..", "paper"),
        ("", "paper"),
        ("a\x00b\nc\x1b[31m.pdf", "abc[31m.pdf"),
        ("rechnung\u202efdp.exe", "rechnungfdp.exe"),
        ('<script>"x".pdf', "_script_x_.pdf"),
        ("发票 2026.pdf", "发票 2026.pdf"),
        ("a" * 300 + ".pdf", "a" * 116 + ".pdf"),
    ],
)
def test_a_name_is_only_shown_and_never_a_path(name: str, shown: str) -> None:
    assert display_name(name) == shown


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (b"\n\nx%PDF-1.4", Media.PDF),
        (b"\xff\xd8\xff\xe0..", Media.JPEG),
        (b"\x89PNG\r\n\x1a\n...", Media.PNG),
        (b'<?xml version="1.0"?><Invoice/>', Media.XML),
        (b"\xef\xbb\xbf<Invoice/>", Media.XML),
        ('\ufeff<?xml version="1.0" encoding="UTF-16"?><Invoice/>'.encode("utf-16-le"), Media.XML),
        ("<?xml version='1.0'?><Invoice/>".encode("utf-16-be"), Media.XML),
        (b"<rsm:CrossIndustryInvoice/>", Media.XML),
        (b"eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJ4In0.c2ln~WyJzIl0~", Media.SD_JWT),
    ],
)
def test_the_bytes_say_what_a_file_is(data: bytes, media: Media) -> None:
    assert check_arrival(name="x", data=data, max_bytes=1000).media is media


@pytest.mark.parametrize(
    ("data", "kind", "what"),
    [
        (b"", BadInput, "this file is empty."),
        (b"hello", BadInput, "this file is nothing that we can read."),
        (b"%PDF-" + b"0" * 100, TooLarge, "this file has 105 bytes; 50 are allowed."),
        (b"PK\x03\x04..", NotSupported, "this is an archive or office document (ZIP), which is not taken as a paper."),
        (b"<!DOCTYPE html><p>", NotSupported, "this is a web page, which is not taken as a paper."),
        (b"MZ\x90", NotSupported, "this is a program, which is not taken as a paper."),
    ],
)
def test_what_is_no_paper_is_refused_with_its_name_and_a_way_out(data: bytes, kind: type[BadInput], what: str) -> None:
    with pytest.raises(kind) as refusal:
        check_arrival(name="../x.pdf", data=data, max_bytes=50)
    assert type(refusal.value) is kind
    assert (refusal.value.what, refusal.value.where) == (what, "x.pdf")
    assert refusal.value.mend
