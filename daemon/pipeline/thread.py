"""What a mail answers: the replies of ours that it names, and its own words without those that it quotes of ours.

A thread proves nothing about a sender. It only tells people's conversation from a statement sent anew, and our own sentences
(“the two balances do not agree yet”) from the sender's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy import Connection

from daemon.mail.incoming import OpenedMail
from daemon.replies.subject import is_answer
from daemon.store import Store
from daemon.store.outbox import Reply
from daemon.store.states import ReplyState

_LEFT = frozenset({ReplyState.SENDING, ReplyState.SENT, ReplyState.UNCERTAIN})
_MOST_NAMED = 50
_BETWEEN = re.compile(r"[\s>|]")  # blanks and the marks of quoting, which mail programs set where they please
_SENTENCE_END = re.compile(r"(?<=[.:!?])\s+|(?<=[。：！？])\s*|\n\s*\n")
_SHORTEST = 10  # characters; a shorter sentence of ours may as well be theirs


def answered_replies(store: Store, tx: Connection, opened: OpenedMail) -> tuple[Reply, ...]:
    """Return our replies that the mail names in References or In-Reply-To, the latest named last."""
    named = (store.outbox.by_message_id(each, tx) for each in opened.references[-_MOST_NAMED:])
    return tuple(reply for reply in named if reply is not None and reply.state in _LEFT)


def in_thread(opened: OpenedMail) -> bool:
    """Whether the mail answers another, ours or anybody's."""
    return bool(opened.references) or is_answer(opened.subject)


def without_quoted(text: str, letters: Iterable[str]) -> str:
    """Return `text` without the sentences of `letters`, however they were wrapped or marked as quoted."""
    kept = [(at, char) for at, char in enumerate(text) if not _BETWEEN.match(char)]
    plain = "".join(char for _, char in kept)
    cut: set[int] = set()
    for sentence in {each for letter in letters for each in _sentences(letter)}:
        start = plain.find(sentence)
        while start >= 0:
            end = start + len(sentence)
            cut.update(range(kept[start][0], kept[end - 1][0] + 1))
            start = plain.find(sentence, end)
    return "".join(char for at, char in enumerate(text) if at not in cut)


def _sentences(letter: str) -> Iterable[str]:
    for sentence in _SENTENCE_END.split(letter):
        plain = _BETWEEN.sub("", sentence)
        if len(plain) >= _SHORTEST:
            yield plain
