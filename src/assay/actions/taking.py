"""Which rows of a store's feed are taken, which say nothing new, and which are set aside?

Only what changed is marked for screening; the pieces of one listing count against the others of its store, so that these are marked with it.
A call holds 1 to 10,000 rows: they are read as columns, new ones are copied into the table, and changed ones written in one statement.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
import polars as pl
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet

from assay.actions.policy import in_force
from assay.errors import BadInput, NotPermitted, TooLarge
from assay.policy.schema import Policy
from assay.records.models import Listing, Restriction, Right, Store
from assay.regime.listing.arrival import Arrived, arrive
from assay.regime.listing.columns import ATTRIBUTES
from assay.regime.listing.dates import check_dates
from assay.regime.terms import RestrictionKind

MAX_ATTRIBUTES = 60
MAX_NAME = 60
MAX_VALUE = 25_000
MAX_QUANTITY = 2_147_483_647
ASKED = frozenset({c.name for c in ATTRIBUTES} | {"external_seller_id", "google_product_category"})
CLOSED = NotPermitted("the store is closed; nothing of it goes on offer.", mend="Appeal against the closure.")

# The digest is over this text: another spelling of the same row would screen every listing again and forget what people have kept.
_canonical = json.JSONEncoder(sort_keys=True, ensure_ascii=False).encode

COPIED = """COPY records_listing (store_id, listing_id, attributes, title, quantity, digest, first_seen_at, changed_at, needs_screening,
    verdict, reasons, rules, signals) FROM STDIN"""
CHANGED = """UPDATE records_listing AS l
    SET attributes = x.attributes, title = x.title, quantity = x.quantity, digest = x.digest, changed_at = %s, needs_screening = true,
        ended_at = NULL
    FROM jsonb_to_recordset(%s::jsonb) AS x(pk bigint, attributes jsonb, title text, quantity int, digest text) WHERE l.id = x.pk"""
KNOWN = "SELECT listing_id, CASE WHEN ended_at IS NULL THEN digest ELSE '' END, id FROM records_listing WHERE store_id = %s AND listing_id = ANY(%s)"
_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What became of a call: how many rows are new or changed, how many say nothing new, and those that were set aside."""

    taken: int
    unchanged: int
    refused: tuple[BadInput, ...]


@dataclass(frozen=True)
class _Good:
    """A row that can be screened, as it is stored: `text` is its canonical JSON."""

    listing: str
    text: str
    title: str
    quantity: int
    digest: str


def take(*, store: Store, rows: Sequence[Mapping[str, Any]], at: datetime) -> Taken:
    """Take rows of a store's feed. Good rows go through, each bad one is named with its place; what has not changed is not screened again."""
    policy = in_force()
    if len(rows) > policy.listing.limits.rows_per_call:
        raise TooLarge(
            f"there are {len(rows)} rows; {policy.listing.limits.rows_per_call} are allowed in one call.",
            where="rows",
            mend="Send them in several calls.",
        )
    good, refused = _read(rows, store=store, policy=policy, at=at)
    changed = _write(store=store, good=good, at=at)
    in_order = sorted(refused, key=lambda r: r[0])
    return Taken(taken=changed, unchanged=len(good) - changed, refused=tuple(wrong for _, wrong in in_order))


def rescreen(queryset: QuerySet[Listing]) -> int:
    """Mark listings, so that the next run screens them again; how many."""
    pks = queryset.order_by().values("pk")
    return Listing.objects.filter(pk__in=pks, needs_screening=False).update(needs_screening=True)


# Reading --------------------------------------------------------------------------------------------------------------------


def _read(
    rows: Sequence[Mapping[str, Any]], *, store: Store, policy: Policy, at: datetime
) -> tuple[dict[str, _Good], list[tuple[int, BadInput]]]:
    """The good rows by identifier (the last of two with one identifier counts), and the bad ones with their place."""
    refused: list[tuple[int, BadInput]] = []
    words: list[dict[str, str]] = []
    place: list[int] = []
    for i, row in enumerate(rows):
        try:
            words.append(_plain(row, store=store.pk) or _words(row, store=store.pk, where=f"rows[{i}]"))
            place.append(i)
        except BadInput as wrong:
            refused.append((i, wrong))
    if not words:
        return {}, refused
    names = ASKED.intersection(*[set().union(*words)])
    raw = pl.DataFrame({n: [row.get(n) for row in words] for n in names}, schema=dict.fromkeys(names, pl.String))
    arrived = arrive(raw, limits=policy.listing.limits, fx=policy.fx)
    for row_number, listing, attribute, what, mend in arrived.refused.iter_rows():
        where = f"rows[{place[row_number]}] {listing or '(no id)'}: {attribute}"
        refused.append((place[row_number], BadInput(what, where=where, mend=mend)))
    dated = any(name.endswith("_date") for name in set().union(*words))
    good: dict[str, _Good] = {}
    for row_number, listing, quantity in _taken(arrived):
        said = words[row_number]
        if dated:
            try:
                where = f"rows[{place[row_number]}] {listing}"
                check_dates(said, max_days_ahead=policy.listing.limits.max_days_ahead, on=at.date(), where=where)
            except BadInput as wrong:
                refused.append((place[row_number], wrong))
                continue
        text = _canonical(said)
        good[listing] = _Good(
            listing, text, said["title"][:500], min(quantity, MAX_QUANTITY), hashlib.sha256(text.encode()).hexdigest()
        )
    return good, refused


