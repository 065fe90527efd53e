"""One mail to two of our mailboxes, or to one under two names: it is answered once, whichever the service finds first."""

from __future__ import annotations

import pytest

from daemon.store import Store
from tests.support.attacking import left
from tests.support.house import US, House, mail, replace_struct, statement_pdf

ALSO = "statements@us.example"
PDF = ("statement.pdf", statement_pdf())


@pytest.mark.parametrize("other_bytes", [False, True], ids=["the same bytes", "another road"])
def test_it_is_answered_once(house: House, store: Store, other_bytes: bool) -> None:
    second = House(house.directory / "second")
    mailboxes = (
        house.settings.mailboxes[0],
        replace_struct(second.settings.mailboxes[0], name="statements", address=ALSO),
    )
    content = mail(PDF, to=f"{US}, {ALSO}")
    house.deliver(content, "1")
    second.deliver((b"Received: from a by b; Thu, 2 Apr 2026 08:00:00 +0000\n" if other_bytes else b"") + content, "1")
    summaries = house.service(store, replace_struct(house.settings, mailboxes=mailboxes)).run_once()
    assert {"ar", "statements"} == {summary.mailbox for summary in summaries}
    assert 1 == len(left(house))


def test_a_loop_between_our_own_mailboxes_is_none(house: House, store: Store) -> None:
    """One of our mailboxes writes to the other, with a statement and a customer's name."""
    second = House(house.directory / "second")
    mailboxes = (
        house.settings.mailboxes[0],
        replace_struct(second.settings.mailboxes[0], name="statements", address=ALSO),
    )
    second.deliver(mail(PDF, sender=f'"Acme Fasteners Ltd" <{US}>', to=ALSO, headers=[("Reply-To", "ap@acme.example")]))
    (summary,) = house.service(store, replace_struct(house.settings, mailboxes=mailboxes)).run_once()
    assert summary.outcome in {"hold", "ignore"}
    assert [] == left(house)
