"""The two lists of the workbook."""

import io
from dataclasses import replace
from decimal import Decimal

import openpyxl

from daemon.replies.difference_workbook import difference_workbook
from daemon.replies.workbook_tables import Audience
from parsers.document import Place
from rules.model.difference import Difference, Reason
from rules.model.match import Certainty, Match
from rules.model.reconciliation import Reconciliation
from tests.support.reconciliations import FIVE_KINDS, Pair, assembled, reconciled

RECONCILIATION = reconciled(FIVE_KINDS, opening="5400.00", opening_theirs="5250.00")


def _rows(reconciliation: Reconciliation, sheet: str, audience: Audience = Audience.COUNTERPARTY) -> list[list[object]]:
    content = difference_workbook(reconciliation, currency="USD", audience=audience)
    return [list(row) for row in openpyxl.load_workbook(io.BytesIO(content))[sheet].iter_rows(values_only=True)]


def test_the_differences_add_up_to_the_gap_in_the_total_row() -> None:
    _, headings, *rows = _rows(RECONCILIATION, "Differences")
    at = headings.index("Difference")
    total = next(row for row in rows if row[1] == "Total")
    listed = [Decimal(str(row[at])) for row in rows if isinstance(row[0], int) and row[at] is not None]
    assert sum(listed) == Decimal(str(total[at])) == RECONCILIATION.bridge.theirs - RECONCILIATION.bridge.ours


def test_a_difference_shows_their_place_and_our_entry_side_by_side() -> None:
    _, headings, *rows = _rows(RECONCILIATION, "Differences")
    (row,) = [row for row in rows if row[1] == "Bank charges"]
    assert headings[2:10] == ["Date", "Reference", "Description", "Amount", "Place", "Date", "Reference", "Amount"]
    assert (row[3], row[5], row[6], row[8], row[9]) == ("PAY-79", -990, "page 1", "PAY-79", -975)


def test_a_group_takes_a_row_for_each_document_and_its_difference_once() -> None:
    base = reconciled([Pair(theirs="60.00", reference="A"), Pair(theirs="30.00", reference="B"), Pair(ours="100.00")])
    grouped = Difference(amount=Decimal("-10.00"), reason=Reason.SHORT_PAYMENT, lines=(0, 1), entries=("4",))
    reconciliation = assembled(base.statement.lines, base.ledger.entries, (), (grouped,))
    _, headings, *rows = _rows(reconciliation, "Differences")
    at = headings.index("Difference")
    first, second = [row for row in rows if row[0] == 1]
    assert (first[3], first[9], first[at]) == ("A", 100, -10)
    assert (second[3], second[9], second[at]) == ("B", None, None)


def test_what_agrees_is_listed_in_the_statements_order_with_equal_totals() -> None:
    _, _, *rows = _rows(RECONCILIATION, "In agreement")
    assert [row[2] for row in rows[:3]] == ["INV-1001", "INV-1002", "PAY-77"]
    assert rows[3][1] == "Total"
    assert rows[3][4] == rows[3][8]


def test_staff_also_see_rows_descriptions_and_rules_and_counterparties_do_not() -> None:
    theirs = str([_rows(RECONCILIATION, sheet) for sheet in ("Differences", "In agreement")])
    staff = str([_rows(RECONCILIATION, sheet, Audience.STAFF) for sheet in ("Differences", "In agreement")])
    for secret in ("internal note", "same reference", "Ledger row", "certain"):
        assert secret in staff
        assert secret not in theirs


def test_what_is_settled_on_our_side_alone_is_for_staff() -> None:
    base = reconciled([Pair(theirs="5.00", ours="5.00", reference="A"), Pair(ours="7.00", reference="SETTLED")])
    settled = Match(lines=(), entries=("3",), rule="settled", certainty=Certainty.CERTAIN)
    gap = Difference(amount=Decimal("-7.00"), reason=Reason.PRIOR_PERIOD)
    reconciliation = assembled(base.statement.lines, base.ledger.entries, (base.matches[0], settled), (gap,))
    assert "SETTLED" not in str(_rows(reconciliation, "In agreement"))
    assert "SETTLED" in str(_rows(reconciliation, "In agreement", Audience.STAFF))


def test_places_read_as_people_point_at_them() -> None:
    places = (
        (Place(document="0", reader="r", page=2), "page 2"),
        (Place(document="0", reader="r", sheet="March", cell="B17"), "sheet March, cell B17"),
        (Place(document="0", reader="r", cell="B17"), "cell B17"),
        (Place(document="0", reader="r", line=9), "line 9"),
        (Place(document="0", reader="r"), None),
    )
    for place, words in places:
        base = reconciled([Pair(theirs="5.00", ours="5.00")])
        line = replace(base.statement.lines[0], place=place)
        reconciliation = assembled((line,), base.ledger.entries, base.matches, ())
        assert _rows(reconciliation, "In agreement")[2][5] == words


def test_empty_lists_say_so() -> None:
    assert "There are no differences." in str(_rows(reconciled([]), "Differences"))
    assert "No line of the statement is in agreement." in str(_rows(reconciled([]), "In agreement"))
