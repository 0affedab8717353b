"""What does a paper say? The values that a layout prints and an e-invoice encodes.

Every total is stated, not computed on printing: a forged paper states totals that do not follow from its lines, and must be printable.
`Invoice.bill` computes them as EN 16931 asks (BR-CO-10 to BR-CO-17), so that a genuine paper is exact to the cent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

Language = Literal["en", "de", "fr"]
Kind = Literal["invoice", "credit_note", "receipt", "quote", "pro_forma", "order_confirmation", "delivery_note"]
TaxCategory = Literal["S", "K", "G"]  # UNCL 5305: standard rate, intra-community supply, export

CENT = Decimal("0.01")


def cents(amount: Decimal) -> Decimal:
    """Two decimals, half a cent up: the way a till rounds."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, kw_only=True, slots=True)
class Party:
    """A company as it prints itself: legal name, address, numbers, bank."""

    name: str
    street: str
    postcode: str
    city: str
    country: str  # ISO 3166-1 alpha-2
    vat_id: str = ""
    registration: str = ""
    iban: str = ""
    bic: str = ""
    email: str = ""
    phone: str = ""

    @property
    def address(self) -> str:
        """On one line, as registers hold it."""
        place = f"{self.postcode} {self.city}" if self.country != "GB" else f"{self.city} {self.postcode}"
        return f"{self.street}, {place}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One line: what, how many, at how much a piece. `amount` is what the paper states."""

    description: str
    quantity: int
    unit_price: Decimal
    amount: Decimal
    model: str = ""
    gtin: str = ""

    @classmethod
    def of(cls, description: str, quantity: int, unit_price: Decimal | str, *, model: str = "", gtin: str = "") -> Line:
        """A line that multiplies out."""
        price = cents(Decimal(unit_price))
        return cls(
            description=description,
            quantity=quantity,
            unit_price=price,
            amount=cents(price * quantity),
            model=model,
            gtin=gtin,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Invoice:
    """An invoice or a paper that looks like one (`kind`). Amounts are as stated on it."""

    number: str
    issued_on: date
    issuer: Party
    recipient: Party
    lines: tuple[Line, ...]
    lines_total: Decimal
    net: Decimal
    tax: Decimal
    gross: Decimal
    kind: Kind = "invoice"
    language: Language = "en"
    currency: str = "EUR"
    discount: Decimal = Decimal("0.00")  # document level allowance (BG-20)
    tax_rate: Decimal = Decimal("0")  # percent
    tax_category: TaxCategory = "S"
    due_on: date | None = None
    delivered_on: date | None = None
    order: str = ""
    customer: str = ""
    preceding: str = ""  # the invoice that a credit note corrects (BT-25)

    @classmethod
    def bill(
        cls,
        *,
        number: str,
        issued_on: date,
        issuer: Party,
        recipient: Party,
        lines: Iterable[Line],
        tax_rate: Decimal | str = "0",
        discount: Decimal | str = "0",
        tax_category: TaxCategory = "S",
        kind: Kind = "invoice",
        language: Language = "en",
        currency: str = "EUR",
        due_on: date | None = None,
        delivered_on: date | None = None,
        order: str = "",
        customer: str = "",
        preceding: str = "",
    ) -> Invoice:
        """An invoice whose totals follow from its lines."""
        nothing = Decimal("0.00")
        blank = cls(
            number=number,
            issued_on=issued_on,
            issuer=issuer,
            recipient=recipient,
            lines=tuple(lines),
            lines_total=nothing,
            net=nothing,
            tax=nothing,
            gross=nothing,
            kind=kind,
            language=language,
            currency=currency,
            discount=cents(Decimal(discount)),
            tax_rate=Decimal(tax_rate),
            tax_category=tax_category,
            due_on=due_on,
            delivered_on=delivered_on,
            order=order,
            customer=customer,
            preceding=preceding,
        )
        return blank.recomputed()

    def recomputed(self) -> Invoice:
        """The same paper with every amount following from quantities, prices, discount and rate."""
        lines = tuple(replace(line, amount=cents(line.unit_price * line.quantity)) for line in self.lines)
        lines_total = sum((line.amount for line in lines), Decimal("0.00"))  # BR-CO-10
        net = lines_total - self.discount  # BR-CO-13
        tax = cents(net * self.tax_rate / 100)  # BR-CO-17
        return replace(self, lines=lines, lines_total=lines_total, net=net, tax=tax, gross=net + tax)  # BR-CO-15


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """A letter of authorization: who lets whom sell what, where, how, from when until when."""

    number: str
    issued_on: date
    issuer: Party  # who authorises
    holder: Party  # who may sell
    brand: str
    marks: tuple[str, ...]  # "EUIPO 018234567", ...
    goods: tuple[str, ...]
    territories: tuple[str, ...]  # ISO 3166-1 alpha-2, printed as given
    channels: tuple[str, ...]
    level: int
    may_pass_on: bool
    valid_from: date
    valid_to: date
    signer: str
    signer_role: str
    language: Language = "en"
    owner: str = ""  # of the marks, where the issuer is not the owner
