"""What a library leaves out of a sheet's cells, looked up in the file's own records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from parsers.sheets.number_formats import NumberFormat


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """`unreadable` holds 0-based columns by 1-based row, `formats` those number formats that say a date, a side or a currency."""

    unreadable: Mapping[int, frozenset[int]] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    formats: Mapping[int, Mapping[int, NumberFormat]] = field(default_factory=dict)
    since_1904: bool = False  # how its dates are counted
