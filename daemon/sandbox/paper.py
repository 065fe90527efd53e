"""A stranger's document made visible, in a child like the one that reads it: pages as pictures, tables and lines as text.

`outline` tells what there is to see (the size of each page, or the cells that the reader of the statement saw); `picture` draws one page as
PNG. Both are entries of the sandbox, msgpack in and out; `outline_apart` and `picture_apart` are their other ends.
"""

from __future__ import annotations

import io
from typing import Any

import msgspec
import numpy as np
import pypdfium2
from PIL import Image
from PIL.PngImagePlugin import PngImageFile

from daemon.sandbox.budget import ONE_DOCUMENT
from daemon.sandbox.host import Fate, Sandbox, shared
from parsers.document import Document, Place, Problem
from parsers.readers.base import Access, all_readers
from parsers.readers.pasted_pictures import large_pictures
from parsers.readers.pdf_words import is_pdf, open_pdf
from parsers.scans.pictures import is_picture, pages_of_picture
from parsers.sheets.container import Container
from parsers.sheets.model import Limits
from parsers.table import Reading

OUTLINE = "daemon.sandbox.paper:outline_here"
PICTURE = "daemon.sandbox.paper:picture_here"

MOST_ROWS = 6_000
MOST_COLUMNS = 60
MOST_CELLS = 80_000
LONGEST_TEXT = 500
WIDEST = 1_600
"""Pixels of a page's picture."""

ALSO_READABLE = ("/usr/share/fonts", "/usr/local/share/fonts")
"""Many papers leave common fonts out, Chinese ones above all: drawing them needs the system's. Reading a statement does not, and must not depend on them."""

LOADED = (PngImageFile,)
"""What writing a picture needs is loaded before the child is shut in, which can open no file."""

_LIMITS = Limits(member_bytes=60_000_000, total_bytes=200_000_000)


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be seen of a document, as the reader `reader` saw it; `page` counts from 1."""

    name: str
    content: bytes
    media_type: str | None
    passwords: tuple[str, ...]
    reader: str
    page: int = 0


class PaperRow(msgspec.Struct, frozen=True):
    """One row of cells, or one line of text; `key` as `key_of` gives it, "" where it has no place of its own."""

    key: str
    texts: tuple[str, ...]
    hidden: bool = False


class PaperTable(msgspec.Struct, frozen=True):
    name: str
    rows: tuple[PaperRow, ...]


class Outline(msgspec.Struct, frozen=True, kw_only=True):
    """What there is to see: `pages` with width and height in points, or `tables` and `lines`; `cut` where not all is shown."""

    pages: tuple[tuple[float, float], ...] = ()
    tables: tuple[PaperTable, ...] = ()
    lines: tuple[PaperRow, ...] = ()
    cut: bool = False
    problem: str = ""


class PaperRefused(Exception):
    """The document cannot be shown; the message says why."""


def key_of(place: Place | None) -> str:
    """Return where a row stands in a document without pages: the sheet's row, or the line of text; "" where nothing says so."""
    if place is None:
        return ""
    if place.cell is not None:
        return f"{place.sheet or ''}!{place.cell.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}"
    return "" if place.line is None else f"{place.sheet or ''}!L{place.line}"


def outline_apart(
    document: Document, passwords: tuple[str, ...], reader: str, sandbox: Sandbox | None = None
) -> Outline:
    """Return what there is to see of a document. Raises `PaperRefused`, and `SandboxError` where no child can be started."""
    answer = _answered(OUTLINE, document, _asked(document, passwords, reader), sandbox)
    try:
        return msgspec.msgpack.decode(answer, type=Outline)
    except msgspec.MsgspecError:
        raise PaperRefused("The document could not be looked at.") from None


def picture_apart(
    document: Document, passwords: tuple[str, ...], reader: str, page: int, sandbox: Sandbox | None = None
) -> bytes:
    """Return one page as PNG. Raises `PaperRefused`, and `SandboxError` where no child can be started."""
    answer = _answered(PICTURE, document, _asked(document, passwords, reader, page), sandbox)
    if not answer.startswith(b"\x89PNG\r\n\x1a\n"):
        raise PaperRefused("The page could not be drawn.")
    return answer


def _asked(document: Document, passwords: tuple[str, ...], reader: str, page: int = 0) -> bytes:
    return msgspec.msgpack.encode(
        Asked(
            name=document.name.encode("utf-8", "replace").decode(),
            content=document.content,
            media_type=document.media_type,
            passwords=passwords,
            reader=reader,
            page=page,
        )
    )


def _answered(entry: str, document: Document, request: bytes, sandbox: Sandbox | None) -> bytes:
    if len(document.content) > ONE_DOCUMENT.document_bytes:
        raise PaperRefused("The file is too large to be shown.")
    outcome = (shared() if sandbox is None else sandbox).run(entry, request, ONE_DOCUMENT)
    if outcome.fate is not Fate.ANSWERED:
        raise PaperRefused("The document could not be shown: looking at it took too much, or broke down.")
    return outcome.content


