"""What the stories share: an office with its people, a clock that a story moves, and papers of its stores."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from assay.actions import brand as brands
from assay.actions import campaign, inquiry, listing, log, message, notice, purchase, reading
from assay.demo.papers.paper import Invoice, Line, Party
from assay.demo.papers.rendering import invoice_pdf
from assay.demo.papers.view import Style
from assay.records.models import Brand, Listing, Person, Store
from assay.regime.brand import register
from assay.regime.terms import Role

GTIN = "4012345678901"
DEALER = Party(
    name="Maison Lumen Distribution SARL",
    street="12 rue des Forges",
    postcode="75001",
    city="Paris",
    country="FR",
    vat_id="FR40303265045",
    iban="FR1420041010050500013M02606",
)


class Clock:
    """The office's time: what every action and page of a story sees as now."""

    def __init__(self, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
        self.at = at
        clock = self

        class Frozen(datetime):
            @classmethod
            def now(cls, tz: Any = None) -> datetime:
                return clock.at.astimezone(tz)

        monkeypatch.setattr("assay.actions.clock.datetime", Frozen)

    def to(self, year: int, month: int, day: int, hour: int = 9) -> datetime:
        """Move on to this moment, never back."""
        then = datetime(year, month, day, hour, tzinfo=UTC)
        assert then >= self.at
        self.at = then
        return then


@dataclass
class Scene:
    """One office: its clock, its people by name, their browsers."""

    clock: Clock
    browsers: dict[str, Client] = field(default_factory=dict)

    def person(self, name: str, role: Role, **acts_for: Any) -> Person:
        person = Person.objects.create(username=name, role=role, **acts_for)
        client = Client()
        client.force_login(person)
        self.browsers[name] = client
        return person

    def store(self, store_id: str, party: Party, **more: Any) -> Store:
        store = Store.objects.create(
            store_id=store_id,
            legal_name=party.name,
            trading_name=store_id.title(),
            address=party.address,
            country=party.country,
            vat_id=party.vat_id,
            opened_on=date(2014, 1, 1),
            **more,
        )
        self.person(store_id, Role.SELLER, store=store)
        return store

    def brand(self, brand_id: str, name: str) -> Brand:
        row = brands.enrol(
            brand_id=brand_id,
            name=name,
            marks=[
                register.Mark(office="EUIPO", number=f"0180{len(brand_id):05d}", classes=(18,), territories=("EU",))
            ],
            products=[
                register.Product(
                    name="Clairon bag", model="CL-30", gtin=GTIN, reference_price=Decimal("1200"), currency="EUR"
                )
            ],
            dealers=[
                register.Dealer(
                    legal_name=DEALER.name,
                    address=DEALER.address,
                    country="FR",
                    vat_id=DEALER.vat_id,
                    iban=DEALER.iban,
                    level=1,
                )
            ],
            by=None,
            at=self.clock.at,
        )
        self.person(brand_id, Role.BRAND, brand=row)
        return row

    def get(self, who: str, url: str, *, status: int = 200, **query: Any) -> str:
        """The page as this person sees it; nobody ("") is the public."""
        client = self.browsers.setdefault(who, Client())
        answer = client.get(url, query)
        assert answer.status_code == status, (who, url, answer.status_code, answer.content[:2000])
        return answer.content.decode() if "html" in answer.get("Content-Type", "") else ""

    def post(self, who: str, url: str, *, status: int = 302, **data: Any) -> str:
        """Send a form as this person; the answer's page, or where it leads."""
        answer = self.browsers[who].post(url, data)
        assert answer.status_code == status, (who, url, answer.status_code, answer.content.decode()[:4000])
        return answer.headers.get("Location", "") or answer.content.decode()

    def feed(self, who: str, rows: list[dict[str, Any]], *, refused: bool = False) -> str:
        """Upload a feed as this store."""
        names = list(rows[0])
        lines = ["\t".join(names), *("\t".join(str(row[n]) for n in names) for row in rows)]
        file = SimpleUploadedFile("feed.tsv", ("\n".join(lines) + "\n").encode(), "text/tab-separated-values")
        answer = self.browsers[who].post("/store/feed/", {"feed": file})
        wanted = (403,) if refused else (200, 302)
        assert answer.status_code in wanted, (answer.status_code, answer.content.decode()[:3000])
        return answer.content.decode()

    def apply(self, who: str, brand: str, *papers: tuple[str, bytes], lane: str = "proof", units: int = 12) -> str:
        """Hand in an application; its identifier."""
        data: dict[str, Any] = {
            "brand": brand,
            "lane": lane,
            "goods_name": "Clairon bag",
            "goods_model": "CL-30",
            "goods_gtin": GTIN,
            "goods_units": str(units),
            "papers": [SimpleUploadedFile(name, data, "application/pdf") for name, data in papers],
        }
        where = self.post(who, "/store/apply/", **data)
        found = re.search(r"/store/applications/([0-9a-f-]{36})/", where)
        assert found, where
        return found[1]

    def work(self, *, rounds: int = 6) -> None:
        """What the worker does by itself, until nothing is left to do."""
        at = self.clock.at
        for _ in range(rounds):
            done = [
                reading.read_waiting(at=at),
                listing.screen_waiting(at=at),
                inquiry.close_windows(at=at),
                notice.act_on_clocks(at=at),
                campaign.act_on_dates(at=at),
                purchase.act_on_overdue(at=at),
                message.deliver(at=at),
                log.sequence(at=at),
            ]
            if not any(done):
                break
        log.publish(at=at)

    def state(self, store: Store, listing_id: str) -> str:
        """On offer, paused or removed, as the rows of restrictions say."""
        from assay.records.queries.states import fact
        from assay.regime.restriction import listing_state

        row = Listing.objects.get(store=store, listing_id=listing_id)
        return listing_state([fact(r) for r in row.restrictions.all()], at=self.clock.at).value


def bag(
    listing_id: str, *, title: str = "Maison Lumen Clairon bag CL-30", price: str = "980.00 EUR", quantity: int = 2
) -> dict[str, Any]:
    """A row of a feed."""
    return {"id": listing_id, "title": title, "price": price, "quantity": quantity, "brand": "Maison Lumen", "gtin": ""}


def invoice(buyer: Party, *, number: str, units: int = 12, issued_on: date = date(2016, 3, 2)) -> Invoice:
    """A genuine invoice of the brand's own dealer."""
    return Invoice.bill(
        number=number,
        issued_on=issued_on,
        issuer=DEALER,
        recipient=buyer,
        lines=[Line.of("Maison Lumen Clairon bag CL-30", units, "700.00", model="CL-30", gtin=GTIN)],
        tax_rate="20",
        due_on=issued_on + timedelta(days=30),
    )


def pdf(paper: Invoice) -> bytes:
    """The paper as a PDF file."""
    return invoice_pdf(paper, Style())
