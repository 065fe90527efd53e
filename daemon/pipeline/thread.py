"""What a mail answers: the replies of ours that it names, and its own words without those that it quotes of ours.

A thread proves nothing about a sender. It only tells people's conversation from a statement sent anew, and our own sentences
(“the two balances do not agree yet”) from the sender's.
"""

from __future__ import annotations

import datetime as dt
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
_MOST_QUOTED = 5
_TELLING = 20  # characters of a sentence that nobody else would write
QUOTED_WITHIN = dt.timedelta(days=30)
"""Words of ours that are older are not looked for in a mail."""
_BETWEEN = re.compile(r"[\s>|]")  # blanks and the marks of quoting, which mail programs set where they please
_SENTENCE_END = re.compile(r"(?<=[.:!?])\s+|(?<=[。：！？])\s*|\n\s*\n")
_SHORTEST = 10  # characters; a shorter sentence of ours may as well be theirs


def answered_replies(store: Store, tx: Connection, opened: OpenedMail) -> tuple[Reply, ...]:
    """Return our replies that the mail names in References or In-Reply-To, the latest named last."""
    named = (store.outbox.by_message_id(each, tx) for each in opened.references[-_MOST_NAMED:])
    return tuple(reply for reply in named if reply is not None and reply.state in _LEFT)


def our_answers_in_thread(
    store: Store, tx: Connection, opened: OpenedMail, counterparty: str, since: dt.datetime
) -> tuple[Reply, ...]:
    """Return our replies in the chain that the mail continues, the earliest first: those it names, those that they name in turn, and
    those made `since` to this counterparty whose words it quotes (a machine may quote and name nothing).
    """
    found: dict[int, Reply] = {reply.id: reply for reply in answered_replies(store, tx, opened)}
    if counterparty and opened.text:
        recent = store.outbox.latest_to(tx, opened.sender, since, _MOST_QUOTED)
        plain = _BETWEEN.sub("", opened.text)
        for reply in recent:
            if reply.id not in found and reply.state in _LEFT and _quotes(plain, store.outbox.mail(reply).text):
                found[reply.id] = reply
    waiting = list(found.values())
    while waiting and len(found) < _MOST_NAMED:
        reply = waiting.pop()
        if not store.archive.holds(reply.mail):
            continue  # its time of keeping is over: what it named is as old
        letter = store.outbox.mail(reply)
        for name in letter.references:
            earlier = store.outbox.by_message_id(name, tx)
            if earlier is not None and earlier.id not in found and earlier.state in _LEFT:
                found[earlier.id] = earlier
                waiting.append(earlier)
    return tuple(found[each] for each in sorted(found))


def says_the_same(text: str, letter: str) -> bool:
    """Whether most long sentences of a letter of ours stand in a text, however it was wrapped; False where it has none."""
    return _quotes(_BETWEEN.sub("", text), letter)


def _quotes(plain: str, letter: str) -> bool:
    """Whether most long sentences of a letter of ours stand in a mail's text (without its blanks)."""
    sentences = [sentence for sentence in _sentences(letter) if len(sentence) >= _TELLING]
    return bool(sentences) and 2 * sum(sentence in plain for sentence in sentences) > len(sentences)


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
