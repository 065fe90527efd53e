"""What commands print: tables and sentences, coloured on a terminal, plain when piped, always UTF-8.

Texts that come from other people's papers and mails pass through `printable`, because a terminal obeys control
characters: a description could otherwise rewrite the screen or turn a line's direction.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Literal

import rich.box
from rich.cells import cell_len
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

Align = Literal["left", "right"]

# What an outcome or a verdict looks like on a terminal; the word itself always stands there too.
STYLES: Mapping[str, str] = {
    "confirm": "green",
    "differences": "yellow",
    "ask": "cyan",
    "hold": "magenta",
    "ignore": "dim",
    "proven": "green",
    "consistent": "green",
    "unproven": "yellow",
    "broken": "red",
    "holds": "green",
    "fails": "red",
    "absent": "dim",
    "certain": "green",
    "likely": "yellow",
    "suggested": "magenta",
    "certain, others fit too": "green",
    "likely, others fit too": "yellow",
    "suggested, others fit too": "magenta",
    "sent": "green",
    "draft": "yellow",
    "stuck": "red",
    "uncertain": "red",
}


_WORD = 20  # letters that stay together in a narrow terminal


def use_utf8() -> None:
    """Make both streams UTF-8 whatever the locale says: amounts come with ￥ and names in Chinese."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def printable(text: str) -> str:
    """Return `text` in one line, without control, direction and other invisible characters."""
    shown = (" " if character in "\t\r\n" else character for character in text)
    return "".join(character for character in shown if unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co"})


def say(text: str = "", style: str = "") -> None:
    """Print one line."""
    console = _console()
    if console.is_terminal:
        console.print(Text(printable(text), style=style), soft_wrap=True)
    else:
        print(printable(text))  # noqa: T201 - rich would wrap at 80 columns


def complain(sentence: str) -> None:
    """Print one sentence on standard error."""
    console = Console(stderr=True, highlight=False)
    if console.is_terminal:
        console.print(Text("tieout: ", style="bold red") + Text(printable(sentence)), soft_wrap=True)
    else:
        print(f"tieout: {printable(sentence)}", file=sys.stderr)  # noqa: T201


def show_json(value: object) -> None:
    """Print one JSON document."""
    print(json.dumps(value, ensure_ascii=False, indent=2))  # noqa: T201


def show_table(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    right: Sequence[str] = (),
    title: str = "",
    wrap: bool = True,
    strong: Sequence[int] = (),
) -> None:
    """Print a table; the columns named in `right` hold amounts, the rows at `strong` are the ones to look for. Piped, every row is
    one line and nothing is cut.
    """
    aligns: list[Align] = ["right" if heading in right else "left" for heading in headings]
    cells = [[printable(cell) for cell in row] for row in rows]
    console = _console()
    if not console.is_terminal:
        if title:
            print(title)  # noqa: T201
        for line in _plain(headings, cells, aligns):
            print(line)  # noqa: T201
        return
    table = Table(
        box=rich.box.SIMPLE_HEAD,
        title=title or None,
        title_justify="left",
        title_style="bold",
        pad_edge=False,
        collapse_padding=True,
    )
    for column, (heading, align) in enumerate(zip(headings, aligns, strict=True)):
        # A number or a date that is broken in two cannot be read: a column is as wide as its longest word.
        longest = max(cell_len(word) for row in [headings, *cells] for word in (row[column].split() or [""]))
        fixed = align == "right" or not wrap
        table.add_column(
            heading, justify=align, no_wrap=fixed, overflow="fold", min_width=None if fixed else min(longest, _WORD)
        )
    for position, row in enumerate(cells):
        bold = "bold" if position in strong else ""
        table.add_row(*(Text(cell, style=STYLES.get(cell, bold)) for cell in row))
    console.print(table)


def terminal_width() -> int | None:
    """Return the columns of the terminal that is printed to, None where output is piped."""
    console = _console()
    return console.width if console.is_terminal else None


@contextmanager
def progress(what: str, total: int | None = None) -> Iterator[Progress]:
    """Show a bar on standard error while long work goes on; nothing where nobody looks.

    The caller moves it by `bar.advance(bar.task_ids[0])`.
    """
    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,.0f}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        bar.add_task(what, total=total)
        yield bar


def first_task(bar: Progress) -> TaskID:
    """Return the only task of `progress`."""
    return bar.task_ids[0]


def _console() -> Console:
    """Return a console on the present standard output (tests and pipes change it)."""
    return Console(highlight=False)


def _plain(headings: Sequence[str], rows: Sequence[Sequence[str]], aligns: Sequence[Align]) -> Iterator[str]:
    widths = [max(cell_len(row[column]) for row in [headings, *rows]) for column in range(len(headings))]
    for row in [headings, *rows]:
        padded = (
            " " * (width - cell_len(cell)) + cell if align == "right" else cell + " " * (width - cell_len(cell))
            for cell, width, align in zip(row, widths, aligns, strict=True)
        )
        yield "  ".join(padded).rstrip()
