"""Is something in dispute? What people argue about is answered by people."""

from __future__ import annotations

import re

from parsers.references import normal_form
from rules.model.case_facts import CaseFacts
from rules.model.decision import Because, Outcome
from rules.model.difference import Reason

GATE = "disputed"

_LAW = re.compile(
    r"\b(?:lawyers?|attorneys?|legal (?:action|proceedings|steps)|litigation|court (?:action|case|order|proceedings)|(?:to|in|before) court|"
    r"arbitration|rechtsanwalt|rechtsanwältin|avocat)\b|律师|律師|起诉|起訴|诉讼|訴訟|仲裁",
    re.IGNORECASE,
)
_QUARREL = re.compile(
    r"\b(?:dispute[sd]?|disputing|complaint|do(?:es)? not (?:accept|agree)|disagree[sd]?|"
    r"reject(?:ed|s)?|refus(?:e|es|ed)|incorrect(?:ly)?|einspruch|widerspruch|contest(?:e|ons|ed)|litige)\b"
    r"|争议|爭議|异议|異議|不认可|不認可|不同意|投诉|投訴",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.!?;:,](?=\s|$)|[。！？；，：]|\n\s*\n")
_SUPPOSED = re.compile(
    r"\b(?:if|should|unless|in case|in the event|whether|wenn|falls|sollten?|si|sauf)\b|如|若|倘|是否"
    r"|\b(?:no|not in|without|ohne|keinen?|sans|aucune?)\s+(?:\w+\s+)?$|(?:无|無|没有|沒有|未有)任?何?$",
    re.IGNORECASE,
)
"""Before a word of quarrel, in its clause, these make it a supposition or deny it: "if you disagree", "如有异议", "no dispute". Nearly
every covering letter offers to be told of objections."""


def ask(facts: CaseFacts) -> Because:
    """Return HOLD where a disputed document is concerned, also one that agrees, or the mail's words speak of a dispute."""
    found = facts.reconciliation
    if found is not None and any(difference.reason is Reason.DISPUTED for difference in found.differences):
        return Because(GATE, Outcome.HOLD, "A difference concerns a document that is marked as disputed.")
    number = _on_paper(facts)
    if number:
        return Because(GATE, Outcome.HOLD, f"{number} stands in it, which is marked as disputed.", {"number": number})
    word = _quarrel(facts.text_of_mail)
    if word:
        return Because(GATE, Outcome.HOLD, f"The mail speaks of a dispute (“{word}”).", {"word": word})
    return Because(GATE, Outcome.CONFIRM, "Nothing is in dispute.")


def _quarrel(text: str) -> str:
    """Return the word by which a mail speaks of a quarrel that is there, not of one that might come, or ""."""
    law = _LAW.search(text)
    if law is not None:
        return law.group()
    for clause in _CLAUSE.split(text):
        for word in _QUARREL.finditer(clause):
            if _SUPPOSED.search(clause[: word.start()]) is None:
                return word.group()
    return ""


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
