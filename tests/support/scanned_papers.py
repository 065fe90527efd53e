"""Papers of other modules as a scanner or a telephone would send them: drawn, spoiled, and put into a PDF or a picture.

Each way of spoiling draws its own measure from a seed, so that a scan can be made again. What is spoiled is what offices do: laid in
crooked or turned, stamped in red, copied with noise, photographed on a table, saved as a small JPEG.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import pypdfium2
from PIL import Image

Pixels = npt.NDArray[np.uint8]
Spoiler = Callable[[Pixels, np.random.Generator], Pixels]


def drawn_pages(pdf: bytes, density: int = 200) -> Iterator[Pixels]:
    """Yield the pages of a PDF as pixels (blue, green, red); `density` is pixels an inch."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            yield np.array(page.render(scale=density / 72).to_numpy()[:, :, :3], dtype=np.uint8)
            page.close()
    finally:
        document.close()


def crooked(page: Pixels, random: np.random.Generator) -> Pixels:
    """Laid in crooked by up to two and a half degrees."""
    height, width = page.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), float(random.uniform(-2.5, 2.5)), 1)
    turned = cv2.warpAffine(page, matrix, (width, height), borderValue=(250, 250, 248), flags=cv2.INTER_CUBIC)
    return _noisy(turned, random, 6)


def copied(page: Pixels, random: np.random.Generator) -> Pixels:
    """Copied: noisy, a little blurred and crooked."""
    return _noisy(cv2.GaussianBlur(crooked(page, random), (0, 0), 0.6), random, 14)


def stamped(page: Pixels, random: np.random.Generator) -> Pixels:
    """Stamped in red over the figures, and crooked."""
    height, width = page.shape[:2]
    middle = (int(width * random.uniform(0.5, 0.8)), int(height * random.uniform(0.3, 0.7)))
    radius = int(width * 0.11)
    ink = np.full_like(page, 255)
    cv2.circle(ink, middle, radius, (60, 60, 225), 7, cv2.LINE_AA)
    corner = (middle[0] - int(radius * 0.8), middle[1])
    cv2.putText(ink, "RECEIVED", corner, cv2.FONT_HERSHEY_SIMPLEX, 1.1, (60, 60, 225), 5, cv2.LINE_AA)
    # ink lets through what is printed under it
    return crooked((page.astype(np.float32) * ink / 255).astype(np.uint8), random)


def photographed(page: Pixels, random: np.random.Generator) -> Pixels:
    """Photographed: seen from aside on a darker table, unevenly lit, not quite sharp."""
    height, width = page.shape[:2]
    edges = np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=np.float32)
    moved = (edges + random.uniform(-0.035, 0.035, (4, 2)) * (width, height)).astype(np.float32)
    matrix = cv2.getPerspectiveTransform(edges, moved)
    seen = cv2.warpPerspective(page, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(90, 100, 110))
    down, across = np.mgrid[0:height, 0:width]
    light = 0.62 + 0.38 * (across / width * random.uniform(0.3, 1) + down / height * random.uniform(0, 0.6))
    dimmed = cv2.GaussianBlur(seen, (0, 0), 0.9) * np.clip(light, 0, 1)[:, :, None]
    return _noisy(dimmed.astype(np.uint8), random, 7)


def turned(page: Pixels, random: np.random.Generator) -> Pixels:
    """Laid in sideways or upside down."""
    return np.ascontiguousarray(np.rot90(_noisy(page, random, 5), int(random.integers(1, 4))))


SPOILERS: dict[str, Spoiler] = {
    "crooked": crooked,
    "copied": copied,
    "stamped": stamped,
    "photographed": photographed,
    "turned": turned,
}


def scanned_pdf(pages: Sequence[Pixels], density: int = 200, quality: int = 60) -> bytes:
    """Return a PDF whose pages are JPEG pictures and nothing else."""
    images = [Image.fromarray(np.ascontiguousarray(page[:, :, ::-1])) for page in pages]
    file = io.BytesIO()
    images[0].save(file, "PDF", resolution=density, save_all=True, append_images=images[1:], quality=quality)
    return file.getvalue()


def picture(page: Pixels, format_: str = "JPEG", density: int | None = 200) -> bytes:
    """Return one page as a picture file."""
    file = io.BytesIO()
    told = {"dpi": (density, density)} if density else {}
    Image.fromarray(np.ascontiguousarray(page[:, :, ::-1])).save(file, format_, quality=70, **told)
    return file.getvalue()


def scan(pdf: bytes, how: str, seed: int, density: int = 200) -> bytes:
    """Return a paper as a scanned PDF, spoiled in one of the ways of SPOILERS."""
    random = np.random.default_rng(seed)
    return scanned_pdf([SPOILERS[how](page, random) for page in drawn_pages(pdf, density)], density)


def _noisy(page: npt.NDArray[Any], random: np.random.Generator, strength: float) -> Pixels:
    return np.clip(page + random.normal(0, strength, page.shape), 0, 255).astype(np.uint8)
