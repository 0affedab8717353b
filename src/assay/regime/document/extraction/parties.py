"""Who issued this paper, and whom does it name as buyer?

A label ("Bill to", 购买方) decides where there is one. Without labels, a block of lines with the shape of an address is a party: the one with
bank, tax or contact data, at the head or the foot of the page, issued the paper; the one in the window of the letter, without such data, is the
recipient. A small line of name and address over the window is the sender's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assay.regime.document.extraction.classification import titles_in
from assay.regime.document.extraction.dates import dates_in
from assay.regime.document.extraction.labels import is_label, labels_in
from assay.regime.document.extraction.page import Cell, Page, field_of
from assay.regime.document.extraction.places import country_in
from assay.regime.document.extraction.total_labels import totals_in
from assay.regime.document.extraction.words import Label, fold, tokens
from assay.regime.document.reading import Field, Origin, Party

MOST_LINES = 9

_FORMS = re.compile(
    r"""(?<![\w])(?:gmbh(?:\s*&\s*co\.?\s*(?:kg|ohg)a?)?|mbh|ag|kg|kgaa|ug|ohg|gbr|e\.\s?k\.?|e\.\s?v\.?|a\.\s?g\.|\w*verein|\w*verband|\w*genossenschaft|stadtwerke|ltd\.?|limited|llc|l\.l\.c\.|llp|inc\.?|incorporated|corp\.?|corporation|co\.?|company|plc|p\.l\.c\.|
    s\.?\s?a\.?|sas|s\.a\.s\.?|sasu|sarl|s\.a\.r\.l\.?|eurl|sci|snc|s\.?n\.?c\.?|s\.?r\.?l\.?s?|s\.?p\.?a\.?|s\.?\s?l\.?\s?u?\.?|s\.\s?a\.\s?u\.?|s\.?c\.?|sccl|b\.?\s?v\.?(?:ba)?|n\.?\s?v\.?|v\.?o\.?f\.?|c\.?v\.?|se|oy|ab|aps|a/s|k\.?k\.?|pty|pte|gesellschaft|
    sociedad|società|société|maatschappij|holding|group|gruppe|groupe|stiftung|s\.?à\.?\s?r\.?l\.?)(?![\w])
    |有限公司|股份公司|集团|集團|株式会社|合同会社|有限会社|（株）|\(株\)|㈱|商行|商店|商社|公司|合資会社|企业|工厂|经营部|门店|專賣店|专卖店""",
    re.IGNORECASE | re.VERBOSE,
)
_POSTCODE = re.compile(
    r"""(?<![\w.,/-])(?:[A-Z]{1,2}-)?\d{4,5}(?:-\d{3,4})?\s+[^\W\d_]{2,}
    |(?<![\w.,/-])\d{5}[^\W\d_]{3,}            # 80333 München, 1010 Wien, 12345-678 São Paulo
    |(?<!\w)[A-Z]{2}\s\d{4,5}\s[^\W\d_]{2,}                                          # DE 80333 München
    |(?<!\w)\d{4}\s?[A-Z]{2}(?!\w)                                                   # 1012 AB
    |(?<!\w)[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}(?!\w)                                  # SW1A 1AA
    |[^\W\d_]{2,},?\s+[A-Z]{2}\s+\d{5}(?:-\d{4})?(?!\d)                              # New York, NY 10001
    |[^\W\d_]{2,},?\s+(?:NSW|VIC|QLD|WA|SA|TAS|ACT|NT)\s+\d{4}
    |(?<!\w)[A-Z]\d[A-Z]\s?\d[A-Z]\d(?!\w)                                           # K1A 0B1
    |〒?\d{3}-\d{4}|(?<!\d)\d{6}(?!\d)\s*$|(?<!\d)\d{3,6}\s[\u4e00-\u9fff]{2,}[市縣县區区府都道]|^\s*\d{6}\s|Singapore\s\d{6}|^\s*\d{3,6}\s*[\u4e00-\u9fff]""",
    re.VERBOSE,
)
_STREET = re.compile(
    r"""(?:stra(?:ss|ß)e|str\.|strasse|weg|allee|platz|gasse|ring|ufer|damm|chaussee|promenade|hof)\b|\b(?:rue|avenue|av\.|boulevard|bd|place|chemin|impasse|quai|allée|route|cours|zi|za|
    calle|c/|avenida|avda|plaza|paseo|carretera|camino|pol\.?\s?ind|polígono|via|viale|piazza|corso|largo|strada|vicolo|street|st\.?|road|rd\.?|lane|drive|dr\.|court|square|row|walk|close|gardens|terrace|quay|mews|crescent|suite|floor|unit|way|parkway|blvd|house|
    plein|gracht|kade|singel|laan|straat|dreef|steeg)\b|(?:straat|laan|weg|plein|gracht|kade|singel|dijk|dreef)\s?\d|[路街道巷弄号號村镇鎮區区市縣县省丁目番地]\s?\d|\d+\s?[号號楼樓室层層丁番弄巷]|[市區区縣県府都道]""",
    re.IGNORECASE | re.VERBOSE,
)
_CONTACT = re.compile(
    r"@|www\.|https?:|(?<!\w)(?:tel|telefon|telefoon|phone|fon|fax|téléphone|tél|teléfono|telefono|mobile|mobil|e-?mail|web|iban|bic|swift|ust|vat|tva|iva|btw|nif|cif|siret|siren|kvk|hrb|hra|steuer|电话|電話|传真|税号|統編|登録番号|geschäftsführ|amtsgericht|handelsreg)",
    re.IGNORECASE,
)
_TAX_WORDS = frozenset({"ust", "vat", "tva", "iva", "btw", "nif", "cif", "税号", "統編", "登録番号", "steuer"})
_FORM_ALONE = re.compile(
    r"(?i)ltd|limited|inc|llc|l\.l\.c|corp|co|s\.?\s?l|s\.?\s?a|s\.?l\.?u|s\.?\s?r\.?\s?l|s\.?p\.?a|gmbh|plc|kg|ag|ohg|co\.? kg|b\.?v|n\.?v|co\.,? ltd|s\.?a\.?s"
)
_HONOUR = re.compile(r"\s*(?:御中|様|殿|先生|女士|宛|台照|钧鉴)\s*$")
_VAT = re.compile(
    r"(?<![A-Z0-9])((?:ATU\d{8}|BE[01]\d{9}|BG\d{9,10}|CY\d{8}[A-Z]|CZ\d{8,10}|DE\d{9}|DK\d{8}|EE\d{9}|EL\d{9}|ES[A-Z0-9]\d{7}[A-Z0-9]|FI\d{8}|FR[A-Z0-9]{2}\d{9}|GB(?:\d{9}|\d{12}|GD\d{3}|HA\d{3})|XI\d{9}|HR\d{11}"
    r"|HU\d{8}|IE\d[A-Z0-9+*]\d{5}[A-Z]{1,2}|IT\d{11}|LT(?:\d{9}|\d{12})|LU\d{8}|LV\d{11}|MT\d{8}|NL\d{9}B\d{2}|PL\d{10}|PT\d{9}|RO\d{2,10}|SE\d{12}|SI\d{8}|SK\d{10}|CHE\d{9}(?:MWST|TVA|IVA|HR)?|NO\d{9}(?:MVA)?|T\d{13}"
    r"|[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}))(?![A-Z0-9])"
)
_IBAN = re.compile(r"(?<![A-Z0-9])([A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?)(?![A-Z0-9])")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SEPARATORS = re.compile(r"\s*(?:[·•●|∙]|\s[-–—*/]\s|,\s)\s*")


@dataclass(frozen=True)
class Block:
    """Lines under one another that may be a party: its cells from above, and how it was found."""

    cells: tuple[Cell, ...]
    page: int
    label: str = ""

    @property
    def text(self) -> str:
        return "\n".join(c.text for c in self.cells)

    @property
    def x0(self) -> float:
        return min(c.x0 for c in self.cells)

    @property
    def y0(self) -> float:
        return min(c.y0 for c in self.cells)

    @property
    def y1(self) -> float:
        return max(c.y1 for c in self.cells)


def parties_of(pages: Sequence[Page]) -> tuple[Party, Party]:
    """Issuer and recipient."""
    if not pages:
        return Party(), Party()
    origin = pages[0].origin
    labelled = list(_labelled(pages))
    issuer = next((b for b in labelled if b.label == "issuer"), None)
    recipient = next((b for b in labelled if b.label == "recipient"), None)
    sender = _sender_line(pages[0]) if issuer is None else None
    free = [b for b in _blocks(pages[0]) if not any(_same(b, x) for x in labelled)]
    if recipient is None:
        recipient = _window(free, pages[0], sender)
    if recipient is None:
        shipped = next((b for b in labelled if b.label == "ship_to"), None)
        recipient = replace(shipped, label="") if shipped is not None else None
    if issuer is None and sender is None:
        issuer = _head(free, pages, recipient)
    issuer_party = (
        _party(issuer, origin=origin, sure=0.95 if issuer is not None and issuer.label else 0.72) if issuer else Party()
    )
    if sender is not None:
        issuer_party = _from_line(*sender, origin=origin)
    recipient_party = (
        _party(recipient, origin=origin, sure=0.95 if recipient.label else 0.78) if recipient is not None else Party()
    )
    return _numbers(pages, issuer, recipient, issuer_party, recipient_party, origin=origin)


def _same(a: Block, b: Block) -> bool:
    return any(c in b.cells for c in a.cells)


# --- blocks at labels ------------------------------------------------------------------------------------------------------------------


def _labelled(pages: Sequence[Page]) -> Iterator[Block]:
    for page in pages[:2]:
        for r, row in enumerate(page.rows):
            for c, cell in enumerate(row.cells):
                label = _party_label(cell)
                if label is None:
                    continue
                block = _block_at(page, r, c, label)
                if block:
                    yield Block(tuple(block), page.number, label.names)


def _party_label(cell: Cell) -> Label | None:
    """A cell that is a party's label, or begins with one and a colon."""
    first = next(iter(labels_in(cell.text)), None)
    if first is None or first.names not in ("issuer", "recipient", "ship_to") or first.start > 2:
        return None
    rest = cell.text[first.end :].strip(" /")
    if re.fullmatch(r"[\s:：.#]*[\d\s./-]+", rest):
        return None
    if not rest.strip(" :：.()（）/"):
        return first
    marked = rest[:1] in ":：" or (rest[:1] in "/(（" and (":" in rest or "：" in rest or len(rest) < 30))
    long_enough = first.end - first.start >= 4 or not cell.text[first.start : first.end].isascii()
    if marked and long_enough:
        return first
    # "Bill to  Acme" in one cell without a colon: only for labels that no sentence begins with.
    return (
        first
        if len(tokens(cell.text[first.start : first.end])) >= 2 and rest[:1].isupper() and len(rest) < 60
        else None
    )


