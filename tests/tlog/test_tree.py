"""The tree is that of RFC 6962, grown in any pieces, proved from its tiles, and checked against a plain recursion."""

from __future__ import annotations

import random
from collections.abc import Sequence
from hashlib import sha256

import pytest

from assay.errors import BadInput, TooLarge
from assay.tlog.proof import (
    NotConsistent,
    NotInLog,
    consistency_proof,
    inclusion_proof,
    verify_consistency,
    verify_inclusion,
)
from assay.tlog.subtree import is_subtree, verify_subtree_consistency, verify_subtree_inclusion
from assay.tlog.tiles import (
    MalformedTile,
    Tile,
    TileHashes,
    decode_bundle,
    encode_bundle,
    index_path,
    parse_path,
    split_tile,
    tile_at,
)
from assay.tlog.tree import EMPTY_ROOT, Accumulator, leaf_hash, leaf_hashes, root_of

ENTRIES = [b"%d" % n for n in range(1200)]
HASHES = leaf_hashes(ENTRIES)
SIZES = (1, 2, 3, 7, 8, 255, 256, 257, 511, 600)


def plain_root(hashes: Sequence[bytes]) -> bytes:
    """RFC 6962, 2.1, as it is written there."""
    if len(hashes) <= 1:
        return hashes[0] if hashes else sha256(b"").digest()
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    return sha256(b"\x01" + plain_root(hashes[:k]) + plain_root(hashes[k:])).digest()


def reader(size: int) -> TileHashes:
    tree = Accumulator()
    rows = {(r.level, r.index): r.data for r in tree.append(HASHES[:size])}
    return TileHashes(size, lambda tile: rows[tile.level, tile.index])


def test_the_root_is_that_of_the_plain_recursion() -> None:
    for size in (0, *SIZES, 1200):
        assert root_of(HASHES[:size]) == plain_root(HASHES[:size])
    assert plain_root([]) == EMPTY_ROOT


def test_a_tree_grown_in_pieces_is_the_tree_grown_at_once() -> None:
    chance = random.Random(1)
    tree, at = Accumulator(), 0
    while at < len(HASHES):
        step = chance.randrange(1, 300)
        tree.append(HASHES[at : at + step])
        at += step
        again = Accumulator.from_state(tree.state())
        assert (again.root(), again.size) == (plain_root(HASHES[:at]), min(at, 1200))
    assert tree.root() == plain_root(HASHES)


@pytest.mark.parametrize("state", [["zz"], [1], ["00"], ["00" * 32 * 256]])
def test_a_state_that_is_none_is_refused(state: list[str]) -> None:
    with pytest.raises(BadInput):
        Accumulator.from_state(state)


