"""What was a party told, in which language, and which message was opened?

name        address        fields (POST)
language    /language/     language (en, de, fr, zh)
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, path, reverse
from django.views.decorators.http import require_POST

from assay.actions import language as act
from assay.errors import AssayError
from assay.records.queries.inbox import MessageLine
from assay.records.queries.pages import Page
from assay.records.queries.person import acting
from assay.web.messages import NAMES, words_of
from assay.web.permissions import Action, may


def inbox_page(
    request: HttpRequest,
    party: act.Told,
    page: Page,
    *,
    unread: int,
    portal: str,
    decision_page: str = "",
) -> HttpResponse:
    """The inbox of a party, in its language. `portal`: store, brand or agent; `decision_page` shows the decision behind a message."""
    language = act.language_of(party)
    context = {
        "page": page,
        "messages_shown": shown(page.rows, language=language, decision_page=decision_page),
        "unread": unread,
        "read_page": f"{portal}_inbox_read",
        "portal": "store/portal.html" if portal == "store" else "brand/portal.html",
        "language": language,
        "languages": NAMES,
    }
    return render(request, "store/inbox.html", context)


def shown(lines: Iterable[MessageLine], *, language: str, decision_page: str = "") -> list[dict[str, Any]]:
    """Each message in words, with the page that its button opens."""
    return [
        {
            "m": line,
            "words": (said := words_of(line.kind, line.parameters, language=language)),
            "url": _url(said.page),
            "decision": reverse(decision_page, args=[line.decision]) if decision_page and line.decision else "",
        }
        for line in lines
    ]


@may(Action.CHOOSE_LANGUAGE)
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """I choose the language of my store's, brand's or agency's messages."""
    person = acting(request.user)
    try:
        act.choose(act.party_of(person), language=request.POST.get("language", ""))
    except AssayError as wrong:
        messages.error(request, wrong.what)
    return redirect("store_inbox" if person.store else "brand_inbox" if person.brand else "agent_inbox")


def chosen(request: HttpRequest) -> int | None:
    """The message that the form names; None: all of them."""
    word = request.POST.get("message", "")
    return int(word) if word.isascii() and word.isdigit() and len(word) < 19 else None


def _url(page: str) -> str:
    if not page:
        return ""
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""


urlpatterns = [path("", language, name="language")]
