"""Does this receipt hold, and does this whole log? What an outsider runs, who trusts nobody's server.

`assay log verify` needs the receipt and the log's key, nothing else; `assay log audit` reads a log from an address or a folder (a mirror does as
well) and prints everything that is wrong with it, each with its place. Exit code 1: it does not hold.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from assay.errors import BadInput, TooLarge
from assay.outside.tiles import log_source
from assay.tlog.canonical import parse_json
from assay.tlog.commitment import NotOpened, pseudonym, verify_commitment
from assay.tlog.entry import Entry, rfc3339
from assay.tlog.fault import MISBEHAVIOUR, Report
from assay.tlog.keys import KeyKind, Verifier
from assay.tlog.receipt import MAX_RECEIPT_BYTES, Receipt, verify_receipt
from assay.tlog.verify import audit

MAX_KEY_BYTES = 1 << 16
MAX_OPENING_BYTES = 1 << 20
MAX_RECEIPTS = 100_000


def run(args: argparse.Namespace) -> int:
    """`assay log verify` and `assay log audit`."""
    return _verify(args) if args.log_command == "verify" else _audit(args)


def read_keys(text: str) -> list[Verifier]:
    """Verifier keys: one written out, or a file with one a line (`#` begins a comment)."""
    path = Path(text)
    try:
        written_out = not path.is_file()
    except (OSError, ValueError):
        written_out = True
    if written_out:
        if "+" not in text:
            raise BadInput("there is no such key or file.", where=text[:80], mend="Give the log's vkey, or its file.")
        return [Verifier.from_text(text)]
    content = read_limited(path, limit=MAX_KEY_BYTES).decode("utf-8", "replace")
    lines = [line.strip() for line in content.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    if not lines:
        raise BadInput("there is no key in this file.", where=str(path), mend="One vkey a line.")
    return [Verifier.from_text(line) for line in lines]


def read_limited(path: Path, *, limit: int) -> bytes:
    """A file's bytes; refused by name where it cannot be read or is longer than its kind can be."""
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror or error}.", where=str(path), mend="Check the path.") from None
    if len(data) > limit:
        raise TooLarge(
            f"a file of {max(path.stat().st_size, limit + 1)} bytes.",
            where=str(path),
            mend=f"At most {limit} bytes are read.",
        )
    return data


def _verify(args: argparse.Namespace) -> int:
    keys = _log_keys(args.key)
    data = read_limited(args.receipt, limit=MAX_RECEIPT_BYTES)
    witnesses = [key for text in args.witness for key in read_keys(text)]
    receipt = verify_receipt(data, keys, witnesses=witnesses)
    if args.opening is not None:
        _open(receipt, args.opening)
    if args.json:
        print(json.dumps(_as_json(receipt, opened=args.opening is not None)))
        return 0
    print("\n".join(_in_words(receipt, opened=args.opening is not None)))
    return 0


def _open(receipt: Receipt, path: Path) -> None:
    """The opening belongs to this entry: its case is the case named, and its value is what was committed to."""
    opening = parse_json(read_limited(path, limit=MAX_OPENING_BYTES))
    try:
        kind, identifier = (str(part) for part in opening["case"])
        case_salt, salt = (bytes.fromhex(opening[name]) for name in ("case_salt", "salt"))
        value = opening["value"]
    except (KeyError, TypeError, ValueError):
        raise BadInput(
            "this is not an opening.", where=str(path), mend="It holds case, case_salt, value and salt."
        ) from None
    entry = receipt.entry
    if entry.case is None or entry.commitment is None:
        raise NotOpened("this entry has no case or commitment to open")
    if pseudonym(kind, identifier, salt=case_salt) != entry.case:
        raise NotOpened("this entry is not of the case that the opening names")
    verify_commitment(entry.commitment, value=value, salt=salt)


def _as_json(receipt: Receipt, *, opened: bool) -> dict[str, object]:
    promise, head = receipt.promise, receipt.head
    return {
        "holds": True,
        "log": head.checkpoint.origin if head else promise.origin if promise else None,
        "entry": json.loads(receipt.data),
        "promised": {
            "received": rfc3339(promise.received),
            "logged_by": rfc3339(promise.logged_by),
            "deadline": rfc3339(promise.deadline) if promise.deadline else None,
        }
        if promise
        else None,
        "index": receipt.index,
        "size": head.checkpoint.size if head else None,
        "cosigned_by": [each.witness for each in head.cosignatures] if head else [],
        "opened": opened,
    }


