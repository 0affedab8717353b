"""How does a brand or its agent file a notice, and follow it? And how does a seller answer one?

name                    address                              fields (POST)
notices                 /notices/                            leads to the own side's list
brand_notices           /notices/filed/                      GET: page
notice_file             /notices/file/                       listings (one a line), table (CSV), ground, mark, reference, evidence,
                                                             file (several), good_faith
notice                  /notices/filed/ID/
notice_receipt          /notices/filed/ID/receipt
notice_insist           /notices/items/ID/insist/            text
notice_appeal           /notices/items/ID/appeal/            text
notice_withdraw         /notices/items/ID/withdraw/
notifier_appeal         /notices/given/ID/appeal/            text
store_notices           /notices/received/                   GET: page
store_notice            /notices/received/ID/
store_notice_counter    /notices/received/ID/counter/        text
"""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assay.actions import message
from assay.actions import notice as act
from assay.actions.clock import now
from assay.actions.exhibit import file_with_evidence
from assay.actions.notice_appeal import open_notice_appeal
from assay.actions.notifier import of
from assay.actions.notifier_appeal import open_notifier_appeal
from assay.actions.policy import day_at, in_force
from assay.actions.receipt import receipt_for
from assay.errors import AssayError, BadInput, NotFound
from assay.records.queries import exhibits
from assay.records.queries import notices as query
from assay.records.queries.notifier_given import given_to
from assay.records.queries.pages import PAGE, Page
from assay.records.queries.person import acting, store_of
from assay.regime.moves import OPEN_NOTICES
from assay.regime.notice.completeness import Draft, NoticeGround
from assay.regime.notice.naming import MAX_BYTES, named_in, named_in_table
from assay.regime.terms import Role
from assay.web.console.inbox import chosen, inbox_page
from assay.web.console.store_papers import page_number, saved
from assay.web.console.uploading import uploads
from assay.web.permissions import Action, may, role_of
from assay.web.problems import status_of

MOST_CARDS = 12
"""So many listings have a card each; of more, those that wait for nobody here stand in a table."""

GROUND_WORDS = {
    NoticeGround.COUNTERFEIT: "The goods are counterfeit",
    NoticeGround.MARK_IN_TEXT: "The text uses the mark",
    NoticeGround.MARK_IN_PICTURE: "A picture shows the mark",
    NoticeGround.DESIGN: "The goods copy a registered design",
    NoticeGround.COPYRIGHT_IN_PHOTO: "The photo is ours",
    NoticeGround.PARALLEL_IMPORT: "The goods were not put on this market by the owner",
}
STATE_WORDS = {
    "filed": "It has just been filed.",
    "seller_to_answer": "The seller is asked.",
    "holder_to_answer": "The seller has answered; the notifier may insist or withdraw.",
    "to_decide": "A person decides.",
    "upheld": "The notice was upheld and the listing was taken off.",
    "rejected": "The notice was rejected; nothing of it binds the listing.",
    "withdrawn": "The notice was taken back.",
    "dropped": "The notice was dropped.",
}

STORE_WORDS = {
    "seller_to_answer": "You are asked.",
    "holder_to_answer": "You have answered; whoever filed the notice may insist or withdraw.",
    "upheld": "The notice was upheld and your listing was taken off.",
    "rejected": "The notice was rejected; nothing of it binds your listing.",
}
"""The same, to the store."""


@may(Action.SEE_OWN_NOTICES)
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """To the list of my side: what I filed, or what was filed about my listings."""
    return redirect("store_notices" if role_of(request.user) is Role.SELLER else "brand_notices")


@may(Action.FILE_NOTICE)
@require_GET
def filed(request: HttpRequest) -> HttpResponse:
    """What I filed, and what became of it."""
    return filed_page(request)


def filed_page(request: HttpRequest, problem: AssayError | None = None) -> HttpResponse:
    """My notices, with what was refused; and above them a warning or suspension of mine, with its appeal."""
    notifier = _notifier(request)
    context: dict[str, Any] = {"page": query.filed_by(notifier, page=page_number(request)), "grounds": GROUND_WORDS}
    context |= {"given": given_to(notifier, at=now()), "problem": problem, "sent": request.POST}
    return render(request, "brand/notices.html", context, status=status_of(problem) if problem else 200)


@may(Action.FILE_NOTICE)
@require_POST
def appeal_given(request: HttpRequest, decision_id: uuid.UUID) -> HttpResponse:
    """I was warned or suspended; another person looks at it again."""
    text = request.POST.get("text", "")
    try:
        open_notifier_appeal(decision=decision_id, by=acting(request.user), text=text, at=now())
    except NotFound:
        raise
    except AssayError as wrong:
        return filed_page(request, wrong)
    messages.success(request, "Your appeal was received; another person decides.")
    return redirect("brand_notices")


