"""Send what changed, fetch what is to be done, do it, acknowledge it; once, or every so many seconds."""

import time

from django.core.management.base import BaseCommand, CommandError

from hook.effects import acknowledge, poll, sweep
from hook.listings import send_changes
from hook.office import OfficeAway, OfficeRefuses


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--every", type=float, metavar="SECONDS", help="go on for ever, with this pause")

    def handle(self, *args, every=None, **options):
        """Messages make it quick; this makes it sure: it also finds what was told while the shop was away."""
        while True:
            try:
                sent, told = send_changes(), poll()
                sweep()
                self.stdout.write(f"{sent} listings sent, {told} effects fetched, {acknowledge()} acknowledged")
            except (OfficeAway, OfficeRefuses) as no:
                if not every:
                    raise CommandError(f"the office: {no}") from None
                self.stderr.write(f"the office: {no}")
            if not every:
                return
            time.sleep(every)
