"""The subject of a reply: theirs, with one "Re:", so that mail programs keep the thread together."""

from __future__ import annotations

import re

from daemon.replies.language import Language
from daemon.replies.safe_text import plain, told

_ANSWERS = re.compile(
    r"^\s*(?:re|aw|antw|antwort|sv|vs|ref|réf|r|回复|回覆|答复|答覆|回信)\s*(?:\[\d+\]|\(\d+\)|\^\d+)?\s*[:：]\s*",
    re.IGNORECASE,
)


def is_answer(subject: str) -> bool:
    """Whether the subject is marked as that of an answer ("Re:", "AW:", "回复：")."""
    return _ANSWERS.match(plain(subject, 200)) is not None


def reply_subject(theirs: str, words: Language) -> str:
    """Return "Re: ..." with all marks of earlier answers removed; the language's own words where theirs is empty."""
    text = told(theirs, 200)
    while found := _ANSWERS.match(text):
        text = text[found.end() :]
    return f"Re: {text.strip() or words.say('letter.subject')}"
