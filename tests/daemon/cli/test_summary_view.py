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
