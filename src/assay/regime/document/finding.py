"""What can be wrong with a paper, and how is it said?

A judgement never comes bare: it carries its reason, what was seen, what is allowed, what would mend it, and the place on the page. Missing or
unclear is never the same as wrong: those reasons have words of their own, and the policy gives them a weight of their own. A finding that rests on a
field which the reader was not sure of never refuses; it goes to a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assay.policy.schema.document import DocumentPolicy, Weight
from assay.regime.document.reading import Box, Field


class Reason(StrEnum):
    """Every reason that a finding about papers can give; `TITLES` says each in plain words."""

    NO_PAPER = "NO_PAPER"
    PAPER_UNREADABLE = "PAPER_UNREADABLE"
    PAPER_NOT_YET_READABLE = "PAPER_NOT_YET_READABLE"
    READING_UNSURE = "READING_UNSURE"
    PAPER_IS_NO_PROOF = "PAPER_IS_NO_PROOF"
    CANCELLED = "CANCELLED"
    KIND_UNCLEAR = "KIND_UNCLEAR"
    SEVERAL_PAPERS_IN_ONE = "SEVERAL_PAPERS_IN_ONE"
    DATE_MISSING = "DATE_MISSING"
    INVOICE_TOO_OLD = "INVOICE_TOO_OLD"
    INVOICE_FROM_THE_FUTURE = "INVOICE_FROM_THE_FUTURE"
    DATES_DISAGREE = "DATES_DISAGREE"
    NUMBER_MISSING = "NUMBER_MISSING"
    NUMBER_AND_DATE_DISAGREE = "NUMBER_AND_DATE_DISAGREE"
    SEQUENCE_BROKEN = "SEQUENCE_BROKEN"
    LINES_MISSING = "LINES_MISSING"
    BUYER_MISSING = "BUYER_MISSING"
    BUYER_DOUBTFUL = "BUYER_DOUBTFUL"
    BUYER_IS_ANOTHER = "BUYER_IS_ANOTHER"
    BUYER_ADDRESS_DIFFERS = "BUYER_ADDRESS_DIFFERS"
    BUYER_TAX_NUMBER_DIFFERS = "BUYER_TAX_NUMBER_DIFFERS"
    PARTIES_UNCLEAR = "PARTIES_UNCLEAR"
    THIRD_COMPANY_NAMED = "THIRD_COMPANY_NAMED"
    ISSUER_MISSING = "ISSUER_MISSING"
    ISSUER_UNKNOWN = "ISSUER_UNKNOWN"
    ISSUER_IS_THE_BUYER = "ISSUER_IS_THE_BUYER"
    ISSUER_AT_THE_BUYERS_ADDRESS = "ISSUER_AT_THE_BUYERS_ADDRESS"
    ISSUER_DIFFERS_FROM_REGISTER = "ISSUER_DIFFERS_FROM_REGISTER"
    ISSUER_MOVED = "ISSUER_MOVED"
    TAX_NUMBER_INVALID = "TAX_NUMBER_INVALID"
    BANK_ACCOUNT_INVALID = "BANK_ACCOUNT_INVALID"
    COUNTRIES_DISAGREE = "COUNTRIES_DISAGREE"
    LINE_AMOUNT_WRONG = "LINE_AMOUNT_WRONG"
    SUM_OF_LINES_WRONG = "SUM_OF_LINES_WRONG"
    ALLOWANCES_WRONG = "ALLOWANCES_WRONG"
    NET_TOTAL_WRONG = "NET_TOTAL_WRONG"
    TAX_WRONG = "TAX_WRONG"
    TAX_RATE_UNKNOWN = "TAX_RATE_UNKNOWN"
    GROSS_TOTAL_WRONG = "GROSS_TOTAL_WRONG"
    PAYABLE_WRONG = "PAYABLE_WRONG"
    TOTALS_MISSING = "TOTALS_MISSING"
    E_INVOICE_RULE_BROKEN = "E_INVOICE_RULE_BROKEN"
    PAGE_AND_XML_DIFFER = "PAGE_AND_XML_DIFFER"
    SAME_PAPER_TWICE = "SAME_PAPER_TWICE"
    SAME_FILE_USED_BEFORE = "SAME_FILE_USED_BEFORE"
    SAME_INVOICE_USED_BEFORE = "SAME_INVOICE_USED_BEFORE"
    SAME_NUMBER_OTHER_CONTENT = "SAME_NUMBER_OTHER_CONTENT"
    SAME_LINES_ELSEWHERE = "SAME_LINES_ELSEWHERE"
    SAME_TEXT_ELSEWHERE = "SAME_TEXT_ELSEWHERE"
    SAME_LAYOUT_OTHER_ISSUER = "SAME_LAYOUT_OTHER_ISSUER"
    LAYOUT_UNLIKE_THE_ISSUERS = "LAYOUT_UNLIKE_THE_ISSUERS"
    BANK_ACCOUNT_OF_ANOTHER = "BANK_ACCOUNT_OF_ANOTHER"
    LINES_ALREADY_COUNTED = "LINES_ALREADY_COUNTED"
    DECIDED_OTHERWISE_BEFORE = "DECIDED_OTHERWISE_BEFORE"
    BRAND_NOT_NAMED = "BRAND_NOT_NAMED"
    BRAND_NOT_ON_THE_LINES = "BRAND_NOT_ON_THE_LINES"
    GOODS_NOT_NAMED = "GOODS_NOT_NAMED"
    GTIN_INVALID = "GTIN_INVALID"
    GTIN_IS_ANOTHERS = "GTIN_IS_ANOTHERS"
    GTIN_NOT_REGISTERED = "GTIN_NOT_REGISTERED"
    UNITS_NOT_COVERED = "UNITS_NOT_COVERED"
    GOODS_NOT_FOR_SALE = "GOODS_NOT_FOR_SALE"
    PRICE_FAR_BELOW_REFERENCE = "PRICE_FAR_BELOW_REFERENCE"
    PRICE_FAR_ABOVE_REFERENCE = "PRICE_FAR_ABOVE_REFERENCE"
    REVISED_AFTER_MAKING = "REVISED_AFTER_MAKING"
    REVISED_WITHOUT_CHANGE = "REVISED_WITHOUT_CHANGE"
    HIDDEN_TEXT = "HIDDEN_TEXT"
    HIDDEN_FIELDS = "HIDDEN_FIELDS"
    SIGNATURE_BROKEN = "SIGNATURE_BROKEN"
    SIGNATURE_LEAVES_OUT = "SIGNATURE_LEAVES_OUT"
    SIGNATURE_UNCLEAR = "SIGNATURE_UNCLEAR"
    SIGNER_NOT_ENROLLED = "SIGNER_NOT_ENROLLED"
    SIGNED_BY_AN_ENROLLED_SIGNER = "SIGNED_BY_AN_ENROLLED_SIGNER"
    CREDENTIAL_INVALID = "CREDENTIAL_INVALID"
    CREDENTIAL_STATUS_UNKNOWN = "CREDENTIAL_STATUS_UNKNOWN"
    LETTER_UNCLEAR = "LETTER_UNCLEAR"
    LETTER_FOR_ANOTHER_BRAND = "LETTER_FOR_ANOTHER_BRAND"
    MARK_NOT_OF_THE_BRAND = "MARK_NOT_OF_THE_BRAND"
    NOT_FROM_THE_OWNER = "NOT_FROM_THE_OWNER"
    STORE_NOT_AUTHORIZED = "STORE_NOT_AUTHORIZED"
    AUTHORIZATION_ENDED = "AUTHORIZATION_ENDED"
    AUTHORIZATION_NOT_BEGUN = "AUTHORIZATION_NOT_BEGUN"
    AUTHORIZATION_TOO_SHORT = "AUTHORIZATION_TOO_SHORT"
    SCOPE_WIDENED = "SCOPE_WIDENED"
    MAY_NOT_PASS_ON = "MAY_NOT_PASS_ON"  # noqa: S105  no password
    CHAIN_TOO_LONG = "CHAIN_TOO_LONG"
    CHAIN_LOOPS = "CHAIN_LOOPS"
    SELF_AUTHORIZED = "SELF_AUTHORIZED"
    GOODS_NOT_AUTHORIZED = "GOODS_NOT_AUTHORIZED"
    CERTIFICATE_OF_ANOTHER = "CERTIFICATE_OF_ANOTHER"
    BRAND_OBJECTS = "BRAND_OBJECTS"
    ISSUER_OBJECTS = "ISSUER_OBJECTS"
    OBJECTION_WITHOUT_GROUND = "OBJECTION_WITHOUT_GROUND"
    ANSWERS_CONTRADICT = "ANSWERS_CONTRADICT"
    STATED_OTHERWISE = "STATED_OTHERWISE"


TITLES: dict[Reason, str] = {
    Reason.NO_PAPER: "No paper was handed in",
    Reason.PAPER_UNREADABLE: "The paper cannot be read",
    Reason.PAPER_NOT_YET_READABLE: "The paper took too long to read",
    Reason.READING_UNSURE: "A field of the paper is not clear enough",
    Reason.PAPER_IS_NO_PROOF: "This kind of paper does not prove a purchase",
    Reason.CANCELLED: "The invoice was cancelled, or is a cancellation",
    Reason.KIND_UNCLEAR: "It is not clear what kind of paper this is",
    Reason.SEVERAL_PAPERS_IN_ONE: "The file holds more than one paper",
    Reason.DATE_MISSING: "The paper shows no date",
    Reason.INVOICE_TOO_OLD: "The invoice is too old",
    Reason.INVOICE_FROM_THE_FUTURE: "The invoice is dated ahead",
    Reason.DATES_DISAGREE: "The dates on the paper contradict each other",
    Reason.NUMBER_MISSING: "The paper shows no number",
    Reason.NUMBER_AND_DATE_DISAGREE: "The number names another time than the date",
    Reason.SEQUENCE_BROKEN: "The number does not fit the issuer's other papers",
    Reason.LINES_MISSING: "The paper shows no lines",
    Reason.BUYER_MISSING: "The paper shows no buyer",
    Reason.BUYER_DOUBTFUL: "The buyer may be somebody else",
    Reason.BUYER_IS_ANOTHER: "The buyer on the paper is not this store",
    Reason.BUYER_ADDRESS_DIFFERS: "The buyer's address is not the store's",
    Reason.BUYER_TAX_NUMBER_DIFFERS: "The buyer's tax number is not the store's",
    Reason.THIRD_COMPANY_NAMED: "The paper bears the tax number of a third company",
    Reason.PARTIES_UNCLEAR: "It is not clear who issued the paper and who bought",
    Reason.ISSUER_MISSING: "The paper shows no issuer",
    Reason.ISSUER_UNKNOWN: "The register does not know the issuer",
    Reason.ISSUER_IS_THE_BUYER: "Issuer and buyer are the same",
    Reason.ISSUER_AT_THE_BUYERS_ADDRESS: "Issuer and store have one address",
    Reason.ISSUER_DIFFERS_FROM_REGISTER: "The issuer's details are not those of the register",
    Reason.ISSUER_MOVED: "The issuer's numbers are those of the register, its address is another",
    Reason.TAX_NUMBER_INVALID: "A tax number cannot exist",
    Reason.BANK_ACCOUNT_INVALID: "A bank account cannot exist",
    Reason.COUNTRIES_DISAGREE: "Address, tax number and bank name different countries",
    Reason.LINE_AMOUNT_WRONG: "A line does not multiply out",
    Reason.SUM_OF_LINES_WRONG: "The lines do not add up",
    Reason.ALLOWANCES_WRONG: "Allowances or charges do not add up",
    Reason.NET_TOTAL_WRONG: "The net total does not follow from lines, allowances and charges",
    Reason.TAX_WRONG: "The tax does not follow from its base and rate",
    Reason.TAX_RATE_UNKNOWN: "The issuer's country has no such rate of tax at that time",
    Reason.GROSS_TOTAL_WRONG: "Net and tax do not add up to the gross total",
    Reason.PAYABLE_WRONG: "The amount to pay does not follow from the gross total",
    Reason.TOTALS_MISSING: "The paper shows no totals to check",
    Reason.E_INVOICE_RULE_BROKEN: "The e-invoice breaks a rule of EN 16931",
    Reason.PAGE_AND_XML_DIFFER: "The page and the embedded data say different things",
    Reason.SAME_PAPER_TWICE: "The same paper lies in this application twice",
    Reason.SAME_FILE_USED_BEFORE: "The same file was handed in before",
    Reason.SAME_INVOICE_USED_BEFORE: "The same invoice was handed in before",
    Reason.SAME_NUMBER_OTHER_CONTENT: "An invoice with this number was handed in with other content",
    Reason.SAME_LINES_ELSEWHERE: "The same lines stand on a paper of another store",
    Reason.SAME_TEXT_ELSEWHERE: "Nearly the same text stands on a paper of another store",
    Reason.SAME_LAYOUT_OTHER_ISSUER: "A paper of another issuer is laid out in the same way",
    Reason.LAYOUT_UNLIKE_THE_ISSUERS: "The issuer's other papers look and are worded otherwise",
    Reason.BANK_ACCOUNT_OF_ANOTHER: "The bank account stood on a paper of another issuer",
    Reason.LINES_ALREADY_COUNTED: "These lines back a right already",
    Reason.DECIDED_OTHERWISE_BEFORE: "The same paper was decided otherwise before",
    Reason.BRAND_NOT_NAMED: "The paper does not name the brand",
    Reason.BRAND_NOT_ON_THE_LINES: "The brand stands on the paper, but on no line",
    Reason.GOODS_NOT_NAMED: "Goods that were applied for stand on no line",
    Reason.GTIN_INVALID: "An article number cannot exist",
    Reason.GTIN_IS_ANOTHERS: "The article number belongs to another product",
    Reason.GTIN_NOT_REGISTERED: "The register knows these goods under another article number",
    Reason.UNITS_NOT_COVERED: "The papers show fewer pieces than were applied for",
    Reason.GOODS_NOT_FOR_SALE: "The line names no goods of the brand that are sold: an accessory to them, a sample, a tester",
    Reason.PRICE_FAR_BELOW_REFERENCE: "The price is far below what such goods cost",
    Reason.PRICE_FAR_ABOVE_REFERENCE: "The price is far above what such goods cost",
    Reason.REVISED_AFTER_MAKING: "The file was changed after it was made",
    Reason.REVISED_WITHOUT_CHANGE: "The file was written again, and says what it said",
    Reason.HIDDEN_TEXT: "The file holds words that nobody sees",
    Reason.HIDDEN_FIELDS: "Words that nobody sees name the store, the brand, goods or sums",
    Reason.SIGNATURE_BROKEN: "The signature does not hold",
    Reason.SIGNATURE_LEAVES_OUT: "The signature does not cover the whole file",
    Reason.SIGNATURE_UNCLEAR: "The signature cannot be judged",
    Reason.SIGNER_NOT_ENROLLED: "The brand has not enrolled this signer",
    Reason.SIGNED_BY_AN_ENROLLED_SIGNER: "A signer whom the brand has enrolled signed it",
    Reason.CREDENTIAL_INVALID: "The credential does not hold",
    Reason.CREDENTIAL_STATUS_UNKNOWN: "Whether the credential was withdrawn is not known",
    Reason.LETTER_UNCLEAR: "The letter does not say clearly who may sell what, or until when",
    Reason.LETTER_FOR_ANOTHER_BRAND: "The letter speaks of another brand",
    Reason.MARK_NOT_OF_THE_BRAND: "The letter names marks that are not the brand's",
    Reason.NOT_FROM_THE_OWNER: "The chain of letters does not begin with the owner of the mark",
    Reason.STORE_NOT_AUTHORIZED: "The letters authorize somebody else",
    Reason.AUTHORIZATION_ENDED: "The authorization has ended",
    Reason.AUTHORIZATION_NOT_BEGUN: "The authorization has not begun",
    Reason.AUTHORIZATION_TOO_SHORT: "The authorization is shorter than this tier asks",
    Reason.SCOPE_WIDENED: "A letter gives more than its author was given",
    Reason.MAY_NOT_PASS_ON: "The author of a letter may not authorize others",
    Reason.CHAIN_TOO_LONG: "Too many stand between the owner and the store",
    Reason.CHAIN_LOOPS: "The letters authorize in a circle",
    Reason.SELF_AUTHORIZED: "Somebody authorizes himself",
    Reason.GOODS_NOT_AUTHORIZED: "The letters do not cover goods that were applied for",
    Reason.CERTIFICATE_OF_ANOTHER: "The trade mark is not the store's",
    Reason.BRAND_OBJECTS: "The brand objects, with evidence",
    Reason.ISSUER_OBJECTS: "The issuer says that the paper is not as it issued it",
    Reason.OBJECTION_WITHOUT_GROUND: "An objection names no ground, or no evidence",
    Reason.ANSWERS_CONTRADICT: "One who was asked confirms, another objects",
    Reason.STATED_OTHERWISE: "The copy of one who was asked says something else",
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


def found(
    reason: Reason,
    *,
    policy: DocumentPolicy,
    paper: str = "",
    seen: str,
    allowed: str,
    mend: str,
    rests_on: tuple[Field | None, ...] = (),
    unsure: bool = False,
) -> Finding:
    """A finding with the policy's weight. `rests_on` are the fields that it was drawn from: the first with a box gives the place; where the
    reader was not sure of one of them (or the caller says `unsure`), it never refuses.
    """
    weight = weigh(reason, policy=policy)
    fields = [f for f in rests_on if f is not None]
    if weight == "refuse" and (unsure or any(f.confidence < policy.reading.sure_confidence for f in fields)):
        weight = "refer"
    where = next((f.box for f in fields if f.box is not None), None)
    return Finding(reason=reason, weight=weight, paper=paper, seen=seen, allowed=allowed, mend=mend, where=where)
