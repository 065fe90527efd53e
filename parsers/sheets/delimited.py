"""csv and its relatives: encoding and delimiter are found out, title lines before the table are rows like all others."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any, BinaryIO

from parsers.headings import heading_of
from parsers.sheets.encodings import encoding_of
from parsers.sheets.model import Sheet, SheetRow, SheetsRefused

_SAMPLED_LINES = 400
_MOST_LINES_IN_A_FIELD = 60
_LONGEST_LINE = 1_000_000
_DELIMITERS = ",;\t|^~"
_SEPARATOR_LINE = re.compile(r"sep=(.)\s*", re.IGNORECASE)
_AS_TEXT = re.compile(r'="([^"]*)"')  # how programs keep Excel from reading 00123 as a number


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text file separates its cells. `separator_line` says that its first line only names the delimiter ("sep=;"), `spaced` that
    blanks may stand between a delimiter and the quotation mark of the next cell.
    """

    delimiter: str
    quoted: bool = True
    separator_line: bool = False
    spaced: bool = False


def delimited_sheet(stream: BinaryIO) -> Sheet:
    """Return the file as one sheet whose rows stream. Raises SheetsRefused(unsupported) where it is no text.

    The rows raise SheetsRefused(broken_file) at a quotation mark that swallows lines: no row is lost in silence.
    """
    encoding = encoding_of(stream)
    if encoding is None:
        raise SheetsRefused("unsupported", "The file is neither a workbook nor text in a known encoding.")
    return Sheet(name=None, rows=partial(_rows, stream, encoding, dialect_of(stream, encoding)))


def dialect_of(stream: BinaryIO, encoding: str) -> Dialect:
    """Return the delimiter under which most headings are known, then the one that gives most rows as many columns.

    Quotation marks count as quotes unless that breaks rows which are whole without them.
    """
    lines = _lines(stream, encoding)
    sample = list(islice(lines, _SAMPLED_LINES))
    lines.close()
    named = _SEPARATOR_LINE.fullmatch(sample[0]) if sample else None
    if named:
        return Dialect(named[1], separator_line=True)
    best: tuple[tuple[float, ...], Dialect] = ((0.0,), Dialect(","))
    for delimiter in _DELIMITERS:
        spaced = any(f'{delimiter} "' in line for line in sample)
        for dialect in (
            *([Dialect(delimiter, spaced=True)] if spaced else []),
            Dialect(delimiter),
            Dialect(delimiter, quoted=False),
        ):
            rated = _rating(sample, dialect)
            best = max(best, (rated, dialect), key=lambda item: item[0])
            if rated[0]:
                break  # whole as quoted text: what stands in quotes tells nothing of delimiters
    return best[1]


def _reader(lines: Iterable[str], dialect: Dialect) -> Any:
    return csv.reader(
        lines,
        delimiter=dialect.delimiter,
        quoting=csv.QUOTE_MINIMAL if dialect.quoted else csv.QUOTE_NONE,
        strict=True,
        skipinitialspace=dialect.spaced,
    )


def _rating(sample: list[str], dialect: Dialect) -> tuple[float, ...]:
    if not any(dialect.delimiter in line for line in sample) or (
        not dialect.quoted and not any('"' in line for line in sample)
    ):
        return (0.0,)
    reader = _reader(sample, dialect)
    rows: list[list[str]] = []
    broken = False
    try:
        rows.extend(row for row in reader if any(row))
    except csv.Error:
        broken = len(sample) < _SAMPLED_LINES or reader.line_num < len(sample)
    wide = [row for row in rows if len(row) > 1]
    if not wide:
        return (0.0,)
    counts = Counter(map(len, wide))
    width, times = max(counts.items(), key=lambda item: (item[1] * (item[0] - 1), item[0]))
    headings = max(sum(heading_of(cell) is not None for cell in row) for row in wide[:60])
    return (
        float(not broken),
        float(min(headings, 3)),
        times / len(rows) * min(width, 6),
        float(dialect.quoted),
        float(width),
    )


def _lines(stream: BinaryIO, encoding: str) -> Generator[str, None, None]:
    """Yield the lines with their ends; the stream is left open. Legacy encodings may hold a broken character: it shows as �.

    Raises SheetsRefused: broken_file, or too_large for a line of more than a million characters.
    """
    stream.seek(0)
    errors = "strict" if encoding.startswith("utf-8") else "replace"
    text = io.TextIOWrapper(stream, encoding=encoding, errors=errors, newline="")
    try:
        while line := text.readline(_LONGEST_LINE):
            if len(line) == _LONGEST_LINE:
                raise SheetsRefused("too_large", "A line of the file is far longer than any row of a table.")
            yield line
    except UnicodeDecodeError as error:
        raise SheetsRefused("broken_file", "The text breaks off inside a character.") from error
    finally:
        text.detach()


def _rows(stream: BinaryIO, encoding: str, dialect: Dialect) -> Generator[SheetRow, None, None]:
    lines = _lines(stream, encoding)
    reader = _reader(lines, dialect)
    before = 0
    number = 0
    try:
        for row in reader:
            number += 1
            line, before = before + 1, reader.line_num
            if before - line > _MOST_LINES_IN_A_FIELD:
                raise _runaway(line)
            if dialect.separator_line and number == 1:
                continue
            texts = [cell.strip() for cell in row]
            if '="' in dialect.delimiter.join(row):
                texts = [found[1] if (found := _AS_TEXT.fullmatch(text)) else text for text in texts]
            while texts and not texts[-1]:
                texts.pop()
            if texts and texts != ["\x1a"]:
                yield SheetRow(number, texts, line=line)
    except csv.Error as error:
        raise _runaway(before + 1) from error
    finally:
        lines.close()


def _runaway(line: int) -> SheetsRefused:
    return SheetsRefused(
        "broken_file",
        f"A quotation mark in or after line {line} is not closed, so the rows behind it cannot be told apart.",
    )
