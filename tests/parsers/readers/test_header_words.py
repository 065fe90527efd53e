"""Headers are found by what their words mean, in one line or several."""

from __future__ import annotations

from parsers.readers.header_words import cells_of_line, headers_of, is_ageing_header
from parsers.readers.words import PageWords, Ruling, Word, lines_of


def page(*texts: tuple[float, float, str]) -> PageWords:
    words = []
    for start, base, text in texts:
        x = start
        for part in text.split(" "):
            words.append(
                Word(part, x, base - 8, x + 5 * len(part), base + 2, base, tuple(x + 5 * i for i in range(len(part))))
            )
            x += 5 * len(part) + 3
    return PageWords(1, 600, 800, words)


def found(paper: PageWords) -> list[list[str]]:
    return [[cell.text for cell in header.cells] for header in headers_of(lines_of(paper.words), paper)]


def test_a_line_of_headings_is_a_header_and_a_sentence_is_none() -> None:
    sheet = page(
        (10, 50, "Please pay the balance due by this date"),
        (10, 100, "Date"),
        (80, 100, "Reference"),
        (200, 100, "Amount"),
    )
    assert [["Date", "Reference", "Amount"]] == found(sheet)


def test_stacked_headings_are_read_as_one() -> None:
    sheet = page(
        (10, 100, "Invoice"),
        (80, 100, "Due"),
        (150, 100, "Original"),
        (10, 112, "Number"),
        (80, 112, "Date"),
        (150, 112, "Amount"),
    )
    assert [["Invoice Number", "Due Date", "Original Amount"]] == found(sheet)


def test_a_title_just_above_the_headings_is_none_of_them() -> None:
    sheet = page(
        (10, 100, "Your account details"),
        (10, 112, "Date"),
        (80, 112, "Paym ent type and de t ails"),
        (260, 112, "Paid out"),
        (330, 112, "Paid in"),
        (400, 112, "Balance"),
    )
    assert [["Date", "Paym ent type and de t ails", "Paid out", "Paid in", "Balance"]] == found(sheet)


def test_two_levels_give_each_column_its_group() -> None:
    sheet = page(
        (10, 100, "日期"), (100, 100, "摘要"), (200, 100, "本期发生额原币"), (200, 112, "借方"), (225, 112, "贷方")
    )
    assert [["日期", "摘要", "本期发生额原币 借方", "本期发生额原币 贷方"]] == found(sheet)


def test_headings_one_blank_apart_are_split_by_meaning() -> None:
    line = lines_of(page((10, 100, "Date Description Amount Balance")).words)[0]
    assert ["Date", "Description", "Amount", "Balance"] == [cell.text for cell in cells_of_line(line, [])]


def test_facts_and_ageing_tables_are_no_headers() -> None:
    assert [] == found(page((10, 100, "Account: C1001"), (200, 100, "Date: today"), (300, 100, "Balance")))
    aged = page((10, 100, "Current"), (100, 100, "1-30 days"), (200, 100, "31-60 days"), (300, 100, "Total"))
    assert [] == found(aged)
    assert is_ageing_header(lines_of(aged.words)[0])


def test_headings_that_are_set_side_by_side_may_have_a_tall_one_among_them() -> None:
    """ "Saldo" stands half a line above and "neu" half a line below headings that a blank parts, as where cells are centred upright."""
    paper = page(
        (420.0, 94.0, "Saldo"),
        *[(x, 100.0, word) for x, word in ((10.0, "Art"), (27.0, "Rechnungsnr."), (88.0, "Buchungsdatum"))],
        *[(x, 100.0, word) for x, word in ((152.0, "Text"), (300.0, "Rechnungen"), (355.0, "Zahlungen"))],
        (420.0, 106.0, "neu"),
    )
    assert "Saldo neu" == found(paper)[0][-1]


def test_a_block_of_headings_is_one_header_although_its_upper_lines_would_do_alone() -> None:
    sheet = page(
        *[(400.0, 100.0, "余额"), (480.0, 100.0, "本位币金额")],
        *[(80.0, 110.0, "单据号"), (320.0, 110.0, "本期收款"), (400.0, 110.0, "(CNY)"), (480.0, 110.0, "Amount")],
        *[(10.0, 120.0, "日期/Date"), (80.0, 120.0, "Reference"), (160.0, 120.0, "说明"), (240.0, 120.0, "Charges")],
        *[(320.0, 120.0, "Payments"), (400.0, 120.0, "Balance"), (480.0, 120.0, "(local)")],
    )
    assert [7] == [len(texts) for texts in found(sheet)]


def test_a_header_ends_at_the_ruling_under_it() -> None:
    sheet = page(
        (400, 94, "Balance"),
        *((x, 100, text) for x, text in ((10, "Date"), (80, "Reference"), (200, "Remarks"), (300, "Debit"))),
        (400, 106, "(Dr - Cr)"),
        (80, 120, "Sales Invoice"),
        (10, 126, "27-08-"),
        (300, 126, "100.00"),
    )
    sheet.horizontals = [Ruling(111, x, x + 110) for x in (5, 115, 225, 335)]
    assert [["Date", "Reference", "Remarks", "Debit", "Balance (Dr - Cr)"]] == found(sheet)


def test_buckets_between_the_headings_are_headings() -> None:
    texts = ("Invoice", "Date", "Current", "1-30", "31-60", "61-90", "Over 90", "Total")
    assert [list(texts)] == found(page(*((10.0 + 60 * x, 100.0, text) for x, text in enumerate(texts))))
    assert [] == found(page(*((10.0 + 60 * x, 100.0, text) for x, text in enumerate(texts[2:]))))


def test_the_line_beneath_ends_the_headings_over_it() -> None:
    sheet = page(
        *[(10.0, 100.0, "Date"), (300.0, 100.0, "Solde"), (340.0, 100.0, "Montant")],
        *[(80.0, 105.0, "Réf."), (160.0, 105.0, "Libellé"), (240.0, 105.0, "Débit"), (270.0, 105.0, "Crédit")],
        *[(10.0, 110.0, "comptable"), (300.0, 110.0, "courant"), (340.0, 110.0, "local")],
    )
    assert {"Date comptable", "Solde courant", "Montant local"} <= set(found(sheet)[0])


def test_a_word_set_higher_names_the_brackets_beneath() -> None:
    sheet = page(
        (200, 94, "金额"), (10, 102, "日期"), (80, 102, "单据编号"), (195, 102, "(USD)"), (260, 102, "本币金额"),
    )  # fmt: skip
    assert [["日期", "单据编号", "金额 (USD)", "本币金额"]] == found(sheet)
