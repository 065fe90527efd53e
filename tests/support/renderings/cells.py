"""A draft as rows of cells, for workbooks, csv and HTML: what stands above, in and below the table."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tests.support.drafts import Block, Draft, Row, Value

Cell = tuple[str, Value | None]
EMPTY: Cell = ("", None)


def texts(*parts: str) -> list[Cell]:
    return [(part, None) for part in parts]


def head_rows(block: Block) -> list[list[Cell]]:
    """Return one or two heading rows; a group heading stands over the first of its columns."""
    headings = [column.heading.replace("\n", " ") for column in block.columns]
    groups = [column.group for column in block.columns]
    if not any(groups):
        return [texts(*headings)]
    first = [
        group if group and groups.index(group) == index else "" if group else headings[index]
        for index, group in enumerate(groups)
    ]
    return [texts(*first), texts(*(heading if group else "" for heading, group in zip(headings, groups, strict=True)))]


def body_row(block: Block, row: Row) -> list[Cell]:
    return [(row.cells.get(column.role, ""), row.values.get(column.role)) for column in block.columns]


def above(random: Random, draft: Draft, block: Block, *, first: bool) -> Iterator[list[Cell]]:
    """Yield the rows before the heading."""
    if first:
        yield texts(draft.letterhead[0])
        if random.random() < 0.4:
            yield texts(*draft.letterhead[1:2])
    yield texts(block.title)
    beside = random.random() < 0.4
    if beside:
        for start in range(0, len(block.facts), 2):
            cells: list[Cell] = []
            for label, value in block.facts[start : start + 2]:
                cells += texts(label + ":", value, "")
            yield cells
    else:
        joined = random.random() < 0.4
        for label, value in block.facts:
            yield texts(f"{label}：{value}") if joined else texts(label, value)
    for text in block.before:
        yield texts(text)
    for label, value in block.box:
        yield texts(label, value)
    if random.random() < 0.5:
        yield []


def below(block: Block) -> Iterator[list[Cell]]:
    """Yield the rows after the table."""
    for text in block.after:
        yield texts(text)
    if block.ageing:
        yield []
        yield texts(*(label for label, _ in block.ageing))
        yield texts(*(value for _, value in block.ageing))
    if block.slip:
        yield []
        for text in block.slip:
            yield texts(text)
