"""A witness cosigns what goes on from where it is, and nothing else; each refusal is its own."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest
from tests.tlog.made import head, market, signer

from assay.tlog.checkpoint import Checkpoint, parse_checkpoint
from assay.tlog.keys import NotSigned
from assay.tlog.note import parse_note
from assay.tlog.proof import NotConsistent, consistency_proof
from assay.tlog.tiles import TileHashes
from assay.tlog.tree import Accumulator, leaf_hashes
from assay.tlog.witness import (
    ForkRefused,
    MalformedRequest,
    NotTheLatest,
    UnknownLog,
    check_request,
    encode_request,
    parse_request,
)

ENTRIES = market(600)
LOGS = {signer().name: [signer().verifier]}


def seen(count: int) -> Checkpoint:
    return parse_checkpoint(parse_note(head(ENTRIES[:count])).text)


def prove(old: int, new: int) -> list[bytes]:
    tree = Accumulator()
    rows = {(r.level, r.index): r.data for r in tree.append(leaf_hashes(ENTRIES[:new]))}
    return consistency_proof(old, new, TileHashes(new, lambda tile: rows[tile.level, tile.index]))


def ask(
    *, old: int, new: str, proof: list[bytes] | None = None, last: Checkpoint | None = None, **changed: Any
) -> tuple[int, int, bytes]:
    """Ask for a cosignature; what would be cosigned: from which size, to which size and root."""
    request = parse_request(encode_request(old=old, proof=proof or [], checkpoint=new))
    check_request(request, changed.get("logs", LOGS), seen=last)
    return request.old, request.checkpoint.size, request.checkpoint.root


def test_a_first_checkpoint_is_taken_on_the_log_s_word() -> None:
    assert ask(old=0, new=head(ENTRIES)) == (0, 600, seen(600).root)


def test_a_larger_checkpoint_is_cosigned_with_its_proof() -> None:
    for old in (1, 255, 256, 257, 511):
        asked = ask(old=old, new=head(ENTRIES), proof=prove(old, 600), last=seen(old))
        assert asked == (old, 600, seen(600).root)


def test_the_same_checkpoint_may_be_cosigned_again() -> None:
    assert ask(old=600, new=head(ENTRIES), last=seen(600)) == (600, 600, seen(600).root)


def test_an_empty_log_may_be_witnessed_and_grow() -> None:
    assert ask(old=0, new=head([])) == (0, 0, sha256(b"").digest())
    assert ask(old=0, new=head(ENTRIES), last=seen(0)) == (0, 600, seen(600).root)


def test_a_log_that_is_not_ours_is_unknown() -> None:
    with pytest.raises(UnknownLog):
        ask(old=0, new=head(ENTRIES, key=signer("other.example/log")))


def test_a_checkpoint_by_another_key_of_the_same_name_is_not_signed() -> None:
    with pytest.raises(NotSigned):
        ask(old=0, new=head(ENTRIES, key=signer(seed=2)))


def test_who_goes_on_from_another_size_is_told_ours() -> None:
    with pytest.raises(NotTheLatest) as told:
        ask(old=100, new=head(ENTRIES), proof=prove(100, 600), last=seen(200))
    assert told.value.size == 200
    with pytest.raises(NotTheLatest) as told:
        ask(old=100, new=head(ENTRIES))
    assert told.value.size == 0


def test_another_root_for_the_same_size_is_a_fork() -> None:
    forked = [*ENTRIES[:599], ENTRIES[0]]
    with pytest.raises(ForkRefused) as told:
        ask(old=600, new=head(forked), last=seen(600))
    assert told.value.size == 600


def test_a_rewritten_history_has_no_proof() -> None:
    rewritten = [ENTRIES[1], *ENTRIES[1:]]
    with pytest.raises(NotConsistent):
        ask(old=100, new=head(rewritten), proof=prove(100, 600), last=seen(100))


def test_a_proof_from_nothing_must_be_empty() -> None:
    with pytest.raises(NotConsistent):
        ask(old=0, new=head(ENTRIES), proof=prove(100, 600))


def test_an_old_size_above_the_new_one_is_malformed() -> None:
    with pytest.raises(MalformedRequest):
        ask(old=601, new=head(ENTRIES), last=seen(600))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"old 1",
        b"old 01\n\n",
        b"old -1\n\n",
        b"new 1\n\n",
        b"old 1\nAA==\n\n" + head(ENTRIES).encode(),
        b"old 1\n!\n\n" + head(ENTRIES).encode(),
        b"old 1\n" + b"KgEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n" * 64 + b"\n" + head(ENTRIES).encode(),
        b"old 0\n\nmarket.example/log\n1\n",
        b"old 0\n\n" + head(ENTRIES).encode().replace(b"\n600\n", b"\n0600\n"),
        b"old 0\n\n" + b"x" * (2 << 20),
    ],
)
def test_what_cannot_be_read_is_malformed(body: bytes) -> None:
    with pytest.raises(MalformedRequest):
        parse_request(body)
