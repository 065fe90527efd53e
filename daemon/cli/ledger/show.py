"""`tieout ledger show`: one account as our ledger has it, entry by entry."""

from __future__ import annotations

from pathlib import Path

import click

from daemon.cli.exits import unusable
from daemon.cli.ledger.import_ import ROLE
from daemon.cli.output import say, show_table
from daemon.cli.session import configured, session
from daemon.cli.statement_view import day, money
from parsers.ledgers.entry import LedgerAccount, Role


@click.command("show", short_help="Show one account, entry by entry.")
@click.argument("account")
@click.option("--role", type=ROLE, default=str(Role.CUSTOMER), show_default=True, help="Receivables or payables.")
@configured
def show(account: str, role: str, config: Path | None) -> None:
    """Show one account of the ledger that counts. Positive amounts raise what the counterparty owes us."""
    with session(config) as (_, store):
        version = store.ledgers.active(Role(role))
        if version is None:
            raise unusable(f"No {role} ledger has been imported yet: tieout ledger import FILE.")
        accounts = store.ledgers.account(version.id, account)
    if not accounts:
        raise unusable(f"The ledger has no account {account}: tieout ledger list shows those it has.")
    for each in accounts:
        _show(each)


def _show(account: LedgerAccount) -> None:
    say(" ".join(part for part in (account.account, account.name, account.currency) if part), style="bold")
    balance = account.opening
    rows = [["", day(account.opening_date), "", "", "opening balance", "", money(balance)]]
    for entry in account.entries:
        balance += entry.amount
        rows.append(
            [
                str(entry.row),
                day(entry.date),
                entry.kind or "",
                ", ".join(entry.references),
                entry.description,
                money(entry.amount),
                money(balance),
            ]
        )
    show_table(
        ["row", "date", "kind", "references", "description", "amount", "balance"],
        rows,
        right=["row", "amount", "balance"],
    )


COMMAND = show