def _block_at(page: Page, r: int, c: int, label: Label) -> list[Cell]:
    """The lines that belong to a label: behind it, right of it or under it, down to a gap or the next label."""
    cell = page.rows[r].cells[c]
    rest = re.sub(r"^[\s:：/.\-]+|^\([^)]*\)\s*[:：]?\s*", "", cell.text[label.end :])
    if rest[:1] in "/(（":
        rest = ""
    cells: list[Cell] = []
    lefts = {cell.x0}
    y1, height, at = cell.y1, cell.height, r
    if re.search(r"\w", rest) and not is_label(rest):
        part = _tail(cell, rest)
        cells.append(part)
        lefts.add(part.x0)
    elif (first := _indented(page, r, cell)) is not None:
        lefts.add(first)
    else:
        right = page.rows[r].cells[c + 1] if c + 1 < len(page.rows[r].cells) else None
        if right is None or is_label(right.text) or right.x0 - cell.x1 > 160:
            return []
        cells.append(right)
        lefts = {right.x0}
    while len(cells) < MOST_LINES:
        found = _next_below(page, at, lefts, y1, height)
        if found is None:
            break
        at, follower, place = found
        if _stops(follower, bool(cells)):
            break
        beside = page.rows[at].cells[place + 1] if place + 1 < len(page.rows[at].cells) else None
        if (
            beside is not None
            and is_label(follower.text)
            and beside.x0 - follower.x1 < 300
            and not is_label(beside.text)
        ):
            # A small label with its value in the next cell ("Name:  Acme"); what follows is aligned with either.
            lefts.add(beside.x0)
            follower = Cell(page.number, (*follower.words, *beside.words))
        cells.append(follower)
        y1 = follower.y1
        height = max(follower.height, 6)
    return cells


