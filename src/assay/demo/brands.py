"""Which brands does the sample marketplace know? Twelve invented ones, with native names, marks, goods, owners and dealers.

All are made up for Assay; a likeness to a real mark is chance. One is an everyday word (Quarry), one is named in accessories by everybody
(Haverlock), one is not protected (Plainway): the cases in which naming a brand is no claim to it.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assay.demo.companies import CompanyMaker, gtin13
from assay.demo.papers.paper import Language, Party
from assay.regime.brand.register import Brand, Dealer, Mark, Product, Register

COLOURS = ("black", "sand", "navy", "burgundy", "ivory", "olive", "silver", "rose")


@dataclass(frozen=True, kw_only=True, slots=True)
class Goods:
    """A product as the brand sells it: name, model, price in euros, and a short name that shops use in titles."""

    name: str
    model: str
    price: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class House:
    """A brand as it was invented, before it has an owner, marks and numbers."""

    brand_id: str
    name: str
    aliases: tuple[str, ...]
    native: tuple[str, ...]
    category: str
    noun: str  # what its goods are called in a title
    noun_zh: str
    classes: tuple[int, ...]  # Nice
    country: str
    owner: str
    goods: tuple[Goods, ...]
    protected: bool = True


def _goods(*rows: tuple[str, str, str]) -> tuple[Goods, ...]:
    return tuple(Goods(name=name, model=model, price=Decimal(price)) for name, model, price in rows)


HOUSES: tuple[House, ...] = (
    House(
        brand_id="maison-orvelle",
        name="Maison Orvelle",
        aliases=("Orvelle",),
        native=("欧尔薇", "オルヴェル"),
        category="Handbags",
        noun="handbag",
        noun_zh="手提包",
        classes=(18, 25),
        country="FR",
        owner="Maison Orvelle SAS",
        goods=_goods(
            ("Sérénade 24 handbag", "MO-2410", "1890.00"),
            ("Sérénade 30 tote", "MO-3010", "2240.00"),
            ("Colombe shoulder bag", "MO-1820", "1450.00"),
            ("Colombe card holder", "MO-0115", "290.00"),
            ("Voyage 50 weekender", "MO-5000", "2980.00"),
            ("Petite wallet", "MO-0220", "520.00"),
        ),
    ),
    House(
        brand_id="bellandri",
        name="Bellandri",
        aliases=("Casa Bellandri",),
        native=("贝兰德利",),
        category="Shoes",
        noun="loafers",
        noun_zh="皮鞋",
        classes=(25, 18),
        country="IT",
        owner="Bellandri Calzature S.p.A.",
        goods=_goods(
            ("Firenze penny loafers", "BF-101", "690.00"),
            ("Firenze chelsea boots", "BF-140", "890.00"),
            ("Arno suede moccasins", "BA-220", "620.00"),
            ("Lucia slingback pumps", "BL-310", "740.00"),
            ("Cintura leather belt", "BC-055", "280.00"),
        ),
    ),
    House(
        brand_id="veltrano",
        name="Veltrano",
        aliases=("Veltrano Genève",),
        native=("维尔特诺", "ヴェルトラーノ"),
        category="Watches",
        noun="watch",
        noun_zh="腕表",
        classes=(14,),
        country="FR",
        owner="Veltrano Horlogerie SAS",
        goods=_goods(
            ("Meridian 40 automatic", "VM-4001", "5400.00"),
            ("Meridian 36 automatic", "VM-3601", "4950.00"),
            ("Abyssal 300 diver", "VA-0300", "6850.00"),
            ("Chronique II chronograph", "VC-0202", "8200.00"),
            ("Calf strap 20 mm", "VS-2000", "240.00"),
        ),
    ),
    House(
        brand_id="kestrix",
        name="Kestrix",
        aliases=("Kestrix Running", "KSTX"),
        native=("凯斯翠",),
        category="Shoes",
        noun="running shoes",
        noun_zh="跑步鞋",
        classes=(25, 28),
        country="DE",
        owner="Kestrix Sport AG",
        goods=_goods(
            ("Volt 3 running shoes", "KX-V3", "149.00"),
            ("Volt 3 Trail running shoes", "KX-V3T", "169.00"),
            ("Court Nine sneakers", "KX-C9", "119.00"),
            ("Skyline hoodie", "KX-SH2", "79.00"),
            ("Glide training socks 3-pack", "KX-G3", "19.00"),
            ("Pulse duffel 40", "KX-P40", "69.00"),
        ),
    ),
    House(
        brand_id="fjellvik",
        name="Fjellvik",
        aliases=("Fjellvik Outdoor",),
        native=("菲尔维克",),
        category="Jackets",
        noun="jacket",
        noun_zh="羽绒服",
        classes=(25, 22),
        country="NL",
        owner="Fjellvik Outdoor B.V.",
        goods=_goods(
            ("Storm Ridge parka", "FJ-SR1", "780.00"),
            ("Storm Ridge down vest", "FJ-SR5", "420.00"),
            ("Glacier shell", "FJ-GL2", "560.00"),
            ("Tundra beanie", "FJ-TB1", "65.00"),
        ),
    ),
    House(
        brand_id="lumaquill",
        name="Lumaquill",
        aliases=("Luma Quill",),
        native=("露玛奎尔",),
        category="Headphones",
        noun="earbuds",
        noun_zh="无线耳机",
        classes=(9,),
        country="GB",
        owner="Lumaquill Audio Ltd",
        goods=_goods(
            ("Quill Buds 2", "LQ-B2", "199.00"),
            ("Quill Buds 2 Pro", "LQ-B2P", "279.00"),
            ("Feather ANC headphones", "LQ-F1", "349.00"),
            ("Quill Mini speaker", "LQ-S1", "129.00"),
        ),
    ),
    House(
        brand_id="haverlock",
        name="Haverlock",
        aliases=("Haverlock & Sons",),
        native=("哈弗洛克",),
        category="Vacuum Cleaners",
        noun="cordless vacuum",
        noun_zh="吸尘器",
        classes=(7, 11),
        country="GB",
        owner="Haverlock & Sons Ltd",
        goods=_goods(
            ("V9 cordless vacuum", "HL-V9", "449.00"),
            ("V9 Animal cordless vacuum", "HL-V9A", "529.00"),
            ("V12 cordless vacuum", "HL-V12", "649.00"),
            ("Airfold hair dryer", "HL-AF1", "379.00"),
        ),
    ),
    House(
        brand_id="aurelisse",
        name="Aurélisse",
        aliases=("Aurelisse Paris",),
        native=("奥蕊丝", "オーレリス"),
        category="Perfume & Cologne",
        noun="eau de parfum",
        noun_zh="香水",
        classes=(3,),
        country="FR",
        owner="Parfums Aurélisse SAS",
        goods=_goods(
            ("Nuit de Sel eau de parfum 50 ml", "AU-NS50", "135.00"),
            ("Nuit de Sel eau de parfum 100 ml", "AU-NS100", "190.00"),
            ("Brume d’Or body mist 200 ml", "AU-BO200", "58.00"),
            ("Velours lipstick 03", "AU-VL03", "42.00"),
        ),
    ),
    House(
        brand_id="tavoro",
        name="Tavoro",
        aliases=("Tavoro Eyewear",),
        native=("塔沃罗",),
        category="Sunglasses",
        noun="sunglasses",
        noun_zh="太阳镜",
        classes=(9,),
        country="IT",
        owner="Tavoro Occhiali S.r.l.",
        goods=_goods(
            ("Riva pilot sunglasses", "TV-R11", "210.00"),
            ("Riva round sunglasses", "TV-R14", "210.00"),
            ("Capo wrap sunglasses", "TV-C02", "245.00"),
            ("Lido acetate frame", "TV-L30", "180.00"),
        ),
    ),
    House(
        brand_id="zephra",
        name="Zephra",
        aliases=("Zephra Mobile",),
        native=("泽弗拉",),
        category="Mobile Phones",
        noun="smartphone",
        noun_zh="手机",
        classes=(9, 38),
        country="NL",
        owner="Zephra Devices B.V.",
        goods=_goods(
            ("Zephra One 128 GB", "ZP-1-128", "799.00"),
            ("Zephra One 256 GB", "ZP-1-256", "899.00"),
            ("Zephra Fold", "ZP-F-256", "1499.00"),
            ("Zephra Watch 2", "ZP-W2", "299.00"),
        ),
    ),
    House(
        brand_id="quarry",
        name="Quarry",
        aliases=("Quarry Denim",),
        native=("夸瑞",),
        category="Jeans",
        noun="jeans",
        noun_zh="牛仔裤",
        classes=(25,),
        country="GB",
        owner="Quarry Denim Ltd",
        goods=_goods(
            ("Q1 straight jeans", "QR-Q1", "139.00"),
            ("Q4 slim jeans", "QR-Q4", "149.00"),
            ("Raw denim jacket", "QR-J1", "219.00"),
            ("Selvedge shirt", "QR-S2", "129.00"),
        ),
    ),
    House(
        brand_id="plainway",
        name="Plainway",
        aliases=(),
        native=("普莱威",),
        category="Socks",
        noun="socks",
        noun_zh="袜子",
        classes=(25,),
        country="DE",
        owner="Plainway Textil GmbH",
        goods=_goods(
            ("Everyday socks 6-pack", "PW-E6", "14.90"),
            ("Cotton t-shirt 2-pack", "PW-T2", "24.90"),
            ("Merino base layer", "PW-M1", "49.90"),
        ),
        protected=False,
    ),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A firm that sells a brand's goods to shops. `known`: the brand has named it, so that the register knows it."""

    company: Party
    brand_id: str
    level: int
    known: bool

    @property
    def language(self) -> Language:
        """The language of its papers."""
        return language_of(self.company.country)


