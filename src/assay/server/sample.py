"""`assay demo`: generates the sample marketplace; loads it into an office, or writes it as files.

Loading starts what it needs (the embedded PostgreSQL of --data, unless DATABASE_URL names a server), brings the tables to this version, loads once
and stops again. `assay up --demo` on the same folder then shows it. Whatever stands in the database already is left as it is.
"""

from __future__ import annotations

import argparse
import os

from assay.errors import BadInput
from assay.server.folder import hold, prepare
from assay.server.listen import Address
from assay.server.postgres import Postgres
from assay.server.up import DEMO_MARK, check_server, environment_of_parts, make_ready

NOBODY = Address(host="localhost", ip="127.0.0.1", port=0, loopback=True)


def run(args: argparse.Namespace) -> int:
    """With --out only files are written, and nothing is started."""
    if args.out is not None:
        from assay.demo.command import run as write

        return write(args)
    if args.as_of is not None:
        raise BadInput("a loaded sample ends today.", where="--as-of", mend="Leave it out, or write files with --out.")
    data = args.data.absolute()
    prepare(data)
    with hold(data):
        url = os.environ.get("DATABASE_URL", "")
        if url:
            check_server(url)
        server = None if url else Postgres(data)
        try:
            url = server.start() if server else url
            environment = environment_of_parts(data, NOBODY, url, demo=True)
            make_ready(environment)
            (data / DEMO_MARK).touch()
            return _load(environment, args)
        finally:
            if server:
                server.stop()


def _load(environment: dict[str, str], args: argparse.Namespace) -> int:
    os.environ.update(environment)
    import django

    django.setup()
    from assay.demo.load import load

    loaded = load(seed=args.seed, stores=args.stores, listings=args.listings)
    if loaded is None:
        print(f"{args.data}: a marketplace stands here already; nothing was changed.")
        return 0
    print(f"{args.data}: {loaded.scenes:,} scenes loaded. Look at them: assay up --demo --data {args.data}")
    for missed in loaded.missed:
        print(f"left out: {missed}")
    return 0