def _indented(page: Page, r: int, cell: Cell) -> float | None:
    """Where the lines under a label begin: at its left edge or a little right of it."""
    found = _next_below(page, r, {cell.x0}, cell.y1, cell.height)
    if found is not None:
        return found[1].x0
    for row in page.rows[r + 1 : r + 3]:
        if row.y0 - cell.y1 > 1.7 * max(cell.height, 7):
            return None
        for other in row.cells:
            if 0 <= other.x0 - cell.x0 < 32 and other.x0 < cell.x1:
                return other.x0
    return None


def _tail(cell: Cell, rest: str) -> Cell:
    """The words of a cell that make up the end of its text."""
    words = list(cell.words)
    for i in range(len(words)):
        if Cell(cell.page, tuple(words[i:])).text.strip() == rest.strip():
            return Cell(cell.page, tuple(words[i:]))
    for i, word in enumerate(words):
        if rest.startswith(word.text) or word.text.endswith(rest.split()[0] if rest.split() else "\0"):
            tail = Cell(cell.page, tuple(words[i:]))
            cut = tail.words[0].text.find(rest.split()[0]) if rest.split() else 0
            if cut > 0:
                tail = Cell(cell.page, (replace(words[i], text=words[i].text[cut:]), *words[i + 1 :]))
            return tail
    return cell


