"""Words packed into arrays answer as a dictionary and a set do, and go through a pickle."""

from __future__ import annotations

import pickle

from hypothesis import given, settings
from hypothesis import strategies as st

from assay.regime.listing.claims.packed import LARGE, NumbersOf, WordSet, numbers_of, word_set

WORDS = st.text(max_size=6)


@settings(max_examples=200, derandomize=True)
@given(st.dictionaries(WORDS, st.lists(st.integers(0, 2**31 - 1), max_size=3)), st.lists(WORDS))
def test_numbers_are_found_by_their_words_and_by_no_other(found: dict[str, list[int]], asked: list[str]) -> None:
    packed = pickle.loads(pickle.dumps(NumbersOf(found)))  # noqa: S301  written a moment ago
    assert dict(packed) == {word: tuple(some) for word, some in found.items()}
    assert [packed.get(word) for word in asked] == [tuple(found[w]) if w in found else None for w in asked]


@settings(max_examples=200, derandomize=True)
@given(st.sets(WORDS), st.lists(WORDS))
def test_a_packed_set_holds_its_words_and_no_other(words: set[str], asked: list[str]) -> None:
    packed = pickle.loads(pickle.dumps(WordSet(sorted(words))))  # noqa: S301  written a moment ago
    assert (set(packed), len(packed)) == (words, len(words))
    assert [word in packed for word in asked] == [word in words for word in asked]
    assert 7 not in packed


def test_a_word_with_half_a_character_is_in_no_set() -> None:
    assert "\ud800" not in WordSet(["a", "b"])


def test_only_large_tables_are_packed() -> None:
    many = {f"w{i}": [i, i + 1] for i in range(LARGE + 1)}
    packed = numbers_of(many)
    assert isinstance(packed, NumbersOf)
    assert all(packed[word] == tuple(some) for word, some in many.items())
    assert numbers_of({"a": [1]}) == {"a": (1,)}
    assert isinstance(word_set(set(many)), WordSet)
    assert word_set({"a"}) == frozenset({"a"})
