"""Is a name hidden in this title: taken apart, mistyped, starred, glued to another word, with digits for letters?

Work of this kind is done on candidates only. The words of a title are looked up in a cache of judged words, so that a word is judged once however often it is
sold; runs of single letters and broken words are found by their shape.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import polars as pl

from assay.regime.listing.claims.fold import EDGE, fold
from assay.regime.listing.claims.foreign import nearly
from assay.regime.listing.claims.guess import judge, typo
from assay.regime.listing.claims.heading import LEADS, NAMED, UNTOLD, at_the_head
from assay.regime.listing.claims.headword import LEADING, explained
from assay.regime.listing.claims.letters import alikes, collapse, unleet
from assay.regime.listing.claims.likeness import likeness
from assay.regime.listing.claims.names import Kind
from assay.regime.listing.claims.pieces import numbers_together, one_wrong, with_figures, with_gap
from assay.regime.listing.claims.readings import tellings, whole_names
from assay.regime.listing.claims.scan import CONTEXT, Buffer, Hits, around, buffers, locate
from assay.regime.listing.claims.symbols import in_symbols
from assay.regime.listing.claims.targets import RUN, WEAK, Disguises
from assay.regime.listing.claims.unspaced import unspaced
from assay.regime.listing.claims.words import FIGURES, I64, Words, words_of

PIECES, BRIEF = 5, 4  # words in which a name is written; letters of those amid four or more
TWO_BYTES = 0xC3  # with which a letter of two bytes of UTF-8 begins
TITLES = 1 << 18  # bytes of titles that are looked at together

HIDDEN: dict[str, pl.DataType] = {
    "row": pl.Int64(),
    "field": pl.Int64(),
    "pattern": pl.Int64(),
    "start": pl.Int64(),
    "end": pl.Int64(),
    "before": pl.String(),
    "behind": pl.String(),
    "alone": pl.Boolean(),
    "text": pl.String(),
    "kind": pl.Int8(),
}


_SEEN = {k: v for k, v in HIDDEN.items() if k != "text"}


def hidden(table: pl.DataFrame, *, unnamed: npt.NDArray[np.bool_], by: Disguises) -> pl.DataFrame:
    """Names hidden in titles (HIDDEN); in those that name no brand in plain letters (`unnamed`) what is only guessed too, its kind with WEAK."""
    hits = pl.concat([_in_titles(table, unnamed=unnamed, by=by), _told_otherwise(table, unnamed=unnamed, by=by)])
    texts = table.select("title")[hits["row"]].hstack(hits.select("start", "end"))
    text = texts.select(pl.col("title").str.slice(pl.col("start"), pl.col("end") - pl.col("start"))).to_series()
    hits = hits.with_columns(text.alias("text"))
    # A letter is gone between two words, or two letters stand apart: by a sign, not by a space, but for capitals that a title begins with.
    gap = (pl.col("kind") & GAP) != 0
    shouted = (pl.col("start") == 0) & pl.col("text").str.contains(r"^[A-Z] [A-Z]$")
    hits = hits.filter(~gap | shouted | ~pl.col("text").str.contains(r"\s"))
    return hits.with_columns(
        (pl.when(gap).then(pl.col("kind") - GAP).otherwise("kind")).cast(pl.Int8).alias("kind")
    ).select(list(HIDDEN))


def _in_titles(table: pl.DataFrame, *, unnamed: npt.NDArray[np.bool_], by: Disguises) -> pl.DataFrame:
    found = [
        _in_buffer(buffer, unnamed=unnamed, by=by) for buffer in buffers(table, fields=("title",), together=TITLES)
    ]
    found.append(in_symbols(table, unnamed=unnamed, by=by))
    return pl.concat([part.select(list(_SEEN)) for part in found])


def _told_otherwise(table: pl.DataFrame, *, unnamed: npt.NDArray[np.bool_], by: Disguises) -> pl.DataFrame:
    """What stands in titles that can be read in another way, at its place in the title as written."""
    told = list(tellings(table["title"], said=by.said))
    if not told:
        return pl.DataFrame(schema=_SEEN)
    again = pl.DataFrame({"title": [text for _, (text, _) in told]}, schema={"title": pl.String})
    whole = [
        (k, 0, one, start, end, fold(text[:start])[-CONTEXT:] + " ", " " + fold(text[end:])[:CONTEXT], False, int(Kind.LEET))
        for k, (_, (text, _)) in enumerate(told)
        for start, end, one in whole_names(text, texts=by.texts)
    ]  # fmt: skip
    hits = pl.concat(
        [
            _in_titles(again, unnamed=unnamed[[row for row, _ in told]], by=by),
            pl.DataFrame(whole, schema=_SEEN, orient="row"),
        ]
    )
    places = [_place(told[k][1][1], start, end) for k, start, end in hits.select("row", "start", "end").iter_rows()]
    return hits.with_columns(
        pl.Series("row", [told[k][0] for k in hits["row"].to_list()], dtype=pl.Int64),
        pl.Series("start", [first for first, _ in places], dtype=pl.Int64),
        pl.Series("end", [last for _, last in places], dtype=pl.Int64),
    )


def _place(at: list[int], start: int, end: int) -> tuple[int, int]:
    part = at[start:end]
    return min(part), max(part) + 1


def _in_buffer(buffer: Buffer, *, unnamed: npt.NDArray[np.bool_], by: Disguises) -> pl.DataFrame:
    text = buffer.folded
    words = words_of(text)
    starts, lengths = words.starts, words.lengths
    codes = by.judged.codes(words, judge=lambda word: _code(word, by=by))
    at = np.flatnonzero(codes >= NAMED)
    low, high = list(starts[at]), list(starts[at] + lengths[at])
    pattern, kind = list((codes[at] >> 20) - 1), list(codes[at] >> 12 & 0xFF)
    for i, count, one, how in at_the_head(words, codes, unnamed=unnamed[buffer.rows], by=by):
        low.append(starts[i])
        high.append(starts[i + count - 1] + lengths[i + count - 1])
        pattern.append(one)
        kind.append(how | WEAK)
    for i in _broken(words, codes, by=by).tolist():
        if (broken := _joined(words, i, by=by)) is not None:
            count, one = broken
            low.append(starts[i])
            high.append(starts[i + count - 1] + lengths[i + count - 1])
            pattern.append(one)
            kind.append(int(Kind.SEPARATED))
    mixed = (codes & MIXED) != 0
    doubtful = np.flatnonzero(((codes & END) != 0) | np.append(mixed[:-1] & mixed[1:], False)).tolist()
    for i, count, one, how in _in_pairs(words, at=doubtful, by=by):
        low.append(starts[i])
        high.append(starts[i + count - 1] + lengths[i + count - 1])
        pattern.append(one)
        kind.append(how)
    for i, count, one, how in _in_pieces(words, codes, by=by):
        low.append(starts[i])
        high.append(starts[i + count - 1] + lengths[i + count - 1])
        pattern.append(one)
        kind.append(how)
    letter = np.frombuffer(text + b" ", dtype=np.uint8)[np.minimum(starts, len(text))]
    single = (((lengths == 1) & (letter != EDGE)) | ((lengths == 2) & (letter >= TWO_BYTES))).astype(np.int8)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], single, [0]])))
    for begin, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if RUN - 2 <= end - begin < RUN:
            brief = by.short.get(words.joined(begin, end - begin).decode("utf-8", "ignore"))
            if brief is not None:
                low.append(starts[begin])
                high.append(starts[end - 1] + 1)
                pattern.append(brief)
                kind.append(int(Kind.SEPARATED) | (GAP if end - begin == RUN - 2 else 0))
        if end - begin >= RUN:
            letters = words.joined(begin, end - begin).decode("utf-8", "ignore")
            for offset, size, one in _in_run(letters, by=by):
                low.append(starts[begin + offset])
                high.append(starts[begin + offset + size - 1] + lengths[begin + offset + size - 1])
                pattern.append(one)
                kind.append(int(Kind.SEPARATED))
    for start, stop, one in unspaced(buffer, by=by.unspaced):
        low.append(start)
        high.append(stop)
        pattern.append(one)
        kind.append(int(Kind.SEPARATED))
    if not low:
        return pl.DataFrame(schema=_SEEN)
    order = np.array(kind, dtype=np.int64)
    tagged = np.array(pattern, dtype=np.int64) * KINDS + order
    hits = locate(buffer, pattern=tagged, low=np.array(low, dtype=np.int64), high=np.array(high, dtype=np.int64))
    return _frame(hits, text=text)


def _broken(words: Words, codes: I64, *, by: Disguises) -> I64:
    """Words with which a name may begin that is written in two to five."""
    tail = np.append((codes & TAIL) != 0, np.zeros(PIECES, dtype=np.bool_))
    brief = np.append(words.lengths <= BRIEF, np.zeros(PIECES, dtype=np.bool_))
    size = len(words)
    behind, between = tail[1 : size + 1] | tail[2 : size + 2], brief[1 : size + 1] & brief[2 : size + 2]
    for k in range(3, PIECES):
        behind |= between & tail[k : size + k]
        between &= brief[k : size + k]
    first = np.flatnonzero(((codes & HEAD) != 0) & behind)
    found = np.zeros(first.size, dtype=np.bool_)
    for joined in numbers_together(words, first, most=PIECES):
        found |= by.whole.find(joined) >= 0
    return first[found]


def _in_pieces(words: Words, codes: I64, *, by: Disguises) -> Iterator[tuple[int, int, int, int]]:
    """Names in several words of which one is not as it should be."""
    letters = np.frombuffer(words.text + b" ", dtype=np.uint8)[np.minimum(words.starts, len(words.text))]
    figure = (words.lengths == 1) & (letters >= 48) & (letters < 58)
    yield from with_figures(words, ((codes & MIXED) != 0) | figure, by=by)
    tails = np.append((codes[1:] & GAP_TAIL) != 0, False)
    for i, count, one, how in with_gap(words, np.flatnonzero(((codes & GAP_HEAD) != 0) & tails), by=by):
        yield i, count, one, how | GAP
    beside = (codes & BESIDE) != 0
    near = np.zeros(len(words), dtype=np.bool_)
    for k in (1, 2):
        near[k:] |= beside[:-k]
        near[:-k] |= beside[k:]
    yield from one_wrong(words, np.flatnonzero(((codes & NEARLY) != 0) & near), by=by)


def _frame(hits: Hits, *, text: bytes) -> pl.DataFrame:
    before, behind = around(text, hits)
    return pl.DataFrame(
        {
            "row": hits.row,
            "field": hits.field,
            "pattern": hits.pattern // KINDS,
            "start": hits.start,
            "end": hits.end,
            "before": pl.Series(before, dtype=pl.String),
            "behind": pl.Series(behind, dtype=pl.String),
            "alone": [False] * hits.row.size,
            "kind": (hits.pattern % KINDS).astype(np.int8),
        },
        schema=_SEEN,
    )


def judge_beforehand(by: Disguises) -> None:
    """Judge the words of names and languages, and short figures, before a title says them: what is then kept is not judged again by each process."""
    words = by.names.ordinary | {word for pattern in by.names.patterns for word in pattern.text.split()}
    said = " ".join([*sorted(words), *map(str, range(10 ** (FIGURES - 1)))])
    by.judged.codes(words_of(said.encode()), judge=lambda word: _code(word, by=by))


HEAD, TAIL, END, MIXED, GAP_HEAD, GAP_TAIL, NEARLY, BESIDE = (1 << k for k in range(8))
GAP, KINDS = 32, 128


def _code(raw: bytes, *, by: Disguises) -> int:
    """A word judged: number of the pattern that it hides + 1, Kind, and flags.

    HEAD and TAIL: a broken name may begin or end with it; GAP_HEAD and GAP_TAIL: where it lost a letter. END: the first or last word of a name of several. MIXED:
    letters and digits. NEARLY: a word of a name of several, mistyped; BESIDE: such a word. UNTOLD: nothing explains it; LEADS: titles may begin with it.
    """
    word = raw.decode("utf-8", "ignore")
    if not word.isascii():
        one = None if word in by.native or by.names.dictionary(word) else nearly(word, by=by.foreign)
        return (
            HEAD * (word in by.heads)
            | TAIL * (word in by.tails)
            | LEADS
            | (0 if one is None else (one + 1) << 20 | int(Kind.TYPO if word.isalpha() else Kind.LEET) << 12)
        )
    flags = HEAD * (word in by.heads) | TAIL * (word in by.tails) | END * (raw in by.ends or _nearly_end(word, by=by))
    flags |= GAP_HEAD * (word in by.gap_heads) | GAP_TAIL * (word in by.gap_tails) | BESIDE * (word in by.beside)
    flags |= NEARLY * (
        3 < len(word) < 20 and not by.names.dictionary(word) and word not in by.native and bool(by.parts_near(word))
    )
    flags |= MIXED * (2 < len(word) < 14 and not word.isalpha() and not word.isdigit() and word.isascii())
    flags |= LEADS * (word in LEADING or word in by.names.goods_words or (len(word) == 4 and word.isdigit()))
    found = judge(word, by=by) or likeness(word, by=by)
    if found is not None:
        return flags | (found[0] + 1) << 20 | found[1] << 12
    return flags | UNTOLD * (len(word) > 1 and not explained(word, by=by))


def _nearly_end(word: str, *, by: Disguises) -> bool:
    """Is it the first or last word of a name of several, but for a letter, a figure or letters said twice?"""
    if not 3 <= len(word) <= 14 or not word.isascii() or by.names.dictionary(word):
        return False
    run = collapse(word)
    told = {run, word, *(unleet(word) if not word.isalpha() else ())}
    return any(w in by.nearly for w in told) or (
        len(word) > 3 and any(word[:k] + word[k + 1 :] in by.nearly for k in range(len(word)))
    )


def _joined(words: Words, i: int, *, by: Disguises) -> tuple[int, int] | None:
    """A name broken into two or three words. Two ordinary words that happen to make a name are not one."""
    text, ordinary = "", True
    if len(words[i]) > 3 and words[i].decode("utf-8", "ignore") in by.native:
        return None
    for count in range(1, PIECES + 1):
        if i + count > len(words):
            return None
        part = words[i + count - 1].decode("utf-8", "ignore")
        if not part or not part.isascii():
            return None
        text += part
        ordinary = ordinary and (part in by.names.ordinary or part.isdigit()) and len(part) > 1
        if count > 1:
            pattern = by.joined.get(text)
            if pattern is not None and len(text) - count >= 2 and (not ordinary or _told_apart(text, pattern, by=by)):
                return count, pattern
            if text not in by.heads:
                return None
    return None


def _told_apart(text: str, pattern: int, *, by: Disguises) -> bool:
    """A known name that happens to fall into two ordinary words: too long to be chance."""
    return len(text) > 5 and by.names.patterns[pattern].known and by.names.patterns[pattern].kind is Kind.NAME


def _in_pairs(words: Words, *, at: list[int], by: Disguises) -> Iterator[tuple[int, int, int, int]]:
    """Names of two or three words that are misspelt: "Bottega Vneeta", "N3w B4lance". Words of a name's own, or of letters and digits, lead to them."""
    for place in at:
        for first, count in ((place, 2), (place - 1, 2), (place, 3), (place - 2, 3)):
            if first < 0 or first + count > len(words):
                continue
            joined = words.joined(first, count)
            if b"\x01" in joined or not 6 <= len(joined) <= 40:
                continue
            code = by.judged.code(joined, judge=lambda word: _code(word, by=by))
            one, how = (code >> 20) - 1, code >> 12 & 0xFF
            if (
                one >= 0
                and how in (int(Kind.LEET), int(Kind.REPEATED), int(Kind.TYPO))
                and " " in by.names.patterns[one].text
            ):
                yield first, count, one, how
                break


