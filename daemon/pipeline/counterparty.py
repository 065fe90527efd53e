"""Whose ledger a mail may touch. The sender's address on file decides, never a name or a number on the paper.

The paper only chooses among that counterparty's own accounts, and where it names somebody else's, nothing is looked up.
"""

from __future__ import annotations

from dataclasses import dataclass

from daemon.config.settings import Policy
from daemon.mail.addresses import filed_address, filed_domain
from daemon.mail.freemail import FREEMAIL
from daemon.store import Store
from daemon.store.counterparties import name_key
from daemon.store.ledgers import LedgerVersion
from parsers.ledgers.counterparty import Counterparty
from parsers.ledgers.entry import LedgerAccount
from parsers.references import normal_form
from parsers.statements.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The account to lay against a statement, or why none could be chosen with certainty."""

    counterparty: Counterparty | None = None
    account: LedgerAccount | None = None
    others: tuple[
        LedgerAccount, ...
    ] = ()  # this counterparty's other accounts, and rows of anybody's that bear an amount of the statement
    version: LedgerVersion | None = None
    problem: str = ""


def on_file(policy: Policy, counterparty: Counterparty, address: str) -> bool:
    """Whether the policy takes this address for the counterparty's."""
    folded = address.lower()  # a stranger's spelling: what our own list may write wide, a mail may not
    if folded in {filed_address(known) for known in counterparty.addresses}:
        return True
    domain = folded.rpartition("@")[2]
    if not policy.domains_suffice or not domain or domain in FREEMAIL:
        return False
    return domain in {filed_domain(known) for known in counterparty.domains}


def of_sender(store: Store, policy: Policy, sender: str) -> tuple[Counterparty, ...]:
    """Return whom the sender's address stands for: by full address, else by domain (which alone may not suffice)."""
    if "@" not in sender:
        return ()
    by_address = store.counterparties.by_address(sender)
    if by_address or not policy.domains_suffice:
        return by_address
    domain = sender.rpartition("@")[2].lower()
    return () if domain in FREEMAIL else store.counterparties.by_domain(domain)


def choose(store: Store, candidates: tuple[Counterparty, ...], statement: Statement) -> Choice:
    """Choose the account for a statement among those of the counterparties that the sender stands for."""
    if len(candidates) > 1:
        named = [counterparty for counterparty in candidates if _names(statement, counterparty)]
        if len(named) != 1:
            names = ", ".join(counterparty.code for counterparty in candidates)
            return Choice(
                problem=f"The sender's address is on file for {names}, and the paper does not say which is meant."
            )
        candidates = (named[0],)
    if not candidates:
        return Choice()
    (counterparty,) = candidates
    version = store.ledgers.active(counterparty.role)
    if version is None:
        return Choice(counterparty=counterparty, problem="No ledger has been imported for this role.")
    foreign = _foreign(store, version, counterparty, statement)
    if foreign:
        return Choice(counterparty=counterparty, version=version, problem=foreign)
    accounts = tuple(
        account for number in counterparty.ledger_accounts() for account in store.ledgers.account(version.id, number)
    )
    if not accounts:
        numbers = ", ".join(counterparty.ledger_accounts())
        return Choice(counterparty=counterparty, version=version, problem=f"The ledger has no account {numbers}.")
    chosen = _narrowed(accounts, counterparty, statement)
    if len(chosen) != 1:
        return Choice(counterparty=counterparty, version=version, problem=_undecided(chosen or accounts, statement))
    return Choice(
        counterparty=counterparty,
        account=chosen[0],
        others=tuple(account for account in accounts if account is not chosen[0]),
        version=version,
    )


def _narrowed(
    accounts: tuple[LedgerAccount, ...], counterparty: Counterparty, statement: Statement
) -> tuple[LedgerAccount, ...]:
    """Keep what the paper's account number and currency leave. A number that is none of ours says nothing: it may be
    the number by which they call us.
    """
    printed = normal_form(statement.account or "")
    named = tuple(account for account in accounts if printed and normal_form(account.account) == printed)
    kept = named or accounts
    if statement.currency is None:
        return kept
    return tuple(
        account
        for account in kept
        if (account.currency or counterparty.currency or statement.currency) == statement.currency
    )


def _undecided(accounts: tuple[LedgerAccount, ...], statement: Statement) -> str:
    listed = ", ".join(f"{account.account} {account.currency or ''}".strip() for account in accounts)
    currency = f" in {statement.currency}" if statement.currency else ""
    if len(accounts) == 1:
        return f"The statement is{currency}, but the account is {listed}."
    return f"The paper does not say which account{currency} is meant: {listed}."


def _foreign(store: Store, version: LedgerVersion, counterparty: Counterparty, statement: Statement) -> str:
    """Say where the paper names an account or a counterparty that is not the sender's."""
    printed = statement.account or ""
    if printed and _is_anothers(store, version, counterparty, printed):
        return f"The paper names account {printed}, which is not one of {counterparty.code}'s."
    for name in (statement.holder, statement.addressee):
        owners = store.counterparties.by_name(name) if name else ()
        if owners and counterparty.code not in {owner.code for owner in owners}:
            return f"The paper names {name}, which is not {counterparty.code}."
    return ""


def _is_anothers(store: Store, version: LedgerVersion, counterparty: Counterparty, printed: str) -> bool:
    """Whether a printed account number is somebody else's: exactly, or by look-alikes (8100 for B100) that are not ours alone."""
    own = counterparty.ledger_accounts()
    if normal_form(printed) in {normal_form(account) for account in own}:
        return False
    if any(store.ledgers.holds(version.id, spelling) for spelling in {printed.strip(), normal_form(printed)}):
        return True
    return any(owner.code != counterparty.code for owner in store.counterparties.by_account(printed.strip()))


def _names(statement: Statement, counterparty: Counterparty) -> bool:
    """Whether the paper names one of the counterparty's accounts, or its name."""
    printed = normal_form(statement.account or "")
    if printed and printed in {normal_form(account) for account in counterparty.ledger_accounts()}:
        return True
    keys = {name_key(name) for name in (counterparty.name, *counterparty.aliases)}
    return any(name_key(name) in keys for name in (statement.holder, statement.addressee) if name)
