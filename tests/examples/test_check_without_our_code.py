"""Programs that share no code with us find what we find: one Python file, and one page that a browser opens from disk."""

from __future__ import annotations

import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from benchmarks.log.tampering import run as tamper
from tests.conftest import chromium_path
from tests.tlog.made import AS_OF, head, market, proof, signer, write_log

from assay.tlog.entry import parse_entry
from assay.tlog.receipt import sign_promise

ROOT = Path(__file__).parents[2]
ENTRIES = market(600)
FILED = next(i for i, entry in enumerate(ENTRIES) if b'"deadline"' in entry)


def check(*words: str | Path) -> tuple[int, str]:
    # Isolated (-I) and from another folder: it may find nothing of ours.
    done = subprocess.run(
        [sys.executable, "-I", str(ROOT / "examples" / "verify_our_log.py"), *map(str, words)],
        capture_output=True,
        text=True,
        cwd="/",
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def test_the_one_file_imports_nothing_of_ours() -> None:
    text = (ROOT / "examples" / "verify_our_log.py").read_text(encoding="utf-8")
    imported = set(re.findall(r"^(?:import|from) ([a-z0-9_]+)", text, flags=re.M))
    assert imported - set(sys.stdlib_module_names) == {"cryptography"}


def test_the_one_file_recomputes_the_five_counts(tmp_path: Path) -> None:
    folder = write_log(tmp_path / "log", ENTRIES)
    receipts = {
        "a.promise": sign_promise(ENTRIES[FILED], signer()),
        "b.tlog-proof": proof(ENTRIES, FILED),
        "kept": head(ENTRIES[:300]),
    }
    for name, text in receipts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    code, out = check(
        folder, "--key", signer().vkey, "--as-of", AS_OF.isoformat(), "--receipt", *(tmp_path / n for n in receipts)
    )
    entries = [parse_entry(e) for e in ENTRIES]
    counts = dict(re.findall(r"^  (\D+?) +(\d+)$", out, flags=re.M))
    filed = sum(e.event == "filed" for e in entries)
    assert code == 0
    assert {name: int(n) for name, n in counts.items()} == {
        "filed": filed,
        "answered in time": filed,
        "overdue": 0,
        "restrictions imposed": sum((e.kind, e.event) == ("restriction", "imposed") for e in entries),
        "appeals upheld": sum(e.outcome == "upheld" for e in entries),
    }


def test_the_one_file_refuses_what_it_cannot_use(tmp_path: Path) -> None:
    folder = write_log(tmp_path / "log", ENTRIES[:3])
    assert check(tmp_path / "nowhere", "--key", signer().vkey)[0] == 2
    assert check(folder, "--key", "no key")[0] == 2
    assert check(folder, "--key", signer(seed=2).vkey)[0] == 1


def test_sampled_tamperings_are_found_by_both_programs_and_clean_logs_by_neither() -> None:
    result = tamper(60, seed=7, clean=10)
    assert (result["missed"], result["false_alarms"]) == ([], [])
    assert all(counts["named"] == counts["made"] == 6 for counts in result["kinds"].values())


@pytest.mark.browser
def test_a_brand_drops_its_receipt_into_the_page_and_sees_whether_it_holds(tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    good, promise = proof(ENTRIES, FILED), sign_promise(ENTRIES[FILED], signer())
    cases = {
        "good.tlog-proof": (good, "The receipt holds: it is in the log."),
        "good.promise": (promise, "The promise holds: the log owes the entry."),
        "other.tlog-proof": (proof(ENTRIES, FILED, key=signer(seed=2)), "It does not hold."),
        "moved.tlog-proof": (good.replace(f"index {FILED}", f"index {FILED + 1}"), "It does not hold."),
        "none.txt": ("hello", "It cannot be checked."),
        "big.txt": ("x" * 600_000, "It cannot be checked."),
    }
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto((ROOT / "examples" / "verify_receipt.html").as_uri())
        page.fill("#key", signer().vkey)
        for name, (text, verdict) in cases.items():
            path = tmp_path / name
            path.write_text(text, encoding="utf-8")
            page.set_input_files("#file", path)
            page.wait_for_function(
                "text => document.querySelector('.verdict')?.textContent.startsWith(text)", arg=verdict
            )
            page.evaluate("document.getElementById('answer').replaceChildren()")
        assert [url for url in asked if not url.startswith("file:")] == []
        browser.close()


@pytest.mark.parametrize("name", ["verify_our_log.py", "verify_receipt.html"])
def test_the_published_digest_is_that_of_the_file(name: str) -> None:
    digest = sha256((ROOT / "examples" / name).read_bytes()).hexdigest()
    assert f"`{name}` {digest}" in (ROOT / "docs" / "log.md").read_text(encoding="utf-8")
