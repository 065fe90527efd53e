"""`tieout hold`: what is kept beyond its time because somebody says so."""

from __future__ import annotations

from pathlib import Path

import click

from daemon.cli.case.desk import the_case
from daemon.cli.exits import CommandError, unusable
from daemon.cli.output import say, show_table
from daemon.cli.session import configured, local_time, now, person, session
from daemon.observe import events
from daemon.store.holds import Hold, Kind


@click.group("hold", short_help="What is kept beyond its time.")
def hold() -> None:
    """Legal holds: what is kept beyond its time, all of a counterparty or one case."""


@hold.command("place", short_help="Keep a counterparty's cases, or one case.")
@click.option("--counterparty", default=None, metavar="CODE", help="Everything of this counterparty.")
@click.option("--case", "number", type=click.IntRange(min=1), default=None, metavar="N", help="This case.")
@click.option("--because", default="", metavar="WORDS", help="Why, for the record.")
@configured
def place(counterparty: str | None, number: int | None, because: str, config: Path | None) -> None:
    """Keep what belongs to a counterparty or a case until the hold is lifted. In the audit with who placed it."""
    kind, value = _named(counterparty, number)
    with session(config) as (_, store):
        if number is not None:
            the_case(store, number)
        elif store.counterparties.get(value) is None and not store.cases.has_counterparty(value):
            raise unusable(f"There is no counterparty {value}: tieout counterparty list shows those on file.")
        with store.writing() as tx:
            store.holds.place(tx, Hold(kind=kind, value=value, because=because, placed_by=person(), placed_at=now()))
            facts = {"kind": kind, "value": value, "because": because}
            store.audit.add(tx, now(), events.HOLD_PLACED, actor=person(), facts=facts)
    say(f"Everything of {kind} {value} is kept until the hold is lifted.")


@hold.command("lift", short_help="Take a hold away.")
@click.option("--counterparty", default=None, metavar="CODE", help="The hold on this counterparty.")
@click.option("--case", "number", type=click.IntRange(min=1), default=None, metavar="N", help="The hold on this case.")
@configured
def lift(counterparty: str | None, number: int | None, config: Path | None) -> None:
    """Take a hold away; what is past its time then goes with the next pruning."""
    kind, value = _named(counterparty, number)
    with session(config) as (_, store), store.writing() as tx:
        if not store.holds.lift(tx, kind, value):
            raise CommandError(f"There is no hold on {kind} {value}: tieout hold list shows those there are.")
        store.audit.add(tx, now(), events.HOLD_LIFTED, actor=person(), facts={"kind": kind, "value": value})
    say(f"The hold on {kind} {value} is lifted.")


@hold.command("list", short_help="Show every hold.")
@configured
def list_(config: Path | None) -> None:
    """Show every hold that stands, with who placed it, when and why."""
    with session(config) as (found, store):
        show_table(
            ["kind", "which", "placed by", "on", "because"],
            [
                [each.kind, each.value, each.placed_by, local_time(each.placed_at, found), each.because]
                for each in store.holds.all()
            ],
        )


def _named(counterparty: str | None, number: int | None) -> tuple[Kind, str]:
    if (counterparty is None) == (number is None):
        raise unusable("Name either --counterparty CODE or --case N.")
    return ("counterparty", counterparty) if counterparty is not None else ("case", str(number))


COMMAND = hold
