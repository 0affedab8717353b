"""How are the pages served? Granian in front of Django, as a part of `assay up`: `python -m assay.server.web ADDRESS PORT`."""

from __future__ import annotations

import os
import sys

THREADS = 8
IDLE_SECONDS = 600  # a thread that ends takes its connection to the database with it; the next has to log in


def main(address: str, port: int) -> None:
    """Serve until SIGTERM; requests that run are finished."""
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels

    Granian(
        "assay.web.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=max(1, min(4, os.cpu_count() or 1)),
        blocking_threads=THREADS,
        blocking_threads_idle_timeout=IDLE_SECONDS,
        respawn_failed_workers=True,
        respawn_interval=0.1,
        workers_kill_timeout=5,
        log_level=LogLevels.error,
    ).serve()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
