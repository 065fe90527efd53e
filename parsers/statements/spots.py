"""Pieces of text outside the tables, each with where it stands; a sheet's cells get a geometry of their own."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.document import Place
from parsers.table import Cell, Row


@dataclass(frozen=True, slots=True)
class Spot:
    """A piece of text outside the tables. `part` numbers the page or sheet; a sheet's cells get a geometry of their own."""

    text: str
    part: int
    x0: float
    top: float
    x1: float
    bottom: float
    place: Place


def spots_of_line(line: Cell, part: int, at: float, beside: int) -> list[Spot]:
    box = line.place.box
    if box is not None:
        return [Spot(_narrow(line.text), part, box[0], box[1], box[2], box[3], line.place)]
    return [
        Spot(text, part, number * 100.0, at * 12, number * 100.0 + 90, at * 12 + 10, line.place)
        for number, text in enumerate(line.text.split("  "), beside)
        if text.strip()
    ]


def spots_of_row(row: Row, part: int, at: float) -> list[Spot]:
    spots = []
    for index, cell in enumerate(row.cells):
        if cell.text.strip():
            box = cell.place.box
            x0, x1 = (box[0], box[2]) if box is not None else (index * 100.0, index * 100.0 + 90)
            top, bottom = (box[1], box[3]) if box is not None else (at * 12, at * 12 + 10)
            spots.append(Spot(_narrow(cell.text.strip()), part, x0, top, x1, bottom, cell.place))
    return spots


_NARROW = str.maketrans("０１２３４５６７８９．，－\u00a0\u2007\u2009\u202f", "0123456789.,-    ")


def _narrow(text: str) -> str:
    """Return full-width figures and hard blanks as plain ones: the text around a table is searched for figures."""
    return text.translate(_NARROW)
