"""What is found on one paper, looked at by itself?

Each kind of paper has its own questions, in this order; the findings do not know one another.

    invoice, receipt, credit note   kind completeness age parties (else identity issuer) numbers goods price arithmetic page_and_xml sequence
    letter of authorization         kind (its chain is followed for all letters together)
    certificate of registration     certificate
    every paper                     credential signature revisions reuse
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assay.policy.schema import Policy
from assay.regime.brand.standing import Known, known_as
from assay.regime.document.facts import ApplicationFacts, Paper
from assay.regime.document.finding import Finding, Reason, found
from assay.regime.document.findings.age import age
from assay.regime.document.findings.arithmetic import arithmetic
from assay.regime.document.findings.cancelled import cancelled
from assay.regime.document.findings.chain import certificate
from assay.regime.document.findings.completeness import completeness
from assay.regime.document.findings.credential import credential
from assay.regime.document.findings.goods import goods
from assay.regime.document.findings.hidden import hidden
from assay.regime.document.findings.identity import identity
from assay.regime.document.findings.issuer import issuer, known_issuer, named
from assay.regime.document.findings.kind import kind
from assay.regime.document.findings.numbers import numbers
from assay.regime.document.findings.page_and_xml import page_and_xml
from assay.regime.document.findings.parties import parties
from assay.regime.document.findings.price import price
from assay.regime.document.findings.reuse import reuse
from assay.regime.document.findings.revisions import revisions
from assay.regime.document.findings.sequence import sequence
from assay.regime.document.findings.signature import signature, signed_by_brand
from assay.regime.document.findings.style import style
from assay.regime.document.findings.tax_rate import tax_rate
from assay.regime.document.findings.third_company import third_company
from assay.regime.document.matching import Match, match_lines
from assay.regime.document.reading import Kind, Reading

NO_INVOICE = frozenset({Kind.LETTER_OF_AUTHORIZATION, Kind.TRADEMARK_CERTIFICATE})


@dataclass(frozen=True, kw_only=True)
class Examined:
    """One paper with all that was found on it. `signed`: an enrolled signer of the brand signed it; then it is the brand's own word."""

    paper: Paper
    reading: Reading
    known: Known | None
    matches: tuple[Match, ...]
    signed: bool
    findings: tuple[Finding, ...]

    @property
    def is_letter(self) -> bool:
        """Does it authorise somebody?"""
        return self.reading.letter is not None

    @property
    def is_credit_note(self) -> bool:
        """Does it take pieces away?"""
        return self.reading.kind.value == Kind.CREDIT_NOTE


def examine(paper: Paper, reading: Reading, *, facts: ApplicationFacts, policy: Policy, on: date) -> Examined:
    """Ask every question that a paper of this kind has to answer."""
    rules, name, brand = policy.document, paper.name, facts.brand
    known = known_issuer(reading, store=facts.store, brand=brand, policy=rules)
    matches = match_lines(reading.lines, brand=brand, goods=facts.goods)
    findings = [*kind(reading, paper=name, policy=rules)]
    no_proof = any(f.reason is Reason.PAPER_IS_NO_PROOF for f in findings)
    if reading.kind.value in NO_INVOICE:
        findings += certificate(reading, paper=name, store=facts.store, policy=rules)
    elif not no_proof:
        buyer = known_as(named(reading.recipient), brand=brand, same=rules.identity.same_name_score)
        findings += completeness(reading, paper=name, policy=rules)
        findings += age(reading, paper=name, policy=rules, on=on)
        unclear = parties(reading, paper=name, store=facts.store, known=known or buyer, policy=rules)
        findings += unclear
        if not unclear:
            findings += identity(
                reading, paper=name, store=facts.store, policy=rules, buyer_is_known_dealer=buyer is not None
            )
            findings += issuer(reading, paper=name, store=facts.store, brand=brand, policy=rules)
        findings += third_company(reading, paper=name, store=facts.store, brand=brand, policy=rules)
        findings += numbers(reading, paper=name, store=facts.store, policy=rules)
        findings += goods(reading, matches=matches, paper=name, brand=brand, policy=rules)
        findings += price(reading, matches=matches, paper=name, policy=rules, fx=policy.fx)
        findings += arithmetic(reading, paper=name, policy=rules)
        findings += tax_rate(
            reading,
            paper=name,
            store=facts.store,
            registered=known.dealer.country if known else "",
            policy=rules,
        )
        findings += cancelled(paper, earlier=facts.earlier, policy=rules, beside=facts.papers)
        findings += page_and_xml(reading, paper=name, policy=rules)
        findings += sequence(paper, earlier=facts.earlier, policy=rules)
        findings += style(paper, store=facts.store, earlier=facts.earlier, policy=rules)
    proven = credential(reading, paper=name, brand=brand, statuses=facts.statuses, policy=rules, on=on)
    findings += proven
    findings += signature(reading, paper=name, brand=brand, policy=rules, on=on)
    findings += revisions(reading, paper=name, policy=rules)
    findings += hidden(reading, paper=name, store=facts.store, brand=brand, policy=rules)
    findings += reuse(paper, store=facts.store, earlier=facts.earlier, policy=rules)
    return Examined(
        paper=paper,
        reading=reading,
        known=known,
        matches=matches,
        signed=signed_by_brand(reading, brand=brand, on=on)
        or any(f.reason is Reason.SIGNED_BY_AN_ENROLLED_SIGNER for f in proven),
        findings=tuple(findings),
    )


def unread(paper: Paper, *, policy: Policy) -> Finding | None:
    """A finding where the paper could not be read; a reader that failed may succeed yet, and is not held against the seller."""
    if paper.reading is not None:
        return None
    return found(
        Reason.PAPER_NOT_YET_READABLE if paper.waiting else Reason.PAPER_UNREADABLE,
        policy=policy.document,
        paper=paper.name,
        seen=paper.refusal or "the paper could not be read",
        allowed="a paper that can be read",
        mend=paper.mend or "Hand in the original file.",
    )
