"""`tieout ledger preview`: how an export would be read, before it counts. Nothing is stored."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import click

from daemon.cli.exits import CommandError
from daemon.cli.files import EXISTING_FILE
from daemon.cli.imports import refused
from daemon.cli.ledger.import_ import ROLE
from daemon.cli.output import say, show_table
from daemon.cli.statement_view import day, money
from parsers.ledgers.entry import LedgerEntry, Role
from parsers.ledgers.generic import LedgerReading, LedgerRefused, read_ledger

_SHOWN = 10
_UNNAMED = "ledger"


@click.command("preview", short_help="Show how an export would be read.")
@click.argument("file", type=EXISTING_FILE)
@click.option("--role", type=ROLE, default=str(Role.CUSTOMER), show_default=True, help="Receivables or payables.")
@click.option("--account", default=None, help="The account's code, for an export of one account that does not name it.")
def preview(file: Path, role: str, account: str | None) -> None:
    """Read an export to its end and show what would be imported: the system it looks like, the headings that were understood,
    the first rows, and what each currency comes to. Positive amounts raise what the counterparty owes us.
    """
    try:
        with file.open("rb") as stream:
            _show(read_ledger(stream, file.name, role=Role(role), account=account, unnamed=_UNNAMED))
    except LedgerRefused as refusal:
        raise refused(file, refusal.row, refusal.reason, "") from None
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from None


def _show(reading: LedgerReading) -> None:
    say(f"It looks like {', '.join(reading.systems)}." if reading.systems else "No system is known by these headings; they are read by meaning.")  # fmt: skip
    say(f"Headings: {', '.join(' '.join(title.split()) for title in reading.headings if title)}")
    first: list[LedgerEntry] = []
    sums: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0), Decimal(0)])
    accounts: set[tuple[str, str]] = set()
    dates: list[dt.date] = []
    count = 0
    for row in reading:
        accounts.add((row.account, row.currency or ""))
        sides = sums[row.currency or ""]
        if not isinstance(row, LedgerEntry):
            sides[0] += row.amount
            continue
        sides[1 if row.amount > 0 else 2] += row.amount
        count += 1
        dates = [min([*dates, row.date]), max([*dates, row.date])]
        if len(first) < _SHOWN:
            first.append(row)
    period = f" from {dates[0]} to {dates[1]}" if dates else ""
    say(f"{count:,} entries in {len({account for account, _ in accounts}):,} accounts{period}.")
    show_table(
        ["row", "account", "date", "due", "kind", "references", "amount", "currency", "open", "cleared"],
        [
            [
                str(entry.row), entry.account, day(entry.date), day(entry.due_date), entry.kind or "", ", ".join(entry.references),
                money(entry.amount), entry.currency or "", "" if entry.open_amount is None else money(entry.open_amount), day(entry.cleared_on),
            ]
            for entry in first
        ],
        right=["row", "amount", "open"],
    )  # fmt: skip
    show_table(
        ["currency", "opening", "raises", "lowers", "balance"],
        [[currency, *map(money, sides), money(sum(sides, Decimal(0)))] for currency, sides in sorted(sums.items())],
        right=["opening", "raises", "lowers", "balance"],
    )


COMMAND = preview
