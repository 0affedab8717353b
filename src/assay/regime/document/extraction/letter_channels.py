"""Through which channels does a letter let somebody sell: online, in shops, on which platforms?

A platform is known by its names in several scripts and given by one of them, so that 天猫 in one letter and Tmall in the next are the same channel.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assay.regime.channels import OFFLINE, ONLINE, PLATFORMS
from assay.regime.document.extraction.letter_scope import Clause
from assay.regime.document.extraction.letter_text import Passage
from assay.regime.document.extraction.page import Cell

_PLATFORM = re.compile("|".join(f"(?P<p{n}>{pattern})" for n, pattern in enumerate(PLATFORMS.values())), re.IGNORECASE)
_NAMES = tuple(PLATFORMS)
_A_MARKETPLACE = re.compile(
    r"(?:on-?line|internet)[ -]*(?:markt?pl[aä]tz\w*|market ?places?|plattform\w*|platforms?|marktplaatsen)",
    re.IGNORECASE,
)
_ONLINE = re.compile(
    r"on[- ]?line(?:[- ]?\w+)?|web ?shops?|web ?stores?|web ?sites?|\be-?commerce\b|e-?shops?|\binternet\w*|\w*webshop\w*|site (?:web|marchand|internet)|boutique en ligne|vente en ligne|vente à distance|en ligne|en l[ií]nea|por internet|web propia|p[áa]gina web|tienda (?:online|virtual)|comercio electr[óo]nico"
    r"|\bsito\b|negozio online|vendita online|webwinkels?|versandhandel|fernabsatz|distance selling|mail order|own site"
    r"|网络|網路|网上|網上|线上|線上|电商|電商|网店|網店|互联网|網際網路|官网|官網|オンライン|インターネット|ネット(?:販売|通販|ショップ|上)|通信販売|通販|ウェブサイト|ＥＣ|\bEC(?=サイト)",
    re.IGNORECASE,
)
_OFFLINE = re.compile(
    r"off-?line(?:handel)?|brick[- ]and[- ]mortar(?: \w+)?|physical (?:stores?|shops?|retail)|retail stores?|(?:its|your|their|the|our) (?:own )?(?:\w+ )?(?:shop|store|boutique)s?\b(?! on| name)|in[- ]stores?|\bstores?\b(?= at)"
    r"|station[äa]r\w*|ladengesch[äa]ft\w*|ladenlokal\w*|gesch[äa]ftsr[äa]um\w*|filiale?n?|verkaufsstelle\w*|magasins?(?: physiques?)?|points? de vente|boutiques? physiques?|tiendas? f[íi]sicas?|establecimientos?(?: f[íi]sicos?)?|puntos? de venta|\btienda\b(?! (?:en|online|virtual))"
    r"|negoz[io]\w*(?: fisic[io])?(?! online)|punt[oi] vendita(?: fisic[io])?|fysieke? \w+|\bwinkels?\b|verkooppunt\w*|实体店?面?|實體(?:店面?|門市|通路)|门店|門市|线下|線下|专柜|專櫃|実店舗|店頭|店舗(?:販売)?|百货|百貨(?=專櫃)",
    re.IGNORECASE,
)


# "On-line sales are limited to Shopee": the platforms are the channel, not all that is on-line.
_ONLY_THERE = re.compile(
    r"on-?line[ -](?:sales?|trade|distribution)[^.;]{0,30}(?:limited|restricted|only|exclusively)|(?:online|internet)-?(?:verkauf|vertrieb|handel)[^.;]{0,30}(?:nur|ausschließlich|beschränkt)|vente en ligne[^.;]{0,30}(?:limitée|uniquement|exclusivement)"
    r"|venta en línea[^.;]{0,30}(?:limitad|únicamente|exclusivamente|solo)|vendita online[^.;]{0,30}(?:limitata|solo|esclusivamente)|online[- ]?verkoop[^.;]{0,30}(?:beperkt|uitsluitend|alleen)|(?:网络|網路|线上|線上|电商|電商)(?:销售|銷售|渠道)?[^。；]{0,10}(?:仅限|僅限|限于|限於)|(?:ネット|オンライン)[^。]{0,12}に限",
    re.IGNORECASE,
)
# What a sentence takes out: "marketplaces excluded".
OUT = re.compile(
    r"exclu[sdtiíy]|excepted|\bnot (?:permitted|allowed|included|on|via|through)|\bno (?:marketplace|sales)|ausgenommen|ausgeschlossen|nicht (?:auf|über|gestattet|erlaubt|zulässig)|à l['’]exception|interdit|no permitid|prohibid|salvo|vietat|non (?:su|consentit)|uitgezonderd|uitgesloten|niet (?:op|via|toegestaan)|除外|不含|不包括|禁止|不得|不可|を除|できません|認めません",
    re.IGNORECASE,
)


def channels_of(text: str) -> list[tuple[str, int, int]]:
    """Every channel that a text names, each once: its name, from, to."""
    found: list[tuple[str, int, int]] = []
    left = text
    for match in _PLATFORM.finditer(text):
        if (
            re.match(r"[a-z]", text[match.end() : match.end() + 1])
            and match[0][-1:].isascii()
            and match[0][-1:].isalpha()
        ):
            continue
        if re.search(r"[a-zA-Z]$", text[: match.start()]) and match[0][:1].isascii():
            continue
        found.append((_NAMES[int((match.lastgroup or "p0")[1:])], match.start(), match.end()))
        left = left[: match.start()] + " " * (match.end() - match.start()) + left[match.end() :]
    if found:
        # "the online marketplace Tmall" names one channel, not two.
        left = _A_MARKETPLACE.sub(lambda m: " " * len(m[0]), left)
    for name, pattern in ((ONLINE, _ONLINE), (OFFLINE, _OFFLINE)):
        match_ = pattern.search(left)
        if match_ is not None and not (name == ONLINE and found and _ONLY_THERE.search(text)):
            found.append((name, match_.start(), match_.end()))
        # "its online shop" is no shop of bricks.
        left = pattern.sub(lambda m: "\0" * len(m[0]), left)
    once: dict[str, tuple[str, int, int]] = {}
    for one in sorted(found, key=lambda f: f[1]):
        once.setdefault(one[0], one)
    return list(once.values())


def channels_in(clauses: tuple[Clause, ...]) -> list[tuple[str, list[Cell]]]:
    """The channels that the clauses name."""
    found: dict[str, list[Cell]] = {}
    for clause in clauses:
        if not clause.weak:
            for name, start, end in channels_of(allowed_in(clause.text)):
                found.setdefault(name, clause.cells(start, end))
    return list(found.items())


def allowed_in(text: str) -> str:
    """A text with the clauses that take a channel out made blanks of the same length."""
    for part in re.finditer(r"[^;；。，,(（]+", text):
        if OUT.search(part[0]) and channels_of(part[0]) and not re.search(r"\b(?:sublicen|transfer|assign)", part[0]):
            text = text[: part.start()] + " " * (part.end() - part.start()) + text[part.end() :]
    return text


def channels_at_lines(passages: Sequence[Passage]) -> list[tuple[str, list[Cell]]]:
    """The platforms that lines of a list begin with: "• eBay: old-town-shop"."""
    found: dict[str, list[Cell]] = {}
    for passage in passages:
        line = _LISTED.match(passage.text)
        if line is None or len(passage.text) > 90:
            continue
        named = channels_of(line["name"])
        if (
            len(named) == 1
            and named[0][0] not in (ONLINE, OFFLINE)
            and named[0][2] - named[0][1] == len(line["name"].strip())
        ):
            found.setdefault(named[0][0], passage.cells())
    return list(found.items())


_LISTED = re.compile(r"^[\s•●▪◦■□·*–\d.)-]*(?P<name>[^\s:：(（«“\"–—|][^:：(（«“\"–—|]{1,24}?)\s*(?:[:：(（«“\"–—|]|$)")
