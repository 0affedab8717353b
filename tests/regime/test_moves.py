"""Cases go only where their table says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.errors import IllegalMove
from assay.regime.moves import (
    APPEAL_MOVES,
    APPLICATION_MOVES,
    CAMPAIGN_STORE_MOVES,
    INQUIRY_MOVES,
    AppealEvent,
    AppealState,
    ApplicationEvent,
    ApplicationState,
    CampaignStoreEvent,
    CampaignStoreState,
    InquiryEvent,
    InquiryState,
    move,
)


def test_an_application_is_granted_only_after_it_was_read() -> None:
    with pytest.raises(IllegalMove):
        move(APPLICATION_MOVES, ApplicationState.HANDED_IN, ApplicationEvent.ACCEPTED)
    read = move(APPLICATION_MOVES, ApplicationState.HANDED_IN, ApplicationEvent.READ)
    assert move(APPLICATION_MOVES, read, ApplicationEvent.ACCEPTED) is ApplicationState.GRANTED


def test_a_refused_application_is_mended_without_starting_again() -> None:
    assert move(APPLICATION_MOVES, ApplicationState.REFUSED, ApplicationEvent.MENDED) is ApplicationState.HANDED_IN


def test_an_appeal_is_decided_once() -> None:
    decided = move(APPEAL_MOVES, AppealState.OPEN, AppealEvent.REJECTED)
    for event in AppealEvent:
        with pytest.raises(IllegalMove):
            move(APPEAL_MOVES, decided, event)


def test_a_brand_that_was_silent_cannot_answer_afterwards() -> None:
    silent = move(INQUIRY_MOVES, InquiryState.OPEN, InquiryEvent.WINDOW_CLOSED)
    with pytest.raises(IllegalMove):
        move(INQUIRY_MOVES, silent, InquiryEvent.OBJECTED)


def test_a_store_whose_listings_came_off_on_the_date_can_still_answer() -> None:
    state = CampaignStoreState.TOLD
    for event in (
        CampaignStoreEvent.DATE_PASSED,
        CampaignStoreEvent.LISTINGS_REMOVED,
        CampaignStoreEvent.HANDED_IN,
    ):
        state = move(CAMPAIGN_STORE_MOVES, state, event)
    assert state is CampaignStoreState.ANSWERED


@given(events=st.lists(st.sampled_from(ApplicationEvent), max_size=40))
def test_whatever_happens_a_granted_application_never_changes(events: list[ApplicationEvent]) -> None:
    state, granted = ApplicationState.HANDED_IN, False
    for event in events:
        try:
            state = move(APPLICATION_MOVES, state, event)
        except IllegalMove:
            continue
        assert not granted
        granted = state is ApplicationState.GRANTED
    assert not granted or state is ApplicationState.GRANTED
