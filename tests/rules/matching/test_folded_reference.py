"""Weak forms of a number count only where they are unique."""

from __future__ import annotations

import pytest

from rules.matching.folded_reference import match, weak_keys
from tests.rules.jotting import pool


@pytest.mark.parametrize("written", ["INV-1O01", "No._INV-1001", "INV-1001_(copy)", "INV-1001-A", "1001", "0001001"])
def test_what_scans_and_people_change_is_folded_away(written: str) -> None:
    found = pool(f"2026-03-02 - {written} 5.00", "2026-03-02 - INV-1001 5.00")
    match(found)
    assert [((0,), (0,))] == [(one.lines, one.entries) for one in found.groups]


def test_digits_alone_do_not_join_numbers_that_both_have_letters() -> None:
    found = pool("2026-03-02 - PV-1001 5.00", "2026-03-02 - INV-1001 5.00")
    match(found)
    assert [] == found.groups


def test_a_form_that_stands_for_two_numbers_counts_for_none() -> None:
    found = pool("2026-03-02 - 1001 5.00", "2026-03-02 - INV-1001 5.00\n2026-03-02 - CN-1001 5.00")
    match(found)
    assert [] == found.groups


def test_inv_001_never_pairs_with_inv_0010() -> None:
    found = pool("2026-03-02 - INV-001 5.00", "2026-03-02 - INV-0010 5.00")
    match(found)
    assert [] == found.groups


def test_numbers_that_agree_as_they_are_need_no_weak_form() -> None:
    found = pool("2026-03-02 - INV-1001 5.00", "2026-03-02 - INV-1001 6.00")
    of_line, of_entry = weak_keys(found, "core")
    assert ((), ()) == (tuple(of_line(0)), tuple(of_entry(0)))
