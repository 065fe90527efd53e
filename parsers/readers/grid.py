"""Pages of words become a `Reading`: tables under the headers found, and the other text phrase by phrase (a label and its value, set apart by a wide
gap, are two cells).

Used by every reader that sees paper. What is a line, an opening balance or a total is decided later, in `statements`; here only
geometry speaks, helped by the vocabulary of headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from parsers.document import Box, Place, Problem
from parsers.readers.amount_shapes import money_phrases
from parsers.readers.column_choice import layouts_of
from parsers.readers.columns_of_words import Layout
from parsers.readers.header_words import Header, cells_of_line, headers_of, is_ageing_header
from parsers.readers.placing import placed
from parsers.readers.slip_beside import slip_apart
from parsers.readers.table_body import anchored, body_of, dated, inherited_body, likely_body
from parsers.readers.words import PageWords, TextLine, Word, lines_of, text_of
from parsers.table import Cell, Reading, Row, Table

_RULE_OF_LETTERS = re.compile(r"([=_*~.-])\1{3,}")
_BROKEN_AT_HYPHEN = re.compile(r"[0-9]-$")
"""A number or a date that goes on in the next line of its cell."""
MAX_LEARNED = 160
"""Rows from which the columns of a table are learned; a long one gives rows from all its pages."""


@dataclass(slots=True)
class _Sheet:
    """A page's lines, its headers, and the lines under each of them down to the next."""

    page: PageWords
    lines: list[TextLine]
    headers: list[Header]
    below: list[list[TextLine]]
    slip: list[TextLine]  # beside the table


def reading_of(
    pages: Iterable[PageWords], reader: str, document: str, problems: Iterable[Problem] = (), *, choice: int = 0
) -> Reading:
    """Return tables and text lines of all pages, in reading order.

    Where the columns can be told in two ways, `choice` 0 takes the better one and 1 the other; a reading with nothing in it is the
    answer to `choice` 1 where there was no other.
    """
    sheets = [_sheet(page) for page in pages]
    layouts, others = _layouts(sheets, choice)
    if choice and not others:
        return Reading(reader)
    tables: list[Table] = []
    texts: list[Cell] = []
    layout: Layout | None = None
    for sheet in sheets:
        layout = _page(sheet, layouts, layout, reader, document, tables=tables, texts=texts)
    return Reading(reader, tuple(tables), tuple(texts), tuple(problems))


def _sheet(page: PageWords) -> _Sheet:
    # lines of = or - are how a printer that knows only letters rules its tables
    lines = lines_of([word for word in page.words if not _RULE_OF_LETTERS.fullmatch(word.text)])
    slip: list[TextLine] = []
    apart = slip_apart(page, lines)
    if apart is not None:
        page, slip = apart
        lines = lines_of([word for word in page.words if not _RULE_OF_LETTERS.fullmatch(word.text)])
    headers = headers_of(lines, page)
    ends = [*(header.first for header in headers[1:]), len(lines)]
    below = [lines[h.last + 1 : end] for h, end in zip(headers, ends, strict=False)]
    return _Sheet(page, lines, headers, below, slip)


def _layouts(sheets: list[_Sheet], choice: int) -> tuple[dict[int, Layout], bool]:
    """Return each header's layout by the header's identity; the pages of one table, told by their equal headers, share its columns."""
    groups: list[list[tuple[_Sheet, Header, list[TextLine]]]] = []
    for sheet in sheets:
        for header, below in zip(sheet.headers, sheet.below, strict=True):
            stop = next((i for i, line in enumerate(below) if is_ageing_header(line)), len(below))
            part = (sheet, header, likely_body(below[:stop]))
            group = next((g for g in groups if _is_same(_words(g[0][0], g[0][1]), _words(sheet, header))), None)
            if group is None:
                groups.append([part])
            else:
                group.append(part)
    layouts: dict[int, Layout] = {}
    others = False
    for group in groups:
        body = _some([line for _, _, lines in group for line in lines])
        sheet, header, own = group[0]
        head = sheet.lines[header.first : header.last + 1]
        able = layouts_of(header, head, body, sheet.page.verticals, own)
        others = others or len(able) > 1
        chosen = able[min(choice, len(able) - 1)]
        for sheet, header, _ in group:
            layouts[id(header)] = replace(chosen, rulings=sheet.page.verticals)
    return layouts, others


