"""A letter as plain text and as HTML. Both say the same; neither loads anything from anywhere nor holds a link."""

from __future__ import annotations

import re
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template, select_autoescape

from daemon.replies.letter import Heading, Letter, Pairs, Paragraph, Points, SumRow, Sums
from daemon.replies.line_breaking import broken
from daemon.replies.safe_text import width

_COLUMNS = 76
_AMOUNT = re.compile(r"(?<=\b[A-Z]{3}) (?=-?\d)|(?<=\d) (?=(?:[A-Z]{3}\b|%))")


def as_text(letter: Letter) -> str:
    """Return the letter as text of at most 76 columns, ending in one line break. A Chinese character takes two columns."""
    return _render("letter.txt.j2", letter).strip("\n") + "\n"


def as_html(letter: Letter) -> str:
    """Return the letter as one HTML document; everything in it is escaped."""
    return _render("letter.html.j2", letter)


def unbroken(text: str) -> str:
    """Return `text` with a no-break space between an amount and its currency or per cent sign."""
    return _AMOUNT.sub("\u00a0", text)


def wrapped(text: str, indent: str = "", first: str | None = None) -> str:
    """Return `text` broken at blanks (and between Chinese characters), each line indented; `first` opens the first line."""
    opening = indent if first is None else first
    lines = broken(text, _COLUMNS - max(width(indent), width(opening)), width)
    return "\n".join((indent if index else opening) + line for index, line in enumerate(lines))


def pair_lines(pairs: Pairs) -> list[str]:
    """Return "label   value" lines with the values in one column."""
    longest = max((width(label) for label, _ in pairs.rows), default=0)
    return [f"{_padded(label, longest)}  {value}" for label, value in pairs.rows]


def sum_lines(sums: Sums) -> list[str]:
    """Return a column of amounts, right-aligned, under its unit; a rule stands above and below the steps."""
    amounts = max((width(row.amount) for row in sums.rows), default=0)
    amounts = max(amounts, width(sums.unit))
    room = _COLUMNS - amounts - 4
    labels = min(max((width(row.label) for row in sums.rows), default=0), room)
    rule = "  " + "-" * (labels + 2 + amounts)
    lines = ["  " + " " * (labels + 2 + amounts - width(sums.unit)) + sums.unit] if sums.unit else []
    for index, row in enumerate(sums.rows):
        if row.total and index:
            lines.append(rule)
        lines.extend(_sum_row(row, labels, amounts))
        if row.total and index == 0:
            lines.append(rule)
    return lines


def _sum_row(row: SumRow, labels: int, amounts: int) -> list[str]:
    parts = broken(row.label, labels, width)
    head = [f"  {part}" for part in parts[:-1]]
    return [*head, f"  {_padded(parts[-1], labels)}  {' ' * (amounts - width(row.amount))}{row.amount}"]


def _padded(text: str, columns: int) -> str:
    return text + " " * max(0, columns - width(text))


_KINDS = {
    Paragraph: "paragraph",
    Heading: "heading",
    Pairs: "pairs",
    Sums: "sums",
    Points: "points",
}


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=PackageLoader("daemon.replies", "templates"),
        autoescape=select_autoescape(enabled_extensions=("html", "html.j2")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["unbroken"] = unbroken
    environment.globals.update(wrapped=wrapped, pair_lines=pair_lines, sum_lines=sum_lines)
    return environment.get_template(name)


def _render(name: str, letter: Letter) -> str:
    blocks = [(_KINDS[type(block)], block) for block in letter.blocks]
    return _template(name).render(letter=letter, blocks=blocks)
