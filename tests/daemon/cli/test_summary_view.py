"""What became of each mail: one row a case, the reason in words."""

from __future__ import annotations

from tests.daemon.cli.conftest import Demonstration


def test_every_case_has_its_row_with_a_reason(reviewed: Demonstration) -> None:
    rows = reviewed.ended.out.splitlines()[1:]
    assert 12 == len(rows)
    assert ["case", "mail", "from", "decided", "reply", "why"] == reviewed.ended.out.splitlines()[0].split()
    assert [] == [row for row in rows if not row.rstrip().endswith((".", "?"))]


def test_in_review_every_answer_is_a_draft_and_nothing_left(reviewed: Demonstration) -> None:
    assert [] == list((reviewed.directory / "answers").iterdir())
    assert 7 == sum(" draft " in row for row in reviewed.ended.out.splitlines())


def test_what_explains_the_rest_is_told_first(demonstration: Demonstration) -> None:
    (row,) = [row for row in demonstration.ended.out.splitlines() if "j.walker@" in row]
    assert row.split("none  ")[1].lstrip().startswith("j.walker@supplier-audit.example is not on file")


def test_a_confirmation_is_told_by_what_it_rests_on(demonstration: Demonstration) -> None:
    (row,) = [row for row in demonstration.ended.out.splitlines() if "finance@lakeside" in row and "confirm" in row]
    assert 2 == row.split("sent  ")[1].count(".")


def test_in_review_the_reason_of_the_draft_comes_before_the_decision(reviewed: Demonstration) -> None:
    (row,) = [row for row in reviewed.ended.out.splitlines() if "finance@lakeside" in row and "confirm" in row]
    assert row.split("draft  ")[1].lstrip().startswith("The mode is review")
