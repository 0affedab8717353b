"""Signed letters as a brand's seal makes them, and what an outsider does to them afterwards. Everything is made here, with keys that last one run."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable
from functools import cache
from typing import Any

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pyhanko.sign import fields, signers
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore

NOW = dt.datetime(2026, 3, 1, 9, 0, tzinfo=dt.UTC)
TEXT = "(We, Aurelle Group SA, authorise Old Town Shop Ltd to sell AURELLE until 2026-12-31.)"
FORGED = TEXT.replace("Old Town Shop Ltd", "Bad Faith Store ")
Subject = tuple[asn1_x509.Certificate, asn1_keys.PrivateKeyInfo]


def letter(text: str = TEXT, *, form: bool = False) -> bytes:
    """One page that says the text; with a form field where one is asked for."""
    from tests.specimens.making import pdf

    content = f"BT /F1 10 Tf 40 700 Td {text} Tj ET".encode()
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    objects = [font]
    catalog = b"<< /Type /Catalog /Pages 2 0 R >>"
    if form:
        page = page.replace(b">> >> >>", b">> >> /Annots [6 0 R] >>")
        objects.append(
            b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (shop) /V (Old Town Shop Ltd) /Rect [40 600 300 620] /P 3 0 R /F 4 /DA (/F1 10 Tf 0 g) >>"
        )
        catalog = b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] /DR << /Font << /F1 5 0 R >> >> /DA (/F1 10 Tf 0 g) >> >>"
    return pdf(*objects, page=page, catalog=catalog, content=content)


@cache
def key_of(kind: str) -> Any:
    """A fresh private key of a kind."""
    made: dict[str, Callable[[], Any]] = {
        "rsa": lambda: rsa.generate_private_key(65537, 2048),
        "other": lambda: rsa.generate_private_key(65537, 2048),
        "short": lambda: rsa.generate_private_key(65537, 1024),  # noqa: S505  too short, and refused for it
        "p256": lambda: ec.generate_private_key(ec.SECP256R1()),
        "p384": lambda: ec.generate_private_key(ec.SECP384R1()),
        "p192": lambda: ec.generate_private_key(ec.SECP192R1()),
        "ed25519": ed25519.Ed25519PrivateKey.generate,
    }
    return made[kind]()


def subject(
    kind: str = "rsa",
    *,
    name: str = "Aurelle Group SA",
    since: dt.datetime = NOW - dt.timedelta(days=300),
    until: dt.datetime = NOW + dt.timedelta(days=300),
    usage: str = "sign",
) -> Subject:
    """A self-signed certificate and its key; `usage`: sign, seal (no extension), encrypt, ca."""
    key = key_of(kind)
    who = x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, name), x509.NameAttribute(NameOID.ORGANIZATION_NAME, name)]
    )
    builder = (
        x509.CertificateBuilder().subject_name(who).issuer_name(who).public_key(key.public_key()).serial_number(x509.random_serial_number())
        .not_valid_before(since).not_valid_after(until)
    )  # fmt: skip
    if usage != "seal":
        builder = builder.add_extension(
            x509.KeyUsage(
                digital_signature=usage == "sign", content_commitment=usage == "sign", key_encipherment=usage == "encrypt", data_encipherment=False,
                key_agreement=False, key_cert_sign=usage == "ca", crl_sign=usage == "ca", encipher_only=False, decipher_only=False,
            ),
            critical=True,
        )  # fmt: skip
    algorithm = None if kind == "ed25519" else hashes.SHA256()
    certificate = builder.sign(key, algorithm)
    return (
        asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER)),
        asn1_keys.PrivateKeyInfo.load(
            key.private_bytes(
                serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        ),
    )


def signer(who: Subject | None = None, *, pss: bool = False) -> signers.SimpleSigner:
    """Who signs."""
    certificate, key = who or subject()
    return signers.SimpleSigner(
        signing_cert=certificate,
        signing_key=key,
        cert_registry=SimpleCertificateStore.from_certs([certificate]),
        prefer_pss=pss,
    )


def signed(
    data: bytes | None = None,
    *,
    who: Subject | None = None,
    name: str = "Sig1",
    digest: str = "sha256",
    subfilter: SigSeedSubFilter = SigSeedSubFilter.PADES,
    certify: MDPPerm | None = None,
    pss: bool = False,
    visible: bool = False,
    locks: fields.FieldMDPSpec | None = None,
    at: dt.datetime | None = NOW,
    stamper: Any = None,
) -> bytes:
    """The paper with a signature."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data or letter()), strict=False)
    box = (40, 690, 500, 730) if visible else None
    spec = SigFieldSpec(sig_field_name=name, box=box, field_mdp_spec=locks)
    meta = signers.PdfSignatureMetadata(
        field_name=name,
        md_algorithm=digest,
        subfilter=subfilter,
        certify=certify is not None,
        docmdp_permissions=certify or MDPPerm.FILL_FORMS,
    )
    pen = signers.PdfSigner(
        meta, signer=_DatedSigner.of(signer(who, pss=pss), at), timestamper=stamper, new_field_spec=spec
    )
    return bytes(pen.sign_pdf(writer).getbuffer())


