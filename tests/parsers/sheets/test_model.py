"""Names of columns."""

from __future__ import annotations

import pytest
from openpyxl.utils import get_column_letter

from parsers.sheets.model import SheetsRefused, column_name


@pytest.mark.parametrize("column", [0, 25, 26, 51, 52, 701, 702, 16_383])
def test_columns_are_named_as_spreadsheets_name_them(column: int) -> None:
    assert get_column_letter(column + 1) == column_name(column)


def test_a_refusal_carries_its_code_and_says_its_message() -> None:
    refused = SheetsRefused("empty", "The file is empty.")
    assert ("empty", "The file is empty.") == (refused.code, str(refused))
