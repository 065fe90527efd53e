"""`tieout run`: the service. `--once` handles what is there and exits."""

from __future__ import annotations

import contextlib
import re
import signal
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import FrameType

import click
import msgspec
from sqlalchemy.exc import SQLAlchemyError

from daemon.cli import exits
from daemon.cli.exits import unusable
from daemon.cli.files import CONFIGURATION
from daemon.cli.output import complain, progress, say
from daemon.cli.serving import open_desk, staff_mails_of
from daemon.cli.session import session
from daemon.cli.summary_view import show_summaries
from daemon.config.credentials import secrets_beside
from daemon.config.load import Found, faults, find, ready_to_serve
from daemon.config.settings import Engine
from daemon.observe.health import feed_watchdog
from daemon.observe.notify import Notifier
from daemon.pipeline.service import Service
from daemon.store.opening import Store

_STANDING_SECONDS = 30.0


@click.command("run", short_help="Run the service.")
@click.option("--once", is_flag=True, help="Handle what lies in the mailboxes now, show what became of it, and exit.")
@click.option(
    "--roles",
    default=None,
    metavar="ROLES",
    help='What this service does of what several share, e.g. "watch,send" or "work" (engine.kind = "procrastinate").',
)
@click.option("-c", "--config", type=CONFIGURATION, default=None, metavar="FILE", help="The configuration.")
def run(once: bool, roles: str | None, config: Path | None) -> int:
    """Watch the mailboxes and answer, until SIGTERM or Ctrl-C; the case in hand is finished first."""
    found = _with_roles(find(config), roles)
    lacking = ready_to_serve(found.settings)
    if lacking:
        raise unusable(f"{found.path}: {lacking[0]}")
    with session(found.path) as (_, store):
        secret = secrets_beside(found.directory)
        staff_mails = staff_mails_of(found.settings, store, secret)
        beside = {"staff-mails": staff_mails.once} if staff_mails is not None else {}
        service = Service(found.settings, store, secret, beside=beside)
        return _once(service, store, beside) if once else _forever(service, found, store)


def _with_roles(found: Found, roles: str | None) -> Found:
    """Return the configuration with other roles. "work-2" is "work": the number tells units of systemd apart. Raises `CommandError`."""
    if roles is None:
        return found
    chosen = tuple(re.sub(r"-\d+$", "", role.strip()) for role in roles.split(",") if role.strip())
    try:
        engine = msgspec.convert({**msgspec.to_builtins(found.settings.engine), "roles": chosen}, Engine)
    except msgspec.ValidationError:
        raise unusable(f'"{roles}" are no roles: name some of watch, work, send, with commas between.') from None
    settings = msgspec.structs.replace(found.settings, engine=engine)
    for fault in faults(settings):
        raise unusable(fault)
    return replace(found, settings=settings)


def _once(service: Service, store: Store, beside: Mapping[str, Callable[[], None]]) -> int:
    with progress("Reading mails"):
        summaries = service.run_once()
        for errand in beside.values():
            errand()
    if summaries:
        show_summaries(store, summaries)
    elif not service.troubles:
        say("Nothing new lies in the mailboxes.")
    for trouble in service.troubles:
        complain(trouble)
    return exits.FAILED if service.troubles else exits.DONE


def _forever(service: Service, found: Found, store: Store) -> int:
    stop = threading.Event()

    def asked(_number: int, _frame: FrameType | None) -> None:
        stop.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever presses Ctrl-C twice does not want to wait

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, asked)
    notifier = Notifier()
    helpers = [
        threading.Thread(target=feed_watchdog, args=(service.silent, notifier, stop), name="watchdog", daemon=True),
        threading.Thread(target=_tell_standing, args=(notifier, found, store, stop), name="status", daemon=True),
    ]

    desk = (
        open_desk(found.settings, store, service.desk, secrets_beside(found.directory))
        if found.settings.desk.enabled
        else None
    )

    def ready() -> None:
        notifier.ready(_standing(found, store))
        for helper in helpers:
            helper.start()

    try:
        service.run_forever(stop, ready)
    finally:
        notifier.stopping()
        if desk is not None:
            desk.stop()
    return exits.DONE


def _tell_standing(notifier: Notifier, found: Found, store: Store, stop: threading.Event) -> None:
    """Keep the line of `systemctl status` fresh; a store that is busy for the moment keeps the old line."""
    while notifier.listened and not stop.wait(_STANDING_SECONDS):
        with contextlib.suppress(SQLAlchemyError):
            notifier.status(_standing(found, store))


def _standing(found: Found, store: Store) -> str:
    """Return the line that `systemctl status` shows."""
    names = ", ".join(mailbox.name for mailbox in found.settings.mailboxes)
    return f"watching {names}; mode {found.settings.policy.mode}; {store.cases.counts().get('waiting', 0)} cases wait for a person"


COMMAND = run
