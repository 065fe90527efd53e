"""`tieout reconcile`: a statement laid against a ledger file, from file to file. Needs neither a configuration nor a store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import click

from daemon.cli import contract
from daemon.cli.exits import CommandError, unusable
from daemon.cli.files import EXISTING_FILE, recognised
from daemon.cli.ledger.import_ import ROLE
from daemon.cli.ledger_file import choose, read_accounts
from daemon.cli.output import progress, show_json
from daemon.cli.reconciliation_view import show_reconciliation
from daemon.replies.difference_workbook import difference_workbook
from daemon.replies.workbook_tables import Audience
from parsers.ledgers.counterparty import Counterparty
from parsers.ledgers.entry import LedgerAccount, Role
from parsers.readers.base import Access
from parsers.references import normal_form
from parsers.statements.statement import Recognition, Statement
from rules.independent_check import decided
from rules.model.case_facts import Automatic, CaseFacts
from rules.model.reconciliation import Reconciliation
from rules.reconcile import reconcile as lay_against


@click.command("reconcile", short_help="Lay a statement against a ledger file.")
@click.argument("file", type=EXISTING_FILE)
@click.option("--ledger", type=EXISTING_FILE, required=True, help="The ledger's export (csv, xlsx, xls, ods).")
@click.option("--account", default=None, help="The account in the ledger; needed where the paper does not name it.")
@click.option("--role", type=ROLE, default=str(Role.CUSTOMER), show_default=True, help="Who the other party is to us.")
@click.option(
    "--statement-date",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    metavar="YYYY-MM-DD",
    help="The day as at which the balances are compared; else as printed.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the JSON of docs/json.md.")
@click.option(
    "--xlsx",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    default=None,
    help="Write a workbook for staff too.",
)
@click.option("--password", "passwords", multiple=True, help="Opens a locked file; may be given several times.")
def reconcile(  # noqa: PLR0917 - the options of a command
    file: Path,
    ledger: Path,
    account: str | None,
    role: str,
    statement_date: dt.datetime | None,
    as_json: bool,
    xlsx: Path | None,
    passwords: tuple[str, ...],
) -> None:
    """Lay the statement in FILE against our ledger and show what matches, what differs and why, and the bridge between the
    balances. The decision is the one for a trusted sender: whoever runs this command is asked nothing about mails.
    """
    with progress("Reading and comparing"):
        recognitions = recognised(file, Access(passwords))
        accounts = read_accounts(ledger, role=Role(role), account=account)
        recognition, statement = the_statement(file.name, recognitions, account)
        chosen = choose(accounts, statement, account)
        result = lay_against(
            statement,
            chosen,
            role=Role(role),
            statement_date=None if statement_date is None else statement_date.date(),
            other_accounts=tuple(each for each in accounts if each is not chosen),
        )
        decision = decided(facts_of(recognition, result, chosen, Role(role)), chosen)
    if xlsx is not None:
        _write(xlsx, result, chosen, Role(role))
    if as_json:
        show_json(contract.reconciliation_json(result, decision))
    else:
        show_reconciliation(result, decision)


def the_statement(file: str, recognitions: Sequence[Recognition], account: str | None) -> tuple[Recognition, Statement]:
    """Return the file's statement with the document it stood in: the only one, or the one whose printed account was named.

    Raises `CommandError`.
    """
    found = [(each, statement) for each in recognitions for statement in each.statements]
    if not found:
        why = "; ".join(problem.message.rstrip(".") for each in recognitions for problem in each.problems)
        raise CommandError(f"{file} holds no statement of account" + (f": {why}." if why else "."))
    chosen = found
    if len(found) > 1 and account is not None:
        chosen = [each for each in found if normal_form(each[1].account or "") == normal_form(account)]
    if len(chosen) != 1:
        listed = ", ".join(f"{each.account or '(no account)'} {each.currency or ''}".strip() for _, each in found)
        raise unusable(f"{file} holds {len(found)} statements ({listed}): name one account with --account.")
    return chosen[0]


def facts_of(recognition: Recognition, result: Reconciliation, account: LedgerAccount, role: Role) -> CaseFacts:
    """Return what the gates may ask about, as of a statement that a trusted person hands in for the first time.

    That the paper belongs to the account is what the person says by running the command, also where another number is printed.
    """
    printed = result.statement.account
    return CaseFacts(
        automatic=Automatic.NO,
        counterparty=Counterparty(
            code=account.account,
            name=account.name or account.account,
            role=role,
            currency=account.currency,
            accounts=(account.account, *((printed,) if printed else ())),
        ),
        sender_on_file=True,
        authenticated=True,
        authenticated_because="handed in on the command line",
        documents=1,
        statement=result.statement,
        problems=recognition.problems,
        looks_like=recognition.looks_like,
        forms=() if recognition.form is None else ((recognition.name, recognition.form),),
        reconciliation=result,
        account=account.account,
        ledger_age_days=0,
    )


def _write(path: Path, result: Reconciliation, account: LedgerAccount, role: Role) -> None:
    content = difference_workbook(
        result,
        role=role,
        currency=result.statement.currency or account.currency or "",
        counterparty=account.name or account.account,
        audience=Audience.STAFF,
    )
    try:
        path.write_bytes(content)
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}.") from None


COMMAND = reconcile
