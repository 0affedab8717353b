"""A receipt holds or is refused by name; a promise never passes for anything else."""

from __future__ import annotations

import pytest
from tests.tlog.made import market, proof, signer

from assay.errors import AssayError, NotSupported, TooLarge
from assay.tlog.entry import EntryRefused
from assay.tlog.keys import BadKey, KeyKind, NotSigned, Verifier
from assay.tlog.note import MalformedNote, sign_note
from assay.tlog.proof import NotInLog
from assay.tlog.receipt import (
    LOGGED_WITHIN,
    MAX_RECEIPT_BYTES,
    MalformedReceipt,
    open_promise,
    parse_proof,
    promise_verifier,
    sign_promise,
    verify_receipt,
)

ENTRIES = market(300)
KEYS = [signer().verifier]
FILED = next(i for i, entry in enumerate(ENTRIES) if b'"deadline"' in entry)


def test_a_promise_holds_with_the_log_s_key_alone_and_says_when() -> None:
    receipt = verify_receipt(sign_promise(ENTRIES[FILED], signer()), KEYS)
    assert receipt.index is None
    assert receipt.promise is not None
    assert receipt.promise.deadline == receipt.entry.deadline is not None
    assert receipt.promise.logged_by - receipt.promise.received == LOGGED_WITHIN


def test_a_proof_carries_its_promise_and_leads_to_the_signed_root() -> None:
    for index in (0, FILED, 255, 256, 299):
        receipt = verify_receipt(proof(ENTRIES, index), KEYS)
        assert (receipt.index, receipt.data) == (index, ENTRIES[index])
        assert receipt.promise is not None
        assert receipt.head is not None
        assert receipt.head.checkpoint.size == 300


def test_a_proof_of_the_entry_alone_holds_too() -> None:
    receipt = verify_receipt(proof(ENTRIES, 7, promise=False), KEYS)
    assert (receipt.data, receipt.promise) == (ENTRIES[7], None)


def test_a_promise_signed_as_a_checkpoint_is_not_signed() -> None:
    text = sign_promise(ENTRIES[0], signer()).partition("\n\n")[0] + "\n"
    with pytest.raises(NotSigned):
        verify_receipt(sign_note(text, signer()), KEYS)


def test_another_key_s_promise_and_proof_are_not_signed() -> None:
    other = signer(seed=2)
    for receipt in (sign_promise(ENTRIES[0], other), proof(ENTRIES, 0, key=other)):
        with pytest.raises(NotSigned):
            verify_receipt(receipt, KEYS)


def test_a_promise_of_one_log_under_the_key_of_another_is_not_signed() -> None:
    one, other = signer("one.example/log"), signer("other.example/log")
    text = sign_promise(ENTRIES[0], one).partition("\n\n")[0] + "\n"
    mixed = sign_note(text, other.under_name("other.example/log/promise"))
    with pytest.raises(NotSigned):
        open_promise(mixed, [one.verifier, other.verifier])


def test_a_proof_of_another_tree_is_not_in_this_log() -> None:
    here, there = proof(ENTRIES, 5), proof(market(300, seed=1), 5)
    checkpoint = here.partition("\n\n")[2]
    foreign = there.partition("\n\n")[0]
    with pytest.raises(NotInLog):
        verify_receipt(foreign + "\n\n" + checkpoint, KEYS)


def test_each_altered_byte_of_a_receipt_is_found() -> None:
    whole = proof(ENTRIES, FILED)
    for place in range(0, len(whole), 7):
        altered = whole[:place] + ("A" if whole[place] != "A" else "B") + whole[place + 1 :]
        with pytest.raises(AssayError):
            verify_receipt(altered, KEYS)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00",
        "c2sp.org/tlog-proof@v1",
        "c2sp.org/tlog-proof@v2\nindex 0\n\n",
        "c2sp.org/tlog-proof@v1\n\n",
        "c2sp.org/tlog-proof@v1\nindex 00\n\n",
        "c2sp.org/tlog-proof@v1\nindex -1\n\n",
        "c2sp.org/tlog-proof@v1\nextra !\nindex 0\n\n",
        "c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\n",
        "c2sp.org/tlog-proof@v1\nindex 0\n\ncheckpoint",
    ],
)
def test_what_is_no_receipt_is_refused_by_name(text: str) -> None:
    with pytest.raises(MalformedReceipt):
        verify_receipt(text, KEYS)


def test_bytes_that_are_no_text_are_refused_by_name() -> None:
    with pytest.raises(MalformedReceipt):
        verify_receipt(b"\xff\xfe", KEYS)


def test_a_receipt_beyond_the_limit_is_too_large() -> None:
    with pytest.raises(TooLarge):
        verify_receipt(b"x" * (MAX_RECEIPT_BYTES + 1), KEYS)
    with pytest.raises(TooLarge):
        parse_proof("c2sp.org/tlog-proof@v1\nindex 0\n" + "A\n" * 64 + "\n")


def test_a_signed_text_that_is_no_promise_is_refused_by_name() -> None:
    key = signer().under_name("market.example/log/promise")
    good = sign_promise(ENTRIES[FILED], signer()).partition("\n\n")[0] + "\n"
    for text, error in (
        ("assay-promise/1\nmarket.example/log\n", MalformedReceipt),
        (good.replace("received 2", "received x"), MalformedReceipt),
        (good.replace("entry ", "entry !"), MalformedReceipt),
        (good.replace("deadline 2016", "deadline 2017"), MalformedReceipt),
        (good.replace("logged by 2016", "logged  by 2016"), MalformedReceipt),
        (good.rpartition("entry ")[0] + "entry e30=\n", EntryRefused),
    ):
        with pytest.raises(error):
            open_promise(sign_note(text, key), KEYS)


def test_a_note_without_signatures_is_malformed() -> None:
    with pytest.raises(MalformedNote):
        verify_receipt("assay-promise/1\n", KEYS)


def test_keys_of_other_kinds_are_refused_by_name() -> None:
    assert promise_verifier(KEYS[0]).name == "market.example/log/promise"
    with pytest.raises(NotSupported):
        Verifier.from_text("a+00000000+AgAA")
    with pytest.raises(BadKey):
        Verifier.from_text("no key at all")
    with pytest.raises(AssayError):
        verify_receipt(proof(ENTRIES, 0), [signer("w.example", kind=KeyKind.COSIGNATURE).verifier])


def test_promise_and_proof_of_two_logs_do_not_make_one_receipt() -> None:
    one, other = signer("one.example/log"), signer("other.example/log")
    mixed = proof(ENTRIES, 5, key=one).splitlines(keepends=True)
    mixed[1] = proof(ENTRIES, 5, key=other).splitlines(keepends=True)[1]
    with pytest.raises(NotSigned):
        verify_receipt("".join(mixed), [one.verifier, other.verifier])
