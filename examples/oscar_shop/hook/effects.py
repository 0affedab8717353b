"""What has to be done to our products, and is it done? Only what was really done is acknowledged: the office's clock runs until then.

A product is out of the shop (`is_public` False) as long as one restriction is in force on what is offered or on its store, and then comes back as it
stood before. Messages may come twice, late, or in another order: what counts is which restrictions were imposed and which of them lifted.
"""

import logging

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from oscar.core.loading import get_model

from hook.models import Effect, Hidden
from hook.office import OfficeAway, OfficeRefuses, call

log = logging.getLogger(__name__)
HIDING = ("pause", "remove", "hide", "close")
NOT_OURS = ("suspend", "revoke")  # of a right: the office imposes on the listings by itself what follows from it


def take(line):
    """Write down what the office tells, and do it. Safe to repeat."""
    with transaction.atomic():
        effect, _ = Effect.objects.get_or_create(
            restriction=line["restriction"],
            effect=line["effect"],
            defaults={key: line[key] for key in ("kind", "store", "listing", "until", "statement")},
        )
        if effect.kind in HIDING:
            for product in products_of(effect):
                settle(product)
        elif effect.kind not in NOT_OURS:
            return  # money, or a store's account: a person does it, and says so in the admin
        if effect.done_at is None:
            effect.done_at = timezone.now()
            effect.save(update_fields=["done_at"])


def settle(product):
    """Hide or show a product as the restrictions on it say."""
    product = get_model("catalogue", "Product").objects.select_for_update().get(pk=product.pk)
    hidden = Hidden.objects.filter(product=product).first()
    if restricted(product):
        if hidden is None:
            Hidden.objects.create(product=product, was_public=product.is_public)
        if product.is_public:
            product.is_public = False
            product.save(update_fields=["is_public"])
    elif hidden is not None:
        hidden.delete()
        product.is_public = hidden.was_public
        product.save(update_fields=["is_public"])


def restricted(product):
    """Is a restriction in force on anything by which this product is offered, or on the store that offers it?"""
    where = Q(pk__in=[])
    for code, sku in product.stockrecords.values_list("partner__code", "partner_sku"):
        where |= Q(store=code, listing__in=[sku, ""])
    lifted = Effect.objects.filter(effect="lift").values("restriction")
    imposed = Effect.objects.filter(where, effect="impose", kind__in=HIDING).exclude(restriction__in=lifted)
    return imposed.filter(Q(until=None) | Q(until__gt=timezone.now())).exists()


def products_of(effect):
    """The products that an effect reaches: of one listing, or of the whole store."""
    records = get_model("partner", "StockRecord").objects.filter(partner__code=effect.store)
    if effect.listing:
        records = records.filter(partner_sku=effect.listing)
    return get_model("catalogue", "Product").objects.filter(pk__in=records.values("product")).order_by("pk")


def keep_hidden(sender, instance, **_):
    """Before a product is saved: somebody who shows a hidden product will see it when the office lets it go, not before."""
    if instance.pk and instance.is_public and Hidden.objects.filter(product=instance.pk).exists():
        Hidden.objects.filter(product=instance.pk).update(was_public=True)
        instance.is_public = False


def sweep():
    """What no message brings about: terms that end, bulk changes that went around `keep_hidden`, products that are new in a restricted store."""
    with transaction.atomic():
        products = get_model("catalogue", "Product").objects
        stores = Effect.objects.filter(effect="impose", listing="", kind__in=HIDING).values("store")
        for product in products.filter(
            Q(hidden_by_office__isnull=False) | Q(stockrecords__partner__code__in=stores)
        ).distinct():
            settle(product)


def acknowledge():
    """Tell the office what was done; how many. What cannot be told now is told the next time."""
    waiting = list(Effect.objects.filter(done_at__isnull=False, acknowledged_at__isnull=True).order_by("pk")[:1_000])
    if waiting:
        done = [{"restriction": str(e.restriction), "effect": e.effect} for e in waiting]
        call("POST", "actions/acknowledge", {"actions": done})
        Effect.objects.filter(pk__in=[e.pk for e in waiting]).update(acknowledged_at=timezone.now())
    return len(waiting)


def acknowledge_soon():
    """The same, where nobody waits for the answer."""
    try:
        acknowledge()
    except (OfficeAway, OfficeRefuses) as away:
        log.warning("not acknowledged yet: %s", away)


def poll():
    """Ask the office what it has told and we never got; how many effects there were."""
    lines = call("GET", "actions?limit=1000")["actions"]
    for line in lines:
        take(line)
    return len(lines)
