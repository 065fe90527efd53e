"""Does an auditor ask? A confirmation for an audit (询证函) binds us towards a third party: it is signed by people and sent to the auditor."""

from __future__ import annotations

from parsers.statements.confirmation_forms import form_in
from rules.model.case_facts import CaseFacts
from rules.model.decision import Because, Outcome

GATE = "audit_confirmation"


def ask(facts: CaseFacts) -> Because:
    """Return HOLD where a file of the mail, its name, the mail's words or the statement speak of an auditor's confirmation."""
    for where, words in _auditors(facts):
        return Because(
            GATE,
            Outcome.HOLD,
            f"The {where} speaks of an audit confirmation (“{words}”). It is answered by people, to the auditor.",
            {"where": where, "word": words},
        )
    return Because(GATE, Outcome.CONFIRM, "No auditor asks for a confirmation.")


def _auditors(facts: CaseFacts) -> list[tuple[str, str]]:
    found = [(f"file {name}", form.auditor) for name, form in facts.forms if form.auditor]
    mail = form_in(facts.text_of_mail.splitlines())
    if mail is not None and mail.auditor:
        found.append(("mail", mail.auditor))
    statement = facts.statement
    if statement is not None:
        lines = [*statement.notes, *(line.description for line in statement.lines)]
        paper = form_in(lines)
        found += [("statement", paper.auditor)] if paper is not None and paper.auditor else []
    return found
