"""Is the marketplace told at once what it has to carry out, and a notifier what became of a store? Signed messages, sent until they are taken.

An address of the marketplace hears of every effect; one of a brand or agent of each step against a store that its notices had named.
A message that was taken (2xx) is not yet an effect: that is acknowledged apart (`execution.acknowledge`). Each attempt is claimed before it is
made and its end written after it; whoever is killed in between sends again. At least once, therefore, and under one identifier, so that the
receiver does nothing twice.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from assay.actions.notifier import locked, of
from assay.actions.policy import in_force
from assay.errors import AssayError, BadInput, Conflict, NotFound
from assay.outside import web, webhook_signature
from assay.policy.schema.store import ExecutionPolicy
from assay.records.models import Delivery, Execution, Notifier, Person, Restriction, Webhook
from assay.records.queries.marketplace import to_do_line, waiting_effects
from assay.records.queries.webhooks import fate_line, fates
from assay.regime.terms import Role

Post = Callable[[str, bytes, Mapping[str, str]], web.Answer]

MOST_WEBHOOKS = 5
TIMEOUT_SECONDS = 15.0  # the specification advises the receiver to answer within 15 to 30 s
LEASE = timedelta(seconds=120)
GONE = 410


def register(*, url: str, by: Person, at: datetime, resolve: web.Resolve = web.addresses_of) -> Webhook:
    """Tell this address from now on; that of the marketplace also of all that waits. The row's `secret` is for its owner to verify with.

    BadInput: the address may not be asked (not https, a private network). Unreachable: no such host. Conflict: told already, or too many.
    """
    web.check_url(url, allowed=_own_hosts(), resolve=resolve)
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=by.pk)
        notifier = None if by.role == Role.MARKETPLACE else locked(by, at=at)
        if Webhook.objects.filter(notifier=notifier, ended_at__isnull=True).count() >= MOST_WEBHOOKS:
            raise Conflict(f"{MOST_WEBHOOKS} addresses are told already.", where="url", mend="End one first.")
        try:
            with transaction.atomic():
                return Webhook.objects.create(
                    url=url, secret=webhook_signature.new_secret(), notifier=notifier, made_by=by, made_at=at
                )
        except IntegrityError:
            raise Conflict(
                "this address is told already.", where="url", mend="End it first to get a new secret."
            ) from None


def owner(person: Person, *, at: datetime) -> Notifier | None:
    """Whose addresses this person sees: those of the notifier for whom he files; None: of the marketplace. NotPermitted: of nobody."""
    return None if person.role == Role.MARKETPLACE else of(person, at=at)


def end(*, webhook: int, by: Person, at: datetime) -> Webhook:
    """Tell this address nothing more. Ending twice changes nothing. NotFound: it is another party's."""
    notifier = owner(by, at=at)
    mine = Webhook.objects.filter(notifier=notifier.pk if notifier else None)
    return _end(mine, webhook=webhook, at=at, because="ended by its owner")


def _end(rows: QuerySet[Webhook], *, webhook: int, at: datetime, because: str) -> Webhook:
    with transaction.atomic():
        row = rows.select_for_update().filter(pk=webhook).first()
        if row is None:
            raise NotFound("there is no such address.", mend="Look at the list.")
        if row.ended_at is None:
            row.ended_at, row.ended_because = at, because
            row.save(update_fields=["ended_at", "ended_because"])
        return row


def send_waiting(
    *,
    at: datetime,
    limit: int = 100,
    post: Post | None = None,
    stamp: Callable[[], float] = time.time,
) -> int:
    """Prepare and send what is due; how many attempts were made.

    `stamp` is the clock of the wall: the receiver holds the timestamp against his own, which no demonstration moves ahead.
    """
    hooks = list(Webhook.objects.filter(ended_at__isnull=True).select_related("notifier"))
    if not hooks:
        return 0
    _prepare(hooks, at=at, limit=limit)
    tried = 0
    for _ in range(limit):
        row = _claim(at=at)
        if row is None:
            break
        _attempt(row, at=at, post=post or _post, stamp=int(stamp()), policy=in_force().store.execution)
        tried += 1
    return tried


def body_of(row: Restriction, effect: str) -> bytes:
    """What is sent: the same line as in the queue, so that a receiver needs no second call."""
    line = to_do_line(row, effect)
    event = {"type": f"restriction.{effect}", "timestamp": line.since.isoformat(), "data": asdict(line)}
    return json.dumps(event, default=_plain, ensure_ascii=False, separators=(",", ":")).encode()


