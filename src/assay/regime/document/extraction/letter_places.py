"""In which territories does a letter let somebody sell?

Countries by their names in nine languages, as ISO 3166-1 alpha-2; unions (EU, EEA, DACH, BENELUX, ...) by their short names; the whole world as WORLD,
which is said, and so is not the same as nothing said. What a union or the world leaves out is said with it: "EU except DE".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assay.regime.document.extraction.country_names import COUNTRY_NAMES
from assay.regime.document.extraction.letter_scope import Clause
from assay.regime.document.extraction.page import Cell
from assay.regime.document.extraction.words import fold
from assay.regime.territories import covers_territory

_MORE = {
    "CN": "mainland china|people's republic of china|p.r. china|pr china|prc|the chinese mainland|volksrepublik china|festlandchina|chine continentale|china continental|cina continentale|vasteland van china|中国大陆|中国境内|中华人民共和国|中國大陸|中国内地|中国本土|大陆地区|中国全境|全国范围",
    "GB": "uk|u.k.|great britain|england|scotland|wales|northern ireland|großbritannien|grande-bretagne|gran bretaña|gran bretagna|groot-brittannië|联合王国|聯合王國|大不列颠",
    "US": "usa|u.s.a.|u.s.|us|united states of america|the states|vereinigten staaten|vereinigte staaten von amerika|etats-unis|ee.uu.|ee. uu.|stati uniti d'america|verenigde staten van amerika|美利坚合众国|米国|アメリカ",
    "DE": "bundesrepublik deutschland|bundesgebiet|federal republic of germany|allemagne fédérale|deutscher markt|deutschen markt|territorio tedesco|marché allemand|mercato tedesco|mercado alemán|duitse markt",
    "FR": "france métropolitaine|territoire français|hexagone|metropolitan france|marché français|mercato francese|mercado francés|französischen markt|franse markt",
    "ES": "territorio español|territorio nacional español|mercado español|reino de españa|península y baleares|marché espagnol|mercato spagnolo|spanischen markt",
    "IT": "territorio italiano|territorio nazionale italiano|mercato italiano|repubblica italiana|marché italien|mercado italiano|italienischen markt",
    "AT": "territorio austriaco|mercato austriaco|österreichischen markt|republik österreich",
    "CH": "territorio svizzero|mercato svizzero|territoire suisse|marché suisse|schweizer markt|schweizerischen markt|mercado suizo",
    "NL": "the netherlands|holland|nederlandse markt|niederländischen markt|marché néerlandais|nederlands grondgebied",
    "BE": "belgische markt|belgischen markt|marché belge|territoire belge|belgian market",
    "PT": "territorio portugués|mercado portugués|portugal continental",
    "LI": "fürstentum liechtenstein",
    "CZ": "czech republic|tschechische republik|tschechien|république tchèque|república checa|repubblica ceca|tsjechische republiek",
    "TW": "taiwan|r.o.c.|臺灣|臺灣本島|台澎金馬|臺灣地區|台灣地區|台湾地区|中華民國境內",
    "HK": "hong kong sar|hksar|香港地区|香港地區|香港特区",
    "MO": "macau sar|澳门地区|澳門地區",
    "JP": "日本国内|国内のお客様|国内の顧客|日本国|国内全域|日本全国|日本全土",
    "KR": "korea|republic of korea|南韓|大韩民国|大韓民国|韩国|韓国",
    "RU": "russia|russian federation",
    "TR": "turkey|türkiye",
    "IE": "republic of ireland|éire",
    "AE": "uae|u.a.e.|emirates|阿联酋",
    "VN": "viet nam|越南",
    "MK": "north macedonia",
    "EU": "eu|e.u.|european union|europäische union|europäischen union|union européenne|unión europea|unione europea|europese unie|eu member states|mitgliedstaaten der eu|eu-staaten|eu-länder|ue|u.e.|欧盟|歐盟|欧洲联盟|欧州連合",
    "EEA": "eea|european economic area|ewr|europäischen wirtschaftsraum|europäischer wirtschaftsraum|eee|espace économique européen|espacio económico europeo|spazio economico europeo|see|europese economische ruimte|eer|欧洲经济区|歐洲經濟區",
    "EUROPE": "europe|europa|欧洲|歐洲|ヨーロッパ|欧州",
    "BENELUX": "benelux|比荷卢|ベネルクス",
    "DACH": "dach|d-a-ch|d/a/ch|dach-region|dach-raum",
    "GREATER CHINA": "greater china|大中华区|大中華區|大中华地区|两岸三地|兩岸三地",
    "NORTH AMERICA": "north america|nordamerika|amérique du nord|américa del norte|nord america|noord-amerika|北美",
    "WORLD": "worldwide|world-wide|the world|whole world|throughout the world|around the world|globally|global|all countries|weltweit|ganzen welt|aller welt|monde entier|dans le monde|mundial|todo el mundo|mundo entero|tutto il mondo|mondo intero|mondiale|wereldwijd|wereldwijde|weltweite|weltweiten|mundialmente|mondialement|gehele wereld|hele wereld"
    "|全球|全世界|世界各地|世界范围|全世界範圍|世界全域",
}
_SHORT = frozenset({"us", "uk", "u.s.", "eu", "ue", "u.e.", "see", "eee", "eer", "ewr", "eea", "uae", "prc", "dach"})
# Before a country in a sentence that lets, these make it a place of sale.
_INTO = re.compile(
    r"(?:\b(?:in|within|throughout|for|across|into|territor\w+|countr\w+|markets?|inside|to (?:customers|consumers|buyers|end users) in|gebiet\w*|bundes\w+|für|innerhalb|nach|im|ganz\w*|gesamt\w*|en|au|aux|dans|pour|sur|à destination d\w+|vers|territoire\w*|por|para|todo|toda|dentro|a|al|negli|nei|nel|nella|in tutta|in tutto|per|sul|verso|entro"
    r"|voor|heel|binnen|geheel|hele|gehele|naar|op|de|del|della|des|du|der|le|la|l['’]|el|gli|the|all of|mainland|whole|entire|territorio|intero|pays|países|paesi|landen|grondgebied|lands?|den|dem|het)[\s:(]*(?:of |of the |the |les |la |le |l['’]|de |der |den |die |das |dem |los |el |il |lo |het |entire |whole |all |alle |ganzen? |toute |tutta |toda |heel )*)$"
    r"|[\u3000-\u9fff：:（）]$|^\s*$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"^[\s,;/、，+·(（)&-]*(?:and|und|et|y|e|en|sowie|or|oder|ou|o|as well as|ainsi qu['’]|in|the|en|au|aux|le|la|l['’]|les|nel|nella|negli|à|a|和|及|与|與|以及|および|並びに|ならびに)?[\s,、]*(?:in|the|en|au|aux|le|la|l['’]|les|dans|im|der|nach|nel|nella|negli|a|il|i|los|el|mainland)?\s*$",
    re.IGNORECASE,
)
_NOT_HERE = re.compile(
    r"(?:laws? of|incorporated in|registered in|corporation of|company of|based in|office in|seat in|organi[sz]ed under|domiciled in|made in|hergestellt in|fabriqué en|fabricado en|prodotto in|importiert aus|aus|from|origin|court of|courts of)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_EXCEPT = re.compile(
    r"(?:\bexcept(?:ing)?(?: for)?|\bexcluding|\bother than|\bwith the exception of|\bsave for|\bbut not|\bausgenommen|\baußer|\bmit ausnahme|\bohne\b|\bexkl\w*|\bà l['’]exception|\bà l['’]exclusion|\bhors\b|\bsauf\b|\bexcepté|\bexcept[oa]\b|\bsalvo\b"
    r"|\bcon excepción|\ba excepción|\bcon exclusión|\beccetto|\btranne|\b(?:ad|con) eccezione|\bescluso|\besclus[aie]|\bcon esclusione|\bbehalve|\bmet uitzondering|\buitgezonderd|\bzonder\b|不含|不包括|不包含|除(?!了在))(?P<which>[^.;。；:：）)]{2,140})"
    r"|(?:（|\()?除(?P<cjk>[^。；]{2,40}?)(?:外|以外|之外)|(?P<ja>[^。、；をがはに]{2,30})を除[くき]",
    re.IGNORECASE,
)
_OF_A_BRAND = re.compile(r"^(?:产|產|製|制|品牌|商标|商標|[A-Z][a-z]|の[A-Z]|籍)")


@cache
def _names() -> dict[str, str]:
    known: dict[str, str] = {}
    for line in COUNTRY_NAMES.split("\n"):
        code, _, names = line.partition(" ")
        for name in names.split("|") if code else ():
            known.setdefault(_plain(name), code)
    for code, names in _MORE.items():
        for name in names.split("|"):
            known[_plain(name)] = code
    return known


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_names(), key=len, reverse=True)
    western = "|".join(re.escape(n) for n in names if n[:1] <= "\u2e80" and n not in _SHORT)
    short = "|".join(re.escape(n.upper()) for n in sorted(_SHORT, key=len, reverse=True))
    eastern = "|".join(re.escape(n) for n in names if n[:1] > "\u2e80")
    return re.compile(rf"(?<![\w-])(?:{western})(?![\w])|(?-i:(?<![\w.-])(?:{short})(?![\w]))|{eastern}", re.IGNORECASE)


def _plain(text: str) -> str:
    """Case and accents folded, each character staying one where it is Latin."""
    return "".join(fold(c) if len(fold(c)) == 1 else c.casefold() for c in text.replace("’", "'"))


def territories_of(text: str) -> list[tuple[str, int, int]]:
    """Every territory that a text names: its code, from, to."""
    folded = _same_length(text)
    return [(_code(m[0]), m.start(), m.end()) for m in _pattern().finditer(folded)]


def _same_length(text: str) -> str:
    folded = "".join(
        f
        if len(f := fold(c)) == 1 and not c.isupper()
        else (c if len(fold(c)) != 1 or c.isascii() else fold(c).upper())
        for c in text
    )
    return folded.replace("’", "'")


def _code(name: str) -> str:
    return _names().get(_plain(name)) or _names()[_plain(name.rstrip("."))]


def listed(text: str) -> tuple[str, ...] | None:
    """What stands at the label of the territory: codes; None where the words are nobody's name of a territory."""
    text, without = _left_out(text)
    found = _bounded([code for code, _, _ in territories_of(text)], without)
    if not found and re.fullmatch(r"\s*(?:[A-Z]{2}[\s,;/]*)+", text):
        codes = re.findall(r"[A-Z]{2}", text)
        found = [{"UK": "GB"}.get(c, c) for c in codes if {"UK": "GB"}.get(c, c) in set(_names().values())]
    return tuple(dict.fromkeys(found)) or None


