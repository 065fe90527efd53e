"""What a command that works on the store needs: the configuration, the store, the time, and who is at the keyboard."""

from __future__ import annotations

import datetime as dt
import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

import click
from sqlalchemy.exc import SQLAlchemyError

from daemon.cli.exits import CommandError
from daemon.cli.files import CONFIGURATION
from daemon.config.credentials import secrets_beside
from daemon.config.load import Found, find
from daemon.observe.logs import configure
from daemon.store.archive import ArchiveDamaged
from daemon.store.migrate import StoreRefused
from daemon.store.opening import Store, open_configured
from daemon.store.s3_archive import ArchiveUnreachable

Wrapped = TypeVar("Wrapped", bound=Callable[..., object])


def configured(function: Wrapped) -> Wrapped:
    """Give a command the option -c/--config as the argument `config`."""
    return click.option(
        "-c",
        "--config",
        type=CONFIGURATION,
        default=None,
        metavar="FILE",
        help="The configuration; see docs/configuration.md.",
    )(function)


@contextmanager
def session(config: Path | None) -> Iterator[tuple[Found, Store]]:
    """Open the configuration and its store; the defaults hold where no file is found and none is named.

    Raises `ConfigError` and `CommandError`.
    """
    found = find(config, needed=config is not None)
    configure(found.settings.log)
    try:
        store = open_configured(found.settings.store, secrets_beside(found.directory), found.settings.archive)
        try:
            yield found, store
        finally:
            store.close()
    except (StoreRefused, ArchiveDamaged) as refusal:
        raise CommandError(str(refusal)) from None
    except ArchiveUnreachable as failure:
        raise CommandError(f"The archive failed: {failure.strerror}.") from None
    except SQLAlchemyError as error:
        said = str(getattr(error, "orig", None) or error).splitlines()[0]
        place = f"at {found.settings.store.url}" if found.settings.store.url else f"in {found.settings.store.directory}"
        raise CommandError(f"The store {place} cannot be used: {said}.") from None


def now() -> dt.datetime:
    """Return this moment in UTC."""
    return dt.datetime.now(dt.UTC)


def person() -> str:
    """Return who is at the keyboard, for the audit."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def local_time(moment: dt.datetime, found: Found) -> str:
    """Return a moment as the company's clock shows it."""
    return f"{moment.astimezone(ZoneInfo(found.settings.company.timezone)):%Y-%m-%d %H:%M}"
