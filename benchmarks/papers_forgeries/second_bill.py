"""What does an invoice of the second set say, and who stands on it?

A bill here is a loose heap of words and amounts that a forger may change one by one; it knows nothing of the marketplace's own samples. Firms are made up,
their numbers pass the check digits that anybody can look up.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from stdnum.util import get_cc_module

CENT = Decimal("0.01")


def rounded(value: Decimal, step: Decimal = CENT) -> Decimal:
    """Two decimals, half up; `step` 1 where the currency has no cents."""
    return value.quantize(step, ROUND_HALF_UP)


@dataclass(kw_only=True)
class Firm:
    """A made-up company as it writes itself."""

    name: str
    street: str
    postcode: str
    city: str
    country: str
    vat: str
    iban: str = ""
    registration: str = ""
    email: str = ""

    @property
    def address(self) -> str:
        """On one line."""
        place = f"{self.city} {self.postcode}" if self.country in {"GB", "US"} else f"{self.postcode} {self.city}"
        return f"{self.street}, {place}, {COUNTRY[self.country]}"


@dataclass(kw_only=True)
class Row:
    """One line; `amount` is computed unless it is given."""

    name: str
    model: str
    gtin: str
    quantity: Decimal
    price: Decimal
    discount: Decimal = Decimal(0)
    rate: Decimal | None = None
    amount: Decimal | None = None
    unit: str = "pcs"

    @property
    def net(self) -> Decimal:
        """The amount as printed."""
        return rounded(self.quantity * self.price - self.discount) if self.amount is None else self.amount


@dataclass(kw_only=True)
class Bill:
    """A paper; `stale` are totals that are printed as they are, whatever follows from the lines."""

    kind: str
    number: str
    issued: date
    seller: Firm
    buyer: Firm
    rows: list[Row]
    rate: Decimal
    currency: str = "EUR"
    due: date | None = None
    delivered: date | None = None
    allowance: Decimal = Decimal(0)
    charge: Decimal = Decimal(0)
    prepaid: Decimal = Decimal(0)
    gross_prices: bool = False
    notes: list[str] = field(default_factory=list)
    preceding: str = ""
    reverse: bool = False
    exempt: bool = False
    stale: dict[str, Decimal] = field(default_factory=dict)

    def twin(self) -> Bill:
        """A copy that can be changed."""
        return copy.deepcopy(self)

    @property
    def lines_total(self) -> Decimal:
        """Sum of the lines."""
        return sum((r.net for r in self.rows), Decimal(0))

    @property
    def step(self) -> Decimal:
        """The least amount of the currency."""
        return Decimal(1) if self.currency in {"JPY", "TWD"} else CENT

    def taxes(self) -> list[tuple[Decimal, Decimal, Decimal]]:
        """(rate, base, tax) for each rate; allowance and charge stand at the main one."""
        bases: dict[Decimal, Decimal] = {}
        for row in self.rows:
            rate = self.rate if row.rate is None else row.rate
            bases[rate] = bases.get(rate, Decimal(0)) + row.net
        bases[self.rate] = bases.get(self.rate, Decimal(0)) - self.allowance + self.charge
        if self.gross_prices:
            return [
                (r, b - rounded(b * r / (100 + r), self.step), rounded(b * r / (100 + r), self.step))
                for r, b in bases.items()
            ]
        return [(r, b, rounded(b * r / 100, self.step)) for r, b in bases.items()]

    @property
    def tax(self) -> Decimal:
        """Tax total as printed."""
        return self.stale.get("tax", sum((t for _, _, t in self.taxes()), Decimal(0)))

    @property
    def net(self) -> Decimal:
        """Net total as printed."""
        return self.stale.get("net", sum((b for _, b, _ in self.taxes()), Decimal(0)))

    @property
    def gross(self) -> Decimal:
        """Gross total as printed."""
        return self.stale.get("gross", self.net + sum((t for _, _, t in self.taxes()), Decimal(0)))

    @property
    def payable(self) -> Decimal:
        """Amount to pay."""
        return self.gross - self.prepaid


COUNTRY = {
    "DE": "Germany",
    "FR": "France",
    "IT": "Italy",
    "ES": "Spain",
    "NL": "Netherlands",
    "GB": "United Kingdom",
    "AT": "Austria",
    "CN": "China",
    "JP": "Japan",
    "TW": "Taiwan",
    "PL": "Poland",
    "US": "USA",
}
RATE = {
    "DE": "19",
    "FR": "20",
    "IT": "22",
    "ES": "21",
    "NL": "21",
    "GB": "20",
    "AT": "20",
    "CN": "13",
    "JP": "10",
    "TW": "5",
    "PL": "23",
    "US": "0",
}
_TOWNS = {
    "DE": [("48143", "Münster"), ("90402", "Nürnberg"), ("70173", "Stuttgart"), ("28195", "Bremen")],
    "FR": [("69002", "Lyon"), ("31000", "Toulouse"), ("44000", "Nantes"), ("06000", "Nice")],
    "IT": [("50123", "Firenze"), ("20121", "Milano"), ("40121", "Bologna"), ("10121", "Torino")],
    "ES": [("28001", "Madrid"), ("08002", "Barcelona"), ("46001", "Valencia")],
    "NL": [("3011 AA", "Rotterdam"), ("1012 JS", "Amsterdam"), ("3511 CE", "Utrecht")],
    "GB": [("M1 1AE", "Manchester"), ("LS1 4DY", "Leeds"), ("EC1A 1BB", "London")],
    "AT": [("1010", "Wien"), ("8010", "Graz"), ("5020", "Salzburg")],
    "CN": [("200001", "上海市"), ("510000", "广州市"), ("310000", "杭州市")],
    "JP": [("104-0061", "東京都中央区"), ("530-0001", "大阪市北区")],
    "TW": [("110", "台北市信義區"), ("407", "台中市西屯區")],
    "PL": [("00-001", "Warszawa"), ("31-001", "Kraków")],
    "US": [("NY 10001", "New York"), ("CA 94103", "San Francisco")],
}
_STREETS = {
    "DE": "Ahornweg|Hafenstraße|Am Markt|Goethestraße",
    "FR": "rue des Lilas|avenue Foch|quai de la Gare",
    "IT": "Via Garibaldi|Corso Italia|Piazza Dante",
    "ES": "Calle Mayor|Avenida del Puerto|Paseo de Gracia",
    "NL": "Kerkstraat|Havenlaan|Stationsweg",
    "GB": "Mill Lane|High Street|Station Road",
    "AT": "Lindengasse|Hauptplatz|Wiedner Gürtel",
    "CN": "南京东路|中山路|解放大道",
    "JP": "銀座|梅田",
    "TW": "信義路|中山路",
    "PL": "ul. Polna|ul. Nowa",
    "US": "Market Street|Broadway",
}
_STEMS = [
    "Halvorsen",
    "Castellani",
    "Brückner",
    "Delacour",
    "Ibarra",
    "Van Houten",
    "Whitfield",
    "Kowalczyk",
    "Ferrandi",
    "Lindqvist",
    "Marchetti",
    "Oberhuber",
    "Pellegrin",
    "Quintero",
    "Rosenthal",
    "Sandoval",
    "Tremblay",
    "Ullmann",
    "Vasseur",
    "Wexford",
    "Zanetti",
    "Norwood",
    "Bellamy",
    "Carrington",
    "Duvernay",
    "Eisenhardt",
]
_TRADES = {
    "DE": "Lederwaren|Modehandel|Accessoires|Textilvertrieb",
    "FR": "Maroquinerie|Distribution|Accessoires|Mode",
    "IT": "Pelletterie|Distribuzione|Moda|Accessori",
    "ES": "Moda|Complementos|Distribuciones|Comercial",
    "NL": "Lederwaren|Groothandel|Mode|Import",
    "GB": "Leather Goods|Trading|Accessories|Wholesale",
    "AT": "Lederwaren|Handels|Mode|Vertriebs",
    "PL": "Moda|Hurtownia|Galanteria",
    "US": "Leather|Apparel|Distribution",
}
_FORMS = {
    "DE": "GmbH|GmbH & Co. KG|AG",
    "FR": "SARL|SAS|SA",
    "IT": "S.r.l.|S.p.A.|S.n.c.",
    "ES": "S.L.|S.A.",
    "NL": "B.V.|N.V.",
    "GB": "Ltd|Limited|LLP",
    "AT": "GmbH|KG",
    "PL": "Sp. z o.o.|S.A.",
    "US": "LLC|Inc.",
}
_NATIVE = {
    "CN": ("锦程|华瑞|东方丽人|鸿运|新世纪", "皮具|服饰|贸易|箱包", "有限公司"),
    "JP": ("高橋|松本|青山|北斗", "商事|服飾|皮革", "株式会社"),
    "TW": ("昇陽|宏達|美聯|長青", "皮件|服飾|國際貿易", "股份有限公司"),
}
_TAX_MODULE = {"CN": "uscc", "JP": "cn", "TW": "ubn", "GB": "vat", "US": "ein"}
_BODY = {
    "AT": "U########",
    "FR": "##@",
    "NL": "#########B##",
    "ES": "B########",
    "IT": "0##########",
    "CN": "91310101MA1@@@@@#@",
    "US": "12-3######",
}
_BBAN = {
    "DE": 18,
    "FR": 23,
    "IT": 23,
    "ES": 20,
    "NL": 14,
    "GB": 18,
    "AT": 16,
    "PL": 24,
}


def tax_number(country: str, rng: random.Random) -> str:
    """A number that passes the public check: tried until it does."""
    module = get_cc_module(country.lower(), _TAX_MODULE.get(country, "vat"))
    lengths = {"DE": 9, "PL": 10, "GB": 9, "JP": 13, "TW": 8}
    while True:
        digits = "".join(rng.choice("0123456789") for _ in range(20))
        if country == "AT":
            body = "U" + digits[:8]
        elif country == "NL":
            body = digits[:9] + "B01"
        elif country == "ES":
            body = "B" + digits[:8]
        elif country == "IT":
            body = "0" + digits[:6] + rng.choice(["015", "037", "048", "010"]) + digits[7]
        elif country == "CN":
            body = "91310101MA1" + "".join(rng.choice("0123456789ABCDEFGHJKLMNPQRTUWXY") for _ in range(7))
        elif country == "US":
            body = "12-" + digits[:7]
        elif country == "FR":
            siren = digits[:9]
            body = f"{(12 + 3 * (int(siren) % 97)) % 97:02d}{siren}"
        else:
            body = digits[: lengths[country]]
        if module is None or module.is_valid(body):
            return {"CN": "", "JP": "T", "TW": "", "US": ""}.get(country, country) + body


def bank_account(country: str, rng: random.Random) -> str:
    """An IBAN whose check digits fit; none where the country has none."""
    if country not in _BBAN:
        return ""
    while True:
        digits = "".join(rng.choice("0123456789") for _ in range(_BBAN[country]))
        bban = {"NL": "INGB" + digits[:10], "GB": "MIDL" + digits[:14], "IT": "X" + digits[:22]}.get(country, digits)
        bban = bban[: _BBAN[country]]
        number = int("".join(str(int(c, 36)) for c in f"{bban}{country}00"))
        return f"{country}{98 - number % 97:02d}{bban}"


def firm(country: str, rng: random.Random, *, trade: str = "") -> Firm:
    """A made-up company of the country."""
    postcode, city = rng.choice(_TOWNS[country])
    house = str(rng.randrange(1, 180))
    street = rng.choice(_STREETS[country].split("|"))
    if country in _NATIVE:
        stems, trades, form = _NATIVE[country]
        core = rng.choice(stems.split("|")) + (trade or rng.choice(trades.split("|")))
        name = f"{form}{core}" if country == "JP" else f"{city[:2] if country == 'CN' else ''}{core}{form}"
        street = (
            f"{street}{house}号" if country == "CN" else f"{street}{house}號" if country == "TW" else f"{street}{house}"
        )
    else:
        stem, form = rng.choice(_STEMS), rng.choice(_FORMS[country].split("|"))
        second = rng.choice(_STEMS) if rng.random() < 0.3 else ""
        word = trade or rng.choice(_TRADES[country].split("|"))
        name = f"{stem} {'& ' + second + ' ' if second else ''}{word} {form}"
        street = f"{house} {street}" if country in {"FR", "GB", "US"} else f"{street} {house}"
    mail = "".join(c for c in name.casefold().split()[0] if c.isascii() and c.isalpha()) or "office"
    return Firm(
        name=name,
        street=street,
        postcode=postcode,
        city=city,
        country=country,
        vat=tax_number(country, rng),
        iban=bank_account(country, rng),
        email=f"accounts@{mail}.example",
    )


PRODUCTS = (
    ("Soleil Tote Grande", "VM-4410", "8712345100018", Decimal(620)),
    ("Mini Clutch Perle", "VM-2207", "8712345100025", Decimal(340)),
    ("Twill Carré 90", "VM-0908", "8712345100032", Decimal(185)),
    ("Reversible Belt 32", "VM-3320", "8712345100049", Decimal(210)),
    ("Card Holder Slim", "VM-1105", "8712345100056", Decimal(130)),
)
BRAND = "Valmorel"


def row(index: int, rng: random.Random, *, quantity: int | None = None, currency: str = "EUR") -> Row:
    """A line over one of the brand's products at a dealer's price."""
    name, model, gtin, reference = PRODUCTS[index]
    factor = {"EUR": Decimal(1), "CNY": Decimal("7.7"), "JPY": Decimal(160), "TWD": Decimal(34)}.get(
        currency, Decimal(1)
    )
    price = rounded(reference * Decimal(rng.randrange(40, 66)) / 100 * factor)
    if currency in {"JPY", "TWD"}:
        price = price.quantize(Decimal(1))
    return Row(
        name=f"{BRAND} {name}",
        model=model,
        gtin=gtin,
        quantity=Decimal(quantity or rng.randrange(2, 25)),
        price=price,
    )


NUMBERS: tuple[Callable[[int, date], str], ...] = (
    lambda n, d: f"{d.year}-{n:05d}",
    lambda n, d: f"RE{d:%y%m}{n % 10000:04d}",
    lambda n, d: f"INV/{d.year}/{n:04d}",
    lambda n, d: str(100000 + n),
    lambda n, d: f"F{d:%y}-{n:06d}",
    lambda n, d: f"{n:07d}",
)


def number_of(seller: Firm, issued: date) -> str:
    """The seller's number on that day: his series rises by a few numbers a day."""
    rng = random.Random(f"series-{seller.name}")
    form, start, daily = rng.choice(NUMBERS), rng.randrange(10, 4000), rng.randrange(1, 9)
    days = (issued - date(2025, 1, 1)).days
    return form(start + days * daily + random.Random(f"{seller.name}-{issued}").randrange(daily), issued)


def bill(seller: Firm, buyer: Firm, *, issued: date, rng: random.Random, rows: int = 3) -> Bill:
    """A plain invoice in order."""
    currency = {"CN": "CNY", "JP": "JPY", "TW": "TWD"}.get(seller.country, "EUR")
    abroad = seller.country != buyer.country
    chosen = rng.sample(range(len(PRODUCTS)), rows)
    return Bill(
        kind="invoice",
        number=number_of(seller, issued),
        issued=issued,
        seller=seller,
        buyer=buyer,
        rows=[row(i, rng, currency=currency) for i in chosen],
        rate=Decimal(0) if abroad else Decimal(RATE[seller.country]),
        reverse=abroad,
        currency=currency,
        due=issued + timedelta(days=rng.choice([14, 30, 60])) if rng.random() < 0.7 else None,
        delivered=issued - timedelta(days=rng.randrange(0, 6)) if rng.random() < 0.3 else None,
    )
