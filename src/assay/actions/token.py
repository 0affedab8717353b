"""Make and end the keys with which programs act for a person. The key itself is shown once; only its digest is kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.db import transaction

from assay.errors import BadInput, Conflict, NotFound
from assay.records.asking import Question
from assay.records.models import ApiToken, Person

PREFIX = "assay_"
MAX_NAME = 80
MAX_TOKENS = 20


def make(*, person: Person, name: str, at: datetime) -> tuple[ApiToken, str]:
    """A new key for this person, and the key itself: nobody can show it again."""
    name = name.strip()
    if not name or len(name) > MAX_NAME:
        raise BadInput(
            f"a key needs a name of at most {MAX_NAME} characters.",
            where="name",
            mend="Say what it is for: shop system, test.",
        )
    key = PREFIX + secrets.token_urlsafe(32)
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        if ApiToken.objects.filter(person=person, ended_at__isnull=True).count() >= MAX_TOKENS:
            raise Conflict(f"you have {MAX_TOKENS} keys already.", where="name", mend="End one that is not used.")
        return ApiToken.objects.create(person=person, name=name, digest=_digest(key), created_at=at), key


def end(*, token: int, by: Person, at: datetime) -> ApiToken:
    """End a key of this person at once. NotFound: it is somebody else's. Ending twice changes nothing."""
    with transaction.atomic():
        row = ApiToken.objects.select_for_update().filter(pk=token, person=by).first()
        if row is None:
            raise NotFound("there is no such key.", mend="Look at your list of keys.")
        if row.ended_at is None:
            row.ended_at = at
            row.save(update_fields=["ended_at"])
        return row


_HELD = Question(
    lambda *, digest: ApiToken.objects.filter(
        digest=digest, ended_at__isnull=True, person__is_active=True
    ).select_related("person__store", "person__brand"),
    digest="?digest",
)


def person_of(key: str, *, at: datetime) -> Person | None:
    """For whom does the bearer of this key act? None: the key is none, was ended, or its person is switched off."""
    if not key.startswith(PREFIX) or len(key) > 200:
        return None
    # The digest is looked up, not compared: how long that takes tells nothing about a key of 256 random bits.
    row = _HELD.first(digest=_digest(key))
    if row is None:
        return None
    if row.last_used_on != at.date():
        ApiToken.objects.filter(pk=row.pk).update(last_used_on=at.date())
    return row.person


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
