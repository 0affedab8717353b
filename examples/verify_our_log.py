#!/usr/bin/env python3
"""Check an Assay log without trusting Assay: one file, Python's standard library and `cryptography`, no code of ours.

    python verify_our_log.py LOG --key VKEY [--receipt FILE ...] [--as-of TIME]

LOG is the address or a folder of a log (https://market.example/log), VKEY the verifier key that the log publishes; get
it by another way than from the log itself. FILE is a receipt that you were handed, or a checkpoint that you kept.

What is checked, in this order:
  1. the checkpoint is signed by the key;
  2. every entry is where the tree says, every tile is what the entries make it, and the root is the signed one;
  3. every receipt is signed, is proved, and stands in this log; every kept checkpoint is the beginning of this log;
  4. every promised outcome came by its deadline.
Then five counts are recomputed from the entries, to be compared with what the operator publishes:
  filed, answered in time, overdue, restrictions imposed, appeals upheld.

Exit code 0: it holds. 1: it does not; each line that begins with FAULT says why. 2: it could not be checked.

Formats: RFC 6962 section 2.1; C2SP signed-note, tlog-checkpoint, tlog-tiles, tlog-proof; assay-entry/1, assay-promise/1.
"""

import argparse
import base64
import binascii
import hashlib
import json
import sys
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

LIMIT = 20_000_000  # bytes of any one file
RECEIPT_LIMIT = 1 << 19


class Fault(Exception):
    """Something does not hold. `kind` is its name."""

    def __init__(self, kind, what):
        super().__init__(what)
        self.kind = kind


class CannotCheck(Exception):
    """What was given cannot be used."""


# --- signed notes -----------------------------------------------------------------------------------------------


def b64(text, kind, what):
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Fault(kind, what + " is not base64") from None


class Key:
    """A verifier key: name+id+base64(type, public key)."""

    def __init__(self, vkey):
        try:
            self.name, key_id, material = vkey.strip().split("+", 2)
            raw = base64.b64decode(material, validate=True)
        except (ValueError, binascii.Error):
            raise CannotCheck("the key is not a verifier key: name+id+key") from None
        if len(raw) != 33 or raw[0] != 1:
            raise CannotCheck("the key is not an Ed25519 key of a log (type 01)")
        self.public = raw[1:]
        if self.id_as(self.name).hex() != key_id:
            raise CannotCheck("the key's id does not belong to it")

    def id_as(self, name):
        return hashlib.sha256(name.encode() + b"\n\x01" + self.public).digest()[:4]


def open_note(data, key, name, kinds):
    """The text of a note that `key` signed under `name`. kinds: (malformed, not signed)."""
    malformed, not_signed = kinds
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise Fault(malformed, "it is not UTF-8") from None
    body, gap, lines = text.rpartition("\n\n")
    if not gap or not lines.endswith("\n"):
        raise Fault(malformed, "it has no signatures behind an empty line")
    body += "\n"
    if any(ord(c) < 32 and c != "\n" for c in body):
        raise Fault(malformed, "its text has a control character")
    good = False
    for line in lines[:-1].split("\n"):
        parts = line.split(" ")
        if len(parts) != 3 or parts[0] != "\u2014":
            raise Fault(malformed, "a signature line cannot be read")
        value = b64(parts[2], malformed, "a signature")
        if parts[1] != name or value[:4] != key.id_as(name):
            continue  # somebody else's: a witness, another key
        try:
            Ed25519PublicKey.from_public_bytes(key.public).verify(value[4:], body.encode())
        except InvalidSignature:
            raise Fault(not_signed, "the signature does not hold") from None
        good = True
    if not good:
        raise Fault(not_signed, f"{name} did not sign it")
    return body


