"""One PDF page through pdfium: letters become words, drawn lines become rulings, and what a person cannot see is set aside.

The only file besides `pdf_words` that touches pdfium. The raw calls are used because a page has thousands of letters and the
comfortable ones cost several times as much.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from parsers.readers.pdfium_letters import LETTERS, Area, Sight, angle_of, code_of, letters_of, origin_of
from parsers.readers.words import PageWords, Ruling, Word

MAX_OBJECTS = 20_000
"""Above this many drawn objects a page's rulings are not asked for: the words alone must do."""

MAX_LETTERS = 60_000
"""More letters than this do not stand on one page that a person reads; the page is refused as too large."""

COVERING = 0.45
"""Share of a page that the picture of a scanned sheet covers at least."""

STRAY_WORDS = 15
"""Words that a scanning program writes beside or over its picture: its name, a page number."""

_LINE = 2.5  # thicker bars are areas, not rulings


@dataclass(slots=True)
class SeenPage:
    """What the page holds. `letters` counts all of them; `hidden` those that no person sees.

    `covers` is the share of the page that pictures cover. Words that lie beneath such a picture are hidden ones.
    """

    page: PageWords
    letters: int
    hidden: int
    images: int
    too_large: bool = False
    covers: float = 0.0

    @property
    def is_picture(self) -> bool:
        """Whether what a person reads here is a picture of text, perhaps with the scanning program's own words on it."""
        if not self.page.words:
            return self.images > 0
        return self.covers >= COVERING and len(self.page.words) <= STRAY_WORDS


@dataclass(slots=True)
class _Frame:
    """From pdfium's page space (origin bottom left, unrotated) to the page as seen, turned by quarter turns."""

    x0: float
    y0: float
    x1: float
    y1: float
    turn: int  # quarter turns clockwise under which the page's main text stands upright

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        if self.turn == 0:
            return left - self.x0, self.y1 - top, right - self.x0, self.y1 - bottom
        if self.turn == 1:
            return bottom - self.y0, left - self.x0, top - self.y0, right - self.x0
        if self.turn == 2:
            return self.x1 - right, bottom - self.y0, self.x1 - left, top - self.y0
        return self.y1 - top, self.x1 - right, self.y1 - bottom, self.x1 - left

    def y_of(self, x: float, y: float) -> float:
        return (self.y1 - y, x - self.x0, y - self.y0, self.x1 - x)[self.turn]

    @property
    def size(self) -> tuple[float, float]:
        width, height = self.x1 - self.x0, self.y1 - self.y0
        return (height, width) if self.turn % 2 else (width, height)


@dataclass(slots=True)
class _Drawn:
    horizontals: list[Ruling] = field(default_factory=list)
    verticals: list[Ruling] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    images: int = 0
    texts: int = 0
    texts_beneath: int = 0  # drawn before the largest picture, and so under it
    largest: float = 0.0  # square points of the largest picture
    covered: float = 0.0  # square points of all pictures


def seen_page(page: Any, number: int) -> SeenPage:
    """Read one page (a `pypdfium2.PdfPage`). Raises what pdfium raises on a page that it cannot load."""
    text_page = page.get_textpage()
    try:
        count = pdfium.FPDFText_CountChars(text_page.raw)
        frame = _frame(page, text_page.raw, count)
        width, height = frame.size
        if count > MAX_LETTERS:
            return SeenPage(PageWords(number, width, height, []), count, 0, 0, too_large=True)
        drawn = _drawn(page.raw, frame)
        words, letters, hidden = _words(text_page.raw, count, frame, drawn.areas)
        covers = min(1.0, drawn.covered / max(1.0, width * height))
        if drawn.largest > COVERING * width * height and drawn.texts_beneath > 0.5 * drawn.texts:
            # a recogniser's guesses under the picture of a scan, or what somebody hid there: not what a person reads
            words, hidden = [], letters
        seen = PageWords(number, width, height, words, drawn.horizontals, drawn.verticals)
        return SeenPage(seen, letters, hidden, drawn.images, covers=covers)
    finally:
        text_page.close()


