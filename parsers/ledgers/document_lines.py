"""Exports with one row for each line of a document, where every row repeats the document's total: it counts once."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from decimal import Decimal

from parsers.headings import heading_key
from parsers.ledgers.row_money import RowMoney
from parsers.ledgers.systems.system import System
from parsers.sheets.model import SheetRow


class DocumentLines:
    """Tells a further line of the same document from the same document entered twice: whose lines add up to its total is whole."""

    def __init__(self, labels: Sequence[str], system: System | None, money: RowMoney) -> None:
        self._money = money
        keys = [heading_key(label) for label in labels]
        self._line = _first(keys, system.line_amount if system is not None else ())
        self._tax = _first(keys, system.line_tax if system is not None else ())
        self._key: Hashable = None
        self._net = self._gross = Decimal(0)

    @property
    def present(self) -> bool:
        return self._line is not None

    def continues(self, row: SheetRow, key: Hashable, total: Decimal) -> bool:
        """Whether the row is one more line of the document of the row above. `key` is what both must share. Raises CellRefused."""
        whole = abs(total) in {abs(self._net), abs(self._gross)}
        again = key == self._key and not whole
        if not again:
            self._key, self._net, self._gross = key, Decimal(0), Decimal(0)
        net = self._money.amount(row, self._line) or Decimal(0)
        self._net += net
        self._gross += net + (self._money.amount(row, self._tax) or Decimal(0))
        return again


def _first(keys: Sequence[str], wanted: Collection[str]) -> int | None:
    return next((column for column, key in enumerate(keys) if key in wanted), None)
