"""How does a seller apply, follow his application, and mend one paper without starting again?"""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assay.actions import application as act
from assay.actions.clock import now
from assay.actions.policy import in_force
from assay.actions.receipt import opening_for, receipt_for
from assay.errors import AssayError, BadInput, NotFound
from assay.outside import files
from assay.records.queries import store_cases as query
from assay.records.queries import store_decisions as decided
from assay.records.queries.brand import by_id, selectable
from assay.records.queries.person import acting, store_of
from assay.regime.right.grant import lane_of
from assay.web.console import words
from assay.web.console.papers import brought, keep
from assay.web.permissions import Action, may
from assay.web.problems import status_of

GOODS = ("name", "model", "gtin", "units")
FIRST_ROWS = 3
MOST_ROWS = 200
CONTENT_TYPES = ((b"%PDF-", "application/pdf"), (b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG", "image/png"))


@may(Action.APPLY)
@require_http_methods(["GET", "HEAD", "POST"])
def apply_page(request: HttpRequest, brand_id: str = "") -> HttpResponse:
    """The form of an application, and what it sends. A refused form comes back with all that was written and every good file."""
    store = store_of(request.user)
    policy = in_force()
    if request.method != "POST":
        return render(request, "store/apply.html", _form(request, brand=brand_id, rows=[{}] * FIRST_ROWS))
    files_brought = brought(request, party=f"store:{store.pk}", limits=policy.document.limits)
    rows = _rows(request)
    problems: list[AssayError] = list(files_brought.problems)
    try:
        if not problems:
            brand = by_id(request.POST.get("brand", ""))
            if brand is None:
                raise BadInput("no brand was chosen.", where="brand", mend="Choose the brand that you want to sell.")
            row = act.apply(
                store=store,
                brand=brand,
                lane=lane_of(request.POST.get("lane", "proof")),
                goods=_goods(rows),
                papers=files_brought.papers,
                by=acting(request.user),
                at=now(),
            )
            messages.success(request, "Your application was received. The receipt stands on this page.")
            return redirect("store_application", application_id=row.pk)
    except AssayError as wrong:
        problems.append(wrong)
    context = _form(request, brand=request.POST.get("brand", ""), rows=rows or [{}])
    context |= {"problems": problems, "kept": keep(files_brought)}
    return render(request, "store/apply.html", context, status=status_of(problems[0]))


@may(Action.APPLY)
@require_GET
def apply_row(request: HttpRequest) -> HttpResponse:
    """One more row of goods, for a form that is open."""
    return render(request, "store/apply_row.html", {"row": {}})


@may(Action.SEE_OWN_STORE)
@require_GET
def applications(request: HttpRequest) -> HttpResponse:
    """My applications and when they are answered."""
    page = query.applications(store_of(request.user), page=page_number(request))
    return render(request, "store/applications.html", {"page": page})


@may(Action.SEE_OWN_STORE)
@require_GET
def application(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """One application: its papers, what was found, what mends it, and what is due. HTMX asks for the papers alone while they are read."""
    context = _application(request, application_id)
    name = "store/application_papers.html" if request.headers.get("HX-Request") else "store/application.html"
    return render(request, name, context)


@may(Action.MEND_PAPER)
@require_POST
def add(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """Hand in further papers; those that stand stay."""
    store = store_of(request.user)
    if query.application(store, application_id) is None:
        raise NotFound("there is no such application.", mend="Open it from your list.")
    got = brought(request, party=f"store:{store.pk}", limits=in_force().document.limits)
    problems = list(got.problems)
    try:
        if not problems:
            act.add_papers(application=application_id, papers=got.papers, by=acting(request.user), at=now())
            messages.success(request, "Your papers were received. They are being read.")
            return redirect("store_application", application_id=application_id)
    except AssayError as wrong:
        problems.append(wrong)
    context = _application(request, application_id) | {"problems": problems, "kept": keep(got)}
    return render(request, "store/application.html", context, status=status_of(problems[0]))


@may(Action.MEND_PAPER)
@require_POST
def replace(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Put one better paper in the place of another."""
    store = store_of(request.user)
    found = query.paper(store, document_id)
    if found is None:
        raise NotFound("there is no such paper.", mend="Open it from your application.")
    application_id = found[0]
    got = brought(request, party=f"store:{store.pk}", limits=in_force().document.limits)
    problems = list(got.problems)
    try:
        if not problems:
            if len(got.papers) != 1:
                raise BadInput("choose one file.", where="papers", mend="One paper takes the place of one.")
            act.replace_paper(document=document_id, paper=got.papers[0], by=acting(request.user), at=now())
            messages.success(request, "The paper was replaced. It is being read; the others stay as they are.")
            return redirect("store_application", application_id=application_id)
    except AssayError as wrong:
        problems.append(wrong)
    context = _application(request, application_id) | {"problems": problems}
    return render(request, "store/application.html", context, status=status_of(problems[0]))


@may(Action.SEE_OWN_STORE)
@require_GET
def paper(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """The file that I handed in, as I handed it in. It is only ever saved, never shown inside a page of ours."""
    found = query.paper(store_of(request.user), document_id)
    if found is None:
        raise NotFound("there is no such paper.", mend="Open it from your application.")
    _, digest, name = found
    data = files.get(digest)
    kind = next((kind for magic, kind in CONTENT_TYPES if data.startswith(magic)), "application/octet-stream")
    return saved(data, name=name, content_type=kind)


@may(Action.SEE_OWN_STORE)
@require_GET
def receipt(request: HttpRequest, decision_id: uuid.UUID) -> HttpResponse:
    """The signed receipt of what I handed in or of what was decided about my store."""
    row = decided.decision_row(store_of(request.user), decision_id)
    if row is None:
        raise NotFound("there is no such receipt.", mend="Open it from your application.")
    name = f"receipt-{str(decision_id)[:8]}.txt"
    return saved(receipt_for(row).encode(), name=name, content_type="text/plain; charset=utf-8")


@may(Action.SEE_OWN_STORE)
@require_GET
def opening(request: HttpRequest, decision_id: uuid.UUID) -> HttpResponse:
    """What opens the public entry of my decision: the case's name and the committed values with their salts."""
    row = decided.decision_row(store_of(request.user), decision_id)
    if row is None:
        raise NotFound("there is no such decision.", mend="Open it from your list of decisions.")
    text = json.dumps(opening_for(row), indent=2, ensure_ascii=False)
    return saved(text.encode(), name=f"opening-{str(decision_id)[:8]}.json", content_type="application/json")


def saved(data: bytes, *, name: str, content_type: str) -> HttpResponse:
    """A file that the browser saves."""
    response = HttpResponse(data, content_type=content_type)
    safe = "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "_" for c in name) or "file"
    response["Content-Disposition"] = f'attachment; filename="{safe}"'
    return response


def page_number(request: HttpRequest) -> int:
    """`?page=`, 1 where it is missing or no number."""
    word = request.GET.get("page", "1")
    return int(word) if word.isascii() and word.isdigit() and len(word) < 8 else 1


def _application(request: HttpRequest, application_id: uuid.UUID) -> dict[str, Any]:
    view = query.application(store_of(request.user), application_id)
    if view is None:
        raise NotFound("there is no such application.", mend="Open it from your list.")
    papers = [
        {
            "paper": p,
            "findings": [words.finding(f) for f in p.findings],
            "to_mend": _to_mend(view.line.state, p, view.papers),
        }
        for p in view.papers
    ]
    return {
        "a": view,
        "said": words.STATES.get(view.line.state, ""),
        "refused_because": next((s.reason for s in reversed(view.steps) if s.outcome == "refused" and s.reason), ""),
        "papers": papers,
        "reading": any(p.read_at is None for p in view.papers),
        "findings": [words.finding(f) for f in view.findings],
        "steps": [
            words.step(
                s,
                receipt=reverse("store_receipt", args=[s.decision]),
                decision=reverse("store_decision", args=[s.decision]),
            )
            for s in view.steps
        ],
        "can_add": view.line.state in ("conditional", "overdue", "refused"),
        "limits": in_force().document.limits,
    }


def _to_mend(state: str, paper: query.PaperLine, papers: Sequence[query.PaperLine]) -> bool:
    """Those against which something stands; where a person refused without that, those that he had to look at, else all."""
    if state != "refused":
        return False

    def wrong(one: query.PaperLine, weight: str) -> bool:
        return one.refusal is not None or any(f.get("weight") == weight for f in one.findings)

    weight = next((w for w in ("refuse", "refer") if any(wrong(one, w) for one in papers)), None)
    return weight is None or wrong(paper, weight)


def _form(request: HttpRequest, *, brand: str, rows: list[dict[str, str]]) -> dict[str, Any]:
    policy = in_force()
    return {
        "brands": selectable(),
        "chosen": brand,
        "lane": request.POST.get("lane", "proof"),
        "rows": rows,
        "limits": policy.document.limits,
        "megabytes": policy.document.limits.bytes_per_paper // 1_000_000,
        "first_days": policy.document.inquiry.first_answer_working_days,
        "max_age_days": policy.document.age.max_age_days,
        "purchase": policy.right.purchase,
    }


def _rows(request: HttpRequest) -> list[dict[str, str]]:
    """The rows of goods as they were typed, empty ones left out."""
    columns = [request.POST.getlist(f"goods_{name}")[:MOST_ROWS] for name in GOODS]
    rows = [
        {name: column[i].strip() if i < len(column) else "" for name, column in zip(GOODS, columns, strict=True)}
        for i in range(max((len(c) for c in columns), default=0))
    ]
    return [r for r in rows if any(r.values())]


def _goods(rows: list[dict[str, str]]) -> list[dict[str, Any]]:
    """Typed rows as goods; BadInput names the row whose number of pieces is none."""
    goods: list[dict[str, Any]] = []
    for i, row in enumerate(rows):
        units = row["units"] or "0"
        if not (units.isascii() and units.isdigit() and len(units) <= 7):
            raise BadInput(
                f"{units!r} is no number of pieces.",
                where=f"row {i + 1} of the goods",
                mend="Give a whole number from 0 to 1000000.",
            )
        goods.append({**row, "units": int(units)})
    return goods
