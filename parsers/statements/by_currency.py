"""A table whose lines are in several currencies is as many statements (law 1)."""

from __future__ import annotations

from parsers.currencies import currency_code
from parsers.headings import Heading
from parsers.statements.columns import indices
from parsers.statements.sections import Section


def by_currency(section: Section) -> list[Section]:
    """Split a section whose currency column names several currencies (law 1)."""
    column = next(iter(indices(section.columns, Heading.CURRENCY)), None)
    if column is None:
        return [section]
    named: list[str] = []
    for row in section.rows:
        text = row.cells[column].text.strip().upper()
        if text and text not in named:
            named.append(text)
    if len(named) < 2 or len(named) > 8 or not all(currency_code(name) for name in named):
        return [section]
    parts = []
    for name in named:
        kept = [i for i, row in enumerate(section.rows) if row.cells[column].text.strip().upper() == name]
        parts.append(
            Section(
                section.columns,
                [section.rows[i] for i in kept],
                [section.parts[i] for i in kept],
                [],
                section.spots,
                section.sheet,
            )
        )
    return parts
