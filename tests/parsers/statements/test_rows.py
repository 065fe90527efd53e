"""Rows told apart."""

from __future__ import annotations

from decimal import Decimal

from parsers.document import Place
from parsers.statements.labels import Label
from parsers.statements.rows import decimal_mark_for, seen_rows, suspicions
from parsers.statements.sections import Section
from parsers.statements.seen_row import RowKind
from parsers.table import Cell, Row
from tests.parsers.statements.tables import section

HEAD = "Date|Reference|Description|Debit|Credit|Balance\n"


def kinds(text: str) -> list[tuple[RowKind, Label | None]]:
    made = section(HEAD + text)
    return [(row.kind, row.label) for row in seen_rows(made, ".")]


def test_lines_labels_and_continuations() -> None:
    found = kinds("||Opening balance|||5.00\n2026-03-01|A-1|Goods|1.00||6.00\n||in two parcels|||\n||Total|1.00||")
    assert [
        (RowKind.LABEL, Label.OPENING),
        (RowKind.LINE, None),
        (RowKind.CONTINUATION, None),
        (RowKind.LABEL, Label.TOTAL),
    ] == found


def test_wrapped_text_goes_to_the_line_above_where_no_geometry_speaks() -> None:
    made = section(HEAD + "2026-03-01|A-1|Goods|1.00||6.00\n||in two parcels|||")
    assert "Goods in two parcels" == seen_rows(made, ".")[0].text([2])


def test_on_paper_wrapped_text_goes_where_the_gap_is_narrow() -> None:
    made = section(HEAD + "2026-03-01|A-1|one|1.00||6.00")
    texts = [
        ("2026-03-01", "one", 100),
        ("", "above two", 130),
        ("2026-03-02", "two", 140),
        ("", "below two", 150),
        ("2026-03-03", "three", 180),
    ]
    rows = []
    for date, text, top in texts:
        filled = [date, "", text, "1.00" if date else "", "", ""]
        rows.append(
            Row(tuple(Cell(cell, Place(document="d", reader="t", page=1, box=(0, top, 9, top + 8))) for cell in filled))
        )
    paper = Section(made.columns, rows, [1] * len(rows))
    assert ["one", "above two two below two", "three"] == [
        row.text([2]) for row in seen_rows(paper, ".") if row.kind is RowKind.LINE
    ]


def test_a_dated_remittance_is_a_line_and_no_aside() -> None:
    assert [(RowKind.LINE, None)] == kinds("2026-03-01||Remittance dated 26 Feb 2026||5.00|1.00")


def test_a_label_may_be_wrapped() -> None:
    assert (RowKind.LABEL, Label.CARRIED_FORWARD) == kinds(
        "2026-03-01|A-1|x|1.00||6.00\n||Carried|1.00||6.00\n||forward|||"
    )[1]


def test_an_amount_on_the_last_line_of_a_wrapped_row_is_joined_to_its_date_on_paper_only() -> None:
    assert RowKind.NOISE is kinds("2026-03-01|A-1|Goods|||\n||more|1.00||6.00")[0][0]


def test_the_decimal_mark_is_decided_over_the_section() -> None:
    assert "," == decimal_mark_for(section("Datum|Beleg|Betrag\n01.03.2026|A|1.234\n02.03.2026|B|5,00"))
    assert "." == decimal_mark_for(section("Date|Ref|Amount\n2026-03-01|A|1,234\n2026-03-02|B|12,500"))
    assert decimal_mark_for(section("Date|Ref|Amount\n2026-03-01|A|12")) is None


def test_a_row_of_sums_under_an_unknown_name_is_offered_as_a_total() -> None:
    made = section(HEAD + "2026-03-01|A-100|x|1.00||6.00\n2026-03-02|A-101|y|2.00||8.00\n||Gesamtumsatz|3.00||")
    ways = suspicions(seen_rows(made, "."), made.columns)
    assert (RowKind.LABEL, Label.TOTAL) == (ways[0][2].kind, ways[0][2].label)


def test_numbered_rows_and_payments_are_no_suspects() -> None:
    made = section(HEAD + "2026-03-01|A-100|total of x|1.00||6.00\n2026-03-02||Payment|2.00||8.00")
    assert [] == suspicions(seen_rows(made, "."), made.columns)


def test_a_numbered_item_is_never_suspected_of_being_a_balance() -> None:
    """The first item of a list would fit as its opening wherever a total includes it."""
    made = section("单据时间|编号|摘要|贷方\n2023-10-12|记-5199|合同|50.00\n2023-11-05|记-5201|合同|11.80")
    assert [] == suspicions(seen_rows(made, "."), made.columns)


def test_a_balance_carried_forward_under_a_vouchers_number_is_no_movement() -> None:
    found = kinds("2026-02-28|记-77|期初余额|16.00||\n2026-03-09|记-21|销售|8.00||\n2026-03-10|记-22|期初余额|1.00||")
    assert [(RowKind.LABEL, Label.OPENING), (RowKind.LINE, None), (RowKind.LINE, None)] == found


def test_a_day_typed_as_a_number_may_have_lost_its_nought() -> None:
    made = section(HEAD + "1.1|A-1|Goods|1.00||6.00")
    cell = made.rows[0].cells[0]
    typed = Row((Cell(cell.text, cell.place, Decimal("1.1")), *made.rows[0].cells[1:]))
    assert ["1.1?"] == [row.date_text for row in seen_rows(Section(made.columns, [typed], [1]), ".")]
    assert ["1.1"] == [row.date_text for row in seen_rows(made, ".")]


def test_a_remittance_that_moves_the_balance_or_stands_between_lines_is_a_line() -> None:
    within = (
        "2026-03-01|A-1|Goods|9.00||9.00\n||Remittance dated 2 Mar 2026||4.00|5.00\n2026-03-03|A-2|Goods|1.00||6.00"
    )
    assert RowKind.LINE is kinds(within)[1][0]
    bare = within.replace("|5.00", "|").replace("|6.00", "|").replace("|9.00\n", "|\n")
    assert RowKind.LINE is kinds(bare)[1][0]
    assert (RowKind.LABEL, Label.ASIDE) == kinds("2026-03-01|A-1|Goods|9.00||9.00\n||Overdue|9.00||")[1]


def test_rows_without_words_may_be_the_balances_where_month_and_day_have_columns() -> None:
    made = section("Month|Day|Reference|Debit|Credit\n12|01||600.00|\n12|04|A-100|5.00|\n12|07|A-101||4.00")
    ways = suspicions(seen_rows(made, "."), made.columns)
    assert Label.OPENING in {way[0].label for way in ways}
