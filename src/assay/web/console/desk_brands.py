"""Which brands are in the register, and how does one get in? The list, and the form with which an editor enrols a brand or opens a store."""

from __future__ import annotations

import re

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from assay.actions import brand as brand_action
from assay.actions import notifier, party
from assay.actions.clock import now
from assay.errors import AssayError, BadInput
from assay.records.queries import desk_brands as query
from assay.records.queries.person import acting
from assay.regime.brand.register import Mark
from assay.regime.notice.standing import NotifierKind
from assay.regime.terms import SellerType, StoreKind, Tier
from assay.web.permissions import Action, allowed, may
from assay.web.problems import status_of

MOST_LINES = 200


@may(Action.SEE_CAMPAIGNS)
@require_GET
def brands(request: HttpRequest) -> HttpResponse:
    """Every enrolled brand, with its marks, its dealers and who holds a right."""
    return _brands(request)


def _brands(request: HttpRequest, problem: AssayError | None = None) -> HttpResponse:
    context = {
        "brands": query.brands(),
        "may_enrol": allowed(request.user, Action.ENROL_BRAND),
        "may_see_listings": allowed(request.user, Action.SEE_LISTINGS),
        "tiers": [t.value for t in Tier],
        "seller_types": [s.value for s in SellerType],
        "kinds": [k.value for k in StoreKind],
        "notifier_kinds": [k.value for k in NotifierKind if k is not NotifierKind.HOLDER],
        "problem": problem,
        "sent": request.POST,
    }
    return render(request, "desk/brands.html", context, status=status_of(problem) if problem else 200)


@may(Action.ENROL_BRAND)
@require_POST
def enrol(request: HttpRequest) -> HttpResponse:
    """Enrol a brand with its marks; the brand's own people add dealers and prices in their portal."""
    try:
        row = brand_action.enrol(
            brand_id=request.POST.get("brand_id", "").strip(),
            name=request.POST.get("name", "")[:200],
            aliases=_lines(request, "aliases"),
            categories=_lines(request, "categories"),
            marks=[_mark(line, at=i) for i, line in enumerate(_lines(request, "marks"), start=1)],
            by=acting(request.user),
            at=now(),
        )
    except AssayError as refusal:
        return _brands(request, refusal)
    messages.success(request, f"{row.name} is enrolled. Every listing is screened for it now.")
    return redirect("desk_brands")


@may(Action.ENROL_BRAND)
@require_POST
def open_store(request: HttpRequest) -> HttpResponse:
    """Open a store whose trader the operator has verified (DSA Art. 30)."""
    words = {
        name: request.POST.get(name, "")[:300]
        for name in ("store_id", "legal_name", "trading_name", "address", "country", "vat_id", "registration")
    }
    try:
        row = party.open_store(
            **{**words, "store_id": words["store_id"].strip(), "country": words["country"][:2]},
            tier=_tier(request.POST.get("tier", "")),
            kind=_kind(request.POST.get("kind", "")),
            seller_type=_seller_type(request.POST.get("seller_type", SellerType.BUSINESS)),
            opened_on=now().date(),
        )
    except AssayError as refusal:
        return _brands(request, refusal)
    messages.success(request, f"{row.trading_name} is open. Give its people accounts with `assay account`.")
    return redirect("desk_store", store_id=row.pk)


@may(Action.ENROL_BRAND)
@require_POST
def enrol_notifier(request: HttpRequest) -> HttpResponse:
    """Enrol an agent, a trusted flagger or a member of the coalition; a brand gives him its mandate in its portal."""
    kind = request.POST.get("kind", "")
    try:
        if kind not in set(NotifierKind):
            raise BadInput(f"{kind[:40]!r} is no kind of notifier.", where="kind", mend="Choose one from the list.")
        row = notifier.enrol_notifier(
            notifier_id=_identifier(request.POST.get("notifier_id", "")),
            kind=NotifierKind(kind),
            name=_name(request.POST.get("name", "")),
            named_by=request.POST.get("named_by", "")[:200],
            by=acting(request.user),
            at=now(),
        )
    except AssayError as refusal:
        return _brands(request, refusal)
    messages.success(request, f"{row.name} is enrolled. Give its people accounts with `assay account`.")
    return redirect("desk_brands")


def _identifier(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,79}", text.strip()):
        raise BadInput(
            f"{text[:80]!r} is no identifier.", where="notifier_id", mend="Use small letters, digits and hyphens."
        )
    return text.strip()


def _name(text: str) -> str:
    said = " ".join(text.split())
    if not said or len(said) > 200:
        raise BadInput("a name is needed, of at most 200 characters.", where="name", mend="Write the agent's name.")
    return said


def _lines(request: HttpRequest, name: str) -> list[str]:
    lines = [line.strip() for line in request.POST.get(name, "").splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        raise BadInput(f"{len(lines)} lines; {MOST_LINES} are read.", where=name, mend="Leave out what is not needed.")
    return lines


def _mark(line: str, *, at: int) -> Mark:
    """`EUIPO 018000001 18,25 EU`: office, number, Nice classes, territories; the last two may be left out."""
    words = line.split()
    if not 2 <= len(words) <= 4:
        raise BadInput(
            f"{line[:80]!r} is no mark.",
            where=f"marks, line {at}",
            mend="Write office, number, classes, territories: EUIPO 018000001 18,25 EU.",
        )
    classes = words[2].split(",") if len(words) > 2 else []
    if not all(c.isdigit() and 1 <= int(c) <= 45 for c in classes):
        raise BadInput(
            f"{words[2]!r} are no Nice classes.", where=f"marks, line {at}", mend="Give numbers from 1 to 45."
        )
    return Mark(
        office=words[0],
        number=words[1],
        classes=tuple(int(c) for c in classes),
        territories=tuple(words[3].split(",")) if len(words) > 3 else (),
    )


def _tier(word: str) -> Tier:
    if word not in set(Tier):
        raise BadInput(f"{word[:40]!r} is no tier.", where="tier", mend="Choose one from the list.")
    return Tier(word)


def _seller_type(word: str) -> SellerType:
    if word not in set(SellerType):
        raise BadInput(f"{word[:40]!r} is no kind of seller.", where="seller_type", mend="Choose one from the list.")
    return SellerType(word)


def _kind(word: str) -> StoreKind:
    if word not in set(StoreKind):
        raise BadInput(f"{word[:40]!r} is no kind of store.", where="kind", mend="Choose one from the list.")
    return StoreKind(word)
