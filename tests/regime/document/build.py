"""Papers for tests, as a reader would hand them over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from assay.regime.brand.register import Brand, Dealer, Product
from assay.regime.document.facts import ApplicationFacts, Goods, Paper, StoreIdentity
from assay.regime.document.reading import Box, Field, Kind, Line, Origin, Party, Reading, Tax, Totals

ON = date(2026, 11, 24)


def field(
    value: str | int | Decimal, *, confidence: float = 0.95, origin: Origin = Origin.TEXT, page: int = 1
) -> Field:
    return Field(
        value=str(value), confidence=confidence, origin=origin, box=Box(page=page, x0=50, y0=100, x1=200, y1=112)
    )


def party(name: str = "", address: str = "", **more: str) -> Party:
    values = {"name": name, "address": address, **more}
    return Party(**{k: field(v) for k, v in values.items() if v})


def line(description: str, quantity: int, price: str, *, amount: str | None = None, gtin: str = "") -> Line:
    total = Decimal(price) * quantity if amount is None else Decimal(amount)
    return Line(
        description=field(description),
        quantity=field(quantity),
        price=field(price),
        amount=field(total),
        gtin=field(gtin) if gtin else None,
    )


DEALER = party(
    "Lumen Distribution GmbH",
    "Kantstraße 12, 10623 Berlin",
    vat_id="DE136695976",
    iban="DE89370400440532013000",
    country="DE",
)
BUYER = party("Novara Moda S.r.l.", "Via Roma 5, 28100 Novara", vat_id="IT00743110157")
LINES = (line("Aurelle Handbag Petite 2100", 10, "120.00"), line("Aurelle Scarf Silk S90", 20, "40.00"))

STORE = StoreIdentity(
    store_id="s-1",
    legal_name="Novara Moda S.r.l.",
    trading_name="Novara Bags",
    address="Via Roma 5, 28100 Novara",
    country="IT",
    vat_id="IT00743110157",
)
BRAND = Brand(
    brand_id="aurelle",
    name="Aurelle",
    aliases=("奥蕾尔",),
    products=(
        Product(name="Handbag Petite", model="2100", reference_price=Decimal("240"), currency="EUR"),
        Product(name="Scarf Silk", model="S90", reference_price=Decimal("80"), currency="EUR"),
    ),
    dealers=(
        Dealer(
            legal_name="Lumen Distribution GmbH",
            address="Kantstr. 12, 10623 Berlin",
            country="DE",
            vat_id="DE136695976",
            iban="DE89370400440532013000",
            level=1,
        ),
    ),
)
GOODS = (Goods(name="Handbag Petite", model="2100", units=10), Goods(name="Scarf Silk", model="S90", units=20))


def invoice(
    *,
    issuer: Party = DEALER,
    recipient: Party = BUYER,
    lines: Sequence[Line] = LINES,
    number: str = "RE-2026-0173",
    issued_on: str = "2026-10-02",
    rate: str = "19",
    kind: Kind = Kind.INVOICE,
    **changes: Any,
) -> Reading:
    """A text invoice whose sums follow from its lines; `changes` replace any field of the reading."""
    net = sum((Decimal(x.amount.value) for x in lines if x.amount), Decimal("0.00"))
    tax = (net * Decimal(rate) / 100).quantize(Decimal("0.01"))
    names = [p.name.value for p in (issuer, recipient) if p.name]
    text = "\n".join([*names, number, issued_on, *(x.description.value for x in lines if x.description)])
    reading = Reading(
        file="invoice.pdf",
        sha256="ab" * 32,
        kind=field(kind),
        number=field(number) if number else None,
        issued_on=field(issued_on) if issued_on else None,
        currency=field("EUR"),
        issuer=issuer,
        recipient=recipient,
        lines=tuple(lines),
        taxes=(Tax(rate=field(rate), base=field(net), amount=field(tax)),),
        totals=Totals(net=field(net), tax=field(tax), gross=field(net + tax)),
        pages=1,
        text=text,
    )
    return replace(reading, **changes)


def paper(reading: Reading | None = None, *, name: str = "invoice.pdf", sha256: str = "ab" * 32, **more: Any) -> Paper:
    return Paper(name=name, sha256=sha256, reading=reading, **more)


def facts(*papers: Paper, **changes: Any) -> ApplicationFacts:
    """An application of the store for the brand's two products, handed in on the day of the judgement."""
    base = ApplicationFacts(application="a-1", store=STORE, brand=BRAND, goods=GOODS, papers=papers, handed_in_on=ON)
    return replace(base, **changes)
