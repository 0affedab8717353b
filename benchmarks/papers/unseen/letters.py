"""How well are letters, certificates and kinds of paper read that the reader was not made for? `python -m benchmarks.papers.unseen.letters`

The papers are the `letters_*.html` beside this file (`--only letters_two` names the files of one round), printed by Chromium. A field that the truth
names must be read right; one that it leaves out must stay empty: what is read there counts as invented. The results of each round's first sight, from
before the reader was touched, stand in results/letters_first.json and letters_second_first.json.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib import metadata
from typing import Any

from benchmarks.papers.run import Tally, same_name
from benchmarks.papers.unseen.run import HERE, LIMITS, RESULTS, printed, specimens

from assay.errors import AssayError
from assay.outside.reader import paper
from assay.policy.load import shipped
from assay.regime.document.extraction.words import compact
from assay.regime.document.reading import Field, Letter, Reading

PARTIES = ("authoriser", "authorised")
LISTS = ("marks", "goods", "territories", "channels")
FIELDS = ("brand", *LISTS, *PARTIES, "level", "may_pass_on", "valid_from", "valid_to", "signer")
MOST_EXTRA_LETTERS = 24  # "genuine Corvane handbags" for "handbags"


def judged(read: Reading, truth: dict[str, Any]) -> Iterator[tuple[str, bool, object, object]]:
    """Each field: its name, whether it was read right, what was read, what stands there."""
    proof = shipped().document.kinds.proof
    said = read.kind.value
    yield "kind", said == truth["kind"] or (truth["kind"] == "not_proof" and said not in proof), said, truth["kind"]
    if "number" in truth:
        number = read.number.value if read.number else ""
        yield "number", compact(number) == compact(truth["number"]), number, truth["number"]
    if "letter" not in truth:
        return
    letter = read.letter or Letter()
    for name in FIELDS:
        want = truth["letter"].get(name)
        value = _said(letter, name)
        if want is None:
            yield "nothing invented", not value, f"{name}: {value}", None
        else:
            yield f"letter.{name}", _same(name, letter, want), value, want


def _said(letter: Letter, name: str) -> list[str] | str:
    part = getattr(letter, name)
    if name in LISTS:
        return [field.value for field in part]
    field = part.name if name in PARTIES else part
    return field.value if field else ""


def _same(name: str, letter: Letter, want: Any) -> bool:
    said = _said(letter, name)
    if name in ("territories", "channels"):
        return sorted(map(str.casefold, said)) == sorted(map(str.casefold, want))
    if name == "marks":
        return sorted(_mark(m) for m in said) == sorted(_mark(m) for m in want)
    if name == "goods":
        return _same_goods([compact(s) for s in said], [compact(w) for w in want])
    if name in (*PARTIES, "signer"):
        part = getattr(letter, name)
        field: Field | None = part.name if name in PARTIES else part
        return same_name(field, want)
    return compact(str(said)) == compact(want)


def _mark(text: str) -> str:
    """Office and number, however it is spaced; a UK number with or without its letters."""
    return re.sub(r"[ .,/-]", "", text.upper()).replace("UKIPOUK", "UKIPO")


def _same_goods(said: Sequence[str], want: Sequence[str]) -> bool:
    """As many as there are, each holding the words of one."""
    if len(said) != len(want):
        return False
    left = list(said)
    for one in sorted(want, key=len, reverse=True):
        found = next((s for s in left if one in s and len(s) <= len(one) + MOST_EXTRA_LETTERS), None)
        if found is None:
            return False
        left.remove(found)
    return True


def main() -> int:
    """Print the scores, the misses and the confusion of kinds; write them beside the other results."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--files", default="letters_*.html", help="which files of this folder")
    parser.add_argument("--only", default="", help="the name of one paper; nothing is written then")
    parser.add_argument("--keep", default="", help="a folder for the PDFs: printed once, read again afterwards")
    parser.add_argument("--result", default="letters.json")
    args = parser.parse_args()
    paper.warm()
    tally, confusion = Tally(), Counter[tuple[str, str]]()
    papers = [s for s in specimens(letters=args.files) if args.only in s.name and s.body]
    for one, pdf in _files(papers, keep=args.keep):
        try:
            read = paper.read(pdf, name=f"{one.name}.pdf", limits=LIMITS)
        except AssayError as refusal:
            tally.note("kind", False, where=one.name, said=str(refusal), want=one.truth["kind"])
            continue
        confusion[one.truth["kind"], read.kind.value] += 1
        for field, right, said, want in judged(read, one.truth):
            tally.note(field, right, where=one.name, said=said, want=want)
    fields = Tally()
    for name, (right, asked) in tally.counts.items():
        if name.startswith("letter."):
            fields.counts.setdefault("fields of letters", [0, 0])
            fields.counts["fields of letters"][0] += right
            fields.counts["fields of letters"][1] += asked
    result = {
        "command": "python -m benchmarks.papers.unseen.letters",
        "machine": {"python": platform.python_version(), "system": platform.system(), "processors": os.cpu_count()},
        "versions": {name: metadata.version(name) for name in ("pypdfium2", "pikepdf", "playwright")},
        "papers": len(papers),
        "fields": tally.rows() | fields.rows(),
        "kinds": [f"{want} read as {said}: {n}" for (want, said), n in sorted(confusion.items())],
        "misses": tally.misses,
    }
    if not args.only:
        (RESULTS / args.result).write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n")
    for name, row in result["fields"].items():
        print(f"{name:22} {row['right']:4} of {row['of']:4}  {row['percent']:5} %  {row['interval_95']}")
    print(*result["kinds"], *tally.misses, sep="\n")
    return 0


def _files(papers: list[Any], *, keep: str) -> Iterator[tuple[Any, bytes]]:
    folder = HERE.__class__(keep) if keep else None
    missing = [s for s in papers if folder is None or not (folder / f"{s.name}.pdf").exists()]
    fresh = {}
    if missing:
        for one, pdf in printed(missing, chromium=os.environ.get("ASSAY_CHROMIUM", "/usr/bin/chromium")):
            fresh[one.name] = pdf
            if folder is not None:
                folder.mkdir(parents=True, exist_ok=True)
                (folder / f"{one.name}.pdf").write_bytes(pdf)
    for one in papers:
        yield one, fresh[one.name] if one.name in fresh else (folder / f"{one.name}.pdf").read_bytes()  # type: ignore[operator]


if __name__ == "__main__":
    sys.exit(main())
