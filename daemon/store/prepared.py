"""Statements that are run for every mail: written once with SQLAlchemy, made into SQL once for each database, then run as they are.

Building an expression, finding its SQL again and wrapping its result takes SQLAlchemy some twenty times what SQLite takes to run it, and a mail makes
more than a hundred of them. A `Prepared` keeps what is the same each time: the SQL, the order of its values, how each is converted. What
differs is given by name. Whatever is asked rarely stays an ordinary statement.
"""

from __future__ import annotations

import sqlite3
from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Dialect, Select, bindparam, literal_column
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.types import TypeEngine

Convert = Callable[[Any], Any]

_row_type: Any = namedtuple  # noqa: PYI024 - its fields are known only here


class Prepared:
    """One statement. `sets` names the columns that an INSERT or UPDATE is given by name, besides what its `values` say."""

    def __init__(self, statement: Select[Any] | UpdateBase, sets: Iterable[str] = ()) -> None:
        self._statement = statement
        self._sets = tuple(sets)
        self._made: dict[str, _Made] = {}

    def rows(self, tx: Connection, **values: object) -> list[Any]:
        """Return every row, its columns as attributes of their names."""
        made = self._for(tx)
        return [made.row(row) for row in run(tx, made.sql, made.given(values)).fetchall()]

    def first(self, tx: Connection, **values: object) -> Any:
        """Return the first row; None where there is none."""
        made = self._for(tx)
        found = run(tx, made.sql, made.given(values)).fetchone()
        return None if found is None else made.row(found)

    def value(self, tx: Connection, **values: object) -> Any:
        """Return the first column of the first row; None where there is none."""
        found = self.first(tx, **values)
        return None if found is None else found[0]

    def run(self, tx: Connection, **values: object) -> int:
        """Run an INSERT, UPDATE or DELETE. Return how many rows it was about."""
        made = self._for(tx)
        return int(run(tx, made.sql, made.given(values)).rowcount)

    def sql(self, tx: Connection) -> str:
        """Return the SQL as this database takes it."""
        return self._for(tx).sql

    def _for(self, tx: Connection) -> _Made:
        found = self._made.get(tx.dialect.name)
        if found is None:
            found = self._made[tx.dialect.name] = _made(self._statement, self._sets, tx.dialect)
        return found


def run(tx: Connection, sql: str, values: Sequence[object] = ()) -> Any:
    """Run SQL with its values in order. Return what has `fetchone`, `fetchall` and `rowcount`. Raises what SQLAlchemy raises."""
    if (
        tx.dialect.name != "sqlite"
    ):  # there each statement is a way to the server and back, and its errors are translated
        return tx.exec_driver_sql(sql, tuple(values) or None)
    if not tx.in_transaction():
        tx.begin()
    return driven(tx, sql, values)


def driven(tx: Connection, sql: str, values: Sequence[object] = ()) -> Any:
    """Do what `run` does, in SQLite, within whatever transaction there is."""
    try:
        return tx.connection.cursor().execute(sql, values)
    except sqlite3.Error as error:
        raise DBAPIError.instance(sql, None, error, sqlite3.Error, hide_parameters=True, dialect=tx.dialect) from error


def one_of(column: ColumnElement[str], words: Iterable[str]) -> ColumnElement[bool]:
    """Return that a column holds one of these words of this program's own, such as states, written into the SQL."""
    return column.in_([literal_column("'" + str(word).replace("'", "''") + "'") for word in words])


def portion(count: int) -> int:
    """Return for how many values a statement is prepared that is asked for so many: the next power of two, so that there are few."""
    return 1 << max(count - 1, 0).bit_length()


def any_of(column: ColumnElement[Any], size: int) -> ColumnElement[bool]:
    """Return that a column holds one of `size` values, which `numbered` gives."""
    return column.in_([bindparam(f"value_{number}", type_=column.type) for number in range(size)])


def numbered(values: Sequence[object], size: int) -> dict[str, object]:
    """Return at least one value and at most `size` under the names that `any_of` gave them; the last fills up what is left."""
    filled = [*values, *(values[-1] for _ in range(size - len(values)))]
    return {f"value_{number}": value for number, value in enumerate(filled)}


@dataclass(frozen=True, slots=True)
class _Made:
    """A statement as one database takes it. `binds`: each value's name and how it is converted; `fixed`: the values that are always the
    same; `asked`: how many are not; `results`: place and conversion of the columns that need one.
    """

    sql: str
    binds: tuple[tuple[str, Convert | None], ...]
    fixed: Mapping[str, object]
    asked: int
    results: tuple[tuple[int, Convert], ...]
    make: Callable[[Iterable[Any]], Any]

    def given(self, values: Mapping[str, object]) -> tuple[object, ...]:
        if len(values) != self.asked:
            raise TypeError(f"{self.asked} values were asked for and {len(values)} given: {', '.join(values)}.")
        named = {**self.fixed, **values} if self.fixed else values
        return tuple([named[name] if convert is None else convert(named[name]) for name, convert in self.binds])

    def row(self, found: Sequence[Any]) -> Any:
        if not self.results:
            return self.make(found)
        values = list(found)
        for place, convert in self.results:
            values[place] = convert(values[place])
        return self.make(values)


def _made(statement: Select[Any] | UpdateBase, sets: Sequence[str], dialect: Dialect) -> _Made:
    compiled = statement.compile(dialect=dialect, column_keys=list(sets) if sets else None)
    assert isinstance(compiled, SQLCompiler)
    columns = list(statement.exported_columns)
    results = ((place, _result(column.type, dialect)) for place, column in enumerate(columns))
    row: Any = _row_type("Row", [str(column.key) for column in columns], rename=True)
    order = {name: compiled.binds[name] for name in compiled.positiontup or ()}
    return _Made(
        sql=compiled.string,
        binds=tuple((name, _bind(order[name].type, dialect)) for name in compiled.positiontup or ()),
        fixed={name: bind.effective_value for name, bind in order.items() if not bind.required},
        asked=sum(bind.required for bind in order.values()),
        results=tuple((place, convert) for place, convert in results if convert is not None),
        make=row._make,
    )


def _bind(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _result(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)