def _next_below(page: Page, r: int, lefts: set[float], y1: float, height: float) -> tuple[int, Cell, int] | None:
    for n in range(r + 1, min(r + 5, len(page.rows))):
        row = page.rows[n]
        if row.y0 - y1 > 1.7 * max(height, 7):
            return None
        for place, cell in enumerate(row.cells):
            if any(abs(cell.x0 - left) < 5 for left in lefts) and cell.y0 - y1 > -0.6 * height:
                return n, cell, place
    return None


def _stops(cell: Cell, started: bool) -> bool:
    label = _party_label(cell)
    if label is not None:
        return True
    first = next(iter(labels_in(cell.text)), None)
    if (
        first is not None
        and first.start <= 1
        and first.names
        in (
            "number",
            "issued_on",
            "due",
            "delivered_on",
            "order",
            "currency",
            "other_date",
            "preceding",
            "customer",
            "delivery_note",
        )
        and first.strength >= 0.5
    ):
        return started and not _address_like(cell.text)
    total = next(iter(totals_in(cell.text)), None)
    return total is not None and total.start == 0 and total.end >= len(cell.text.strip(" :"))


# --- blocks by shape -------------------------------------------------------------------------------------------------------------------


def _blocks(page: Page) -> list[Block]:
    """Groups of cells under one another with one left edge and no wide gap."""
    groups: list[list[Cell]] = []
    for row in page.rows:
        for cell in row.cells:
            for group in reversed(groups):
                last = group[-1]
                gap = cell.y0 - last.y1
                near = gap < 0.95 * max(last.height, cell.height) and cell.y0 > last.y0
                # Some letters leave a line free above the town.
                near = near or (
                    len(group) >= 2
                    and 0 < gap < 2.6 * cell.height
                    and _is_town(cell.text)
                    and not any(_is_town(g.text) for g in group)
                )
                # A right edge counts on the right half of the page only; small differences come from the letters' own margins.
                flush = abs(cell.x1 - last.x1) < 3.5 and min(cell.x1, last.x1) > 0.55 * page.width
                aligned = abs(cell.x0 - last.x0) < 4 or flush or abs(cell.center - last.center) < 2
                if near and aligned:
                    group.append(cell)
                    break
            else:
                groups.append([cell])
    return [Block(tuple(g), page.number) for g in groups if g]


