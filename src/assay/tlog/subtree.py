"""Is this stretch of entries one subtree of that tree?

A subtree [start, end) is the part of a tree that a single hash stands for: `start` is a multiple of the smallest power
of two that is not below its length. An auditor who checks a day's entries, or a cosigner who signs a stretch, proves it
against the whole with a few hashes. As with trees, checking raises and trusts neither length nor bounds.

Source: draft-ietf-plants-merkle-tree-certs section 4 (subtrees, their inclusion and consistency proofs).
"""

from __future__ import annotations

from collections.abc import Sequence

from assay.tlog.proof import NotConsistent, NotInLog, verify_inclusion
from assay.tlog.tree import EMPTY_ROOT, HASH_BYTES, MAX_SIZE, node_hash


def is_subtree(start: int, end: int) -> bool:
    """Is [start, end) a stretch that one hash stands for?"""
    if not 0 <= start <= end <= MAX_SIZE:
        return False
    return start == end or start % (1 << (end - start - 1).bit_length()) == 0


def verify_subtree_inclusion(
    *, leaf: bytes, index: int, start: int, end: int, proof: Sequence[bytes], root: bytes
) -> None:
    """Raise `NotInLog` unless `leaf` is entry `index` of the subtree [start, end) with this root."""
    if not is_subtree(start, end) or not start <= index < end:
        raise NotInLog(f"entry {index} is in no subtree from {start} to {end}")
    verify_inclusion(leaf=leaf, index=index - start, size=end - start, proof=proof, root=root)


def verify_subtree_consistency(
    *, start: int, end: int, size: int, proof: Sequence[bytes], subtree_root: bytes, root: bytes
) -> None:
    """Raise `NotConsistent` unless [start, end) with this root is a subtree of the tree of `size`."""
    if not is_subtree(start, end) or end > size or size > MAX_SIZE:
        raise NotConsistent(f"a tree of {size} has no subtree from {start} to {end}")
    if start == end:
        # The empty stretch is part of every tree, and says nothing about it.
        if proof or subtree_root != EMPTY_ROOT:
            raise NotConsistent("the empty subtree has no proof, and the root of nothing")
        return
    if start == 0 and end == size:
        if proof or subtree_root != root:
            raise NotConsistent(f"the subtree is the whole tree of {size} and has another root")
        return
    if any(len(each) != HASH_BYTES for each in (subtree_root, root, *proof)):
        raise NotConsistent("a hash of the proof is not 32 bytes long")
    first, last, tree_last = start, end - 1, size - 1
    # 1. Climb to the largest full node that ends where the subtree ends; at the right edge, to the subtree itself.
    while first != last and (last == tree_last or last & 1):
        first, last, tree_last = first >> 1, last >> 1, tree_last >> 1
    rest = list(proof)
    if first == last:
        as_subtree = as_tree = subtree_root
    elif rest:
        as_subtree = as_tree = rest.pop(0)
    else:
        raise NotConsistent("the proof is empty")
    # 2. Grow both roots from the same hashes: the subtree's only as long as the climb is inside it.
    for sibling in rest:
        if tree_last == 0:
            raise NotConsistent("the proof is too long")
        if last & 1 or last == tree_last:
            if first < last:
                as_subtree = node_hash(sibling, as_subtree)
            as_tree = node_hash(sibling, as_tree)
            while last and not last & 1:
                first, last, tree_last = first >> 1, last >> 1, tree_last >> 1
        else:
            as_tree = node_hash(as_tree, sibling)
        first, last, tree_last = first >> 1, last >> 1, tree_last >> 1
    # 3. Nothing may be left over, and both roots must come out.
    if tree_last:
        raise NotConsistent("the proof is too short")
    if as_subtree != subtree_root:
        raise NotConsistent("the proof does not lead to the subtree's root")
    if as_tree != root:
        raise NotConsistent("the proof does not lead to the tree's root")
