"""A page brought upright: turned by quarter turns, and straightened by what is left."""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np

from parsers.scans.engine import Picture, Quad, cut_out, read_in

_STEEPEST = 8.0
_SLIGHT = 0.15
"""Degrees below which nothing is turned: the words' own lines take it up."""
_SAMPLES = 6


def straightened(picture: Picture, angle: float) -> Picture:
    """Turn the picture by `angle` degrees clockwise around its middle; the corners that open are filled like paper."""
    if abs(angle) < _SLIGHT:
        return picture
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -angle, 1.0)
    turned = cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(turned, dtype=np.uint8)


def quarter_turned(picture: Picture, turns: int) -> Picture:
    """Turn the picture clockwise by quarter turns."""
    return np.ascontiguousarray(np.rot90(picture, -turns % 4))


def slant(grey: Picture) -> float:
    """Return by how many degrees the lines of text fall to the right; 0 where no direction stands out.

    Lines of text give rows of ink and rows of paper in turn: at the right angle they differ the most.
    """
    height, width = grey.shape
    scale = 900 / max(height, width)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else grey
    threshold = cv2.adaptiveThreshold(small, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 12)
    ink: Picture = np.asarray(threshold, dtype=np.uint8)
    ink[: ink.shape[0] // 50] = ink[-(ink.shape[0] // 50) :] = 0  # the scanner's own edges
    ink[:, : ink.shape[1] // 50] = ink[:, -(ink.shape[1] // 50) :] = 0
    if ink.sum() < 200:
        return 0.0
    best = max(np.arange(-_STEEPEST, _STEEPEST + 0.1, 1.0), key=lambda angle: _sharpness(ink, float(angle)))
    for step in (0.25, 0.05):
        around = np.arange(best - 4 * step, best + 4.1 * step, step)
        best = max(around, key=lambda angle: _sharpness(ink, float(angle)))
    return 0.0 if abs(best) > _STEEPEST else float(best)


def _sharpness(ink: Picture, angle: float) -> float:
    height, width = ink.shape
    # a shear is a rotation as far as rows are concerned, and keeps every column where it is
    shear = np.array([(1, 0, 0), (-math.tan(math.radians(angle)), 1, math.tan(math.radians(angle)) * width / 2)])
    rows = cv2.warpAffine(ink * np.uint8(255), shear, (width, height), flags=cv2.INTER_LINEAR).sum(
        axis=1, dtype=np.float64
    )
    return float(np.square(np.diff(rows)).sum())


def stands_sideways(quads: Sequence[Quad]) -> bool:
    """Whether most of the text runs up or down the page."""
    high = wide = 0.0
    for quad in quads:
        width = float(np.ptp(quad[:, 0]))
        height = float(np.ptp(quad[:, 1]))
        if height > 1.8 * width:
            high += height
        elif width > 1.8 * height:
            wide += width
    return high > 1.5 * wide


def stands_on_its_head(picture: Picture, quads: Sequence[Quad]) -> bool:
    """Whether the text reads better upside down, told from the longest boxes."""
    longest = sorted(quads, key=lambda quad: -float(np.linalg.norm(quad[0] - quad[1])))
    longest = [quad for quad in longest if np.linalg.norm(quad[0] - quad[1]) > 2.5 * np.linalg.norm(quad[0] - quad[3])]
    upright, turned = [], []
    for quad in longest[2 : 2 + _SAMPLES] if len(longest) > _SAMPLES + 2 else longest[:_SAMPLES]:
        cut = cut_out(picture, quad)
        upright.append(_certainty(cut))
        if sum(upright) > 0.93 * len(upright) and len(upright) >= 3:
            return False
        turned.append(_certainty(quarter_turned(cut, 2)))
    return sum(turned) > sum(upright) + 0.1 * max(1, len(upright))


def _certainty(cut: Picture) -> float:
    letters = read_in(cut)
    return sum(letter.sure for letter in letters) / len(letters) if len(letters) >= 3 else 0.0
