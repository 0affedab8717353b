"""Who does the work: this process, or a process a core?

The processes share the libraries that are loaded, because they are forked. A process with threads must not be forked, so they are forked either off
this one, before it has asked Polars for anything (`fresh`), or off one that has loaded the libraries and done nothing else. They start at once, and
the tables are read by one of them, so that the process that leads stays small. Each opens the desk once, and what it then holds stays for the whole
run: the collector of cycles is told not to walk it.

Where they are forked off this process, it is done twice. The first crew reads register, rights and the order of the feed, and goes; then this process
loads the compiled register, and the second crew, which screens, has it without a copy each.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa

from assay.batch.compiled import hold, let_go, without_collection
from assay.batch.desk import Desk, open_desk, open_office, store_desk
from assay.errors import Unreachable
from assay.regime.listing.verdict import Office

T = TypeVar("T")
SMALL = 60_000  # rows that one process screens sooner than others start
LOADED = ["assay.batch.local"]  # what the processes share


class Crew:
    """Something that runs functions over tasks, in order, with an office at hand. `folder`: what lies between the passes, for all of them to see."""

    def __init__(self, workers: int, folder: Path, *, fresh: bool = False) -> None:
        self.workers, self.folder = workers, folder
        self._forked = fresh and sys.platform == "linux"
        self._pool: ProcessPoolExecutor | None = None
        if workers > 1:
            gc.freeze()  # what is loaded stays, and is shared as long as nobody walks it
            self._pool = self._start()

    def _start(self) -> ProcessPoolExecutor:
        if self._forked:
            context: BaseContext = get_context("fork")
        else:
            context = get_context("forkserver")
            context.set_forkserver_preload(LOADED)
        pool = ProcessPoolExecutor(self.workers, mp_context=context, initializer=_begin)
        for _ in range(self.workers):
            pool.submit(_wake)
        return pool

    def call(self, function: Callable[..., T], *told: Any) -> Future[T]:
        """Run a function that needs no desk, by somebody."""
        if self._pool is not None:
            return self._pool.submit(function, *told)
        done: Future[T] = Future()
        done.set_result(function(*told))
        return done

    def hire(self, desk: Desk | Callable[[], Desk]) -> Future[Path | None]:
        """Give the desk to everybody; whoever is asked to makes it where it has to be made. The file of its register, where it has one."""
        return self.call(_open if self._pool is None else _store, desk, self.folder)

    def relieve(self, register: Path | None) -> None:
        """What is needed first is done: others take the place of those who did it, and share the register."""
        if self._pool is not None and self._forked and register is not None:
            self._pool.shutdown()  # with its threads, for a process that has some must not be forked
            hold(register)
            self._pool = self._start()

    def run(self, function: Callable[..., T], tasks: Iterable[tuple[Any, ...]]) -> Iterator[T]:
        """The answers in the order of the tasks, each given the office first. The desk is there."""
        jobs = ((function, self.folder, task) for task in tasks)
        return map(_do, jobs) if self._pool is None else self._pool.map(_do, jobs)

    def dismiss(self) -> None:
        """Let everybody go, at once."""
        _OFFICE.pop(self.folder, None)
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
        let_go()


@contextmanager
def open_crew(rows: int, *, workers: int | None = None, fresh: bool = False) -> Iterator[Crew]:
    """A crew for a feed of so many rows; a folder for what lies between the passes goes with it.

    `fresh`: nothing in this process has asked Polars for anything. Unreachable: a process was ended from outside.
    """
    count = workers or (1 if rows <= SMALL else cores())
    with tempfile.TemporaryDirectory(prefix="assay-screen-") as folder, _one_thread_each(count):
        crew = Crew(count, Path(folder), fresh=fresh)
        try:
            yield crew
        except BrokenProcessPool:
            raise Unreachable(
                "a process that screened was ended from outside, most likely for want of memory.",
                where=f"one of {count} processes",
                mend="Leave it more memory, or let it use fewer cores (taskset).",
            ) from None
        finally:
            crew.dismiss()


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _one_thread_each(workers: int) -> Iterator[None]:
    """The cores are the workers'; they read this when they start."""
    before = os.environ.get("POLARS_MAX_THREADS")
    if workers > 1:
        os.environ["POLARS_MAX_THREADS"] = "1"
    try:
        yield
    finally:
        if before is None:
            os.environ.pop("POLARS_MAX_THREADS", None)
        else:
            os.environ["POLARS_MAX_THREADS"] = before


_OFFICE: dict[Path, Office] = {}


def _begin() -> None:
    """What was used for one batch goes back to the system before the next: Arrow's own pools would keep it."""
    pa.set_memory_pool(pa.system_memory_pool())


def _wake() -> None:
    """A process starts by being asked for anything."""


def _open(desk: Desk | Callable[[], Desk], folder: Path) -> Path | None:
    """For this process alone."""
    with without_collection():
        _OFFICE[folder] = open_office(desk if isinstance(desk, Desk) else desk())
    return None


def _store(desk: Desk | Callable[[], Desk], folder: Path) -> Path | None:
    """For all of them."""
    with without_collection():
        register = store_desk(desk if isinstance(desk, Desk) else desk(), folder)
        gc.freeze()
    return register


def _do(job: tuple[Callable[..., T], Path, tuple[Any, ...]]) -> T:
    function, folder, task = job
    if folder not in _OFFICE:
        with without_collection():
            _OFFICE[folder] = open_desk(folder)
            gc.freeze()
    return function(_OFFICE[folder], *task)
