"""What a statement says beside its amounts."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from parsers.statements.compose import _references
from parsers.statements.statement import LineKind
from tests.parsers.statements.tables import statement

HEAD = "Date|Due date|Type|Reference|Your ref|Description|Amount|Balance\n"


def test_references_come_from_their_columns_and_from_the_description() -> None:
    line = statement(
        HEAD
        + "||||| Opening balance||0.00\n2026-03-01|2026-03-31|Invoice|INV-1001|PO-7788|Goods for order 4711-22|1.00|1.00"
    ).lines[0]
    assert ("INV-1001", "PO-7788") == line.references[:2]
    assert (LineKind.INVOICE, dt.date(2026, 3, 31)) == (line.kind, line.due_date)


def test_a_reference_cell_with_words_gives_its_number() -> None:
    line = statement(
        "Date|Reference|Amount|Balance\n|Opening balance||0.00\n2026-03-01|Rechnung RE2026-07530|1.00|1.00"
    ).lines[0]
    assert "RE2026-07530" in line.references


def test_a_kind_set_before_a_number_that_is_whole_is_no_part_of_it() -> None:
    line = statement("Date|Reference|Amount|Balance\n|Opening balance||0.00\n2026-03-01|FC FC004263|1.00|1.00").lines[0]
    assert "FC004263" == line.references[0]


SOLD = "Date|Reference|Details|Debit|Credit|Balance\n||Opening balance|||10.00\n2026-03-01|45210|Goods/Services|5.00||15.00\n"


def test_goods_are_an_invoice_where_no_line_speaks_against_it() -> None:
    made = statement(SOLD + "2026-03-02|BACS 1|Payment||5.00|10.00")
    assert [LineKind.INVOICE, LineKind.PAYMENT] == [line.kind for line in made.lines]


def test_goods_on_both_sides_have_no_kind() -> None:
    made = statement(SOLD + "2026-03-02|771|Goods/Services||5.00|10.00")
    assert [None, None] == [line.kind for line in made.lines]


def test_a_number_set_apart_from_its_letters_is_given_whole() -> None:
    line = statement(
        "Date|Description|Amount|Balance\n|Opening balance||0.00\n2026-03-01|Paid by CHQ 000182|1.00|1.00"
    ).lines[0]
    assert "CHQ 000182" in line.references


def test_the_currency_comes_from_the_heading_the_amounts_or_the_language() -> None:
    assert (
        "USD"
        == statement("Date|Ref|Amount (USD)|Balance (USD)\n|Opening balance||0.00\n2026-03-01|A-1|1.00|1.00").currency
    )
    assert "EUR" == statement("Date|Ref|Amount|Balance\n|Opening balance||€0.00\n2026-03-01|A-1|€1.00|€1.00").currency
    assert "CNY" == statement("日期|单号|金额(元)|余额(元)\n|期初余额||0.00\n2026-03-01|A-1|1.00|1.00").currency
    assert statement("Date|Ref|Amount|Balance\n|Opening balance||$0.00\n2026-03-01|A-1|$1.00|$1.00").currency is None


def test_language_totals_notes_and_places() -> None:
    found = statement(
        "日期|单号|借方|贷方|余额\n|期初余额|||0.00\n2026-03-01|A-1|1.00||1.00\n|本期合计|1.00|0.00|",
        "开户行：工商银行",
    )
    assert "zh_CN" == found.language
    assert [("本期合计 debit", "1.00"), ("本期合计 credit", "0.00")] == [
        (total.label, str(total.amount)) for total in found.totals
    ]
    assert ("开户行：工商银行",) == found.notes
    assert found.lines[0].amount_place is not None
    assert "C3" == found.lines[0].amount_place.cell


def test_the_date_of_issue_never_lies_before_the_last_movement() -> None:
    found = statement("Date|Ref|Amount|Balance\n|Opening balance||0.00\n19 Nov 2025|A-1|1.00|1.00", "As at: 05/12/2025")
    assert dt.date(2025, 12, 5) == found.date


def test_a_number_wrapped_at_its_hyphen_is_one_number() -> None:
    line = statement(
        "Date|Reference|Description|Amount|Balance\n||Opening balance||0.00\n2026-03-01|XS-202605- 0031|Credit Note # CN- 0090|1.00|1.00"
    ).lines[0]
    assert ("XS-202605-0031", "CN-0090") == line.references


def test_a_word_in_the_number_s_column_is_kept_only_where_there_is_no_number() -> None:
    assert ("BACS",) == _references(["BACS"], "Payment on account")
    assert ("转账",) == _references(["转账"], "")
    assert ("INV-1001",) == _references(["BACS"], "for INV-1001")
    assert () == _references(["n/a"], "") == _references(["Thank you for your business"], "")


def test_a_column_under_an_unknown_heading_describes_where_no_other_does() -> None:
    line = statement(
        "Date|What happened|Amount|Balance\n|Opening balance||0.00\n2026-03-01|Bill 24764|1.00|1.00"
    ).lines[0]
    assert ("Bill 24764", ("24764",)) == (line.description, line.references)


def test_the_currency_beside_the_closing_balance_counts_where_nothing_else_tells_it() -> None:
    found = statement(
        "Date|Pièce|Débit|Crédit|Solde\n|Solde initial|||0,00\n01/03/2026|A-1|1,00||1,00",
        "Solde en votre défaveur : 1,00 €",
    )
    assert "EUR" == found.currency


def test_goods_are_known_by_their_delivery_notes_where_no_other_number_stands() -> None:
    made = statement("Date|Delivery note|Amount|Balance\n||Opening balance|100.00\n2026-03-01|DN0301|50.00|150.00")
    assert ("DN0301",) == made.lines[0].references


def test_a_seal_pressed_on_a_number_is_no_part_of_it() -> None:
    assert ("HZ00007872",) == _references(["HZ00007872财务专用章"], "")
    assert ("收-3827",) == _references(["财务专用章收-3827"], "")


def test_a_totals_word_in_the_column_of_the_customer_is_no_account() -> None:
    made = statement(
        "客户编码|日期|单号|金额|余额\nC18|2026-03-01|A-1|1.00|1.00\nC18|2026-03-02|A-2|1.00|2.00\n合计|||2.00|2.00"
    )
    assert "C18" == made.account


def test_the_day_beside_the_closing_balance_is_kept_and_is_no_date_of_issue() -> None:
    table = "Date|Reference|Amount|Balance\n2026-03-01|Opening balance||0.00\n2026-03-09|INV-1001|1.00|1.00\n"
    found = statement(table + "2026-03-31|Closing balance||1.00")
    assert (dt.date(2026, 3, 31), None) == (found.closing_date, found.date)
    assert None is statement(table + "|Closing balance||1.00").closing_date


def test_a_sum_that_runs_from_item_to_item_is_what_is_owed_where_nothing_else_says_it() -> None:
    rows = "Date|Invoice|Original|Outstanding|Cumulative\n2026-01-05|M-1|400.00|150.00|150.00\n2026-02-09|M-2|300.00|300.00|{}"
    found = statement(rows.format("450.00"), "Open items")
    assert ("open-item", Decimal("450.00")) == (found.form, found.closing and found.closing.amount)
    assert statement(rows.format("460.00"), "Open items").closing is None


def test_a_currency_printed_so_near_to_a_figure_that_they_are_one_cell_is_the_columns() -> None:
    text = "Date|Invoice|VAT|Currency|Outstanding\n2026-03-01|A-1|6.50 EUR||50.00\n2026-03-02|A-2|1.00 EUR||5.00\nTotal||||55.00"
    assert "EUR" == statement(text, "Statement of account").currency