def _is_town(text: str) -> bool:
    return bool(_POSTCODE.match(text.strip())) and len(text) < 40


def _address_like(text: str) -> bool:
    return bool(_POSTCODE.search(text) or _STREET.search(text))


def _window(blocks: Sequence[Block], page: Page, sender: tuple[Cell, list[str]] | None) -> Block | None:
    """The recipient's block: an address without bank, tax or contact data in the upper half, best left and under the sender's line."""
    best: tuple[float, Block] | None = None
    shaped = [b for b in blocks if len(b.cells) >= 3 and _address_like(b.text) and b.y0 < 0.45 * page.height]
    highest = min(shaped, key=lambda b: b.y0, default=None)
    others = len(shaped) > 1  # of several addresses without a label the highest is the letter's head
    for block in blocks:
        lines = [c for c in block.cells if not _is_noise(c.text)]
        if not 2 <= len(lines) <= MOST_LINES or block.y0 > 0.55 * page.height:
            continue
        text = "\n".join(c.text for c in lines)
        if not (
            _POSTCODE.search(text) or (_STREET.search(text) and _FORMS.search(text)) or _HONOUR.search(lines[0].text)
        ):
            continue
        score = 1.0
        score += 0.5 if block.x0 < 0.35 * page.width else 0.0
        score += 0.6 if 0.1 * page.height < block.y0 < 0.4 * page.height else 0.0
        # A buyer's tax number stands in his address too; telephone and bank are the issuer's.
        contacts = _CONTACT.findall(text)
        taxes = sum(fold(c) in _TAX_WORDS for c in contacts)
        score -= 0.9 * (len(contacts) - taxes) + (0.2 if taxes else 0.0)
        score -= 0.9 if block is highest and others else 0.0
        score += 0.9 if any(_HONOUR.search(c.text) for c in lines) else 0.0
        if sender is not None:
            gap = block.y0 - sender[0].y1
            score += 1.2 if -3 <= gap < 40 and abs(block.x0 - sender[0].x0) < 30 else 0.0
        if any(titles_in(c.text) and len(c.text) < 30 for c in lines):
            score -= 1.0
        name = _party(block, origin=page.origin, sure=1.0).name
        if name is None or _code_like(name.value):
            continue
        if sender is not None and fold(lines[0].text).startswith(fold(sender[1][0])[:24]):
            score -= 2.0
        score -= 0.7 if block.y0 < 0.08 * page.height else 0.0
        score -= (
            0.5
            if _FORMS.search(lines[0].text) is None and any(_FORMS.search(c.text) for c in lines[1:]) and len(lines) > 6
            else 0.0
        )
        if best is None or score > best[0]:
            best = (score, Block(tuple(lines), block.page))
    return best[1] if best is not None and best[0] > 0.4 else None


def _code_like(text: str) -> bool:
    """Whether a text is rather a number or a code than a name."""
    letters = sum(ch.isalpha() for ch in text)
    return letters < 2 or sum(ch.isdigit() for ch in text) >= letters


def _is_noise(text: str) -> bool:
    return is_label(text) or not re.search(r"\w", text)


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
            if len(parts) < 3 or (not strong and not _FORMS.search(parts[0])):
                continue
            rest = " ".join(parts[1:])
            if (
                _POSTCODE.search(rest)
                and not re.search(r"\d", parts[0][:1])
                and not _CONTACT.search(parts[0])
                and len(parts[0]) > 2
            ):
                first = next(iter(labels_in(parts[0])), None)
                if first is None or first.start > 0 or first.names not in ("recipient", "ship_to", "number"):
                    return joined, parts
    return None


