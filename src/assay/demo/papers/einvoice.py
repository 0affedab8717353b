"""What does the same invoice look like as data? Cross Industry Invoice (CII D16B) and UBL 2.1, both EN 16931.

The business terms stand beside the elements. Amounts are those that the paper states, so that a forged paper can be written out as well.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from lxml import etree

from assay.demo.papers.paper import Invoice, Line, Party

GUIDELINE = "urn:cen.eu:en16931:2017"
TYPE_CODES = {"invoice": "380", "credit_note": "381"}  # UNTDID 1001
UNIT = "C62"  # UN/ECE Rec. 20: one

CII = {
    "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
}
CAC = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
UBL_ROOT = {
    "invoice": "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2",
    "credit_note": "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2",
}


class _Tree:
    """A parent element and the prefixes of its vocabulary: `add` puts a child under it and returns the child's tree."""

    def __init__(self, element: etree._Element, spaces: dict[str, str]) -> None:
        self.element = element
        self._spaces = spaces

    def add(self, tag: str, text: str | None = None, **attributes: str) -> _Tree:
        prefix, name = tag.split(":")
        child = etree.SubElement(self.element, f"{{{self._spaces[prefix]}}}{name}", dict(attributes))
        child.text = text
        return _Tree(child, self._spaces)


def cii(invoice: Invoice) -> bytes:
    """The invoice as CII, as it is embedded in a Factur-X or ZUGFeRD file."""
    root = _Tree(etree.Element(f"{{{CII['rsm']}}}CrossIndustryInvoice", nsmap=CII), CII)
    context = root.add("rsm:ExchangedDocumentContext")
    context.add("ram:GuidelineSpecifiedDocumentContextParameter").add("ram:ID", GUIDELINE)  # BT-24
    document = root.add("rsm:ExchangedDocument")
    document.add("ram:ID", invoice.number)  # BT-1
    document.add("ram:TypeCode", TYPE_CODES[invoice.kind])  # BT-3
    _cii_day(document.add("ram:IssueDateTime"), invoice.issued_on)  # BT-2
    deal = root.add("rsm:SupplyChainTradeTransaction")
    for position, line in enumerate(invoice.lines, start=1):
        _cii_line(deal, position, line, invoice)
    agreement = deal.add("ram:ApplicableHeaderTradeAgreement")
    _cii_party(agreement.add("ram:SellerTradeParty"), invoice.issuer)  # BG-4
    _cii_party(agreement.add("ram:BuyerTradeParty"), invoice.recipient)  # BG-7
    if invoice.order:
        agreement.add("ram:BuyerOrderReferencedDocument").add("ram:IssuerAssignedID", invoice.order)  # BT-13
    delivery = deal.add("ram:ApplicableHeaderTradeDelivery")
    if invoice.tax_category == "K":  # BR-IC-12: an intra-community supply says where it went
        address = delivery.add("ram:ShipToTradeParty").add("ram:PostalTradeAddress")
        address.add("ram:CountryID", invoice.recipient.country)  # BT-80
    if invoice.delivered_on:
        _cii_day(
            delivery.add("ram:ActualDeliverySupplyChainEvent").add("ram:OccurrenceDateTime"), invoice.delivered_on
        )  # BT-72
    _cii_settlement(deal.add("ram:ApplicableHeaderTradeSettlement"), invoice)
    return _bytes(root)


def ubl(invoice: Invoice) -> bytes:
    """The invoice as UBL 2.1, as it goes over Peppol."""
    space = UBL_ROOT[invoice.kind]
    name = "Invoice" if invoice.kind == "invoice" else "CreditNote"
    spaces = {"": space, "cac": CAC, "cbc": CBC}
    nsmap: Any = {None: space, "cac": CAC, "cbc": CBC}
    root = _Tree(etree.Element(f"{{{space}}}{name}", nsmap=nsmap), spaces)
    root.add("cbc:CustomizationID", GUIDELINE)  # BT-24
    root.add("cbc:ID", invoice.number)  # BT-1
    root.add("cbc:IssueDate", invoice.issued_on.isoformat())  # BT-2
    if invoice.due_on and invoice.kind == "invoice":
        root.add("cbc:DueDate", invoice.due_on.isoformat())  # BT-9
    root.add(f"cbc:{name}TypeCode", TYPE_CODES[invoice.kind])  # BT-3
    root.add("cbc:DocumentCurrencyCode", invoice.currency)  # BT-5
    if invoice.order:
        root.add("cac:OrderReference").add("cbc:ID", invoice.order)  # BT-13
    if invoice.preceding:
        root.add("cac:BillingReference").add("cac:InvoiceDocumentReference").add("cbc:ID", invoice.preceding)  # BT-25
    _ubl_party(root.add("cac:AccountingSupplierParty").add("cac:Party"), invoice.issuer)  # BG-4
    _ubl_party(root.add("cac:AccountingCustomerParty").add("cac:Party"), invoice.recipient)  # BG-7
    if invoice.delivered_on:
        delivery = root.add("cac:Delivery")
        delivery.add("cbc:ActualDeliveryDate", invoice.delivered_on.isoformat())  # BT-72
        if invoice.tax_category == "K":  # BR-IC-12
            address = delivery.add("cac:DeliveryLocation").add("cac:Address")
            address.add("cac:Country").add("cbc:IdentificationCode", invoice.recipient.country)  # BT-80
    if invoice.issuer.iban:
        means = root.add("cac:PaymentMeans")
        means.add("cbc:PaymentMeansCode", "58")  # BT-81: SEPA credit transfer
        means.add("cac:PayeeFinancialAccount").add("cbc:ID", invoice.issuer.iban)  # BT-84
    _ubl_amounts(root, invoice)
    for position, line in enumerate(invoice.lines, start=1):
        _ubl_line(root, position, line, invoice, name)
    return _bytes(root)