def read_checkpoint(data, key, kinds=("checkpoint_malformed", "checkpoint_not_signed")):
    """(size, root) of a signed checkpoint of this log."""
    lines = open_note(data, key, key.name, kinds).split("\n")
    if len(lines) < 4 or not lines[1].isdigit() or (lines[1][0] == "0" and lines[1] != "0"):
        raise Fault(kinds[0], "it is not origin, size, root")
    root = b64(lines[2], kinds[0], "the root")
    if lines[0] != key.name:
        raise Fault(kinds[1], f"it is of the log {lines[0]}")
    if len(root) != 32:
        raise Fault(kinds[0], "the root has not 32 bytes")
    return int(lines[1]), root


# --- the tree ---------------------------------------------------------------------------------------------------


def leaf(entry):
    return hashlib.sha256(b"\x00" + entry).digest()


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


class Stack:
    """A tree as the roots of its full subtrees, the largest first: enough to append and to know the root."""

    def __init__(self):
        self.peaks = []  # (number of leaves, hash)
        self.size = 0

    def push(self, value):
        count = 1
        while self.peaks and self.peaks[-1][0] == count:
            value, count = node(self.peaks.pop()[1], value), count * 2
        self.peaks.append((count, value))
        self.size += 1

    def root(self):
        if not self.peaks:
            return hashlib.sha256(b"").digest()
        value = self.peaks[-1][1]
        for _, left in reversed(self.peaks[:-1]):
            value = node(left, value)
        return value


def root_from_path(value, index, size, path):
    """The root that an inclusion proof leads to (RFC 6962, 2.1.1), or None where its length is wrong."""
    path = list(path)

    def climb(index, size):
        if size == 1:
            return value
        half = 1
        while half * 2 < size:
            half *= 2
        # The proof's last hash is the root's other child: take it first, then go down.
        other = path.pop() if path else None
        below = climb(index, half) if index < half else climb(index - half, size - half)
        if other is None or below is None:
            return None
        return node(below, other) if index < half else node(other, below)

    found = climb(index, size)
    return None if path else found


# --- reading a log ----------------------------------------------------------------------------------------------


class Log:
    """The files of a log, in a folder or behind an address."""

    def __init__(self, place):
        self.place = place.rstrip("/")
        self.remote = place.startswith(("http://", "https://"))
        if not self.remote and not Path(place).is_dir():
            raise CannotCheck(f"{place}: there is no such folder")

    def read(self, path):
        """The bytes of a file, or None where there is none."""
        try:
            if self.remote:
                with urllib.request.urlopen(f"{self.place}/{path}", timeout=30) as answer:  # noqa: S310  http(s) only
                    data = answer.read(LIMIT + 1)
            else:
                with (Path(self.place) / path).open("rb") as file:
                    data = file.read(LIMIT + 1)
        except urllib.error.HTTPError as error:
            if error.code == 404:
                return None
            raise CannotCheck(f"{self.place}/{path}: {error}") from None
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError) as error:
            raise CannotCheck(f"{self.place}/{path}: {error}") from None
        return data if len(data) <= LIMIT else b""

    def tile(self, level, index, width):
        """(path, bytes) of a tile. A partial one that is gone is cut out of the full one."""
        parts = [f"{index % 1000:03d}"]
        while index >= 1000:
            index //= 1000
            parts.insert(0, f"x{index % 1000:03d}")
        full = f"tile/{level}/{'/'.join(parts)}"
        if width == 256:
            return full, self.read(full)
        data = self.read(f"{full}.p/{width}")
        if data is None:
            data = self.read(full)
            if data is not None and level != "entries":
                data = data[: 32 * width]
            elif data is not None:
                data = b"".join(len(e).to_bytes(2, "big") + e for e in (split(data) or [])[:width])
        return f"{full}.p/{width}", data


def split(data):
    """The entries of a bundle; None where it ends inside one."""
    entries, at = [], 0
    while at < len(data):
        end = at + 2 + int.from_bytes(data[at : at + 2], "big")
        if at + 2 > len(data) or end > len(data):
            return None
        entries.append(data[at + 2 : end])
        at = end
    return entries


