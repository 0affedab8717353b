"""Whom does the register know?

A question goes only to somebody whom the brand itself has named, never to an address that the paper prints: the seller's friend prints any address.
So a party on a paper is matched with owner and dealers by what cannot be chosen freely (tax number), then by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assay.regime.addresses import same_address
from assay.regime.brand.register import Brand, Dealer
from assay.regime.identifiers import same_number, squeezed
from assay.regime.names import Same, letters_of, name_key, name_score

LEAST_KEY = 8  # letters of a name that is searched on a whole page


class Part(StrEnum):
    """What the register knows somebody as."""

    OWNER = "owner"
    DEALER = "dealer"


@dataclass(frozen=True, kw_only=True)
class Named:
    """A party as a paper names it; what is empty is not said."""

    name: str = ""
    address: str = ""
    vat_id: str = ""
    registration: str = ""
    iban: str = ""


@dataclass(frozen=True, kw_only=True)
class Known:
    """Whom the register holds behind a name. `differs` lists (what, on the paper, in the register) where the two contradict each other."""

    part: Part
    dealer: Dealer
    by_page: bool = False  # found by its name or tax number somewhere on the page, where the issuer could not be read
    differs: tuple[tuple[str, str, str], ...] = ()


def known_as(party: Named, *, brand: Brand, same: float) -> Known | None:
    """The owner or dealer who this party says that it is, or None. `same` is the policy's score for one name."""
    candidates = [(Part.OWNER, brand.owner)] if brand.owner else []
    candidates += [(Part.DEALER, dealer) for dealer in brand.dealers]
    best: tuple[float, Known] | None = None
    for part, dealer in candidates:
        likeness = _likeness(party, dealer, same=same)
        if likeness > 0 and (best is None or likeness > best[0]):
            best = likeness, Known(part=part, dealer=dealer, differs=_differences(party, dealer, same=same))
    if best is not None:
        return best[1]
    if brand.owner is None and party.name and name_score(party.name, brand.name) >= same:
        return Known(part=Part.OWNER, dealer=Dealer(legal_name=brand.name, level=0))
    return None


def known_on_page(text: str, *, brand: Brand, besides: Named) -> Known | None:
    """The one owner or dealer whose name or tax number stands on the page, `besides` (the store) left out; None where there are none or several."""
    letters, characters = letters_of(text), squeezed(text)
    candidates = [(Part.OWNER, brand.owner)] if brand.owner else []
    candidates += [(Part.DEALER, dealer) for dealer in brand.dealers]
    hits = {}
    for part, dealer in candidates:
        key, number = name_key(dealer.legal_name), squeezed(dealer.vat_id)
        stands = (len(key) >= LEAST_KEY and key in letters) or (len(number) >= LEAST_KEY and number in characters)
        if stands and key != name_key(besides.name) and not same_number(dealer.vat_id, besides.vat_id):
            hits[key] = Known(part=part, dealer=dealer, by_page=True)
    return next(iter(hits.values())) if len(hits) == 1 else None


def nearest(party: Named, *, brand: Brand, doubtful: float) -> str:
    """The registered name that comes near without being it, for a person to look at; empty where none does."""
    names = [d.legal_name for d in (*([brand.owner] if brand.owner else []), *brand.dealers)]
    best = max(names, key=lambda n: name_score(party.name, n), default="")
    return best if best and name_score(party.name, best) >= doubtful else ""


def _likeness(party: Named, dealer: Dealer, *, same: float) -> float:
    """Above 0 where they are one: an equal tax number, or an equal name that nothing but details contradicts."""
    score = name_score(party.name, dealer.legal_name) if party.name else 0.0
    by_number = same_number(party.vat_id, dealer.vat_id)
    if by_number:
        return 2.0 + score
    if score < same:
        return 0.0
    return 1.0 + score


def _differences(party: Named, dealer: Dealer, *, same: float) -> tuple[tuple[str, str, str], ...]:
    found: list[tuple[str, str, str]] = []
    if party.name and name_score(party.name, dealer.legal_name) < same:
        found.append(("name", party.name, dealer.legal_name))
    if squeezed(party.vat_id) and squeezed(dealer.vat_id) and not same_number(party.vat_id, dealer.vat_id):
        found.append(("tax number", party.vat_id, dealer.vat_id))
    if squeezed(party.iban) and squeezed(dealer.iban) and squeezed(party.iban) != squeezed(dealer.iban):
        found.append(("bank account", party.iban, dealer.iban))
    if party.address and dealer.address and same_address(party.address, dealer.address) is Same.ANOTHER:
        found.append(("address", party.address, dealer.address))
    return tuple(found)
