"""A paper is the same bytes each time; its tables repeat their heading; its text is text."""

import pypdfium2
import pytest

from daemon.replies.paper import Paper, PaperColumn, PaperRow, Signing
from tests.support.pdf_text import pages_of_pdf, text_of_pdf

COLUMNS = [PaperColumn("单据编号", 2), PaperColumn("Betrag", 1, right=True)]


def _paper() -> Paper:
    return Paper(title="T", author="A", language="zh_CN", footer=lambda page, pages: f"{page} of {pages}")


def test_a_long_table_goes_on_over_pages_with_its_heading() -> None:
    paper = _paper()
    paper.table(COLUMNS, [PaperRow((f"INV-{number}", f"{number},00")) for number in range(150)])
    pages = pages_of_pdf(paper.content())
    assert len(pages) == 4
    for number, page in enumerate(pages, start=1):
        assert "单据编号" in page
        assert f"{number} of 4" in page
    text = "\n".join(pages)
    assert all(f"INV-{number}" in text for number in range(150))


@pytest.mark.parametrize("rows", [30, 33, 35, 36, 37, 38])
def test_what_belongs_together_stands_on_one_page(rows: int) -> None:
    paper = _paper()
    paper.table(COLUMNS, [PaperRow((f"INV-{number}", "1.00")) for number in range(rows)])

    def slip() -> None:
        for number in range(8):
            paper.text(f"slip {number}")
        paper.signatures([Signing("甲", ("Signature",), "Stamp")])

    paper.together(slip)
    pages = pages_of_pdf(paper.content())
    assert [8] == [count for page in pages if (count := page.count("slip "))]
    assert all(("slip 0" in page) is ("Stamp" in page) for page in pages)


def test_the_same_content_is_the_same_bytes() -> None:
    def made() -> bytes:
        paper = _paper()
        paper.text("对账确认函 Größe", 14, bold=True)
        paper.tick("信息证明无误", ticked=True)
        paper.signatures([Signing("甲", ("Signature",), "Stamp"), Signing("乙" * 60, ("Signature",), "Stamp")])
        return paper.content()

    assert made() == made()
    assert b"/CreationDate (D:2000" in made()


def test_bold_and_ticked_text_is_found_by_a_search() -> None:
    paper = _paper()
    paper.text("对账确认函", 17, bold=True)
    paper.tick("信息证明无误", ticked=True)
    paper.tick("信息不符", ticked=False)
    text = text_of_pdf(paper.content())
    assert "对账确认函" in text
    assert "X" in text.split("信息证明无误")[0]
    assert "信息不符" in text


def test_a_word_longer_than_its_cell_is_cut_and_none_of_it_lost() -> None:
    paper = _paper()
    paper.table(COLUMNS, [PaperRow(("W" * 400, "1.00"))])
    assert text_of_pdf(paper.content()).count("W") == 400


def test_what_a_string_may_not_hold_is_written_all_the_same() -> None:
    """Signs that mean something in a content stream, and characters beyond the first subset of the font."""
    paper = _paper()
    said = [
        r"(a) \ b) ((c",
        "1.234,56 € – “quoted” ümlaut",
        "对账确认函 余额：壹仟元整",
        "Ελληνικά Русский 한국어 かな",
    ]
    for text in said:
        paper.text(text, bold=True)
    found = text_of_pdf(paper.content())
    for text in said:
        assert text in found


def test_bold_letters_are_whole_after_a_dashed_line() -> None:
    """Bold is an outline, which would take over the dashes."""
    drawn = []
    for dashed in (False, True):
        paper = _paper()
        paper.rule(dashed=dashed)
        paper.space(30)
        paper.text("Bold letters", 30, bold=True)
        with pypdfium2.PdfDocument(paper.content()) as document:
            image = document[0].render(scale=2).to_pil().convert("L")
        drawn.append(image.crop((0, 140, image.width, 300)).tobytes())
    assert drawn[0] == drawn[1]
    assert min(drawn[0]) < 64