def parse_entry(data):
    """The fields of an entry; Fault where it is not one flat canonical JSON object of this schema."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        raise Fault("entry_malformed", "it is not JSON") from None
    if not isinstance(value, dict) or value.get("schema") != "assay-entry/1":
        raise Fault("entry_malformed", "it is not assay-entry/1")
    # For what the schema admits (ASCII names and values, whole numbers) a sorted dump is the canonical form.
    if json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() != data:
        raise Fault("entry_malformed", "it is not in canonical form")
    if not all(isinstance(value.get(name), str) for name in ("kind", "event", "time")):
        raise Fault("entry_malformed", "it lacks kind, event or time")
    return value


# --- the audit --------------------------------------------------------------------------------------------------


class Audit:
    def __init__(self, log, key, as_of):
        self.log, self.key, self.as_of = log, key, as_of
        self.faults = []
        self.sound = True
        self.heads = {}  # size -> {root: name}
        self.promised = {}  # leaf hash -> (name, logged by)
        self.counts = dict.fromkeys(
            ("filed", "answered in time", "overdue", "restrictions imposed", "appeals upheld"), 0
        )
        self.waiting = {}  # (case, kind) -> [(deadline, index)]

    def fault(self, kind, where, what):
        self.faults.append((kind, where, what))

    def run(self, receipts):
        # 1. The head.
        data = self.log.read("checkpoint")
        if data is None:
            return self.fault("checkpoint_missing", "checkpoint", "there is none")
        try:
            size, root = read_checkpoint(data, self.key)
        except Fault as fault:
            return self.fault(fault.kind, "checkpoint", str(fault))
        self.heads[size] = {root: "checkpoint"}
        for name, receipt in receipts:
            try:
                self.receipt(name, receipt)
            except Fault as fault:
                self.fault(fault.kind, name, str(fault))
        # 2. Entries, tiles, root.
        roots = self.walk(size, root)
        # 3. What others kept.
        self.compare(size, roots)
        # 4. Promised outcomes.
        overdue = sorted((i, d) for each in self.waiting.values() for d, i in each if d < self.as_of)
        self.counts["overdue"] = len(overdue)
        for index, deadline in overdue if self.sound and max(self.heads) == size else ():
            self.fault("overdue", f"entry {index}", f"an outcome was promised by {deadline}")
        return None

    def receipt(self, name, data):
        if len(data) > RECEIPT_LIMIT:
            raise Fault("receipt_malformed", "it is too large to be one")
        if data.startswith(b"assay-promise/1\n"):
            self.promise(name, data)
        elif data.startswith(b"c2sp.org/tlog-proof@v1\n"):
            self.proof(name, data)
        else:
            kinds = ("receipt_malformed", "receipt_not_signed")
            size, root = read_checkpoint(data, self.key, kinds)
            self.heads.setdefault(size, {}).setdefault(root, name)

    def promise(self, name, data):
        kinds = ("receipt_malformed", "receipt_not_signed")
        lines = open_note(data, self.key, self.key.name + "/promise", kinds).split("\n")
        labels = ("", "", "received ", "logged by ", "deadline ", "entry ")
        if len(lines) != 7 or any(not line.startswith(label) for line, label in zip(lines, labels, strict=False)):
            raise Fault("receipt_malformed", "it is not a promise")
        if lines[1] != self.key.name:
            raise Fault("receipt_not_signed", "it is of another log")
        entry = b64(lines[5][6:], "receipt_malformed", "the entry")
        self.promised[leaf(entry)] = (name, lines[3][10:])
        return entry

    def proof(self, name, data):
        head, gap, checkpoint = data.partition(b"\n\n")
        lines = head.decode("ascii", "replace").split("\n")[1:]
        extra = b""
        if lines and lines[0].startswith("extra "):
            extra = b64(lines.pop(0)[6:], "receipt_malformed", "the extra data")
        if not gap or not lines or not lines[0].startswith("index ") or not lines[0][6:].isdigit():
            raise Fault("receipt_malformed", "it is not a tlog-proof")
        if not extra or len(lines) > 64:
            raise Fault("receipt_malformed", "it carries no entry, or is too long")
        path = [b64(line, "receipt_malformed", "a hash") for line in lines[1:]]
        entry = self.promise(name, extra) if extra.startswith(b"assay-promise/1\n") else extra
        size, root = read_checkpoint(checkpoint, self.key, ("receipt_malformed", "receipt_not_signed"))
        index = int(lines[0][6:])
        if index >= size or root_from_path(leaf(entry), index, size, path) != root:
            self.promised.pop(leaf(entry), None)
            raise Fault("receipt_not_proved", "the proof does not lead to the signed root")
        self.heads.setdefault(size, {}).setdefault(root, name)

    def walk(self, size, root):
        """Every bundle, every tile; the roots at the sizes that receipts speak of."""
        by_entries, by_tiles, roots = Stack(), Stack(), {}
        rows = {}  # level -> hashes of the unfinished tile, as the entries make it
        altered = []
        for number in range((size + 255) // 256):
            width = min(256, size - number * 256)
            path, data = self.log.tile("entries", number, width)
            entries = self.entries(path, data, width)
            tile_path, tile = self.log.tile(0, number, width)
            stored = self.hashes(tile_path, tile, width)
            if entries is None and stored is None:
                self.sound = False
                return roots
            hashes = [leaf(entry) for entry in entries] if entries is not None else stored
            if stored is not None and hashes != stored:
                altered.append((number, hashes, stored))
            for value, other in zip(hashes, stored or hashes, strict=True):
                by_entries.push(value)
                by_tiles.push(other)
                self.promised.pop(value, None)
                if by_entries.size in self.heads:
                    roots[by_entries.size] = by_entries.root()
            self.above(rows, 0, number, hashes, size)
            for at, entry in enumerate(entries or ()):
                self.entry(number * 256 + at, entry, stored is None or hashes[at] == stored[at])
            self.sound = self.sound and entries is not None
        if by_entries.root() == root:
            for number, _, _ in altered:
                self.fault("tile_altered", f"tile/0, number {number}", "its hashes are not those of its entries")
            return roots
        self.sound = False
        self.faults = [
            each for each in self.faults if each[0] != "tile_altered"
        ]  # the entries are wrong, not the tiles
        for number, hashes, stored in altered:
            if sorted(hashes) == sorted(stored):
                self.fault("entries_reordered", f"bundle {number}", "its entries stand in another order")
                continue
            for at, (found, wanted) in enumerate(zip(hashes, stored, strict=True)):
                if found != wanted:
                    self.fault("entry_altered", f"entry {number * 256 + at}", "its bytes are not those of its hash")
        if by_tiles.root() != root or not altered:
            self.fault("root_not_reached", f"size {size}", "the files lead to another root than the signed one")
        return roots

    def entries(self, path, data, width):
        if data is None:
            return self.fault("tile_missing", path, "the log has no such file")
        entries = split(data)
        if entries is None or len(entries) != width:
            return self.fault("tile_malformed", path, f"it does not hold {width} entries")
        return entries

    def hashes(self, path, data, width):
        if data is None:
            return self.fault("tile_missing", path, "the log has no such file")
        if len(data) != 32 * width:
            return self.fault("tile_malformed", path, f"it does not hold {width} hashes")
        return [data[at : at + 32] for at in range(0, len(data), 32)]

    def above(self, rows, level, number, hashes, size):
        """Carry a tile's hashes up, and compare each tile above with what is below it."""
        last = (number + 1) * 256 >= (size >> (8 * level))
        if len(hashes) == 256:
            stack = Stack()
            for value in hashes:
                stack.push(value)
            rows.setdefault(level + 1, []).append(stack.root())
        up = rows.get(level + 1, [])
        total = size >> (8 * (level + 1))
        if not up or (len(up) < 256 and not (last and total)):
            return
        index = (total - 1) // 256 if last else ((number + 1) // 256) - 1
        path, data = self.log.tile(level + 1, index, len(up))
        if data is None:
            self.fault("tile_missing", path, "the log has no such file")
        elif len(data) != 32 * len(up):
            self.fault("tile_malformed", path, f"it does not hold {len(up)} hashes")
        elif data != b"".join(up):
            self.fault("tile_altered", path, "its hashes are not those of the tiles below")
        rows[level + 1] = []
        self.above(rows, level + 1, index, up, size)

    def entry(self, index, data, signed):
        try:
            value = parse_entry(data)
        except Fault as fault:
            if signed:
                self.fault(fault.kind, f"entry {index}", str(fault))
            return
        kind, event, outcome = value["kind"], value["event"], value.get("outcome")
        self.counts["filed"] += event == "filed"
        self.counts["restrictions imposed"] += (kind, event) == ("restriction", "imposed")
        self.counts["appeals upheld"] += (kind, event, outcome) == ("appeal", "decided", "upheld")
        case = value.get("case"), kind
        if outcome is not None:
            for deadline, _ in self.waiting.pop(case, ()):
                self.counts["answered in time"] += value["time"] <= deadline
        elif "deadline" in value:
            self.waiting.setdefault(case, []).append((value["deadline"], index))

    def compare(self, size, roots):
        for kept, found in sorted(self.heads.items()):
            names = ", ".join(sorted(found.values()))
            if len(found) > 1:
                self.fault("two_heads", f"size {kept}", f"the log signed {len(found)} roots for one size: {names}")
            elif kept > size:
                self.fault("log_truncated", f"size {kept}", f"the log signed it ({names}) and shows {size} entries")
            elif self.sound and kept and roots.get(kept, next(iter(found))) not in found:
                self.fault("fork", f"size {kept}", f"the signed head ({names}) is not how this log began")
        if not self.sound or max(self.heads) > size:
            return
        for name, logged_by in self.promised.values():
            if logged_by <= self.as_of:
                self.fault("promise_without_entry", name, f"promised to be logged by {logged_by}, and is not")


