"""`tieout ledger show`: one account, entry by entry, up to its balance."""

from __future__ import annotations

from collections.abc import Callable

from daemon.cli import exits
from daemon.cli.demo import books
from daemon.cli.statement_view import money
from tests.daemon.cli.conftest import Demonstration, Ended


def test_the_last_line_ends_with_the_balance(demonstration: Demonstration, tieout: Callable[..., Ended]) -> None:
    ended = tieout("ledger", "show", "C1003", "-c", demonstration.config)
    assert exits.DONE == ended.code
    assert ended.out.splitlines()[-1].endswith(money(books.HARBOUR.closing))
    assert "opening balance" in ended.out


def test_an_account_that_is_not_there_is_unusable(demonstration: Demonstration, tieout: Callable[..., Ended]) -> None:
    ended = tieout("ledger", "show", "C9999", "-c", demonstration.config)
    assert exits.UNUSABLE == ended.code
    assert "tieout ledger list" in ended.err
    assert "No supplier ledger" in tieout("ledger", "show", "C1", "--role", "supplier", "-c", demonstration.config).err
