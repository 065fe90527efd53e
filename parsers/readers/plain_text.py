"""Text whose columns are set with blanks: listings of old systems, and statements typed into a mail.

Letters of equal width are words on paper: each takes a box of a fixed size, so that the same geometry finds rows and columns. Places
carry the box, in such units, and the line.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from parsers.document import Document, Place, Problem
from parsers.readers.base import Access
from parsers.readers.grid import reading_of
from parsers.readers.words import PageWords, Word
from parsers.sheets.encodings import encoding_of
from parsers.sheets.opening import Kind, kind_of
from parsers.table import Cell, Reading, Row, Table

MOST_BYTES = 4_000_000
MOST_LINES = 20_000
LONGEST_LINE = 2_000

_WIDTH, _HEIGHT, _PITCH = 5.0, 10.0, 12.0
"""Points of a letter, and from line to line. Two blanks are then a wide gap (`words.WIDE_GAP`), and one is none."""
_TAB = 8
_DRAWN = re.compile(r"[\s\-=_~*+|·•.:#─━═┄┈╌\u2500-\u257f]+")
"""A line of nothing but these is drawn, not written."""
QUOTED = re.compile(r"\s{0,3}>(?!\s?=?\s?\d{2,3}\s*(?:\+|days?|tage|jours|d\b))")
"""A line quoted from an earlier mail; "> 90 days" is none."""
_SUM = re.compile(r"\d[.,]\d{2}(?!\d)")
_RULES = re.compile(r"[\u2500-\u257f|]")
"""Box drawing, and the bar that stands for it."""


class PlainText:
    """Text by the boxes of its letters."""

    name = "plain_text"
    cost = 2

    def able(self, document: Document) -> bool:
        return kind_of(document.content[:4096]) is Kind.TEXT and encoding_of(io.BytesIO(document.content)) is not None

    def read(self, document: Document, access: Access) -> Reading:
        del access  # text has no lock
        if len(document.content) > MOST_BYTES:
            return Reading(self.name, problems=(_too_large(),))
        encoding = encoding_of(io.BytesIO(document.content)) or "utf-8"
        text = document.content.decode(encoding, "replace").removeprefix("\ufeff")
        pages = [_unquoted(page.splitlines()) for page in text.split("\f")]
        if sum(map(len, pages)) > MOST_LINES or any(len(line) > LONGEST_LINE for page in pages for line in page):
            return Reading(self.name, problems=(_too_large(),))
        return _with_lines(reading_of(_pages(pages), self.name, document.sha256), pages)


def _unquoted(lines: list[str]) -> list[str]:
    """Blank the lines quoted from an earlier mail ("> ..."), where figures stand in what was written now: an answer holds both.

    Where nothing else has figures only the mark is blanked: somebody passed on what he was sent.
    """
    own = [line for line in lines if not QUOTED.match(line)]
    if len(own) == len(lines):
        return lines
    if sum(1 for line in own if _SUM.search(line)) < 2:
        return [QUOTED.sub(lambda mark: " " * len(mark.group()), line) for line in lines]
    return ["" if QUOTED.match(line) else line for line in lines]


def _too_large() -> Problem:
    return Problem(code="too_large", message="The text has more or longer lines than a statement has.")


def _pages(pages: list[list[str]]) -> Iterator[PageWords]:
    for number, lines in enumerate(pages, 1):
        words = [word for index, line in enumerate(lines) for word in words_of(line, index)]
        width = max((word.x1 for word in words), default=0.0)
        yield PageWords(number, width, len(lines) * _PITCH, words)


def words_of(line: str, index: int) -> list[Word]:
    """Return the words of a line, the `index`th of its page (0-based). Han letters are two wide, marks above letters none."""
    if _DRAWN.fullmatch(line) and not any(char.isalnum() for char in line):
        return []
    top = index * _PITCH
    words: list[Word] = []
    letters: list[str] = []
    edges: list[float] = []
    column = 0

    def end_word() -> None:
        if letters:
            x1 = column * _WIDTH
            words.append(Word("".join(letters), edges[0], top, x1, top + _HEIGHT, top + _HEIGHT, tuple(edges)))
        letters.clear()
        edges.clear()

    for char in line:
        if char == "\t":
            end_word()
            column += _TAB - column % _TAB
        elif char.isspace() or _RULES.match(char):
            end_word()
            column += _columns(char)
        elif unicodedata.category(char) in {"Cc", "Cf"}:
            continue
        elif unicodedata.combining(char) and letters:
            letters[-1] += char
        else:
            edges.append(column * _WIDTH)
            letters.append(char)
            column += _columns(char)
    end_word()
    return words


def _columns(char: str) -> int:
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def _with_lines(reading: Reading, pages: list[list[str]]) -> Reading:
    """Add to each place the line of the file, so that a person finds it in any editor."""
    before = [0]
    for page in pages:
        before.append(before[-1] + len(page))

    def there(cell: Cell) -> Cell:
        place: Place = cell.place
        if place.box is None or place.page is None:
            return cell
        return replace(cell, place=replace(place, line=before[place.page - 1] + int(place.box[1] / _PITCH) + 1))

    tables = tuple(
        Table(tuple(Row(tuple(map(there, row.cells)), row.hidden) for row in table.rows), table.reader, table.page)
        for table in reading.tables
    )
    return replace(reading, tables=tables, lines=tuple(map(there, reading.lines)))


READER = PlainText()
