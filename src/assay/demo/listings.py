"""What is on offer in the sample, and what is it really? Listings of genuine goods, of fakes in every dress, and of what only names a brand."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from assay.demo.brands import COLOURS, BrandWorld, House
from assay.demo.disguise import DISGUISES
from assay.demo.papers.paper import cents
from assay.demo.stores import Behaviour, SampleStore
from assay.demo.wares import ACCESSORIES, ADMITTED, NEGATED, SIZES, UNBRANDED, WORDS, WORDS_ZH
from assay.regime.brand.register import Product

B = Behaviour
PUBLISH, STOP = "publish", "stop"
FIRST_TURNS = 4  # so many listings has every store before chance decides whose the next one is
MIXTURE: Mapping[Behaviour, tuple[tuple[str, int], ...]] = {
    B.HONEST: (("own", 55), ("unbranded", 25), ("unprotected", 10), ("accessory", 7), ("word", 3)),
    B.CARELESS: (("own", 35), ("over_units", 10), ("no_right", 15), ("unbranded", 30), ("unprotected", 10)),
    B.AGENT: (("own", 30), ("unbranded", 50), ("unprotected", 20)),
    B.COUNTERFEITING: (("plain", 22), ("disguised", 33), ("admitted", 9), ("full_price", 8), ("line_only", 8), ("unbranded", 20)),
    B.REBORN: (("plain", 20), ("disguised", 40), ("admitted", 5), ("full_price", 10), ("line_only", 5), ("unbranded", 20)),
    B.FLAGSHIP: (("own", 95), ("unbranded", 5)),
    B.EXCLUSIVE: (("own", 92), ("unbranded", 8)),
    B.MULTI_BRAND: (("own", 85), ("unprotected", 10), ("unbranded", 5)),
    B.ACCESSORIES: (("accessory", 65), ("unbranded", 20), ("word", 6), ("negated", 4), ("unprotected", 5)),
    B.PRIVATE: (("second_hand", 60), ("unbranded", 40)),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleRight:
    """A right that a store would hold if every application were answered as it deserves. `units` None: no limit."""

    store_id: str
    brand_id: str
    goods: tuple[str, ...]
    units: int | None
    valid_from: str
    valid_to: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleListing:
    """A listing as the marketplace sends it (`row`: product-feed attributes) and the truth: what it is, whose brand, what it deserves."""

    row: dict[str, str]
    what: str
    brand_id: str
    deserves: str  # "publish", or "stop": review, hold or remove
    disguise: str = ""


@dataclass
class Catalogue:
    """Writes listings one after another, so that a hundred thousand need no more memory than one."""

    world: BrandWorld
    stores: Sequence[SampleStore]
    rights: Sequence[SampleRight]
    rng: random.Random
    _left: dict[tuple[str, str], int] = field(default_factory=dict)
    _held: dict[str, list[tuple[str, Product, bool]]] = field(default_factory=dict)
    _proved: frozenset[tuple[str, str]] = frozenset()
    _beyond: dict[str, tuple[str, Product]] = field(default_factory=dict)
    _houses: dict[str, House] = field(default_factory=dict)
    _products: dict[str, tuple[Product, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._proved = frozenset((r.store_id, r.brand_id) for r in self.rights)
        self._houses = {h.brand_id: h for h in self.world.houses}
        self._products = {b.brand_id: b.products for b in self.world.register.brands}
        by_gtin = {p.gtin: p for products in self._products.values() for p in products}
        for right in self.rights:
            held = self._held.setdefault(right.store_id, [])
            if right.units is None:
                held.extend((right.brand_id, p, False) for p in self._products[right.brand_id])
            else:
                # A third is kept back: that much is sold by order (market.Sale), and what is sold is not on offer.
                self._left[right.store_id, right.goods[0]] = right.units - right.units // 3
                held.append((right.brand_id, by_gtin[right.goods[0]], True))
        for store in self.stores:
            if store.behaviour is B.CARELESS:
                # One product of a careless store is always offered beyond its papers; the others are not drawn into it.
                limited = [row for row in self._held.get(store.store_id, ()) if row[2]]
                for row in limited[:1]:
                    self._held[store.store_id].remove(row)
                    self._beyond[store.store_id] = row[:2]

    def listings(self, count: int) -> Iterator[SampleListing]:
        """`count` listings over all stores; the mixture of a store is that of its behaviour."""
        writers: Mapping[str, Callable[[SampleStore], SampleListing | None]] = {
            "own": self._own, "over_units": self._over_units, "no_right": self._no_right, "unbranded": self._unbranded,
            "unprotected": self._unprotected, "accessory": self._accessory, "word": self._word, "negated": self._negated,
            "plain": self._plain, "disguised": self._disguised, "admitted": self._admitted, "full_price": self._full_price,
            "line_only": self._line_only, "second_hand": self._second_hand,
        }  # fmt: skip
        kinds = {b: ([k for k, _ in rows], [w for _, w in rows]) for b, rows in MIXTURE.items()}
        for index in range(count):
            store = (
                self.stores[index % len(self.stores)]
                if index < FIRST_TURNS * len(self.stores)
                else self.rng.choice(self.stores)
            )
            if index < FIRST_TURNS * len(self.stores) and store.behaviour is B.COUNTERFEITING:
                listing = self._admitted(
                    store, form=index // len(self.stores) % 3
                )  # such a store is caught at least so often
            else:
                names, weights = kinds[store.behaviour]
                listing = writers[self.rng.choices(names, weights)[0]](store) or self._unbranded(store)
            listing.row["id"] = f"L{index + 1:06d}"
            listing.row["link"] = f"https://shop.example/{store.store_id}/L{index + 1:06d}"
            listing.row["image_link"] = f"https://img.example/{self.rng.randrange(1, 5000):04d}.jpg"
            yield listing

    def _row(
        self,
        store: SampleStore,
        *,
        title: str,
        price: Decimal,
        product_type: str,
        quantity: int,
        brand: str = "",
        gtin: str = "",
        mpn: str = "",
        condition: str = "new",
        description: str = "",
    ) -> dict[str, str]:
        return {
            "id": "",
            "title": title,
            "description": description or f"{title}. Sent within two working days from {store.company.city}.",
            "link": "",
            "image_link": "",
            "price": f"{cents(price):.2f} EUR",
            "brand": brand,
            "gtin": gtin,
            "mpn": mpn,
            "condition": condition,
            "product_type": product_type,
            "availability": "in_stock",
            "store_id": store.store_id,
            "quantity": str(quantity),
        }

    def _branded_title(self, house: House, product: Product) -> str:
        """The goods in the language of one of the marketplace's sellers."""
        goods, colour = _without(house, product.name), self.rng.choice(COLOURS)
        turn = self.rng.random()
        if turn < 0.14:
            return f"{house.native[0]} {house.noun_zh} {goods} {self.rng.choice(WORDS_ZH)}"
        if turn < 0.28:
            return f"{house.name} {goods}, {colour}, neu mit Rechnung"
        if turn < 0.38:
            return f"{house.name} {goods} {colour}, neuf avec facture"
        extra = self.rng.choice(SIZES)
        return f"{house.name} {goods} {colour}" + (f", {extra}" if extra else "")

    def _genuine(
        self, store: SampleStore, brand_id: str, product: Product, quantity: int, what: str, deserves: str
    ) -> SampleListing:
        house = self._houses[brand_id]
        price = (product.reference_price or Decimal(1)) * self.rng.randrange(82, 104) / 100
        row = self._row(
            store,
            title=self._branded_title(house, product),
            price=price,
            product_type=house.category,
            quantity=quantity,
            brand=house.name,
            gtin=product.gtin,
            mpn=product.model,
        )
        return SampleListing(row=row, what=what, brand_id=brand_id, deserves=deserves)

    def _own(self, store: SampleStore) -> SampleListing | None:
        """Genuine goods under a right, never more than it covers; None when all pieces are on offer."""
        held = self._held.get(store.store_id)
        if not held:
            return None
        brand_id, product, limited = self.rng.choice(held)
        quantity = self.rng.randrange(1, 6)
        if limited:
            left = self._left[store.store_id, product.gtin]
            if not left:
                return None
            quantity = min(quantity, left)
            self._left[store.store_id, product.gtin] = left - quantity
        return self._genuine(store, brand_id, product, quantity, "own_right", PUBLISH)

    def _over_units(self, store: SampleStore) -> SampleListing | None:
        """More pieces than the invoice covers."""
        if store.store_id not in self._beyond:
            return None
        brand_id, product = self._beyond[store.store_id]
        return self._genuine(store, brand_id, product, self.rng.randrange(200, 900), "over_units", STOP)

    def _no_right(self, store: SampleStore) -> SampleListing | None:
        """Perhaps genuine, and never proved."""
        wanting = [b for b in store.brands if (store.store_id, b) not in self._proved]
        if not wanting:
            return None
        brand_id = self.rng.choice(wanting)
        product = self.rng.choice(self._products[brand_id])
        return self._genuine(store, brand_id, product, self.rng.randrange(1, 8), "no_right", STOP)

    def _unbranded(self, store: SampleStore) -> SampleListing:
        title, product_type, price = self.rng.choice(UNBRANDED)
        full = f"{title}, {self.rng.choice(COLOURS)}" if title.isascii() else title
        row = self._row(
            store,
            title=full,
            price=Decimal(price) * self.rng.randrange(80, 130) / 100,
            product_type=product_type,
            quantity=self.rng.randrange(1, 80),
        )
        return SampleListing(row=row, what="unbranded", brand_id="", deserves=PUBLISH)

    def _unprotected(self, store: SampleStore) -> SampleListing:
        product = self.rng.choice(self._products["plainway"])
        return self._genuine(store, "plainway", product, self.rng.randrange(1, 60), "unprotected", PUBLISH)

    def _accessory(self, store: SampleStore) -> SampleListing:
        """What fits to a brand's goods and says so: fair use."""
        brand_id = self.rng.choice(tuple(ACCESSORIES))
        text, price = self.rng.choice(ACCESSORIES[brand_id])
        return self._fair(store, text.format(name=self._houses[brand_id].name), price, "Accessories", "accessory")

    def _word(self, store: SampleStore) -> SampleListing:
        """A brand's name as a word of the language."""
        title, price = self.rng.choice(WORDS)
        return self._fair(store, title, price, "Home & Garden", "word")

    def _negated(self, store: SampleStore) -> SampleListing:
        """Says of itself that it is not the brand's."""
        name = self._houses[self.rng.choice(("maison-orvelle", "veltrano"))].name
        return self._fair(store, self.rng.choice(NEGATED).format(name=name), "45.00", "Handbags", "negated")

    def _fair(self, store: SampleStore, title: str, price: str, product_type: str, what: str) -> SampleListing:
        row = self._row(
            store,
            title=title,
            price=Decimal(price) * self.rng.randrange(85, 125) / 100,
            product_type=product_type,
            quantity=self.rng.randrange(1, 120),
        )
        return SampleListing(row=row, what=what, brand_id="", deserves=PUBLISH)

    def _second_hand(self, store: SampleStore) -> SampleListing:
        """A private person's own piece."""
        brand_id = self.rng.choice(store.brands)
        house, product = self._houses[brand_id], self.rng.choice(self._products[brand_id])
        row = self._row(
            store,
            title=f"my {house.name} {_without(house, product.name)}, worn twice, second hand",
            price=(product.reference_price or Decimal(1)) * self.rng.randrange(35, 65) / 100,
            product_type=house.category,
            quantity=1,
            brand=house.name,
            condition="used",
        )
        return SampleListing(row=row, what="second_hand", brand_id=brand_id, deserves=PUBLISH)

    def _fake(
        self,
        store: SampleStore,
        title: str,
        house: House,
        product: Product,
        what: str,
        *,
        brand: str = "",
        disguise: str = "",
        share: tuple[int, int] = (4, 16),
    ) -> SampleListing:
        row = self._row(
            store,
            title=title,
            price=(product.reference_price or Decimal(1)) * self.rng.randrange(*share) / 100,
            product_type=house.category,
            quantity=self.rng.randrange(20, 400),
            brand=brand,
            description=f"{title}. Top quality, fast shipping, many colours.",
        )
        return SampleListing(row=row, what=what, brand_id=house.brand_id, deserves=STOP, disguise=disguise)  # fmt: skip

    def _pick(self, store: SampleStore) -> tuple[House, Product]:
        brand_id = self.rng.choice(store.brands)
        return self._houses[brand_id], self.rng.choice(self._products[brand_id])

    def _plain(self, store: SampleStore) -> SampleListing:
        """The brand's name as it is, at a price that no dealer can pay."""
        house, product = self._pick(store)
        return self._fake(store, self._branded_title(house, product), house, product, "fake_plain", brand=house.name)

    def _full_price(self, store: SampleStore) -> SampleListing:
        """A fake at the price of the genuine one: only the right is missing."""
        house, product = self._pick(store)
        title = self._branded_title(house, product)
        return self._fake(store, title, house, product, "fake_full_price", brand=house.name, share=(70, 98))

    def _disguised(self, store: SampleStore) -> SampleListing:
        """The brand's name in a disguise."""
        house, product = self._pick(store)
        way = self.rng.choice(tuple(DISGUISES))
        name = DISGUISES[way](house.name if self.rng.random() < 0.7 else house.name.lower(), self.rng)
        title = f"{name} {_without(house, product.name)} {self.rng.choice(COLOURS)}"
        return self._fake(store, title, house, product, "fake_disguised", disguise=way)

    def _admitted(self, store: SampleStore, *, form: int | None = None) -> SampleListing:
        """Says openly that it is a copy."""
        house, product = self._pick(store)
        words = self.rng.choice(ADMITTED) if form is None else ADMITTED[form]
        title = words.format(name=house.name, noun=house.noun, native=house.native[0], noun_zh=house.noun_zh)
        return self._fake(store, title, house, product, "fake_admitted")

    def _line_only(self, store: SampleStore) -> SampleListing:
        """Names the product, not the brand."""
        house, product = self._pick(store)
        title = f"{_without(house, product.name)} {product.model} {self.rng.choice(COLOURS)}"
        return self._fake(store, title, house, product, "fake_line_only")


def _without(house: House, product_name: str) -> str:
    """The goods without the brand before them."""
    return product_name.removeprefix(f"{house.name} ")
