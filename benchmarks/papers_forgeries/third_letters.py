"""How is a letter of authorization of the third set worded? Two kinds of running text and a form, in English and German."""

from __future__ import annotations

import io
import random
from datetime import date

from benchmarks.papers_forgeries.second_bill import Firm
from benchmarks.papers_forgeries.third_firms import BRAND, address
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

OWNER = "Ostara Holding AB"
OWNER_ADDRESS = "Strandvägen 7, 114 56 Stockholm, Sweden"
MARK = "EUTM 018552210"


def letter(
    rng: random.Random,
    *,
    of: Firm | None,
    to: Firm,
    passes: bool = False,
    territory: str = "the European Economic Area, the United Kingdom and Switzerland",
    goods: str = "bags, small leather goods and accessories",
    start: date = date(2026, 1, 15),
    end: date = date(2027, 12, 31),
    brand: str = BRAND,
    act: str = "sell and advertise",
    more: str = "",
) -> bytes:
    """A letter as a PDF; `of` None is the owner of the mark. Latin names only."""
    author, place = (OWNER, OWNER_ADDRESS) if of is None else (of.name, address(of))
    style = rng.choice(["formal", "formal", "table"])
    if style == "formal":
        rows = [
            "AUTHORIZATION LETTER", f"{start:%B} {start.day}, {start.year}", "To whom it may concern",
            f"{author}, having its registered office at {place}, hereby appoints {to.name}, with registered address at {address(to)}, as its authorized"
            f" reseller of {brand} products (trade mark {MARK}).",
            f"The reseller is entitled to {act} {goods} bearing the trade mark {brand} in the following territory: {territory}.{' ' + more if more else ''}",
            f"This letter takes effect on {start:%B} {start.day}, {start.year} and expires on {end:%B} {end.day}, {end.year}.",
            "The reseller may appoint sub-resellers." if passes else "The reseller may not appoint sub-resellers.",
            f"For and on behalf of {author}", "Ingrid Sandell, Commercial Director",
        ]  # fmt: skip
    else:
        rows = [
            "CERTIFICATE OF AUTHORIZED RESELLER", f"Issued by: {author}", f"Address: {place}", f"Authorized reseller: {to.name}",
            f"Reseller address: {address(to)}", f"Brand: {brand}", f"Trade mark: {MARK}", f"Goods: {goods}", f"Permitted acts: {act}",
            f"Territory: {territory}", f"Valid from: {start:%d %B %Y}", f"Valid to: {end:%d %B %Y}",
            f"Sub-authorization allowed: {'Yes' if passes else 'No'}", *([f"Remarks: {more}"] if more else []), "Signatory: Ingrid Sandell, Commercial Director",
        ]  # fmt: skip
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.setFont("Times-Bold", 15)
    canvas.drawString(60, 780, author)
    canvas.setFont("Times-Roman", 10)
    canvas.drawString(60, 764, place)
    y = 715
    for text in rows:
        for part in _wrapped(text, 92):
            canvas.drawString(60, y, part)
            y -= 15
        y -= 7
    canvas.save()
    return out.getvalue()


def _wrapped(text: str, most: int) -> list[str]:
    rows, row = [], ""
    for word in text.split():
        if len(row) + len(word) + 1 > most:
            rows.append(row)
            row = word
        else:
            row = f"{row} {word}".strip()
    return [*rows, row]
