"""What does a brand see? Its register, the questions that it is asked, the stores that may sell it, and what is offered in its name.

Each query takes the brand of whoever asks, so that a row of another brand is never found. Of a seller's paper it sees what the policy lets it see.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count as Counted
from django.db.models import F, Q, QuerySet, Sum

from assay.policy.schema.document import BrandSeesPolicy
from assay.records.models import (
    Brand,
    Campaign,
    CampaignStore,
    Dealer,
    Inquiry,
    Listing,
    Message,
    NoticeItem,
    Product,
    Signer,
)
from assay.records.queries.brand_rights import stores_with_right
from assay.records.queries.inbox import message_page
from assay.records.queries.pages import PAGE, Count, Page, by_state
from assay.records.queries.searching import Whose, search
from assay.records.queries.states import state_of_listing
from assay.regime.document.disclosure import Disclosed, disclosed
from assay.regime.document.facts import Stated
from assay.regime.document.inquiry import Asked
from assay.regime.moves import CampaignStoreState, InquiryState, NoticeState
from assay.regime.restriction import ListingState, RightState


@dataclass(frozen=True, kw_only=True)
class BrandChoice:
    """A brand that a store can apply for."""

    brand: str
    name: str
    categories: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class BrandCounts:
    """How many of everything, for the overview."""

    stores_with_right: int
    on_offer: Count
    paused: Count
    removed: Count
    open_inquiries: int
    notices_to_answer: int
    unread: int


@dataclass(frozen=True, kw_only=True)
class MarkLine:
    """A registered mark of the brand."""

    office: str
    number: str
    text: str
    classes: tuple[int, ...]
    territories: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RegisterView:
    """What the office knows of the brand, as the brand itself said it."""

    brand: str
    name: str
    aliases: tuple[str, ...]
    categories: tuple[str, ...]
    protected: bool
    enrolled_at: datetime
    version: int
    marks: tuple[MarkLine, ...]
    products: tuple[Mapping[str, Any], ...]
    dealers: tuple[Mapping[str, Any], ...]
    signers: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, kw_only=True)
class InquiryLine:
    """A question to the brand about a store's papers."""

    inquiry: uuid.UUID
    store: str
    store_name: str
    question: str
    state: str
    asked_at: datetime
    due: datetime
    answered_at: datetime | None
    ground: str
    evidence: str


@dataclass(frozen=True, kw_only=True)
class InquiryView:
    """A question with what the brand may see: the store, the goods that it applies for, and the disclosed part of each paper."""

    line: InquiryLine
    country: str
    goods: tuple[Mapping[str, Any], ...]
    papers: tuple[Disclosed, ...]
    states: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, kw_only=True)
class OfferLine:
    """A listing that trades on the brand."""

    listing: str
    store: str
    store_name: str
    title: str
    price: str
    quantity: int
    state: ListingState
    verdict: str
    has_right: bool
    changed_at: datetime


@dataclass(frozen=True, kw_only=True)
class CampaignLine:
    """A campaign that names the brand, with how many stores stand where."""

    campaign: int
    name: str
    announced_at: datetime
    due_on: date
    told: int
    answered: int
    late: int
    removed: int
    listings_told: int
    listings_removed: int


def by_id(brand_id: str) -> Brand | None:
    """The brand of this identifier, or None."""
    return Brand.objects.filter(pk=brand_id).first()


def selectable() -> tuple[BrandChoice, ...]:
    """Protected brands, by name: those for which a store needs a right."""
    rows = Brand.objects.filter(protected=True).order_by("name", "pk")
    return tuple(BrandChoice(brand=b.pk, name=b.name, categories=tuple(b.categories)) for b in rows)


def counts(brand: Brand, *, at: datetime) -> BrandCounts:
    """How many stores, listings in which state, questions and unread messages."""
    states = by_state(Listing.objects.filter(brand=brand), at=at)
    return BrandCounts(
        stores_with_right=len({s.store for s in stores_with_right(brand, at=at) if s.state is RightState.IN_FORCE}),
        on_offer=states[ListingState.ON_OFFER],
        paused=states[ListingState.PAUSED],
        removed=states[ListingState.REMOVED],
        open_inquiries=waiting(brand),
        notices_to_answer=notices_to_answer(brand),
        unread=unread(brand),
    )


