"""Opening the desk beside the service: pages that cannot be served are said and never keep a mail from being answered. Mails to staff
leave by the same server as replies, without the blind copy by which those are known to have left.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from daemon.config.settings import Settings
from daemon.desk import Desk
from daemon.observe import events
from daemon.observe.logs import logger
from daemon.outgoing.connect import transport
from daemon.review.by_mail import StaffMails
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


def staff_mails_of(settings: Settings, store: Store, secret: Callable[[str], str]) -> StaffMails | None:
    """Return what writes to our own people; None where nobody is to be written to, or another service sends."""
    outgoing = msgspec.structs.replace(settings.outgoing, blind_copy="")
    mails = StaffMails(settings, store, lambda: transport(outgoing, secret))
    return mails if mails.wanted and "send" in settings.engine.roles else None
