"""Which lines of a block are a party's name, which its address?

A person, a department or a form of address over the company is not its name; a long name takes two lines; what has a label of its own is told by it.
"""

from __future__ import annotations

import re

from assay.regime.document.extraction.addresses import (
    BEFORE_NAME,
    CONTACT,
    FOR_PERSON,
    FORM_ALONE,
    FORMS,
    GREETING,
    HONOUR,
    NUMBER_LAST,
    TRADE,
    address_like,
    dates_in_any,
    is_title,
    is_town,
    name_and_address,
)
from assay.regime.document.extraction.blocks import Block
from assay.regime.document.extraction.classification import titles_in
from assay.regime.document.extraction.labels import labels_in
from assay.regime.document.extraction.naming import can_be_name
from assay.regime.document.extraction.page import Cell, field_of
from assay.regime.document.extraction.places import country_in
from assay.regime.document.extraction.postal import postal_of
from assay.regime.document.reading import Field, Origin, Party

PERSON = re.compile(r"(?:[A-ZÀ-Ý](?:[^\W\d_]*[a-zà-ÿ]|\.)[\w.'’-]*\s+){1,3}[A-ZÀ-Ý][\w'’-]*[a-zà-ÿ]|Firma|Fa\.?")


_CAPITAL = re.compile(r"(?i)\s+(?:au capital|with a capital|mit einem kapital|capital social|cap\. soc).*")


_TITLED = re.compile(r"(?i)(?:messrs|m/s|spett|egr|gent|sig\.)")


_OTHERS_LABEL = re.compile(r"[A-Za-zÀ-ÿ]{4,}\s?:\s")


_UNENDED = re.compile(r"(?i)\s(?:di|de|del|della|du|des|von|van|of|and|und|et|y|e|en|&)$")


_CJK_LABEL = re.compile(r"^[\u3400-\u9fff]{2,8}[：:]\s*(?=\S)")


# Words of a company's form that name nobody.
_GENERIC = re.compile(
    r"(?i)\b(?:società|agricola|cooperativa|unipersonale|semplice|benefit|socio unico|per azioni|handelsgesellschaft|mbh|vertriebs|anonyme|simplifiée|limitée|à responsabilité"
    r"|sociedad|limitada|anónima|unipersonal|private|public|trading as)\b"
)


def party_from_line(cell: Cell, parts: list[str], *, origin: Origin) -> Party:
    name = _CAPITAL.sub("", parts[0])
    address = [p for p in parts[1:] if not CONTACT.search(p)]
    country = country_in(" ".join(parts[1:]))
    postal = postal_of([(p, cell) for p in address], origin=origin, sure=0.85)
    return Party(
        name=field_of(name, [cell], origin=origin, confidence=0.88),
        address=field_of(", ".join(address), [cell], origin=origin, confidence=0.85) if address else None,
        street=postal.street,
        postcode=postal.postcode,
        city=postal.city,
        country=field_of(country, [cell], origin=origin, confidence=0.8) if country else postal.country,
    )


