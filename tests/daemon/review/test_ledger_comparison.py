from __future__ import annotations

import datetime as dt
from decimal import Decimal

from daemon.imports.ledger import LedgerPreview, PreviewedAccount
from daemon.review.ledger_comparison import comparison
from daemon.store.books import AccountBalance
from daemon.store.ledgers import LedgerVersion
from parsers.ledgers.entry import Role

VERSION = LedgerVersion(
    id=4,
    role=Role.CUSTOMER,
    name="l.csv",
    sha256="a",
    imported_at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC),
    as_of=dt.date(2026, 10, 31),
    entries=100,
    accounts=3,
    active=True,
)


def balance(account: str, amount: str) -> AccountBalance:
    return AccountBalance(
        account=account, currency="EUR", name="", opening=Decimal(0), balance=Decimal(amount), entries=1
    )


def preview(entries: int = 90, sha256: str = "b", as_of: dt.date | None = dt.date(2026, 11, 1)) -> LedgerPreview:
    accounts = {
        ("C1", "EUR"): PreviewedAccount(balance=Decimal(5)),
        ("C2", "EUR"): PreviewedAccount(balance=Decimal(9)),
        ("C4", "USD"): PreviewedAccount(balance=Decimal(1)),
    }
    return LedgerPreview(
        name="n.csv", systems=(), headings=(), sha256=sha256, accounts=accounts, entries=entries, as_of=as_of
    )


def test_every_account_is_new_gone_moved_or_the_same() -> None:
    before = (balance("C1", "5"), balance("C2", "2"), balance("C3", "-4"))
    found = comparison(preview(), VERSION, before)
    assert (["C4"], ["C3"], [("C2", Decimal(7))], 1) == (
        [each.account for each in found.new],
        [each.account for each in found.gone],
        [(each.account, each.moved) for each in found.moved],
        found.same,
    )
    assert (("EUR", Decimal(3), Decimal(14)), ("USD", None, Decimal(1))) == found.totals
    assert ("gone",) == found.doubts


def test_what_strikes_the_eye_is_said() -> None:
    assert ("same_file",) == comparison(preview(sha256="a"), VERSION, ()).doubts
    odd = preview(entries=49, as_of=dt.date(2026, 9, 30))
    assert ("older", "fewer") == comparison(odd, VERSION, ()).doubts
    assert ("empty",) == comparison(preview(entries=0, as_of=None), None, ()).doubts