@dataclass(frozen=True, kw_only=True, slots=True)
class BrandWorld:
    """Brands with their owners, and every firm that sells their goods: those the register knows and those it does not."""

    houses: tuple[House, ...]
    owners: dict[str, Party]
    sources: dict[str, tuple[Source, ...]]
    register: Register

    def house(self, brand_id: str) -> House:
        """The invented brand behind the identifier."""
        return next(h for h in self.houses if h.brand_id == brand_id)

    def brand(self, brand_id: str) -> Brand:
        """The brand as the register has it."""
        return next(b for b in self.register.brands if b.brand_id == brand_id)

    def known(self, brand_id: str) -> Sequence[Source]:
        """The brand's dealers."""
        return [s for s in self.sources[brand_id] if s.known]

    def unknown(self, brand_id: str) -> Sequence[Source]:
        """Honest wholesalers of the grey channel, whom the brand has not named."""
        return [s for s in self.sources[brand_id] if not s.known]


def language_of(country: str) -> Language:
    """The language in which a firm of this country prints; English where the sample has no words of its own."""
    return {"DE": "de", "AT": "de", "FR": "fr", "BE": "fr"}.get(country, "en")  # type: ignore[return-value]


def brand_world(rng: random.Random, companies: CompanyMaker) -> BrandWorld:
    """Give every brand its owner, marks, numbers, two or three dealers that it has named and two wholesalers that it has not."""
    owners, sources, brands = {}, {}, []
    for index, house in enumerate(HOUSES):
        owner = companies.company(house.country, "house", name=house.owner)
        found = _sources(house, rng, companies)
        owners[house.brand_id], sources[house.brand_id] = owner, found
        brands.append(_registered(house, index, owner, found))
    return BrandWorld(houses=HOUSES, owners=owners, sources=sources, register=Register(brands=tuple(brands)))


