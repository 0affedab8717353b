"""Which passages and sentences does a letter consist of, and where on the page does each word of them stand?

Lines belong to one passage where the next word had no room on the line before; a short line ends its passage. So the lines of an address or of a
signature stay apart, however close they stand, and a sentence is whole, however often it is broken: also where it is set as on a diploma, a line for
each part of it, because a line that ends in a verb that lets, or in an article, cannot be its end.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from assay.regime.document.extraction.letter_names import companies
from assay.regime.document.extraction.page import Cell, Page, Row

_WIDE = 0.45  # of the page: a row of several cells that is wider than this in one of them is prose with a gap
_ABBREVIATED = re.compile(
    r"(?:^|[\s(„“\"«])(?:Ltd|Inc|Corp|Co|Pte|Bhd|Sdn|Pvt|No|Nos|Nr|n|N|Art|art|Dr|Dra|Mr|Mrs|Ms|Prof|St|Reg|reg|Ser|Int|Cl|Str|str|Tel|Abs|bzw|ca|z|B|u|a|i|d|h"
    r"|A|V|ppa|gez|Fdo|Sr|Sra|D|Dña|Av|C|S|P|L|R|M|Mme|Mlle|Sig|Spett|dott|ing|J|H|G|K|E|F|T|W|lit|inkl|excl|etc|vs|Urb|Cía|Cia|Hnos|Bros|Gebr|Ges|Inh|Soc|Lic|Arq|Mag|Lda|Ctra|Ctr|núm|nº|n°|U|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)\.$"
)
# A sentence goes on behind these: a verb that lets or declares, an article, a preposition.
_OPEN_VERB = re.compile(
    r"(?:\b(?:hereby|authori[sz]es?|appoints?|certif(?:y|ies)|confirms?|declares?|hiermit|autorisiert|ermächtigt|bevollmächtigt|ernennt|bestätigt|erklärt|bescheinigt|autorise|atteste|certifie|nomme|déclare|autoriza|certifica|nombra|declara|hace constar"
    r"|autorizza|dichiara|nomina|attesta|machtigt|verklaart|verklaren|benoemt|hierbij)(?:,? (?:that|dass|que|che|dat|a|to|hereby|hiermit|hierbij))*|[兹茲特](?:授权|授權|证明|證明|委任|委托|委託))\W*$",
    re.IGNORECASE,
)
_OPEN_WORD = re.compile(
    r"\b(?:von|der|die|das|den|dem|an|by|the|for|par|à|la|le|por|da|dalla|dal|alla|door|aan|het|zum|zur|als|as|to|comme|como|come|zwischen|between|entre|tra|tussen)$"
)
_MOST_WOVEN = 8
_STOP = re.compile(r"[.!?](?=\s+[\"“„«(]?[^\W\d_a-zß-ÿ])|[。！？；;]")


@dataclass(frozen=True)
class Passage:
    """Text that runs on over lines; `spans` say which cell each piece of it comes from."""

    text: str
    spans: tuple[tuple[int, int, Cell], ...]
    prose: bool  # more than a line of a form: it runs over lines, or has a sentence's length

    def cells(self, start: int = 0, end: int | None = None) -> list[Cell]:
        """The cells of a piece of the text; all of them where the piece is empty."""
        until = len(self.text) if end is None else end
        found = [c for a, b, c in self.spans if a < until and start < b]
        return found or [c for _, _, c in self.spans]

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """From where to where each sentence runs."""
        found, begin = [], 0
        for stop in _STOP.finditer(self.text):
            head = self.text[begin : stop.end()]
            if stop[0] == "." and (_ABBREVIATED.search(head) or re.search(r"(?:^|\s)\d{1,2}\.$|\.\w\.$", head)):
                continue
            found.append((begin, stop.end()))
            begin = stop.end()
        if self.text[begin:].strip():
            found.append((begin, len(self.text)))
        return tuple(found)


@dataclass(frozen=True)
class Sentence:
    """A sentence of a passage."""

    passage: Passage
    start: int
    end: int

    @cached_property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]

    def cells(self, start: int = 0, end: int | None = None) -> list[Cell]:
        """The cells of a piece of the sentence, counted from its beginning."""
        return self.passage.cells(self.start + start, self.start + (len(self.text) if end is None else end))


def passages_of(pages: Sequence[Page]) -> tuple[Passage, ...]:
    """All passages in reading order."""
    return tuple(p for page in pages for p in _woven(list(_passages(page))))


def _woven(passages: list[Passage]) -> Iterator[Passage]:
    """Passages that cannot end where they end, with those that go on."""
    n = 0
    while n < len(passages):
        one = passages[n]
        n += 1
        while n < len(passages) and _OPEN_WORD.search(one.text) and len(one.text) < 60 and ":" not in one.text:
            one = _one_of(one, passages[n])
            n += 1
        ahead = passages[n] if n < len(passages) else None
        alone = ahead is not None and len(ahead.text) < 30 and _OPEN_VERB.search(ahead.text) is not None
        if ahead is not None and alone and one.prose and not re.search(r"[.。!?:：]$", one.text):
            one = _one_of(one, ahead)
            n += 1
        if _OPEN_VERB.search(one.text):
            for k in range(_MOST_WOVEN):
                if n >= len(passages) or _ended(one.text):
                    break
                last = n + 1 >= len(passages) or not passages[n + 1].text[:1].islower()
                if k > 1 and last and any(m.start == 0 for m in companies(passages[n].text)) and not passages[n].prose:
                    break  # who signs
                one = _one_of(one, passages[n])
                n += 1
        yield one


def _ended(text: str) -> bool:
    """Does a text end with a stop that is not the point of "S.L." or "e.K."?"""
    return bool(re.search(r"[.。!?]$", text)) and not any(m.end >= len(text) - 1 for m in companies(text))


def _one_of(one: Passage, other: Passage) -> Passage:
    gap = "" if one.text[-1:] > "\u2e80" and other.text[:1] > "\u2e80" else " "
    shift = len(one.text) + len(gap)
    spans = (*one.spans, *((a + shift, b + shift, cell) for a, b, cell in other.spans))
    return Passage(text=one.text + gap + other.text, spans=spans, prose=True)


def sentences_in(passages: Sequence[Passage]) -> Iterator[Sentence]:
    """All sentences in reading order."""
    for passage in passages:
        for start, end in passage.sentences:
            lead = len(passage.text[start:end]) - len(passage.text[start:end].lstrip())
            yield Sentence(passage, start + lead, end)


def _passages(page: Page) -> Iterator[Passage]:
    lines = [line for row in page.rows for line in _lines(row, page)]
    right = max((c[-1].x1 for c in lines), default=0.0)
    usual = _usual_gap(lines)
    done: set[int] = set()
    for i, line in enumerate(lines):
        if i in done:
            continue
        group = [line]
        for j in range(i + 1, min(i + 6, len(lines))):
            if j in done:
                continue
            last = group[-1]
            if lines[j][0].y0 - last[-1].y1 > 1.4 * last[-1].height:
                break
            if _goes_on(last, lines[j], right, usual):
                group.append(lines[j])
                done.add(j)
        # Lines found beyond the first six follow the last one found.
        j = i + 6
        while j < len(lines) and j not in done and len(group) > 1 and _goes_on(group[-1], lines[j], right, usual):
            group.append(lines[j])
            done.add(j)
            j += 1
        yield _joined(group)


def _lines(row: Row, page: Page) -> list[tuple[Cell, ...]]:
    """The cells of a row, as one line where they are prose, else each for itself."""
    if len(row.cells) == 2 and re.fullmatch(r"\s*(?:御中|様|殿|台照|台鑒|台鉴|收|鈞鑒)\s*", row.cells[1].text):
        return [row.cells]
    joined = any(re.fullmatch(r"[・、，,·&/\-–—]", c.text) for c in row.cells)
    if len(row.cells) == 1 or joined or any(c.x1 - c.x0 > _WIDE * page.width for c in row.cells):
        return [row.cells]
    return [(c,) for c in row.cells]


def _usual_gap(lines: Sequence[tuple[Cell, ...]]) -> float:
    """The white between two lines of one passage, as a share of their height: the smallest that occurs more than once, so that paragraphs part."""
    gaps = sorted(
        max(0.0, (b[0].y0 - a[-1].y1) / max(a[-1].height, 1))
        for a, b in itertools.pairwise(lines)
        if -0.3 * a[-1].height < b[0].y0 - a[-1].y1 < 1.4 * a[-1].height
    )
    return gaps[min(1, len(gaps) - 1)] if gaps else 0.9


def _goes_on(line: tuple[Cell, ...], following: tuple[Cell, ...], right: float, usual: float) -> bool:
    """Does the following line continue this one: close below it, from the same left edge or an indent, because its first word had no room?"""
    last, first = line[-1], following[0]
    if not -0.3 * last.height < first.y0 - last.y1 < (usual + 0.42) * last.height or abs(
        first.size - last.size
    ) > 0.15 * max(last.size, 1):
        return False
    if len(last.text) < 24 and re.search(r"\d\s*日$", last.text):
        return False  # a date stands by itself
    indent = first.x0 - line[0].x0
    # A line broken by hand within a sentence: it stops in the middle and goes on in small letters.
    broken = bool(re.search(r"[a-zß-ÿ,]$", last.text)) and first.text[:1].islower() and len(last.text) > 30
    if not -3.2 * last.height < indent < (3.2 if broken else 1.2) * last.height:
        return False
    word = first.words[0]
    need = min(word.x1 - word.x0, 3 * word.height) if word.text[:1] > "\u2e80" else word.x1 - word.x0
    if last.x1 + need + 0.2 * word.height >= right - 0.02 * right:
        return True
    return broken


def _joined(lines: Sequence[tuple[Cell, ...]]) -> Passage:
    text = ""
    spans = []
    for n, line in enumerate(lines):
        for k, cell in enumerate(line):
            if text and (n or k):
                text += "" if text[-1] > "\u2e80" and cell.text[:1] > "\u2e80" else " "
            spans.append((len(text), len(text) + len(cell.text), cell))
            text += cell.text
    wide = sum(2 if c > "\u2e80" else 1 for c in text)
    sentence = bool(re.search(r"[a-zß-ÿ]\.$|。$", text)) and (
        wide > 30 and (len(text.split()) > 5 or text[:1] > "\u2e80")
    )
    return Passage(text=text, spans=tuple(spans), prose=len(lines) > 1 or wide > 60 or sentence)
