"""What does a Cross Industry Invoice say? CII D16B (Factur-X, ZUGFeRD 2.x, XRechnung) and its elder, ZUGFeRD 1.0.

Paths follow the CII syntax binding of EN 16931 (CEN/TS 16931-3-3). ZUGFeRD 1.0 says the same under other names, so each step of a path is
looked up under both. Namespaces differ between the versions and are not compared below the root.
"""

from __future__ import annotations

from collections.abc import Sequence

from assay.regime.document.extraction.tree import Element, Taker, field, kind_of_code
from assay.regime.document.extraction.ubl import added, per_piece
from assay.regime.document.reading import AllowanceCharge, Field, Kind, Line, Party, Reading, Tax, Totals

CII = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
ZUGFERD_1 = "urn:ferd:CrossIndustryDocument:invoice:1p0"
ROOTS = (f"{{{CII}}}CrossIndustryInvoice", f"{{{ZUGFERD_1}}}CrossIndustryDocument")

ELDER = {
    "ExchangedDocumentContext": "SpecifiedExchangedDocumentContext",
    "ExchangedDocument": "HeaderExchangedDocument",
    "SupplyChainTradeTransaction": "SpecifiedSupplyChainTradeTransaction",
    "ApplicableHeaderTradeAgreement": "ApplicableSupplyChainTradeAgreement",
    "ApplicableHeaderTradeDelivery": "ApplicableSupplyChainTradeDelivery",
    "ApplicableHeaderTradeSettlement": "ApplicableSupplyChainTradeSettlement",
    "SpecifiedLineTradeAgreement": "SpecifiedSupplyChainTradeAgreement",
    "SpecifiedLineTradeDelivery": "SpecifiedSupplyChainTradeDelivery",
    "SpecifiedLineTradeSettlement": "SpecifiedSupplyChainTradeSettlement",
    "SpecifiedTradeSettlementLineMonetarySummation": "SpecifiedTradeSettlementMonetarySummation",
    "SpecifiedTradeSettlementHeaderMonetarySummation": "SpecifiedTradeSettlementMonetarySummation",
    "RateApplicablePercent": "ApplicablePercent",
    "IssuerAssignedID": "ID",
}


class _Taker(Taker):
    """A Taker whose paths are of D16B and are translated where the tree is the elder."""

    def __init__(self, *, elder: bool) -> None:
        super().__init__({})
        self.elder = elder

    def path(self, path: str) -> str:
        return "/".join("{*}" + (ELDER.get(step, step) if self.elder else step) for step in path.split("/"))


def read_cii(root: Element, *, file: str, sha256: str) -> Reading:
    """The invoice in this tree; `root` is one of ROOTS."""
    take = _Taker(elder=root.tag == ROOTS[1])
    head = take.one(root, "ExchangedDocument")
    trade = take.one(root, "SupplyChainTradeTransaction")
    agreement = take.one(trade, "ApplicableHeaderTradeAgreement")
    delivery = take.one(trade, "ApplicableHeaderTradeDelivery")
    settlement = take.one(trade, "ApplicableHeaderTradeSettlement")
    sums = take.one(settlement, "SpecifiedTradeSettlementHeaderMonetarySummation")
    currency = take.text(settlement, "InvoiceCurrencyCode")
    return Reading(
        file=file,
        sha256=sha256,
        kind=kind_of_code(take.words(head, "TypeCode"), otherwise=Kind.INVOICE),
        number=take.text(head, "ID"),
        issued_on=take.day(head, "IssueDateTime/DateTimeString", "IssueDateTime/DateTime"),
        due=_due(take, settlement),
        delivered_on=take.day(delivery, "ActualDeliverySupplyChainEvent/OccurrenceDateTime/DateTimeString"),
        currency=currency,
        issuer=_party(
            take,
            take.one(agreement, "SellerTradeParty"),
            iban=take.text(
                settlement, "SpecifiedTradeSettlementPaymentMeans/PayeePartyCreditorFinancialAccount/IBANID"
            ),
        ),
        recipient=_party(take, take.one(agreement, "BuyerTradeParty")),
        lines=tuple(
            _line(take, e) for e in take.all(trade, "IncludedSupplyChainTradeLineItem") if not _is_note(take, e)
        ),
        allowances=tuple(_allowances(take, settlement)),
        taxes=tuple(_tax(take, e) for e in take.all(settlement, "ApplicableTradeTax")),
        totals=Totals(
            lines=take.amount(sums, "LineTotalAmount"),
            allowances=take.amount(sums, "AllowanceTotalAmount"),
            charges=take.amount(sums, "ChargeTotalAmount"),
            net=take.amount(sums, "TaxBasisTotalAmount"),
            tax=_tax_total(take, sums, currency),
            gross=take.amount(sums, "GrandTotalAmount"),
            prepaid=take.amount(sums, "TotalPrepaidAmount"),
            rounding=take.amount(sums, "RoundingAmount"),
            payable=take.amount(sums, "DuePayableAmount"),
        ),
        order=take.text(agreement, "BuyerOrderReferencedDocument/IssuerAssignedID"),
        preceding=take.text(settlement, "InvoiceReferencedDocument/IssuerAssignedID"),
        profile=take.words(root, "ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID"),
        problems=tuple(take.problems),
    )


def _due(take: Taker, settlement: Element | None) -> Field | None:
    """Payment terms may come in several rows (discount, instalments); the first that names a date counts."""
    for terms in take.all(settlement, "SpecifiedTradePaymentTerms"):
        if (day := take.day(terms, "DueDateDateTime/DateTimeString")) is not None:
            return day
    return None


