"""Did an answer to a paper of ours come? What was ticked, signed or written on it is for a person to read: it is no statement of theirs.

Our own letters and workbooks are known by their words. A confirmation form that comes ticked is an answer already, and a slip that goes to us
was ours to begin with, also where the accounting system had printed it.
"""

from __future__ import annotations

from parsers.statements.confirmation_forms import form_in
from rules.gates.addressed_to_us import names_one_of
from rules.model.case_facts import CaseFacts
from rules.model.decision import Because, Outcome

GATE = "own_paper_returned"


def ask(facts: CaseFacts) -> Because:
    """Return HOLD where a file of the mail, or the mail itself, is such an answer."""
    in_mail = form_in(facts.text_of_mail.splitlines())
    found = [(f"file {name}", form) for name, form in facts.forms]
    for name, form in [*found, *([("mail", in_mail)] if in_mail is not None else [])]:
        if form.ours and name != "mail":  # a mail may well quote us
            why = "is a paper of ours that came back"
        elif form.ticked:
            why = f"holds a form that is ticked already (“{form.agrees if form.ticked == 'agrees' else form.differs}”)"
        elif form.to and names_one_of(form.to, facts.our_names):
            why = "holds a slip that goes to us"
        else:
            continue
        text = f"The {name} {why}: read what was ticked, signed or written on it."
        return Because(GATE, Outcome.HOLD, text, {"where": name})
    return Because(GATE, Outcome.CONFIRM, "None of our own papers came back.")
