"""What became of each mail, as a table: for `tieout run --once` and `tieout demo`."""

from __future__ import annotations

from collections.abc import Sequence

from daemon.cli.output import show_table
from daemon.pipeline.summary import CaseSummary


def show_summaries(summaries: Sequence[CaseSummary]) -> None:
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
                " ".join(each.because),
            ]
            for each in summaries
        ],
        right=["case"],
    )
