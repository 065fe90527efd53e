"""Which earlier case a case repeats."""

from __future__ import annotations

from daemon.store import Store, repeats
from daemon.store.messages import Message
from daemon.store.states import MessageState
from tests.daemon.store.test_cases import made_case, recorded_message
from tests.support.stored import NOW, raw_mail


def test_the_same_statement_is_found_in_an_earlier_case_of_the_same_counterparty(store: Store) -> None:
    first = made_case(store, recorded_message(store, 1))
    made_case(store, recorded_message(store, 2), code="C-2")
    other = made_case(store, recorded_message(store, 3), fingerprint="g")
    again = made_case(store, recorded_message(store, 4))

    with store.reading() as tx:
        assert first.id == repeats.same_statement(tx, again, authenticated=True)
        assert repeats.same_statement(tx, first, authenticated=True) is None
        assert repeats.same_statement(tx, other, authenticated=True) is None


def test_a_forged_mail_does_not_keep_the_true_one_from_its_answer(store: Store) -> None:
    forged = made_case(store, recorded_message(store, 1, authenticated=False))
    true = made_case(store, recorded_message(store, 2))

    with store.reading() as tx:
        assert repeats.same_statement(tx, true, authenticated=True) is None
        assert forged.id == repeats.same_statement(tx, true, authenticated=False)


def test_of_two_copies_the_one_whose_case_was_made_first_is_repeated_whichever_mail_came_first(store: Store) -> None:
    """The process that had claimed the first copy died, and the second was read before it."""
    content = b"the very same bytes"
    one, two = (_recorded(store, content, uid) for uid in (1, 2))
    assert (0, 1) == (one.copy, two.copy)
    read_first, read_second = made_case(store, two, fingerprint=""), made_case(store, one, fingerprint="")

    with store.reading() as tx:
        assert repeats.same_bytes(tx, read_first, two) is None
        assert read_first.id == repeats.same_bytes(tx, read_second, one)


def test_of_a_mail_that_came_by_two_roads_the_one_whose_case_was_made_first_is_repeated(store: Store) -> None:
    one, two = (_recorded(store, content, uid, "<one@acme.example>") for uid, content in enumerate((b"one", b"two"), 1))
    read_first, read_second = made_case(store, two, fingerprint=""), made_case(store, one, fingerprint="")

    with store.reading() as tx:
        assert repeats.same_mail(tx, read_first, two) is None
        assert read_first.id == repeats.same_mail(tx, read_second, one)


def test_two_cases_of_one_mail_do_not_repeat_each_other(store: Store) -> None:
    message = _recorded(store, b"two statements", 1, "<one@acme.example>")
    cases = [made_case(store, message, number, fingerprint=f"f{number}") for number in (0, 1)]

    with store.reading() as tx:
        for case in cases:
            assert repeats.same_bytes(tx, case, message) is None
            assert repeats.same_mail(tx, case, message) is None


def _recorded(store: Store, content: bytes, uid: int, message_id: str = "") -> Message:
    mail = raw_mail(content, uid)
    with store.writing() as tx:
        _, number = store.messages.record(tx, mail, sha256=store.archive.put(content), now=NOW)
    message = store.messages.claim("w", NOW)
    assert message is not None
    assert number == message.id
    with store.writing() as tx:
        named = {"message_id": message_id, "sender": "ap@acme.example"}
        store.messages.move(tx, message, MessageState.RECOGNISED, authenticated=True, **named)
    return store.messages.get(message.id)