def party_of(block: Block, *, origin: Origin, sure: float) -> Party:
    name: Field | None = None
    address: list[Cell] = []
    parts: list[str] = []
    country: Field | None = None
    used = -1
    for n, cell in enumerate(block.cells):
        if n == used:
            continue
        text, names = _stripped(cell.text)
        if not text or names in ("skip",) or GREETING.search(text):
            continue
        if (attention := FOR_PERSON.search(text)) is not None and len(block.cells) > 1:
            company = text[attention.end() :].strip(" :：")
            if name is not None or not FORMS.search(company):
                continue
            text = company  # "ATTN: Acme Limited" is the buyer itself
        tax = CONTACT.search(text)
        if tax is not None and name is None and FORMS.search(text[: tax.start()]):
            text, tax = text[: tax.start()].strip(" ,;-–·|"), None  # "Perfumes del Sur, S.L.U. CIF B41998877"
        if tax is not None and names not in ("name", "address", "town"):
            continue
        if name is None and names not in ("address", "town", "country"):
            if (
                is_title(text)
                or _begins_with_title(text)
                or not re.search(r"[^\W\d_]{2,}", text)
                or (dates_in_any(text) and len(text) < 30)
            ):
                continue
            if names != "name" and re.fullmatch(
                r"(?i)(herrn?|frau|firma|fa\.?|mr\.?|mrs\.?|ms\.?|m\.|mme\.?|an die|an)", text.strip()
            ):
                continue
            honour = BEFORE_NAME.match(text)
            if honour is not None and (honour.end() >= len(text.rstrip(" .:")) or _TITLED.match(text)):
                text = text[honour.end() :].strip(" .:/")
                if not text:
                    continue
            if names != "name" and not can_be_name(text):
                continue
            below = block.cells[n + 1] if n + 1 < len(block.cells) else None
            if NUMBER_LAST.search(text) and below is not None and is_town(below.text) and not TRADE.search(text):
                address.append(cell)
                parts.append(text)
                continue  # "Nieuwestad 63" over its town: the name stands elsewhere
            if names == "" and _OTHERS_LABEL.match(text):
                continue  # "Komplementärin: ..." names another
            text = _CJK_LABEL.sub("", text)
            whole = HONOUR.sub("", text).strip(" ,;:·|•㊞")
            following = block.cells[n + 1] if n + 1 < len(block.cells) else None
            if following is not None and not name_and_address(whole)[1] and _continues(following):
                second = _stripped(following.text)[0]
                after = block.cells[n + 2] if n + 2 < len(block.cells) else None
                large = after is not None and min(cell.size, following.size) > 1.2 * after.size
                if (large and abs(cell.size - following.size) < 0.5) or _UNENDED.search(whole):
                    # A name in large letters takes two lines over the small ones of its address.
                    name = field_of(f"{whole} {second}", [cell, following], origin=origin, confidence=sure)
                    used = n + 1
                    continue
                if (
                    block.label
                    and PERSON.fullmatch(whole)
                    and not TRADE.search(whole)
                    and not FORMS.search(whole)
                    and TRADE.search(second)
                ):
                    continue  # a person over the shop
                belongs = re.match(r"(?:di|de|du|del|von|of|by)\s[^\W\d_]", second) is not None or not re.search(
                    r"[^\W\d_]{3,}|[\u3040-\u9fff]", TRADE.sub(" ", _GENERIC.sub(" ", FORMS.sub(" ", second)))
                )
                if belongs and not FORM_ALONE.fullmatch(following.text.strip(" .")) and len(second.split()) <= 5:
                    name = field_of(f"{whole} {second}", [cell, following], origin=origin, confidence=sure)
                    used = n + 1
                    continue
                if FORM_ALONE.fullmatch(following.text.strip(" .")) or (
                    FORMS.search(second)
                    and not FORMS.search(whole)
                    and (len(whole) >= 22 or not PERSON.fullmatch(whole))
                ):
                    # A long name takes two lines; the form of the company stands on the second.
                    name = field_of(f"{whole} {second}", [cell, following], origin=origin, confidence=sure)
                    used = n + 1
                    continue
                if FORMS.search(second) and not FORMS.search(whole):
                    continue  # a person or a department over the company
            before, _, behind = whole.partition(" · ")
            if behind and not re.search(r"[^\W\d_]{3,}", behind):
                whole = before  # "Hotel Alfonso S.A. · A41000999"
            head, tail = name_and_address(whole)
            name = field_of(head, [cell], origin=origin, confidence=sure)
            if tail:
                parts.append(tail)
                address.append(cell)
            continue
        found = country_in(text, alone=True)
        if found:
            country = field_of(found, [cell], origin=origin, confidence=0.9)
            continue
        if dates_in_any(text) or len(parts) >= 5:
            continue
        parts.append(text.strip(" ,;"))
        address.append(cell)
    joined = ", ".join(parts)
    if country is None and address:
        prefixed = re.search(r"(?<![A-Z])([A-Z]{2})[- ]\d{4,5}\s", joined)
        code = (prefixed[1] if prefixed and country_in(prefixed[1], alone=True) else "") or country_in(joined)
        country = field_of(code, address, origin=origin, confidence=0.8) if code else None
    postal = postal_of(list(zip(parts, address, strict=True)), origin=origin, sure=sure)
    return Party(
        name=name,
        address=field_of(joined, address, origin=origin, confidence=sure) if address else None,
        street=postal.street,
        postcode=postal.postcode,
        city=postal.city,
        country=country or postal.country,
    )


def _begins_with_title(text: str) -> bool:
    """Whether a line is a paper's title with its number behind it ("Rechnung 10457")."""
    named = titles_in(text)
    return bool(named) and named[0][1] <= 1 and not FORMS.search(text) and re.search(r"\d", text) is not None


def _continues(cell: Cell) -> bool:
    """Whether a line can be the second half of a name: no street, postcode or contact."""
    text = _stripped(cell.text)[0]
    return (
        bool(text)
        and (not address_like(text) or FORMS.search(text) is not None or TRADE.search(text) is not None)
        and not CONTACT.search(text)
        and not re.search(r"\d", text)
    )


def _stripped(text: str) -> tuple[str, str]:
    """A line without its own small label, and what the label was."""
    first = next(iter(labels_in(text)), None)
    if first is None or first.start > 1:
        return text.strip(), ""
    for label in labels_in(text):
        if (
            label.start > first.end
            and not text[first.end : label.start].strip(" /:：()（）")
            and label.names == first.names
        ):
            first = label  # the same label in two languages
    rest = text[first.end :]
    marked = re.match(r"\s*[:：]", rest) is not None
    value = rest.strip(" :：.")
    if first.names in ("issuer", "recipient", "ship_to") and not value:
        return "", "skip"
    if first.names in ("issuer", "recipient", "ship_to") and (marked or not text[first.start : first.end].isascii()):
        return value, "name"
    if first.names == "town" and not marked:
        return text.strip(), ""
    if first.names == "town":
        value = re.sub(r"\s+[^\W\d_]{3,}\s?:.*", "", value)  # "Comune: FIRENZE Provincia: FI"
    if first.names in ("name", "address", "country", "town"):
        if marked or text[first.start] > "\u2e80":
            return value, first.names if value else "skip"
        return (text.strip(), "") if value else ("", "skip")
    if first.names in (
        "party_id",
        "vat_id",
        "tax_number",
        "registration",
        "phone",
        "email",
        "bank",
        "iban",
        "customer",
        "number",
        "contact",
        "currency",
        "issued_on",
        "due",
        "order",
        "delivery_note",
    ) and (marked or re.search(r"\d", value) or not value):
        return "", "skip"
    return text.strip(), ""
