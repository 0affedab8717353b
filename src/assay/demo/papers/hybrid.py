"""How does data get into a page? A Factur-X file: the PDF with its CII as `factur-x.xml` beside it.

Marked in the metadata as Factur-X 1.0, profile EN 16931. `edited_after` writes a second revision over a page the way that an editor does, so that
the earlier one stays in the file.
"""

from __future__ import annotations

import hashlib
import io
from datetime import date

import pikepdf
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

NAME = "factur-x.xml"
FX = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"


def with_data(pdf: bytes, xml: bytes, *, on: date) -> bytes:
    """The same page with the invoice's data attached (AFRelationship Alternative)."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        stamp = f"D:{on:%Y%m%d}090000Z"
        spec = pikepdf.AttachedFileSpec(
            file,
            xml,
            filename=NAME,
            description="Factur-X invoice data",
            mime_type="text/xml",
            relationship=pikepdf.Name.Alternative,
            creation_date=stamp,
            mod_date=stamp,
        )
        file.attachments[NAME] = spec
        file.Root.AF = pikepdf.Array([file.attachments[NAME].obj])
        with file.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata.register_xml_namespace(FX, "fx")
            metadata[f"{{{FX}}}DocumentType"] = "INVOICE"
            metadata[f"{{{FX}}}DocumentFileName"] = NAME
            metadata[f"{{{FX}}}Version"] = "1.0"
            metadata[f"{{{FX}}}ConformanceLevel"] = "EN 16931"
        out = io.BytesIO()
        file.save(out, deterministic_id=True)
    return out.getvalue()


def edited_after(pdf: bytes, other: bytes) -> bytes:
    """A second revision of `pdf` that shows the first page of `other`; the first revision stays readable in the file."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    theirs = PdfFileReader(io.BytesIO(other)).root["/Pages"]["/Kids"][0]
    mine = writer.find_page_for_modification(0)[0].get_object()  # type: ignore[no-untyped-call]
    for key in ("/Contents", "/Resources"):
        mine[key] = writer.import_object(theirs.raw_get(key))
    writer.update_container(mine)
    # pyHanko draws the second half of the file's ID by chance and writes the time of day; the same edit shall give the same bytes.
    writer._update_meta = lambda: None  # type: ignore[method-assign]
    first, _ = writer.document_id
    writer._document_id = generic.ArrayObject([first, generic.ByteStringObject(hashlib.sha256(other).digest()[:16])])
    out = io.BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    return out.getvalue()
