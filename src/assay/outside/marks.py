"""Which marks does this extract of an office's register name? Reads a CSV of our own and WIPO ST.96 XML; nothing is fetched, no entity resolved.

The CSV (UTF-8, comma, heads in the first line): `office,number,mark,holder,status,classes,expires_on`; `status` is registered or ended, `classes`
are numbers joined by spaces, `expires_on` is 2030-01-31 or empty. Of ST.96 the elements of a `Trademark` are read by their local names, since
offices write different versions (V4 to V8): RegistrationOfficeCode, RegistrationNumber, MarkCurrentStatusCode, ExpiryDate, ClassNumber,
MarkVerbalElementText, and the first name below Holder or Applicant.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml import etree

from assay.errors import BadInput, TooLarge

COLUMNS = ("office", "number", "mark", "holder", "status", "classes", "expires_on")
MAX_BYTES = 20_000_000
MAX_MARKS = 100_000
NAMES = ("OrganizationStandardName", "OrganizationName", "LegalEntityName", "PersonFullName", "LastName", "EntityName")
LIVE = frozenset({"registered", "registration published", "renewed", "registration renewed", "protected"})
OFFICES = {
    "EUIPO": "EM",
    "OHIM": "EM",
    "WIPO": "WO",
    "IB": "WO",
    "USPTO": "US",
    "CNIPA": "CN",
    "JPO": "JP",
    "KIPO": "KR",
    "UKIPO": "GB",
    "DPMA": "DE",
}
NICE_CLASSES = range(1, 46)


@dataclass(frozen=True, kw_only=True)
class ExtractedMark:
    """One registration, as an office's extract has it. `registered`: in force by its status; the day of expiry stands beside it."""

    office: str
    number: str
    text: str
    holder: str
    registered: bool
    classes: tuple[int, ...]
    expires_on: date | None


def read_extract(data: bytes, *, name: str) -> tuple[ExtractedMark, ...]:
    """The marks of a file. BadInput: neither of the two forms, or a place in it that is wrong; TooLarge."""
    if len(data) > MAX_BYTES:
        raise TooLarge(f"the file has {len(data)} bytes.", where=name, mend=f"Split it; {MAX_BYTES} are read at once.")
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    rows = _xml(data, name=name) if start == b"<" or data[:2] in (b"\xff\xfe", b"\xfe\xff") else _csv(data, name=name)
    found = []
    for row in rows:
        found.append(row)
        if len(found) > MAX_MARKS:
            raise TooLarge(f"more than {MAX_MARKS} marks.", where=name, mend="Split the file.")
    if not found:
        raise BadInput(
            "the file names no mark.", where=name, mend=f"Give ST.96 XML, or a CSV with {', '.join(COLUMNS)}."
        )
    return tuple(found)


def _csv(data: bytes, *, name: str) -> Iterator[ExtractedMark]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as bad:
        raise BadInput(f"byte {bad.start} is no UTF-8.", where=name, mend="Save the file as UTF-8.") from None
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        heads = tuple(rows.fieldnames or ())
        if heads != COLUMNS:
            raise BadInput(
                "the heads are not those of an extract.", where=f"{name}:1", mend=f"Write {','.join(COLUMNS)}."
            )
        for row in rows:
            where = f"{name}:{rows.line_num}"
            if None in row or None in row.values():
                raise BadInput(f"this line has not {len(COLUMNS)} cells.", where=where, mend="Mend this line.")
            if row["status"] not in ("registered", "ended"):
                raise BadInput(f"{row['status'][:40]!r} is no status.", where=where, mend="Use registered or ended.")
            yield _mark(
                office=row["office"],
                number=row["number"],
                text=row["mark"],
                holder=row["holder"],
                registered=row["status"] == "registered",
                classes=row["classes"].split(),
                expires_on=row["expires_on"],
                where=where,
            )
    except csv.Error as bad:
        raise BadInput(f"this is no CSV ({bad}).", where=f"{name}:{rows.line_num}", mend="Mend this line.") from None


def _xml(data: bytes, *, name: str) -> Iterator[ExtractedMark]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as bad:
        raise BadInput(f"this is no XML ({bad.msg}).", where=name, mend="Export the extract again.") from None
    info: Any = root.getroottree().docinfo
    if info.doctype:
        raise BadInput("the file declares a document type.", where=name, mend="Remove it; ST.96 has none.")
    for mark in root.iter("{*}Trademark"):
        where = f"{name}:{mark.sourceline}"
        yield _mark(
            office=_text(mark, "RegistrationOfficeCode") or _text(mark, "IPOfficeCode"),
            number=_text(mark, "RegistrationNumber"),
            text=_text(mark, "MarkVerbalElementText"),
            holder=_holder(mark),
            registered=_text(mark, "MarkCurrentStatusCode").lower() in LIVE,
            classes=[e.text or "" for e in mark.iter("{*}ClassNumber")],
            expires_on=_text(mark, "ExpiryDate"),
            where=where,
        )


def _text(mark: etree._Element, local: str) -> str:
    found = next(mark.iter(f"{{*}}{local}"), None)
    return " ".join("".join(str(t) for t in found.itertext()).split()) if found is not None else ""


def _holder(mark: etree._Element) -> str:
    for party in ("Holder", "Applicant"):
        element = next(mark.iter(f"{{*}}{party}"), None)
        if element is not None:
            return next((said for local in NAMES if (said := _text(element, local))), "")
    return ""


def _mark(
    *,
    office: str,
    number: str,
    text: str,
    holder: str,
    registered: bool,
    classes: list[str],
    expires_on: str,
    where: str,
) -> ExtractedMark:
    office, number = office_code(office), number.strip()
    if not re.fullmatch(r"[A-Z]{2,20}", office):
        raise BadInput(f"{office[:40]!r} is no office.", where=where, mend="Write its code, as EUIPO, US or WO.")
    if not number_key(number) or len(number) > 60:
        raise BadInput(f"{number[:40]!r} is no registration number.", where=where, mend="Write it as the office does.")
    numbers = sorted({int(c) for c in classes if c.isascii() and c.isdigit() and len(c) < 4})
    if len(numbers) < len(set(classes)) or any(c not in NICE_CLASSES for c in numbers):
        raise BadInput("a class is none of 1 to 45.", where=where, mend="Write the Nice classes.")
    try:
        last = date.fromisoformat(expires_on[:10]) if expires_on else None
    except ValueError:
        raise BadInput(f"{expires_on[:20]!r} is no date.", where=where, mend="Write it as 2030-01-31.") from None
    if any("\x00" in word for word in (text, holder, number)):
        raise BadInput("a cell holds a null.", where=where, mend="Remove it.")
    return ExtractedMark(
        office=office,
        number=number,
        text=text.strip()[:500],
        holder=holder.strip()[:300],
        registered=registered,
        classes=tuple(numbers),
        expires_on=last,
    )


def office_code(office: str) -> str:
    """One code for an office: that of WIPO ST.3, whatever the office calls itself."""
    word = office.strip().upper()
    return OFFICES.get(word, word)


def number_key(number: str) -> str:
    """One spelling of a number: offices, extracts and people write signs, spaces and leading zeros as they like."""
    return re.sub(r"[^0-9A-Z]", "", number.upper()).lstrip("0")
