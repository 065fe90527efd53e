"""Files that are two files, archives with two of one name, workbooks with macros and links, PDFs that act: read for their figures or
held, and never run.
"""

from __future__ import annotations

import io
import warnings
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from daemon.sandbox.apart import recognise_each
from daemon.store import Store
from tests.support.attacking import all_that_left, because, run, statement_csv
from tests.support.hostile_files import zipped
from tests.support.house import ACME_POSTINGS, House, mail, statement_pdf

TRUE, FALSE = statement_pdf(), statement_pdf(ACME_POSTINGS[:-1])


def _two_of_one_name() -> bytes:
    stream = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile warns of the second name, which is the point
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("statement.pdf", TRUE)
            archive.writestr("statement.pdf", FALSE)
    return stream.getvalue()


def test_two_files_of_one_name_in_an_archive_are_both_seen(house: House, store: Store) -> None:
    summaries = run(house, store, mail(("statement.zip", _two_of_one_name())))
    assert 2 == len(summaries)
    assert all("hold" == summary.outcome and "another statement" in because(summary) for summary in summaries)
    assert [] == house.sent()


@pytest.mark.parametrize("name", ["statement.pdf", "statement.zip", "statement.xlsx", "statement"])
def test_a_file_that_is_a_pdf_and_an_archive_is_one_statement_at_most(house: House, store: Store, name: str) -> None:
    both = TRUE + zipped({"statement.pdf": FALSE})
    summaries = run(house, store, mail((name, both)), read=recognise_each)
    assert 1 == len(summaries)
    assert summaries[0].outcome in {"confirm", "hold", "ask"}
    assert "599.50" not in all_that_left(house)  # the figure that is only missing on the hidden one


def _active(pdf: bytes) -> bytes:
    """Give a sound PDF a catalog that acts: a script, a program to launch, an embedded file."""
    acting = (
        b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\); this.submitForm\\('http://127.0.0.1:9/'\\)) >> "
        b"/AA << /WC << /S /Launch /F (calc.exe) /Win << /F (cmd.exe) /P (/c calc) >> >> >> "
        b"/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (1) >>] >> >> "
    )
    at = pdf.index(b"/Type /Catalog")
    return pdf[:at] + acting + pdf[at:]


def test_a_pdf_that_acts_is_read_for_its_figures_only(house: House, store: Store) -> None:
    (summary,) = run(house, store, mail(("statement.pdf", _active(TRUE))), read=recognise_each)
    assert summary.outcome in {"confirm", "hold", "ask"}
    words = all_that_left(house)
    assert "JavaScript" not in words
    assert "calc" not in words


def _workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    for row in statement_csv().decode().splitlines():
        cells: list[object] = [float(cell) if cell.replace(".", "").isdigit() else cell for cell in row.split(",")]
        sheet.append(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_macros_and_links_of_a_workbook_change_nothing(house: House, store: Store) -> None:
    plain = _workbook()
    stream = io.BytesIO(plain)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 Auto_Open Shell")
        archive.writestr("xl/externalLinks/externalLink1.xml", b"<externalLink/>")
        archive.writestr("xl/embeddings/oleObject1.bin", b"MZ")
    (summary,) = run(house, store, mail(("statement.xlsm", stream.getvalue())), read=recognise_each)
    assert ("confirm", "sent") == (summary.outcome, summary.reply_state), because(summary)


def test_a_formula_without_a_value_is_no_figure(house: House, store: Store) -> None:
    book = load_workbook(io.BytesIO(_workbook()))
    sheet = book.active
    sheet.cell(row=6, column=6).value = '=WEBSERVICE("http://127.0.0.1:9/")'
    stream = io.BytesIO()
    book.save(stream)
    (summary,) = run(house, store, mail(("statement.xlsx", stream.getvalue())), read=recognise_each)
    assert ("hold", "") == (summary.outcome, summary.reply_state), because(summary)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("statement.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'),
        (
            "statement.html",
            b"<html><script>document.write('<table>')</script><body onload=alert(1)>Statement</body></html>",
        ),
        ("statement.hta", b"<script>new ActiveXObject('WScript.Shell').Run('calc')</script>"),
        ("statement.pdf.exe", b"MZ\x90\x00This program cannot be run in DOS mode"),
        ("statement.lnk", b"L\x00\x00\x00\x01\x14\x02\x00"),
        ("statement.iso", b"\x00" * 40_000 + b"CD001"),
    ],
)
def test_programs_and_pages_with_scripts_are_no_statements(
    house: House, store: Store, name: str, content: bytes
) -> None:
    (summary,) = run(house, store, mail((name, content)), read=recognise_each)
    assert summary.outcome in {"hold", "ask"}
    words = all_that_left(house)
    assert "<script" not in words
    assert "alert(1)" not in words


@pytest.mark.parametrize(
    "media_type", ["text/plain", "image/png", "text/html", "application/zip", "message/rfc822x", "x"]
)
def test_a_label_that_lies_about_a_file_changes_nothing(house: House, store: Store, media_type: str) -> None:
    content = mail(("statement.pdf", TRUE)).replace(b"application/pdf", media_type.encode())
    (summary,) = run(house, store, content)
    assert summary.outcome in {"confirm", "hold", "ask"}
    assert "Traceback" not in because(summary)
