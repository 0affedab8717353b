"""A campaign: name brands and a date, tell every store that offers them, and act on the date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Count

from assay.actions.decision import record
from assay.actions.message import tell
from assay.actions.policy import in_force
from assay.actions.restriction import impose
from assay.actions.right import with_right
from assay.errors import BadInput, Conflict
from assay.records.models import Application, Brand, Campaign, CampaignStore, Listing, Person, Store
from assay.regime.moves import CAMPAIGN_STORE_MOVES, CampaignStoreEvent, CampaignStoreState, move
from assay.regime.right.campaign import Offer, Standing, check_announced_in_time, state_on, to_tell
from assay.regime.terms import DecisionKind, Ground, RestrictionKind


def announce(*, name: str, brands: Sequence[Brand], due_on: date, by: Person | None, at: datetime) -> Campaign:
    """Announce a campaign: every store that offers these brands without a right is found, told and counted."""
    policy = in_force()
    if not name.strip() or not brands:
        raise BadInput(
            "a campaign needs a name and a brand.", where="campaign", mend="Name it, and choose at least one brand."
        )
    check_announced_in_time(announced_on=at.date(), due_on=due_on, policy=policy.right)
    with transaction.atomic():
        found = list(Listing.objects.filter(brand__in=brands).values("store", "brand").annotate(n=Count("pk")))
        offers = [Offer(store=r["store"], brand=r["brand"], listings=r["n"]) for r in found]
        told = to_tell(offers, brands=frozenset(b.pk for b in brands), with_right=with_right(brands, at=at))
        decision = record(
            kind=DecisionKind.CAMPAIGN,
            subject=brands[0],
            brand=brands[0],
            facts={"brands": [b.pk for b in brands], "due_on": due_on.isoformat(), "found": len(found)},
            outcome={"told": len(told)},
            by=by,
            at=at,
            case=("campaign", name),
            counts={"told": len(told), "listings": sum(o.listings for o in told)},
        )
        try:
            with transaction.atomic():
                campaign = Campaign.objects.create(name=name, announced_at=at, due_on=due_on, caused_by=decision)
        except IntegrityError:
            raise Conflict("a campaign of this name exists.", where="name", mend="Choose another name.") from None
        campaign.brands.set(brands)
        names = {b.pk: b.name for b in brands}
        for offer in told:
            CampaignStore.objects.create(
                campaign=campaign,
                store_id=offer.store,
                brand_id=offer.brand,
                state=CampaignStoreState.TOLD,
                listings_told=offer.listings,
                told_at=at,
            )
            tell(
                to=Store.objects.get(pk=offer.store),
                kind="campaign_told",
                at=at,
                caused_by=decision,
                brand=names[offer.brand],
                due_on=due_on.isoformat(),
                listings=offer.listings,
            )
        return campaign


def answered(*, store: Store, brand: Brand, at: datetime) -> None:
    """The store has handed in papers for this brand: every campaign that waits for it counts an answer. Inside the caller's transaction."""
    for row in (
        CampaignStore.objects.select_for_update()
        .filter(store=store, brand=brand)
        .exclude(state=CampaignStoreState.ANSWERED)
    ):
        row.state = move(CAMPAIGN_STORE_MOVES, CampaignStoreState(row.state), CampaignStoreEvent.HANDED_IN)
        row.save(update_fields=["state"])


def act_on_dates(*, at: datetime, limit: int = 50) -> int:
    """On and after the date: listings of the stores that handed in nothing come off. How many stores were acted on."""
    done = 0
    due = CampaignStore.objects.filter(
        campaign__due_on__lt=at.date(), state__in=[CampaignStoreState.TOLD, CampaignStoreState.LATE]
    )
    for pk in list(due.order_by("pk").values_list("pk", flat=True)[:limit]):
        with transaction.atomic():
            row = (
                CampaignStore.objects.select_for_update(skip_locked=True)
                .select_related("campaign", "store", "brand")
                .filter(pk=pk)
                .first()
            )
            if row is not None and row.state in (CampaignStoreState.TOLD, CampaignStoreState.LATE):
                _act(row, at=at)
                done += 1
    return done


def _act(row: CampaignStore, *, at: datetime) -> None:
    handed_in = Application.objects.filter(store=row.store, brand=row.brand, handed_in_at__gte=row.told_at).exists()
    has_right = (row.store_id, row.brand_id) in with_right([row.brand], at=at)
    standing = Standing(store=row.store_id, brand=row.brand_id, has_right=has_right, handed_in=handed_in)
    if state_on(standing, due_on=row.campaign.due_on, on=at.date()) is CampaignStoreState.ANSWERED:
        row.state = CampaignStoreState.ANSWERED
        row.save(update_fields=["state"])
        return
    row.state = move(CAMPAIGN_STORE_MOVES, CampaignStoreState(row.state), CampaignStoreEvent.DATE_PASSED)
    listings = list(Listing.objects.filter(store=row.store, brand=row.brand))
    decision = record(
        kind=DecisionKind.REMOVE,
        subject=row.store,
        store=row.store,
        brand=row.brand,
        ground=Ground.NO_RIGHT,
        facts={
            "campaign": row.campaign.name,
            "due_on": row.campaign.due_on.isoformat(),
            "listings": [x.listing_id for x in listings],
        },
        outcome={"removed": len(listings)},
        by=None,
        at=at,
        led_by=None,
        case=("store", row.store_id),
        counts={"listings": len(listings)},
    )
    for listing in listings:
        impose(
            kind=RestrictionKind.REMOVE,
            on=listing,
            ground=Ground.NO_RIGHT,
            caused_by=decision,
            seen=f"Proof for {row.brand.name} was due by {row.campaign.due_on.isoformat()}; none came.",
            rules=("campaign_date",),
        )
    row.listings_removed = len(listings)
    row.state = move(CAMPAIGN_STORE_MOVES, CampaignStoreState(row.state), CampaignStoreEvent.LISTINGS_REMOVED)
    row.save(update_fields=["state", "listings_removed"])
    tell(to=row.store, kind="campaign_removed", at=at, caused_by=decision, brand=row.brand.name, listings=len(listings))
