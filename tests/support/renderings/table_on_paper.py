"""The table of a statement on pages: widths from the words, wrapped cells, rules, repeated heads, carried figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.support.drafts import Block, Column, Row
from tests.support.renderings.sheet_of_paper import Pages

WRAPPED = frozenset({"description", "order", "branch"})


@dataclass(frozen=True, slots=True)
class _Slot:
    """Where a column lies: its text stands between left and right."""

    column: Column
    left: float
    right: float


class PaperTable:
    """Draws one block's table, over as many pages as it takes."""

    def __init__(self, pages: Pages, block: Block, new_page: Callable[[], None]) -> None:
        self.pages, self.look, self.block, self.new_page = pages, pages.look, block, new_page
        self.size = self.look.size
        self.number = 0
        self.slots = self._fitted()
        self.height = self.size * self.look.leading

    # -- widths --------------------------------------------------------------------------------------------------------

    def _natural(self, column: Column, size: float) -> float:
        texts = [row.cells.get(column.role, "") for row in self.block.rows if row.kind == "line" or column.is_figure]
        if self.block.carry and column.is_figure:
            # Carried sums may be the longest figures of their column.
            last = max(index for index, row in enumerate(self.block.rows) if row.kind == "line")
            texts.append(self.block.carry(last)[0].cells.get(column.role, ""))
        body = max((self.pages.measure(text, size, bold=self.look.bold_totals) for text in texts), default=0)
        return max(body, self._heading_width(column, size))

    def _heading_width(self, column: Column, size: float) -> float:
        words = column.heading.replace("\n", " ").split()
        if any(len(word) > 6 and ord(word[0]) > 0x2E80 for word in words) or self.look.letter_spaced:
            words = column.heading.split("\n")
        extra = size * 0.3 * max(map(len, words)) if self.look.letter_spaced else 0
        return max(self.pages.measure(word, size, bold=True) for word in words) + extra

    def _fitted(self) -> list[_Slot]:
        """Choose the largest size at which everything fits, and give the description what is left."""
        available = self.pages.right - self.pages.left
        gap = max(8, self.look.gap) if self.look.letter_spaced else self.look.gap
        while True:
            natural = [self._natural(column, self.size) for column in self.block.columns]
            least = [
                min(width, max(self.look.text_width, self._heading_width(column, self.size)))
                if column.role in WRAPPED
                else width
                for column, width in zip(self.block.columns, natural, strict=True)
            ]
            spare = available - sum(least) - gap * len(least)
            if spare >= 0 or self.size < 4.5:
                break
            if gap > (8 if self.look.letter_spaced else 3):
                gap -= 1
            else:
                self.size -= 0.25
        widths = list(least)
        for index, column in enumerate(self.block.columns):
            if column.role in WRAPPED and spare > 0:
                more = (
                    min(spare, natural[index] - widths[index])
                    if not self.look.stretch or self.look.text_width < 100
                    else spare
                )
                more = min(more, max(0.0, self.look.text_width * 1.6 - widths[index]))
                widths[index] += more
                spare -= more
        share = spare / len(widths) if self.look.stretch and spare > 0 else 0
        slots, x = [], self.pages.left
        for column, width in zip(self.block.columns, widths, strict=True):
            slots.append(_Slot(column, x + gap / 2, x + gap / 2 + width + share))
            x += width + gap + share
        self.edge = x
        self.gap = gap
        return slots

    # -- drawing -------------------------------------------------------------------------------------------------------

    def draw(self) -> None:
        """Draw the head and every row; break pages where they are full."""
        self._head()
        block, on_page, page_start = self.block, 0, 0
        reserve = self.height * (4 if block.carry or block.page_total else 1)
        for index, row in enumerate(block.rows):
            full = self.pages.y + self._row_height(row) + reserve > self.pages.bottom
            full = full or 0 < self.look.rows_on_page <= on_page
            if full and on_page and not (block.carry and row.kind != "line"):
                self._break(index, page_start)
                on_page, page_start = 0, index
            self._row(row)
            on_page += 1
        if block.page_total and page_start:
            self._row(block.page_total(page_start, len(block.rows) - 1))
        self._close()
        self.pages.y += self.height * 0.8

    def _break(self, index: int, page_start: int) -> None:
        """End the page before row `index` and begin the next."""
        carry = self.block.carry(index - 1) if self.block.carry else None
        if self.block.page_total:
            self._row(self.block.page_total(page_start, index - 1))
        if carry:
            self._row(carry[0])
        self._close()
        if self.block.continued:
            self.pages.write(
                self.pages.right, self.pages.y + self.height, self.block.continued, self.size, align="right"
            )
        self.new_page()
        if self.look.repeat_head:
            self._head()
        if carry:
            self._row(carry[1])

    def _close(self) -> None:
        look, pages = self.look, self.pages
        if look.rules in {"box", "vertical"}:
            pages.rule(pages.left, pages.y, self.edge, pages.y)
            pages.rule(pages.left, self.head_top, pages.left, pages.y)
            pages.rule(self.edge, self.head_top, self.edge, pages.y)

    def _align(self, column: Column) -> str:
        if column.is_figure or column.role == "days":
            return self.look.figure_align
        return "center" if column.role == "direction" else "left"

    def _head(self) -> None:
        look, pages = self.look, self.pages
        lines = {
            slot: pages.wrap(slot.column.heading, slot.right - slot.left, self.size, bold=True) for slot in self.slots
        }
        depth = max(map(len, lines.values()))
        groups = [slot for slot in self.slots if slot.column.group]
        height = (depth + bool(groups)) * self.height + 2 * look.padding
        top = self.head_top = pages.y
        if look.dark_head or look.rules == "zebra":
            pages.fill(pages.left, top, self.edge, top + height, 0.25 if look.dark_head else 0.85)
        grey = 1.0 if look.dark_head else 0
        spaced = look.letter_spaced
        if groups:
            for name in dict.fromkeys(slot.column.group for slot in groups):
                self._group([slot for slot in groups if slot.column.group == name], top, grey)
        for slot, texts in lines.items():
            align = {"as data": self._align(slot.column)}.get(look.head_align, look.head_align)
            offset = (depth - len(texts)) * self.height * {"top": 0, "middle": 0.5, "bottom": 1}[look.valign]
            for number, text in enumerate(texts):
                y = top + look.padding + offset + (number + bool(groups)) * self.height + self.size
                pages.write(
                    self._anchor(slot, align),
                    y,
                    text,
                    self.size,
                    bold=True,
                    align=align,
                    grey=grey,
                    order=(self.number, self._at(slot)),
                    spaced=spaced,
                )
        pages.y = top + height
        self.number += 1
        if look.rules in {"grid", "horizontal", "underline", "box", "vertical"}:
            pages.rule(pages.left, pages.y, self.edge, pages.y, 0.8)
        if look.rules in {"grid", "horizontal", "box", "vertical"}:
            pages.rule(pages.left, top, self.edge, top)
        if look.rules in {"grid", "vertical"}:
            self._verticals(top, pages.y, {})

    def _group(self, slots: list[_Slot], top: float, grey: float) -> None:
        """Write one heading over several columns."""
        middle, y = (slots[0].left + slots[-1].right) / 2, top + self.look.padding + self.size
        self.pages.write(middle, y, slots[0].column.group, self.size, bold=True, align="center", grey=grey)
        line = top + self.look.padding + self.height
        self.pages.rule(slots[0].left, line, slots[-1].right, line)

    def _at(self, slot: _Slot) -> int:
        return self.slots.index(slot)

    def _anchor(self, slot: _Slot, align: str) -> float:
        return {"left": slot.left, "right": slot.right}.get(align, (slot.left + slot.right) / 2)

    def _verticals(self, top: float, bottom: float, spans: dict[int, int]) -> None:
        covered = {index for start, end in spans.items() for index in range(start + 1, end + 1)}
        for index, slot in enumerate(self.slots):
            if index not in covered:
                self.pages.rule(slot.left - self.gap / 2, top, slot.left - self.gap / 2, bottom)
        self.pages.rule(self.edge, top, self.edge, bottom)

    def _wrapped(self, row: Row) -> tuple[dict[int, list[str]], dict[int, int]]:
        """Return each cell's lines, and which cells run over their empty neighbours (first to last slot)."""
        lines: dict[int, list[str]] = {}
        spans: dict[int, int] = {}
        for index, slot in enumerate(self.slots):
            text = row.cells.get(slot.column.role, "")
            if not text:
                continue
            right, last = slot.right, index
            if row.kind != "line" and not slot.column.is_figure:
                while (
                    last + 1 < len(self.slots)
                    and not row.cells.get(self.slots[last + 1].column.role)
                    and self.pages.measure(text, self.size, bold=True) > right - slot.left
                ):
                    last += 1
                    right = self.slots[last].right
                if last > index:
                    spans[index] = last
            can_wrap = slot.column.role in WRAPPED or (row.kind != "line" and not slot.column.is_figure)
            bold = self.look.bold_totals and row.kind != "line"
            lines[index] = self.pages.wrap(text, right - slot.left, self.size, bold=bold) if can_wrap else [text]
        return lines, spans

    def _row_height(self, row: Row) -> float:
        lines, _ = self._wrapped(row)
        return max(map(len, lines.values()), default=1) * self.height + 2 * self.look.padding

    def _row(self, row: Row) -> None:
        look, pages = self.look, self.pages
        lines, spans = self._wrapped(row)
        depth = max(map(len, lines.values()), default=1)
        height = depth * self.height + 2 * look.padding
        top = pages.y
        if look.rules == "zebra" and self.number % 2:
            pages.fill(pages.left, top, self.edge, top + height, 0.93)
        for index, texts in lines.items():
            slot = self.slots[index]
            align = self._align(slot.column)
            offset = (depth - len(texts)) * self.height * {"top": 0, "middle": 0.5, "bottom": 1}[look.valign]
            for number, text in enumerate(texts):
                y = top + look.padding + offset + number * self.height + self.size
                pages.write(
                    self._anchor(slot, align),
                    y,
                    text,
                    self.size,
                    bold=look.bold_totals and row.kind != "line",
                    align=align,
                    order=(self.number, index),
                )
        pages.y = top + height
        self.number += 1
        if look.rules in {"grid", "horizontal"}:
            pages.rule(pages.left, pages.y, self.edge, pages.y, 0.4)
        elif row.kind != "line" and look.rules in {"underline", "none"} and look.bold_totals:
            figures = [slot for slot in self.slots if slot.column.is_figure]
            if figures and row.kind in {"column_total", "closing"}:
                pages.rule(figures[0].left, top + 0.5, self.edge, top + 0.5)
        if look.rules in {"grid", "vertical"}:
            self._verticals(top, pages.y, spans)
