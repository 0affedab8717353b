"""What does the register hold? Brands with their marks and how many dealers, products and rights they have."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count

from assay.records.models import Brand

MOST = 500


def brands() -> Sequence[Brand]:
    """Brands by name, with `dealer_count`, `product_count`, `right_count`, marks fetched."""
    counted = Brand.objects.annotate(
        dealer_count=Count("dealers", distinct=True),
        product_count=Count("products", distinct=True),
        right_count=Count("rights", distinct=True),
    )
    return list(counted.prefetch_related("marks").order_by("name", "pk")[:MOST])