def territories_in(clauses: tuple[Clause, ...]) -> list[tuple[str, list[Cell]]]:
    """The territories of sale that the clauses name; those of the author himself where no other is named: nobody gives more than he has."""
    for weak in (False, True):
        found: dict[str, list[Cell]] = {}
        for clause in clauses:
            if clause.weak is weak:
                for code, start, end in _of_sale(clause):
                    found.setdefault(code, clause.cells(start, end))
                without = _left_out(clause.text)[1]
                for code in [c for c in found if without]:
                    for whole in _bounded([code], without):
                        found[whole] = found.pop(code)
        if found:
            return list(found.items())
    return []


def _left_out(text: str) -> tuple[str, list[str]]:
    """A text without what it leaves out, blanks in its place, and the codes of that."""
    codes: list[str] = []
    for match in _EXCEPT.finditer(text):
        said = match["which"] or match["cjk"] or match["ja"]
        inside = territories_of(said)
        if not inside:
            continue
        codes += [code for code, _, _ in inside]
        text = text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :]
    return text, codes


def _bounded(codes: Sequence[str], without: Sequence[str]) -> list[str]:
    """The unions and the world among the codes with what they leave out: "EU except DE"."""
    bounded = []
    for code in codes:
        gone = sorted({w for w in without if w != code and covers_territory(code, w)})
        union = len(code) > 2 or code == "EU"
        bounded.append(f"{code} except {', '.join(gone)}" if gone and union else code)
    return bounded


def _of_sale(clause: Clause) -> list[tuple[str, int, int]]:
    text = clause.text
    taken: list[tuple[str, int, int]] = []
    text = _left_out(text)[0]
    for code, start, end in territories_of(text):
        before, after = text[:start], text[end:]
        goes_on = bool(taken) and _GOES_ON.match(text[taken[-1][2] : start]) is not None
        if (
            _NOT_HERE.search(before)
            or _OF_A_BRAND.match(after)
            or (re.search(r"[（(]$", before) and re.match(r"[)）]", after))
        ):
            continue
        if goes_on or code == "WORLD" or _INTO.search(before):
            taken.append((code, start, end))
    return taken
