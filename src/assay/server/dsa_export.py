"""`assay dsa export`: send what has not been sent yet to the EU transparency database."""

from __future__ import annotations

import argparse
import os

from assay.errors import BadInput
from assay.server.postgres import database


def run(args: argparse.Namespace) -> int:
    """0 when everything stands with the service, 1 where it refused a statement. BadInput: no office, no address. Unreachable: no answer."""
    data = args.data.absolute()
    if not (data / "keys").is_dir() and not os.environ.get("DATABASE_URL"):
        raise BadInput("there is no office in this folder.", where=str(data), mend="Name its data folder with --data.")
    with database(data) as url:
        os.environ["DATABASE_URL"] = url
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "assay.web.settings")
        import django

        django.setup()
        from django.conf import settings

        from assay.actions.clock import now
        from assay.actions.transparency import export

        done = export(url=args.url or settings.DSA_URL, token=settings.DSA_TOKEN, at=now())
    print(f"prepared {done.prepared}, sent {done.sent}, refused {done.refused}, waiting {done.waiting}")
    return 1 if done.refused else 0