def _in_words(receipt: Receipt, *, opened: bool) -> Iterable[str]:
    entry, promise, head = receipt.entry, receipt.promise, receipt.head
    yield f"The receipt holds: {_said(entry)}."
    if promise is not None:
        yield f"  promised    by {promise.origin}, received {rfc3339(promise.received)}"
    if promise is not None and head is None:
        yield f"              it stands in the log by {rfc3339(promise.logged_by)}: ask then for the proof"
    if entry.deadline is not None:
        yield f"  an outcome  is promised by {rfc3339(entry.deadline)}"
    if head is not None:
        yield f"  logged      as entry {receipt.index} of {head.checkpoint.origin}, of {head.checkpoint.size} entries"
        names = ", ".join(each.witness for each in head.cosignatures) or "nobody whose key you gave"
        yield f"  cosigned    by {names}"
    if opened:
        yield "  opened      the committed values are those of the opening"


def _said(entry: Entry) -> str:
    parts = [entry.kind.replace("_", " "), entry.event.replace("_", " ")]
    parts += [f"({entry.outcome})"] if entry.outcome else []
    return " ".join([*parts, "at", rfc3339(entry.time)])


def _audit(args: argparse.Namespace) -> int:
    keys = _log_keys(args.key)
    witnesses = [key for text in args.witness for key in read_keys(text)]
    as_of = _time(args.as_of) if args.as_of else datetime.now(UTC)
    receipts = list(_receipts(args.receipts))
    report = audit(
        log_source(args.log),
        keys,
        as_of=as_of,
        receipts=receipts,
        witnesses=witnesses,
        progress=_progress() if sys.stderr.isatty() else lambda done, size: None,
    )
    if args.json:
        print(json.dumps(report.to_json(), indent=1))
    else:
        print("\n".join(_report_in_words(report)))
    return 0 if report.holds else 1


def _receipts(paths: Iterable[Path]) -> Iterable[tuple[str, bytes]]:
    """Receipts by name; a folder stands for its files. One that is too large is a receipt all the same: a malformed one."""
    files: list[Path] = []
    for path in paths:
        files += sorted(p for p in path.iterdir() if p.is_file()) if path.is_dir() else [path]
    if len(files) > MAX_RECEIPTS:
        raise TooLarge(f"{len(files)} receipts.", mend=f"At most {MAX_RECEIPTS} are read at once.")
    for path in files:
        yield str(path), read_limited(path, limit=MAX_RECEIPT_BYTES)


def _report_in_words(report: Report) -> Iterable[str]:
    if report.origin:
        yield f"{report.origin}: {report.size} entries, root {report.root.hex()}"
        yield f"  judged as of {rfc3339(report.as_of)}, with {report.receipts} receipts"
        yield f"  cosigned by {', '.join(report.cosigned_by) or 'nobody whose key you gave'}"
    for found in report.faults:
        mark = "  proof of misbehaviour" if found.kind in MISBEHAVIOUR else ""
        yield f"FAULT {found.kind}: {found.where}: {found.what}{mark}"
    for found in report.remarks[:20]:
        yield f"remark {found.kind}: {found.where}: {found.what}"
    if len(report.remarks) > 20:
        yield f"remark: {len(report.remarks) - 20} more; --json lists them"
    for name, count in report.figures.items():
        yield f"  {name:<28} {count}"
    yield (
        "The log holds."
        if report.holds
        else f"The log does not hold: {sum(report.counts[k] for k in _kinds(report))} faults."
    )


def _kinds(report: Report) -> set[str]:
    return {str(found.kind) for found in report.faults}


def _log_keys(text: str) -> list[Verifier]:
    keys = read_keys(text)
    for key in keys:
        if key.kind is not KeyKind.ED25519:
            raise BadInput(
                f"{key.name} is the key of a witness, not of a log.", where="--key", mend="Give the log's vkey."
            )
    return keys


def _time(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise BadInput(
            f"{text[:40]!r} is no time.", where="--as-of", mend="Write it as 2016-05-20T09:00:00Z."
        ) from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _progress() -> Callable[[int, int], None]:
    def show(done: int, size: int) -> None:
        width = 40 * done // max(size, 1)
        end = "\n" if done >= size else ""
        print(f"\r[{'#' * width}{' ' * (40 - width)}] {done}/{size}", end=end, file=sys.stderr, flush=True)

    return show
