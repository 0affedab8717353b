"""How is a policy shown to people? Each part with its numbers and the reason beside them, in the order of the file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assay.policy.schema import Policy

TITLES = {
    "document": ("Papers", "What a seller may hand in, and what is wrong with it."),
    "right": ("Rights to sell", "What accepted papers earn, and for how long."),
    "listing": ("Listings", "What is screened, and what each rule does."),
    "store": ("Stores", "What an infringement costs, and what follows at how many points."),
    "notice": ("Notices", "Who may report a listing, and by when who must answer."),
    "member": ("Coalition", "Who may be a member, who votes, and what a suspension stops."),
    "appeal": ("Appeals", "Until when a decision may be appealed, and by when it is answered."),
    "calendar": ("Calendar", "Which days count as working days."),
    "fx": ("Exchange rates", "At which rates prices are compared."),
}
MOST_ROWS = 60


@dataclass(frozen=True, kw_only=True)
class Section:
    """One table of a policy file: names with values, rows where it is a list of tables, and why it is so."""

    name: str
    because: str
    pairs: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left_out: int


@dataclass(frozen=True, kw_only=True)
class Part:
    """One policy file."""

    key: str
    title: str
    about: str
    sections: tuple[Section, ...]
    text: str


def parts_of(policy: Policy) -> tuple[Part, ...]:
    """Every file of the policy, those that stores ask for first."""
    texts = dict(policy.texts)
    order = [*(k for k in TITLES if k in texts), *sorted(set(texts) - set(TITLES))]
    return tuple(_part(key, texts[key]) for key in order)


def part_named(parts: tuple[Part, ...], key: str) -> Part:
    """The part of this name, else the first."""
    return next((p for p in parts if p.key == key), parts[0])


def _part(key: str, text: str) -> Part:
    title, about = TITLES.get(key, (key.capitalize(), ""))
    data = tomllib.loads(text)
    plain = {k: v for k, v in data.items() if not isinstance(v, (dict, list)) or not _tables(v)}
    sections = [_section("", plain)] if plain else []
    sections += [_section(k, v) for k, v in data.items() if k not in plain]
    return Part(key=key, title=title, about=about, sections=tuple(sections), text=text)


def _tables(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(v, dict) for v in value))


def _section(name: str, value: Any) -> Section:
    if isinstance(value, list):
        columns = tuple(dict.fromkeys(k for row in value for k in row))
        rows = tuple(tuple(_word(row.get(c, "")) for c in columns) for row in value[:MOST_ROWS])
        return Section(
            name=name, because="", pairs=(), columns=columns, rows=rows, left_out=max(0, len(value) - MOST_ROWS)
        )
    pairs = [(k, _word(v)) for k, v in value.items() if k != "because"]
    return Section(
        name=name,
        because=str(value.get("because", "")),
        pairs=tuple(pairs[:MOST_ROWS]),
        columns=(),
        rows=(),
        left_out=max(0, len(pairs) - MOST_ROWS),
    )


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        shown = ", ".join(_word(v) for v in value[:40])
        return shown + (f" and {len(value) - 40} more" if len(value) > 40 else "")
    if isinstance(value, Mapping):
        return "; ".join(f"{k}: {_word(v)}" for k, v in value.items())
    text = str(value)
    return text.replace("_", " ") if text.isidentifier() and text.islower() else text
