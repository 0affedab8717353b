"""How are rows written that were read: what is new, what has changed, and nothing of what says the same?

A call is one transaction, and two calls of one store wait for each other. A few rows are written by one message to the database, thousands are copied
in; the table is the same afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from django.db import connection, transaction

from assay.errors import NotFound, NotPermitted

FEW = 100
"""So many rows are written as one message; more of them are copied."""

CLOSED = NotPermitted("the store is closed; nothing of it goes on offer.", mend="Appeal against the closure.")
UNKNOWN = NotFound("there is no such store.", where="store_id", mend="Give the identifier that the office knows.")

# What a store may do is asked in a statement of its own, behind the lock: it sees what the call has done that held the lock before.
LOCKED = "SELECT FROM records_store WHERE store_id = %(store)s FOR NO KEY UPDATE;"
SHOP = """SELECT EXISTS (SELECT FROM records_restriction WHERE store_id = %(store)s AND kind = 'close' AND lifted_at IS NULL) AS closed,
    EXISTS (SELECT FROM records_right WHERE store_id = %(store)s AND limited) AS counted
    FROM records_store WHERE store_id = %(store)s"""
WRITTEN = f"""WITH shop AS MATERIALIZED ({SHOP}),
    sent AS (SELECT * FROM unnest(%(listings)s::text[], %(texts)s::jsonb[], %(titles)s::text[], %(quantities)s::int[], %(digests)s::text[])
        AS s(listing_id, attributes, title, quantity, digest)),
    written AS (INSERT INTO records_listing AS l (store_id, listing_id, attributes, title, quantity, digest, first_seen_at, changed_at,
            needs_screening, verdict, reasons, rules, signals)
        SELECT %(store)s, s.listing_id, s.attributes, s.title, s.quantity, s.digest, %(at)s, %(at)s, true, '', '[]', '[]', '{{}}'
        FROM sent AS s, shop WHERE NOT shop.closed AND NOT EXISTS (SELECT FROM records_listing AS k WHERE k.store_id = %(store)s
            AND k.listing_id = s.listing_id AND k.digest = s.digest AND k.ended_at IS NULL)
        ON CONFLICT (store_id, listing_id) DO UPDATE SET attributes = EXCLUDED.attributes, title = EXCLUDED.title, quantity = EXCLUDED.quantity,
            digest = EXCLUDED.digest, changed_at = EXCLUDED.changed_at, needs_screening = true, ended_at = NULL
        RETURNING l.id),
    marked AS (UPDATE records_listing AS l SET needs_screening = true FROM shop WHERE shop.counted AND EXISTS (SELECT FROM written)
        AND l.store_id = %(store)s AND l.brand_id IS NOT NULL AND NOT l.needs_screening AND l.id NOT IN (SELECT id FROM written))
    SELECT shop.closed, (SELECT count(*) FROM written) FROM shop"""  # noqa: S608

KNOWN = """SELECT listing_id, CASE WHEN ended_at IS NULL THEN digest ELSE '' END, id FROM records_listing
    WHERE store_id = %s AND listing_id = ANY(%s)"""
COPIED = """COPY records_listing (store_id, listing_id, attributes, title, quantity, digest, first_seen_at, changed_at, needs_screening,
    verdict, reasons, rules, signals) FROM STDIN"""
CHANGED = """UPDATE records_listing AS l
    SET attributes = x.attributes, title = x.title, quantity = x.quantity, digest = x.digest, changed_at = %s, needs_screening = true,
        ended_at = NULL
    FROM jsonb_to_recordset(%s::jsonb) AS x(pk bigint, attributes jsonb, title text, quantity int, digest text) WHERE l.id = x.pk"""
MARKED = "UPDATE records_listing SET needs_screening = true WHERE store_id = %s AND brand_id IS NOT NULL AND NOT needs_screening"
_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


@dataclass(frozen=True, slots=True)
class Good:
    """A row that can be screened, as it is stored: `text` is its canonical JSON."""

    listing: str
    text: str
    title: str
    quantity: int
    digest: str


def write(*, store: str, good: Mapping[str, Good], at: datetime, few: int = FEW) -> int:
    """Write what is new or has changed; how many rows. NotFound: no such store. NotPermitted: it is closed.

    The pieces of one listing count against the others of its store: where they are counted, these are marked for screening too.
    """
    if good and len(good) <= few:
        return _write_few(store=store, rows=list(good.values()), at=at)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LOCKED + SHOP, {"store": store})
        closed, counted = _behind_the_lock(cursor)
        if closed:
            raise CLOSED
        if not good:
            return 0
        cursor.execute(KNOWN, [store, list(good)])
        known = {listing: (digest, pk) for listing, digest, pk in cursor.fetchall()}
        new = [one for key, one in good.items() if key not in known]
        changed = [(known[key][1], one) for key, one in good.items() if known.get(key, (one.digest,))[0] != one.digest]
        if new:
            # The driver's own cursor: Django's has no COPY.
            with cursor.connection.cursor() as raw, raw.copy(COPIED) as copy:
                copy.write(_lines(new, store=store, at=at))
        if changed:
            cursor.execute(CHANGED, [at, _record(changed)])
        if counted and (new or changed):
            cursor.execute(MARKED, [store])
    return len(new) + len(changed)


def _write_few(*, store: str, rows: Sequence[Good], at: datetime) -> int:
    """Lock and write by one message, which PostgreSQL takes as one transaction: no way there and back for each step, no wait between them."""
    told: dict[str, Any] = {
        "store": store,
        "at": at,
        "listings": [x.listing for x in rows],
        "texts": [x.text for x in rows],
        "titles": [x.title for x in rows],
        "quantities": [x.quantity for x in rows],
        "digests": [x.digest for x in rows],
    }
    with connection.cursor() as cursor:
        cursor.execute(LOCKED + WRITTEN, told)
        closed, written = _behind_the_lock(cursor)
    if closed:
        raise CLOSED
    return int(written)


def _behind_the_lock(cursor: Any) -> tuple[bool, Any]:
    """The answer of the statement that follows the lock; nothing is there to lock or to answer for where nobody knows the store."""
    cursor.nextset()
    row = cursor.fetchone()
    if row is None:
        raise UNKNOWN
    closed, said = row
    return closed, said


def _lines(new: Sequence[Good], *, store: str, at: datetime) -> str:
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


def _record(changed: Sequence[tuple[int, Good]]) -> str:
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
