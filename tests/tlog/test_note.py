"""A note is signed by whom it says, or by nobody; keys and names cannot be confused."""

from __future__ import annotations

import pytest
from tests.tlog.made import signer

from assay.errors import AssayError, BadInput, NotSupported, TooLarge
from assay.tlog.checkpoint import (
    MalformedCheckpoint,
    cosign_checkpoint,
    open_checkpoint,
    parse_checkpoint,
    sign_checkpoint,
    with_signatures,
)
from assay.tlog.keys import BadKey, KeyKind, MalformedNote, NotSigned, Signature, Signer, Verifier, check_name
from assay.tlog.note import MAX_NOTE_BYTES, Note, open_note, parse_note, sign_note
from assay.tlog.tree import EMPTY_ROOT

ONE, TWO = signer(), signer("other.example/log", seed=2)
WITNESS = signer("witness.example", seed=3, kind=KeyKind.COSIGNATURE)
TEXT = "text\n\nmore text\n"


def test_a_note_is_opened_by_each_key_that_signed_it() -> None:
    note = parse_note(sign_note(TEXT, ONE, TWO))
    assert note.text == TEXT
    assert [v.name for v, _ in open_note(note, [TWO.verifier])] == [TWO.name]
    assert len(open_note(note, [ONE.verifier, TWO.verifier])) == 2


def test_a_signature_that_does_not_hold_by_a_known_key_rejects_the_whole_note() -> None:
    note = parse_note(sign_note(TEXT, ONE, TWO))
    forged = Note(note.text, (note.signatures[0], Signature(TWO.name, TWO.verifier.key_id, b"\x00" * 64)))
    with pytest.raises(NotSigned):
        open_note(forged, [ONE.verifier, TWO.verifier])
    assert open_note(forged, [ONE.verifier])


def test_a_note_that_nobody_we_know_signed_is_not_signed() -> None:
    with pytest.raises(NotSigned):
        open_note(parse_note(sign_note(TEXT, ONE)), [TWO.verifier])


@pytest.mark.parametrize(
    "text",
    [
        "no signatures\n",
        "text\n\n\u2014 name AAAA\n",
        "text\n\n\u2014 name !\n",
        "text\n\n- name AAAAAAAA\n",
        "text\n\n\u2014 na+me AAAAAAAA\n",
        "text\n\n\u2014 name AAAAAAAA more\n",
        "text\r\n\n\u2014 name AAAAAAAA\n",
        "text\n\n\u2014 name AAAAAAAA",
        "\n\n\u2014 name AAAAAAAA\n",
    ],
)
def test_what_is_no_note_is_malformed(text: str) -> None:
    with pytest.raises(MalformedNote):
        parse_note(text)


def test_bytes_and_signatures_beyond_the_limits_are_refused() -> None:
    with pytest.raises(MalformedNote):
        parse_note(b"\xff\n\n")
    with pytest.raises(MalformedNote):
        parse_note("\ud800\n\n\u2014 name AAAAAAAA\n")
    with pytest.raises(TooLarge):
        parse_note("a" * (MAX_NOTE_BYTES + 1))
    with pytest.raises(TooLarge):
        parse_note("text\n\n" + "\u2014 name AAAAAAAA\n" * 101)


def test_a_key_is_written_and_read_as_the_same_key() -> None:
    for key in (ONE, WITNESS):
        assert Verifier.from_text(key.vkey) == key.verifier
        assert Signer.from_text(key.private_text()).vkey == key.vkey
        assert key.private_text() not in repr(key)
    assert Signer.generate("fresh.example").name == "fresh.example"


def test_altered_and_foreign_keys_are_refused() -> None:
    vkey = ONE.vkey
    for text in (vkey[:-2] + "A=", vkey.replace("market", "rnarket"), vkey.split("+")[0], "", "+" * 5000, f" {vkey}+"):
        with pytest.raises(BadInput):
            Verifier.from_text(text)
    for text in (ONE.vkey, "PRIVATE+KEY+a+00000000+AAAA", "PRIVATE+KEY+a+00000000+" + ONE.private_text().split("+")[4]):
        with pytest.raises(BadInput):
            Signer.from_text(text)
    with pytest.raises(BadKey):
        Verifier.from_text("a+00000000+AQAA")
    for kind in ("AgAA", "BgAA", "/wAA"):
        with pytest.raises(NotSupported):
            Verifier.from_text(f"a+00000000+{kind}")


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u2003b", "a\x00", "a" * 201, "\ud800"])
def test_a_name_that_would_hide_where_it_ends_is_refused(name: str) -> None:
    with pytest.raises(BadKey):
        check_name(name)


