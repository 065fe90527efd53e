"""`tieout counterparty set`: one counterparty changed, checked as in a list, and kept in the audit."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from daemon.cli import exits
from daemon.store.opening import open_store
from parsers.ledgers.counterparty import Counterparty
from tests.daemon.cli.conftest import Demonstration, Ended


@pytest.fixture
def config(demonstration: Demonstration, tmp_path: Path) -> Path:
    return demonstration.copy(tmp_path)


def on_file(config: Path, code: str = "C1001") -> Counterparty:
    store = open_store(config.parent / "state")
    found = store.counterparties.get(code)
    store.close()
    assert found is not None
    return found


def test_addresses_are_added_and_removed_in_the_form_in_which_senders_are_compared(
    config: Path, tieout: Callable[..., Ended]
) -> None:
    arguments = ("--add-address", "Ann <Ann@Northgate-Engineering.example>")
    assert exits.DONE == tieout("counterparty", "set", "C1001", *arguments, "-c", config).code
    assert "ann@northgate-engineering.example" in on_file(config).addresses
    arguments = ("--remove-address", "ann@northgate-engineering.example")
    assert exits.DONE == tieout("counterparty", "set", "C1001", *arguments, "-c", config).code
    assert "ann@northgate-engineering.example" not in on_file(config).addresses


def test_every_other_setting_is_kept(config: Path, tieout: Callable[..., Ended]) -> None:
    before = on_file(config)
    arguments = ("--language", "zh_CN", "--currency", "eur", "--tolerance", "0.10", "--amount-limit", "5000")
    assert exits.DONE == tieout("counterparty", "set", "C1001", *arguments, "-c", config).code
    found = on_file(config)
    assert ("zh_CN", "EUR", Decimal("0.10"), Decimal(5000)) == (
        found.language,
        found.currency,
        found.tolerance,
        found.amount_limit,
    )
    assert (before.addresses, before.name, before.domains) == (found.addresses, found.name, found.domains)


def test_who_changed_it_is_kept(config: Path, tieout: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "carol")
    tieout("counterparty", "set", "C1001", "--language", "zh_CN", "-c", config)
    store = open_store(config.parent / "state")
    last = list(store.audit.rows())[-1]
    store.close()
    assert ("counterparty_changed", "carol", "C1001") == (last.event, last.actor, last.facts["code"])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--add-address", "nobody"], "no mail address"),
        (["--add-address", "ap@harbourmarine.example"], "on file for C1003 already"),
        (["--remove-address", "x@northgate-engineering.example"], "not on file for C1001"),
        (["--tolerance", "1,50"], "1234.50"),
        (["--tolerance", "-1"], "zero or more"),
        (["--amount-limit", "NaN"], "zero or more"),
        (["--currency", "yuans"], "ISO 4217"),
        (["--language", "fr"], "fr"),
        (["--discounts", "2"], "2% or 0.02"),
        (["--cutoff-days", "soon"], "number of days"),
        (["--map", "PV-1"], "THEIRS=OURS"),
        (["--unmap", "PV-1"], "stands for no number"),
        (["--settle-dispute", "INV-1"], "not in dispute"),
        (["--dispute", " "], "number of a document"),
        ([], "Nothing would change"),
    ],
)
def test_what_cannot_be_set_is_unusable_and_changes_nothing(
    config: Path, arguments: list[str], words: str, tieout: Callable[..., Ended]
) -> None:
    before = on_file(config)
    ended = tieout("counterparty", "set", "C1001", *arguments, "-c", config)
    assert exits.UNUSABLE == ended.code
    assert words in ended.err
    assert before == on_file(config)


def test_a_stranger_is_unusable(config: Path, tieout: Callable[..., Ended]) -> None:
    assert exits.UNUSABLE == tieout("counterparty", "set", "X", "--language", "en", "-c", config).code


def test_what_was_agreed_is_set_and_taken_back(config: Path, tieout: Callable[..., Ended]) -> None:
    arguments: tuple[str, ...]
    arguments = ("--bank-fee", "25", "--discounts", "2%; 3%", "--withholding", "none", "--withholding-names", "PPh 23", "--fx-tolerance", "1%", "--cutoff-days", "5")  # fmt: skip
    assert exits.DONE == tieout("counterparty", "set", "C1001", *arguments, "-c", config).code
    arguments = ("--dispute", "INV-7", "--dispute", "INV-8", "--map", "PV-1=INV-1", "--map", "PV-2=INV-2")
    assert exits.DONE == tieout("counterparty", "set", "C1001", *arguments, "-c", config).code
    arguments = ("--settle-dispute", "inv 7", "--unmap", "PV-1")
    assert exits.DONE == tieout("counterparty", "set", "C1001", *arguments, "-c", config).code

    found = on_file(config)
    assert (Decimal(25), (Decimal("0.02"), Decimal("0.03")), (), ("PPh 23",), Decimal("0.01"), 5) == (
        found.bank_fee,
        found.discount_rates,
        found.withholding_rates,
        found.withholding_names,
        found.fx_tolerance,
        found.cutoff_days,
    )
    assert (("INV-8",), (("PV-2", "INV-2"),)) == (found.disputed, found.reference_map)
    shown = tieout("counterparty", "show", "C1001", "-c", config).out
    assert all(words in shown for words in ("25.00", "2 %, 3 %", "PPh 23", "INV-8", "PV-2 = INV-2"))
