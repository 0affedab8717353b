"""Spark gives the same verdicts on the same rows: on this machine, and on a cluster of a master and two workers."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl
import pytest
from tests.batch import market
from tests.server.running import until

from assay.batch import spark as engine
from assay.batch import spark_session
from assay.batch.spark_session import check_spark
from assay.cli import main
from assay.errors import NotSupported

ROWS = 3_000
# Programs of Java that live for seconds: they are not worth the compiler's second look.
BRIEF = {**os.environ, "JDK_JAVA_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"}
spark = pytest.mark.spark


def screen(folder: Path, feed: str, *more: str) -> tuple[pl.DataFrame, list[dict[str, str]], dict[str, object]]:
    """OUT, what was set aside, and the summary."""
    out = folder / "out.parquet"
    words = ["screen", str(folder / feed), "--register", str(folder / "register.json")]
    words += ["--rights", str(folder / "rights.csv"), "--stores", str(folder / "stores.csv")]
    words += ["--as-of", market.AS_OF, "--out", str(out), "--json", *more]
    done = subprocess.run(
        [sys.executable, "-m", "assay.cli", *words], capture_output=True, text=True, check=False, env=BRIEF
    )
    assert (done.returncode, done.stderr) == (0, "")
    aside = [json.loads(x) for x in (folder / "out.parquet.refused.ndjson").read_text(encoding="utf-8").splitlines()]
    return pl.read_parquet(out), aside, json.loads(done.stdout)


def agree(folder: Path, feed: str, *spark_words: str) -> None:
    """Both engines on the same files: every column of every row in the same order, and the same rows set aside with their places."""
    ours, aside, said = screen(folder, feed)
    before = {path.name for path in folder.iterdir()}
    theirs, aside_by_spark, said_by_spark = screen(folder, feed, "--engine", "spark", *spark_words)
    assert theirs.schema == ours.schema
    for column in ours.columns:
        assert theirs[column].equals(ours[column], null_equal=True), column
    assert aside_by_spark == aside
    assert {**said_by_spark, "seconds": 0} == {**said, "seconds": 0}
    # Nothing that Spark needed meanwhile stays behind.
    assert {path.name for path in folder.iterdir()} == before
    # The feed is worth the comparison.
    assert set(ours["verdict"]) == {"publish", "review", "hold", "remove"}
    assert {"in_force", "none", "expired", "revoked", "not_needed"} <= set(ours["right_state"])
    assert {"name", "separated", "leet", "starred"} <= set(ours["claim_kind"])
    assert ours["over_units"].any() and {"brand", "market"} <= set(ours["reference_source"])
    assert len(aside) >= 20


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("market")
    market.write(folder, count=ROWS)
    return folder


@spark
@pytest.mark.long
@pytest.mark.parametrize("feed", ["feed.parquet", "feed.ndjson"])
def test_spark_on_this_machine_decides_the_same(files: Path, feed: str) -> None:
    agree(files, feed, "--spark-master", "local[2]")


@spark
@pytest.mark.long
def test_a_master_and_two_workers_decide_the_same(files: Path, tmp_path: Path) -> None:
    with cluster(tmp_path, workers=2) as master:
        agree(files, "feed.parquet", "--spark-master", master)
        # Both had a part in it.
        assert [len(list((tmp_path / f"work{n}").glob("app-*/*"))) for n in range(2)] == [1, 1]


@contextmanager
def cluster(folder: Path, *, workers: int) -> Iterator[str]:
    """A standalone master with workers on free ports, out of the package from the index; whatever happens, they are gone afterwards."""
    spec = importlib.util.find_spec("pyspark")
    assert spec is not None and spec.submodule_search_locations
    home = Path(spec.submodule_search_locations[0])
    words = [str(home / "bin" / "spark-class")]
    environment = {
        **BRIEF,
        "SPARK_HOME": str(home),
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_LOCAL_IP": "127.0.0.1",
    }
    processes: list[subprocess.Popen[bytes]] = []

    def start(name: str, *more: str) -> Path:
        log = folder / f"{name}.log"
        with log.open("wb") as said:
            processes.append(
                subprocess.Popen(
                    [*words, *more],
                    env=environment,
                    stdout=said,
                    stderr=said,
                    stdin=subprocess.DEVNULL,
                    start_new_session=True,
                )
            )
        return log

    def said(log: Path, what: str) -> re.Match[str] | None:
        return re.search(what, log.read_text(encoding="utf-8", errors="replace"))

    try:
        deploy = "org.apache.spark.deploy"
        log = start("master", f"{deploy}.master.Master", "--host", "127.0.0.1", "--port", "0", "--webui-port", "0")
        master = until(lambda: said(log, r"Starting Spark master at (spark://\S+)"), "the master's address").group(1)
        for number in range(workers):
            where = [
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--webui-port",
                "0",
                "--work-dir",
                str(folder / f"work{number}"),
            ]
            started = start(
                f"worker{number}", f"{deploy}.worker.Worker", "--cores", "1", "--memory", "1g", *where, master
            )
            until(lambda log=started: said(log, "Successfully registered with master"), "a worker that registers")  # type: ignore[misc]
        yield master
    finally:
        for process in reversed(processes):
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@spark
@pytest.mark.long
def test_a_feed_that_the_workers_do_not_see_is_one_clear_refusal(
    files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("feed.parquet", "register.json", "rights.csv"):
        shutil.copy(files / name, tmp_path / name)
    monkeypatch.setenv("JDK_JAVA_OPTIONS", BRIEF["JDK_JAVA_OPTIONS"])
    before = engine._columns
    # The feed goes after it was opened and before it is read.
    monkeypatch.setattr(engine, "_columns", lambda desk: ((tmp_path / "feed.parquet").unlink(), before(desk))[1])
    words = ["screen", str(tmp_path / "feed.parquet"), "--register", str(tmp_path / "register.json")]
    words += ["--rights", str(tmp_path / "rights.csv"), "--out", str(tmp_path / "out.parquet"), "--engine", "spark"]
    assert main([*words, "--spark-master", "local[2]"]) == 2
    refusal = capsys.readouterr().err.strip().splitlines()
    assert len(refusal) == 1
    assert "a worker of Spark does not see a file" in refusal[0] and "feed.parquet" in refusal[0]
    assert not list(tmp_path.glob("out.parquet.parts*")) and not (tmp_path / "out.parquet").exists()


def test_without_the_extra_the_refusal_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark_session, "find_spec", lambda name: None)
    with pytest.raises(NotSupported) as refused:
        check_spark()
    assert str(refused.value) == (
        "--engine: the engine spark needs the package pyspark, and it is not installed. "
        "Run `pip install 'assay[spark]'`, or use --engine local."
    )


def test_without_java_the_refusal_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(spark_session, "find_spec", lambda name: object())
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(NotSupported) as refused:
        check_spark()
    assert refused.value.what == f"the engine spark needs Java, and there is none in JAVA_HOME ({tmp_path})."
    monkeypatch.delenv("JAVA_HOME")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NotSupported) as refused:
        check_spark()
    assert str(refused.value) == (
        "--engine: the engine spark needs Java, and there is none. "
        "Install Java 17 or 21 (on Debian: `apt-get install default-jre-headless`), or use --engine local."
    )


def test_a_setting_that_is_none_is_refused_before_spark_starts(
    files: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(spark_session, "find_spec", lambda name: object())
    monkeypatch.setenv("JAVA_HOME", str(files))
    (files / "bin").mkdir(exist_ok=True)
    (files / "bin" / "java").write_text("")
    words = ["screen", str(files / "feed.parquet"), "--register", str(files / "register.json")]
    words += ["--rights", str(files / "rights.csv"), "--out", str(files / "o.parquet"), "--engine", "spark"]
    assert main([*words, "--spark-conf", "memory"]) == 2
    assert capsys.readouterr().err == (
        "assay screen: --spark-conf: 'memory' is no setting of Spark. Write spark.NAME=VALUE.\n"
    )