def dates_in_any(text: str) -> bool:
    """Whether a text holds a date."""
    return next(dates_in(text), None) is not None


def _from_line(cell: Cell, parts: list[str], *, origin: Origin) -> Party:
    name = parts[0]
    address = [p for p in parts[1:] if not _CONTACT.search(p)]
    country = country_in(" ".join(parts[1:]))
    return Party(
        name=field_of(name, [cell], origin=origin, confidence=0.88),
        address=field_of(", ".join(address), [cell], origin=origin, confidence=0.85) if address else None,
        country=field_of(country, [cell], origin=origin, confidence=0.8) if country else None,
    )


def _head(blocks: Sequence[Block], pages: Sequence[Page], recipient: Block | None) -> Block | None:
    """The issuer's block: with bank, tax or contact data, a company's form, at the head or the foot of the page."""
    page = pages[0]
    candidates = list(blocks)
    if len(pages) > 1:
        candidates += _blocks(pages[-1])
    best: tuple[float, Block] | None = None
    body = sorted(c.size for b in blocks for c in b.cells)
    usual = body[len(body) // 2] if body else 10
    for block in candidates:
        if recipient is not None and _same(block, recipient):
            continue
        lines = [c for c in block.cells if not _is_noise(c.text)]
        if not lines or len(lines) > 14:
            continue
        text = "\n".join(c.text for c in lines)
        party = _party(block, origin=page.origin, sure=1.0)
        if party.name is None or (_address_like(party.name.value) and not _FORMS.search(party.name.value)):
            continue
        named = next((c for c in lines[:3] if _FORMS.search(c.text) and len(c.text) < 70), None)
        score = 0.0
        score += 1.3 if named is not None else 0.0
        score += 0.5 if named in lines[:2] and block.y0 < 0.12 * page.height else 0.0
        score += 0.8 if _POSTCODE.search(text) else 0.0
        score += 0.4 * min(len(_CONTACT.findall(text)), 2)
        score += 0.6 if block.y0 < 0.2 * page.height else 0.3 if block.y0 > 0.85 * page.height else 0.0
        score += 0.3 * min(max(lines[0].size / max(usual, 1) - 1, 0), 2)
        if titles_in(lines[0].text) and not _FORMS.search(lines[0].text):
            if len(lines) == 1:
                continue
            score -= 0.3
        if len(lines) == 1 and named is None and not (block.y0 < 0.15 * page.height and lines[0].size > 1.2 * usual):
            continue
        if re.search(r"\d[.,]\d{2}\b", text) and not _POSTCODE.search(text):
            score -= 1.0
        if best is None or score > best[0]:
            best = (score, Block(tuple(lines), block.page))
    return best[1] if best is not None and best[0] >= 0.9 else None


# --- a block's lines -------------------------------------------------------------------------------------------------------------------


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
        if not text or names in ("skip",):
            continue
        if _CONTACT.search(text) and names not in ("name", "address"):
            continue
        if name is None and names != "address":
            if _is_title(text) or not re.search(r"[^\W\d_]{2,}", text) or (dates_in_any(text) and len(text) < 30):
                continue
            if names != "name" and re.fullmatch(
                r"(?i)(herrn?|frau|firma|fa\.?|mr\.?|mrs\.?|ms\.?|m\.|mme\.?|an die|an)", text.strip()
            ):
                continue
            whole = _HONOUR.sub("", text).strip(" ,;:·|•")
            following = block.cells[n + 1] if n + 1 < len(block.cells) else None
            if (
                following is not None
                and _continues(following)
                and (
                    _FORM_ALONE.fullmatch(following.text.strip(" ."))
                    or (_FORMS.search(following.text) and not _FORMS.search(whole))
                )
            ):
                # A long name takes two lines; the form of the company stands on the second.
                name = field_of(
                    f"{whole} {_stripped(following.text)[0]}", [cell, following], origin=origin, confidence=sure
                )
                used = n + 1
                continue
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
    return Party(
        name=name,
        address=field_of(joined, address, origin=origin, confidence=sure) if address else None,
        country=country,
    )


def _is_title(text: str) -> bool:
    """Whether a line is a paper's title and no name."""
    named = titles_in(text)
    if not named or _FORMS.search(text):
        return False
    whole = named[0][1] <= 1 and named[-1][2] >= len(text.rstrip(" :：."))
    return whole or len(tokens(text)) <= 3


def _continues(cell: Cell) -> bool:
    """Whether a line can be the second half of a name: no street, postcode or contact."""
    text = _stripped(cell.text)[0]
    return (
        bool(text)
        and (not _address_like(text) or _FORMS.search(text) is not None)
        and not _CONTACT.search(text)
        and not re.search(r"\d", text)
    )


def name_and_address(text: str) -> tuple[str, str]:
    """A name with its address on one line: "Acme Co., Ltd., 1 High Street, London SW1A 1AA"."""
    parts = parts_of(text)
    if len(parts) >= 3 and _POSTCODE.search(" ".join(parts[1:])):
        return parts[0], ", ".join(parts[1:])
    return text, ""


def parts_of(text: str) -> list[str]:
    """A line at its points, bars, dashes and commas; a comma before a company's form ("Co., Ltd.") parts nothing."""
    parts = [p.strip() for p in re.split(r"\s*[·•●|∙]\s*|\s+[-–—]\s+|,\s+|，", text) if p.strip()]
    joined: list[str] = []
    for part in parts:
        if joined and _FORM_ALONE.fullmatch(part.strip(" .")):
            joined[-1] += ", " + part
        else:
            joined.append(part)
    return joined


def _stripped(text: str) -> tuple[str, str]:
    """A line without its own small label, and what the label was."""
    first = next(iter(labels_in(text)), None)
    if first is None or first.start > 1:
        return text.strip(), ""
    rest = text[first.end :]
    marked = re.match(r"\s*[:：]", rest) is not None
    value = rest.strip(" :：.")
    if first.names in ("issuer", "recipient", "ship_to") and not value:
        return "", "skip"
    if first.names in ("name", "address", "country"):
        if marked or not text[first.start : first.end].isascii():
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


# --- numbers of the parties ------------------------------------------------------------------------------------------------------------


def _numbers(
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
    for page in pages:
        for row in page.rows:
            for c, cell in enumerate(row.cells):
                text = cell.text
                owner = _owner(cell, row.cells, issuer, recipient)
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
                    found = re.search(r"[A-Z0-9][A-Z0-9 ./-]{4,24}[A-Z0-9]", value.upper())
                    if found and re.search(r"\d{4}", found[0].replace(" ", "").replace(".", "").replace("-", "")):
                        number = re.sub(r"[\s.\-/]", "", found[0]) if labelled.names == "vat_id" else found[0].strip()
                        if labelled.names == "vat_id" and not any(number == v for v, _, _ in vats):
                            if 6 <= len(number) <= 20:
                                vats.append((number, cell, owner))
                        elif labelled.names != "vat_id" and owner != "recipient":
                            others.setdefault(labelled.names, (number, cell))
                for match in _IBAN.finditer(text):
                    code = match[1].replace(" ", "")
                    if _iban_holds(code):
                        others.setdefault("iban", (code, cell))
                mail = _EMAIL.search(text)
                if mail and owner != "recipient":
                    others.setdefault("email", (mail[0], cell))

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


def _iban_holds(code: str) -> bool:
    """ISO 13616: the check digits, computed modulo 97."""
    if not 15 <= len(code) <= 34:
        return False
    digits = "".join(str(int(c, 36)) for c in code[4:] + code[:4])
    return int(digits) % 97 == 1
