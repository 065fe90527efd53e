"""Delimiters are found, rows are counted as a spreadsheet counts them, and no row is lost to a stray quotation mark."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.sheets.delimited import Dialect, delimited_sheet, dialect_of
from parsers.sheets.model import SheetsRefused


def rows(text: str, encoding: str = "utf-8") -> list[tuple[int, list[str]]]:
    return [(row.number, list(row.texts)) for row in delimited_sheet(io.BytesIO(text.encode(encoding))).rows()]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^", "~"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_each_delimiter_and_line_end_is_found(delimiter: str, ending: str) -> None:
    lines = [["Date", "Text", "Amount"], ["2026-03-01", "a", "1"], ["2026-03-02", "b", "2"]]
    assert [(1, lines[0]), (2, lines[1]), (3, lines[2])] == rows(
        ending.join(delimiter.join(line) for line in lines) + ending
    )


@pytest.mark.parametrize(
    ("text", "dialect"),
    [
        ("Datum;Text;Betrag\n01.03.2026;a, b, c;1,50\n02.03.2026;d, e, f;2,50\n", Dialect(";")),
        ("Konto,auszug\nvon,bis,und,so\n\nDatum;Soll;Haben\n1;2,5;3,5\n2;3,5;4,5\n", Dialect(";")),
        ("sep=|\na|b\n", Dialect("|", separator_line=True)),
        ("Date\tText\n1\ta,b,c,d\n2\tb,c,d,e\n", Dialect("\t")),
        ('Date\tText\tAmount\n1\t"half inch\t5\n2\tx\t6\n', Dialect("\t", quoted=False)),
        ('Date,Text,Amount\n1,"a ""b"", c",5\n', Dialect(",")),
        ('Date, "Text", "Amount"\n1, "a, b", 5\n2, "c, d", 6\n', Dialect(",", spaced=True)),
        ("one column\nof text\n", Dialect(",")),
    ],
)
def test_the_dialect_is_found(text: str, dialect: Dialect) -> None:
    assert dialect == dialect_of(io.BytesIO(text.encode()), "utf-8")


def test_blank_lines_count_and_are_not_handed_out() -> None:
    assert [(1, ["Title"]), (3, ["Date", "Amount"]), (4, ["1", "2"])] == rows("Title\n\nDate,Amount\n1,2\n,,\n\n")


def test_a_field_over_several_lines_is_one_row_with_its_first_line() -> None:
    found = list(delimited_sheet(io.BytesIO(b'Date,Text,Amount\n1,"two\nlines",5\n2,x,6\n')).rows())
    assert [(1, 1), (2, 2), (3, 4)] == [(row.number, row.line) for row in found]
    assert ["1", "two\nlines", "5"] == found[1].texts


@pytest.mark.parametrize(
    "text",
    [
        'Date,Text,Amount\n1,a,5\n2,"never closed,6\n3,c,7\n' + "4,d,8\n" * 500 + '5,"q",1\n',
        'Date,Text,Amount\n1,"a",5\n' + "2,b,6\n" * 500 + '3,"5" pipe,7\n4,"c",8\n',
        'Date,Text,Amount\n1,"a",5\n' + "2,b,6\n" * 500 + '3,"lost,7\n4,c,8\n',
    ],
)
def test_a_stray_quotation_mark_loses_no_row_in_silence(text: str) -> None:
    with pytest.raises(SheetsRefused) as refused:
        rows(text)
    assert refused.value.code == "broken_file"
    assert "line" in refused.value.message


def test_zeros_kept_by_a_formula_of_text_stay() -> None:
    assert [(1, ["Code", "Amount"]), (2, ["00123", "5"])] == rows('Code,Amount\n"=""00123""",5\n')


def test_the_old_end_of_file_mark_is_no_row() -> None:
    assert [(1, ["Date", "Amount"])] == rows("Date,Amount\n\x1a")


def test_bytes_that_are_no_text_are_unsupported() -> None:
    with pytest.raises(SheetsRefused) as refused:
        delimited_sheet(io.BytesIO(b"\x01\x02\x03\x04" * 50))
    assert refused.value.code == "unsupported"


def test_the_stream_stays_open_when_rows_are_left_unread() -> None:
    stream = io.BytesIO(b"Date,Amount\n1,2\n3,4\n")
    sheet = delimited_sheet(stream)
    reading = sheet.rows()
    next(reading)
    reading.close()
    assert not stream.closed
    assert [1, 2, 3] == [row.number for row in sheet.rows()]


FIELDS = st.text(alphabet=st.sampled_from("abc 01.,;|\t\"'\n中é"), max_size=8)


@given(st.lists(st.tuples(FIELDS, FIELDS, FIELDS), min_size=1, max_size=12), st.sampled_from(",;\t|"))
def test_what_a_writer_wrote_is_read_back(table: list[tuple[str, str, str]], delimiter: str) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows([("Date", "Description", "Amount"), *table])
    found = dict(rows(stream.getvalue()))
    for number, fields in enumerate(table, 2):
        expected = [field.strip() for field in fields]
        while expected and not expected[-1]:
            expected.pop()
        assert expected == found.get(number, [])


def test_a_line_without_end_is_refused_before_it_fills_the_memory() -> None:
    with pytest.raises(SheetsRefused) as refused:
        delimited_sheet(io.BytesIO(b"Date,Amount\n" + b"," * 1_000_001))
    assert "too_large" == refused.value.code
