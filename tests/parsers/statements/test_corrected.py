"""A correction lays a value over what was read; what the proof then says is what the arithmetic says."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.statements.corrected import Field, ValueCorrection, corrected, fits, value_of
from parsers.statements.draft import Draft, DraftLine, PrintedRow, Side
from parsers.statements.labels import Label
from parsers.statements.proof import prove
from parsers.statements.statement import Figure, Form, Proof, Statement, StatementLine, Total, Verdict
from tests.parsers.statements.tables import PLACE

ORDER = list(Verdict)
cents = st.integers(-(10**6), 10**6).filter(bool)


def paper(amounts: list[int], *, read: dict[int, int] | None = None, chain: bool = True) -> Statement:
    """A paper of these amounts in cents, whole and true but for the lines that were misread."""
    balances, running = [], 100_00
    for amount in amounts:
        running += amount
        balances.append(running)
    seen = [(read or {}).get(index, amount) for index, amount in enumerate(amounts)]

    def money(value: int) -> Decimal:
        return Decimal(value).scaleb(-2)

    sums = {
        side: money(sum(abs(amount) for amount in amounts if (amount > 0) == (side is Side.DEBIT)))
        for side in (Side.DEBIT, Side.CREDIT)
    }
    draft = Draft(
        form=Form.BALANCE_FORWARD,
        lines=tuple(
            DraftLine(
                money(amount),
                money(balance) if chain else None,
                {Side.DEBIT if amount > 0 else Side.CREDIT: money(abs(amount))},
            )
            for amount, balance in zip(seen, balances, strict=True)
        ),
        opening=Figure(money(100_00)),
        closings=(Figure(money(running)),),
        rows=(PrintedRow(Label.TOTAL, "Total", len(amounts), sums),),
    )
    return Statement(
        document="0" * 64,
        reader="test",
        form=draft.form,
        lines=tuple(
            StatementLine(date=None, amount=line.amount or Decimal(0), place=PLACE, running_balance=line.balance)
            for line in draft.lines
        ),
        opening=draft.opening,
        closing=draft.closings[0],
        proof=prove(draft),
        printed=draft,
    )


def amount_of(statement: Statement, index: int, becomes: str) -> ValueCorrection:
    return ValueCorrection(
        field=Field.AMOUNT,
        index=index,
        was=value_of(statement, Field.AMOUNT, index),
        becomes=becomes,
        by="carol",
    )


def test_a_misread_amount_that_is_put_right_is_consistent_and_told_with_both_readings() -> None:
    read = paper([50_00, -20_00, 7_00], read={1: -26_00})

    found = corrected(read, [amount_of(read, 1, "-20.00")])

    assert Verdict.BROKEN is read.proof.verdict
    assert Verdict.CONSISTENT is found.proof.verdict
    assert [("amount", "-26.00", "-20.00", "corrected by carol", 1)] == [
        (one.field, one.read_as, one.repaired_to, one.because, one.line) for one in found.proof.repairs
    ]


def test_a_wrong_correction_leaves_the_proof_broken() -> None:
    read = paper([50_00, -20_00, 7_00], read={1: -26_00})

    assert Verdict.BROKEN is corrected(read, [amount_of(read, 1, "-21.00")]).proof.verdict


def test_a_correction_against_a_proof_that_held_breaks_it() -> None:
    read = paper([50_00, -20_00, 7_00])

    assert Verdict.PROVEN is read.proof.verdict
    assert Verdict.BROKEN is corrected(read, [amount_of(read, 0, "51.00")]).proof.verdict


def test_an_amount_of_the_other_sign_moves_to_the_other_column() -> None:
    read = paper([50_00, -20_00, 7_00], read={1: 20_00}, chain=False)

    assert Verdict.BROKEN is read.proof.verdict
    assert Verdict.CONSISTENT is corrected(read, [amount_of(read, 1, "-20.00")]).proof.verdict


def test_a_total_misread_is_put_right() -> None:
    read = paper([50_00, -20_00, 7_00])
    assert read.printed is not None
    wrong = replace(read.printed, rows=(replace(read.printed.rows[0], figures={Side.DEBIT: Decimal("59.00")}),))
    from_wrong = replace(read, printed=wrong, proof=prove(wrong), totals=())
    told = replace(from_wrong, totals=(a_total(),))

    found = corrected(told, [ValueCorrection(field=Field.TOTAL, index=0, was="59.00", becomes="57.00")])

    assert (Verdict.BROKEN, Verdict.CONSISTENT) == (told.proof.verdict, found.proof.verdict)
    assert Decimal("57.00") == found.totals[0].amount


def a_total() -> Total:
    return Total("Total", Decimal("59.00"))


def test_what_lowered_the_verdict_besides_the_sums_keeps_it_low() -> None:
    read = paper([50_00, -20_00, 7_00])
    doubted = replace(read, proof=Proof(Verdict.UNPROVEN, read.proof.checks))

    dated = ValueCorrection(field=Field.DATE, index=0, was="", becomes="2026-03-01")

    assert Verdict.UNPROVEN is corrected(doubted, [dated]).proof.verdict
    assert "2026-03-01" == value_of(corrected(doubted, [dated]), Field.DATE, 0)


def test_a_currency_is_corrected_and_proves_nothing_by_itself() -> None:
    read = replace(paper([50_00, -20_00, 7_00], read={1: -26_00}), currency="USD")

    found = corrected(read, [ValueCorrection(field=Field.CURRENCY, was="USD", becomes="CNY", by="carol")])

    assert ("CNY", Verdict.BROKEN) == (found.currency, found.proof.verdict)
    assert [("currency", "USD", "CNY")] == [(one.field, one.read_as, one.repaired_to) for one in found.proof.repairs]


def test_without_the_printed_figures_nothing_is_proven_anew() -> None:
    read = replace(paper([50_00, -20_00], read={1: -26_00}), printed=None)

    assert Verdict.BROKEN is corrected(read, [amount_of(read, 1, "-20.00")]).proof.verdict


def test_a_correction_of_another_reading_is_not_applied_and_said() -> None:
    read = paper([50_00, -20_00, 7_00])
    stale = ValueCorrection(field=Field.AMOUNT, index=0, was="49.00", becomes="48.00")

    found = corrected(read, [stale])

    assert read.lines == found.lines
    assert Verdict.UNPROVEN is found.proof.verdict
    assert "correction" == found.proof.checks[-1].name


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        (Field.AMOUNT, "12.30", True),
        (Field.AMOUNT, "twelve", False),
        (Field.AMOUNT, "NaN", False),
        (Field.DATE, "2026-02-30", False),
        (Field.REFERENCE, " ", False),
        (Field.CURRENCY, "EUR", True),
        (Field.CURRENCY, "Euro", False),
    ],
)
def test_what_is_no_value_of_a_field_is_refused(field: Field, text: str, *, expected: bool) -> None:
    assert expected is fits(field, text)


@given(st.lists(cents, min_size=1, max_size=6), st.data())
def test_no_correction_makes_a_reading_proven_or_the_arithmetic_other_than_it_is(
    amounts: list[int], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(amounts) - 1))
    read, becomes = data.draw(cents), data.draw(cents | st.just(amounts[index]))
    statement = paper(amounts, read={index: read})

    found = corrected(statement, [amount_of(statement, index, str(Decimal(becomes).scaleb(-2)))])

    expected = paper(amounts, read={index: becomes}).proof.verdict
    assert max(expected, Verdict.CONSISTENT, key=ORDER.index) is found.proof.verdict
    assert (becomes == amounts[index]) == (found.proof.verdict is Verdict.CONSISTENT)


@given(st.lists(cents, min_size=1, max_size=6))
def test_no_corrections_change_nothing(amounts: list[int]) -> None:
    assert paper(amounts) == corrected(paper(amounts), [])