def _sources(house: House, rng: random.Random, companies: CompanyMaker) -> tuple[Source, ...]:
    countries = rng.sample(("DE", "FR", "IT", "NL", "BE", "AT", "GB"), 5)
    plan = ((1, True), (1, True), (2, True), (2, False), (3, False))
    return tuple(
        Source(company=companies.company(country, "wholesale"), brand_id=house.brand_id, level=level, known=known)
        for country, (level, known) in zip(countries, plan, strict=True)
    )


def _registered(house: House, index: int, owner: Party, sources: Sequence[Source]) -> Brand:
    return Brand(
        brand_id=house.brand_id,
        name=house.name,
        aliases=(*house.aliases, *house.native),
        protected=house.protected,
        categories=(house.category,),
        marks=(
            Mark(office="EUIPO", number=f"0{18_400_000 + 7_919 * index}", classes=house.classes, text=house.name),
            *(Mark(office="CNIPA", number=str(40_100_000 + 6_151 * index), classes=house.classes, territories=("CN",), text=n)
              for n in house.native[:1]),
        ),
        products=tuple(
            Product(
                name=f"{house.name} {g.name}" if not g.name.startswith(house.name) else g.name,
                model=g.model,
                gtin=gtin13(f"952{1000 + 37 * index}", 11 * position),  # GS1 keeps 952 for demonstrations
                reference_price=g.price,
                currency="EUR",
            )
            for position, g in enumerate(house.goods, start=1)
        ),
        dealers=tuple(_dealer(s.company, s.level) for s in sources if s.known),
        owner=_dealer(owner, 0),
    )  # fmt: skip


def _dealer(company: Party, level: int) -> Dealer:
    return Dealer(
        legal_name=company.name,
        address=company.address,
        country=company.country,
        vat_id=company.vat_id,
        iban=company.iban,
        level=level,
    )
