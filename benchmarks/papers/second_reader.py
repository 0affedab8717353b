"""What does an e-invoice say, read by a second program? Absolute paths and the standard library only; nothing is shared with the reader under test."""

from __future__ import annotations

from decimal import Decimal
from xml.etree import ElementTree

Values = dict[str, object]

C = "{urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2}"
B = "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}"
R = "{urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100}"
S = "{urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100}"
U = "{urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100}"


def read(data: bytes) -> Values:
    """Header, parties, totals and lines, by name; None where the file does not say."""
    root = ElementTree.fromstring(data)  # noqa: S314  vectors of the standard, from a folder of ours
    return _cii(root) if root.tag == f"{S}CrossIndustryInvoice" else _ubl(root)


def _text(at: ElementTree.Element | None, path: str) -> str | None:
    found = None if at is None else at.find(path)
    text = "" if found is None else " ".join((found.text or "").split())
    return text or None


def _number(at: ElementTree.Element | None, path: str) -> Decimal | None:
    text = _text(at, path)
    return None if text is None else Decimal(text)


def _ubl(root: ElementTree.Element) -> Values:
    credit = root.tag.endswith("CreditNote")
    seller, buyer = (root.find(f"{C}Accounting{p}Party/{C}Party") for p in ("Supplier", "Customer"))
    total = root.find(f"{C}LegalMonetaryTotal")
    currency = _text(root, f"{B}DocumentCurrencyCode")
    tax = next((e for e in root.findall(f"{C}TaxTotal/{B}TaxAmount") if e.get("currencyID") == currency), None)

    def vat(party: ElementTree.Element | None) -> str | None:
        schemes = [] if party is None else party.findall(f"{C}PartyTaxScheme")
        return next(
            (_text(s, f"{B}CompanyID") for s in schemes if (_text(s, f"{C}TaxScheme/{B}ID") or "").upper() == "VAT"),
            None,
        )

    def line(at: ElementTree.Element) -> tuple[object, ...]:
        base = _number(at, f"{C}Price/{B}BaseQuantity")
        price = _number(at, f"{C}Price/{B}PriceAmount")
        return (
            _text(at, f"{B}ID"),
            _text(at, f"{C}Item/{B}Name"),
            _number(at, f"{B}{'Credited' if credit else 'Invoiced'}Quantity"),
            price / base if price is not None and base else price,
            _number(at, f"{B}LineExtensionAmount"),
        )

    return {
        "number": _text(root, f"{B}ID"),
        "issued_on": _text(root, f"{B}IssueDate"),
        "currency": currency,
        "issuer": _text(seller, f"{C}PartyLegalEntity/{B}RegistrationName") or _text(seller, f"{C}PartyName/{B}Name"),
        "issuer_vat": vat(seller),
        "issuer_country": _text(seller, f"{C}PostalAddress/{C}Country/{B}IdentificationCode"),
        "recipient": _text(buyer, f"{C}PartyLegalEntity/{B}RegistrationName") or _text(buyer, f"{C}PartyName/{B}Name"),
        "recipient_vat": vat(buyer),
        "lines_total": _number(total, f"{B}LineExtensionAmount"),
        "net": _number(total, f"{B}TaxExclusiveAmount"),
        "tax": None if tax is None else Decimal(str(tax.text).strip()),
        "gross": _number(total, f"{B}TaxInclusiveAmount"),
        "prepaid": _number(total, f"{B}PrepaidAmount"),
        "payable": _number(total, f"{B}PayableAmount"),
        "preceding": _text(root, f"{C}BillingReference/{C}InvoiceDocumentReference/{B}ID"),
        "lines": [line(e) for e in root.findall(f"{C}{'CreditNote' if credit else 'Invoice'}Line")],
    }


def _cii(root: ElementTree.Element) -> Values:
    head = root.find(f"{S}ExchangedDocument")
    trade = root.find(f"{S}SupplyChainTradeTransaction")
    deal = None if trade is None else trade.find(f"{R}ApplicableHeaderTradeAgreement")
    pay = None if trade is None else trade.find(f"{R}ApplicableHeaderTradeSettlement")
    total = None if pay is None else pay.find(f"{R}SpecifiedTradeSettlementHeaderMonetarySummation")
    seller, buyer = (None if deal is None else deal.find(f"{R}{p}TradeParty") for p in ("Seller", "Buyer"))
    currency = _text(pay, f"{R}InvoiceCurrencyCode")
    taxes = [] if total is None else total.findall(f"{R}TaxTotalAmount")
    tax = next((e for e in taxes if e.get("currencyID") == currency), taxes[0] if taxes else None)
    day = _text(head, f"{R}IssueDateTime/{U}DateTimeString")

    def vat(party: ElementTree.Element | None) -> str | None:
        ids = [] if party is None else party.findall(f"{R}SpecifiedTaxRegistration/{R}ID")
        return next(("".join((e.text or "").split("\n")).strip() for e in ids if e.get("schemeID") == "VA"), None)

    def line(at: ElementTree.Element) -> tuple[object, ...]:
        net = f"{R}SpecifiedLineTradeAgreement/{R}NetPriceProductTradePrice/{R}"
        base, price = _number(at, f"{net}BasisQuantity"), _number(at, f"{net}ChargeAmount")
        amount = f"{R}SpecifiedLineTradeSettlement/{R}SpecifiedTradeSettlementLineMonetarySummation/{R}LineTotalAmount"
        return (
            _text(at, f"{R}AssociatedDocumentLineDocument/{R}LineID"),
            _text(at, f"{R}SpecifiedTradeProduct/{R}Name"),
            _number(at, f"{R}SpecifiedLineTradeDelivery/{R}BilledQuantity"),
            price / base if price is not None and base else price,
            _number(at, amount),
        )

    return {
        "number": _text(head, f"{R}ID"),
        "issued_on": None if day is None else f"{day[:4]}-{day[4:6]}-{day[6:8]}",
        "currency": currency,
        "issuer": _text(seller, f"{R}Name"),
        "issuer_vat": vat(seller),
        "issuer_country": _text(seller, f"{R}PostalTradeAddress/{R}CountryID"),
        "recipient": _text(buyer, f"{R}Name"),
        "recipient_vat": vat(buyer),
        "lines_total": _number(total, f"{R}LineTotalAmount"),
        "net": _number(total, f"{R}TaxBasisTotalAmount"),
        "tax": None if tax is None else Decimal(str(tax.text).strip()),
        "gross": _number(total, f"{R}GrandTotalAmount"),
        "prepaid": _number(total, f"{R}TotalPrepaidAmount"),
        "payable": _number(total, f"{R}DuePayableAmount"),
        "preceding": _text(pay, f"{R}InvoiceReferencedDocument/{R}IssuerAssignedID"),
        "lines": [line(e) for e in ([] if trade is None else trade.findall(f"{R}IncludedSupplyChainTradeLineItem"))],
    }
