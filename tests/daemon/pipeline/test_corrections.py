"""What staff correct is data over what was read: worked on again, never sent by itself, taken back without a trace but in the audit."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from daemon.correction import Correction, Kind
from daemon.desk import DeskRefused
from daemon.observe import events
from daemon.pipeline import desk
from daemon.pipeline.corrections import correct, undo
from daemon.pipeline.pack import export
from daemon.pipeline.rederive import rederive
from daemon.pipeline.work import Work
from daemon.store import Store, forms
from daemon.store.corrections import READ, corrected_cases, corrections_of
from daemon.store.findings import RECONCILIATION, STATEMENT
from daemon.store.numbers import NUMBERS
from daemon.store.states import CaseState, ReplyState
from parsers.statements.corrected import Field
from parsers.statements.line_corrections import NewLine, line_text
from parsers.statements.statement import Statement, Verdict
from rules.by_hand import RULE
from rules.model.difference import Reason
from rules.model.reconciliation import Reconciliation
from tests.support.house import ACME_POSTINGS, House, Posting, read_here, statement_mail
from tests.support.stored import NOW

CLOSING = Correction(kind=Kind.VALUE, field=Field.CLOSING, was="1500.00", becomes="1050.00")
OWN_NUMBERS = (*ACME_POSTINGS[:-1], Posting("2026-03-25", "Z-77", "590.50"))


@pytest.fixture
def work(house: House, store: Store) -> Work:
    """Case 1 prints a closing balance that its lines do not give; case 2 a last invoice of another number and amount."""
    house.deliver(statement_mail(closing="1,500.00"), "1")
    house.deliver(statement_mail(2, postings=OWN_NUMBERS, date="30 Mar 2026"), "2")
    house.service(store).run_once()
    return Work(house.settings, store, clock=lambda: NOW)


def statement_of(store: Store, case: int) -> Statement:
    return forms.read_statement(store.cases.finding(case, STATEMENT) or "")


def compared(store: Store, case: int) -> Reconciliation:
    return forms.read_reconciliation(store.cases.finding(case, RECONCILIATION) or "")


def standing(store: Store, case: int) -> tuple[CaseState, ReplyState | None]:
    reply = store.outbox.of_case(case)
    return store.cases.get(case).state, None if reply is None else reply.state


def test_a_misread_value_is_corrected_proven_again_and_waits_for_a_person_also_in_mode_auto(
    house: House, store: Store, work: Work
) -> None:
    assert (CaseState.WAITING, None) == standing(store, 1)
    assert Verdict.BROKEN is statement_of(store, 1).proof.verdict
    sent = len(house.sent())

    correct(work, 1, "carol", CLOSING)
    house.service(store).run_once()

    assert Verdict.CONSISTENT is statement_of(store, 1).proof.verdict
    assert (CaseState.WAITING, ReplyState.DRAFT) == standing(store, 1)
    assert ("confirm", sent) == (store.cases.get(1).outcome, len(house.sent()))
    (row,) = [row for row in store.audit.rows(1) if row.event == events.CASE_CORRECTED]
    assert ("carol", "closing: 1500.00 -> 1050.00") == (row.actor, row.facts["what"])
    assert [] == list(store.faults())

    desk.approve(work, 1, "bob", store.outbox.of_case(1).mail)  # type: ignore[union-attr]
    house.service(store).run_once()
    assert (CaseState.DONE, ReplyState.SENT) == standing(store, 1)
    with pytest.raises(DeskRefused, match="only one that waits"):
        undo(work, 1, "carol", 1)


def test_a_correction_taken_back_leaves_nothing_but_the_audit(house: House, store: Store, work: Work) -> None:
    before = store.cases.finding(1, STATEMENT), store.cases.finding(1, RECONCILIATION), store.cases.get(1).outcome
    correct(work, 1, "carol", CLOSING)
    house.service(store).run_once()
    assert before[0] == store.cases.finding(1, READ)

    undo(work, 1, "bob", 1)
    house.service(store).run_once()

    assert before == (
        store.cases.finding(1, STATEMENT),
        store.cases.finding(1, RECONCILIATION),
        store.cases.get(1).outcome,
    )
    assert store.cases.finding(1, READ) is None
    assert (CaseState.WAITING, None) == standing(store, 1)
    (gone,) = corrections_of(store.cases, 1)
    assert ("carol", "bob", NOW) == (gone.by, gone.undone_by, gone.undone_at)


def test_a_wrong_correction_lets_no_broken_proof_pass(house: House, store: Store, work: Work) -> None:
    correct(work, 1, "carol", Correction(kind=Kind.VALUE, field=Field.CLOSING, was="1500.00", becomes="1051.00"))
    house.service(store).run_once()

    assert Verdict.BROKEN is statement_of(store, 1).proof.verdict
    assert (CaseState.WAITING, None) == standing(store, 1)


def test_replay_keeps_the_corrections_or_drops_them(house: House, store: Store, work: Work) -> None:
    correct(work, 1, "carol", CLOSING)
    house.service(store).run_once()
    desk.replay(work, 1, "bob")
    house.service(store).run_once()
    assert Verdict.CONSISTENT is statement_of(store, 1).proof.verdict

    desk.replay(work, 1, "bob", keep_corrections=False)
    house.service(store).run_once()

    assert Verdict.BROKEN is statement_of(store, 1).proof.verdict
    assert "bob" == corrections_of(store.cases, 1)[0].undone_by


def test_of_two_corrections_of_one_value_the_later_goes_first(house: House, store: Store, work: Work) -> None:
    correct(work, 1, "carol", Correction(kind=Kind.VALUE, field=Field.CLOSING, was="1500.00", becomes="1051.00"))
    house.service(store).run_once()
    correct(work, 1, "carol", Correction(kind=Kind.VALUE, field=Field.CLOSING, was="1051.00", becomes="1050.00"))
    house.service(store).run_once()
    assert Verdict.CONSISTENT is statement_of(store, 1).proof.verdict

    with pytest.raises(DeskRefused, match="take that one back first"):
        undo(work, 1, "carol", 1)
    undo(work, 1, "carol", 2)


def test_the_pack_of_a_corrected_case_derives_to_the_same(
    house: House, store: Store, work: Work, tmp_path: Path
) -> None:
    correct(work, 1, "carol", CLOSING)
    house.service(store).run_once()
    read = statement_of(store, 1)
    line = Correction(kind=Kind.ADD, index=1, was=line_text(read, 0), added=NewLine(amount=Decimal("450.00")))
    correct(work, 1, "carol", Correction(kind=Kind.REMOVE, index=0, was=line_text(read, 0)))
    house.service(store).run_once()
    with pytest.raises(DeskRefused, match="others meanwhile"):
        correct(work, 1, "carol", line)
    correct(work, 1, "carol", msgspec.structs.replace(line, index=0, was=""))
    house.service(store).run_once()
    assert [Decimal("450.00"), *(each.amount for each in read.lines[1:])] == [
        each.amount for each in statement_of(store, 1).lines
    ]
    pack = tmp_path / "1.zip"
    export(work, store.cases.get(1), pack)

    steps = {step.name: step for step in rederive(pack, read_here)}

    assert {"files", "audit", "reading", "corrections", "reconciliation", "decision"} == steps.keys()
    assert [] == [step for step in steps.values() if step.equal is not True]


@pytest.fixture
def in_review(house: House, store: Store) -> Work:
    """Case 1 waits as a draft: their last invoice has another number and amount than ours."""
    house.deliver(statement_mail(postings=OWN_NUMBERS), "1")
    review = house.with_policy(mode="review")
    house.service(store, review).run_once()
    return Work(review, store, clock=lambda: NOW)


def test_rows_are_matched_and_set_apart_by_hand_and_a_reason_given(house: House, store: Store, in_review: Work) -> None:
    def again() -> Reconciliation:
        house.service(store, in_review.settings).run_once()
        assert [] == list(store.faults())
        assert CaseState.WAITING is store.cases.get(1).state
        found = compared(store, 1)
        assert found.bridge.closes
        return found

    last = compared(store, 1).ledger.entries[-1].id
    with pytest.raises(DeskRefused, match="choose the reason"):
        correct(in_review, 1, "carol", Correction(kind=Kind.JOIN, lines=(3,), entries=(last,)))
    correct(
        in_review,
        1,
        "carol",
        Correction(kind=Kind.JOIN, lines=(3,), entries=(last,), reason=Reason.DISCOUNT),
    )
    assert [(Reason.DISCOUNT, (3,), (last,))] == [
        (each.reason, each.lines, each.entries) for each in again().differences
    ]

    correct(in_review, 1, "carol", Correction(kind=Kind.REASON, lines=(3,), entries=(last,), reason=Reason.DISPUTED))
    assert [Reason.DISPUTED] == [each.reason for each in again().differences]

    undo(in_review, 1, "carol", 2)
    again()
    correct(in_review, 1, "carol", Correction(kind=Kind.APART, lines=(3,), entries=(last,)))
    assert RULE not in {match.rule for match in again().matches}
    assert [False, False] == [one.holds for one in corrections_of(store.cases, 1)]  # it is simply no longer matched

    first = compared(store, 1).matches[0]
    correct(in_review, 1, "carol", Correction(kind=Kind.APART, lines=first.lines, entries=first.entries))
    assert first not in again().matches
    with store.reading() as tx:
        found, total = corrected_cases(tx, store.cases.get(1, tx).counterparty)
        assert ([1], 1) == ([case for case, _ in found], total)


def test_a_pair_matched_by_hand_is_evidence_of_their_numbers(house: House, store: Store) -> None:
    twins = (*ACME_POSTINGS[:-1], Posting("2026-03-25", "Z-77", "599.50"))
    house.deliver(statement_mail(postings=twins), "1")
    review = house.with_policy(mode="review")
    house.service(store, review).run_once()
    work, last = Work(review, store, clock=lambda: NOW), compared(store, 1).ledger.entries[-1].id

    correct(work, 1, "carol", Correction(kind=Kind.JOIN, lines=(3,), entries=(last,)))
    house.service(store, review).run_once()

    assert ((("Z-77",), ("INV-5003",)),) == forms.read_numbers(store.cases.finding(1, NUMBERS) or "[]")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (Correction(kind=Kind.VALUE, field=Field.CLOSING, was="1500.00", becomes="much"), "is no closing"),
        (Correction(kind=Kind.VALUE, field=Field.CLOSING, was="1.00", becomes="2.00"), "Meanwhile"),
        (Correction(kind=Kind.VALUE, field=Field.CLOSING, was="1500.00", becomes="1500.00"), "already"),
        (Correction(kind=Kind.VALUE, field=Field.AMOUNT, index=99, becomes="2.00"), "no row 99"),
        (Correction(kind=Kind.JOIN, lines=(0,)), "choose both"),
        (Correction(kind=Kind.JOIN, lines=(77,), entries=("r3",)), "not there any more"),
        (Correction(kind=Kind.APART, lines=(0,), entries=("r4",)), "not matched"),
        (Correction(kind=Kind.REASON, lines=(0,), reason=Reason.FX), "no such difference"),
    ],
)
def test_what_cannot_be_corrected_is_refused_with_what_to_do(
    store: Store, work: Work, wrong: Correction, says: str
) -> None:
    with pytest.raises(DeskRefused, match=says):
        correct(work, 1, "carol", wrong)
    assert () == corrections_of(store.cases, 1)
