"""Opening the desk beside the service: pages that cannot be served are said and never keep a mail from being answered."""

from __future__ import annotations

from collections.abc import Callable

from daemon.config.settings import Settings
from daemon.desk import Desk
from daemon.observe import events
from daemon.observe.logs import logger
from daemon.review.server import Server, ServerRefused
from daemon.review.services import Services
from daemon.store import Store

log = logger("cli.serving")


def open_desk(settings: Settings, store: Store, desk: Desk, secret: Callable[[str], str]) -> Server | None:
    """Serve the pages from a thread; None, with a line on the log, where the address cannot be had."""
    server = Server(Services(settings=settings, store=store, desk=desk, secret=secret))
    try:
        server.start()
    except ServerRefused as refusal:
        log.error(events.DESK_FAILED, error=str(refusal))  # noqa: TRY400 - the sentence says it all
        return None
    return server
