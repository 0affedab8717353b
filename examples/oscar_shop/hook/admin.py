"""What the office told, for the shop's people; what only a person can do is said to be done here."""

from django.contrib import admin
from django.utils import timezone

from hook.models import Effect, Sent


@admin.register(Effect)
class EffectAdmin(admin.ModelAdmin):
    """Effects are the office's word: they are read here, and not written."""

    list_display = ("told_at", "effect", "kind", "store", "listing", "done_at", "acknowledged_at")
    list_filter = ("kind", "effect")
    actions = ("done_by_hand",)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return obj is None

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.action(description="It was carried out by hand")
    def done_by_hand(self, request, queryset):
        """Acknowledged with the next turn of office_sync."""
        queryset.filter(done_at__isnull=True).update(done_at=timezone.now())


@admin.register(Sent)
class SentAdmin(admin.ModelAdmin):
    """What the office knows, and what it could not use."""

    list_display = ("store", "listing", "sent_at", "refused")
