"""One way of reading a section, ready to be proven: signed lines and every printed figure, free of words and geometry.

`assemble` makes several drafts of a section, `proof` judges each, and the best becomes the `Statement`. Signs are the statement's:
positive raises the printed balance.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from parsers.document import Place
from parsers.statements.figures import Figure, Form, Total
from parsers.statements.labels import Label


class Side(StrEnum):
    """The column in which a figure stood."""

    DEBIT = "debit"
    CREDIT = "credit"
    AMOUNT = "amount"
    BALANCE = "balance"


@dataclass(frozen=True, slots=True)
class DraftLine:
    """`printed` holds the movement as printed, by column and without the statement's sign: what column totals add up.

    `amount` is None where the cell could not be read; then nothing about this line is proven unless a chain repairs it.
    """

    amount: Decimal | None
    balance: Decimal | None
    printed: Mapping[Side, Decimal]
    place: Place | None = None
    read_as: str = ""
    balance_read_as: str = ""


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row of printed sums: its label, how many lines stand above it, and its figures by column (printed signs).

    `balance` is the figure of the balance column in the statement's sign.
    """

    label: Label
    text: str
    position: int
    figures: Mapping[Side, Decimal]
    balance: Decimal | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """`closings` are all figures printed as the closing balance; they must all agree. `dues` are weaker names for it.

    `descending`: the newest line stands first, so the chain runs upwards. `unread` counts amounts inside the table that no line and
    no printed figure took up: while there are any, the reading is not complete.
    """

    form: Form
    lines: tuple[DraftLine, ...]
    opening: Figure | None = None
    closings: tuple[Figure, ...] = ()
    dues: tuple[Figure, ...] = ()
    rows: tuple[PrintedRow, ...] = ()
    ageing: tuple[Total, ...] = ()
    ageing_total: Figure | None = None
    capitals: tuple[Figure, ...] = ()
    boxed: tuple[tuple[Label, Figure], ...] = ()  # sums printed beside the table, as printed
    line_count: int | None = None
    descending: bool = False
    items_held: int = 0  # open items whose printed original less what was paid is the open amount
    items_failed: tuple[tuple[str, Place | None], ...] = ()  # those where it is not, in words
    unread: tuple[Place, ...] = ()
    doubts: tuple[str, ...] = field(default=())  # why the reading cannot be called proven, whatever the sums say
    incomplete: str = ""  # why a part of the statement is missing
    free_sign: bool = True  # whether the sign of the lines was chosen by us rather than printed
    first_line_told: bool = True  # whether the first line is surely a movement: it has a date and a reference


ZERO = Decimal(0)
