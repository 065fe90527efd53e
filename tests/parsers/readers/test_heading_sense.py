"""What headings say on paper."""

from __future__ import annotations

from parsers.headings import Heading
from parsers.readers.heading_sense import heads_table, is_ageing_label, meaning, named


def test_a_heading_outside_the_vocabulary_is_told_by_its_telling_word() -> None:
    assert Heading.DATE is meaning("Date of entry")
    assert Heading.BALANCE is meaning("Running value balance")
    assert meaning("Zweck und Anlass der Reise") is None


def test_two_headings_side_by_side_are_not_one_bilingual_heading() -> None:
    assert named("借方 余额") is None
    assert Heading.DATE is named("日期 Date")


def test_blanks_between_han_do_not_hide_the_telling_word() -> None:
    assert Heading.DUE_DATE is meaning("預 計 收 款 日")


def test_ageing_buckets() -> None:
    assert is_ageing_label("逾期31-60天")
    assert is_ageing_label("120+ Days")
    assert not is_ageing_label("2026-03-01")
    assert not is_ageing_label("353-12477661")  # a document's number on a line of its own


def test_what_is_said_about_a_payment_is_no_money() -> None:
    assert Heading.DESCRIPTION is meaning("Paym ent type and de t ails")
    assert Heading.DESCRIPTION is meaning("Receipt and invoice details")


def test_a_row_of_cells_reads_as_a_header() -> None:
    assert heads_table(["Date", "", "Amount"])
    assert not heads_table(["Date", "Reference"])


def test_what_counts_goods_is_never_money() -> None:
    assert {Heading.QUANTITY} == {meaning(text) for text in ("结存数量", "出库数量", "Delivered qty", "Menge offen")}


def test_what_is_settled_and_what_is_not_is_told_by_its_first_word() -> None:
    assert {Heading.OPEN_AMOUNT} == {
        meaning(text) for text in ("待还金额", "未回款额", "应收未收款", "剩余金额", "尚欠货款")
    }
    assert {Heading.PAID_AMOUNT} == {meaning(text) for text in ("已还金额", "累计已结算", "已冲销金额")}
    assert Heading.NET is meaning("未税金额")


def test_an_age_may_be_written_twice() -> None:
    assert is_ageing_label("30天 30 Days")
    assert is_ageing_label("即期 Current 60天 60 Days")
    assert not is_ageing_label("30天 Net")


def test_the_lower_of_two_headings_says_what_is_counted() -> None:
    assert (Heading.QUANTITY, Heading.PRICE) == (meaning("借方 数量"), meaning("借方 单价"))
    assert Heading.DEBIT is meaning("借方 金额")
