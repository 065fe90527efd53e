"""Document numbers: comparing them and finding them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.references import digits_of, folded_form, normal_form, references_in, without_affixes


@pytest.mark.parametrize(
    "text", ["INV-2026-001", "inv 2026/001", "ＩＮＶ２０２６００１", " Inv.2026.001 ", "INV–2026–001"]
)
def test_spellings_of_one_number_share_the_normal_form(text: str) -> None:
    assert normal_form(text) == "INV2026001"


def test_what_a_scan_mistakes_shares_the_folded_form() -> None:
    assert folded_form("INV-0815") == folded_form("1NV-O8I5")
    assert folded_form("INV-0815") != folded_form("INV-0816")


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Invoice No. 12345", "12345"),
        ("12345 (copy)", "12345"),
        ("12345/1", "12345"),
        ("No.12345-A", "12345"),
        ("OI 0001234", "0001234"),
        ("发票号12345678", "12345678"),
        ("INV-2026-001", "INV2026001"),
        ("INV-2026/1", "INV20261"),
        ("RE-4711", "RE4711"),
        ("Invoice", "INVOICE"),
        ("记-12", "记12"),
    ],
)
def test_affixes_go_and_what_tells_numbers_apart_stays(text: str, form: str) -> None:
    assert form == without_affixes(text)


def test_bare_digits_lose_leading_zeros() -> None:
    assert digits_of("INV-00120") == "120"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Invoice INV-2026-001 goods", ("INV-2026-001",)),
        ("发票号12345678", ("12345678",)),
        ("增值税专用发票 No 12345678", ("12345678",)),
        ("记-12", ("记-12",)),
        ("记字第12号 付货款", ("记字第12号",)),
        ("银付-33", ("银付-33",)),
        ("PO#77", ("PO#77",)),
        ("PO #77", ("77",)),
        ("Invoices 101, 102 and 103", ("101", "102", "103")),
        ("Rechnung 4711 vom 01.03.2026", ("4711",)),
        ("订单号：XS20260301001", ("XS20260301001",)),
        ("INV-001/INV-002", ("INV-001", "INV-002")),
        ("RE-4711 / RE-4712", ("RE-4711", "RE-4712")),
        ("cheque 000123", ("000123",)),
        ("Facture n° F2026-12", ("F2026-12",)),
        ("ＩＮＶ－００１", ("INV-001",)),
        ("INV-001 and inv-001 again INV-001", ("INV-001", "inv-001")),
        ("24312000000123456789", ("24312000000123456789",)),
        ("invoice 20260301", ("20260301",)),
    ],
)
def test_numbers_of_documents_are_found_as_written(text: str, found: tuple[str, ...]) -> None:
    assert found == references_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "Payment received", "Payment 2 of 3", "Paid 1,234.56 on 2026-03-01", "1.234,56", "12.50", "Q1/2026 rent", "March 2026", "MAR2026 fee",
        "20260301", "2025/2026", "tel 13812345678", "010-88888888", "DE89370400440532013000", "5% discount", "10kg steel", "付12月货款",
        "USD 1500", "¥150000", "150000元", "invoice 2026", "GmbH & Co", "A/B", "Net30", "someone1234@example.com", "https://example.com/inv/12345",
        "3 x 250ml", "31-Dec-2026", "12:30:45",
    ],
)  # fmt: skip
def test_words_amounts_dates_and_measures_are_no_numbers_of_documents(text: str) -> None:
    assert references_in(text) == ()


@given(st.text(max_size=40))
def test_forms_are_idempotent(text: str) -> None:
    assert normal_form(normal_form(text)) == normal_form(text)
    assert folded_form(folded_form(text)) == folded_form(text)


@given(st.text(max_size=60))
def test_each_number_found_stands_in_the_text_once(text: str) -> None:
    found = references_in(text)
    assert len(found) == len(set(found))
    assert all(normal_form(token) in normal_form(text) for token in found)


@given(st.integers(min_value=1000, max_value=99_999_999))
def test_a_number_with_its_prefix_is_found_inside_any_words(number: int) -> None:
    assert references_in(f"goods delivered, SI-{number} thank you") == (f"SI-{number}",)
