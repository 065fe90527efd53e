"""Money is Decimal: no binary fraction comes near an amount."""

from __future__ import annotations

import ast

from tests.house.source import called, calls, source_files, syntax

# Rooms that hold amounts. Readers of paper measure positions, which are floats by nature; what they hand on is text.
MONEY = (
    "parsers/money.py",
    "parsers/capital_amounts.py",
    "parsers/statements/",
    "parsers/ledgers/",
    "rules/",
    "daemon/store/",
    "daemon/replies/",
    "daemon/pipeline/",
    "daemon/cli/contract.py",
)


def test_no_amount_passes_through_a_float() -> None:
    found = [
        f"{path}:{call.lineno}"
        for path in source_files()
        if str(path).startswith(MONEY)
        for call in calls(syntax(path))
        if called(call) == "float"
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
