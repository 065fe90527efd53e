"""Does the paper belong to the sender who sent it? A statement that names another of our counterparties' accounts is not answered.

The sender's own names are its name, aliases and accounts. A paper may name us, or nobody; it may not name only strangers.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

from parsers.ledgers.counterparty import Counterparty
from rules.document_numbers import exact_form, number_form
from rules.model.case_facts import CaseFacts
from rules.model.decision import Because, Outcome

GATE = "addressed_to_us"

_LEGAL_FORM = re.compile(
    r"\b(?:limited|ltd|llc|llp|plc|inc|incorporated|corp|corporation|company|co|gmbh|mbh|ag|kg|ohg|ug|se|sa|sas|sarl|srl|spa|bv|nv|ab|oy|as|pte|pty|kk)\b"
    r"|股份有限公司|有限责任公司|有限責任公司|有限公司|株式会社"
)
_ALIKE = 0.8
_LONG_ENOUGH = 4  # characters of an account number that may stand at the end of a longer one


def ask(facts: CaseFacts) -> Because:
    """Return HOLD where account and names on the paper are none of the sender's, and no document number shows that the items are."""
    statement, counterparty = facts.statement, facts.counterparty
    if statement is None or counterparty is None:
        return Because(GATE, Outcome.CONFIRM, "No paper is there that could belong to somebody else.")
    if statement.account and _is_own(statement.account, counterparty):
        return Because(GATE, Outcome.CONFIRM, "The account on the paper is the sender's.")
    strange = _strange_name(facts)
    if strange and not _shares_a_number(facts):
        # Equal amounts alone prove nothing: two customers may pay the same rent on the same day.
        return Because(
            GATE,
            Outcome.HOLD,
            f"The paper names {strange}, which is not on file for the sender, and no document of ours.",
        )
    if not statement.account:
        return Because(GATE, Outcome.CONFIRM, "The paper names no account that could belong to somebody else.")
    if _mostly_matched(facts):
        # Their own number for us stands where an account is printed, as often as ours for them; the ledger decides.
        return Because(
            GATE, Outcome.CONFIRM, "The account on the paper is the sender's own number for us: the items are ours."
        )
    return Because(
        GATE, Outcome.HOLD, f"The paper names account {statement.account}, which is not on file for the sender."
    )


def _is_own(account: str, counterparty: Counterparty) -> bool:
    printed = exact_form(account)
    own = {exact_form(each) for each in (*counterparty.ledger_accounts(), counterparty.code)}
    return printed in own or any(
        printed.endswith(each) or each.endswith(printed) for each in own if min(len(each), len(printed)) >= _LONG_ENOUGH
    )


def _strange_name(facts: CaseFacts) -> str:
    """Return the name on the paper where none of its names is the sender's or ours; "" else, also where we do not know our own."""
    statement, counterparty = facts.statement, facts.counterparty
    names = [] if statement is None else [name for name in (statement.holder, statement.addressee) if name]
    if counterparty is None or not facts.our_names or not names:
        return ""
    known = [plain for name in (counterparty.name, *counterparty.aliases, *facts.our_names) if (plain := _plain(name))]
    return "" if any(_alike(_plain(name), each) for name in names for each in known) else names[0]


def names_one_of(name: str, names: tuple[str, ...]) -> bool:
    """Whether `name` is one of `names`, the legal form, marks and small slips aside."""
    return any(_alike(_plain(name), plain) for each in names if (plain := _plain(each)))


def _plain(name: str) -> str:
    lower = unicodedata.normalize("NFKC", name).casefold().replace(".", "")
    words = re.sub(r"[\W_]+", " ", _LEGAL_FORM.sub(" ", lower))
    return words.replace(" ", "")


def _alike(one: str, other: str) -> bool:
    shorter = min(one, other, key=len)
    if not shorter:
        return False
    return shorter in (one if shorter is other else other) or SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _shares_a_number(facts: CaseFacts) -> bool:
    """Whether a line that was matched names a document of ours by its number."""
    found = facts.reconciliation
    if found is None:
        return False
    numbers = {
        entry.id: {form for each in entry.references if (form := number_form(each))} for entry in found.ledger.entries
    }
    for match in found.matches:
        theirs = {number_form(each) for line in match.lines for each in found.statement.lines[line].references}
        if theirs & set().union(*(numbers.get(entry, set()) for entry in match.entries)):
            return True
    return False


def _mostly_matched(facts: CaseFacts) -> bool:
    found = facts.reconciliation
    if found is None or not found.line_amounts:
        return False
    covered = {line for match in found.matches for line in match.lines}
    return 2 * len(covered) > len(found.line_amounts)
