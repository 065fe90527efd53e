"""The workbook as a file: deterministic, harmless, right to the cent, in the reader's language."""

import datetime as dt
import io
import zipfile
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest

from daemon.replies.difference_workbook import Audience, difference_workbook, workbook_name
from daemon.replies.language import language, languages
from daemon.replies.letter import ReplyRefused
from parsers.document import Document
from parsers.ledgers.entry import Role
from parsers.recognise import recognise
from rules.model.difference import Reason
from tests.support.reconciliations import FIVE_KINDS, Pair, reconciled

RECONCILIATION = reconciled(FIVE_KINDS, opening="5400.00", opening_theirs="5250.00")
HOSTILE = (
    "=cmd|'/c calc'!A1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "{=1}",
    '=HYPERLINK("http://evil.example","x")',
    "http://evil.example",
    "mailto:a@evil.example",
    "\t=1",
    "file:///etc/passwd",
    "internal:Sheet!A1",
    "<script>x</script>&amp;",
    "\x01\x02\ufffe",
)


def test_the_same_comparison_gives_the_same_bytes() -> None:
    first = difference_workbook(RECONCILIATION, currency="USD", counterparty="Acme Ltd", company="Example")
    again = difference_workbook(RECONCILIATION, currency="USD", counterparty="Acme Ltd", company="Example")
    assert first == again
    archive = zipfile.ZipFile(io.BytesIO(first))
    assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = archive.read("docProps/core.xml").decode()
    assert core.count("2026-03-31T00:00:00Z") == 2


@pytest.mark.parametrize("audience", list(Audience))
def test_no_text_of_theirs_becomes_a_formula_a_link_or_a_number(audience: Audience) -> None:
    pairs = [
        Pair(theirs="1.00", reference=text, description=text, reason=Reason.MISSING_IN_LEDGER) for text in HOSTILE
    ] + [Pair(theirs="1.00", ours="1.00", reference=text, our_reference=text, description=text) for text in HOSTILE]
    content = difference_workbook(
        reconciled(pairs, account="=1+1"), counterparty="=1+1", company="=2+2", currency="USD", audience=audience
    )
    parts = {
        name: zipfile.ZipFile(io.BytesIO(content)).read(name)
        for name in zipfile.ZipFile(io.BytesIO(content)).namelist()
    }
    sheets = [body for name, body in parts.items() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == 3
    assert not [body for body in sheets if b"<f>" in body or b"<f " in body or b"hyperlink" in body.lower()]
    assert not [name for name in parts if "vba" in name.lower() or "external" in name.lower()]
    cells = [
        cell
        for sheet in openpyxl.load_workbook(io.BytesIO(content))
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
    ]
    assert {cell.data_type for cell in cells} == {"s"}
    assert any(cell.value == "=cmd|'/c calc'!A1" for cell in cells)


def test_the_summary_leads_from_our_balance_to_theirs() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(difference_workbook(RECONCILIATION, currency="USD")))["Summary"]
    rows = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[2], int | float)]
    ours, *steps, theirs, total = rows
    assert (ours[0], Decimal(str(ours[2]))) == ("Balance in our books", RECONCILIATION.bridge.ours)
    assert (theirs[0], Decimal(str(theirs[2]))) == ("Balance on your statement", RECONCILIATION.bridge.theirs)
    gap = sum((Decimal(str(step[2])) for step in steps), Decimal(0))
    assert gap == RECONCILIATION.bridge.theirs - RECONCILIATION.bridge.ours == Decimal(str(total[2]))
    assert total[1] == len(RECONCILIATION.differences)


def test_a_supplier_reads_what_we_owe_as_positive() -> None:
    pairs = [Pair(theirs="-100.00", reason=Reason.MISSING_IN_LEDGER)]
    content = difference_workbook(reconciled(pairs), role=Role.SUPPLIER, currency="CNY")
    sheets = openpyxl.load_workbook(io.BytesIO(content))
    assert 100 in [cell.value for cell in sheets["Differences"]["F"]]
    assert "Positive amounts are what we owe you; negative amounts lower that." in str(
        list(sheets["Summary"].iter_rows(values_only=True))
    )


@pytest.mark.parametrize("code", languages())
def test_every_language_has_its_three_sheets_and_no_hole(code: str) -> None:
    content = difference_workbook(RECONCILIATION, language=code, currency="USD", audience=Audience.STAFF)
    sheets = openpyxl.load_workbook(io.BytesIO(content))
    words = language(code)
    assert sheets.sheetnames == [words.say(f"workbook.{sheet}") for sheet in ("summary", "differences", "matched")]
    assert "{" not in str([list(sheet.iter_rows(values_only=True)) for sheet in sheets])


def test_the_name_tells_account_and_day_and_is_safe_on_every_system() -> None:
    assert workbook_name(RECONCILIATION, language("en")) == "differences-10023-2026-03-31.xlsx"
    assert workbook_name(RECONCILIATION, language("zh_CN")) == "对账差异-10023-2026-03-31.xlsx"
    odd = reconciled([], account="../a:b\r\n", as_of=None)
    assert workbook_name(odd, language("en")) == "differences-a-b.xlsx"


def test_without_a_day_the_properties_do_not_follow_the_clock() -> None:
    core = zipfile.ZipFile(io.BytesIO(difference_workbook(reconciled([], as_of=None)))).read("docProps/core.xml")
    assert dt.date(2000, 1, 1).isoformat() in core.decode()


def test_a_bridge_that_does_not_close_is_not_written() -> None:
    with pytest.raises(ReplyRefused):
        difference_workbook(replace(RECONCILIATION, differences=()))


@pytest.mark.parametrize("code", languages())
def test_the_customer_has_a_column_of_its_own_beside_each_difference_and_staff_has_none(code: str) -> None:
    words = language(code)
    theirs = openpyxl.load_workbook(io.BytesIO(difference_workbook(RECONCILIATION, language=code, currency="USD")))
    sheet = theirs[words.say("workbook.differences")]
    assert sheet.cell(2, sheet.max_column).value == words.say("workbook.comment")
    assert {None} == {sheet.cell(row, sheet.max_column).value for row in range(3, sheet.max_row + 1)}
    assert sheet.freeze_panes == "C3"
    assert sheet.print_title_rows == "$1:$2"
    assert sheet.auto_filter.ref is not None
    assert not sheet.protection.sheet
    staff = difference_workbook(RECONCILIATION, language=code, currency="USD", audience=Audience.STAFF)
    assert words.say("workbook.comment") not in str(
        [list(one.iter_rows(values_only=True)) for one in openpyxl.load_workbook(io.BytesIO(staff))]
    )


@pytest.mark.parametrize("code", languages())
def test_our_workbook_is_known_when_it_comes_back(code: str) -> None:
    content = difference_workbook(RECONCILIATION, language=code, currency="USD")
    form = recognise(Document("answer.xlsx", content)).form
    assert form is not None
    assert form.ours
