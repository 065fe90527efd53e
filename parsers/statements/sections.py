"""One document may hold several statements: tables and text in reading order become sections of one account each.

A header repeated on a later page continues its section; another header, another sheet, or an opening balance after a closing one
begins a new one. The text around a table goes with it: that is where accounts, periods and printed balances stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from parsers.document import Place
from parsers.statements.beside_table import begins_box, is_aside, is_sentence
from parsers.statements.columns import OWN_DATES, Column, header_at, indices, is_money, signature
from parsers.statements.labels import Label
from parsers.statements.next_statement import begins_statement, names_another, names_same
from parsers.statements.row_labels import row_label
from parsers.statements.spots import Spot, spots_of_line, spots_of_row
from parsers.table import Reading, Row, Table


@dataclass(slots=True)
class Section:
    """Rows under one header (repeats removed), with the text around them."""

    columns: tuple[Column, ...]
    rows: list[Row] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)  # for each row its page or sheet
    starts: list[int] = field(default_factory=list)  # rows before which the header was repeated
    spots: list[Spot] = field(default_factory=list)
    sheet: str | None = None


@dataclass(slots=True)
class _Event:
    part: int
    at: float
    spot: Spot | None = None
    header: tuple[Column, ...] | None = None
    row: Row | None = None
    width: int = 0
    sheet: str | None = None


def sections_of(reading: Reading) -> tuple[list[Section], list[Spot]]:
    """Return the sections in reading order, and the text that stands before all tables (or all text where there is none)."""
    sections: list[Section] = []
    current: Section | None = None
    closed = False
    pending: list[Spot] = []
    leading: list[Spot] = []
    events = list(_events(reading))
    for index, event in enumerate(events):
        if event.spot is not None:
            pending.append(event.spot)
        elif event.header is not None:
            following = next((later for later in events[index + 1 :] if later.spot is None), None)
            if current is None or not _repeats(current, event, following, pending, closed=closed):
                before, after = _shared(pending, current, event)
                if current is not None:
                    current.spots.extend(before)
                else:
                    leading.extend(pending)
                current = Section(event.header, spots=after, sheet=event.sheet)
                sections.append(current)
                closed = False
            else:
                current.spots.extend(pending)
                current.starts.append(len(current.rows))
                current.sheet = event.sheet  # a carry may lead from one sheet to the next
            pending = []
        elif event.row is not None:
            if current is None or len(event.row.cells) != len(current.columns) or event.sheet != current.sheet:
                pending.extend(spots_of_row(event.row, event.part, event.at))
                continue
            label = row_label(event.row, current.columns)
            if closed and label is Label.OPENING and _lines_follow(events[index + 1 :], current.columns):
                before, after = _shared(pending, current, event)
                current.spots.extend(before)
                current = Section(current.columns, spots=after, sheet=current.sheet)
                sections.append(current)
                closed = False
            else:
                current.spots.extend(pending)
            pending = []
            closed = label is Label.CLOSING or (closed and label is not None)
            current.rows.append(event.row)
            current.parts.append(event.part)
    if current is not None:
        current.spots.extend(pending)
    else:
        leading.extend(pending)
    for section in sections:
        _box_apart(section)
    return sections, leading


def _box_apart(section: Section) -> None:
    """Sums beneath the last line that begin with the opening balance again are a box, which tells facts: they become text."""
    rows, columns = section.rows, section.columns
    days = indices(columns, *OWN_DATES)
    at = len(rows)
    beneath: list[Label] = []
    while at and not any(rows[at - 1].cells[day].text.strip() for day in days):
        label = row_label(rows[at - 1], columns)
        if label is None:
            break
        beneath.insert(0, label)
        at -= 1
    if Label.OPENING not in beneath:
        return
    box = at + beneath.index(Label.OPENING)
    if all(row_label(row, columns) is not None for row in rows[:at]) or any(
        row.cells[0].place.box is None for row in rows[box:]
    ):
        return
    for number in range(box, len(rows)):
        row, part = section.rows[number], section.parts[number]
        section.spots.extend(spots_of_row(row, part, _top(row, number)))
    del section.rows[box:], section.parts[box:]


def _lines_follow(events: list[_Event], columns: tuple[Column, ...]) -> bool:
    """Whether dated rows come before the next header: an opening balance with nothing after it is only a box that repeats it."""
    for event in events:
        if event.header is not None:
            return False
        if (
            event.row is not None
            and len(event.row.cells) == len(columns)
            and (
                any(event.row.cells[index].text.strip()[:1].isdigit() for index in indices(columns, *OWN_DATES))
                and row_label(event.row, columns) is None
            )
        ):
            return True
    return False


def _events(reading: Reading) -> Iterator[_Event]:
    """Yield text, headers and rows in reading order."""
    events: list[tuple[tuple[int, float, int], _Event]] = []
    before: tuple[int, float] | None = None
    beside = 0
    for number, (line, count) in enumerate(zip(reading.lines, reading.parts_of_lines(), strict=True)):
        part, at = _where(line.place, count, number)
        beside = beside + 1 if before == (part, at) else 0  # cells that share a line of text stand side by side
        before = (part, at)
        events.extend(
            ((part, at, number), _Event(part, at, spot=spot)) for spot in spots_of_line(line, part, at, beside)
        )
    columns: tuple[Column, ...] | None = None
    for count, table in enumerate(reading.tables):
        for order, event in enumerate(_table_events(table, count, columns)):
            if event.header is not None:
                columns = event.header
            events.append(((event.part, event.at, order), event))
    yield from (event for _, event in sorted(events, key=lambda pair: pair[0]))


def _where(place: Place, count: int, number: int) -> tuple[int, float]:
    if place.page is not None:
        return place.page, place.box[1] if place.box else 0.0
    return count, float(place.line if place.line is not None else number)


def _table_events(table: Table, count: int, inherited: tuple[Column, ...] | None) -> Iterator[_Event]:
    index = 0
    part = table.page if table.page is not None else count
    columns = inherited if table.page is not None else None
    while index < len(table.rows):
        row = table.rows[index]
        at = _top(row, index) if table.page is not None else _line(row, index)
        header = header_at(table.rows, index)
        if header is not None:
            columns = header[0]
            yield _Event(part, at, header=columns, width=len(columns), sheet=table.sheet)
            index += header[1]
            continue
        if columns is None or is_aside(row, columns) or (table.page is None and is_sentence(row, columns)):
            for spot in spots_of_row(row, part, at):
                yield _Event(part, at, spot=spot)
        elif begins_box(table.rows, index):
            # labels over amounts: ageing buckets, or a summary box; both rows stand beside the table, not in it
            for offset in (0, 1):
                below = table.rows[index + offset]
                line = _top(below, index + offset) if table.page is not None else _line(below, index + offset)
                for spot in spots_of_row(below, part, line):
                    yield _Event(part, line, spot=spot)
            index += 1
        elif any(cell.text.strip() or cell.unreadable for cell in row.cells):
            yield _Event(part, at, row=row, sheet=table.sheet)
        index += 1


def _top(row: Row, index: int) -> float:
    tops = [cell.place.box[1] for cell in row.cells if cell.place.box is not None]
    return min(tops) if tops else float(index)


def _line(row: Row, index: int) -> float:
    return float(next((cell.place.line for cell in row.cells if cell.place.line is not None), index))


def _repeats(current: Section, event: _Event, following: _Event | None, pending: list[Spot], *, closed: bool) -> bool:
    """Whether a header continues the current section on a later page."""
    if event.header is None or len(event.header) != len(current.columns):
        return False
    beginning = following.row if following is not None else None
    first = row_label(beginning, event.header) if beginning is not None else None
    last = row_label(current.rows[-1], current.columns) if current.rows else None
    carried = first is Label.BROUGHT_FORWARD and last in {Label.CARRIED_FORWARD, Label.NEXT_PAGE}
    alike = [column.heading for column in event.header] == [column.heading for column in current.columns]
    if (
        signature(event.header) != signature(current.columns)
        and not (alike and event.part not in current.parts[-1:])
        and not carried
    ):
        return False
    if carried and beginning is not None and _figures(beginning, current) == _figures(current.rows[-1], current):
        return True
    if event.sheet != current.sheet:
        return False
    begins, ends = {Label.OPENING, Label.BROUGHT_FORWARD}, {Label.CLOSING, Label.CARRIED_FORWARD}
    if (
        first in begins
        and (last in ends or signature(event.header) != signature(current.columns))
        and beginning is not None
        and not _figures(beginning, current) & _last_figures(current)
    ):
        return False
    if not current.rows:
        return True
    if names_another(pending, current.spots):
        return False
    label = row_label(following.row, event.header) if following is not None and following.row is not None else None
    if closed:
        return False
    if label is Label.OPENING:
        return (
            following is not None
            and following.row is not None
            and _figures(following.row, current) <= _last_figures(current)
        )
    return True


def _figures(row: Row, section: Section) -> set[str]:
    found = set()
    for index, cell in enumerate(row.cells):
        if index < len(section.columns) and is_money(section.columns[index].heading) and cell.text.strip():
            found.add(cell.text.strip())
    return found


def _last_figures(section: Section) -> set[str]:
    for row in reversed(section.rows[-3:]):
        found = _figures(row, section)
        if found:
            return found
    return set()


def _shared(pending: list[Spot], current: Section | None, event: _Event) -> tuple[list[Spot], list[Spot]]:
    """Divide the text between two tables: what stands on an earlier page, or before a title, belongs to the first."""
    if current is None or not current.parts:
        return [], list(pending)
    last = current.parts[-1]
    for index, spot in enumerate(pending):
        together = event.part == last or spot.place.page is None
        begins = begins_statement(spot.text) and not (
            names_same(spot, current.spots) and any(begins_statement(later.text) for later in pending[index + 1 :])
        )
        if spot.part > last or (together and begins):
            return pending[:index], pending[index:]
    return list(pending), []
