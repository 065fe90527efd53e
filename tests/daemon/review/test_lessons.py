from __future__ import annotations

import pytest

from daemon.review.lessons import LessonRefused, changed_by
from parsers.ledgers.counterparty import Counterparty

ACME = Counterparty(
    code="C1",
    name="Acme",
    reference_map=(("A-1", "INV-1"), ("A-2", "INV-2")),
    numbers_refused=("A#",),
    disputed=("INV-7",),
)


def test_each_act_changes_one_thing_alone() -> None:
    assert ("A#", "B#") == changed_by(ACME, "refuse", "B#").numbers_refused
    assert () == changed_by(ACME, "restore", "A#").numbers_refused
    assert (("A-2", "INV-2"),) == changed_by(ACME, "forget", "A-1").reference_map
    assert (("A-1", "INV-9"), ("A-2", "INV-2")) == changed_by(ACME, "teach", "A-1", "INV-9").reference_map
    assert () == changed_by(ACME, "settle", "INV-7").disputed


@pytest.mark.parametrize(
    ("act", "key", "ours"),
    [
        ("refuse", "A#", ""),
        ("restore", "B#", ""),
        ("forget", "A-3", ""),
        ("settle", "INV-1", ""),
        ("teach", "A-1", ""),
        ("teach", "", "INV-1"),
        ("teach", "A=1", "INV-1"),
        ("teach", "A-1;A-2=X", "INV-1"),
        ("pay", "A-1", ""),
    ],
)
def test_what_is_not_there_or_cannot_be_read_is_refused(act: str, key: str, ours: str) -> None:
    with pytest.raises(LessonRefused):
        changed_by(ACME, act, key, ours)
