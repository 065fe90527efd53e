"""PDF by other programs than ours: LibreOffice Calc from a workbook, Chromium from a page. Their files differ inside.

The bytes are not the same from run to run (they carry times), what stands on the paper is.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path


class NoPrinterError(RuntimeError):
    """The program is not installed, or printed nothing."""


def calc_pdf(workbook: bytes) -> bytes:
    """Print a workbook through LibreOffice Calc. Raises NoPrinterError."""
    return _printed(
        "soffice", "statement.xlsx", workbook, ["--headless", "--convert-to", "pdf", "--outdir", "{folder}", "{source}"]
    )


def calc_xls(workbook: bytes, suffix: str = "xls") -> bytes:
    """Save a workbook in another format (xls, ods, html). Raises NoPrinterError."""
    command = ["--headless", "--convert-to", suffix, "--outdir", "{folder}", "{source}"]
    return _printed("soffice", "statement.xlsx", workbook, command, suffix)


def chromium_pdf(page: str) -> bytes:
    """Print an HTML page through Chromium. Raises NoPrinterError."""
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        "--print-to-pdf={folder}/statement.pdf",
    ]
    return _printed("chromium", "statement.html", page.encode(), [*options, "{source}"])


def _printed(program: str, name: str, content: bytes, command: list[str], suffix: str = "pdf") -> bytes:
    found = shutil.which(program)
    if found is None:
        raise NoPrinterError(f"{program} is not installed")
    with tempfile.TemporaryDirectory(prefix="printer") as folder:
        source = Path(folder) / name
        source.write_bytes(content)
        parts = [part.format(folder=folder, source=source) for part in command]
        profile = (
            [f"-env:UserInstallation=file://{folder}/profile"]
            if program == "soffice"
            else [f"--user-data-dir={folder}/profile"]
        )
        done = subprocess.run([found, *profile, *parts], capture_output=True, timeout=120, check=False)
        target = Path(folder) / f"statement.{suffix}"
        if not target.exists():
            raise NoPrinterError(f"{program} printed nothing: {done.stderr.decode(errors='replace')[-300:]}")
        return target.read_bytes()
