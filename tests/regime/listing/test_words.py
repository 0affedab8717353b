"""Words are numbered all at once: the number of a word does not hang on where it stands, and what was judged of it is found again."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assay.regime.listing.claims.words import Judged, Table, set_of, together, words_of

WORD = st.text("abcdefgö香0123456789", min_size=1, max_size=12)


@given(st.lists(WORD, min_size=1, max_size=40))
def test_the_words_of_a_text_are_those_between_its_spaces(words: list[str]) -> None:
    found = words_of(" ".join(words).encode())
    assert [found[i].decode() for i in range(len(found))] == words
    by_number: dict[int, str] = {}
    for number, word in zip(found.numbers.tolist(), words, strict=True):
        assert by_number.setdefault(number, word) == word


@given(st.lists(WORD, min_size=3, max_size=20))
def test_the_number_of_words_written_together_follows_from_theirs(words: list[str]) -> None:
    found = words_of(" ".join(words).encode())
    pairs = together(found.numbers[:-1], found.lengths[:-1], found.numbers[1:])
    for i, number in enumerate(pairs.tolist()):
        assert number == words_of((words[i] + words[i + 1]).encode()).numbers[0]
        assert found.joined(i, 2) == (words[i] + words[i + 1]).encode()


@given(st.dictionaries(st.integers(0, 2**64 - 1), st.integers(0, 2**40), max_size=300), st.integers(1, 50))
def test_a_table_gives_back_what_was_put_in_and_nothing_else(held: dict[int, int], step: int) -> None:
    table, rows = Table(), list(held.items())
    for first in range(0, len(rows), step):
        part = rows[first : first + step]
        table.put(np.array([n for n, _ in part], dtype=np.uint64), np.array([code for _, code in part], dtype=np.int64))
    asked = np.array([*held, *(n ^ 1 for n in held)], dtype=np.uint64)
    assert table.find(asked).tolist() == [*held.values(), *(held.get(n ^ 1, -1) for n in held)]
    assert table.size == len(held)


def test_a_table_that_fills_up_grows_and_keeps_everything() -> None:
    numbers = np.arange(20_000, dtype=np.uint64) << np.uint64(40)
    table = Table()
    table.put(numbers, np.arange(20_000))
    assert table.find(numbers).tolist() == list(range(20_000))
    assert table.find(numbers + np.uint64(1)).tolist() == [-1] * 20_000


def test_a_word_is_judged_once_and_a_long_number_never() -> None:
    asked: list[bytes] = []

    def judge(word: bytes) -> int:
        asked.append(word)
        return len(word)

    judged = Judged()
    text = words_of(b"gucci bag 2024 40418321 gucci bag")
    assert judged.codes(text, judge=judge).tolist() == [5, 3, 4, 0, 5, 3]
    assert judged.codes(words_of(b"bag gucci new 40418321"), judge=judge).tolist() == [3, 5, 3, 0]
    assert sorted(asked) == [b"2024", b"bag", b"gucci", b"new"]


def test_the_names_of_a_set_are_found_by_their_place() -> None:
    names = set_of(["gucci", "prada", "louisvuitton"])
    assert names.find(words_of(b"louisvuitton gucc gucci").numbers).tolist() == [2, -1, 0]
    assert set_of([]).find(words_of(b"gucci").numbers).tolist() == [-1]
