"""`tieout verify`: is everything still as it was kept?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from daemon.cli import exits
from daemon.cli.exits import unusable
from daemon.cli.output import complain, progress, say
from daemon.cli.session import configured, session
from daemon.store.backup import backups as saved_in
from daemon.store.backup import manifest_of


@click.command("verify", short_help="Check that nothing was changed, lost or removed.")
@click.option(
    "--anchor",
    default=None,
    metavar="NUMBER:HASH",
    help="The end of the audit as an earlier verify printed it: it must still be there.",
)
@click.option(
    "--backups",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=None,
    metavar="DIRECTORY",
    help="Look for the end of the audit that each backup in it notes.",
)
@configured
def verify(anchor: str | None, backups: Path | None, config: Path | None) -> int:
    """Recompute the chain of the audit and the hash of every archived file, and compare every row with the digest that the audit
    holds of it. Each fault is one sentence; exit code 1 where there is one. The service may run meanwhile.
    """
    with session(config) as (_, store):
        found = 0
        with progress("Verifying"), store.undisturbed():
            try:
                for where, noted in _anchors(anchor, backups):
                    if not store.audit.holds(noted):
                        found += 1
                        complain(
                            f"The audit does not hold {noted}{where} any more: its end was cut off or written anew."
                        )
            except ValueError as error:
                raise unusable(str(error)) from None
            end = store.audit.end()
            for fault in store.faults():
                found += 1
                complain(fault)
        if found:
            complain(f"{found:,} fault{'s' if found > 1 else ''}; docs/operations.md says what to do.")
            return exits.FAILED
        say(f"Nothing is missing or changed. The audit ends with {end}.")
        return exits.DONE


def _anchors(anchor: str | None, backups: Path | None) -> Iterator[tuple[str, str]]:
    """Yield the ends of the audit that were noted elsewhere, with the words that say where."""
    if anchor is not None:
        yield "", anchor
    for place in saved_in(backups) if backups is not None else ():
        yield f" of the backup {place.name}", manifest_of(place).audit


COMMAND = verify
