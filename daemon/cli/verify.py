"""`tieout verify`: is everything still as it was kept?"""

from __future__ import annotations

from pathlib import Path

import click

from daemon.cli import exits
from daemon.cli.exits import unusable
from daemon.cli.output import complain, progress, say
from daemon.cli.session import configured, session


@click.command("verify", short_help="Check that nothing was changed, lost or removed.")
@click.option(
    "--anchor",
    default=None,
    metavar="NUMBER:HASH",
    help="The end of the audit as an earlier verify printed it: it must still be there.",
)
@configured
def verify(anchor: str | None, config: Path | None) -> int:
    """Recompute the chain of the audit and the hash of every archived file, and compare the rows with what the audit tells of
    them. Each fault is one sentence; exit code 1 where there is one. The service may run meanwhile.
    """
    with session(config) as (_, store):
        found = 0
        with progress("Verifying"), store.undisturbed():
            try:
                if anchor is not None and not store.audit.holds(anchor):
                    found += 1
                    complain(f"The audit does not hold {anchor} any more: its end was cut off or written anew.")
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


COMMAND = verify
