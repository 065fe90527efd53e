"""PostgreSQL's own programs pg_dump and pg_restore, which save a database on a server into one file and bring it back.

They are called as programs, those of the newest version that is installed here: pg_dump refuses a server that is newer than
itself, and says so less clearly.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Connection

from daemon.config.load import is_loopback
from daemon.store.migrate import StoreRefused

QUEUE = "tieout_queue"
"""The schema of the work queue that several machines share: it is made anew, and swept full again, where a store comes back."""

_DEBIAN = Path("/usr/lib/postgresql")
_SYSTEM_CA = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A database on a server, and what it takes to be let in. `ca_file`: "" for the authorities that the system trusts."""

    url: URL
    password: str = ""
    ca_file: str = ""


def program(name: str) -> tuple[Path, int]:
    """Return the newest program of that name here, with its version. Raises `StoreRefused` where there is none."""
    found = [place / "bin" / name for place in _DEBIAN.glob("*")] if _DEBIAN.is_dir() else []
    on_path = shutil.which(name)
    known = [(path, _version(path)) for path in (*found, *([Path(on_path)] if on_path else [])) if path.is_file()]
    usable = [(path, version) for path, version in known if version]
    if not usable:
        raise StoreRefused(f"{name} is not installed: install PostgreSQL's client programs (postgresql-client).")
    return max(usable, key=lambda each: each[1])


def version_of_server(connection: Connection) -> int:
    """Return the main version of the server."""
    return int(str(connection.exec_driver_sql("SHOW server_version_num").scalar())) // 10000


def dump(server: Server, version: int, snapshot: str, target: Path) -> None:
    """Save the database as it is in `snapshot` into `target`. `version` is the server's. Raises `StoreRefused`."""
    found, own = program("pg_dump")
    if own < version:
        raise StoreRefused(
            f"pg_dump {own} cannot save a server of version {version}: install postgresql-client-{version} or newer."
        )
    arguments = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={target}"]
    _run(found, server, [*arguments, f"--exclude-schema={QUEUE}"])
    target.chmod(0o600)


def load(server: Server, version: int, source: Path, *, again: bool) -> None:
    """Bring a saved database back, wholly or not at all. `again`: what an earlier try left is removed. Raises `StoreRefused`."""
    found, own = program("pg_restore")
    if own < version:
        raise StoreRefused(
            f"pg_restore {own} may not know a server of version {version}: install postgresql-client-{version} or newer."
        )
    arguments = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
    arguments += ["--clean", "--if-exists"] if again else []
    _run(found, server, [*arguments, str(source)])


def _version(path: Path) -> int:
    try:
        said = subprocess.run(  # noqa: S603 - a program of the system's, by its full path
            [path, "--version"], capture_output=True, text=True, timeout=30, check=False
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return 0
    found = re.search(r"\(PostgreSQL\) (\d+)", said)
    return int(found[1]) if found else 0


def _run(path: Path, server: Server, arguments: list[str]) -> None:
    try:
        ended = subprocess.run(  # noqa: S603 - the same; no shell, and no argument of a stranger's
            [path, "--no-password", f"--dbname={server.url.database}", *arguments],
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            env=_environment(server),
        )
    except OSError as error:
        raise StoreRefused(f"{path} could not be run: {error.strerror}.") from None
    if ended.returncode != 0:
        said = (ended.stderr.strip().splitlines() or [f"it ended with {ended.returncode}"])[0]
        raise StoreRefused(f"{path.name} failed: {said.removeprefix(f'{path.name}: ').removeprefix('error: ')}.")


def _environment(server: Server) -> dict[str, str]:
    """Return what the programs are told beside their arguments, which everybody on the machine can read."""
    url = server.url
    # Nothing of the caller's own PG... settings leads elsewhere.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    kept |= {"PGUSER": url.username or "", "PGAPPNAME": "tieout", "PGCONNECT_TIMEOUT": "60", "LC_MESSAGES": "C"}
    socket = url.query.get("host")
    kept["PGHOST"] = str(socket or url.host or "")
    kept["PGPORT"] = str(url.port or 5432)
    if server.password:
        kept["PGPASSWORD"] = server.password
    if socket or is_loopback(url.host or ""):
        return {**kept, "PGSSLMODE": "disable"}
    known = server.ca_file or next((path for path in _SYSTEM_CA if Path(path).is_file()), "system")
    return {**kept, "PGSSLMODE": "verify-full", "PGSSLROOTCERT": known}
