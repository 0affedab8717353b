"""A small office with something on every desk, for the tests of the pages: people, stores, papers, held listings, an appeal, a campaign."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pikepdf
from django.db import transaction

from assay.actions import appeal, campaign, log, message
from assay.actions.decision import record
from assay.actions.restriction import impose
from assay.actions.right import give
from assay.actions.store import strike
from assay.outside import files
from assay.records.models import (
    Appeal,
    Application,
    Brand,
    Campaign,
    Decision,
    Document,
    Inquiry,
    Listing,
    Notifier,
    PaperTrace,
    Person,
    Restriction,
    Right,
    Store,
)
from assay.regime.moves import ApplicationState, InquiryState
from assay.regime.right.grant import Grant
from assay.regime.right.scope import Scope
from assay.regime.right.term import Term
from assay.regime.terms import DecisionKind, Ground, Lane, RestrictionKind, Role

AT = datetime(2016, 5, 20, 9, 0, tzinfo=UTC)
PAGE = (595.0, 842.0)
LINES = (
    (60, 70, 20, "Lumiere Distribution SARL"),
    (60, 92, 10, "12 rue des Orfevres, 75001 Paris, FR-40303265045"),
    (60, 150, 16, "INVOICE  LD-2016-0417"),
    (60, 176, 10, "Date of issue: 2016-03-02"),
    (60, 214, 10, "Bill to: Hong Kong Trend Ltd, 8 Queen's Road, Hong Kong"),
    (60, 270, 10, "12  Aurelle Speedline bag 30     GTIN 04012345678901      840.00    10080.00"),
    (60, 300, 10, "Net total EUR 10080.00    VAT 0 %    Gross EUR 10180.00"),
)


@dataclass(frozen=True, kw_only=True)
class Office:
    """What was built, by name."""

    people: dict[str, Person]
    aurelle: Brand
    honest: Store
    careless: Store
    fake: Store
    application: Application
    document: Document
    right: Right
    held: Listing
    removed: Listing
    appeal: Appeal
    campaign: Campaign
    decision: Decision


def invoice_pdf() -> bytes:
    """One page with the words of LINES, as a real PDF."""
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    text = b"".join(
        b"BT /F %d Tf %d %d Td (%s) Tj ET\n" % (size, x, int(PAGE[1]) - y - size, words.encode())
        for x, y, size, words in LINES
    )
    page = pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        MediaBox=[0, 0, *PAGE],
        Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(F=pdf.make_indirect(font))),
        Contents=pdf.make_stream(text),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def field(value: str, line: int | None = None, *, confidence: float = 0.97) -> dict[str, Any]:
    """A field as a stored reading has it, with its place on the page of `invoice_pdf`."""
    box = None
    if line is not None:
        x, y, size, words = LINES[line]
        box = [x, y - 2, x + len(words) * size * 0.5, y + size + 3]
    return {"value": value, "confidence": confidence, "origin": "text", "page": 1 if box else None, "box": box}


READING: dict[str, Any] = {
    "kind": "invoice",
    "kind_read": field("invoice", 2),
    "number": field("LD-2016-0417", 2),
    "issued_on": field("2016-03-02", 3),
    "currency": field("EUR", 6),
    "issuer": {"name": field("Lumiere Distribution SARL", 0), "vat_id": field("FR40303265045", 1, confidence=0.4)},
    "recipient": {"name": field("Hong Kong Trend Ltd", 4)},
    "lines": [
        {
            "description": field("Aurelle Speedline bag 30", 5),
            "gtin": field("04012345678901", 5),
            "quantity": field("12", 5),
            "price": field("840.00", 5),
            "amount": field("10080.00", 5),
        }
    ],
    "totals": {"net": field("10080.00", 6), "gross": field("10180.00", 6)},
    "signatures": [],
    "revisions": 1,
    "pages": 1,
}
PROPOSAL: dict[str, Any] = {
    "outcome": "refer",
    "because": "A person must see what does not add up.",
    "findings": [
        {
            "reason": "ISSUER_UNKNOWN",
            "weight": "refer",
            "paper": "invoice.pdf",
            "seen": "Lumiere Distribution SARL",
            "allowed": "an issuer that the register knows, or an answer of the brand",
            "mend": "Name the dealer from whom you bought; the brand is asked.",
            "page": 1,
            "box": field("", 0)["box"],
        },
        {
            "reason": "GROSS_TOTAL_WRONG",
            "weight": "refuse",
            "paper": "invoice.pdf",
            "seen": "10180.00",
            "allowed": "10080.00, net and tax together",
            "mend": "Ask the issuer for an invoice whose sums hold.",
            "page": 1,
            "box": field("", 6)["box"],
        },
    ],
    "questions": [],
    "right": None,
    "lines": [],
}


def build(*, at: datetime = AT) -> Office:
    """The whole office, on record and in the log."""
    aurelle = Brand.objects.create(
        brand_id="aurelle", name="Aurelle", aliases=["AURELLE Paris"], categories=["bags"], enrolled_at=at
    )
    Brand.objects.create(brand_id="plainware", name="Plainware", protected=False, enrolled_at=at)
    honest = _store("honest-bags", "Honest Bags", at=at)
    careless = _store("trend-hk", "Trend HK", legal_name="Hong Kong Trend Ltd", at=at)
    fake = _store("mirror-luxe", "Mirror Luxe", at=at)
    people = _people(aurelle=aurelle, honest=honest, careless=careless)
    right = _right(honest, aurelle, by=people["vera"], at=at)
    application, document = _application(careless, aurelle, by=people["carla"], at=at)
    held, removed = _listings(careless, honest, fake, aurelle, at=at)
    decision = _removal(removed, at=at)
    opened = appeal.open_appeal(
        decision=decision.pk, by=people["carla"], text="These are our own bags.\nWe have the invoice.", at=at
    )
    announced = campaign.announce(
        name="Proof by May", brands=[aurelle], due_on=at.date() + timedelta(days=21), by=people["edda"], at=at
    )
    message.deliver(at=at)
    log.sequence(at=at)
    log.publish(at=at)
    return Office(
        people=people,
        aurelle=aurelle,
        honest=honest,
        careless=careless,
        fake=fake,
        application=application,
        document=document,
        right=right,
        held=held,
        removed=removed,
        appeal=opened,
        campaign=announced,
        decision=decision,
    )


def _store(store_id: str, name: str, *, at: datetime, legal_name: str = "") -> Store:
    return Store.objects.create(
        store_id=store_id,
        trading_name=name,
        legal_name=legal_name or f"{name} Ltd",
        address="8 Queen's Road, Hong Kong",
        country="HK",
        opened_on=(at - timedelta(days=400)).date(),
    )


def _people(*, aurelle: Brand, honest: Store, careless: Store) -> dict[str, Person]:
    def person(username: str, role: Role, full: str, **party: Any) -> Person:
        first, last = full.split()
        return Person.objects.create_user(
            username=username,
            password=f"{username}-{username}-12",
            role=role.value,
            first_name=first,
            last_name=last,
            **party,
        )

    notifier = Notifier.objects.create(notifier_id="mandat-et-cie", kind="agent", name="Mandat et Cie", enrolled_at=AT)
    return {
        "vera": person("vera", Role.VERIFIER, "Vera Prüfer"),
        "enno": person("enno", Role.ENFORCER, "Enno Streng"),
        "elsa": person("elsa", Role.ENFORCER, "Elsa Streng"),
        "ada": person("ada", Role.ADJUDICATOR, "Ada Richter"),
        "edda": person("edda", Role.EDITOR, "Edda Regel"),
        "bea": person("bea", Role.BRAND, "Bea Aurelle", brand=aurelle),
        "boris": person("boris", Role.BOARD, "Boris Rat"),
        "mara": person("mara", Role.MARKETPLACE, "Mara Markt"),
        "ange": person("ange", Role.AGENT, "Ange Mandat", notifier=notifier),
        "hana": person("hana", Role.SELLER, "Hana Honest", store=honest),
        "carla": person("carla", Role.SELLER, "Carla Trend", store=careless),
    }


def _paper(application: Application, name: str, data: bytes, *, at: datetime) -> Document:
    digest = files.put(data)
    return Document.objects.create(
        application=application,
        filename=name,
        sha256=digest,
        size=len(data),
        handed_in_at=at,
        read_at=at,
        reading=READING | {"file": name, "sha256": digest},
    )


def _open(store: Store, brand: Brand, state: str, *, by: Person | None, at: datetime) -> Application:
    return Application.objects.create(
        store=store,
        brand=brand,
        lane=Lane.PROOF,
        state=state,
        goods=[{"name": "Speedline bag 30", "model": "", "gtin": "04012345678901", "units": 12}],
        handed_in_at=at,
        handed_in_by=by,
        first_answer_due=at + timedelta(days=3),
        last_answer_due=at + timedelta(days=5),
    )


def _right(store: Store, brand: Brand, *, by: Person, at: datetime) -> Right:
    application = _open(store, brand, ApplicationState.GRANTED, by=None, at=at)
    grant = Grant(
        store=store.pk,
        brand=brand.pk,
        scope=Scope(goods=("04012345678901",), territories=("CN", "HK")),
        term=Term(valid_from=at.date(), valid_to=at.date() + timedelta(days=365)),
        units={"04012345678901": 12},
    )
    with transaction.atomic():
        paper = _paper(application, "honest.pdf", invoice_pdf() + b"% honest", at=at)
        PaperTrace.objects.create(document=paper, kind="number", key="k" * 64, value="then")
        return give(application=application, grant=grant, backing=[(paper, "line-1")], by=by, at=at, led_by=None)


def _application(store: Store, brand: Brand, *, by: Person, at: datetime) -> tuple[Application, Document]:
    application = _open(store, brand, ApplicationState.IN_REVIEW, by=by, at=at)
    application.proposal = PROPOSAL
    application.save()
    document = _paper(application, "invoice.pdf", invoice_pdf(), at=at)
    PaperTrace.objects.create(document=document, kind="number", key="k" * 64, value="now")
    Inquiry.objects.create(
        application=application,
        asked="brand",
        brand=brand,
        question="is_this_paper_genuine",
        state=InquiryState.OBJECTED,
        asked_at=at,
        due=at + timedelta(days=3),
        answered_at=at,
        ground="forged",
        evidence="Our dealer in Paris has never issued this number.",
    )
    with transaction.atomic():
        record(
            kind=DecisionKind.HAND_IN,
            subject=application,
            store=store,
            brand=brand,
            facts={"goods": application.goods},
            outcome={"state": "handed_in"},
            by=by,
            at=at,
            case=("application", str(application.pk)),
            deadline=application.last_answer_due,
            lane=Lane.PROOF,
        )
    return application, document


def _listings(careless: Store, honest: Store, fake: Store, brand: Brand, *, at: datetime) -> tuple[Listing, Listing]:
    def listing(store: Store, number: str, title: str, verdict: str, **more: Any) -> Listing:
        return Listing.objects.create(
            store=store,
            listing_id=number,
            title=title,
            attributes={"id": number, "title": title, "price": "49.00 EUR"} | more.pop("attributes", {}),
            quantity=3,
            digest="0" * 64,
            first_seen_at=at,
            changed_at=at,
            screened_at=at,
            needs_screening=False,
            verdict=verdict,
            **more,
        )

    listing(honest, "h-1", "Aurelle Speedline bag 30", "publish", brand=brand)
    removed = listing(careless, "c-1", "Aurelle bag, best price", "remove", brand=brand, reasons=["NO_RIGHT"])
    title = "A.u.r.e.l.l.e style handbag 1:1 top quality"
    held = listing(
        fake,
        "f-1",
        title,
        "hold",
        brand=brand,
        reasons=["NO_RIGHT"],
        rules=["protected_without_right"],
        attributes={"description": "Same as Aurelle, mirror."},
        signals={
            "brand_id": "aurelle",
            "claim_text": "A.u.r.e.l.l.e",
            "claim_kind": "separated",
            "brand_use": "trade",
            "words": [
                {
                    "field": "title",
                    "start": 0,
                    "end": 13,
                    "text": "A.u.r.e.l.l.e",
                    "brand_id": "aurelle",
                    "kind": "separated",
                    "use": "trade",
                },
                {
                    "field": "description",
                    "start": 8,
                    "end": 15,
                    "text": "Aurelle",
                    "brand_id": "aurelle",
                    "kind": "name",
                    "use": "trade",
                },
            ],
            "wording": "evades",
            "wording_terms": ["1:1", "mirror"],
            "price_band": "impossible",
            "price_share": 0.06,
            "reference_price": 840.0,
            "reference_source": "brand",
            "right_state": "none",
        },
    )
    with transaction.atomic():
        decision = record(
            kind=DecisionKind.PAUSE,
            subject=held,
            store=fake,
            brand=brand,
            ground=Ground.NO_RIGHT,
            facts={"screening": "the first run", "digest": held.digest, "signals": held.signals},
            outcome={"verdict": "hold", "rules": held.rules},
            by=None,
            at=at,
            case=("listing", str(held.pk)),
        )
        impose(
            kind=RestrictionKind.PAUSE,
            on=held,
            ground=Ground.NO_RIGHT,
            caused_by=decision,
            seen="No right to sell Aurelle is on record.",
            rules=("protected_without_right",),
        )
    return held, removed


def _removal(listing: Listing, *, at: datetime) -> Decision:
    with transaction.atomic():
        decision = record(
            kind=DecisionKind.REMOVE,
            subject=listing,
            store=listing.store,
            brand=listing.brand,
            ground=Ground.COUNTERFEIT,
            facts={"listings": [listing.listing_id], "seen": "The title offers Aurelle far below its price."},
            outcome={"removed": 1},
            by=None,
            at=at,
            case=("store", listing.store_id),
        )
        impose(
            kind=RestrictionKind.REMOVE,
            on=listing,
            ground=Ground.COUNTERFEIT,
            caused_by=decision,
            seen="The title offers Aurelle far below its price.",
            rules=("price_impossible",),
        )
        strike(store=listing.store, ground=Ground.COUNTERFEIT, caused_by=decision)
    return decision


def restrictions() -> int:
    """How many restriction rows there are: what a refused action must not change."""
    return Restriction.objects.count()
