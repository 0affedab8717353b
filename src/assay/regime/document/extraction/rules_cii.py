"""Where do the terms of the rules stand in CII?"""

from __future__ import annotations

from typing import Any

from assay.regime.document.extraction.codes import CREDIT_NOTE_TYPES, INVOICE_TYPES
from assay.regime.document.extraction.rules_terms import Charge, Item, Row, TaxTotal, Terms
from assay.regime.document.extraction.tree import Taker

_ANY = {
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
}
_SUMS = {
    "lines": "LineTotalAmount",
    "allowances": "AllowanceTotalAmount",
    "charges": "ChargeTotalAmount",
    "net": "TaxBasisTotalAmount",
    "gross": "GrandTotalAmount",
    "prepaid": "TotalPrepaidAmount",
    "rounding": "RoundingAmount",
    "payable": "DuePayableAmount",
}


def terms_of(root: Any) -> Terms:
    """The terms in a Cross Industry Invoice (D16B)."""
    take = Taker(_ANY)
    head = take.one(root, "rsm:ExchangedDocument")
    trade = take.one(root, "rsm:SupplyChainTradeTransaction")
    agreement = take.one(trade, "ram:ApplicableHeaderTradeAgreement")
    settlement = take.one(trade, "ram:ApplicableHeaderTradeSettlement")
    sums = take.one(settlement, "ram:SpecifiedTradeSettlementHeaderMonetarySummation")
    seller, buyer = (take.one(agreement, f"ram:{p}TradeParty") for p in ("Seller", "Buyer"))
    items = take.all(trade, "ram:IncludedSupplyChainTradeLineItem")
    rows = take.all(settlement, "ram:ApplicableTradeTax")
    code = take.words(head, "ram:TypeCode")
    currency = take.one(settlement, "ram:InvoiceCurrencyCode")
    own = "" if currency is None else take.words(currency, "")
    periods = take.all(settlement, "ram:BillingSpecifiedPeriod")
    return Terms(
        exact=True,
        profile=take.words(root, "rsm:ExchangedDocumentContext/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID"),
        number=take.words(head, "ram:ID"),
        issued=_issued(take, head),
        type_code=code,
        type_code_known=code in INVOICE_TYPES or code in CREDIT_NOTE_TYPES,
        currency=None if currency is None else own,
        seller=take.words(seller, "ram:Name"),
        buyer=take.words(buyer, "ram:Name"),
        seller_address=take.one(seller, "ram:PostalTradeAddress") is not None,
        buyer_address=take.one(buyer, "ram:PostalTradeAddress") is not None,
        seller_country=take.words(seller, "ram:PostalTradeAddress/ram:CountryID"),
        buyer_country=take.words(buyer, "ram:PostalTradeAddress/ram:CountryID"),
        both_tax_points=_somewhere(root, "TaxPointDate") and _somewhere(root, "DueDateTypeCode"),
        sums=None if sums is None else {name: _said(take, sums, f"ram:{tag}") for name, tag in _SUMS.items()},
        items=tuple(_item(take, e) for e in items),
        charges=tuple(_charge(take, e) for e in take.all(settlement, "ram:SpecifiedTradeAllowanceCharge")),
        rows=tuple(_row(take, e) for e in rows),
        tax_totals=tuple(
            TaxTotal(
                currency=e.get("currencyID", ""),
                amount=e.text or "",
                in_rows=tuple(_said(take, r, "ram:CalculatedAmount") for r in rows)
                if own and e.get("currencyID", "") == own
                else None,
            )
            for e in take.all(sums, "ram:TaxTotalAmount")
        ),
        checks_breakdown=bool(items),
        periods_filled=tuple(
            any(take.one(p, f"ram:{tag}") is not None for tag in ("StartDateTime", "EndDateTime")) for p in periods
        ),
        vat_ids=tuple(
            " ".join((e.text or "").split())
            for r in root.iter("{" + _ANY["ram"] + "}SpecifiedTaxRegistration")
            for e in take.all(r, "ram:ID")
            if e.get("schemeID", "") == "VA"
        ),
    )


def _said(take: Taker, at: Any, path: str) -> str | None:
    found = take.one(at, path)
    return None if found is None else (found.text or "")


def _issued(take: Taker, head: Any) -> str:
    """The date of issue; only UN/CEFACT's format 102 counts."""
    found = take.all(head, "ram:IssueDateTime/udt:DateTimeString")
    return next((take.words(e, "") for e in found if e.get("format", "") == "102"), "")


def _somewhere(root: Any, tag: str) -> bool:
    return next(root.iter("{" + _ANY["ram"] + "}" + tag), None) is not None


def _item(take: Taker, at: Any) -> Item:
    quantity = take.one(at, "ram:SpecifiedLineTradeDelivery/ram:BilledQuantity")
    settlement = take.one(at, "ram:SpecifiedLineTradeSettlement")
    return Item(
        id=take.words(at, "ram:AssociatedDocumentLineDocument/ram:LineID"),
        has_quantity=quantity is not None,
        has_unit=quantity is not None and quantity.get("unitCode", "") != "",
        amount=_said(take, settlement, "ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount"),
        name=take.words(at, "ram:SpecifiedTradeProduct/ram:Name"),
        price=_said(take, at, "ram:SpecifiedLineTradeAgreement/ram:NetPriceProductTradePrice/ram:ChargeAmount"),
        has_vat_category=any(
            take.words(e, "ram:TypeCode").upper() == "VAT" and take.one(e, "ram:CategoryCode") is not None
            for e in take.all(settlement, "ram:ApplicableTradeTax")
        ),
        charges=tuple(_charge(take, e) for e in take.all(settlement, "ram:SpecifiedTradeAllowanceCharge")),
    )


def _charge(take: Taker, at: Any) -> Charge:
    return Charge(
        is_charge=take.words(at, "ram:ChargeIndicator/udt:Indicator").lower() in ("true", "1"),
        amount=_said(take, at, "ram:ActualAmount"),
        base=_said(take, at, "ram:BasisAmount"),
    )


def _row(take: Taker, at: Any) -> Row:
    is_vat = take.words(at, "ram:TypeCode").upper() == "VAT"
    return Row(
        base=_said(take, at, "ram:BasisAmount"),
        amount=_said(take, at, "ram:CalculatedAmount"),
        rate=_said(take, at, "ram:RateApplicablePercent") if is_vat else None,
    )
