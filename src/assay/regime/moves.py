"""May this case go from here, by this event? Tables of moves, and `move()` as the only mover.

A state is a word in a row; only what stands in a table can happen, so that a case cannot be settled twice or reopened by a stray request.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from assay.errors import IllegalMove

S = TypeVar("S", bound=StrEnum)
E = TypeVar("E", bound=StrEnum)


class ApplicationState(StrEnum):
    """An application of a store to sell a brand."""

    HANDED_IN = "handed_in"
    IN_REVIEW = "in_review"
    GRANTED = "granted"
    CONDITIONAL = "conditional"
    REFUSED = "refused"
    OVERDUE = "overdue"
    WITHDRAWN = "withdrawn"


class ApplicationEvent(StrEnum):
    READ = "read"
    ACCEPTED = "accepted"
    DECLARED = "declared"
    REFUSED = "refused"
    PAPERS_CAME = "papers_came"
    DEADLINE_PASSED = "deadline_passed"
    MENDED = "mended"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"


_A, _AE = ApplicationState, ApplicationEvent
APPLICATION_MOVES: Mapping[tuple[ApplicationState, ApplicationEvent], ApplicationState] = {
    (_A.HANDED_IN, _AE.READ): _A.IN_REVIEW,
    (_A.HANDED_IN, _AE.DECLARED): _A.CONDITIONAL,
    (_A.HANDED_IN, _AE.WITHDRAWN): _A.WITHDRAWN,
    (_A.IN_REVIEW, _AE.ACCEPTED): _A.GRANTED,
    (_A.IN_REVIEW, _AE.REFUSED): _A.REFUSED,
    (_A.IN_REVIEW, _AE.WITHDRAWN): _A.WITHDRAWN,
    (_A.CONDITIONAL, _AE.PAPERS_CAME): _A.HANDED_IN,
    (_A.CONDITIONAL, _AE.DEADLINE_PASSED): _A.OVERDUE,
    (_A.OVERDUE, _AE.PAPERS_CAME): _A.HANDED_IN,
    (_A.REFUSED, _AE.MENDED): _A.HANDED_IN,
    (_A.REFUSED, _AE.REOPENED): _A.IN_REVIEW,
}


class InquiryState(StrEnum):
    """A question to somebody whom the seller did not name."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    OBJECTED = "objected"
    SILENT = "silent"


class InquiryEvent(StrEnum):
    CONFIRMED = "confirmed"
    OBJECTED = "objected"
    WINDOW_CLOSED = "window_closed"


_I, _IE = InquiryState, InquiryEvent
INQUIRY_MOVES: Mapping[tuple[InquiryState, InquiryEvent], InquiryState] = {
    (_I.OPEN, _IE.CONFIRMED): _I.CONFIRMED,
    (_I.OPEN, _IE.OBJECTED): _I.OBJECTED,
    (_I.OPEN, _IE.WINDOW_CLOSED): _I.SILENT,
}


class AppealState(StrEnum):
    OPEN = "open"
    UPHELD = "upheld"
    REJECTED = "rejected"


class AppealEvent(StrEnum):
    UPHELD = "upheld"
    REJECTED = "rejected"


APPEAL_MOVES: Mapping[tuple[AppealState, AppealEvent], AppealState] = {
    (AppealState.OPEN, AppealEvent.UPHELD): AppealState.UPHELD,
    (AppealState.OPEN, AppealEvent.REJECTED): AppealState.REJECTED,
}


class CampaignStoreState(StrEnum):
    """Where a store stands that a campaign has told to hand in proof."""

    TOLD = "told"
    ANSWERED = "answered"
    LATE = "late"
    REMOVED = "removed"


class CampaignStoreEvent(StrEnum):
    HANDED_IN = "handed_in"
    DATE_PASSED = "date_passed"
    LISTINGS_REMOVED = "listings_removed"


