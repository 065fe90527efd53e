"""What kind of posting a row is: by its system's codes, by the words of its type, by its number, or by its description."""

from __future__ import annotations

from parsers.ledgers.cells import text_at
from parsers.ledgers.columns import Columns
from parsers.ledgers.entry import EntryKind
from parsers.ledgers.kinds import is_refund, kind_in, kind_of
from parsers.ledgers.systems.system import System, code_key
from parsers.sheets.model import SheetRow


def kind_at(row: SheetRow, columns: Columns, system: System | None) -> EntryKind | None:
    """Return the kind, None where neither code nor words say one."""
    if system is not None:
        for column in columns.references[:1] if system.numbers else ():
            number = text_at(row, column)
            for pattern, kind in system.numbers:
                if pattern.fullmatch(number):
                    return kind
        if columns.kind is not None and (known := system.kind_of(text_at(row, columns.kind))) is not None:
            return known
    word = text_at(row, columns.kind)
    found = kind_of(word) if word else None
    if found is not None or not columns.descriptions:
        return found
    return kind_in(_described(row, columns))


def refunds_at(row: SheetRow, columns: Columns, system: System | None) -> bool:
    """Whether a row's code or words tell of money going back."""
    word = text_at(row, columns.kind)
    if system is not None and code_key(word) in system.refunds:
        return True
    return is_refund(f"{word} {_described(row, columns)}")


def _described(row: SheetRow, columns: Columns) -> str:
    return " ".join(text_at(row, column) for column in columns.descriptions)