def outline_here(request: bytes) -> bytes:
    """Return the `Outline` of what was asked about."""
    asked = msgspec.msgpack.decode(request, type=Asked)
    document = Document(asked.name, asked.content, asked.media_type)
    found = _outline(document, Access(asked.passwords), asked.reader)
    return msgspec.msgpack.encode(found)


def picture_here(request: bytes) -> bytes:
    """Return one page as PNG; nothing where there is no such page."""
    asked = msgspec.msgpack.decode(request, type=Asked)
    document = Document(asked.name, asked.content, asked.media_type)
    image = _picture(document, Access(asked.passwords), asked.page)
    if image is None:
        return b""
    if image.width > WIDEST:
        image = image.resize((WIDEST, max(1, round(image.height * WIDEST / image.width))), Image.Resampling.LANCZOS)
    held = io.BytesIO()
    # Paper has few colours: a palette makes the picture small, and is quick to pack.
    image.convert("P", palette=Image.Palette.ADAPTIVE, colors=64).save(held, "PNG", compress_level=6)
    return held.getvalue()


def _outline(document: Document, access: Access, reader: str) -> Outline:
    if is_pdf(document):
        pdf = open_pdf(document, access)
        if isinstance(pdf, Problem):
            return Outline(problem=pdf.message)
        return Outline(pages=tuple(_size(pdf, index) for index in range(len(pdf))))
    pictures = _pictures(document, reader)
    if pictures:
        sizes = [_pixels(content) for content in pictures]
        return Outline(pages=tuple(size for each in sizes for size in each))
    return _cells(_reading(document, access, reader))


def _picture(document: Document, access: Access, page: int) -> Image.Image | None:
    if is_pdf(document):
        pdf = open_pdf(document, access)
        if isinstance(pdf, Problem) or not 1 <= page <= len(pdf):
            return None
        wide, high = _size(pdf, page - 1)
        drawn = pdf[page - 1].render(scale=min(2.0, WIDEST / max(wide, 1), 4000 / max(high, 1)))
        image: Image.Image = drawn.to_pil()
        return image.convert("RGB")
    number = 0
    for content in _pictures(document, "pasted_pictures"):
        for found in pages_of_picture(content):
            number += 1
            if number == page and not isinstance(found, Problem):
                return Image.fromarray(np.ascontiguousarray(found.picture[:, :, ::-1]))
    return None


def _size(pdf: Any, index: int) -> tuple[float, float]:
    """Return a page's width and height in points, turned as people see it."""
    try:
        wide, high = pdf.get_page_size(index)
    except pypdfium2.PdfiumError:
        return (595.0, 842.0)
    return (float(wide), float(high))


def _pictures(document: Document, reader: str) -> list[bytes]:
    """Return the pictures that are pages of the document: the file itself, or those in a document whose statement was read in them."""
    if is_picture(document.content):
        return [document.content]
    if reader != "pasted_pictures" or not document.content.startswith(b"PK\x03\x04"):
        return []
    container = Container(io.BytesIO(document.content), _LIMITS)
    found = []
    for name in large_pictures(document.content):
        with container.open(name) as member:
            found.append(member.read())
    return found


def _pixels(content: bytes) -> list[tuple[float, float]]:
    sizes = []
    for page in pages_of_picture(content):
        if isinstance(page, Problem):
            sizes.append((595.0, 842.0))
        else:
            high, wide = page.picture.shape[:2]
            sizes.append((wide * page.points, high * page.points))
    return sizes


def _reading(document: Document, access: Access, reader: str) -> Reading:
    """Return what the named reader sees, or the cheapest that sees anything."""
    able = [each for each in all_readers() if each.able(document)]
    able.sort(key=lambda each: each.name != reader)
    seen = Reading(reader)
    for each in able[:3]:
        seen = each.read(document, access)
        if seen.tables or seen.lines:
            return seen
    return seen


def _cells(seen: Reading) -> Outline:
    left = MOST_ROWS
    cells = MOST_CELLS
    tables: list[PaperTable] = []
    for table in seen.tables:
        width = max(1, min(MOST_COLUMNS, len(table.rows[0].cells) if table.rows else 1))
        left = min(left, cells // width)
        rows = [
            PaperRow(
                next((key for cell in row.cells if (key := key_of(cell.place))), ""),
                tuple(_text(cell.text) for cell in row.cells[:MOST_COLUMNS]),
                row.hidden,
            )
            for row in table.rows[:left]
        ]
        left -= len(rows)
        cells -= len(rows) * width
        tables.append(PaperTable(_text(table.sheet or ""), tuple(rows)))
    lines = tuple(PaperRow(key_of(cell.place), (_text(cell.text),)) for cell in seen.lines[:left])
    problem = seen.problems[0].message if seen.problems and not tables and not lines else ""
    everything = sum(len(table.rows) for table in seen.tables) + len(seen.lines)
    shown = sum(len(table.rows) for table in tables) + len(lines)
    return Outline(tables=tuple(tables), lines=lines, cut=shown < everything, problem=problem)


def _text(text: str) -> str:
    return text[:LONGEST_TEXT].encode("utf-8", "replace").decode()
