"""Whose account a row belongs to."""

from __future__ import annotations

import pytest

from parsers.ledgers.cells import CellRefused
from parsers.ledgers.columns import Columns
from parsers.ledgers.layout import Layout
from parsers.ledgers.titles import Titles
from parsers.ledgers.whose import Whose
from parsers.sheets.model import MergedRange, Sheet, SheetRow
from tests.support.workbooks import no_rows

ROW = SheetRow(5, ["", "x"])


def layout(columns: Columns, *titles: Titles, **more: object) -> Layout:
    sheet = Sheet("S", no_rows, merged=lambda: (MergedRange(3, 0, 5, 0),))
    return Layout(sheet, columns, (), 1, titles, **more)  # type: ignore[arg-type]


def test_the_column_wins_over_title_and_caller() -> None:
    names: dict[str, str] = {}
    whose = Whose(layout(Columns(account=0, name=1, titles={0: "Account"}), Titles("C9")), "C8", names, "")
    assert "C1" == whose.account(SheetRow(2, ["C1", "Acme"]))
    assert {"C1": "Acme"} == names


def test_the_caller_names_the_account_of_a_file_with_one_and_not_of_a_file_with_several() -> None:
    one, several = (
        layout(Columns(), Titles("C9", "Acme"), accounts=("C9",)),
        layout(Columns(), Titles("C9"), accounts=("C9", "C7")),
    )
    assert ["C8", "C9", "C9"] == [
        Whose(one, "C8", {}, "").account(ROW),
        Whose(one, "", {}, "").account(ROW),
        Whose(several, "C8", {}, "").account(ROW),
    ]


def test_nobody_named_is_refused_unless_there_is_a_fallback() -> None:
    assert "ledger" == Whose(layout(Columns()), "", {}, "ledger").account(ROW)
    with pytest.raises(CellRefused):
        Whose(layout(Columns()), "", {}, "").account(ROW)


def test_an_empty_account_is_that_of_the_merged_cell_or_refused() -> None:
    whose = Whose(layout(Columns(account=0, titles={0: "Account"})), "", {}, "")
    assert "C1" == whose.account(SheetRow(3, ["C1"]))
    assert "C1" == whose.account(SheetRow(5, [""]))
    with pytest.raises(CellRefused):
        whose.account(SheetRow(6, [""]))


def test_sections_nest_and_end_with_their_sum() -> None:
    whose = Whose(layout(Columns(), in_sections=True), "", {}, "")
    for name in ("Acme", "Branch"):
        whose.note_lone(SheetRow(2, [name]))
    found = [whose.account(ROW)]
    for total in ("Total for Branch", "Total for Acme"):
        whose.end_section(SheetRow(4, [total]))
        found.append(whose.account(ROW) if total.endswith("Branch") else "")
    assert ["Branch", "Acme", ""] == found
    with pytest.raises(CellRefused):
        whose.account(ROW)


def test_currency_comes_from_the_column_the_heading_or_the_title() -> None:
    whose = Whose(layout(Columns(currency=1), Titles(currency="USD")), "", {}, "")
    assert ["USD", "CNY", "USD"] == [whose.currency_of(SheetRow(2, ["", text])) for text in ("", "人民币", "¥")]
    with pytest.raises(CellRefused):
        whose.currency_of(SheetRow(2, ["", "Taler"]))
    assert "EUR" == Whose(layout(Columns(heading_currency="EUR"), Titles(currency="USD")), "", {}, "").currency


def test_scaled_figures_are_refused() -> None:
    with pytest.raises(CellRefused):
        Whose(layout(Columns(), Titles(scaled=True)), "", {}, "")
