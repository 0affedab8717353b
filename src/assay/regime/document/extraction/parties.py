"""Who issued this paper, and whom does it name as buyer?

A label ("Bill to", 购买方) decides where there is one. Without labels, a block of lines with the shape of an address is a party: the one with
bank, tax or contact data, at the head or the foot of the page, issued the paper; the one in the window of the letter, without such data, is the
recipient. A small line of name and address over the window is the sender's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assay.regime.document.extraction.addresses import (
    BEFORE_NAME,
    CONTACT,
    FOR_PERSON,
    FORM_ALONE,
    FORMS,
    GREETING,
    HONOUR,
    POSTCODE,
    STREET,
    TAX_WORDS,
    TRADE,
    address_like,
    code_like,
    dates_in_any,
    is_noise,
    is_title,
    name_and_address,
    parts_of,
)
from assay.regime.document.extraction.blocks import MOST_LINES, Block, free_blocks, labelled_blocks
from assay.regime.document.extraction.classification import titles_in
from assay.regime.document.extraction.fapiao import parties_on_form
from assay.regime.document.extraction.identifiers import with_identifiers
from assay.regime.document.extraction.labels import labels_in
from assay.regime.document.extraction.naming import can_be_name
from assay.regime.document.extraction.page import Cell, Page, field_of
from assay.regime.document.extraction.places import country_in
from assay.regime.document.extraction.postal import postal_of
from assay.regime.document.extraction.till_head import issuer_of_till
from assay.regime.document.extraction.total_labels import totals_in
from assay.regime.document.extraction.words import compact, fold
from assay.regime.document.reading import Field, Origin, Party

_PERSON = re.compile(r"(?:[A-ZÀ-Ý](?:[^\W\d_]*[a-zà-ÿ]|\.)[\w.'’-]*\s+){1,3}[A-ZÀ-Ý][\w'’-]*[a-zà-ÿ]|Firma|Fa\.?")


_STAMP = re.compile(
    r"(?i)\W*(?:original|copy|copia|kopie|duplicate|duplikat|paid|bezahlt|payée?|pagado|pagato|draft|entwurf|正本|副本|控)\W*"
)
_CAPITAL = re.compile(r"(?i)\s+(?:au capital|with a capital|mit einem kapital|capital social|cap\. soc).*")
_TITLED = re.compile(r"(?i)(?:messrs|m/s|spett|egr|gent|sig\.)")
_OTHERS_LABEL = re.compile(r"[A-Za-zÀ-ÿ]{4,}\s?:\s")
_CJK_LABEL = re.compile(r"^[\u3400-\u9fff]{2,8}[：:]\s*(?=\S)")
# Words of a company's form that name nobody.
_GENERIC = re.compile(
    r"(?i)\b(?:società|agricola|cooperativa|unipersonale|semplice|benefit|socio unico|per azioni|handelsgesellschaft|mbh|vertriebs|anonyme|simplifiée|limitée|à responsabilité"
    r"|sociedad|limitada|anónima|unipersonal|private|public|trading as)\b"
)


def parties_of(pages: Sequence[Page], *, table_at: float | None = None, till: bool = False) -> tuple[Party, Party]:
    """Issuer and recipient. `table_at` is where the table of lines begins on the first page: no party stands right under its header.

    A `till` prints its own name over everything else, and mostly no buyer.
    """
    if not pages:
        return Party(), Party()
    origin = pages[0].origin
    form = parties_on_form(pages)
    if form is not None:
        seller, buyer = (_party(b, origin=origin, sure=0.95) for b in form)
        return with_identifiers(pages, *form, seller, buyer, origin=origin)
    labelled = list(labelled_blocks(pages))
    issuer = _first_named(labelled, "issuer")
    recipient = _first_named(labelled, "recipient", but=issuer)
    printed = issuer_of_till(pages[0]) if till and issuer is None else None
    issuer = issuer or printed
    sender = _sender_line(pages[0]) if issuer is None else None
    free = [
        b
        for b in free_blocks(pages[0])
        if not any(_same(b, x) for x in labelled) and not _in_table(b, pages[0], table_at) and not _anothers(b)
    ]
    if recipient is None and printed is None:
        recipient = _window(free, pages[0], sender)
    shipped = _first_named(labelled, "ship_to")
    if recipient is None or (not recipient.label and shipped is not None and recipient.y0 < 0.12 * pages[0].height):
        # An address at the very head is the letter's own; the goods go to the buyer, unless the paper says otherwise.
        recipient = replace(shipped, label="") if shipped is not None else None
    if issuer is None and sender is None:
        issuer = _head(free, pages, recipient)
    issuer_party = (
        _party(issuer, origin=origin, sure=0.95 if issuer is not None and issuer.label else 0.72) if issuer else Party()
    )
    if sender is not None:
        issuer_party = _from_line(*sender, origin=origin)
    if (issuer is None or not (issuer.label or FORMS.search(issuer.text))) and sender is None and printed is None:
        foot = _foot_line(pages, told=issuer is not None)
        if foot is not None:
            issuer, issuer_party = None, _from_line(*foot, origin=origin)
    if issuer_party.name is None:
        issuer = _in_capitals(pages[0], recipient, table_at)
        issuer_party = _party(issuer, origin=origin, sure=0.6) if issuer is not None else issuer_party
    if recipient is None and printed is None:
        # What is left: an address that is not the issuer's, wherever the page begins.
        left = [b for b in free if issuer is None or not _same(b, issuer)]
        recipient = _window(left, pages[0], sender, last=issuer_party.name)
    recipient_party = (
        _party(recipient, origin=origin, sure=0.95 if recipient.label else 0.78) if recipient is not None else Party()
    )
    every = [*labelled, *(b for page in (pages[0], pages[-1]) for b in free_blocks(page))]
    issuer_party = _located(issuer_party, every, issuer, recipient, origin=origin)
    recipient_party = _located(recipient_party, every, recipient, issuer, origin=origin)
    return with_identifiers(pages, issuer, recipient, issuer_party, recipient_party, origin=origin)


def _located(party: Party, blocks: Sequence[Block], own: Block | None, other: Block | None, *, origin: Origin) -> Party:
    """A party with the address that stands beside its name elsewhere, or right under it, where its own block has none."""
    if party.name is None or (party.street is not None and party.postcode is not None):
        return party
    name = compact(party.name.value)
    found: Party | None = None
    for block in blocks:
        if block is own or (other is not None and _same(block, other)):
            continue
        again = _party(block, origin=origin, sure=0.8)
        below = (
            own is not None
            and block.page == own.page
            and abs(block.x0 - own.x0) < 4
            and 0 <= block.y0 - own.y1 < 1.6 * own.cells[-1].height
        )
        if below and party.address is None:
            lines = [(c.text, c) for c in block.cells if address_like(c.text)]
            postal = postal_of(lines, origin=origin, sure=0.75)
            if postal.postcode is not None and lines:
                address = field_of(
                    ", ".join(t for t, _ in lines), [c for _, c in lines], origin=origin, confidence=0.75
                )
                again = replace(
                    party,
                    address=address,
                    street=postal.street,
                    postcode=postal.postcode,
                    city=postal.city,
                    country=party.country or postal.country,
                )
        elif again.name is None or compact(again.name.value) != name:
            continue
        if again.postcode is not None and (found is None or (found.street is None and again.street is not None)):
            found = again
    if found is None:
        return party
    return replace(
        party,
        address=found.address,
        street=found.street or party.street,
        postcode=found.postcode,
        city=found.city,
        country=party.country or found.country,
    )


def _first_named(blocks: Sequence[Block], label: str, *, but: Block | None = None) -> Block | None:
    """The first block at a label that holds a name, other than the other party's; who sells to himself is named twice, each time with his address."""
    same: Block | None = None
    other = _party(but, origin=Origin.TEXT, sure=1.0).name if but is not None else None
    for block in blocks:
        if block.label != label:
            continue
        name = _party(block, origin=Origin.TEXT, sure=1.0).name
        if name is not None and other is not None and compact(name.value) == compact(other.value):
            same = same or (block if len(block.cells) >= 2 else None)
        elif name is not None and (other is None or compact(name.value) != compact(other.value)):
            if (
                label == "issuer"
                and len(block.cells) == 1
                and _PERSON.fullmatch(name.value)
                and not TRADE.search(name.value)
                and not FORMS.search(name.value)
            ):
                continue  # a seller may be the salesman
            return block
    return same


