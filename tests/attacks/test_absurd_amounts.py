"""Amounts that are no amounts: not a number, infinite, of a million digits, negative where none may be. None is answered or reckoned with."""

from __future__ import annotations

import pytest

from daemon.sandbox.apart import recognise_each
from daemon.store import Store
from tests.support.attacking import all_that_left, run
from tests.support.house import House, mail

HEAD = b"Acme Fasteners Ltd\r\nStatement of account\r\nDate,Reference,Description,Debit,Credit,Balance\r\n2026-03-01,,Opening balance,,,100.00\r\n"


@pytest.mark.parametrize(
    "amount",
    [
        b"NaN",
        b"Infinity",
        b"-Infinity",
        b"1e308",
        b"1E+999999",
        b"9" * 1_000_000,
        b"0x1F4",
        b"1e-400",
        b"--600.00",
        b"1" + b",000" * 300_000,
        b"sNaN",
        b"\xe2\x88\x9e",
        b"6OO.OO",
        b"600.00.00",
        b"6 0 0 . 0 0",
        b"\xd9\xa6\xd9\xa0\xd9\xa0",
    ],
    ids=lambda amount: amount[:12].decode("utf-8", "replace"),
)
def test_an_absurd_amount_stops_the_answer(house: House, store: Store, amount: bytes) -> None:
    rows = (
        b"2026-03-03,INV-5001,Invoice,,"
        + amount
        + b","
        + amount
        + b"\r\n2026-03-31,,Closing balance,,,"
        + amount
        + b"\r\n"
    )
    (summary,) = run(house, store, mail(("statement.csv", HEAD + rows)), read=recognise_each)
    assert summary.outcome in {"hold", "ask"}, summary
    assert summary.because
    assert "1,050.00" not in all_that_left(house)


@pytest.mark.parametrize(
    "digits", ["1О50.00", "1‚050.00", "١٠٥٠", "１，０５０．００", "1\u200b050.00", "105\u202e0.00"]
)
def test_figures_of_look_alike_signs_are_never_another_figure(house: House, store: Store, digits: str) -> None:
    """A closing balance written with letters, foreign digits or invisible signs is read as 1,050.00 or not at all."""
    rows = (
        "2026-03-03,INV-5001,Invoice,,600.00,700.00\r\n2026-03-11,INV-5002,Invoice,,250.50,950.50\r\n"
        "2026-03-17,RCT-9001,Payment,500.00,,450.50\r\n2026-03-25,INV-5003,Invoice,,599.50,1050.00\r\n"
        f'2026-03-31,,Closing balance,,,"{digits}"\r\n'
    )
    run(house, store, mail(("statement.csv", HEAD + rows.encode())))
    words = all_that_left(house)
    assert "105.00" not in words
    assert "10,500" not in words
    assert "1.05" not in words
