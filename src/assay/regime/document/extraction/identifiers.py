"""Whose are the VAT numbers, the IBAN, the registration and the e-mail on this paper?

Each is given to the party that its label or its place names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assay.regime.document.extraction.blocks import Block
from assay.regime.document.extraction.labels import labels_in
from assay.regime.document.extraction.page import Cell, Page, field_of
from assay.regime.document.extraction.places import country_in
from assay.regime.document.extraction.words import fold
from assay.regime.document.reading import Field, Origin, Party

_VAT = re.compile(
    r"(?<![A-Z0-9])((?:ATU\d{8}|BE[01]\d{9}|BG\d{9,10}|CY\d{8}[A-Z]|CZ\d{8,10}|DE\d{9}|DK\d{8}|EE\d{9}|EL\d{9}|ES[A-Z0-9]\d{7}[A-Z0-9]|FI\d{8}|FR[A-Z0-9]{2}\d{9}|GB(?:\d{9}|\d{12}|GD\d{3}|HA\d{3})|XI\d{9}|HR\d{11}"
    r"|HU\d{8}|IE\d[A-Z0-9+*]\d{5}[A-Z]{1,2}|IT\d{11}|LT(?:\d{9}|\d{12})|LU\d{8}|LV\d{11}|MT\d{8}|NL\d{9}B\d{2}|PL\d{10}|PT\d{9}|RO\d{2,10}|SE\d{12}|SI\d{8}|SK\d{10}|CHE\d{9}(?:MWST|TVA|IVA|HR)?|NO\d{9}(?:MVA)?|T\d{13}"
    r"|[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}))(?![A-Z0-9])"
)
_IBAN = re.compile(r"(?<![A-Z0-9])([A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?)(?![A-Z0-9])")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def with_identifiers(
    pages: Sequence[Page],
    issuer: Block | None,
    recipient: Block | None,
    issuer_party: Party,
    recipient_party: Party,
    *,
    origin: Origin,
) -> tuple[Party, Party]:
    """VAT numbers, IBAN, registration and e-mail, each given to the party that its label or place names."""
    vats: list[tuple[str, Cell, str]] = []
    others: dict[str, tuple[str, Cell]] = {}
    wrong: tuple[str, Cell] | None = None
    for page in pages:
        for r, row in enumerate(page.rows):
            for c, cell in enumerate(row.cells):
                text = cell.text
                owner = _owner(cell, row.cells, issuer, recipient)
                if number := _over_two_lines(page, r, cell):
                    vats.append((number, cell, owner))
                for match in _VAT.finditer(_joined(text)):
                    vats.append((match[1], cell, owner))
                labelled = next(
                    (label for label in labels_in(text) if label.names in ("vat_id", "tax_number", "registration")),
                    None,
                )
                if labelled is not None:
                    value = text[labelled.end :]
                    if not re.search(r"\d", value) and c + 1 < len(row.cells):
                        value = row.cells[c + 1].text
                    first = re.split(r"\s[-–—/]\s|\s{2,}", value.upper().strip())[0]
                    found = re.search(r"[A-Z0-9][A-Z0-9 ./-]{4,24}[A-Z0-9]", first)
                    if found and re.search(r"\d{4}", found[0].replace(" ", "").replace(".", "").replace("-", "")):
                        number = re.sub(r"[\s.\-/]", "", found[0]) if labelled.names == "vat_id" else found[0].strip()
                        if labelled.names == "vat_id" and not any(number == v for v, _, _ in vats):
                            if 6 <= len(number) <= 20:
                                vats.append((number, cell, owner))
                        elif labelled.names != "vat_id" and owner != "recipient":
                            others.setdefault(labelled.names, (number, cell))
                for match in _IBAN.finditer(text):
                    code = _without_next_word(match[1])
                    if _iban_holds(code):
                        others.setdefault("iban", (code, cell))
                    elif (
                        origin is not Origin.OCR and 18 <= len(code) <= 34 and _called_iban(row.cells, c, match.start())
                    ):
                        wrong = wrong or (code, cell)  # as it stands there: that its check digits fail is a finding
                mail = _EMAIL.search(text)
                if mail and owner != "recipient":
                    others.setdefault("email", (mail[0], cell))

    if "iban" not in others and (divided := _divided_iban(pages)) is not None:
        others["iban"] = divided
    if wrong is not None:
        others.setdefault("iban", wrong)

    def said(name: str) -> Field | None:
        value = others.get(name)
        return field_of(value[0], [value[1]], origin=origin, confidence=0.9) if value else None

    own = next((v for v in vats if v[2] == "issuer"), None) or next((v for v in vats if v[2] != "recipient"), None)
    buyer = next((v for v in vats if v[2] == "recipient" and (own is None or v[1] is not own[1])), None)
    if buyer is None and own is not None:
        buyer = next((v for v in vats if v[2] == "" and v[0] != own[0] and own[2] == "issuer"), None)
    issuer_vat = field_of(own[0], [own[1]], origin=origin, confidence=0.9) if own else None
    buyer_vat = field_of(buyer[0], [buyer[1]], origin=origin, confidence=0.85) if buyer else None
    return (
        replace(
            issuer_party,
            vat_id=issuer_vat,
            iban=said("iban"),
            registration=said("registration"),
            tax_number=said("tax_number"),
            email=said("email"),
            country=issuer_party.country or _vat_country(issuer_vat),
        ),
        replace(recipient_party, vat_id=buyer_vat, country=recipient_party.country or _vat_country(buyer_vat)),
    )


_VAT_BEGUN = re.compile(r"(?<![A-Z0-9])[A-Z]{2}[A-Z0-9 .]{2,14}$")


def _over_two_lines(page: Page, r: int, cell: Cell) -> str:
    """The VAT number that begins at the end of a line and ends at the beginning of the next one under it; empty where neither half is one's."""
    begun = _VAT_BEGUN.search(cell.text.upper())
    if begun is None or r + 1 >= len(page.rows) or _VAT.search(_joined(begun[0])):
        return ""
    for other in page.rows[r + 1].cells:
        if abs(other.x0 - cell.x0) < 4 and other.y0 - cell.y1 < 0.8 * cell.height and re.match(r"\w*\d", other.text):
            whole = _VAT.fullmatch(_joined(begun[0] + other.text.split()[0].rstrip(".,;")).strip())
            return whole[1] if whole is not None else ""
    return ""


