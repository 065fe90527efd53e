"""Serves the pages from a thread of the service, or alone for `tieout desk`."""

from __future__ import annotations

import socket
import threading

import uvicorn

from daemon.config.load import host_and_port
from daemon.observe import events
from daemon.observe.logs import logger
from daemon.review.app import application
from daemon.review.services import Services
from daemon.review.welcome import welcome_first

log = logger("review.server")

GRACE_SECONDS = 10
"""How long a stop waits for answers under way."""


class ServerRefused(Exception):
    """The pages cannot be served; the message says why."""


class Server:
    """The pages on their address. `start` returns when browsers may connect, `stop` when the last answer is out."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.welcome = ""
        """The link of the first admin, where one was made."""
        self._socket: socket.socket | None = None
        config = uvicorn.Config(
            application(services),
            log_config=None,
            access_log=False,
            lifespan="off",
            server_header=False,
            date_header=True,
            proxy_headers=False,  # client.py decides whom to believe
            timeout_graceful_shutdown=GRACE_SECONDS,
            h11_max_incomplete_event_size=64 * 1024,
            limit_concurrency=200,
            ws="none",
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._run, name="desk", daemon=True)

    def start(self) -> str:
        """Listen, and return where. Raises `ServerRefused` where the address cannot be had."""
        listen = self._services.settings.desk.listen
        where = host_and_port(listen)
        assert where is not None  # the configuration was checked
        family = socket.AF_INET6 if ":" in where[0] else socket.AF_INET
        try:
            self._socket = socket.create_server(where, family=family, backlog=100)
        except OSError as error:
            raise ServerRefused(f"The desk cannot listen at {listen}: {error.strerror}.") from None
        self._thread.start()
        url = self._services.url
        log.info(events.DESK_OPEN, url=url)
        self.welcome = welcome_first(self._services.store, url, self._services.clock())
        return url

    def stop(self) -> None:
        self._server.should_exit = True
        if self._thread.is_alive():
            self._thread.join(GRACE_SECONDS + 5)
        if self._socket is not None:
            self._socket.close()

    @property
    def alive(self) -> bool:
        return self._thread.is_alive()

    def _run(self) -> None:
        assert self._socket is not None
        self._server.run(sockets=[self._socket])
