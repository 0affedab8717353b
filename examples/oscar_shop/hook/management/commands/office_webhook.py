"""Ask the office to tell this address of the shop at once, and keep the secret with which it signs."""

from django.core.management.base import BaseCommand, CommandError

from hook.models import Secret
from hook.office import OfficeAway, OfficeRefuses, call


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("url", help="as the office reaches it, such as https://shop.example/office/messages/")

    def handle(self, *args, url, **options):
        """The office answers with the secret once."""
        try:
            made = call("POST", "webhooks", {"url": url})
        except (OfficeAway, OfficeRefuses) as no:
            raise CommandError(f"the office: {no}") from None
        Secret.objects.update_or_create(url=made["url"], defaults={"secret": made["secret"]})
        self.stdout.write(f"{made['url']} is told from now on")
