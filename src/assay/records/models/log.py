"""The public log as the sequencer keeps it; the tiles that the public reads are files made from these rows."""

from __future__ import annotations

from django.db import models


class LogHead(models.Model):
    """The one row that the sequencer locks: how many entries, and the compact range of the tree (hex hashes by level)."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    origin = models.CharField(max_length=200)
    size = models.BigIntegerField(default=0)
    state = models.JSONField(default=dict)


class LogLeaf(models.Model):
    """One entry of the log at its index. Append-only, by the same trigger as decisions."""

    index = models.BigIntegerField(primary_key=True)
    entry = models.BinaryField()
    leaf_hash = models.BinaryField()
    decision = models.OneToOneField("records.Decision", on_delete=models.PROTECT, null=True, related_name="log_leaf")
    sequenced_at = models.DateTimeField()


class LogCheckpoint(models.Model):
    """A signed checkpoint, as published."""

    size = models.BigIntegerField()
    note = models.TextField()
    at = models.DateTimeField()


class CasePseudonym(models.Model):
    """The salt of a case: opens its pseudonym and its commitments to the parties. Deleting the row closes them for ever."""

    case_kind = models.CharField(max_length=20)
    case_id = models.CharField(max_length=120)
    salt = models.BinaryField()
    pseudonym = models.CharField(max_length=64, unique=True, help_text="as it stands in the log; made from the salt")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case_kind", "case_id"], name="one_salt_a_case")]
