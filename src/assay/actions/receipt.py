"""What does a party take home when it has filed, and what opens its case to it?

At once the signed promise; once the entry is published, the proof that it stands in the log, with the promise inside. Both are computed from the
rows whenever they are asked for: signatures of one key over one text are the same each time, so nothing has to be kept.
"""

from __future__ import annotations

from typing import Any

from assay.actions.entry import committed, entry_salt
from assay.actions.log import newest_checkpoint, proof_for, published_entry, signers
from assay.errors import NotFound
from assay.records.models import CasePseudonym, Decision, LogLeaf, Outbox
from assay.tlog.commitment import derived_salt
from assay.tlog.entry import parse_entry
from assay.tlog.receipt import Proof, sign_promise


def receipt_for(decision: Decision) -> str:
    """The receipt of what a decision put on record: a tlog-proof once it is published, until then the signed promise.

    To be called after the commit: what a rolled back transaction filed must never be promised. NotFound: this decision has no entry.
    """
    leaf = LogLeaf.objects.filter(decision=decision).first()
    if leaf is None:
        waiting = Outbox.objects.filter(decision=decision).first()
        # Sequenced between the two looks? Then it is there now.
        leaf = None if waiting else LogLeaf.objects.filter(decision=decision).first()
        if leaf is None:
            if waiting is None:
                raise NotFound("this decision has no entry in the log.")
            return sign_promise(bytes(waiting.entry), signers()[0])
    promise = sign_promise(bytes(leaf.entry), signers()[0])
    newest = newest_checkpoint()
    if newest is None or newest.size <= leaf.index:
        return promise
    checkpoint, hashes = proof_for(leaf.index)
    return Proof(leaf.index, tuple(hashes), checkpoint, promise.encode()).render()


def promise_for(entry: bytes) -> str:
    """The signed promise that this entry will be in the log. To be called after the commit, with the entry that was committed."""
    return sign_promise(entry, signers()[0])


def proof_of_entry(index: int) -> str:
    """The tlog-proof of any published entry, with the entry itself as its extra data: what the public may take home."""
    entry = published_entry(index)
    checkpoint, hashes = proof_for(index)
    return Proof(index, tuple(hashes), checkpoint, entry).render()


def opening_for(decision: Decision) -> dict[str, Any]:
    """What opens one entry to a party: the case's name with its salt, the committed values with theirs.

    It opens no other entry. NotFound: the case's secret was erased, and nobody can open it any more.
    """
    leaf = LogLeaf.objects.filter(decision=decision).first() or Outbox.objects.filter(decision=decision).first()
    row = CasePseudonym.objects.filter(pseudonym=parse_entry(bytes(leaf.entry)).case).first() if leaf else None
    if row is None:
        raise NotFound("the secret of this case was erased; its entry cannot be opened any more.")
    secret = bytes(row.salt)
    return {
        "case": [row.case_kind, row.case_id],
        "case_salt": derived_salt(secret, "case").hex(),
        "value": committed(decision),
        "salt": entry_salt(secret, decision).hex(),
    }