_C, _CE = CampaignStoreState, CampaignStoreEvent
CAMPAIGN_STORE_MOVES: Mapping[tuple[CampaignStoreState, CampaignStoreEvent], CampaignStoreState] = {
    (_C.TOLD, _CE.HANDED_IN): _C.ANSWERED,
    (_C.TOLD, _CE.DATE_PASSED): _C.LATE,
    (_C.LATE, _CE.HANDED_IN): _C.ANSWERED,
    (_C.LATE, _CE.LISTINGS_REMOVED): _C.REMOVED,
    (_C.REMOVED, _CE.HANDED_IN): _C.ANSWERED,
}


class NoticeState(StrEnum):
    """What became of one listing that a notice names."""

    FILED = "filed"
    SELLER_TO_ANSWER = "seller_to_answer"
    HOLDER_TO_ANSWER = "holder_to_answer"
    TO_DECIDE = "to_decide"
    UPHELD = "upheld"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    DROPPED = "dropped"


class NoticeEvent(StrEnum):
    FORWARDED = "forwarded"
    TAKEN_AT_ONCE = "taken_at_once"
    SELLER_ANSWERED = "seller_answered"
    SELLER_SILENT = "seller_silent"
    HOLDER_INSISTS = "holder_insists"
    HOLDER_SILENT = "holder_silent"
    SENT_TO_PERSON = "sent_to_person"
    UPHELD = "upheld"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    DROPPED = "dropped"
    OVERTURNED = "overturned"


_N, _NE = NoticeState, NoticeEvent
NOTICE_MOVES: Mapping[tuple[NoticeState, NoticeEvent], NoticeState] = {
    (_N.FILED, _NE.FORWARDED): _N.SELLER_TO_ANSWER,
    (_N.FILED, _NE.TAKEN_AT_ONCE): _N.UPHELD,
    (_N.FILED, _NE.SENT_TO_PERSON): _N.TO_DECIDE,
    (_N.FILED, _NE.REJECTED): _N.REJECTED,
    (_N.SELLER_TO_ANSWER, _NE.SELLER_ANSWERED): _N.HOLDER_TO_ANSWER,
    (_N.SELLER_TO_ANSWER, _NE.SELLER_SILENT): _N.UPHELD,
    (_N.SELLER_TO_ANSWER, _NE.SENT_TO_PERSON): _N.TO_DECIDE,
    (_N.HOLDER_TO_ANSWER, _NE.HOLDER_INSISTS): _N.TO_DECIDE,
    (_N.HOLDER_TO_ANSWER, _NE.HOLDER_SILENT): _N.REJECTED,
    (_N.HOLDER_TO_ANSWER, _NE.SENT_TO_PERSON): _N.TO_DECIDE,
    (_N.TO_DECIDE, _NE.UPHELD): _N.UPHELD,
    (_N.TO_DECIDE, _NE.REJECTED): _N.REJECTED,
    (_N.REJECTED, _NE.OVERTURNED): _N.UPHELD,
    (_N.DROPPED, _NE.OVERTURNED): _N.UPHELD,
    **{
        (state, event): after
        for state in (_N.FILED, _N.SELLER_TO_ANSWER, _N.HOLDER_TO_ANSWER, _N.TO_DECIDE)
        for event, after in ((_NE.WITHDRAWN, _N.WITHDRAWN), (_NE.DROPPED, _N.DROPPED))
    },
}
OPEN_NOTICES = frozenset({_N.FILED, _N.SELLER_TO_ANSWER, _N.HOLDER_TO_ANSWER, _N.TO_DECIDE})


class MemberState(StrEnum):
    """A member of the coalition."""

    APPLIED = "applied"
    ADMITTED = "admitted"
    DECLINED = "declined"
    SUSPENDED = "suspended"
    QUIT = "quit"


class MemberEvent(StrEnum):
    ADMITTED = "admitted"
    DECLINED = "declined"
    SUSPENDED = "suspended"
    REINSTATED = "reinstated"
    QUIT = "quit"
    APPLIED_AGAIN = "applied_again"


