"""A line added or removed by hand: the arithmetic decides what it proves, and every line keeps its place."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.document import Place
from parsers.statements.corrected import Field, ValueCorrection, corrected
from parsers.statements.draft import PrintedRow, Side
from parsers.statements.labels import Label
from parsers.statements.line_corrections import LineAdded, LineRemoved, NewLine, line_text
from parsers.statements.proof import prove
from parsers.statements.statement import Repair, Statement, Verdict
from tests.parsers.statements.tables import PLACE
from tests.parsers.statements.test_corrected import cents, paper

AMOUNTS = [50_00, -20_00, 7_00, 12_50]


def losing(whole: Statement, index: int) -> Statement:
    """The same paper, of which one line was not read; its printed sums know of it."""
    assert whole.printed is not None
    lines = (*whole.printed.lines[:index], *whole.printed.lines[index + 1 :])
    rows = tuple(replace(row, position=row.position - (row.position > index)) for row in whole.printed.rows)
    draft = replace(whole.printed, lines=lines, rows=rows)
    return replace(whole, lines=(*whole.lines[:index], *whole.lines[index + 1 :]), printed=draft, proof=prove(draft))


def added(read: Statement, whole: Statement, index: int, amount: Decimal | None = None) -> LineAdded:
    missing = whole.lines[index]
    line = NewLine(amount=amount or missing.amount, running_balance=missing.running_balance)
    return LineAdded(index=index, line=line, after=line_text(read, index - 1), by="carol")


@pytest.mark.parametrize("chain", [True, False])
@given(st.lists(cents, min_size=2, max_size=6), st.data())
def test_the_line_that_was_lost_makes_the_paper_consistent_and_no_other_amount_does(
    chain: bool,
    amounts: list[int],
    data: st.DataObject,
) -> None:
    index, wrong = data.draw(st.integers(0, len(amounts) - 1)), data.draw(cents)
    whole = paper(amounts, chain=chain)
    read = losing(whole, index)

    found = corrected(read, [added(read, whole, index)])
    other = corrected(read, [added(read, whole, index, Decimal(wrong).scaleb(-2))])

    assert Verdict.BROKEN is read.proof.verdict
    assert [each.amount for each in whole.lines] == [each.amount for each in found.lines]
    assert Verdict.CONSISTENT is found.proof.verdict
    assert (wrong == amounts[index]) == (other.proof.verdict is Verdict.CONSISTENT)
    assert other.proof.verdict in {Verdict.CONSISTENT, Verdict.BROKEN}


def test_a_lost_line_is_told_as_a_repair_by_its_person() -> None:
    whole = paper(AMOUNTS)
    read = losing(whole, 2)

    found = corrected(read, [added(read, whole, 2)])

    assert Verdict.CONSISTENT is found.proof.verdict
    assert [("line_added", "", "7.00 = 137.00", "corrected by carol", 2)] == [
        (one.field, one.read_as, one.repaired_to, one.because, one.line) for one in found.proof.repairs
    ]


@pytest.mark.parametrize("index", range(5))
def test_what_was_no_line_is_removed_and_the_others_keep_their_values(index: int) -> None:
    whole = paper(AMOUNTS)
    read = paper(AMOUNTS)
    assert read.printed is not None
    stray = LineAdded(index=index, line=NewLine(amount=Decimal("3.00")), after=line_text(read, index - 1))
    wrong = corrected(read, [stray])

    found = corrected(read, [stray, LineRemoved(index=index, was="3.00", by="carol")])

    assert Verdict.BROKEN is wrong.proof.verdict
    assert (whole.lines, Verdict.CONSISTENT) == (found.lines, found.proof.verdict)
    assert whole.printed is not None
    assert found.printed is not None
    assert (whole.printed.lines, whole.printed.rows) == (found.printed.lines, found.printed.rows)


def test_removing_a_true_line_breaks_the_proof() -> None:
    read = paper(AMOUNTS)
    assert Verdict.BROKEN is corrected(read, [LineRemoved(index=1, was=line_text(read, 1))]).proof.verdict


def test_corrections_after_it_count_the_lines_that_are_there_then_and_earlier_repairs_move_along() -> None:
    whole = paper(AMOUNTS, read={3: 21_50})
    read = losing(whole, 0)
    mended = ValueCorrection(field=Field.AMOUNT, index=2, was="21.50", becomes="12.50", by="bob")

    found = corrected(read, [mended, added(read, whole, 0)])
    reverse = corrected(read, [added(read, whole, 0), replace(mended, index=3)])

    assert (Verdict.CONSISTENT, found.lines) == (found.proof.verdict, reverse.lines)
    assert {("amount", 3), ("line_added", 0)} == {(one.field, one.line) for one in found.proof.repairs}


def test_a_repair_of_a_line_that_is_removed_names_no_line_any_more() -> None:
    read = paper(AMOUNTS)
    repaired = replace(read, proof=replace(read.proof, repairs=(Repair("amount", "1", "2", "why", None, 1),)))

    found = corrected(repaired, [LineRemoved(index=1, was=line_text(read, 1))])

    assert [None, None] == [one.line for one in found.proof.repairs]


def test_an_amount_that_no_line_took_up_keeps_the_reading_unproven_until_a_person_says_which_line_it_is() -> None:
    whole, spot = paper(AMOUNTS), Place(document="0" * 64, reader="test", page=2)
    lost = losing(whole, 1)
    assert lost.printed is not None
    draft = replace(lost.printed, unread=(spot,))
    read = replace(lost, printed=draft, proof=prove(draft))
    one = added(read, whole, 1)

    assert Verdict.UNPROVEN is corrected(read, [one]).proof.verdict
    placed = replace(one, line=replace(one.line, place=spot))
    found = corrected(read, [placed])
    assert (Verdict.CONSISTENT, spot) == (found.proof.verdict, found.lines[1].place)
    elsewhere = corrected(read, [replace(one, line=replace(one.line, place=PLACE))])
    assert (read.lines, "correction") == (elsewhere.lines, elsewhere.proof.checks[-1].name)


def test_a_sum_printed_between_two_lines_counts_the_new_one_on_the_side_where_it_adds_up() -> None:
    whole = paper(AMOUNTS)
    assert whole.printed is not None
    for position in (2, 3):
        sums = {
            Side.DEBIT: sum(
                (line.printed.get(Side.DEBIT, Decimal(0)) for line in whole.printed.lines[:position]), Decimal(0)
            )
        }
        carry = PrintedRow(Label.CARRIED_FORWARD, "Carried forward", position, sums)
        draft = replace(whole.printed, rows=(carry, *whole.printed.rows))
        read = losing(replace(whole, printed=draft), 2)

        assert Verdict.CONSISTENT is corrected(read, [added(read, whole, 2)]).proof.verdict


@pytest.mark.parametrize(
    "one",
    [
        LineRemoved(index=9, was=""),
        LineRemoved(index=-1, was=""),
        LineRemoved(index=0, was="51.00"),
        LineAdded(index=1, line=NewLine(amount=Decimal(1)), after="another line"),
        LineAdded(index=0, line=NewLine(amount=Decimal(0)), after=""),
        LineAdded(index=-1, line=NewLine(amount=Decimal(1)), after=""),
    ],
)
def test_what_does_not_fit_the_lines_is_not_laid_and_said(one: LineAdded | LineRemoved) -> None:
    read = paper(AMOUNTS)

    found = corrected(read, [one])

    assert (read.lines, Verdict.UNPROVEN) == (found.lines, found.proof.verdict)
    assert "a line that was added or removed by hand does not fit what is read now" == found.proof.checks[-1].detail
