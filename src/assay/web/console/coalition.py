"""Who belongs to the coalition, what may each do now, and who decides it? Its public page, and the page on which its people work.

name                  address                            fields (POST)
coalition             /coalition/
coalition_work        /coalition/work/
coalition_apply       /coalition/apply/                  member_id, name, category, brand, notifier, founding (yes)
coalition_link        /coalition/link/                   member, notifier
coalition_dues        /coalition/dues/                   member, amount, currency, reference
coalition_interest_end /coalition/interests/ID/end/      until
coalition_interest    /coalition/interests/              party, kind, since, holder (board and editors: others' interests that surfaced)
coalition_call        /coalition/call/                   about (member:ID or category:NAME), question (suspend, reinstate)
coalition_cast        /coalition/votes/ID/cast/          say (yes, no, abstain)
coalition_close       /coalition/votes/ID/close/
coalition_quit        /coalition/quit/
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from assay.actions import coalition as act
from assay.actions import dues as dues_act
from assay.actions.clock import now
from assay.actions.policy import in_force
from assay.errors import AssayError, BadInput, NotFound
from assay.records.queries import coalition as query
from assay.records.queries.person import acting
from assay.regime.coalition.conflicts import InterestKind
from assay.regime.terms import Role
from assay.web.console.deposits import amount_of
from assay.web.permissions import Action, allowed, may
from assay.web.problems import status_of

SAYS: dict[str, bool | None] = {"yes": True, "no": False, "abstain": None}


@may(Action.SEE_PUBLIC)
@require_GET
def public(request: HttpRequest) -> HttpResponse:
    """The charter, the members and what each may do now, the votes, the interests."""
    return render(request, "coalition/public.html", _shown())


@may(Action.WORK_IN_COALITION)
@require_GET
def work(request: HttpRequest) -> HttpResponse:
    """What a member, the board or an editor can do now."""
    return _work(request)


@may(Action.ADMIT_MEMBER)
@require_POST
def apply(request: HttpRequest) -> HttpResponse:
    """Enter an applicant, on whom the members vote; or a founding member, as long as nobody was admitted by vote."""

    def do() -> str:
        brand_id = request.POST.get("brand", "").strip()
        asked: dict[str, Any] = {
            "member_id": request.POST.get("member_id", "").strip(),
            "name": request.POST.get("name", ""),
            "category": request.POST.get("category", ""),
            "brand": _brand(brand_id) if brand_id else None,
            "by": acting(request.user),
            "at": now(),
        }
        if request.POST.get("founding") == "yes":
            return f"{act.found(**asked).name} is a founding member."
        notifier_id = request.POST.get("notifier", "").strip()
        asked["notifier"] = _notifier(notifier_id) if notifier_id else None
        return f"{act.apply_for_membership(**asked).name} has applied; the vote of the members is open."

    return _done(request, do)


@may(Action.WORK_IN_COALITION)
@require_POST
def interest(request: HttpRequest) -> HttpResponse:
    """Declare an interest of one's own; board and editors also enter one that surfaced otherwise."""

    def do() -> str:
        person = acting(request.user)
        own = _voter(request)
        holder = request.POST.get("holder", "").strip() or own
        if holder != own and not allowed(person, Action.ADMIT_MEMBER):
            raise BadInput("you declare your own interests.", where="holder", mend="Leave the holder out.")
        act.declare_interest(
            holder=holder,
            party=_member(request.POST.get("party", "")),
            kind=_kind(request.POST.get("kind", "")),
            since=_day(request.POST.get("since", "")),
            declared=holder == own,
            by=person,
            at=now(),
        )
        return "The interest stands in the register. Who holds it does not vote where it touches."

    return _done(request, do)


@may(Action.WORK_IN_COALITION)
@require_POST
def interest_end(request: HttpRequest, interest_id: int) -> HttpResponse:
    """An interest has ended: its holder, the board or an editor enters the day."""

    def do() -> str:
        until = _day(request.POST.get("until", ""), where="until")
        act.end_interest(interest=interest_id, until=until, by=acting(request.user), at=now())
        return "Its end stands in the register; from the next day on it binds nobody."

    return _done(request, do)


@may(Action.ADMIT_MEMBER)
@require_POST
def link(request: HttpRequest) -> HttpResponse:
    """Say which notifier files for a member."""

    def do() -> str:
        notifier = _notifier(request.POST.get("notifier", "").strip())
        row = act.link_notifier(
            member=_member(request.POST.get("member", "")), notifier=notifier, by=acting(request.user), at=now()
        )
        return f"{notifier.name} files for {row.name}; the lane follows its standing."

    return _done(request, do)


@may(Action.RECORD_DUES)
@require_POST
def dues(request: HttpRequest) -> HttpResponse:
    """Dues have come."""

    def do() -> str:
        made = dues_act.record_dues(
            member=_member(request.POST.get("member", "")),
            amount=amount_of(request.POST.get("amount", "")),
            currency=request.POST.get("currency", "").strip().upper()[:3],
            reference=request.POST.get("reference", ""),
            by=acting(request.user),
            at=now(),
        )
        return f"{made.member.name} has paid until {made.covers_until.isoformat()}."

    return _done(request, do)


