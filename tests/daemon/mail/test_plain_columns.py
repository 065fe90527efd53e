"""Plain bodies that are statements, and those that are not."""

from __future__ import annotations

import pytest

from daemon.mail.plain_columns import columns_of_figures
from tests.support.letters import attached, letter, multipart, opened, part

ROWS = """Dear Sirs,

Date        Ref       Debit      Credit     Balance
01/03/2026  INV-1    1,250.00                1,250.00
05/03/2026  CHQ 9                  250.00    1,000.00
"""


@pytest.mark.parametrize(
    "text",
    [
        ROWS,
        ROWS.replace("  ", "\t"),
        "a | 1.00 | 2.00\nb | 3.00 | 5.00",
        "日期  金额  余额\n3月1日  货款  ¥1,000.00\n3月2日  货款  ¥1.00",
    ],
)
def test_rows_of_figures_make_a_statement(text: str) -> None:
    assert text.rstrip("\n") == columns_of_figures(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Please find our statement attached. The balance is 1,000.00.\nYours  faithfully,  Ann",
        "Total  due  1,000.00",
        "Tel.  +49 40 1234  Fax  +49 40 1235\nTel.  +49 40 1236  Fax  +49 40 1237",
        "\n".join("> " + line for line in ROWS.splitlines()),
    ],
)
def test_other_words_make_none(text: str) -> None:
    assert columns_of_figures(text) is None


def test_what_is_quoted_is_blanked_and_lines_keep_their_numbers() -> None:
    assert f"\n{ROWS}".rstrip("\n") == columns_of_figures(f"> 01/02/2026  INV-0  9.00  9.00\n{ROWS}")


def test_a_body_with_figures_is_a_document_only_where_nothing_is_attached() -> None:
    assert ["mail-body.txt"] == [document.name for document in opened(letter(ROWS.encode())).documents]
    mail = multipart(part(ROWS.encode(), "text/plain; charset=utf-8"), attached(b"a,b", "s.csv"))
    assert ["s.csv"] == [document.name for document in opened(mail).documents]
