"""What does a UBL 2.1 invoice or credit note say?

Paths follow the UBL syntax binding of EN 16931 (CEN/TS 16931-3-2); the BT numbers stand at the fields of `Reading`. Peppol BIS and XRechnung
are the same syntax with more rules.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from assay.regime.document.extraction.tree import Element, Taker, field, kind_of_code
from assay.regime.document.reading import AllowanceCharge, Field, Kind, Line, Party, Reading, Tax, Totals

INVOICE = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
CREDIT_NOTE = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
PREFIXES = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
}
ROOTS = (f"{{{INVOICE}}}Invoice", f"{{{CREDIT_NOTE}}}CreditNote")


def read_ubl(root: Element, *, file: str, sha256: str) -> Reading:
    """The invoice in this tree; `root` is one of ROOTS."""
    take = Taker(PREFIXES)
    credit = root.tag == ROOTS[1]
    currency = take.text(root, "cbc:DocumentCurrencyCode")
    totals = take.one(root, "cac:LegalMonetaryTotal")
    tax_total = _tax_total(take, root, currency)
    issuer = _party(
        take,
        take.one(root, "cac:AccountingSupplierParty/cac:Party"),
        iban=take.text(root, "cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID"),
    )
    return Reading(
        file=file,
        sha256=sha256,
        kind=kind_of_code(
            take.words(root, "cbc:InvoiceTypeCode", "cbc:CreditNoteTypeCode"),
            otherwise=Kind.CREDIT_NOTE if credit else Kind.INVOICE,
        ),
        number=take.text(root, "cbc:ID"),
        issued_on=take.day(root, "cbc:IssueDate"),
        due=take.day(root, "cbc:DueDate", "cac:PaymentMeans/cbc:PaymentDueDate"),
        delivered_on=take.day(root, "cac:Delivery/cbc:ActualDeliveryDate"),
        currency=currency,
        issuer=issuer,
        recipient=_party(take, take.one(root, "cac:AccountingCustomerParty/cac:Party")),
        lines=tuple(
            _line(take, e, credit=credit) for e in take.all(root, "cac:CreditNoteLine" if credit else "cac:InvoiceLine")
        ),
        allowances=tuple(_allowance(take, e) for e in take.all(root, "cac:AllowanceCharge")),
        taxes=tuple(_tax(take, e) for e in take.all(tax_total, "cac:TaxSubtotal")),
        totals=Totals(
            lines=take.amount(totals, "cbc:LineExtensionAmount"),
            allowances=take.amount(totals, "cbc:AllowanceTotalAmount"),
            charges=take.amount(totals, "cbc:ChargeTotalAmount"),
            net=take.amount(totals, "cbc:TaxExclusiveAmount"),
            tax=take.amount(tax_total, "cbc:TaxAmount"),
            gross=take.amount(totals, "cbc:TaxInclusiveAmount"),
            prepaid=take.amount(totals, "cbc:PrepaidAmount"),
            rounding=take.amount(totals, "cbc:PayableRoundingAmount"),
            payable=take.amount(totals, "cbc:PayableAmount"),
        ),
        order=take.text(root, "cac:OrderReference/cbc:ID"),
        preceding=take.text(root, "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID"),
        profile=take.words(root, "cbc:CustomizationID"),
        problems=tuple(take.problems),
    )


def _tax_total(take: Taker, root: Element, currency: Field | None) -> Element | None:
    """The tax total in the invoice's own currency (BT-110); another may stand beside it in the accounting currency (BT-111)."""
    found = take.all(root, "cac:TaxTotal")
    for total in found:
        amount = take.one(total, "cbc:TaxAmount")
        if amount is not None and currency is not None and amount.get("currencyID", "") == currency.value:
            return total
    return found[0] if found else None


def _party(take: Taker, at: Element | None, *, iban: Field | None = None) -> Party:
    vat = tax_number = None
    for scheme in take.all(at, "cac:PartyTaxScheme"):
        if take.words(scheme, "cac:TaxScheme/cbc:ID").upper() == "VAT":
            vat = vat or take.text(scheme, "cbc:CompanyID")
        else:
            tax_number = tax_number or take.text(scheme, "cbc:CompanyID")
    address = take.one(at, "cac:PostalAddress")
    return Party(
        name=take.text(at, "cac:PartyLegalEntity/cbc:RegistrationName", "cac:PartyName/cbc:Name"),
        address=_address(take, address),
        street=take.text(address, "cbc:StreetName"),
        postcode=take.text(address, "cbc:PostalZone"),
        city=take.text(address, "cbc:CityName"),
        country=take.text(address, "cac:Country/cbc:IdentificationCode"),
        vat_id=vat,
        tax_number=tax_number,
        registration=take.text(at, "cac:PartyLegalEntity/cbc:CompanyID"),
        iban=iban,
        email=take.text(at, "cac:Contact/cbc:ElectronicMail"),
    )


