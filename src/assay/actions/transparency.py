"""Send every statement of reasons to the EU transparency database: at least once, under an identifier that never changes.

What is sent is prepared and stored first; whether a batch arrived is only known from the answer, and where none came it is sent again. The
service refuses an identifier that it has, and that counts as sent. A statement that it refuses for another reason is set aside with what it
said, and the others go on.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from django.db import transaction
from django.db.models import F

from assay.errors import BadInput, Unreachable
from assay.outside import web
from assay.records.models import NoticeItem, Restriction, SentStatement
from assay.regime.dsa.check import check
from assay.regime.dsa.schema import MAX_BATCH
from assay.regime.dsa.statement import RestrictionFacts, to_sor
from assay.regime.notice.standing import NotifierKind
from assay.regime.terms import Ground, RestrictionKind

Post = Callable[[str, bytes, Mapping[str, str]], web.Answer]


@dataclass(frozen=True, kw_only=True)
class Exported:
    """What one run did: `prepared` new statements, `sent` (taken or there already), `refused` by the service, `waiting` for the next run."""

    prepared: int
    sent: int
    refused: int
    waiting: int


def prepare(*, at: datetime, limit: int = 10_000) -> int:
    """Put together the statements of restrictions that have none yet; how many."""
    rows = (
        Restriction.objects.filter(sent_statement__isnull=True)
        .select_related("caused_by", "listing", "store", "right__store")
        .order_by("begins", "pk")[:limit]
    )
    made = []
    for row in rows:
        payload = to_sor(facts_of(row))
        answer = check(payload)
        made.append(
            SentStatement(
                restriction=row,
                puid=payload["puid"],
                payload=payload,
                prepared_at=at,
                refused=dict(answer.errors) or None,
            )
        )
    SentStatement.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


def export(*, url: str, token: str, at: datetime, post: Post | None = None) -> Exported:
    """Prepare and send everything that has not been sent. `url`: the service's base. Unreachable: it does not answer; nothing is lost."""
    if not url:
        raise BadInput("no service is named.", where="DSA_URL", mend="Give --url or set DSA_URL.")
    send = post or _post
    prepared, sent, refused = prepare(at=at), 0, 0
    while batch := list(
        SentStatement.objects.filter(sent_at__isnull=True, refused__isnull=True).order_by("prepared_at", "pk")[
            :MAX_BATCH
        ]
    ):
        ids = [row.pk for row in batch]
        SentStatement.objects.filter(pk__in=ids).update(attempts=F("attempts") + 1)
        taken, against = _send(batch, url=url, token=token, post=send)
        with transaction.atomic():
            SentStatement.objects.filter(pk__in=taken).update(sent_at=at)
            for pk, said in against.items():
                SentStatement.objects.filter(pk=pk).update(refused=said)
        sent, refused = sent + len(taken), refused + len(against)
        if not taken and not against:
            break
    waiting = SentStatement.objects.filter(sent_at__isnull=True, refused__isnull=True).count()
    return Exported(prepared=prepared, sent=sent, refused=refused, waiting=waiting)


def facts_of(row: Restriction) -> RestrictionFacts:
    """What is told of a restriction: words and dates alone."""
    listing = row.listing
    store = row.store or (listing.store if listing else None) or (row.right.store if row.right else None)
    since = listing.first_seen_at.date() if listing else (store.opened_on if store else row.begins.date())
    gtin = str(listing.attributes.get("gtin", "")) if listing else ""
    language = str(listing.attributes.get("content_language", "")) if listing else ""
    return RestrictionFacts(
        restriction=str(row.pk),
        on="listing" if listing else "right" if row.right else "store",
        kind=RestrictionKind(row.kind),
        ground=Ground(row.ground),
        automated_detection=bool(row.statement.get("automated_detection")),
        automated_decision=row.caused_by.automated,
        begins=row.begins,
        until=row.until,
        content_since=min(since, row.begins.date()),
        source=_source(row),
        language=language if len(language) == 2 else "",
        ean=gtin if len(gtin) == 13 and gtin.isdigit() else "",
    )


def _source(row: Restriction) -> str:
    """Whose hint it was, in the words of the regime."""
    if row.caused_by.subject_kind == "report":
        return "other"
    if row.caused_by.subject_kind not in ("notice", "noticeitem"):
        return "voluntary"
    item = (
        NoticeItem.objects.filter(listing=row.listing)
        .select_related("notice__notifier")
        .order_by("-changed_at")
        .first()
    )
    flagged = item is not None and item.notice.notifier.kind == NotifierKind.TRUSTED_FLAGGER
    return "trusted_flagger" if flagged else "article_16"


def _send(
    batch: Sequence[SentStatement], *, url: str, token: str, post: Post
) -> tuple[list[int], dict[int, dict[str, Any]]]:
    """Send a batch; those that stand with the service now, and those that it refuses with what it says."""
    answer = _asked(url, "statements", {"statements": [row.payload for row in batch]}, token=token, post=post)
    if answer.status == 201:
        return [row.pk for row in batch], {}
    said = _json(answer)
    errors = said.get("errors")
    if answer.status != 422 or not isinstance(errors, dict):
        raise Unreachable(
            f"the service answered {answer.status}.", where=url, mend="Check address and token; it is sent again."
        )
    named = errors.get("existing_puids")
    there = {row.puid for row in batch} & {p for p in (named if isinstance(named, list) else ()) if isinstance(p, str)}
    if there:
        taken = [row.pk for row in batch if row.puid in there]
        rest = [row for row in batch if row.puid not in there]
        if not rest:
            return taken, {}
        more, against = _send(rest, url=url, token=token, post=post)
        return taken + more, against
    places = {f"statement_{n}": row.pk for n, row in enumerate(batch)}
    against = {places[name]: messages for name, messages in errors.items() if name in places}
    if named and not against:
        raise Unreachable(
            "the service names identifiers that were not sent.", where=url, mend="Check the address; it is sent again."
        )
    if not against and len(batch) > 1:
        # It does not say which: each half is asked by itself, until it is one that is refused.
        middle = len(batch) // 2
        taken, refused = _send(batch[:middle], url=url, token=token, post=post)
        more, against = _send(batch[middle:], url=url, token=token, post=post)
        return taken + more, {**refused, **against}
    rest = [row for row in batch if row.pk not in against]
    if not against or not rest:
        return [], against or {row.pk: errors for row in batch}
    taken, more_against = _send(rest, url=url, token=token, post=post)
    return taken, {**against, **more_against}


def _asked(url: str, path: str, body: dict[str, Any], *, token: str, post: Post) -> web.Answer:
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json", "Content-Type": "application/json"}
    return post(urljoin(url.rstrip("/") + "/", path), json.dumps(body).encode(), headers)


def _post(url: str, body: bytes, headers: Mapping[str, str]) -> web.Answer:
    return web.request("POST", url, body=body, headers=headers, max_bytes=5_000_000)


def _json(answer: web.Answer) -> dict[str, Any]:
    try:
        said = json.loads(answer.body)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
