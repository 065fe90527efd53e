"""Pages as lists of strokes, drawn through reportlab at the end: so that the order of the strokes can be varied."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from random import Random

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from tests.support.renderings.look import FACES, Look, load_fonts


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text with its left end at `x` and its baseline `y` points below the page's top."""

    x: float
    y: float
    text: str
    font: str
    size: float
    grey: float = 0
    order: tuple[int, int] = (0, 0)  # row, column: for emission by columns
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line, or a filled rectangle where `grey` is given, from one corner to the other."""

    x0: float
    y0: float
    x1: float
    y1: float
    grey: float | None = None
    width: float = 0.5


@dataclass(slots=True)
class Pages:
    """The pages of one file. Measures text, collects strokes, writes the PDF."""

    look: Look
    random: Random
    pages: list[tuple[list[Stroke], list[Text]]] = field(default_factory=list)
    y: float = 0

    def __post_init__(self) -> None:
        load_fonts()
        self.add_page()

    @property
    def width(self) -> float:
        return max(self.look.paper) if self.look.landscape else min(self.look.paper)

    @property
    def height(self) -> float:
        return min(self.look.paper) if self.look.landscape else max(self.look.paper)

    @property
    def left(self) -> float:
        return self.look.margin

    @property
    def right(self) -> float:
        return self.width - self.look.margin - (190 if self.look.slip_beside else 0)

    @property
    def bottom(self) -> float:
        return self.height - self.look.margin - 30

    def font(self, *, bold: bool = False) -> str:
        return FACES[self.look.face][bold]

    def measure(self, text: str, size: float, *, bold: bool = False) -> float:
        return float(pdfmetrics.stringWidth(text, self.font(bold=bold), size))

    def add_page(self) -> None:
        self.pages.append(([], []))
        self.y = self.look.margin + 10

    def wrap(self, text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
        """Break text at blanks, Chinese also between characters; a word longer than the width stays whole."""
        lines: list[str] = []
        for part in text.split("\n"):
            if self.measure(part, size, bold=bold) <= width + 0.01:
                lines.append(part)
            elif any("\u4e00" <= char <= "\u9fff" for char in part):
                lines += self._wrap_chinese(part, width, size)
            else:
                lines += simpleSplit(part, self.font(bold=bold), size, width)
        return lines or [""]

    def _wrap_chinese(self, text: str, width: float, size: float) -> list[str]:
        lines, current = [], ""
        for piece in _unbreakable(text):
            if current and self.measure(current + piece, size) > width:
                lines.append(current.rstrip())
                current = piece.lstrip()
            else:
                current += piece
        return [*lines, current] if current else lines

    def write(
        self, x: float, y: float, text: str, size: float, *, bold: bool = False, align: str = "left", grey: float = 0,
        order: tuple[int, int] = (0, 0), spaced: bool = False,
    ) -> None:  # fmt: skip
        """Write text at x: its left end, its right end or its middle, as `align` says."""
        if not text:
            return
        wide = self.measure(text, size, bold=bold) + (len(text) * size * 0.28 if spaced else 0)
        start = x - (wide if align == "right" else wide / 2 if align == "center" else 0)
        self.pages[-1][1].append(Text(start, y, text, self.font(bold=bold), size, grey, order, spaced))

    def rule(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.5) -> None:
        self.pages[-1][0].append(Stroke(x0, y0, x1, y1, None, width))

    def fill(self, x0: float, y0: float, x1: float, y1: float, grey: float) -> None:
        self.pages[-1][0].append(Stroke(x0, y0, x1, y1, grey))

    def pdf(self) -> bytes:
        """Return the finished file; the same pages give the same bytes."""
        buffer = io.BytesIO()
        # The canvas itself swaps the sides of a turned page.
        canvas = Canvas(buffer, pagesize=(self.width, self.height), invariant=1)
        for strokes, texts in self.pages:
            if self.look.rotate:
                canvas.setPageRotation(self.look.rotate)
                canvas.translate(
                    *{90: (self.height, 0), 180: (self.width, self.height), 270: (0, self.width)}[self.look.rotate]
                )
                canvas.rotate(self.look.rotate)
            if self.look.watermark:
                self._watermark(canvas)
            for stroke in strokes:
                self._stroke(canvas, stroke)
            for text in self._ordered(texts):
                self._text(canvas, text)
            if self.look.stamp:
                self._stamp(canvas)
            canvas.showPage()
        canvas.save()
        return buffer.getvalue()

    def _ordered(self, texts: list[Text]) -> list[Text]:
        if self.look.emission == "columns":
            return sorted(texts, key=lambda text: (text.order[1], text.order[0]))
        if self.look.emission == "shuffled":
            return self.random.sample(texts, k=len(texts))
        return texts

    def _watermark(self, canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(self.width / 2, self.height / 2)
        canvas.rotate(45)
        canvas.setFillGray(0.88)
        canvas.setFont(self.font(bold=True), 70)
        canvas.drawCentredString(0, 0, self.look.watermark)
        canvas.restoreState()

    def _stamp(self, canvas: Canvas) -> None:
        """A round seal near the foot of the page: a circle, turned letters along it, a star and a straight line of text."""
        canvas.saveState()
        canvas.setStrokeColorRGB(0.85, 0.1, 0.1)
        canvas.setFillColorRGB(0.85, 0.1, 0.1)
        canvas.translate(self.width * 0.66, self.height * 0.42)
        canvas.setLineWidth(2)
        canvas.circle(0, 0, 52)
        canvas.setFont(self.font(bold=True), 11)
        for number, char in enumerate("瑞丰精密机械有限公司"):
            canvas.saveState()
            canvas.rotate(110 - number * 24)
            canvas.drawCentredString(0, 36, char)
            canvas.restoreState()
        canvas.drawCentredString(0, -4, "★")
        canvas.drawCentredString(0, -26, "财务专用章")
        canvas.restoreState()

    def _stroke(self, canvas: Canvas, stroke: Stroke) -> None:
        if stroke.grey is None:
            canvas.setLineWidth(stroke.width)
            canvas.line(stroke.x0, self.height - stroke.y0, stroke.x1, self.height - stroke.y1)
        else:
            canvas.setFillGray(stroke.grey)
            canvas.rect(
                stroke.x0, self.height - stroke.y1, stroke.x1 - stroke.x0, stroke.y1 - stroke.y0, stroke=0, fill=1
            )

    def _text(self, canvas: Canvas, text: Text) -> None:
        canvas.setFillGray(text.grey)
        canvas.setFont(text.font, text.size)
        y = self.height - text.y
        if self.look.glyphwise:
            x = text.x
            for char in text.text:
                canvas.drawString(x, y, char)
                x += pdfmetrics.stringWidth(char, text.font, text.size) + (text.size * 0.28 if text.spaced else 0)
        else:
            canvas.drawString(text.x, y, text.text, charSpace=text.size * 0.28 if text.spaced else 0)
        if self.look.doubled:
            canvas.drawString(text.x + 0.25, y, text.text, charSpace=text.size * 0.28 if text.spaced else 0)


def _unbreakable(text: str) -> list[str]:
    """Split into single Chinese characters and whole Latin words, each with the blank that follows."""
    pieces: list[str] = []
    for char in text:
        latin = ord(char) < 0x2E80
        if pieces and latin and ord(pieces[-1][-1]) < 0x2E80 and pieces[-1][-1] != " ":
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces
