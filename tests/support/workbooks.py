"""Workbooks made for tests, by two independent writers and by LibreOffice where it is installed."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Generator, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter

from parsers.sheets.model import SheetRow


def xlsxwriter_book(fill: Callable[[Any], None]) -> bytes:
    """Return the xlsx that `fill` writes into an xlsxwriter.Workbook."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    fill(book)
    book.close()
    return stream.getvalue()


def openpyxl_book(rows: list[list[Any]], *, title: str = "Sheet") -> bytes:
    """Return an xlsx of one sheet, written by openpyxl."""
    stream = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    book.save(stream)
    return stream.getvalue()


def with_parts(content: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """Return a zip with some of its members replaced, added, or (None) taken out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, body in parts.items():
            if body is not None:
                new.writestr(name, body)
    return stream.getvalue()


def converted(content: bytes, extension: str, folder: Path) -> bytes | None:
    """Return the workbook as LibreOffice saves it under another format; None where LibreOffice is not installed."""
    program = shutil.which("soffice")
    if program is None:
        return None
    source = folder / "book.xlsx"
    source.write_bytes(content)
    subprocess.run(
        [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", extension, "--outdir", str(folder), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (folder / f"book.{extension}").read_bytes()


def no_rows() -> Generator[SheetRow, None, None]:
    """Return the rows of a sheet that is only named."""
    yield from ()
