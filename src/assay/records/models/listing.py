"""Listings as the marketplace sent them, with what screening last said."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q


class TextVector(models.Field):  # type: ignore[type-arg]
    """PostgreSQL's tsvector: the words of a text, sorted."""

    def db_type(self, connection: Any) -> str:
        """The type of the column."""
        return "tsvector"


class Listing(models.Model):
    """One listing. On offer, paused or removed is not a column: it is derived from its restrictions."""

    # The unique constraint begins with the store, an index of its own would only cost; so for the brand.
    store = models.ForeignKey("records.Store", on_delete=models.PROTECT, related_name="listings", db_index=False)
    listing_id = models.CharField(max_length=120)
    attributes = models.JSONField(help_text="product-feed attributes as sent")
    title = models.CharField(max_length=500)
    quantity = models.PositiveIntegerField(default=1)
    digest = models.CharField(
        max_length=64, help_text="SHA-256 of the attributes: unchanged listings are not screened again"
    )
    first_seen_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    needs_screening = models.BooleanField(default=True)
    screened_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=10, blank=True)
    brand = models.ForeignKey(
        "records.Brand", on_delete=models.PROTECT, null=True, related_name="listings", db_index=False
    )
    reasons = models.JSONField(default=list)
    rules = models.JSONField(default=list)
    signals = models.JSONField(default=dict)
    price_share = models.FloatField(null=True, help_text="price divided by reference, as the signals say")
    entitled = models.BooleanField(null=True, help_text="a right covers it, or none is needed, as the signals say")
    feed = models.ForeignKey(
        "records.Feed",
        on_delete=models.PROTECT,
        null=True,
        related_name="listings",
        db_index=False,
        help_text="the pulled feed that last named it; null: it was sent",
    )
    ended_at = models.DateTimeField(null=True, help_text="since when its store offers it no more")
    bound = models.CharField(
        max_length=6,
        blank=True,
        default="",
        db_default="",
        help_text="what its unlifted restrictions add up to: pause, remove, mixed (look at them) or nothing; the database keeps it",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["store", "listing_id"], name="one_listing_an_id")]
        indexes = [
            models.Index(fields=["id"], condition=Q(needs_screening=True), name="listing_to_screen"),
            models.Index(fields=["brand", "store"], condition=Q(brand__isnull=False), name="listing_by_brand"),
            # What is counted stands in the index, so that counting reads no listing.
            models.Index(
                fields=["brand", "-changed_at", "-id"],
                include=["bound", "ended_at"],
                condition=Q(brand__isnull=False),
                name="listing_of_brand",
            ),
            models.Index(
                fields=["store", "-changed_at", "-id"], include=["bound", "ended_at"], name="listing_of_store"
            ),
            *(
                models.Index(
                    fields=[whose, "-changed_at", "-id"],
                    include=["bound", "ended_at"],
                    condition=Q(bound__in=[kind, "mixed"]) & (Q(brand__isnull=False) if whose == "brand" else Q()),
                    name=f"listing_{kind}d_{whose}",
                )
                for whose in ("store", "brand")
                for kind in ("pause", "remove")
            ),
            models.Index(
                fields=["id"],
                condition=Q(verdict__in=["review", "hold"], bound__in=["pause", "mixed"], ended_at__isnull=True),
                name="listing_held",
            ),
            models.Index(fields=["feed"], condition=Q(feed__isnull=False), name="listing_of_feed"),
            models.Index(
                fields=["verdict", "-screened_at"],
                condition=Q(verdict__in=["review", "hold", "remove"]),
                name="listing_by_verdict",
            ),
        ]


class ListingWords(models.Model):
    """By which words a listing is found among very many; as of the last screening, kept apart so that a verdict rewrites no index of words."""

    listing = models.OneToOneField(Listing, on_delete=models.PROTECT, primary_key=True, related_name="found_by")
    words = TextVector(
        help_text="title and identifier by words; behind = the store, behind @ the words of its name, behind ~ the brand"
    )

    class Meta:
        indexes = [GinIndex(fields=["words"], name="listing_words")]


class Verdict(models.Model):
    """What screening said of a listing when it said something new: the listing's history, append-only."""

    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="verdicts", db_index=False)
    at = models.DateTimeField()
    verdict = models.CharField(max_length=10)
    brand = models.ForeignKey("records.Brand", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    reasons = models.JSONField(default=list)
    rules = models.JSONField(default=list)
    price_share = models.FloatField(null=True)
    right_state = models.CharField(max_length=20, blank=True)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the attributes that were judged")
    run = models.ForeignKey(
        "records.Decision",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="the screening run, whose entry is in the log",
    )

    class Meta:
        indexes = [models.Index(fields=["listing", "-at"], name="verdict_of_listing")]


class BrandDay(models.Model):
    """What was offered in a brand's name on a day, counted once, so that its page never counts listings."""

    brand = models.ForeignKey("records.Brand", on_delete=models.PROTECT, related_name="days")
    day = models.DateField()
    counted_at = models.DateTimeField()
    offered = models.PositiveIntegerField(help_text="listings that trade on the brand and were not ended or taken off")
    new = models.PositiveIntegerField(help_text="of these, first seen on this day or the six before it")
    without_right = models.PositiveIntegerField(help_text="of the offered, in stores whose right does not cover them")
    paused = models.PositiveIntegerField()
    removed = models.PositiveIntegerField(help_text="taken off on this day or the six before it")
    stores = models.PositiveIntegerField()
    stores_without_right = models.PositiveIntegerField()
    priced = models.PositiveIntegerField(help_text="of the offered, with a price and a reference price")
    shares = models.JSONField(help_text="how many of the priced stand in each band of price divided by reference")
    median_share = models.FloatField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "day"], name="one_count_a_day")]
