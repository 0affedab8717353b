"""What does everybody see? The front page, the one question, a listing's state, the campaigns, the policy. No personal data on any of them."""

from __future__ import annotations

import difflib
import ipaddress

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from assay.actions.clock import now
from assay.actions.policy import as_it_was, in_force
from assay.errors import NotFound
from assay.records.queries import person as people
from assay.records.queries import public as query
from assay.records.queries.contradictions import contradiction_figures
from assay.records.queries.held import held, overdue_cases
from assay.records.queries.publications import publications
from assay.records.queries.refunds import refund_figures
from assay.regime.reasons import GROUNDS
from assay.regime.terms import Ground
from assay.web.console.policy_pages import part_named, parts_of
from assay.web.context import WAYS
from assay.web.permissions import TABLE, Action, may, role_of


@may(Action.SEE_PUBLIC)
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What is this, and what has it done so far?"""
    at = now()
    context = {
        "figures": query.figures(at=at),
        "refunds": refund_figures(),
        "contradictions": contradiction_figures(at=at),
        "held": held(policy=in_force().notice),
        "late": overdue_cases(at=at),
        "campaigns": query.campaigns()[:3],
        "policy": in_force(),
    }
    return render(request, "public/home.html", context)


@may(Action.SEE_PUBLIC)
@require_GET
def question(request: HttpRequest) -> HttpResponse:
    """May this store sell this brand? Where the words fit several, they are listed to choose from."""
    words = {name: request.GET.get(name, "").strip()[: query.MAX_WORDS] for name in ("store", "brand")}
    stores, brands = query.find_stores(words["store"]), query.find_brands(words["brand"])
    answer = query.may_sell(stores[0], brands[0], at=now()) if len(stores) == len(brands) == 1 else None
    context = {**words, "stores": stores, "brands": brands, "answer": answer, "asked": all(words.values())}
    page = "public/may_answer.html" if request.headers.get("HX-Target") == "answer" else "public/may.html"
    return render(request, page, context)


@may(Action.SEE_PUBLIC)
@require_GET
def listing(request: HttpRequest, store_id: str, listing_id: str) -> HttpResponse:
    """In what state is this listing, and on which grounds?"""
    found = query.listing(store_id, listing_id, at=now())
    if found is None:
        raise NotFound("there is no such listing.", mend="Check the store and the listing's number.")
    reasons = [(r, *GROUNDS[Ground(r.ground)]) for r in found.restrictions]
    return render(request, "public/listing.html", {"found": found, "reasons": reasons})


@may(Action.SEE_PUBLIC)
@require_GET
def fakes(request: HttpRequest) -> HttpResponse:
    """Which fakes were sold here to buyers who could not be told?"""
    return render(request, "public/publications.html", {"rows": publications()})


@may(Action.SEE_PUBLIC)
@require_GET
def campaigns(request: HttpRequest) -> HttpResponse:
    """For which brands is proof due, by when, and who has answered?"""
    return render(request, "public/campaigns.html", {"campaigns": query.campaigns(), "today": now().date()})


@may(Action.SEE_PUBLIC)
@require_GET
def campaign(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """One campaign, in numbers."""
    found = query.campaigns(only=campaign_id)
    if not found:
        raise NotFound("there is no such campaign.", mend="See the list of campaigns.")
    return render(request, "public/campaign.html", {"line": found[0], "today": now().date()})


@may(Action.SEE_PUBLIC)
@require_GET
def policy(request: HttpRequest) -> HttpResponse:
    """Which rules are in force, with which numbers, and why?"""
    policy = in_force()
    parts = parts_of(policy)
    context = {
        "version": policy.version,
        "parts": parts,
        "part": part_named(parts, request.GET.get("part", "")),
        "versions": query.policies(),
        "in_force": True,
    }
    return render(request, "public/policy.html", context)


@may(Action.SEE_PUBLIC)
@require_GET
def policy_version(request: HttpRequest, version: str) -> HttpResponse:
    """What did this policy say, and what has changed since?"""
    row = query.policy(version)
    if row is None:
        raise NotFound("there is no such policy.", mend="See the list of policies.")
    old, new = as_it_was(row.version), in_force()
    parts, differences = parts_of(old), []
    for name, text in new.texts:
        before = row.texts.get(name, "").splitlines()
        lines = list(difflib.unified_diff(before, text.splitlines(), "then", "in force", lineterm="", n=2))
        if lines:
            differences.append((name, [(line[:1], line) for line in lines[2:]]))
    context = {
        "version": row.version,
        "row": row,
        "parts": parts,
        "part": part_named(parts, request.GET.get("part", "")),
        "versions": query.policies(),
        "in_force": row.version == new.version,
        "differences": differences,
    }
    return render(request, "public/policy.html", context)


@may(Action.SEE_PUBLIC)
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Where does a person go who has just logged in? To the pages of his role."""
    role = role_of(request.user)
    return redirect(next((page for action, page, _ in WAYS if role and role in TABLE[action]), "home"))


@may(Action.ENTER_DEMO)
@require_POST
def demo_login(request: HttpRequest) -> HttpResponse:
    """Log in as one of the sample people with one click. Only in a demonstration, and only from this machine."""
    if not settings.ASSAY_DEMO or not _from_here(request):
        raise NotFound("there is no demonstration here.", mend="Start one: assay up --demo.")
    person = people.demo_person(request.POST.get("username", ""))
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("start")


def _from_here(request: HttpRequest) -> bool:
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
