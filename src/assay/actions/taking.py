"""Which rows of a store's feed are taken, which say nothing new, and which are set aside?

Only what changed is marked for screening; the pieces of one listing count against the others of its store, so that these are marked with it.
A call holds 1 to 10,000 rows. Thousands are read as columns and copied into the table; of a few, each that is plain is read at a glance.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl
from django.db.models import QuerySet

from assay.actions.intake import FEW, Good, write
from assay.actions.policy import in_force
from assay.actions.row_words import words_of
from assay.errors import BadInput, TooLarge
from assay.policy.schema import Policy
from assay.records.models import Listing, Store
from assay.regime.listing.arrival import arrive
from assay.regime.listing.columns import ATTRIBUTES
from assay.regime.listing.dates import check_dates
from assay.regime.listing.glance import glance

MAX_QUANTITY = 2_147_483_647
ASKED = frozenset({c.name for c in ATTRIBUTES} | {"external_seller_id", "google_product_category"})

# The digest is over this text: another spelling of the same row would screen every listing again and forget what people have kept.
_canonical = json.JSONEncoder(sort_keys=True, ensure_ascii=False).encode


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What became of a call: how many rows are new or changed, how many say nothing new, and those that were set aside."""

    taken: int
    unchanged: int
    refused: tuple[BadInput, ...]


def take(*, store: Store, rows: Sequence[Mapping[str, Any]], at: datetime, few: int = FEW) -> Taken:
    """Take rows of a store's feed. Good rows go through, each bad one is named with its place; what has not changed is not screened again.

    `few`: up to so many are read and written one by one; what becomes of them is the same. NotFound: no such store. NotPermitted: it is closed.
    """
    policy = in_force()
    if len(rows) > policy.listing.limits.rows_per_call:
        raise TooLarge(
            f"there are {len(rows)} rows; {policy.listing.limits.rows_per_call} are allowed in one call.",
            where="rows",
            mend="Send them in several calls.",
        )
    good, refused = _read(rows, store=store.pk, policy=policy, at=at, few=few)
    changed = write(store=store.pk, good=good, at=at, few=few)
    in_order = sorted(refused, key=lambda r: r[0])
    return Taken(taken=changed, unchanged=len(good) - changed, refused=tuple(wrong for _, wrong in in_order))


def rescreen(queryset: QuerySet[Listing]) -> int:
    """Mark listings, so that the next run screens them again; how many."""
    pks = queryset.order_by().values("pk")
    return Listing.objects.filter(pk__in=pks, needs_screening=False).update(needs_screening=True)


def _read(
    rows: Sequence[Mapping[str, Any]], *, store: str, policy: Policy, at: datetime, few: int
) -> tuple[dict[str, Good], list[tuple[int, BadInput]]]:
    """The good rows by identifier (the last of two with one identifier counts), and the bad ones with their place."""
    refused: list[tuple[int, BadInput]] = []
    words: dict[int, dict[str, str]] = {}
    for i, row in enumerate(rows):
        try:
            words[i] = words_of(row, store=store, where=f"rows[{i}]")
        except BadInput as wrong:
            refused.append((i, wrong))
    limits = policy.listing.limits
    plain = (
        {i: found for i, said in words.items() if (found := glance(said, limits=limits))} if len(words) <= few else {}
    )
    arrived, aside = _as_columns({i: said for i, said in words.items() if i not in plain}, policy=policy)
    refused += aside
    good: dict[str, Good] = {}
    for i, said in words.items():
        found = plain.get(i) or arrived.get(i)
        if found is None:
            continue
        listing, quantity = found
        try:
            check_dates(said, max_days_ahead=limits.max_days_ahead, on=at.date(), where=f"rows[{i}] {listing}")
        except BadInput as wrong:
            refused.append((i, wrong))
            continue
        text = _canonical(said)
        digest = hashlib.sha256(text.encode()).hexdigest()
        good[listing] = Good(listing, text, said["title"][:500], min(quantity, MAX_QUANTITY), digest)
    return good, refused


def _as_columns(
    words: Mapping[int, Mapping[str, str]], *, policy: Policy
) -> tuple[dict[int, tuple[str, int]], list[tuple[int, BadInput]]]:
    """Rows of words by place, read as columns: identifier and pieces of the good ones, and what is wrong with the others."""
    if not words:
        return {}, []
    places, said = list(words), list(words.values())
    names = ASKED.intersection(set().union(*said))
    raw = pl.DataFrame({n: [row.get(n) for row in said] for n in names}, schema=dict.fromkeys(names, pl.String))
    found = arrive(raw, limits=policy.listing.limits, fx=policy.fx)
    refused = []
    for row, listing, attribute, what, mend in found.refused.iter_rows():
        where = f"rows[{places[row]}] {listing or '(no id)'}: {attribute}"
        refused.append((places[row], BadInput(what, where=where, mend=mend)))
    good = zip(found.rows.to_list(), found.table["id"].to_list(), found.table["quantity"].to_list(), strict=True)
    return {places[row]: (listing, quantity) for row, listing, quantity in good}, refused
