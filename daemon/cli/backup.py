"""`tieout backup`: the store as it stands, into a directory of its own."""

from __future__ import annotations

from pathlib import Path

import click

from daemon.cli import exits
from daemon.cli.output import complain, progress, say
from daemon.cli.session import configured, now, session
from daemon.observe import events
from daemon.observe.logs import logger
from daemon.store.backup import backup as make


@click.command("backup", short_help="Save everything that is kept.")
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
@click.option("--keep", type=click.IntRange(min=1), default=None, metavar="N", help="Keep the newest N backups there.")
@configured
def backup(directory: Path, keep: int | None, config: Path | None) -> int:
    """Save database, archive and configuration into DIRECTORY, as a backup of its own that is whole or not there. The service may
    run meanwhile. Exit code 1 where the copy does not verify; older backups then stay.
    """
    with session(config) as (found, store), progress("Saving"):
        made = make(store, directory, now(), keep=keep or 0, configuration=found.path)
    files = len(made.manifest.files)
    logger("cli").info(
        events.BACKUP_MADE,
        name=made.directory.name,
        files=files,
        copied=made.copied,
        removed=len(made.removed),
        audit=made.manifest.audit,
    )
    say(
        f"{made.directory}: {files:,} files, {made.copied:,} of the archive new. The audit ends with {made.manifest.audit}."
    )
    for name in made.removed:
        say(f"{name} was removed.")
    for fault in made.faults:
        complain(fault)
    return exits.FAILED if made.faults else exits.DONE


COMMAND = backup
