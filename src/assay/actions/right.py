"""Give a right, book its units, end it; what it covered is screened again at once."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from assay.actions.decision import record
from assay.actions.listing import rescreen
from assay.actions.message import tell
from assay.actions.restriction import impose, lift
from assay.errors import Conflict, NotFound
from assay.records.models import (
    Application,
    Brand,
    Decision,
    Document,
    Listing,
    Person,
    Restriction,
    Right,
    UnitAccount,
    UnitEntry,
    UsedLine,
)
from assay.records.queries.states import active
from assay.regime.right.grant import Grant
from assay.regime.right.units import Account, Entry, invoiced, sold
from assay.regime.terms import DecisionKind, Ground, RestrictionKind

Backing = tuple[Document, str]


def give(
    *,
    application: Application,
    grant: Grant,
    backing: Sequence[Backing],
    by: Person | None,
    at: datetime,
    led_by: Decision | None,
) -> Right:
    """Write the right, its units and the invoice lines that back it. Inside the caller's transaction.

    Conflict: an invoice line backs another right already (the database holds the rule).
    """
    decision = record(
        kind=DecisionKind.GRANT,
        subject=application,
        store=application.store,
        brand=application.brand,
        facts={"units": dict(grant.units), "conditional": grant.conditional, "lines": [key for _, key in backing]},
        outcome={
            "valid_from": grant.term.valid_from.isoformat(),
            "valid_to": grant.term.valid_to.isoformat(),
            "goods": list(grant.scope.goods),
            "categories": list(grant.scope.categories),
            "territories": list(grant.scope.territories),
            "channels": list(grant.scope.channels),
        },
        by=by,
        at=at,
        led_by=led_by,
        case=("application", str(application.pk)),
        lane=application.lane,
        counts={"units": sum(grant.units.values())},
    )
    right = Right.objects.create(
        store=application.store,
        brand=application.brand,
        application=application,
        goods=list(grant.scope.goods),
        categories=list(grant.scope.categories),
        territories=list(grant.scope.territories),
        channels=list(grant.scope.channels),
        valid_from=grant.term.valid_from,
        valid_to=grant.term.valid_to,
        limited=bool(grant.units),
        conditional=grant.conditional,
        caused_by=decision,
    )
    for document, key in backing:
        try:
            with transaction.atomic():
                UsedLine.objects.create(key=key, document=document, right=right)
        except IntegrityError:
            raise Conflict(
                f"a line of {document.filename} backs another right already.",
                mend="Hand in an invoice for these pieces.",
            ) from None
    for product, units in grant.units.items():
        book(right=right, entry=invoiced(product, units), reference=f"application:{application.pk}", at=at)
    if grant.conditional:
        impose(
            kind=RestrictionKind.HOLD_FUNDS,
            on=right,
            ground=Ground.PROOF_OVERDUE,
            caused_by=decision,
            seen="Payouts of these sales wait until the papers of the purchase are accepted.",
        )
    else:
        _replace_conditional(application=application, firm=right, by=decision)
    lift(_for_want_of_a_right(right), by=decision)
    rescreen(Listing.objects.filter(store=application.store))
    return right


def book(*, right: Right, entry: Entry, reference: str, at: datetime) -> bool:
    """One movement of pieces, once per reference; whether it was new. Conflict: not so many are there."""
    try:
        with transaction.atomic():
            UnitEntry.objects.create(
                right=right,
                product=entry.product,
                units=entry.units,
                source=entry.source,
                target=entry.target,
                at=at,
                reference=reference,
            )
    except IntegrityError:
        return False
    # Accounts are locked in one order, so that two bookings wait for each other instead of deadlocking.
    for account, change in sorted(((entry.source, -entry.units), (entry.target, entry.units))):
        UnitAccount.objects.get_or_create(right=right, account=account, product=entry.product)
        try:
            with transaction.atomic():
                UnitAccount.objects.filter(right=right, account=account, product=entry.product).update(
                    balance=F("balance") + change
                )
        except IntegrityError:
            raise Conflict(
                f"there are not {entry.units} pieces of {entry.product or 'this brand'} left.",
                mend="Hand in an invoice for more.",
            ) from None
    return True


def with_right(brands: Iterable[Brand | str], *, at: datetime) -> frozenset[tuple[str, str]]:
    """Which stores hold a right in force for these brands: pairs of store and brand."""
    return frozenset(rights_in_force(at=at).filter(brand__in=list(brands)).values_list("store_id", "brand_id"))


def rights_in_force(*, at: datetime) -> QuerySet[Right]:
    """Rights that back an offer at this time."""
    barred = Restriction.objects.filter(
        active(at), right=OuterRef("pk"), kind__in=[RestrictionKind.REVOKE, RestrictionKind.SUSPEND]
    )
    # A term runs from midnight to midnight, UTC; its last midnight is no part of it.
    today = at.astimezone(UTC).date()
    return Right.objects.filter(~Exists(barred), replaced_by__isnull=True, valid_from__lte=today, valid_to__gt=today)


def revoke(
    *, right: uuid.UUID, ground: Ground, seen: str, by: Person | None, at: datetime, led_by: Decision | None = None
) -> Decision:
    """End a right before its term. Its listings are screened again in the same minute."""
    with transaction.atomic():
        row = Right.objects.select_for_update().filter(pk=right).first()
        if row is None:
            raise NotFound("there is no such right.")
        if Restriction.objects.filter(right=row, kind=RestrictionKind.REVOKE, lifted_at__isnull=True).exists():
            raise Conflict("this right is revoked already.", mend="Look at the store's page.")
        decision = record(
            kind=DecisionKind.REVOKE,
            subject=row,
            store=row.store,
            brand=row.brand,
            ground=ground,
            facts={"seen": seen, "valid_to": row.valid_to.isoformat()},
            outcome={"state": "revoked"},
            by=by,
            at=at,
            led_by=led_by,
            case=("application", str(row.application_id)),
        )
        impose(kind=RestrictionKind.REVOKE, on=row, ground=ground, caused_by=decision, seen=seen)
        tell(to=row.store, kind="right_revoked", at=at, caused_by=decision, brand=row.brand.name, seen=seen)
        rescreen(Listing.objects.filter(store=row.store))
        return decision


LACKED_A_RIGHT = (Ground.NO_RIGHT, Ground.RIGHT_ENDED, Ground.PROOF_OVERDUE)


def _for_want_of_a_right(right: Right) -> list[Restriction]:
    """What lies on the store's listings of this brand only because there was no right; screening judges them anew under the new one."""
    return list(
        Restriction.objects.filter(
            listing__store=right.store, listing__brand=right.brand, ground__in=LACKED_A_RIGHT, lifted_at__isnull=True
        )
    )


def _replace_conditional(*, application: Application, firm: Right, by: Decision) -> None:
    """The papers of a declared purchase were accepted: the firm right takes over what was sold, and the held payouts are free.

    Conflict: more was sold than the papers show.
    """
    for old in Right.objects.select_for_update().filter(
        application=application, conditional=True, replaced_by__isnull=True
    ):
        for account in old.accounts.filter(account=Account.SOLD, balance__gt=0):
            if firm.limited:
                entry = sold(account.product, account.balance)
                if not book(right=firm, entry=entry, reference=f"carried:{old.pk}", at=by.at):
                    raise Conflict("the sales of this purchase were carried over already.", mend="Look at the right.")
        old.replaced_by = firm
        old.save(update_fields=["replaced_by"])
        holds = Restriction.objects.filter(right=old, kind=RestrictionKind.HOLD_FUNDS, lifted_at__isnull=True)
        lift(list(holds), by=by)
