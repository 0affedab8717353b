"""What did we send to the office, what did it tell us to do, and how did each product stand before?"""

from django.db import models


class Sent(models.Model):
    """A listing as the office knows it: a digest of what was sent last."""

    store = models.CharField(max_length=128)
    listing = models.CharField(max_length=128)
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField(auto_now=True)
    refused = models.TextField(blank=True, help_text="What the office said to it, where it could not be used.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["store", "listing"], name="one_row_a_listing")]


class Effect(models.Model):
    """Something that the office decided and the shop carries out: a restriction that is imposed, or lifted."""

    restriction = models.UUIDField()
    effect = models.CharField(max_length=10)  # impose, lift
    kind = models.CharField(max_length=20)  # pause, remove, hide, hold_funds, ...
    store = models.CharField(max_length=128)
    listing = models.CharField(max_length=128, blank=True)  # empty: the whole store
    until = models.DateTimeField(null=True)
    statement = models.JSONField(default=dict)
    told_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, help_text="Empty: a person has to do it.")
    acknowledged_at = models.DateTimeField(null=True)

    class Meta:
        # The office tells at least once; what was told before changes nothing.
        constraints = [models.UniqueConstraint(fields=["restriction", "effect"], name="one_row_an_effect")]


class Hidden(models.Model):
    """A product that the office keeps out of the shop, and whether it would be public without that."""

    product = models.OneToOneField("catalogue.Product", on_delete=models.CASCADE, related_name="hidden_by_office")
    was_public = models.BooleanField()


class Secret(models.Model):
    """The secret with which the office signs its messages to one address of ours."""

    url = models.URLField(unique=True)
    secret = models.CharField(max_length=100)
