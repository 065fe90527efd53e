"""Every row of a table as it is kept, alike from both databases, and one number over all of them that does not depend on their order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, Table

from daemon.store.sealed import alike
from daemon.store.touched import streamed


def rows(connection: Connection, table: Table) -> Iterator[Sequence[object]]:
    """Yield the rows as they are kept."""
    names = ", ".join(f'"{column.name}"' for column in table.c)
    for row in streamed(connection, f'SELECT {names} FROM "{table.name}"'):  # noqa: S608 - our own names
        yield [alike(value) for value in row]


def counted(found: Iterable[Sequence[object]]) -> tuple[int, str]:
    """Return how many rows there are, and the sum of their hashes."""
    count, total = 0, 0
    for row in found:
        count += 1
        total += int.from_bytes(hashlib.sha256(repr(list(row)).encode("utf-8", "surrogatepass")).digest())
    return count, f"{total % 2**256:064x}"
