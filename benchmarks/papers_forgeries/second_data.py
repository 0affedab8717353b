"""How does a bill of the second set look as data: UBL 2.1, CII, and a page with CII inside?"""

from __future__ import annotations

import io
from datetime import datetime
from decimal import Decimal
from xml.sax.saxutils import escape

import pikepdf
from benchmarks.papers_forgeries.second_bill import Bill, Firm, Row

GUIDELINE = "urn:cen.eu:en16931:2017"
_CAC = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
_CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"


def _category(bill: Bill, rate: Decimal) -> str:
    return "K" if bill.reverse else "E" if bill.exempt else "S" if rate else "Z"


def ubl(bill: Bill) -> bytes:
    """UBL 2.1 Invoice."""

    def money(name: str, value: Decimal) -> str:
        return f'<cbc:{name} currencyID="{bill.currency}">{value:.2f}</cbc:{name}>'

    def tax_category(tag: str, rate: Decimal, *, reason: bool = False) -> str:
        category = _category(bill, rate)
        why = ""
        if reason and category in {"K", "E"}:
            why = f"<cbc:TaxExemptionReason>{'Intra-community supply' if category == 'K' else 'Exempt'}</cbc:TaxExemptionReason>"
        return (
            f"<cac:{tag}><cbc:ID>{category}</cbc:ID><cbc:Percent>{rate:.2f}</cbc:Percent>{why}"
            f"<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:{tag}>"
        )

    def party(tag: str, who: Firm) -> str:
        return (
            f"<cac:{tag}><cac:Party><cac:PostalAddress><cbc:StreetName>{escape(who.street)}</cbc:StreetName><cbc:CityName>{escape(who.city)}"
            f"</cbc:CityName><cbc:PostalZone>{who.postcode}</cbc:PostalZone><cac:Country><cbc:IdentificationCode>{who.country}"
            f"</cbc:IdentificationCode></cac:Country></cac:PostalAddress><cac:PartyTaxScheme><cbc:CompanyID>{who.vat}</cbc:CompanyID>"
            f"<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme><cac:PartyLegalEntity><cbc:RegistrationName>"
            f"{escape(who.name)}</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:{tag}>"
        )

    def line(i: int, row: Row) -> str:
        rate = bill.rate if row.rate is None else row.rate
        off = ""
        if row.discount:
            off = (
                f"<cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator><cbc:AllowanceChargeReason>Discount"
                f"</cbc:AllowanceChargeReason>{money('Amount', row.discount)}</cac:AllowanceCharge>"
            )
        return (
            f'<cac:InvoiceLine><cbc:ID>{i}</cbc:ID><cbc:InvoicedQuantity unitCode="H87">{row.quantity}</cbc:InvoicedQuantity>'
            f"{money('LineExtensionAmount', row.net)}{off}<cac:Item><cbc:Name>{escape(row.name)}</cbc:Name><cac:SellersItemIdentification>"
            f'<cbc:ID>{row.model}</cbc:ID></cac:SellersItemIdentification><cac:StandardItemIdentification><cbc:ID schemeID="0160">'
            f"{row.gtin}</cbc:ID></cac:StandardItemIdentification>{tax_category('ClassifiedTaxCategory', rate)}</cac:Item><cac:Price>"
            f"{money('PriceAmount', row.price)}</cac:Price></cac:InvoiceLine>"
        )

    def whole(amount: Decimal, *, charge: bool) -> str:
        return (
            f"<cac:AllowanceCharge><cbc:ChargeIndicator>{str(charge).lower()}</cbc:ChargeIndicator><cbc:AllowanceChargeReason>"
            f"{'Freight' if charge else 'Discount'}</cbc:AllowanceChargeReason>{money('Amount', amount)}"
            f"{tax_category('TaxCategory', bill.rate)}</cac:AllowanceCharge>"
        )

    taxes = "".join(
        f"<cac:TaxSubtotal>{money('TaxableAmount', base)}{money('TaxAmount', tax)}{tax_category('TaxCategory', rate, reason=True)}</cac:TaxSubtotal>"
        for rate, base, tax in bill.taxes()
    )
    due = f"<cbc:DueDate>{bill.due}</cbc:DueDate>" if bill.due else ""
    totals = (
        money("LineExtensionAmount", bill.lines_total)
        + money("TaxExclusiveAmount", bill.net)
        + money("TaxInclusiveAmount", bill.gross)
    )
    totals += money("AllowanceTotalAmount", bill.allowance) if bill.allowance else ""
    totals += money("ChargeTotalAmount", bill.charge) if bill.charge else ""
    totals += money("PrepaidAmount", bill.prepaid) if bill.prepaid else ""
    totals += money("PayableAmount", bill.payable)
    means = (
        f"<cac:PaymentMeans><cbc:PaymentMeansCode>58</cbc:PaymentMeansCode><cac:PayeeFinancialAccount><cbc:ID>{bill.seller.iban}</cbc:ID>"
        f"</cac:PayeeFinancialAccount></cac:PaymentMeans>"
        if bill.seller.iban
        else ""
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cac="{_CAC}"'
        f' xmlns:cbc="{_CBC}"><cbc:CustomizationID>{GUIDELINE}</cbc:CustomizationID><cbc:ID>{escape(bill.number)}</cbc:ID><cbc:IssueDate>'
        f"{bill.issued}</cbc:IssueDate>{due}<cbc:InvoiceTypeCode>{'325' if bill.kind == 'pro_forma' else '380'}</cbc:InvoiceTypeCode>"
        f"<cbc:DocumentCurrencyCode>{bill.currency}</cbc:DocumentCurrencyCode><cbc:BuyerReference>po</cbc:BuyerReference>"
        f"{party('AccountingSupplierParty', bill.seller)}{party('AccountingCustomerParty', bill.buyer)}"
        f"{_ubl_delivery(bill)}{means}"
        f"{whole(bill.allowance, charge=False) if bill.allowance else ''}{whole(bill.charge, charge=True) if bill.charge else ''}"
        f"<cac:TaxTotal>{money('TaxAmount', bill.tax)}{taxes}</cac:TaxTotal><cac:LegalMonetaryTotal>{totals}</cac:LegalMonetaryTotal>"
        f"{''.join(line(i, r) for i, r in enumerate(bill.rows, start=1))}</Invoice>"
    ).encode()