def _words(sheet: _Sheet, header: Header) -> list[Word]:
    return [word for line in sheet.lines[header.first : header.last + 1] for word in line.words]


def _is_same(one: list[Word], other: list[Word]) -> bool:
    """Whether two headers are printed alike, however each was parted: a page with few rows parts its own less surely."""
    return len(one) == len(other) and all(
        a.text == b.text and abs(a.x0 - b.x0) < 2 and abs(a.x1 - b.x1) < 2 for a, b in zip(one, other, strict=True)
    )


def _some(lines: list[TextLine]) -> list[TextLine]:
    """Return as many lines of a long table, from all of it, as its columns can be learned from."""
    step = -(-len(lines) // MAX_LEARNED) if lines else 1
    return lines[::step]


def _page(
    sheet: _Sheet,
    layouts: dict[int, Layout],
    inherited: Layout | None,
    reader: str,
    document: str,
    *,
    tables: list[Table],
    texts: list[Cell],
) -> Layout | None:
    page, lines, headers = sheet.page, sheet.lines, sheet.headers
    text_lines: list[TextLine] = []
    layout = inherited
    before = lines[: headers[0].first] if headers else lines
    if inherited is not None:
        continued, left = inherited_body(before, inherited)
        if headers and not any(dated(line, inherited) for line in continued):
            continued, left = [], before  # a box above the next table, not the rest of the last one
        text_lines.extend(left)
        if continued:
            made = _rows(continued, inherited, page, reader, document)
            tables.append(Table(tuple(made), reader, page=page.number))
    else:
        text_lines.extend(before)
    for header, below in zip(headers, sheet.below, strict=True):
        stop = next((i for i, line in enumerate(below) if is_ageing_header(line)), len(below))
        layout = layouts[id(header)]
        body, left = body_of(below[:stop], layout)
        text_lines.extend(left)
        text_lines.extend(below[stop:])
        rows = [_header_row(header, layout, page, reader, document), *_rows(body, layout, page, reader, document)]
        tables.append(Table(tuple(rows), reader, page=page.number))
    for line in sorted(text_lines, key=lambda line: line.base):
        for phrase in line.phrases():
            place = Place(document=document, reader=reader, page=page.number, box=_box(phrase))
            texts.append(Cell(text_of(phrase), place))
    for line in sheet.slip:
        place = Place(document=document, reader=reader, page=page.number, box=_box(line.words))
        texts.append(Cell(text_of(line.words), place))
    return layout


def _rows(body: list[TextLine], layout: Layout, page: PageWords, reader: str, document: str) -> list[Row]:
    return [
        _row(words, layout, page, reader, document)
        for words in (_merged_in_bands(body, layout, page) if page.horizontals else [line.words for line in body])
    ]


def _merged_in_bands(body: list[TextLine], layout: Layout, page: PageWords) -> list[list[Word]]:
    """Where rulings separate the rows, the lines between two of them are one row (a wrapped description)."""
    x0, x1 = layout.cells[0].x0, layout.cells[-1].x1
    across = sorted(
        rule.at
        for rule in page.horizontals
        if min(rule.end, x1) - max(rule.start, x0) > 0.3 * (x1 - x0) or _together(rule.at, page, x0, x1)
    )
    drawn = [y for before, y in pairwise([-10.0, *across]) if y - before > 2.5]
    groups: list[list[TextLine]] = []
    band_before = -1
    for line in body:
        middle = (line.top + line.bottom) / 2
        band = sum(1 for y in drawn if y < middle)
        if groups and band == band_before:
            groups[-1].append(line)
        else:
            groups.append([line])
        band_before = band
    result: list[list[Word]] = []
    for group in groups:
        # lines set at two heights count double: a cell of five lines beside one of four gives nine
        gridded = _is_gridded(group, page)
        if 1 < len(group) <= (24 if gridded else 8) and len(groups) > 1 and _is_one_row(group, layout, gridded=gridded):
            result.append([word for line in group for word in line.words])
        else:
            result.extend(line.words for line in group)
    return result


def _is_gridded(group: list[TextLine], page: PageWords) -> bool:
    """Whether upright rulings part the columns beside these lines, so that each cell is a box."""
    top, bottom = group[0].top, group[-1].bottom
    return len({round(rule.at) for rule in page.verticals if rule.start <= top + 2 and rule.end >= bottom - 2}) >= 3


def _is_one_row(group: list[TextLine], layout: Layout, *, gridded: bool) -> bool:
    """Whether lines between two rulings tell one row: one carries its amounts, or each column has no more than one among them.

    Cells set in the middle of a tall row put its amounts on lines of different heights; that needs boxes drawn round the cells.
    """
    if sum(1 for line in group if anchored(line, layout)) <= 1:
        return True
    if not gridded or sum(1 for line in group if dated(line, layout)) > 1:
        return False
    columns = [layout.money_column(phrase) for line in group for phrase in money_phrases(line, whole=layout.whole)]
    held = [column for column in columns if column is not None]
    return len(held) > 0 and len(held) == len(set(held))


def _together(y: float, page: PageWords, x0: float, x1: float) -> bool:
    """Whether short rulings, drawn cell by cell, together run along most of the table's width."""
    spans = [(rule.start, rule.end) for rule in page.horizontals if abs(rule.at - y) < 1]
    return sum(min(b, x1) - max(a, x0) for a, b in spans if min(b, x1) > max(a, x0)) > 0.6 * (x1 - x0)


def _header_row(header: Header, layout: Layout, page: PageWords, reader: str, document: str) -> Row:
    return Row(
        tuple(
            Cell(
                cell.text,
                Place(
                    document=document,
                    reader=reader,
                    page=page.number,
                    box=_rounded((cell.x0, header.top, cell.x1, header.bottom)),
                ),
            )
            for cell in layout.cells
        )
    )


def _row(words: list[Word], layout: Layout, page: PageWords, reader: str, document: str) -> Row:
    columns: list[list[Word]] = [[] for _ in layout.cells]
    for line in lines_of(words):
        for column, word in placed(line.words, layout):
            columns[column].append(word)
    top, bottom = min(word.top for word in words), max(word.bottom for word in words)
    edges = [layout.cells[0].x0, *layout.borders, layout.cells[-1].x1]
    cells = []
    for index, inside in enumerate(columns):
        box = _box(inside) if inside else _rounded((edges[index], top, max(edges[index], edges[index + 1]), bottom))
        text = _lines_text(inside)
        cells.append(Cell(text, Place(document=document, reader=reader, page=page.number, box=box)))
    return Row(tuple(cells))


def _lines_text(words: list[Word]) -> str:
    if len(words) <= 1:
        return words[0].text if words else ""
    parts = [text_of(line.words) for line in lines_of(words)]
    text = ""
    for part in parts:
        together = "\u2e80" <= text[-1:] <= "\uff60" and "\u2e80" <= part[0] <= "\uff60"
        if text and not together and not (_BROKEN_AT_HYPHEN.search(text) and part[0].isalnum()):
            text += " "
        text += part
    return text


def _box(words: list[Word]) -> Box:
    return _rounded(
        (
            min(word.x0 for word in words),
            min(word.top for word in words),
            max(word.x1 for word in words),
            max(word.bottom for word in words),
        )
    )


def _rounded(box: Box) -> Box:
    return (round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1))


__all__ = ["cells_of_line", "reading_of"]
