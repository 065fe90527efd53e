"""`tieout desk`: the pages alone, beside a service that runs elsewhere or not at all."""

from __future__ import annotations

import signal
import threading
from pathlib import Path

import click

from daemon.cli import exits
from daemon.cli.exits import CommandError
from daemon.cli.output import say
from daemon.cli.session import configured, session
from daemon.config.credentials import secrets_beside
from daemon.pipeline.desk import PipelineDesk
from daemon.pipeline.work import Work
from daemon.review.server import Server, ServerRefused
from daemon.review.services import Services
from daemon.sandbox.host import shared


@click.command("desk", short_help="Serve the pages for staff alone.")
@configured
def desk(config: Path | None) -> int:
    """Serve the pages where staff look at cases and decide, until Ctrl-C or SIGTERM. `tieout run` serves them too; what is approved
    here leaves when the service, or `tieout run --once`, sends it.
    """
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    shared().start()  # the first paper is looked at soon
    with session(config) as (found, store):
        pages = PipelineDesk(Work(found.settings, store))
        server = Server(
            Services(settings=found.settings, store=store, desk=pages, secret=secrets_beside(found.directory))
        )
        try:
            say(f"The desk is open at {server.start()}")
        except ServerRefused as refusal:
            raise CommandError(str(refusal)) from None
        if server.welcome:
            say(f"Choose the first admin's password at {server.welcome}")
        while server.alive and not stop.wait(1):
            pass
        server.stop()
    return exits.DONE


COMMAND = desk
