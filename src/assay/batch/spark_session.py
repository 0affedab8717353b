"""Is Spark here, and how is it started? Or a refusal that says what to install.

Spark is an extra of this package, and it is a Java program: both have to be there. It talks much; what it says goes into a file, which stays
where it gave up.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from assay.errors import AssayError, BadInput, NotSupported, Unreachable

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LOCAL = "local[*]"
SETTINGS: dict[str, str] = {
    "spark.app.name": "assay screen",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "25000",
    "spark.executorEnv.POLARS_MAX_THREADS": "1",  # a worker a core: they would only stand in each other's way
}
"""What we ask of Spark, unless it is told otherwise."""
KEPT_LINES = 4000
ERROR_LINE = re.compile(r"[\w.]*(Error|Exception): ")


def check_spark() -> None:
    """NotSupported where the extra or Java is missing."""
    missing = [name for name in ("pyspark", "pandas") if find_spec(name) is None]
    if missing:
        raise NotSupported(
            f"the engine spark needs the package {missing[0]}, and it is not installed.",
            where="--engine",
            mend="Run `pip install 'assay[spark]'`, or use --engine local.",
        )
    home = os.environ.get("JAVA_HOME")
    java = Path(home) / "bin" / "java" if home else shutil.which("java")
    if java is None or not Path(java).is_file():
        raise NotSupported(
            f"the engine spark needs Java, and there is none{f' in JAVA_HOME ({home})' if home else ''}.",
            where="--engine",
            mend="Install Java 17 or 21 (on Debian: `apt-get install default-jre-headless`), or use --engine local.",
        )


@contextmanager
def spark_session(*, master: str | None, settings: Sequence[str], log: Path) -> Iterator[SparkSession]:
    """A session of Spark for one run; what Spark says goes to `log`, which stays where it failed.

    `master`: as Spark names them (local[4], spark://host:7077, ...); None: this machine. `settings`: KEY=VALUE.
    Raises BadInput (a setting that is none; files that a worker does not see), Unreachable (the master does not answer), AssayError (Spark gave up).
    """
    check_spark()
    asked = dict(_setting(word) for word in settings)
    from py4j.protocol import Py4JError
    from pyspark import SparkConf, SparkContext
    from pyspark.errors import PySparkException
    from pyspark.java_gateway import launch_gateway
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    master = master or asked.get("spark.master") or LOCAL
    conf = SparkConf(loadDefaults=False).setMaster(master)
    if master.startswith("local"):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")  # nobody else is to be let in
        conf.set("spark.driver.host", "127.0.0.1")
    for key, value in {**SETTINGS, **asked, "spark.master": master}.items():
        conf.set(key, value)
    try:
        with log.open("ab") as said:
            gateway = getattr(SparkContext, "_gateway", None) or launch_gateway(  # type: ignore[no-untyped-call]
                conf, popen_kwargs={"stdout": said, "stderr": said}
            )
        session = SparkSession(SparkContext(conf=conf, gateway=gateway))
    except (Py4JError, PySparkException, OSError) as failed:
        raise _not_started(master, failed, log=log) from None
    try:
        yield session
    except (Py4JError, PySparkException) as failed:
        raise _gave_up(failed, log=log) from None
    except BaseException:
        log.unlink(missing_ok=True)
        raise
    else:
        log.unlink(missing_ok=True)
    finally:
        with suppress(Py4JError, PySparkException, OSError):
            session.stop()


def _setting(word: str) -> tuple[str, str]:
    key, equals, value = word.partition("=")
    if not equals or not key.startswith("spark."):
        raise BadInput(f"{word[:80]!r} is no setting of Spark.", where="--spark-conf", mend="Write spark.NAME=VALUE.")
    return key, value


def _not_started(master: str, failed: Exception, *, log: Path) -> AssayError:
    text = _tail(log)
    if "UnsupportedClassVersionError" in text:
        return NotSupported(
            "this Java is too old for Spark.", where="--engine", mend="Install Java 17 or 21, and name it in JAVA_HOME."
        )
    if "://" in master:
        return Unreachable(
            "no Spark master answers there.",
            where=master,
            mend=f"Check --spark-master and that it is of the same version as pyspark; Spark's own words are in {log}.",
        )
    return AssayError(f"Spark did not start ({_what(failed)}).", where=master, mend=f"Its own words are in {log}.")


def _gave_up(failed: Exception, *, log: Path) -> AssayError:
    text = str(failed)
    if "FileNotFoundError" in text:
        line = next(part for part in text.splitlines() if "FileNotFoundError" in part)
        return BadInput(
            f"a worker of Spark does not see a file ({line.strip()[:200]}).",
            where="--engine spark",
            mend="Put the feed and OUT where all machines see them under the same path.",
        )
    if "ModuleNotFoundError" in text:
        line = next(part for part in text.splitlines() if "ModuleNotFoundError" in part)
        return BadInput(
            f"a worker of Spark lacks a package ({line.strip()[:200]}).",
            where="--engine spark",
            mend="Install the same version of assay[spark] on all machines; PYSPARK_PYTHON names their Python.",
        )
    return AssayError(f"Spark gave up ({_what(failed)}).", where="--engine spark", mend=f"Its own words are in {log}.")


def _what(failed: Exception) -> str:
    """The line that says it: the end of the worker's traceback, else the first."""
    lines = str(failed).strip().splitlines() or [type(failed).__name__]
    return next((line for line in reversed(lines) if ERROR_LINE.match(line)), lines[0])[:200]


def _tail(log: Path) -> str:
    with log.open("rb") as file:
        return b"".join(file.readlines()[-KEPT_LINES:]).decode(errors="replace")
