"""`tieout restore`: a backup becomes the store of an empty state directory."""

from __future__ import annotations

from pathlib import Path

import click

from daemon.cli.exits import CommandError
from daemon.cli.output import progress, say
from daemon.cli.session import configured, now, person
from daemon.config.credentials import secrets_beside
from daemon.config.load import find
from daemon.observe.logs import configure
from daemon.pipeline.restored import doubt_restored
from daemon.pipeline.work import Work
from daemon.store.backup import Manifest
from daemon.store.migrate import StoreRefused
from daemon.store.opening import Store, archive_of, server_of
from daemon.store.restore import restore as lay_down


@click.command("restore", short_help="Restore a backup into an empty state directory.")
@click.argument("directory", type=click.Path(exists=True, file_okay=False, path_type=Path))
@configured
def restore(directory: Path, config: Path | None) -> None:
    """Restore the backup in DIRECTORY, or the newest of those in it, into the configured state directory, which must be empty, and
    into the configured database on a server, which must be empty too.
    Every file is compared with its hash. Replies that had not left, drafts too, become uncertain: they may have left since.
    """
    found = find(config, needed=config is not None)
    configure(found.settings.log)
    target = Path(found.settings.store.directory)
    try:
        server = server_of(found.settings.store, secrets_beside(found.directory))
        originals = archive_of(found.settings.archive, secrets_beside(found.directory))
    except StoreRefused as refusal:
        raise CommandError(str(refusal)) from None
    doubted = 0

    def settle(store: Store, manifest: Manifest) -> None:
        nonlocal doubted
        doubted = doubt_restored(Work(found.settings, store), manifest.made_at, person())

    try:
        with progress("Restoring"):
            manifest = lay_down(directory, target, now(), settle, server, originals=originals)
    except StoreRefused as refusal:
        raise CommandError(str(refusal)) from None
    say(f"{target} holds the backup of {manifest.made_at:%Y-%m-%d %H:%M} UTC, every file as its hash says.")
    if doubted:
        say(f"{doubted:,} replies may have left since: they are uncertain. tieout case list shows them.")
    say("Answers to mails that came before now are uncertain too until evidence or a person settles them.")


COMMAND = restore
