"""Every restriction is explained, in four languages, with facts, rule and redress."""

from datetime import UTC, datetime

import pytest

from assay.errors import BadInput
from assay.regime.reasons import statement
from assay.regime.reasons_catalogue import CATALOGUES, LANGUAGES, in_language
from assay.regime.terms import Ground, RestrictionKind

AT = datetime(2026, 5, 20, tzinfo=UTC)


def told(ground: Ground, *, automated: bool = True) -> dict[str, object]:
    return statement(
        kind=RestrictionKind.REMOVE,
        ground=ground,
        seen="Seen: \u201c1:1 replica\u201d.",
        rules=("admits_fake",),
        automated=automated,
        begins=AT,
        until=None,
        appeal_until=AT,
        policy="f" * 64,
    ).to_json()


@pytest.mark.parametrize("ground", Ground)
def test_each_ground_says_what_was_seen_which_rule_and_what_mends_it(ground: Ground) -> None:
    found = told(ground)
    assert str(found["facts"]).endswith("Seen: \u201c1:1 replica\u201d.")
    assert found["legal_or_contractual_ground"]
    assert found["mend"]
    assert (found["automated_detection"], found["automated_decision"], found["appeal_until"]) == (
        True,
        True,
        AT.isoformat(),
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_statement_is_read_in_each_language_and_what_was_seen_stays(language: str) -> None:
    assert set(CATALOGUES[language]) == set(Ground)
    for ground in Ground:
        found = in_language(told(ground), language)
        assert str(found["facts"]).endswith("\u201c1:1 replica\u201d.")
        assert (found["kind"], found["ground"]) == ("remove", ground)
    sentences = [text for row in CATALOGUES[language].values() for text in row]
    assert all(sentences)
    assert len({row[0] for row in CATALOGUES[language].values()}) == len(Ground)


def test_a_language_without_a_catalogue_is_refused() -> None:
    with pytest.raises(BadInput, match="'tlh' has no catalogue"):
        in_language(told(Ground.NO_RIGHT), "tlh")