@may(Action.CALL_BOARD)
@require_POST
def call(request: HttpRequest) -> HttpResponse:
    """Call a vote of the board on a member or a category."""

    def do() -> str:
        kind, _, name = request.POST.get("about", "").partition(":")
        act.call_board(
            member=_member(name) if kind == "member" else None,
            category=name if kind == "category" else "",
            question=request.POST.get("question", ""),
            by=acting(request.user),
            at=now(),
        )
        return "The vote of the board is open for a day."

    return _done(request, do)


@may(Action.CAST_VOTE)
@require_POST
def cast(request: HttpRequest, vote_id: uuid.UUID) -> HttpResponse:
    """Cast one's voice, once."""

    def do() -> str:
        said = request.POST.get("say", "")
        if said not in SAYS:
            raise BadInput(f"{said[:20]!r} is no voice.", where="say", mend="Say yes, no or abstain.")
        act.vote(vote=vote_id, by=acting(request.user), yes=SAYS[said], at=now())
        return "Your voice was counted."

    return _done(request, do)


@may(Action.CALL_BOARD)
@require_POST
def close(request: HttpRequest, vote_id: uuid.UUID) -> HttpResponse:
    """Count a vote in which everybody who may has voted."""

    def do() -> str:
        result = act.close_vote(vote=vote_id, at=now())
        return f"{'Passed' if result.passed else 'Not passed'}: {result.because}."

    return _done(request, do)


@may(Action.QUIT_COALITION)
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """One's own member leaves. Its projects with the platform go on."""

    def do() -> str:
        person = acting(request.user)
        member = query.member_of(person)
        if member is None:
            raise NotFound("you speak for no member.", mend="Look at the coalition's page.")
        act.quit_coalition(member=member, by=person, at=now())
        return "You have left the coalition. Your projects with the platform go on."

    return _done(request, do)


def _done(request: HttpRequest, do: Callable[[], str]) -> HttpResponse:
    """Do it and lead back; or show the page again with what is wrong and what was written."""
    try:
        messages.success(request, do())
    except NotFound:
        raise
    except AssayError as wrong:
        return _work(request, wrong)
    return redirect("coalition_work")


def _work(request: HttpRequest, problem: AssayError | None = None) -> HttpResponse:
    member = query.member_of(acting(request.user))
    context = _shown(voter=_voter(request)) | {
        "mine": member,
        "standing": act.standing(member, at=now()) if member else None,
        "interest_kinds": [kind.value for kind in InterestKind],
        "questions": act.BOARD_QUESTIONS,
        "is_board": acting(request.user).role == Role.BOARD,
        "problem": problem,
        "sent": request.POST,
    }
    return render(request, "coalition/work.html", context, status=status_of(problem) if problem else 200)


def _shown(*, voter: str = "") -> dict[str, Any]:
    policy, at = in_force().member, now()
    return {
        "charter": policy,
        "members": query.members(policy=policy, at=at),
        "votes": query.votes(board_questions=act.BOARD_QUESTIONS, voter=voter),
        "interests": query.interests(policy=policy, on=at.date()),
        "suspensions": query.suspensions(policy=policy),
    }


def _voter(request: HttpRequest) -> str:
    """Under which name this person votes and holds interests: his member's, or on the board his own."""
    person = acting(request.user)
    member = query.member_of(person)
    return member.pk if member else person.username


def _member(member_id: str) -> Any:
    row = query.member(member_id.strip()[:80])
    if row is None:
        raise BadInput("there is no such member.", where="member", mend="Choose one from the list.")
    return row


def _brand(brand_id: str) -> Any:
    row = query.brand(brand_id[:80])
    if row is None:
        raise BadInput("there is no such brand.", where="brand", mend="Give the identifier that the register shows.")
    return row


def _notifier(notifier_id: str) -> Any:
    row = query.notifier(notifier_id[:80])
    if row is None:
        raise BadInput(
            "there is no such notifier.", where="notifier", mend="Give the identifier of the notifiers' page."
        )
    return row


def _kind(word: str) -> InterestKind:
    if word not in set(InterestKind):
        raise BadInput(f"{word[:40]!r} is no kind of interest.", where="kind", mend="Choose one from the list.")
    return InterestKind(word)


def _day(word: str, *, where: str = "since") -> date:
    try:
        return date.fromisoformat(word.strip())
    except ValueError:
        raise BadInput(f"{word[:20]!r} is no day.", where=where, mend="Write it as 2016-05-13.") from None


urlpatterns = [
    path("", public, name="coalition"),
    path("work/", work, name="coalition_work"),
    path("apply/", apply, name="coalition_apply"),
    path("interests/", interest, name="coalition_interest"),
    path("interests/<int:interest_id>/end/", interest_end, name="coalition_interest_end"),
    path("link/", link, name="coalition_link"),
    path("dues/", dues, name="coalition_dues"),
    path("call/", call, name="coalition_call"),
    path("votes/<uuid:vote_id>/cast/", cast, name="coalition_cast"),
    path("votes/<uuid:vote_id>/close/", close, name="coalition_close"),
    path("quit/", leave, name="coalition_quit"),
]
