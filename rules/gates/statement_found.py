"""Does the mail hold a statement? If not: a newsletter is ignored; who sent a file that cannot be opened, or none, is asked for
another; all else is held.
"""

from __future__ import annotations

import re

from parsers.document import Problem
from rules.model.case_facts import CaseFacts
from rules.model.decision import Because, Outcome

GATE = "statement_found"
ASKED_FOR = (
    "locked",
    "image_only",
    "broken_file",
    "damaged_attachment",
    "broken_archive",
    "empty",
    "unsupported",
    "unsupported_archive",
)
"""The problems that the sender can mend by sending another file."""
OURS = "ocr_not_installed"
"""The problem that only the operator can mend: the sender's picture may be as good as any."""

_ENCLOSED = re.compile(
    r"find\b[^.?!\n]{0,60}\b(?:attach|enclos)|\b(?:see|is|are|am|have|i|we|and)\s+(?:attach(?:ed|ing)?|enclos(?:e|ed|ing))\b|\b(?:attached|enclosed)\s+(?:please|is|are|you|herewith|our|the|my)\b"
    r"|\banbei\b|im\s+anhang|in\s+der\s+anlage|beigefügt|beiliegend|ci-joint|en\s+pièce\s+jointe"
    r"|[见見]附|附(?:件(?:为|為|是|中|里|裡|如下)|上|檔)|[随隨](?:信|函|邮件)?附|[请請]查收",
    re.IGNORECASE,
)
"""Words that say outright: a file is with this mail."""

_MATTER = re.compile(
    r"statement|reconcil|\bsoa\b|account\s+balance|balance\s+confirm|outstanding\s+balance|open\s+items"
    r"|kontoauszug|sald(?:o|en)|abstimmung|offenen?\s+posten|op-liste|relevé|extrait\s+de\s+compte"
    r"|对账|對賬|對帳|对帐|余额|餘額|往来|往來|询证|詢證|结算单|結算單",
    re.IGNORECASE,
)
"""Words of what we are here for. Who sends an order or a photograph is not asked for a statement."""

_WANTS = re.compile(
    r"[?？]|\b(?:please|kindly|pls|to)\s+(?:re-?send|send|provide|forward|share|supply|issue|e-?mail|let\s+(?:us|me)\s+have)\b|\b(?:could|can|would|will)\s+you\b"
    r"|\brequest(?:s|ed|ing)?\b|\brequire|\b(?:we|i)\s+need\b|\b(?:we|i)\s+(?:have\s+)?(?:paid|received|got)\b|\bthank(?:s|\s+you)\s+for\s+(?:your|the)\b"
    r"|\bbitte\b[^.\n]{0,60}\b(?:senden|schicken|zusenden|übersenden|mailen)\b|benötigen|anfrage|\bveuillez\s+(?:nous\s+)?(?:envoyer|transmettre)|merci\s+de\s+(?:nous\s+)?(?:envoyer|transmettre)|pourriez"
    r"|[请請麻][烦煩]?[^。，\n]{0,8}(?:发|發|提供|寄|[传傳])|能否|可否|请问|請問|需要|索取|收到",
    re.IGNORECASE,
)
"""Words of somebody who wants our statement, or speaks of one that came or of a payment: that is for a person."""


def ask(facts: CaseFacts) -> Because:
    """Return CONFIRM where a statement was found, else IGNORE, ASK or HOLD as above."""
    if facts.statement is not None:
        return Because(GATE, Outcome.CONFIRM, "A statement was found.")
    ours = next((problem for problem in facts.problems if problem.code == OURS), None)
    if ours is not None:
        return Because(GATE, Outcome.HOLD, f"No statement could be read: {ours.message}", {"problem": OURS})
    mendable = next((problem for problem in facts.problems if problem.code in ASKED_FOR), None)
    if mendable is not None and _MATTER.search(facts.text_of_mail):
        return _asked(mendable)
    if facts.looks_like == "newsletter" and not facts.sender_on_file:
        return Because(GATE, Outcome.IGNORE, "The mail holds no statement and looks like a newsletter.")
    if facts.problems:
        return Because(
            GATE,
            Outcome.HOLD,
            f"No statement was found: {facts.problems[0].message}",
            {"problem": facts.problems[0].code},
        )
    if not facts.documents and (facts.answers_case or facts.in_thread):
        # In a conversation people answer people. What is quoted would be taken for the sender's own promise.
        answers = f"our reply of case {facts.answers_case}" if facts.answers_case else "another mail"
        return Because(GATE, Outcome.HOLD, f"The mail answers {answers} and brings no statement.")
    if not facts.documents and facts.looks_like is None and _promised(facts.text_of_mail):
        return Because(
            GATE, Outcome.ASK, "The mail speaks of a statement and has none attached.", {"ask": "no_attachment"}
        )
    looks = f"; it looks like a {facts.looks_like.replace('_', ' ')}" if facts.looks_like else ""
    return Because(GATE, Outcome.HOLD, f"The mail holds no statement{looks}.", {"looks_like": facts.looks_like or ""})


def _promised(text: str) -> bool:
    """Whether the mail was meant to bring a statement, rather than to ask for one or to talk about one."""
    return bool(_MATTER.search(text) and (_ENCLOSED.search(text) or not _WANTS.search(text)))


def _asked(problem: Problem) -> Because:
    facts = {"ask": problem.code}
    if "file" in problem.facts:
        facts["file"] = problem.facts["file"]
    return Because(GATE, Outcome.ASK, f"No statement could be read: {problem.message}", facts)
