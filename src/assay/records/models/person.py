"""People who log in: who they are, and for whom they act."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q


class Person(AbstractUser):
    """One person, one role; a brand's, store's or notifier's person acts for exactly that one."""

    role = models.CharField(max_length=20)
    brand = models.ForeignKey("records.Brand", on_delete=models.PROTECT, null=True, blank=True, related_name="people")
    store = models.ForeignKey("records.Store", on_delete=models.PROTECT, null=True, blank=True, related_name="people")
    notifier = models.ForeignKey(
        "records.Notifier", on_delete=models.PROTECT, null=True, blank=True, related_name="people"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(role="brand") & Q(brand__isnull=False) & Q(store__isnull=True) & Q(notifier__isnull=True))
                | (Q(role="seller") & Q(store__isnull=False) & Q(brand__isnull=True) & Q(notifier__isnull=True))
                | (Q(role="agent") & Q(notifier__isnull=False) & Q(brand__isnull=True) & Q(store__isnull=True))
                | (
                    ~Q(role__in=["brand", "seller", "agent"])
                    & Q(brand__isnull=True)
                    & Q(store__isnull=True)
                    & Q(notifier__isnull=True)
                ),
                name="a_person_acts_for_one_party",
            )
        ]