def _in_capitals(page: Page, recipient: Block | None, table_at: float | None) -> Block | None:
    """The largest line over the table that is no title, label or sentence: a shop's name, as its sign has it."""
    usual = _usual(page)
    best: tuple[float, Block] | None = None
    for row in page.rows:
        if row.y0 > min(0.4 * page.height, table_at or page.height):
            break
        for cell in row.cells:
            text = cell.text.strip()
            if (
                (recipient is not None and cell in recipient.cells)
                or titles_in(text)
                or next(iter(labels_in(text)), None) is not None
                or next(iter(totals_in(text)), None) is not None
                or re.search(r"\d", text)
                or len(re.findall(r"[^\W\d_]", text)) < 3
                or len(text.split()) > 6
                or text.endswith((".", "!", "?", ":"))
                or _STAMP.fullmatch(text)
            ):
                continue
            again = any(
                text.casefold() in other.text.casefold()
                for r in page.rows
                for other in r.cells
                if other is not cell and (recipient is None or other not in recipient.cells)
            )
            score = cell.size / usual + (1.0 if again else 0.0) + (0.3 if row is page.rows[0] else 0.0)
            if score >= 1.2 and (best is None or score > best[0]):
                best = (score, Block((cell,), page.number))
    return best[1] if best is not None else None


