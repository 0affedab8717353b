"""Who sells on the sample marketplace, and how honestly?

What a store really is stands in the truth only; nothing that the platform sees gives it away.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from assay.demo.companies import CompanyMaker
from assay.demo.papers.paper import Party
from assay.regime.terms import StoreKind, Tier


class Behaviour(StrEnum):
    """What a store really is."""

    HONEST = "honest"
    CARELESS = "careless"  # genuine goods; papers too old, of the wrong kind, or for fewer pieces
    COUNTERFEITING = "counterfeiting"
    REBORN = "reborn"  # a counterfeiting store again, under another name
    AGENT = "agent"  # buys to order
    FLAGSHIP = "flagship"
    EXCLUSIVE = "exclusive"
    MULTI_BRAND = "multi_brand"
    ACCESSORIES = "accessories"  # sells what fits to brands, and names them
    PRIVATE = "private"  # a person who clears out a wardrobe


B = Behaviour
# One turn of the marketplace; more stores are further turns.
TURN: tuple[Behaviour, ...] = (
    B.HONEST, B.COUNTERFEITING, B.CARELESS, B.AGENT, B.FLAGSHIP, B.HONEST, B.REBORN, B.HONEST,
    B.COUNTERFEITING, B.MULTI_BRAND, B.HONEST, B.ACCESSORIES, B.CARELESS, B.HONEST, B.EXCLUSIVE, B.COUNTERFEITING,
    B.HONEST, B.AGENT, B.PRIVATE, B.REBORN, B.CARELESS, B.HONEST, B.COUNTERFEITING, B.HONEST,
)  # fmt: skip
MALL_KINDS = {
    B.FLAGSHIP: StoreKind.FLAGSHIP,
    B.EXCLUSIVE: StoreKind.EXCLUSIVE,
    B.MULTI_BRAND: StoreKind.MULTI_BRAND,
}
CROOKED = frozenset({B.COUNTERFEITING, B.REBORN})
COUNTRIES = ("DE", "FR", "IT", "NL", "BE", "AT", "GB", "DE", "FR", "CN")
EU = frozenset({"DE", "FR", "IT", "NL", "BE", "AT"})
SIGNS = (
    ("Blue", "Corner", "Silver", "Old Town", "Garden", "North", "Linden", "Harbour", "Little", "Bright", "Grand", "Willow"),
    ("Anchor", "Wardrobe", "Lane", "Arcade", "Atelier", "Emporium", "Closet", "Lantern", "Market", "Thread", "Parade", "Nest"),
)  # fmt: skip
SHARED_KEYS = ("iban", "phone", "vat_id")


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleStore:
    """A store as the platform knows it, and what it really is (`behaviour`, `was`, `shares`)."""

    store_id: str
    company: Party
    trading_name: str
    tier: Tier
    kind: StoreKind
    seller_type: str  # "business" or "private"
    opened_on: date
    behaviour: Behaviour
    brands: tuple[str, ...]  # that it trades in, genuinely or not
    was: str = ""  # the store that it was before
    shares: str = ""  # the exact key that both share

    @property
    def crooked(self) -> bool:
        """Does it sell fakes knowingly?"""
        return self.behaviour in CROOKED


def make_stores(
    count: int, *, protected: Sequence[str], rng: random.Random, companies: CompanyMaker, as_of: date
) -> tuple[SampleStore, ...]:
    """`count` stores in the mixture of TURN; a reborn store shares one exact key with a counterfeiting one before it."""
    stores: list[SampleStore] = []
    signs = _signs(rng)
    for index in range(count):
        behaviour = TURN[index % len(TURN)]
        country = rng.choice(COUNTRIES)
        company = companies.company(country, "retail")
        was, shares = "", ""
        if behaviour is B.REBORN:
            first = next(s for s in reversed(stores) if s.behaviour is B.COUNTERFEITING)
            was, shares, company = first.store_id, *_reborn(first.company, company, rng)
        sign = next(signs)
        if behaviour is B.PRIVATE:
            company = replace(company, name=_person(company.name, rng), vat_id="", registration="")
        stores.append(
            SampleStore(
                store_id=sign.lower().replace(" ", "-"),
                company=company,
                trading_name=sign,
                tier=Tier.MALL if behaviour in MALL_KINDS else Tier.OPEN,
                kind=MALL_KINDS.get(behaviour, StoreKind.ORDINARY),
                seller_type="private" if behaviour is B.PRIVATE else "business",
                opened_on=as_of - timedelta(days=_age_days(behaviour, rng)),
                behaviour=behaviour,
                brands=tuple(rng.sample(protected, _brand_count(behaviour))),
                was=was,
                shares=shares,
            )
        )
    return tuple(stores)


def _signs(rng: random.Random):  # type: ignore[no-untyped-def]
    """Names over the door, each once; a number when the pairs have run out."""
    pairs = [f"{first} {second}" for first in SIGNS[0] for second in SIGNS[1]]
    rng.shuffle(pairs)
    turn = 1
    while True:
        yield from (pair if turn == 1 else f"{pair} {turn}" for pair in pairs)
        turn += 1


def _age_days(behaviour: Behaviour, rng: random.Random) -> int:
    if behaviour is B.REBORN:
        return rng.randrange(12, 30)
    return rng.randrange(60, 240) if behaviour is B.COUNTERFEITING else rng.randrange(200, 3600)


def _brand_count(behaviour: Behaviour) -> int:
    return {B.FLAGSHIP: 1, B.EXCLUSIVE: 1, B.MULTI_BRAND: 4, B.PRIVATE: 4, B.ACCESSORIES: 5, B.AGENT: 1}.get(
        behaviour, 2
    )


def _reborn(old: Party, new: Party, rng: random.Random) -> tuple[str, Party]:
    """The key that the new firm keeps of the old one, and the new firm with it; its bank or tax number follow it to its country."""
    keys = [key for key in SHARED_KEYS if getattr(old, key)]
    key = rng.choice(keys)
    kept = replace(new, **{key: getattr(old, key)})
    if key == "vat_id":
        kept = replace(kept, country=old.country, postcode=old.postcode, city=old.city, registration=old.registration)
    return key, kept


def _person(legal_name: str, rng: random.Random) -> str:
    first = rng.choice(("Anna", "Jonas", "Claire", "Marco", "Femke", "Lucie", "Tom", "Greta"))
    return f"{first} {legal_name.split(' ')[0]}"
