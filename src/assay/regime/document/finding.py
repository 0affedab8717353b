"""What can be wrong with a paper, and how is it said?

A judgement never comes bare: it carries its reason, what was seen, what is allowed, what would mend it, and the place on the page. Missing or
unclear is never the same as wrong: those reasons have words of their own, and the policy gives them a weight of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assay.policy.schema.document import DocumentPolicy, Weight
from assay.regime.document.reading import Box


class Reason(StrEnum):
    """Every reason that a finding about papers can give; `TITLES` says each in plain words."""

    NO_PAPER = "NO_PAPER"
    PAPER_UNREADABLE = "PAPER_UNREADABLE"
    READING_UNSURE = "READING_UNSURE"
    PAPER_IS_NO_PROOF = "PAPER_IS_NO_PROOF"
    DATE_MISSING = "DATE_MISSING"
    INVOICE_TOO_OLD = "INVOICE_TOO_OLD"
    INVOICE_FROM_THE_FUTURE = "INVOICE_FROM_THE_FUTURE"
    NUMBER_MISSING = "NUMBER_MISSING"
    BUYER_MISSING = "BUYER_MISSING"
    BUYER_DOUBTFUL = "BUYER_DOUBTFUL"
    BUYER_IS_ANOTHER = "BUYER_IS_ANOTHER"
    ISSUER_IS_THE_BUYER = "ISSUER_IS_THE_BUYER"
    ISSUER_UNKNOWN = "ISSUER_UNKNOWN"
    LINE_AMOUNT_WRONG = "LINE_AMOUNT_WRONG"
    SUM_OF_LINES_WRONG = "SUM_OF_LINES_WRONG"
    TAX_WRONG = "TAX_WRONG"
    GROSS_TOTAL_WRONG = "GROSS_TOTAL_WRONG"
    TOTALS_MISSING = "TOTALS_MISSING"
    PAGE_AND_XML_DIFFER = "PAGE_AND_XML_DIFFER"
    SAME_FILE_USED_BEFORE = "SAME_FILE_USED_BEFORE"
    SAME_INVOICE_USED_BEFORE = "SAME_INVOICE_USED_BEFORE"
    SAME_NUMBER_OTHER_CONTENT = "SAME_NUMBER_OTHER_CONTENT"
    BRAND_NOT_NAMED = "BRAND_NOT_NAMED"
    UNITS_NOT_COVERED = "UNITS_NOT_COVERED"
    BRAND_OBJECTS = "BRAND_OBJECTS"


TITLES: dict[Reason, str] = {
    Reason.NO_PAPER: "No paper was handed in",
    Reason.PAPER_UNREADABLE: "The paper cannot be read",
    Reason.READING_UNSURE: "A field of the paper is not clear enough",
    Reason.PAPER_IS_NO_PROOF: "This kind of paper does not prove a purchase",
    Reason.DATE_MISSING: "The paper shows no date",
    Reason.INVOICE_TOO_OLD: "The invoice is too old",
    Reason.INVOICE_FROM_THE_FUTURE: "The invoice is dated ahead",
    Reason.NUMBER_MISSING: "The paper shows no number",
    Reason.BUYER_MISSING: "The paper shows no buyer",
    Reason.BUYER_DOUBTFUL: "The buyer may be somebody else",
    Reason.BUYER_IS_ANOTHER: "The buyer on the paper is not this store",
    Reason.ISSUER_IS_THE_BUYER: "Issuer and buyer are the same",
    Reason.ISSUER_UNKNOWN: "The register does not know the issuer",
    Reason.LINE_AMOUNT_WRONG: "A line does not multiply out",
    Reason.SUM_OF_LINES_WRONG: "The lines do not add up to the net total",
    Reason.TAX_WRONG: "The tax does not follow from its base and rate",
    Reason.GROSS_TOTAL_WRONG: "Net and tax do not add up to the gross total",
    Reason.TOTALS_MISSING: "The paper shows no totals to check",
    Reason.PAGE_AND_XML_DIFFER: "The page and the embedded data say different things",
    Reason.SAME_FILE_USED_BEFORE: "The same file was handed in before",
    Reason.SAME_INVOICE_USED_BEFORE: "The same invoice was handed in before",
    Reason.SAME_NUMBER_OTHER_CONTENT: "An invoice with this number was handed in with other content",
    Reason.BRAND_NOT_NAMED: "No line names the brand",
    Reason.UNITS_NOT_COVERED: "The papers show fewer pieces than were applied for",
    Reason.BRAND_OBJECTS: "The brand objects, with evidence",
}


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that was found. `paper` is the file's name, empty for the application as a whole."""

    reason: Reason
    weight: Weight
    paper: str
    seen: str
    allowed: str
    mend: str
    where: Box | None = None


def weigh(reason: Reason, *, policy: DocumentPolicy) -> Weight:
    """What the policy makes of this reason; a reason that it does not name goes to a person."""
    return policy.weights.get(reason.value, "refer")