def unread(brand: Brand) -> int:
    """Messages that lie in the inbox and were not read."""
    return Message.objects.filter(brand=brand, delivered_at__isnull=False, read_at__isnull=True).count()


def waiting(brand: Brand) -> int:
    """Questions that wait for the brand's answer."""
    return _asked(brand).filter(state=InquiryState.OPEN).count()


def notices_to_answer(brand: Brand) -> int:
    """Listings of the brand's own notices whose seller has answered: it may insist or withdraw."""
    return NoticeItem.objects.filter(notice__notifier__brand=brand, state=NoticeState.HOLDER_TO_ANSWER).count()


def register_of(brand: Brand) -> RegisterView:
    """What the register says of the brand today."""
    return RegisterView(
        brand=brand.pk,
        name=brand.name,
        aliases=tuple(brand.aliases),
        categories=tuple(brand.categories),
        protected=brand.protected,
        enrolled_at=brand.enrolled_at,
        version=brand.register_version,
        marks=tuple(
            MarkLine(
                office=m.office,
                number=m.number,
                text=m.text,
                classes=tuple(m.classes),
                territories=tuple(m.territories),
            )
            for m in brand.marks.order_by("office", "number")
        ),
        products=tuple(_product(p) for p in brand.products.order_by("pk")),
        dealers=tuple(_dealer(d) for d in brand.dealers.order_by("pk")),
        signers=tuple(_signer(x) for x in brand.signers.order_by("pk")),
    )


