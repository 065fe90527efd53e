"""A reconciliation shown to a person: the bridge, the differences with our rows, and what stands behind the decision."""

from __future__ import annotations

import re

import pytest

from daemon.cli.reconciliation_view import because_of, show_reconciliation
from parsers.statements.statement import Period
from rules.known import told_with
from rules.model.decision import Because, Decision, Outcome
from rules.model.reconciliation import Orientation, Reconciliation
from tests.daemon.cli.test_contract import reconciliation
from tests.rules.jotting import day, laid, ledger, statement

HOLD = Decision(
    Outcome.HOLD,
    (
        Because("bridge_closed", Outcome.CONFIRM, "It closes."),
        Because("all_agree", Outcome.DIFFERENCES, "There are differences."),
        Because("locked_file", Outcome.ASK, "A file is locked."),
        Because("amount_limit", Outcome.HOLD, "The balance is above the limit."),
    ),
)


def test_the_gates_behind_the_outcome_come_first_and_the_mild_ones_are_not_told() -> None:
    assert ["amount_limit", "locked_file"] == [because.gate for because in because_of(HOLD)]


def test_differences_are_told_where_they_are_the_outcome() -> None:
    decision = Decision(Outcome.DIFFERENCES, HOLD.because[:2])
    assert ["all_agree"] == [because.gate for because in because_of(decision)]


def test_the_bridge_the_difference_and_the_decision_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    show_reconciliation(reconciliation(Orientation.SAME), HOLD)
    out = capsys.readouterr().out
    wanted = ["our balance", "90.00", "their balance", "87.70", "over_payment", "They paid more.", "Decision: hold"]
    assert [] == [word for word in wanted if word not in out]
    assert "2 of 4 gates have nothing to object." in out
    assert "never shown" not in out


def shown(result: Reconciliation, capsys: pytest.CaptureFixture[str]) -> list[str]:
    show_reconciliation(result, HOLD)
    return capsys.readouterr().out.splitlines()


def test_each_row_is_named_so_that_it_is_found_on_the_paper_and_in_the_ledger(
    capsys: pytest.CaptureFixture[str],
) -> None:
    result = laid(
        statement("2026-03-02 invoice INV-1001 500.00\n2026-03-09 invoice INV-1002 80.00"),
        ledger(
            "2026-03-02 invoice INV-1001 500.00\n2026-03-09 invoice INV-1002 85.00\n2026-03-10 invoice INV-1003 7.00"
        ),
    )
    out = shown(result, capsys)
    assert any("1 INV-1002 2026-03-09" in line and "row 3 INV-1002 2026-03-09" in line for line in out)
    assert "1 of 2 lines agree, 1 for certain; 2 differences." in out
    balances = [line.split()[-1] for line in out if line.startswith(("our balance", "their balance"))]
    assert ["592.00", "580.00"] == balances
    assert any(line.endswith("587.00") for line in out)  # the balance after the first step


def test_what_needs_an_eye_comes_before_what_is_certain(capsys: pytest.CaptureFixture[str]) -> None:
    result = laid(
        statement("2026-03-02 invoice INV-1001 500.00\n2026-03-05 payment P-1 -999.78"),
        ledger("2026-03-02 invoice INV-1001 500.00\n2026-03-05 payment R-1 -600.37\n2026-03-07 payment R-2 -399.41"),
    )
    matches = [line for line in shown(result, capsys) if line.startswith(("one_to_many", "same_reference"))]
    assert ["one_to_many", "same_reference"] == [line.split()[0] for line in matches]


def test_where_an_item_seems_to_be_instead_is_a_hint_for_staff(capsys: pytest.CaptureFixture[str]) -> None:
    other = ledger("2026-03-09 invoice INV-1002 80.00", account="20077")
    result = laid(statement("2026-03-09 invoice INV-1002 80.00"), ledger(""), other_accounts=[other])
    assert "For staff alone: difference 1 seems to stand on our account 20077, row 2." in shown(result, capsys)


def test_since_when_a_difference_is_known_has_its_column_where_one_is(capsys: pytest.CaptureFixture[str]) -> None:
    rows = "2026-03-02 invoice INV-1001 500.00"
    first = laid(statement(rows, period=Period(day("2026-03-01"), day("2026-03-15"))), ledger(""))
    again = laid(statement(rows + "\n2026-03-20 invoice INV-24685 9.00"), ledger(""), told=told_with(first))
    out = "\n".join(shown(again, capsys))
    assert "2026-03-15 (1×)" in out
    assert "new" in out
    assert "told" not in "\n".join(shown(first, capsys))


def test_that_all_agrees_stands_first(capsys: pytest.CaptureFixture[str]) -> None:
    rows = "2026-03-02 invoice INV-1001 500.00"
    out = shown(laid(statement(rows), ledger(rows)), capsys)
    assert "All agreed: 1 line, both balances and the opening balances." in out[:4]


def test_a_narrow_terminal_tells_the_explanations_beneath_and_codes_in_words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    result = laid(statement("2026-03-09 invoice INV-1002 80.00"), ledger("2026-03-09 invoice INV-1002 85.00"))
    monkeypatch.setenv("FORCE_COLOR", "1")
    for columns, narrow in (("80", True), ("140", False)):
        monkeypatch.setenv("COLUMNS", columns)
        out = [re.sub("\x1b\\[[0-9;]*m", "", line).split() for line in shown(result, capsys)]
        assert [narrow] == [line == ["no.", "explanation"] for line in out if line[-1:] == ["explanation"]][-1:]
        assert any(line[:3] == ["1", "amount", "typo"] for line in out)
