"""Text whose columns are set with blanks, as words with boxes; and whole statements in it."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.document import Document
from parsers.readers.base import Access
from parsers.readers.plain_text import MOST_BYTES, READER, words_of
from parsers.recognise import recognise
from parsers.statements.statement import Verdict

ENGLISH = """\
ACME SUPPLIES LTD                                    STATEMENT OF ACCOUNT
12 High Street                                       Date:  31/03/2026
                                                     Account: C00123

Date        Type       Reference     Debit       Credit      Balance
----------------------------------------------------------------------
01/03/2026  Brought forward                                   1,000.00
05/03/2026  Invoice    INV-2001      250.00                   1,250.00
12/03/2026  Payment    CHQ 991                    500.00        750.00
20/03/2026  Invoice    INV-2002    1,100.50                   1,850.50
25/03/2026  Credit     CN-77                       50.50      1,800.00
----------------------------------------------------------------------
                       Total due                              1,800.00

Please pay within 30 days.
"""
CHINESE = """\
               对  账  单
客户：北门贸易有限公司          日期：2026-03-31    币种：人民币

日期        凭证号    摘要            借方        贷方        余额
2026-03-01            期初余额                              1,000.00
2026-03-05  记-12     销售商品        250.00                1,250.00
2026-03-12  记-18     收到货款                    500.00      750.00
2026-03-20  记-25     销售商品      1,100.50                1,850.50
                      本期合计      1,350.50      500.00    1,850.50
"""
BOXED = """\
┌────────────┬───────────┬──────────┬──────────┬──────────┐
│ Date       │ Reference │    Debit │   Credit │  Balance │
├────────────┼───────────┼──────────┼──────────┼──────────┤
│ 2026-03-05 │ INV-2001  │   250.00 │          │   250.00 │
│ 2026-03-12 │ CHQ 991   │          │   100.00 │   150.00 │
│ 2026-03-20 │ INV-2002  │ 1,100.50 │          │ 1,250.50 │
└────────────┴───────────┴──────────┴──────────┴──────────┘
"""


def document(text: str, encoding: str = "utf-8") -> Document:
    return Document("listing.txt", text.encode(encoding))


@pytest.mark.parametrize(
    ("text", "encoding", "amounts"),
    [
        (ENGLISH, "utf-8", ["250.00", "-500.00", "1100.50", "-50.50"]),
        (ENGLISH.replace("\n", "\r\n"), "cp1252", ["250.00", "-500.00", "1100.50", "-50.50"]),
        (CHINESE, "utf-8-sig", ["250.00", "-500.00", "1100.50"]),
        (CHINESE, "gb18030", ["250.00", "-500.00", "1100.50"]),
        (BOXED, "utf-8", ["250.00", "-100.00", "1100.50"]),
    ],
)
def test_a_listing_is_read_as_paper_would_be(text: str, encoding: str, amounts: list[str]) -> None:
    (statement,) = recognise(document(text, encoding)).statements
    assert [Decimal(amount) for amount in amounts] == [line.amount for line in statement.lines]
    assert statement.proof.verdict in {Verdict.PROVEN, Verdict.CONSISTENT}


def test_a_wrong_figure_is_told_by_the_balances() -> None:
    (statement,) = recognise(document(ENGLISH.replace("500.00 ", "500.10 "))).statements
    assert Verdict.BROKEN is statement.proof.verdict


def test_places_carry_the_line_of_the_file() -> None:
    reading = READER.read(document(ENGLISH), Access())
    row = next(row for row in reading.tables[0].rows if "INV-2001" in row.texts())
    number = 1 + next(index for index, line in enumerate(ENGLISH.splitlines()) if "INV-2001" in line)
    assert {number} == {cell.place.line for cell in row.cells}
    assert [1] == [cell.place.line for cell in reading.lines if "ACME" in cell.text]


def test_pages_are_parted_by_form_feeds_and_lines_count_on() -> None:
    reading = READER.read(document("one\ntwo\n\fthree\n"), Access())
    assert [("one", 1, 1), ("two", 1, 2), ("three", 2, 3)] == [
        (cell.text, cell.place.page, cell.place.line) for cell in reading.lines
    ]


def test_words_stand_where_their_letters_stand() -> None:
    words = words_of("ab  对账\tc", 2)
    assert [("ab", 0.0, 10.0), ("对账", 20.0, 40.0), ("c", 80.0, 85.0)] == [
        (word.text, word.x0, word.x1) for word in words
    ]
    assert {(24.0, 34.0)} == {(word.top, word.bottom) for word in words}


def test_drawn_lines_are_no_words() -> None:
    assert [] == [
        word for line in ("-----  ----", "======", "+---+--+", "─┼─", " . . . ") for word in words_of(line, 0)
    ]
    assert ["-5.00"] == [word.text for word in words_of("-5.00", 0)]


def test_what_is_no_text_or_more_than_a_statement_is_refused() -> None:
    assert not READER.able(Document("x", b"%PDF-1.7"))
    assert not READER.able(Document("x", b""))
    for content in (b"a\n" * MOST_BYTES, b"a\n" * 20_001, b"a" * 2_001):
        assert ["too_large"] == [problem.code for problem in READER.read(Document("x", content), Access()).problems]


@given(st.text(max_size=300))
def test_every_letter_of_a_line_is_kept_in_order(line: str) -> None:
    words = words_of(line.replace("\n", " "), 0)
    text = "".join(word.text for word in words)
    rest = iter(line)
    assert all(char in rest for char in text)
    assert all(a.x1 <= b.x0 for a, b in pairwise(words))
    assert all(word.x0 < word.x1 and len(word.xs) <= len(word.text) for word in words)


def test_what_is_quoted_from_an_earlier_mail_is_left_out_where_figures_stand_in_the_answer() -> None:
    quoted = "\n".join("> " + line for line in ENGLISH.splitlines())
    (alone,) = recognise(Document("mail.txt", quoted.encode())).statements
    (both,) = recognise(Document("mail.txt", (ENGLISH + "\nYou wrote:\n" + quoted).encode())).statements
    (own,) = recognise(Document("mail.txt", ENGLISH.encode())).statements
    assert [line.amount for line in own.lines] == [line.amount for line in both.lines]
    assert Verdict.PROVEN is both.proof.verdict
    assert 4 == len(alone.lines)


def test_a_bucket_named_by_a_sign_is_no_quotation() -> None:
    reading = READER.read(Document("mail.txt", (ENGLISH + "\n> 90 days      12.00\n").encode()), Access())
    assert any("90 days" in line.text for line in reading.lines)
