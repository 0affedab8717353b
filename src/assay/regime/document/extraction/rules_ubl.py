"""Where do the terms of the rules stand in UBL?"""

from __future__ import annotations

from typing import Any

from assay.regime.document.extraction.codes import CREDIT_NOTE_TYPES, INVOICE_TYPES
from assay.regime.document.extraction.rules_terms import Charge, Item, Row, TaxTotal, Terms
from assay.regime.document.extraction.tree import Taker
from assay.regime.document.extraction.ubl import PREFIXES

_SUMS = {
    "lines": "LineExtensionAmount",
    "allowances": "AllowanceTotalAmount",
    "charges": "ChargeTotalAmount",
    "net": "TaxExclusiveAmount",
    "gross": "TaxInclusiveAmount",
    "prepaid": "PrepaidAmount",
    "rounding": "PayableRoundingAmount",
    "payable": "PayableAmount",
}


def terms_of(root: Any) -> Terms:
    """The terms in a UBL invoice or credit note."""
    take = Taker(PREFIXES)
    party = "cac:{}/cac:Party"
    seller, buyer = (take.one(root, party.format(p)) for p in ("AccountingSupplierParty", "AccountingCustomerParty"))
    sums = take.one(root, "cac:LegalMonetaryTotal")
    items = [*take.all(root, "cac:InvoiceLine"), *take.all(root, "cac:CreditNoteLine")]
    totals = take.all(root, "cac:TaxTotal")
    invoice_code = take.words(root, "cbc:InvoiceTypeCode")
    credit_code = take.words(root, "cbc:CreditNoteTypeCode")
    periods = take.all(root, "cac:InvoicePeriod")
    currency = take.one(root, "cbc:DocumentCurrencyCode")
    return Terms(
        exact=False,
        profile=take.words(root, "cbc:CustomizationID"),
        number=take.words(root, "cbc:ID"),
        issued=take.words(root, "cbc:IssueDate"),
        type_code=invoice_code or credit_code,
        type_code_known=(not invoice_code or invoice_code in INVOICE_TYPES)
        and (not credit_code or credit_code in CREDIT_NOTE_TYPES),
        currency=None if currency is None else take.words(currency, ""),
        seller=take.words(seller, "cac:PartyLegalEntity/cbc:RegistrationName"),
        buyer=take.words(buyer, "cac:PartyLegalEntity/cbc:RegistrationName"),
        seller_address=take.one(seller, "cac:PostalAddress") is not None,
        buyer_address=take.one(buyer, "cac:PostalAddress") is not None,
        seller_country=_country(take, seller),
        buyer_country=_country(take, buyer),
        both_tax_points=take.one(root, "cbc:TaxPointDate") is not None
        and any(take.one(p, "cbc:DescriptionCode") is not None for p in periods),
        sums=None if sums is None else {name: _said(take, sums, f"cbc:{tag}") for name, tag in _SUMS.items()},
        items=tuple(_item(take, e) for e in items),
        charges=tuple(_charge(take, e) for e in take.all(root, "cac:AllowanceCharge")),
        rows=tuple(_row(take, e) for total in totals for e in take.all(total, "cac:TaxSubtotal")),
        tax_totals=tuple(_tax_total(take, e) for e in totals),
        checks_breakdown=True,
        periods_filled=tuple(
            any(take.one(p, f"cbc:{tag}") is not None for tag in ("StartDate", "EndDate", "DescriptionCode"))
            for p in periods
        ),
        vat_ids=tuple(
            take.words(e, "cbc:CompanyID")
            for e in root.iter("{" + PREFIXES["cac"] + "}PartyTaxScheme")
            if take.words(e, "cac:TaxScheme/cbc:ID").upper() == "VAT"
        ),
    )


def _said(take: Taker, at: Any, path: str) -> str | None:
    found = take.one(at, path)
    return None if found is None else (found.text or "")


def _country(take: Taker, party: Any) -> str | None:
    address = take.one(party, "cac:PostalAddress")
    return None if address is None else take.words(address, "cac:Country/cbc:IdentificationCode")


def _item(take: Taker, at: Any) -> Item:
    quantity = take.one(at, "cbc:InvoicedQuantity", "cbc:CreditedQuantity")
    return Item(
        id=take.words(at, "cbc:ID"),
        has_quantity=quantity is not None,
        has_unit=quantity is not None and quantity.get("unitCode", "") != "",
        amount=_said(take, at, "cbc:LineExtensionAmount"),
        name=take.words(at, "cac:Item/cbc:Name"),
        price=_said(take, at, "cac:Price/cbc:PriceAmount"),
        has_vat_category=any(
            take.words(e, "cac:TaxScheme/cbc:ID").upper() == "VAT" and take.one(e, "cbc:ID") is not None
            for e in take.all(at, "cac:Item/cac:ClassifiedTaxCategory")
        ),
        charges=tuple(_charge(take, e) for e in take.all(at, "cac:AllowanceCharge")),
    )


def _charge(take: Taker, at: Any) -> Charge:
    return Charge(
        is_charge=take.words(at, "cbc:ChargeIndicator").lower() in ("true", "1"),
        amount=_said(take, at, "cbc:Amount"),
        base=_said(take, at, "cbc:BaseAmount"),
    )


def _row(take: Taker, at: Any) -> Row:
    vat = [e for e in take.all(at, "cac:TaxCategory") if take.words(e, "cac:TaxScheme/cbc:ID").upper() == "VAT"]
    return Row(
        base=_said(take, at, "cbc:TaxableAmount"),
        amount=_said(take, at, "cbc:TaxAmount"),
        rate=_said(take, vat[0], "cbc:Percent") if vat else None,
    )


def _tax_total(take: Taker, at: Any) -> TaxTotal:
    amount = take.one(at, "cbc:TaxAmount")
    rows = take.all(at, "cac:TaxSubtotal")
    return TaxTotal(
        currency="" if amount is None else amount.get("currencyID", ""),
        amount=None if amount is None else (amount.text or ""),
        in_rows=tuple(_said(take, e, "cbc:TaxAmount") for e in rows) if rows else None,
    )