def _tax_total(take: Taker, sums: Element | None, currency: Field | None) -> Field | None:
    """BT-110 in the invoice's currency; BT-111, in the accounting currency, has the same name."""
    found = take.all(sums, "TaxTotalAmount")
    own = [e for e in found if currency is not None and e.get("currencyID", "") == currency.value]
    return take.amount((own or found)[0], "") if found else None


def _party(take: Taker, at: Element | None, *, iban: Field | None = None) -> Party:
    vat = tax_number = None
    for registration in take.all(at, "SpecifiedTaxRegistration"):
        number = take.one(registration, "ID")
        if number is None:
            continue
        if number.get("schemeID", "") in ("VA", "VAT"):
            vat = vat or take.text(number, "")
        else:
            tax_number = tax_number or take.text(number, "")
    address = take.one(at, "PostalTradeAddress")
    return Party(
        name=take.text(at, "Name", "SpecifiedLegalOrganization/TradingBusinessName"),
        address=_address(take, address),
        street=take.text(address, "LineOne"),
        postcode=take.text(address, "PostcodeCode"),
        city=take.text(address, "CityName"),
        country=take.text(address, "CountryID"),
        vat_id=vat,
        tax_number=tax_number,
        registration=take.text(at, "SpecifiedLegalOrganization/ID"),
        iban=iban,
        email=take.text(
            at,
            "DefinedTradeContact/EmailURIUniversalCommunication/URIID",
            "DefinedTradeContact/EmailURIUniversalCommunication/CompleteNumber",
        ),
    )


def _address(take: Taker, at: Element | None) -> Field | None:
    street = [take.words(at, p) for p in ("LineOne", "LineTwo", "LineThree")]
    town = " ".join(w for w in (take.words(at, "PostcodeCode"), take.words(at, "CityName")) if w)
    return field(", ".join(w for w in (*street, town, take.words(at, "CountrySubDivisionName")) if w))


def _is_note(take: Taker, at: Element) -> bool:
    """ZUGFeRD 1.0 writes a remark between the lines as a line without number, quantity and product."""
    return not (
        take.words(at, "AssociatedDocumentLineDocument/LineID")
        or take.words(at, "SpecifiedTradeProduct/Name")
        or take.words(at, "SpecifiedLineTradeDelivery/BilledQuantity")
    )


def _line(take: Taker, at: Element) -> Line:
    product = take.one(at, "SpecifiedTradeProduct")
    price = take.one(at, "SpecifiedLineTradeAgreement/NetPriceProductTradePrice")
    quantity = take.one(at, "SpecifiedLineTradeDelivery/BilledQuantity")
    settlement = take.one(at, "SpecifiedLineTradeSettlement")
    standard = take.one(product, "GlobalID")
    return Line(
        position=take.text(at, "AssociatedDocumentLineDocument/LineID"),
        description=take.text(product, "Name"),
        details=take.text(product, "Description"),
        id=take.text(product, "SellerAssignedID", "BuyerAssignedID"),
        gtin=take.text(standard, "") if standard is not None and standard.get("schemeID", "") in ("0160", "") else None,
        quantity=take.amount(quantity, ""),
        unit=field(quantity.get("unitCode", "")) if quantity is not None else None,
        price=per_piece(take.amount(price, "ChargeAmount"), take.amount(price, "BasisQuantity")),
        amount=take.amount(settlement, "SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount"),
        allowance=_sum(take, settlement, charge=False),
        charge=_sum(take, settlement, charge=True),
        tax_category=take.text(settlement, "ApplicableTradeTax/CategoryCode"),
        tax_rate=take.amount(settlement, "ApplicableTradeTax/RateApplicablePercent"),
    )


def _is_charge(take: Taker, at: Element) -> bool:
    return take.words(at, "ChargeIndicator/Indicator").lower() in ("true", "1")


def _sum(take: Taker, at: Element | None, *, charge: bool) -> Field | None:
    rows = [e for e in take.all(at, "SpecifiedTradeAllowanceCharge") if _is_charge(take, e) is charge]
    found = [take.amount(e, "ActualAmount") for e in rows]
    return added([f for f in found if f is not None])


def _allowances(take: Taker, settlement: Element | None) -> Sequence[AllowanceCharge]:
    rows = [
        AllowanceCharge(
            is_charge=_is_charge(take, e),
            amount=take.amount(e, "ActualAmount"),
            base=take.amount(e, "BasisAmount"),
            percent=take.amount(e, "CalculationPercent"),
            reason=take.text(e, "Reason"),
            tax_category=take.text(e, "CategoryTradeTax/CategoryCode"),
            tax_rate=take.amount(e, "CategoryTradeTax/RateApplicablePercent"),
        )
        for e in take.all(settlement, "SpecifiedTradeAllowanceCharge")
    ]
    # Freight of ZUGFeRD 1.0 and of Factur-X EXTENDED; it is part of BT-108 like any other charge.
    rows += [
        AllowanceCharge(
            is_charge=True,
            amount=take.amount(e, "AppliedAmount"),
            reason=take.text(e, "Description"),
            tax_category=take.text(e, "AppliedTradeTax/CategoryCode"),
            tax_rate=take.amount(e, "AppliedTradeTax/RateApplicablePercent"),
        )
        for e in take.all(settlement, "SpecifiedLogisticsServiceCharge")
    ]
    return rows


def _tax(take: Taker, at: Element) -> Tax:
    return Tax(
        category=take.text(at, "CategoryCode"),
        rate=take.amount(at, "RateApplicablePercent"),
        base=take.amount(at, "BasisAmount"),
        amount=take.amount(at, "CalculatedAmount"),
    )
