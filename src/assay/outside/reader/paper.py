"""Which reader does this file need, and what does it say? Runs inside the room's child only.

A hybrid file is read twice: its XML, and its page as if there were no XML, so that the two can be compared. What a file is follows from its bytes; a
name that says otherwise is refused, because the seller, the verifier and the brand would open different things.
"""

from __future__ import annotations

import dataclasses
import hashlib
import importlib
from pathlib import PurePath
from typing import Any

from assay.errors import AssayError, BadInput
from assay.outside.reader.turning import as_shown
from assay.policy.schema.document import LimitsPolicy
from assay.regime.document.arrival import Media, media_of
from assay.regime.document.extraction import cii, ubl
from assay.regime.document.extraction.claims import read_claims
from assay.regime.document.extraction.credential import open_credential
from assay.regime.document.extraction.labels import is_label
from assay.regime.document.extraction.page import Page
from assay.regime.document.extraction.visible import read_pages
from assay.regime.document.reading import Origin, Reading, Signature

_ENDINGS = {
    ".pdf": Media.PDF,
    ".xml": Media.XML,
    ".jpg": Media.JPEG,
    ".jpeg": Media.JPEG,
    ".png": Media.PNG,
}
_EMBEDDED = ("factur-x.xml", "xrechnung.xml", "zugferd-invoice.xml", "order-x.xml")
MOST_HIDDEN = 20_000  # characters that nobody sees and that are carried on
FEWEST_LETTERS = 16  # a page with fewer is a picture, with at most a stamp of text


def warm() -> None:
    """Load what nearly every paper needs, so that each child finds it loaded."""
    for part in ("pdf", "xml", "signature"):
        importlib.import_module(f"assay.outside.reader.{part}")
    is_label("total")  # builds the tables of labels, which every page asks


def read(data: bytes, *, name: str, limits: LimitsPolicy) -> Reading:
    """The reading of one file. Raises the refusals of `room.read_paper`."""
    sha256 = hashlib.sha256(data).hexdigest()
    if not data:
        raise BadInput("this file is empty.", where=name, mend="Choose the file again; the upload may have broken off.")
    media = media_of(data, where=name)
    said = _ENDINGS.get(PurePath(name).suffix.lower())
    if said is not None and said is not media:
        raise BadInput(
            f"this file is {media.value.upper()}, though its name ends in {PurePath(name).suffix.lower()}.",
            where=name,
            mend="Give it its right ending.",
        )
    if media is Media.XML:
        from assay.outside.reader.xml import read_xml

        return read_xml(data, name=name, sha256=sha256, limits=limits)
    if media is Media.PDF:
        return _read_pdf(data, name=name, sha256=sha256, limits=limits)
    if media is Media.SD_JWT:
        token = data.decode("ascii", "replace")
        return read_claims(open_credential(token, where=name), token="".join(token.split()), file=name, sha256=sha256)
    from assay.outside.reader.picture import page_of_picture

    return read_pages([page_of_picture(data, name=name, limits=limits)], file=name, sha256=sha256)


def _read_pdf(data: bytes, *, name: str, sha256: str, limits: LimitsPolicy) -> Reading:
    from assay.outside.reader import pdf as pdfs

    pdf = pdfs.open_pdf(data, name=name, limits=limits)
    problems: list[str] = []
    pages = _seen(pdfs.pages_of(data, pdf, name=name), pdf, data, name=name, limits=limits, problems=problems)
    visible = as_shown(read_pages(pages, file=name, sha256=sha256), pages)
    if visible.issuer.name is None:
        visible = _letterhead(visible, pages, pdf, data, name=name, limits=limits)
    if unseen := sum(page.unseen for page in pages):
        problems.append(f"{unseen} words in this file are not to be seen on its pages; they were left out.")
    hidden = " ".join(page.hidden for page in pages if page.hidden)[:MOST_HIDDEN]
    signatures, revisions = _signatures(data)
    earlier = _earlier(data) if revisions > 1 else ()
    visible = dataclasses.replace(visible, signatures=signatures, revisions=revisions, earlier=earlier, hidden=hidden)
    embedded = _embedded(pdfs.attachments(pdf, name=name, limits=limits), name=name, limits=limits, problems=problems)
    if embedded is None:
        return dataclasses.replace(visible, problems=(*visible.problems, *problems))
    return dataclasses.replace(
        embedded,
        sha256=sha256,
        pages=visible.pages,
        language=visible.language,
        text=visible.text,
        visible=visible,
        signatures=signatures,
        revisions=revisions,
        earlier=earlier,
        hidden=hidden,
        problems=(*embedded.problems, *problems),
    )