def fate_of(row: Restriction, effect: str, *, notifier: Notifier) -> bytes:
    """What a notifier is sent: `store.STEP.imposed` or `store.STEP.lifted`, with what the notice's page says of the store."""
    line = fate_line(row, effect, notifier=notifier)
    kind = f"store.{row.kind}.{'lifted' if effect == 'lift' else 'imposed'}"
    event = {"type": kind, "timestamp": line["at"].isoformat(), "data": line}
    return json.dumps(event, default=_plain, ensure_ascii=False, separators=(",", ":")).encode()


def message_id(row: Restriction, effect: str) -> str:
    """One effect, one identifier: for every address, at every attempt, after every restart."""
    return f"msg_{row.pk.hex}_{effect}"


def _prepare(hooks: list[Webhook], *, at: datetime, limit: int) -> None:
    waiting = waiting_effects(at=at)
    made = []
    for hook in hooks:
        imposed, lifted = waiting if hook.notifier is None else fates(hook.notifier, since=hook.made_at, at=at)
        for rows, effect in ((lifted, "lift"), (imposed, "impose")):
            told = Delivery.objects.filter(webhook=hook, effect=effect).values("restriction")
            made += [
                Delivery(
                    webhook=hook,
                    restriction=r,
                    effect=effect,
                    message=message_id(r, effect),
                    prepared_at=at,
                    next_at=at,
                )
                for r in rows.exclude(pk__in=told).order_by("begins", "pk")[:limit]
            ]
    # Two workers may prepare the same: the second row is none.
    Delivery.objects.bulk_create(made, ignore_conflicts=True)


def _claim(*, at: datetime) -> Delivery | None:
    with transaction.atomic():
        row = (
            Delivery.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(delivered_at__isnull=True, next_at__lte=at, webhook__ended_at__isnull=True)
            # What was acknowledged after polling, or lifted meanwhile, the marketplace is not told any more: the lift has a message of its own.
            .exclude(webhook__notifier__isnull=True, effect="impose", restriction__lifted_at__isnull=False)
            .exclude(
                Q(webhook__notifier__isnull=True),
                Exists(Execution.objects.filter(restriction=OuterRef("restriction"), effect=OuterRef("effect"))),
            )
            .select_related("webhook__notifier", "restriction__listing", "restriction__right", "restriction__store")
            .order_by("next_at", "pk")
            .first()
        )
        if row is not None:
            row.attempts += 1
            row.next_at = at + LEASE
            row.save(update_fields=["attempts", "next_at"])
        return row


def _attempt(row: Delivery, *, at: datetime, post: Post, stamp: int, policy: ExecutionPolicy) -> None:
    hook = row.webhook
    body = (
        body_of(row.restriction, row.effect)
        if hook.notifier is None
        else fate_of(row.restriction, row.effect, notifier=hook.notifier)
    )
    signed = webhook_signature.headers(secret=row.webhook.secret, message=row.message, timestamp=stamp, body=body)
    try:
        answer = post(row.webhook.url, body, {**signed, "Content-Type": "application/json", "User-Agent": "Assay"})
    except AssayError as failed:
        status, said = 0, failed.what
    else:
        status, said = answer.status, f"answered {answer.status}"
    row.said = said[:200]
    if 200 <= status < 300:
        row.delivered_at = at
    else:
        row.next_at = at + timedelta(seconds=pause_after(row.attempts, policy=policy))
    row.save(update_fields=["said", "delivered_at", "next_at"])
    if status == GONE:
        _end(Webhook.objects.all(), webhook=row.webhook_id, at=at, because="the address answered 410 Gone")


def pause_after(attempts: int, *, policy: ExecutionPolicy) -> int:
    """Seconds until the next attempt; the last pause of the policy is kept for ever, since what was decided must be carried out."""
    return policy.retry_seconds[min(attempts, len(policy.retry_seconds)) - 1]


def _post(url: str, body: bytes, headers: Mapping[str, str]) -> web.Answer:
    answer = web.request(
        "POST",
        url,
        body=body,
        headers=headers,
        allowed=_own_hosts(),
        max_bytes=100_000,
        timeout=TIMEOUT_SECONDS,
    )
    if answer.status in (301, 302, 303, 307, 308):
        raise BadInput("the address sends us on.", where=url, mend="Register the final address.")
    return answer


def _own_hosts() -> frozenset[str]:
    """Hosts of the operator's own network that may be told, "host:port"."""
    return frozenset(settings.ASSAY_OWN_HOSTS)


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
