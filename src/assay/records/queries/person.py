"""For whom does this person act? The party of whoever is logged in; every query of a portal begins here."""

from __future__ import annotations

from assay.errors import NotFound
from assay.records.models import Brand, Person, Store
from assay.regime.terms import Role


def acting(user: object) -> Person:
    """The person who is logged in. NotFound: nobody is, as for everything that is not his to see."""
    if not isinstance(user, Person):
        raise NotFound("this is not here.", mend="Log in first.")
    return user


def store_of(user: object) -> Store:
    """The store that this person acts for. NotFound: none."""
    store = acting(user).store
    if store is None:
        raise NotFound("you act for no store.", mend="Log in as somebody of the store.")
    return store


def brand_of(user: object) -> Brand:
    """The brand that this person acts for. NotFound: none."""
    brand = acting(user).brand
    if brand is None:
        raise NotFound("you act for no brand.", mend="Log in as somebody of the brand.")
    return brand


def demo_people(*, most: int = 16) -> list[Person]:
    """The sample people to log in as, operators first; of stores and brands the first few."""
    rows = Person.objects.filter(is_active=True).select_related("store", "brand")
    operators = list(rows.exclude(role__in=[Role.BRAND, Role.SELLER]).order_by("pk")[:most])
    parties = [p for role in (Role.BRAND, Role.SELLER) for p in rows.filter(role=role).order_by("pk")[:most]]
    return operators + parties


def demo_person(username: str) -> Person:
    """The sample person of this name. NotFound: none."""
    row = Person.objects.filter(username=username, is_active=True).first()
    if row is None:
        raise NotFound("there is no such sample person.", mend="Choose one of those on the login page.")
    return row