_M, _ME = MemberState, MemberEvent
MEMBER_MOVES: Mapping[tuple[MemberState, MemberEvent], MemberState] = {
    (_M.APPLIED, _ME.ADMITTED): _M.ADMITTED,
    (_M.APPLIED, _ME.DECLINED): _M.DECLINED,
    (_M.APPLIED, _ME.QUIT): _M.QUIT,
    (_M.ADMITTED, _ME.SUSPENDED): _M.SUSPENDED,
    (_M.ADMITTED, _ME.QUIT): _M.QUIT,
    (_M.SUSPENDED, _ME.REINSTATED): _M.ADMITTED,
    (_M.SUSPENDED, _ME.QUIT): _M.QUIT,
    (_M.QUIT, _ME.APPLIED_AGAIN): _M.APPLIED,
    (_M.DECLINED, _ME.APPLIED_AGAIN): _M.APPLIED,
}


class DepositState(StrEnum):
    """Money that a store puts in the place of a pause while a dispute runs."""

    OFFERED = "offered"
    RECEIVED = "received"
    LAPSED = "lapsed"
    RELEASED = "released"
    FORFEITED = "forfeited"


class DepositEvent(StrEnum):
    RECEIVED = "received"
    NOT_PAID = "not_paid"
    SELLER_WAS_RIGHT = "seller_was_right"
    SELLER_WAS_WRONG = "seller_was_wrong"
    OVERTURNED = "overturned"


_D, _DE = DepositState, DepositEvent
DEPOSIT_MOVES: Mapping[tuple[DepositState, DepositEvent], DepositState] = {
    (_D.OFFERED, _DE.RECEIVED): _D.RECEIVED,
    (_D.OFFERED, _DE.NOT_PAID): _D.LAPSED,
    (_D.RECEIVED, _DE.SELLER_WAS_RIGHT): _D.RELEASED,
    (_D.RECEIVED, _DE.SELLER_WAS_WRONG): _D.FORFEITED,
    (_D.FORFEITED, _DE.OVERTURNED): _D.RELEASED,
}


class ReferralState(StrEnum):
    """A store's case on its way to an authority."""

    PROPOSED = "proposed"
    REFERRED = "referred"
    RECEIVED = "received"
    DROPPED = "dropped"
    WITHDRAWN = "withdrawn"
    WITHDRAWAL_SENT = "withdrawal_sent"


class ReferralEvent(StrEnum):
    AGREED = "agreed"
    DROPPED = "dropped"
    RECEIPT_CAME = "receipt_came"
    OVERTURNED = "overturned"
    WITHDRAWAL_SENT = "withdrawal_sent"


_R, _RE = ReferralState, ReferralEvent
REFERRAL_MOVES: Mapping[tuple[ReferralState, ReferralEvent], ReferralState] = {
    (_R.PROPOSED, _RE.AGREED): _R.REFERRED,
    (_R.PROPOSED, _RE.DROPPED): _R.DROPPED,
    (_R.REFERRED, _RE.RECEIPT_CAME): _R.RECEIVED,
    (_R.REFERRED, _RE.OVERTURNED): _R.WITHDRAWN,
    (_R.RECEIVED, _RE.OVERTURNED): _R.WITHDRAWN,
    (_R.WITHDRAWN, _RE.WITHDRAWAL_SENT): _R.WITHDRAWAL_SENT,
}


def _said(word: StrEnum) -> str:
    return str(word).replace("_", " ")


def move(moves: Mapping[tuple[S, E], S], state: S, event: E) -> S:
    """The state after `event`; IllegalMove where the table has no such move."""
    try:
        return moves[state, event]
    except KeyError:
        raise IllegalMove(
            f'this case stands at "{_said(state)}"; "{_said(event)}" cannot follow.',
            mend="Look at the case again; somebody may have decided it.",
        ) from None
