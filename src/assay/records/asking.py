"""How is one question asked a hundred times a second? Compiled once out of its queryset, planned once by the database.

A queryset is written where its conditions belong; building its SQL anew and planning it anew costs more than answering it. A `Question` does
both once: the values that change from time to time are named, all others stand in the statement as they are, so that partial indexes still fit.
A pooler between the office and PostgreSQL must know prepared statements (PgBouncer from 1.21).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Generic, TypeVar

import psycopg
from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators
from psycopg import sql

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class _Compiled(Generic[M]):
    """A statement with named places, and what makes rows of a model out of its answer: as Django's own ModelIterable does it."""

    statement: str
    compiler: Any
    model: type[M]
    names: list[str]
    span: slice
    populators: list[Any]
    annotated: dict[str, int]
    converters: dict[int, Any]

    def instances(self, answer: Iterable[tuple[Any, ...]]) -> Iterator[M]:
        """The rows of the answer as the queryset would give them, with what it selects along and annotates."""
        for row in self.compiler.apply_converters(answer, self.converters) if self.converters else answer:
            made = self.model.from_db("default", self.names, row[self.span])
            for populator in self.populators:
                populator.populate(row, made)
            for name, place in self.annotated.items():
                setattr(made, name, row[place])
            yield made


class Question(Generic[M]):
    """A queryset of a model, compiled at its first use.

    `examples` are values of the right types that occur nowhere else in the queryset: where one of them stands, the value of that name is put when
    the question is asked; where a time's day (UTC) stands, the day of the value.
    """

    def __init__(self, build: Callable[..., QuerySet[M]], **examples: object) -> None:
        self._build, self._examples = build, examples
        self._compiled: _Compiled[M] | None = None

    def rows(self, **values: object) -> list[M]:
        """The answer; inside the caller's transaction where he has one."""
        if self._compiled is None:
            self._compiled = _compile(self._build(**self._examples), self._examples)
        days = {
            f"{name}_day": value.astimezone(UTC).date() for name, value in values.items() if isinstance(value, datetime)
        }
        return list(self._compiled.instances(ask(self._compiled.statement, {**values, **days})))

    def first(self, **values: object) -> M | None:
        """The first row of the answer; None where there is none."""
        return next(iter(self.rows(**values)), None)


def ask(statement: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of a statement with named places (`%(name)s`), prepared on this connection at its first use."""
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    raw = connection.connection
    bound: Any = psycopg.Cursor(raw)
    cursor = connection.make_debug_cursor(bound) if connection.queries_logged else connection.make_cursor(bound)
    before, raw.prepare_threshold = raw.prepare_threshold, 0
    try:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
    finally:
        raw.prepare_threshold = before
        cursor.close()


def _compile(rows: QuerySet[M], examples: dict[str, object]) -> _Compiled[M]:
    compiler = rows.query.get_compiler("default")
    statement, constants = compiler.as_sql()
    parts = statement.split("%s")
    if len(parts) != len(constants) + 1:
        raise ValueError("this statement holds a per cent sign of its own")
    places = [*(_place(value, examples) for value in constants), ""]
    fields = compiler.klass_info["select_fields"]
    span = slice(fields[0], fields[-1] + 1)
    return _Compiled(
        statement="".join(part + place for part, place in zip(parts, places, strict=True)),
        compiler=compiler,
        model=compiler.klass_info["model"],
        names=[column[0].target.attname for column in compiler.select[span]],
        span=span,
        populators=get_related_populators(compiler.klass_info, compiler.select, "default"),  # type: ignore[call-arg]
        annotated=dict(compiler.annotation_col_map or {}),
        converters=compiler.get_converters([column[0] for column in compiler.select[: compiler.col_count]]),
    )


def _place(value: object, examples: dict[str, object]) -> str:
    for name, example in examples.items():
        if value is example or (type(value) is type(example) and value == example):
            return f"%({name})s"
        if type(value) is date and isinstance(example, datetime) and value == example.astimezone(UTC).date():
            return f"%({name}_day)s"
    connection.ensure_connection()
    shown: Any = str(value) if isinstance(value, str) else value
    return sql.Literal(shown).as_string(connection.connection).replace("%", "%%")
