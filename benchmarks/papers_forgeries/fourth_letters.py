"""How is a letter of authorization of the fourth set worded? Four layouts, in English, German, French and with a Chinese translation beside.

The names on it are Latin. What the translation says is given apart, so that it may say more than the original.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date
from html import escape as esc

from benchmarks.papers_forgeries.second_bill import Firm
from benchmarks.papers_forgeries.third_firms import BRAND, address
from benchmarks.papers_forgeries.third_letters import MARK, OWNER, OWNER_ADDRESS


@dataclass(kw_only=True)
class Letter:
    """What it says; `of` None is the owner of the mark. `more` is a sentence at the end, `stamp` stands above everything."""

    to: Firm
    of: Firm | None = None
    author: str = ""  # another author's name, with the owner's address
    passes: bool = False
    territory: str = "the European Union and the United Kingdom"
    goods: str = "handbags, small leather goods and accessories"
    channels: str = ""
    start: date = date(2026, 1, 1)
    end: date = date(2027, 12, 31)
    level: int | None = None
    mark: str = MARK
    more: list[str] = field(default_factory=list)
    stamp: str = ""
    translation: dict[str, str] = field(default_factory=dict)


TONGUES = ("en", "de", "fr", "zh")
_DE_MONTHS = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]
_FR_MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]


def letter_html(x: Letter, *, rng: random.Random, tongue: str = "") -> str:
    """The page."""
    author = x.author or (OWNER if x.of is None else x.of.name)
    at = OWNER_ADDRESS if x.of is None else address(x.of)
    tongue = tongue or rng.choice(TONGUES)
    body = {"en": _english, "de": _german, "fr": _french, "zh": _with_chinese}[tongue](x, author, at)
    stamp = f"<div style='font-size:26pt;color:#c00;transform:rotate(-8deg)'>{esc(x.stamp)}</div>" if x.stamp else ""
    face = (
        rng.choice(["'Liberation Serif'", "'DejaVu Sans'", "'Liberation Sans'"])
        if tongue != "zh"
        else "'Noto Sans CJK SC'"
    )
    return f"<!doctype html><meta charset=utf-8><style>body{{font:10.5pt {face};line-height:1.5}} td{{padding:3px 10px;vertical-align:top}}</style><body>{stamp}{body}{''.join(f'<p>{esc(m)}</p>' for m in x.more)}</body>"


def _english(x: Letter, author: str, at: str) -> str:
    level = f"<li>{esc(x.to.name)} is a level {x.level} partner.</li>" if x.level else ""
    channel = f"<li>Permitted channels: {esc(x.channels)}.</li>" if x.channels else ""
    return (
        f"<h2>{esc(author)}</h2><small>{esc(at)}</small><h3>Confirmation of authorised retailer status</h3><p>We, {esc(author)}, confirm that <b>{esc(x.to.name)}</b> ({esc(address(x.to))}) is an authorised retailer of"
        f" genuine {BRAND} products.</p><ul><li>Trade mark: {BRAND} ({x.mark})</li><li>Products: {esc(x.goods)}</li><li>Territory: {esc(x.territory)}</li>{channel}{level}"
        f"<li>Period of authorisation: {x.start.day} {x.start:%B %Y} to {x.end.day} {x.end:%B %Y}</li><li>Right to appoint sub-retailers: {'granted' if x.passes else 'not granted'}</li></ul>"
        f"<p>Yours faithfully,<br>Ingrid Sandell<br>Commercial Director, {esc(author)}</p>"
    )


def _german(x: Letter, author: str, at: str) -> str:
    s, e = (
        f"{x.start.day}. {_DE_MONTHS[x.start.month - 1]} {x.start.year}",
        f"{x.end.day}. {_DE_MONTHS[x.end.month - 1]} {x.end.year}",
    )
    channel = f" über folgende Vertriebswege: {esc(x.channels)}" if x.channels else ""
    level = f"<p>Autorisierungsstufe: {x.level}</p>" if x.level else ""
    return (
        f"<p>{esc(author)}<br>{esc(at)}</p><h2>Autorisierungsschreiben</h2><p>Hiermit bevollmächtigt die {esc(author)} als {'Inhaberin' if x.of is None else 'Lizenznehmerin'} der Marke {BRAND} (Registernummer {x.mark}) die Firma</p>"
        f"<p style='margin-left:20mm'>{esc(x.to.name)}<br>{esc(address(x.to))}</p><p>zum Verkauf von {esc(x.goods)} der Marke {BRAND} im Gebiet: {esc(x.territory)}{channel}.</p>{level}<p>Die Autorisierung gilt vom {s} bis zum {e}."
        f" Eine Weitergabe der Rechte an Dritte ist {'gestattet' if x.passes else 'nicht gestattet'}.</p><p>Mit freundlichen Grüßen<br>Ingrid Sandell, Geschäftsführung</p>"
    )


def _french(x: Letter, author: str, at: str) -> str:
    s, e = (
        f"{x.start.day} {_FR_MONTHS[x.start.month - 1]} {x.start.year}",
        f"{x.end.day} {_FR_MONTHS[x.end.month - 1]} {x.end.year}",
    )
    channel = f"<tr><td>Canaux de vente</td><td>{esc(x.channels)}</td></tr>" if x.channels else ""
    level = f"<tr><td>Niveau</td><td>{x.level}</td></tr>" if x.level else ""
    return (
        f"<center><h2>ATTESTATION DE DISTRIBUTEUR AGRÉÉ</h2></center><table><tr><td>Délivrée par</td><td>{esc(author)}, {esc(at)}</td></tr><tr><td>Distributeur agréé</td><td>{esc(x.to.name)}, {esc(address(x.to))}</td></tr>"
        f"<tr><td>Marque</td><td>{BRAND} ({x.mark})</td></tr><tr><td>Produits</td><td>{esc(x.goods)}</td></tr><tr><td>Territoire</td><td>{esc(x.territory)}</td></tr>{channel}{level}"
        f"<tr><td>Valable du</td><td>{s} au {e}</td></tr><tr><td>Sous-distribution</td><td>{'autorisée' if x.passes else 'interdite'}</td></tr></table><p>Fait à Stockholm, le {s}<br>Ingrid Sandell, directrice commerciale</p>"
    )


def _with_chinese(x: Letter, author: str, at: str) -> str:
    said = {"territory": x.territory, "goods": x.goods, "end": f"{x.end:%Y-%m-%d}", **x.translation}
    return (
        f"<h2>Letter of Authorization / 授权书</h2><p>{esc(author)} ({esc(at)}), owner or licensee of the trade mark {BRAND} ({x.mark}), authorizes {esc(x.to.name)} ({esc(address(x.to))}) to sell {esc(x.goods)} of the brand {BRAND} in"
        f" {esc(x.territory)}{' through ' + esc(x.channels) if x.channels else ''} from {x.start:%Y-%m-%d} to {x.end:%Y-%m-%d}. Sub-authorization: {'permitted' if x.passes else 'not permitted'}."
        f"{f' Authorization level: {x.level}.' if x.level else ''}</p><p>兹授权 {esc(x.to.name)} 销售 {BRAND} 品牌商品（{esc(said['goods'])}），授权区域：{esc(said['territory'])}，授权期限：{x.start:%Y-%m-%d} 至 {esc(said['end'])}。"
        f"{'允许' if x.passes else '不允许'}转授权。</p><p>{esc(author)}<br>Ingrid Sandell</p>"
    )
