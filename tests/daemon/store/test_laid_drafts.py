from __future__ import annotations

import datetime as dt
from dataclasses import replace

from daemon.store import Store
from daemon.store.cases import NewCase
from daemon.store.laid_drafts import OPEN, DraftState, LaidDraft
from tests.support.stored import NOW, raw_mail


def test_who_comes_second_changes_nothing(store: Store) -> None:
    mail = raw_mail()
    with store.writing() as tx:
        store.messages.record(tx, mail, sha256=store.archive.put(mail.content), now=NOW)
        draft = LaidDraft(
            case=store.cases.create(tx, 1, NewCase(number=0), NOW),
            mailbox="ar",
            state=DraftState.LAYING,
            mail="a" * 64,
            fingerprint="b" * 64,
            message_id="<tieout.1@us.example>",
            answers="",
            mark="",
            laid_at=NOW,
            updated_at=NOW,
        )
        store.laid_drafts.put(tx, draft)
        assert store.laid_drafts.move(tx, draft, DraftState.LYING, NOW)
        assert not store.laid_drafts.move(tx, draft, DraftState.MISSING, NOW)
    assert (replace(draft, state=DraftState.LYING),) == store.laid_drafts.of_mailbox("ar", OPEN)
    assert () == store.laid_drafts.of_mailbox("elsewhere", OPEN)
    with store.writing() as tx:
        store.laid_drafts.settle(tx, draft.case, NOW + dt.timedelta(hours=1))  # nothing to settle: it lies there
    found = store.laid_drafts.get(draft.case)
    assert found is not None
    assert DraftState.LYING is found.state
