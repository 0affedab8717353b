"""How is a letter of authorization of the second set worded? Running text in four languages, and a form with labels."""

from __future__ import annotations

import random
from datetime import date

from benchmarks.papers_forgeries.second_bill import BRAND, Firm
from benchmarks.papers_forgeries.second_pages import Look, Sheet

OWNER = "Maison Valmorel SA"
OWNER_ADDRESS = "18 rue du Rhône, 1204 Genève, Switzerland"
MARK = "EUIPO 017884213"


def letter(
    rng: random.Random,
    *,
    of: Firm | str,
    to: Firm,
    passes: bool = False,
    territory: str = "the European Union",
    goods: str = "handbags and leather accessories",
    start: date = date(2026, 1, 1),
    end: date = date(2027, 12, 31),
    brand: str = BRAND,
    mark: str = MARK,
    channel: str = "",
) -> bytes:
    """A letter as a PDF; `of` "owner" is the owner of the mark."""
    author = OWNER if isinstance(of, str) else of.name
    place = OWNER_ADDRESS if isinstance(of, str) else of.address
    native = any(ord(c) > 0x2E7F for c in f"{author}{to.name}{to.address}")
    form = "chinese" if native else rng.choice(["prose", "prose", "form", "german"])
    look = Look(design="letter", language="zh" if native else "en", seed=author)
    sheet = Sheet(look)
    sheet.size = 10
    sheet.write(50, 60, author, scale=1.4, bold=True)
    sheet.write(50, 78, place)
    rows = {"prose": _prose, "form": _form, "german": _german, "chinese": _chinese}[form](
        author=author,
        to=to,
        passes=passes,
        territory=territory,
        goods=goods,
        start=start,
        end=end,
        brand=brand,
        mark=mark,
        channel=channel,
    )
    y = 130.0
    for text in rows:
        for part in _wrapped(text, 46 if native else 88):
            sheet.write(50, y, part)
            y += 15
        y += 6
    return sheet.pdf()


def _prose(
    *,
    author: str,
    to: Firm,
    passes: bool,
    territory: str,
    goods: str,
    start: date,
    end: date,
    brand: str,
    mark: str,
    channel: str,
) -> list[str]:
    more = f" through {channel}" if channel else ""
    return [
        "LETTER OF AUTHORIZATION",
        f"Date: {start:%d %B %Y}",
        f"We, {author}, hereby authorize {to.name}, {to.address}, to sell {goods} under the trade mark {brand} ({mark}) in {territory}{more}.",
        f"This authorization is valid from {start:%d %B %Y} until {end:%d %B %Y}.",
        "The authorized company may grant sub-authorizations to retailers."
        if passes
        else "This authorization may not be transferred or sub-licensed to third parties.",
        "Signed: Claire Fontaine, Head of Distribution",
    ]


def _form(
    *,
    author: str,
    to: Firm,
    passes: bool,
    territory: str,
    goods: str,
    start: date,
    end: date,
    brand: str,
    mark: str,
    channel: str,
) -> list[str]:
    rows = [
        "CERTIFICATE OF AUTHORIZED DEALER",
        f"Authorizing party: {author}",
        f"Authorized party: {to.name}",
        f"Address of authorized party: {to.address}",
        f"Brand: {brand}",
        f"Trademark registration: {mark}",
        f"Products: {goods}",
        f"Territory: {territory}",
        f"Valid from: {start.isoformat()}",
        f"Valid until: {end.isoformat()}",
        f"Right to sub-authorize: {'yes' if passes else 'no'}",
        "Signed by: Claire Fontaine",
    ]
    if channel:
        rows.insert(8, f"Channels: {channel}")
    return rows


def _german(
    *,
    author: str,
    to: Firm,
    passes: bool,
    territory: str,
    goods: str,
    start: date,
    end: date,
    brand: str,
    mark: str,
    channel: str,
) -> list[str]:
    more = f" über {channel}" if channel else ""
    return [
        "Autorisierungsschreiben",
        f"Hiermit ermächtigt die {author} die {to.name}, {to.address}, Waren der Marke {brand} ({mark}), nämlich {goods}, in {territory}{more} zu verkaufen.",
        f"Diese Ermächtigung gilt vom {start:%d.%m.%Y} bis zum {end:%d.%m.%Y}.",
        "Eine Weitergabe an Dritte (Unterermächtigung) ist gestattet."
        if passes
        else "Eine Weitergabe an Dritte ist nicht gestattet.",
        "Unterschrift: Claire Fontaine",
    ]


def _chinese(
    *,
    author: str,
    to: Firm,
    passes: bool,
    territory: str,
    goods: str,
    start: date,
    end: date,
    brand: str,
    mark: str,
    channel: str,
) -> list[str]:
    return [
        "品牌授权书",
        f"授权方：{author}",
        f"被授权方：{to.name}",
        f"授权品牌：{brand}（商标注册号 {mark}）",
        f"授权商品：{goods}",
        f"授权区域：{territory}",
        *([f"授权渠道：{channel}"] if channel else []),
        f"授权期限：{start.year}年{start.month}月{start.day}日至{end.year}年{end.month}月{end.day}日",
        "被授权方可以转授权。" if passes else "被授权方不得转授权。",
        "授权代表：Claire Fontaine",
    ]


def _wrapped(text: str, most: int) -> list[str]:
    if any(ord(c) > 0x2E7F for c in text):
        return [text[i : i + most] for i in range(0, len(text), most)]
    rows, row = [], ""
    for word in text.split():
        if len(row) + len(word) + 1 > most:
            rows.append(row)
            row = word
        else:
            row = f"{row} {word}".strip()
    return [*rows, row]
