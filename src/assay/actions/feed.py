"""Which feeds does the office fetch by itself, and what came of the last look at each?

A store (or the marketplace for it) names an address and a period. A pull asks only for what is new (ETag, Last-Modified, and the digest of the
body where a server knows neither), reads it as an upload is read, and screens what changed. A listing that its feed names no more is ended, as
the policy says; a feed that loses most of them at once, or breaks off, ends nothing. Each pull is claimed before it is made and its end written
after it: who is killed in between pulls again, and rows that were taken are unchanged then.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, connection, transaction

from assay.actions.message import tell
from assay.actions.policy import in_force
from assay.actions.portions import take_feed
from assay.actions.taking import rescreen
from assay.errors import AssayError, BadInput, Conflict, NotFound, Unreachable
from assay.outside import web
from assay.outside.feed import Feed as Rows
from assay.outside.feed import read_feed
from assay.policy.schema.listing import FeedPolicy
from assay.records.models import Feed, FeedPull, Listing, Person, Right, Store

Get = Callable[[str, Mapping[str, str], FeedPolicy], web.Answer]

OK, NOT_MODIFIED = 200, 304
ACCEPT = "text/csv, text/tab-separated-values, application/x-ndjson, application/xml, application/rss+xml, application/atom+xml, */*;q=0.5"

NAMED = """UPDATE records_listing SET feed_id = %s WHERE store_id = %s AND listing_id = ANY(%s) AND feed_id IS DISTINCT FROM %s"""
GONE = """FROM records_listing AS l WHERE l.feed_id = %s AND l.ended_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM unnest(%s::text[]) AS named(id) WHERE named.id = l.listing_id)"""


@dataclass(frozen=True, kw_only=True)
class _Vanished:
    """How many listings a feed names no more: ended, or left as they are, and why that wants a look."""

    ended: int = 0
    kept: int = 0
    problem: BadInput | None = None


def name_feed(
    *, store: Store, url: str, period_minutes: int, by: Person, at: datetime, resolve: web.Resolve = web.addresses_of
) -> Feed:
    """Fetch this address from now on.

    BadInput: not https, a private network, a period that the policy does not allow. Conflict: it is fetched already, or there are too many.
    """
    policy = in_force().listing.feed
    if not policy.min_period_minutes <= period_minutes <= policy.max_period_minutes:
        raise BadInput(
            f"{period_minutes} minutes is no period.",
            where="period_minutes",
            mend=f"Give {policy.min_period_minutes} to {policy.max_period_minutes} minutes.",
        )
    url = url.strip()
    web.check_url(url, allowed=_own_hosts(), resolve=resolve)
    with transaction.atomic():
        Store.objects.select_for_update().only("pk").get(pk=store.pk)
        if Feed.objects.filter(store=store, ended_at__isnull=True).count() >= policy.feeds_per_store:
            raise Conflict(
                f"the store has {policy.feeds_per_store} feeds already.", where="url", mend="End one of them first."
            )
        try:
            with transaction.atomic():
                return Feed.objects.create(
                    store=store, url=url, period_minutes=period_minutes, created_by=by, created_at=at, due_at=at
                )
        except IntegrityError:
            raise Conflict("this feed is fetched already.", where="url", mend="Look at the list.") from None


def end_feed(*, store: Store, feed: int, at: datetime) -> Feed:
    """Fetch it no more; its listings stay as they are. NotFound: it is no feed of this store. Ending twice changes nothing."""
    with transaction.atomic():
        row = _of(store, feed)
        if row.ended_at is None:
            row.ended_at = at
            row.save(update_fields=["ended_at"])
        return row


def pull_soon(*, store: Store, feed: int, at: datetime) -> Feed:
    """Look at it at the worker's next turn instead of at its time; what was read is read again. NotFound: it is no feed of this store that runs."""
    with transaction.atomic():
        row = _of(store, feed)
        if row.ended_at is not None:
            raise NotFound("this feed is fetched no more.", mend="Name it again.")
        row.due_at, row.etag, row.last_modified, row.body_sha256 = at, "", "", ""
        row.save(update_fields=["due_at", "etag", "last_modified", "body_sha256"])
        return row


def pull_due(*, at: datetime, limit: int = 1, get: Get | None = None) -> int:
    """Look at the feeds whose time has come; how many. Safe to repeat and to run twice at once."""
    done = 0
    while done < limit and (row := _claim(at=at)) is not None:
        pull(row, at=at, get=get or _get)
        done += 1
    return done


def pull(row: Feed, *, at: datetime, get: Get) -> FeedPull:
    """One look at a feed: what came of it, written down."""
    policy = in_force().listing.feed
    found = FeedPull(feed=row, at=at, outcome="failed")
    try:
        body = _fetch(row, policy=policy, get=get, into=found)
        if body is None:
            found.outcome = "unchanged"
        else:
            read = read_feed(body, max_rows=policy.max_rows)
            _take(row, read, policy=policy, at=at, into=found)
            found.outcome = "taken"
            row.body_sha256 = hashlib.sha256(body).hexdigest()
    except AssayError as wrong:
        found.problem = _said(wrong)
    with transaction.atomic():
        _settle(row, found, policy=policy, at=at)
        found.save()
    return found


# A pull, step by step ---------------------------------------------------------------------------------------------------------


