"""What became of each mail, as a table: for `tieout run --once` and `tieout demo`."""

from __future__ import annotations

from collections.abc import Sequence

from daemon.cli.output import show_table
from daemon.pipeline.summary import CaseSummary
from daemon.store import forms
from daemon.store.findings import DECISION
from daemon.store.opening import Store
from rules.model.decision import Outcome

# Behind a confirmation stands every gate; these say what it rests on.
_ESSENCE = ("extraction_proven", "reconciliation_complete")
# What explains the other objections comes first: of an unknown sender nothing was compared, because it is unknown.
_FIRST = (
    "mail_is_automatic",
    "sender_known",
    "sender_authenticated",
    "statement_found",
    "repeated_statement",
    "extraction_proven",
)


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
    """Return the sentences behind what became of a case: why a reply was held back, then the gates that decided it."""
    content = None if summary.case is None else store.cases.finding(summary.case, DECISION)
    if content is None:
        return " ".join(summary.because)
    decision = forms.read_decision(content)
    deciding = [because for because in decision.because if because.answer is decision.outcome]
    beside = [sentence for sentence in summary.because if sentence not in {because.text for because in deciding}]
    if decision.outcome is Outcome.CONFIRM:
        deciding = [because for because in deciding if because.gate in _ESSENCE]
    deciding.sort(key=lambda because: _FIRST.index(because.gate) if because.gate in _FIRST else len(_FIRST))
    return " ".join([*beside, *(because.text for because in deciding)])
