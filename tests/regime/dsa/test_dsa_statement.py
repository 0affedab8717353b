"""Every restriction that the regime can impose has a statement that the EU database takes, and none tells of a person."""

from datetime import UTC, date, datetime

import pytest

from assay.regime.dsa.check import advice, check, stored
from assay.regime.dsa.statement import RestrictionFacts, to_sor
from assay.regime.terms import Ground, RestrictionKind

AT = datetime(2026, 5, 20, 9, tzinfo=UTC)


def facts(kind: RestrictionKind, ground: Ground, **more: object) -> RestrictionFacts:
    base: dict[str, object] = {
        "restriction": "0c9f",
        "on": "listing",
        "kind": kind,
        "ground": ground,
        "automated_detection": True,
        "automated_decision": False,
        "begins": AT,
        "until": None,
        "content_since": date(2026, 5, 1),
    }
    return RestrictionFacts(**{**base, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", RestrictionKind)
@pytest.mark.parametrize("ground", Ground)
def test_each_kind_on_each_ground_is_a_statement_that_is_taken(kind: RestrictionKind, ground: Ground) -> None:
    payload = to_sor(facts(kind, ground, until=datetime(2026, 8, 1, tzinfo=UTC)))
    assert check(payload).to_json() == {"status": 201, "errors": {}}
    assert advice(payload) == []


def test_a_counterfeit_listing_is_illegal_and_a_missing_proof_is_against_the_terms() -> None:
    fake = stored(to_sor(facts(RestrictionKind.REMOVE, Ground.COUNTERFEIT)))
    gated = stored(to_sor(facts(RestrictionKind.PAUSE, Ground.NO_RIGHT)))
    assert (fake["decision_ground"], fake["category"]) == (
        "DECISION_GROUND_ILLEGAL_CONTENT",
        "STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS",
    )
    assert (gated["decision_ground"], gated["category"]) == (
        "DECISION_GROUND_INCOMPATIBLE_CONTENT",
        "STATEMENT_CATEGORY_OTHER_VIOLATION_TC",
    )
    assert gated["decision_visibility"] == ["DECISION_VISIBILITY_CONTENT_DISABLED"]


def test_held_funds_say_until_when() -> None:
    kept = stored(to_sor(facts(RestrictionKind.HOLD_FUNDS, Ground.REPEATED, until=datetime(2026, 6, 19, tzinfo=UTC))))
    assert kept["decision_monetary"] == "DECISION_MONETARY_SUSPENSION"
    assert kept["end_date_monetary_restriction"] == "2026-06-19"


def test_the_identifier_of_a_restriction_is_always_the_same() -> None:
    one, again = (to_sor(facts(RestrictionKind.REMOVE, Ground.COUNTERFEIT)) for _ in range(2))
    assert one["puid"] == again["puid"] == "assay-0c9f"


def test_the_source_of_a_notice_is_told_without_who_sent_it() -> None:
    payload = to_sor(facts(RestrictionKind.REMOVE, Ground.COUNTERFEIT, source="article_16", language="de"))
    assert payload["source_type"] == "SOURCE_ARTICLE_16"
    assert payload["content_language"] == "DE"
    assert "source_identity" not in payload
