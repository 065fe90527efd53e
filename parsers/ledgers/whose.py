"""Whose account a row belongs to: by its column, by a title above it, by the section it stands in, or as the caller named it."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.currencies import currency_code
from parsers.ledgers.cells import CellRefused, text_at
from parsers.ledgers.layout import Layout
from parsers.ledgers.row_words import totalled
from parsers.ledgers.titles import Titles, code_and_name
from parsers.sheets.model import MergedRange, SheetRow


class Whose:
    """Follows titles and sections down the sheet. `names` collects the accounts' names."""

    def __init__(self, layout: Layout, given: str, names: dict[str, str], fallback: str) -> None:
        self._layout = layout
        self._columns = layout.columns
        self._given = given if len(layout.accounts) <= 1 else ""  # a file of several accounts names each itself
        self._fallback = fallback
        self._names = names
        self._titled = ""
        self._sections: list[str] = []
        self._lone: SheetRow | None = None
        self._last = ""
        self._merged: Sequence[MergedRange] | None = None
        self.currency = layout.columns.heading_currency
        for titles in layout.titles:
            self.adopt(titles)

    def adopt(self, titles: Titles) -> None:
        """Take in what a title row names. Raises CellRefused where it says that figures are scaled."""
        if titles.scaled:
            raise CellRefused("the figures are in thousands or the like; export them in full")
        if titles.currency and self._columns.heading_currency is None:
            self.currency = titles.currency
        if titles.account and self._columns.account is None:
            self._titled = titles.account
            if titles.name:
                self._names[self._given or titles.account] = titles.name

    def note_lone(self, row: SheetRow) -> None:
        """Note a row with a single text: a section's title where the layout has sections, else perhaps the next block's."""
        if self._layout.in_sections:
            self._sections.append(next(text for text in row.texts if text))
        self._lone = row

    def lead(self, name: str) -> None:
        """Begin the block of the party that a row of sums names."""
        self._sections = [name]

    def end_section(self, row: SheetRow) -> None:
        """Leave the section whose sum a row prints."""
        for text in row.texts:
            name = totalled(text)
            if name in self._sections:
                del self._sections[self._sections.index(name) :]

    def header_again(self) -> None:
        """A lone text right above a repeated header is the name of the account that follows."""
        if self._lone is not None and self._layout.in_blocks:
            self.adopt(Titles(*code_and_name(next(text for text in self._lone.texts if text))))
        self._lone = None

    def account(self, row: SheetRow) -> str:
        """Return the account of a posting. Raises CellRefused where nothing names it."""
        column = self._columns.account
        if column is None:
            account = (self._sections[-1] if self._sections else "") or self._given or self._titled or self._fallback
            if not account:
                raise CellRefused("the file does not say whose account this is; name the account for the whole file")
            return account
        title = " ".join(self._columns.titles[column].split())
        if column in row.unreadable:
            raise CellRefused(f"{title} cannot be read exactly; export it as text")
        account = text_at(row, column) or (self._last if self._is_covered(row.number, column) else "")
        if not account:
            raise CellRefused(f"{title} is empty; fill it in each row")
        self._last = account
        name = text_at(row, self._columns.name)
        if name:
            self._names.setdefault(account, name)
        return account

    def is_nobodys(self, row: SheetRow) -> bool:
        """Whether the column of accounts is empty in this row."""
        return self._columns.account is not None and not text_at(row, self._columns.account)

    def _is_covered(self, number: int, column: int) -> bool:
        """Whether one merged cell covers the account of this row and of the row above."""
        if self._merged is None:
            self._merged = self._layout.sheet.merged()
        return any(
            block.first_column <= column <= block.last_column and block.first_row < number <= block.last_row
            for block in self._merged
        )

    def currency_of(self, row: SheetRow) -> str | None:
        """Return the currency of a posting: its column's, else the heading's or the title's. Raises CellRefused."""
        text = text_at(row, self._columns.currency)
        if not text:
            return self.currency
        code = currency_code(text) or currency_code(text.removesuffix("元"))
        if code is None and text not in {"¥", "$", "￥", "本位币", "元"}:
            raise CellRefused(f"{text!r} is no currency that is known; use its ISO code, such as CNY")
        return code or self.currency
