"""Applicants who leave, members who come back, boards of three, and the coalition's past under another charter."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from tests.actions.test_coalition import APRIL, brand_of

from assay.actions import coalition, dues
from assay.actions.past_coalition import coalition as past
from assay.errors import Conflict
from assay.offline.policy_decisions import compare, decisions_in
from assay.policy.load import parse, shipped
from assay.policy.schema import Policy
from assay.records.models import Decision, Member, MemberSuspension, MemberVote, Person
from assay.regime.coalition.conflicts import InterestKind
from assay.regime.moves import MemberState
from assay.regime.terms import Role

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)


@pytest.fixture
def people() -> dict[str, Person]:
    """Three brands as founders, an editor, and a board of three."""
    found = {"edda": Person.objects.create(username="edda", role=Role.EDITOR)}
    for name in ("carol", "dan", "eve"):
        found[name] = Person.objects.create(username=name, role=Role.BOARD)
    for name in ("aurel", "boreal", "corvo"):
        row, found[name] = brand_of(name)
        coalition.found(member_id=name, name=row.name, category="brand", brand=row, by=found["edda"], at=APRIL)
    return found


def applies(name: str, people: dict[str, Person], *, at: datetime, category: str = "general") -> MemberVote:
    coalition.apply_for_membership(member_id=name, name=name.title(), category=category, by=people["edda"], at=at)
    return MemberVote.objects.get(about=name, decided__isnull=True)


def test_an_applicant_who_leaves_ends_the_vote_on_it_and_every_other_vote_is_counted(people: dict[str, Person]) -> None:
    left, stays = applies("wisher", people, at=APRIL), applies("platform", people, at=APRIL)
    for vote in (left, stays):
        for who in ("aurel", "boreal"):
            coalition.vote(vote=vote.pk, by=people[who], yes=True, at=APRIL)
    coalition.quit_coalition(member=Member.objects.get(pk="wisher"), by=people["edda"], at=APRIL + DAY)
    assert coalition.close_votes(at=APRIL + 11 * DAY) == 1
    states = dict(Member.objects.values_list("member_id", "state"))
    assert (states["wisher"], states["platform"]) == ("quit", "admitted")
    with pytest.raises(Conflict, match="closed"):
        coalition.vote(vote=left.pk, by=people["corvo"], yes=True, at=APRIL + 2 * DAY)


def test_who_has_quit_or_was_declined_applies_again_and_is_voted_on_anew(people: dict[str, Person]) -> None:
    aurel = Member.objects.get(pk="aurel")
    coalition.quit_coalition(member=aurel, by=people["aurel"], at=APRIL + DAY)
    with pytest.raises(Conflict, match="another brand's"):
        coalition.apply_for_membership(
            member_id="aurel", name="Thief", category="brand", by=people["edda"], at=APRIL + DAY
        )
    again = coalition.apply_for_membership(
        member_id="aurel", name="Aurel", category="brand", brand=aurel.brand, by=people["edda"], at=APRIL + 30 * DAY
    )
    assert (again.state, again.admitted_at, again.dues_paid_until) == (MemberState.APPLIED, None, None)
    vote = MemberVote.objects.get(about="aurel")
    for who in ("boreal", "corvo"):
        coalition.vote(vote=vote.pk, by=people[who], yes=True, at=APRIL + 31 * DAY)
    assert coalition.close_votes(at=APRIL + 41 * DAY) == 1
    back = Member.objects.get(pk="aurel")
    assert (back.state, back.dues_paid_until) == ("admitted", date(2016, 8, 10))
    assert coalition.standing(back, at=APRIL + 42 * DAY).votes


def test_two_of_three_on_the_board_are_two_thirds_and_one_is_not(people: dict[str, Person]) -> None:
    for name, third, passed in (("aurel", False, True), ("boreal", None, True)):
        call = coalition.call_board(
            member=Member.objects.get(pk=name), category="", question="suspend", by=people["carol"], at=APRIL
        )
        for who, yes in (("carol", True), ("dan", True), ("eve", third)):
            coalition.vote(vote=call.pk, by=people[who], yes=yes, at=APRIL)
        assert coalition.close_vote(vote=call.pk, at=APRIL).passed is passed
    call = coalition.call_board(
        member=Member.objects.get(pk="corvo"), category="", question="suspend", by=people["carol"], at=APRIL
    )
    for who, yes in (("carol", True), ("dan", False), ("eve", None)):
        coalition.vote(vote=call.pk, by=people[who], yes=yes, at=APRIL)
    assert not coalition.close_vote(vote=call.pk, at=APRIL).passed
    assert set(MemberSuspension.objects.values_list("member", flat=True)) == {"aurel", "boreal"}


def test_the_board_is_not_called_for_what_is_so_already(people: dict[str, Person]) -> None:
    aurel, called = Member.objects.get(pk="aurel"), people["carol"]
    with pytest.raises(Conflict, match="not suspended"):
        coalition.call_board(member=aurel, category="", question="reinstate", by=called, at=APRIL)
    call = coalition.call_board(member=None, category="brand", question="suspend", by=called, at=APRIL)
    with pytest.raises(Conflict, match="votes on this already"):
        coalition.call_board(member=None, category="brand", question="suspend", by=people["dan"], at=APRIL)
    for who in ("carol", "dan", "eve"):
        coalition.vote(vote=call.pk, by=people[who], yes=True, at=APRIL)
    coalition.close_vote(vote=call.pk, at=APRIL)
    with pytest.raises(Conflict, match="suspended already"):
        coalition.call_board(member=None, category="brand", question="suspend", by=called, at=APRIL)
    coalition.quit_coalition(member=aurel, by=people["aurel"], at=APRIL)
    with pytest.raises(Conflict, match="membership of Aurel is quit"):
        coalition.call_board(
            member=Member.objects.get(pk="aurel"), category="", question="suspend", by=called, at=APRIL
        )


def changed(old: str, new: str) -> Policy:
    texts = dict(shipped().texts)
    assert old in texts["member"]
    return parse({**texts, "member": texts["member"].replace(old, new, 1)})


def test_past_votes_come_to_the_same_and_another_charter_names_those_that_would_not(
    people: dict[str, Person], tmp_path: Path
) -> None:
    """One admission by two of three, one declined for want of a quorum, a board of two with one recused; then one has paid, one not."""
    joins, fails = applies("platform", people, at=APRIL), applies("wisher", people, at=APRIL)
    for who in ("aurel", "boreal"):
        coalition.vote(vote=joins.pk, by=people[who], yes=True, at=APRIL)
    coalition.vote(vote=fails.pk, by=people["aurel"], yes=True, at=APRIL)
    assert coalition.close_votes(at=APRIL + 11 * DAY) == 2
    platform = Member.objects.get(pk="platform")
    coalition.declare_interest(
        holder="eve", party=platform, kind=InterestKind.SHARES, since=date(2015, 1, 1), declared=False, by=people["edda"], at=APRIL + 12 * DAY
    )  # fmt: skip
    call = coalition.call_board(
        member=None, category="general", question="suspend", by=people["carol"], at=APRIL + 12 * DAY
    )
    for who, yes in (("carol", True), ("dan", True)):
        coalition.vote(vote=call.pk, by=people[who], yes=yes, at=APRIL + 12 * DAY)
    coalition.close_vote(vote=call.pk, at=APRIL + 12 * DAY)
    dues.record_dues(
        member=Member.objects.get(pk="boreal"), amount=Decimal(5000), currency="EUR", reference="B-1", by=people["edda"], at=APRIL + 20 * DAY
    )  # fmt: skip
    path = tmp_path / "cases.ndjson"
    rows = list(past(at=datetime(2016, 12, 1, 9, tzinfo=UTC)))
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")

    same = compare(decisions_in(path), old=shipped(), new=shipped())
    assert (same["changed"], same["not_replayed"]) == (0, 0)
    assert {kind: told["decisions"] for kind, told in same["by_kind"].items()} == {
        "dues": 1,
        "interest": 1,
        "member": 4,
        "suspension": 1,
        "vote": 3,
    }
    assert sorted(r["outcome"] for r in rows if r["kind"] == "vote") == ["admitted", "declined", "suspended"]
    lower = compare(decisions_in(path), old=shipped(), new=changed("quorum = 0.5", "quorum = 0.3"))
    assert [(e["case"], e["old"], e["new"]) for e in lower["examples"]] == [(str(fails.pk), "declined", "admitted")]
    # Nobody has paid but one: in December the others' quarter and the days of grace are over, unless there are more of them.
    longer = compare(decisions_in(path), old=shipped(), new=changed("grace_days = 60", "grace_days = 300"))
    assert [(e["case"], e["old"], e["new"]) for e in longer["examples"]] == [
        (name, "may do nothing", "votes, sees data, has a lane") for name in ("aurel", "corvo")
    ]
    # Who voted how is in no row.
    text = path.read_text(encoding="utf-8")
    assert not [name for name in ("carol", "dan", "eve") if f'"{name}"' in text]
    assert Decision.objects.filter(outcome__state="suspended").count() == 1