def _anothers(block: Block) -> bool:
    """Whether a block begins with the label of somebody else, such as whom to pay or where to deliver."""
    first = next(iter(labels_in(block.cells[0].text)), None)
    return first is not None and first.start == 0 and first.names == "ship_to"


def _in_table(block: Block, page: Page, table_at: float | None) -> bool:
    """Whether a block without a label stands in or right under the table of lines; at the foot of a page it is the issuer's."""
    return table_at is not None and table_at - 14 < block.y0 < max(0.62 * page.height, table_at + 60)


def _foot_line(pages: Sequence[Page], *, told: bool) -> tuple[Cell, list[str]] | None:
    """The issuer's line at the foot of a page: a name first, its address and registers behind it.

    Where another block may be the issuer's (`told`), only a company's name counts.
    """
    for page in pages[:2]:
        for row in page.rows:
            if row.y0 < 0.72 * page.height and not (row in page.rows[-3:] and row.y0 > 0.4 * page.height):
                continue
            parts = [p for p in parts_of(re.sub(r"\s[*/]\s", " - ", row.text)) if re.search(r"\w", p)]
            cell = Cell(row.page, row.words)
            if parts and (company := _COMPANY_FIRST.match(parts[0])) is not None and FORMS.search(company["name"]):
                # "Cavendish Watches Ltd. Registered in England 07712345."
                return cell, [company["name"], *_SENTENCE.split(company["rest"]), *parts[1:]]
            if len(parts) < 2 or len(parts[0]) >= 60 or CONTACT.search(parts[0]):
                continue
            addressed = POSTCODE.search(" ".join(parts[1:])) is not None and not re.search(r"\d", parts[0])
            first = next(iter(labels_in(parts[0])), None)
            if FORMS.search(parts[0]) or (addressed and not told and first is None and not STREET.search(parts[0])):
                return cell, parts
    return None


_SENTENCE = re.compile(r"\.\s+")
_COMPANY_FIRST = re.compile(
    r"(?P<name>[^\d.,:;|]{3,50}?\b(?:Ltd|Limited|LLC|Inc|plc|PLC|GmbH|AG|SAS|SARL|S\.A\.|S\.L\.|S\.r\.l\.|B\.V\.|BV))\.?\s+(?P<rest>(?:[Rr]egistered|[Cc]ompany|VAT|Sitz|Siège|RCS)\b.*)"
)


def _same(a: Block, b: Block) -> bool:
    return any(c in b.cells for c in a.cells)


