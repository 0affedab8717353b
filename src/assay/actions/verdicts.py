"""How are the verdicts of a batch written?

Copied into a table of the transaction, from which statements bring the listings up to date, add to their history what is new,
and note by which words they are found. Rows by
the thousand go through COPY; an update a row took ten times as long.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import orjson
from django.db import connection

from assay.actions.screening import Screened
from assay.records.models import Decision, Listing

TABLE = """CREATE TEMP TABLE IF NOT EXISTS screened (pk bigint, verdict text, brand text, reasons jsonb, rules jsonb, signals jsonb,
    price_share float8, entitled bool, right_state text, digest text, is_new bool) ON COMMIT DELETE ROWS;
    TRUNCATE screened"""
COPIED = """COPY screened (pk, verdict, brand, reasons, rules, signals, price_share, entitled, right_state, digest, is_new)
    FROM STDIN (FORMAT text)"""
HISTORY = """INSERT INTO records_verdict (listing_id, at, verdict, brand_id, reasons, rules, price_share, right_state, digest, run_id)
    SELECT s.pk, %s, s.verdict, s.brand, s.reasons, s.rules, s.price_share, s.right_state, s.digest, %s FROM screened AS s
    WHERE s.is_new ORDER BY s.pk"""
LISTINGS = """UPDATE records_listing AS l SET verdict = s.verdict, brand_id = s.brand, reasons = s.reasons, rules = s.rules,
    signals = s.signals, price_share = s.price_share, entitled = s.entitled, screened_at = %s, needs_screening = false
    FROM screened AS s WHERE l.id = s.pk"""
WORDS = """INSERT INTO records_listingwords AS w (listing_id, words)
    SELECT l.id, records_listing_words(l.title, l.listing_id, l.store_id, o.trading_name, s.brand)
    FROM screened AS s JOIN records_listing AS l ON l.id = s.pk JOIN records_store AS o ON o.store_id = l.store_id
    ON CONFLICT (listing_id) DO UPDATE SET words = EXCLUDED.words WHERE w.words IS DISTINCT FROM EXCLUDED.words"""
NULL = "\\N"


def store_verdicts(screened: Sequence[tuple[Listing, Screened]], *, run: Decision, at: datetime) -> None:
    """Bring the listings up to date; a verdict that says something new is added to the listing's history. Inside the caller's transaction.

    The listings in hand are brought up to date as well (but for `signals`).
    """
    lines = []
    for listing, found in screened:
        lines.append(_line(listing, found))
        listing.verdict, listing.brand_id = found.verdict, found.brand
        listing.reasons, listing.rules = found.reasons, found.rules
        listing.screened_at, listing.needs_screening = at, False
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
        with cursor.connection.cursor() as raw, raw.copy(COPIED) as copy:
            copy.write("".join(lines))
        cursor.execute(HISTORY, [at, run.pk])
        cursor.execute(LISTINGS, [at])
        cursor.execute(WORDS)


def _line(listing: Listing, found: Screened) -> str:
    signals = found.signals
    share = signals.get("price_share")
    entitled = signals.get("entitled")
    # The first verdict is no history yet when it publishes what nobody protects: most listings never have another.
    said = (listing.verdict, listing.brand_id, listing.rules, listing.reasons)
    is_new = said != (found.verdict, found.brand, found.rules, found.reasons) and not (
        listing.verdict == "" and found.verdict == "publish" and found.brand is None
    )
    cells = (
        str(listing.pk),
        found.verdict,
        NULL if found.brand is None else _escaped(found.brand),
        _json(found.reasons),
        _json(found.rules),
        _json(signals),
        NULL if share is None or not math.isfinite(share) else repr(float(share)),
        NULL if entitled is None else "tf"[not entitled],
        _escaped(str(signals.get("right_state") or "")[:20]),
        listing.digest,
        "tf"[not is_new],
    )
    return "\t".join(cells) + "\n"


def _json(value: Any) -> str:
    # What is no number (NaN) becomes null; in JSON only the backslash has a meaning for COPY.
    text = orjson.dumps(value).decode()
    return text.replace("\\", "\\\\") if "\\" in text else text


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