@pytest.mark.parametrize("size", SIZES)
def test_every_entry_is_proved_and_no_other(size: int) -> None:
    root = plain_root(HASHES[:size])
    for index in range(0, size, max(1, size // 13)):
        proof = inclusion_proof(index, size, reader(size))
        verify_inclusion(leaf=HASHES[index], index=index, size=size, proof=proof, root=root)
        wrong = [
            {"leaf": HASHES[index + 1]},
            {"index": index + 1},
            {"index": size},
            {"proof": [*proof, root]},
            {"root": HASHES[0] if size > 1 else HASHES[1]},
            {"root": b""},
            {"size": size * 2 + 1},
        ]
        for change in wrong:
            good = {"leaf": HASHES[index], "index": index, "size": size, "proof": proof, "root": root}
            with pytest.raises(NotInLog):
                verify_inclusion(**{**good, **change})


def test_every_smaller_tree_is_proved_to_be_the_beginning_and_no_other() -> None:
    for new in SIZES:
        for old in (n for n in SIZES if n <= new):
            proof = consistency_proof(old, new, reader(new))
            good = {
                "old": old,
                "new": new,
                "proof": proof,
                "old_root": plain_root(HASHES[:old]),
                "new_root": plain_root(HASHES[:new]),
            }
            verify_consistency(**good)
            for change in (
                {"old_root": HASHES[1100]},
                {"new_root": HASHES[1100]},
                {"proof": [*proof, HASHES[0]]},
                {"proof": [HASHES[1100], *proof[1:]] if proof else [HASHES[0]]},
                {"old": 0},
            ):
                with pytest.raises(NotConsistent):
                    verify_consistency(**{**good, **change})
            if len(proof) > 1:
                for change in ({"proof": []}, {"proof": proof[:-1]}, {"proof": [b""]}):
                    with pytest.raises(NotConsistent):
                        verify_consistency(**{**good, **change})


def test_what_is_not_in_the_log_cannot_be_asked_for() -> None:
    with pytest.raises(BadInput):
        inclusion_proof(8, 8, reader(8))
    with pytest.raises(BadInput):
        consistency_proof(0, 8, reader(8))
    with pytest.raises(MalformedTile):
        reader(8)(3, 1)
    with pytest.raises(MalformedTile):
        tile_at(0, 1, 256)


def test_a_stretch_that_one_hash_stands_for_is_proved() -> None:
    root = plain_root(HASHES[:8])
    assert [is_subtree(*each) for each in ((0, 8), (4, 6), (4, 7), (1, 3), (2, 1))] == [True, True, True, False, False]
    part = plain_root(HASHES[4:6])
    proof = [plain_root(HASHES[6:8]), plain_root(HASHES[0:4])]
    verify_subtree_consistency(start=4, end=6, size=8, proof=proof, subtree_root=part, root=root)
    verify_subtree_inclusion(leaf=HASHES[5], index=5, start=4, end=6, proof=[HASHES[4]], root=part)
    verify_subtree_consistency(start=3, end=3, size=8, proof=[], subtree_root=EMPTY_ROOT, root=root)
    verify_subtree_consistency(start=0, end=8, size=8, proof=[], subtree_root=root, root=root)
    wrong: list[dict[str, object]] = [
        {"proof": proof[:1]},
        {"proof": [*proof, root]},
        {"proof": []},
        {"proof": [b""]},
        {"subtree_root": root},
        {"root": part},
        {"start": 5},
        {"size": 5},
        {"start": 3, "end": 3},
        {"start": 0, "end": 8},
        {"start": 4, "end": 7},
    ]
    for change in wrong:
        good = {"start": 4, "end": 6, "size": 8, "proof": proof, "subtree_root": part, "root": root}
        with pytest.raises(NotConsistent):
            verify_subtree_consistency(**{**good, **change})  # type: ignore[arg-type]
    with pytest.raises(NotInLog):
        verify_subtree_inclusion(leaf=HASHES[5], index=6, start=4, end=6, proof=[HASHES[4]], root=part)


def test_a_tile_has_one_path() -> None:
    for tile in (Tile(0, 0), Tile(3, 1234067, 7), Tile(-1, 999, 1), Tile(63, 1000)):
        assert parse_path(tile.path) == tile
    assert Tile(0, 1234067).path == "tile/0/x001/x234/067"
    assert Tile(-1, 5, 9).full == Tile(-1, 5)
    for path in (
        "tile/0/0",
        "tile/64/000",
        "tile/0/000.p/256",
        "tile/0/000.p/0",
        "tile/0/x000/001",
        "tile/../x",
        "x" * 200,
    ):
        with pytest.raises(MalformedTile):
            parse_path(path)
    with pytest.raises(MalformedTile):
        index_path(-1)


def test_a_bundle_gives_back_its_entries_or_is_malformed() -> None:
    data = encode_bundle([b"", b"a", b"bc"])
    assert decode_bundle(Tile(-1, 0, 3), data) == [b"", b"a", b"bc"]
    for tile, broken in ((Tile(-1, 0, 2), data), (Tile(-1, 0, 3), data[:-1]), (Tile(-1, 0, 3), data + b"\x00")):
        with pytest.raises(MalformedTile):
            decode_bundle(tile, broken)
    with pytest.raises(TooLarge):
        encode_bundle([b"x" * 65_536])
    with pytest.raises(MalformedTile):
        split_tile(Tile(0, 0, 2), b"\x00" * 63)
    assert leaf_hash(b"") == sha256(b"\x00").digest()


def test_a_proof_with_a_hash_of_another_length_shows_nothing() -> None:
    proof = consistency_proof(3, 8, reader(8))
    with pytest.raises(NotConsistent):
        verify_consistency(
            old=3, new=8, proof=[*proof[:-1], b""], old_root=plain_root(HASHES[:3]), new_root=plain_root(HASHES[:8])
        )
    for start, end, root in ((0, 0, plain_root(HASHES[:8])), (0, 8, HASHES[0])):
        with pytest.raises(NotConsistent):
            verify_subtree_consistency(
                start=start, end=end, size=8, proof=[], subtree_root=root, root=plain_root(HASHES[:8])
            )
