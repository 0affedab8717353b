"""What does a message say? Its text out of messages.toml, filled with its parameters.

Parameters come from decisions and may hold words that a seller or a brand wrote. They are put in as values, never read as a template, and
the page escapes them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

FILE = Path(__file__).parent / "messages.toml"
KEYS = frozenset({"parameters", "dates", "subject", "text", "page", "button"})


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
        parts = [*Formatter().parse(self.subject), *Formatter().parse(self.text)]
        return frozenset(name for _, name, _, _ in parts if name is not None)


@dataclass(frozen=True, kw_only=True)
class Words:
    """A message as it is shown."""

    subject: str
    text: str
    page: str
    button: str


@cache
def templates() -> Mapping[str, Template]:
    """Every kind with its text. ValueError where the file has a key that is not known."""
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


def words_of(kind: str, parameters: Mapping[str, Any]) -> Words:
    """The message in words. A kind that is not known, or a parameter that was not sent, never costs the reader the message."""
    template = templates().get(kind)
    if template is None:
        said = "; ".join(f"{key.replace('_', ' ')}: {value}" for key, value in sorted(parameters.items()))
        return Words(subject=kind.replace("_", " ").capitalize(), text=said, page="", button="")
    values = _Known({name: _said(name, value, template) for name, value in parameters.items()})
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


def _said(name: str, value: object, template: Template) -> str:
    if value is None or value == "":
        return "–"
    if name in template.dates and isinstance(value, str):
        return _day(value)
    if isinstance(value, list):
        return ", ".join(str(v) for v in value)
    return str(value)


def _day(text: str) -> str:
    try:
        day = datetime.fromisoformat(text).date() if "T" in text else date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.day} {day:%B %Y}"
