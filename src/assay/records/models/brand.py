"""What is known of a brand: its marks, goods, reference prices and authorised dealers."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Upper


class Brand(models.Model):
    """A brand in the register. `protected`: selling it needs a right."""

    brand_id = models.SlugField(primary_key=True, max_length=80)
    name = models.CharField(max_length=200)
    aliases = models.JSONField(default=list)
    protected = models.BooleanField(default=True)
    categories = models.JSONField(default=list)
    enrolled_at = models.DateTimeField()
    language = models.CharField(max_length=2, blank=True, help_text="of its messages; empty: as the policy says")
    register_version = models.PositiveIntegerField(default=1, help_text="raised by each change that screening must see")

    def __str__(self) -> str:
        return self.name


class Mark(models.Model):
    """A registered trade mark."""

    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="marks")
    office = models.CharField(max_length=20)
    number = models.CharField(max_length=60)
    classes = models.JSONField(default=list)
    territories = models.JSONField(default=list)
    text = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "number"], name="one_mark_a_number")]
        # Notices name marks as people write them.
        indexes = [models.Index(Upper("office"), Upper("number"), name="mark_by_its_name")]


class Product(models.Model):
    """A product of the brand with its reference price, in the price's currency."""

    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="products")
    name = models.CharField(max_length=200)
    model = models.CharField(max_length=100, blank=True)
    gtin = models.CharField(max_length=14, blank=True)
    reference_price = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)


class Dealer(models.Model):
    """Whom the brand itself has named; `level` 1 buys from the owner."""

    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="dealers")
    legal_name = models.CharField(max_length=300)
    address = models.CharField(max_length=500, blank=True)
    country = models.CharField(max_length=2, blank=True)
    vat_id = models.CharField(max_length=30, blank=True)
    iban = models.CharField(max_length=34, blank=True)
    level = models.PositiveSmallIntegerField(default=1)


class Signer(models.Model):
    """Whose signature the brand has enrolled: a public key (JWK, as JSON) for credentials, or the SHA-256 of a certificate for signed papers."""

    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="signers")
    name = models.CharField(max_length=200)
    certificate_sha256 = models.CharField(max_length=64, blank=True)
    jwk = models.TextField(blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(certificate_sha256="", jwk=""), name="a_signer_has_a_key_or_a_certificate"
            )
        ]
