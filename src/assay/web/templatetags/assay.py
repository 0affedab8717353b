"""How do words, times, amounts and states look on a page?

{{ state|words }}            in_review -> in review
{{ state|badge }}            a badge in the tone of that word
{{ at|when }}                24 Nov 2026, 05:28 UTC, as a <time> element
{{ at|day }}                 24 Nov 2026
{{ due|left:office_time }}   in 3 days, 2 days overdue
{{ "a1b2c3..."|short }}      the first characters of a hash or identifier
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from assay.regime.reasons_catalogue import CATALOGUES, in_language
from assay.regime.terms import Ground
from assay.web.sentences import say

register = template.Library()

TONES = {
    "good": {
        "accept",
        "granted",
        "in_force",
        "on_offer",
        "open_store",
        "publish",
        "confirmed",
        "answered",
        "upheld",
        "info",
        "pass",
        "yes",
        "matched",
        "delivered",
        "agrees",
        "genuine",
    },
    "warn": {
        "refer",
        "handed_in",
        "in_review",
        "conditional",
        "review",
        "paused",
        "pause",
        "told",
        "silent",
        "warn",
        "suspend",
        "suspended",
        "restricted",
        "restrict",
        "late",
        "hold",
        "expired",
        "not_yet",
        "hold_funds",
        "hidden",
        "hide",
    },
    "bad": {
        "refuse",
        "refused",
        "remove",
        "removed",
        "overdue",
        "objected",
        "rejected",
        "close",
        "closed",
        "revoke",
        "revoked",
        "no",
        "differs",
    },
}
TONE_OF = {word: tone for tone, words in TONES.items() for word in words}


@register.filter
def words(value: Any) -> str:
    """A word of the regime in plain letters."""
    return str(value or "").replace("_", " ")


@register.filter
def tone(value: Any) -> str:
    """good, warn, bad or plain: the class that colours this word."""
    return TONE_OF.get(str(value or ""), "plain")


@register.filter
def badge(value: Any) -> SafeString:
    """The word as a badge in its tone."""
    return format_html('<span class="badge {}">{}</span>', tone(value), words(value))


def _moment(value: Any) -> datetime | None:
    if isinstance(value, datetime):
        return value
    try:
        return datetime.fromisoformat(str(value))
    except ValueError:
        return None


@register.filter
def when(value: Any) -> SafeString | str:
    """A moment, to the minute, in UTC."""
    at = _moment(value)
    if at is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', at.isoformat(), f"{at.day} {at:%b %Y, %H:%M} UTC")


@register.filter
def day(value: Any) -> SafeString | str:
    """A day."""
    at = value if isinstance(value, date) else _moment(value)
    if at is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', at.isoformat(), f"{at.day} {at:%b %Y}")


@register.filter
def left(due: Any, at: Any) -> SafeString | str:
    """How long until it is due, or how long it is overdue."""
    end, start = _moment(due), _moment(at)
    if end is None or start is None:
        return ""
    hours = int(abs((end - start).total_seconds()) // 3600)
    length = f"{hours} h" if hours < 48 else f"{hours // 24} days"
    if end < start:
        return format_html('<span class="badge bad">{} overdue</span>', length)
    return format_html('<span class="badge {}">in {}</span>', "warn" if hours < 24 else "plain", length)


@register.filter
def said(value: Any) -> str:
    """A stored value in one line: lists and tables without their brackets."""
    if isinstance(value, dict):
        return ", ".join(f"{words(k)}: {said(v)}" for k, v in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(said(v) for v in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


@register.filter
def short(value: Any, characters: int = 8) -> str:
    """The first characters of an identifier."""
    return str(value or "")[:characters]


@register.filter
def told_in(statement: Mapping[str, Any], language: str) -> dict[str, Any]:
    """A statement of reasons with its words in this language; what the office saw is said again, what a person wrote stays."""
    told = in_language(statement, language)
    what = CATALOGUES[language][Ground(statement["ground"])][0]
    seen = say(str(told["facts"]).removeprefix(what).strip(), language=language)
    return told | {"facts": f"{what}{'' if language == 'zh' else ' '}{seen}".strip()}
