"""Does mail or paper speak of new bank details? That is how invoices are stolen: staff see it, nobody is answered by a machine.

Bank details that merely stand in a letter's footer are no change; words about a change, near words about the bank, are.
"""

from __future__ import annotations

import re

from parsers.look_alike_letters import as_read
from rules.model.case_facts import CaseFacts
from rules.model.decision import Because, Outcome

GATE = "bank_details_changed"

_BANK = re.compile(
    r"bank(?:ing)?(?:\s+account)?(?:\s+details?|\s+information|\s+data)?|(?<!your\s)account\s+(?:details|information)|our\s+account\s+(?:number|no\b)|remittance\s+(?:details?|account|information|advice\s+account)"
    r"|payment\s+(?:details?|instructions?|account)|beneficiary(?:\s+account)?|\biban\b|\bbic\b|swift(?:\s+code)?|sort\s+code|bankverbindung|kontoverbindung|kontonummer|\b(?:unser|neue[nrs]?|folgende[nrs]?)\s+konto\b"
    r"|coordonnées\s+bancaires|\brib\b|compte\s+bancaire|domiciliation"
    r"|银行账[号户]|银行帐[号户]|銀行賬[號戶]|銀行帳[號戶]|收款账[号户]|收款帐[号户]|收款[賬帳][號戶]|开户行|開戶行|开户银行|账号信息|银行信息|銀行資料|汇款信息|收款信息|收款银行|账户信息|对公账户",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\bnew\b|chang(?:ed|es?|é[es]?|ing)|updat(?:e|ed|es|ing)|revis(?:e|ed|ion)|replac(?:e|ed|es|ing)|amend(?:ed|ment)?|different|switched|moved|no\s+longer|old\s+account|henceforth|discontinued|closed\s+(?:our|the)|instead"
    r"|from\s+now\s+on|with\s+immediate\s+effect|going\s+forward|\bneue[nrs]?\b|geändert|änder(?:n|t|ung)|gewechselt|künftig|zukünftig|ab\s+sofort|nicht\s+mehr|nouveaux?|nouvelles?|modifi(?:é|er|cation)|changement|remplac|désormais|dorénavant"
    r"|变更|變更|更改|更换|更換|更新|修改|新的?(?:银行|銀行|账|帐|賬|帳|收款|开户)|改为|改為|启用新|停用|不再使用|作废|调整为|今后|以后请|即日起",
    re.IGNORECASE,
)
_ACCOUNT_ZH = re.compile(r"账号|帐号|賬號|帳號|账户|帐户|賬戶|帳戶")
_CHANGE_ZH = re.compile(
    r"变更|變更|更改|更换|更換|更新|修改|新的?(?:银行|銀行|账|帐|賬|帳|收款|开户)|改为|改為|启用新|停用|不再使用|作废|调整为"
)
_OUTRIGHT = (
    re.compile(r"\bnew\s+(?:account|a/c)\b(?!\s+(?:manager|executive|handler|team|statement))", re.IGNORECASE),
    re.compile(
        r"\b(?:pay|remit|transfer|wire)\w{0,20}[^.\n]{0,60}\b(?:new|different|another|following|below)\s+(?:bank\s+)?account",
        re.IGNORECASE,
    ),
    re.compile(r"\büberweis\w{0,10}[^.\n]{0,60}\b(?:neue|folgende|andere)[nrs]?\s+konto", re.IGNORECASE),
    re.compile(
        r"\b(?:régle[rz]|vire[rz]|virements?|paiements?)\b[^.\n]{0,60}\b(?:nouveau|autre)\s+compte\b", re.IGNORECASE
    ),
)
_SENTENCE = re.compile(r"\n\s*\n|[.!?。！？](?=\s|$)")
_FAR = 80
"""Characters between the two kinds of words. One sentence: a footer is not read together with the letter."""


def ask(facts: CaseFacts) -> Because:
    """Return HOLD where the mail's text, a file's name, a paper beside the statement, the statement's notes or a line speak of a
    change of bank details, or where a paper names an account that none of the sender's earlier papers named.
    """
    for name, text in _texts(facts):
        if speaks_of_a_change(text):
            return Because(
                GATE, Outcome.HOLD, f"The {name} speaks of changed bank details. Verify by telephone.", {"where": name}
            )
    if facts.new_bank_accounts:
        ends = ", ".join(f"…{account[-4:]}" for account in facts.new_bank_accounts)
        return Because(
            GATE,
            Outcome.HOLD,
            f"The mail names a bank account ({ends}) that none of the sender's earlier mails named. Verify by telephone.",
        )
    return Because(GATE, Outcome.CONFIRM, "Nothing speaks of a change of bank details.")


def speaks_of_a_change(text: str) -> bool:
    """Whether one sentence of a text has words of a bank account near words of a change."""
    plain = re.sub(r"[^\S\n]+", " ", as_read(text))
    if any(pattern.search(plain) for pattern in _OUTRIGHT):
        return True
    return any(
        _near(sentence, _BANK, _CHANGE) or _after(sentence, _CHANGE_ZH, _ACCOUNT_ZH)
        for sentence in _SENTENCE.split(plain)
    )


def _near(sentence: str, one: re.Pattern[str], other: re.Pattern[str]) -> bool:
    return _after(sentence, one, other) or _after(sentence, other, one)


def _after(sentence: str, first: re.Pattern[str], second: re.Pattern[str]) -> bool:
    """Whether a match of `second` begins at most `_FAR` characters behind one of `first`. One pass over each."""
    ends = [match.end() for match in first.finditer(sentence)]
    if not ends:
        return False
    starts = [match.start() for match in second.finditer(sentence)]
    at = 0
    for end in ends:
        while at < len(starts) and starts[at] < end:
            at += 1
        if at < len(starts) and starts[at] - end <= _FAR:
            return True
    return False


def _texts(facts: CaseFacts) -> list[tuple[str, str]]:
    texts = [("mail", facts.text_of_mail)]
    texts += [(f"file {name}", text) for name, text in facts.bank_notes]
    if facts.statement is not None:
        texts += [("paper", "\n".join(facts.statement.notes))]
        texts += [("paper", line.description) for line in facts.statement.lines if line.description]
    return texts
