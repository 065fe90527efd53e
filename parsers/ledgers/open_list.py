"""Whether a sheet that has original and open amounts lists only what is open: the payments on it are no rows then.

A ledger with all its rows shows what was settled too, and there every set-off lowers both its sides: the open amounts come to
what the amounts come to. A list of open items shows parts paid by what it does not list. Its original amounts are no balance.
"""

from __future__ import annotations

from decimal import Decimal

from parsers.ledgers.cells import CellRefused, text_at
from parsers.ledgers.layout import Layout, postings
from parsers.ledgers.row_kinds import kind_at
from parsers.ledgers.row_money import RowMoney
from parsers.ledgers.row_words import RowKind, row_kind


def lists_open_only(layout: Layout, money: RowMoney) -> bool:
    """Return whether no row is settled, none opens a balance, some are open in part, and the sums differ. The rows are looked at
    until one says no; one that cannot be read says no too, and is refused in its turn.
    """
    columns = layout.columns
    if columns.open_amount is None or columns.open_amount == columns.amount:
        return False
    left_over = Decimal(0)
    for row in postings(layout):
        if not text_at(row, columns.date):
            if row_kind(row.texts, undated=True) is RowKind.OPENING:
                return False
            continue
        try:
            movement = money.movement(row, kind_at(row, columns, layout.system), checked=True)
            still = None if movement is None else money.open_amount(row, movement)
        except CellRefused:
            return False
        if movement is None:
            continue
        if still is None or row_kind(row.texts, undated=False) is not None or (not still and movement):
            return False
        if abs(still) > abs(movement) or (still < 0) != (movement < 0):
            return False
        left_over += movement - still
    return bool(left_over)
