"""Pages of words become a `Reading`: tables under the headers found, and the other text phrase by phrase (a label and its value, set apart by a wide
gap, are two cells).

Used by every reader that sees paper. What is a line, an opening balance or a total is decided later, in `statements`; here only
geometry speaks, helped by the vocabulary of headings.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from itertools import pairwise
from statistics import median

from parsers.document import Box, Place, Problem
from parsers.readers.columns_of_words import Layout, is_money, layout_of, money_phrases
from parsers.readers.header_words import Header, cells_of_line, headers_of, is_ageing_header
from parsers.readers.words import PageWords, TextLine, Word, lines_of, text_of
from parsers.table import Cell, Reading, Row, Table

_RULE_OF_LETTERS = re.compile(r"([=_*~.-])\1{3,}")
_BROKEN_AT_HYPHEN = re.compile(r"[0-9]-$")
"""A number or a date that goes on in the next line of its cell."""
_DATE = re.compile(
    r"\d{1,4}[-./年]\s?\w{1,9}[-./月]?\s?\d{0,4}日?|\d{1,2}\.? ?[A-Za-zä]{3,9}\.?,?(?: ?\d{2,4})?|[A-Z][a-z]{2,8} \d{1,2},?.*|20\d{6}"
)


def reading_of(pages: Iterable[PageWords], reader: str, document: str, problems: Iterable[Problem] = ()) -> Reading:
    """Return tables and text lines of all pages, in reading order."""
    tables: list[Table] = []
    texts: list[Cell] = []
    layout: Layout | None = None
    for page in pages:
        layout = _page(page, layout, reader, document, tables=tables, texts=texts)
    return Reading(reader, tuple(tables), tuple(texts), tuple(problems))


def _page(
    page: PageWords,
    inherited: Layout | None,
    reader: str,
    document: str,
    *,
    tables: list[Table],
    texts: list[Cell],
) -> Layout | None:
    # lines of = or - are how a printer that knows only letters rules its tables
    lines = lines_of([word for word in page.words if not _RULE_OF_LETTERS.fullmatch(word.text)])
    headers = headers_of(lines, page)
    text_lines: list[TextLine] = []
    starts = [header.first for header in headers] + [len(lines)]
    layout = inherited
    before = lines[: starts[0]]
    if inherited is not None:
        continued, left = _inherited_body(before, inherited)
        if headers and not any(_dated(line, inherited) for line in continued):
            continued, left = [], before  # a box above the next table, not the rest of the last one
        text_lines.extend(left)
        if continued:
            made = _rows(continued, inherited, page, reader, document)
            tables.append(Table(tuple(made), reader, page=page.number))
    else:
        text_lines.extend(before)
    for header, end in zip(headers, starts[1:], strict=True):
        below = lines[header.last + 1 : end]
        stop = next((i for i, line in enumerate(below) if is_ageing_header(line)), len(below))
        layout = layout_of(header, _likely_body(below[:stop]), page.verticals)
        body, left = _body(below[:stop], layout)
        text_lines.extend(left)
        text_lines.extend(below[stop:])
        rows = [_header_row(header, layout, page, reader, document), *_rows(body, layout, page, reader, document)]
        tables.append(Table(tuple(rows), reader, page=page.number))
    for line in sorted(text_lines, key=lambda line: line.base):
        for phrase in line.phrases():
            place = Place(document=document, reader=reader, page=page.number, box=_box(phrase))
            texts.append(Cell(text_of(phrase), place))
    return layout


def _likely_body(below: list[TextLine]) -> list[TextLine]:
    """The lines from which columns are learned: those with at least two phrases; all where none has."""
    several = [line for line in below if len(line.phrases()) >= 2]
    return several or below


def _body(below: list[TextLine], layout: Layout) -> tuple[list[TextLine], list[TextLine]]:
    """Split the lines under a header into the table's and the text that follows it."""
    anchors = [index for index, line in enumerate(below) if _anchored(line, layout)]
    if not anchors:
        return [], below
    running = [line for line in below if _is_running_text(line, layout)]
    if running:
        body, rest = _body([line for line in below if not any(line is other for other in running)], layout)
        return body, [*rest, *running]
    box = _box_begins(below, anchors)
    if box is not None:
        body, rest = _body(below[:box], layout)
        return body, [*rest, *below[box:]]
    last = anchors[-1]
    heights = [line.base - before.base for before, line in itertools.pairwise(below)]
    pitch = median(heights[: max(1, last)]) if heights else 12.0
    body = below[: last + 1]
    rest = below[last + 1 :]
    while rest:
        line = rest[0]
        near = line.base - body[-1].base <= min(1.3 * pitch, 1.9 * line.words[0].size)
        first = layout.column_at(line.x0 + 0.5)
        # closer than lines of text are set: the rest of a row whose cells stand in its middle
        within = line.base - body[-1].base < 0.75 * line.words[0].size
        if not within and (not near or first == 0 or len(line.phrases()) > 2 or _crosses(line, layout)):
            break
        body.append(rest.pop(0))
    return body, rest


def _box_begins(below: list[TextLine], anchors: list[int]) -> int | None:
    """Return where a summary box under the table begins: labels in one line, as many amounts and nothing else in the next."""
    for index in range(max(1, anchors[0]), len(below) - 1):
        upper, lower = below[index], below[index + 1]
        labels, values = upper.phrases(), lower.phrases()
        if (
            len(labels) != len(values)
            or money_phrases(upper, whole=False)
            or not all(is_money(text_of(value)) for value in values)
        ):
            continue
        if any(char.isdigit() for label in labels for char in text_of(label)):
            continue
        apart = upper.base - below[index - 1].base > 1.35 * (lower.base - upper.base)
        over = all(
            min(label[-1].x1, value[-1].x1) - max(label[0].x0, value[0].x0) > 0
            for label, value in zip(labels, values, strict=True)
        )
        if over and (len(labels) > 1 or apart):
            return index
    return None


