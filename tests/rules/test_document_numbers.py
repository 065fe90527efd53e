"""Which forms of a number may be held for the same document, and which never."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.document_numbers import core, cut_short, exact_form, forms, near_miss, number_form, skeleton, tail


@pytest.mark.parametrize("text", ["inv-1001", "INV 1001", "INV_1001", "INV1001"])
def test_separators_and_case_do_not_count(text: str) -> None:
    assert "INV1001" == exact_form(text)


@pytest.mark.parametrize("text", ["No. INV-1001", "INV-1001 (copy)", "INV-1001-A", "发票号 INV-1001"])
def test_affixes_fall_away_in_the_bare_form(text: str) -> None:
    assert forms("INV-1001").bare == forms(text).bare


def test_letters_that_a_scan_takes_for_digits_are_folded() -> None:
    assert forms("INV-1001").folded == forms("INV-I0O1").folded
    assert forms("INV-10018").bare == forms("INV-1001B").bare  # glued to the digits: a scan, no part


def test_the_core_is_the_digits_where_there_are_enough() -> None:
    assert "1001" == forms("INV-001001").core
    assert "" == forms("INV-010").core


def test_the_letters_are_known() -> None:
    assert forms("INV-1001").has_letters
    assert not forms("1001").has_letters


def test_inv_001_is_never_inv_0010() -> None:
    one, other = forms("INV-001"), forms("INV-0010")
    assert not {one.exact, one.folded, one.bare} & {other.exact, other.folded, other.bare}
    assert not near_miss(one.exact, other.exact)


@pytest.mark.parametrize(("one", "other"), [("INV1045", "INV1054"), ("INV1045", "INV1046"), ("INV104567", "INV10457")])
def test_a_slip_is_one_digit_two_swapped_or_one_lost_in_a_long_number(one: str, other: str) -> None:
    assert near_miss(one, other)
    assert near_miss(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("INV1045", "INV1045"), ("INV1045", "INV2046"), ("INV1", "INV10"), ("12", "13"), ("INV12345", "INV123450")],
)
def test_what_is_no_slip(one: str, other: str) -> None:
    assert not near_miss(one, other)


def test_numbers_of_one_series_share_a_skeleton() -> None:
    assert skeleton("INV1001") == skeleton("INV99")
    assert skeleton("INV1001") != skeleton("RC1001")
    assert skeleton("1001") != skeleton("100100")


def test_the_tail_is_the_last_run_of_digits() -> None:
    assert "1001" == tail("INV2026A001001")
    assert "" == tail("INV12")


@given(st.text(max_size=20))
def test_forms_never_fail_and_the_exact_one_is_stable(text: str) -> None:
    found = forms(text)
    assert exact_form(found.exact) == found.exact
    assert len(core(text)) != 1


def test_a_word_names_no_document() -> None:
    assert ["", "", "", "", "", "PV7"] == [
        number_form(text) for text in ("BACS", "转账", "Direct Debit", "-", "", "pv 7")
    ]


@pytest.mark.parametrize(
    "scanned", ["INV-02S656-A", "INV-0256S6", "INV-O25656 (copy)", "INV-O2S6S6-A", "INV-02565G (copy)"]
)
def test_what_a_scan_misreads_and_what_people_add_fall_away_together(scanned: str) -> None:
    assert forms("INV-025656").bare == forms(scanned).bare


@pytest.mark.parametrize("scanned", ["241BO", "0I7411", "O17411"])
def test_digits_that_a_scan_took_for_letters_are_digits(scanned: str) -> None:
    found = forms(scanned)
    assert not found.has_letters
    assert found.core in {"24180", "17411"}


@pytest.mark.parametrize("written", ["S901", "B2024", "L1001", "S-901-A"])
def test_a_letter_in_front_is_that_of_a_series(written: str) -> None:
    assert forms(written).has_letters


@pytest.mark.parametrize(
    ("one", "other", "cut"),
    [
        ("INV10", "INV1003", True),
        ("INV1003", "INV10", True),
        ("INV1003", "INV10035", True),
        ("INV202600", "INV20260017", True),
        ("INV001", "INV0010", False),
        ("INV10", "INV1000", False),
        ("INV100", "INV1003", False),
        ("INV10", "INV1103", False),
        ("INV1", "INV1003", False),
        ("INV10", "INV10", False),
        ("INV10", "INV10A3", False),
    ],
)
def test_a_number_is_cut_short_where_its_end_is_lost(one: str, other: str, cut: bool) -> None:
    assert cut == cut_short(one, other)
