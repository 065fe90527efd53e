"""Is the statement in the currency of our account? Amounts of two currencies cannot tie."""

from __future__ import annotations

from parsers.currencies import currencies_in
from rules.model.case_facts import CaseFacts
from rules.model.decision import Because, Outcome

GATE = "currency_agrees"


def ask(facts: CaseFacts) -> Because:
    """Return HOLD where the printed currency is not that of our entries or of the counterparty, or the lines name several."""
    named = _of_lines(facts)
    if len(named) > 1:
        return Because(GATE, Outcome.HOLD, f"The amounts are in several currencies: {', '.join(sorted(named))}.")
    printed = (facts.statement.currency if facts.statement is not None else None) or next(iter(named), None)
    if facts.reconciliation is None or printed is None:
        return Because(GATE, Outcome.CONFIRM, "No currency is printed that could contradict ours.")
    ours = {entry.currency for entry in facts.reconciliation.ledger.entries if entry.currency}
    if not ours and facts.counterparty is not None and facts.counterparty.currency:
        ours = {facts.counterparty.currency}
    if ours - {printed}:
        return Because(
            GATE,
            Outcome.HOLD,
            f"The statement is in {printed}, our account in {', '.join(sorted(ours))}.",
            {"currency": printed},
        )
    return Because(GATE, Outcome.CONFIRM, f"Both sides are in {printed}.")


def _of_lines(facts: CaseFacts) -> set[str]:
    """Return the currencies that stand beside the amounts of the lines, as they were printed, with the statement's own."""
    if facts.statement is None:
        return set()
    named = {code for line in facts.statement.lines for code in currencies_in(line.read_as)}
    return named | ({facts.statement.currency} if named and facts.statement.currency else set())
