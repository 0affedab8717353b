"""How well are papers read whose layouts were not known to the reader? `python -m benchmarks.papers.unseen.run [--out FOLDER]`

Each article of the HTML files beside this one is a paper with its truth in `data-truth`, written in the manner of a real program or office and printed by
Chromium: other code, fonts and geometry than the generated layouts; those of drawn.py are drawn point by point. The first answers, from before anything was mended, stand in results/unseen_first.json:
only those tell how a layout fares that nobody tuned to; the later ones tell what was mended.
"""

from __future__ import annotations

import argparse
import html
import io
import json
import os
import platform
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from importlib import metadata
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from benchmarks.papers.run import Tally, number, same_name
from benchmarks.papers.unseen import seventh_drawn, seventh_round, sixth_drawn, sixth_round
from benchmarks.papers.unseen.drawn import drawn as drawn_papers

from assay.errors import AssayError
from assay.outside.reader import paper
from assay.policy.load import shipped
from assay.regime.document.extraction.words import compact
from assay.regime.document.reading import Field, Reading

HERE = Path(__file__).parent
RESULTS = HERE.parent / "results"
LIMITS = shipped().document.limits
_ARTICLE = re.compile(
    r'<article id="(?P<id>[^"]+)"(?P<more>[^>]*?) data-truth=\'(?P<truth>.*?)\'>(?P<body>.*?)</article>', re.DOTALL
)
_ROTATED = re.compile(r'data-rotate="(\d+)"')


@dataclass(frozen=True, kw_only=True)
class Specimen:
    """One paper: its HTML, its truth, and by how much its page is turned."""

    name: str
    body: str
    truth: dict[str, Any]
    turn: int = 0
    picture: bool = False
    pdf: bytes = b""


def specimens(*, letters: str = "") -> Iterator[Specimen]:
    """All papers of this folder, in the order of the files; those of `letters_*.html` are measured apart, by letters.py."""
    for path in sorted(HERE.glob(letters or "*.html")):
        if path.name.startswith("letters_") and not letters:
            continue
        for found in _ARTICLE.finditer(path.read_text()):
            turned = _ROTATED.search(found["more"])
            yield Specimen(
                name=found["id"],
                body=found["body"],
                truth=json.loads(html.unescape(found["truth"])),
                turn=int(turned[1]) if turned else 0,
                picture="data-image" in found["more"],
            )
    for name, pdf, truth in (*drawn_papers(), *sixth_drawn.papers(), *seventh_drawn.papers()):
        yield Specimen(name=name, body="", truth=truth, pdf=pdf)
    if not letters:
        for name, body, truth, turn in (*sixth_round.papers(), *seventh_round.papers()):
            yield Specimen(name=name, body=body, truth=truth, turn=turn)


def printed(papers: list[Specimen], *, chromium: str) -> Iterator[tuple[Specimen, bytes]]:
    """Each paper as a PDF, printed by one browser without a network."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_context(offline=True).new_page()
        for one in papers:
            if one.pdf:
                yield one, one.pdf
                continue
            page.set_content(
                f"<!doctype html><meta charset=utf-8><style>@page{{size:A4;margin:15mm}}</style><body>{one.body}"
            )
            pdf = page.pdf(prefer_css_page_size=True, print_background=True)
            pdf = turned(pdf, one.turn) if one.turn else pdf
            yield one, drawn(pdf) if one.picture else pdf
        browser.close()


def turned(pdf: bytes, degrees: int) -> bytes:
    """The same pages lying on their side."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            page.rotate(degrees, relative=True)
        document.save(out)
    return out.getvalue()


def drawn(pdf: bytes) -> bytes:
    """The same pages as pictures without a letter of text, as a scanner or a program that draws its letters leaves them."""
    document = pypdfium2.PdfDocument(pdf)
    pictures = [document[i].render(scale=2.5).to_pil().convert("RGB") for i in range(len(document))]
    out = io.BytesIO()
    pictures[0].save(out, "PDF", resolution=180, save_all=True, append_images=pictures[1:])
    return out.getvalue()


