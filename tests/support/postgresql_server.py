"""A real PostgreSQL for the tests: its own directory, a free loopback port, no root needed. Each test takes its own database."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pg8000.dbapi

from tests.support.dovecot import free_port

USER = "tieout"
PASSWORD = "secret"
TEMPLATE = "furnished"


class PostgresqlServer:
    """A server process of ours. Started once a session, or by a test that stops it."""

    def __init__(self) -> None:
        self.port = free_port()
        self._made = 0
        # Where nothing need survive a power cut, memory is quicker than a disk. A path below 108 bytes, for the Unix socket.
        fast = "/dev/shm" if os.access("/dev/shm", os.W_OK) else "/tmp"
        self.root = Path(tempfile.mkdtemp(prefix="pg-", dir=fast))
        self._account = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
        self._process: subprocess.Popen[bytes] | None = None

    @staticmethod
    def program(name: str = "postgres") -> str | None:
        """Return a program of the newest PostgreSQL here; Debian keeps them out of the PATH."""
        places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda place: float(place.parent.name))
        return shutil.which(name, path=":".join([*map(str, reversed(places)), os.environ.get("PATH", "")]))

    def start(self) -> None:
        """Make the cluster and start the server. It sorts text as people do, unlike SQLite."""
        (self.root / "password").write_text(PASSWORD)
        if os.geteuid() == 0:
            for path in (self.root, self.root / "password"):
                os.chown(path, self._account.pw_uid, self._account.pw_gid)
        initdb = self.program("initdb")
        assert initdb is not None
        arguments = [
            "--username",
            USER,
            "--pwfile",
            str(self.root / "password"),
            "--auth",
            "scram-sha-256",
            "--no-sync",
        ]
        arguments += ["--encoding", "UTF8", "--locale", "C.UTF-8", "--locale-provider", "icu", "--icu-locale", "en"]
        made = subprocess.run(
            [initdb, "--pgdata", str(self.root / "data"), *arguments],
            capture_output=True,
            check=False,
            **self._as_nobody(),
        )
        assert made.returncode == 0, made.stderr.decode()
        self.run()

    def run(self, *settings: str) -> None:
        """Start the program, for the first time or again after `stop`."""
        postgres = self.program()
        assert postgres is not None
        options = [f"port={self.port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={self.root}"]
        options += ["fsync=off", "full_page_writes=off", "shared_buffers=32MB", "max_connections=200", *settings]
        with (self.root / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [postgres, "-D", str(self.root / "data"), *(f"--{option}" for option in options)],
                stdout=log,
                stderr=log,
                **self._as_nobody(),
            )
        ready = self.program("pg_isready")
        assert ready is not None
        asked = [ready, "--quiet", "--host", "127.0.0.1", "--port", str(self.port)]
        while subprocess.run(asked, check=False).returncode != 0:
            assert self._process.poll() is None, f"PostgreSQL did not start:\n{(self.root / 'log').read_text()}"

    def new_database(self, template: str = "template1") -> str:
        """Make a database, as a copy of `template`, and return its name."""
        self._made += 1
        name = f"test{self._made}"
        self.ask(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return name

    def run_script(self, sql: str, database: str) -> None:
        """Run what pg_dump wrote as text."""
        psql = self.program("psql")
        assert psql is not None
        where = ["--host=127.0.0.1", f"--port={self.port}", f"--username={USER}", f"--dbname={database}"]
        subprocess.run(
            [psql, "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", *where],
            input=sql.encode(),
            env={"PGPASSWORD": PASSWORD, "PATH": os.environ.get("PATH", "")},
            stdout=subprocess.DEVNULL,
            check=True,
        )

    def drop(self, name: str) -> None:
        self.ask(f'DROP DATABASE "{name}" WITH (FORCE)')

    def url(self, database: str) -> str:
        return f"postgresql://{USER}@127.0.0.1:{self.port}/{database}"

    def ask(self, statement: str, database: str = "postgres") -> list[list[object]]:
        """Run one statement outside any transaction."""
        connection = pg8000.dbapi.connect(
            USER, host="127.0.0.1", port=self.port, password=PASSWORD, database=database, ssl_context=False
        )
        try:
            connection.autocommit = True
            cursor = connection.cursor()
            cursor.execute(statement)
            return [list(row) for row in cursor.fetchall()] if cursor.description else []
        finally:
            connection.close()

    def end(self) -> None:
        """End the server as an operator's restart does: connections are cut, nothing committed is lost."""
        assert self._process is not None
        self._process.send_signal(signal.SIGINT)
        self._process.wait(60)

    def stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(60)
        shutil.rmtree(self.root, ignore_errors=True)

    def _as_nobody(self) -> dict[str, Any]:
        """PostgreSQL refuses to run as root."""
        found: dict[str, Any] = {"cwd": self.root}
        if os.geteuid() == 0:
            found |= {"user": self._account.pw_uid, "group": self._account.pw_gid, "extra_groups": []}
        return found
