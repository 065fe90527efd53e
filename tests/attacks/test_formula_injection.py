"""Numbers and words of theirs that a spreadsheet would run: in our workbook they are text, whatever sign they begin with."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from daemon.store import Store
from tests.support.attacking import body_of, left, one, statement_csv
from tests.support.house import ACME_POSTINGS, House, Posting, mail

POISON = [
    "=1+1",
    '=HYPERLINK("http://evil.test/","INV-6001")',
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(A1:A9)",
    "\t=1+1",
    "＝1+1",
    "＋1",
    "＠SUM(1)",
    "=cmd|'/c calc'!A1-6001",
    "%0A=1+1",
    ";=1+1",
    "{=1+1}",
    "'=1+1",
]


@pytest.mark.parametrize("poison", POISON)
@pytest.mark.parametrize("where", ["reference", "words"])
def test_no_cell_of_our_workbook_calculates(house: House, store: Store, poison: str, where: str) -> None:
    extra = Posting("2026-03-28", poison if where == "reference" else "INV-6001", "12.34")
    paper = statement_csv((*ACME_POSTINGS, extra), words=poison if where == "words" else "")
    summary = one(house, store, mail(("statement.csv", paper)))
    if not house.sent():
        assert "hold" == summary.outcome
        return
    (message,) = left(house)
    content = next(part for part in message.walk() if part.get_filename()).get_payload(decode=True)
    assert isinstance(content, bytes)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        assert not any("externalLink" in name or "vba" in name.lower() for name in names)
        for name in names:
            if name.startswith("xl/worksheets"):
                assert b"<f>" not in archive.read(name)
                assert b"<hyperlink" not in archive.read(name)
    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" and cell.hyperlink is None for cell in row)
    assert "http://evil" not in body_of(message)
    assert "evil.test" not in body_of(message, "html")


def test_one_of_them_does_reach_a_workbook(house: House, store: Store) -> None:
    """Else the test above would prove nothing."""
    paper = statement_csv((*ACME_POSTINGS, Posting("2026-03-28", "INV-6001", "12.34")), words="=1+1")
    assert "sent" == one(house, store, mail(("statement.csv", paper))).reply_state
    assert 1 == len([part for part in left(house)[0].walk() if part.get_filename()])
