"""The store moves to a PostgreSQL server, and every command finds it there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from daemon.cli import exits
from tests.daemon.cli.conftest import Ended
from tests.support.postgresql_server import PASSWORD, PostgresqlServer

LIST = "code,name,addresses\nC-1,Acme Ltd,ap@acme.example\n"


@pytest.fixture
def database(postgresql: PostgresqlServer) -> Iterator[str]:
    name = postgresql.new_database()
    yield postgresql.url(name)
    postgresql.drop(name)


@pytest.fixture
def config(tmp_path: Path, tieout: Callable[..., Ended]) -> Path:
    path = tmp_path / "tieout.toml"
    path.write_text('[store]\ndirectory = "state"\n', encoding="utf-8")
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    assert exits.DONE == tieout("counterparty", "import", tmp_path / "list.csv", "-c", path).code
    (tmp_path / "db-password").write_text(PASSWORD, encoding="utf-8")
    (tmp_path / "db-password").chmod(0o600)
    return path


def test_a_store_moves_to_a_server_and_every_command_finds_it_there(
    config: Path, database: str, tieout: Callable[..., Ended]
) -> None:
    moved = tieout("migrate", "--to", database, "--credential", "db-password", "-c", config)
    assert (exits.DONE, "") == (moved.code, moved.err)
    assert "counterparty" in moved.out
    assert PASSWORD not in moved.out
    refused = tieout("status", "-c", config)
    assert exits.FAILED == refused.code
    assert f'has moved: write url = "{database}" under [store].' in refused.err

    told = [line.strip() for line in moved.out.splitlines() if line.startswith("    ")]
    config.write_text("\n".join(told), encoding="utf-8")

    status = tieout("status", "-c", config)
    assert f"store      {database}" in status.out
    assert "1 counterparties" in status.out
    assert f"ok      {database}" in tieout("check", "-c", config).out
    assert exits.DONE == tieout("verify", "-c", config).code
    assert "stands at schema" in tieout("migrate", "-c", config).out


def test_a_place_that_cannot_be_used_is_one_sentence(config: Path, database: str, tieout: Callable[..., Ended]) -> None:
    for arguments in (("mysql://a@b/c",), (database,), (database, "--credential", "not-there")):
        ended = tieout("migrate", "--to", *arguments, "-c", config)
        assert exits.DONE != ended.code
        assert 1 == len(ended.err.strip().splitlines())
    assert exits.DONE == tieout("status", "-c", config).code
