"""A small log made by hand: entries of a seeded market, written as files and signed."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from assay.tlog.checkpoint import sign_checkpoint
from assay.tlog.entry import Entry
from assay.tlog.keys import KeyKind, Signer
from assay.tlog.proof import inclusion_proof
from assay.tlog.receipt import Proof, sign_promise
from assay.tlog.tiles import Tile, TileHashes, encode_bundle
from assay.tlog.tree import TILE_WIDTH, Accumulator, leaf_hashes

ORIGIN = "market.example/log"
START = datetime(2016, 5, 20, 9, 0, tzinfo=UTC)
AS_OF = START + timedelta(days=400)


def signer(name: str = ORIGIN, *, seed: int = 1, kind: KeyKind = KeyKind.ED25519) -> Signer:
    """The same key in every run."""
    return Signer(name, Ed25519PrivateKey.from_private_bytes(sha256(b"%d" % seed).digest()), kind)


def market(count: int, *, seed: int = 2016) -> list[bytes]:
    """Entries of a market in which every promise is kept: applications, removals, appeals, one policy."""
    chance = random.Random(seed)
    entries: list[bytes] = []
    open_cases: list[tuple[datetime, str, str]] = []
    at = START
    while len(entries) < count:
        at += timedelta(seconds=chance.randrange(1, 90))
        due = [case for case in open_cases if case[0] <= at + timedelta(hours=1)]
        if due or (open_cases and len(entries) + len(open_cases) >= count):
            answered = min(due or open_cases)
            open_cases.remove(answered)
            _, kind, name = answered
            words = ["granted", "refused"] if kind == "application" else ["upheld", "rejected"]
            entry = Entry(
                kind=kind, event="decided", time=at, automated=False, case=name, role="verifier",
                outcome=chance.choice(words), policy="ab" * 32, commitment=chance.randbytes(32).hex(),
            )  # fmt: skip
        elif chance.random() < 0.4 and len(entries) + len(open_cases) + 2 <= count:
            kind, name = chance.choice(["application", "appeal"]), chance.randbytes(32).hex()
            deadline = at + timedelta(hours=chance.randrange(2, 12))
            open_cases.append((deadline - timedelta(hours=1), kind, name))
            entry = Entry(
                kind=kind, event="filed", time=at, automated=False, case=name, tier="open", lane="proof",
                role="seller", deadline=deadline, policy="ab" * 32, commitment=chance.randbytes(32).hex(),
                counts={"papers": chance.randrange(1, 4)},
            )  # fmt: skip
        else:
            entry = Entry(
                kind="restriction", event=chance.choice(["imposed", "lifted"]), time=at,
                automated=chance.random() < 0.7, case=chance.randbytes(32).hex(), tier="open",
                ground="counterfeit", policy="ab" * 32, commitment=chance.randbytes(32).hex(),
                counts={"listings": chance.randrange(1, 9)},
            )  # fmt: skip
        entries.append(entry.encode())
    return entries


def write_log(folder: Path, entries: list[bytes], *, key: Signer | None = None) -> Path:
    """The log of these entries as files."""
    key = key or signer()
    tree = Accumulator()
    tiles = {f"{Tile(r.level, r.index, r.width).path}": r.data for r in tree.append(leaf_hashes(entries))}
    for first in range(0, len(entries), TILE_WIDTH):
        bundle = entries[first : first + TILE_WIDTH]
        tiles[Tile(-1, first // TILE_WIDTH, len(bundle)).path] = encode_bundle(bundle)
    folder.mkdir(parents=True, exist_ok=True)
    for path, data in tiles.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    (folder / "checkpoint").write_text(head(entries, key=key), encoding="utf-8")
    return folder


def head(entries: list[bytes], *, key: Signer | None = None) -> str:
    """The signed checkpoint of these entries."""
    key = key or signer()
    tree = Accumulator()
    tree.append(leaf_hashes(entries))
    return sign_checkpoint(key.name, tree.size, tree.root(), key)


def proof(entries: list[bytes], index: int, *, key: Signer | None = None, promise: bool = True) -> str:
    """The receipt of one entry in the log of exactly these."""
    key = key or signer()
    tree = Accumulator()
    rows = {(r.level, r.index): r.data for r in tree.append(leaf_hashes(entries))}
    reader = TileHashes(len(entries), lambda tile: rows[tile.level, tile.index])
    extra = sign_promise(entries[index], key).encode() if promise else entries[index]
    hashes = inclusion_proof(index, len(entries), reader)
    return Proof(index, tuple(hashes), head(entries, key=key), extra).render()
