from __future__ import annotations

from daemon.review.groups import group_of_lines, groups_of
from daemon.store import forms
from daemon.store.findings import RECONCILIATION, STATEMENT
from rules.model.reconciliation import Reconciliation
from tests.support.desk import OpenDesk


def _compared(desk: OpenDesk, case: int) -> Reconciliation:
    content = desk.store.cases.finding(case, RECONCILIATION)
    assert content is not None
    return forms.read_reconciliation(content)


def test_every_line_and_every_entry_is_in_exactly_one_group_in_the_order_of_the_paper(desk: OpenDesk) -> None:
    for case in (1, 2, 3, 4, 5, 6, 7):
        compared = _compared(desk, case)
        groups = groups_of(compared.statement, compared)
        lines = [line.index for group in groups for line in group.lines]
        entries = [entry.id for group in groups for entry in group.entries]
        assert sorted(lines) == list(range(len(compared.statement.lines)))
        assert sorted(entries) == sorted(entry.id for entry in compared.ledger.entries)
        firsts = [min(line.index for line in group.lines) for group in groups if group.lines]
        assert firsts == sorted(firsts)
        assert [bool(group.lines) for group in groups] == sorted((bool(group.lines) for group in groups), reverse=True)
        assert len({group.key for group in groups}) == len(groups)


def test_amounts_are_in_our_sign_and_a_group_is_as_high_as_its_longer_side(desk: OpenDesk) -> None:
    compared = _compared(desk, 3)
    groups = groups_of(compared.statement, compared)
    amounts = {line.index: line.amount for group in groups for line in group.lines}
    assert list(compared.line_amounts) == [amounts[index] for index in sorted(amounts)]
    assert all(group.height == max(1, len(group.lines), len(group.entries)) for group in groups)


def test_what_was_not_compared_is_a_group_a_line(desk: OpenDesk) -> None:
    content = desk.store.cases.finding(9, STATEMENT)
    assert content is not None
    statement = forms.read_statement(content)
    groups = groups_of(statement, None)
    assert {index: f"l{index}" for index in range(8)} == group_of_lines(groups)
    assert () == groups_of(None, None)
