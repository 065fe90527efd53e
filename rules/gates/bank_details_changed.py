"""Does mail or paper speak of new bank details? That is how invoices are stolen: staff see it, nobody is answered by a machine.

Bank details that merely stand in a letter's footer are no change; words about a change, near words about the bank, are.
"""

from __future__ import annotations

import re

from rules.model.case_facts import CaseFacts
from rules.model.decision import Because, Outcome

GATE = "bank_details_changed"

_BANK = (
    r"(?:bank(?:ing)?(?:\s+account)?(?:\s+details?|\s+information|\s+data)?|(?<!your\s)account\s+(?:details|information)|our\s+account\s+(?:number|no\b)|remittance\s+(?:details?|account|information|advice\s+account)"
    r"|payment\s+(?:details?|instructions?|account)|beneficiary(?:\s+account)?|\biban\b|swift(?:\s+code)?|bankverbindung|kontoverbindung|coordonnées\s+bancaires|\brib\b)"
)
_CHANGE = (
    r"(?:\bnew\b|chang(?:e|ed|es|ing)|updat(?:e|ed|es|ing)|revis(?:e|ed|ion)|replac(?:e|ed|es|ing)|amend(?:ed|ment)?|different|switched|moved|no\s+longer|old\s+account|henceforth"
    r"|neue[nrs]?\b|geändert|änderung|nouveau|nouvelles?|modifié|changement)"
)
_BANK_ZH = r"(?:银行账[号户]|银行帐[号户]|銀行賬[號戶]|銀行帳[號戶]|收款账[号户]|收款帐[号户]|收款[賬帳][號戶]|开户行|開戶行|开户银行|账号信息|银行信息|銀行資料|汇款信息|收款信息|收款银行|账户信息|对公账户)"
_CHANGE_ZH = r"(?:变更|變更|更改|更换|更換|更新|修改|新的?(?:银行|銀行|账|帐|賬|帳|收款|开户)|改为|改為|启用新|停用|不再使用|作废|调整为)"
_BETWEEN = r"(?:(?!\n\s*\n|[.!?。！？](?:\s|$)).){0,80}?"  # one sentence: a footer is not read together with the letter

_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE | re.DOTALL)
    for pattern in (
        rf"{_BANK}{_BETWEEN}{_CHANGE}",
        rf"{_CHANGE}{_BETWEEN}{_BANK}",
        rf"{_BANK_ZH}{_BETWEEN}{_CHANGE_ZH}",
        rf"{_CHANGE_ZH}{_BETWEEN}(?:{_BANK_ZH}|账号|帐号|賬號|帳號|账户|帐户|賬戶|帳戶)",
        r"\bnew\s+(?:account|a/c)\b(?!\s+(?:manager|executive|handler|team|statement))",
        r"(?:pay|remit|transfer|wire)\w*[^.\n]{0,60}\b(?:new|different|another|following|below)\s+(?:bank\s+)?account",
    )
)


def ask(facts: CaseFacts) -> Because:
    """Return HOLD where the mail's text, the paper's notes or a line speak of a change of bank details."""
    for name, text in _texts(facts):
        plain = re.sub(r"[^\S\n]+", " ", text)
        if any(pattern.search(plain) for pattern in _PATTERNS):
            return Because(
                GATE, Outcome.HOLD, f"The {name} speaks of changed bank details. Verify by telephone.", {"where": name}
            )
    return Because(GATE, Outcome.CONFIRM, "Nothing speaks of a change of bank details.")


def _texts(facts: CaseFacts) -> list[tuple[str, str]]:
    texts = [("mail", facts.text_of_mail)]
    if facts.statement is not None:
        texts += [("paper", "\n".join(facts.statement.notes))]
        texts += [("paper", line.description) for line in facts.statement.lines if line.description]
    return texts