def _claim(*, at: datetime) -> Feed | None:
    """The feed that has waited longest, put off for as long as a pull may take: whoever else looks takes another one."""
    with transaction.atomic():
        row = (
            Feed.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(ended_at__isnull=True, due_at__lte=at)
            .select_related("store")
            .order_by("due_at", "pk")
            .first()
        )
        if row is not None:
            policy = in_force().listing.feed
            row.due_at = at + timedelta(seconds=2 * policy.timeout_seconds) + timedelta(minutes=policy.retry_minutes)
            row.save(update_fields=["due_at"])
        return row


def _get(url: str, headers: Mapping[str, str], policy: FeedPolicy) -> web.Answer:
    return web.request(
        "GET",
        url,
        headers=headers,
        allowed=_own_hosts(),
        max_bytes=policy.max_bytes,
        timeout=float(policy.timeout_seconds),
    )


def _fetch(row: Feed, *, policy: FeedPolicy, get: Get, into: FeedPull) -> bytes | None:
    """The body; None where it is the one that was read last."""
    headers = {"Accept": ACCEPT, "User-Agent": "Assay"}
    if row.etag:
        headers["If-None-Match"] = row.etag
    if row.last_modified:
        headers["If-Modified-Since"] = row.last_modified
    answer = get(row.url, headers, policy)
    into.status, into.size = answer.status, len(answer.body)
    if answer.status == NOT_MODIFIED and (row.etag or row.last_modified):
        return None
    if answer.status != OK:
        raise Unreachable(
            f"the address answers {answer.status}.", where="feed", mend="Offer the feed there; it is tried again later."
        )
    same = row.body_sha256 == hashlib.sha256(answer.body).hexdigest()
    row.etag = answer.headers.get("etag", "")[:500]
    row.last_modified = answer.headers.get("last-modified", "")[:100]
    return None if same else answer.body


def _take(row: Feed, read: Rows, *, policy: FeedPolicy, at: datetime, into: FeedPull) -> None:
    sent = take_feed(row.store, read, at=at)
    into.rows = len(read.rows) + len(read.broken)
    into.taken, into.unchanged, into.refused = sent.taken, sent.unchanged, len(sent.refused)
    into.refusals = [_said(one) for one in sent.refused[: policy.refusals_kept]]
    named = sorted({one.words.get("id", "").strip() for one in read.rows} - {""})
    gone = _vanish(row, named, whole=not read.broken, policy=policy, at=at)
    into.ended, into.kept = gone.ended, gone.kept
    into.problem = _said(gone.problem) if gone.problem else None


def _vanish(row: Feed, named: list[str], *, whole: bool, policy: FeedPolicy, at: datetime) -> _Vanished:
    """End what the feed names no more. A row that was refused is named all the same: a wrong price ends no listing."""
    with transaction.atomic(), connection.cursor() as cursor:
        Store.objects.select_for_update().only("pk").get(pk=row.store_id)
        cursor.execute(NAMED, [row.pk, row.store_id, named, row.pk])
        cursor.execute(f"SELECT count(*) {GONE}", [row.pk, named])
        gone = int(cursor.fetchone()[0])
        if not gone or policy.vanished == "keep":
            return _Vanished(kept=gone)
        all_of_it = Listing.objects.filter(feed=row, ended_at__isnull=True).count()
        if not whole:
            return _Vanished(kept=gone, problem=_BROKEN)
        if gone > policy.max_vanished_unasked and gone > policy.max_vanished_share * all_of_it:
            return _Vanished(
                kept=gone,
                problem=BadInput(
                    f"the feed names {gone} of {all_of_it} listings no more; nothing was ended.",
                    where="feed",
                    mend="Mend the export; or end the feed, and the listings in your shop system.",
                ),
            )
        cursor.execute(
            f"UPDATE records_listing SET ended_at = %s, needs_screening = false WHERE id IN (SELECT l.id {GONE})",  # noqa: S608
            [at, row.pk, named],
        )
        if Right.objects.filter(store=row.store_id, limited=True).exists():
            # The pieces that they offered are free for the others.
            rescreen(Listing.objects.filter(store=row.store_id, brand__isnull=False, ended_at__isnull=True))
        return _Vanished(ended=gone)


_BROKEN = BadInput(
    "some rows of the feed cannot be read; what it may name in them was not ended.",
    where="feed",
    mend="Mend the rows that were refused.",
)


def _settle(row: Feed, found: FeedPull, *, policy: FeedPolicy, at: datetime) -> None:
    """When it is looked at next; its store is told once when a feed keeps failing, and when it lost what it should not."""
    period = timedelta(minutes=row.period_minutes)
    if found.outcome == "failed":
        row.failures += 1
        pause = timedelta(minutes=policy.retry_minutes * 2 ** min(row.failures - 1, 10))
        row.due_at = at + min(period, pause)
        if row.failures == policy.tell_after_failures:
            tell(to=row.store, kind="feed_failed", at=at, url=row.url[:200], seen=(found.problem or {}).get("what", ""))
    else:
        row.failures, row.due_at = 0, at + period
        if found.problem:
            tell(to=row.store, kind="feed_lost_listings", at=at, url=row.url[:200], seen=found.problem["what"])
    row.save(update_fields=["failures", "due_at", "etag", "last_modified", "body_sha256"])


def _of(store: Store, feed: int) -> Feed:
    row = Feed.objects.select_for_update().filter(pk=feed, store=store).first()
    if row is None:
        raise NotFound("there is no such feed.", mend="Look at the list.")
    return row


def _said(wrong: AssayError) -> dict[str, Any]:
    return {"where": wrong.where, "what": wrong.what, "mend": wrong.mend}


def _own_hosts() -> frozenset[str]:
    return frozenset(settings.ASSAY_OWN_HOSTS)
