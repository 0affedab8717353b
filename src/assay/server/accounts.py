"""`assay account NAME --role ROLE`: open an account for a person whom the operator knows.

The password is asked for on a terminal, or read as the one line of standard input; never an argument, which every process on the machine could read.
"""

from __future__ import annotations

import argparse
import getpass
import os
import sys

from assay.errors import BadInput
from assay.server.postgres import database


def run(args: argparse.Namespace) -> int:
    """0 when the account is open. BadInput, Conflict, NotFound: why not."""
    data = args.data.absolute()
    if not (data / "keys").is_dir() and not os.environ.get("DATABASE_URL"):
        raise BadInput(
            "there is no office in this folder.",
            where=str(data),
            mend="Start it once with `assay up`, or name its folder with --data.",
        )
    password = _password()
    with database(data) as url:
        os.environ["DATABASE_URL"] = url
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "assay.web.settings")
        import django

        django.setup()
        from assay.actions.party import open_account
        from assay.regime.terms import Role

        person = open_account(
            username=args.name,
            password=password,
            role=Role(args.role),
            party=args.brand or args.store or args.notifier or "",
        )
    print(f"{person.username} may log in as {args.role}.")
    return 0


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("Password: ")
    if getpass.getpass("Once more: ") != first:
        raise BadInput("the two passwords differ.", where="password", mend="Try again.")
    return first
