"""How are new rows of several tables written at once? In one statement, so that a decision and all that follows from it costs one round trip.

Foreign keys are checked at the commit (Django makes them deferred), so the order of the tables does not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import orjson
from django.db import models

from assay.records.asking import ask

Convert = Callable[[Any], Any]


def write(rows: Sequence[models.Model]) -> None:
    """Insert rows of whatever tables. Keys that the database draws are not fetched. IntegrityError: none of them was written."""
    by_model: dict[type[models.Model], list[models.Model]] = {}
    for row in rows:
        by_model.setdefault(type(row), []).append(row)
    if not by_model:
        return
    values = {
        f"t{n}": orjson.dumps([_values(row) for row in mine], default=str).decode()
        for n, mine in enumerate(by_model.values())
    }
    ask(_statement(tuple(by_model)), values)
    for row in rows:
        row._state.adding, row._state.db = False, "default"


@cache
def _columns(model: type[models.Model]) -> tuple[tuple[str, str, Convert | None], ...]:
    fields = [f for f in model._meta.concrete_fields if not isinstance(f, models.AutoField)]
    return tuple((str(f.column), f.attname, _hex if isinstance(f, models.BinaryField) else None) for f in fields)


def _values(row: models.Model) -> dict[str, Any]:
    held = row.__dict__
    return {
        column: held[name] if convert is None else convert(held[name]) for column, name, convert in _columns(type(row))
    }


def _hex(data: bytes | memoryview) -> str:
    return "\\x" + bytes(data).hex()


@cache
def _statement(tables: tuple[type[models.Model], ...]) -> str:
    inserts = []
    for n, model in enumerate(tables):
        table, columns = f'"{model._meta.db_table}"', ", ".join(f'"{c}"' for c, _, _ in _columns(model))
        inserts.append(
            f"t{n} AS (INSERT INTO {table} ({columns})"  # noqa: S608  names of our own tables
            f" SELECT {columns} FROM json_populate_recordset(NULL::{table}, %(t{n})s::json))"
        )
    return f"WITH {', '.join(inserts)} SELECT 1"
