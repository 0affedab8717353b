"""How does honest trade invoice? What a dealer bills to a shop: goods, pieces, prices, tax, the next number of its series, its own layout."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from assay.demo.brands import COLOURS, BrandWorld, Source
from assay.demo.papers.einvoice import cii, ubl
from assay.demo.papers.hybrid import with_data
from assay.demo.papers.paper import Invoice, Kind, Line, Party, TaxCategory, cents
from assay.demo.papers.rendering import invoice_pdf
from assay.demo.papers.view import Layout, Style
from assay.demo.stores import EU
from assay.regime.brand.register import Product

Format = Literal["pdf", "hybrid", "cii", "ubl"]
FORMATS: tuple[Format, ...] = ("pdf", "pdf", "pdf", "hybrid", "hybrid", "ubl", "cii")
PAGES: tuple[Layout, ...] = ("ledger", "atelier", "grid", "band", "printout")
TONES = ("#1f4e5f", "#7a2e3a", "#2f5d3a", "#3b3f73", "#6b4a1f")
STANDARD_RATE: Mapping[str, str] = {"DE": "19", "FR": "20", "IT": "22", "NL": "21", "BE": "21", "AT": "20", "GB": "20"}
POUNDS_PER_EURO = Decimal("0.86")  # what the sample's British firms price with; no rate of any day
NUMBER_FORMS = (
    "{year}-{serial:05d}",
    "RE{year2}{serial:05d}",
    "F/{year}/{serial:05d}",
    "{serial:06d}",
    "INV-{year2}-{serial:05d}",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Habit:
    """How a firm writes its papers: layout, format, how its numbers look, and its discount."""

    style: Style
    format: Format
    number_form: str
    discount_percent: int


def habit_of(firm: Party, *, seed: int) -> Habit:
    """The same firm always writes the same way."""
    rng = random.Random(f"{seed}:habit:{firm.name}")
    style = Style(
        layout=rng.choice(PAGES),
        long_dates=rng.random() < 0.4,
        with_article=rng.random() < 0.8,
        with_tax_column=rng.random() < 0.3,
        with_position=rng.random() < 0.7,
        tone=rng.choice(TONES),
    )
    return Habit(
        style=style,
        format=rng.choice(FORMATS),
        number_form=rng.choice(NUMBER_FORMS),
        discount_percent=rng.choice((0, 0, 0, 2, 5)),
    )


def invoice_number(habit: Habit, *, on: date, rng: random.Random) -> str:
    """The firm's next number on that day: its series grows through the year."""
    serial = 1000 + on.timetuple().tm_yday * 997 + rng.randrange(997)
    return habit.number_form.format(year=on.year, year2=f"{on.year % 100:02d}", serial=serial)


def tax_of(issuer: Party, recipient: Party) -> tuple[str, TaxCategory]:
    """Rate in percent and category: at home the standard rate, within the Union exempt, beyond it an export."""
    if issuer.country == recipient.country or (
        not recipient.vat_id and recipient.country in EU and issuer.country in EU
    ):
        return STANDARD_RATE.get(issuer.country, "0"), "S"
    if issuer.country in EU and recipient.country in EU:
        return "0", "K"
    return "0", "G"


def bill(
    source: Source,
    buyer: Party,
    *,
    world: BrandWorld,
    on: date,
    seed: int,
    rng: random.Random,
    products: Sequence[Product] = (),
    kind: Kind = "invoice",
    pieces: tuple[int, int] = (4, 24),
) -> Invoice:
    """One invoice of a dealer to a shop for two to four products of the brand, or for those that are named."""
    habit = habit_of(source.company, seed=seed)
    brand = world.brand(source.brand_id)
    chosen = products or rng.sample(brand.products, min(len(brand.products), rng.randrange(2, 5)))
    pounds = source.company.country == "GB"
    lines = [_line(product, rng, pieces=pieces, pounds=pounds) for product in chosen]
    rate, category = tax_of(source.company, buyer)
    total = sum((line.amount for line in lines), Decimal(0))
    return Invoice.bill(
        number=invoice_number(habit, on=on, rng=rng),
        issued_on=on,
        issuer=source.company,
        recipient=buyer,
        lines=lines,
        tax_rate=rate,
        tax_category=category,
        discount=cents(total * habit.discount_percent / 100),
        kind=kind,
        language=source.language,
        currency="GBP" if pounds else "EUR",
        due_on=on + timedelta(days=30) if kind == "invoice" else None,
        delivered_on=on - timedelta(days=rng.randrange(4)) if kind == "invoice" else None,
        order=f"PO-{rng.randrange(1000, 99999)}" if rng.random() < 0.5 else "",
        customer=str(rng.randrange(10_000, 99_999)) if rng.random() < 0.6 else "",
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperFile:
    """A paper as it is sent: its bytes, and how they are written."""

    data: bytes
    format: Format

    @property
    def extension(self) -> str:
        """How its name ends."""
        return ".xml" if self.format in ("cii", "ubl") else ".pdf"


def written(invoice: Invoice, habit: Habit, *, data: Invoice | None = None, format: Format | None = None) -> PaperFile:
    """The paper as a file. `data` is what the embedded XML says where it is not what the page says."""
    chosen = format or habit.format
    if invoice.kind not in ("invoice", "credit_note"):
        chosen = "pdf"
    if chosen == "ubl":
        return PaperFile(data=ubl(invoice), format=chosen)
    if chosen == "cii":
        return PaperFile(data=cii(invoice), format=chosen)
    page = invoice_pdf(invoice, habit.style)
    if chosen == "hybrid":
        page = with_data(page, cii(data or invoice), on=invoice.issued_on)
    return PaperFile(data=page, format=chosen)


def _line(product: Product, rng: random.Random, *, pieces: tuple[int, int], pounds: bool) -> Line:
    reference = product.reference_price or Decimal(100)
    price = cents(reference * rng.randrange(46, 62) / 100 * (POUNDS_PER_EURO if pounds else 1))
    return Line.of(
        f"{product.name}, {rng.choice(COLOURS)}",
        rng.randrange(*pieces),
        price,
        model=product.model,
        gtin=product.gtin if rng.random() < 0.85 else "",
    )
