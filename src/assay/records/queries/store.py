"""What does a store see of itself? Its state, its points, what is due, its rights and its listings.

Each query takes the store of whoever asks, so that a row of another store is never found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from assay.policy.schema.store import LadderStep, StorePolicy
from assay.records.models import (
    Appeal,
    Application,
    CampaignStore,
    Listing,
    Message,
    NoticeItem,
    Restriction,
    Right,
    Store,
    UnitAccount,
)
from assay.records.queries.pages import Count, Page, by_state
from assay.records.queries.searching import Whose, search
from assay.records.queries.states import (
    active,
    midnight,
    state_of_listing,
    state_of_right,
    state_of_store,
)
from assay.regime.moves import AppealState, ApplicationState, CampaignStoreState, NoticeState
from assay.regime.restriction import ListingState, RightState, StoreState
from assay.regime.right.units import Account
from assay.regime.store.strikes import Strike as StrikeFact
from assay.regime.store.strikes import lapses_at, points_today
from assay.regime.terms import Ground

ENDS_SOON_DAYS = 30


@dataclass(frozen=True, kw_only=True)
class StrikeLine:
    """Points that one decision gave; `counts` tells whether they count today."""

    ground: str
    points: int
    given_at: datetime
    lapses_at: datetime
    lifted_at: datetime | None
    counts: bool
    decision: str


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The state of the store, derived; the points that count, and the lowest step of the ladder that they have not reached.

    `first_points`: where the ladder begins; `grave_points`: where a person has to decide.
    """

    state: StoreState
    points: int
    strikes: tuple[StrikeLine, ...]
    next_step: LadderStep | None
    max_points: int
    first_points: int
    grave_points: int


