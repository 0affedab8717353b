"""Programs that call the API, and what the marketplace has carried out."""

from __future__ import annotations

from django.db import models


class ApiToken(models.Model):
    """A key with which a program acts for a person: that person's role and party, nothing more. Only its digest is kept."""

    person = models.ForeignKey("records.Person", on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=80, help_text="what the key is for, in the words of whoever made it")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the key, hex")
    created_at = models.DateTimeField()
    last_used_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)


class Execution(models.Model):
    """That the marketplace has carried out a restriction, or its lift; until then it stands in the queue of what is to be done."""

    restriction = models.ForeignKey("records.Restriction", on_delete=models.PROTECT, related_name="executions")
    effect = models.CharField(max_length=10, help_text="impose or lift")
    at = models.DateTimeField()
    by = models.ForeignKey("records.Person", on_delete=models.PROTECT, related_name="executions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["restriction", "effect"], name="an_effect_is_executed_once")]


class AnsweredCall(models.Model):
    """The answer to a call that came with an idempotency key: the same call gets it again, another call under the key is refused."""

    caller = models.CharField(max_length=80, help_text="the person, or the digest of the address of somebody unknown")
    key = models.CharField(max_length=255)
    digest = models.CharField(max_length=64, help_text="SHA-256 of method, path and body, hex")
    status = models.PositiveSmallIntegerField()
    content_type = models.CharField(max_length=120)
    body = models.BinaryField()
    answered_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["caller", "key"], name="a_key_has_one_answer")]
