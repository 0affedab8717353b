"""Put two products of one partner into the shop: one that trades on a brand, and one that trades on none."""

from django.core.management.base import BaseCommand
from oscar.apps.catalogue.categories import create_from_breadcrumbs
from oscar.core.loading import get_model


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--store", required=True, help="the identifier of a store that the office knows")
        parser.add_argument("--brand", required=True, help="the name of a brand that the office protects")

    def handle(self, *args, store, brand, **options):
        """Safe to repeat."""
        product_class, _ = get_model("catalogue", "ProductClass").objects.get_or_create(name="Bags")
        attributes = get_model("catalogue", "ProductAttribute").objects
        attributes.get_or_create(product_class=product_class, code="brand", defaults={"name": "Brand", "type": "text"})
        partner, _ = get_model("partner", "Partner").objects.get_or_create(code=store, defaults={"name": store})
        category = create_from_breadcrumbs("Accessories > Bags")
        for sku, title, named, price in (
            ("bag-1", f"{brand} bag, mirror quality", brand, "49.00"),
            ("bag-2", "Plain canvas bag", "", "19.00"),
        ):
            if partner.stockrecords.filter(partner_sku=sku).exists():
                continue
            product = get_model("catalogue", "Product")(title=title, product_class=product_class)
            product.attr.brand = named
            product.save()
            product.categories.add(category)
            partner.stockrecords.create(
                product=product, partner_sku=sku, price=price, price_currency="EUR", num_in_stock=3
            )
        self.stdout.write(f"{partner.stockrecords.count()} products of {store}")
