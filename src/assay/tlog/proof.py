"""Does this entry stand in that tree, and is the smaller tree the beginning of the larger one?

Making a proof needs only a way to read hashes (`reader(level, index)`: the hash of the full subtree of 2^level leaves
that starts at leaf index * 2^level). Checking one needs nothing but the proof, and raises: `NotInLog`,
`NotConsistent`. Neither the proof's length nor the sizes are trusted: they come from whoever wants to be believed.

Source: RFC 9162 sections 2.1.3 and 2.1.4 (algorithms), RFC 6962 section 2.1 (the same trees).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assay.errors import BadInput, NotVerified
from assay.tlog.tree import HASH_BYTES, MAX_SIZE, node_hash

HashReader = Callable[[int, int], bytes]

MAX_PROOF_HASHES = 63


class NotInLog(NotVerified):
    """The proof does not lead from this entry to that root."""


class NotConsistent(NotVerified):
    """The proof does not show that one tree is the beginning of the other."""


def inclusion_proof(index: int, size: int, reader: HashReader) -> list[bytes]:
    """The hashes beside the way from leaf `index` up to the root of the tree of `size`; from the leaf upwards."""
    if not 0 <= index < size <= MAX_SIZE:
        raise BadInput(f"there is no entry {index} in a log of {size}", mend="Ask for an index below the size.")
    return [_subtree(start, end, reader) for start, end in reversed(_siblings(index, size))]


def consistency_proof(old: int, new: int, reader: HashReader) -> list[bytes]:
    """The hashes that show that the tree of `old` entries is the beginning of that of `new`."""
    if not 0 < old <= new <= MAX_SIZE:
        raise BadInput(f"no proof leads from size {old} to size {new}", mend="Ask for 0 < old <= new.")
    # RFC 6962, 2.1.2 as a walk down: right where the old tree covers the left half, else left; `whole` is its flag b.
    parts: list[tuple[int, int]] = []
    start, end, whole = 0, new, True
    while old != end:
        middle = start + _half(end - start)
        if old <= middle:
            parts.append((middle, end))
            end = middle
        else:
            parts.append((start, middle))
            start, whole = middle, False
    if not whole:
        parts.append((start, end))
    return [_subtree(start, end, reader) for start, end in reversed(parts)]


def verify_inclusion(*, leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """Raise `NotInLog` unless `leaf` (a leaf hash) is entry `index` of the tree with this root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size <= MAX_SIZE:
        raise NotInLog(f"there is no entry {index} in a log of {size}")
    if not _all_hashes([leaf, root, *proof]):
        raise NotInLog("a hash of the proof is not 32 bytes long")
    inner = (index ^ (size - 1)).bit_length()
    wanted = inner + (index >> inner).bit_count()
    if len(proof) != wanted:
        raise NotInLog(f"the proof has {len(proof)} hashes; one for entry {index} of {size} has {wanted}")
    computed = leaf
    for height, sibling in enumerate(proof):
        # Above `inner` the path runs along the right edge: every sibling there lies to the left.
        left = height >= inner or (index >> height) & 1
        computed = node_hash(sibling, computed) if left else node_hash(computed, sibling)
    if computed != root:
        raise NotInLog(f"the proof for entry {index} of {size} leads to another root than the checkpoint's")


def verify_consistency(*, old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> None:
    """Raise `NotConsistent` unless the tree of `old` entries is the beginning of that of `new`. RFC 9162, 2.1.4.2.

    The empty tree begins every tree, which says nothing about this log: size 0 is refused, as an empty proof would
    "prove" any root.
    """
    if not 0 < old <= new <= MAX_SIZE:
        raise NotConsistent(f"no proof leads from size {old} to size {new}")
    if old == new:
        if proof:
            raise NotConsistent("a proof between equal sizes must be empty")
        if old_root != new_root:
            raise NotConsistent(f"two different roots for one size, {old}")
        return
    if not _all_hashes([old_root, new_root, *proof]):
        raise NotConsistent("a hash of the proof is not 32 bytes long")
    # 1. A tree of 2^k entries is itself the first node of the proof and is left out of it.
    hashes = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    # 2. Climb past the levels at which the old tree's last node is a right child: they are inside one full subtree.
    old_node, new_node = old - 1, new - 1
    while old_node & 1:
        old_node >>= 1
        new_node >>= 1
    if not hashes:
        raise NotConsistent("the proof is empty")
    as_old = as_new = hashes[0]
    # 3. Both roots grow from the same hashes: a left sibling belongs to both trees, a right one to the new tree alone.
    for sibling in hashes[1:]:
        if new_node == 0:
            raise NotConsistent("the proof is too long")
        if old_node & 1 or old_node == new_node:
            as_old = node_hash(sibling, as_old)
            as_new = node_hash(sibling, as_new)
            while old_node and not old_node & 1:
                old_node >>= 1
                new_node >>= 1
        else:
            as_new = node_hash(as_new, sibling)
        old_node >>= 1
        new_node >>= 1
    # 4. Nothing may be left over, and both roots must come out.
    if new_node:
        raise NotConsistent("the proof is too short")
    if as_old != old_root:
        raise NotConsistent(f"the proof does not lead to the root of size {old}")
    if as_new != new_root:
        raise NotConsistent(f"the proof does not lead to the root of size {new}")


def _half(count: int) -> int:
    """The largest power of two below `count`: where RFC 6962 splits a tree."""
    return 1 << ((count - 1).bit_length() - 1)


def _siblings(index: int, size: int) -> list[tuple[int, int]]:
    """The subtrees beside the way down from the root to a leaf, as half-open ranges of leaves."""
    beside: list[tuple[int, int]] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _half(end - start)
        if index < middle:
            beside.append((middle, end))
            end = middle
        else:
            beside.append((start, middle))
            start = middle
    return beside


def _subtree(start: int, end: int, reader: HashReader) -> bytes:
    """The hash over leaves [start, end): its full subtrees, read and folded from the right."""
    peaks: list[bytes] = []
    while start < end:
        level = (end - start).bit_length() - 1
        peaks.append(reader(level, start >> level))
        start += 1 << level
    root = peaks.pop()
    while peaks:
        root = node_hash(peaks.pop(), root)
    return root


def _all_hashes(values: Sequence[bytes]) -> bool:
    return all(len(value) == HASH_BYTES for value in values)
