"""Which products does the office not know as they are now? They are sent; what is unchanged is not.

A partner of the shop is a store of the office (its code is the store's identifier), and what a partner offers is a listing (its SKU).
Every product is compared with what was sent last, so that nothing is missed: a bulk change of the dashboard sends no signal, and the office may
have been away.
"""

import hashlib
import json
from itertools import groupby

from oscar.core.loading import get_model

from hook.models import Sent
from hook.office import call

MOST = 1_000  # a call


def send_changes():
    """How many listings were sent. Raises OfficeAway, OfficeRefuses."""
    records = get_model("partner", "StockRecord").objects.select_related("product", "product__parent", "partner")
    known = {(s.store, s.listing): s.digest for s in Sent.objects.all()}
    changed = []
    for record in records.prefetch_related("product__categories").order_by("partner__code", "partner_sku"):
        row = attributes(record)
        digest = hashlib.sha256(json.dumps(row, sort_keys=True).encode()).hexdigest()
        if known.get((record.partner.code, row["id"])) != digest:
            changed.append((record.partner.code, row, digest))
    for store, group in groupby(changed, key=lambda change: change[0]):
        rows = list(group)
        for start in range(0, len(rows), MOST):
            some = rows[start : start + MOST]
            answer = call("POST", "listings", {"store_id": store, "listings": [row for _, row, _ in some]})
            said = {no["where"].partition(".")[0]: f"{no['what']} {no['mend']}" for no in answer["refused"]}
            for place, (_, row, digest) in enumerate(some):
                Sent.objects.update_or_create(
                    store=store,
                    listing=row["id"],
                    defaults={"digest": digest, "refused": said.get(f"listings[{place}]", "")},
                )
    return len(changed)


def attributes(record):
    """What a partner offers, in the attributes of product feeds."""
    product = record.product
    brand = getattr(product.attr, "brand", None)
    return {
        "id": record.partner_sku,
        "title": product.get_title(),
        "description": (product.description or (product.parent.description if product.parent else ""))[:5_000],
        "brand": str(brand) if brand else "",
        "gtin": product.upc if product.upc and product.upc.isdigit() else "",
        "price": f"{record.price} {record.price_currency}" if record.price is not None else "",
        "product_type": next((c.full_name for c in product.get_categories().all()), ""),
        "quantity": max(1, record.net_stock_level or 1),
    }
