"""A ledger file read for one reconciliation on the command line, without a store: its accounts, and which one a statement means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from daemon.cli.exits import unusable
from daemon.cli.imports import refused
from parsers.ledgers.entry import LedgerAccount, LedgerEntry, Role
from parsers.ledgers.generic import LedgerRefused, OpeningBalance, read_ledger
from parsers.references import normal_form
from parsers.statements.statement import Statement

_NAMED = 12  # accounts that an error names before it stops
_UNNAMED = "ledger"  # the account of a file that holds only one and does not say which
_OTHERS = 200_000  # entries of other accounts that are kept to look for what was posted to the wrong one


@dataclass(slots=True)
class _Growing:
    """One account in one currency while its rows come in."""

    opening: LedgerAccount
    wanted: bool
    entries: list[LedgerEntry] = field(default_factory=list)


def read_accounts(file: Path, *, role: Role, account: str | None) -> tuple[LedgerAccount, ...]:
    """Return the file's accounts, once for each currency, in the order of the file. Raises `CommandError`."""
    try:
        with file.open("rb") as stream:
            reading = read_ledger(stream, file.name, role=role, account=account, unnamed=_UNNAMED, any_side=True)
            accounts = gathered(reading, account)
            names = reading.names
    except LedgerRefused as refusal:
        raise refused(file, refusal.row, refusal.reason, "") from None
    except OSError as error:
        raise unusable(f"{file} cannot be read: {error.strerror}.") from None
    if not accounts:
        raise unusable(f"{file.name} holds no entries.")
    return tuple(replace(each, name=names.get(each.account, "")) for each in accounts)


def gathered(
    rows: Iterable[LedgerEntry | OpeningBalance], wanted: str | None = None, others: int = _OTHERS
) -> tuple[LedgerAccount, ...]:
    """Return the rows as accounts, their entries by date (those of one day in the file's order).

    Where one account is `wanted` and the file holds more than `others` entries of other accounts, these come without entries, so
    that a ledger of millions of rows fits into memory.
    """
    growing: dict[tuple[str, str | None], _Growing] = {}
    key = None if wanted is None else normal_form(wanted)
    strangers = 0
    for row in rows:
        found = growing.get((row.account, row.currency))
        if found is None:
            is_wanted = key is None or normal_form(row.account) == key
            found = _Growing(LedgerAccount(account=row.account, currency=row.currency), is_wanted)
            growing[row.account, row.currency] = found
        if isinstance(row, LedgerEntry):
            strangers += not found.wanted
            if found.wanted or strangers <= others:
                found.entries.append(row)
        else:
            opening = found.opening
            found.opening = replace(
                opening, opening=opening.opening + row.amount, opening_date=row.date or opening.opening_date
            )
    if strangers > others:
        for each in growing.values():
            if not each.wanted:
                each.entries.clear()
    return tuple(
        replace(each.opening, entries=tuple(sorted(each.entries, key=lambda entry: (entry.date, entry.row))))
        for each in growing.values()
    )


def choose(accounts: Sequence[LedgerAccount], statement: Statement, account: str | None) -> LedgerAccount:
    """Return the account that is laid against the statement: the one named, else the only one, else the one that the
    paper names by number or name. Raises `CommandError` where that is not certain, naming the accounts.
    """
    kept = list(accounts)
    if account is not None:
        kept = [each for each in accounts if normal_form(each.account) == normal_form(account)]
        if not kept:
            raise unusable(f"The ledger has no account {account}; it has {_listed(accounts)}.")
    elif len({each.account for each in accounts}) > 1:
        kept = _named_on_paper(accounts, statement)
        if len({each.account for each in kept}) != 1:
            raise unusable(
                f"The ledger has several accounts and the statement does not say which is meant: name one with --account ({_listed(accounts)})."
            )
    if len(kept) > 1 and statement.currency is not None:
        kept = [each for each in kept if each.currency in {statement.currency, None}]
    if len(kept) != 1:
        currencies = ", ".join(sorted({each.currency or "none" for each in accounts}))
        printed = f"is in {statement.currency}" if statement.currency else "names no currency"
        raise unusable(f"The account is kept in several currencies ({currencies}) and the statement {printed}.")
    return kept[0]


def _named_on_paper(accounts: Sequence[LedgerAccount], statement: Statement) -> list[LedgerAccount]:
    printed = normal_form(statement.account or "")
    by_number = [each for each in accounts if printed and normal_form(each.account) == printed]
    if by_number:
        return by_number
    names = {_name_key(name) for name in (statement.holder, statement.addressee) if name and _name_key(name)}
    # Many systems know a customer by the name alone: the account is the name.
    return [each for each in accounts if _name_key(each.name or each.account) in names]


def _name_key(name: str) -> str:
    """Return a name as it is compared: width, case, blanks and punctuation do not count."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name).casefold())


def _listed(accounts: Sequence[LedgerAccount]) -> str:
    codes = list(dict.fromkeys(each.account for each in accounts))
    more = f" and {len(codes) - _NAMED} more" if len(codes) > _NAMED else ""
    return ", ".join(codes[:_NAMED]) + more
