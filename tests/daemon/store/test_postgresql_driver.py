"""A socket that stays open is a warning in these tests, and any warning an error: see pyproject.toml."""

from __future__ import annotations

import gc
import select
import socket
import struct
import threading
from pathlib import Path

import pg8000.legacy
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


class Relay:
    """Stands between us and the server, and resets the connection when it is told to."""

    def __init__(self, port: int) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._target = port
        self._client: socket.socket | None = None
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        self._client, _ = self._listening.accept()
        with socket.create_connection(("127.0.0.1", self._target)) as server:
            while True:
                ready, _, _ = select.select([self._client, server], [], [])
                for source in ready:
                    piece = source.recv(65536)
                    if not piece or b"reset me" in piece:
                        self._client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                        self._client.close()  # with what it has read: the other side gets a reset
                        return
                    (server if source is self._client else self._client).sendall(piece)

    def stop(self) -> None:
        self._thread.join(20)
        self._listening.close()


def test_a_connection_that_is_reset_amid_an_answer_is_told_as_lost(postgresql: PostgresqlServer) -> None:
    """Else a failover would count as a crash of the case that was in hand."""
    relay = Relay(postgresql.port)
    connection = Connection(
        user=USER, host="127.0.0.1", port=relay.port, password=PASSWORD, database="postgres", ssl_context=False
    )
    with pytest.raises(pg8000.legacy.InterfaceError, match="network error"):
        connection.cursor().execute("SELECT 'reset me'")
    connection.close()
    relay.stop()


def test_a_statement_that_comes_again_is_run_prepared_and_says_the_same(postgresql: PostgresqlServer) -> None:
    connection = _connected(postgresql)
    cursor = connection.cursor()
    sql = "SELECT %s::bigint, %s::text, '%s', 'it''s 5 %', \"x%\" FROM (SELECT %s::text AS \"x%\") AS t"
    found = []
    for number in range(3):
        cursor.execute(sql, (number, None if number else "a", "1 %"))
        found.append((*cursor.fetchone(), cursor.rowcount, [each[0] for each in cursor.description]))
    cursor.execute("SELECT count(*) FROM pg_prepared_statements")
    assert [1] == list(cursor.fetchone())
    names = ["int8", "text", "?column?", "?column?", "x%"]
    assert [(number, None if number else "a", "%s", "it's 5 %", "1 %", 1, names) for number in range(3)] == found
    connection.close()


def test_a_prepared_statement_that_is_refused_costs_no_connection(postgresql: PostgresqlServer) -> None:
    connection = _connected(postgresql)
    cursor = connection.cursor()
    for divisor, expected in ((2, 5), (5, 2)):
        cursor.execute("SELECT 10 / %s::int", (divisor,))
        assert [expected] == list(cursor.fetchone())
    with pytest.raises(pg8000.legacy.DatabaseError) as refused:
        cursor.execute("SELECT 10 / %s::int", (0,))
    assert "22012" == refused.value.args[0]["C"]
    connection.rollback()
    cursor.execute("SELECT 10 / %s::int", (10,))
    assert [1] == list(cursor.fetchone())
    connection.close()


def test_few_statements_are_kept_prepared(postgresql: PostgresqlServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("daemon.store.postgresql_driver.MOST_PREPARED", 3)
    connection = _connected(postgresql)
    cursor = connection.cursor()
    for number in [*range(6), *range(6), *range(6)]:
        cursor.execute(f"SELECT {number} + %s::int", (1,))
        assert [number + 1] == list(cursor.fetchone())
    cursor.execute("SELECT count(*) FROM pg_prepared_statements")
    assert [3] == list(cursor.fetchone())
    connection.close()


def test_a_prepared_statement_on_a_lost_connection_is_a_lost_connection(postgresql: PostgresqlServer) -> None:
    connection = _connected(postgresql)
    cursor = connection.cursor()
    for _ in range(2):
        cursor.execute("SELECT pg_backend_pid(), %s::int", (1,))
        number, _one = cursor.fetchone()
    postgresql.ask(f"SELECT pg_terminate_backend({number}, 10000)")
    with pytest.raises(pg8000.legacy.Error):
        cursor.execute("SELECT pg_backend_pid(), %s::int", (1,))
    connection.close()
    with pytest.raises(pg8000.legacy.InterfaceError, match="closed"):
        cursor.execute("SELECT pg_backend_pid(), %s::int", (1,))
    gc.collect()
