"""What waits for the operator? The desk's first page, the campaigns, and the demonstration's clock."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from assay.actions import campaign as campaign_action
from assay.actions.clock import advance, now
from assay.actions.policy import in_force
from assay.errors import AssayError, BadInput, NotFound
from assay.records.queries import deposits, desk_notices, marketplace, public, repeats
from assay.records.queries import desk as query
from assay.records.queries.contradictions import contradictions_waiting
from assay.records.queries.person import acting
from assay.web.console.desk_words import trail
from assay.web.permissions import Action, allowed, may
from assay.web.problems import status_of

MOST_DAYS = 366


@may(Action.SEE_DESK)
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What waits, what is overdue, what is mine."""
    at = now()
    context = {
        "waiting": query.waiting(at=at),
        "notices": desk_notices.notices_waiting(),
        "reports": desk_notices.reports_waiting(),
        "may": {a.value: allowed(request.user, a) for a in Action},
        "not_carried_out": marketplace.late(hours=in_force().store.execution.acknowledge_hours, at=at),
        "repeats": repeats.repeats_waiting(),
        "alarms": repeats.alarms_waiting(),
        "contradictions": contradictions_waiting(at=at),
        "deposits": deposits.to_do(at=at),
        "newest": trail(query.newest_decisions(), whose=True),
    }
    return render(request, "desk/home.html", context)


@may(Action.SEE_CAMPAIGNS)
@require_GET
def campaigns(request: HttpRequest) -> HttpResponse:
    """The campaigns and how far they are."""
    return _campaigns(request)


def _campaigns(request: HttpRequest, problem: AssayError | None = None) -> HttpResponse:
    context = {
        "campaigns": public.campaigns(),
        "brands": query.protected_brands(),
        "may_announce": allowed(request.user, Action.ANNOUNCE_CAMPAIGN),
        "min_days": in_force().right.campaign.min_notice_days,
        "today": now().date(),
        "problem": problem,
        "sent": request.POST,
        "chosen": request.POST.getlist("brands"),
    }
    return render(request, "desk/campaigns.html", context, status=status_of(problem) if problem else 200)


@may(Action.SEE_CAMPAIGNS)
@require_GET
def campaign(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """One campaign with every store that it told."""
    found = public.campaigns(only=campaign_id)
    if not found:
        raise NotFound("there is no such campaign.", mend="See the list of campaigns.")
    context = {"line": found[0], "stores": public.campaign_stores(campaign_id), "today": now().date()}
    return render(request, "desk/campaign.html", context)


@may(Action.ANNOUNCE_CAMPAIGN)
@require_POST
def announce(request: HttpRequest) -> HttpResponse:
    """Announce a campaign: name, brands, date."""
    try:
        due_on = request.POST.get("due_on", "")
        try:
            day = date.fromisoformat(due_on)
        except ValueError:
            raise BadInput(f"{due_on[:40]!r} is no date.", where="due_on", mend="Write it as 2016-05-20.") from None
        made = campaign_action.announce(
            name=request.POST.get("name", "").strip()[:200],
            brands=query.brands(request.POST.getlist("brands")),
            due_on=day,
            by=acting(request.user),
            at=now(),
        )
    except AssayError as refusal:
        return _campaigns(request, refusal)
    messages.success(request, f"{made.name} is announced; {made.stores.count()} stores were told.")
    return redirect("desk_campaign", campaign_id=made.pk)


@may(Action.MOVE_CLOCK)
@require_POST
def clock(request: HttpRequest) -> HttpResponse:
    """Move the demonstration's clock ahead by some days."""
    if not settings.ASSAY_DEMO:
        raise NotFound("there is no demonstration here.", mend="Start one: assay up --demo.")
    days = request.POST.get("days", "1")
    if not days.isdigit() or not 1 <= int(days[:6]) <= MOST_DAYS:
        raise BadInput(f"{days[:20]!r} is no number of days.", where="days", mend=f"Give 1 to {MOST_DAYS}.")
    at = advance(days=int(days))
    messages.success(request, f"It is {at:%d %b %Y} now; what has fallen due happens within seconds.")
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    """The page that the form was on, if it is one of ours."""
    page = request.POST.get("next", "")
    return page if page.startswith("/") and not page.startswith(("//", "/\\")) else "/desk/"
