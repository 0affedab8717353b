"""Does a mutated paper ever break the server, hang it, or show a traceback? Never: it is read, or refused in one line.

A mutation changes, drops, doubles or turns round some bytes of a whole paper. The same seed gives the same bytes.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from tests.specimens.making import UBL, attached, pdf, picture, token

from assay.errors import AssayError
from assay.outside.reader import read_paper
from assay.policy.load import shipped
from assay.regime.document.reading import Reading

LIMITS = shipped().document.limits
SEEDS = {
    "a.pdf": pdf(),
    "b.pdf": attached("factur-x.xml", UBL),
    "c.xml": UBL,
    "d.sdjwt": token(payload={"vct": "urn:example:loa:1", "brand": "Aurelle"}),
    "e.png": picture("PNG", (64, 64)),
}


def mutated(data: bytes, chance: random.Random) -> bytes:
    """One to eight small changes."""
    out = bytearray(data)
    for _ in range(chance.randrange(1, 9)):
        at = chance.randrange(len(out) or 1)
        kind = chance.randrange(5)
        if kind == 0 and out:
            out[at] = chance.randrange(256)
        elif kind == 1:
            del out[at : at + chance.randrange(1, 40)]
        elif kind == 2:
            out[at:at] = out[at : at + chance.randrange(1, 200)]
        elif kind == 3:
            out[at:at] = chance.choice(
                (b"<<", b">>", b"999999999", b"-1", b"/Filter", b"&a;", b"\x00", b"\xff\xff", b"<x>", b"0 R", b"]]>")
            )
        else:
            end = at + chance.randrange(1, 60)
            out[at:end] = bytes(reversed(out[at:end]))
    return bytes(out)


def judge(seed: int, folder: Path) -> str:
    """Read one mutated paper: "read", or the name of the refusal; anything else fails."""
    chance = random.Random(seed)
    name = chance.choice(sorted(SEEDS))
    path = folder / name
    path.write_bytes(mutated(SEEDS[name], chance))
    try:
        assert isinstance(read_paper(path, name=name, limits=LIMITS), Reading)
    except AssayError as refusal:
        assert refusal.what
        assert "\n" not in str(refusal)
        return type(refusal).__name__
    return "read"


def test_a_mutated_paper_is_read_or_refused_and_never_breaks_the_reader(tmp_path: Path) -> None:
    answers = [judge(seed, tmp_path) for seed in range(150)]
    assert set(answers) <= {"read", "BadInput", "TooLarge", "NotSupported"}
    assert answers.count("read") > 20


@pytest.mark.long
def test_ten_thousand_mutated_papers_never_break_the_reader(tmp_path: Path) -> None:
    answers = [judge(seed, tmp_path) for seed in range(1_000, 11_000)]
    assert set(answers) <= {"read", "BadInput", "TooLarge", "NotSupported", "ReadingFailed"}
    # What crashes a parser costs one child; more than a few in a thousand would be a fault of ours.
    assert answers.count("ReadingFailed") <= 30