def _window(
    blocks: Sequence[Block], page: Page, sender: tuple[Cell, list[str]] | None, *, last: Field | None = None
) -> Block | None:
    """The recipient's block: an address without bank, tax or contact data in the upper half, best left and under the sender's line.

    With `last`, the issuer's name is known, and whatever else has the shape of a party will do.
    """
    best: tuple[float, Block] | None = None
    shaped = [b for b in blocks if len(b.cells) >= 3 and address_like(b.text) and b.y0 < 0.45 * page.height]
    highest = min(shaped, key=lambda b: b.y0, default=None)
    others = len(shaped) > 1  # of several addresses without a label the highest is the letter's head
    for block in blocks:
        lines = [c for c in block.cells if not is_noise(c.text)]
        if not 2 <= len(lines) <= MOST_LINES or block.y0 > 0.55 * page.height:
            continue
        text = "\n".join(c.text for c in lines)
        if any(titles_in(c.text) and re.search(r"\d", c.text) and dates_in_any(c.text) for c in lines):
            continue  # "zu Lieferschein 4417 vom 26. Februar"
        abroad = FORMS.search(lines[0].text) and country_in(lines[-1].text, alone=True)
        if not (
            POSTCODE.search(text)
            or (STREET.search(text) and FORMS.search(text))
            or HONOUR.search(lines[0].text)
            or abroad
        ):
            continue
        score = 1.0
        score += 0.5 if block.x0 < 0.35 * page.width else 0.0
        score += 0.6 if 0.1 * page.height < block.y0 < 0.4 * page.height else 0.0
        # A buyer's tax number stands in his address too; telephone and bank are the issuer's.
        contacts = CONTACT.findall(text)
        taxes = sum(fold(c) in TAX_WORDS for c in contacts)
        score -= 0.9 * (len(contacts) - taxes) + (0.2 if taxes else 0.0)
        score -= 0.9 if block is highest and others and last is None else 0.0
        score += 0.9 if any(HONOUR.search(c.text) for c in lines) else 0.0
        if sender is not None:
            gap = block.y0 - sender[0].y1
            score += 1.2 if -3 <= gap < 40 and abs(block.x0 - sender[0].x0) < 30 else 0.0
        if any(titles_in(c.text) and len(c.text) < 30 for c in lines):
            score -= 1.0
        name = _party(block, origin=page.origin, sure=1.0).name
        if name is None or code_like(name.value):
            continue
        if sender is not None and fold(lines[0].text).startswith(fold(sender[1][0])[:24]):
            score -= 2.0
        if last is None:
            score -= 0.7 if block.y0 < 0.08 * page.height and block.x0 < 0.45 * page.width else 0.0
            score -= 0.7 if lines[0].size > 1.5 * _usual(page) and block.y0 < 0.2 * page.height else 0.0
        elif compact(name.value) == compact(last.value):
            continue
        score -= 1.0 if _is_ours(name.value, page, block) else 0.0
        score -= (
            0.5
            if FORMS.search(lines[0].text) is None and any(FORMS.search(c.text) for c in lines[1:]) and len(lines) > 6
            else 0.0
        )
        if best is None or score > best[0]:
            best = (score, Block(tuple(lines), block.page))
    return best[1] if best is not None and best[0] > (0.4 if last is None else 0.0) else None


