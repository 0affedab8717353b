"""In which currency is this paper?

Where it names none, it is the money of the issuer's country, and the reader is unsure (0.5); without a country nothing is said.

An ISO 4217 code decides; a sign only where one currency has it. "$" alone is the dollar of the issuer's country, "kr" the crown of it, "¥" the yen
or the yuan by the script of the paper.
"""

from __future__ import annotations

import re
from collections import Counter

# ISO 4217, active codes; X-codes other than CFA and CFP francs are no money of invoices.
_CODES = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLF
    CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG
    HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA
    MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD
    RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX
    USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG"""
CODES = frozenset(_CODES.split())
_SIGNS = {
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "₩": "KRW",
    "₺": "TRY",
    "₽": "RUB",
    "₪": "ILS",
    "₫": "VND",
    "฿": "THB",
    "₴": "UAH",
    "₱": "PHP",
    "₦": "NGN",
    "₸": "KZT",
    "us$": "USD",
    "u$s": "USD",
    "a$": "AUD",
    "au$": "AUD",
    "c$": "CAD",
    "ca$": "CAD",
    "hk$": "HKD",
    "nt$": "TWD",
    "s$": "SGD",
    "sg$": "SGD",
    "nz$": "NZD",
    "mx$": "MXN",
    "r$": "BRL",
    "rmb": "CNY",
    "人民币": "CNY",
    "人民幣": "CNY",
    "cn¥": "CNY",
    "jp¥": "JPY",
    "円": "JPY",
    "日圓": "JPY",
    "日元": "JPY",
    "新台幣": "TWD",
    "新臺幣": "TWD",
    "港幣": "HKD",
    "港币": "HKD",
    "港元": "HKD",
    "美元": "USD",
    "美金": "USD",
    "欧元": "EUR",
    "歐元": "EUR",
    "英镑": "GBP",
    "英鎊": "GBP",
    "ユーロ": "EUR",
    "米ドル": "USD",
    "日本円": "JPY",
    "euro": "EUR",
    "euros": "EUR",
    "sfr": "CHF",
    "fr.": "CHF",
    "zł": "PLN",
    "kč": "CZK",
    "ft": "HUF",
    "lei": "RON",
    "元": "CNY",
    "pounds sterling": "GBP",
    "pound sterling": "GBP",
    "us dollars": "USD",
    "u.s. dollars": "USD",
    "united states dollars": "USD",
    "swiss francs": "CHF",
    "schweizer franken": "CHF",
    "francs suisses": "CHF",
    "hong kong dollars": "HKD",
    "canadian dollars": "CAD",
    "australian dollars": "AUD",
    "japanese yen": "JPY",
    "singapore dollars": "SGD",
}
_DOLLARS = {"US": "USD", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD", "HK": "HKD", "TW": "TWD", "MX": "MXN"}
# Where a paper names no money at all, it is that of the issuer's country, and the reader is unsure.
_AT_HOME = {
    **dict.fromkeys(
        [
            "AT",
            "BE",
            "CY",
            "DE",
            "EE",
            "ES",
            "FI",
            "FR",
            "GR",
            "HR",
            "IE",
            "IT",
            "LT",
            "LU",
            "LV",
            "MT",
            "NL",
            "PT",
            "SI",
            "SK",
            "BG",
        ],
        "EUR",
    ),
    **_DOLLARS,
    "GB": "GBP",
    "CH": "CHF",
    "CN": "CNY",
    "JP": "JPY",
    "IN": "INR",
    "PL": "PLN",
    "CZ": "CZK",
    "HU": "HUF",
    "RO": "RON",
    "SE": "SEK",
    "NO": "NOK",
    "DK": "DKK",
}
# Two languages are written in one country that has one money.
_OF_LANGUAGE = {"ja": "JPY", "zh-Hans": "CNY"}
# Numbers that only one country gives its traders tell where an issuer without a country is at home.
_NATIONAL = (
    (re.compile(r"T\d{13}"), "JP"),
    (re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}"), "CN"),
    (re.compile(r"[A-ZÑ&]{3,4}\d{6}[A-Z0-9]{3}"), "MX"),
    (re.compile(r"\d{2}[A-Z]{5}\d{4}[A-Z]\dZ[A-Z0-9]"), "IN"),
)


_FORMS = (
    (re.compile(r"(?i)\bde C\.?\s?V\.?$"), "MX"),
    (re.compile(r"(?i)\bpty\.?,? (?:ltd|limited)\b"), "AU"),
    (re.compile(r"(?i)\bpte\.?,? (?:ltd|limited)\b"), "SG"),
    (re.compile(r"(?i)\b(?:pvt|private)\.?,? (?:ltd|limited)\b"), "IN"),
    (re.compile("株式会社|有限会社|合同会社"), "JP"),
)


def home_of(*, name: str, number: str) -> str:
    """The country whose registers give numbers of this shape, or whose law knows this form of company; empty where several could."""
    plain = re.sub(r"[\s.-]", "", number).upper()
    found = next((country for shape, country in _NATIONAL if shape.fullmatch(plain)), "")
    return found or next((country for form, country in _FORMS if form.search(name)), "")


# "Rs" is the rupee of the issuer's country; most papers that write so are India's.
_RUPEES = {"PK": "PKR", "LK": "LKR", "NP": "NPR", "MU": "MUR", "SC": "SCR"}
_CROWNS = {"SE": "SEK", "NO": "NOK", "DK": "DKK", "IS": "ISK"}
# A code may be glued to its amount (100EUR), but three letters of a longer code (the bank HELADEF1GEL) are no money.
_WORDS = re.compile(r"(?<![A-Za-z])(?<![A-Za-z]\d)(?<![A-Za-z]\d\d)([A-Z]{3})(?![A-Za-z])")
_NAMED = re.compile(
    r"(?<![a-z])(?:us\$|u\$s|au\$|ca\$|hk\$|nt\$|sg\$|nz\$|mx\$|cn¥|jp¥|a\$|c\$|s\$|r\$|rmb|euros?|sfr|fr\.|zł|kč|ft|lei"
    r"|pounds? sterling|u\.?s\.? dollars|united states dollars|swiss francs|schweizer franken|francs suisses|(?:hong kong|canadian|australian|singapore) dollars"
    r"|japanese yen)(?![a-z])"
)


def currency_of(text: str, *, labelled: str = "", language: str, country: str) -> tuple[str, float] | None:
    """The currency and how sure: `labelled` is what stands at a label such as "Currency"; nothing where the text names none."""
    for match in _WORDS.finditer(labelled):
        if match[1] in CODES:
            return match[1], 0.99
    votes: Counter[str] = Counter()
    near = re.compile(r"(?<![A-Za-z])\d[\d.,']*\s?([A-Z]{3})(?![A-Za-z])|(?<![A-Za-z])(?<![A-Za-z]\d)([A-Z]{3})\s?-?\d")
    for match in near.finditer(text):
        code = match[1] or match[2]
        if code in CODES:
            votes[code] += 4
    for match in _WORDS.finditer(text):
        if match[1] in CODES:
            votes[match[1]] += 1
    lower = text.casefold()
    for match in _NAMED.finditer(lower):
        votes[_SIGNS[match[0]]] += 2
    for sign, code in _SIGNS.items():
        if not sign[0].isascii() and sign != "元":
            votes[code] += 2 * lower.count(sign)
    if "¥" in text or "￥" in text:
        yen = "JPY" if language == "ja" or country == "JP" or votes["JPY"] else "CNY"
        votes[yen] += 2 * (text.count("¥") + text.count("￥"))
    if (bare := len(re.findall(r"(?<![A-Za-z])\$", text))) and not any(votes[c] >= 2 for c in _DOLLARS.values()):
        votes[_DOLLARS.get(country, "TWD" if language == "zh-Hant" else "USD")] += 2 * bare
    if re.search(r"\d\s?kr\b|\bkr\.?\s?\d", lower):
        votes[_CROWNS.get(country, "SEK")] += 2
    if re.search(r"(?<![a-z])rs\.?\s?\d", lower):
        votes[_RUPEES.get(country, "INR")] += 2
    if not votes and re.search(r"\d\s*元|[(（]\s*(?:单位[:：]|單位[:：])?\s*元\s*[)）]", text):
        votes["TWD" if language == "zh-Hant" else "CNY"] += 2
    best = [(code, n) for code, n in votes.most_common(2) if n > 0]
    if not best:
        if country in _AT_HOME:
            return _AT_HOME[country], 0.5
        return (_OF_LANGUAGE[language], 0.4) if language in _OF_LANGUAGE else None
    sure = 0.95 if len(best) == 1 or best[0][1] >= 3 * best[1][1] else 0.7
    return best[0][0], sure
