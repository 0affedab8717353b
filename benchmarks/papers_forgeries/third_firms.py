"""Who trades in the third set, with what, and under which numbers? Nineteen countries, one brand, bills that carry what trade really writes on them."""

from __future__ import annotations

import random
import zlib
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from benchmarks.papers_forgeries.second_bill import Bill, Firm, Row, bank_account, rounded, tax_number
from stdnum.util import get_cc_module

BRAND = "Ostara"


def gtin(body: str) -> str:
    """Twelve digits with their check digit (GS1)."""
    total = sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(body))
    return body + str(-total % 10)


PRODUCTS = (
    ("Weekender Aster", "OS-W700", gtin("541098700011"), Decimal(790)),
    ("Crossbody Linn", "OS-C312", gtin("541098700012"), Decimal(420)),
    ("Silk Square Fjord", "OS-S90", gtin("541098700013"), Decimal(210)),
    ("Belt Tarn 35", "OS-B35", gtin("541098700014"), Decimal(180)),
    ("Key Case Moor", "OS-K08", gtin("541098700015"), Decimal(110)),
    ("Sunglasses Vale", "OS-G44", gtin("541098700016"), Decimal(260)),
)

# country: language, currency, rate of tax, form, towns, streets
_LANDS: dict[str, tuple[str, str, str, str, str, str]] = {
    "DE": (
        "de",
        "EUR",
        "19",
        "GmbH|GmbH & Co. KG|UG (haftungsbeschränkt)",
        "20095 Hamburg|50667 Köln|01067 Dresden",
        "Elbchaussee|Breite Straße",
    ),
    "AT": ("de", "EUR", "20", "GmbH|KG", "6020 Innsbruck|4020 Linz", "Maria-Theresien-Straße|Landstraße"),
    "CH": ("de", "CHF", "8.1", "AG|GmbH", "8001 Zürich|3011 Bern|4051 Basel", "Bahnhofstrasse|Marktgasse"),
    "FR": (
        "fr",
        "EUR",
        "20",
        "SAS|SARL|EURL",
        "33000 Bordeaux|59000 Lille|75008 Paris",
        "rue Sainte-Catherine|boulevard Haussmann",
    ),
    "BE": ("fr", "EUR", "21", "SRL|SA", "1000 Bruxelles|4000 Liège", "rue Neuve|avenue Louise"),
    "IT": (
        "it",
        "EUR",
        "22",
        "S.r.l.|S.p.A.|S.a.s.",
        "30121 Venezia|80133 Napoli|37121 Verona",
        "Via Mazzini|Via Roma",
    ),
    "ES": ("es", "EUR", "21", "S.L.|S.A.|S.L.U.", "41001 Sevilla|29005 Málaga", "Calle Sierpes|Calle Larios"),
    "PT": ("es", "EUR", "23", "Lda.|S.A.", "1100-148 Lisboa|4000-322 Porto", "Rua Augusta|Rua das Flores"),
    "NL": ("nl", "EUR", "21", "B.V.|V.O.F.", "2511 CB Den Haag|9711 LM Groningen", "Spuistraat|Herestraat"),
    "GB": ("en", "GBP", "20", "Ltd|Limited|PLC", "Bristol BS1 4ND|Edinburgh EH2 2BY", "Queen Square|Princes Street"),
    "IE": ("en", "EUR", "23", "Ltd|DAC", "Dublin D02 X285|Cork T12 W7YH", "Grafton Street|Oliver Plunkett Street"),
    "DK": ("en", "DKK", "25", "ApS|A/S", "1160 København K|8000 Aarhus C", "Strøget|Søndergade"),
    "SE": ("en", "SEK", "25", "AB", "111 57 Stockholm|411 06 Göteborg", "Drottninggatan|Kungsgatan"),
    "FI": ("en", "EUR", "25.5", "Oy", "00100 Helsinki|33100 Tampere", "Mannerheimintie|Hämeenkatu"),
    "PL": ("en", "PLN", "23", "Sp. z o.o.|S.A.", "80-244 Sopot|90-001 Radom", "ul. Szeroka|ul. Lipowa"),
    "CN": ("zh", "CNY", "13", "有限公司|股份有限公司", "100020 北京市朝阳区|518000 深圳市福田区", "建国路|深南大道"),
    "HK": ("en", "HKD", "0", "Limited", "Hong Kong|Kowloon", "Queen's Road Central|Nathan Road"),
    "JP": ("ja", "JPY", "10", "株式会社|合同会社", "150-0001 東京都渋谷区|600-8001 京都市下京区", "神宮前|四条通"),
    "SG": ("en", "SGD", "9", "Pte. Ltd.", "Singapore 238859|Singapore 048616", "Orchard Road|Robinson Road"),
}
COUNTRY_NAME = {
    "DE": "Germany", "AT": "Austria", "CH": "Switzerland", "FR": "France", "BE": "Belgium", "IT": "Italy", "ES": "Spain", "PT": "Portugal",
    "NL": "Netherlands", "GB": "United Kingdom", "IE": "Ireland", "DK": "Denmark", "SE": "Sweden", "FI": "Finland", "PL": "Poland",
    "CN": "China", "HK": "Hong Kong", "JP": "Japan", "SG": "Singapore",
}  # fmt: skip
COUNTRIES = tuple(_LANDS)
_OWN = ("DE", "AT", "FR", "IT", "ES", "NL", "GB", "PL", "CN", "JP")
_FACTOR = {
    "CHF": "0.95",
    "GBP": "0.86",
    "DKK": "7.46",
    "SEK": "11.2",
    "PLN": "4.3",
    "CNY": "7.7",
    "HKD": "8.4",
    "JPY": "165",
    "SGD": "1.46",
}
_STEMS = [
    "Adlerkron",
    "Bergstrøm",
    "Calloway",
    "Dunmore",
    "Estermann",
    "Fairbairn",
    "Gallant",
    "Hollis",
    "Ingram",
    "Jarosz",
    "Kestrel",
    "Lumière",
    "Mondego",
    "Nyström",
    "Orsini",
    "Pemberton",
    "Quillan",
    "Ravel",
    "Santoro",
    "Thornbury",
    "Ulrich",
    "Valdés",
    "Winterberg",
    "Yardley",
    "Zorzi",
]
_TRADES = {
    "de": "Modevertrieb|Taschenhaus|Handelsgesellschaft|Modeagentur",
    "fr": "Diffusion|Négoce|Boutique|Luxe Distribution",
    "it": "Boutique|Commerciale|Diffusione|Calzature e Borse",
    "es": "Boutique|Bolsos|Distribución|Importaciones",
    "nl": "Tassen|Modehuis|Agenturen|Retail",
    "en": "Fashion|Retail|Imports|Luggage|Brands",
}
_NATIVE = {
    "CN": ("瑞丰|恒达|雅致|盛世|金桥", "箱包|时尚|商贸|进出口"),
    "JP": ("山本|東洋|丸善堂|さくら", "商店|トレーディング|ファッション"),
}
_DIGITS = {"CH": 9, "BE": 10, "PT": 9, "IE": 7, "DK": 8, "SE": 10, "FI": 8}