@may(Action.FILE_NOTICE)
@require_http_methods(["GET", "HEAD", "POST"])
def file(request: HttpRequest) -> HttpResponse:
    """Everything that is missing is said at once, before anything is sent, and nothing that was written is lost."""
    notifier, at = _notifier(request), now()
    source = request.POST if request.method == "POST" else request.GET
    written = {
        name: source.get(name, "") for name in ("listings", "ground", "mark", "reference", "evidence", "good_faith")
    }
    context: dict[str, Any] = {
        "written": written,
        "marks": query.marks_of(notifier, on=day_at(at)),
        "grounds": [(g.value, GROUND_WORDS[g]) for g in NoticeGround],
        "limits": in_force().notice.limits,
    }
    if request.method != "POST":
        return render(request, "brand/notice_file.html", context)
    problems: list[AssayError] = []
    evidence: list[tuple[str, bytes]] = []
    try:
        for _, table in uploads(request, "table", most=MAX_BYTES):
            written["listings"] = "\n".join([*named_in(written["listings"]), *named_in_table(table)])
        evidence = uploads(request, "file")
    except AssayError as wrong:
        problems.append(wrong)
    draft = _draft(written)
    if not problems:
        gaps = act.missing(draft, by=acting(request.user), at=at)
        problems = [BadInput(g.what, where=g.where, mend=g.mend) for g in gaps]
    if not problems:
        try:
            row = file_with_evidence(draft=draft, evidence=evidence, by=acting(request.user), at=at).notice
            messages.success(request, "Your notice was received. The receipt stands on this page.")
            return redirect("notice", notice_id=row.pk)
        except AssayError as wrong:
            problems.append(wrong)
    context["problems"] = problems[:20]
    context["more"] = len(problems) - 20
    return render(request, "brand/notice_file.html", context, status=status_of(problems[0]))


@may(Action.FILE_NOTICE)
@require_GET
def notice(request: HttpRequest, notice_id: uuid.UUID) -> HttpResponse:
    """One notice of mine: the state of each listing, and what is asked of me."""
    return notice_page(request, notice_id)


@may(Action.FILE_NOTICE)
@require_GET
def receipt(request: HttpRequest, notice_id: uuid.UUID) -> HttpResponse:
    """The signed receipt of my notice, with the time of its answer."""
    row = query.decision_of(_notifier(request), notice_id)
    if row is None:
        raise NotFound("there is no such notice.", mend="Open it from your list.")
    return saved(
        receipt_for(row).encode(), name=f"receipt-{str(notice_id)[:8]}.txt", content_type="text/plain; charset=utf-8"
    )


