"""A socket that stays open is a warning in these tests, and any warning an error: see pyproject.toml."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from daemon.store import StoreRefused, open_store
from daemon.store.postgresql_driver import Connection
from tests.support.postgresql_server import PASSWORD, USER, PostgresqlServer


def _connected(server: PostgresqlServer) -> Connection:
    return Connection(
        user=USER, host="127.0.0.1", port=server.port, password=PASSWORD, database="postgres", ssl_context=False
    )


def test_a_password_that_is_wrong_is_told_in_one_sentence_and_the_socket_is_closed(
    postgresql: PostgresqlServer, tmp_path: Path
) -> None:
    with pytest.raises(StoreRefused, match=r"The database at postgresql://tieout@.* cannot be used: password auth"):
        open_store(postgresql.url("postgres"), tmp_path, password="CANARY")
    gc.collect()


def test_a_connection_that_the_server_ended_is_closed_without_a_word(postgresql: PostgresqlServer) -> None:
    connection = _connected(postgresql)
    cursor = connection.cursor()
    cursor.execute("SELECT pg_backend_pid()")
    (number,) = cursor.fetchone()
    postgresql.ask(f"SELECT pg_terminate_backend({number}, 10000)")

    connection.close()
    gc.collect()


def test_closing_twice_is_closing(postgresql: PostgresqlServer) -> None:
    connection = _connected(postgresql)
    connection.close()
    connection.close()
