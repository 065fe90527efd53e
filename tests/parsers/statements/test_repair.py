"""What could not be read is solved by the chain, and nothing else ever is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parsers.statements.draft import Draft, DraftLine, Side
from parsers.statements.proof import prove
from parsers.statements.repair import repaired
from parsers.statements.statement import Figure, Form, Verdict

LINES = (
    DraftLine(Decimal("100.00"), Decimal("100.00"), {}),
    DraftLine(None, Decimal("70.00"), {}, read_as="-3?.00"),
    DraftLine(Decimal("5.00"), Decimal("75.00"), {}),
)
DRAFT = Draft(form=Form.BALANCE_FORWARD, lines=LINES, opening=Figure(Decimal("0.00")))


def test_an_unreadable_amount_between_two_balances_has_one_solution() -> None:
    solved, repairs = repaired(DRAFT)
    assert Decimal("-30.00") == solved.lines[1].amount
    assert [("amount", "-3?.00", "-30.00", 1)] == [(r.field, r.read_as, r.repaired_to, r.line) for r in repairs]


def test_upwards_as_well() -> None:
    solved, _ = repaired(replace(DRAFT, lines=LINES[::-1], descending=True))
    assert Decimal("-30.00") == solved.lines[1].amount


def test_without_a_balance_before_it_nothing_is_solved() -> None:
    open_ended = replace(DRAFT, lines=(LINES[1],), opening=None)
    assert (open_ended, ()) == repaired(open_ended)


def test_totals_alone_never_repair() -> None:
    totals_only = replace(
        DRAFT, lines=tuple(replace(line, balance=None) for line in LINES), closings=(Figure(Decimal("75.00")),)
    )
    assert repaired(totals_only)[0].lines[1].amount is None


def test_a_readable_amount_is_never_changed() -> None:
    wrong = replace(DRAFT, lines=(replace(LINES[0], amount=Decimal("99.00")), LINES[2]))
    assert (wrong, ()) == repaired(wrong)


def scan(*rows: tuple[str, str], opening: str = "500.00", closing: str | None = None) -> Draft:
    """A chain as it was read from a scan: amount and balance of each line."""
    lines = tuple(
        DraftLine(Decimal(amount), Decimal(balance), {Side.AMOUNT: Decimal(amount)}, read_as=amount)
        for amount, balance in rows
    )
    closings = (Figure(Decimal(closing)),) if closing else ()
    return Draft(form=Form.BALANCE_FORWARD, lines=lines, opening=Figure(Decimal(opening)), closings=closings)


RIGHT = (
    ("100.00", "600.00"), ("286.15", "886.15"), ("-73.95", "812.20"), ("140.00", "952.20"), ("8.20", "960.40"),
)  # fmt: skip


def misread(index: int, amount: str | None = None, balance: str | None = None) -> Draft:
    rows = list(RIGHT)
    rows[index] = (amount or rows[index][0], balance or rows[index][1])
    return scan(*rows, closing="960.40")


def amounts(draft: Draft) -> list[str]:
    return [str(line.amount) for line in draft.lines]


def balances(draft: Draft) -> list[str]:
    return [str(line.balance) for line in draft.lines]


@pytest.mark.parametrize("read", ["236.15", "286.75", "28615", "2.8615", "86.15", "2286.15"])
def test_a_misread_amount_of_a_scan_is_what_both_balances_say(read: str) -> None:
    solved, repairs = repaired(misread(1, amount=read), scanned=True)
    assert [amount for amount, _ in RIGHT] == amounts(solved)
    assert [("amount", read, "286.15", 1)] == [(r.field, r.read_as, r.repaired_to, r.line) for r in repairs]
    assert Decimal("286.15") == solved.lines[1].printed[Side.AMOUNT]


def test_a_lost_minus_is_put_back() -> None:
    solved, _ = repaired(misread(2, amount="73.95"), scanned=True)
    assert "-73.95" == amounts(solved)[2]


def test_a_misread_balance_is_what_the_chain_over_it_says() -> None:
    solved, repairs = repaired(misread(1, balance="836.15"), scanned=True)
    assert [balance for _, balance in RIGHT] == balances(solved)
    assert ["running_balance"] == [repair.field for repair in repairs]


def test_at_the_end_the_closing_balance_decides() -> None:
    assert "8.20" == amounts(repaired(misread(4, amount="3.20"), scanned=True)[0])[4]
    assert "960.40" == balances(repaired(misread(4, balance="950.40"), scanned=True)[0])[4]


def test_a_repaired_statement_is_consistent_at_best() -> None:
    solved, repairs = repaired(misread(1, amount="236.15"), scanned=True)
    assert Verdict.CONSISTENT is prove(solved, repairs).verdict
    assert Verdict.BROKEN is prove(misread(1, amount="236.15")).verdict


def test_the_same_upwards() -> None:
    draft = misread(1, amount="236.15")
    solved, repairs = repaired(replace(draft, lines=draft.lines[::-1], descending=True), scanned=True)
    assert ("286.15", [3]) == (amounts(solved)[3], [repair.line for repair in repairs])


@pytest.mark.parametrize(
    "draft",
    [
        misread(1, amount="417.33"),  # nothing like it: the paper's own error
        misread(0, amount="700.00"),  # the opening balance may be the wrong one
        scan(*RIGHT[:-1], ("8.70", "960.40")),  # no closing balance confirms the end
        scan(*[(amount, str(Decimal(balance) + 3)) for amount, balance in RIGHT]),
        scan(("100.00", "600.00"), ("236.15", "886.15"), ("-78.95", "812.20"), ("140.00", "952.20"), ("8.20", "960.40")),
    ],
    ids=["unlike", "first", "last", "opening", "two"],
)  # fmt: skip
def test_where_more_than_one_figure_may_be_wrong_nothing_is_changed(draft: Draft) -> None:
    assert (draft, ()) == repaired(draft, scanned=True)


def test_what_a_scan_leaves_unreadable_is_solved_only_from_a_balance_that_the_next_line_bears_out() -> None:
    sound, doubtful = misread(1), misread(1, balance="88615.00")
    unread = [
        replace(draft, lines=(draft.lines[0], replace(draft.lines[1], amount=None), *draft.lines[2:]))
        for draft in (sound, doubtful)
    ]
    assert "286.15" == amounts(repaired(unread[0], scanned=True)[0])[1]
    assert repaired(unread[1], scanned=True)[0].lines[1].amount is None


def test_digital_paper_is_never_misread() -> None:
    draft = misread(1, amount="236.15")
    assert (draft, ()) == repaired(draft)


@given(
    amounts=st.lists(st.integers(-99_999_99, 99_999_99).filter(bool), min_size=4, max_size=12),
    opening=st.integers(-10_000_00, 10_000_00),
)
def test_a_chain_that_holds_is_left_alone(amounts: list[int], opening: int) -> None:
    rows, balance = [], Decimal(opening) / 100
    for cents in amounts:
        balance += Decimal(cents) / 100
        rows.append((str(Decimal(cents) / 100), str(balance)))
    draft = scan(*rows, opening=str(Decimal(opening) / 100))
    assert (draft, ()) == repaired(draft, scanned=True)


@settings(suppress_health_check=[HealthCheck.too_slow])  # how busy the machine is says nothing of the law
@given(
    amounts=st.lists(st.integers(1_00, 99_999_99), min_size=6, max_size=12),
    at=st.integers(1, 4),
    place=st.integers(0, 4),
    digit=st.integers(1, 9),
)
def test_one_misread_digit_inside_the_chain_is_always_put_right(
    amounts: list[int], at: int, place: int, digit: int
) -> None:
    text = str(amounts[at])
    place %= len(text)
    wrong = text[:place] + str((int(text[place]) + digit) % 10) + text[place + 1 :]
    rows, balance = [], Decimal(0)
    for index, cents in enumerate(amounts):
        balance += Decimal(cents) / 100
        printed = wrong if index == at else str(cents)  # a first digit taken for 0 stays on the paper
        rows.append((f"{printed[:-2]}.{printed[-2:]}", str(balance)))
    draft = scan(*rows, opening="0")
    solved, repairs = repaired(draft, scanned=True)
    if int(wrong):
        assert [Decimal(cents) / 100 for cents in amounts] == [line.amount for line in solved.lines]
        assert 1 == len(repairs)