@may(Action.FILE_NOTICE)
@require_POST
def insist(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    """The seller has answered; I insist, and say why. A person decides then."""
    notice_id = _of_item(request, item_id)
    try:
        act.insist(item=item_id, by=acting(request.user), text=request.POST.get("text", ""), at=now())
    except AssayError as wrong:
        return notice_page(request, notice_id, problem=wrong)
    messages.success(request, "You insist; a person decides.")
    return redirect("notice", notice_id=notice_id)


@may(Action.FILE_NOTICE)
@require_POST
def appeal(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    """My notice was rejected; another person looks at it again."""
    notice_id = _of_item(request, item_id)
    try:
        open_notice_appeal(item=item_id, by=acting(request.user), text=request.POST.get("text", ""), at=now())
    except AssayError as wrong:
        return notice_page(request, notice_id, problem=wrong)
    messages.success(request, "Your appeal was received; another person decides.")
    return redirect("notice", notice_id=notice_id)


@may(Action.FILE_NOTICE)
@require_POST
def withdraw(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    """I take back what I said of this listing; what it had paused comes back."""
    notice_id = _of_item(request, item_id)
    try:
        act.withdraw(item=item_id, by=acting(request.user), at=now())
    except AssayError as wrong:
        return notice_page(request, notice_id, problem=wrong)
    messages.success(request, "The notice on this listing was taken back.")
    return redirect("notice", notice_id=notice_id)


@may(Action.SEE_OWN_STORE)
@require_GET
def received(request: HttpRequest) -> HttpResponse:
    """What was said of my listings; what waits for my answer stands on top."""
    page = query.against(store_of(request.user), page=page_number(request))
    return render(request, "store/notices.html", {"page": page, "grounds": GROUND_WORDS})


@may(Action.SEE_OWN_STORE)
@require_GET
def received_one(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    """One of them, and my answer."""
    return received_page(request, item_id)


@may(Action.COUNTER_NOTICE)
@require_POST
def counter(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    """I answer: the goods are in order, and why. What I wrote is not lost where it is refused."""
    text = request.POST.get("text", "")
    try:
        act.counter(item=item_id, by=acting(request.user), text=text, at=now())
    except NotFound:
        raise
    except AssayError as wrong:
        return received_page(request, item_id, problem=wrong, text=text)
    messages.success(request, "Your answer was received. Whoever filed the notice is asked to insist or withdraw.")
    return redirect("store_notice", item_id=item_id)


@may(Action.FILE_NOTICE)
@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """What an agent was told; a brand reads the same in its own inbox."""
    notifier = _notifier(request)
    if notifier.brand_id is not None:
        return redirect("brand_inbox")
    page = query.messages(notifier, page=page_number(request))
    return inbox_page(request, notifier, page, unread=query.unread(notifier), portal="agent")


@may(Action.FILE_NOTICE)
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Mark one message as read, or all of them."""
    message.mark_read(notifier=_notifier(request), only=chosen(request), at=now())
    return redirect("agent_inbox")


def _notifier(request: HttpRequest) -> Any:
    return of(acting(request.user), at=now())


def _of_item(request: HttpRequest, item_id: uuid.UUID) -> uuid.UUID:
    notice_id = query.notice_of_item(_notifier(request), item_id)
    if notice_id is None:
        raise NotFound("there is no such notice.", mend="Open it from your list.")
    return notice_id


def notice_page(request: HttpRequest, notice_id: uuid.UUID, problem: AssayError | None = None) -> HttpResponse:
    """A notice of mine, with what was refused."""
    notifier = _notifier(request)
    view = query.filed(notifier, notice_id, at=now())
    if view is None:
        raise NotFound("there is no such notice.", mend="Open it from your list.")
    threads = exhibits.of_notifiers_appeals(notifier, notice_id)
    context = {
        "n": view,
        **_arranged(view, threads, page=page_number(request)),
        "exhibits": exhibits.of_notice(notice_id),
        "adds": reverse("exhibit_notice", args=[notice_id]) if view.line.open else "",
        "ground": GROUND_WORDS.get(NoticeGround(view.line.ground), view.line.ground),
        "problem": problem,
    }
    context |= {
        "sent": request.POST,
        "states": STATE_WORDS,
        "open": ("seller_to_answer", "holder_to_answer", "to_decide"),
    }
    return render(request, "brand/notice.html", context, status=status_of(problem) if problem else 200)


def _arranged(view: query.NoticeView, threads: dict[uuid.UUID, Any], *, page: int) -> dict[str, Any]:
    """What asks for the notifier, or was argued about, as cards; the rest of a large notice as a table, by pages; stores with a step first."""
    items = [(i, threads.get(i.decided) if i.decided else None) for i in view.items]
    cards = items
    if len(items) > MOST_CARDS:
        cards = [(i, t) for i, t in items if t or i.counter or i.state == "holder_to_answer"]
    shown = {i.item for i, _ in cards}
    rest = [i for i, _ in items if i.item not in shown]
    number = min(max(1, page), max(1, -(-len(rest) // PAGE)))
    rows = Page(rows=tuple(rest[(number - 1) * PAGE : number * PAGE]), number=number, total=len(rest))
    touched = [f for f in view.stores if f.steps or f.state != "open" or len(view.stores) <= MOST_CARDS]
    return {"items": cards, "page": rows, "touched": touched, "untouched": len(view.stores) - len(touched)}


def received_page(
    request: HttpRequest, item_id: uuid.UUID, problem: AssayError | None = None, text: str = ""
) -> HttpResponse:
    """A notice about my listing, with what was refused."""
    view = query.against_item(store_of(request.user), item_id)
    if view is None:
        raise NotFound("there is no such notice.", mend="Open it from your list.")
    context = {"i": view, "ground": GROUND_WORDS.get(NoticeGround(view.ground), view.ground), "problem": problem}
    context["exhibits"] = exhibits.of_notice(view.notice, store=store_of(request.user))
    context["adds"] = reverse("exhibit_item", args=[item_id]) if view.state in OPEN_NOTICES else ""
    context |= {
        "text": text,
        "sent": request.POST if not text else {},
        "said": (STATE_WORDS | STORE_WORDS).get(view.state, view.state),
        "most": act.MAX_TEXT,
    }
    return render(request, "store/notice.html", context, status=status_of(problem) if problem else 200)


def _draft(written: dict[str, str]) -> Draft:
    office, _, number = written["mark"].partition(" ")
    return Draft(
        listings=named_in(written["listings"]),
        ground=written["ground"],
        mark_office=office,
        mark_number=number,
        reference=written["reference"],
        evidence=written["evidence"],
        good_faith=written["good_faith"] == "yes",
    )


urlpatterns = [
    path("", mine, name="notices"),
    path("filed/", filed, name="brand_notices"),
    path("file/", file, name="notice_file"),
    path("filed/<uuid:notice_id>/", notice, name="notice"),
    path("filed/<uuid:notice_id>/receipt", receipt, name="notice_receipt"),
    path("items/<uuid:item_id>/appeal/", appeal, name="notice_appeal"),
    path("items/<uuid:item_id>/insist/", insist, name="notice_insist"),
    path("items/<uuid:item_id>/withdraw/", withdraw, name="notice_withdraw"),
    path("given/<uuid:decision_id>/appeal/", appeal_given, name="notifier_appeal"),
    path("inbox/", inbox, name="agent_inbox"),
    path("inbox/read/", read, name="agent_inbox_read"),
    path("received/", received, name="store_notices"),
    path("received/<uuid:item_id>/", received_one, name="store_notice"),
    path("received/<uuid:item_id>/counter/", counter, name="store_notice_counter"),
]
