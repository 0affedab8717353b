"""Does one territory cover another? Countries (ISO 3166-1 alpha-2), the unions that letters name, and the world.

A union or the world may leave some out: "EU except DE", "WORLD except CA, US".
"""

from __future__ import annotations

import re

_EU = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
_UNIONS = {
    "EU": frozenset(_EU.split()),
    "EEA": frozenset((_EU + " IS LI NO").split()),
    "EUROPE": frozenset((_EU + " IS LI NO CH GB AL AD BA MC MD ME MK RS SM UA VA XK").split()),
    "BENELUX": frozenset({"BE", "NL", "LU"}),
    "DACH": frozenset({"DE", "AT", "CH"}),
    "GREATER CHINA": frozenset({"CN", "HK", "MO", "TW"}),
    "NORTH AMERICA": frozenset({"US", "CA", "MX"}),
}
_WORDS = {
    "EUROPEAN UNION": "EU",
    "EUROPÄISCHE UNION": "EU",
    "UNION EUROPÉENNE": "EU",
    "EUROPEAN ECONOMIC AREA": "EEA",
    "EWR": "EEA",
    "UNIONE EUROPEA": "EU",
    "UNIÓN EUROPEA": "EU",
    "EUROPESE UNIE": "EU",
    "EU27": "EU",
    "欧盟": "EU",
    "歐盟": "EU",
    "EUROPA": "EUROPE",
    "欧洲": "EUROPE",
    "大中华区": "GREATER CHINA",
    "D-A-CH": "DACH",
    "WORLDWIDE": "WORLD",
    "WORLD": "WORLD",
    "WHOLE WORLD": "WORLD",
    "ALL COUNTRIES": "WORLD",
    "INTERNATIONAL": "WORLD",
    "GLOBALLY": "WORLD",
    "GLOBAL": "WORLD",
    "WELTWEIT": "WORLD",
    "MONDE ENTIER": "WORLD",
    "全球": "WORLD",
    "MAINLAND CHINA": "CN",
    "CHINA": "CN",
    "中国": "CN",
    "PEOPLE'S REPUBLIC OF CHINA": "CN",
}
_COUNTRIES = {
    "AT": "AUSTRIA|ÖSTERREICH|AUTRICHE|奥地利",
    "AU": "AUSTRALIA|AUSTRALIEN|澳大利亚",
    "BE": "BELGIUM|BELGIEN|BELGIQUE|BELGIË|BELGIO|BÉLGICA|比利时",
    "BR": "BRAZIL|BRASILIEN|BRASIL|巴西",
    "CA": "CANADA|KANADA|加拿大",
    "CH": "SWITZERLAND|SCHWEIZ|SUISSE|SVIZZERA|SUIZA|瑞士",
    "CZ": "CZECH REPUBLIC|CZECHIA|TSCHECHIEN",
    "DE": "GERMANY|DEUTSCHLAND|ALLEMAGNE|GERMANIA|ALEMANIA|DUITSLAND|德国|德國|ドイツ",
    "DK": "DENMARK|DÄNEMARK|DANEMARK",
    "ES": "SPAIN|SPANIEN|ESPAÑA|ESPAGNE|SPAGNA|西班牙",
    "FI": "FINLAND|FINNLAND",
    "FR": "FRANCE|FRANKREICH|FRANCIA|FRANKRIJK|法国|法國|フランス",
    "GB": "UNITED KINGDOM|UK|GREAT BRITAIN|VEREINIGTES KÖNIGREICH|ROYAUME-UNI|REGNO UNITO|REINO UNIDO|英国|英國",
    "GR": "GREECE|GRIECHENLAND|GRÈCE",
    "HK": "HONG KONG|HONGKONG|HONG KONG SAR|香港",
    "HU": "HUNGARY|UNGARN",
    "IE": "IRELAND|IRLAND|IRLANDE",
    "IN": "INDIA|INDIEN|INDE|印度",
    "IT": "ITALY|ITALIEN|ITALIA|ITALIE|意大利",
    "JP": "JAPAN|JAPON|日本",
    "KR": "KOREA|SOUTH KOREA|REPUBLIC OF KOREA|SÜDKOREA|韩国|韓國|대한민국",
    "LU": "LUXEMBOURG|LUXEMBURG",
    "MO": "MACAO|MACAU|澳门|澳門",
    "MX": "MEXICO|MÉXICO|MEXIKO",
    "MY": "MALAYSIA|马来西亚",
    "NL": "NETHERLANDS|HOLLAND|NIEDERLANDE|NEDERLAND|PAYS-BAS|PAESI BASSI|荷兰",
    "NO": "NORWAY|NORWEGEN",
    "NZ": "NEW ZEALAND|NEUSEELAND",
    "PL": "POLAND|POLEN|POLSKA|POLOGNE|波兰",
    "PT": "PORTUGAL",
    "SE": "SWEDEN|SCHWEDEN|SUÈDE",
    "SG": "SINGAPORE|SINGAPUR|新加坡",
    "TH": "THAILAND|泰国",
    "TR": "TURKEY|TÜRKIYE|TÜRKEI|土耳其",
    "TW": "TAIWAN|台湾|台灣|臺灣",
    "US": "UNITED STATES|UNITED STATES OF AMERICA|USA|U.S.A.|ÉTATS-UNIS|VEREINIGTE STAATEN|美国|美國",
    "VN": "VIETNAM|越南",
}
_WORDS |= {name: code for code, names in _COUNTRIES.items() for name in names.split("|")}


def covers_territory(wider: str, narrower: str) -> bool:
    """Does `wider` hold all of `narrower`? Words that nobody knows cover only themselves."""
    (one, left_out), (other, spared) = _parts(wider), _parts(narrower)
    missing = {code for name in left_out for code in _UNIONS.get(name, {name})}
    spares = {code for name in spared for code in _UNIONS.get(name, {name})}
    if other == "WORLD":
        return one == "WORLD" and missing <= spares
    want = _UNIONS.get(other, frozenset({other})) - spares
    if missing & want:
        return False
    return one in {other, "WORLD"} or want <= _UNIONS.get(one, frozenset())


def knows_territory(word: str) -> bool:
    """Is it a country, a union or the world? Of other words (a town, a region, "our shops") nobody here can say what covers them."""
    code = _parts(word)[0]
    return code == "WORLD" or code in _UNIONS or bool(re.fullmatch("[A-Z]{2}", code))


def _parts(word: str) -> tuple[str, tuple[str, ...]]:
    """A territory and what it leaves out: ("EU", ("DE",)) for "EU except DE"."""
    base, _, without = word.partition(" except ")
    return _code(base), tuple(_code(w) for w in re.split(r"[,\s]+", without) if w)


def _code(word: str) -> str:
    plain = re.sub(r"\s+", " ", word.strip().upper().removeprefix("THE "))
    return _WORDS.get(plain, plain)
