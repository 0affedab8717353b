"""How are the messages of an inbox shown, and which one was opened?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from assay.records.queries.inbox import MessageLine
from assay.web.messages import words_of


def shown(lines: Iterable[MessageLine], *, decision_page: str = "") -> list[dict[str, Any]]:
    """Each message in words, with the page that its button opens. `decision_page` shows the decision behind it."""
    return [
        {
            "m": line,
            "words": (said := words_of(line.kind, line.parameters)),
            "url": _url(said.page),
            "decision": reverse(decision_page, args=[line.decision]) if decision_page and line.decision else "",
        }
        for line in lines
    ]


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
