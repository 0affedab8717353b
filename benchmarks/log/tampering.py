"""Are a thousand tamperings all found, each by its name, and is a clean log left in peace?

    python -m benchmarks.log.tampering [--count 1000] [--seed 2016] [--out FILE]

Each tampering is made on a log of its own size: by somebody who has the files (tile, entry, checkpoint, order, truncation), by somebody who has a
party's receipt, or by the operator himself, who signs what he has changed (time, fork, dropped entry, dropped answer). `assay log audit` must find
all; examples/verify_our_log.py, which shares no code with it, all that it can see.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import platform
import random
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.tlog.made import AS_OF, head, market, proof, signer, write_log

from assay.outside.tiles import LogFolder
from assay.tlog.receipt import sign_promise
from assay.tlog.tiles import Tile, decode_bundle, encode_bundle
from assay.tlog.tree import TILE_WIDTH
from assay.tlog.verify import audit

KEY = signer()
SIZES = (1, 2, 255, 256, 257, 300, 511, 512, 600, 900)
CLEAN = 100


@dataclass
class Case:
    """A log that somebody has laid hands on."""

    folder: Path
    entries: list[bytes]
    chance: random.Random
    receipts: list[tuple[str, bytes]] = field(default_factory=list)

    def give(self, name: str, text: str) -> None:
        self.receipts.append((name, text.encode()))

    def bundle(self, number: int) -> tuple[Path, list[bytes]]:
        tile = Tile(-1, number, min(TILE_WIDTH, len(self.entries) - number * TILE_WIDTH))
        path = self.folder / tile.path
        return path, decode_bundle(tile, path.read_bytes())

    def sign_again(self, entries: list[bytes]) -> None:
        shutil.rmtree(self.folder)
        self.entries = entries
        write_log(self.folder, entries, key=KEY)


Tampering = Callable[[Case], set[str]]


def tile(case: Case) -> set[str]:
    """A tile of hashes is altered, cut, lengthened or lost."""
    paths = sorted(p for p in (case.folder / "tile").rglob("*") if p.is_file() and "entries" not in p.parts)
    path = case.chance.choice(paths)
    data = bytearray(path.read_bytes())
    how = case.chance.randrange(4)
    if how == 0:
        path.unlink()
        return {"tile_missing"}
    if how == 1:
        path.write_bytes(data[: case.chance.randrange(len(data))])
        return {"tile_malformed"}
    if how == 2:
        path.write_bytes(bytes(data) + case.chance.randbytes(32))
        return {"tile_malformed"}
    data[case.chance.randrange(len(data))] ^= 1 << case.chance.randrange(8)
    path.write_bytes(data)
    return {"tile_altered"}


def entry(case: Case) -> set[str]:
    """One bit of an entry is turned, or a word of it replaced by another."""
    number = case.chance.randrange(len(case.entries))
    path, entries = case.bundle(number // TILE_WIDTH)
    at = number % TILE_WIDTH
    changed = bytearray(entries[at])
    changed[case.chance.randrange(len(changed))] ^= 1 << case.chance.randrange(8)
    entries[at] = bytes(changed)
    path.write_bytes(encode_bundle(entries))
    return {"entry_altered"}


def order(case: Case) -> set[str]:
    """Two entries change places, in one file or across two."""
    if len(case.entries) < 2:
        return entry(case)
    one, two = case.chance.sample(range(len(case.entries)), 2)
    if one // TILE_WIDTH == two // TILE_WIDTH:
        path, entries = case.bundle(one // TILE_WIDTH)
        one, two = one % TILE_WIDTH, two % TILE_WIDTH
        entries[one], entries[two] = entries[two], entries[one]
        path.write_bytes(encode_bundle(entries))
        return {"entries_reordered"}
    held = {n: case.bundle(n // TILE_WIDTH) for n in (one, two)}
    for n, other in ((one, two), (two, one)):
        path, entries = held[n]
        entries = list(entries)
        entries[n % TILE_WIDTH] = held[other][1][other % TILE_WIDTH]
        path.write_bytes(encode_bundle(entries))
    return {"entry_altered"}


def checkpoint(case: Case) -> set[str]:
    """The signed head is altered in one character, signed by another, or lost."""
    path = case.folder / "checkpoint"
    text = path.read_text(encoding="utf-8")
    how = case.chance.randrange(6)
    if how == 0:
        path.unlink()
        return {"checkpoint_missing"}
    if how == 1:
        path.write_text(head(case.entries, key=signer(seed=2)), encoding="utf-8")
        return {"checkpoint_not_signed"}
    place = case.chance.randrange(len(text))
    other = case.chance.choice([c for c in "ABab01+/=\n \u2014" if c != text[place]])
    path.write_text(text[:place] + other + text[place + 1 :], encoding="utf-8")
    return {"checkpoint_not_signed", "checkpoint_malformed"}


def receipt(case: Case) -> set[str]:
    """A receipt is altered in one character, or put together from two."""
    size = case.chance.randrange(1, len(case.entries) + 1)
    index = case.chance.randrange(size)
    text = proof(case.entries[:size], index, key=KEY)
    if case.chance.random() < 0.2:
        text = sign_promise(case.entries[index], KEY)
    elif case.chance.random() < 0.2 and size > 1:
        other = proof(case.entries[:size], (index + 1) % size, key=KEY)
        text = text.partition("\nindex ")[0] + "\nindex " + other.partition("\nindex ")[2]
        case.give("receipt", text)
        return {"receipt_not_proved"}
    place = case.chance.randrange(len(text))
    other = case.chance.choice([c for c in "ABab01+/=\n \u2014" if c != text[place]])
    case.give("receipt", text[:place] + other + text[place + 1 :])
    return {"receipt_not_signed", "receipt_malformed", "receipt_not_proved"}


def truncation(case: Case) -> set[str]:
    """The end is cut off: of a file, or, with an older signed head, of the whole log."""
    if len(case.entries) > 1 and case.chance.random() < 0.6:
        case.give("receipt", proof(case.entries, case.chance.randrange(len(case.entries)), key=KEY))
        case.sign_again(case.entries[: case.chance.randrange(1, len(case.entries))])
        return {"log_truncated"}
    paths = sorted(p for p in (case.folder / "tile").rglob("*") if p.is_file())
    path = case.chance.choice(paths)
    data = path.read_bytes()
    path.write_bytes(data[: case.chance.randrange(len(data))])
    return {"tile_malformed"}


def redated(case: Case) -> set[str]:
    """The operator gives an entry another time and signs the whole log again; the party has its promise."""
    index = case.chance.randrange(len(case.entries))
    case.give("promise", sign_promise(case.entries[index], KEY))
    old = case.entries[index]
    minute = b"%02d" % case.chance.choice([m for m in range(60) if b"%02d" % m != old[-7:-5]])
    case.sign_again([*case.entries[:index], old[:-7] + minute + old[-5:], *case.entries[index + 1 :]])
    return {"entry_redated"}


def fork(case: Case) -> set[str]:
    """The operator shows a party one history, and everybody else another."""
    size = case.chance.randrange(1, len(case.entries) + 1)
    index = case.chance.randrange(size)
    case.give("receipt", proof(case.entries[:size], index, key=KEY))
    changed = case.chance.randrange(size)
    stranger = market(1, seed=case.chance.randrange(1 << 30))[0]
    case.sign_again([*case.entries[:changed], stranger, *case.entries[changed + 1 :]])
    return {"two_heads"} if size == len(case.entries) else {"fork"}


def dropped(case: Case) -> set[str]:
    """The operator leaves out what he promised to log."""
    index = case.chance.randrange(len(case.entries))
    case.give("promise", sign_promise(case.entries[index], KEY))
    case.sign_again([*case.entries[:index], *case.entries[index + 1 :]])
    return {"promise_without_entry"}


def unanswered(case: Case) -> set[str]:
    """The operator lets a deadline pass."""
    answers = [i for i, e in enumerate(case.entries) if b'"event":"decided"' in e]
    if not answers:
        return dropped(case)
    index = case.chance.choice(answers)
    case.sign_again([*case.entries[:index], *case.entries[index + 1 :]])
    return {"overdue"}


TAMPERINGS: dict[str, Tampering] = {
    "tile": tile,
    "entry": entry,
    "order": order,
    "checkpoint": checkpoint,
    "receipt": receipt,
    "truncation": truncation,
    "time": redated,
    "fork": fork,
    "dropped entry": dropped,
    "dropped answer": unanswered,
}
# The other program has one name for an entry that is not there as promised, whatever stands in its place.
OTHER_NAME = {"entry_redated": "promise_without_entry"}


def independent() -> Any:
    """The other program, which shares no code with this one."""
    path = Path(__file__).parents[2] / "examples" / "verify_our_log.py"
    spec = importlib.util.spec_from_file_location("verify_our_log", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def found_by_audit(case: Case) -> set[str]:
    report = audit(LogFolder(case.folder), [KEY.verifier], as_of=AS_OF, receipts=case.receipts)
    return {str(f.kind) for f in report.faults}


def found_by_other(module: Any, case: Case) -> set[str]:
    other = module.Audit(module.Log(str(case.folder)), module.Key(KEY.vkey), AS_OF.strftime("%Y-%m-%dT%H:%M:%SZ"))
    other.run(case.receipts)
    return {kind for kind, _, _ in other.faults}


def run(count: int, seed: int, *, clean: int = CLEAN) -> dict[str, Any]:
    """All tamperings; for each kind: made, found, found by its own name, and the same by the other program."""
    chance, other = random.Random(seed), independent()
    tally: dict[str, Counter[str]] = {name: Counter() for name in TAMPERINGS}
    missed: list[str] = []
    alarms: list[str] = []
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as place:
        for number in range(clean):
            entries = market(chance.choice(SIZES), seed=chance.randrange(1 << 30))
            case = Case(write_log(Path(place) / f"clean{number}", entries, key=KEY), entries, chance)
            for _ in range(4):
                size = chance.randrange(1, len(entries) + 1)
                case.give("proof", proof(entries[:size], chance.randrange(size), key=KEY))
                case.give("promise", sign_promise(chance.choice(entries), KEY))
                case.give("kept", head(entries[:size], key=KEY))
            alarms += [f"clean {number}: {sorted(f)}" for f in (found_by_audit(case), found_by_other(other, case)) if f]
            shutil.rmtree(case.folder)
        names = list(TAMPERINGS)
        for number in range(count):
            name = names[number % len(names)]
            entries = market(chance.choice(SIZES), seed=chance.randrange(1 << 30))
            case = Case(write_log(Path(place) / f"log{number}", entries, key=KEY), entries, chance)
            expected = TAMPERINGS[name](case)
            ours, theirs = found_by_audit(case), found_by_other(other, case)
            tally[name].update(
                made=1,
                found=bool(ours),
                named=bool(ours & expected),
                other_found=bool(theirs),
                other_named=bool(theirs & {OTHER_NAME.get(e, e) for e in expected}),
            )
            if not (ours & expected and theirs):
                missed.append(f"{number} {name} of {len(entries)}: wanted {expected}, {ours}, other {theirs}")
            shutil.rmtree(case.folder, ignore_errors=True)
    return {
        "seed": seed,
        "tamperings": count,
        "clean_logs": clean,
        "false_alarms": alarms,
        "kinds": {name: dict(counts) for name, counts in tally.items()},
        "missed": missed,
        "seconds": round(time.perf_counter() - started, 1),
        "python": platform.python_version(),
        "command": f"python -m benchmarks.log.tampering --count {count} --seed {seed}",
    }


def main() -> None:
    """Print the tally; exit code 1 where a tampering was missed or a clean log accused."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=2016)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    result = run(args.count, args.seed)
    print(json.dumps(result, indent=1))
    if args.out:
        args.out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    raise SystemExit(bool(result["missed"] or result["false_alarms"]))


if __name__ == "__main__":
    main()
