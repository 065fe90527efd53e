"""Cleaning before reading: stamps made pale, uneven light evened, drawn lines found."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from parsers.scans.engine import Picture

_RED_SHARE = 0.0004
"""Above this share of clearly red pixels there may be a stamp; its shape decides."""
_STAMP = 0.055
"""A stamp is at least this share of the page's shorter side in both directions; a line of red figures is flatter."""
_SHADE = 24
"""Paper that varies by more than so many of 255 grey values is unevenly lit."""


def cleaned(picture: Picture) -> Picture:
    """Return the picture in grey, without red stamps and with even light. `picture` is in colour (blue, green, red) or grey."""
    if picture.ndim == 2:
        return _evenly_lit(picture)
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    return _evenly_lit(_without_stamps(picture, grey))


def _without_stamps(picture: Picture, grey: Picture) -> Picture:
    """Take the red channel, in which red ink is as pale as paper, where a stamp stands, and only there.

    Elsewhere red is left alone: papers print negative figures in red, and these must be read.
    """
    blue, green, red = (picture[:, :, index].astype(np.int16) for index in range(3))
    reddish = ((red - np.maximum(blue, green)) > 45) & (red > 90)
    if reddish.mean() <= _RED_SHARE:
        return grey
    side = min(grey.shape)
    reach = max(3, side // 90) | 1
    joined = cv2.morphologyEx(
        reddish.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((reach, reach), dtype=np.uint8), iterations=1
    )
    count, _, boxes, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    spread = cv2.dilate(reddish.astype(np.uint8), np.ones((3, 3), dtype=np.uint8)) > 0
    result = grey.copy()
    least = _STAMP * side
    for index in range(1, count):
        left, top, width, height = (int(value) for value in boxes[index][:4])
        if width < least or height < least or width > 8 * height:
            continue
        margin = reach
        rows = slice(max(0, top - margin), top + height + margin)
        columns = slice(max(0, left - margin), left + width + margin)
        shown = picture[rows, columns, 2].astype(np.float32)
        inked = spread[rows, columns]
        # a stamp on paper becomes paper; print under it, darker than the stamp alone, becomes dark
        level = max(float(np.percentile(shown[reddish[rows, columns]], 60)), 1.0)
        faded = 255.0 * np.minimum(1.0, shown / level) ** 3
        faded[faded > 140] = 255.0  # the recogniser reads the faintest trace
        result[rows, columns] = np.where(inked, faded, shown).astype(np.uint8)
    return result


def _evenly_lit(grey: Picture) -> Picture:
    """Divide by the paper's own brightness where it varies over the page."""
    height, width = grey.shape
    small = cv2.resize(grey, (max(1, width // 8), max(1, height // 8)), interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((5, 5), dtype=np.uint8)), 21)
    low, high = np.percentile(paper, (3, 97))
    if high - low <= _SHADE and high > 180:
        return grey
    light = cv2.resize(cv2.GaussianBlur(paper, (0, 0), 5), (width, height), interpolation=cv2.INTER_LINEAR)
    evened = np.clip(grey.astype(np.float32) * (250.0 / np.maximum(light, 30).astype(np.float32)), 0, 255)
    return np.asarray(evened, dtype=np.uint8)


def dark(grey: Picture) -> npt.NDArray[np.bool_]:
    """Return where there is ink."""
    size = max(15, (min(grey.shape) // 40) | 1)
    mask = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, size, 18)
    return np.asarray(mask > 0)


def printed(cut: Picture) -> npt.NDArray[np.bool_]:
    """Return where there is ink in the rectangle of one text; light letters on a dark ground count as ink."""
    low, high = (float(value) for value in np.percentile(cut, (1, 99)))
    middle = (low + high) / 2
    ink = cut < middle
    return np.asarray(~ink if ink.mean() > 0.6 else ink)


@dataclass(frozen=True, slots=True)
class Drawn:
    """Drawn lines: (at, start, end) in pixels, and `mask`, where they run."""

    flat: list[tuple[int, int, int]]
    upright: list[tuple[int, int, int]]
    mask: npt.NDArray[np.bool_]


def lines_drawn(grey: Picture, least: int) -> Drawn:
    """Return the horizontal and vertical lines of at least `least` pixels.

    Only those that make a table: of each direction three or more, about as long as the longest. A few that were found here and there would
    mislead more than none.
    """
    ink = dark(grey).astype(np.uint8)
    mask = np.zeros(grey.shape, dtype=np.bool_)
    found: list[list[tuple[int, int, int]]] = []
    for flat in (True, False):
        across = np.ones((3, 1) if flat else (1, 3), dtype=np.uint8)
        along = np.ones((1, least) if flat else (least, 1), dtype=np.uint8)
        # made thicker first, so that a line that leans by a pixel does not break
        opened = cv2.morphologyEx(cv2.dilate(ink, across), cv2.MORPH_OPEN, along)
        mask |= cv2.dilate(opened, np.ones((3, 3), dtype=np.uint8)) > 0
        count, _, boxes, _ = cv2.connectedComponentsWithStats(opened, connectivity=8)
        lines = []
        for index in range(1, count):
            left, top, width, height = (int(value) for value in boxes[index][:4])
            length, thick = (width, height) if flat else (height, width)
            if thick <= max(12, length // 12):
                lines.append(
                    (top + height // 2, left, left + width) if flat else (left + width // 2, top, top + height)
                )
        longest = max((end - start for _, start, end in lines), default=0)
        lines = [line for line in lines if line[2] - line[1] >= 0.6 * longest]
        found.append(sorted(lines) if len(lines) >= 3 else [])
    return Drawn(found[0], found[1], mask)
