"""What a letter of authorization leaves open is unclear, and unclear is never wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.regime.document.build import BUYER, ON, facts, field, invoice, paper, party
from tests.regime.document.test_verdict import BRAND_CONFIRMS, OWNED, OWNER, POLICY, STRANGER, letter, letter_paper

from assay.regime.document.facts import ApplicationFacts, Paper
from assay.regime.document.reading import Letter
from assay.regime.document.verdict import judge
from assay.regime.terms import Outcome


def written(content: Letter, text: str, *, name: str = "letter.pdf") -> Paper:
    made = letter_paper(content, name=name, sha256=name.encode().hex().ljust(64, "0")[:64])
    assert made.reading is not None
    return replace(made, reading=replace(made.reading, text=text))


def letters(*papers: Paper, **changes: object) -> ApplicationFacts:
    return facts(*papers, brand=OWNED, goods=(), **changes)


def reasons(case: ApplicationFacts) -> list[tuple[str, str]]:
    return [(f.reason.value, f.weight) for f in judge(case, policy=POLICY, on=ON).findings]


def test_a_store_that_stands_on_the_letter_is_not_refused_for_another_name_that_was_read() -> None:
    text = "Aurelle authorization for Novara Moda S.r.l."
    assert reasons(letters(written(letter(OWNER, STRANGER), text))) == [("STORE_NOT_AUTHORIZED", "refer")]
    assert ("STORE_NOT_AUTHORIZED", "refuse") in reasons(letters(written(letter(OWNER, STRANGER), "Aurelle")))


@pytest.mark.parametrize(("text", "weight"), [("Aurelle, 2026-01-01 to 2027-12-31", "refer"), ("Aurelle", "refuse")])
def test_a_later_day_on_the_page_leaves_the_end_open(text: str, weight: str) -> None:
    ended = letter(OWNER, BUYER, valid_to=field("2026-01-01"))
    assert ("AUTHORIZATION_ENDED", weight) in reasons(letters(written(ended, text)))


@pytest.mark.parametrize(
    ("upper", "lower", "found"),
    [
        ("leather goods and accessories", "wallets", ("SCOPE_WIDENED", "refer")),
        ("belts", "handbags", ("SCOPE_WIDENED", "refuse")),
    ],
)
def test_a_family_of_goods_may_hold_what_another_letter_names(upper: str, lower: str, found: tuple[str, str]) -> None:
    chain = (
        written(letter(OWNER, STRANGER, goods=(field(upper),)), "Aurelle", name="1.pdf"),
        written(letter(STRANGER, BUYER, goods=(field(lower),)), "Aurelle", name="2.pdf"),
    )
    assert found in reasons(letters(*chain))


def test_a_place_that_nobody_knows_is_no_wider_place() -> None:
    def chain(place: str) -> ApplicationFacts:
        return letters(
            written(letter(OWNER, STRANGER, territories=(field("Deutschland"),)), "Aurelle", name="1.pdf"),
            written(letter(STRANGER, BUYER, territories=(field(place),)), "Aurelle", name="2.pdf"),
        )

    assert ("SCOPE_WIDENED", "refer") in reasons(chain("Bayern"))
    assert ("SCOPE_WIDENED", "refuse") in reasons(chain("France"))
    assert reasons(chain("Germany")) == []


def test_a_letter_that_names_no_territory_gives_what_the_one_above_it_gives() -> None:
    case = letters(
        written(letter(OWNER, STRANGER), "Aurelle", name="1.pdf"),
        written(letter(STRANGER, BUYER, territories=(), channels=()), "Aurelle", name="2.pdf"),
        answers=(BRAND_CONFIRMS,),
    )
    judgement = judge(case, policy=POLICY, on=ON)
    assert [(f.reason.value, f.weight) for f in judgement.findings] == [("LETTER_UNCLEAR", "refer")] * 2
    assert judgement.outcome is Outcome.ACCEPT
    assert judgement.right is not None
    assert (judgement.right.territories, judgement.right.channels) == (("EU",), ("online",))


def test_a_letter_to_a_supplier_who_stands_on_the_page_of_the_invoice_speaks_for_him() -> None:
    supplier = party("Lumen Distribution GmbH")
    unread = replace(invoice(issuer=party(vat_id="DE136695976")), text="Lumen Distribution GmbH\nNovara Moda S.r.l.")
    case = letters(paper(unread), written(letter(OWNER, supplier), "Aurelle"))
    assert "STORE_NOT_AUTHORIZED" not in {r for r, _ in reasons(case)}
    other = letters(paper(replace(unread, text="Novara Moda S.r.l.")), written(letter(OWNER, supplier), "Aurelle"))
    assert ("STORE_NOT_AUTHORIZED", "refuse") in reasons(other)


def test_the_author_read_as_the_one_who_is_authorized_leaves_it_open_and_the_brand_clears_it() -> None:
    text = "Hiermit ermächtigt die Maison Aurelle SA die Novara Moda S.r.l., Waren der Marke Aurelle zu verkaufen."
    case = letters(written(letter(OWNER, OWNER), text))
    assert ("LETTER_UNCLEAR", "refer") in reasons(case)
    assert "STORE_NOT_AUTHORIZED" not in {r for r, _ in reasons(case)}
    answered = judge(replace(case, answers=(BRAND_CONFIRMS,)), policy=POLICY, on=ON)
    assert answered.outcome is Outcome.ACCEPT


def test_a_word_of_the_sentence_is_no_other_company() -> None:
    said = letter(OWNER, replace(BUYER, name=field("not granted"), vat_id=None))
    assert reasons(letters(written(said, "Aurelle"))) == [("STORE_NOT_AUTHORIZED", "refer")]
    here = letters(written(said, "Aurelle authorizes Novara Moda S.r.l. Sub-authorization: not granted"))
    assert reasons(here) == [("LETTER_UNCLEAR", "refer")]
