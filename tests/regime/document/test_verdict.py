"""What the papers are worth together, who is asked, and what his answer settles."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from tests.regime.document.build import (
    BRAND,
    BUYER,
    DEALER,
    GOODS,
    ON,
    STORE,
    facts,
    field,
    invoice,
    line,
    paper,
    party,
)

from assay.policy.load import parse, shipped
from assay.regime.brand.register import Dealer, Mark
from assay.regime.document.facts import Answer, ApplicationFacts, Paper, from_json, to_json
from assay.regime.document.reading import Kind, Letter, Party
from assay.regime.document.verdict import judge
from assay.regime.terms import Outcome, StoreKind, Tier

POLICY = shipped()
TRUSTING = dict(POLICY.texts)["document"].replace("known_issuer = false", "known_issuer = true")
AFTER_THE_WINDOW = date(2026, 11, 28)
BRAND_CONFIRMS = Answer(question="brand", by="Aurelle", confirmed=True)
ISSUER_CONFIRMS = Answer(question="issuer:invoice.pdf", by="Lumen Distribution GmbH", confirmed=True)
STRANGER = party("Albatros Handels GmbH", "Am Markt 1, 28195 Bremen")


def outcome(case: ApplicationFacts, *, on: date = ON) -> str:
    return judge(case, policy=POLICY, on=on).outcome.value


def test_the_brand_and_the_issuer_whom_it_named_are_asked() -> None:
    judgement = judge(facts(paper(invoice())), policy=POLICY, on=ON)
    assert judgement.outcome is Outcome.REFER
    assert [(q.question, q.to.value, q.name, q.due) for q in judgement.questions] == [
        ("brand", "brand", "Aurelle", date(2026, 11, 27)),
        ("issuer:invoice.pdf", "issuer", "Lumen Distribution GmbH", date(2026, 11, 27)),
    ]


def test_nobody_is_asked_whom_only_the_paper_names() -> None:
    judgement = judge(facts(paper(invoice(issuer=STRANGER))), policy=POLICY, on=ON)
    assert [q.question for q in judgement.questions] == ["brand"]


def test_no_question_to_a_brand_shows_a_price() -> None:
    judgement = judge(facts(paper(invoice())), policy=POLICY, on=ON)
    assert "120" not in judgement.questions[0].asks
    assert "2380" not in judgement.questions[0].asks


@pytest.mark.parametrize("answer", [BRAND_CONFIRMS, ISSUER_CONFIRMS])
def test_one_confirmation_of_a_clean_paper_is_enough(answer: Answer) -> None:
    assert outcome(facts(paper(invoice()), answers=(answer,))) == "accept"


def test_silence_may_accept_a_known_issuer_by_policy_and_never_another() -> None:
    trusting = parse({**dict(POLICY.texts), "document": TRUSTING})
    for case, on, trusted in (
        (facts(paper(invoice())), ON, "refer"),
        (facts(paper(invoice())), AFTER_THE_WINDOW, "accept"),
        (facts(paper(invoice(issuer=STRANGER))), date(2027, 3, 1), "refer"),
    ):
        assert judge(case, policy=trusting, on=on).outcome.value == trusted
        assert outcome(case, on=on) == "refer"  # as the policy ships, a person decides


def test_the_brands_word_settles_an_unknown_issuer() -> None:
    case = facts(paper(invoice(issuer=STRANGER)), answers=(BRAND_CONFIRMS,))
    assert outcome(case) == "accept"


def test_an_answer_by_somebody_whom_nobody_asked_is_not_heard() -> None:
    friend = Answer(question="issuer:invoice.pdf", by="Albatros Handels GmbH", confirmed=True)
    assert outcome(facts(paper(invoice()), answers=(friend,))) == "refer"


def test_an_objection_with_ground_and_evidence_refuses() -> None:
    objection = Answer(
        question="issuer:invoice.pdf",
        by="Lumen Distribution GmbH",
        confirmed=False,
        ground="not_issued",
        evidence="our books end at 0120",
    )
    judgement = judge(facts(paper(invoice()), answers=(objection,)), policy=POLICY, on=ON)
    assert (judgement.outcome, judgement.because) == (Outcome.REFUSE, "refused: ISSUER_OBJECTS")
    assert (judgement.right, judgement.lines, judgement.questions) == (None, (), ())


@pytest.mark.parametrize(
    ("ground", "evidence"), [("", ""), ("", "Not our dealer."), ("not_our_dealer", "see our list"), ("not_issued", "")]
)
def test_not_our_dealer_alone_is_no_ground(ground: str, evidence: str) -> None:
    objection = Answer(question="brand", by="Aurelle", confirmed=False, ground=ground, evidence=evidence)
    judgement = judge(facts(paper(invoice()), answers=(objection,)), policy=POLICY, on=ON)
    assert judgement.outcome is Outcome.REFER
    assert [f.reason.value for f in judgement.findings] == ["OBJECTION_WITHOUT_GROUND"]


def test_answers_that_contradict_each_other_go_to_a_person() -> None:
    objection = Answer(question="brand", by="Aurelle", confirmed=False)
    assert outcome(facts(paper(invoice()), answers=(ISSUER_CONFIRMS, objection))) == "refer"


def test_the_brand_cannot_say_who_bought() -> None:
    doubtful = invoice(recipient=party("Novara Moda Milano S.r.l."))
    assert outcome(facts(paper(doubtful), answers=(BRAND_CONFIRMS,))) == "refer"
    assert outcome(facts(paper(doubtful), answers=(ISSUER_CONFIRMS,))) == "accept"


def test_no_paper_is_refused_and_an_unread_one_waits() -> None:
    assert outcome(facts()) == "refuse"
    assert outcome(facts(paper(None, refusal="this PDF is encrypted."))) == "refuse"
    assert outcome(facts(paper(None, refusal="the reader stopped.", waiting=True))) == "refer"


def test_one_bad_paper_does_not_cost_the_others() -> None:
    slip = paper(invoice(kind=Kind.PACKING_SLIP), name="slip.pdf", sha256="cd" * 32)
    old = paper(invoice(number="99", issued_on="2024-01-01"), name="old.pdf", sha256="ef" * 32)
    judgement = judge(facts(paper(invoice()), slip, old, answers=(BRAND_CONFIRMS,)), policy=POLICY, on=ON)
    assert judgement.outcome is Outcome.ACCEPT
    assert judgement.right is not None
    assert dict(judgement.right.units) == {"2100": 10, "S90": 20}


def test_a_right_covers_no_more_than_was_asked_for_and_shown() -> None:
    few = (replace(GOODS[0], units=4), replace(GOODS[1], units=0))
    judgement = judge(facts(paper(invoice()), goods=few, answers=(BRAND_CONFIRMS,)), policy=POLICY, on=ON)
    assert judgement.right is not None
    assert dict(judgement.right.units) == {"2100": 4, "S90": 20}


def test_a_credit_note_takes_pieces_away() -> None:
    back = paper(
        invoice(kind=Kind.CREDIT_NOTE, number="GS-1", lines=(line("Aurelle Handbag Petite 2100", 6, "120.00"),)),
        name="credit.pdf",
        sha256="cd" * 32,
    )
    judgement = judge(facts(paper(invoice()), back), policy=POLICY, on=ON)
    assert judgement.right is not None
    assert dict(judgement.right.units) == {"2100": 4, "S90": 20}


def test_two_papers_of_one_name_are_told_apart() -> None:
    other = paper(invoice(number="RE-2026-0180", lines=(line("Aurelle Scarf Silk S90", 5, "40.00"),)), sha256="cd" * 32)
    judgement = judge(facts(paper(invoice()), other), policy=POLICY, on=ON)
    assert [q.question for q in judgement.questions] == ["brand", "issuer:invoice.pdf", "issuer:invoice.pdf (2)"]


def test_facts_that_were_stored_give_the_same_judgement() -> None:
    case = facts(paper(invoice()), answers=(ISSUER_CONFIRMS,))
    again = from_json(json.loads(json.dumps(to_json(case))))
    assert again == case
    assert judge(again, policy=POLICY, on=ON).to_json() == judge(case, policy=POLICY, on=ON).to_json()


def letter(authoriser: Party, authorised: Party, **changes: object) -> Letter:
    base = Letter(
        brand=field("Aurelle"),
        authoriser=authoriser,
        authorised=authorised,
        territories=(field("EU"),),
        channels=(field("online"),),
        may_pass_on=field("true"),
        valid_from=field("2026-01-01"),
        valid_to=field("2027-12-31"),
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def letter_paper(content: Letter, *, name: str = "letter.pdf", sha256: str = "cd" * 32) -> Paper:
    reading = replace(
        invoice(kind=Kind.LETTER_OF_AUTHORIZATION, lines=(), number=""), letter=content, text="Aurelle authorization"
    )
    return paper(reading, name=name, sha256=sha256)


OWNER = party("Aurelle Maison SA")
OWNED = replace(BRAND, owner=Dealer(legal_name="Aurelle Maison SA", level=0))


def letters(*contents: Letter, **changes: object) -> ApplicationFacts:
    papers = [letter_paper(c, name=f"letter-{i}.pdf", sha256=f"{i:064x}") for i, c in enumerate(contents)]
    return facts(*papers, brand=OWNED, goods=(), **changes)


def reasons(case: ApplicationFacts) -> list[tuple[str, str]]:
    return [(f.reason.value, f.weight) for f in judge(case, policy=POLICY, on=ON).findings]


def test_a_letter_from_the_owner_earns_its_territory_and_term() -> None:
    judgement = judge(letters(letter(OWNER, BUYER), answers=(BRAND_CONFIRMS,)), policy=POLICY, on=ON)
    assert (judgement.outcome, [f.reason.value for f in judgement.findings]) == (Outcome.ACCEPT, [])
    assert judgement.right is not None
    assert judgement.right.territories == ("EU",)
    assert judgement.right.channels == ("online",)
    assert judgement.right.authorized_until == date(2027, 12, 31)
    assert dict(judgement.right.units) == {}


def test_silence_never_accepts_a_letter_that_nobody_signed() -> None:
    assert outcome(letters(letter(OWNER, BUYER)), on=date(2026, 12, 20)) == "refer"


@pytest.mark.parametrize(
    ("contents", "found"),
    [
        ((letter(STRANGER, BUYER),), ("NOT_FROM_THE_OWNER", "refer")),
        ((letter(OWNER, STRANGER),), ("STORE_NOT_AUTHORIZED", "refuse")),
        ((letter(OWNER, BUYER, valid_to=field("2026-11-23")),), ("AUTHORIZATION_ENDED", "refuse")),
        ((letter(OWNER, BUYER, valid_from=field("2026-12-01")),), ("AUTHORIZATION_NOT_BEGUN", "refuse")),
        ((letter(OWNER, BUYER, valid_to=None),), ("LETTER_UNCLEAR", "refer")),
        ((letter(BUYER, BUYER),), ("SELF_AUTHORIZED", "refuse")),
        ((letter(STRANGER, BUYER), letter(OWNER, STRANGER, may_pass_on=field("false"))), ("MAY_NOT_PASS_ON", "refuse")),
        (
            (letter(STRANGER, BUYER), letter(OWNER, STRANGER, territories=(field("DE"),))),
            ("SCOPE_WIDENED", "refuse"),
        ),
        ((letter(STRANGER, BUYER), letter(BUYER, STRANGER)), ("CHAIN_LOOPS", "refuse")),
        ((letter(OWNER, BUYER, brand=field("Velmont")),), ("LETTER_UNCLEAR", "refer")),
    ],
)
def test_a_chain_of_letters_breaks_at_its_weakest(contents: tuple[Letter, ...], found: tuple[str, str]) -> None:
    assert found in reasons(letters(*contents))


def test_a_chain_that_holds_is_followed_to_the_owner() -> None:
    chain = (letter(STRANGER, BUYER, territories=(field("IT"),)), letter(OWNER, STRANGER))
    assert reasons(letters(*chain)) == []


def test_a_dealer_whom_a_letter_forbids_to_pass_it_on_cannot_though_the_register_knows_him() -> None:
    chain = (letter(DEALER, BUYER), letter(OWNER, DEALER, may_pass_on=field("false")))
    assert reasons(letters(*chain)) == [("MAY_NOT_PASS_ON", "refuse")]


def test_marks_that_are_not_the_brands_go_to_a_person() -> None:
    marked = replace(OWNED, marks=(Mark(office="EUIPO", number="018234567"),))
    case = letters(letter(OWNER, BUYER, marks=(field("EUIPO 018999999"),)))
    assert reasons(replace(case, brand=marked)) == [("MARK_NOT_OF_THE_BRAND", "refer")]
    case = letters(letter(OWNER, BUYER, marks=(field("EUTM No. 018234567"), field("EUIPO 018999999"))))
    assert reasons(replace(case, brand=marked)) == []


def test_a_flagship_of_the_mall_stands_next_to_the_owner() -> None:
    flagship = replace(STORE, kind=StoreKind.FLAGSHIP)
    chain = (letter(STRANGER, BUYER, territories=(field("IT"),)), letter(OWNER, STRANGER))
    assert reasons(letters(*chain, tier=Tier.MALL, store=flagship)) == [("CHAIN_TOO_LONG", "refuse")]
    assert reasons(letters(letter(OWNER, BUYER), tier=Tier.MALL, store=flagship)) == []


def test_a_mall_store_shows_its_place_in_the_chain() -> None:
    case = facts(paper(invoice(issuer=STRANGER)), tier=Tier.MALL)
    assert ("NOT_FROM_THE_OWNER", "refer") in reasons(case)
    multi = facts(paper(invoice()), tier=Tier.MALL, store=replace(STORE, kind=StoreKind.MULTI_BRAND))
    assert reasons(multi) == []


def test_a_letter_for_the_supplier_speaks_for_its_invoice() -> None:
    supplier = letter_paper(letter(OWNER, STRANGER), name="letter.pdf")
    case = facts(paper(invoice(issuer=STRANGER)), supplier, brand=OWNED)
    assert reasons(case) == [("ISSUER_UNKNOWN", "refer")]


def test_dealers_are_known_by_number_or_name() -> None:
    renamed = replace(DEALER, name=field("LUMEN DISTRIBUTION Gesellschaft mit beschränkter Haftung"))
    assert reasons(facts(paper(invoice(issuer=renamed)))) == []
