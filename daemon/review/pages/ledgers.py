"""Our books: which version counts on each side, how fresh it is, its accounts with their balances, and each account entry by entry."""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import Response

from daemon.review.freshness import freshness
from daemon.review.page import Page, PageRefused, Visit
from daemon.review.table import Table, table
from daemon.store.books import AccountBalance
from daemon.store.ledgers import LedgerVersion
from parsers.ledgers.entry import Role

PATH = "/ledgers"
ACCOUNT = "/ledger/account"
FIELDS = ("role", "version", "search", "currency")
ORDERS = ("account", "name", "balance", "entries", "last")
_SORTED: dict[str, Callable[[AccountBalance], object]] = {
    "account": lambda each: each.account,
    "name": lambda each: each.name.casefold(),
    "balance": lambda each: each.balance,
    "entries": lambda each: each.entries,
    "last": lambda each: "" if each.last is None else each.last.isoformat(),
}
_VERSIONS = 30
_ENTRIES = 200


def show(visit: Visit) -> Response:
    services, store = visit.services, visit.services.store
    versions = store.ledgers.versions()
    listing = table(PATH, visit.query, fields=FIELDS, orders=ORDERS, per_page=100)
    version = chosen(listing, versions)
    accounts = () if version is None else accounts_of(visit, version, listing)
    limit = services.settings.policy.ledger_max_age_days
    active = _counting(versions)
    return visit.show(
        "ledgers.html",
        versions=versions[:_VERSIONS],
        active=[(each, freshness(each, limit, services.clock(), services.zone)) for each in active],
        roles=[role for role in Role if role not in {each.role for each in active}],
        version=version,
        listing=listing,
        accounts=accounts[listing.offset : listing.offset + listing.per_page],
        total=len(accounts),
        sums=sums(accounts),
    )


def chosen(listing: Table, versions: tuple[LedgerVersion, ...]) -> LedgerVersion | None:
    """Return the version that an address asks for: by its number, or the one of a side that counts; None where there is none."""
    number = listing.asked.get("version", "")
    if number:
        return next((each for each in versions if str(each.id) == number), None)
    role = listing.asked.get("role", "")
    return next((each for each in _counting(versions) if not role or each.role == role), None)


def _counting(versions: tuple[LedgerVersion, ...]) -> list[LedgerVersion]:
    """Return the versions that count, receivables first."""
    return sorted((each for each in versions if each.active), key=lambda each: list(Role).index(each.role))


def accounts_of(visit: Visit, version: LedgerVersion, listing: Table) -> tuple[AccountBalance, ...]:
    """Return the accounts that an address asks for, in its order."""
    words = listing.asked.get("search", "").casefold().split()
    currency = listing.asked.get("currency", "")
    found = [
        each
        for each in visit.services.store.books.balances(version)
        if (not currency or each.currency == currency)
        and all(word in each.account.casefold() or word in each.name.casefold() for word in words)
    ]
    return tuple(sorted(found, key=_SORTED[listing.order], reverse=listing.descending))  # type: ignore[arg-type]


def sums(accounts: tuple[AccountBalance, ...]) -> dict[str, object]:
    """Return what the accounts come to, by currency."""
    found: dict[str, object] = {}
    for currency in sorted({each.currency for each in accounts}):
        found[currency] = sum(each.balance for each in accounts if each.currency == currency)
    return found


def account(visit: Visit) -> Response:
    version, one = the_account(visit)
    store = visit.services.store
    listing = table(ACCOUNT, visit.query, fields=("version", "account", "currency", "search", "open"), orders=("date",), per_page=_ENTRIES)  # fmt: skip
    entries, total = store.books.entries(
        version.id,
        one,
        search=listing.asked.get("search", ""),
        open_only=listing.asked.get("open") == "1",
        limit=_ENTRIES,
        offset=listing.offset,
    )
    return visit.show(
        "ledger_account.html",
        version=version,
        one=one,
        listing=listing,
        entries=entries,
        total=total,
        owners=store.counterparties.by_account(one.account),
        first=listing.page == 1 and not listing.asked.get("search") and listing.asked.get("open") != "1",
    )


def the_account(visit: Visit) -> tuple[LedgerVersion, AccountBalance]:
    """Return the version and the account that an address names. Raises `PageRefused`."""
    store, number = visit.services.store, visit.query.get("version", "")
    known = number.isascii() and number.isdecimal() and len(number) <= 15
    version = store.ledgers.version(int(number)) if known else None
    if version is None:
        raise PageRefused(404, "error.missing")
    found = store.books.balances_of(version.id, [visit.query.get("account", "")])
    one = next((each for each in found if each.currency == visit.query.get("currency", "")), None)
    if one is None:
        raise PageRefused(404, "error.missing")
    return version, one


PAGES = (
    Page(name="ledgers", path=PATH, get=show),
    Page(name="ledger_account", path=ACCOUNT, get=account),
)