def _address(take: Taker, at: Element | None) -> Field | None:
    street = [take.words(at, p) for p in ("cbc:StreetName", "cbc:AdditionalStreetName", "cac:AddressLine/cbc:Line")]
    town = " ".join(w for w in (take.words(at, "cbc:PostalZone"), take.words(at, "cbc:CityName")) if w)
    return field(", ".join(w for w in (*street, town, take.words(at, "cbc:CountrySubentity")) if w))


def _line(take: Taker, at: Element, *, credit: bool) -> Line:
    quantity = take.one(at, "cbc:CreditedQuantity" if credit else "cbc:InvoicedQuantity")
    item = take.one(at, "cac:Item")
    vat = take.one(item, "cac:ClassifiedTaxCategory")
    standard = take.one(item, "cac:StandardItemIdentification/cbc:ID")
    return Line(
        position=take.text(at, "cbc:ID"),
        description=take.text(item, "cbc:Name"),
        details=take.text(item, "cbc:Description"),
        id=take.text(item, "cac:SellersItemIdentification/cbc:ID", "cac:BuyersItemIdentification/cbc:ID"),
        gtin=take.text(standard, "") if standard is not None and standard.get("schemeID", "") in ("0160", "") else None,
        quantity=take.amount(quantity, ""),
        unit=field(quantity.get("unitCode", "")) if quantity is not None else None,
        price=per_piece(take.amount(at, "cac:Price/cbc:PriceAmount"), take.amount(at, "cac:Price/cbc:BaseQuantity")),
        amount=take.amount(at, "cbc:LineExtensionAmount"),
        allowance=_sum(take, at, charge=False),
        charge=_sum(take, at, charge=True),
        tax_category=take.text(vat, "cbc:ID"),
        tax_rate=take.amount(vat, "cbc:Percent"),
    )


def _sum(take: Taker, at: Element, *, charge: bool) -> Field | None:
    found = [
        take.amount(e, "cbc:Amount")
        for e in take.all(at, "cac:AllowanceCharge")
        if (take.words(e, "cbc:ChargeIndicator").lower() in ("true", "1")) is charge
    ]
    return added([f for f in found if f is not None])


def _allowance(take: Taker, at: Element) -> AllowanceCharge:
    vat = take.one(at, "cac:TaxCategory")
    return AllowanceCharge(
        is_charge=take.words(at, "cbc:ChargeIndicator").lower() in ("true", "1"),
        amount=take.amount(at, "cbc:Amount"),
        base=take.amount(at, "cbc:BaseAmount"),
        percent=take.amount(at, "cbc:MultiplierFactorNumeric"),
        reason=take.text(at, "cbc:AllowanceChargeReason"),
        tax_category=take.text(vat, "cbc:ID"),
        tax_rate=take.amount(vat, "cbc:Percent"),
    )


def _tax(take: Taker, at: Element) -> Tax:
    vat = take.one(at, "cac:TaxCategory")
    return Tax(
        category=take.text(vat, "cbc:ID"),
        rate=take.amount(vat, "cbc:Percent"),
        base=take.amount(at, "cbc:TaxableAmount"),
        amount=take.amount(at, "cbc:TaxAmount"),
    )


def per_piece(price: Field | None, base: Field | None) -> Field | None:
    """The price (BT-146) of one piece: divided by its base quantity (BT-149) where that is not one."""
    if price is None or base is None:
        return price
    try:
        pieces = Decimal(base.value)
        if pieces in (0, 1):
            return price
        return field(f"{(Decimal(price.value) / pieces).normalize():f}")
    except InvalidOperation:
        return price


def added(amounts: list[Field]) -> Field | None:
    """The sum of some amounts; nothing where there are none."""
    return field(f"{sum((Decimal(f.value) for f in amounts), Decimal(0)):f}") if amounts else None
