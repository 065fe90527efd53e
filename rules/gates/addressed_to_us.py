"""Does the paper belong to the sender who sent it? A statement that names another of our counterparties' accounts is not answered.

The sender's own names are its name, aliases and accounts. A paper may name us, or nobody; it may not name only strangers.
"""

from __future__ import annotations

from rules.document_numbers import exact_form
from rules.model.case_facts import CaseFacts
from rules.model.decision import Because, Outcome

GATE = "addressed_to_us"


def ask(facts: CaseFacts) -> Because:
    """Return HOLD where the account printed on the paper is none of the sender's."""
    if facts.statement is None or facts.counterparty is None or not facts.statement.account:
        return Because(GATE, Outcome.CONFIRM, "The paper names no account that could belong to somebody else.")
    printed = exact_form(facts.statement.account)
    own = {exact_form(account) for account in (*facts.counterparty.ledger_accounts(), facts.counterparty.code)}
    if printed in own or any(
        printed.endswith(account) or account.endswith(printed) for account in own if len(account) > 3
    ):
        return Because(GATE, Outcome.CONFIRM, "The account on the paper is the sender's.")
    if _mostly_matched(facts):
        # Their own number for us stands where an account is printed, as often as ours for them; the ledger decides.
        return Because(
            GATE, Outcome.CONFIRM, "The account on the paper is the sender's own number for us: the items are ours."
        )
    return Because(
        GATE, Outcome.HOLD, f"The paper names account {facts.statement.account}, which is not on file for the sender."
    )


def _mostly_matched(facts: CaseFacts) -> bool:
    found = facts.reconciliation
    if found is None or not found.line_amounts:
        return False
    covered = {line for match in found.matches for line in match.lines}
    return 2 * len(covered) > len(found.line_amounts)
