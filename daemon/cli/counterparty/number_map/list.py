"""`tieout counterparty number-map list`: the series and single documents that were learned."""

from __future__ import annotations

from pathlib import Path

import click

from daemon.cli.exits import unusable
from daemon.cli.output import say, show_table
from daemon.cli.session import configured, session
from daemon.store.numbers import learned


@click.command("list", short_help="Show what was learned of their numbers.")
@click.argument("code")
@configured
def list_(code: str, config: Path | None) -> None:
    """Show how the counterparty's numbers stand for ours, and from how many documents or statements that was learned. A # is the
    running number of a series.
    """
    with session(config) as (_, store):
        found = store.counterparties.get(code)
        if found is None:
            raise unusable(f"No counterparty {code} is on file: tieout counterparty list shows those there are.")
        known = learned(store, found)
    rows = [[each.key, str(each), str(each.support)] for each in known.all]
    if not rows:
        say(f"Nothing was learned of the numbers of {code} yet: it is learned from statements that were answered.")
        return
    show_table(["theirs", "ours", "support"], rows)
    if found.numbers_refused:
        say(f"Taken away by staff: {', '.join(found.numbers_refused)}.")


COMMAND = list_
