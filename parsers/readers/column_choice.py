"""Where a table's columns can be told in more than one way, all ways are offered, the one that its rows fit best first."""

from __future__ import annotations

from parsers.readers.body_columns import layout_by_body
from parsers.readers.columns_of_words import Layout, layout_of
from parsers.readers.header_words import Header
from parsers.readers.placing import fits, placed, strain
from parsers.readers.words import Ruling, TextLine


def layouts_of(
    header: Header, head: list[TextLine], body: list[TextLine], verticals: list[Ruling], beneath: list[TextLine]
) -> list[Layout]:
    """Return one or two layouts that differ in what the rows become, the better first. `head` are the header's lines; the rest as for `layout_of`."""
    by_heading = layout_of(header, body, verticals, beneath)
    by_rows = layout_by_body(head, body, verticals)
    if by_rows is None or _same(by_heading, by_rows, body):
        return [by_heading]
    ways = [by_heading, by_rows]
    rows = [line for line in body if fits(line, by_heading) or fits(line, by_rows)]
    # headings that touch no row amiss are believed; drawn borders are believed more readily than white ones
    lead = 1.0 + len(rows) * (0.15 if sum(by_heading.ruled) > 1 else 0.05)
    return ways if strain(by_heading, rows) <= strain(by_rows, rows) + lead else ways[::-1]


def _same(one: Layout, other: Layout, body: list[TextLine]) -> bool:
    if [cell.heading for cell in one.cells] != [cell.heading for cell in other.cells]:
        return False
    return all(
        [column for column, _ in placed(line.words, one)] == [column for column, _ in placed(line.words, other)]
        for line in body
    )
