"""What does an enforcer do? A store's page: state, points, ladder, restrictions; the next step with what it would touch; closure by two people."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from assay.actions import referral as referral_action
from assay.actions import right as right_action
from assay.actions import store as store_action
from assay.actions.clock import now
from assay.actions.policy import in_force
from assay.errors import AssayError, BadInput, NotFound
from assay.records.queries import decision as query
from assay.records.queries import desk
from assay.records.queries.person import acting
from assay.regime.restriction import StoreState
from assay.regime.store.ladder import closure, next_step
from assay.regime.store.strikes import lapses_at
from assay.regime.terms import Ground
from assay.web.console.deposits import amount_of
from assay.web.console.desk_words import trail
from assay.web.permissions import Action, allowed, may
from assay.web.problems import status_of

GROUNDS_OF_REVOCATION = (Ground.FORGED_PAPER, Ground.RIGHT_ENDED, Ground.COUNTERFEIT)


@may(Action.SEE_STORES)
@require_GET
def stores(request: HttpRequest) -> HttpResponse:
    """Stores by name; without a name those that have points or are restricted."""
    text = request.GET.get("q", "").strip()[:200]
    rows = desk.stores(text=text, policy=in_force().store, at=now())
    return render(request, "desk/stores.html", {"rows": rows, "q": text})


@may(Action.SEE_STORES)
@require_GET
def store(request: HttpRequest, store_id: str) -> HttpResponse:
    """One store, as it stands."""
    return store_page(request, store_id)


def found_store(store_id: str) -> query.StoreOnRecord:
    """The store, or NotFound."""
    found = query.store_on_record(store_id, at=now())
    if found is None:
        raise NotFound("there is no such store.", mend="Search for it by name.")
    return found


def store_page(request: HttpRequest, store_id: str, problem: AssayError | None = None) -> HttpResponse:
    """The store's page, with what was refused."""
    found, at, policy = found_store(store_id), now(), in_force().store
    points = desk.points(found.store, policy=policy, at=at)
    taken = store_action.steps_taken(found.store)
    following = next_step(points, taken=taken, policy=policy)
    reached = {t.at_points: t for t in taken}
    facts = store_action.closure_facts(found.store, at=at)
    closing = next((s for s in policy.ladder if s.step == "close"), None)
    context = {
        "found": found,
        "store": found.store,
        "points": points,
        "max_points": max((s.at_points for s in policy.ladder), default=1),
        "ladder": [(s, reached.get(s.at_points)) for s in sorted(policy.ladder, key=lambda s: s.at_points)],
        "strikes": [(s, lapses_at(s.given_at, policy=policy)) for s in found.strikes],
        "next": desk.preview(found.store, following, at=at) if following and following.by_person else None,
        "closing": desk.preview(found.store, closing, at=at) if closing and points >= closing.at_points else None,
        "closure": closure(facts, policy=policy, at=at),
        "notice": store_action.closure_notice(found.store),
        "notice_days": policy.closure.notice_days,
        "closed": found.state is StoreState.CLOSED,
        "may_enforce": allowed(request.user, Action.ENFORCE),
        "may_revoke": allowed(request.user, Action.REVOKE_RIGHT),
        "agreed": str(acting(request.user).pk) in facts.approved_by,
        "agreements": [a for a in found.approvals if str(a.person_id) in facts.approved_by],
        "grounds": GROUNDS_OF_REVOCATION,
        "events": trail(found.trail),
        "referrals": query.referrals(found.store),
        "proposed": any(r.state == "proposed" for r in query.referrals(found.store)),
        "referral": referral_action.judged(found.store, approved_by=(), at=at)[1],
        "problem": problem,
        "sent": request.POST,
    }
    return render(request, "desk/store.html", context, status=status_of(problem) if problem else 200)


@may(Action.ENFORCE)
@require_POST
def notice(request: HttpRequest, store_id: str) -> HttpResponse:
    """Tell the store that it will be closed; the notice runs from its delivery."""
    try:
        store_action.give_closure_notice(store=found_store(store_id).store, by=acting(request.user), at=now())
    except AssayError as refusal:
        return store_page(request, store_id, refusal)
    messages.success(request, "The notice of closure is on its way; its days run from delivery.")
    return redirect("desk_store", store_id=store_id)


@may(Action.ENFORCE)
@require_POST
def agree(request: HttpRequest, store_id: str) -> HttpResponse:
    """Agree to the closure; with the last condition met the store is closed."""
    try:
        verdict = store_action.agree_to_closure(store=found_store(store_id).store, by=acting(request.user), at=now())
    except AssayError as refusal:
        return store_page(request, store_id, refusal)
    if verdict.allowed:
        messages.success(request, "The store is closed, and everything of it was taken down.")
    else:
        messages.info(request, "Your agreement is on record. Still missing: " + "; ".join(verdict.missing) + ".")
    return redirect("desk_store", store_id=store_id)


@may(Action.ENFORCE)
@require_POST
def hold(request: HttpRequest, store_id: str) -> HttpResponse:
    """Hold an amount of the store's payouts."""
    try:
        amount, currency = amount_of(request.POST.get("amount", "")), request.POST.get("currency", "").strip().upper()
        store_action.hold_funds(
            store=found_store(store_id).store, amount=amount, currency=currency, by=acting(request.user), at=now()
        )
    except AssayError as refusal:
        return store_page(request, store_id, refusal)
    messages.success(request, f"{amount} {currency} of the store's payouts are held.")
    return redirect("desk_store", store_id=store_id)


@may(Action.REVOKE_RIGHT)
@require_POST
def revoke(request: HttpRequest, right_id: uuid.UUID) -> HttpResponse:
    """End a right before its term; its listings are screened again in the same minute."""
    store_id = query.store_of_right(right_id)
    if store_id is None:
        raise NotFound("there is no such right.", mend="Open it from the store's page.")
    try:
        ground, seen = request.POST.get("ground", ""), request.POST.get("seen", "").strip()[:2000]
        if ground not in list(GROUNDS_OF_REVOCATION):
            raise BadInput("no ground was chosen.", where="ground", mend="Choose why the right ends.")
        if not seen:
            raise BadInput("what was seen is missing.", where="seen", mend="Say in a sentence what was seen.")
        right_action.revoke(right=right_id, ground=Ground(ground), seen=seen, by=acting(request.user), at=now())
    except AssayError as refusal:
        return store_page(request, store_id, refusal)
    messages.success(request, "The right is ended; its listings are screened again now.")
    return redirect("desk_store", store_id=store_id)
