"""A draft as an old print program writes it: lines of one width, columns by position, dashes for rules, form feeds.

Such runs arrive as text files and as PDF whose lines are single strings with blanks inside.
"""

from __future__ import annotations

import io
import unicodedata
from random import Random

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tests.support.drafts import Block, Draft, Row
from tests.support.renderings.look import load_fonts


def run(random: Random, draft: Draft) -> list[list[str]]:
    """Return the pages as lines of text."""
    lines: list[str] = [draft.letterhead[0], *draft.letterhead[1:], "", *draft.addressee, ""]
    pages: list[list[str]] = []
    room = random.choice([50, 60, 66])
    for block in draft.blocks:
        table = _Columns(random, block)
        lines += [" " * 20 + block.title, ""]
        lines += [f"{label}: {value}" for label, value in block.facts] + list(block.before)
        lines += [f"{label + ':':<30}{value:>16}" for label, value in block.box] + [""]
        lines += table.head()
        for index, row in enumerate(block.rows):
            if len(lines) > room and row.kind == "line":
                if block.carry:
                    lines += table.row(block.carry(index - 1)[0])
                pages.append(lines)
                lines = [draft.letterhead[0], "", *table.head()]
                if block.carry:
                    lines += table.row(block.carry(index - 1)[1])
            lines += table.row(row)
        lines += [table.rule, *block.after]
        if block.ageing:
            lines += [
                "",
                "".join(f"{label:>16}" for label, _ in block.ageing),
                "".join(f"{value:>16}" for _, value in block.ageing),
            ]
        if block.slip:
            lines += ["", "- " * 40, *block.slip]
        lines += ["", ""]
    return [*pages, lines]


def as_text(pages: list[list[str]], encoding: str = "utf-8") -> bytes:
    return "\f".join("\r\n".join(lines) + "\r\n" for lines in pages).encode(encoding)


def as_pdf(pages: list[list[str]], *, whole_lines: bool = True) -> bytes:
    """Print the lines in Courier, each as one string."""
    load_fonts()
    widest = max(len(line) for lines in pages for line in lines)
    tall = widest > 100
    size = min(9, (A4[1 if tall else 0] - 60) / (widest * 0.6))
    paper = (A4[1], A4[0]) if tall else A4
    longest = max(map(len, pages))
    leading = min(size * 1.25, (paper[1] - 60) / longest)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=paper, invariant=1)
    for lines in pages:
        canvas.setFont("Courier", size)
        for number, line in enumerate(lines):
            y = paper[1] - 36 - number * leading
            if whole_lines:
                canvas.drawString(30, y, line)
                continue
            for start, word in _words(line):
                canvas.drawString(30 + start * size * 0.6, y, word)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _words(line: str) -> list[tuple[int, str]]:
    words, start = [], 0
    for part in line.split(" "):
        if part:
            words.append((start, part))
        start += len(part) + 1
    return words


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


class _Columns:
    """The positions of one block's columns."""

    def __init__(self, random: Random, block: Block) -> None:
        self.block = block
        self.gap = random.choice([1, 2, 2, 3])
        self.mark = random.choice(["-", "-", "=", ""])
        self.wide = []
        for column in block.columns:
            texts = [row.cells.get(column.role, "") for row in block.rows if row.kind == "line" or column.is_figure]
            texts = [text.replace("\n", " ") for text in texts]
            if block.carry and column.is_figure:
                texts.append(block.carry(len(block.rows) - 1)[0].cells.get(column.role, ""))
            widest = max([_width(part) for part in column.heading.split("\n")] + [_width(text) for text in texts])
            self.wide.append(min(widest, 34) if column.role == "description" else widest)
        self.rule = self.mark * (sum(self.wide) + self.gap * (len(self.wide) - 1))

    def head(self) -> list[str]:
        texts = [
            column.heading.replace("\n", " ")[:wide] if not column.is_figure else column.heading
            for column, wide in zip(self.block.columns, self.wide, strict=True)
        ]
        texts = [text.replace("\n", " ") for text in texts]
        return [line for line in (self.rule, self._line(texts), self.rule) if line]

    def _line(self, texts: list[str]) -> str:
        cells = []
        for text, wide, column in zip(texts, self.wide, self.block.columns, strict=True):
            blank = " " * max(0, wide - _width(text))
            cells.append(blank + text if column.is_figure else text + blank)
        return (" " * self.gap).join(cells).rstrip()

    def row(self, row: Row) -> list[str]:
        texts = [row.cells.get(column.role, "").replace("\n", " ") for column in self.block.columns]
        rest = []
        for index, (column, wide) in enumerate(zip(self.block.columns, self.wide, strict=True)):
            if column.role == "description" and _width(texts[index]) > wide:
                texts[index], *rest = _folded(texts[index], wide)
                before = sum(self.wide[:index]) + self.gap * index
                rest = [" " * before + part for part in rest]
            elif row.kind != "line" and not column.is_figure and _width(texts[index]) > wide:
                return [self._running_over(texts, index)]
        return [self._line(texts), *rest]

    def _running_over(self, texts: list[str], index: int) -> str:
        """A label that runs over its neighbours' empty places."""
        blank = self._line([text if at != index else "" for at, text in enumerate(texts)])
        start = sum(self.wide[:index]) + self.gap * index
        label = texts[index]
        end = start + _width(label)
        tail = blank[end:] if len(blank) > end else ""
        return blank[:start].ljust(start) + label + tail


def _folded(text: str, wide: int) -> list[str]:
    lines, current = [], ""
    for word in text.split(" "):
        if current and _width(f"{current} {word}") > wide:
            lines.append(current)
            current = word
        else:
            current = f"{current} {word}" if current else word
    return [*lines, current]
