"""One row of a section as it is seen: what stands in its cells, and what kind of row it is taken for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from parsers.document import Place
from parsers.money import Amount, Mark
from parsers.statements.labels import Label
from parsers.table import Cell


class RowKind(StrEnum):
    """What a row is."""

    LINE = "line"
    LABEL = "label"
    CONTINUATION = "continuation"
    NOISE = "noise"


@dataclass(slots=True)
class SeenRow:
    """One row with its cells read. `money` holds by column what was read; `unreadable` the columns with text that is no amount."""

    index: int
    kind: RowKind
    cells: Sequence[Cell]
    place: Place
    label: Label | None = None
    date_text: str = ""
    money: dict[int, Amount] = field(default_factory=dict)
    unreadable: dict[int, str] = field(default_factory=dict)
    direction: Mark | None = None
    hidden: bool = False
    part: int = 0
    texts: dict[int, list[str]] = field(default_factory=dict)  # by column, with what continues it
    before: dict[int, list[str]] = field(default_factory=dict)  # wrapped text that stands above the line

    def text(self, columns: Iterable[int]) -> str:
        return " ".join(part for index in columns for part in self.texts.get(index, []) if part).strip()

    def cells_top(self) -> float:
        return min((c.place.box[1] for c in self.cells if c.text and c.place.box), default=float("inf"))

    def cells_bottom(self) -> float:
        return max((c.place.box[3] for c in self.cells if c.text and c.place.box), default=float("-inf"))
