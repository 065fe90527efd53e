"""A PDF page's letters, asked of pdfium one by one with as little as possible between: a file has up to a million of them.

Handles and places to write to are given as addresses, and the interpreter's lock is kept, since each call takes nanoseconds.
"""

from __future__ import annotations

import ctypes
import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium

LETTERS = {
    **dict.fromkeys(map(ord, " \t\r\n\u00a0\u2002\u2003\u2009\u200b\u3000\ufeff\x00"), " "),
    **dict.fromkeys(map(ord, "\x02\ufffe\u00ad"), "-"),
}
"""Letters that are read as another: blanks of all kinds, and hyphens at the end of a line."""


def _direct(function: Any, *arguments: Any, gives: Any = ctypes.c_int) -> Any:
    """Return one of pdfium's functions as one that takes plain addresses."""
    return ctypes.PYFUNCTYPE(gives, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_AT, _INDEX = ctypes.c_void_p, ctypes.c_int
code_of = _direct(pdfium.FPDFText_GetUnicode, _AT, _INDEX, gives=ctypes.c_uint)
_BOX_OF = _direct(pdfium.FPDFText_GetLooseCharBox, _AT, _INDEX, _AT)
origin_of = _direct(pdfium.FPDFText_GetCharOrigin, _AT, _INDEX, _AT, _AT)
angle_of = _direct(pdfium.FPDFText_GetCharAngle, _AT, _INDEX, gives=ctypes.c_float)
_OBJECT_OF = _direct(pdfium.FPDFText_GetTextObject, _AT, _INDEX, gives=_AT)
_MODE_OF = _direct(pdfium.FPDFTextObj_GetTextRenderMode, _AT)
_COLOUR_OF = _direct(pdfium.FPDFText_GetFillColor, _AT, _INDEX, _AT, _AT, _AT, _AT)


@dataclass(slots=True)
class Area:
    """A filled area: light letters over a dark one are meant to be seen."""

    x0: float
    top: float
    x1: float
    bottom: float
    light: bool


def letters_of(handle: Any, count: int) -> Iterator[tuple[int, tuple[float, float, float, float]]]:
    """Yield each letter's code and its box (left, top, right, bottom in pdfium's page space)."""
    boxes = (pdfium.FS_RECTF * count)()
    size = ctypes.sizeof(pdfium.FS_RECTF)
    start = ctypes.addressof(boxes)
    for index, at in enumerate(range(start, start + size * count, size)):
        _BOX_OF(handle, index, at)
    return zip(map(code_of, repeat(handle), range(count)), struct.iter_unpack("4f", boxes), strict=True)


class Sight:
    """Whether a person reads a word as part of the page: upright, drawn, and not in the paper's colour."""

    def __init__(self, handle: Any, turn: int, areas: list[Area]) -> None:
        self._handle, self._turned, self._areas = handle, turn * math.pi / 2 + math.pi, areas
        self._colour = (ctypes.c_uint * 4)()
        start = ctypes.addressof(self._colour)
        self.tinted = False  # whether the word looked at last is in a strong colour
        self._at = [start + ctypes.sizeof(ctypes.c_uint) * channel for channel in range(4)]

    def sees(self, index: int, box: tuple[float, float, float, float]) -> bool:
        self.tinted = False
        angle = angle_of(self._handle, index)
        if abs((angle + self._turned) % (2 * math.pi) - math.pi) > 0.1:
            return False
        drawn = _OBJECT_OF(self._handle, index)
        if drawn and _MODE_OF(drawn) in (3, 7):
            return False
        if not _COLOUR_OF(self._handle, index, *self._at):
            return True
        red, green, blue, alpha = self._colour
        self.tinted = max(red, green, blue) - min(red, green, blue) > 90
        light = (0.299 * red + 0.587 * green + 0.114 * blue) / 255
        shown = light + (1 - light) * (1 - alpha / 255)
        if shown < 0.78:
            return True
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        over = [a for a in self._areas if a.x0 <= x <= a.x1 and a.top <= y <= a.bottom]
        return bool(over) and not over[-1].light
