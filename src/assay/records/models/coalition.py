"""The coalition: members, votes, interests, suspensions; and the projects of a brand with the platform, which are none of its business."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q


class Member(models.Model):
    """A member or applicant. Its standing is derived from state, dues and suspensions."""

    member_id = models.SlugField(primary_key=True, max_length=80)
    name = models.CharField(max_length=200)
    category = models.CharField(max_length=20)
    brand = models.OneToOneField("records.Brand", on_delete=models.PROTECT, null=True, related_name="membership")
    notifier = models.OneToOneField("records.Notifier", on_delete=models.PROTECT, null=True, related_name="membership")
    state = models.CharField(max_length=20)
    applied_at = models.DateTimeField()
    admitted_at = models.DateTimeField(null=True)
    dues_paid_until = models.DateField(null=True)

    def __str__(self) -> str:
        return self.name


class MemberVote(models.Model):
    """A vote of the coalition: on an admission by its members, on a suspension by its board."""

    vote_id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    about = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="votes_about")
    category = models.CharField(max_length=20, blank=True)
    question = models.CharField(max_length=20)
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    decided = models.ForeignKey("records.Decision", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(about__isnull=False) & Q(category="")) | (Q(about__isnull=True) & ~Q(category="")),
                name="a_vote_has_one_subject",
            )
        ]


class MemberBallot(models.Model):
    """One voice: a member's person in a vote of members, a person of the board in one of the board. `yes` null: abstains."""

    vote = models.ForeignKey(MemberVote, on_delete=models.PROTECT, related_name="ballots")
    voter = models.CharField(max_length=80)
    yes = models.BooleanField(null=True)
    by = models.ForeignKey("records.Person", on_delete=models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vote", "voter"], name="one_ballot_a_voter")]


class MemberInterest(models.Model):
    """The register of interests. `holder`: a member or a person of the board; `declared_on` null: it surfaced otherwise."""

    holder = models.CharField(max_length=80)
    party = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="interests_in")
    kind = models.CharField(max_length=20)
    since = models.DateField()
    until = models.DateField(null=True)
    declared_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()


class MemberDues(models.Model):
    """A payment of dues, as the books name it, and the days that it covers."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="dues")
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3)
    reference = models.CharField(max_length=120)
    covers_from = models.DateField()
    covers_until = models.DateField()
    recorded_by = models.ForeignKey("records.Person", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "covers_from"], name="a_year_of_dues_is_paid_once"),
            models.UniqueConstraint(fields=["reference"], name="a_payment_of_dues_counts_once"),
        ]


class MemberSuspension(models.Model):
    """A member or a whole category is suspended; rows are added and lifted, like every restriction."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="suspensions")
    category = models.CharField(max_length=20, blank=True)
    caused_by = models.ForeignKey("records.Decision", on_delete=models.PROTECT, related_name="member_suspensions")
    begins = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey("records.Decision", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(member__isnull=False) & Q(category="")) | (Q(member__isnull=True) & ~Q(category="")),
                name="a_suspension_has_one_subject",
            )
        ]


class Project(models.Model):
    """A joint project of one brand and the platform; it ends by one of the two."""

    project_id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    brand = models.ForeignKey("records.Brand", on_delete=models.PROTECT, related_name="projects")
    name = models.CharField(max_length=200)
    began_at = models.DateTimeField()
    ended_by_brand_at = models.DateTimeField(null=True)
    ended_by_platform_at = models.DateTimeField(null=True)


class ProjectPost(models.Model):
    """One post in the thread that a brand and the platform share; `sha256` names a file of the file store."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="posts")
    by = models.ForeignKey("records.Person", on_delete=models.PROTECT)
    text = models.TextField(blank=True)
    filename = models.CharField(max_length=255, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
