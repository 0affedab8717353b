"""Which companies trade in the sample? Invented firms with addresses, and with numbers whose check digits are right.

Names, streets and numbers are made up; a number that passes its check may belong to somebody by chance, which is why nothing of the sample is
ever sent anywhere. Check digits: python-stdnum; national account checks of France, Italy and Belgium are computed here.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from stdnum.at import uid as at_uid
from stdnum.be import vat as be_vat
from stdnum.cn import uscc
from stdnum.de import vat as de_vat
from stdnum.fr import tva as fr_tva
from stdnum.gb import vat as gb_vat
from stdnum.it import iva as it_iva
from stdnum.nl import btw as nl_btw

from assay.demo.papers.paper import Party

Trade = Literal["wholesale", "retail", "house"]

PLACES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "DE": (("20457", "Hamburg"), ("80331", "München"), ("50667", "Köln"), ("04109", "Leipzig"), ("70173", "Stuttgart")),
    "FR": (("69003", "Lyon"), ("75008", "Paris"), ("33000", "Bordeaux"), ("59000", "Lille"), ("31000", "Toulouse")),
    "IT": (("20121", "Milano"), ("50123", "Firenze"), ("10121", "Torino"), ("40121", "Bologna")),
    "NL": (("1017 AB", "Amsterdam"), ("3011 WT", "Rotterdam"), ("5611 EM", "Eindhoven")),
    "BE": (("1000", "Bruxelles"), ("2000", "Antwerpen"), ("9000", "Gent")),
    "AT": (("1010", "Wien"), ("8010", "Graz"), ("5020", "Salzburg")),
    "GB": (("M2 4WU", "Manchester"), ("EC2A 4NE", "London"), ("BS1 4DJ", "Bristol")),
    "CN": (("310000", "Hangzhou"), ("518000", "Shenzhen"), ("200001", "Shanghai")),
}
STREETS: Mapping[str, tuple[str, ...]] = {
    "DE": ("Kanalstraße", "Am Speicherhof", "Lindenallee", "Werftweg", "Gerbergasse", "Mühlendamm"),
    "FR": ("rue des Tanneurs", "quai du Levant", "avenue des Tilleuls", "rue de la Verrerie", "place du Marché-Neuf"),
    "IT": ("Via dei Conciatori", "Corso delle Arti", "Via San Lazzaro", "Viale dei Tigli"),
    "NL": ("Pakhuiskade", "Zilversteeg", "Lange Haven", "Touwslagersgracht"),
    "BE": ("rue du Vieux Port", "Handelskaai", "Ververijstraat", "avenue du Parc"),
    "AT": ("Seilergasse", "Am Heumarkt", "Färberweg"),
    "GB": ("Tanner Row", "Wharf Street", "Old Mill Lane", "Copper Yard"),
    "CN": ("Lanting Road", "Binjiang Avenue", "Xinghe Street"),
}
FORMS: Mapping[str, tuple[str, ...]] = {
    "DE": ("GmbH", "GmbH & Co. KG", "AG"),
    "FR": ("SARL", "SAS"),
    "IT": ("S.r.l.", "S.p.A."),
    "NL": ("B.V.",),
    "BE": ("BV",),
    "AT": ("GmbH",),
    "GB": ("Ltd",),
    "CN": ("Co., Ltd.",),
}
SURNAMES: Mapping[str, tuple[str, ...]] = {
    "DE": ("Brandhorst", "Lindwurm", "Eickhoff", "Sturmfels", "Haselbach", "Tiefensee", "Reuschle", "Vogelsang"),
    "FR": ("Delacourbe", "Marchandier", "Roussillac", "Vauclerc", "Thibaumont", "Lavergnolle", "Beauchamel"),
    "IT": ("Cavallerini", "Montefusco", "Bellarosa", "Tramontini", "Graziadei", "Pietrangelo"),
    "NL": ("Van Houtrijk", "De Waalwijker", "Zonneveldt", "Terbrugge"),
    "BE": ("Vandenkerkhove", "Deschampagne", "Wouterlinck"),
    "AT": ("Edelbacher", "Kronsteiner", "Hochleitner"),
    "GB": ("Ashcombe", "Wetherfield", "Thornbury", "Larkham"),
    "CN": ("Lanting", "Yunfeng", "Haoyue", "Jinxiu"),
}
TRADES: Mapping[Trade, Mapping[str, tuple[str, ...]]] = {
    "wholesale": {
        "DE": ("Großhandel", "Vertrieb", "Handels"),
        "FR": ("Distribution", "Négoce"),
        "IT": ("Distribuzione", "Ingrosso"),
        "NL": ("Groothandel", "Trading"),
        "BE": ("Distribution", "Trading"),
        "AT": ("Vertriebs", "Handels"),
        "GB": ("Wholesale", "Distribution"),
        "CN": ("Import and Export", "Trading"),
    },
    "retail": {
        "DE": ("Modehaus", "Onlinehandel", "Boutique"),
        "FR": ("Boutique", "Maroquinerie", "Mode"),
        "IT": ("Moda", "Boutique"),
        "NL": ("Mode", "Webwinkel"),
        "BE": ("Mode", "Boutique"),
        "AT": ("Modehaus", "Boutique"),
        "GB": ("Boutique", "Stores"),
        "CN": ("E-Commerce", "Trading"),
    },
    "house": dict.fromkeys(PLACES, ("",)),
}
BICS: Mapping[str, str] = {
    "DE": "HANZDEHHXXX",
    "FR": "CRLVFRPPXXX",
    "IT": "BLMDITMMXXX",
    "NL": "HVNBNL2AXXX",
    "AT": "DOBAATWWXXX",
    "GB": "WHRFGB2LXXX",
}
PHONES: Mapping[str, str] = {
    "DE": "+49 40", "FR": "+33 4", "IT": "+39 02", "NL": "+31 20", "BE": "+32 3", "AT": "+43 1", "GB": "+44 161", "CN": "+86 571",
}  # fmt: skip


@dataclass
class CompanyMaker:
    """Makes companies one after another from a seeded generator; no two of one maker share a name."""

    rng: random.Random
    taken: set[str]

    @classmethod
    def seeded(cls, rng: random.Random) -> CompanyMaker:
        """A maker that has made nothing yet."""
        return cls(rng=rng, taken=set())

    def company(self, country: str, trade: Trade, *, name: str = "") -> Party:
        """One company; `name` is the legal name where it is given."""
        rng = self.rng
        postcode, city = rng.choice(PLACES[country])
        number = rng.randrange(2, 180)
        street = rng.choice(STREETS[country])
        legal_name = name or self._name(country, trade)
        self.taken.add(legal_name)
        slug = "".join(c for c in legal_name.lower().split(" ")[0] if c.isascii() and c.isalpha()) or "firm"
        tax_number = vat_id(country, rng)
        return Party(
            name=legal_name,
            street=f"{street} {number}" if country in ("DE", "AT", "NL", "BE", "IT") else f"{number} {street}",
            postcode=postcode,
            city=city,
            country=country,
            vat_id=tax_number,
            registration=_registration(country, city, tax_number, rng),
            iban=iban(country, rng),
            bic=BICS.get(country, ""),
            email=f"office@{slug}.example",
            phone=f"{PHONES[country]} {rng.randrange(200_0000, 899_9999)}",
        )

    def _name(self, country: str, trade: Trade) -> str:
        """A legal name that was not made before: two owners, or one with a year, when the short forms run out."""
        rng = self.rng
        for attempt in range(1000):
            owners = rng.choice(SURNAMES[country])
            if attempt > 3:
                owners = " & ".join(rng.sample(SURNAMES[country], 2))
            if attempt > 12:
                owners = f"{owners} {rng.randrange(1890, 2024)}"
            name = " ".join(w for w in (owners, rng.choice(TRADES[trade][country]), rng.choice(FORMS[country])) if w)
            if name not in self.taken:
                return name
        raise RuntimeError(f"no more names for {country}")  # 1000 tries over thousands of names: cannot run out


def vat_id(country: str, rng: random.Random) -> str:
    """A VAT number of the country whose check digits are right; empty for countries without one here."""
    makers: Mapping[str, tuple[Callable[[], str], Any]] = {
        "DE": (lambda: _digits(rng, 9), de_vat),
        "FR": (lambda: _french_vat(rng), fr_tva),
        "IT": (lambda: f"0{_digits(rng, 6)}015{rng.randrange(10)}", it_iva),
        "NL": (lambda: _digits(rng, 9) + "B01", nl_btw),
        "BE": (lambda: "0" + _digits(rng, 9), be_vat),
        "AT": (lambda: "U" + _digits(rng, 8), at_uid),
        "GB": (lambda: _digits(rng, 9), gb_vat),
    }
    if country not in makers:
        return ""
    make, rules = makers[country]
    for _ in range(100_000):
        number = make()
        if rules.is_valid(number):
            return country + number
    raise RuntimeError(f"no valid VAT number for {country}")  # one in a hundred is valid: cannot happen


def broken_vat_id(good: str, rng: random.Random) -> str:
    """The number with one digit changed, so that its check fails: what an inventor of firms writes."""
    rules = {"DE": de_vat, "FR": fr_tva, "IT": it_iva, "NL": nl_btw, "BE": be_vat, "AT": at_uid, "GB": gb_vat}[good[:2]]
    places = [i for i, c in enumerate(good) if c.isdigit() and i >= 4]
    while True:
        i = rng.choice(places)
        changed = good[:i] + str((int(good[i]) + rng.randrange(1, 10)) % 10) + good[i + 1 :]
        if not rules.is_valid(changed[2:]):
            return changed


def iban(country: str, rng: random.Random) -> str:
    """An IBAN of the country with its check digits (ISO 13616), and with the national ones where the country has them."""
    if country == "DE":
        return _iban("DE", _digits(rng, 18))
    if country == "FR":
        bank, branch, account = _digits(rng, 5), _digits(rng, 5), _digits(rng, 11)
        key = 97 - (89 * int(bank) + 15 * int(branch) + 3 * int(account)) % 97
        return _iban("FR", f"{bank}{branch}{account}{key:02d}")
    if country == "IT":
        rest = _digits(rng, 10) + _digits(rng, 12)
        return _iban("IT", _italian_letter(rest) + rest)
    if country == "NL":
        return _iban("NL", "HVNB0" + _dutch_account(rng))
    if country == "BE":
        account = "001" + _digits(rng, 7)  # the bank's code must be one that exists
        return _iban("BE", f"{account}{int(account) % 97 or 97:02d}")
    if country == "AT":
        return _iban("AT", _digits(rng, 16))
    if country == "GB":
        return _iban("GB", "WHRF" + _digits(rng, 14))
    return ""


def gtin13(prefix: str, item: int) -> str:
    """A GTIN-13 with its check digit: `prefix` (company) and the item's number fill twelve digits."""
    body = f"{prefix}{item:0{12 - len(prefix)}d}"
    weighted = sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(body))
    return f"{body}{-weighted % 10}"