def language_of(country: str) -> str:
    """What its companies print in."""
    return _LANDS[country][0]


def currency_of(country: str) -> str:
    """What its companies bill in at home."""
    return _LANDS[country][1]


def _number(country: str, rng: random.Random) -> str:
    """A tax number that passes the public check of its country."""
    if country in _OWN:
        return tax_number(country, rng)
    if country in {"HK", "SG"}:
        return (
            f"{rng.randrange(10**7, 10**8)}-000"
            if country == "HK"
            else f"20{rng.randrange(10, 24)}{rng.randrange(10**4, 10**5)}K"
        )
    module = get_cc_module(
        country.lower(),
        {"CH": "uid", "IE": "vat", "SE": "orgnr", "FI": "alv", "DK": "cvr", "BE": "vat", "PT": "nif"}[country],
    )
    while True:
        digits = "".join(rng.choice("0123456789") for _ in range(_DIGITS[country]))
        body = {
            "CH": "CHE" + digits,
            "BE": "0" + digits[1:],
            "IE": digits + rng.choice("ABCDEFGHIJKLMNOPQRSTUVW"),
            "PT": "5" + digits[1:],
        }.get(country, digits)
        if module.is_valid(body):
            return {"CH": body + " MWST", "SE": f"SE{body}01"}.get(country, country + body)


_BBAN = {"CH": 17, "BE": 12, "PT": 21, "IE": 18, "DK": 14, "SE": 20, "FI": 14}


def account(country: str, rng: random.Random) -> str:
    """An IBAN whose check digits fit; none where the country has none."""
    if country not in _BBAN:
        return bank_account(country, rng)
    digits = "".join(rng.choice("0123456789") for _ in range(_BBAN[country]))
    if country == "IE":
        digits = "AIBK" + digits[4:]
    if country == "BE":
        digits = digits[:10] + f"{int(digits[:10]) % 97 or 97:02d}"
    number = int("".join(str(int(c, 36)) for c in f"{digits}{country}00"))
    return f"{country}{98 - number % 97:02d}{digits}"