class _DatedSigner(signers.SimpleSigner):
    """A signer whose clock stands where the test put it."""

    day: dt.datetime | None = None

    @classmethod
    def of(cls, one: signers.SimpleSigner, day: dt.datetime | None) -> _DatedSigner:
        made = cls(
            signing_cert=one.signing_cert,
            signing_key=one.signing_key,
            cert_registry=one.cert_registry,
            prefer_pss=one.prefer_pss,
        )
        made.day = day
        return made

    async def signed_attrs(self, *args: Any, **named: Any) -> Any:
        attributes = await super().signed_attrs(*args, **named)
        kept = [a for a in attributes if a["type"].native != "signing_time"]
        if self.day is not None:
            from asn1crypto import cms

            kept.append(cms.CMSAttribute({"type": "signing_time", "values": [cms.Time({"utc_time": self.day})]}))
        return type(attributes)(kept)


def updated(data: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """The paper with an incremental update behind it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data), strict=False)
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def byte_range(data: bytes) -> tuple[re.Match[bytes], list[int]]:
    """The last signature's byte range: where it stands, and its four numbers."""
    found = list(re.finditer(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]", data))[-1]
    return found, [int(g) for g in found.groups()]


def with_range(data: bytes, numbers: list[int]) -> bytes:
    """The same file, its last byte range overwritten in place."""
    found, _ = byte_range(data)
    text = b"/ByteRange [" + b" ".join(b"%d" % n for n in numbers) + b"]"
    return data[: found.start()] + text.ljust(found.end() - found.start()) + data[found.end() :]


# What outsiders do.


def replace_text(writer: IncrementalPdfFileWriter) -> None:
    """Another text in the page's content stream."""
    page = writer.root["/Pages"]["/Kids"][0]
    content = generic.StreamObject(stream_data=f"BT /F1 10 Tf 40 700 Td {FORGED} Tj ET".encode())
    page[pdf_name("/Contents")] = writer.add_object(content)
    writer.mark_update(page.container_ref)


def annotate(writer: IncrementalPdfFileWriter) -> None:
    """A note laid over the name."""
    page = writer.root["/Pages"]["/Kids"][0]
    form = generic.StreamObject(
        {
            pdf_name("/Type"): pdf_name("/XObject"), pdf_name("/Subtype"): pdf_name("/Form"),
            pdf_name("/BBox"): generic.ArrayObject(map(generic.NumberObject, (0, 0, 400, 20))),
            pdf_name("/Resources"): generic.DictionaryObject({pdf_name("/Font"): page["/Resources"]["/Font"]}),
        },
        stream_data=f"1 1 1 rg 0 0 400 20 re f 0 g BT /F1 10 Tf 0 6 Td {FORGED} Tj ET".encode(),
    )  # fmt: skip
    note = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"), pdf_name("/Subtype"): pdf_name("/FreeText"), pdf_name("/F"): generic.NumberObject(4),
            pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (40, 695, 440, 715))), pdf_name("/Contents"): generic.pdf_string("note"),
            pdf_name("/AP"): generic.DictionaryObject({pdf_name("/N"): writer.add_object(form)}), pdf_name("/DA"): generic.pdf_string("/F1 10 Tf"),
        }
    )  # fmt: skip
    page[pdf_name("/Annots")] = generic.ArrayObject([*list(page.get("/Annots", ())), writer.add_object(note)])
    writer.update_container(page)


def add_page(writer: IncrementalPdfFileWriter) -> None:
    """A second page with another text."""
    first = writer.root["/Pages"]["/Kids"][0]
    page = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Page"), pdf_name("/MediaBox"): generic.ArrayObject(map(generic.NumberObject, (0, 0, 595, 842))),
            pdf_name("/Resources"): first["/Resources"],
            pdf_name("/Contents"): writer.add_object(generic.StreamObject(stream_data=f"BT /F1 10 Tf 40 700 Td {FORGED} Tj ET".encode())),
        }
    )  # fmt: skip
    writer.insert_page(page)


