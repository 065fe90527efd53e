"""XML that names files of ours, or words that unfold into gigabytes, in every format that is made of XML."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from parsers.document import Document
from parsers.readers.base import Access, all_readers
from parsers.table import Reading
from tests.support.hostile_files import STOPPED, WORKBOOK, codes, read, zipped

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def xlsx(doctype: str, text: str) -> bytes:
    sheet = f'{doctype}<worksheet {MAIN}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c><c r="B1"><v>1</v></c></row></sheetData></worksheet>'
    return zipped({**WORKBOOK, "xl/worksheets/sheet1.xml": sheet.encode()})


def xlsx_attribute(doctype: str, text: str) -> bytes:
    book = WORKBOOK["xl/workbook.xml"].replace(b'name="S"', f'name="{text}"'.encode())
    sheet = f'<worksheet {MAIN}><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'
    return zipped({**WORKBOOK, "xl/workbook.xml": doctype.encode() + book, "xl/worksheets/sheet1.xml": sheet.encode()})


def ods(doctype: str, text: str) -> bytes:
    content = f"""{doctype}<o:document-content xmlns:o="{OFFICE}:office:1.0" xmlns:t="{OFFICE}:table:1.0" xmlns:x="{OFFICE}:text:1.0">
    <o:body><o:spreadsheet><t:table t:name="S"><t:table-row><t:table-cell><x:p>{text}</x:p></t:table-cell></t:table-row>
    </t:table></o:spreadsheet></o:body></o:document-content>"""
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content.encode(),
            "styles.xml": b"<x/>",
        }
    )


def docx(doctype: str, text: str) -> bytes:
    content = f'{doctype}<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>'
    return zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": content.encode()})


def spreadsheet_xml(doctype: str, text: str) -> bytes:
    return f"""<?xml version="1.0"?>{doctype}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:s="urn:schemas-microsoft-com:office:spreadsheet">
    <Worksheet s:Name="S"><Table><Row><Cell><Data s:Type="String">{text}</Data></Cell></Row></Table></Worksheet></Workbook>""".encode()


def html(doctype: str, text: str) -> bytes:
    return f"{doctype.replace('DOCTYPE x', 'DOCTYPE html')}<html><body><table><tr><td>{text}</td><td>1</td></tr></table></body></html>".encode()


def xhtml(doctype: str, text: str) -> bytes:
    return b'<?xml version="1.0"?>' + html(doctype, text)


FORMATS = [xlsx, xlsx_attribute, ods, docx, spreadsheet_xml, html, xhtml]


def all_text(content: bytes) -> str:
    """Return everything that any reader sees in a file, read in this process: the sandbox would refuse the file anyway."""
    document = Document("statement", content)
    readings: list[Reading] = [reader.read(document, Access()) for reader in all_readers() if reader.able(document)]
    return repr(readings)


@pytest.mark.parametrize("made", FORMATS)
def test_a_file_of_ours_is_never_quoted(made: Callable[[str, str], bytes], tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hunter4711", encoding="ascii")
    doctype = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}"><!ENTITY % p SYSTEM "{secret.as_uri()}"> %p;]>'
    assert "hunter4711" not in all_text(made(doctype, "&e;"))
    assert "shown" in all_text(made("", "shown"))


@pytest.mark.parametrize("made", FORMATS)
def test_a_foreign_dtd_is_never_fetched(made: Callable[[str, str], bytes], tmp_path: Path) -> None:
    dtd = tmp_path / "foreign.dtd"
    dtd.write_text('<!ENTITY e "hunter4711">', encoding="ascii")
    assert "hunter4711" not in all_text(made(f'<!DOCTYPE x SYSTEM "{dtd.as_uri()}">', "&e;"))


@pytest.mark.parametrize("made", FORMATS)
def test_words_that_unfold_for_ever_stay_folded(made: Callable[[str, str], bytes]) -> None:
    folds = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 11))
    found = read(made(f'<!DOCTYPE x [<!ENTITY e0 "laugh">{folds}]>', "&e10;"), "statement")
    assert ((), True) == (found.statements, bool(codes(found) & STOPPED)), found.problems
