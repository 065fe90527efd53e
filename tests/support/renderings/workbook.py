"""A draft as an xlsx workbook: typed or as text, with title rows, merged cells, several sheets, hidden rows."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass, fields
from decimal import Decimal
from random import Random
from typing import Any

import xlsxwriter

from tests.support.drafts import Block, Draft
from tests.support.figures import SYMBOLS
from tests.support.renderings.cells import Cell, above, below, body_row, head_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheetcraft:
    """How one system writes workbooks."""

    typed_amounts: bool = True
    typed_dates: bool = True
    merged_title: bool = False
    empty_column: bool = False  # the table starts in column B
    other_sheets: bool = False
    hidden_row: bool = False  # an extra hidden row that repeats a movement
    sheet_per_block: bool = False
    formulas: bool = False  # totals as formulas with their cached value
    constant_memory: bool = False

    @staticmethod
    def drawn(random: Random, **bound: Any) -> Sheetcraft:
        values = {
            "typed_amounts": random.random() < 0.7, "typed_dates": random.random() < 0.6, "merged_title": random.random() < 0.5,
            "empty_column": random.random() < 0.2, "other_sheets": random.random() < 0.2, "sheet_per_block": random.random() < 0.5,
            "formulas": random.random() < 0.2,
        }  # fmt: skip
        values |= {name: bound[name] for name in bound if name in {item.name for item in fields(Sheetcraft)}}
        return Sheetcraft(**values)


def workbook(random: Random, draft: Draft, craft: Sheetcraft) -> bytes:
    """Return the bytes of the workbook."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False})
    book.set_properties({"created": dt.datetime(2026, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)})
    sheet = _Sheet(book, "Statement" if draft.language == "en" else "Sheet1", craft)
    for number, block in enumerate(draft.blocks):
        if number and craft.sheet_per_block:
            sheet = _Sheet(book, block.truth.currency + str(number), craft)
        sheet.block(random, draft, block, first=number == 0)
    if craft.other_sheets:
        notes = book.add_worksheet("Notes")
        notes.write_string(0, 0, "Contact")
        notes.write_string(1, 0, "accounts@example.com")
        notes.write_number(2, 1, 12345.67)
        book.add_worksheet("Sheet3")
    book.close()
    return buffer.getvalue()


class _Sheet:
    def __init__(self, book: Any, name: str, craft: Sheetcraft) -> None:
        self.craft = craft
        self.sheet = book.add_worksheet(name)
        self.bold = book.add_format({"bold": True})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.title = book.add_format({"bold": True, "align": "center", "font_size": 14})
        self.money: dict[int, Any] = {
            0: book.add_format({"num_format": "#,##0"}),
            2: book.add_format({"num_format": "#,##0.00;[Red]-#,##0.00"}),
        }
        self.book = book
        self.marked: dict[tuple[str, int], Any] = {}
        self.widths: dict[int, float] = {}
        self.sheet.fit_to_pages(1, 0)
        self.row = 0
        self.left = 1 if craft.empty_column else 0

    def block(self, random: Random, draft: Draft, block: Block, *, first: bool) -> None:
        for number, cells in enumerate(above(random, draft, block, first=first)):
            if number == 0 and self.craft.merged_title and len(cells) == 1:
                self.sheet.merge_range(
                    self.row, self.left, self.row, self.left + len(block.columns) - 1, cells[0][0], self.title
                )
                self.row += 1
            else:
                self._write(block, cells)
        for cells in head_rows(block):
            self._merge_groups(block, cells)
            self._write(block, cells, bold=True)
        self._widen(block)
        start = self.row
        for row in block.rows:
            if self.craft.hidden_row and row.kind == "line" and row.line == 1:
                self._write(block, body_row(block, row))
                self.sheet.set_row(self.row - 1, None, None, {"hidden": True})
            self._write(block, body_row(block, row), total_from=start if row.kind == "column_total" else None)
        for cells in below(block):
            self._write(block, cells)
        self.row += 2

    def _widen(self, block: Block) -> None:
        """Make the columns wide enough for the table, as a user would; titles and sentences run over."""
        for index, column in enumerate(block.columns):
            texts = [column.heading, *(row.cells.get(column.role, "") for row in block.rows)]
            wide = max(sum(2.1 if ord(char) > 0x2E80 else 1.1 for char in text) for text in texts) + 2
            at = self.left + index
            self.widths[at] = max(self.widths.get(at, 11), min(wide, 70))
            self.sheet.set_column(at, at, self.widths[at])

    def _merge_groups(self, block: Block, cells: list[Cell]) -> None:
        names = [column.group for column in block.columns]
        for name in dict.fromkeys(filter(None, names)):
            first, count = names.index(name), names.count(name)
            if cells[first][0] == name:
                at = self.left + first
                self.sheet.merge_range(self.row, at, self.row, at + count - 1, name, self.bold)

    def _style(self, text: str, decimals: int) -> Any:
        """Return the format of an amount; a currency's sign that the paper would show stands in it, as a user sets it."""
        symbol = next((symbol for symbol in SYMBOLS.values() if symbol and symbol in text), "")
        if not symbol:
            return self.money[decimals]
        if (symbol, decimals) not in self.marked:
            shown = f"[${symbol}-2] {'#,##0.00' if decimals else '#,##0'}"  # as the category Currency writes it
            self.marked[symbol, decimals] = self.book.add_format({"num_format": f"{shown};-{shown}"})
        return self.marked[symbol, decimals]

    def _write(self, block: Block, cells: list[Cell], *, bold: bool = False, total_from: int | None = None) -> None:
        for index, (text, value) in enumerate(cells):
            at = (self.row, self.left + index)
            if isinstance(value, Decimal) and self.craft.typed_amounts:
                style = self._style(text, 0 if block.truth.decimals == 0 else 2)
                role = block.columns[index].role if index < len(block.columns) else ""
                if (
                    self.craft.formulas
                    and total_from is not None
                    and role in {"debit", "credit", "charges", "payments"}
                ):
                    column = _letter(self.left + index)
                    self.sheet.write_formula(
                        *at, f"=SUM({column}{total_from + 1}:{column}{self.row})", style, float(value)
                    )
                else:
                    self.sheet.write_number(*at, float(value), style)
            elif isinstance(value, dt.date) and self.craft.typed_dates:
                self.sheet.write_datetime(*at, dt.datetime(value.year, value.month, value.day), self.day)  # noqa: DTZ001
            elif text:
                self.sheet.write_string(*at, text, self.bold if bold else None)
        self.row += 1


def _letter(index: int) -> str:
    return chr(ord("A") + index)
