"""Where does the issuer stand on a page whose labels do not name him?

A small line of name and address over the window, a block with bank, tax or contact data at the head or the foot, a company's line at the foot, and, where all of
that is missing, the name in the largest letters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assay.regime.document.extraction.addresses import (
    CONTACT,
    FORMS,
    HONOUR,
    LED,
    NUMBER_LAST,
    POSTCODE,
    STREET,
    address_like,
    dates_in_any,
    is_noise,
    parts_of,
)
from assay.regime.document.extraction.blocks import Block, free_blocks
from assay.regime.document.extraction.classification import titles_in
from assay.regime.document.extraction.labels import labels_in
from assay.regime.document.extraction.page import Cell, Page
from assay.regime.document.extraction.party_lines import party_of
from assay.regime.document.extraction.total_labels import totals_in
from assay.regime.document.extraction.words import compact

_STAMP = re.compile(
    r"(?i)\W*(?:original|copy|copia|kopie|duplicate|duplikat|paid|bezahlt|payée?|pagado|pagato|draft|entwurf|正本|副本|控)\W*"
)


def in_capitals(page: Page, recipient: Block | None, table_at: float | None) -> Block | None:
    """The largest line over the table that is no title, label or sentence: a shop's name, as its sign has it."""
    usual = usual_size(page)
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


def foot_line(pages: Sequence[Page], *, told: bool) -> tuple[Cell, list[str]] | None:
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


def share_lines(a: Block, b: Block) -> bool:
    return any(c in b.cells for c in a.cells)


def usual_size(page: Page) -> float:
    """The size of most words of a page."""
    return sorted(w.size for w in page.words)[len(page.words) // 2] if page.words else 10.0


def larger_lead(cell: Cell) -> str:
    """The words at the beginning of a line that are larger than all others: a name before its address in small letters."""
    sizes = [w.size or w.height for w in cell.words]
    n = next((i for i, size in enumerate(sizes) if size < sizes[0] / 1.15), len(sizes))
    if not 0 < n < len(sizes) or max(sizes[n:]) > sizes[0] / 1.15:
        return ""
    lead = Cell(cell.page, cell.words[:n]).text
    named = re.search(r"[^\W\d_]{3,}", lead) is not None and not HONOUR.search(lead)
    return lead if named and cell.text.startswith(lead) else ""


def sender_line(page: Page) -> tuple[Cell, list[str]] | None:
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
            led = larger_lead(joined) if len(cells) == 1 else ""
            rest_of = text[len(led) :] if led else text
            parts = [p for p in parts_of(re.sub(r"\s[*/]\s", " - ", rest_of)) if re.search(r"\w", p)]
            parts = [led, *parts] if led else parts
            if LED.match(parts[0] if parts else "") is not None:
                continue  # "an Katharina Lindemann, ..." is to whom
            strong = bool(led) or bool(re.search(r"[·•●|∙]|\s[-–—*/]\s", text))
            two = len(parts) == 2 and strong and FORMS.search(parts[0]) and POSTCODE.search(parts[1])
            # "Fenwick Hide & Tan, Tanyard Lane, Hexham NE46 3PD" over everything else names the sender too.
            over = len(parts) >= 3 and row.y0 < 0.12 * page.height and STREET.search(parts[1]) is not None
            over = over and not re.search(r"\d", parts[0])
            if (len(parts) < 3 and not two) or (not strong and not FORMS.search(parts[0]) and not over):
                continue
            if re.search(r"\d", parts[0]) and (STREET.search(parts[0]) or NUMBER_LAST.search(parts[0])):
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


def head_block(blocks: Sequence[Block], pages: Sequence[Page], recipient: Block | None) -> Block | None:
    """The issuer's block: with bank, tax or contact data, a company's form, at the head or the foot of the page."""
    page = pages[0]
    candidates = list(blocks)
    if len(pages) > 1:
        candidates += free_blocks(pages[-1])
    best: tuple[float, Block] | None = None
    named_there = party_of(recipient, origin=page.origin, sure=1.0).name if recipient is not None else None
    theirs = compact(named_there.value) if named_there is not None else ""
    body = sorted(c.size for b in blocks for c in b.cells)
    usual = body[len(body) // 2] if body else 10
    for block in candidates:
        if recipient is not None and share_lines(block, recipient):
            continue
        lines = [c for c in block.cells if not is_noise(c.text)]
        if not lines or len(lines) > 14:
            continue
        text = "\n".join(c.text for c in lines)
        party = party_of(block, origin=page.origin, sure=1.0)
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