def judged(read: Reading, truth: dict[str, Any]) -> Iterator[tuple[str, bool, object]]:
    """Each field of the truth: its name, whether it was read right, and what was read."""

    def plain(field: Field | None) -> str | None:
        return field.value if field else None

    for name, want in truth.items():
        if name == "kind":
            proof = shipped().document.kinds.proof
            said = read.kind.value
            yield "kind", said == want or (want == "not_proof" and said not in proof), said
        elif name in ("number", "issued_on", "due", "currency", "preceding"):
            value = plain(getattr(read, name))
            yield name, value is not None and compact(value) == compact(want), value
        elif name == "numbers":
            # Two papers in one file: each number is told, so that nobody takes them for one.
            told = [plain(read.number), *read.also]
            yield "numbers", [compact(one or "") for one in told] == [compact(one) for one in want], told
        elif name in ("net", "tax", "gross"):
            field = getattr(read.totals, name)
            yield name, number(field) == abs(Decimal(want)).normalize(), plain(field)
        elif name in ("issuer", "recipient"):
            field = getattr(read, name).name
            # A name that stands there in two scripts is right in either.
            yield name, any(same_name(field, one) for one in want.split("|")), plain(field)
        elif name == "lines":
            rows = sorted(((number(line.quantity), number(line.amount)) for line in read.lines), key=str)
            wanted = sorted(((abs(Decimal(q)).normalize(), abs(Decimal(a)).normalize()) for q, a in want), key=str)
            yield "lines", rows == wanted, [f"{q} {a}" for q, a in rows]
        elif name in ("issuer_vat", "issuer_iban", "issuer_registration", "recipient_vat"):
            party = getattr(read, name.partition("_")[0])
            field = {"vat": party.vat_id, "iban": party.iban, "registration": party.registration}[
                name.partition("_")[2]
            ]
            yield name, field is not None and compact(field.value) == compact(want), plain(field)
        elif name in ("issuer_at", "recipient_at"):
            party = getattr(read, name.partition("_")[0])
            for part, value in zip(("street", "postcode", "city", "country"), want, strict=True):
                if not value:
                    continue  # nothing on the page tells it
                said = plain(getattr(party, part, None))
                right = said is not None and compact(said) in {compact(one) for one in value.split("|")}
                yield f"party.{part}", right, said
        elif name == "letter":
            yield from _letter(read, want)


def _letter(read: Reading, want: dict[str, str]) -> Iterator[tuple[str, bool, object]]:
    letter = read.letter
    for name, value in want.items():
        said: str | None = None
        if letter is not None and name == "marks":
            said = " ".join(m.value for m in letter.marks) or None
            yield "letter.marks", said is not None and compact(value) in compact(said), said
            continue
        if letter is not None:
            part = getattr(letter, name)
            field = part.name if name in ("authoriser", "authorised") else part
            said = field.value if field else None
        yield f"letter.{name}", said is not None and compact(said) == compact(value), said


def main() -> int:
    """Print the scores, the misses and the confusion of kinds; write them beside the other results."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--only", default="", help="what the names begin with, such as r3-: one round")
    parser.add_argument("--out", type=Path, help="a folder to keep the PDFs in")
    parser.add_argument("--again", action="store_true", help="read the PDFs kept in --out instead of printing")
    parser.add_argument("--result", help="the file of the results; unseen.json where all papers are read")
    args = parser.parse_args()
    paper.warm()
    tally, confusion = Tally(), Counter[tuple[str, str]]()
    papers = [s for s in specimens() if s.name.startswith(args.only)]
    chromium = os.environ.get("ASSAY_CHROMIUM", "/usr/bin/chromium")
    if args.again:
        files: Any = ((s, (args.out / f"{s.name}.pdf").read_bytes()) for s in papers)
    else:
        files = printed(papers, chromium=chromium)
    for one, pdf in files:
        if args.out and not args.again:
            args.out.mkdir(parents=True, exist_ok=True)
            (args.out / f"{one.name}.pdf").write_bytes(pdf)
        try:
            read = paper.read(pdf, name=f"{one.name}.pdf", limits=LIMITS)
        except AssayError as refusal:
            tally.note("refused", False, where=one.name, said=str(refusal), want="a reading")
            continue
        if "kind" in one.truth:
            confusion[one.truth["kind"], read.kind.value] += 1
        for field, right, said in judged(read, one.truth):
            want = one.truth.get(field) or one.truth.get("letter", {}).get(
                field.partition(".")[2], "as it stands there"
            )
            tally.note(field, right, where=one.name, said=said, want=want)
    result = {
        "command": f"python -m benchmarks.papers.unseen.run --only {args.only!r}",
        "machine": {"python": platform.python_version(), "system": platform.system(), "processors": os.cpu_count()},
        "versions": {name: metadata.version(name) for name in ("pypdfium2", "pikepdf", "playwright", "reportlab")},
        "papers": len(papers),
        "fields": tally.rows(),
        "kinds": [f"{want} read as {said}: {n}" for (want, said), n in sorted(confusion.items())],
        "misses": tally.misses,
    }
    file = args.result or ("" if args.only else "unseen.json")
    if file:
        (RESULTS / file).write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n")
    for name, row in tally.rows().items():
        print(f"{name:22} {row['right']:4} of {row['of']:4}  {row['percent']:5} %  {row['interval_95']}")
    print(*result["kinds"], *tally.misses, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
