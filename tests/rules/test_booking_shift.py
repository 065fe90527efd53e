"""The other side's booking days, learned from sure pairs."""

from __future__ import annotations

from rules.booking_shift import Shift
from rules.gaps import Nature


def learned(*shifts: int) -> Shift:
    shift = Shift(span=90)
    for one in shifts:
        shift.learn(Nature.INVOICE, one)
    return shift


def test_near_days_speak_for_a_pair_and_far_ones_against() -> None:
    shift = Shift(span=90)
    assert shift.weight(Nature.INVOICE, 100, 100) > shift.weight(Nature.INVOICE, 105, 100) > 0
    assert 0 > shift.weight(Nature.INVOICE, 160, 100)


def test_a_habit_outdoes_the_belief() -> None:
    shift = learned(*[5] * 20)
    assert shift.weight(Nature.INVOICE, 105, 100) > shift.weight(Nature.INVOICE, 100, 100)


def test_an_unknown_day_says_nothing() -> None:
    assert 0 == Shift().weight(Nature.PAYMENT, None, 100)
    assert Shift().is_usual(Nature.PAYMENT, None, 100)


def test_a_week_is_usual_until_enough_is_learned() -> None:
    assert (-7, 7) == learned(1, 2, 3).usual(Nature.INVOICE)
    assert (-1, 5) == learned(*[1, 2, 3] * 5).usual(Nature.INVOICE)


def test_payments_learn_nothing_from_invoices_but_credit_notes_do() -> None:
    shift = learned(*[1, 2, 3] * 5)
    assert (-7, 7) == shift.usual(Nature.PAYMENT)
    assert (-1, 5) == shift.usual(Nature.CREDIT_NOTE)


def test_slack_widens_what_is_usual() -> None:
    shift = learned(*[1, 2, 3] * 5)
    assert not shift.is_usual(Nature.INVOICE, 107, 100)
    assert shift.is_usual(Nature.INVOICE, 107, 100, slack=2)