def _crosses(line: TextLine, layout: Layout) -> bool:
    first, last = layout.column_at(line.x0 + 0.5), layout.column_at(line.x1 - 0.5)
    return last - first > 1


def _anchored(line: TextLine, layout: Layout) -> bool:
    """Whether the line carries an amount of the table, or a date in its first column."""
    for phrase in money_phrases(line, whole=layout.whole):
        column = layout.money_column(phrase)
        if column is None:
            continue
        band = layout.bands.get(column)
        x1 = phrase[-1].x1
        if band is None or band.x0 - 3 <= phrase[0].x0 <= band.x1 or abs(x1 - band.x1) < 4:
            return True
    return _dated(line, layout)


def _is_running_text(line: TextLine, layout: Layout) -> bool:
    """Whether the line is a sentence that runs across the columns ("Balance due as of 31 March: EUR 1,234.00")."""
    phrases = line.phrases()
    if len(phrases) != 1 or len(text_of(phrases[0])) < 20:
        return False
    first, last = layout.column_at(line.x0 + 0.5), layout.column_at(line.x1 - 0.5)
    told = any(sign in text_of(phrases[0]) for sign in ":：。;；") or len(line.words) > 8
    return (
        last - first >= 2
        and told
        and not any(layout.ruled_at(index, word) for index in range(first, last) for word in line.words[:1])
    )


def _dated(line: TextLine, layout: Layout) -> bool:
    """Whether the line begins with a date in the first column, and more follows."""
    first = line.phrases()[0]
    return (
        layout.column_at(first[0].x0 + 0.5) == 0 and _DATE.fullmatch(first[0].text) is not None and len(line.words) > 1
    )


def _inherited_body(lines: list[TextLine], layout: Layout) -> tuple[list[TextLine], list[TextLine]]:
    """Lines above the page's first header that continue the table of the page before."""
    anchors = [index for index, line in enumerate(lines) if _aligned(line, layout)]
    if not anchors:
        return [], lines
    first = anchors[0]
    # a row cut by the end of the page goes on here: its other lines stand close above, each at a column's edge
    while first and anchors[0] - first < 4 and _goes_on_above(lines[first - 1], lines[first], layout):
        first -= 1
    body, rest = _body(lines[first:], layout)
    stop = next((i for i, line in enumerate(body) if is_ageing_header(line)), len(body))
    return body[:stop], lines[:first] + body[stop:] + rest


def _goes_on_above(line: TextLine, below: TextLine, layout: Layout) -> bool:
    if below.base - line.base > 1.5 * line.words[0].size:
        return False
    starts = [phrase[0].x0 for phrase in line.phrases()]
    return all(any(abs(start - left) < 2.5 for left in layout.lefts.values()) for start in starts)


def _aligned(line: TextLine, layout: Layout) -> bool:
    for phrase in money_phrases(line, whole=layout.whole):
        column = layout.money_column(phrase)
        if column is not None:
            band = layout.bands.get(column)
            if band is not None and (abs(phrase[-1].x1 - band.x1) < 6 or band.x0 <= phrase[0].x0 <= band.x1):
                return True
    return False


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
    if sum(1 for line in group if _anchored(line, layout)) <= 1:
        return True
    if not gridded or sum(1 for line in group if _dated(line, layout)) > 1:
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
        for column, placed in _placed(line.words, layout):
            columns[column].append(placed)
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


def _placed(words: list[Word], layout: Layout) -> list[tuple[int, Word]]:
    """Give each word of a line its column; fused words are cut at the border, overflowing text stays where it began."""
    result: list[tuple[int, Word]] = []
    before: tuple[int, Word] | None = None
    queue = list(words)
    while queue:
        word = queue.pop(0)
        column = layout.column_at(word.middle)
        halves = _halves(word, layout)
        if halves is not None:
            word = halves[0]
            queue.insert(0, halves[1])
            column = layout.column_at(word.middle)
        elif before is not None and column > before[0] and not layout.ruled_at(column - 1, word):
            gap = word.x0 - before[1].x1
            left = layout.lefts.get(column)
            aligned = left is not None and abs(word.x0 - left) < 2.5
            if (
                gap < 0.4 * word.size
                and not aligned
                and not is_money(word.text, whole=layout.whole)
                and not _spread(word, layout)
            ):
                column = before[0]
        before = (column, word)
        result.append(before)
    return result


def _spread(word: Word, layout: Layout) -> bool:
    """Whether a money column's own band of numbers holds the word (a part of an amount, "CR", a currency sign)."""
    return any(
        (band.x0 - 1 <= word.x0 and word.x1 <= band.x1 + 1)
        or (abs(word.x1 - band.x1) < 3 and is_money(word.text, whole=layout.whole))
        for band in layout.bands.values()
    )


def _halves(word: Word, layout: Layout) -> tuple[Word, Word] | None:
    for index, border in enumerate(layout.borders):
        if word.x0 + 2 < border < word.x1 - 2:
            halves = word.cut(border)
            if halves is None:
                continue
            ruled = layout.ruled_at(index, word)
            if ruled or is_money(halves[0].text) or is_money(halves[1].text):
                if is_money(word.text, whole=layout.whole) and not ruled:
                    return None  # one number that is wider than its column
                return halves
    return None


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
