"""What right does an accepted application earn?

A right is store x brand x goods x territory x channel x term x units. It never covers more than was asked for, nor more units than the
accepted papers show.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from assay.errors import BadInput
from assay.policy.schema.right import RightPolicy
from assay.regime.right.scope import Scope
from assay.regime.right.term import Term, conditional_term, term_of
from assay.regime.terms import Lane, StoreKind, Tier


@dataclass(frozen=True, kw_only=True)
class Grant:
    """A right to be given. `units` per product; empty means no limit (an authorization without a number). `conditional` rights hold payouts."""

    store: str
    brand: str
    scope: Scope
    term: Term
    units: Mapping[str, int] = field(default_factory=dict)
    conditional: bool = False
    max_level: int | None = None


def max_level(kind: StoreKind, *, tier: Tier, policy: RightPolicy) -> int | None:
    """How many levels of authorization may lie between the brand and a store of this kind; None: the open tier does not count levels."""
    if tier is Tier.OPEN:
        return None
    return {
        StoreKind.FLAGSHIP: policy.mall.flagship_max_level,
        StoreKind.EXCLUSIVE: policy.mall.exclusive_max_level,
        StoreKind.MULTI_BRAND: policy.mall.multi_brand_max_level,
        StoreKind.ORDINARY: policy.mall.multi_brand_max_level,
    }[kind]


def grant_for_proof(
    *,
    store: str,
    brand: str,
    scope: Scope,
    units: Mapping[str, int],
    authorized_until: date | None,
    on: date,
    policy: RightPolicy,
) -> Grant:
    """The right that accepted papers earn."""
    return Grant(
        store=store,
        brand=brand,
        scope=scope,
        term=term_of(granted_on=on, authorized_until=authorized_until, policy=policy),
        units=dict(units),
    )


def grant_for_purchase(
    *, store: str, brand: str, scope: Scope, units: Mapping[str, int], on: date, policy: RightPolicy
) -> Grant:
    """The conditional right of a buying agent: what he declared, until the papers are due. BadInput: more than the lane allows."""
    asked = sum(units.values())
    if asked <= 0:
        raise BadInput("no pieces were declared.", where="goods", mend="Say which goods you have bought and how many.")
    if asked > policy.purchase.max_units:
        raise BadInput(
            f"{asked} pieces were declared; this lane takes {policy.purchase.max_units}.",
            where="goods",
            mend="Declare fewer pieces, or hand in papers first.",
        )
    return Grant(
        store=store,
        brand=brand,
        scope=scope,
        term=conditional_term(declared_on=on, policy=policy),
        units=dict(units),
        conditional=True,
    )


def lane_of(word: str) -> Lane:
    """The lane by its word; BadInput for another."""
    try:
        return Lane(word)
    except ValueError:
        raise BadInput(f"{word!r} is not a lane.", where="lane", mend="Use proof or purchase.") from None
