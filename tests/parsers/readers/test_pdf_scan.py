"""Scans and photos become statements, and never more certain than they are."""

from __future__ import annotations

import io
from decimal import Decimal

import numpy as np
import pypdfium2
import pytest

from parsers.document import Document
from parsers.readers.base import Access
from parsers.readers.pdf_scan import READER
from parsers.recognise import recognise
from parsers.scans import engine
from parsers.statements.statement import Verdict
from parsers.table import Reading
from tests.parsers.scans.papers import ROWS, page, statement_pdf
from tests.support.scanned_papers import photographed, picture, scan

pytestmark = pytest.mark.slow

AMOUNTS = [Decimal((row[3] or f"-{row[4]}").replace(",", "")) for row in ROWS]


def joined(*contents: bytes) -> bytes:
    """Return one PDF with all pages."""
    made, file = pypdfium2.PdfDocument.new(), io.BytesIO()
    for content in contents:
        source = pypdfium2.PdfDocument(content)
        made.import_pages(source)
        source.close()
    made.save(file)
    made.close()
    return file.getvalue()


def test_a_stamped_crooked_scan_is_read_and_proven_by_its_own_figures() -> None:
    content = scan(statement_pdf(), "stamped", 5)

    found = recognise(Document("scan.pdf", content))

    (statement,) = found.statements
    assert ("pdf_scan", Verdict.PROVEN, ()) == (statement.reader, statement.proof.verdict, found.problems)
    assert AMOUNTS == [line.amount for line in statement.lines]
    assert [row[0] for row in ROWS] == [str(line.date) for line in statement.lines]
    assert [(row[1],) for row in ROWS] == [line.references for line in statement.lines]
    assert ("C-1045", "EUR") == (statement.account, statement.currency)
    box = statement.lines[0].place.box
    assert box is not None
    assert box[2] - box[0] > 450
    assert abs(420 - 280 - 8 - box[1]) < 15
    assert found == recognise(Document("scan.pdf", content))


def test_a_photo_of_the_paper_is_read_as_well() -> None:
    photo = picture(photographed(page(), np.random.default_rng(8)), "JPEG", density=None)

    found = recognise(Document("IMG_0412.jpg", photo))

    (statement,) = found.statements
    assert AMOUNTS == [line.amount for line in statement.lines]
    assert Verdict.BROKEN is not statement.proof.verdict


def test_a_balance_that_contradicts_is_put_right_with_both_readings_and_proven_no_more() -> None:
    found = recognise(Document("scan.pdf", scan(statement_pdf(spoilt_balance=True), "turned", 3)))

    (statement,) = found.statements
    (repair,) = statement.proof.repairs
    assert ("running_balance", "1,861.85", "1861.55", 1) == (
        repair.field,
        repair.read_as,
        repair.repaired_to,
        repair.line,
    )
    assert Verdict.CONSISTENT is statement.proof.verdict


def test_pages_with_text_are_taken_as_they_are_beside_scanned_ones() -> None:
    reading = READER.read(Document("both.pdf", joined(statement_pdf(), scan(statement_pdf(), "crooked", 4))), Access())

    assert [1, 2] == [table.page for table in reading.tables]
    first, second = ([row.texts()[5] for row in table.rows[-7:-1]] for table in reading.tables)
    assert first == second == [row[5] for row in ROWS]
    assert reading.scanned


def test_digital_paper_is_left_to_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "found_in", None)  # nobody may look
    assert Reading("pdf_scan") == READER.read(Document("paper.pdf", statement_pdf()), Access())


@pytest.mark.parametrize("name", ["scan.pdf", "scan.png"])
def test_without_the_engine_the_operator_is_told(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(engine, "installed", lambda: False)
    content = scan(statement_pdf(), "turned", 1) if name.endswith("pdf") else picture(page(), "PNG")

    found = recognise(Document(name, content))

    assert () == found.statements
    assert {"image_only", "ocr_not_installed"} <= {problem.code for problem in found.problems}


def test_without_the_engine_a_file_of_both_kinds_is_told_apart_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "installed", lambda: False)

    found = recognise(Document("both.pdf", joined(statement_pdf(), scan(statement_pdf(), "turned", 4))))

    assert [Verdict.UNPROVEN] == [statement.proof.verdict for statement in found.statements]
    assert {"image_only", "ocr_not_installed"} <= {problem.code for problem in found.problems}


def test_a_picture_of_nothing_is_a_picture_only() -> None:
    grass = np.random.default_rng(1).integers(0, 255, (700, 900, 3), dtype=np.uint8)
    found = recognise(Document("holiday.jpg", picture(grass)))
    assert ((), "image") == (found.statements, found.looks_like)
    assert "image_only" in {problem.code for problem in found.problems}


def test_a_logo_is_not_even_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "found_in", None)
    found = recognise(Document("logo.png", picture(page()[:100, :300], "PNG")))
    assert ((), "image") == (found.statements, found.looks_like)


def test_a_page_that_cannot_be_read_leaves_the_others_unproven() -> None:
    blank = scan(joined(statement_pdf()), "crooked", 4)
    noise = np.full((1200, 900, 3), 128, dtype=np.uint8)
    file = io.BytesIO()
    from_picture = pypdfium2.PdfDocument.new()
    image = pypdfium2.PdfImage.new(from_picture)
    image.load_jpeg(io.BytesIO(picture(noise)))
    image.set_matrix(pypdfium2.PdfMatrix().scale(400, 600))
    sheet = from_picture.new_page(400, 600)
    sheet.insert_obj(image)
    sheet.gen_content()
    from_picture.save(file)
    from_picture.close()

    found = recognise(Document("two.pdf", joined(blank, file.getvalue())))

    assert {Verdict.UNPROVEN} == {statement.proof.verdict for statement in found.statements}
    assert "image_only" in {problem.code for problem in found.problems}
