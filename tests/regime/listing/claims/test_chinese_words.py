"""Is a Chinese name a name here, or a piece of other words?"""

from __future__ import annotations

from assay.regime.listing.claims.meaning import _inside

WORDS = frozenset(["水晶", "珠帘", "三星级", "奥运"])


def test_a_name_across_two_words_is_none() -> None:
    assert _inside("水", "晶珠", "帘", words=WORDS, across=True)


def test_a_name_that_touches_one_word_only_is_a_name() -> None:
    assert not _inside("", "迪奥", "运动", words=WORDS, across=True)


def test_a_name_within_a_longer_word_is_none_even_if_it_is_known() -> None:
    assert _inside("", "三星", "级", words=WORDS, across=False)
    assert not _inside("", "三星", "手机", words=WORDS, across=False)
