"""What stands under the columns by accident."""

from __future__ import annotations

from parsers.statements.beside_table import begins_box, is_aside, is_sentence
from tests.parsers.statements.tables import section, table

COLUMNS = section("Date|Ref|Description|Amount\n2026-03-01|A|x|1.00").columns


def test_a_lone_text_is_a_sentence_and_a_wrapped_description_is_none() -> None:
    assert is_sentence(table("Please pay by return|||").rows[0], COLUMNS)
    assert not is_sentence(table("||second line|").rows[0], COLUMNS)
    assert not is_sentence(table("|||1.00").rows[0], COLUMNS)


def test_labels_over_amounts_begin_a_box() -> None:
    assert begins_box(table("Current|1-30 days||\n1.00|0.00||").rows, 0)
    assert begins_box(table("Opening balance|Closing balance||\n1.00|2.00||").rows, 0)
    assert not begins_box(table("2026-03-01|A-1||\n2026-03-02|A-2||").rows, 0)


def test_a_label_with_a_colon_stands_aside_and_a_dated_row_does_not() -> None:
    assert is_aside(table("Credit limit:|||50.00").rows[0], COLUMNS)
    assert is_aside(table("|||期初余额 50.00").rows[0], COLUMNS)
    assert not is_aside(table("2026-03-01|A:|x|50.00").rows[0], COLUMNS)
    assert not is_aside(table("||Opening balance|50.00").rows[0], COLUMNS)


def test_a_row_narrower_than_the_columns_of_the_page_before_is_looked_at_as_far_as_it_goes() -> None:
    wide = section("Ref|Description|Amount|Date\nA|x|1.00|2026-03-01").columns
    assert not is_aside(table("A|x").rows[0], wide)


def test_amounts_under_the_headings_of_texts_are_another_table() -> None:
    assert is_aside(table("Currency GBP|6,929.34|951.67|15,167.22").rows[0], COLUMNS)
    assert not is_aside(table("2026-03-01|6,929.34|951.67|15,167.22").rows[0], COLUMNS)
    assert not is_aside(table("|A-7|Refund of 951.67|951.67").rows[0], COLUMNS)


def test_keys_with_their_values_above_the_next_part_stand_aside() -> None:
    assert is_aside(table("Account no: C-1002||Currency: GBP|").rows[0], COLUMNS)
    assert not is_aside(table("2026-03-01|Order: 7|Our ref: 8|1.00").rows[0], COLUMNS)


def test_pairs_side_by_side_stand_aside_though_one_ends_in_figures() -> None:
    assert is_aside(table("制单人：陈静||打印时间：2026-04-01 09:12:33|").rows[0], COLUMNS)
    assert not is_aside(table("|A-7|备注：破损|50.00").rows[0], COLUMNS)


def test_a_box_of_ages_that_the_columns_above_cut_is_a_box() -> None:
    assert begins_box(table("即期 Current||30天 30 Days 60天 60 Days|\n1.00|0.00|0.00|2.00").rows, 0)
    assert not begins_box(table("即期 Current||30天 30 Days|\nGoods|A-1||2.00").rows, 0)