def test_each_kind_of_key_signs_only_what_it_is_for() -> None:
    with pytest.raises(BadKey):
        WITNESS.sign(TEXT)
    with pytest.raises(BadKey):
        ONE.cosign(TEXT, 1)
    with pytest.raises(BadInput):
        WITNESS.cosign(TEXT, 0)
    with pytest.raises(NotSupported):
        Signer("a", ONE._key, KeyKind.ECDSA)
    for text in ("no newline", "tab\t\n"):
        with pytest.raises(MalformedNote):
            ONE.sign(text)


def test_a_cosignature_binds_its_time() -> None:
    note = parse_note(sign_checkpoint(ONE.name, 0, EMPTY_ROOT, ONE))
    line = cosign_checkpoint(note, WITNESS, 1463734800)
    opened = open_checkpoint(with_signatures(note, [line, line]).render(), ONE.verifier, witnesses=[WITNESS.verifier])
    assert [(c.witness, c.at) for c in opened.cosignatures] == [("witness.example", 1463734800)]
    later = Signature(line.name, line.key_id, (1463734801).to_bytes(8, "big") + line.value[8:])
    for wrong in (later, Signature(line.name, line.key_id, line.value[:-1]), Signature(line.name, line.key_id, b"x")):
        with pytest.raises(NotSigned):
            open_checkpoint(with_signatures(note, [wrong]).render(), ONE.verifier, witnesses=[WITNESS.verifier])


def test_a_signature_of_another_length_does_not_hold() -> None:
    note = parse_note(sign_note(TEXT, ONE))
    short = Note(TEXT, (Signature(ONE.name, ONE.verifier.key_id, note.signatures[0].value[:-1]),))
    with pytest.raises(NotSigned):
        open_note(short, [ONE.verifier])


def test_the_head_of_one_log_never_passes_for_that_of_another() -> None:
    text = sign_checkpoint("other.example/log", 0, EMPTY_ROOT, ONE)
    with pytest.raises(NotSigned):
        open_checkpoint(text, ONE.verifier)
    assert open_checkpoint(text, ONE.verifier, origin="other.example/log").checkpoint.size == 0


def test_only_the_log_itself_can_sign_its_head() -> None:
    note = parse_note(sign_checkpoint(ONE.name, 0, EMPTY_ROOT, TWO))
    cosigned = with_signatures(note, [cosign_checkpoint(note, WITNESS, 1)])
    with pytest.raises(NotSigned):
        open_checkpoint(cosigned.render(), ONE.verifier, witnesses=[WITNESS.verifier])
    with pytest.raises(BadInput):
        open_checkpoint(cosigned.render(), WITNESS.verifier)


def test_the_empty_log_has_one_root() -> None:
    text = f"{ONE.name}\n0\n{'A' * 43}=\n"
    with pytest.raises(NotSigned):
        open_checkpoint(sign_note(text, ONE), ONE.verifier)


@pytest.mark.parametrize(
    "text",
    [
        "a\n1\n",
        "a\n1\n!\n",
        "a\n1\nAAAA\n",
        "a\n01\n" + "A" * 43 + "=\n",
        "a\n9223372036854775808\n" + "A" * 43 + "=\n",
        "\n1\n" + "A" * 43 + "=\n",
        "a\n1\n" + "A" * 43 + "=",
    ],
)
def test_what_is_no_checkpoint_is_malformed(text: str) -> None:
    with pytest.raises(MalformedCheckpoint):
        parse_checkpoint(text)


@pytest.mark.parametrize(
    ("origin", "size", "root"),
    [("a", -1, EMPTY_ROOT), ("a", 0, b"\x00" * 32), ("a", 1, b""), ("", 0, EMPTY_ROOT), ("a\nb", 0, EMPTY_ROOT)],
)
def test_what_is_no_head_is_not_signed(origin: str, size: int, root: bytes) -> None:
    with pytest.raises(AssayError):
        sign_checkpoint(origin, size, root, ONE)
