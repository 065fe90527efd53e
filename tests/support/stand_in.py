"""What stand-ins for mail services over HTTP share: one mailbox with folders and mails, served over real TLS on a free port."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import ssl
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count


@dataclass
class Item:
    """One mail of a folder; `change` counts when it came there."""

    name: str
    folder: str
    content: bytes
    received: dt.datetime
    change: int
    draft: bool = False
    categories: list[str] = field(default_factory=list)
    flag: str = "notFlagged"

    @property
    def message_id(self) -> str:
        return str(email.message_from_bytes(self.content, policy=email.policy.default)["Message-ID"] or "").strip()


class StandIn:
    """Serves the mailbox `address` through `handler`, which gets the stand-in as its `owner`. `folders`: name -> (shown, parent)."""

    def __init__(
        self,
        context: ssl.SSLContext,
        address: str,
        handler: type[BaseHTTPRequestHandler],
        folders: dict[str, tuple[str, str]],
        naming: str,
    ) -> None:
        self.address = address
        self.folders = folders
        self.items: list[Item] = []
        self.asked: list[str] = []
        self.lock = threading.RLock()
        self.changed = threading.Condition(self.lock)
        self.stopping = False
        self.changes = count(1)
        self._naming = naming
        self._names = count(1)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (handler,), {"owner": self}))
        self._server.daemon_threads = True
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.port = int(self._server.server_address[1])
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        with self.changed:
            self.stopping = True
            self.changed.notify_all()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(timeout=20)

    def new_name(self) -> str:
        return self._naming.format(next(self._names))

    def lay(self, content: bytes, received: dt.datetime | None, folder: str) -> Item:
        """Put a mail into a folder."""
        with self.changed:
            item = Item(
                name=self.new_name(),
                folder=folder,
                content=content,
                received=received or dt.datetime.now(tz=dt.UTC).replace(microsecond=0),
                change=next(self.changes),
            )
            self.items.append(item)
            self.changed.notify_all()
            return item

    def lying_in(self, folder: str) -> list[Item]:
        with self.lock:
            return [item for item in self.items if item.folder == folder]
