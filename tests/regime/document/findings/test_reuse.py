"""A paper that comes again is known again, whatever was changed on it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.regime.document.build import BUYER, DEALER, LINES, ON, facts, field, invoice, line, paper, party

from assay.policy.load import shipped
from assay.regime.document import traces
from assay.regime.document.facts import Answer, ApplicationFacts, EarlierTrace, Paper
from assay.regime.document.reading import Reading
from assay.regime.document.verdict import judge

OTHER = party("Bottega Lineare S.r.l.", "Via Po 9, 10123 Torino", vat_id="IT12345670017")
MORE = (*LINES, line("Aurelle Belt Classic B31", 7, "55.00"))


def left(*papers: Paper, store: str = "s-2", outcome: str = "", brand: str = "aurelle") -> tuple[EarlierTrace, ...]:
    """What these papers left behind when `store` handed them in."""
    return tuple(
        EarlierTrace(
            kind=t.kind,
            key=t.key,
            value=t.value,
            store_id=store,
            application="a-0",
            paper=p.name,
            brand_id=brand,
            outcome=outcome,
        )
        for p in papers
        for t in traces.traces_of(p)
    )


def found_in(reading: Reading, earlier: tuple[EarlierTrace, ...], *, sha256: str = "cd" * 32) -> list[tuple[str, str]]:
    case: ApplicationFacts = facts(paper(reading, sha256=sha256), earlier=earlier)
    return [(f.reason.value, f.weight) for f in judge(case, policy=shipped(), on=ON).findings]


@pytest.mark.parametrize(("outcome", "weight"), [("accept", "refuse"), ("refuse", "refer"), ("", "refer")])
def test_a_paper_of_another_store_is_refused_only_where_it_backs_a_right(outcome: str, weight: str) -> None:
    same = left(paper(invoice()), outcome=outcome)
    assert found_in(invoice(), same, sha256="ab" * 32) == [("SAME_FILE_USED_BEFORE", weight)]
    assert found_in(invoice(), same) == [("SAME_INVOICE_USED_BEFORE", weight)]
    other = left(paper(invoice(recipient=OTHER)), outcome=outcome)
    assert found_in(invoice(), other) == [("SAME_NUMBER_OTHER_CONTENT", weight)]


def test_the_issuer_says_whose_invoice_it_is() -> None:
    confirmed = (Answer(question="issuer:invoice.pdf", by="Lumen Distribution GmbH", confirmed=True),)
    thief = left(paper(invoice(recipient=OTHER)), outcome="refuse")
    case = facts(paper(invoice(), sha256="cd" * 32), earlier=thief, answers=confirmed)
    assert judge(case, policy=shipped(), on=ON).outcome == "accept"


def test_the_same_lines_under_another_number_go_to_a_person() -> None:
    before = left(paper(invoice(recipient=OTHER, lines=MORE, number="RE-2026-0100")))
    found = found_in(invoice(lines=MORE), before)
    assert ("SAME_LINES_ELSEWHERE", "refer") in found


def test_the_same_order_twice_on_other_days_is_no_sign() -> None:
    one = (line("Aurelle Handbag Petite 2100", 10, "120.00"),)
    before = left(paper(invoice(recipient=OTHER, lines=one, number="RE-2026-0100", issued_on="2026-09-01")))
    assert ("SAME_LINES_ELSEWHERE", "refer") not in found_in(invoice(lines=one), before)


def test_a_store_may_hand_in_its_own_paper_again() -> None:
    assert found_in(invoice(), left(paper(invoice()), store="s-1"), sha256="ab" * 32) == []


def test_an_account_that_another_issuer_printed_goes_to_a_person() -> None:
    stranger = replace(DEALER, name=field("Albatros Handels GmbH"), vat_id=None, address=None)
    other_lines = (line("Aurelle Scarf Silk S90", 3, "40.00"),)
    before = left(paper(invoice(issuer=stranger, recipient=OTHER, number="A-1", lines=other_lines)))
    assert ("BANK_ACCOUNT_OF_ANOTHER", "refer") in found_in(invoice(), before)


def test_a_higher_number_on_an_earlier_day_goes_to_a_person() -> None:
    other_lines = (line("Aurelle Scarf Silk S90", 3, "40.00"),)
    before = left(paper(invoice(recipient=OTHER, number="RE-2026-0100", issued_on="2026-11-01", lines=other_lines)))
    assert found_in(invoice(number="RE-2026-0173", issued_on="2026-10-02"), before) == [("SEQUENCE_BROKEN", "refer")]
    assert found_in(invoice(number="RE-2026-0090", issued_on="2026-10-02"), before) == []


def test_lines_that_back_a_right_earn_nothing_again() -> None:
    mine = paper(invoice())
    backing = tuple(
        EarlierTrace(
            kind=traces.LINE, key=key, value="", store_id="s-1", application="a-0", paper="x", outcome="accept"
        )
        for key in traces.line_keys(mine)
    )
    judgement = judge(facts(mine, earlier=backing), policy=shipped(), on=ON)
    assert [(f.reason.value, f.weight) for f in judgement.findings] == [
        ("LINES_ALREADY_COUNTED", "refer"),
    ]
    assert judgement.right is None
    assert judgement.lines == ()


def test_the_same_papers_decided_the_other_way_raise_an_alarm() -> None:
    old = paper(invoice(kind=invoice().kind.value))
    quote = paper(replace(invoice(), kind=field("quote")), sha256="ab" * 32)
    judgement = judge(facts(quote, earlier=left(old, store="s-1", outcome="accept")), policy=shipped(), on=ON)
    assert judgement.outcome == "refer"
    assert judgement.findings[-1].reason == "DECIDED_OTHERWISE_BEFORE"
    assert judgement.findings[-1].seen == "a-0: accept; now: refuse"


def test_a_paper_that_has_become_too_old_was_decided_rightly_both_times() -> None:
    old = paper(invoice(number="4711", issued_on="2025-01-02"))
    judgement = judge(facts(old, earlier=left(old, store="s-1", outcome="accept")), policy=shipped(), on=ON)
    assert judgement.outcome == "refuse"


def test_nearly_the_same_text_of_another_store_goes_to_a_person() -> None:
    words = " ".join(f"word{i}" for i in range(400))
    theirs = invoice(recipient=OTHER, number="RE-2026-0100", lines=LINES[:1], text=words + " Bottega Lineare 0100")
    mine = invoice(text=words + " Novara Moda S.r.l. 0173")
    assert ("SAME_TEXT_ELSEWHERE", "refer") in found_in(mine, left(paper(theirs)))
    another = invoice(text=" ".join(f"else{i}" for i in range(400)) + " Novara Moda S.r.l.")
    assert ("SAME_TEXT_ELSEWHERE", "refer") not in found_in(another, left(paper(theirs)))


def test_a_paper_twice_in_one_application_counts_once() -> None:
    judgement = judge(facts(paper(invoice()), paper(invoice(), name="copy.pdf")), policy=shipped(), on=ON)
    assert [(f.reason.value, f.paper) for f in judgement.findings] == [("SAME_PAPER_TWICE", "copy.pdf")]
    assert judgement.right is not None
    assert dict(judgement.right.units) == {"2100": 10, "S90": 20}


def test_every_key_fits_its_column_and_shows_nothing_of_the_paper() -> None:
    for trace in traces.traces_of(paper(invoice(recipient=BUYER))):
        assert len(trace.key) == 64
        assert len(trace.value) <= 64
