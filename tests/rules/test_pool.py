"""The working set of one reconciliation."""

from __future__ import annotations

import pytest

from parsers.ledgers.entry import Role
from rules.gaps import Nature
from rules.model.match import Certainty
from rules.model.terms import Terms
from rules.pool import Group, likely_nature
from tests.rules.jotting import pool


def test_what_is_taken_is_free_no_longer() -> None:
    found = pool("2026-03-02 - A-12 5.00", "2026-03-02 - A-12 5.00")
    found.take(Group((0,), (0,), "test", Certainty.CERTAIN))
    assert (set(), set(), 1) == (found.theirs.free, found.ours.free, len(found.groups))


def test_descriptions_name_documents_of_the_other_side_only() -> None:
    found = pool("2026-03-02 - - 5.00 ; for INV-1001 and INV-2002", "2026-03-02 - INV-1001 5.00")
    found.read_descriptions()
    assert ("INV1001",) == found.line_numbers(0)


def test_the_budget_runs_out_once() -> None:
    found = pool("", "", terms=Terms(work_budget=10))
    assert found.spend(9)
    assert found.spend(9)
    assert not found.spend(1)
    assert 1 == len(found.notes)


def test_repeated_rows_are_known() -> None:
    found = pool("2026-03-02 - P-11 5.00\n2026-03-09 - P-11 5.00\n2026-03-09 - P-12 5.00", "2026-03-02 - - 5.00")
    assert [True, True, False] == [found.repeats(line, 0) for line in range(3)]


def test_the_sign_suggests_a_kind_where_no_word_does() -> None:
    found = pool("2026-03-02 - - 5.00\n2026-03-02 - - -5.00\n2026-03-02 credit_note - -5.00", "")
    natures = [likely_nature(found.theirs, line, Role.CUSTOMER) for line in range(3)]
    assert [Nature.INVOICE, Nature.PAYMENT, Nature.CREDIT_NOTE] == natures


def test_rolled_entries_change_the_gap_of_the_opening_balances() -> None:
    found = pool("", "2026-03-02 payment A-12 -5.00", opening="-5.00")
    found.roll([0])
    assert ({0}, 0) == (found.rolled, found.opening_gap)


@pytest.mark.parametrize("word", ["BACS", "CASH", "DD", "TT", "转账", "Refund", "B.A.C.S."])
def test_a_word_is_no_number_in_any_form(word: str) -> None:
    """Folded as a scan's letters are, BACS would be 8AC5: two payments by BACS are not two rows under one number."""
    found = pool(f"2026-03-02 - {word} 5.00", f"2026-03-02 - {word} 5.00")
    assert ((), ()) == (found.line_forms(0), found.entry_forms(0))
    assert ([()], [()]) == (found.theirs.references, found.ours.references)


@pytest.mark.parametrize(
    ("second", "repeats"),
    [
        ("2026-03-24 payment SO-1 -5.00", False),
        ("2026-03-12 payment SO-1 -5.00", True),
        ("- payment SO-1 -5.00", True),
        ("2026-03-24 invoice SO-1 -5.00", True),
    ],
)
def test_a_standing_order_repeats_its_number_and_is_no_row_twice(second: str, repeats: bool) -> None:
    found = pool(
        f"2026-03-10 payment SO-1 -5.00\n2026-03-01 invoice A-1 1.00\n{second}", "2026-03-10 payment RC-1 -5.00"
    )
    assert repeats == found.repeats(0, 0)


def test_a_row_without_a_day_of_its_own_may_be_the_row_before_it_once_more() -> None:
    rows = "2026-03-08 invoice - 1.00\n- invoice - 5.00 ; Goods\n2026-03-09 invoice - 5.00 ; Goods"
    assert pool(rows, "2026-03-09 invoice A-1 5.00").repeats(2, 0)
