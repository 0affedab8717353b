"""The shop of examples/oscar_shop as a process: its web server on a port, and its commands, one JSON line each way.

In: ["office_sync"], a command with its words; ["trouble", N], the next N messages meet an error; ["show", SKU], ["publish", SKU], ["retitle", SKU, TITLE], ["bulk_publish"].
Out: what the command said, or "error: ..."; for `show` what a visitor gets (200 or 404), is_public, and whether the effects were done.
"""

from __future__ import annotations

import io
import json
import sys
import threading
import warnings
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django

django.setup()

from django.core.management import CommandError, call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.test import Client  # noqa: E402
from hook import messages  # noqa: E402
from hook.models import Effect  # noqa: E402
from oscar.core.loading import get_model  # noqa: E402

take = messages.take
troubles = 0


class Quiet(WSGIRequestHandler):
    """Our output is the protocol."""

    def log_message(self, format: str, *args: Any) -> None:
        return


def take_or_fail(line: dict[str, Any]) -> None:
    global troubles
    if troubles:
        troubles -= 1
        raise RuntimeError("the database of the shop is away")
    take(line)


def answer(words: list[Any]) -> Any:
    global troubles
    match words:
        case ["trouble", int(n)]:
            troubles = n
            return n
        case ["show", sku]:
            product = get_model("catalogue", "Product").objects.get(stockrecords__partner_sku=sku)
            seen = Client(headers={"host": "localhost"}).get(product.get_absolute_url(), follow=True).status_code
            effects = Effect.objects.filter(listing=sku).order_by("pk")
            return [
                seen,
                product.is_public,
                [[e.effect, e.done_at is not None, e.acknowledged_at is not None] for e in effects],
            ]
        case ["publish", sku]:
            product = get_model("catalogue", "Product").objects.get(stockrecords__partner_sku=sku)
            product.is_public = True
            product.save()
            return product.is_public
        case ["retitle", sku, title]:
            product = get_model("catalogue", "Product").objects.get(stockrecords__partner_sku=sku)
            product.title = title
            product.save()
            return product.title
        case ["bulk_publish"]:
            return get_model("catalogue", "Product").objects.update(is_public=True)
        case _:
            said = io.StringIO()
            try:
                call_command(*words, stdout=said, stderr=said)
            except CommandError as no:
                return f"error: {no}"
            return said.getvalue().strip()


def main(port: int) -> None:
    warnings.simplefilter("ignore")  # the search of the sample has no index
    call_command("migrate", run_syncdb=True, verbosity=0)
    messages.take = take_or_fail
    server = make_server("127.0.0.1", port, get_wsgi_application(), handler_class=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(json.dumps(server.server_port), flush=True)
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)


main(int(sys.argv[1]))
