"""Money is Decimal: no binary fraction comes near an amount."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.house.source import called, calls, source_files, syntax

# Rooms that hold amounts and nothing else that is measured.
MONEY = (
    "parsers/money.py",
    "parsers/capital_amounts.py",
    "parsers/ledgers/",
    "rules/",
    "daemon/store/",
    "daemon/replies/",
    "daemon/pipeline/",
    "daemon/cli/contract.py",
)
# Where papers are read, positions on the page are floats by nature; there an amount is told by its name.
AMOUNTS = re.compile(r"amount|balance|money|total|value|debit|credit|sum\b|Decimal", re.IGNORECASE)


def is_reading(path: Path) -> bool:
    """Whether a file reads papers; pictures of pages hold no amounts, only points."""
    return path.parts[0] == "parsers" and path.parts[1] != "scans"


def test_no_amount_passes_through_a_float() -> None:
    found = [
        f"{path}:{call.lineno}"
        for path in source_files()
        for call in calls(syntax(path))
        if called(call) == "float"
        and (str(path).startswith(MONEY) or (is_reading(path) and AMOUNTS.search(ast.unparse(call))))
    ]
    assert [] == found


def test_no_decimal_is_made_from_a_float_literal() -> None:
    found = [
        f"{path}:{call.lineno}"
        for path in source_files()
        for call in calls(syntax(path))
        if called(call) == "Decimal"
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, float)
    ]
    assert [] == found
