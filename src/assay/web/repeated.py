"""Does a call that is sent twice act once? Calls of the API with the header `Idempotency-Key`, whichever they are.

The key is a text of 1 to 255 signs, as a structured field writes it (`"8e03978e-40d5-43dd-bc93-6894a57f9324"`) or without its quotes; it counts
for whoever calls. The same call under the key gets the answer that the first one got, with `Idempotency-Replayed: true`; another one is refused
with 422, the same one while the first is being answered with 409. What was not let in (401, 403), asked too often (429) or broke (5xx) is not
kept: it did nothing. Source: draft-ietf-httpapi-idempotency-key-header, sections 2.1, 2.6 and 2.7.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from assay.actions import answered as act
from assay.actions.clock import now
from assay.actions.token import person_of
from assay.errors import AssayError, BadInput
from assay.web.problems import problem_json, status_of
from assay.web.rates import address_of, clock

HEADER = "Idempotency-Key"
NOT_KEPT = frozenset({401, 403, 429})
_QUOTED = re.compile(r'"((?:[ !#-\[\]-~]|\\["\\]){1,255})"').fullmatch
_PLAIN = re.compile(r"[!#-+\--\[\]-~]{1,255}").fullmatch


class RepeatedMiddleware:
    """Stands next to the views, so that what they refuse has become an answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        word = request.headers.get(HEADER)
        if word is None or request.method != "POST" or not request.path.startswith("/api/v1/"):
            return self.get_response(request)
        try:
            key = key_of(word)
        except BadInput as wrong:
            return problem_json(wrong, status=400)
        try:
            return self._once(request, key=key)
        except AssayError as wrong:
            return problem_json(wrong, status=status_of(wrong))

    def _once(self, request: HttpRequest, *, key: str) -> HttpResponse:
        caller, digest = _caller(request), digest_of(request)
        with transaction.atomic():
            known = act.answered(caller=caller, key=key, digest=digest)
            if known is not None:
                again = HttpResponse(known.body, status=known.status, content_type=known.content_type)
                again["Idempotency-Replayed"] = "true"
                return again
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
            elif response.status_code not in NOT_KEPT:
                answer = act.Answer(
                    status=response.status_code,
                    content_type=response.headers.get("Content-Type", ""),
                    body=response.content,
                )
                act.keep(answer, caller=caller, key=key, digest=digest, at=clock())
        return response


def key_of(word: str) -> str:
    """The key that a header names. BadInput (answered with 400): it is none."""
    text = word.strip()
    if found := _QUOTED(text):
        return re.sub(r"\\(.)", r"\1", found[1])
    if _PLAIN(text):
        return text
    raise BadInput("this is no key.", where=HEADER, mend='Send 1 to 255 signs of ASCII, such as "8e03978e-40d5-43dd".')


def digest_of(request: HttpRequest) -> str:
    """SHA-256 of what is called and of what is sent; of a form its fields and files, since its boundary differs each time."""
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if (request.content_type or "").startswith("multipart/"):
        for name, values in sorted(request.POST.lists()):
            digest.update(repr((name, values)).encode("utf-8", "surrogatepass"))
        for name, uploads in sorted(request.FILES.lists()):
            for upload in uploads:
                digest.update(repr((name, upload.name, upload.size)).encode("utf-8", "surrogatepass"))
                for chunk in upload.chunks():
                    digest.update(chunk)
                upload.seek(0)
    else:
        digest.update(request.body)
    return digest.hexdigest()


def _caller(request: HttpRequest) -> str:
    """Whose key this is: the person's for whom the call acts; of somebody unknown, that of his address."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    person = person_of(token.strip(), at=now()) if scheme.lower() == "bearer" else None
    if person is None and request.user.is_authenticated:
        return f"person {request.user.pk}"
    if person is not None:
        return f"person {person.pk}"
    return "address " + hashlib.sha256(address_of(request).encode()).hexdigest()
