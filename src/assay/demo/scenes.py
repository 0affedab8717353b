"""What can happen in the sample's story? Each scene is somebody's one act, through the action that the pages call as well."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from assay.actions import appeal as appeals_action
from assay.actions import application as applications_action
from assay.actions import campaign, inquiry, listing, order, right, settlement, store
from assay.demo.applications import SampleApplication, SamplePaper, Standing
from assay.demo.cast import Act, Cast
from assay.demo.listings import SampleListing
from assay.demo.market import Market, Sale
from assay.demo.papers.paper import Letter
from assay.errors import Conflict, NotFound
from assay.records.models import Appeal, Application, Decision, Inquiry, Listing, Restriction, Right
from assay.regime.document.facts import Stated
from assay.regime.document.finding import Reason
from assay.regime.moves import ApplicationState, InquiryState
from assay.regime.terms import DecisionKind, Ground, Lane, RestrictionKind

PLAIN = frozenset({"unbranded", "unprotected", "accessory", "word", "negated", "second_hand"})
CARELESS = frozenset({"no_right", "over_units"})

CONFIRMS = "The dealer's books show this paper."
OBJECTS = ("not_issued", "The dealer that the paper names has no such invoice in its books.")
ACCEPTED = "The brand has confirmed the paper, and what it says agrees with the register."
UNCONFIRMED = "The register does not know the issuer, and nobody whom it knows has confirmed the paper."
FORGED = "The paper does not hold: {what}."
CARELESS_REASON = {
    "too_old": "The invoice is older than a year.",
    "no_proof": "This paper shows an intention, not a purchase.",
    "fewer_pieces": "The invoice shows fewer pieces than were applied for.",
}
SALES_REPORT_DAYS = 4
HELD_EUROS = Decimal("4200.00")


@dataclass
class Scenes:
    """Makes the acts. `rows` are the listings by store, as the marketplace will send them."""

    market: Market
    cast: Cast
    rows: dict[str, list[SampleListing]] = field(default_factory=lambda: defaultdict(list))
    opened: dict[str, Application] = field(default_factory=dict)
    _settlers: int = 0

    def __post_init__(self) -> None:
        for one in self.market.listings():
            self.rows[one.row["store_id"]].append(one)

    # Applications -----------------------------------------------------------------------------------------------------------

    def applies(self, application: SampleApplication) -> Act:
        """The store hands in its papers."""
        return lambda at: self._apply(application, Lane.PROOF, at)

    def declares(self, application: SampleApplication) -> Act:
        """A buying agent declares a purchase; the papers are due."""
        return lambda at: self._apply(application, Lane.PURCHASE, at)

    def _apply(self, application: SampleApplication, lane: Lane, at: datetime) -> None:
        papers = [] if lane is Lane.PURCHASE else [(p.filename, p.data) for p in application.papers]
        self.opened[application.name] = applications_action.apply(
            store=self.cast.stores[application.store.store_id],
            brand=self.cast.brands[application.brand_id],
            lane=lane,
            goods=application.goods,
            papers=papers,
            by=self.cast.people.of_store[application.store.store_id],
            at=at,
        )

    def hands_in_papers(self, application: SampleApplication) -> Act:
        """The agent's papers come."""
        return lambda at: applications_action.add_papers(
            application=self.opened[application.name].pk,
            papers=[(p.filename, p.data) for p in application.papers],
            by=self.cast.people.of_store[application.store.store_id],
            at=at,
        )

    def brand_answers(self, application: SampleApplication) -> Act:
        """The brand answers what it was asked, truthfully."""

        def act(at: datetime) -> None:
            confirmed = application.standing is not Standing.FORGED
            ground, evidence = ("", CONFIRMS) if confirmed else OBJECTS
            asked = Inquiry.objects.filter(application=self.opened[application.name], state=InquiryState.OPEN)
            for row in asked.order_by("pk"):
                inquiry.answer(
                    inquiry=row.pk,
                    by=self.cast.people.of_brand[application.brand_id],
                    confirmed=confirmed,
                    ground=ground,
                    evidence=evidence,
                    states=[_copy_of(p) for p in application.papers] if confirmed else (),
                    at=at,
                )

        return act

    def is_settled(self, application: SampleApplication) -> Act:
        """A verifier settles it as it deserves, and overrules what a machine has misread."""

        def act(at: datetime) -> None:
            row = Application.objects.get(pk=self.opened[application.name].pk)
            if row.state != ApplicationState.IN_REVIEW:
                return
            unconfirmed = _nobody_stands_behind(row)
            accept = application.standing is Standing.CLEAN and not unconfirmed
            against = [f["reason"] for f in (row.proposal or {}).get("findings", []) if f["weight"] != "note"]
            self._settlers += 1
            settlement.settle(
                application=row.pk,
                by=self.cast.people["vera" if self._settlers % 2 else "victor"],
                accept=accept,
                reason=UNCONFIRMED if unconfirmed else self._reason(application),
                overrule=sorted(set(against)) if accept else (),
                forged=application.standing is Standing.FORGED,
                at=at,
            )

        return act

    def _reason(self, application: SampleApplication) -> str:
        if application.standing is Standing.CLEAN:
            return ACCEPTED
        if application.standing is Standing.CARELESS:
            return CARELESS_REASON[application.defect]
        return FORGED.format(what=application.defect.replace("_", " "))

    # Listings and sales -----------------------------------------------------------------------------------------------------

    def sends(self, store_id: str, rows: Sequence[SampleListing]) -> Act:
        """The marketplace sends listings of the store; a closed store sends no more."""

        def act(at: datetime) -> None:
            shop = self.cast.stores[store_id]
            closed = Restriction.objects.filter(store=shop, kind=RestrictionKind.CLOSE, lifted_at__isnull=True)
            if rows and not closed.exists():
                listing.take(store=shop, rows=[one.row for one in rows], at=at)

        return act

    def plain_rows(self, store_id: str) -> list[SampleListing]:
        """What needs no right."""
        return [one for one in self.rows[store_id] if one.what in PLAIN]

    def careless_rows(self, store_id: str) -> list[SampleListing]:
        """What a careless store offers without a right, or more of than it may."""
        return [one for one in self.rows[store_id] if one.what in CARELESS]

    def fake_rows(self, store_id: str) -> tuple[list[SampleListing], list[SampleListing]]:
        """The fakes: those that admit it, and the others."""
        fakes = [one for one in self.rows[store_id] if one.what.startswith("fake_")]
        return [f for f in fakes if f.what == "fake_admitted"], [f for f in fakes if f.what != "fake_admitted"]

    def offers_own(self, store_id: str, brand_id: str) -> Act:
        """The store puts on offer what it has proved."""
        rows = [one for one in self.rows[store_id] if one.what == "own_right" and one.brand_id == brand_id]
        return self.sends(store_id, rows)

    def sales_by_day(self, today: date) -> Iterator[tuple[float, list[Sale]]]:
        """The orders, reported every few days, with how many days ago that was."""
        by_day: dict[int, list[Sale]] = defaultdict(list)
        for sale in self.market.sales:
            days_ago = max(0, (today - sale.sold_on).days)
            by_day[days_ago // SALES_REPORT_DAYS * SALES_REPORT_DAYS].append(sale)
        yield from ((days + 0.1, sales) for days, sales in sorted(by_day.items()))

    def sells(self, sales: Sequence[Sale]) -> Act:
        """The marketplace reports orders; one for goods without a right books nothing."""

        def act(at: datetime) -> None:
            for sale in sales:
                order.report_sale(
                    store=self.cast.stores[sale.store_id],
                    product=sale.gtin,
                    units=sale.units,
                    order=sale.order,
                    at=at,
                )

        return act

    # Enforcement ------------------------------------------------------------------------------------------------------------

    def funds_are_held(self, store_id: str) -> Act:
        """An enforcer holds an amount of the payouts, where the ladder has come to that."""
        return lambda at: store.hold_funds(
            store=self.cast.stores[store_id], amount=HELD_EUROS, currency="EUR", by=self.cast.people["elena"], at=at
        )

    def notice_of_closure(self, store_id: str) -> Act:
        """An enforcer tells the store that it will be closed."""
        return lambda at: store.give_closure_notice(
            store=self.cast.stores[store_id], by=self.cast.people["elena"], at=at
        )

    def agrees_to_closure(self, store_id: str, who: str) -> Act:
        """One of the two people who must agree does."""
        return lambda at: store.agree_to_closure(store=self.cast.stores[store_id], by=self.cast.people[who], at=at)

    def right_is_revoked(self, store_id: str) -> Act:
        """The brand has ended the dealer's contract, and the right with it."""

        def act(at: datetime) -> None:
            row = Right.objects.filter(store=store_id).order_by("valid_from", "pk").last()
            if row is None:
                raise NotFound(f"{store_id} holds no right.")
            seen = f"{row.brand.name} has ended the contract that this right stood on."
            right.revoke(right=row.pk, ground=Ground.RIGHT_ENDED, seen=seen, by=self.cast.people["emil"], at=at)

        return act

    def campaign_begins(self, brand_ids: Sequence[str], *, days: int) -> Act:
        """Every store that offers these brands is told to hand in proof by a date."""

        def act(at: datetime) -> None:
            due_on = at.date() + timedelta(days=days)
            campaign.announce(
                name=f"Proof by {due_on.day} {due_on:%B}",
                brands=[self.cast.brands[b] for b in brand_ids],
                due_on=due_on,
                by=self.cast.people["edith"],
                at=at,
            )

        return act

    # Appeals ----------------------------------------------------------------------------------------------------------------

    def listing_comes_off(self, store_id: str) -> Act:
        """A verifier takes a held listing of the store off."""

        def act(at: datetime) -> None:
            held = Restriction.objects.filter(
                listing__store=store_id, kind=RestrictionKind.PAUSE, lifted_at__isnull=True
            ).values("listing")
            row = Listing.objects.filter(pk__in=held).order_by("pk").first()
            if row is None:
                raise NotFound(f"no listing of {store_id} is held.")
            reason = "The store has shown no proof for these goods."
            listing.settle_listing(listing=row, by=self.cast.people["victor"], keep=False, reason=reason, at=at)

        return act

    def appeals(self, store_id: str, text: str) -> Act:
        """The store appeals the newest removal of one of its listings."""

        def act(at: datetime) -> None:
            row = Decision.objects.filter(store=store_id, kind=DecisionKind.REMOVE).order_by("-at", "-pk").first()
            if row is None:
                raise NotFound(f"nothing of {store_id} was removed.")
            appeals_action.open_appeal(decision=row.pk, by=self.cast.people.of_store[store_id], text=text, at=at)

        return act

    def appeal_is_decided(self, store_id: str, *, upheld: bool) -> Act:
        """Another person decides."""

        def act(at: datetime) -> None:
            row = Appeal.objects.filter(store=store_id, decided__isnull=True).first()
            if row is None:
                raise Conflict(f"no appeal of {store_id} is open.")
            reason = (
                "The store holds the right; the title names the same goods in Chinese."
                if upheld
                else "The title says that the goods are copies, and no proof was handed in."
            )
            appeals_action.decide_appeal(appeal=row.pk, by=self.cast.people["ada"], upheld=upheld, reason=reason, at=at)

        return act


def _copy_of(paper: SamplePaper) -> Stated:
    """What the brand's own copy of a genuine paper says."""
    says = paper.says
    if isinstance(says, Letter):
        return Stated(paper=paper.filename, buyer=says.holder.name)
    return Stated(
        paper=paper.filename,
        number=says.number,
        issued_on=says.issued_on.isoformat(),
        buyer=says.recipient.name,
        pieces=str(sum(line.quantity for line in says.lines)),
    )


def _nobody_stands_behind(row: Application) -> bool:
    """The register does not know the issuer, and nobody has confirmed."""
    unknown = any(f["reason"] == Reason.ISSUER_UNKNOWN for f in (row.proposal or {}).get("findings", []))
    return unknown and not row.inquiries.filter(state=InquiryState.CONFIRMED).exists()
