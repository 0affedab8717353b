"""Does one territory cover another? Countries (ISO 3166-1 alpha-2), the unions that letters name, and the world."""

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
    "WORLDWIDE": "WORLD",
    "WORLD": "WORLD",
    "GLOBAL": "WORLD",
    "WELTWEIT": "WORLD",
    "MONDE ENTIER": "WORLD",
    "全球": "WORLD",
    "MAINLAND CHINA": "CN",
    "CHINA": "CN",
    "中国": "CN",
    "PEOPLE'S REPUBLIC OF CHINA": "CN",
    "UNITED KINGDOM": "GB",
    "UK": "GB",
    "GERMANY": "DE",
    "FRANCE": "FR",
    "ITALY": "IT",
    "SPAIN": "ES",
    "NETHERLANDS": "NL",
    "BELGIUM": "BE",
    "AUSTRIA": "AT",
    "SWITZERLAND": "CH",
    "JAPAN": "JP",
    "UNITED STATES": "US",
    "USA": "US",
}


def covers_territory(wider: str, narrower: str) -> bool:
    """Does `wider` hold all of `narrower`? Words that nobody knows cover only themselves."""
    one, other = _code(wider), _code(narrower)
    if one in {other, "WORLD"}:
        return True
    inside = _UNIONS.get(one, frozenset())
    return other in inside or (other in _UNIONS and _UNIONS[other] <= inside)


def _code(word: str) -> str:
    plain = re.sub(r"\s+", " ", word.strip().upper().removeprefix("THE "))
    return _WORDS.get(plain, plain)
