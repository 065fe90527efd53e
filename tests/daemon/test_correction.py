"""What holds of a list of corrections is what was not taken back, as the parsers and the rules want it."""

from __future__ import annotations

import pytest

from daemon.correction import Correction, Kind, said_in, values_in
from parsers.statements.corrected import Field, ValueCorrection
from rules.model.by_hand import Apart, ByHand, Joined, Named
from rules.model.difference import Reason
from tests.support.stored import NOW

VALUE = Correction(
    kind=Kind.VALUE, field=Field.AMOUNT, index=2, was="1.00", becomes="2.00", number=1, by="carol", at=NOW
)
JOIN = Correction(kind=Kind.JOIN, lines=(1,), entries=("r3",), reason=Reason.FX, number=2)
APART = Correction(kind=Kind.APART, lines=(0,), entries=("r2",), number=3)
REASON = Correction(kind=Kind.REASON, lines=(4,), reason=Reason.DISPUTED, number=4)
GONE = Correction(kind=Kind.JOIN, lines=(5,), entries=("r9",), number=5, undone_by="bob", undone_at=NOW)
ALL = (VALUE, JOIN, APART, REASON, GONE)


def test_values_and_rows_are_told_apart_and_what_was_taken_back_is_left_out() -> None:
    value = ValueCorrection(field=Field.AMOUNT, index=2, was="1.00", becomes="2.00", by="carol")
    assert (value,) == values_in(ALL)
    assert ByHand(
        joined=(Joined(lines=(1,), entries=("r3",), reason=Reason.FX),),
        apart=(Apart(lines=(0,), entries=("r2",)),),
        named=(Named(lines=(4,), entries=(), reason=Reason.DISPUTED),),
    ) == said_in(ALL)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (VALUE, "amount 3: 1.00 -> 2.00"),
        (JOIN, "matched by hand: line 2, entry r3 (fx)"),
        (APART, "unmatched: line 1, entry r2"),
        (REASON, "reason disputed: line 5"),
    ],
)
def test_each_has_one_line_for_the_audit(one: Correction, expected: str) -> None:
    assert expected == str(one)