@dataclass(frozen=True, kw_only=True)
class Due:
    """Something that the store or the office has to do by a time. `page` and `args` name the page where it is done."""

    what: str
    by: datetime
    ours: bool
    page: str
    args: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How many of everything, for the overview. `bound`: listings that are paused or off, and what binds rights or the store itself."""

    on_offer: Count
    paused: Count
    removed: Count
    bound: Count
    rights: int
    open_applications: int
    unread: int


@dataclass(frozen=True, kw_only=True)
class ProductUnits:
    """Pieces of one product under a right."""

    product: str
    invoiced: int
    available: int
    sold: int


@dataclass(frozen=True, kw_only=True)
class RightLine:
    """A right of the store with its state and its ledger. `valid_to` is the first day on which it is no longer good."""

    right: str
    brand: str
    brand_name: str
    state: RightState
    conditional: bool
    limited: bool
    goods: tuple[str, ...]
    categories: tuple[str, ...]
    territories: tuple[str, ...]
    channels: tuple[str, ...]
    valid_from: date
    valid_to: date
    application: str
    units: tuple[ProductUnits, ...]


@dataclass(frozen=True, kw_only=True)
class ListingLine:
    """A listing with its derived state and what screening last said."""

    listing: str
    title: str
    brand_name: str
    quantity: int
    state: ListingState
    verdict: str
    reasons: tuple[Any, ...]
    rules: tuple[str, ...]
    signals: Mapping[str, Any]
    attributes: Mapping[str, Any]
    changed_at: datetime
    screened_at: datetime | None
    waits: bool


def standing(store: Store, *, policy: StorePolicy, at: datetime) -> Standing:
    """Where the store stands on the ladder, and which points lapse when."""
    rows = list(store.strikes.order_by("-given_at", "-pk"))
    facts = [
        StrikeFact(
            ground=Ground(s.ground),
            points=s.points,
            given_at=s.given_at,
            caused_by=str(s.caused_by_id),
            lifted_at=s.lifted_at,
        )
        for s in rows
    ]
    points = points_today(facts, policy=policy, at=at)
    ladder = sorted(policy.ladder, key=lambda s: s.at_points)
    return Standing(
        state=state_of_store(store, at=at),
        points=points,
        strikes=tuple(
            StrikeLine(
                ground=s.ground,
                points=s.points,
                given_at=s.given_at,
                lapses_at=lapses_at(s.given_at, policy=policy),
                lifted_at=s.lifted_at,
                counts=s.lifted_at is None and at < lapses_at(s.given_at, policy=policy),
                decision=str(s.caused_by_id),
            )
            for s in rows
        ),
        next_step=next((s for s in ladder if s.at_points > points), None),
        max_points=ladder[-1].at_points,
        first_points=ladder[0].at_points,
        grave_points=next((s.at_points for s in ladder if s.by_person), ladder[-1].at_points),
    )


def due(store: Store, *, at: datetime) -> tuple[Due, ...]:
    """What is due, soonest first: papers, campaigns, papers to mend, rights that end; and the answers that the office owes."""
    found: list[Due] = []
    campaigns = CampaignStore.objects.filter(
        store=store, state__in=[CampaignStoreState.TOLD, CampaignStoreState.LATE, CampaignStoreState.REMOVED]
    ).select_related("campaign", "brand")
    for told in campaigns:
        end = midnight(told.campaign.due_on) + timedelta(days=1)
        found.append(
            Due(what=f"Proof for {told.brand.name}", by=end, ours=False, page="store_apply_for", args=(told.brand_id,))
        )
    for application in _open(store).select_related("brand"):
        args = (str(application.pk),)
        name = application.brand.name
        if application.state == ApplicationState.CONDITIONAL and application.papers_due:
            found.append(
                Due(
                    what=f"Papers of the declared purchase of {name}",
                    by=application.papers_due,
                    ours=False,
                    page="store_application",
                    args=args,
                )
            )
        elif application.state in (ApplicationState.HANDED_IN, ApplicationState.IN_REVIEW):
            by = application.last_answer_due if application.first_answered_at else application.first_answer_due
            found.append(Due(what=f"Our answer on {name}", by=by, ours=True, page="store_application", args=args))
    waiting = NoticeItem.objects.filter(store=store, state=NoticeState.SELLER_TO_ANSWER, due__isnull=False)
    for item in waiting.select_related("notice__brand", "listing"):
        what = f"Your answer to the notice for {item.notice.brand.name} about {item.listing.title[:60]}"
        found.append(Due(what=what, by=item.due or at, ours=False, page="store_notice", args=(str(item.pk),)))
    for appeal in Appeal.objects.filter(
        store=store, notifier__isnull=True, report__isnull=True, state=AppealState.OPEN
    ):
        found.append(Due(what="Our answer to your appeal", by=appeal.due, ours=True, page="store_appeals"))
    for right in rights(store, at=at):
        ends = midnight(right.valid_to)
        if right.state is RightState.IN_FORCE and not right.conditional and ends - at <= timedelta(days=ENDS_SOON_DAYS):
            found.append(
                Due(
                    what=f"Your right to sell {right.brand_name} ends",
                    by=ends,
                    ours=False,
                    page="store_apply_for",
                    args=(right.brand,),
                )
            )
    return tuple(sorted(found, key=lambda d: d.by))


def to_mend(store: Store) -> tuple[tuple[str, str, str], ...]:
    """Applications that wait for a better paper: identifier, brand and state; those that a newer application has overtaken are left out."""
    rows = Application.objects.filter(store=store).select_related("brand").order_by("-handed_in_at", "-pk")
    newest: dict[str, Application] = {}
    for row in rows:
        newest.setdefault(row.brand_id, row)
    wait = (ApplicationState.REFUSED, ApplicationState.OVERDUE)
    return tuple((str(r.pk), r.brand.name, r.state) for r in newest.values() if r.state in wait)


def counts(store: Store, *, at: datetime) -> Counts:
    """How many listings are in which state, how many rights, applications and unread messages there are."""
    states = by_state(Listing.objects.filter(store=store), at=at)
    paused, removed = states[ListingState.PAUSED], states[ListingState.REMOVED]
    binding = Restriction.objects.filter(active(at))
    own = (
        binding.filter(store=store).count()
        + binding.filter(right__in=list(store.rights.values_list("pk", flat=True))).count()
    )
    return Counts(
        bound=Count(n=paused.n + removed.n + own, more=paused.more or removed.more),
        on_offer=states[ListingState.ON_OFFER],
        paused=paused,
        removed=removed,
        rights=sum(r.state is RightState.IN_FORCE for r in rights(store, at=at)),
        open_applications=_open(store).count(),
        unread=unread(store),
    )


def unread(store: Store) -> int:
    """Messages that lie in the inbox and were not read."""
    return Message.objects.filter(store=store, delivered_at__isnull=False, read_at__isnull=True).count()


def rights(store: Store, *, at: datetime) -> tuple[RightLine, ...]:
    """Every right that the store has or had, those in force first."""
    rows = (
        Right.objects.filter(store=store)
        .select_related("brand")
        .prefetch_related("restrictions", "accounts")
        .order_by("-valid_to", "pk")
    )
    lines = [_right(r, at=at) for r in rows]
    return tuple(sorted(lines, key=lambda r: (r.state is not RightState.IN_FORCE, r.brand_name.casefold())))


def listings(store: Store, *, state: ListingState | None = None, text: str = "", page: int = 1, at: datetime) -> Page:
    """One page of the store's listings, the last changed first; `text` is looked for in title and identifier."""
    shown = search(Whose(kind="store", key=store.pk), join="brand", state=state, text=text, page=page, at=at)
    return replace(shown, rows=tuple(_listing(r, at=at) for r in shown.rows))


