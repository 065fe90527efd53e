"""The policy gate, and that there is no way around it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from daemon.config.settings import Settings
from daemon.pipeline.release import Leaving, may_leave
from daemon.pipeline.work import Work
from daemon.store import Store
from daemon.store.marks import Stop
from daemon.store.outbox import Permit
from daemon.store.states import ReplyState
from parsers.ledgers.counterparty import Counterparty
from tests.support.house import ACME, House, replace_struct
from tests.support.stored import NOW

DAEMON = Path(__file__).parents[3] / "daemon"
LEAVING = Leaving(
    case=1,
    kind="confirm",
    sender="ar@us.example",
    recipient="ap@acme.example",
    counterparty="C-1001",
    account="C-1001",
    authenticated=True,
)


def _ask(settings: Settings, store: Store, leaving: Leaving = LEAVING) -> tuple[ReplyState, str]:
    with store.writing() as tx:
        verdict = may_leave(Work(settings, store), tx, leaving)
    assert (verdict.permit is None) == (verdict.state is not ReplyState.READY)
    return verdict.state, verdict.because


def test_in_auto_a_reply_to_an_address_on_file_may_leave(house: House, store: Store) -> None:
    assert (ReplyState.READY, "") == _ask(house.settings, store)


@pytest.mark.parametrize("approved_by", ["", "zhang"])
def test_in_shadow_nothing_leaves_whoever_approves(house: House, store: Store, approved_by: str) -> None:
    leaving = replace(LEAVING, approved_by=approved_by)

    assert ReplyState.SHADOW == _ask(house.with_policy(mode="shadow"), store, leaving)[0]


def test_in_review_a_person_must_approve(house: House, store: Store) -> None:
    review = house.with_policy(mode="review")

    assert ReplyState.DRAFT == _ask(review, store)[0]
    assert ReplyState.READY == _ask(review, store, replace(LEAVING, approved_by="zhang"))[0]


def test_a_stopped_counterparty_is_answered_by_a_person_only(house: House, store: Store) -> None:
    stop = Stop(counterparty="C-1001", because="The amount was wrong.", placed_by="carol", placed_at=NOW)
    with store.writing() as tx:
        store.marks.stop(tx, stop)

    state, because = _ask(house.settings, store)
    assert ReplyState.DRAFT == state
    assert "C-1001 is answered by a person only since carol said so." == because
    assert ReplyState.READY == _ask(house.settings, store, replace(LEAVING, approved_by="zhang"))[0]


def test_for_an_unauthenticated_sender_a_person_must_approve(house: House, store: Store) -> None:
    forged = replace(LEAVING, authenticated=False)

    assert ReplyState.DRAFT == _ask(house.settings, store, forged)[0]
    assert ReplyState.READY == _ask(house.settings, store, replace(forged, approved_by="zhang"))[0]


@pytest.mark.parametrize(
    ("change", "because"),
    [
        ({"recipient": "other@acme.example"}, "not on file"),
        ({"recipient": "ap@bolt.example"}, "not on file"),
        ({"counterparty": "C-9"}, "no counterparty"),
        ({"account": "C-2002"}, "not C-1001's"),
        ({"kind": "hold"}, "not answered"),
        ({"kind": "ignore"}, "not answered"),
        ({"recipient": "AR@us.example"}, "our own address"),
        ({"sender": ""}, "no address"),
    ],
)
@pytest.mark.parametrize("approved_by", ["", "zhang"])
def test_what_nobody_may_overrule(
    house: House, store: Store, change: dict[str, str], because: str, approved_by: str
) -> None:
    state, why = _ask(house.settings, store, replace(LEAVING, approved_by=approved_by, **change))  # type: ignore[arg-type]

    assert ReplyState.DRAFT == state
    assert because in why


def test_a_domain_counts_only_where_the_policy_says_so(house: House, store: Store) -> None:
    store.counterparties.put(Counterparty(code="C-1001", name="Acme", domains=("acme.example",)))

    assert ReplyState.DRAFT == _ask(house.settings, store)[0]
    assert ReplyState.READY == _ask(house.with_policy(domains_suffice=True), store)[0]
    elsewhere = replace(LEAVING, recipient="ap@evil.acme.example")
    assert ReplyState.DRAFT == _ask(house.with_policy(domains_suffice=True), store, elsewhere)[0]


def test_a_second_mailbox_of_ours_is_no_recipient_either(house: House, store: Store) -> None:
    ours = replace_struct(house.settings.mailboxes[0], name="b", address="b@us.example", aliases=("ap@acme.example",))
    settings = replace_struct(house.settings, mailboxes=(*house.settings.mailboxes, ours))

    assert ReplyState.DRAFT == _ask(settings, store)[0]


def test_the_list_at_this_moment_counts(house: House, store: Store) -> None:
    store.counterparties.put(replace(ACME, addresses=()))

    assert ReplyState.DRAFT == _ask(house.settings, store)[0]


def _calls(name: str) -> Iterator[str]:
    """Yield the modules of the program that call something by this name."""
    for path in sorted(DAEMON.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                called = node.func
                found = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
                if found == name:
                    yield path.relative_to(DAEMON).as_posix()


def test_only_the_gate_makes_a_permit() -> None:
    assert {"pipeline/release.py"} == set(_calls(Permit.__name__))


def test_only_the_sender_hands_a_mail_to_a_transport_and_asks_the_gate_first() -> None:
    callers = [
        path.relative_to(DAEMON).as_posix()
        for path in sorted(DAEMON.rglob("*.py"))
        if "transport.send(" in path.read_text() and "outgoing" not in path.parts
    ]

    assert ["pipeline/send.py"] == callers
    # What may not leave does not lie in the Drafts folder either, where anybody with the mailbox may send it.
    asking = {"pipeline/desk.py", "pipeline/laid_drafts.py", "pipeline/reply.py", "pipeline/send.py"}
    assert asking == set(_calls(may_leave.__name__))
