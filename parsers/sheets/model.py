"""What a sheet gives: rows of text with typed values beside, one at a time, and the refusal of a file that gives none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

Value = Decimal | dt.date
_NO_VALUES: Mapping[int, Value] = {}
_NO_COLUMNS: frozenset[int] = frozenset()
_NO_SIGNS: Mapping[int, str] = {}


@dataclass(slots=True)
class SheetRow:
    """One row. `number` is the spreadsheet's (1-based); `line` the line of text where it begins, 0 in a workbook.

    `texts` is what a person sees (dates as ISO, numbers without grouping); `values` holds the exact typed value by column
    (0-based) where the file itself carries one. `unreadable` columns hold an error, a formula that was never computed, or a
    number with more digits than the file can carry: never zero, never empty. `currencies` holds, by column, the sign or code that only a
    number's format shows beside it.
    """

    number: int
    texts: Sequence[str]
    values: Mapping[int, Value] = field(default_factory=lambda: _NO_VALUES)
    unreadable: frozenset[int] = _NO_COLUMNS
    hidden: bool = False
    line: int = 0
    currencies: Mapping[int, str] = field(default_factory=lambda: _NO_SIGNS)


@dataclass(frozen=True, slots=True)
class MergedRange:
    """A merged block, 1-based rows and 0-based columns, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, or one text file. `rows` may be called again: it starts over."""

    name: str | None  # None: a text file has no sheets
    rows: Callable[[], Generator[SheetRow, None, None]]
    hidden: bool = False
    hidden_columns: Callable[[], frozenset[int]] = frozenset
    merged: Callable[[], Sequence[MergedRange]] = tuple


class SheetsRefused(Exception):
    """The file gives no rows. `code` is a Problem's code: empty, locked, broken_file, unsupported or too_large."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Limits:
    """What a zipped workbook may unpack to; beyond it is refused before anything is parsed."""

    members: int = 2_000
    member_bytes: int = 150_000_000
    total_bytes: int = 300_000_000
    ratio: int = 250  # unpacked / packed, of members above a megabyte


CUSTOMERS = Limits()
"""For files that came by mail."""

OWN_LEDGER = Limits(member_bytes=4_000_000_000, total_bytes=6_000_000_000)
"""For the company's own export, which may have a million rows."""


def column_name(column: int) -> str:
    """Return the letters of a 0-based column: 0 is "A", 26 is "AA"."""
    name = ""
    rest = column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        name = chr(65 + digit) + name
    return name
