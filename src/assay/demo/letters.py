"""Who authorises whom? Letters of authorization along a chain from the mark's owner to a store, and how they are forged."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assay.demo.brands import BrandWorld, Source, language_of
from assay.demo.papers.paper import Letter, Party

SIGNERS = ("H. Castellane", "M. Rennard", "I. Thorvald", "C. Aldringen", "P. Moretti", "E. Wijnberg")


@dataclass(frozen=True, kw_only=True)
class Chain:
    """What a letter starts from: the brand, its owner, a dealer that the owner has authorised, the store, the day."""

    world: BrandWorld
    brand_id: str
    dealer: Source
    store: Party
    on: date
    rng: random.Random

    @property
    def owner(self) -> Party:
        """The owner of the marks."""
        return self.world.owners[self.brand_id]


def letter(
    chain: Chain, issuer: Party, holder: Party, *, level: int, may_pass_on: bool, ends_in_days: int = 540
) -> Letter:
    """A letter of `issuer` for `holder`, with the brand's marks, for the year and a half to come."""
    issued_on = chain.on - timedelta(days=chain.rng.randrange(20, 120))
    brand = chain.world.brand(chain.brand_id)
    return Letter(
        number=f"LA-{issued_on.year}-{chain.rng.randrange(100, 999)}",
        issued_on=issued_on,
        issuer=issuer,
        holder=holder,
        brand=brand.name,
        marks=tuple(f"{m.office} {m.number}" for m in brand.marks),
        goods=(),
        territories=(),
        channels=(),
        level=level,
        may_pass_on=may_pass_on,
        valid_from=issued_on,
        valid_to=chain.on + timedelta(days=ends_in_days),
        signer=chain.rng.choice(SIGNERS),
        signer_role="Authorised signatory",
        language=language_of(issuer.country),
        owner=chain.owner.name,
    )


def direct(chain: Chain) -> tuple[Letter, ...]:
    """The owner authorises the store itself: level 1, as a flagship or exclusive store needs."""
    return (letter(chain, chain.owner, chain.store, level=1, may_pass_on=False),)


def through_dealer(chain: Chain) -> tuple[Letter, ...]:
    """The owner authorises its dealer, and the dealer the store: level 2, both links handed in."""
    return (
        letter(chain, chain.owner, chain.dealer.company, level=1, may_pass_on=True),
        letter(chain, chain.dealer.company, chain.store, level=2, may_pass_on=False),
    )


def self_signed(chain: Chain) -> tuple[Letter, ...]:
    """The store authorises itself."""
    return (letter(chain, chain.store, chain.store, level=1, may_pass_on=False),)


def passed_on_without_leave(chain: Chain) -> tuple[Letter, ...]:
    """The dealer may not pass it on, and does."""
    first, second = through_dealer(chain)
    return (replace(first, may_pass_on=False), second)


def ended(chain: Chain) -> tuple[Letter, ...]:
    """A letter whose term is over."""
    old = letter(chain, chain.owner, chain.store, level=1, may_pass_on=False, ends_in_days=-chain.rng.randrange(10, 90))
    return (
        replace(old, issued_on=old.issued_on - timedelta(days=400), valid_from=old.valid_from - timedelta(days=400)),
    )


def for_another(chain: Chain) -> tuple[Letter, ...]:
    """The owner's letter to its dealer, handed in by a store that it does not name."""
    return (letter(chain, chain.owner, chain.dealer.company, level=1, may_pass_on=True),)


def wrong_mark(chain: Chain) -> tuple[Letter, ...]:
    """A letter in the owner's name with a mark number that is not the brand's."""
    (first,) = direct(chain)
    return (replace(first, marks=(f"EUIPO 0{chain.rng.randrange(17_000_000, 17_999_999)}",)),)


LETTER_ATTACKS: Mapping[str, Callable[[Chain], tuple[Letter, ...]]] = {
    "letter_self_signed": self_signed,
    "letter_passed_on_without_leave": passed_on_without_leave,
    "letter_ended": ended,
    "letter_for_another": for_another,
    "letter_wrong_mark": wrong_mark,
}
