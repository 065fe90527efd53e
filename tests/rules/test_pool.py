"""The working set of one reconciliation."""

from __future__ import annotations

from decimal import Decimal

import pytest

from parsers.ledgers.entry import Role
from rules.as_at import roll
from rules.gaps import Nature
from rules.model.match import Certainty
from rules.model.terms import Terms
from rules.pool import Group, Pool, lay, likely_nature, scale_of
from tests.rules.jotting import day, ledger, statement


def pool(theirs: str, ours: str, *, terms: Terms | None = None, opening: str = "0.00", sign: int = 1) -> Pool:
    paper = statement(theirs, opening=opening)
    as_at = roll(paper, ledger(ours), sign, day("2026-03-31"), printed=True)
    return lay(paper, as_at, sign=sign, terms=terms or Terms(), role=Role.CUSTOMER)


def test_amounts_become_whole_cents_in_our_sign() -> None:
    found = pool("2026-03-02 - - -1.25", "2026-03-02 - - 1.25", sign=-1)
    assert ([125], [125]) == (found.theirs.cents, found.ours.cents)
    assert "1.25" == str(found.money(125))


def test_the_scale_holds_every_decimal() -> None:
    assert 100 == scale_of([Decimal(1), Decimal("1.5")])
    assert 1000 == scale_of([Decimal("1.234"), Decimal("1.5")])


def test_later_entries_and_earlier_ones_are_not_free() -> None:
    ours = "2026-02-20 - A-11 5.00\n2026-03-02 - A-12 5.00\n2026-04-02 - A-13 5.00"
    assert {0} == pool("", ours, opening="5.00").ours.free  # the earlier one is in both opening balances
    found = pool("", ours, opening="1.00")
    assert ({1}, {0}, {2}) == (found.ours.free, found.prior, found.later)


def test_what_is_taken_is_free_no_longer() -> None:
    found = pool("2026-03-02 - A-12 5.00", "2026-03-02 - A-12 5.00")
    found.take(Group((0,), (0,), "test", Certainty.CERTAIN))
    assert (set(), set(), 1) == (found.theirs.free, found.ours.free, len(found.groups))


def test_words_without_digits_are_no_numbers() -> None:
    assert [()] == pool("2026-03-02 - ACH 5.00", "").theirs.numbers


def test_mapped_numbers_come_first() -> None:
    found = pool("2026-03-02 - V-88 5.00", "", terms=Terms(reference_map=(("v 88", "INV-1"),)))
    assert [("INV1", "V88")] == found.theirs.numbers


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


def test_a_line_without_a_date_has_the_day_of_its_neighbour_where_lines_stand_in_order() -> None:
    found = pool("- - - 1.00\n2026-03-02 - - 1.00\n- - - 1.00\n2026-03-09 - - 1.00", "")
    second, ninth = day("2026-03-02").toordinal(), day("2026-03-09").toordinal()
    assert [second, second, second, ninth] == found.theirs.days
    assert [ninth, None, second] == pool("2026-03-09 - - 1.00\n- - - 1.00\n2026-03-02 - - 1.00", "").theirs.days


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
