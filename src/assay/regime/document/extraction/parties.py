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
    CONTACT,
    FORMS,
    HONOUR,
    POSTCODE,
    STREET,
    TAX_WORDS,
    TRADE,
    address_like,
    code_like,
    dates_in_any,
    is_noise,
)
from assay.regime.document.extraction.blocks import MOST_LINES, Block, free_blocks, labelled_blocks
from assay.regime.document.extraction.classification import titles_in
from assay.regime.document.extraction.fapiao import parties_on_form
from assay.regime.document.extraction.identifiers import with_identifiers
from assay.regime.document.extraction.issuers import (
    foot_line,
    head_block,
    in_capitals,
    sender_line,
    share_lines,
    usual_size,
)
from assay.regime.document.extraction.labels import labels_in
from assay.regime.document.extraction.page import Cell, Page, field_of
from assay.regime.document.extraction.party_lines import PERSON, party_from_line, party_of
from assay.regime.document.extraction.places import country_in
from assay.regime.document.extraction.postal import postal_of
from assay.regime.document.extraction.till_head import issuer_of_till
from assay.regime.document.extraction.words import compact, fold
from assay.regime.document.reading import Field, Origin, Party


def parties_of(pages: Sequence[Page], *, table_at: float | None = None, till: bool = False) -> tuple[Party, Party]:
    """Issuer and recipient. `table_at` is where the table of lines begins on the first page: no party stands right under its header.

    A `till` prints its own name over everything else, and mostly no buyer.
    """
    if not pages:
        return Party(), Party()
    origin = pages[0].origin
    form = parties_on_form(pages)
    if form is not None:
        seller, buyer = (party_of(b, origin=origin, sure=0.95) for b in form)
        return with_identifiers(pages, *form, seller, buyer, origin=origin)
    labelled = list(labelled_blocks(pages))
    issuer = _first_named(labelled, "issuer")
    recipient = _first_named(labelled, "recipient", but=issuer)
    printed = issuer_of_till(pages[0]) if till and issuer is None else None
    issuer = issuer or printed
    sender = sender_line(pages[0]) if issuer is None else None
    free = [
        b
        for b in free_blocks(pages[0])
        if not any(share_lines(b, x) for x in labelled) and not _in_table(b, pages[0], table_at) and not _anothers(b)
    ]
    if recipient is None and printed is None:
        recipient = _window(free, pages[0], sender)
    shipped = _first_named(labelled, "ship_to")
    if recipient is None or (not recipient.label and shipped is not None and recipient.y0 < 0.12 * pages[0].height):
        # An address at the very head is the letter's own; the goods go to the buyer, unless the paper says otherwise.
        recipient = replace(shipped, label="") if shipped is not None else None
    if issuer is None and sender is None:
        issuer = head_block(free, pages, recipient)
    issuer_party = (
        party_of(issuer, origin=origin, sure=0.95 if issuer is not None and issuer.label else 0.72)
        if issuer
        else Party()
    )
    if sender is not None:
        issuer_party = party_from_line(*sender, origin=origin)
    if (issuer is None or not (issuer.label or FORMS.search(issuer.text))) and sender is None and printed is None:
        foot = foot_line(pages, told=issuer is not None)
        if foot is not None:
            issuer, issuer_party = None, party_from_line(*foot, origin=origin)
    if issuer_party.name is None:
        issuer = in_capitals(pages[0], recipient, table_at)
        issuer_party = party_of(issuer, origin=origin, sure=0.6) if issuer is not None else issuer_party
    if recipient is None and printed is None:
        # What is left: an address that is not the issuer's, wherever the page begins.
        left = [b for b in free if issuer is None or not share_lines(b, issuer)]
        recipient = _window(left, pages[0], sender, last=issuer_party.name)
    if (
        recipient is not None
        and not recipient.label
        and issuer_party.name is None
        and recipient.y0 < 0.12 * pages[0].height
    ):
        # The only address, at the very head: who issues a paper says so; to whom may be left out.
        issuer, recipient = recipient, None
        issuer_party = party_of(issuer, origin=origin, sure=0.6)
    recipient_party = (
        party_of(recipient, origin=origin, sure=0.95 if recipient.label else 0.78) if recipient is not None else Party()
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
        if block is own or (other is not None and share_lines(block, other)):
            continue
        again = party_of(block, origin=origin, sure=0.8)
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
    other = party_of(but, origin=Origin.TEXT, sure=1.0).name if but is not None else None
    for block in blocks:
        if block.label != label:
            continue
        name = party_of(block, origin=Origin.TEXT, sure=1.0).name
        if name is not None and other is not None and compact(name.value) == compact(other.value):
            same = same or (block if len(block.cells) >= 2 else None)
        elif name is not None and (other is None or compact(name.value) != compact(other.value)):
            if (
                label == "issuer"
                and len(block.cells) == 1
                and PERSON.fullmatch(name.value)
                and not TRADE.search(name.value)
                and not FORMS.search(name.value)
            ):
                continue  # a seller may be the salesman
            return block
    return same


def _anothers(block: Block) -> bool:
    """Whether a block begins with the label of somebody else, such as whom to pay or where to deliver."""
    first = next(iter(labels_in(block.cells[0].text)), None)
    return first is not None and first.start == 0 and first.names == "ship_to"


def _in_table(block: Block, page: Page, table_at: float | None) -> bool:
    """Whether a block without a label stands in or right under the table of lines; at the foot of a page it is the issuer's."""
    if table_at is None or not table_at - 14 < block.y0 < max(0.62 * page.height, table_at + 60):
        return False
    # A short bill ends high on its page, and who issued it may stand right under the sums.
    first = block.cells[0].text
    named = len(block.cells) > 1 and len(first) < 70 and FORMS.search(first) is not None
    own = named and address_like(block.text) and CONTACT.search(block.text) is not None
    return not (own and block.y0 > table_at + 40 and not re.search(r"\d[.,]\d{2}\b", block.text))


def _window(
    blocks: Sequence[Block], page: Page, sender: tuple[Cell, list[str]] | None, *, last: Field | None = None
) -> Block | None:
    """The recipient's block: an address without bank, tax or contact data in the upper half, best left and under the sender's line.

    With `last`, the issuer's name is known, and whatever else has the shape of a party will do.
    """
    best: tuple[float, Block] | None = None
    shaped = [b for b in blocks if len(b.cells) >= 3 and address_like(b.text) and b.y0 < 0.45 * page.height]
    highest = min(shaped, key=lambda b: b.y0, default=None)
    # Of several addresses without a label the highest is the letter's head, unless another stands at its height.
    others = len(shaped) > 1 and all(b is highest or b.y0 > highest.y0 + 8 for b in shaped if highest is not None)
    taxed = [b for b in shaped if re.search(r"[A-Z]{2,3}[\s:]?[A-Z]?\d[\d .]{6,}", b.text)]
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
        # Of two at one height the one that shows a tax number issued the paper.
        beside = (
            len(taxed) == 1 and block is taxed[0] and any(b is not block and abs(b.y0 - block.y0) < 8 for b in shaped)
        )
        score -= 0.9 if beside and last is None else 0.0
        score += 0.9 if any(HONOUR.search(c.text) for c in lines) else 0.0
        if sender is not None:
            gap = block.y0 - sender[0].y1
            score += 1.2 if -3 <= gap < 40 and abs(block.x0 - sender[0].x0) < 30 else 0.0
        if any(titles_in(c.text) and len(c.text) < 30 for c in lines):
            score -= 1.0
        name = party_of(block, origin=page.origin, sure=1.0).name
        if name is None or code_like(name.value):
            continue
        if sender is not None and fold(lines[0].text).startswith(fold(sender[1][0])[:24]):
            score -= 2.0
        if last is None:
            score -= 0.7 if block.y0 < 0.08 * page.height and block.x0 < 0.45 * page.width else 0.0
            score -= 0.7 if lines[0].size > 1.5 * usual_size(page) and block.y0 < 0.2 * page.height else 0.0
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


def _is_ours(name: str, page: Page, block: Block) -> bool:
    """Whether a name stands in large letters at the head of the page, or again at its foot: it is the issuer's then."""
    words = set(re.findall(r"\w{5,}", fold(FORMS.sub(" ", name))))
    usual = usual_size(page)
    for row in page.rows:
        for cell in row.cells:
            if cell in block.cells or titles_in(cell.text):
                continue
            logo = cell.y0 < 0.2 * page.height and cell.size > 1.3 * usual
            foot = cell.y0 > 0.85 * page.height
            if (logo or foot) and words & set(re.findall(r"\w{5,}", fold(cell.text))):
                return True
    return False
