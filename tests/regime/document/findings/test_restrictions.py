"""Does a letter that takes back in a sentence what it gives go to a person, and an ordinary one not?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.regime.document.build import invoice

from assay.policy.load import shipped
from assay.regime.document.facts import Goods
from assay.regime.document.findings.restrictions import restrictions

POLICY = shipped().document


def said(text: str, *, units: int = 0) -> list[tuple[str, str]]:
    letter = replace(invoice(), text=text)
    found = restrictions(letter, paper="letter.pdf", goods=(Goods(name="Bag", units=units),), policy=POLICY)
    return [(f.reason.value, f.weight) for f in found]


@pytest.mark.parametrize(
    "sentence",
    [
        "The products may be displayed at trade fairs only and must not be sold.",
        "Permitted channels: physical retail shops only; online sales are not permitted.",
        "This authorisation was withdrawn with effect from 1 March 2026.",
        "Sales through online marketplaces of third parties are excluded.",
        "DRAFT",
        "Der Onlineverkauf ist ausgeschlossen.",
        "本授权已撤销。",
        "It ends unless it is renewed. It was revoked on 1 March 2026.",
    ],
)
def test_a_letter_that_takes_back_what_it_gives_goes_to_a_person(sentence: str) -> None:
    assert said(f"We authorize Shop GmbH to sell. {sentence}") == [("GOODS_NOT_AUTHORIZED", "refer")]


@pytest.mark.parametrize(
    "sentence",
    [
        "The products may not be sold outside the territory.",
        "This letter may be revoked on thirty days' notice.",
        "It is not valid without the seal of the company.",
        "It remains valid until it is revoked in writing.",
        "It is valid until 31 December 2027 unless it is terminated earlier by either party.",
        "Sie gilt, solange sie nicht schriftlich wurde widerrufen.",
        "除非本授权已撤销，否则有效。",
        "Permitted channels: online shops, online marketplaces and physical retail shops.",
    ],
)
def test_an_ordinary_clause_takes_back_nothing(sentence: str) -> None:
    assert said(f"We authorize Shop GmbH to sell. {sentence}") == []


def test_a_letter_for_so_many_pieces_is_for_no_more() -> None:
    sentence = "This authorisation is limited to a total of 1,000 pieces."
    assert said(sentence, units=1_000) == []
    assert said(sentence, units=1_001) == [("GOODS_NOT_AUTHORIZED", "refer")]
