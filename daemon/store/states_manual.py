"""docs/states.md, written from the table in states.py: `python -m daemon.store.states_manual`. A test compares the two."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from daemon.store.states import TRANSITIONS, CaseState, MessageState, ReplyState

PAGE = Path(__file__).parents[2] / "docs" / "states.md"

MEANINGS: Mapping[str, Mapping[StrEnum, str]] = {
    "message": {
        MessageState.RECEIVED: "Archived and recorded, not yet read.",
        MessageState.RECOGNISED: "Read; its cases stand.",
        MessageState.RECORDED: "Lay there before the first start: kept, never answered.",
        MessageState.STUCK: "Reading it crashed three times; a case tells staff.",
        MessageState.OWN: "The blind copy of a reply of ours: evidence that it left, never answered.",
    },
    "case": {
        CaseState.RECOGNISED: "To be laid against our ledger.",
        CaseState.RECONCILED: "To be decided.",
        CaseState.DECIDED: "To be answered, or to come to rest.",
        CaseState.ANSWERING: "Its reply is on its way out.",
        CaseState.WAITING: "For a person.",
        CaseState.DONE: "Answered, closed, or nothing to answer.",
        CaseState.STUCK: "A step crashed three times; the traceback is kept for staff.",
    },
    "outbox": {
        ReplyState.DRAFT: "Waits for a person's approval.",
        ReplyState.READY: "May leave; the policy is asked once more before it does.",
        ReplyState.SENDING: "On the disk before the first byte leaves.",
        ReplyState.SENT: "The server accepted it, or evidence shows that it left.",
        ReplyState.UNCERTAIN: "It may have left: settled by evidence or a person, never sent again blindly.",
        ReplyState.FAILED: "Surely not accepted, and trying again cannot help.",
        ReplyState.CANCELLED: "Will not leave.",
        ReplyState.SHADOW: "Kept to be looked at, can never leave.",
    },
}

_TITLES = {"message": "A mail", "case": "A case", "outbox": "A reply"}
_HEAD = """# States

What a mail, a case and a reply may be, and what may follow. The store refuses everything else: first in words, then by triggers of
the database, whoever writes. Written from `daemon/store/states.py` by `python -m daemon.store.states_manual`.
"""


def page() -> str:
    """Return the page."""
    parts = [_HEAD]
    for noun, follows in TRANSITIONS.items():
        parts.append(f"## {_TITLES[noun]}\n\n| state | meaning | may become |\n|---|---|---|")
        for state, meaning in MEANINGS[noun].items():
            after = ", ".join(f"`{next_state}`" for next_state in follows[state]) or "nothing: it stays so"
            parts[-1] += f"\n| `{state}` | {meaning} | {after} |"
        parts[-1] += "\n"
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
