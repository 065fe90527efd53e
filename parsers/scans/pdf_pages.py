"""Which pages of a PDF are pictures of paper, and how such a page is drawn for reading."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from parsers.readers.pdfium_page import MAX_OBJECTS, SeenPage
from parsers.scans.engine import Picture
from parsers.scans.pictures import LONGEST_SIDE, PagePicture

_DENSITY = 200 / 72
"""Pixels a point at which a page is drawn, unless its picture holds more."""
_MOST = 300 / 72
_COVERS = 0.45
"""Share of the page that a scanned picture covers at least."""
_STRAY = 15
"""Words that a scanning program writes beside or over its picture: its name, a page number."""


@dataclass(slots=True)
class _Pictures:
    """`share` of the page that its largest picture covers, the pixels a point it holds, and how much text lies beneath it."""

    share: float = 0.0
    density: float = 0.0
    texts: int = 0
    texts_beneath: int = 0


def is_scanned(page: Any, seen: SeenPage) -> bool:
    """Whether what a person sees on this page is a picture of text."""
    if not seen.images:
        return False
    if not seen.page.words:
        return True
    pictures = _pictures(page)
    if pictures.share < _COVERS:
        return False
    # text that was drawn before a picture and under it: what a person reads is the picture
    covered = pictures.texts > 0 and pictures.texts_beneath > 0.5 * pictures.texts
    return covered or len(seen.page.words) <= _STRAY


def drawn(page: Any) -> PagePicture:
    """Return the page as a person sees it. Raises what pdfium raises on a page that it cannot draw."""
    width, height = page.get_size()
    longer = max(width, height, 1.0)
    scale = min(max(_DENSITY, min(_pictures(page).density, _MOST)), LONGEST_SIDE / longer)
    if longer < 300:  # a sheet that the maker gave the size of a stamp
        scale = LONGEST_SIDE / 1.4 / longer
    bitmap = page.render(scale=scale, draw_annots=True, may_draw_forms=False)
    pixels: Picture = np.asarray(bitmap.to_numpy(), dtype=np.uint8)
    if pixels.ndim == 3 and pixels.shape[2] == 1:
        pixels = pixels[:, :, 0]
    elif pixels.ndim == 3:
        pixels = pixels[:, :, :3]
    picture = np.array(pixels, copy=True, order="C")
    bitmap.close()
    return PagePicture(picture, 1 / scale)


def _pictures(page: Any) -> _Pictures:
    found = _Pictures()
    width, height = page.get_size()
    area = max(1.0, width * height)
    left, bottom, right, top = (ctypes.c_float(), ctypes.c_float(), ctypes.c_float(), ctypes.c_float())
    across, down = ctypes.c_uint(), ctypes.c_uint()
    largest = 0.0
    for index in range(min(pdfium.FPDFPage_CountObjects(page.raw), MAX_OBJECTS)):
        thing = pdfium.FPDFPage_GetObject(page.raw, index)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            found.texts += 1
            continue
        if kind not in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
            continue
        if not pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
            continue
        if kind == pdfium.FPDF_PAGEOBJ_FORM and not _holds_picture(thing):
            continue
        covers = max(0.0, right.value - left.value) * max(0.0, top.value - bottom.value)
        found.share += covers / area
        if covers > largest:
            largest = covers
            found.texts_beneath = found.texts
            if kind == pdfium.FPDF_PAGEOBJ_IMAGE and pdfium.FPDFImageObj_GetImagePixelSize(thing, across, down):
                found.density = (across.value * down.value / max(covers, 1.0)) ** 0.5
    return found


def _holds_picture(form: Any) -> bool:
    count = min(pdfium.FPDFFormObj_CountObjects(form), 200)
    kinds = {pdfium.FPDFPageObj_GetType(pdfium.FPDFFormObj_GetObject(form, index)) for index in range(count)}
    return pdfium.FPDF_PAGEOBJ_IMAGE in kinds
