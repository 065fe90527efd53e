"""A document of several lines counts once; the same document entered twice counts twice."""

from __future__ import annotations

from decimal import Decimal

from parsers.ledgers.columns import Columns
from parsers.ledgers.document_lines import DocumentLines
from parsers.ledgers.entry import Role
from parsers.ledgers.layout import Layout
from parsers.ledgers.row_money import RowMoney
from parsers.ledgers.systems import xero
from parsers.sheets.model import Sheet, SheetRow
from tests.support.workbooks import no_rows


def lines() -> DocumentLines:
    layout = Layout(Sheet(None, no_rows), Columns(), (), 1, ())
    return DocumentLines(("Number", "LineAmount", "TaxAmount"), xero.SYSTEMS[0], RowMoney(layout, Role.CUSTOMER))


def told(rows: list[tuple[str, str, str]], total: str) -> list[bool]:
    found = lines()
    assert found.present
    return [found.continues(SheetRow(number, list(row)), row[0], Decimal(total)) for number, row in enumerate(rows, 2)]


def test_lines_that_add_up_to_the_total_are_one_document() -> None:
    assert [False, True] == told([("A", "60.00", "12.00"), ("A", "40.00", "8.00")], "120.00")


def test_a_document_that_is_whole_begins_again() -> None:
    assert [False, False] == told([("A", "100.00", "20.00"), ("A", "100.00", "20.00")], "120.00")
    assert [False, True, False, True] == told([("A", "60.00", ""), ("A", "60.00", "")] * 2, "120.00")


def test_another_number_is_another_document() -> None:
    assert [False, False] == told([("A", "60.00", ""), ("B", "60.00", "")], "120.00")
