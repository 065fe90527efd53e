"""A real Dovecot for the tests: its own directory, free loopback ports, no root needed. Every user name is a fresh mailbox."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import smtplib
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from daemon.config.settings import Mailbox
from daemon.mailboxes.base import Cursor
from daemon.mailboxes.connect import connect

PASSWORD = "secret"
DOMAIN = "tieout.example"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True, slots=True)
class User:
    """One mailbox on the server."""

    name: str
    address: str
    password: str
    server: Dovecot

    def deliver(self, content: bytes, sender: str = "customer@acme.example") -> None:
        """Hand a mail over by LMTP, as a mail border does."""
        with smtplib.LMTP("127.0.0.1", self.server.lmtp_port, timeout=30) as client:
            client.sendmail(sender, [self.address], content)

    @contextlib.contextmanager
    def put_back(self) -> Iterator[None]:
        """At the end of the block the mailbox is as it was at its beginning: restored from a backup, indexes, numbers and all."""
        mailbox = self.server.directory_of(self)
        saved = mailbox.with_name(f"{mailbox.name}.saved")
        shutil.copytree(mailbox, saved, symlinks=True)
        yield
        shutil.rmtree(mailbox)
        saved.rename(mailbox)
        if os.geteuid() == 0:
            owner = mailbox.parent.stat()
            for path in [mailbox, *mailbox.rglob("*")]:
                os.chown(path, owner.st_uid, owner.st_gid)

    def uids(self, state: Path, secret: str, **changes: object) -> list[int]:
        """Return what the connector finds in this mailbox, signed in with `secret`."""
        with connect(self.mailbox(**changes), lambda _: secret, state) as connection:
            return [mail.uid for mail in connection.fetch(Cursor())]

    def mailbox(self, **changes: object) -> Mailbox:
        """Return the configuration that watches this mailbox."""
        given: dict[str, object] = {
            "name": self.name,
            "address": self.address,
            "host": "127.0.0.1",
            "port": self.server.port,
            "tls": "none",
            "user": self.name,
        }
        return Mailbox(**{**given, **changes})  # type: ignore[arg-type]


class Dovecot:
    """A server process of ours. Started once a session; a test takes its own user."""

    def __init__(self) -> None:
        self.host = "127.0.0.1"
        self.port = free_port()
        self.tls_port = free_port()
        self.lmtp_port = free_port()
        self.tokens_port = (
            free_port()
        )  # where it asks whether a token holds (RFC 7662): a test that signs in so listens there
        self._users = 0
        # Unix sockets may have paths of 108 bytes at most, so not below pytest's long directories.
        self._root = Path(tempfile.mkdtemp(prefix="dv-", dir="/tmp"))
        self._account = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
        self._process: subprocess.Popen[bytes] | None = None

    @staticmethod
    def program() -> str | None:
        return shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")

    def start(self, certificate: bytes, key: bytes) -> None:
        program = self.program()
        assert program is not None
        version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
        for name in ("run", "state", "mail", "log"):
            (self._root / name).mkdir()
        (self._root / "cert.pem").write_bytes(certificate)
        (self._root / "key.pem").write_bytes(key)
        (self._root / "oauth2.conf.ext").write_text(
            f"introspection_mode = post\nintrospection_url = http://127.0.0.1:{self.tokens_port}/introspect\n"
            "username_attribute = username\nactive_attribute = active\nactive_value = true\n"
        )
        text = self._configuration(new=tuple(map(int, version.split()[0].split(".")[:2])) >= (2, 4))
        (self._root / "dovecot.conf").write_text(text)
        if os.geteuid() == 0:
            for path in [self._root, *self._root.rglob("*")]:
                os.chown(path, self._account.pw_uid, self._account.pw_gid)
        self.run()

    def directory_of(self, user: User) -> Path:
        """Return where a user's mails lie."""
        return self._root / "mail" / user.name

    def run(self) -> None:
        """Start the program, for the first time or again after `kill`."""
        program = self.program()
        assert program is not None
        unprivileged = {}
        if os.geteuid() == 0:
            unprivileged = {"user": self._account.pw_uid, "group": self._account.pw_gid, "extra_groups": []}
        self._process = subprocess.Popen(
            [program, "-F", "-c", str(self._root / "dovecot.conf")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self._root,
            **unprivileged,  # type: ignore[call-overload]
        )
        self._wait_until_up()

    def _wait_until_up(self) -> None:
        deadline = time.monotonic() + 30
        for port in (self.port, self.tls_port, self.lmtp_port):
            while True:
                try:
                    socket.create_connection(("127.0.0.1", port), timeout=5).close()
                    break
                except OSError:
                    assert self._process is not None
                    if self._process.poll() is not None or time.monotonic() > deadline:
                        raise AssertionError(f"Dovecot did not start:\n{self.log()}") from None
                    time.sleep(0.02)

    def log(self) -> str:
        path = self._root / "log" / "dovecot.log"
        return path.read_text() if path.exists() else "(no log)"

    def kill(self) -> None:
        """End the server and all its children without a word, as a power cut does."""
        assert self._process is not None
        children = [pid for pid in _descendants(self._process.pid) if pid != self._process.pid]
        self._process.kill()
        self._process.wait()
        for pid in children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        shutil.rmtree(self._root, ignore_errors=True)

    @property
    def mails(self) -> Path:
        """The directory with a Maildir for each user."""
        return self._root / "mail"

    def new_user(self) -> User:
        self._users += 1
        name = f"user{self._users}"
        return User(name, f"{name}@{DOMAIN}", PASSWORD, self)

    def imap_processes(self) -> list[int]:
        """Return the ids of the server's own imap processes, found below its process."""
        assert self._process is not None
        found = []
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                stat = (entry / "stat").read_text()
                command = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            parent = int(stat.rpartition(")")[2].split()[1])
            if parent == self._process.pid and command.endswith(b"/imap\x00"):
                found.append(int(entry.name))
        return found

    def _configuration(self, *, new: bool) -> str:
        user = self._account.pw_name
        values = {
            "ROOT": str(self._root),
            "USER": user,
            "GROUP": subprocess.run(["id", "-gn", user], capture_output=True, text=True, check=True).stdout.strip(),
            "PORT1": str(self.port),
            "PORT2": str(self.lmtp_port),
            "PORT3": str(self.tls_port),
        }
        text = (_AS_OF_2_4 if new else _AS_OF_2_3) + _SERVICES
        for name in sorted(values, key=len, reverse=True):
            text = text.replace(name, values[name])
        return text


def _descendants(pid: int) -> list[int]:
    """Return the process and everything below it."""
    found = [pid]
    for each in Path("/proc").iterdir():
        if each.name.isdigit():
            with contextlib.suppress(OSError):
                if int((each / "stat").read_text().rpartition(")")[2].split()[1]) == pid:
                    found += _descendants(int(each.name))
    return found


_AS_OF_2_3 = """\
base_dir = ROOT/run
state_dir = ROOT/state
log_path = ROOT/log/dovecot.log
instance_name = tieout-test
listen = 127.0.0.1
default_internal_user = USER
default_internal_group = GROUP
default_login_user = USER
protocols = imap lmtp
ssl = yes
ssl_cert = <ROOT/cert.pem
ssl_key = <ROOT/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2
mail_location = maildir:ROOT/mail/%n
mail_home = ROOT/mail/%n
first_valid_uid = 1
default_vsz_limit = 0
mail_max_userip_connections = 50
passdb {
  driver = oauth2
  mechanisms = xoauth2
  args = ROOT/oauth2.conf.ext
}
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=USER gid=GROUP home=ROOT/mail/%n allow_all_users=yes
}
"""

_AS_OF_2_4 = """\
dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
base_dir = ROOT/run
state_dir = ROOT/state
log_path = ROOT/log/dovecot.log
instance_name = tieout-test
listen = 127.0.0.1
default_internal_user = USER
default_internal_group = GROUP
default_login_user = USER
protocols {
  imap = yes
  lmtp = yes
}
ssl = yes
ssl_server_cert_file = ROOT/cert.pem
ssl_server_key_file = ROOT/key.pem
auth_allow_cleartext = yes
auth_mechanisms {
  plain = yes
  login = yes
}
mail_driver = maildir
mail_path = ROOT/mail/%{user | username}
mail_home = ROOT/mail/%{user | username}
mail_uid = USER
mail_gid = GROUP
first_valid_uid = 1
default_vsz_limit = unlimited
mail_max_userip_connections = 50
passdb static {
  password = secret
}
userdb static {
  static_allow_all_users = yes
}
"""

_SERVICES = """\
namespace inbox {
  inbox = yes
  separator = /
  mailbox Sent {
    special_use = \\Sent
    auto = subscribe
  }
  mailbox Drafts {
    special_use = \\Drafts
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    port = PORT1
  }
  inet_listener imaps {
    port = PORT3
    ssl = yes
  }
}
service lmtp {
  user = USER
  inet_listener lmtp {
    port = PORT2
  }
}
service auth {
  user = USER
}
service auth-worker {
  user = USER
}
"""
