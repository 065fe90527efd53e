"""Bytes that end a header line for one program and not for another: our border may have judged another header than ours. Held, always."""

from __future__ import annotations

import pytest

from daemon.store import Store
from tests.support.attacking import PASS, because, guarded, run
from tests.support.house import House, statement_mail

SOUND = statement_mail()
FROM = b"From: ap@acme.example\n"


@pytest.mark.parametrize(
    "content",
    [
        b"X-A: 1\r" + PASS + SOUND,
        PASS + b"X-A: 1\rFrom: ap@acme.example\r\r\n" + SOUND.replace(FROM, b"From: mallory@evil.test\n"),
        PASS + SOUND.replace(FROM, b"From: ap@acme.example\r <mallory@evil.test>\n"),
        PASS + SOUND.replace(FROM, b"From: ap@acme.example\x00.evil.test\n"),
        PASS + SOUND.replace(FROM, FROM + b"no header line\nFrom: mallory@evil.test\n"),
        PASS + SOUND.replace(FROM, FROM + b"no header line\nAuto-Submitted: auto-replied\n"),
        PASS + SOUND.replace(FROM, FROM + b"Auto-Submitted : auto-replied\n"),
        PASS + SOUND.replace(FROM, FROM + "Auto\u2010Submitted: auto-replied\n".encode()),
        PASS + SOUND.replace(b"Subject: Statement", b"Subject: Sta\x00tement"),
        PASS + SOUND.replace(b"<mail-1@acme.example>", b"<a@b>\r\tBcc: mallory@evil.test"),
    ],
)
def test_such_a_mail_is_held_whatever_stands_above_it(house: House, store: Store, content: bytes) -> None:
    (summary,) = run(house, store, content, settings=guarded(house))
    assert ("hold", []) == (summary.outcome, house.sent())
    assert "header" in because(summary)


def test_folding_alone_is_no_flaw(house: House, store: Store) -> None:
    folded = SOUND.replace(FROM, b"From:\n\tAccounts\n \n <ap@acme.example>\n").replace(b"\n", b"\r\n")
    (summary,) = run(house, store, PASS.replace(b"\n", b"\r\n") + folded, settings=guarded(house))
    assert ("confirm", "sent") == (summary.outcome, summary.reply_state), because(summary)
