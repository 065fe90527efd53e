"""Is something in dispute? What people argue about is answered by people."""

from __future__ import annotations

import re

from parsers.references import normal_form
from rules.model.case_facts import CaseFacts
from rules.model.decision import Because, Outcome
from rules.model.difference import Reason

GATE = "disputed"

_WORDS = re.compile(
    r"\b(?:dispute[sd]?|disputing|complaint|lawyer|attorney|legal action|litigation|court|arbitration|do(?:es)? not (?:accept|agree)|disagree[sd]?|"
    r"reject(?:ed|s)?|refus(?:e|es|ed)|incorrect(?:ly)?|einspruch|widerspruch|rechtsanwalt|contest(?:e|ons|ed)|litige)\b"
    r"|争议|爭議|有异议|有異議|不认可|不認可|不同意|投诉|投訴|律师|律師|起诉|起訴|诉讼|訴訟|仲裁",
    re.IGNORECASE,
)


def ask(facts: CaseFacts) -> Because:
    """Return HOLD where a disputed document is concerned, also one that agrees, or the mail's words speak of a dispute."""
    found = facts.reconciliation
    if found is not None and any(difference.reason is Reason.DISPUTED for difference in found.differences):
        return Because(GATE, Outcome.HOLD, "A difference concerns a document that is marked as disputed.")
    number = _on_paper(facts)
    if number:
        return Because(GATE, Outcome.HOLD, f"{number} stands in it, which is marked as disputed.", {"number": number})
    word = _WORDS.search(facts.text_of_mail)
    if word is not None:
        return Because(GATE, Outcome.HOLD, f"The mail speaks of a dispute (“{word.group()}”).", {"word": word.group()})
    return Because(GATE, Outcome.CONFIRM, "Nothing is in dispute.")


def _on_paper(facts: CaseFacts) -> str:
    """Return a number that staff marked as disputed and that stands on the statement or in what it was laid against."""
    disputed = (
        {normal_form(number) for number in facts.counterparty.disputed} if facts.counterparty is not None else set()
    )
    if not disputed:
        return ""
    lines = facts.statement.lines if facts.statement is not None else ()
    entries = facts.reconciliation.ledger.entries if facts.reconciliation is not None else ()
    numbers = (*(line.references for line in lines), *(entry.references for entry in entries))
    return next((number for some in numbers for number in some if normal_form(number) in disputed), "")
