"""Headings are known whole, in four languages, and prose is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.headings import STANDS_FOR, Heading, heading_currency, heading_of, language_of


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Date", Heading.DATE), ("D a t e", Heading.DATE), ("日  期", Heading.DATE), ("日期 Date", Heading.DATE), ("Date/日期", Heading.DATE),
        ("Posting Date", Heading.DATE), ("过账日期", Heading.DATE), ("Buchungsdatum", Heading.DATE), ("Belegdatum", Heading.DOCUMENT_DATE),
        ("Invoice Date", Heading.DOCUMENT_DATE), ("Due\nDate", Heading.DUE_DATE), ("Net due date", Heading.DUE_DATE), ("到期日", Heading.DUE_DATE),
        ("Fällig am", Heading.DUE_DATE), ("Échéance", Heading.DUE_DATE), ("Voucher No.", Heading.VOUCHER), ("凭证字号", Heading.VOUCHER),
        ("單據編號", Heading.REFERENCE), ("N° facture", Heading.REFERENCE), ("Doc.No.", Heading.REFERENCE), ("发票号码 Invoice No.", Heading.REFERENCE),
        ("External Document No.", Heading.THEIR_REFERENCE), ("摘要/Description", Heading.DESCRIPTION), ("Particulars", Heading.DESCRIPTION),
        ("Libellé", Heading.DESCRIPTION), ("备注(Remark)", Heading.REMARK), ("Document Type", Heading.KIND), ("业务类型", Heading.KIND),
        ("Debit (USD)", Heading.DEBIT), ("借方金额（元）", Heading.DEBIT), ("借方-发生-金额", Heading.DEBIT), ("Soll", Heading.DEBIT), ("Debit 借方", Heading.DEBIT),
        ("贷 方", Heading.CREDIT), ("貸方金額", Heading.CREDIT), ("Crédit", Heading.CREDIT), ("本期应收", Heading.INCREASE), ("收款金额", Heading.DECREASE),
        ("Amount in doc. curr.", Heading.AMOUNT), ("Montant TTC", Heading.AMOUNT), ("Amount $", Heading.AMOUNT), ("USD Amount", Heading.AMOUNT),
        ("Amount in local currency", Heading.LOCAL_AMOUNT), ("本币金额", Heading.LOCAL_AMOUNT), ("借方-发生-本币", Heading.LOCAL_DEBIT),
        ("餘額", Heading.BALANCE), ("余额 Balance (RMB)", Heading.BALANCE), ("期末余额(元)", Heading.BALANCE), ("Saldo", Heading.BALANCE),
        ("Dr/Cr", Heading.DIRECTION), ("方向", Heading.DIRECTION), ("借/贷", Heading.DIRECTION), ("币别", Heading.CURRENCY), ("Curr.", Heading.CURRENCY),
        ("帳號", Heading.ACCOUNT), ("帐号", Heading.ACCOUNT), ("ACCOUNT_REF", Heading.ACCOUNT), ("Customer", Heading.PARTY), ("往来单位编码", Heading.PARTY),
        ("客户名称 Customer Name", Heading.ACCOUNT_NAME), ("科目编码", Heading.LEDGER_ACCOUNT), ("O/S", Heading.OPEN_AMOUNT),
        ("Remaining_Amt_LCY", Heading.OPEN_AMOUNT), ("Original Amount", Heading.ORIGINAL_AMOUNT), ("期初应收(元)", Heading.OPENING_BALANCE),
        ("1 - 30 Days", Heading.AGEING), ("> 90", Heading.AGEING), ("清帐凭证", Heading.CLEARING_REFERENCE), ("#", Heading.LINE_NUMBER), ("年", Heading.YEAR),
    ],
)  # fmt: skip
def test_headings_of_statements_and_ledgers_are_known(text: str, heading: Heading) -> None:
    assert heading is heading_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "-", "Payment date moved", "Balance of your last invoice", "日期已过", "Date of 金额", "Debit 贷方", "金额（万元）", "金额(千元)",
        "Amount in thousands", "1,234.56", "2026-03-01", "INV-001", "Description of goods delivered", "Please pay by the due date", "Total amount due now",
    ],
)  # fmt: skip
def test_prose_figures_and_scaled_columns_are_no_headings(text: str) -> None:
    assert heading_of(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [("Debit (USD)", "USD"), ("借方金额(美元)", "USD"), ("Amount EUR", "EUR"), ("Debit", None), ("USD/EUR", None)],
)
def test_a_heading_may_name_its_currency(text: str, code: str | None) -> None:
    assert code == heading_currency(text)


@pytest.mark.parametrize(
    ("headings", "language"),
    [
        (["日期", "摘要", "余额"], "zh_CN"), (["日期", "摘要", "餘額"], "zh_TW"), (["日期 Date", "金额 Amount"], "zh_CN"), (["Datum", "Soll", "Haben", "Saldo"], "de"),
        (["Date", "Libellé", "Débit", "Crédit"], "fr"), (["Date", "Debit", "Credit", "Balance"], "en"), (["foo"], ""), ([], ""),
    ],
)  # fmt: skip
def test_headings_tell_the_language(headings: list[str], language: str) -> None:
    assert language == language_of(headings)


def test_stand_ins_stand_for_a_heading_that_is_none_itself() -> None:
    assert all(target not in STANDS_FOR for target in STANDS_FOR.values())


@given(st.text(max_size=30))
def test_width_case_and_blanks_never_matter(text: str) -> None:
    assert heading_of(text) is heading_of(f"  {text}\u3000")


@given(
    st.sampled_from(["Date", "Due date", "Balance", "余额", "借方金额"]), st.sampled_from([" ", "\u3000", "\n", "  "])
)
def test_letter_spacing_never_matters(heading: str, gap: str) -> None:
    assert heading_of(heading) is heading_of(gap.join(heading))
