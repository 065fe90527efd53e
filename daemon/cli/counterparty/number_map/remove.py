"""`tieout counterparty number-map remove`: what was learned wrongly counts no more, and is not learned again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from daemon.cli.exits import unusable
from daemon.cli.output import say
from daemon.cli.session import configured, now, person, session
from daemon.observe import events
from daemon.store.numbers import learned


@click.command("remove", short_help="Take away what was learned.")
@click.argument("code")
@click.argument("theirs", nargs=-1, required=True)
@configured
def remove(code: str, theirs: Sequence[str], config: Path | None) -> None:
    """Take away what was learned of THEIRS, as the list names it. It is not learned again."""
    with session(config) as (_, store):
        found = store.counterparties.get(code)
        if found is None:
            raise unusable(f"No counterparty {code} is on file: tieout counterparty list shows those there are.")
        known = learned(store, found)
        keys = {each.key for each in known.all}
        unknown = sorted(set(theirs) - keys)
        if unknown:
            raise unusable(
                f"{', '.join(unknown)} was not learned: tieout counterparty number-map list {code} shows what was."
            )
        refused = tuple(dict.fromkeys((*found.numbers_refused, *theirs)))
        with store.writing() as tx:
            store.counterparties.put(replace(found, numbers_refused=refused), tx)
            facts = {"code": code, "numbers_refused": "; ".join(refused)}
            store.audit.add(tx, now(), events.COUNTERPARTY_CHANGED, actor=person(), facts=facts)
    say(f"{', '.join(theirs)} of {code} counts no more.")


COMMAND = remove
