"""`tieout case list`: the cases, the newest first."""

from __future__ import annotations

from pathlib import Path

import click

from daemon.cli.output import say, show_table
from daemon.cli.session import configured, local_time, session
from daemon.store.states import CaseState


@click.command("list", short_help="Show the cases, the newest first.")
@click.option(
    "--state",
    "states",
    type=click.Choice([str(state) for state in CaseState]),
    multiple=True,
    help="Only cases in this state; may be given several times. `waiting` is what waits for a person.",
)
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="How many at most.")
@configured
def list_(states: tuple[str, ...], limit: int, config: Path | None) -> None:
    """Show the cases: one for each statement, and one for each mail without a statement."""
    with session(config) as (found, store):
        overviews = store.cases.overviews([CaseState(state) for state in states], limit=limit)
        rows = [
            [
                str(each.case.id),
                local_time(each.received_at, found),
                each.sender,
                each.subject,
                each.case.counterparty,
                each.case.outcome,
                each.case.state,
                each.reply_state,
            ]
            for each in overviews
        ]
    if not rows:
        say("There is no such case.")
        return
    show_table(
        ["case", "received", "sender", "subject", "counterparty", "decided", "state", "reply"], rows, right=["case"]
    )


COMMAND = list_
