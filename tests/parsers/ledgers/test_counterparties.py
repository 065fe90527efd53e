"""The counterparty list: taken over whole, or refused with the row."""

from __future__ import annotations

from decimal import Decimal

import pytest

from parsers.document import Document
from parsers.ledgers.counterparties import ListRefused, read_counterparties
from parsers.ledgers.counterparty import Counterparty
from parsers.ledgers.entry import Role
from tests.support.workbooks import openpyxl_book


def read(content: str | bytes) -> tuple[Counterparty, ...]:
    return read_counterparties(Document("list", content if isinstance(content, bytes) else content.encode()))


def refusal(content: str | bytes) -> tuple[int, str]:
    with pytest.raises(ListRefused) as refused:
        read(content)
    return refused.value.row, refused.value.reason


def test_a_full_english_list() -> None:
    text = (
        "Code,Name,Aliases,Emails,Domains,Language,Currency,Tolerance,Amount limit,Role,Accounts,Password\n"
        'C1,Acme Ltd,Acme; ACME Trading,Ap@Acme.com; Ann <ann@acme.com>,acme.com,en,EUR,0.05,"100,000",customer,1001;1002,p;w\n'
        "V1,Bolt,,,,,,,,Vendor,,\n"
    )
    assert (
        Counterparty(
            code="C1", name="Acme Ltd", role=Role.CUSTOMER, aliases=("Acme", "ACME Trading"), accounts=("1001", "1002"), addresses=("ap@acme.com", "ann@acme.com"),
            domains=("acme.com",), language="en", currency="EUR", tolerance=Decimal("0.05"), amount_limit=Decimal(100_000), passwords=("p;w", "p", "w"),
        ),
        Counterparty(code="V1", name="Bolt", role=Role.SUPPLIER),
    ) == read(text)  # fmt: skip


def test_a_chinese_list_in_gb18030_below_a_title() -> None:
    text = "往来单位一览表\n\n编码,名称,别名,对账邮箱,域名,语言,币种,角色,账户\nK1,上海星辰贸易有限公司,星辰、星辰贸易,cw@xingchen.cn；ap@xingchen.cn,xingchen.cn,中文,人民币,客户,1122.01、1122.02\n"
    [found] = read(text.encode("gb18030"))
    assert ("K1", ("星辰", "星辰贸易"), ("cw@xingchen.cn", "ap@xingchen.cn"), "zh_CN", "CNY", ("1122.01", "1122.02")) == (
        found.code, found.aliases, found.addresses, found.language, found.currency, found.accounts,
    )  # fmt: skip


def test_a_workbook_with_typed_cells_and_columns_of_no_use() -> None:
    [found] = read(
        openpyxl_book(
            [
                ["Customer No", "Customer", "Customer Name", "Address", "Phone", "E-Mail", "Tolerance"],
                [1001, "ACME", "Acme Ltd", "1 Road", 4912345, "a@b.com", 0.05],
            ]
        )
    )
    assert ("1001", "Acme Ltd", ("a@b.com",), Decimal("0.05")) == (
        found.code,
        found.name,
        found.addresses,
        found.tolerance,
    )


HEAD = "Code,Name,Emails,Domains,Language,Currency,Tolerance,Role,Accounts\n"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Deutsch", "de"),
        ("de-AT", "de"),
        ("繁體中文", "zh_TW"),
        ("zh-HK", "zh_TW"),
        ("zh-Hans", "zh_CN"),
        ("English", "en"),
    ],
)
def test_a_language_is_known_by_its_names_and_codes(written: str, code: str) -> None:
    [found] = read(HEAD + f"C1,A,,,{written},,,,\n")
    assert code == found.language


@pytest.mark.parametrize(
    ("text", "row", "word"),
    [
        (HEAD + "C1,A,,,,,,,\nC1,B,,,,,,,\n", 3, "stands in row 2 too"),
        (HEAD + "C1,A,x@y.com,,,,,,\nC2,B,X@Y.com,,,,,,\n", 3, "the address x@y.com"),
        (HEAD + "C1,A,,y.com,,,,,\nC2,B,,@Y.com,,,,,\n", 3, "the domain y.com"),
        (HEAD + "C1,A,,,,,,,9\nC2,B,,,,,,,9\n", 3, "the account 9"),
        (HEAD + "C1,A,,,,,,,C2\nC2,B,,,,,,,\n", 3, "the account C2"),
        (HEAD + "C1,A,x@@y.com,,,,,,\n", 2, "no mail address"),
        (HEAD + "C1,A,,gmail.com,,,,,\n", 2, "anyone can have"),
        (HEAD + "C1,A,,,klingon,,,,\n", 2, "use en, zh_CN, zh_TW or de"),
        (HEAD + "C1,A,,,,Taler,,,\n", 2, "no currency"),
        (HEAD + "C1,A,,,,,-1,,\n", 2, "negative"),
        (HEAD + "C1,A,,,,,many,,\n", 2, "no amount"),
        (HEAD + "C1,A,,,,,,boss,\n", 2, "customer or supplier"),
        (HEAD + ",A,,,,,,,\n", 2, "code is empty"),
        (HEAD + "C1,,,,,,,,\n", 2, "no name"),
        (HEAD, 0, "no counterparty"),
        ("Code,Name,Domian\nC1,A,x.com\n", 1, "is domains meant"),
        ("Code,Name,Email,E-mail\nC1,A,,\n", 1, "two columns"),
        ("foo,bar\n1,2\n", 0, "no row of headings"),
        ("", 0, "empty"),
        ("%PDF", 0, "no workbook"),
    ],
)
def test_what_could_show_figures_to_the_wrong_one_is_refused(text: str, row: int, word: str) -> None:
    found, reason = refusal(text)
    assert (row, True) == (found, word in reason), reason


def test_a_code_that_the_workbook_has_shortened_is_refused() -> None:
    assert "format the column as text" in refusal(openpyxl_book([["Code", "Name"], [12345678901234567, "A"]]))[1]


def test_what_was_agreed_stands_in_columns_of_its_own() -> None:
    text = (
        "Code,Name,Bank charges,Discount rates,Withholding tax,Tax names,FX tolerance,Cut-off days,Disputed,Reference map\n"
        "C1,Acme,25.00,2%; 3%,none,PPh 23; TDS,1.5%,14,INV-7；INV-9,PV-1=INV-1\n"
        "C2,Bolt,,,,,,,,\n"
    )
    assert (
        Counterparty(
            code="C1", name="Acme", bank_fee=Decimal("25.00"), discount_rates=(Decimal("0.02"), Decimal("0.03")), withholding_rates=(),
            withholding_names=("PPh 23", "TDS"), fx_tolerance=Decimal("0.015"), cutoff_days=14, disputed=("INV-7", "INV-9"),
            reference_map=(("PV-1", "INV-1"),),
        ),
        Counterparty(code="C2", name="Bolt"),
    ) == read(text)  # fmt: skip


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("Discount rates", "2", "2% or 0.02"),
        ("Cut-off days", "soon", "number of days"),
        ("Reference map", "PV-1", "THEIRS=OURS"),
        ("Bank charges", "-5", "negative"),
    ],
)
def test_a_term_that_cannot_be_read_refuses_the_list_with_its_row(column: str, cell: str, words: str) -> None:
    row, reason = refusal(f"Code,Name,{column}\nC1,Acme,{cell}\n")
    assert 2 == row
    assert words in reason