def _bytes(root: _Tree) -> bytes:
    text: bytes = etree.tostring(root.element, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return text


def _amount(value: Decimal) -> str:
    return f"{value:.2f}"


def _rate(value: Decimal) -> str:
    return format(value.normalize(), "f")


def _exemption(invoice: Invoice) -> str:
    return {"K": "Intra-community supply", "G": "Export outside the EU"}.get(invoice.tax_category, "")


def _cii_day(at: _Tree, on: date) -> None:
    at.add("udt:DateTimeString", on.strftime("%Y%m%d"), format="102")


def _cii_line(deal: _Tree, position: int, line: Line, invoice: Invoice) -> None:
    item = deal.add("ram:IncludedSupplyChainTradeLineItem")
    item.add("ram:AssociatedDocumentLineDocument").add("ram:LineID", str(position))  # BT-126
    product = item.add("ram:SpecifiedTradeProduct")
    if line.gtin:
        product.add("ram:GlobalID", line.gtin, schemeID="0160")  # BT-157
    if line.model:
        product.add("ram:SellerAssignedID", line.model)  # BT-155
    product.add("ram:Name", line.description)  # BT-153
    price = item.add("ram:SpecifiedLineTradeAgreement").add("ram:NetPriceProductTradePrice")
    price.add("ram:ChargeAmount", _amount(line.unit_price))  # BT-146
    item.add("ram:SpecifiedLineTradeDelivery").add("ram:BilledQuantity", str(line.quantity), unitCode=UNIT)  # BT-129
    settlement = item.add("ram:SpecifiedLineTradeSettlement")
    tax = settlement.add("ram:ApplicableTradeTax")
    tax.add("ram:TypeCode", "VAT")
    tax.add("ram:CategoryCode", invoice.tax_category)  # BT-151
    tax.add("ram:RateApplicablePercent", _rate(invoice.tax_rate))  # BT-152
    total = settlement.add("ram:SpecifiedTradeSettlementLineMonetarySummation")
    total.add("ram:LineTotalAmount", _amount(line.amount))  # BT-131


def _cii_party(at: _Tree, party: Party) -> None:
    at.add("ram:Name", party.name)
    if party.registration:
        at.add("ram:SpecifiedLegalOrganization").add("ram:ID", party.registration)
    address = at.add("ram:PostalTradeAddress")
    address.add("ram:PostcodeCode", party.postcode)
    address.add("ram:LineOne", party.street)
    address.add("ram:CityName", party.city)
    address.add("ram:CountryID", party.country)
    if party.vat_id:
        at.add("ram:SpecifiedTaxRegistration").add("ram:ID", party.vat_id, schemeID="VA")


def _cii_settlement(at: _Tree, invoice: Invoice) -> None:
    at.add("ram:InvoiceCurrencyCode", invoice.currency)  # BT-5
    if invoice.issuer.iban:
        means = at.add("ram:SpecifiedTradeSettlementPaymentMeans")
        means.add("ram:TypeCode", "58")  # BT-81
        means.add("ram:PayeePartyCreditorFinancialAccount").add("ram:IBANID", invoice.issuer.iban)  # BT-84
    tax = at.add("ram:ApplicableTradeTax")  # BG-23
    tax.add("ram:CalculatedAmount", _amount(invoice.tax))  # BT-117
    tax.add("ram:TypeCode", "VAT")
    if _exemption(invoice):
        tax.add("ram:ExemptionReason", _exemption(invoice))  # BT-120
    tax.add("ram:BasisAmount", _amount(invoice.net))  # BT-116
    tax.add("ram:CategoryCode", invoice.tax_category)  # BT-118
    tax.add("ram:RateApplicablePercent", _rate(invoice.tax_rate))  # BT-119
    if invoice.discount:
        allowance = at.add("ram:SpecifiedTradeAllowanceCharge")  # BG-20
        allowance.add("ram:ChargeIndicator").add("udt:Indicator", "false")
        allowance.add("ram:ActualAmount", _amount(invoice.discount))  # BT-92
        allowance.add("ram:Reason", "Discount")  # BT-97
        its_tax = allowance.add("ram:CategoryTradeTax")
        its_tax.add("ram:TypeCode", "VAT")
        its_tax.add("ram:CategoryCode", invoice.tax_category)
        its_tax.add("ram:RateApplicablePercent", _rate(invoice.tax_rate))
    if invoice.due_on:
        _cii_day(at.add("ram:SpecifiedTradePaymentTerms").add("ram:DueDateDateTime"), invoice.due_on)  # BT-9
    sums = at.add("ram:SpecifiedTradeSettlementHeaderMonetarySummation")  # BG-22
    sums.add("ram:LineTotalAmount", _amount(invoice.lines_total))  # BT-106
    if invoice.discount:
        sums.add("ram:AllowanceTotalAmount", _amount(invoice.discount))  # BT-107
    sums.add("ram:TaxBasisTotalAmount", _amount(invoice.net))  # BT-109
    sums.add("ram:TaxTotalAmount", _amount(invoice.tax), currencyID=invoice.currency)  # BT-110
    sums.add("ram:GrandTotalAmount", _amount(invoice.gross))  # BT-112
    sums.add("ram:DuePayableAmount", _amount(invoice.gross))  # BT-115
    if invoice.preceding:
        at.add("ram:InvoiceReferencedDocument").add("ram:IssuerAssignedID", invoice.preceding)  # BT-25


def _ubl_party(at: _Tree, party: Party) -> None:
    address = at.add("cac:PostalAddress")
    address.add("cbc:StreetName", party.street)
    address.add("cbc:CityName", party.city)
    address.add("cbc:PostalZone", party.postcode)
    address.add("cac:Country").add("cbc:IdentificationCode", party.country)
    if party.vat_id:
        scheme = at.add("cac:PartyTaxScheme")
        scheme.add("cbc:CompanyID", party.vat_id)
        scheme.add("cac:TaxScheme").add("cbc:ID", "VAT")
    legal = at.add("cac:PartyLegalEntity")
    legal.add("cbc:RegistrationName", party.name)
    if party.registration:
        legal.add("cbc:CompanyID", party.registration)


def _ubl_category(at: _Tree, tag: str, invoice: Invoice, *, reason: bool = False) -> None:
    category = at.add(tag)
    category.add("cbc:ID", invoice.tax_category)
    category.add("cbc:Percent", _rate(invoice.tax_rate))
    if reason and _exemption(invoice):
        category.add("cbc:TaxExemptionReason", _exemption(invoice))
    category.add("cac:TaxScheme").add("cbc:ID", "VAT")


def _ubl_amounts(root: _Tree, invoice: Invoice) -> None:
    currency = invoice.currency
    if invoice.discount:
        allowance = root.add("cac:AllowanceCharge")  # BG-20
        allowance.add("cbc:ChargeIndicator", "false")
        allowance.add("cbc:AllowanceChargeReason", "Discount")
        allowance.add("cbc:Amount", _amount(invoice.discount), currencyID=currency)
        _ubl_category(allowance, "cac:TaxCategory", invoice)
    total = root.add("cac:TaxTotal")
    total.add("cbc:TaxAmount", _amount(invoice.tax), currencyID=currency)  # BT-110
    part = total.add("cac:TaxSubtotal")
    part.add("cbc:TaxableAmount", _amount(invoice.net), currencyID=currency)
    part.add("cbc:TaxAmount", _amount(invoice.tax), currencyID=currency)
    _ubl_category(part, "cac:TaxCategory", invoice, reason=True)
    sums = root.add("cac:LegalMonetaryTotal")  # BG-22
    sums.add("cbc:LineExtensionAmount", _amount(invoice.lines_total), currencyID=currency)
    sums.add("cbc:TaxExclusiveAmount", _amount(invoice.net), currencyID=currency)
    sums.add("cbc:TaxInclusiveAmount", _amount(invoice.gross), currencyID=currency)
    if invoice.discount:
        sums.add("cbc:AllowanceTotalAmount", _amount(invoice.discount), currencyID=currency)
    sums.add("cbc:PayableAmount", _amount(invoice.gross), currencyID=currency)


def _ubl_line(root: _Tree, position: int, line: Line, invoice: Invoice, name: str) -> None:
    at = root.add(f"cac:{name}Line")
    at.add("cbc:ID", str(position))  # BT-126
    quantity = "InvoicedQuantity" if name == "Invoice" else "CreditedQuantity"
    at.add(f"cbc:{quantity}", str(line.quantity), unitCode=UNIT)  # BT-129
    at.add("cbc:LineExtensionAmount", _amount(line.amount), currencyID=invoice.currency)  # BT-131
    item = at.add("cac:Item")
    item.add("cbc:Name", line.description)  # BT-153
    if line.model:
        item.add("cac:SellersItemIdentification").add("cbc:ID", line.model)  # BT-155
    if line.gtin:
        item.add("cac:StandardItemIdentification").add("cbc:ID", line.gtin, schemeID="0160")  # BT-157
    _ubl_category(item, "cac:ClassifiedTaxCategory", invoice)
    at.add("cac:Price").add("cbc:PriceAmount", _amount(line.unit_price), currencyID=invoice.currency)  # BT-146