def _called_iban(cells: Sequence[Cell], c: int, start: int) -> bool:
    """Whether the word IBAN stands right before a number, in its cell or the one before."""
    before = cells[c].text[:start]
    return re.search(r"(?i)\biban\b\W*$", before if before.strip() or c == 0 else cells[c - 1].text) is not None


_BEGUN = re.compile(r"(?<![A-Z0-9])([A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{1,4})+)\s*$")


def _divided_iban(pages: Sequence[Page]) -> tuple[str, Cell] | None:
    """The first account that a narrow column divides: begun at the end of a cell, ended in the cell under it, and its check digits hold."""
    for page in pages:
        for row, below in pairwise(page.rows):
            for cell in row.cells:
                begun = _BEGUN.search(cell.text)
                if begun is None:
                    continue
                for under in below.cells:
                    rest = re.match(r"[A-Z0-9]{1,4}(?: [A-Z0-9]{1,4})*(?![^\s])", under.text)
                    near = under.x0 < cell.x1 and under.x1 > cell.x0 and under.y0 - cell.y1 < cell.height
                    code = re.sub(r"\s", "", begun[1] + rest[0]) if rest is not None and near else ""
                    if _iban_holds(code):
                        return code, cell
    return None


def _vat_country(vat: Field | None) -> Field | None:
    if vat is None or not vat.value[:2].isalpha():
        return None
    prefix = {"EL": "GR", "XI": "GB"}.get(vat.value[:2], vat.value[:2])
    return replace(vat, value=prefix, confidence=0.7) if country_in(prefix, alone=True) else None


def _owner(cell: Cell, row: Sequence[Cell], issuer: Block | None, recipient: Block | None) -> str:
    words = fold(cell.text)
    if re.search(
        r"\b(customer|client|buyer|your|ihre|kunden?|votre|cliente|su|vostro|uw|klant|acquirente|acheteur|kaufer)\b|购买方|買方|买方|お客様|購買方",
        words,
    ):
        return "recipient"
    if recipient is not None and cell.page == recipient.page and _inside(cell, recipient):
        return "recipient"
    if issuer is not None and cell.page == issuer.page and _inside(cell, issuer):
        return "issuer"
    return ""


def _inside(cell: Cell, block: Block) -> bool:
    x1 = max(c.x1 for c in block.cells)
    return block.x0 - 12 <= cell.x0 <= max(x1, block.x0 + 120) and block.y0 - 2 <= cell.y0 <= block.y1 + 30


def _joined(text: str) -> str:
    """Upper case, with the spaces and points inside numbers closed: DE 123 456 789 is DE123456789."""
    upper = text.upper().replace("\u00a0", " ")
    closed = re.sub(r"(?<=[A-Z0-9])[ .\-](?=\d)", "", upper)
    return re.sub(r"(?<=\d)\s?(?=B\d\d(?!\d))", "", closed)


def _without_next_word(groups: str) -> str:
    """The account in a run of groups: a last group that is the next label ("BIC") is none of it, where it holds without, or is a word alone."""
    parts = groups.split(" ")
    whole, shorter = "".join(parts), "".join(parts[:-1])
    if len(parts) > 1 and not _iban_holds(whole) and (_iban_holds(shorter) or parts[-1].isalpha()):
        return shorter
    return whole


def _iban_holds(code: str) -> bool:
    """ISO 13616: the check digits, computed modulo 97."""
    if not 15 <= len(code) <= 34:
        return False
    digits = "".join(str(int(c, 36)) for c in code[4:] + code[:4])
    return int(digits) % 97 == 1
