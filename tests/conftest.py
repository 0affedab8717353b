"""What every test stands on: one PostgreSQL a run, a data folder a test, and skips that say their names.

The tests run on the server that DATABASE_URL names; without it, on an embedded one in a temporary folder, started when the first test asks for a
database and shared by all workers of pytest-xdist. A test never skips because there is no database: where none can be started, it fails.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from assay.batch.spark_session import check_spark
from assay.errors import NotSupported
from assay.server.folder import prepare, secret
from assay.server.leftovers import clear_the_way
from assay.server.place import home_of, place
from assay.server.postgres import Postgres, running, url_at

FOLDER = "ASSAY_TEST_FOLDER"
DATABASE_FIXTURES = {
    "db",
    "transactional_db",
    "django_db_setup",
    "live_server",
    "client_db",
    "database_url",
    "database",
}

# When the run is killed, nobody is left to stop the server; this waits for that and cleans up.
WATCH = """while kill -0 "$1" 2>/dev/null; do sleep 1; done
kill -INT "$2" 2>/dev/null
while kill -0 "$2" 2>/dev/null; do sleep 1; done
rm -rf -- "$3" "$4"
"""


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Name the settings and the database before Django reads them; the server itself starts when it is wanted."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "assay.web.settings"
    os.environ["ASSAY_CACHE_DIR"] = ""  # a test leaves nothing in the cache of whoever runs it
    if not hasattr(config, "workerinput") and not os.environ.get("DATABASE_URL"):
        _name_the_server()
    from django.conf import settings

    assert settings.DATABASE_URL  # once they are read, pytest-django sets Django up


def _name_the_server() -> None:
    folder = Path(tempfile.mkdtemp(prefix="assay-tests-"))
    data = folder / "data"
    folder.chmod(0o711)
    prepare(data)
    os.environ[FOLDER] = str(folder)
    os.environ["DATABASE_URL"] = url_at(place(data).home / "run", secret(data, "postgres-assay"))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server of this run, when the last worker has ended."""
    if hasattr(config, "workerinput") or FOLDER not in os.environ:
        return
    folder = Path(os.environ.pop(FOLDER))
    os.environ.pop("DATABASE_URL", None)
    home = home_of(folder / "data")
    clear_the_way(home / "cluster")
    shutil.rmtree(home, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a database; skip, by name, what needs data, a browser or Java that this machine does not have."""
    for item in items:
        names = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or names & DATABASE_FIXTURES:
            item.add_marker(pytest.mark.database)
        if item.get_closest_marker("data") and data_folder() is None:
            item.add_marker(pytest.mark.skip(reason="ASSAY_DATA names no folder of data sets"))
        if item.get_closest_marker("browser") and chromium_path() is None:
            item.add_marker(pytest.mark.skip(reason="this machine has no Chromium"))
        if item.get_closest_marker("spark") and not has_spark():
            item.add_marker(pytest.mark.skip(reason="this machine has no Java, or no pyspark"))


@pytest.fixture(scope="session")
def database_url() -> str:
    """The URL of a PostgreSQL that answers, for a role that may create databases."""
    url = os.environ["DATABASE_URL"]
    if FOLDER in os.environ:
        folder = Path(os.environ[FOLDER])
        with (folder / "starting").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if running(folder / "data") is None:
                _start(folder)
    return url


def _start(folder: Path) -> None:
    server = Postgres(folder / "data", durable=False, dies_with_us=False)
    server.start()
    assert server.process is not None
    controller = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
    quiet = subprocess.DEVNULL
    words = [
        "/bin/sh",
        "-c",
        WATCH,
        "watch",
        str(controller),
        str(server.process.pid),
        str(folder),
        str(server.place.home),
    ]
    subprocess.Popen(words, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(database_url: str, django_db_modify_db_settings_parallel_suffix: None) -> None:
    """pytest-django asks for this before it makes its database: by then the server runs."""
    from django.conf import settings

    # Argon2 is slow on purpose; that the office uses it is a test of its own.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]


@pytest.fixture(autouse=True)
def own_data_folder(request: pytest.FixtureRequest) -> Iterator[Path | None]:
    """A test that has a database has a data folder of its own too: its papers, keys and log never mix with another's."""
    if request.node.get_closest_marker("database") is None:
        yield None
        return
    from django.conf import settings

    from assay.actions.policy import forget_stored
    from assay.actions.screening import forget_register

    forget_stored()  # a test that commits leaves no row behind
    forget_register()  # one brand enrolled at one time is not the next test's
    folder: Path = request.getfixturevalue("tmp_path") / "office"
    before, setting = os.environ.get("ASSAY_DATA_DIR"), settings.ASSAY_DATA_DIR
    os.environ["ASSAY_DATA_DIR"], settings.ASSAY_DATA_DIR = str(folder), folder
    try:
        yield folder
    finally:
        settings.ASSAY_DATA_DIR = setting
        if before is None:
            os.environ.pop("ASSAY_DATA_DIR", None)
        else:
            os.environ["ASSAY_DATA_DIR"] = before


def data_folder() -> Path | None:
    """The folder of data sets outside the project (docs/data.md); None where ASSAY_DATA names none."""
    named = os.environ.get("ASSAY_DATA", "")
    return Path(named) if named and Path(named).is_dir() else None


def chromium_path() -> str | None:
    """The system's Chromium."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def has_spark() -> bool:
    """Whether Spark can be started here."""
    try:
        check_spark()
    except NotSupported:
        return False
    return True


@pytest.fixture(scope="session")
def assay_data() -> Path:
    """The folder of data sets; only for tests marked `data`."""
    folder = data_folder()
    assert folder is not None, "mark this test with @pytest.mark.data"
    return folder
