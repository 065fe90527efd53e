from __future__ import annotations

import msgspec

from daemon.store import Store, forms
from daemon.store.cases import Case, NewCase
from daemon.store.findings import ACCOUNT, DECISION, WITHHELD, AccountFinding, Withheld, because_of
from rules.model.decision import Because, Decision, Outcome
from tests.support.stored import NOW, raw_mail


def _case(store: Store, **findings: str) -> Case:
    mail = raw_mail()
    with store.writing() as tx:
        store.messages.record(tx, mail, sha256=store.archive.put(mail.content), now=NOW)
        found = store.cases.create(tx, 1, NewCase(number=0, findings=tuple(findings.items())), NOW)
        return store.cases.get(found, tx)


def test_the_gates_behind_the_outcome_say_why_and_the_others_are_silent(store: Store) -> None:
    decision = Decision(
        Outcome.HOLD, (Because("a", Outcome.CONFIRM, "All is well."), Because("b", Outcome.HOLD, "It is too much."))
    )
    problem = msgspec.json.encode(AccountFinding("No account is on file.")).decode()
    case = _case(store, **{DECISION: forms.keep_decision(decision), ACCOUNT: problem})

    assert ("It is too much.", "No account is on file.") == because_of(store.cases, case)


def test_what_keeps_a_reply_back_is_said_first_and_nothing_twice(store: Store) -> None:
    withheld = msgspec.json.encode(Withheld("It is too much.")).decode()
    decision = Decision(Outcome.HOLD, (Because("b", Outcome.HOLD, "It is too much."),))
    case = _case(store, **{DECISION: forms.keep_decision(decision), WITHHELD: withheld})

    assert ("It is too much.",) == because_of(store.cases, case)


def test_a_mail_that_could_not_be_read_is_our_own_fault(store: Store) -> None:
    mail = raw_mail()
    with store.writing() as tx:
        store.messages.record(tx, mail, sha256=store.archive.put(mail.content), now=NOW)
        found = store.cases.create_stuck(tx, 1, "Traceback\nValueError: odd\n", NOW)

    assert ("Our own fault: ValueError: odd",) == because_of(store.cases, store.cases.get(found))