def _taken(arrived: Arrived) -> zip[tuple[int, str, int]]:
    return zip(arrived.rows.to_list(), arrived.table["id"].to_list(), arrived.table["quantity"].to_list(), strict=True)


def _plain(row: Any, *, store: str) -> dict[str, str] | None:
    """A row of nothing but clean words, as most are; None sends it to the slower look that tells what is wrong with it."""
    if type(row) is not dict or len(row) > MAX_ATTRIBUTES or "store_id" in row or "external_seller_id" in row:
        return None
    if set(map(type, row.values())) != {str} or set(map(type, row)) != {str}:
        return None
    together = "".join((*row, *row.values()))
    if "\x00" in together or max(map(len, row)) > MAX_NAME or max(map(len, row.values())) > MAX_VALUE:
        return None
    if not together.isascii():
        try:
            together.encode()
        except UnicodeEncodeError:
            return None
    words = {**row, "store_id": store}
    words.setdefault("id", "")
    return words


def _words(row: Any, *, store: str, where: str) -> dict[str, str]:
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
                f"{str(name)[:MAX_NAME]} is a {type(value).__name__}, not a word or number.",
                where=where,
                mend="Send words and numbers.",
            )
        text = str(value).replace("\x00", "")
        if len(text) > MAX_VALUE:
            raise TooLarge(
                f"{str(name)[:MAX_NAME]} has {len(text)} characters; {MAX_VALUE} are allowed.",
                where=where,
                mend="Shorten it.",
            )
        try:
            text.encode()
            str(name).encode()
        except UnicodeEncodeError:
            raise BadInput(
                f"{ascii(str(name))[:MAX_NAME]} holds half a character.", where=where, mend="Send whole Unicode text."
            ) from None
        words[str(name)[:MAX_NAME].replace("\x00", "")] = text
    named = words.get("store_id") or words.get("external_seller_id") or store
    if named != store:
        raise BadInput("it names another store.", where=where, mend=f"Leave store_id out, or send {store}.")
    words["store_id"] = store
    words.setdefault("id", "")
    return words


# Writing --------------------------------------------------------------------------------------------------------------------


def _write(*, store: Store, good: Mapping[str, _Good], at: datetime) -> int:
    """Write what is new or has changed; how many rows. NotPermitted: the store is closed."""
    with transaction.atomic():
        # Two calls of one store wait for each other, so that the same new listing is not written twice.
        closed = Restriction.objects.filter(store=OuterRef("pk"), kind=RestrictionKind.CLOSE, lifted_at__isnull=True)
        counted = Right.objects.filter(store=OuterRef("pk"), limited=True)
        row = (
            Store.objects.select_for_update(of=("self",))
            .annotate(closed=Exists(closed), counted=Exists(counted))
            .only("pk")
            .get(pk=store.pk)
        )
        if row.closed:
            raise CLOSED
        if not good:
            return 0
        with connection.cursor() as cursor:
            cursor.execute(KNOWN, [store.pk, list(good)])
            known = {listing: (digest, pk) for listing, digest, pk in cursor.fetchall()}
            new = [one for key, one in good.items() if key not in known]
            changed = [
                (known[key][1], one) for key, one in good.items() if known.get(key, (one.digest,))[0] != one.digest
            ]
            if new:
                # The driver's own cursor: Django's has no COPY.
                with cursor.connection.cursor() as raw, raw.copy(COPIED) as copy:
                    copy.write(_lines(new, store=store.pk, at=at))
            if changed:
                cursor.execute(CHANGED, [at, _record(changed)])
        if (new or changed) and row.counted:
            # The pieces of one listing count against the others of the store.
            rescreen(Listing.objects.filter(store=store, brand__isnull=False))
    return len(new) + len(changed)


def _lines(new: Sequence[_Good], *, store: str, at: datetime) -> str:
    """New listings in the text format of COPY; in the canonical JSON only the backslash has a meaning there."""
    rest = f"{at.isoformat()}\t{at.isoformat()}\tt\t\t[]\t[]\t{{}}\n"
    mine = store.translate(_ESCAPED)
    return "".join(
        [
            f"{mine}\t{x.listing.translate(_ESCAPED)}\t{_backslashed(x.text)}\t{x.title.translate(_ESCAPED)}\t{x.quantity}\t{x.digest}\t{rest}"
            for x in new
        ]
    )


def _backslashed(text: str) -> str:
    return text.replace("\\", "\\\\") if "\\" in text else text


def _record(changed: Sequence[tuple[int, _Good]]) -> str:
    return orjson.dumps(
        [
            {
                "pk": pk,
                "attributes": orjson.Fragment(x.text),
                "title": x.title,
                "quantity": x.quantity,
                "digest": x.digest,
            }
            for pk, x in changed
        ]
    ).decode()
