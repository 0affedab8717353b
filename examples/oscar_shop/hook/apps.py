"""The app that ties the shop to the office."""

from django.apps import AppConfig
from django.db.models.signals import pre_save


class HookConfig(AppConfig):
    """Whoever saves a hidden product, the dashboard too, cannot show it again."""

    name = "hook"
    verbose_name = "Anti-counterfeiting office"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from oscar.core.loading import get_model

        from hook.effects import keep_hidden

        pre_save.connect(keep_hidden, sender=get_model("catalogue", "Product"), dispatch_uid="hook.keep_hidden")
