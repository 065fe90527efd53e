"""`tieout check`: the configuration and every connection in it, line by line."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from daemon.cli import exits
from daemon.cli.output import show_table
from daemon.cli.session import configured
from daemon.config.credentials import secrets_beside
from daemon.config.desk import Desk
from daemon.config.load import ConfigError, Found, find, host_and_port, is_loopback, ready_to_serve
from daemon.config.settings import Mailbox
from daemon.mailboxes.base import MailboxError
from daemon.mailboxes.connect import connect
from daemon.outgoing.base import TransportError
from daemon.outgoing.connect import transport
from daemon.replies.font import the_font
from daemon.replies.letter import ReplyRefused
from daemon.sandbox.host import SandboxError, shared
from daemon.store.migrate import StoreRefused
from daemon.store.opening import Store, open_configured
from daemon.store.s3_archive import S3Archive
from parsers.scans import engine


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was tried. `answer` is "ok", "look" (it works, but see) or "fails"."""

    what: str
    answer: str
    found: str


@click.command("check", short_help="Try the configuration and every connection.")
@configured
def check(config: Path | None) -> int:
    """Try the configuration, the store, every mailbox and the way out, and say line by line what works. Nothing is changed or
    sent. Exit code 1 where something fails.
    """
    found = find(config)
    lines = list(lines_of(found))
    show_table(["what", "answer", "found"], [[line.what, line.answer, line.found] for line in lines])
    return exits.FAILED if any(line.answer == "fails" for line in lines) else exits.DONE


def lines_of(found: Found) -> Iterator[Line]:
    """Yield what was found, one after the other; what fails does not stop the rest."""
    settings = found.settings
    yield Line("configuration", "ok", str(found.path))
    yield from (Line("configuration", "fails", lacking) for lacking in ready_to_serve(settings))
    if settings.authenticity.require and not settings.authenticity.authserv_id:
        yield Line(
            "authenticity",
            "look",
            "authserv_id is empty: only a DKIM signature vouches for a sender."
            if settings.authenticity.check_dkim
            else "authserv_id is empty: nobody vouches for a sender, so every answer waits for a person.",
        )
    yield from _store(found)
    yield _desk(settings.desk)
    yield _sandbox()
    yield _pictures()
    yield _letters()
    secret = secrets_beside(found.directory)
    state = Path(settings.store.directory)
    for mailbox in settings.mailboxes:
        yield from _tried(f"mailbox {mailbox.name}", partial(_mailbox, mailbox, secret, state))
    if settings.policy.mode == "shadow":
        yield Line("outgoing", "look", "mode is shadow: nothing leaves")
    yield from _tried("outgoing", lambda: transport(settings.outgoing, secret).check())


def _store(found: Found) -> Iterator[Line]:
    try:
        store = open_configured(found.settings.store, secrets_beside(found.directory), found.settings.archive)
    except (StoreRefused, ConfigError) as refusal:
        yield Line("store", "fails", str(refusal))
        return
    try:
        yield Line("store", "ok", store.place)
        if isinstance(store.archive, S3Archive):
            yield from _tried("archive", store.archive.check)
        if found.settings.engine.kind == "procrastinate":
            yield _queue(store)
        count = store.counterparties.count()
        yield Line("counterparties", "ok" if count else "look", f"{count:,} on file")
        active = [version for version in store.ledgers.versions() if version.active]
        for version in active:
            yield Line("ledger", "ok", f"{version.role}: {version.entries:,} entries up to {version.as_of}")
        if not active:
            yield Line("ledger", "look", "none imported yet: every statement will be held")
    finally:
        store.close()


def _desk(desk: Desk) -> Line:
    """Say whether the pages could be served; a service or a desk that runs already has the address."""
    if not desk.enabled:
        return Line("desk", "look", "desk.enabled is false: nobody sees the pages")
    where = host_and_port(desk.listen)
    assert where is not None  # the configuration was checked
    try:
        socket.create_server(where, family=socket.AF_INET6 if ":" in where[0] else socket.AF_INET).close()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return Line("desk", "ok", f"something listens at {desk.listen} already: the service, if it runs")
        return Line("desk", "fails", f"nothing can listen at {desk.listen}: {error.strerror}")
    if not is_loopback(where[0]) and not desk.trusted_proxies:
        return Line("desk", "look", f"{desk.listen} is open to others without TLS: put a reverse proxy before it")
    return Line("desk", "ok", desk.listen)


def _queue(store: Store) -> Line:
    """Say whether the services that share this store would find their queue here, and the archive that all of them see."""
    try:
        from daemon.pipeline.engine.queue_schema import require  # noqa: PLC0415 - an optional extra

        require(store.database, store.archive, store.directory / "archive")
    except ImportError:
        return Line("shared queue", "fails", "it needs the extra machines: pip install 'tieout[machines]'")
    except StoreRefused as refusal:
        return Line("shared queue", "fails", str(refusal))
    return Line("shared queue", "ok", "it is there, and this archive is the one that all share")


def _pictures() -> Line:
    if engine.installed():
        return Line("scans and photos", "ok", "read, one at a time")
    return Line("scans and photos", "look", "not read: install the extra ocr of this program; until then they are held")


def _letters() -> Line:
    try:
        the_font()
    except ReplyRefused as refusal:
        return Line("letters as PDF", "fails", f"{refusal}; until then confirmations wait")
    return Line("letters as PDF", "ok", "their font is there")


def _sandbox() -> Line:
    """Say how far the process is shut in that parses strangers' files: what lacks is the kernel's, or the service unit's."""
    try:
        level = shared().level()
    except SandboxError as error:
        return Line("parsing apart", "fails", str(error))
    return Line("parsing apart", "ok" if level.full else "look", str(level))


def _mailbox(mailbox: Mailbox, secret: Callable[[str], str], state: Path) -> list[str]:
    with connect(mailbox, secret, state) as connection:
        return connection.check()


def _tried(what: str, look: Callable[[], list[str]]) -> Iterator[Line]:
    try:
        yield from (Line(what, "ok", found) for found in look())
    except (MailboxError, TransportError, ConfigError) as error:
        yield Line(what, "fails", str(error))


COMMAND = check