def _in_run(letters: str, *, by: Disguises) -> Iterator[tuple[int, int, int]]:
    """Names in a run of single letters: offset, letters, pattern. The longest first."""
    at = 0
    while at + 4 <= len(letters):
        for size in range(min(24, len(letters) - at), 3, -1):
            part = letters[at : at + size]
            one = by.spelt.get(part)
            if one is None and size > 4 and not part.isascii():
                one = by.texts.get(part)
            if one is None and not part.isdigit() and any(c.isdigit() for c in part):
                one = next((by.worn[p] for p in unleet(part) if p in by.worn), None)
            if one is None and part.isascii() and not part.isdigit():
                one = next((i for p in alikes(part) if (i := by.alike.get(p)) is not None and by.near(i)), None)
            if one is None and 4 <= size <= 24 and size == len(letters):
                one = _nearly(part, by=by)
            if one is not None:
                yield at, size, one
                at += size - 1
                break
        at += 1


def _nearly(letters: str, *, by: Disguises) -> int | None:
    """A known name of which a letter is missing or wrong, or two of a long one are missing: signs stand for them that are no letters."""
    for said in (letters, *(unleet(letters) if not letters.isalpha() else ())):
        if not said.isalpha():
            continue
        if (one := typo(said, by=by)) is not None and by.near(one):
            return one
        for more in (1, 2) if len(said) >= 6 else ():
            for name, i in by.by_length.get(len(said) + more, ()):
                if by.near(i) and name[0] == said[0] and _left_over(said, name):
                    return i
    return None


def _left_over(letters: str, name: str) -> bool:
    """Is this what is left of a name when letters are taken out?"""
    rest = iter(name)
    return all(c in rest for c in letters)
