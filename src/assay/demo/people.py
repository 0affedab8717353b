"""Who can log in to the demonstration? Everybody of the office, one person a brand, one a store, and the marketplace itself.

One password for all, printed on the login page: these accounts exist only where `assay up --demo` listens on this machine.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from assay.demo.market import Market
from assay.records.models import Brand, Notifier, Person, Store
from assay.regime.terms import Role

DEMO_PASSWORD = "demo-assay-2016"  # noqa: S105  shown to everybody, on loopback only

OFFICE: tuple[tuple[str, str, Role], ...] = (
    ("vera", "Vera Lindholm", Role.VERIFIER),
    ("victor", "Victor Amadi", Role.VERIFIER),
    ("elena", "Elena Rossi", Role.ENFORCER),
    ("emil", "Emil Novak", Role.ENFORCER),
    ("ada", "Ada Okafor", Role.ADJUDICATOR),
    ("arne", "Arne Dahl", Role.ADJUDICATOR),
    ("edith", "Edith Moreau", Role.EDITOR),
    ("erik", "Erik Tanaka", Role.EDITOR),
    ("bruna", "Bruna Keller", Role.BOARD),
    ("basil", "Basil Osei", Role.BOARD),
    ("birgit", "Birgit Sand", Role.BOARD),
    ("marketplace", "The marketplace", Role.MARKETPLACE),
)
FIRST_NAMES = (
    "Anna",
    "Jonas",
    "Claire",
    "Marco",
    "Femke",
    "Lucie",
    "Tom",
    "Greta",
    "Paul",
    "Nadia",
    "Ivo",
    "Lena",
    "Hugo",
    "Mira",
)
LAST_NAMES = (
    "Weiss",
    "Laurent",
    "Conti",
    "de Wit",
    "Baker",
    "Huber",
    "Claes",
    "Meyer",
    "Fontaine",
    "Greco",
    "Visser",
    "Shaw",
)


@dataclass(frozen=True)
class People:
    """The accounts of a demonstration, by what they are for."""

    office: Mapping[str, Person]
    of_brand: Mapping[str, Person]
    of_store: Mapping[str, Person]

    def __getitem__(self, name: str) -> Person:
        """A person of the office by the name of the account."""
        return self.office[name]


def open_office() -> dict[str, Person]:
    """The accounts of the office: two of each kind where four eyes are needed."""
    password = make_password(DEMO_PASSWORD)
    office = {name: _person(name, full, role, password) for name, full, role in OFFICE}
    Person.objects.bulk_create(office.values())
    return office


def make_people(
    market: Market, *, office: Mapping[str, Person], brands: Mapping[str, Brand], stores: Mapping[str, Store]
) -> People:
    """One account a brand and one a store. The password is hashed once: forty hashes would cost the visitor seconds and protect nothing."""
    rng = random.Random(f"{market.seed}:people")
    password = make_password(DEMO_PASSWORD)
    of_brand = {
        brand_id: _person(f"brand-{brand_id}", _name(rng), Role.BRAND, password, brand=brand)
        for brand_id, brand in brands.items()
    }
    of_store = {
        store_id: _person(store_id, _name(rng), Role.SELLER, password, store=store)
        for store_id, store in stores.items()
    }
    Person.objects.bulk_create([*of_brand.values(), *of_store.values()])
    return People(office=office, of_brand=of_brand, of_store=of_store)


def agent(notifier: Notifier, *, password: str) -> Person:
    """The account of an agent who files notices for brands; `password` as it is kept, hashed."""
    row = _person(notifier.pk, notifier.name, Role.AGENT, password)
    row.notifier = notifier
    row.save()
    return row


def _name(rng: random.Random) -> str:
    return f"{rng.choice(FIRST_NAMES)} {rng.choice(LAST_NAMES)}"


def _person(
    username: str, name: str, role: Role, password: str, *, brand: Brand | None = None, store: Store | None = None
) -> Person:
    first, _, last = name.partition(" ")
    return Person(
        username=username, first_name=first, last_name=last, password=password, role=role, brand=brand, store=store
    )
