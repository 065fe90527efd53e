"""Tables in HTML and in Excel's XML of 2003, as accounting systems name them .xls."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.sheets.markup import html_lines, html_sheets, is_spreadsheet_xml, spreadsheet_xml_sheets
from parsers.sheets.model import SheetsRefused


def tables(page: str, encoding: str = "utf-8") -> list[list[list[str]]]:
    return [[list(row.texts) for row in sheet.rows()] for sheet in html_sheets(io.BytesIO(page.encode(encoding)))]


def test_cells_over_rows_and_columns_keep_the_others_in_place() -> None:
    page = "<table><tr><th colspan=2>日期</th><th rowspan=2>金额</th></tr><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td><td>e</td></tr></table>"
    assert [[["日期", "", "金额"], ["a", "b"], ["c", "d", "e"]]] == tables(page)


def test_text_is_what_a_person_sees() -> None:
    page = "<table><tr><td>IN<b>V</b>-1<br>goods<span style='display:none'>secret</span><script>x()</script> &amp;&nbsp;more<p>end</p></td></tr></table>"
    assert [[["INV-1 goods & more end"]]] == tables(page)


@pytest.mark.parametrize("encoding", ["gb2312", "gbk", "utf-8", "big5"])
def test_the_declared_encoding_is_followed(encoding: str) -> None:
    assert [[["日期", "金"]]] == tables(
        f"<html><head><meta charset={encoding}></head><table><tr><td>日期</td><td>金</td></tr></table>", encoding
    )


def test_a_wrong_declaration_gives_way_to_the_bytes() -> None:
    assert [[["日期"]]] == tables(
        "<html><head><meta charset=gb2312></head><table><tr><td>日期</td></tr></table>", "utf-8"
    )


def test_layout_tables_around_a_table_are_passed_over_and_their_text_is_kept_as_lines() -> None:
    page = "<body><p>Statement of <b>account</b></p><table><tr><td>Acme Ltd<table><tr><td>x</td></tr></table></td></tr></table><div>bye<br>now</div></body>"
    assert [[["x"]]] == tables(page)
    assert ["Statement of account", "Acme Ltd", "bye", "now"] == [
        text for _, text in html_lines(io.BytesIO(page.encode()))
    ]


def test_hidden_rows_and_tables_are_marked() -> None:
    page = "<table style='display: none'><tr><td>a</td></tr></table><table><tr hidden><td>b</td></tr></table>"
    first, second = html_sheets(io.BytesIO(page.encode()))
    assert first.hidden
    assert [True] == [row.hidden for row in second.rows()]


def test_a_page_without_table_is_empty_and_a_pit_of_tags_is_broken() -> None:
    for page, code in (
        ("<html><body>text</body></html>", "empty"),
        ("<div>" * 5000 + "<table><tr><td>x", "broken_file"),
    ):
        with pytest.raises(SheetsRefused) as refused:
            tables(page)
        assert code == refused.value.code


def test_huge_spans_cost_nothing() -> None:
    assert tables("<table><tr><td rowspan=65000 colspan=65000>a</td></tr></table>") == [[["a"]]]
    assert tables("<table><tr><td colspan=900>a</td><td colspan=900>b</td></tr></table>") == [[["a"]]]


XML = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">{}</Workbook>'
)
SHEET = (
    '<Worksheet ss:Name="S"><Table><Row><Cell><Data ss:Type="String">Date</Data></Cell><Cell ss:Index="3" ss:MergeAcross="1"><Data ss:Type="Number">12.5</Data></Cell>'
    '<Cell><Data ss:Type="String">z</Data></Cell></Row><Row ss:Index="4" ss:Hidden="1"><Cell><Data ss:Type="DateTime">2026-03-01T00:00:00.000</Data></Cell>'
    '<Cell><Data ss:Type="Error">#N/A</Data></Cell><Cell ss:Formula="=1+1"/></Row></Table></Worksheet>'
)
HIDDEN = '<Worksheet ss:Name="H"><Table><Row><Cell><Data ss:Type="String">x</Data></Cell></Row></Table><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet>'


def test_the_xml_of_2003_gives_typed_values_places_and_marks() -> None:
    content = XML.format(SHEET + HIDDEN).encode()
    assert is_spreadsheet_xml(content[:4096])
    first, second = spreadsheet_xml_sheets(io.BytesIO(content))
    rows = list(first.rows())
    assert (1, ["Date", "", "12.5", "", "z"], {2: Decimal("12.5")}) == (rows[0].number, rows[0].texts, rows[0].values)
    assert (4, {0: dt.date(2026, 3, 1)}, frozenset({1, 2}), True) == (
        rows[1].number,
        rows[1].values,
        rows[1].unreadable,
        rows[1].hidden,
    )
    assert [("S", False), ("H", True)] == [(first.name, first.hidden), (second.name, second.hidden)]
    assert [["x"]] == [row.texts for row in second.rows()]


@pytest.mark.parametrize("index", ["0", "²", "-1", "", "99999999999999999999"])
def test_a_senseless_place_in_the_xml_of_2003_is_passed_over(index: str) -> None:
    cells = '<Cell><Data ss:Type="String">a</Data></Cell><Cell ss:Index="{}"><Data ss:Type="String">b</Data></Cell>'
    content = XML.format(f'<Worksheet ss:Name="S"><Table><Row>{cells.format(index)}</Row></Table></Worksheet>').encode()
    [sheet] = spreadsheet_xml_sheets(io.BytesIO(content))
    assert [["a", "b"]] == [row.texts for row in sheet.rows()]


@given(st.text(alphabet=st.sampled_from("<>/tabletrdthcolspan= \"'0129中é&;!-"), max_size=200))
def test_no_markup_raises(text: str) -> None:
    try:
        found = tables("<table>" + text)
    except SheetsRefused as refused:
        found = [[[refused.code]]]
    assert isinstance(found, list)


def test_a_table_that_wraps_one_figure_is_part_of_its_cell() -> None:
    wrapped = "<table><tr><td>1.00</td></tr></table>"
    page = f"<table><tr><td>Date<td>Amount</tr><tr><td>2026-03-01<td>{wrapped}</tr><tr><td>2026-03-02<td>{wrapped}</tr></table>"
    assert [[["Date", "Amount"], ["2026-03-01", "1.00"], ["2026-03-02", "1.00"]]] == tables(page)


def test_a_table_with_columns_inside_a_layout_is_read_alone() -> None:
    data = "<table><tr><td>Date<td>Amount</tr><tr><td>2026-03-01<td>1.00</tr></table>"
    page = f"<table><tr><td>menu<td>more</tr><tr><td>left<td><table><tr><td>{data}</td></tr></table></tr></table>"
    assert [[["Date", "Amount"], ["2026-03-01", "1.00"]]] == tables(page)


@pytest.mark.parametrize(
    "hidden",
    [
        "<span style='display:none'>9<b>9</b></span>",
        "<span style='mso-hide:all'>99</span>",
        "<span style='font-size:0px'>99</span>",
        "<span style='opacity: 0.0'>99</span>",
        "<span hidden><i>99</i></span>",
        "<span class='big unseen'>99</span>",
        "<span id=gone>99</span>",
        "<template>99</template>",
        "<script>99</script>",
        "<!-- 99 -->",
    ],
)
def test_what_nobody_sees_is_not_read(hidden: str) -> None:
    style = "<style>/* .row */ .shown, td.unseen, span.unseen { display: none; } #gone{visibility:hidden}</style>"
    page = f"<html><head>{style}</head><table><tr><td>a<td>{hidden}1.00</tr><tr><td class=shows>b<td>2.00</tr></table></html>"
    assert [[["a", "1.00"], ["b", "2.00"]]] == tables(page)


@pytest.mark.parametrize(
    "style",
    ["opacity:0.5", "font-size:0.8em", "font-size:09pt", "display:block", "mso-font-size:0", "color:red"],
)
def test_what_is_seen_is_read(style: str) -> None:
    sheet = "<style>@media print { .screen { display:none } } .screen { color: red }</style>"
    page = (
        f"{sheet}<table><tr><td>a<td><span class=screen style='{style}'>1.00</span></tr><tr><td>b<td>2.00</tr></table>"
    )
    assert [[["a", "1.00"], ["b", "2.00"]]] == tables(page)


def test_a_row_that_the_style_sheet_hides_is_marked() -> None:
    page = "<style>.x{display:none}</style><table><tr class=x><td>a<td>1</tr><tr><td>b<td>2</tr></table>"
    (sheet,) = html_sheets(io.BytesIO(page.encode()))
    assert [True, False] == [row.hidden for row in sheet.rows()]


@pytest.mark.parametrize(
    ("cell", "exact"),
    [
        ('<td x:num="1234.56">1,235</td>', Decimal("1234.56")),
        ('<td sdval="-34.567">(34.57)</td>', Decimal("-34.567")),
        ('<td x:num="1234.56">€ 1.234,6</td>', Decimal("1234.56")),
        ('<td x:num="1234.56">1,234.56</td>', None),  # nothing is hidden: the text tells all
        ('<td x:num="46027.5">05/01/2026</td>', None),
        ('<td x:num="0.195">20%</td>', None),
        ('<td x:num="500.4">500 CR</td>', None),
        ("<td x:num>5</td>", None),
    ],
)
def test_a_number_shown_rounded_keeps_what_the_page_says_it_is(cell: str, exact: Decimal | None) -> None:
    page = f"<table><tr><td>Text</td><td>Amount</td></tr><tr><td>a</td>{cell}</tr></table>"
    rows = list(html_sheets(io.BytesIO(page.encode()))[0].rows())
    assert exact == rows[1].values.get(1)
