"""Text with delimiters (csv, tab-separated...), in whichever encoding it came; text without gives its lines."""

from __future__ import annotations

import io
from dataclasses import replace

from parsers.document import Document
from parsers.readers.base import Access
from parsers.readers.plain_text import QUOTED
from parsers.readers.sheet_tables import sheets_read
from parsers.sheets.encodings import encoding_of
from parsers.sheets.opening import Kind, kind_of
from parsers.table import Reading


class CsvTextReader:
    """Reads one table from a text file. An empty file is its to name, since no other reader claims one."""

    name = "csv_text"
    cost = 1

    def able(self, document: Document) -> bool:
        kind = kind_of(document.content[:4096])
        return kind is Kind.EMPTY or (kind is Kind.TEXT and encoding_of(io.BytesIO(document.content)) is not None)

    def read(self, document: Document, access: Access) -> Reading:
        del access  # text has no lock
        reading = _unquoted(sheets_read(document, self.name, ()))
        if reading.tables and all(len(row.cells) == 1 for row in reading.tables[0].rows):
            return replace(reading, tables=(), lines=tuple(row.cells[0] for row in reading.tables[0].rows))
        return reading


def _unquoted(reading: Reading) -> Reading:
    """Leave out what a mail quotes, as the reader of plain text does, so that both see the same lines."""
    tables = tuple(
        replace(table, rows=own)
        for table in reading.tables
        for own in [tuple(row for row in table.rows if not (row.cells and QUOTED.match(row.cells[0].text)))]
        if own
    )
    return replace(reading, tables=tables)


READER = CsvTextReader()