def _seen(
    pages: list[Page], pdf: Any, data: bytes, *, name: str, limits: LimitsPolicy, problems: list[str]
) -> list[Page]:
    """The pages, those without text read by OCR: a scan has a picture where the text should be."""
    from assay.outside.reader.pdf import picture_of, shows_picture

    few = [i for i, page in enumerate(pages) if sum(len(w.text) for w in page.words) < FEWEST_LETTERS]
    blank = [i for i in few if not pages[i].words or shows_picture(pdf, i)]
    if not blank:
        return pages
    from assay.outside.reader.picture import RENDER_DPI, page_of_pixels

    for i in blank[: limits.ocr_pages_per_paper]:
        picture = picture_of(data, i, dpi=RENDER_DPI, limits=limits, name=name)
        if len(set(picture.convert("L").resize((64, 64)).getdata())) > 1:
            seen = page_of_pixels(picture, number=i + 1, scale=72 / RENDER_DPI)
            if len(seen.words) > len(pages[i].words):
                pages[i] = dataclasses.replace(seen, hidden=pages[i].hidden)
    if len(blank) > limits.ocr_pages_per_paper:
        problems.append(f"{len(blank) - limits.ocr_pages_per_paper} pages without text were not read.")
    return pages


def _letterhead(
    visible: Reading, pages: list[Page], pdf: Any, data: bytes, *, name: str, limits: LimitsPolicy
) -> Reading:
    """The reading with the issuer that only a picture on its first page names."""
    from assay.outside.reader.pdf import shows_picture

    if not pages or pages[0].origin is Origin.OCR or not pages[0].words or not shows_picture(pdf, 0):
        return visible
    from assay.outside.reader.pictures import seen_issuer, with_pictures

    seen = with_pictures(data, pages[0], name=name, limits=limits)
    if seen is None:
        return visible
    again = read_pages([seen.page, *pages[1:]], file=name, sha256=visible.sha256)
    issuer = seen_issuer(again.issuer, seen)
    if issuer is None:
        return visible
    letter = dataclasses.replace(visible.letter, authoriser=issuer) if visible.letter is not None else None
    return dataclasses.replace(visible, issuer=issuer, letter=letter, currency=visible.currency or again.currency)


def _signatures(data: bytes) -> tuple[tuple[Signature, ...], int]:
    from assay.outside.reader.signature import signatures_of

    return signatures_of(data)


def _earlier(data: bytes) -> tuple[str, ...]:
    from assay.outside.reader.signature import earlier_texts

    return earlier_texts(data)


def _embedded(
    files: list[tuple[str, bytes]], *, name: str, limits: LimitsPolicy, problems: list[str]
) -> Reading | None:
    """The reading of the e-invoice inside, if there is one; the standard's names first."""
    from assay.outside.reader.xml import read_xml

    def rank(item: tuple[str, bytes]) -> int:
        title = item[0].lower()
        return _EMBEDDED.index(title) if title in _EMBEDDED else len(_EMBEDDED)

    found: Reading | None = None
    for title, content in sorted(files, key=rank):
        named = title.lower() in _EMBEDDED
        if not named and not _looks_like_invoice(content):
            continue
        try:
            read = read_xml(content, name=name, sha256="", limits=limits)
        except AssayError as refusal:
            if "document type" in refusal.what or type(refusal).__name__ == "TooLarge":
                raise type(refusal)(
                    f"inside it, {title[:60]!r}: {refusal.what}", where=name, mend=refusal.mend
                ) from None
            problems.append(f"The e-invoice inside ({title[:60]}) cannot be read: {refusal.what}")
            continue
        if found is not None and _number(read) != _number(found):
            # Which of the two is proof would be the reader's choice, and the seller's.
            raise BadInput(
                f"this PDF holds two e-invoices: {_number(found)} and {_number(read)}.",
                where=name,
                mend="Hand in each invoice as a file of its own.",
            )
        found = found or read
    return found


def _number(reading: Reading) -> str:
    return reading.number.value[:40] if reading.number else "without a number"


def _looks_like_invoice(content: bytes) -> bool:
    names = (cii.CII, cii.ZUGFERD_1, ubl.INVOICE, ubl.CREDIT_NOTE)
    return any(n.encode() in content[:8192] for n in names)
