"""How does the office run? PostgreSQL, migrations, web server, worker; started in this order, watched, stopped in the opposite one.

What it promises: Ctrl-C (or SIGTERM) stops everything cleanly; a part that dies is started again and nothing acknowledged is lost; if `assay up`
itself is killed, the kernel ends its children; whatever makes a start impossible is one line. Demo accounts open only on loopback.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import psycopg

from assay.errors import AssayError, BadInput, NotPermitted
from assay.server.account import die_with_parent
from assay.server.folder import hold, prepare, refuse_unfinished, secret
from assay.server.listen import Address, address, free_pair
from assay.server.parts import Child, Parts, PostgresPart
from assay.server.postgres import Postgres

OLDEST = 15
WATCH_SECONDS = 0.1
DEMO_MARK = "demo-accounts"


class Stopped(Exception):
    """Somebody asked us to stop."""


def run(args: argparse.Namespace) -> int:
    """`assay up`: 0 after a clean stop; BadInput or Conflict where it cannot start."""
    where = address(args.host, args.port)
    data = args.data.absolute()
    refuse_demo_in_public(data, where, demo=args.demo)
    prepare(data)
    refuse_unfinished(data)
    with hold(data), _stop_on_signals():
        parts = Parts()
        try:
            return _run(parts, data, where, demo=args.demo)
        except Stopped:
            print("Stopping.", flush=True)
            return 0
        finally:
            with _deaf_to_signals():
                parts.stop()


def _run(parts: Parts, data: Path, where: Address, *, demo: bool) -> int:
    external = os.environ.get("DATABASE_URL", "")
    if external:
        check_server(external)
        url = external
    else:
        server = Postgres(data)
        parts.start(PostgresPart(server))
        url = server.url
    environment = environment_of_parts(data, where, url, demo=demo)
    if demo:
        (data / DEMO_MARK).touch()
    make_ready(environment, *(["--demo"] if demo else []))
    python = [sys.executable, "-m"]
    web = Child("the web server", [*python, "assay.server.web", where.ip, str(where.port)], environment)
    parts.start(web)
    _wait_until_it_answers(web, where)
    # After the web server, so that the pages come first on a small machine.
    parts.start(Child("the worker", [*python, "assay.server.worker"], environment))
    if (data / DEMO_MARK).exists():
        for number, words in enumerate(_witnesses(data, where), 1):
            parts.start(Child(f"witness {number}", words, environment, quiet=True))
    print(f"Assay is ready: {where.shown}  (Ctrl-C stops it)", flush=True)
    while True:
        time.sleep(WATCH_SECONDS)
        try:
            parts.tend()
        except AssayError as refused:
            print(f"assay up: {refused}", file=sys.stderr, flush=True)


def _witnesses(data: Path, where: Address) -> list[list[str]]:
    """How the two witnesses of a demonstration are started; they cosign its log as an outsider's would."""
    from assay.outside.signer import log_signers
    from assay.outside.witnesses import demo_witnesses
    from assay.web.settings import ASSAY_ORIGIN

    key = log_signers(data / "keys", origin=ASSAY_ORIGIN)[0]
    return demo_witnesses(data, log_vkey=key.vkey, first_port=free_pair(where.port))


def refuse_demo_in_public(data: Path, where: Address, *, demo: bool) -> None:
    """NotPermitted where the demo accounts, whose passwords anyone can read, could be reached from another machine."""
    if where.loopback:
        return
    if demo:
        raise NotPermitted(
            "the demo accounts are open to everybody, so --demo listens on this machine only.",
            where=f"--host {where.host}",
            mend="Leave --demo or --host away.",
        )
    if (data / DEMO_MARK).exists():
        raise NotPermitted(
            "this data folder holds demo accounts, which are open to everybody.",
            where=str(data),
            mend="Name another folder with --data, or listen on 127.0.0.1.",
        )


def check_server(url: str) -> None:
    """BadInput where DATABASE_URL names no PostgreSQL server that we can use. Its password is never shown."""
    mend = "DATABASE_URL=postgresql://USER:PASSWORD@HOST:PORT/DATABASE, or leave it empty for the embedded one."
    if not url.startswith(("postgresql://", "postgres://")):
        raise BadInput("this is not the URL of a PostgreSQL database.", where="DATABASE_URL", mend=mend)
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            version = connection.info.server_version // 10_000
    except psycopg.OperationalError as failed:
        said = (str(failed).strip().splitlines() or ["it does not answer"])[0]
        raise BadInput(f"the database cannot be reached: {said}.", where="DATABASE_URL", mend=mend) from None
    except (psycopg.Error, ValueError):
        raise BadInput("this is not the URL of a PostgreSQL database.", where="DATABASE_URL", mend=mend) from None
    if version < OLDEST:
        raise BadInput(
            f"the server is PostgreSQL {version}.", where="DATABASE_URL", mend=f"Assay needs {OLDEST} or newer."
        )


def environment_of_parts(data: Path, where: Address, url: str, *, demo: bool) -> dict[str, str]:
    """What every part is told (docs/reference/settings.md)."""
    secret(data, "session")
    hosts = os.environ.get("ASSAY_HOSTS") or ",".join(dict.fromkeys(["localhost", "127.0.0.1", "[::1]", where.host]))
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "assay.web.settings",
        "DATABASE_URL": url,
        "ASSAY_DATA_DIR": str(data),
        "ASSAY_SECRET_KEY_FILE": str(data / "keys" / "session"),
        "ASSAY_HOSTS": hosts,
        "ASSAY_DEMO": "1" if demo else "0",
        "OMP_THREAD_LIMIT": os.environ.get("OMP_THREAD_LIMIT", "1"),
    }


def make_ready(environment: dict[str, str], *words: str) -> None:
    """Bring the tables to this version (see `ready`). BadInput with its last line where that fails."""
    child = subprocess.Popen(
        [sys.executable, "-m", "assay.server.ready", *words],
        env=environment,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=die_with_parent(signal.SIGKILL),
    )
    try:
        said = child.communicate()[1].decode(errors="replace").strip()
    except Stopped:
        child.kill()
        child.wait()
        raise
    if child.returncode == 0:
        if said:
            print(said, file=sys.stderr, flush=True)
        return
    last = (said.splitlines() or ["it said nothing"])[-1]
    if child.returncode != 2:
        print(said, file=sys.stderr, flush=True)
    raise BadInput(f"the database could not be made ready: {last.removeprefix('assay up: ')}")


def _wait_until_it_answers(web: Child, where: Address) -> None:
    """Until the first page can be had; BadInput where the web server ends instead."""
    while True:
        code = web.ended()
        if code is not None:
            raise BadInput(f"the web server ended instead of starting (exit code {code}).", mend="It says why above.")
        connection = http.client.HTTPConnection(where.near, where.port, timeout=5)
        try:
            connection.request("GET", "/", headers={"Host": "localhost"})
            connection.getresponse()
            return
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
        finally:
            connection.close()


@contextlib.contextmanager
def _stop_on_signals() -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        raise Stopped

    orders = [signal.SIGINT, signal.SIGTERM]
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup asks us to outlive the terminal
        orders.append(signal.SIGHUP)
    before = {order: signal.signal(order, stop) for order in orders}
    try:
        yield
    finally:
        for order, handler in before.items():
            signal.signal(order, handler)


@contextlib.contextmanager
def _deaf_to_signals() -> Iterator[None]:
    """While we stop: a second Ctrl-C would only leave children behind."""
    for order in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(order, signal.SIG_IGN)
    yield
