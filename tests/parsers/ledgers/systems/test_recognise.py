"""Who wrote an export is told from headings that only one system prints; everybody else's are read by meaning."""

from __future__ import annotations

import pytest

from parsers.ledgers.systems.recognise import all_systems, recognised


def named(headings: str, *titles: str) -> str:
    found = recognised([(heading,) for heading in headings.split("|")], titles)
    return str(found) if found is not None else ""


def test_every_system_of_the_folder_is_known_and_named_once() -> None:
    names = [str(system) for system in all_systems()]
    assert len(names) == len(set(names))
    assert {"SAP FBL5N", "SAP FBL1N", "Odoo", "ERPNext", "Xero", "QuickBooks Online", "Sage 50", "Business Central", "用友 U8", "金蝶"} <= {
        system.name for system in all_systems()
    }  # fmt: skip


@pytest.mark.parametrize(
    "headings",
    [
        "Account|Name|Date|Due Date|Type|Document No|Description|Currency|Debit|Credit|Open Amount",
        "日期|凭证号|摘要|借方|贷方|方向|余额",
        "Date|Reference|Amount",
        "Kunde|Belegnummer|Belegdatum|Soll|Haben",
        "",
    ],
)
def test_headings_that_anybody_may_print_are_nobodys(headings: str) -> None:
    assert named(headings) == ""


def test_titles_tell_books_apart_whose_headings_are_the_same() -> None:
    book = "日期|凭证字号|摘要|借方|贷方|方向|余额"
    assert "畅捷通 好会计 (往来明细账)" == named(book, "往来明细账")
    assert "金蝶 (核算项目明细账)" == named(book, "核算项目明细账")
    assert "用友 U8 (往来明细账)" == named(book.replace("字号", "号"), "客户往来明细帐")


def test_the_side_of_sap_is_told_where_a_heading_names_it() -> None:
    items = "|Document Number|Document Type|Posting Date|Amount in local currency|Clearing Document"
    assert "SAP FBL5N (customer line items)" == named("Customer" + items)
    assert "SAP FBL1N (vendor line items)" == named("Account|Vendor Name" + items)
    assert "SAP line items (FBL5N or FBL1N)" == named("Account" + items)


def test_rows_of_one_header_count_singly_and_together() -> None:
    labels = [("对账对象编码", "", ""), ("借方", "发生", "金额"), ("贷方", "发生", "金额")]
    found = recognised(labels)
    assert found is not None
    assert "用友 U8" == found.name
