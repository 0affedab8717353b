"""What does a message say, in the language of whom it is for? Its text out of messages.toml and its sisters, filled with its parameters.

`messages.toml` holds every kind with its parameters, its page and its English text; `messages_de.toml`, `_fr` and `_zh` hold the same kinds in their
language. Sentences that the office put into a parameter are said again in the language (`sentences`). Parameters may hold words that a seller or a
brand wrote: they are put in as values, never read as a template, and the page escapes them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from assay.regime.reasons_catalogue import LANGUAGES
from assay.web.sentences import day, placeholders, say

FILE = Path(__file__).parent / "messages.toml"
KEYS = frozenset({"parameters", "dates", "subject", "text", "page", "button"})
SAID_AGAIN = frozenset({"subject", "text", "button"})
MADE_HERE = frozenset({"seen", "reason", "because", "end"})
NAMES = {"en": "English", "de": "Deutsch", "fr": "Français", "zh": "中文"}


@dataclass(frozen=True, kw_only=True)
class Template:
    """The text of one kind. `page` names the page that its button opens."""

    parameters: tuple[str, ...]
    subject: str
    text: str
    dates: tuple[str, ...] = ()
    page: str = ""
    button: str = ""

    def placeholders(self) -> frozenset[str]:
        """The parameters that subject and text really use."""
        return placeholders(self.subject) | placeholders(self.text)


@dataclass(frozen=True, kw_only=True)
class Words:
    """A message as it is shown."""

    subject: str
    text: str
    page: str
    button: str


@cache
def templates(language: str = "en") -> Mapping[str, Template]:
    """Every kind with its text in this language. ValueError where a file has a key that is not known, or lacks a kind."""
    if language != "en":
        return _said_again(language)
    found: dict[str, Template] = {}
    for kind, raw in tomllib.loads(FILE.read_text(encoding="utf-8")).items():
        unknown = set(raw) - KEYS
        if unknown:
            raise ValueError(f"messages.toml, {kind}: unknown key {sorted(unknown)}")
        found[kind] = Template(
            parameters=tuple(raw.get("parameters", ())),
            dates=tuple(raw.get("dates", ())),
            subject=raw["subject"],
            text=raw["text"].strip(),
            page=raw.get("page", ""),
            button=raw.get("button", ""),
        )
    return found


def _said_again(language: str) -> Mapping[str, Template]:
    path = FILE.with_name(f"{FILE.stem}_{language}.toml")
    texts = tomllib.loads(path.read_text(encoding="utf-8"))
    english = templates()
    for kind in sorted(set(texts) ^ set(english)):
        raise ValueError(f"{path.name} and messages.toml differ: {kind}")
    for kind, raw in texts.items():
        if set(raw) - SAID_AGAIN:
            raise ValueError(f"{path.name}, {kind}: unknown key {sorted(set(raw) - SAID_AGAIN)}")
    return {
        kind: replace(english[kind], subject=raw["subject"], text=raw["text"], button=raw.get("button", ""))
        for kind, raw in texts.items()
    }


def words_of(kind: str, parameters: Mapping[str, Any], *, language: str = "en") -> Words:
    """The message in words. A kind that is not known, or a parameter that was not sent, never costs the reader the message."""
    template = templates(language if language in LANGUAGES else "en").get(kind)
    if template is None:
        said = "; ".join(f"{key.replace('_', ' ')}: {value}" for key, value in sorted(parameters.items()))
        return Words(subject=kind.replace("_", " ").capitalize(), text=said, page="", button="")
    values = _Known({name: _said(name, value, template, language) for name, value in parameters.items()})
    return Words(
        subject=template.subject.format_map(values),
        text=template.text.format_map(values),
        page=template.page,
        button=template.button,
    )


class _Known(dict[str, str]):
    """Parameters of a message; one that was not sent is a dash."""

    def __missing__(self, key: str) -> str:
        return "–"


def _said(name: str, value: object, template: Template, language: str) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, list):
        return ("、" if language == "zh" else ", ").join(str(v) for v in value)
    if not isinstance(value, str):
        return str(value)
    # Titles and names are words of a stranger, whatever they look like; sentences of the office come as reasons and as what was seen.
    if name in template.dates:
        return day(value, language=language)
    return say(value, language=language) if name in MADE_HERE else value