def listing(store: Store, listing_id: str, *, at: datetime) -> ListingLine | None:
    """One listing of the store, or None."""
    row = (
        Listing.objects.filter(store=store, listing_id=listing_id)
        .select_related("brand")
        .prefetch_related("restrictions")
        .first()
    )
    return _listing(row, at=at) if row else None


def _open(store: Store) -> Any:
    return Application.objects.filter(
        store=store,
        state__in=[ApplicationState.HANDED_IN, ApplicationState.IN_REVIEW, ApplicationState.CONDITIONAL],
    )


def _right(row: Right, *, at: datetime) -> RightLine:
    return RightLine(
        right=str(row.pk),
        brand=row.brand_id,
        brand_name=row.brand.name,
        state=state_of_right(row, at=at),
        conditional=row.conditional,
        limited=row.limited,
        goods=tuple(row.goods),
        categories=tuple(row.categories),
        territories=tuple(row.territories),
        channels=tuple(row.channels),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        application=str(row.application_id),
        units=_units(row.accounts.all()),
    )


def _units(accounts: Sequence[UnitAccount] | Any) -> tuple[ProductUnits, ...]:
    by_product: dict[str, dict[str, int]] = {}
    for account in accounts:
        by_product.setdefault(account.product, {})[account.account] = account.balance
    return tuple(
        ProductUnits(
            product=product,
            invoiced=-balance.get(Account.SUPPLIER, 0),
            available=balance.get(Account.AVAILABLE, 0),
            sold=balance.get(Account.SOLD, 0),
        )
        for product, balance in sorted(by_product.items())
    )


def _listing(row: Listing, *, at: datetime) -> ListingLine:
    return ListingLine(
        listing=row.listing_id,
        title=row.title,
        brand_name=row.brand.name if row.brand else "",
        quantity=row.quantity,
        state=state_of_listing(row, at=at),
        verdict=row.verdict,
        reasons=tuple(row.reasons),
        rules=tuple(row.rules),
        signals=row.signals,
        attributes=row.attributes,
        changed_at=row.changed_at,
        screened_at=row.screened_at,
        waits=row.needs_screening,
    )
