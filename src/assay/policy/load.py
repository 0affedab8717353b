"""Which rules are in force? Reads a folder of policy files into frozen values.

A policy is data that lawyers read: `document.toml`, `right.toml`, ... one file a noun. An unknown key is an error with its place, a
missing one too: a mistyped limit must never silently become the default. The version of a policy is the SHA-256 of its files, so that a
stored decision names exactly the text that it was taken under, and an old text can be loaded again for a replay.
"""

from __future__ import annotations

import dataclasses
import hashlib
import tomllib
import types
import typing
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from assay.errors import PolicyError
from assay.policy.schema import SECTIONS, Policy

SHIPPED = Path(__file__).parent


def load(folder: Path | None = None) -> Policy:
    """The policy in `folder`; a file that is not there is taken from the policy that ships.

    Raises PolicyError: not a folder, an unreadable file, an unknown or missing key, a value of the wrong type.
    """
    if folder is None:
        return shipped()
    if not folder.is_dir():
        raise PolicyError(
            "this is not a policy folder.",
            where=str(folder),
            mend="Name a folder with .toml files such as listing.toml.",
        )
    for path in sorted(folder.glob("*.toml")):
        if path.stem not in SECTIONS:
            raise PolicyError(
                "no policy file has this name.", where=str(path), mend=f"The names are: {', '.join(sorted(SECTIONS))}."
            )
    return parse({name: _text(folder, name) for name in SECTIONS})


@cache
def shipped() -> Policy:
    """The policy that comes with Assay."""
    return parse({name: _text(SHIPPED, name) for name in SECTIONS})


def parse(texts: Mapping[str, str]) -> Policy:
    """Texts of the policy files by name -> the policy. Used for files and for the texts stored with old decisions."""
    sections: dict[str, Any] = {}
    for name, kind in SECTIONS.items():
        if name not in texts:
            raise PolicyError(
                "this part of the policy is missing.", where=f"{name}.toml", mend="A policy is whole or it is none."
            )
        try:
            data = tomllib.loads(texts[name])
        except tomllib.TOMLDecodeError as bad:
            raise PolicyError(
                f"this is not TOML ({bad}).", where=f"{name}.toml", mend="Mend the line that it names."
            ) from bad
        sections[name] = _build(kind, data, where=f"{name}.toml")
    return Policy(**sections, texts=tuple(sorted(texts.items())), version=version_of(texts))


def version_of(texts: Mapping[str, str]) -> str:
    """SHA-256 over names and texts, in the order of the names; 64 hex digits."""
    digest = hashlib.sha256()
    for name, text in sorted(texts.items()):
        raw = text.encode()
        digest.update(f"{name}\n{len(raw)}\n".encode() + raw)
    return digest.hexdigest()


def _text(folder: Path, name: str) -> str:
    path = folder / f"{name}.toml"
    if not path.exists():
        path = SHIPPED / f"{name}.toml"
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as bad:
        raise PolicyError("this file cannot be read as UTF-8 text.", where=str(path), mend="Save it as UTF-8.") from bad


def _build(kind: Any, data: Any, *, where: str) -> Any:
    """One value of the type `kind` out of TOML data; PolicyError with its place where it does not fit."""
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if dataclasses.is_dataclass(kind):
        return _build_table(typing.cast(type, kind), data, where=where)
    if origin in (types.UnionType, typing.Union):
        return _build(next(k for k in inside if k is not type(None)), data, where=where)
    if origin is tuple:
        if not isinstance(data, list):
            raise PolicyError("a list is wanted here.", where=where, mend="Write it in square brackets.")
        return tuple(_build(inside[0], item, where=f"{where}[{i}]") for i, item in enumerate(data))
    if origin in (dict, Mapping) or getattr(origin, "__name__", "") == "Mapping":
        if not isinstance(data, dict):
            raise PolicyError("a table is wanted here.", where=where, mend="Write it as a [table].")
        return types.MappingProxyType(
            {key: _build(inside[1], item, where=f"{where}.{key}") for key, item in data.items()}
        )
    if origin is typing.Literal:
        if data not in inside:
            raise PolicyError(
                f"{data!r} is not known here.", where=where, mend=f"Use one of: {', '.join(map(str, inside))}."
            )
        return data
    if kind is float and isinstance(data, int) and not isinstance(data, bool):
        return float(data)
    if kind is date and type(data) is date:
        return data
    if type(data) is not kind:
        raise PolicyError(
            f"{data!r} is not a {getattr(kind, '__name__', kind)}.", where=where, mend="See the policy file that ships."
        )
    return data


def _build_table(kind: type, data: Any, *, where: str) -> Any:
    if not isinstance(data, dict):
        raise PolicyError("a table is wanted here.", where=where, mend="Write it as a [table].")
    hints = typing.get_type_hints(kind)
    fields = {f.name: f for f in dataclasses.fields(kind)}
    unknown = sorted(set(data) - set(fields))
    if unknown:
        raise PolicyError(
            f"unknown key {unknown[0]!r}.", where=where, mend=f"The keys are: {', '.join(sorted(fields))}."
        )
    values = {}
    for name, field in fields.items():
        if name in data:
            values[name] = _build(hints[name], data[name], where=f"{where}: {name}")
        elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            raise PolicyError(f"the key {name!r} is missing.", where=where, mend="See the policy file that ships.")
    return kind(**values)
