"""A real Postfix of our own: its directories, one loopback port, everything delivered by LMTP. Root starts it, as Postfix wants it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from tests.support.dovecot import DOMAIN, free_port

_SERVICES = """\
127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
lmtp unix - - n - - lmtp
error unix - - n - - error
retry unix - - n - - error
scache unix - - n - 1 scache
anvil unix - - n - 1 anvil
tlsmgr unix - - n 1000? 1 tlsmgr
postlog unix-dgram n - n - 1 postlogd
"""


class Postfix:
    """Takes mail for the domain of the tests and hands it to an LMTP server."""

    def __init__(self, lmtp_port: int) -> None:
        self.port = free_port()
        self._root = Path(tempfile.mkdtemp(prefix="pf-", dir="/tmp"))
        self._root.chmod(0o755)
        self._lmtp_port = lmtp_port

    @staticmethod
    def available() -> bool:
        return os.geteuid() == 0 and shutil.which("postfix", path="/usr/sbin:/usr/bin") is not None

    def start(self) -> None:
        for name in ("etc", "queue", "data"):
            (self._root / name).mkdir()
        shutil.chown(self._root / "data", "postfix", "postfix")
        (self._root / "etc" / "main.cf").write_text(
            f"compatibility_level = 3.6\nqueue_directory = {self._root}/queue\ndata_directory = {self._root}/data\n"
            f"mail_owner = postfix\nsetgid_group = postdrop\nmyhostname = mx.{DOMAIN}\ninet_interfaces = 127.0.0.1\n"
            f"inet_protocols = ipv4\nmydestination =\nvirtual_mailbox_domains = {DOMAIN}\n"
            f"virtual_transport = lmtp:inet:127.0.0.1:{self._lmtp_port}\n"
            "smtpd_relay_restrictions = permit_mynetworks, reject\nmynetworks = 127.0.0.0/8\nalias_maps =\n"
            "local_recipient_maps =\nsmtp_dns_support_level = disabled\nmessage_size_limit = 60000000\n"
            "smtpd_client_connection_rate_limit = 0\nsmtpd_client_message_rate_limit = 0\n"
            f"maillog_file = {self._root}/postfix.log\nmaillog_file_prefixes = /tmp, /var\n"
        )
        (self._root / "etc" / "master.cf").write_text(_SERVICES.format(port=self.port))
        self.run()

    def run(self) -> None:
        """Start the program, for the first time or again after `halt`."""
        subprocess.run(["/usr/sbin/postfix", "-c", str(self._root / "etc"), "start"], check=True, capture_output=True)
        deadline = time.monotonic() + 30
        while not self._answers():
            assert time.monotonic() < deadline, "Postfix did not start"
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=5).close()
        except OSError:
            return False
        return True

    def halt(self) -> None:
        """End it at once, with whatever it holds in its queue."""
        subprocess.run(["/usr/sbin/postfix", "-c", str(self._root / "etc"), "abort"], check=False, capture_output=True)

    def stop(self) -> None:
        self.halt()
        shutil.rmtree(self._root, ignore_errors=True)
