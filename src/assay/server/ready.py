"""Are the tables those of this version, and is the sample marketplace there, where it was asked for?

Runs as a process of its own before web and worker start, so that `assay up` itself stays small: `python -m assay.server.ready [--demo] [--repair]`.
"""

from __future__ import annotations

import os
import sys


def main(*, demo: bool, repair: bool) -> int:
    """Migrate; load the sample marketplace; write again what the public log's files lack. 2 and one line on stderr where that is refused."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "assay.web.settings")
    django.setup()
    from django.core.management import call_command
    from django.db import DatabaseError, connection

    from assay.errors import AssayError

    try:
        with connection.cursor() as cursor:
            # Two offices that start at once on one server: the second one waits, and finds everything done.
            cursor.execute("SELECT pg_advisory_lock(%s)", [2016_05_20])
            call_command("migrate", interactive=False, verbosity=0)
            if demo:
                from assay.demo.load import load

                load()
            if repair:
                from assay.actions import log

                log.repair()
            _begin_log()
    except DatabaseError as failed:
        print(f"assay up: the database refuses: {str(failed).splitlines()[0]}", file=sys.stderr)
        return 2
    except AssayError as refusal:
        print(f"assay up: {refusal}", file=sys.stderr)
        return 2
    return 0


def _begin_log() -> None:
    from assay.actions import clock, log

    try:
        log.begin(at=clock.now())
    except log.LogDamaged as damaged:
        # The office opens all the same: everybody else's work goes on, and the worker says it again until a person has looked.
        print(f"assay up: {damaged}", file=sys.stderr)


if __name__ == "__main__":
    raise SystemExit(main(demo="--demo" in sys.argv[1:], repair="--repair" in sys.argv[1:]))