def _frame(page: Any, text: Any, count: int) -> _Frame:
    media = page.get_mediabox()
    crop = page.get_cropbox()
    x0, y0, x1, y1 = max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3])
    if x1 - x0 < 1 or y1 - y0 < 1:
        x0, y0, x1, y1 = media
    turns: Counter[int] = Counter()
    step = max(1, count // 200)
    handle = ctypes.cast(text, ctypes.c_void_p)
    for index in range(0, count, step):
        if code_of(handle, index) > 32:
            turns[round(-angle_of(handle, index) / (math.pi / 2)) % 4] += 1
    # the main text's own direction counts, not /Rotate: some producers turn the content, some the page, some both
    turn = turns.most_common(1)[0][0] if turns else (page.get_rotation() // 90) % 4
    return _Frame(x0, y0, x1, y1, turn)


def _words(text: Any, count: int, frame: _Frame, areas: list[Area]) -> tuple[list[Word], int, int]:
    words: list[Word] = []
    x, y = ctypes.c_double(), ctypes.c_double()
    at_x, at_y = ctypes.addressof(x), ctypes.addressof(y)
    handle = ctypes.cast(text, ctypes.c_void_p)
    sight = Sight(handle, frame.turn, areas)
    upright, base_x, base_y = frame.turn == 0, frame.x0, frame.y1
    letters: list[str] = []
    xs: list[float] = []
    word_top = word_bottom = word_x1 = word_base = 0.0
    visible, tinted = True, False
    total = hidden = 0

    def close() -> None:
        nonlocal hidden
        if letters:
            if visible:
                words.append(
                    Word("".join(letters), xs[0], word_top, word_x1, word_bottom, word_base, tuple(xs), tinted)
                )
            else:
                hidden += len(letters)
            letters.clear()
            xs.clear()

    for index, (code, (begin, high, end, low)) in enumerate(letters_of(handle, count)):
        letter = LETTERS.get(code) or (chr(code) if code < 0x110000 else "\ufffd")
        if letter == " ":
            if letters:
                close()
            continue
        if upright:
            left, top, right, bottom = begin - base_x, base_y - high, end - base_x, base_y - low
        else:
            left, top, right, bottom = frame.box(begin, low, end, high)
        total += 1
        height = bottom - top
        if letters:
            gap = left - word_x1
            level = (bottom == word_bottom and top == word_top and height > 0) or (
                abs(bottom - word_bottom) < 0.3 * height and abs(top - word_top) < 0.5 * height
            )
            if level and letter == letters[-1] and left - xs[-1] < 0.25 * (right - left):
                continue  # the same letter drawn again on its own place
            if level and -0.3 * height < gap < 0.22 * height:
                letters.append(letter)
                xs.append(left)
                word_x1 = max(word_x1, right)
                continue
            close()
        word_top, word_bottom, word_x1 = top, bottom, right
        origin_of(handle, index, at_x, at_y)
        word_base = base_y - y.value if upright else frame.y_of(x.value, y.value)
        visible = sight.sees(index, (left, top, right, bottom))
        tinted = sight.tinted
        letters.append(letter)
        xs.append(left)
    close()
    return _without_seals(_without_repeats(words)), total, hidden


def _without_seals(words: list[Word]) -> list[Word]:
    """Drop the words of a seal: coloured, off the lines of the print and across its words. Red figures stand in line and touch nothing."""
    tinted = [word for word in words if word.tinted]
    if not tinted or len(tinted) > 40 or 2 * len(tinted) > len(words):
        return words
    plain = [word for word in words if not word.tinted]
    seals = {id(word) for word in tinted if any(_collide(word, other) for other in plain)}
    return [word for word in words if id(word) not in seals]


def _collide(word: Word, other: Word) -> bool:
    inside = min(word.x1, other.x1) - max(word.x0, other.x0) > 1 and min(word.bottom, other.bottom) - max(
        word.top, other.top
    ) > 0.15 * min(word.size, other.size)
    return inside and abs(word.base - other.base) > 0.1 * other.size


def _repeats(word: Word, other: Word) -> bool:
    return (
        word.text in other.text
        and abs(other.base - word.base) < 0.2 * word.size
        and other.x0 - 0.2 * word.size < word.x0
        and word.x1 < other.x1 + 0.2 * word.size
    )


def _without_repeats(words: list[Word]) -> list[Word]:
    """Drop words that were drawn twice on one place (a cheap way of printing bold), and join letters that touch."""
    words = sorted(words, key=lambda word: (round(word.base), word.x0, word.x1))
    kept: list[Word] = []
    for word in words:
        if any(_repeats(word, other) for other in reversed(kept[-6:])):
            continue
        before = kept[-1] if kept else None
        if (
            before is not None
            and abs(before.base - word.base) < 0.1 * word.size
            and abs(before.size - word.size) < 0.1 * word.size
            and -0.1 * word.size < word.x0 - before.x1 < 0.04 * word.size
        ):
            kept[-1] = before.joined(word)
        else:
            kept.append(word)
    return kept


def _drawn(page: Any, frame: _Frame) -> _Drawn:
    drawn = _Drawn()
    count = pdfium.FPDFPage_CountObjects(page)
    if count > MAX_OBJECTS:
        return drawn
    for index in range(count):
        _collect(pdfium.FPDFPage_GetObject(page, index), frame, drawn, None, 0)
    return drawn


def _collect(thing: Any, frame: _Frame, drawn: _Drawn, outer: Any, depth: int) -> None:
    kind = pdfium.FPDFPageObj_GetType(thing)
    if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        drawn.images += 1
        _collect_picture(thing, drawn, outer)
    elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
        drawn.texts += 1
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < 3:
        inner = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(thing, inner)
        matrix = inner if outer is None else _product(inner, outer)
        for index in range(min(pdfium.FPDFFormObj_CountObjects(thing), MAX_OBJECTS)):
            _collect(pdfium.FPDFFormObj_GetObject(thing, index), frame, drawn, matrix, depth + 1)
    elif kind == pdfium.FPDF_PAGEOBJ_PATH:
        _collect_path(thing, frame, drawn, outer)


def _collect_picture(thing: Any, drawn: _Drawn, outer: Any) -> None:
    left, bottom, right, top = (ctypes.c_float(), ctypes.c_float(), ctypes.c_float(), ctypes.c_float())
    if not pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
        return
    area = abs((right.value - left.value) * (top.value - bottom.value))
    if outer is not None:
        area *= abs(outer.a * outer.d - outer.b * outer.c)
    drawn.covered += area
    if area > drawn.largest:
        drawn.largest, drawn.texts_beneath = area, drawn.texts


def _product(first: Any, then: Any) -> Any:
    return pdfium.FS_MATRIX(
        first.a * then.a + first.b * then.c,
        first.a * then.b + first.b * then.d,
        first.c * then.a + first.d * then.c,
        first.c * then.b + first.d * then.d,
        first.e * then.a + first.f * then.c + then.e,
        first.e * then.b + first.f * then.d + then.f,
    )


def _collect_path(thing: Any, frame: _Frame, drawn: _Drawn, outer: Any) -> None:
    left, bottom, right, top = (ctypes.c_float(), ctypes.c_float(), ctypes.c_float(), ctypes.c_float())
    if not pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
        return
    corners = [(left.value, bottom.value), (right.value, top.value)]
    if outer is not None:
        corners = [(outer.a * x + outer.c * y + outer.e, outer.b * x + outer.d * y + outer.f) for x, y in corners]
    xs, ys = sorted(x for x, _ in corners), sorted(y for _, y in corners)
    box = frame.box(xs[0], ys[0], xs[1], ys[1])
    width, height = box[2] - box[0], box[3] - box[1]
    if height <= _LINE < width:
        drawn.horizontals.append(Ruling((box[1] + box[3]) / 2, box[0], box[2]))
        return
    if width <= _LINE < height:
        drawn.verticals.append(Ruling((box[0] + box[2]) / 2, box[1], box[3]))
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(thing, fill, stroke):
        return
    segments = pdfium.FPDFPath_CountSegments(thing)
    if fill.value:
        red, green, blue, alpha = (ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint())
        pdfium.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha)
        light = (0.299 * red.value + 0.587 * green.value + 0.114 * blue.value) / 255
        drawn.areas.append(Area(*box, light + (1 - light) * (1 - alpha.value / 255) > 0.6))
    if stroke.value and segments <= 5000:
        _collect_edges(thing, segments, frame, drawn, outer)


def _collect_edges(thing: Any, segments: int, frame: _Frame, drawn: _Drawn, outer: Any) -> None:
    """Take the straight edges of a stroked path: a box around a cell, or a whole grid drawn at once."""
    own = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, own)
    matrix = own if outer is None else _product(own, outer)
    x, y = ctypes.c_float(), ctypes.c_float()
    start = here = (0.0, 0.0)

    def edge(a: tuple[float, float], b: tuple[float, float]) -> None:
        box = frame.box(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
        if box[3] - box[1] < 1 < box[2] - box[0]:
            drawn.horizontals.append(Ruling((box[1] + box[3]) / 2, box[0], box[2]))
        elif box[2] - box[0] < 1 < box[3] - box[1]:
            drawn.verticals.append(Ruling((box[0] + box[2]) / 2, box[1], box[3]))

    for index in range(segments):
        segment = pdfium.FPDFPath_GetPathSegment(thing, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            edge(here, point)
        here = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            edge(here, start)
            here = start
