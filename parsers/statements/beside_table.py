"""Rows of a table that stand beside it in truth: summary boxes, ageing buckets, slips, notes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.headings import Heading
from parsers.readers.heading_sense import DATES, is_ageing_label
from parsers.statements.columns import OWN_DATES, Column, indices, is_money
from parsers.statements.day_cells import day_alone
from parsers.statements.fact_words import key_of
from parsers.statements.labels import label_of
from parsers.table import Row

_AMOUNT = re.compile(r"\D{0,4}\d{1,3}(?:[.,' ]?\d{2,3})*[.,]\d{2}\D{0,3}")
_TOLD = re.compile(r"[^\W\d][^:：]{1,30}[:：]\s*\S")
_TEXTUAL = frozenset(
    {
        *DATES,
        Heading.DESCRIPTION,
        Heading.REFERENCE,
        Heading.THEIR_REFERENCE,
        Heading.ORDER,
        Heading.KIND,
    }
)


def is_sentence(row: Row, columns: tuple[Column, ...]) -> bool:
    """Whether a sheet's row holds one piece of text and nothing else: a note, a slip's line, a closing sentence."""
    told = [(index, cell) for index, cell in enumerate(row.cells) if cell.text.strip() or cell.unreadable]
    if len(told) != 1 or told[0][1].unreadable or told[0][1].value is not None:
        return False
    index, cell = told[0]
    if day_alone(cell.text.strip()) and not indices(columns, *DATES, Heading.MONTH):
        return False  # the day of the lines below it
    described = index < len(columns) and columns[index].heading is Heading.DESCRIPTION
    if described:  # wrapped text of a line, unless it says "Account: C1001" or "Closing balance: 5.00"
        key, colon, value = cell.text.replace("：", ":").partition(":")
        return bool(colon and value.strip()) and (
            key_of(key) is not None or label_of(re.split(r"[,，]", key)[-1]) is not None
        )
    return sum(char.isalpha() for char in cell.text) >= 2


def begins_box(rows: Sequence[Row], index: int) -> bool:
    if index + 1 >= len(rows):
        return False
    upper = [(i, cell.text.strip()) for i, cell in enumerate(rows[index].cells) if cell.text.strip()]
    lower = [(i, cell.text.strip()) for i, cell in enumerate(rows[index + 1].cells) if cell.text.strip()]
    if len(upper) < 2 or len(lower) < 2:
        return False
    if not all(any(char.isdigit() for char in text) or text in {"-", "–", "—"} for _, text in lower):
        return False
    if all(is_ageing_label(text) for _, text in upper) and not any(_WORD.search(text) for _, text in lower):
        return True  # a box of its own columns, cut by those of the table above
    if [i for i, _ in upper] != [i for i, _ in lower]:
        return False
    aged = sum(1 for _, text in upper if is_ageing_label(text))
    return aged >= 2 or all(label_of(text) is not None for _, text in upper)


_WORD = re.compile(r"[^\W\d_]{4,}|[\u4e00-\u9fff]{2,}")


_PAIR = re.compile(r"[^\W\d_][^\d:：]{0,24}[:：]")
"""A key in words, its colon, and what it says."""


def is_aside(row: Row, columns: tuple[Column, ...]) -> bool:
    """Whether a row is a "Credit limit: 50,000.00" that merely happens to stand under the columns."""
    texts = [cell.text.strip() for cell in row.cells if cell.text.strip()]
    dated = any(
        row.cells[index].text.strip()[:1].isdigit()
        for index in indices(columns, *OWN_DATES)
        if index < len(row.cells)  # the columns may be those of a wider table on the page before
    )
    if len(texts) == 1 and not dated:
        # a label and its amount in one cell: a summary box that stands under the last column
        index = next(i for i, cell in enumerate(row.cells) if cell.text.strip())
        letters = sum(char.isalpha() for char in texts[0])
        return (
            index < len(columns)
            and is_money(columns[index].heading)
            and letters >= 2
            and any(char.isdigit() for char in texts[0])
        )
    if texts and not dated and all(_TOLD.match(text) for text in texts):
        return True  # "Account no: C-1002 | Currency: GBP" above the next part of the table
    spoken = [
        index
        for index, cell in enumerate(row.cells)
        if cell.text.strip()
        and index < len(columns)
        and is_money(columns[index].heading)
        and label_of(cell.text) is not None
    ]
    if len(texts) == 2 and len(spoken) == 1 and not dated:
        return True  # the label stands in a column of amounts: a box
    strange = [
        index
        for index, cell in enumerate(row.cells[: len(columns)])
        if columns[index].heading in _TEXTUAL and _AMOUNT.fullmatch(cell.text.strip())
    ]
    if len(strange) > 1 and not dated:
        return True  # amounts under the headings of texts: a row of another table
    if len(texts) >= 2 and all(_PAIR.match(text) for text in texts):
        return True  # "Prepared by: ..." and "Printed on: ..." side by side
    return (
        len(texts) <= 3
        and not dated
        and any(text.endswith((":", "：")) or text.startswith((":", "：")) for text in texts)
    )
