"""Pictures are read behind the same walls as everything else: no socket, no file, little memory."""

from __future__ import annotations

import pytest

from daemon.sandbox.apart import recognise_apart
from parsers.document import Document
from parsers.statements.statement import Verdict
from tests.parsers.scans.papers import page, statement_pdf
from tests.support.scanned_papers import picture, scan

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", ["scan.pdf", "scan.png"])
def test_a_picture_is_read_in_a_child_that_is_shut_in(name: str) -> None:
    content = scan(statement_pdf(), "crooked", 6) if name.endswith("pdf") else picture(page(), "PNG")

    found = recognise_apart(Document(name, content))

    assert [(Verdict.PROVEN, "pdf_scan", 6)] == [
        (statement.proof.verdict, statement.reader, len(statement.lines)) for statement in found.statements
    ], found.problems
