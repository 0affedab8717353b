"""`assay log mend`, `assay log resume`, `assay log rotate`: what a person of the office does with its own log.

All three work beside an office that runs: whoever writes the log holds the lock of its head, in whichever process he is.
"""

from __future__ import annotations

import argparse
import os

from assay.errors import BadInput
from assay.server.postgres import database


def run(args: argparse.Namespace) -> int:
    """0 when it is done. BadInput: no office in the folder. LogDamaged: the rows do not lead to the signed root; nothing was written."""
    data = args.data.absolute()
    if not (data / "keys").is_dir():
        raise BadInput("there is no office in this folder.", where=str(data), mend="Name its data folder with --data.")
    with database(data) as url:
        os.environ |= {"DATABASE_URL": url, "ASSAY_DATA_DIR": str(data)}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "assay.web.settings")
        import django

        django.setup()
        for line in _done(args.log_command):
            print(line)
    return 0


def _done(command: str) -> list[str]:
    from assay.actions import clock, log_mending

    if command == "mend":
        mended = log_mending.repair()
        return [f"written again: {path}" for path in mended] or ["every file of the log is as the rows say"]
    if command == "resume":
        log_mending.resume()
        return ["the log goes on with the next turn of the worker"]
    key = log_mending.rotate_key(at=clock.now())
    return [f"the new verifier key: {key}", "The old key signs beside it until its file in keys is taken away."]
