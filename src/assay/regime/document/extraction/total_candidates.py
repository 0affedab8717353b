"""Which amounts of a page stand at the labels of totals?

Behind a label, right of it, under it in a band of sums, or over it where labels are small captions; never a date, a weight, a rate, a tax number or an amount that
the label of something else claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assay.regime.document.extraction.amounts import Amount, amounts_in
from assay.regime.document.extraction.dates import dates_in
from assay.regime.document.extraction.labels import labels_in
from assay.regime.document.extraction.page import Cell, Page, Row, above, caption_row, slot
from assay.regime.document.extraction.total_labels import totals_in
from assay.regime.document.extraction.words import compact

_WORDS = {
    "plain": """total | totale | totaal | gesamt | summe | suma | total amount | amount | 合计 | 合計 | 总计 | 總計 | 总额 | 總額 |
        总金额 | 總金額 | montant total | importe total | gesamtsumme | gesamtbetrag | total général | 総計 | 総合計 |
        importo totale | totaalbedrag | 小写 | order total | total price | total euros | total importe | summe eur""",
    "to_pay": """amount due | balance due | total due | total payable | amount payable | due payable | total amount due | please pay |
        total to pay | zu zahlen | zahlbetrag | zu zahlender betrag | zu bezahlen | fälliger betrag | offener betrag |
        zu zahlender beitrag | net à payer | total à payer | montant dû | montant à payer | à payer | net à payer ttc |
        solde à payer | total a pagar | a pagar | importe a pagar | líquido a pagar | totale da pagare | netto a pagare |
        da pagare | totale dovuto | te betalen | te voldoen | totaal te betalen | te betalen bedrag | 应付金额 | 应付总额 |
        實付金額 | 实付金额 | 應付金額 | 應付總額 | ご請求金額 | 請求金額 | 御請求金額 | ご請求額 | 今回ご請求額 | 今回御請求額 | 今回請求額 | お支払金額 | 請求額 |
        お支払い金額 | 御請求額 | net to pay | montant net à payer | montant total à payer | total amount payable |
        importo da pagare""",
}


_PLAIN_TOTALS, TO_PAY = (frozenset(compact(w) for w in _WORDS[k].split("|")) for k in ("plain", "to_pay"))


# "Subtotal (excl. VAT)": the tax is only spoken of.
_BESIDE_TAX = re.compile(
    r"(?i)\b(?:ex|excl?|exkl|ohne|hors|sin|senza|zonder|without|before|inc|incl|inkl|mit|con|avec|including|excluding|inclusief|exclusief)\b[\s.:\d,%]*$"
)


_RATE_BEFORE = re.compile(r"\d{1,2}(?:[.,]\d{1,3})?\s?[%％]")


@dataclass(frozen=True)
class Candidate:
    """An amount at a label of a total."""

    names: str
    amount: Amount
    cells: tuple[Cell, ...]
    score: float
    row: int
    rate: Decimal | None = None


def bare_amounts(pages: Sequence[Page], *, mark: str) -> Iterable[Candidate]:
    """Amounts that stand alone in a row."""
    order = 0
    for page in pages:
        for row in page.rows:
            order += 1
            hits = _amounts(row.text, mark=mark) if len(row.cells) == 1 else []
            if len(hits) == 1 and len(re.sub(r"[\W\d_]", "", row.text)) <= 3:
                yield Candidate("gross", hits[0], row.cells, 0.5, order)


def key_of(candidate: Candidate) -> str:
    labels = [label for label in totals_in(candidate.cells[0].text) if label.names == candidate.names]
    return compact(candidate.cells[0].text[labels[0].start : labels[0].end]) if labels else ""


def candidates_of(pages: Sequence[Page], *, mark: str, headers: Sequence[tuple[int, float]]) -> Iterable[Candidate]:
    order = 0
    for page in pages:
        for r, row in enumerate(page.rows):
            order += 1
            if any(p == page.number and abs(y - row.middle) < 2 for p, y in headers):
                continue
            for c, cell in enumerate(row.cells):
                every = list(totals_in(cell.text))
                labels = [
                    label
                    for k, label in enumerate(every)
                    if not (
                        k and label.names == "tax" and _BESIDE_TAX.search(cell.text[every[k - 1].end : label.start])
                    )
                ]
                for n, label in enumerate(labels):
                    before = _RATE_BEFORE.sub(" ", cell.text[: label.start]).strip(" .:-–()（）")
                    if n and re.search(r"\d", cell.text[labels[n - 1].end : label.start]):
                        before = cell.text[labels[n - 1].end : label.start].strip(" .:-–()（）※")
                    before = _FIRST_AMOUNT.sub(
                        "", before
                    )  # "137,600 消費税合計 11,600": that belongs to the label on its left
                    if label.names == "prepaid" and (before or len(row.cells) > 3):
                        continue  # "card" and "cash" are words of goods too: a payment stands at the head of a short row
                    if (
                        not re.search(r"\w", cell.text[label.end :])
                        and c + 1 == len(row.cells)
                        and (led := _led(cell.text[: label.start].strip(" .:-–()（）"), mark=mark))
                    ):
                        yield Candidate(label.names, led, (cell,), 0.8, order)  # "EUR 2,103.30 Total"
                        continue
                    if label.names == "tax" and (held := _HELD.search(cell.text[: label.start])) is not None:
                        led = next(iter(_amounts(held["amount"], mark=mark)), None)
                        if led is not None:
                            yield Candidate("tax", led, (cell,), 0.9, order)  # "229,80 € (inkl. 36,69 € MwSt.)"
                        continue
                    if len(before.split()) > 2 or re.search(r"\d", before) or len(cell.text) > 120:
                        continue
                    if _WEIGHT.search(before):
                        continue  # "Kilos gross 7712"
                    end = labels[n + 1].start if n + 1 < len(labels) else len(cell.text)
                    if label.names == "tax" and _EXEMPT.match(cell.text[label.end : end]):
                        continue  # "Tax exempt" stands in a line beside its amount
                    if label.names == "tax" and _NUMBERS.search(cell.text[label.end : end]):
                        continue  # a tax number or an account stands there, no amount
                    own = _amounts(cell.text[label.end : end], mark=mark) if n + 1 < len(labels) else []
                    hits, cells = (own, ()) if own else _beside(row, c, cell.text[label.end : end], mark=mark)
                    if not hits and n + 1 == len(labels) and not _BESIDE_TAX.search(cell.text[: label.start]):
                        if caption_row(page, r) and (value := above(page.rows[r - 1], cell)) is not None:
                            hits, cells = (
                                _amounts(value.text, mark=mark),
                                (value,),
                            )  # the amount stands over its small label
                        else:
                            hits, cells = _beneath(page, r, c, mark=mark)
                    if not hits:
                        continue
                    rate = _rate(cell.text + " " + " ".join(o.text for o in row.cells[c + 1 :]))
                    # A tax row may say base and tax; the tax is the last. Elsewhere an amount with cents is the money, not a count.
                    money = [a for a in hits if a.decimals == 2 or a.money] or hits
                    chosen = money[-1]
                    words = len(re.sub(r"[\W\d_]+", "", cell.text[label.end : end]))
                    if chosen.decimals != 2 and not chosen.money and not cells and words > 12:
                        continue  # "Non imponibile art. 41 DL 331/93"
                    score = 1.0 - 0.25 * len(before.split())
                    tail = re.sub(r"[\W\d_]+", "", cell.text[label.end : end])
                    score -= 0.02 * min(len(tail), 20)
                    key = compact(cell.text[label.start : label.end])
                    if key in _PLAIN_TOTALS:
                        score -= 0.25
                    if key in TO_PAY:
                        score -= 0.1
                    score += 0.1 * order / 100
                    yield Candidate(label.names, chosen, (cell, *cells), score, order, rate)


_WEIGHT = re.compile(r"(?i)\b(?:kilos?|kgs?|weight|gewicht|poids|peso|lbs)\b|重量|毛重|净重|淨重")


# A day in figures ("21.05.14") has the shape of an amount with points between its thousands.
_DAY = re.compile(r"(?<![\d.,])(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|1[0-2])\1(?:20)?\d\d(?![\d.,]\d)")


_EXEMPT = re.compile(r"(?i)[\s:-]*(?:exempt|free|frei|exento|exenta|esente|exonér|vrijgesteld|免税|非課税)")


_NUMBERS = re.compile(r"\b[A-Z]{2,3}[- ]?\w?\d{2}[\dA-Z .-]{4,}|\bIBAN\b")


_FIRST_AMOUNT = re.compile(r"^[$€£¥￥]?\s?\d[\d.,'’ ]*(?:円|元|圆|€)?(?:\s+(?=[^\W\d_])|$)")


def _up_to_label(text: str) -> str:
    """A text up to the label of something else in it ("15,750 統一編號：53212998")."""
    starts = [
        label.start for label in [*totals_in(text), *labels_in(text)] if label.start > 0 and label.strength >= 0.5
    ]
    return text[: min(starts)] if starts and re.search(r"\d", text[: min(starts)]) else text


_HELD = re.compile(
    r"(?i)[(（]?\s*(?:inkl|incl|including|includes|dont|di cui|davon|waarvan|incluye|inclusief)\.?\s+(?P<amount>[^\W\d_]{0,3}[$€£¥]?\s?\d[\d.,' ]*\s?(?:€|[A-Z]{3})?)\s*$"
)


_HOLDS = re.compile(
    r"(?i)[(（]\s*(?:inkl|incl|including|includes|dont|di cui|davon|waarvan|incluye|inclusief)\b[^)）]*[)）]?"
)


def _led(text: str, *, mark: str) -> Amount | None:
    """The money that a text is, and nothing else."""
    found = [a for a in _amounts(text, mark=mark) if a.decimals == 2 or a.money]
    return found[0] if len(found) == 1 and len(re.sub(r"[\W\d_]", "", text)) <= 3 else None


def _beside(row: Row, c: int, rest: str, *, mark: str) -> tuple[list[Amount], tuple[Cell, ...]]:
    """Amounts right of the label, up to the next label."""
    own = _amounts(_HOLDS.sub(" ", rest), mark=mark)
    if own and c + 1 == len(row.cells):
        return own, ()
    hits, cells = list(own), []
    for other in row.cells[c + 1 :]:
        if next(iter(totals_in(other.text)), None) is not None and not re.match(r"[\W\d]", other.text):
            break
        if _NUMBERS.search(other.text) and not re.search(r"\d[.,]\d{2}\b", other.text):
            break
        more = _amounts(_up_to_label(_HOLDS.sub(" ", other.text)), mark=mark)
        if more and len(re.sub(r"[\W\d_]", "", other.text)) <= 24:
            hits += more
            cells.append(other)
    return hits, tuple(cells[-1:])


def _beneath(page: Page, r: int, c: int, *, mark: str) -> tuple[list[Amount], tuple[Cell, ...]]:
    """In a band of totals the amounts stand under their labels; the last row of the band counts."""
    row_cells = page.rows[r].cells
    cell = row_cells[c]
    left, right = slot(row_cells, c)
    band = len(row_cells) >= 2 and not re.search(r"\d", page.rows[r].text)
    last: tuple[list[Amount], tuple[Cell, ...]] = ([], ())
    y = cell.y1
    for row in page.rows[r + 1 : r + 6]:
        if row.y0 - y > 2.2 * cell.height:
            break
        for other in row.cells:
            overlap = min(cell.x1, other.x1) - max(cell.x0, other.x0)
            close = abs(cell.x1 - other.x1) < 12 or abs(cell.x0 - other.x0) < 12
            over = overlap > 0 and (close or overlap > 0.5 * min(cell.x1 - cell.x0, other.x1 - other.x0))
            if over or (band and left < other.center < right):
                found = _amounts(other.text, mark=mark)
                if found and not re.search(r"[^\W\d_]{5,}", other.text):
                    if len(found) > 1:
                        # Amounts of two columns that stand close: the one under the label.
                        wide = (other.x1 - other.x0) / max(len(other.text), 1)
                        found = [min(found, key=lambda a: abs(other.x0 + wide * (a.start + a.end) / 2 - cell.center))]
                    last = (found, (other,))
                    y = other.y1
    return last


def _amounts(text: str, *, mark: str) -> list[Amount]:
    days = [*(m.span() for m in _DAY.finditer(text)), *((day.start, day.end) for day in dates_in(text))]
    return [
        a
        for a in amounts_in(text, mark=mark)
        if not any(a.start < last and first < a.end for first, last in days)
        and not re.match(r"\s?[%％]", text[a.end :])
        and not text[: a.start].rstrip().endswith(("§", "Art.", "art."))
    ]


def _rate(text: str) -> Decimal | None:
    match = re.search(r"(\d{1,2}(?:[.,]\d{1,2})?)\s?[%％]", text)
    return Decimal(match[1].replace(",", ".")) if match else None


def in_large_letters(pages: Sequence[Page], *, mark: str) -> Iterable[Candidate]:
    """Money in large letters without a label: what a receipt is about (￥33,000－)."""
    for page in pages[:1]:
        sizes = sorted(c.size for row in page.rows for c in row.cells)
        usual = sizes[len(sizes) // 2] if sizes else 1.0
        for r, row in enumerate(page.rows):
            for cell in row.cells:
                hits = [a for a in _amounts(cell.text, mark=mark) if a.money]
                if cell.size > 1.3 * usual and len(hits) == 1 and len(re.sub(r"[\W\d_]", "", cell.text)) <= 6:
                    yield Candidate("gross", hits[0], (cell,), 0.5, r)


def summary_rows(pages: Sequence[Page], *, mark: str) -> Iterable[Candidate]:
    """Rows of two or three amounts behind a rate or a plain word of a total: base and tax, and perhaps the gross."""
    order = 0
    for page in pages:
        for row in page.rows:
            order += 1
            named = next(iter(totals_in(row.cells[0].text)), None)
            if not (named is not None and named.start <= 2) and _rate(row.text) is None:
                continue
            money = [(a, c) for c in row.cells for a in _amounts(c.text, mark=mark) if a.decimals == 2 or a.money]
            if len(money) not in (2, 3) or len(re.sub(r"[\W\d_]", "", row.text)) > 40:
                continue
            rate = _rate(row.text)
            if not _is_summary([a.value for a, _ in money], rate):
                continue
            for name, (amount, cell) in zip(("net", "tax", "gross"), money, strict=False):
                yield Candidate(name, amount, (row.cells[0], cell), 0.4, order, rate if name == "tax" else None)


def _is_summary(amounts: Sequence[Decimal], rate: Decimal | None) -> bool:
    """Whether two or three amounts can be base, tax and gross: a line of goods has its price and its amount beside the rate as well."""
    base, tax = abs(amounts[0]), abs(amounts[1])
    if rate is not None:
        return abs(base * rate / 100 - tax) <= max(Decimal("0.05"), tax / 50)
    return tax * 2 <= base and (len(amounts) == 2 or abs(base + tax - abs(amounts[2])) <= Decimal("0.05"))