def inquiries(brand: Brand, *, only_open: bool = False, page: int = 1) -> Page:
    """One page of the questions to the brand: the open ones first, the most urgent on top."""
    rows = _asked(brand).select_related("application__store")
    if only_open:
        rows = rows.filter(state=InquiryState.OPEN)
    total = rows.count()
    number = min(max(1, page), max(1, -(-total // PAGE)))
    is_open = Q(state=InquiryState.OPEN)
    ordered = rows.annotate(first=Counted("pk", filter=is_open)).order_by("-first", "due", "pk")
    chosen = ordered[(number - 1) * PAGE : number * PAGE]
    return Page(rows=tuple(_inquiry(q) for q in chosen), number=number, total=total)


def inquiry(brand: Brand, inquiry_id: uuid.UUID, *, policy: BrandSeesPolicy) -> InquiryView | None:
    """One question with what the brand may see of the papers; None where it was not asked of this brand."""
    row = _asked(brand).filter(pk=inquiry_id).select_related("application__store").first()
    if row is None:
        return None
    papers = row.application.documents.filter(replaced_by__isnull=True, reading__isnull=False)
    return InquiryView(
        line=_inquiry(row),
        country=row.application.store.country,
        goods=tuple(
            {"name": g.get("name", ""), "model": g.get("model", ""), "gtin": g.get("gtin", "")}
            for g in row.application.goods
        ),
        papers=tuple(disclosed(d.reading or {}, policy=policy) for d in papers.order_by("handed_in_at", "pk")),
        states=tuple({k: v for k, v in s.items() if k != "paper"} for s in row.states),
    )


def stated_of(brand: Brand, inquiry_id: uuid.UUID, rows: Sequence[Mapping[str, Any]]) -> tuple[Stated, ...]:
    """Statements by the place of their paper, from 1, as statements by the paper's name. The brand need not know how the seller called his file."""
    row = _asked(brand).filter(pk=inquiry_id).first()
    if row is None:
        return ()
    papers = row.application.documents.filter(replaced_by__isnull=True, reading__isnull=False)
    names = list(papers.order_by("handed_in_at", "pk").values_list("filename", flat=True))
    # As the judgement calls them: a second paper of one name bears its count.
    called = [n if names[:i].count(n) == 0 else f"{n} ({names[:i].count(n) + 1})" for i, n in enumerate(names)]
    found = []
    for said in rows:
        place = int(said.get("paper") or 0)
        texts = {k: str(said.get(k) or "").strip() for k in ("number", "issued_on", "buyer", "pieces", "total")}
        if any(texts.values()):
            found.append(Stated(paper=called[place - 1] if 0 < place <= len(called) else "", **texts))
    return tuple(found)


def listings(brand: Brand, *, state: ListingState | None = None, text: str = "", page: int = 1, at: datetime) -> Page:
    """One page of what is offered in the brand's name, the last changed first."""
    shown = search(Whose(kind="brand", key=brand.pk), join="store", state=state, text=text, page=page, at=at)
    holders = {s.store for s in stores_with_right(brand, at=at) if s.state is RightState.IN_FORCE}
    return replace(shown, rows=tuple(_offer(x, holders=holders, at=at) for x in shown.rows))


def campaigns(brand: Brand) -> tuple[CampaignLine, ...]:
    """Campaigns that name the brand, the newest first; counts are of this brand alone."""
    rows = Campaign.objects.filter(brands=brand).order_by("-announced_at")
    return tuple(_campaign(c, brand) for c in rows)


def messages(brand: Brand, *, page: int = 1) -> Page:
    """One page of the inbox, the newest first."""
    rows = Message.objects.filter(brand=brand, delivered_at__isnull=False).order_by("-created_at", "-pk")
    return message_page(rows, page=page)


def _asked(brand: Brand) -> QuerySet[Inquiry]:
    """What the brand itself is asked. What its dealer is asked about his own paper names numbers that are the dealer's."""
    return Inquiry.objects.filter(brand=brand, asked=Asked.BRAND)


def _inquiry(row: Inquiry) -> InquiryLine:
    return InquiryLine(
        inquiry=row.pk,
        store=row.application.store_id,
        store_name=row.application.store.trading_name,
        question=row.asks,
        state=row.state,
        asked_at=row.asked_at,
        due=row.due,
        answered_at=row.answered_at,
        ground=row.ground,
        evidence=row.evidence,
    )


def _product(row: Product) -> dict[str, Any]:
    return {
        "name": row.name,
        "model": row.model,
        "gtin": row.gtin,
        "reference_price": "" if row.reference_price is None else str(row.reference_price),
        "currency": row.currency,
    }


def _signer(row: Signer) -> dict[str, Any]:
    return {
        "name": row.name,
        "jwk": row.jwk,
        "certificate_sha256": row.certificate_sha256,
        "valid_from": row.valid_from.isoformat() if row.valid_from else "",
        "valid_to": row.valid_to.isoformat() if row.valid_to else "",
    }


def _dealer(row: Dealer) -> dict[str, Any]:
    return {
        "legal_name": row.legal_name,
        "address": row.address,
        "country": row.country,
        "vat_id": row.vat_id,
        "iban": row.iban,
        "level": row.level,
    }


def _offer(row: Listing, *, holders: set[str], at: datetime) -> OfferLine:
    return OfferLine(
        listing=row.listing_id,
        store=row.store_id,
        store_name=row.store.trading_name,
        title=row.title,
        price=str(row.attributes.get("price", "")),
        quantity=row.quantity,
        state=state_of_listing(row, at=at),
        verdict=row.verdict,
        has_right=row.store_id in holders,
        changed_at=row.changed_at,
    )


def _campaign(row: Campaign, brand: Brand) -> CampaignLine:
    told = CampaignStore.objects.filter(campaign=row, brand=brand)
    by_state = dict(told.values_list("state").annotate(n=Counted("pk")))
    sums = told.aggregate(told=Sum(F("listings_told")), removed=Sum(F("listings_removed")))
    return CampaignLine(
        campaign=row.pk,
        name=row.name,
        announced_at=row.announced_at,
        due_on=row.due_on,
        told=sum(by_state.values()),
        answered=by_state.get(CampaignStoreState.ANSWERED, 0),
        late=by_state.get(CampaignStoreState.LATE, 0),
        removed=by_state.get(CampaignStoreState.REMOVED, 0),
        listings_told=sums["told"] or 0,
        listings_removed=sums["removed"] or 0,
    )
