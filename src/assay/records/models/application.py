"""Applications to sell a brand, their papers, the questions asked about them, and the traces that papers leave."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q


class Application(models.Model):
    """A store applies to sell a brand. `goods`: [{"name", "model", "gtin", "units"}]. Due times are computed once, at receipt."""

    application_id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    store = models.ForeignKey("records.Store", on_delete=models.PROTECT, related_name="applications")
    brand = models.ForeignKey("records.Brand", on_delete=models.PROTECT, related_name="applications")
    lane = models.CharField(max_length=10)
    state = models.CharField(max_length=20)
    goods = models.JSONField(default=list)
    handed_in_at = models.DateTimeField()
    handed_in_by = models.ForeignKey("records.Person", on_delete=models.PROTECT, null=True)
    first_answer_due = models.DateTimeField()
    last_answer_due = models.DateTimeField()
    papers_due = models.DateTimeField(null=True)
    first_answered_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    proposal = models.JSONField(null=True, help_text="findings and verdict of the rules; a person settles")

    class Meta:
        indexes = [
            models.Index(fields=["state", "first_answer_due"], name="application_queue"),
            models.Index(fields=["state", "last_answer_due"], name="application_last_answer"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["store", "brand"],
                condition=Q(state__in=["handed_in", "in_review", "conditional"]),
                name="one_open_application_a_brand",
            )
        ]


class Document(models.Model):
    """A paper. The bytes lie in the file store under their SHA-256; `reading` is what was read, `refusal` why it could not be."""

    document_id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="documents")
    filename = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    handed_in_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    read_at = models.DateTimeField(null=True)
    reading = models.JSONField(null=True)
    refusal = models.JSONField(null=True)
    replaced_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replaces")

    class Meta:
        indexes = [
            models.Index(fields=["handed_in_at"], condition=Q(read_at__isnull=True), name="document_to_read"),
            models.Index(fields=["sha256"], name="document_by_digest"),
        ]


class PaperTrace(models.Model):
    """What a paper leaves behind so that it is known again: its bytes, its number with issuer, its lines."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="traces")
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=64)
    value = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "key"], name="trace_by_key")]
        constraints = [models.UniqueConstraint(fields=["document", "kind", "key"], name="one_trace_a_paper")]


class Inquiry(models.Model):
    """A question to the brand (later: the issuer as the register knows it) about an application's papers."""

    inquiry_id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="inquiries")
    asked = models.CharField(max_length=20)
    brand = models.ForeignKey("records.Brand", on_delete=models.PROTECT, null=True, related_name="inquiries")
    question = models.CharField(max_length=300, help_text="the question's id: brand, or issuer and the paper's name")
    name = models.CharField(max_length=300, blank=True, help_text="who is asked, as the register knows him")
    asks = models.TextField(blank=True)
    papers = models.JSONField(default=list)
    state = models.CharField(max_length=20)
    asked_at = models.DateTimeField()
    due = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("records.Person", on_delete=models.PROTECT, null=True)
    ground = models.CharField(max_length=40, blank=True)
    evidence = models.TextField(blank=True)
    states = models.JSONField(default=list, help_text="what the copy of him who confirmed says of each paper")
    knows = models.JSONField(
        default=list, help_text="the facts that a confirmation without statements carries; empty: as the policy says"
    )

    class Meta:
        indexes = [models.Index(fields=["state", "due"], name="inquiry_queue")]
