"""What a party was told, by program, and the language in which it wants to be told."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.params.functions import Query

from assay.actions import language as act
from assay.actions.clock import now
from assay.actions.notifier import of
from assay.records.queries import notices
from assay.records.queries.pages import Page
from assay.web.api import schemas as shared
from assay.web.api.access import AUTH, caller
from assay.web.messages import words_of
from assay.web.permissions import Action

router = Router(auth=AUTH)
REFUSALS = {401: shared.Problem, 403: shared.Problem, 404: shared.Problem, 422: shared.Problem}
Number = Query(1, ge=1, le=1_000_000)
Language = Query("", max_length=20, description="en, de, fr or zh; without it the language that the party has chosen")


class LanguageIn(shared.Strict):
    """A language that the office has a catalogue for: en, de, fr, zh."""

    language: str


class LanguageOut(Schema):
    """The language of the party's messages, and whether it chose it (else the policy did)."""

    language: str
    chosen: bool


@router.get("/language", response={200: LanguageOut, **REFUSALS})
def language(request: HttpRequest) -> dict[str, Any]:
    """In which language is the caller's store, brand or agency told?"""
    party = _party(request)
    return {"language": act.language_of(party), "chosen": bool(party.language)}


@router.post("/language", response={200: LanguageOut, **REFUSALS})
def choose(request: HttpRequest, payload: LanguageIn) -> dict[str, Any]:
    """Choose it; also what lies in the inbox already is shown in it."""
    return {"language": act.choose(_party(request), language=payload.language), "chosen": True}


@router.get("/notices/messages", response={200: shared.MessagesOut, **REFUSALS})
def of_notifier(request: HttpRequest, page: int = Number, language: str = Language) -> dict[str, Any]:
    """The inbox of an agent, a trusted flagger or a member, the newest first; a brand's stands at brand/messages."""
    notifier = of(caller(request, Action.FILE_NOTICE), at=now())
    return in_words(notices.messages(notifier, page=page), to=notifier, language=language)


def in_words(page: Page, *, to: act.Told, language: str) -> dict[str, Any]:
    """A page of messages with their words, in the language that is asked for or that the party has."""
    spoken = act.known(language) if language else act.language_of(to)
    lines = []
    for m in page.rows:
        said = words_of(m.kind, m.parameters, language=spoken)
        lines.append(
            {
                "message": m.message,
                "kind": m.kind,
                "language": spoken,
                "subject": said.subject,
                "text": said.text,
                "parameters": m.parameters,
                "delivered_at": m.delivered_at,
                "read_at": m.read_at,
            }
        )
    return {"page": page.number, "pages": page.last, "total": page.total, "messages": lines}


def _party(request: HttpRequest) -> act.Told:
    return act.party_of(caller(request, Action.CHOOSE_LANGUAGE))
