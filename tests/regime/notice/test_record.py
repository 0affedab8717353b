"""Lanes are fair to small samples."""

import random

import pytest

from assay.policy.load import shipped
from assay.regime.notice.record import NoticeLane, Prior, Record, is_abuse, lane_of, pooled_prior, reaches

POLICY = shipped().notice
PRIOR = Prior(a=6.4, b=1.6)


def record(held: int, decided: int, *, in_lane: int = 0) -> Record:
    return Record(notifier="n", ground="counterfeit", decided=decided, held=held, in_lane=in_lane)


def test_until_five_notifiers_have_a_record_the_prior_is_the_policys() -> None:
    prior = pooled_prior([record(9, 10)] * 4, policy=POLICY.prior)
    assert (prior.a, prior.b) == (pytest.approx(6.4), pytest.approx(1.6))


def test_a_newcomer_is_taken_for_as_good_as_the_others_were() -> None:
    good = pooled_prior(
        [record(97, 100), record(48, 50), record(190, 200), record(29, 30), record(96, 100)], policy=POLICY.prior
    )
    bad = pooled_prior(
        [record(50, 100), record(20, 50), record(120, 200), record(12, 30), record(60, 100)], policy=POLICY.prior
    )
    assert good.rate == pytest.approx(0.96, abs=0.01)
    assert bad.rate == pytest.approx(0.5, abs=0.06)


def test_ten_good_notices_open_the_fast_lane_on_sampled_probation() -> None:
    judged = lane_of(record(20, 20), now=NoticeLane.ORDINARY, prior=PRIOR, policy=POLICY.lanes)
    assert (judged.lane, judged.probation, judged.sample) == (NoticeLane.FAST, True, 0.5)


def test_nine_notices_are_too_few_however_good() -> None:
    judged = lane_of(record(9, 9), now=NoticeLane.ORDINARY, prior=Prior(a=95, b=5), policy=POLICY.lanes)
    assert (judged.lane, judged.because) == (NoticeLane.ORDINARY, "too few notices are decided")


def test_one_bad_day_does_not_cost_the_fast_lane() -> None:
    judged = lane_of(record(26, 30, in_lane=30), now=NoticeLane.FAST, prior=PRIOR, policy=POLICY.lanes)
    assert (judged.lane, judged.probation, judged.sample) == (NoticeLane.FAST, False, 0.05)


def test_who_is_surely_below_the_bar_leaves_the_fast_lane() -> None:
    judged = lane_of(record(70, 100, in_lane=90), now=NoticeLane.FAST, prior=PRIOR, policy=POLICY.lanes)
    assert judged.lane is NoticeLane.ORDINARY
    assert judged.reaches_bar < 0.05


def test_good_notifiers_seldom_lose_the_lane_and_bad_ones_seldom_keep_it() -> None:
    """Seeded: 400 notifiers of each kind with 60 notices; the errors in both directions stay below what the policy promises."""
    chance = random.Random(2016)

    def lost(rate: float) -> int:
        count = 0
        for _ in range(400):
            held = sum(chance.random() < rate for _ in range(60))
            judged = lane_of(record(held, 60, in_lane=60), now=NoticeLane.FAST, prior=PRIOR, policy=POLICY.lanes)
            count += judged.lane is NoticeLane.ORDINARY
        return count

    assert lost(0.95) <= 4
    assert lost(0.70) >= 380


def test_abuse_is_only_what_is_surely_frequent() -> None:
    assert not is_abuse(record(0, 9), prior=PRIOR, policy=POLICY.abuse)
    assert not is_abuse(record(8, 20), prior=PRIOR, policy=POLICY.abuse)
    assert is_abuse(record(1, 30), prior=PRIOR, policy=POLICY.abuse)


def test_the_more_notices_hold_the_likelier_the_bar_is_reached() -> None:
    likely = [reaches(record(held, 30), bar=0.9, prior=PRIOR) for held in range(31)]
    assert likely == sorted(likely)
