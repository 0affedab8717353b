"""Notices: who files them, for whom, about which listings, and what became of each."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q


class Notifier(models.Model):
    """Somebody who files notices: a brand itself, an agent, a trusted flagger, a member of the coalition."""

    notifier_id = models.SlugField(primary_key=True, max_length=80)
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    brand = models.ForeignKey("records.Brand", on_delete=models.PROTECT, null=True, related_name="notifiers")
    named_by = models.CharField(max_length=200, blank=True, help_text="the authority that named a trusted flagger")
    enrolled_at = models.DateTimeField()
    language = models.CharField(max_length=2, blank=True, help_text="of its messages; empty: as the policy says")
    warned_at = models.DateTimeField(null=True, help_text="told that his notices are frequently unfounded")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["brand"], condition=Q(kind="holder"), name="one_holder_a_brand"),
            models.CheckConstraint(
                condition=(Q(kind="holder") & Q(brand__isnull=False)) | (~Q(kind="holder") & Q(brand__isnull=True)),
                name="a_holder_has_a_brand",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Mandate(models.Model):
    """A brand lets an agent speak for it. `marks`: ["OFFICE NUMBER"], empty means all. `valid_to` is the last good day."""

    notifier = models.ForeignKey(Notifier, on_delete=models.PROTECT, related_name="mandates")
    brand = models.ForeignKey("records.Brand", on_delete=models.PROTECT, related_name="mandates")
    marks = models.JSONField(default=list)
    valid_from = models.DateField()
    valid_to = models.DateField()
    given_by = models.ForeignKey("records.Person", on_delete=models.PROTECT)
    given_at = models.DateTimeField()
    withdrawn_on = models.DateField(null=True)


class NotifierLane(models.Model):
    """The lane that a notifier has on a ground, since when, by which decision."""

    notifier = models.ForeignKey(Notifier, on_delete=models.PROTECT, related_name="lanes")
    ground = models.CharField(max_length=30)
    lane = models.CharField(max_length=10)
    since = models.DateTimeField()
    caused_by = models.ForeignKey("records.Decision", on_delete=models.PROTECT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notifier", "ground"], name="one_lane_a_ground")]


class NotifierRecord(models.Model):
    """How many of a notifier's listings were decided on a ground, and how many of those held: counted as they are decided."""

    notifier = models.ForeignKey(Notifier, on_delete=models.PROTECT, related_name="records")
    ground = models.CharField(max_length=30)
    decided = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notifier", "ground"], name="one_record_a_ground"),
            models.CheckConstraint(condition=Q(held__lte=models.F("decided")), name="no_more_held_than_decided"),
        ]


class NotifierSuspension(models.Model):
    """For how long a notifier's notices are not taken (DSA Art. 23(2)); rows are added and lifted."""

    notifier = models.ForeignKey(Notifier, on_delete=models.PROTECT, related_name="suspensions")
    begins = models.DateTimeField()
    until = models.DateTimeField()
    caused_by = models.ForeignKey("records.Decision", on_delete=models.PROTECT, related_name="notifier_suspensions")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey("records.Decision", on_delete=models.PROTECT, null=True, related_name="+")


class Notice(models.Model):
    """What was filed: up to 300 listings on one ground. Append-only but for the lane's draw; the answers stand with the items."""

    notice_id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    notifier = models.ForeignKey(Notifier, on_delete=models.PROTECT, related_name="notices")
    brand = models.ForeignKey("records.Brand", on_delete=models.PROTECT, related_name="notices")
    mark = models.ForeignKey("records.Mark", on_delete=models.PROTECT, null=True)
    ground = models.CharField(max_length=30)
    reference = models.CharField(max_length=500, blank=True)
    evidence = models.TextField()
    lane = models.CharField(max_length=10)
    filed_by = models.ForeignKey("records.Person", on_delete=models.PROTECT, related_name="notices")
    filed_at = models.DateTimeField()
    last_answer_due = models.DateTimeField()
    caused_by = models.ForeignKey("records.Decision", on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["notifier", "-filed_at"], name="notice_by_notifier")]


class NoticeItem(models.Model):
    """One listing of a notice, a case with states. `due`: when the side whose turn it is has to answer."""

    item_id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="items")
    listing = models.ForeignKey("records.Listing", on_delete=models.PROTECT, related_name="notice_items")
    store = models.ForeignKey("records.Store", on_delete=models.PROTECT, related_name="notice_items")
    notifier = models.ForeignKey(
        Notifier, on_delete=models.PROTECT, related_name="items", db_index=False, help_text="as on the notice"
    )
    ground = models.CharField(max_length=30)
    state = models.CharField(max_length=20)
    sampled = models.BooleanField(default=False)
    due = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()
    counter_text = models.TextField(blank=True)
    counter_at = models.DateTimeField(null=True)
    counter_by = models.ForeignKey("records.Person", on_delete=models.PROTECT, null=True, related_name="+")
    insist_text = models.TextField(blank=True)
    insist_at = models.DateTimeField(null=True)
    decided = models.ForeignKey("records.Decision", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "due"], name="notice_item_queue"),
            models.Index(fields=["store", "state"], name="notice_item_by_store"),
            models.Index(
                fields=["notifier"],
                condition=Q(state__in=["filed", "seller_to_answer", "holder_to_answer", "to_decide"]),
                name="notice_item_open",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["notice", "listing"], name="a_listing_once_a_notice"),
        ]


class Report(models.Model):
    """What a buyer says about a listing; he learns the outcome under `token`, without an account."""

    report_id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    token = models.CharField(max_length=64, unique=True)
    listing = models.ForeignKey("records.Listing", on_delete=models.PROTECT, related_name="reports")
    store = models.ForeignKey("records.Store", on_delete=models.PROTECT, related_name="reports")
    bought = models.BooleanField(default=False)
    order_id = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=2, blank=True, help_text="of the answer; empty: as the policy says")
    text = models.TextField()
    state = models.CharField(max_length=20)
    filed_at = models.DateTimeField()
    due = models.DateTimeField()
    decided = models.ForeignKey("records.Decision", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "due"], name="report_queue")]
