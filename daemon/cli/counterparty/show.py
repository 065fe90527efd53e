"""`tieout counterparty show`: one counterparty with all that is on file."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import click

from daemon.cli.exits import unusable
from daemon.cli.output import show_table
from daemon.cli.session import configured, session
from daemon.cli.statement_view import money
from daemon.store.numbers import learned
from rules.model.number_map import NumberMap


@click.command("show", short_help="Show one counterparty.")
@click.argument("code")
@configured
def show(code: str, config: Path | None) -> None:
    """Show all that is on file of one counterparty, passwords excepted."""
    with session(config) as (_, store):
        found = store.counterparties.get(code)
        known = learned(store, found) if found is not None else NumberMap()
    if found is None:
        raise unusable(f"No counterparty {code} is on file: tieout counterparty list shows those there are.")
    show_table(
        ["what", "on file"],
        [
            ["code", found.code],
            ["name", found.name],
            ["role", found.role],
            ["aliases", ", ".join(found.aliases)],
            ["ledger accounts", ", ".join(found.ledger_accounts())],
            ["mail addresses", ", ".join(found.addresses)],
            ["domains", ", ".join(found.domains)],
            ["language", found.language or "that of the statement"],
            ["currency", found.currency or "not fixed"],
            ["tolerance", "the default" if found.tolerance is None else money(found.tolerance)],
            ["amount limit", "none of its own" if found.amount_limit is None else money(found.amount_limit)],
            ["bank fee at most", "the default" if found.bank_fee is None else money(found.bank_fee)],
            ["discounts", _rates(found.discount_rates)],
            ["taxes withheld", _rates(found.withholding_rates)],
            ["names of such taxes", ", ".join(found.withholding_names)],
            ["exchange tolerance", "the default" if found.fx_tolerance is None else _rates((found.fx_tolerance,))],
            ["cut-off days", "the default" if found.cutoff_days is None else str(found.cutoff_days)],
            ["in dispute", ", ".join(found.disputed)],
            ["their numbers for ours", ", ".join(f"{theirs} = {ours}" for theirs, ours in found.reference_map)],
            ["learned of their numbers", ", ".join(f"{rule.key} = {rule}" for rule in known.rules) or _count(known)],
            ["passwords", f"{len(found.passwords)} kept" if found.passwords else "none"],
        ],
    )


def _count(known: NumberMap) -> str:
    return f"{len(known.pairs)} single documents" if known.pairs else "nothing yet"


def _rates(rates: Sequence[Decimal] | None) -> str:
    if rates is None:
        return "the default"
    return ", ".join(f"{(rate * 100).normalize():f} %" for rate in rates) or "none"


COMMAND = show
