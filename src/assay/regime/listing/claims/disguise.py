"""Is a name hidden in this title: taken apart, mistyped, starred, glued to another word, with digits for letters?

Work of this kind is done on candidates only. The words of a title are looked up in a cache of judged words, so that a word is judged once however often it is
sold; runs of single letters and broken words are found by their shape. A word that is an ordinary word, or a name itself, is never taken for a misspelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import polars as pl

from assay.regime.listing.claims.fold import EDGE, fold
from assay.regime.listing.claims.letters import collapse, one_apart, unleet
from assay.regime.listing.claims.names import Kind
from assay.regime.listing.claims.scan import CONTEXT, Buffer, Hits, around, buffers, locate
from assay.regime.listing.claims.targets import RUN, Disguises
from assay.regime.listing.claims.words import I64, Words, together, words_of

STARS = "*•●○◯_?·✱＊~×#%^=☆★✲✳❋⁎∗"
MASKED = re.compile(rf"[A-Za-z][A-Za-z{re.escape(STARS)}]*[{re.escape(STARS)}]+[A-Za-z{re.escape(STARS)}]*")
SYMBOLIC = re.compile(r"[A-Za-z0-9@$!|€£¥+(<{\[©®§฿₩×∂√∪○●◯⭕∆†#%&]{3,}")
SUSPECT = r"[A-Za-z0-9][*•●○◯_?·✱＊~×#%^=☆★✲✳❋⁎∗@$!|€£¥+(<{\[©®§฿₩∂√∪⭕∆†]+[A-Za-z]|[@$€£(<{\[©®§฿₩⭕○●][A-Za-z0-9][A-Za-z]|[A-Za-z]{2}[@$€£!|(<]"
GLUE = frozenset(
    [
        "new",
        "sale",
        "cheap",
        "hot",
        "men",
        "mens",
        "women",
        "womens",
        "style",
        "styles",
        "logo",
        "original",
        "genuine",
        "authentic",
        "real",
        "outlet",
        "fashion",
        "luxury",
        "brand",
        "quality",
        "replica",
        "copy",
        "best",
        "top",
        "shop",
        "store",
        "online",
        "deal",
        "inspired",
        "official",
        "sport",
        "sports",
        "classic",
        "vintage",
        "black",
        "white",
        "red",
        "blue",
        "gold",
        "silver",
        "pink",
        "kids",
        "baby",
        "girl",
        "boy",
        "lady",
        "ladies",
        "unisex",
        "super",
        "premium",
        "mini",
        "edition",
        "limited",
        "design",
        "designer",
        "tas",
        "baju",
        "sepatu",
    ]
)


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


def hidden(table: pl.DataFrame, *, by: Disguises) -> pl.DataFrame:
    """Names hidden in titles (HIDDEN)."""
    found = [_in_buffer(buffer, by=by) for buffer in buffers(table, fields=("title",), together=TITLES)]
    found.append(_in_symbols(table, by=by))
    hits = pl.concat(found) if found else pl.DataFrame(schema=HIDDEN)
    texts = table.select("title")[hits["row"]].hstack(hits.select("start", "end"))
    text = texts.select(pl.col("title").str.slice(pl.col("start"), pl.col("end") - pl.col("start"))).to_series()
    return hits.with_columns(text.alias("text")).select(list(HIDDEN))


def _in_buffer(buffer: Buffer, *, by: Disguises) -> pl.DataFrame:
    text = buffer.folded
    words = words_of(text)
    starts, lengths = words.starts, words.lengths
    codes = by.judged.codes(words, judge=lambda word: _code(word, by=by))
    at = np.flatnonzero(codes >= NAMED)
    low, high = list(starts[at]), list(starts[at] + lengths[at])
    pattern, kind = list((codes[at] >> 16) - 1), list(codes[at] >> 8 & 0xFF)
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
    letter = np.frombuffer(text + b" ", dtype=np.uint8)[np.minimum(starts, len(text))]
    single = ((lengths == 1) & (letter != EDGE) & (letter < 128)).astype(np.int8)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], single, [0]])))
    for begin, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if end - begin == RUN - 1:
            brief = by.short.get(words.joined(begin, end - begin).decode("utf-8", "ignore"))
            if brief is not None:
                low.append(starts[begin])
                high.append(starts[end - 1] + 1)
                pattern.append(brief)
                kind.append(int(Kind.SEPARATED))
        if end - begin >= RUN:
            letters = words.joined(begin, end - begin).decode("utf-8", "ignore")
            for offset, size, one in _in_run(letters, by=by):
                low.append(starts[begin + offset])
                high.append(starts[begin + offset + size - 1] + 1)
                pattern.append(one)
                kind.append(int(Kind.SEPARATED))
    if not low:
        return pl.DataFrame(schema={k: v for k, v in HIDDEN.items() if k != "text"})
    order = np.array(kind, dtype=np.int64)
    tagged = np.array(pattern, dtype=np.int64) * 64 + order
    hits = locate(buffer, pattern=tagged, low=np.array(low, dtype=np.int64), high=np.array(high, dtype=np.int64))
    return _frame(hits, text=text)


def _broken(words: Words, codes: I64, *, by: Disguises) -> I64:
    """Words with which a name may begin that is written in two or three."""
    tail = np.append((codes & TAIL) != 0, [False, False])
    first = np.flatnonzero(((codes & HEAD) != 0) & (tail[1:-1] | tail[2:]))
    numbers, lengths = np.append(words.numbers, np.zeros(2, dtype=np.uint64)), np.append(words.lengths, [0, 0])
    two = together(numbers[first], lengths[first], numbers[first + 1])
    three = together(two, lengths[first] + lengths[first + 1], numbers[first + 2])
    return first[(by.whole.find(two) >= 0) | (by.whole.find(three) >= 0)]


def _frame(hits: Hits, *, text: bytes) -> pl.DataFrame:
    before, behind = around(text, hits)
    return pl.DataFrame(
        {
            "row": hits.row,
            "field": hits.field,
            "pattern": hits.pattern // 64,
            "start": hits.start,
            "end": hits.end,
            "before": pl.Series(before, dtype=pl.String),
            "behind": pl.Series(behind, dtype=pl.String),
            "alone": [False] * hits.row.size,
            "kind": (hits.pattern % 64).astype(np.int8),
        },
        schema={k: v for k, v in HIDDEN.items() if k != "text"},
    )


HEAD, TAIL, END, MIXED, NAMED = 1, 2, 4, 8, 1 << 16


def _code(raw: bytes, *, by: Disguises) -> int:
    """A word judged: number of the pattern that it hides + 1, Kind, and flags.

    HEAD and TAIL: a broken name may begin or end with it. END: the first or last word of a name of several. MIXED: letters and digits.
    """
    word = raw.decode("utf-8", "ignore")
    flags = HEAD * (word in by.heads) | TAIL * (word in by.tails) | END * (raw in by.ends)
    flags |= MIXED * (2 < len(word) < 14 and not word.isalpha() and not word.isdigit() and word.isascii())
    found = _judge(word, by=by)
    return flags if found is None else flags | (found[0] + 1) << 16 | found[1] << 8


def _judge(word: str, *, by: Disguises) -> tuple[int, int] | None:
    """(pattern, kind) of the name that a word hides."""
    size = len(word)
    if size < 4 or size > 40 or not word.isascii():
        return None
    if word in by.native or word in by.names.ordinary:
        return None
    if any(c.isdigit() for c in word):
        return next(((by.plain[p], int(Kind.LEET)) for p in unleet(word) if p in by.plain), None)
    if "l" in word and (plain := word.replace("l", "i")) in by.plain:
        return by.plain[plain], int(Kind.LEET)
    run = collapse(word)
    if run in by.collapsed and run != word and len(run) >= 3:
        return by.collapsed[run], int(Kind.REPEATED)
    if word in by.collapsed:
        return by.collapsed[word], int(Kind.REPEATED)
    if (one := _typo(word, by=by)) is not None:
        return one, int(Kind.TYPO)
    if (one := _glued(word, by=by)) is not None:
        return one, int(Kind.GLUED)
    return None


def _typo(word: str, *, by: Disguises) -> int | None:
    """A name of the register one letter away (left out, added, changed, two swapped), with the same first letter."""
    shortest = by.policy.typo_min_letters
    if len(word) == 4:
        for k in range(3):
            swapped = word[:k] + word[k + 1] + word[k] + word[k + 2 :]
            i = by.plain.get(swapped)
            if i is not None and by.names.patterns[i].known and swapped != word:
                return i
        return None
    if len(word) < shortest - 1:
        return None
    candidates = set(by.deletes.get(word, ()))
    for k in range(len(word)):
        candidates.update(by.deletes.get(word[:k] + word[k + 1 :], ()))
    best: int | None = None
    for i in candidates:
        name = by.names.patterns[i].text.replace(" ", "")
        if not one_apart(word, name):
            continue
        if word[0] != name[0] and sorted(word[:2]) != sorted(name[:2]):
            continue
        if len(name) == shortest and len(word) == len(name) and word[-1] != name[-1] and sorted(word) != sorted(name):
            continue
        if best is None or by.names.patterns[i].known > by.names.patterns[best].known:
            best = i
    return best


def _glued(word: str, *, by: Disguises) -> int | None:
    """A name with words of the trade stuck to it."""
    for k in range(4, len(word) - 1):
        for name, rest in ((word[:k], word[k:]), (word[len(word) - k :], word[: len(word) - k])):
            i = by.joined.get(name)
            if i is not None and (rest in GLUE or rest in by.names.goods_words or rest in by.joined):
                return i
    return None


def _joined(words: Words, i: int, *, by: Disguises) -> tuple[int, int] | None:
    """A name broken into two or three words. Two ordinary words that happen to make a name are not one."""
    text, ordinary = "", True
    if len(words[i]) > 3 and words[i].decode("utf-8", "ignore") in by.native:
        return None
    for count in range(1, 4):
        if i + count > len(words):
            return None
        part = words[i + count - 1].decode("utf-8", "ignore")
        if not part or not part.isascii():
            return None
        text += part
        ordinary = ordinary and (part in by.names.ordinary or part.isdigit()) and len(part) > 1
        if count > 1:
            pattern = by.joined.get(text)
            if pattern is not None and not ordinary and len(text) - count >= 2:
                return count, pattern
            if text not in by.heads:
                return None
    return None


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
            one, how = (code >> 16) - 1, code >> 8 & 0xFF
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
            one = by.plain.get(part)
            if one is None and any(c.isdigit() for c in part):
                one = next((by.plain[p] for p in unleet(part) if p in by.plain), None)
            if one is not None:
                yield at, size, one
                at += size - 1
                break
        at += 1


# Symbols between and for letters ------------------------------------------------------------------------------------------------


def _in_symbols(table: pl.DataFrame, *, by: Disguises) -> pl.DataFrame:
    """Starred names (G*cci) and symbols for letters (Gu<ci, $upreme): folding makes separators of them, so the title as written is looked at."""
    suspects = table["title"].str.contains(SUSPECT).fill_null(False).arg_true().to_list()
    rows: list[tuple[int, int, int, int, str, str, int]] = []
    for row in suspects:
        title = table["title"][row]
        for begin, end, one, kind in _symbols(title, by=by):
            rows.append((row, one, begin, end, title[:begin], title[end:], kind))
    schema = {k: v for k, v in HIDDEN.items() if k != "text"}
    return pl.DataFrame(
        [(r, 0, p, s, e, fold(b)[-CONTEXT:] + " ", " " + fold(a)[:CONTEXT], False, k) for r, p, s, e, b, a, k in rows],
        schema=schema,
        orient="row",
    )


def _symbols(title: str, *, by: Disguises) -> Iterator[tuple[int, int, int, int]]:
    """Start, end, pattern, kind of names that symbols are written into; a word, or a word with the one before or behind it."""
    words = [(m.start(), m.end()) for m in re.finditer(r"\S+", title)]
    for k, (begin, end) in enumerate(words):
        if title[begin:end].isalnum():
            continue
        for first, last in ((k, k), (k - 1, k), (k, k + 1)):
            if first < 0 or last >= len(words):
                continue
            start, stop = words[first][0], words[last][1]
            word = title[start:stop].replace(" ", "").strip(",.;:()[]\"'")
            found = _symbolic(word, by=by)
            if found is not None and (first == last or " " in by.names.patterns[found[0]].text):
                yield start, stop, found[0], found[1]
                break


def _symbolic(word: str, *, by: Disguises) -> tuple[int, int] | None:
    if not 4 <= len(word) <= 40:
        return None
    if MASKED.fullmatch(word) and (one := _masked(word, by=by)) is not None:
        return one, int(Kind.STARRED)
    if SYMBOLIC.fullmatch(word) or SYMBOLIC.fullmatch(word.rstrip("!")):
        for plain in unleet(word.lower()):
            if plain in by.plain:
                return by.plain[plain], int(Kind.LEET)
    return None


def _masked(word: str, *, by: Disguises) -> int | None:
    """The name behind stars: each star one letter, or the stars any letters, or nothing at all."""
    letters = "".join(c for c in word.lower() if c.isalpha())
    stars = len(word) - len(letters)
    if letters in by.plain:
        return by.plain[letters]
    if len(letters) < 2 or (len(letters) < 3 and stars > 3):
        return None
    exact = re.compile("".join("[a-z]" if not c.isalpha() else c for c in word.lower()))
    for name, i in by.by_length.get(len(word), ()):
        if exact.fullmatch(name) and (by.names.patterns[i].known or len(letters) >= 4):
            return i
    if len(letters) >= 3:
        loose = re.compile(re.sub(r"[^a-z]+", "[a-z]{1,6}", word.lower()))
        for size in range(len(letters) + 1, len(letters) + 7):
            for name, i in by.by_length.get(size, ()):
                if by.names.patterns[i].known and loose.fullmatch(name):
                    return i
    return None
