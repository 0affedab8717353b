"""Campaigns: brands and a date, and every store that was told."""

from __future__ import annotations

from django.db import models


class Campaign(models.Model):
    """Proof for these brands is due by this date."""

    name = models.CharField(max_length=200, unique=True)
    announced_at = models.DateTimeField()
    due_on = models.DateField()
    brands = models.ManyToManyField("records.Brand", related_name="campaigns")
    caused_by = models.ForeignKey("records.Decision", on_delete=models.PROTECT)


class CampaignStore(models.Model):
    """A store that was told, for one brand; counted when told and again on the date."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="stores")
    store = models.ForeignKey("records.Store", on_delete=models.PROTECT, related_name="campaigns")
    brand = models.ForeignKey("records.Brand", on_delete=models.PROTECT)
    state = models.CharField(max_length=20)
    listings_told = models.PositiveIntegerField()
    listings_removed = models.PositiveIntegerField(default=0)
    told_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "store", "brand"], name="a_store_is_told_once")]
