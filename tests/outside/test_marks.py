"""Extracts of mark registers are read, and what is wrong in them is refused with its place."""

from __future__ import annotations

from datetime import date

import pytest

from assay.errors import BadInput, TooLarge
from assay.outside.marks import MAX_BYTES, ExtractedMark, number_key, read_extract

HEAD = "office,number,mark,holder,status,classes,expires_on\n"
ST96 = """<?xml version="1.0" encoding="UTF-8"?>
<tmk:TrademarkTransaction xmlns:tmk="http://www.wipo.int/standards/XMLSchema/ST96/Trademark" xmlns:com="http://www.wipo.int/standards/XMLSchema/ST96/Common">
 <tmk:TrademarkBag><tmk:Trademark>
  <com:RegistrationOfficeCode>EM</com:RegistrationOfficeCode>
  <com:RegistrationNumber>018000005</com:RegistrationNumber>
  <tmk:MarkCurrentStatusCode>Registered</tmk:MarkCurrentStatusCode>
  <com:ExpiryDate>2030-01-31Z</com:ExpiryDate>
  <tmk:MarkRepresentation><tmk:WordMarkSpecification><tmk:MarkVerbalElementText>MAISON LUMEN</tmk:MarkVerbalElementText></tmk:WordMarkSpecification></tmk:MarkRepresentation>
  <tmk:GoodsServicesBag><tmk:ClassNumber>18</tmk:ClassNumber><tmk:ClassNumber>25</tmk:ClassNumber></tmk:GoodsServicesBag>
  <tmk:HolderBag><tmk:Holder><com:OrganizationStandardName>Lumen SA</com:OrganizationStandardName></tmk:Holder></tmk:HolderBag>
 </tmk:Trademark></tmk:TrademarkBag>
</tmk:TrademarkTransaction>"""


def mark(office: str) -> ExtractedMark:
    return ExtractedMark(
        office=office,
        number="018000005",
        text="MAISON LUMEN",
        holder="Lumen SA",
        registered=True,
        classes=(18, 25),
        expires_on=date(2030, 1, 31),
    )


def test_both_forms_say_the_same() -> None:
    line = "EUIPO,018000005,MAISON LUMEN,Lumen SA,registered,18 25,2030-01-31\n"
    assert read_extract((HEAD + line).encode(), name="a.csv") == (mark("EM"),)
    assert read_extract(ST96.encode(), name="a.xml") == (mark("EM"),)
    ended = read_extract(ST96.replace(">Registered<", ">Expired<").encode(), name="a.xml")
    assert ended[0].registered is False


def test_a_number_has_one_spelling() -> None:
    assert {number_key(n) for n in ("018000005", "18000005", "0180-00 005")} == {"18000005"}


BOMB = '<!DOCTYPE a [<!ENTITY x "y">]><Trademark><RegistrationNumber>&x;</RegistrationNumber></Trademark>'


@pytest.mark.parametrize(
    ("data", "said", "where"),
    [
        (b"", "the heads are not those of an extract.", "f:1"),
        (b"\xff\x00a", "byte 0 is no UTF-8.", "f"),
        (b"number,office\n", "the heads are not those of an extract.", "f:1"),
        (HEAD.encode(), "the file names no mark.", "f"),
        ((HEAD + "EUIPO,1\n").encode(), "this line has not 7 cells.", "f:2"),
        ((HEAD + "EUIPO,1,A,B,live,18,\n").encode(), "'live' is no status.", "f:2"),
        ((HEAD + "E1,1,A,B,ended,18,\n").encode(), "'E1' is no office.", "f:2"),
        ((HEAD + "US,--,A,B,ended,18,\n").encode(), "'--' is no registration number.", "f:2"),
        ((HEAD + "US,1,A,B,ended,46,\n").encode(), "a class is none of 1 to 45.", "f:2"),
        ((HEAD + "US,1,A,B,ended,x,\n").encode(), "a class is none of 1 to 45.", "f:2"),
        ((HEAD + "US,1,A,B,ended,18,31.1.2030\n").encode(), "'31.1.2030' is no date.", "f:2"),
        (b"<a/>", "the file names no mark.", "f"),
        (BOMB.encode(), "the file declares a document type.", "f"),
    ],
)
def test_a_bad_file_is_refused_with_its_place(data: bytes, said: str, where: str) -> None:
    with pytest.raises(BadInput) as refusal:
        read_extract(data, name="f")
    assert (refusal.value.what, refusal.value.where, bool(refusal.value.mend)) == (said, where, True)


def test_broken_xml_and_a_file_too_large_are_refused() -> None:
    with pytest.raises(BadInput, match="this is no XML"):
        read_extract(ST96[:400].encode(), name="f")
    with pytest.raises(TooLarge):
        read_extract(b"x" * (MAX_BYTES + 1), name="f")
