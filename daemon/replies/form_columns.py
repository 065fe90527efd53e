"""The columns in which a form wants to be told what differs: those it prints, each known by its heading, else our own.

On their paper "our amount" is theirs, and "your amount" ours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from daemon.replies.language import Language
from daemon.replies.safe_text import unlinked
from parsers.statements.statement import ConfirmationForm


class Told(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    DATE = "date"
    REFERENCE = "reference"
    THEIRS = "theirs"
    OURS = "ours"
    DIFFERENCE = "difference"
    REASON = "reason"
    NOTHING = "nothing"  # a heading that we have no answer to; the column stays empty


@dataclass(frozen=True, slots=True)
class FormColumn:
    heading: str
    told: Told
    printed: bool = False  # as their form has it


_HEADINGS = (
    (Told.NUMBER, r"^(?:序号|序號|编号|項次|no\.?|nr\.?|#|item\s*no\.?)$"),
    (
        Told.REASON,
        r"原因|说明|說明|备注|備註|reason|remark|comment|explanation|grund|erläuterung|bemerkung|(?:具体|具體)?内容|內容",
    ),
    (Told.DIFFERENCE, r"差异|差異|差额|差額|不符金额|不符金額|differen|abweichung"),
    (Told.OURS, r"[贵貴你]|\byour\b|\bihr"),
    (Told.THEIRS, r"我|本公司|本方|本单位|本單位|\bour\b|\bunser"),
    (Told.DATE, r"日期|时间|時間|\bdate\b|\bdatum\b"),
    (
        Told.REFERENCE,
        r"单据|單據|凭证|憑證|发票|發票|单号|單號|号码|號碼|编号|編號|项目|項目|reference|document|invoice|beleg|rechnung|\bitem",
    ),
    (Told.DIFFERENCE, r"金额|金額|amount|betrag"),
)
_AMOUNTS = frozenset({Told.OURS, Told.THEIRS, Told.DIFFERENCE})
_SHARES = {Told.NUMBER: 0.8, Told.DATE: 2.1, Told.REFERENCE: 2.6, Told.REASON: 3.2}


def form_columns(form: ConfirmationForm, words: Language) -> tuple[FormColumn, ...]:
    """Return the form's own columns where they can name an item and tell an amount or a reason, else those of our words."""
    printed = tuple(FormColumn(unlinked(heading, 24), _told(heading), printed=True) for heading in form.columns)
    held = [column.told for column in printed if column.told is not Told.NOTHING]
    names = {Told.REFERENCE, Told.DATE} & set(held)
    if names and (_AMOUNTS & set(held)) and len(held) == len(set(held)):
        return printed
    ours = {
        Told.NUMBER: "workbook.number",
        Told.DATE: "workbook.date",
        Told.REFERENCE: "workbook.reference",
        Told.THEIRS: "form.their_amount",
        Told.OURS: "form.our_amount",
        Told.DIFFERENCE: "workbook.difference",
        Told.REASON: "workbook.reason",
    }
    return tuple(FormColumn(words.say(key), holds) for holds, key in ours.items())


def share(column: FormColumn) -> float:
    """Return the column's part of the width."""
    return _SHARES.get(column.told, 2.2)


def is_amount(column: FormColumn) -> bool:
    return column.told in _AMOUNTS


def _told(heading: str) -> Told:
    return next((holds for holds, words in _HEADINGS if re.search(words, heading, re.IGNORECASE)), Told.NOTHING)
