"""The formats stand still: what was written once is written the same today, byte for byte, and the other program reads it.

Made from the keys and the market of `made.py`; checked by examples/verify_our_log.py, which shares no code with us.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.tlog.made import AS_OF, head, market, proof, signer, write_log

from assay.tlog.checkpoint import cosign_checkpoint, open_checkpoint, with_signatures
from assay.tlog.keys import KeyKind, Verifier
from assay.tlog.note import parse_note
from assay.tlog.receipt import sign_promise, verify_receipt

VECTORS = Path(__file__).parent / "vectors"
ENTRIES = (VECTORS / "entries.txt").read_bytes().splitlines()
FILED = next(i for i, entry in enumerate(ENTRIES) if b'"deadline"' in entry)
KEY = Verifier.from_text((VECTORS / "vkey").read_text(encoding="utf-8"))
WITNESS = signer("witness.example", seed=3, kind=KeyKind.COSIGNATURE)


def text(name: str) -> str:
    return (VECTORS / name).read_text(encoding="utf-8")


def test_what_was_written_once_is_written_the_same_today() -> None:
    assert market(11, seed=20160520) == ENTRIES
    assert sign_promise(ENTRIES[FILED], signer()) == text("filed.promise")
    assert proof(ENTRIES, FILED) == text("filed.tlog-proof")
    note = parse_note(head(ENTRIES))
    assert with_signatures(note, [cosign_checkpoint(note, WITNESS, 1463734800)]).render() == text("checkpoint")
    assert (signer().vkey, WITNESS.vkey) == (text("vkey").strip(), text("witness.vkey").strip())


def test_what_was_written_once_holds_today() -> None:
    for name in ("filed.promise", "filed.tlog-proof"):
        assert verify_receipt(text(name), [KEY]).data == ENTRIES[FILED]
    opened = open_checkpoint(text("checkpoint"), KEY, witnesses=[WITNESS.verifier])
    assert [(c.witness, c.at) for c in opened.cosignatures] == [("witness.example", 1463734800)]


def test_the_other_program_reads_them_too(tmp_path: Path) -> None:
    folder = write_log(tmp_path, ENTRIES)
    (folder / "checkpoint").write_text(text("checkpoint"), encoding="utf-8")
    program = Path(__file__).parents[2] / "examples" / "verify_our_log.py"
    receipts = [str(VECTORS / name) for name in ("filed.promise", "filed.tlog-proof", "checkpoint")]
    words = [
        str(program),
        str(folder),
        "--key",
        str(VECTORS / "vkey"),
        "--as-of",
        AS_OF.isoformat(),
        "--receipt",
        *receipts,
    ]
    done = subprocess.run([sys.executable, "-I", *words], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "The log holds.")
