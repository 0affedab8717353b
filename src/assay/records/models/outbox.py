"""What must follow a decision once it is committed: its entry in the log."""

from __future__ import annotations

from django.db import models


class Outbox(models.Model):
    """An entry that waits for the sequencer. Written in the transaction of its decision, deleted in the transaction that sequences it."""

    decision = models.OneToOneField("records.Decision", on_delete=models.PROTECT, null=True, related_name="outbox")
    entry = models.BinaryField(help_text="canonical JSON (RFC 8785) of the public entry")
    created_at = models.DateTimeField()
