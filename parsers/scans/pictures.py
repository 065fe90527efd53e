"""A file that is a picture, or several in one TIFF, as pages of pixels."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from parsers.document import Problem
from parsers.scans.engine import Picture

MAX_PAGES = 50
MAX_PIXELS = 80_000_000
LONGEST_SIDE = 3300
"""Pixels; a page of paper has all its letters in fewer, and reading takes its time by the pixel."""
LEAST_SIDE = 500
"""Pixels; a smaller picture is a logo or an icon: no page of a statement can be read in it."""
_PAPER = 842.0  # points of the longer side of a sheet, where the file does not say

_BEGINNINGS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM", b"GIF87a", b"GIF89a")
_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP")


@dataclass(frozen=True, slots=True)
class PagePicture:
    """`points` is the size of one pixel."""

    picture: Picture  # blue, green, red
    points: float


def is_picture(content: bytes) -> bool:
    """Whether the file's first bytes are those of a picture that can be opened."""
    return content.startswith(_BEGINNINGS) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP")


def size_of(content: bytes) -> tuple[int, int]:
    """Return the width and height in pixels, (0, 0) where the bytes are no picture. Only its head is read."""
    if not is_picture(content):
        return (0, 0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
                return image.size
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        return (0, 0)


def pages_of_picture(content: bytes) -> Iterator[PagePicture | Problem]:
    """Yield the pages one by one, turned as the camera noted it; a `Problem` in place of what cannot be shown."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # odd tags; what matters is whether there are pixels
            with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
                for number, frame in enumerate(ImageSequence.Iterator(image), start=1):
                    if number > MAX_PAGES:
                        yield Problem(
                            code="too_large", message=f"The file has more than {MAX_PAGES} pages; the rest is not read."
                        )
                        return
                    yield _page(frame)
                    if image.format != "TIFF":
                        return  # what follows is the same picture again: a preview, another eye's, a movement
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        yield Problem(code="broken_file", message="The picture is damaged and cannot be opened.")


def _page(frame: Image.Image) -> PagePicture | Problem:
    width, height = frame.size
    if width * height > MAX_PIXELS:
        return Problem(code="too_large", message=f"The picture has {width} by {height} pixels; no page needs so many.")
    if max(width, height) < LEAST_SIDE:
        return Problem(
            code="image_only",
            message=f"The picture has only {width} by {height} pixels: too few for a page of text.",
            facts={"small": "yes"},
        )
    shown = ImageOps.exif_transpose(frame)
    if "A" in shown.getbands() or "transparency" in shown.info:
        shown = shown.convert("RGBA")
        paper = Image.new("RGBA", shown.size, "white")
        paper.alpha_composite(shown)
        shown = paper
    points = _points(frame)
    if max(shown.size) > LONGEST_SIDE:
        ratio = LONGEST_SIDE / max(shown.size)
        shown = shown.convert("RGB").resize(
            (max(1, round(shown.width * ratio)), max(1, round(shown.height * ratio))), Image.Resampling.LANCZOS
        )
        points /= ratio
    pixels = np.asarray(shown.convert("RGB"), dtype=np.uint8)
    return PagePicture(np.ascontiguousarray(pixels[:, :, ::-1]), points)


def _points(frame: Image.Image) -> float:
    """Return the points of one pixel: as the file says where that makes a sheet of paper, else as if it were A4."""
    longer = max(frame.size)
    said = frame.info.get("dpi")
    try:
        density = float(said[0]) if said else 0.0
    except (TypeError, ValueError, ZeroDivisionError):
        density = 0.0
    if density > 0 and 300 <= longer * 72 / density <= 1300:
        return 72 / density
    return _PAPER / longer
