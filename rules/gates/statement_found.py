"""Does the mail hold a statement? If not: a newsletter is ignored; who sent a file that cannot be opened, or none, is asked for
another; all else is held.
"""

from __future__ import annotations

import re

from parsers.document import Problem
from rules.model.case_facts import CaseFacts
from rules.model.decision import Because, Outcome

GATE = "statement_found"
ASKED_FOR = ("locked", "image_only", "broken_file", "empty", "unsupported")
"""The problems that the sender can mend by sending another file."""

_PROMISES = re.compile(
    r"attach|enclos|statement|reconcil|account\s+balance|anbei|anhang|kontoauszug|abstimmung|ci-joint|relevé|附件|对账|對賬|對帳|对帐|余额|餘額",
    re.IGNORECASE,
)


def ask(facts: CaseFacts) -> Because:
    """Return CONFIRM where a statement was found, else IGNORE, ASK or HOLD as above."""
    if facts.statement is not None:
        return Because(GATE, Outcome.CONFIRM, "A statement was found.")
    mendable = next((problem for problem in facts.problems if problem.code in ASKED_FOR), None)
    if mendable is not None:
        return _asked(mendable)
    if facts.looks_like == "newsletter" and not facts.sender_on_file:
        return Because(GATE, Outcome.IGNORE, "The mail holds no statement and looks like a newsletter.")
    if facts.problems:
        return Because(
            GATE,
            Outcome.HOLD,
            f"No statement was found: {facts.problems[0].message}",
            {"problem": facts.problems[0].code},
        )
    if not facts.documents and facts.looks_like is None and _PROMISES.search(facts.text_of_mail):
        return Because(
            GATE, Outcome.ASK, "The mail speaks of a statement and has none attached.", {"ask": "no_attachment"}
        )
    looks = f"; it looks like a {facts.looks_like.replace('_', ' ')}" if facts.looks_like else ""
    return Because(GATE, Outcome.HOLD, f"The mail holds no statement{looks}.", {"looks_like": facts.looks_like or ""})


def _asked(problem: Problem) -> Because:
    facts = {"ask": problem.code}
    if "file" in problem.facts:
        facts["file"] = problem.facts["file"]
    return Because(GATE, Outcome.ASK, f"No statement could be read: {problem.message}", facts)