def _ubl_delivery(bill: Bill) -> str:
    if not bill.reverse and not bill.delivered:
        return ""
    return (
        f"<cac:Delivery><cbc:ActualDeliveryDate>{bill.delivered or bill.issued}</cbc:ActualDeliveryDate><cac:DeliveryLocation><cac:Address>"
        f"<cac:Country><cbc:IdentificationCode>{bill.buyer.country}</cbc:IdentificationCode></cac:Country></cac:Address></cac:DeliveryLocation></cac:Delivery>"
    )


def cii(bill: Bill) -> bytes:
    """Cross Industry Invoice D16B."""

    def day(value: datetime | object) -> str:
        return f'<udt:DateTimeString format="102">{str(value).replace("-", "")}</udt:DateTimeString>'

    def party(tag: str, who: Firm) -> str:
        return (
            f"<ram:{tag}><ram:Name>{escape(who.name)}</ram:Name><ram:PostalTradeAddress><ram:PostcodeCode>{who.postcode}</ram:PostcodeCode>"
            f"<ram:LineOne>{escape(who.street)}</ram:LineOne><ram:CityName>{escape(who.city)}</ram:CityName><ram:CountryID>{who.country}"
            f'</ram:CountryID></ram:PostalTradeAddress><ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">{who.vat}</ram:ID>'
            f"</ram:SpecifiedTaxRegistration></ram:{tag}>"
        )

    def tax(rate: Decimal, base: Decimal | None = None, amount: Decimal | None = None) -> str:
        category = _category(bill, rate)
        why = (
            "<ram:ExemptionReason>Exempt</ram:ExemptionReason>" if amount is not None and category in {"K", "E"} else ""
        )
        parts = f"<ram:CalculatedAmount>{amount:.2f}</ram:CalculatedAmount>" if amount is not None else ""
        parts += f"<ram:TypeCode>VAT</ram:TypeCode>{why}"
        parts += f"<ram:BasisAmount>{base:.2f}</ram:BasisAmount>" if base is not None else ""
        return f"{parts}<ram:CategoryCode>{category}</ram:CategoryCode><ram:RateApplicablePercent>{rate:.2f}</ram:RateApplicablePercent>"

    def allowance(amount: Decimal, *, charge: bool, with_tax: bool) -> str:
        category = f"<ram:CategoryTradeTax>{tax(bill.rate)}</ram:CategoryTradeTax>" if with_tax else ""
        return (
            f"<ram:SpecifiedTradeAllowanceCharge><ram:ChargeIndicator><udt:Indicator>{str(charge).lower()}</udt:Indicator></ram:ChargeIndicator>"
            f"<ram:ActualAmount>{amount:.2f}</ram:ActualAmount><ram:Reason>{'Freight' if charge else 'Discount'}</ram:Reason>{category}"
            f"</ram:SpecifiedTradeAllowanceCharge>"
        )

    def line(i: int, row: Row) -> str:
        rate = bill.rate if row.rate is None else row.rate
        return (
            f"<ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument><ram:LineID>{i}</ram:LineID></ram:AssociatedDocumentLineDocument>"
            f'<ram:SpecifiedTradeProduct><ram:GlobalID schemeID="0160">{row.gtin}</ram:GlobalID><ram:SellerAssignedID>{row.model}</ram:SellerAssignedID>'
            f"<ram:Name>{escape(row.name)}</ram:Name></ram:SpecifiedTradeProduct><ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice>"
            f"<ram:ChargeAmount>{row.price}</ram:ChargeAmount></ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement>"
            f'<ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="H87">{row.quantity}</ram:BilledQuantity></ram:SpecifiedLineTradeDelivery>'
            f"<ram:SpecifiedLineTradeSettlement><ram:ApplicableTradeTax>{tax(rate)}</ram:ApplicableTradeTax>"
            f"{allowance(row.discount, charge=False, with_tax=False) if row.discount else ''}"
            f"<ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>{row.net:.2f}</ram:LineTotalAmount>"
            f"</ram:SpecifiedTradeSettlementLineMonetarySummation></ram:SpecifiedLineTradeSettlement></ram:IncludedSupplyChainTradeLineItem>"
        )

    taxes = "".join(f"<ram:ApplicableTradeTax>{tax(r, b, t)}</ram:ApplicableTradeTax>" for r, b, t in bill.taxes())
    means = (
        f"<ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>58</ram:TypeCode><ram:PayeePartyCreditorFinancialAccount><ram:IBANID>"
        f"{bill.seller.iban}</ram:IBANID></ram:PayeePartyCreditorFinancialAccount></ram:SpecifiedTradeSettlementPaymentMeans>"
        if bill.seller.iban
        else ""
    )
    due = (
        f"<ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime>{day(bill.due)}</ram:DueDateDateTime></ram:SpecifiedTradePaymentTerms>"
        if bill.due
        else ""
    )
    sums = "".join(
        f"<ram:{name}{' currencyID=' + chr(34) + bill.currency + chr(34) if name == 'TaxTotalAmount' else ''}>{value:.2f}</ram:{name}>"
        for name, value in (
            ("LineTotalAmount", bill.lines_total),
            ("ChargeTotalAmount", bill.charge),
            ("AllowanceTotalAmount", bill.allowance),
            ("TaxBasisTotalAmount", bill.net),
            ("TaxTotalAmount", bill.tax),
            ("GrandTotalAmount", bill.gross),
            ("TotalPrepaidAmount", bill.prepaid),
            ("DuePayableAmount", bill.payable),
        )
    )
    code = "325" if bill.kind == "pro_forma" else "380"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"'
        f' xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"'
        f' xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"><rsm:ExchangedDocumentContext>'
        f"<ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>{GUIDELINE}</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter>"
        f"</rsm:ExchangedDocumentContext><rsm:ExchangedDocument><ram:ID>{escape(bill.number)}</ram:ID><ram:TypeCode>{code}</ram:TypeCode>"
        f"<ram:IssueDateTime>{day(bill.issued)}</ram:IssueDateTime></rsm:ExchangedDocument><rsm:SupplyChainTradeTransaction>"
        f"{''.join(line(i, r) for i, r in enumerate(bill.rows, start=1))}<ram:ApplicableHeaderTradeAgreement>"
        f"{party('SellerTradeParty', bill.seller)}{party('BuyerTradeParty', bill.buyer)}</ram:ApplicableHeaderTradeAgreement>"
        f"<ram:ApplicableHeaderTradeDelivery><ram:ActualDeliverySupplyChainEvent><ram:OccurrenceDateTime>{day(bill.delivered or bill.issued)}"
        f"</ram:OccurrenceDateTime></ram:ActualDeliverySupplyChainEvent></ram:ApplicableHeaderTradeDelivery><ram:ApplicableHeaderTradeSettlement>"
        f"<ram:InvoiceCurrencyCode>{bill.currency}</ram:InvoiceCurrencyCode>{means}{taxes}"
        f"{allowance(bill.allowance, charge=False, with_tax=True) if bill.allowance else ''}"
        f"{allowance(bill.charge, charge=True, with_tax=True) if bill.charge else ''}{due}"
        f"<ram:SpecifiedTradeSettlementHeaderMonetarySummation>{sums}</ram:SpecifiedTradeSettlementHeaderMonetarySummation>"
        f"</ram:ApplicableHeaderTradeSettlement></rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>"
    ).encode()


def hybrid(page: bytes, data: bytes) -> bytes:
    """The page with the data attached as Factur-X does it."""
    with pikepdf.open(io.BytesIO(page)) as pdf:
        spec = pikepdf.AttachedFileSpec(pdf, data, filename="factur-x.xml", mime_type="text/xml")
        spec.obj["/AFRelationship"] = pikepdf.Name("/Alternative")
        pdf.attachments["factur-x.xml"] = spec
        pdf.Root.AF = pikepdf.Array([spec.obj])
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()
