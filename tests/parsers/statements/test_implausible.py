"""Sums hold in thousands as in units: what the words around the figures say against a reading."""

from __future__ import annotations

import pytest

from parsers.statements.statement import Verdict
from tests.parsers.statements.tables import assembled

HEAD = "Date|Ref|Description|Debit|Credit|Balance\n"
ROWS = "2026-03-01||Opening balance|||1.50\n2026-03-02|A-1|Goods|2.00||3.50\n2026-03-09|P-1|Payment||1.25|2.25\n||Closing balance|||2.25"


def told(text: str, *lines: str) -> tuple[Verdict, set[str]]:
    found = assembled(text, lines=("Statement of account", *lines))
    return found.statements[0].proof.verdict, {problem.code for problem in found.problems}


@pytest.mark.parametrize(
    "words",
    [
        "单位：万元",
        "（单位:人民币千元）",
        "(Amounts in thousands)",
        "All figures are stated in EUR thousands",
        "Angaben in TEUR",
        "Montants en milliers",
        "(USD '000)",
    ],
)
def test_figures_in_thousands_are_never_believed(words: str) -> None:
    assert (Verdict.UNPROVEN, {"scaled_figures"}) == told(HEAD + ROWS, words)


@pytest.mark.parametrize(
    "words", ["单位：元", "Amounts in EUR", "信用额度：5万元", "All amounts in GBP, payable within 30 days"]
)
def test_other_words_scale_nothing(words: str) -> None:
    assert (Verdict.PROVEN, set()) == told(HEAD + ROWS, words)


def test_a_line_after_the_end_of_the_statement_is_doubted() -> None:
    assert (Verdict.PROVEN, set()) == told(HEAD + ROWS, "Statement date: 2026-03-09")
    assert (Verdict.UNPROVEN, {"date_after_end"}) == told(HEAD + ROWS, "Statement date: 2026-03-08")
    assert (Verdict.PROVEN, set()) == told(HEAD + ROWS, "Statement date: 2026-03-08", "Period: 2026-03-01 - 2026-03-31")


def test_payments_added_to_invoices_are_doubted() -> None:
    rows = "Date|Type|Ref|Amount\n2026-03-02|Invoice|A-1|100.00\n2026-03-02|Payment|P-2|30.00\n2026-03-03|Invoice|A-2|30.00\n"
    assert (Verdict.UNPROVEN, {"sign_open"}) == told(rows + "Total|||160.00")
    assert (Verdict.CONSISTENT, set()) == told(rows + "Balance due|||100.00")


def test_document_numbers_under_a_date_s_heading_are_doubted() -> None:
    rows = "2026-03-02|SK-202603-89|Goods|5.00||5.00\n2026-03-03|SK-202603-90|Goods|5.00||10.00\nBalance due|||||10.00"
    assert told("Date|Value date|Description|Debit|Credit|Balance\n" + rows)[1] >= {"columns_open"}


def test_a_number_with_letters_that_no_other_has_is_doubted() -> None:
    """A seal was pressed on the row: its letters stand in the number."""
    rows = "日期|凭证号|摘要|借方|贷方|余额\n2026-03-01||期初余额|||0.00\n"
    lines = [f"2026-03-0{day}|银-640{day}|货款|5.00||{5 * day}.00" for day in range(1, 5)]
    assert (Verdict.PROVEN, set()) == told(rows + "\n".join(lines))
    lines[2] = lines[2].replace("银-", "财银-")
    assert (Verdict.UNPROVEN, {"reference_doubted"}) == told(rows + "\n".join(lines))
