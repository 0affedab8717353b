"""A page of a paper is drawn in a process apart; what cannot be drawn is refused in words, and never harms the caller."""

from __future__ import annotations

import dataclasses
import hashlib
import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from pyhanko.pdf_utils.generic import StreamObject as PdfStream
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from assay.errors import AssayError, BadInput, NotFound, NotSupported, ReadingFailed, TooLarge
from assay.outside.pages import ShownPage, page_of
from assay.outside.revisions import earlier_revisions
from assay.policy.load import shipped

LIMITS = dataclasses.replace(shipped().document.limits, seconds_per_paper=20)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSAY_DATA_DIR", str(tmp_path / "data"))


def pdf(*sizes: tuple[float, float], content: bytes = b"0 0 1 rg 10 10 40 40 re f") -> bytes:
    """A PDF with a page of each size."""
    made = pikepdf.new()
    for width, height in sizes:
        page = pikepdf.Dictionary(
            Type=pikepdf.Name.Page, MediaBox=[0, 0, width, height], Contents=made.make_stream(content)
        )
        made.pages.append(pikepdf.Page(made.make_indirect(page)))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def picture(form: str, size: tuple[int, int] = (300, 200)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(out, form)
    return out.getvalue()


def changed(data: bytes, content: bytes) -> bytes:
    """The same file with another content of its first page, appended as an editor does it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Contents"] = writer.add_object(PdfStream(stream_data=content))
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def draw(tmp_path: Path, data: bytes, page: int = 1, *, revision: int = 0, **limits: int) -> ShownPage:
    paper = tmp_path / "paper"
    paper.write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    return page_of(paper, digest=digest, page=page, revision=revision, limits=dataclasses.replace(LIMITS, **limits))


def test_a_page_becomes_a_picture_of_its_size_in_points(tmp_path: Path) -> None:
    shown = draw(tmp_path, pdf((595, 842), (200, 100)))
    assert (shown.width, shown.height, shown.pages) == (595, 842, 2)
    with Image.open(shown.path) as image:
        assert image.format == "PNG"
        assert image.width / image.height == pytest.approx(595 / 842, rel=0.01)


def test_each_page_has_its_own_picture(tmp_path: Path) -> None:
    data = pdf((595, 842), (200, 100))
    assert draw(tmp_path, data, 2).width == 200
    assert draw(tmp_path, data, 1).path != draw(tmp_path, data, 2).path


def test_a_picture_that_was_drawn_is_not_drawn_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf((100, 100))
    first = draw(tmp_path, data)
    monkeypatch.setattr("assay.outside.pages._draw_apart", None)
    assert draw(tmp_path, data) == first


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "WEBP"])
def test_a_photo_is_shown_upright_as_a_picture(tmp_path: Path, form: str) -> None:
    shown = draw(tmp_path, picture(form))
    assert (shown.width / shown.height, shown.pages) == (pytest.approx(1.5, rel=0.01), 1)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", BadInput),
        (b"%PDF-1.7", BadInput),
        (b"%PDF-1.7\n" + b"\x00" * 1000, BadInput),
        (pdf((100, 100))[:200], BadInput),
        (b"just words", BadInput),
        (b"<?xml version='1.0'?><Invoice/>", NotSupported),
        (b"\xef\xbb\xbf<Invoice/>", NotSupported),
        (picture("PNG")[:60], BadInput),
        (b"GIF89a" + b"\x00" * 50, BadInput),
    ],
    ids=["empty", "head-only", "nulls", "cut-pdf", "words", "xml", "xml-with-mark", "cut-png", "gif"],
)
def test_what_cannot_be_drawn_is_refused_in_words(tmp_path: Path, data: bytes, kind: type[AssayError]) -> None:
    with pytest.raises(kind) as refusal:
        draw(tmp_path, data)
    assert refusal.value.mend


@pytest.mark.parametrize("page", [0, -1, 2, 10**9])
def test_a_page_that_is_not_there_is_not_found(tmp_path: Path, page: int) -> None:
    with pytest.raises(NotFound):
        draw(tmp_path, pdf((100, 100)), page)


def test_a_page_of_any_size_stays_within_the_pixels_allowed(tmp_path: Path) -> None:
    shown = draw(tmp_path, pdf((14_400, 14_400)), pixels_per_page=1_000_000)
    with Image.open(shown.path) as image:
        assert image.width * image.height <= 1_010_000


def test_a_picture_with_too_many_pixels_is_refused(tmp_path: Path) -> None:
    with pytest.raises((TooLarge, BadInput)):
        draw(tmp_path, picture("PNG", (3000, 3000)), pixels_per_page=1_000_000)


def test_a_page_that_takes_for_ever_costs_one_picture(tmp_path: Path) -> None:
    endless = b"".join(
        b"0 0 1 rg %d %d m 500 %d 10 500 300 300 c B*\n" % (i % 500, i % 300, i % 400) for i in range(10**6)
    )
    with pytest.raises(ReadingFailed) as refusal:
        draw(tmp_path, pdf((595, 842), content=endless), seconds_per_paper=1)
    assert refusal.value.mend == "Save the paper and look at it apart."


def test_a_paper_whose_file_is_gone_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        page_of(tmp_path / "nothing", digest="0" * 64, page=1, limits=LIMITS)


RED, BLUE = b"1 0 0 rg 10 10 40 40 re f", b"0 0 1 rg 10 10 40 40 re f"
WORDS = b" BT /F 12 Tf 60 60 Td (%s) Tj ET"


def lettered(content: bytes, words: bytes) -> bytes:
    return content + WORDS % words


def test_an_earlier_revision_is_shown_as_it_was(tmp_path: Path) -> None:
    data = changed(written(lettered(RED, b"paid 12")), lettered(BLUE, b"paid 120"))
    assert [text.strip() for _, text in earlier_revisions(data)] == ["paid 12"]
    colours = []
    for revision in (0, 1):
        with Image.open(draw(tmp_path, data, revision=revision).path) as image:
            colours.append(image.convert("RGB").getpixel((image.width * 30 // 200, image.height * 170 // 200)))
    assert colours == [(0, 0, 255), (255, 0, 0)]
    with pytest.raises(NotFound, match="no such revision"):
        draw(tmp_path, data, revision=2)
    with pytest.raises(NotFound, match="no such revision"):
        draw(tmp_path, data, revision=99)


def test_a_paper_that_was_never_changed_has_no_earlier_revision(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no such revision"):
        draw(tmp_path, written(lettered(RED, b"paid 12")), revision=1)
    with pytest.raises(NotFound, match="no such revision"):
        draw(tmp_path, picture("PNG"), revision=1)


def written(content: bytes) -> bytes:
    """A page of 200 points with this content and a font for its words."""
    made = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page = pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        MediaBox=[0, 0, 200, 200],
        Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(F=made.make_indirect(font))),
        Contents=made.make_stream(content),
    )
    made.pages.append(pikepdf.Page(made.make_indirect(page)))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