def main():
    parser = argparse.ArgumentParser(description="Check an Assay log without trusting Assay.")
    parser.add_argument("log", help="address or folder of the log")
    parser.add_argument("--key", required=True, help="the log's verifier key, or a file that holds it")
    parser.add_argument("--receipt", nargs="*", default=[], help="receipts, or checkpoints that you kept")
    parser.add_argument("--as-of", help="judge deadlines at this time (2016-05-20T09:00:00Z; default now)")
    args = parser.parse_args()
    try:
        now = datetime.now(UTC)
        if args.as_of:
            now = datetime.fromisoformat(args.as_of.replace("Z", "+00:00"))
            now = now if now.tzinfo else now.replace(tzinfo=UTC)
        as_of = (now.astimezone(UTC) - timedelta(microseconds=now.microsecond)).strftime("%Y-%m-%dT%H:%M:%SZ")
        text = args.key
        if len(text) < 200 and Path(text).is_file():
            with Path(text).open(encoding="utf-8") as file:
                text = file.read(10_000)
        audit = Audit(Log(args.log), Key(text), as_of)
        receipts = []
        for path in args.receipt:
            with Path(path).open("rb") as file:
                receipts.append((path, file.read(RECEIPT_LIMIT + 1)))
        audit.run(receipts)
    except (CannotCheck, OSError, ValueError) as problem:
        print(f"verify_our_log: {problem}", file=sys.stderr)
        return 2
    for kind, where, what in audit.faults:
        print(f"FAULT {kind}: {where}: {what}")
    for name, count in audit.counts.items():
        print(f"  {name:<22} {count}")
    print("The log does not hold." if audit.faults else "The log holds.")
    return 1 if audit.faults else 0


if __name__ == "__main__":
    sys.exit(main())
