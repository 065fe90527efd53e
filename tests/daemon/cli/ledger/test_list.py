"""`tieout ledger list`: the versions and the accounts of those that count."""

from __future__ import annotations

from collections.abc import Callable

from daemon.cli import exits
from tests.daemon.cli.conftest import Demonstration, Ended


def test_versions_and_accounts_are_listed(demonstration: Demonstration, tieout: Callable[..., Ended]) -> None:
    ended = tieout("ledger", "list", "-c", demonstration.config)
    assert exits.DONE == ended.code
    wanted = ["ledger.xlsx", "2026-11-05 10:00", "C1003", "苏州华源机械有限公司", "126,500.00"]
    assert [] == [word for word in wanted if word not in ended.out]
