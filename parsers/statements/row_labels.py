"""What a row of a table is called when its texts are a label: opening, closing, total, carried forward."""

from __future__ import annotations

import re

from parsers.headings import Heading
from parsers.readers.heading_sense import DATES
from parsers.statements.columns import Column, indices, is_money
from parsers.statements.labels import Label, label_of
from parsers.table import Row

_WHOSE = (
    Heading.PARTY,
    Heading.ACCOUNT,
    Heading.ACCOUNT_NAME,
    Heading.LEDGER_ACCOUNT,
    Heading.COMPANY,
    Heading.DEPARTMENT,
    Heading.PERSON,
)
"""Columns that name somebody beside every row, labelled ones too."""

_WORDS = re.compile(r"[^\W\d_]{3,}(?:\s[^\W\d_]+)*")
_BEGUN = {Label.OPENING, Label.BROUGHT_FORWARD}


def row_label(row: Row, columns: tuple[Column, ...]) -> Label | None:
    """Return what the row is called when its texts are a label; amounts, dates, marks and dashes beside it do not count."""
    quiet = {*indices(columns, *DATES, Heading.DIRECTION, Heading.CURRENCY, Heading.LINE_NUMBER, *_WHOSE)}
    texts = [
        (index, cell.text.strip())
        for index, cell in enumerate(row.cells)
        if cell.text.strip()
        and not (
            index < len(columns) and is_money(columns[index].heading) and any(char.isdigit() for char in cell.text)
        )
    ]
    # a label may begin under the date ("Opening | balance")
    days = {*indices(columns, *DATES)}
    spoken = [text for index, text in texts if index not in quiet or (index in days and _WORDS.fullmatch(text))]
    if spoken:
        found = label_of(" ".join(spoken))
        if found is None and len(spoken) > 1:
            # the label in one cell, a mere mark in another ("***", a page, a count)
            told = [text for text in spoken if len(text) > 2 and not text.isdigit()]
            found = label_of(" ".join(told)) if told else None
            if found is None and len(told) == 1:
                found = label_of(told[0])
            if found is None and len(told) > 1:
                # each cell says it in its own words ("O/Bal", "Balance brought forward")
                labels = {label_of(text) for text in told}
                found = next(iter(labels)) if len(labels) == 1 else Label.OPENING if labels == _BEGUN else None
        if found is not None:
            return found
    loud = [text for index, text in texts if index in quiet]
    if loud and not spoken:
        return next(
            (found for found in (label_of(text) for text in (" ".join(loud), *loud)) if found is not None), None
        )
    if loud and spoken:
        found = label_of(" ".join(text for _, text in texts))
        if found is None and not any(char.isalpha() for text in spoken for char in text):
            labels = {label_of(text) for text in loud} - {None}
            found = labels.pop() if len(labels) == 1 else None
        return found
    return None
