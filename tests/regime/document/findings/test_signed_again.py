"""Is a letter still the brand's word when somebody signed it once more?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assay.policy.load import shipped
from assay.regime.brand.register import Brand, Signer
from assay.regime.document.findings.signature import signature, signed_by_brand
from assay.regime.document.reading import Field, Origin, Reading, Signature

ON = date(2026, 6, 1)
OURS, THEIRS = "aa" * 32, "bb" * 32
BRAND = Brand(brand_id="b", name="Aurelle", signers=(Signer(name="Aurelle Group SA", certificate_sha256=OURS),))


def mark(
    sha256: str, *, last: bool = True, signer: str = "Aurelle Group SA", at: str = "2026-03-01T09:00:00+00:00"
) -> Signature:
    return Signature(
        holds=True, covers_file=last, modification="none" if last else "signed_again", signer=signer, signer_sha256=sha256, signed_at=at
    )  # fmt: skip


def paper(*marks: Signature) -> Reading:
    return Reading(
        file="letter.pdf", sha256="00", kind=Field(value="letter_of_authorization", confidence=1.0, origin=Origin.TEXT), signatures=marks
    )  # fmt: skip


def judged(*marks: Signature) -> tuple[list[tuple[str, str]], bool]:
    findings = signature(paper(*marks), paper="letter.pdf", brand=BRAND, policy=shipped().document, on=ON)
    return [(f.reason.value, f.seen) for f in findings], signed_by_brand(paper(*marks), brand=BRAND, on=ON)


def test_a_letter_that_the_brand_signed_last_is_its_word() -> None:
    assert judged(mark(OURS)) == ([("SIGNED_BY_AN_ENROLLED_SIGNER", "Aurelle Group SA")], True)
    seller = mark(THEIRS, last=False, signer="Old Town Shop Ltd")
    assert judged(seller, mark(OURS)) == (
        [("SIGNER_NOT_ENROLLED", "Old Town Shop Ltd"), ("SIGNED_BY_AN_ENROLLED_SIGNER", "Aurelle Group SA")],
        True,
    )


def test_a_letter_that_somebody_else_signed_after_the_brand_goes_to_a_person() -> None:
    assert judged(mark(OURS, last=False), mark(THEIRS, signer="Old Town Shop Ltd")) == (
        [
            ("SIGNATURE_UNCLEAR", "Aurelle Group SA; signed again by Old Town Shop Ltd"),
            ("SIGNER_NOT_ENROLLED", "Old Town Shop Ltd"),
        ],
        False,
    )


@pytest.mark.parametrize(
    ("at", "ahead"),
    [("2026-06-01T23:00:00+00:00", False), ("2026-06-02T01:00:00+00:00", False), ("2026-06-03T00:00:00+00:00", True)],
)
def test_nobody_signs_the_day_after_tomorrow(at: str, ahead: bool) -> None:
    findings, word = judged(mark(OURS, at=at))
    assert word is not ahead
    assert findings == (
        [("SIGNATURE_UNCLEAR", f"signed on {at[:10]}")]
        if ahead
        else [("SIGNED_BY_AN_ENROLLED_SIGNER", "Aurelle Group SA")]
    )


def test_a_certificate_with_the_brands_name_is_not_the_brands_certificate() -> None:
    assert judged(mark(THEIRS)) == ([("SIGNER_NOT_ENROLLED", "Aurelle Group SA")], False)


def test_a_signer_whose_enrolment_ended_before_he_signed_is_not_enrolled() -> None:
    brand = replace(BRAND, signers=(replace(BRAND.signers[0], valid_to="2026-02-28"),))
    findings = signature(paper(mark(OURS)), paper="letter.pdf", brand=brand, policy=shipped().document, on=ON)
    assert [f.reason.value for f in findings] == ["SIGNER_NOT_ENROLLED"]
    assert not signed_by_brand(paper(mark(OURS)), brand=brand, on=ON)
