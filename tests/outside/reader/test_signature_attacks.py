"""What does an outsider reach who changes a signed letter, or signs one with what he has?"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm, SigSeedSubFilter
from pyhanko.sign.timestamps import DummyTimeStamper
from tests.outside.reader.signed_papers import (
    NOW,
    add_page,
    annotate,
    byte_range,
    change_font,
    fill_form,
    key_of,
    letter,
    move_catalog,
    replace_text,
    rewritten,
    signed,
    subject,
    updated,
    with_range,
    with_shadow,
    wrapped,
)

from assay.outside.reader.signature import signatures_of

CHANGED = "the signed content was changed."
LATER = "the file was changed after signing."
FILLED = "the file was filled in or changed after signing."
AGAINST = "the file was changed against what its certification allows."
NO_FORM = "its form is none that is taken here (PAdES or PKCS#7, detached)."
NOT_VALID = "the signer's certificate was not valid at the time of signing."
NOT_FOR_SIGNING = "the signer's certificate is not one for signing (key usage)."
UNPARSED = "the signature cannot be parsed"


class _Stamper(DummyTimeStamper):
    """A timestamp service; `other` stamps something that was not asked for."""

    other = False

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> Any:
        digest = hashlib.sha256(b"other" + message_digest).digest() if self.other else message_digest
        return await super().async_timestamp(digest, md_algorithm)


def stamper(at: dt.datetime = NOW + dt.timedelta(minutes=1), *, other: bool = False) -> _Stamper:
    key = key_of("other")
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Time Stamping Service")])
    certificate = (
        x509.CertificateBuilder().subject_name(who).issuer_name(who).public_key(key.public_key()).serial_number(7)
        .not_valid_before(NOW - dt.timedelta(days=900)).not_valid_after(NOW + dt.timedelta(days=900))
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True).sign(key, hashes.SHA256())
    )  # fmt: skip
    private = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    made = _Stamper(
        tsa_cert=asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER)),
        tsa_key=asn1_keys.PrivateKeyInfo.load(private),
        fixed_dt=at,
    )
    made.other = other
    return made


GOOD: dict[str, Callable[[], bytes]] = {
    "pades": signed,
    "pkcs7 detached": lambda: signed(subfilter=SigSeedSubFilter.ADOBE_PKCS7_DETACHED),
    "p-256": lambda: signed(who=subject("p256")),
    "p-384 with sha-384": lambda: signed(who=subject("p384"), digest="sha384"),
    "ed25519": lambda: signed(who=subject("ed25519"), digest="sha512"),
    "rsa-pss": lambda: signed(pss=True),
    "sha-512": lambda: signed(digest="sha512"),
    "certified, no changes": lambda: signed(certify=MDPPerm.NO_CHANGES),
    "certified, forms": lambda: signed(certify=MDPPerm.FILL_FORMS),
    "certified, notes": lambda: signed(certify=MDPPerm.ANNOTATE),
    "fields locked": lambda: signed(letter(form=True), locks=FieldMDPSpec(FieldMDPAction.ALL)),
    "a seal without key usage": lambda: signed(who=subject(usage="seal")),
    "timestamped": lambda: signed(stamper=stamper()),
    "a line feed behind the end": lambda: signed() + b"\r\n",
    "visible": lambda: signed(visible=True),
}


@pytest.mark.parametrize("how", GOOD)
def test_a_good_signature_holds(how: str) -> None:
    (mark,), _ = signatures_of(GOOD[how]())
    assert (mark.holds, mark.problem, mark.signer) == (True, "", "Aurelle Group SA")


def test_two_signatures_hold_the_first_signed_again() -> None:
    marks, revisions = signatures_of(signed(signed(), name="Sig2", who=subject("other", name="Old Town Shop Ltd")))
    assert [(m.holds, m.covers_file, m.modification) for m in marks] == [
        (True, False, "signed_again"),
        (True, True, "none"),
    ]
    assert revisions == 3


def _range(change: Callable[[int, int, int, int], list[int]]) -> bytes:
    data = signed()
    return with_range(data, change(*byte_range(data)[1]))


def _without_contents() -> bytes:
    data = signed()
    _, (_, head, tail, _) = byte_range(data)
    return data[:head] + b"<" + b"0" * (tail - head - 2) + b">" + data[tail:]


def _second_changed() -> bytes:
    data = signed(signed(), name="Sig2", who=subject("other"), visible=True)
    last = data.rindex(b"/Rect")
    return data[:last] + data[last:].replace(b"500", b"400", 1)


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    # the content
    "a letter of the signed text": (lambda: signed().replace(b"Old Town", b"Bad Town"), CHANGED),
    "the page's text in an update": (lambda: updated(signed(), replace_text), LATER),
    "a note over the name": (lambda: updated(signed(), annotate), LATER),
    "a page added": (lambda: updated(signed(), add_page), LATER),
    "another font": (lambda: updated(signed(), change_font), LATER),
    "a form filled in": (lambda: updated(signed(letter(form=True)), fill_form), FILLED),
    "a hidden page tree shown": (lambda: updated(signed(with_shadow()), move_catalog), LATER),
    "written anew": (lambda: rewritten(signed()), CHANGED),
    "a page behind the end": (lambda: signed() + b"<html>another letter</html>", "27 bytes stand behind the end of the file."),
    # certification and locked fields
    "certified for no change, a note": (lambda: updated(signed(certify=MDPPerm.NO_CHANGES), annotate), LATER),
    "certified for no change, a form": (lambda: updated(signed(letter(form=True), certify=MDPPerm.NO_CHANGES), fill_form), AGAINST),
    "certified for forms, a note": (lambda: updated(signed(certify=MDPPerm.FILL_FORMS), annotate), LATER),
    "certified for forms, a form": (lambda: updated(signed(letter(form=True), certify=MDPPerm.FILL_FORMS), fill_form), FILLED),
    "certified for notes, a note over the name": (lambda: updated(signed(certify=MDPPerm.ANNOTATE), annotate), LATER),
    "a locked field filled in": (
        lambda: updated(signed(letter(form=True), locks=FieldMDPSpec(FieldMDPAction.ALL)), fill_form), LATER,
    ),
    # byte range and contents
    "wrapped": (lambda: wrapped(signed()), "it does not cover its whole revision of the file."),
    "a range that begins later": (lambda: _range(lambda a, b, c, d: [a + 5, b - 5, c, d]), CHANGED),
    "a range that ends earlier": (lambda: _range(lambda a, b, c, d: [a, b, c, d - 10]), CHANGED),
    "a range with a wider gap": (lambda: _range(lambda a, b, c, d: [a, b - 20, c, d]), CHANGED),
    "a range beyond the file": (lambda: _range(lambda a, b, c, d: [a, b, c, d + 100]), CHANGED),
    "a range that overlaps": (lambda: _range(lambda a, b, c, d: [a, b, b - 10, d]), CHANGED),
    "a negative range": (lambda: signed().replace(b"/ByteRange [0", b"/ByteRange [-", 1), UNPARSED),
    "no range": (lambda: signed().replace(b"/ByteRange", b"/ByteRangx"), UNPARSED),
    "no contents": (lambda: signed().replace(b"/Contents <", b"/Contentz <"), UNPARSED),
    "contents of zeros": (_without_contents, UNPARSED),
    "form adbe.x509.rsa_sha1": (lambda: signed().replace(b"/ETSI.CAdES.detached", b"/adbe.x509.rsa_sha1 "), NO_FORM),
    "a form of nobody": (lambda: signed().replace(b"/ETSI.CAdES.detached", b"/ACME.CAdES.detached"), NO_FORM),
    # digest and key
    "sha-1": (lambda: signed(digest="sha1"), "its digest sha1 is too weak."),
    "md5": (lambda: signed(digest="md5"), "its digest md5 is too weak."),
    "rsa of 1024 bits": (lambda: signed(who=subject("short")), "its RSA key of 1024 bits is too short."),
    "a curve of 192 bits": (lambda: signed(who=subject("p192")), "its curve of 192 bits is too short."),
    # certificate and time
    "a certificate that had expired": (lambda: signed(who=subject(until=NOW - dt.timedelta(days=1))), NOT_VALID),
    "a certificate not valid yet": (lambda: signed(who=subject(since=NOW + dt.timedelta(days=1))), NOT_VALID),
    "a certificate for encryption": (lambda: signed(who=subject(usage="encrypt")), NOT_FOR_SIGNING),
    "a certificate of an authority": (lambda: signed(who=subject(usage="ca")), NOT_FOR_SIGNING),
    "a timestamp of something else": (lambda: signed(stamper=stamper(other=True)), "its timestamp is not one of this signature."),
    "a time of signing before the certificate ended, a timestamp after": (
        lambda: signed(stamper=stamper(NOW + dt.timedelta(days=400))), "the signer's certificate was not valid at the time of its timestamp.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("how", BAD)
def test_a_signature_with_a_fault_never_holds_and_says_which(how: str) -> None:
    make, problem = BAD[how]
    marks, _ = signatures_of(make())
    assert [m.holds for m in marks] == [False]
    assert marks[0].problem.startswith(problem)


def test_a_wrapped_letter_shows_the_forgers_text_while_its_digest_is_right() -> None:
    page = pypdfium2.PdfDocument(wrapped(signed()))[0]
    assert "authorise Bad Faith Store" in page.get_textpage().get_text_range()


def test_a_second_signature_that_was_changed_takes_the_first_with_it() -> None:
    marks, _ = signatures_of(_second_changed())
    assert [m.holds for m in marks] == [False, False]


def test_a_stamp_over_the_text_by_a_second_signer_breaks_a_certification() -> None:
    marks, _ = signatures_of(
        signed(signed(certify=MDPPerm.FILL_FORMS), name="Sig2", who=subject("other"), visible=True)
    )
    assert [(m.holds, m.problem) for m in marks] == [(False, LATER), (True, "")]


def test_an_empty_field_for_a_signature_is_no_signature() -> None:
    from pyhanko.sign.fields import SigFieldSpec, append_signature_field

    data = updated(letter(), lambda w: append_signature_field(w, SigFieldSpec(sig_field_name="Sign here")))
    assert signatures_of(data)[0] == ()
