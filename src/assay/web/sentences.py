"""How is a sentence that the office made itself said in another language? Out of sentences.toml; what a person wrote stays as he wrote it.

Decisions keep their words in English, as they were made. A message or statement in another language says again what the office said: each sentence
is known by its form, and what stands in its places (a brand, a day, a number) is carried over. Nothing is guessed: what is in no list is quoted.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

FILE = Path(__file__).parent / "sentences.toml"
MOST_SIGNS, MOST_ENDS = 4_000, 80
_NUMBERS = frozenset({"points", "units", "left", "percent", "hours", "bits", "all", "gone"})
_WORDS = frozenset({"field", "known", "key", "objection", "brand"})
_PLAIN = frozenset({"field", "known", "key", "objection"})


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """One sentence: the form that English has, and the text in each language."""

    key: str
    form: re.Pattern[str]
    texts: Mapping[str, str]


@cache
def sentences() -> tuple[Sentence, ...]:
    """Every sentence, the longest first, so that one that holds another is tried before it."""
    rows = [Sentence(key=key, form=_form(texts["en"]), texts=texts) for key, texts in _file().items() if "en" in texts]
    return tuple(sorted(rows, key=lambda s: -len(s.texts["en"])))


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Single words inside sentences: English -> language -> word."""
    return _file()["words"]


def say(text: str, *, language: str) -> str:
    """The text in this language as far as the office made it: its sentences from the front; the rest, a person's words, as it stands."""
    if language == "en" or not text:
        return text
    said, rest = _whole(text, language) or _from_the_front(text, language)
    between = "" if language == "zh" and not rest else " "
    return between.join(part for part in ("".join(said) if language == "zh" else " ".join(said), rest) if part)


def day(text: str, *, language: str) -> str:
    """A day (ISO 8601, also with its time) as this language writes it; another text as it stands."""
    try:
        on = datetime.fromisoformat(text).date() if "T" in text else date.fromisoformat(text)
    except ValueError:
        return text
    if language == "de":
        return f"{on.day}. {_months(language)[on.month - 1]} {on.year}"
    if language == "fr":
        return f"{'1er' if on.day == 1 else on.day} {_months(language)[on.month - 1]} {on.year}"
    if language == "zh":
        return f"{on.year}年{on.month}月{on.day}日"
    return f"{on.day} {on:%B %Y}"


def placeholders(text: str) -> frozenset[str]:
    """The places of a text: `{brand}` -> brand."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def _whole(text: str, language: str) -> tuple[list[str], str] | None:
    """The text cut into sentences without a rest; None where that cannot be done."""
    if len(text) > MOST_SIGNS:
        return None
    ends = _ends(text)
    if len(ends) > MOST_ENDS:
        return None
    best: dict[int, list[str] | None] = {len(text): []}
    for start in sorted({0, *(_next(text, end) for end in ends)}, reverse=True):
        if start in best:
            continue
        best[start] = None
        for end in (e for e in ends if e > start):
            after = best.get(_next(text, end))
            if after is not None and (one := _one(text[start:end], language)) is not None:
                best[start] = [one, *after]
                break
    found = best.get(0)
    return None if found is None else (found, "")


def _from_the_front(text: str, language: str) -> tuple[list[str], str]:
    said: list[str] = []
    head = text[:MOST_SIGNS]
    start = 0
    while start < len(head):
        ends = [e for e in _ends(head)[:MOST_ENDS] if e > start]
        found = next(((one, e) for e in ends if (one := _one(head[start:e], language)) is not None), None)
        if found is None:
            break
        said.append(found[0])
        start = _next(text, found[1])
    return said, text[start:]


def _one(text: str, language: str) -> str | None:
    for sentence in sentences():
        found = sentence.form.fullmatch(text)
        if found:
            values = {name: _value(name, value, language) for name, value in found.groupdict().items()}
            return sentence.texts[language].format_map(values)
    return None


def _value(name: str, value: str, language: str) -> str:
    if name == "rest":
        return say(value, language=language)
    if name == "day":
        return day(value, language=language)
    return words().get(value, {}).get(language, value) if name in _WORDS else value


def _ends(text: str) -> list[int]:
    """Where a sentence may end: before a space, and at the end."""
    return [*(m.start() for m in re.finditer(r"(?<=[.:;!?])\s", text)), len(text)]


def _next(text: str, end: int) -> int:
    while end < len(text) and text[end].isspace():
        end += 1
    return end


def _form(text: str) -> re.Pattern[str]:
    parts = []
    for literal, name, _, _ in Formatter().parse(text):
        parts.append(re.escape(literal))
        if name is not None:
            kind = (
                r"-?[0-9.]+"
                if name in _NUMBERS
                else r"[0-9-]*"
                if name == "day"
                else r"[a-z ]+"
                if name in _PLAIN
                else r".+?"
            )
            parts.append(f"(?P<{name}>{kind})")
    return re.compile("".join(parts), re.DOTALL)


def _months(language: str) -> Sequence[str]:
    months: Sequence[str] = _file()["months"][language]
    return months


@cache
def _file() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
