"""Which rows of a store's feed are taken, which say nothing new, and which are set aside?

Only what changed is marked for screening; the pieces of one listing count against the others of its store, so that these are marked with it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl
from django.db import transaction
from django.db.models import QuerySet

from assay.actions.policy import in_force
from assay.errors import BadInput, NotPermitted, TooLarge
from assay.records.models import Listing, Restriction, Right, Store
from assay.regime.listing.arrival import arrive
from assay.regime.listing.dates import check_dates
from assay.regime.terms import RestrictionKind

MAX_ATTRIBUTES = 60
MAX_VALUE = 25_000


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What became of a call: how many rows are new or changed, how many say nothing new, and those that were set aside."""

    taken: int
    unchanged: int
    refused: tuple[BadInput, ...]


def take(*, store: Store, rows: Sequence[Mapping[str, Any]], at: datetime) -> Taken:
    """Take rows of a store's feed. Good rows go through, each bad one is named with its place; what has not changed is not screened again."""
    policy = in_force()
    if len(rows) > policy.listing.limits.rows_per_call:
        raise TooLarge(
            f"there are {len(rows)} rows; {policy.listing.limits.rows_per_call} are allowed in one call.",
            where="rows",
            mend="Send them in several calls.",
        )
    if Restriction.objects.filter(store=store, kind=RestrictionKind.CLOSE, lifted_at__isnull=True).exists():
        raise NotPermitted("the store is closed; nothing of it goes on offer.", mend="Appeal against the closure.")
    refused: list[tuple[int, BadInput]] = []
    words: list[dict[str, str]] = []
    place: list[int] = []
    for i, row in enumerate(rows):
        try:
            said = _words(row, store=store, where=f"rows[{i}]")
            ahead = policy.listing.limits.max_days_ahead
            check_dates(said, max_days_ahead=ahead, on=at.date(), where=f"rows[{i}] {said['id'] or '(no id)'}")
            words.append(said)
            place.append(i)
        except BadInput as wrong:
            refused.append((i, wrong))
    if not words:
        return Taken(taken=0, unchanged=0, refused=tuple(wrong for _, wrong in refused))
    names = sorted({name for row in words for name in row})
    raw = pl.DataFrame({n: [row.get(n) for row in words] for n in names}, schema=dict.fromkeys(names, pl.String))
    arrived = arrive(raw, limits=policy.listing.limits, fx=policy.fx)
    for row, listing, attribute, what, mend in arrived.refused.iter_rows():
        where = f"rows[{place[row]}] {listing or '(no id)'}: {attribute}"
        refused.append((place[row], BadInput(what, where=where, mend=mend)))
    bad = set(arrived.refused["row"].to_list())
    good: dict[str, dict[str, str]] = {}
    for i, row_words in enumerate(words):
        if i not in bad:
            good[row_words["id"].strip()] = row_words
    quantity = dict(arrived.table.select("id", "quantity").iter_rows())
    changed, unchanged = _write(store=store, good=good, quantity=quantity, at=at)
    in_order = sorted(refused, key=lambda r: r[0])
    return Taken(taken=changed, unchanged=unchanged, refused=tuple(wrong for _, wrong in in_order))


def rescreen(queryset: QuerySet[Listing]) -> int:
    """Mark listings, so that the next run screens them again; how many."""
    pks = queryset.order_by().values("pk")
    return Listing.objects.filter(pk__in=pks, needs_screening=False).update(needs_screening=True)


def _words(row: Mapping[str, Any], *, store: Store, where: str) -> dict[str, str]:
    """A row as words by attribute name: numbers as written, null left out. BadInput: not a row, too many or too long attributes, another's store."""
    if not isinstance(row, Mapping):
        raise BadInput("this is no row.", where=where, mend="Send an object of attributes.")
    if len(row) > MAX_ATTRIBUTES:
        raise TooLarge(
            f"it has {len(row)} attributes; {MAX_ATTRIBUTES} are allowed.", where=where, mend="Leave out the rest."
        )
    words: dict[str, str] = {}
    for name, value in row.items():
        if value is None:
            continue
        if isinstance(value, (list, tuple)):
            value = ",".join(str(v) for v in value)
        elif isinstance(value, bool):
            value = "true" if value else "false"
        elif not isinstance(value, (str, int, float)):
            raise BadInput(
                f"{str(name)[:60]} is a {type(value).__name__}, not a word or number.",
                where=where,
                mend="Send words and numbers.",
            )
        text = str(value).replace("\x00", "")
        if len(text) > MAX_VALUE:
            raise TooLarge(
                f"{str(name)[:60]} has {len(text)} characters; {MAX_VALUE} are allowed.",
                where=where,
                mend="Shorten it.",
            )
        try:
            text.encode()
            str(name).encode()
        except UnicodeEncodeError:
            raise BadInput(
                f"{ascii(str(name))[:60]} holds half a character.", where=where, mend="Send whole Unicode text."
            ) from None
        words[str(name)[:60].replace("\x00", "")] = text
    named = words.get("store_id") or words.get("external_seller_id") or store.pk
    if named != store.pk:
        raise BadInput("it names another store.", where=where, mend=f"Leave store_id out, or send {store.pk}.")
    words["store_id"] = store.pk
    words.setdefault("id", "")
    return words


def _write(
    *, store: Store, good: Mapping[str, dict[str, str]], quantity: Mapping[str, int], at: datetime
) -> tuple[int, int]:
    digests = {key: _digest(words) for key, words in good.items()}
    with transaction.atomic():
        # Two calls of one store wait for each other, so that the same new listing is not written twice.
        Store.objects.select_for_update().get(pk=store.pk)
        known = dict(Listing.objects.filter(store=store, listing_id__in=list(good)).values_list("listing_id", "digest"))
        rows = [
            Listing(
                store=store,
                listing_id=key,
                attributes=words,
                title=words["title"][:500],
                quantity=min(quantity[key], 2_147_483_647),
                digest=digests[key],
                first_seen_at=at,
                changed_at=at,
                needs_screening=True,
            )
            for key, words in good.items()
            if known.get(key) != digests[key]
        ]
        Listing.objects.bulk_create(
            rows,
            batch_size=1_000,
            update_conflicts=True,
            unique_fields=["store", "listing_id"],
            update_fields=["attributes", "title", "quantity", "digest", "changed_at", "needs_screening"],
        )
        if rows and Right.objects.filter(store=store, limited=True).exists():
            # The pieces of one listing count against the others of the store.
            rescreen(Listing.objects.filter(store=store, brand__isnull=False))
    return len(rows), len(good) - len(rows)


def _digest(words: Mapping[str, str]) -> str:
    return hashlib.sha256(json.dumps(words, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
