"""Files made to exhaust or to mislead whoever parses them, and what must come of them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence

from daemon.sandbox.apart import recognise_apart
from daemon.sandbox.budget import Budget
from parsers.document import Document
from parsers.statements.statement import Recognition

SMALL = Budget(cpu_seconds=12, seconds=200)
PAPER = Document(
    "good.csv", b"Date,Reference,Debit,Credit,Balance\n2026-03-01,A1,10.00,,10.00\n2026-03-02,A2,,3.00,7.00\n"
)
STOPPED = {"too_large", "too_slow", "too_much_memory", "reader_crashed", "broken_file", "empty", "not_a_statement"}


def read(content: bytes, name: str = "statement.pdf") -> Recognition:
    """Read a hostile file apart, and a good one after it: nothing of the first may touch the second."""
    found = recognise_apart(Document(name, content), budget=SMALL)
    after = recognise_apart(PAPER)
    assert ["consistent"] == [str(statement.proof.verdict) for statement in after.statements]
    return found


def codes(found: Recognition) -> set[str]:
    return {problem.code for problem in found.problems}


def pdf(objects: Sequence[bytes], root: int = 1) -> bytes:
    """Return a PDF of these objects, numbered from 1, with a sound table of them."""
    made = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, root, start)
    return bytes(made)


def stream(content: bytes, *, packed: bool = False) -> bytes:
    if packed:
        content = zlib.compress(content, 9)
    return b"<< /Length %d %b>>\nstream\n%b\nendstream" % (
        len(content),
        b"/Filter /FlateDecode " if packed else b"",
        content,
    )


def one_page(content: bytes, *, packed: bool = False) -> bytes:
    """Return a PDF of one page that draws `content`."""
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            stream(content, packed=packed),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
    )


def zipped(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


WORKBOOK = {
    "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "_rels/.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/workbook.xml": b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
}
"""All but the one sheet."""


def workbook(sheet: bytes) -> bytes:
    return zipped({**WORKBOOK, "xl/worksheets/sheet1.xml": sheet})
