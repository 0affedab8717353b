"""The vectors that others published: every one of them, with the exceptions that their collection names."""

from __future__ import annotations

import json
import os
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest

from assay.errors import AssayError, NotVerified
from assay.tlog.checkpoint import parse_checkpoint
from assay.tlog.keys import BadKey, NotSigned, Verifier
from assay.tlog.note import open_note, parse_note
from assay.tlog.proof import consistency_proof, inclusion_proof, verify_consistency, verify_inclusion
from assay.tlog.subtree import verify_subtree_consistency, verify_subtree_inclusion
from assay.tlog.tiles import TileHashes, index_path, tiles_of
from assay.tlog.tree import Accumulator, leaf_hash, root_of

pytestmark = pytest.mark.data


def vectors(name: str) -> Any:
    path = Path(os.environ.get("ASSAY_DATA", "")).parent / "formats" / "tlog" / name
    if not path.is_file():
        pytest.skip(f"{name} is not there")
    return json.loads(path.read_text(encoding="utf-8"))


def holds(check: Any, **arguments: Any) -> bool:
    try:
        check(**arguments)
    except NotVerified:
        return False
    return True


def hashes(vector: dict[str, Any], name: str) -> list[bytes]:
    return [b64decode(each) for each in vector[name] or []]


def test_all_inclusion_vectors_are_answered_as_published() -> None:
    wrong = [
        v["file"]
        for v in vectors("merkle_inclusion.json")["vectors"]
        if holds(
            verify_inclusion,
            leaf=b64decode(v["leafHash"]),
            index=v["leafIdx"],
            size=v["treeSize"],
            proof=hashes(v, "proof"),
            root=b64decode(v["root"]),
        )
        == v["wantErr"]
    ]
    assert wrong == []


def test_all_consistency_vectors_are_answered_as_published_but_the_empty_one() -> None:
    wrong = [
        (v["size1"], v["size2"], v["proof"])
        for v in vectors("merkle_consistency.json")["vectors"]
        if holds(
            verify_consistency,
            old=v["size1"],
            new=v["size2"],
            proof=hashes(v, "proof"),
            old_root=b64decode(v["root1"]),
            new_root=b64decode(v["root2"]),
        )
        == v["wantErr"]
    ]
    assert [(old, new) for old, new, proof in wrong if not proof] in ([], [(0, 0)])
    assert [each for each in wrong if each[:2] != (0, 0)] == []


def test_all_subtree_inclusion_vectors_are_answered_as_published() -> None:
    wrong = [
        v["file"]
        for v in vectors("merkle_subtreeinclusion.json")["vectors"]
        if holds(
            verify_subtree_inclusion,
            leaf=b64decode(v["leafHash"]),
            index=v["leafIdx"],
            start=v["start"],
            end=v["end"],
            proof=hashes(v, "proof"),
            root=b64decode(v["root"]),
        )
        == v["wantErr"]
    ]
    assert wrong == []


def test_all_subtree_consistency_vectors_are_answered_as_published() -> None:
    wrong = [
        v["file"]
        for v in vectors("merkle_subtreeconsistency.json")["vectors"]
        if holds(
            verify_subtree_consistency,
            start=v["start"],
            end=v["end"],
            size=v["size"],
            proof=hashes(v, "proof"),
            subtree_root=b64decode(v["root1"]),
            root=b64decode(v["root2"]),
        )
        == v["wantErr"]
    ]
    assert wrong == []


def test_the_eight_leaves_of_rfc_6962_have_their_roots_and_proofs() -> None:
    found = vectors("rfc6962_eight_leaves.json")
    leaves = [bytes.fromhex(each) for each in found["leaves_hex"]]
    leaf_hashes = [leaf_hash(each) for each in leaves]
    tree = Accumulator()
    rows = {(r.level, r.index): r.data for r in tree.append(leaf_hashes)}
    for size, root in enumerate(found["roots"]):
        assert root_of(leaf_hashes[:size]).hex() == root
    for proof in found["inclusion"]:
        size = proof["size"]
        reader = TileHashes(size, lambda tile: rows[tile.level, tile.index][: tile.width * 32])
        assert [h.hex() for h in inclusion_proof(proof["index"], size, reader)] == proof["proof"]
    for proof in found["consistency"]:
        if proof["old"] == 0:
            continue
        reader = TileHashes(proof["new"], lambda tile: rows[tile.level, tile.index][: tile.width * 32])
        assert [h.hex() for h in consistency_proof(proof["old"], proof["new"], reader)] == proof["proof"]


def test_all_signed_notes_are_judged_as_published() -> None:
    for v in vectors("signed_notes.json")["vectors"]:
        if v["result"] == "bad-vkey":
            with pytest.raises(BadKey):
                Verifier.from_text(v["vkey"])
            continue
        key = Verifier.from_text(v["vkey"])
        if v["result"] == "valid":
            assert [found.name for found, _ in open_note(parse_note(v["note"]), [key])] == [key.name]
        else:
            with pytest.raises(NotSigned):
                open_note(parse_note(v["note"]), [key])


def test_all_checkpoints_are_read_or_refused_as_published() -> None:
    for v in vectors("checkpoints.json"):
        if v["ok"]:
            checkpoint = parse_checkpoint(parse_note(v["text"]).text)
            for name, value in (("origin", checkpoint.origin), ("size", checkpoint.size)):
                assert v.get(name, value) == value
            assert v.get("root_hex", checkpoint.root.hex()) == checkpoint.root.hex()
            signatures = parse_note(v["text"]).signatures
            if "cosig_timestamp" in v:
                assert (signatures[1].timestamp, signatures[1].key_id.hex()) == (
                    v["cosig_timestamp"],
                    v["cosig_key_id"],
                )
        else:
            with pytest.raises(AssayError):
                parse_checkpoint(parse_note(v["text"]).text)


def test_tiles_have_the_published_paths_and_numbers() -> None:
    found = vectors("tile_paths.json")
    for index, path in found["index_path"].items():
        assert index_path(int(index)) == path
    for size, tiles in found["tiles_for_size"].items():
        assert [dict(zip(("level", "full", "partial"), each, strict=True)) for each in tiles_of(int(size))] == tiles