def _digits(rng: random.Random, count: int) -> str:
    return str(rng.randrange(1, 10)) + "".join(str(rng.randrange(10)) for _ in range(count - 1))


def _iban(country: str, account: str) -> str:
    moved = "".join(str(int(c, 36)) for c in f"{account}{country}00")
    return f"{country}{98 - int(moved) % 97:02d}{account}"


def _french_vat(rng: random.Random) -> str:
    while True:
        siren = _digits(rng, 9)
        doubled = [int(d) * (2 if i % 2 else 1) for i, d in enumerate(siren)]
        if sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0:
            return f"{(int(siren + '12')) % 97:02d}{siren}"


def _italian_letter(rest: str) -> str:
    """The control letter (CIN) before bank, branch and account."""
    odd = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21)
    total = sum(odd[int(d)] if i % 2 == 0 else int(d) for i, d in enumerate(rest))
    return chr(ord("A") + total % 26)


def _dutch_account(rng: random.Random) -> str:
    """Nine digits that pass the eleven test."""
    while True:
        account = _digits(rng, 9)
        if sum(int(d) * (9 - i) for i, d in enumerate(account)) % 11 == 0:
            return account


def _registration(country: str, city: str, tax_number: str, rng: random.Random) -> str:
    if country == "DE":
        return f"Amtsgericht {city} HRB {rng.randrange(1000, 240_000)}"
    if country == "FR":
        return f"RCS {city} {tax_number[4:]}"
    if country == "IT":
        return f"REA {city[:2].upper()}-{rng.randrange(100_000, 2_400_000)}"
    if country == "NL":
        return f"KvK {_digits(rng, 8)}"
    if country == "BE":
        return f"RPM {city}"
    if country == "AT":
        return f"FN {rng.randrange(100_000, 600_000)}{rng.choice('abdfghikmpstvwxyz')}"
    if country == "GB":
        return f"Company No. 0{_digits(rng, 7)}"
    base = "91" + "330100" + "MA" + _digits(rng, 7)
    return str(base + uscc.calc_check_digit(base))