def company(country: str, rng: random.Random) -> Firm:
    """A made-up company."""
    language, _, _, forms, towns, streets = _LANDS[country]
    town, street, house = rng.choice(towns.split("|")), rng.choice(streets.split("|")), rng.randrange(1, 140)
    form = rng.choice(forms.split("|"))
    if country in _NATIVE:
        core = "".join(rng.choice(part.split("|")) for part in _NATIVE[country])
        name = f"{town.split(' ')[1][:2]}{core}{form}" if country == "CN" else f"{form}{core}"
        street = f"{street}{house}号" if country == "CN" else f"{street}{house}-{rng.randrange(1, 20)}"
    else:
        name = f"{rng.choice(_STEMS)} {rng.choice(_TRADES[language].split('|'))} {form}"
        street = f"{house} {street}" if country in {"GB", "IE", "FR", "BE", "HK", "SG"} else f"{street} {house}"
    if country in {"GB", "IE"}:
        city, _, postcode = town.partition(" ")
    elif country in {"HK", "SG"}:
        city, _, postcode = (town, "", "") if country == "HK" else town.partition(" ")
    else:
        parts = 2 if country in {"NL", "SE"} else 1
        words = town.split(" ")
        postcode, city = " ".join(words[:parts]), " ".join(words[parts:])
    return Firm(
        name=name, street=street, postcode=postcode, city=city, country=country, vat=_number(country, rng),
        iban=account(country, rng), email=f"billing@{zlib.crc32(name.encode()) % 10**6:06d}.example",
    )  # fmt: skip


def address(who: Firm) -> str:
    """On one line, as the platform holds it."""
    place = (
        f"{who.city} {who.postcode}".strip()
        if who.country in {"GB", "IE", "SG", "HK"}
        else f"{who.postcode} {who.city}"
    )
    return f"{who.street}, {place}, {COUNTRY_NAME[who.country]}"


@dataclass(kw_only=True)
class Paper(Bill):
    """A bill with what trade writes beside it."""

    ship_to: list[str] = field(default_factory=list)
    heading: str = ""  # printed above everything
    title: str = ""  # printed instead of the usual title
    cash: Decimal = Decimal(0)  # rounding of the amount to pay
    labels: dict[str, str] = field(default_factory=dict)
    column: str = ""  # one more column (ordered pieces), its label
    column_values: list[str] = field(default_factory=list)
    by_line: bool = False  # the tax is rounded line by line

    @property
    def step(self) -> Decimal:
        """The least amount of the currency."""
        return Decimal(1) if self.currency == "JPY" else Decimal("0.01")

    def taxes(self) -> list[tuple[Decimal, Decimal, Decimal]]:
        """As every bill, or with the tax of each line rounded."""
        rows = super().taxes()
        if not self.by_line:
            return rows
        tax = sum((rounded(r.net * self.rate / 100, self.step) for r in self.rows), Decimal(0))
        return [(self.rate, self.lines_total, tax)]

    @property
    def payable(self) -> Decimal:
        """Amount to pay, rounded where coins are."""
        return self.gross - self.prepaid + self.cash


def series(seller: Firm, issued: date) -> tuple[str, int]:
    """The seller's number on this day, and the count in it."""
    rng = random.Random(f"third-{seller.name}")
    start, daily, style = rng.randrange(300, 7000), rng.randrange(2, 6), rng.randrange(5)
    count = start + (issued - date(2025, 6, 1)).days * daily + random.Random(f"{seller.name}{issued}").randrange(daily)
    return styled(count, issued, style), count


def styled(count: int, issued: date, style: int) -> str:
    """One count in one of five styles."""
    return (
        f"{issued.year}/{count:05d}", f"SI-{count:06d}", f"{issued:%y}{count:06d}", f"{count:06d}-{issued:%m%y}", f"FA{issued.year}-{count}",
    )[style]  # fmt: skip


def order(seller: Firm, buyer: Firm, *, issued: date, rng: random.Random, rows: int = 3) -> Paper:
    """A plain bill in order."""
    currency = currency_of(seller.country) if rng.random() < 0.8 or seller.country in {"CN", "JP"} else "EUR"
    factor = Decimal(_FACTOR.get(currency, "1"))
    step = Decimal(1) if currency == "JPY" else Decimal("0.01")
    lines = [
        Row(
            name=f"{BRAND} {n}",
            model=m,
            gtin=g,
            quantity=Decimal(rng.randrange(2, 30)),
            price=rounded(p * rng.randrange(42, 62) / 100 * factor, step),
        )
        for n, m, g, p in rng.sample(PRODUCTS, rows)
    ]
    abroad = seller.country != buyer.country
    rate = Decimal(0) if abroad else Decimal(_LANDS[seller.country][2])
    return Paper(
        kind="invoice", number=series(seller, issued)[0], issued=issued, seller=seller, buyer=buyer, rows=lines, rate=rate,
        reverse=abroad, exempt=not abroad and not rate, currency=currency,
        due=issued + timedelta(days=rng.choice([10, 30, 45])) if rng.random() < 0.6 else None,
    )  # fmt: skip