def _usual(page: Page) -> float:
    """The size of most words of a page."""
    return sorted(w.size for w in page.words)[len(page.words) // 2] if page.words else 10.0


def _is_ours(name: str, page: Page, block: Block) -> bool:
    """Whether a name stands in large letters at the head of the page, or again at its foot: it is the issuer's then."""
    words = set(re.findall(r"\w{5,}", fold(FORMS.sub(" ", name))))
    usual = _usual(page)
    for row in page.rows:
        for cell in row.cells:
            if cell in block.cells or titles_in(cell.text):
                continue
            logo = cell.y0 < 0.2 * page.height and cell.size > 1.3 * usual
            foot = cell.y0 > 0.85 * page.height
            if (logo or foot) and words & set(re.findall(r"\w{5,}", fold(cell.text))):
                return True
    return False


def _sender_line(page: Page) -> tuple[Cell, list[str]] | None:
    """One line of name and address, parted by points, bars, dashes or commas, in the upper part of the page."""
    for row in page.rows:
        if row.y0 > 0.4 * page.height:
            return None
        options = [row.cells] + [(c,) for c in row.cells]
        for cells in options:
            joined = Cell(row.page, tuple(w for c in cells for w in c.words))
            text = " ".join(c.text for c in cells)
            if len(text) > 140 or dates_in_any(text):
                continue
            parts = [p for p in parts_of(re.sub(r"\s[*/]\s", " - ", text)) if re.search(r"\w", p)]
            strong = bool(re.search(r"[·•●|∙]|\s[-–—*/]\s", text))
            two = len(parts) == 2 and strong and FORMS.search(parts[0]) and POSTCODE.search(parts[1])
            # "Fenwick Hide & Tan, Tanyard Lane, Hexham NE46 3PD" over everything else names the sender too.
            over = len(parts) >= 3 and row.y0 < 0.12 * page.height and STREET.search(parts[1]) is not None
            over = over and not re.search(r"\d", parts[0])
            if (len(parts) < 3 and not two) or (not strong and not FORMS.search(parts[0]) and not over):
                continue
            if re.search(r"\d", parts[0]) and STREET.search(parts[0]):
                continue
            rest = " ".join(parts[1:])
            if (
                POSTCODE.search(rest)
                and not (STREET.search(parts[0]) and not FORMS.search(parts[0]))
                and not re.search(r"\d", parts[0][:1])
                and not CONTACT.search(parts[0])
                and len(parts[0]) > 2
            ):
                first = next(iter(labels_in(parts[0])), None)
                if first is None or first.start > 0 or first.names not in ("recipient", "ship_to", "number"):
                    return joined, parts
    return None


def _from_line(cell: Cell, parts: list[str], *, origin: Origin) -> Party:
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


def _head(blocks: Sequence[Block], pages: Sequence[Page], recipient: Block | None) -> Block | None:
    """The issuer's block: with bank, tax or contact data, a company's form, at the head or the foot of the page."""
    page = pages[0]
    candidates = list(blocks)
    if len(pages) > 1:
        candidates += free_blocks(pages[-1])
    best: tuple[float, Block] | None = None
    named_there = _party(recipient, origin=page.origin, sure=1.0).name if recipient is not None else None
    theirs = compact(named_there.value) if named_there is not None else ""
    body = sorted(c.size for b in blocks for c in b.cells)
    usual = body[len(body) // 2] if body else 10
    for block in candidates:
        if recipient is not None and _same(block, recipient):
            continue
        lines = [c for c in block.cells if not is_noise(c.text)]
        if not lines or len(lines) > 14:
            continue
        text = "\n".join(c.text for c in lines)
        party = _party(block, origin=page.origin, sure=1.0)
        if party.name is None or (address_like(party.name.value) and not FORMS.search(party.name.value)):
            continue
        if compact(party.name.value) == theirs:
            continue  # the recipient's name behind its label, seen again in the lines around it
        named = next((c for c in lines[:3] if FORMS.search(c.text) and len(c.text) < 70), None)
        score = 0.0
        score += 1.3 if named is not None else 0.0
        score += 0.5 if named in lines[:2] and block.y0 < 0.12 * page.height else 0.0
        score += 0.8 if POSTCODE.search(text) else 0.3 if STREET.search(text) else 0.0
        score += 0.4 * min(len(CONTACT.findall(text)), 2)
        score += 0.6 if block.y0 < 0.2 * page.height else 0.3 if block.y0 > 0.85 * page.height else 0.0
        score += 0.3 * min(max(lines[0].size / max(usual, 1) - 1, 0), 2)
        if titles_in(lines[0].text) and not FORMS.search(lines[0].text):
            if len(lines) == 1:
                continue
            score -= 0.3
        if len(lines) == 1 and named is None and not (block.y0 < 0.15 * page.height and lines[0].size > 1.2 * usual):
            continue
        if re.search(r"\d[.,]\d{2}\b", text) and not POSTCODE.search(text):
            score -= 1.0
        if best is None or score > best[0]:
            best = (score, Block(tuple(lines), block.page))
    return best[1] if best is not None and best[0] >= 0.9 else _top(page, recipient)


def _top(page: Page, recipient: Block | None) -> Block | None:
    """The name at the very top over an address or a telephone: a shop's own paper names no form of company."""
    rows = [r for r in page.rows if r.y0 < 0.3 * page.height][:8]
    for n, row in enumerate(rows[:3]):
        cell = row.cells[0]
        text = cell.text.strip()
        if recipient is not None and cell in recipient.cells:
            return None
        if (
            len(row.cells) > 1
            or titles_in(text)
            or next(iter(labels_in(text)), None) is not None
            or not re.search(r"[^\W\d_]{3,}", text)
            or re.search(r"\d", text)
        ):
            continue
        below = [c for r in rows[n + 1 : n + 5] for c in r.cells]
        if any((address_like(c.text) and re.search(r"\d", c.text)) or CONTACT.search(c.text) for c in below):
            return Block((cell, *(r.cells[0] for r in rows[n + 1 : n + 4] if len(r.cells) == 1)), page.number)
    return None


def _party(block: Block, *, origin: Origin, sure: float) -> Party:
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
            if names == "" and _OTHERS_LABEL.match(text):
                continue  # "Komplementärin: ..." names another
            text = _CJK_LABEL.sub("", text)
            whole = HONOUR.sub("", text).strip(" ,;:·|•")
            following = block.cells[n + 1] if n + 1 < len(block.cells) else None
            if following is not None and _continues(following):
                second = _stripped(following.text)[0]
                if (
                    block.label
                    and _PERSON.fullmatch(whole)
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
                    and (len(whole) >= 22 or not _PERSON.fullmatch(whole))
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
