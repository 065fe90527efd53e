"""A statement shown to a person: every line, its place, and the proof."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from daemon.cli.statement_view import day, money, place_text, show_statement
from parsers.document import Place
from tests.daemon.cli.test_contract import STATEMENT


def test_a_place_is_told_as_a_person_would_look_for_it() -> None:
    place = Place(document="ab", reader="r")
    assert "page 2, 310 pt" == place_text(replace(place, page=2, box=(1.0, 310.4, 2.0, 320.0)))
    assert "page 2" == place_text(replace(place, page=2))
    assert "Sheet 1!B17" == place_text(replace(place, sheet="Sheet 1", cell="B17"))
    assert "line 8" == place_text(replace(place, line=8))
    assert ["", ""] == [place_text(None), place_text(place)]


@pytest.mark.parametrize(
    ("amount", "text"), [("1234.5", "1,234.50"), ("-1234567", "-1,234,567.00"), ("0.005", "0.005"), ("-0", "0.00")]
)
def test_amounts_are_grouped_and_exact(amount: str, text: str) -> None:
    assert text == money(Decimal(amount))


def test_everything_that_was_read_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    show_statement(STATEMENT)
    out = capsys.readouterr().out
    wanted = ["Acme 公司", "2026-03-01 to …", "100.00", "-12.30", "P-1", "Konto!B17", "0-30 days", "proven", "12.3O"]
    assert [] == [word for word in wanted if word not in out]


def test_a_day_that_is_not_known_is_empty() -> None:
    assert ["", "2026-03-01"] == [day(None), day(dt.date(2026, 3, 1))]
