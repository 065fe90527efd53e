"""The store moves to a PostgreSQL server, and every command finds it there."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from daemon.cli import exits
from tests.daemon.cli.conftest import Ended
from tests.support.postgresql_server import PASSWORD, PostgresqlServer
from tests.support.sharing import until

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


def test_services_share_a_store_when_the_queue_is_made(
    tmp_path: Path, database: str, tieout: Callable[..., Ended]
) -> None:
    """Two real processes: one takes the mail in, the other reads it; both end well when they are asked to."""
    (tmp_path / "mail/new").mkdir(parents=True)
    (tmp_path / "mail/cur").mkdir()
    (tmp_path / "db").write_text(PASSWORD, encoding="utf-8")
    (tmp_path / "db").chmod(0o600)
    config = tmp_path / "tieout.toml"
    config.write_text(
        f'[company]\nname = "Acme"\n[store]\nurl = "{database}"\ncredential = "db"\n[engine]\nkind = "procrastinate"\n'
        'sweep_seconds = 1\n[[mailboxes]]\nname = "in"\nkind = "folder"\naddress = "us@acme.example"\npath = "mail"\n'
        'poll_seconds = 1\n[outgoing]\nkind = "folder"\npath = "out"\n[authenticity]\nrequire = false\n',
        encoding="utf-8",
    )
    refused = tieout("run", "-c", config)
    assert exits.FAILED == refused.code
    assert "run tieout migrate" in refused.err
    assert "fails" in next(line for line in tieout("check", "-c", config).out.splitlines() if "shared queue" in line)

    assert "The queue that services share" in tieout("migrate", "-c", config).out
    assert "Its queue as well." in tieout("migrate", "-c", config).out

    assert "ok" in next(line for line in tieout("check", "-c", config).out.splitlines() if "shared queue" in line)
    (tmp_path / "mail/new/1").write_bytes(b"From: a@b.example\r\nSubject: Good day\r\n\r\nHello.\r\n")
    services = [
        subprocess.Popen(
            [sys.executable, "-m", "daemon", "run", "--roles", roles, "-c", str(config)], stderr=subprocess.PIPE
        )
        for roles in ("watch", "work-2,send")
    ]
    try:
        until(lambda: "waiting" in tieout("case", "list", "-c", config).out, 120)
        watcher, worker = (f"{socket.gethostname()[:40]}:{service.pid}" for service in services)
        status = tieout("status", "-c", config).out
        assert f"watched    in by {watcher}" in status
        assert all(each in status.split("services", 1)[1].splitlines()[0] for each in (watcher, worker))
        assert "stop it first" in tieout("run", "--once", "-c", config).err
        assert "stop it first" in tieout("migrate", "-c", config).err
        for service in services:
            service.send_signal(signal.SIGTERM)
        assert [0, 0] == [service.wait(60) for service in services]
    finally:
        for service in services:
            service.kill()
            service.communicate()
