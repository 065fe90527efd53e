"""A PDF drawn from the top of the page: lines of text, tables that go on over pages with their heading, boxes to tick, to sign and to stamp.

The same content gives the same bytes: no clock, no random identifier. Pages are kept as drawing steps until their number is known.
Lengths are in points, y counts from the top.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from daemon.replies.font import LOCK, shown, strings_of, text_width, the_font, without_ascii85
from daemon.replies.line_breaking import broken

INK, GREY, BLUE = HexColor("#1F2933"), HexColor("#52606D"), HexColor("#1D3F66")
_PALE, _RULE, _WHITE = HexColor("#F2F5F8"), HexColor("#9AA5B1"), HexColor("#FFFFFF")
_WIDTH, _HEIGHT = A4
_LEFT, _RIGHT, _TOP, _BOTTOM = 56.0, _WIDTH - 56.0, 52.0, _HEIGHT - 52.0
_LEADING = 1.45
Draw = Callable[[Any], None]


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """A table's column; `share` is its part of the width."""

    heading: str
    share: float
    right: bool = False


@dataclass(frozen=True, slots=True)
class PaperRow:
    cells: tuple[str, ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs: the name above the box, the labels of the lines to write on, and the word for the stamp."""

    name: str
    written: tuple[str, ...]
    stamp: str


@dataclass
class Paper:
    """One document. `footer` makes the line at the foot from the page's number and their count."""

    title: str
    author: str
    language: str
    footer: Callable[[int, int], str]
    y: float = _TOP
    _pages: list[list[Draw]] = field(default_factory=lambda: [[]])

    def need(self, height: float) -> None:
        """Begin a new page unless so much room is left; what is higher than a page stays where it is."""
        if self.y + height > _BOTTOM and self.y > _TOP:
            self.new_page()

    def together(self, draw: Callable[[], None]) -> None:
        """Draw on one page: where what `draw` draws does not fit on this one, all of it stands on the next."""
        pages, steps, y = len(self._pages), len(self._pages[-1]), self.y
        draw()
        if len(self._pages) > pages and y > _TOP:
            del self._pages[pages:]
            del self._pages[-1][steps:]
            self.new_page()
            draw()

    def new_page(self) -> None:
        self._pages.append([])
        self.y = _TOP

    def space(self, height: float) -> None:
        self.y += height

    def text(
        self,
        text: str,
        size: float = 10,
        *,
        bold: bool = False,
        colour: Any = INK,
        align: str = "left",
        left: float = 0,
        room: float | None = None,
    ) -> None:
        """Write a paragraph over the width (from `left`, as wide as `room`), each line on its page."""
        begin = _LEFT + left
        wide = room if room is not None else _RIGHT - begin
        for line in self.lines(text, size, wide):
            self.need(size * _LEADING)
            self._line(line, begin, wide, size, bold=bold, colour=colour, align=align)
            self.y += size * _LEADING

    def beside(self, left: str, right: str, size: float = 10, *, bold: bool = False, colour: Any = INK) -> None:
        """Write two texts on one line, one at either edge; on two where there is no room."""
        if text_width(shown(left), size) + text_width(shown(right), size) + 12 > _RIGHT - _LEFT:
            self.text(left, size, bold=bold, colour=colour)
            self.text(right, size, bold=bold, colour=colour, align="right")
            return
        self.need(size * _LEADING)
        wide = _RIGHT - _LEFT
        self._line(shown(left), _LEFT, wide, size, bold=bold, colour=colour, align="left")
        self._line(shown(right), _LEFT, wide, size, bold=bold, colour=colour, align="right")
        self.y += size * _LEADING

    def pairs(self, rows: Sequence[tuple[str, str]], size: float = 10) -> None:
        """Write label and value, a row each, the values in one column."""
        column = min(max((text_width(shown(label), size) for label, _ in rows), default=0) + 18, (_RIGHT - _LEFT) / 2)
        for label, value in rows:
            lines = self.lines(value, size, _RIGHT - _LEFT - column)
            self.need(size * _LEADING * len(lines))
            self._line(self.lines(label, size, column)[0], _LEFT, column, size, colour=GREY)
            for line in lines:
                self._line(line, _LEFT + column, _RIGHT - _LEFT - column, size)
                self.y += size * _LEADING
            self.y += 2

    def rule(self, *, dashed: bool = False, colour: Any = _RULE) -> None:
        self._draw(partial(_rule, x=_LEFT, y=self.y, to=_RIGHT, dashed=dashed, colour=colour))

    def tick(self, label: str, *, ticked: bool, size: float = 10.5) -> None:
        """Write a box with its label; a ticked one holds an X, which is text like all else."""
        side = size
        self.need(side * 2)
        self._draw(partial(_box, x=_LEFT, y=self.y + 2, width=side, height=side, dashed=False))
        if ticked:
            self._line("X", _LEFT, side, size, bold=True, align="centre", colour=BLUE)
        self.text(label, size, bold=ticked, left=side + 8)

    def table(self, columns: Sequence[PaperColumn], rows: Sequence[PaperRow], size: float = 8.5) -> None:
        """Write rows under their headings, which stand again on each page."""
        whole = sum(column.share for column in columns)
        widths = [column.share / whole * (_RIGHT - _LEFT) for column in columns]
        heading = PaperRow(tuple(column.heading for column in columns))
        head = self._cells(heading, widths, size)
        first = self._cells(rows[0], widths, size) if rows else []
        self.need(_height(head, size) + _height(first, size))
        self._row(columns, head, widths, size, head=True)
        for row in rows:
            cells = self._cells(row, widths, size)
            if self.y + _height(cells, size) > _BOTTOM:
                self.new_page()
                self._row(columns, head, widths, size, head=True)
            self._row(columns, cells, widths, size, total=row.total)

    def signatures(self, sides: Sequence[Signing], height: float = 78) -> None:
        """Draw boxes side by side: at the left the lines to write on, at the right room for a stamp."""
        gap, size = 18.0, 9.0
        wide = (_RIGHT - _LEFT - gap * (len(sides) - 1)) / len(sides)
        names = [self.lines(side.name, size, wide) for side in sides]
        above = max(len(lines) for lines in names) * size * _LEADING + 3
        self.need(above + height)
        for index, side in enumerate(sides):
            x = _LEFT + index * (wide + gap)
            top = self.y
            for line in names[index]:
                self._line(line, x, wide, size, bold=True)
                self.y += size * _LEADING
            self.y = top + above
            self._draw(partial(_box, x=x, y=self.y, width=wide, height=height, dashed=True))
            writing = x + wide * (0.6 if len(sides) > 1 else 0.5)
            for place, label in enumerate(side.written):
                self.y = top + above + height - (len(side.written) - place) * 24
                self._line(self.lines(label, 8, wide / 2)[0], x + 8, wide, 8, colour=GREY)
                self._draw(partial(_rule, x=x + 14 + text_width(shown(label), 8), y=self.y + 11, to=writing))
            stamp = self.lines(side.stamp, 8, x + wide - writing)[0]
            self.y = top + above + height - 16
            self._line(stamp, writing, x + wide - writing, 8, colour=GREY, align="centre")
            self.y = top
        self.y += above + height

    def lines(self, text: str, size: float, room: float) -> list[str]:
        return broken(shown(text), room, partial(text_width, size=size))

    def content(self) -> bytes:
        """Return the PDF."""
        with LOCK:
            the_font()
            buffer = io.BytesIO()
            canvas = Canvas(buffer, pagesize=A4, invariant=1, pageCompression=1, lang=self.language.replace("_", "-"))
            canvas.setTitle(self.title)
            canvas.setAuthor(self.author)
            canvas.setCreator("tieout")
            for number, page in enumerate(self._pages, start=1):
                for draw in page:
                    draw(canvas)
                foot = shown(self.footer(number, len(self._pages)))
                _write(canvas, foot, x=_RIGHT - text_width(foot, 8), y=_HEIGHT - 34, size=8, colour=GREY)
                canvas.showPage()
            with without_ascii85():
                canvas.save()
            return buffer.getvalue()

    def _draw(self, draw: Draw) -> None:
        self._pages[-1].append(draw)

    def _line(
        self,
        text: str,
        x: float,
        room: float,
        size: float,
        *,
        bold: bool = False,
        colour: Any = INK,
        align: str = "left",
    ) -> None:
        free = room - text_width(text, size)
        at = x + {"left": 0, "right": free, "centre": free / 2}[align]
        self._draw(partial(_write, text=text, x=at, y=self.y, size=size, bold=bold, colour=colour))

    def _cells(self, row: PaperRow, widths: Sequence[float], size: float) -> list[list[str]]:
        return [self.lines(cell, size, width - 8) for cell, width in zip(row.cells, widths, strict=True)]

    def _row(
        self,
        columns: Sequence[PaperColumn],
        cells: Sequence[Sequence[str]],
        widths: Sequence[float],
        size: float,
        *,
        head: bool = False,
        total: bool = False,
    ) -> None:
        top, height = self.y, _height(cells, size)
        if head or total:
            self._draw(
                partial(_fill, x=_LEFT, y=top, width=_RIGHT - _LEFT, height=height, colour=BLUE if head else _PALE)
            )
        x = _LEFT
        for column, lines, width in zip(columns, cells, widths, strict=True):
            self.y = top + 2
            for line in lines:
                self._line(
                    line,
                    x + 4,
                    width - 8,
                    size,
                    bold=head or total,
                    colour=_WHITE if head else INK,
                    align="right" if column.right else "left",
                )
                self.y += size * _LEADING
            x += width
        self.y = top + height
        self.rule()


def _height(cells: Sequence[Sequence[str]], size: float) -> float:
    return max((len(lines) for lines in cells), default=0) * size * _LEADING + 5


# Operators of the content stream (PDF 32000-1, 8.4-8.5, 9.3-9.4), written as they are: letters are most of what a confirmation costs to compose, and
# the canvas's own methods for them took four times as long.


def _write(canvas: Any, text: str, *, x: float, y: float, size: float, colour: Any, bold: bool = False) -> None:
    """Write one line whose top is at `y`. Bold is the same letter with an outline: the text stays text."""
    paint = _colour(colour)
    begin = f"{paint} RG {size * 0.024:.3f} w [] 0 d 2 Tr" if bold else ""
    shown_in = " ".join(
        f"{font} {size:g} Tf ({part}) Tj"
        for font, part in strings_of(text, canvas._doc)  # noqa: SLF001 - it gives it nowhere else
    )
    place = f"1 0 0 1 {x:.2f} {_HEIGHT - y - size * 1.05:.2f} Tm"
    canvas.addLiteral(f"BT {paint} rg {begin} {place} {shown_in} {'0 Tr ' if bold else ''}ET")


def _rule(canvas: Any, *, x: float, y: float, to: float, dashed: bool = False, colour: Any = _RULE) -> None:
    dash = "[3 3]" if dashed else "[]"
    level = f"{_HEIGHT - y:.2f}"
    canvas.addLiteral(f"{_colour(colour)} RG 0.5 w {dash} 0 d {x:.2f} {level} m {to:.2f} {level} l S")


def _box(canvas: Any, *, x: float, y: float, width: float, height: float, dashed: bool) -> None:
    dash = "[2 2]" if dashed else "[]"
    place = f"{x:.2f} {_HEIGHT - y - height:.2f} {width:.2f} {height:.2f}"
    canvas.addLiteral(f"{_colour(_RULE if dashed else INK)} RG 0.7 w {dash} 0 d {place} re S")


def _fill(canvas: Any, *, x: float, y: float, width: float, height: float, colour: Any) -> None:
    place = f"{x:.2f} {_HEIGHT - y - height:.2f} {width:.2f} {height:.2f}"
    canvas.addLiteral(f"{_colour(colour)} rg {place} re f")


def _colour(colour: Any) -> str:
    return f"{colour.red:.4f} {colour.green:.4f} {colour.blue:.4f}"
