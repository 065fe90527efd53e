"""What became of each mail, as a table: for `tieout run --once` and `tieout demo`."""

from __future__ import annotations

from collections.abc import Sequence

from daemon.cli.output import show_table
from daemon.pipeline.decide import DECISION
from daemon.pipeline.summary import CaseSummary
from daemon.store import forms
from daemon.store.opening import Store
from rules.model.decision import Outcome

# Behind a confirmation stands every gate; these say what it rests on.
_ESSENCE = ("extraction_proven", "reconciliation_complete")


def show_summaries(store: Store, summaries: Sequence[CaseSummary]) -> None:
    """Print one row a case: the mail, what was decided, what became of the reply, and why."""
    show_table(
        ["case", "mail", "from", "decided", "reply", "why"],
        [
            [
                "" if each.case is None else str(each.case),
                each.subject,
                each.sender,
                each.outcome,
                each.reply_state or "none",
                why(store, each),
            ]
            for each in summaries
        ],
        right=["case"],
    )


def why(store: Store, summary: CaseSummary) -> str:
    """Return the sentences behind what became of a case: those of the gates that objected, or the essence of a confirmation."""
    content = None if summary.case is None else store.cases.finding(summary.case, DECISION)
    if summary.outcome != Outcome.CONFIRM or content is None:
        return " ".join(summary.because)
    told = [because for because in forms.read_decision(content).because if because.gate in _ESSENCE]
    withheld = [] if summary.reply_state in {"sent", "ready"} else list(summary.because[:1])
    return " ".join([*withheld, *(because.text for because in told)])