def fill_form(writer: IncrementalPdfFileWriter) -> None:
    """Another value in the form's field."""
    one = writer.root["/AcroForm"]["/Fields"][0]
    one[pdf_name("/V")] = generic.pdf_string("Bad Faith Store")
    writer.update_container(one)


def change_font(writer: IncrementalPdfFileWriter) -> None:
    """Shadow attack, replace: the same codes through another font draw other letters."""
    page = writer.root["/Pages"]["/Kids"][0]
    font = page["/Resources"]["/Font"].raw_get("/F1").get_object()
    font[pdf_name("/BaseFont")] = pdf_name("/ZapfDingbats")
    writer.update_container(font)


def move_catalog(writer: IncrementalPdfFileWriter) -> None:
    """Shadow attack, hide and replace: the page tree is exchanged for one that lay hidden in the signed file."""
    hidden = writer.root["/Shadow"]
    writer.root[pdf_name("/Pages")] = (
        hidden.reference if hasattr(hidden, "reference") else writer.root.raw_get("/Shadow")
    )
    writer.update_root()


def with_shadow() -> bytes:
    """A letter that hides a second page tree from the one who signs it."""
    from tests.specimens.making import pdf

    content = f"BT /F1 10 Tf 40 700 Td {TEXT} Tj ET".encode()
    bad = f"BT /F1 10 Tf 40 700 Td {FORGED} Tj ET".encode()
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
    return pdf(
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Pages /Kids [7 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 6 0 R /MediaBox [0 0 595 842] /Contents 8 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n" % len(bad) + bad + b"\nendstream",
        page=page,
        content=content,
        catalog=b"<< /Type /Catalog /Pages 2 0 R /Shadow 6 0 R >>",
    )


def rewritten(data: bytes) -> bytes:
    """The whole file written anew, as "print to PDF" programs and optimisers do: the signature stays, the bytes do not."""
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(data), strict=False))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def wrapped(data: bytes) -> bytes:
    """Signature wrapping: what was signed stays, byte for byte, at the file's two ends; between them stand another table and other objects."""
    _, (_, head, tail, rest) = byte_range(data)
    table = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    places = _places(data[table:])
    number = next(
        n
        for n, at in places.items()
        if re.match(rb"\d+ 0 obj(?:(?!endobj).)*?/ByteRange", data[at : at + 9000], re.DOTALL)
    )
    original = data[places[number] : data.index(b"endobj", tail) + 6]
    content = f"BT /F1 10 Tf 40 700 Td {FORGED} Tj ET".encode()
    bad = b"4 0 obj\n<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream\nendobj\n"
    size = int(re.findall(rb"/Size (\d+)", data)[-1])
    moved = {n: at for n, at in places.items() if at > tail}
    claim = re.search(rb"/ByteRange\s*\[[^\]]*\]", original)
    assert claim is not None
    length = 0
    for _ in range(20):  # the length of what is put in between decides the numbers that it has to name
        named = (b"/ByteRange [0 %d %d %d]" % (head, tail + length, rest)).ljust(len(claim[0]))
        fake = original[: claim.start()] + named + original[claim.end() :] + b"\n"
        rows = {n: at + length for n, at in moved.items()}
        body_at = table + 2000
        rows |= {4: body_at + len(fake), number: body_at}
        xref = b"xref\n" + b"".join(b"%d 1\n%010d 00000 n \n" % (n, at) for n, at in sorted(rows.items()))
        root = re.findall(rb"/Root (\d+) 0 R", data)[-1]
        xref += b"trailer\n<< /Size %d /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
            size,
            int(root),
            table + length,
            table,
        )
        middle = b"\n".ljust(table - tail) + xref.ljust(2000) + fake + bad
        if len(middle) == length:
            return data[:tail] + middle + data[tail:]
        length = len(middle)
    raise AssertionError("no length fits")


def _places(table: bytes) -> dict[int, int]:
    """The objects that a cross-reference table lists, with their places."""
    found: dict[int, int] = {}
    for first, count, rows in re.findall(
        rb"(\d+) (\d+) ?\r?\n((?:\d{10} \d{5} [nf][ \r\n]{1,2}){1,})", table.partition(b"trailer")[0]
    ):
        for k, (at, kind) in enumerate(re.findall(rb"(\d{10}) \d{5} ([nf])", rows)[: int(count)]):
            if kind == b"n":
                found[int(first) + k] = int(at)
    return found
