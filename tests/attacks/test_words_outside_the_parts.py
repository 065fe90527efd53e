"""Words before the first part of a mail and behind its last: few programs show them, and ours looks at them all the same."""

from __future__ import annotations

import pytest

from daemon.store import Store
from tests.support.attacking import because, run
from tests.support.house import House, statement_mail

SOUND = statement_mail()
NEW_BANK = b"Our bank details have changed. IBAN DE89 3704 0044 0532 0130 00\n"
OTHER = b"Please confirm account C-2002 too.\n"


@pytest.mark.parametrize(("words", "told"), [(NEW_BANK, "bank"), (OTHER, "C-2002")], ids=["bank", "another's account"])
@pytest.mark.parametrize("where", ["before", "behind", "a second mail behind"])
def test_they_are_read_and_hold_the_mail(house: House, store: Store, words: bytes, told: str, where: str) -> None:
    if where == "before":
        content = SOUND.replace(b"\n--=_1\n", b"\n" + words + b"--=_1\n", 1)
    elif where == "behind":
        content = SOUND + b"\n" + words
    else:
        content = SOUND + b"\n--=_1\nContent-Type: text/plain\n\n" + words + b"--=_1--\n"
    (summary,) = run(house, store, content)
    assert ("hold", []) == (summary.outcome, house.sent())
    assert told in because(summary)


def test_the_usual_note_to_old_programs_is_no_word(house: House, store: Store) -> None:
    content = SOUND.replace(b"\n--=_1\n", b"\nThis is a multi-part message in MIME format.\n--=_1\n", 1)
    (summary,) = run(house, store, content)
    assert ("confirm", "sent") == (summary.outcome, summary.reply_state), because(summary)
