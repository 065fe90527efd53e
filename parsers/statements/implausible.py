"""What sums cannot see: figures that add up and are not what the paper means. Each finding keeps a statement from being believed.

Arithmetic holds in thousands as in units, with a due date in the place of a date, and with a payment added where it should be
subtracted. The words around the figures tell.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from parsers.dates import DateOrder, read_date
from parsers.document import Problem
from parsers.headings import Heading
from parsers.readers.heading_sense import DATES
from parsers.statements.columns import Column
from parsers.statements.plans import Plan
from parsers.statements.sections import Section
from parsers.statements.seen_row import SeenRow
from parsers.statements.statement import LineKind, Statement, StatementLine
from parsers.statements.surroundings import Facts

_SCALED = re.compile(
    r"(?i)(?:单位|單位|金额|金額|余额|餘額|方)\s*[:：(（]?\s*(?:人民币|人民幣|rmb|cny|usd|美元)?\s*(?:百?[万萬千]元|百?[万萬千](?=[)）\s]|$))"
    r"|[(（]\s*(?:人民币|rmb|usd|us\$|hk\$|eur|[$€£¥])?\s*(?:百?[万萬千]元|['’]000s?|000s)\s*[)）]"
    r"|\b(?:amounts?|figures?|values?|all|stated|shown|expressed)\b[^.\d]{0,30}\bin\s+(?:[a-z$€£]{1,3}\s*)?(?:thousands?|millions?|['’]?000s?)\b"
    r"|\bin\s+(?:thousands?|millions?)\s+of\b|\bin\s+(?:tausend|tsd|t€|teur|mio)\b|\ben\s+(?:milliers|millions)\b"
)
_HEAD = re.compile(r"^[\u3400-\u9fff]+")
_TAIL = re.compile(r"(?<=\d)[\u3400-\u9fff]+$")
_AGAINST = frozenset({LineKind.PAYMENT, LineKind.CREDIT_NOTE})


def implausible(
    statement: Statement, section: Section, plan: Plan, lines: Sequence[SeenRow], around: Sequence[Facts]
) -> list[Problem]:
    """Return what speaks against the reading although its sums may hold. `lines` are the rows behind its lines, `around` what is told beside."""
    found: list[Problem] = []
    scaled = _scaled([*(spot.text for spot in section.spots), *(column.text for column in section.columns)])
    if scaled:
        found.append(
            Problem(
                code="scaled_figures", message=f'Its figures are not in units: "{scaled[:60]}".', facts={"said": scaled}
            )
        )
    last = max((day for facts in around for day in _ends(facts) if day is not None), default=None)
    late = next((line for line in statement.lines if last and line.date and line.date > last), None)
    if late is not None:
        message = f"A line is dated {late.date}, and the statement ends on {last}: its dates may be others."
        found.append(Problem(code="date_after_end", message=message, place=late.place))
    for column in section.columns:
        if column.heading in DATES and _holds_no_dates(column, lines):
            message = f'Under "{column.text}" stand no dates: something else was not read.'
            found.append(Problem(code="columns_open", message=message, place=lines[0].place))
    found.extend(_strange_numbers(statement.lines))
    typed = any(column.heading is Heading.KIND for column in section.columns)
    if typed and plan.amount is not None and plan.balance is None and _added_alike(statement.lines):
        message = "Payments and invoices stand in one column without a sign, and its total adds them."
        found.append(Problem(code="sign_open", message=message, place=statement.lines[0].place))
    return found


def _strange_numbers(lines: Sequence[StatementLine]) -> list[Problem]:
    """Tell of numbers with Chinese letters before or behind that no other line's have: a seal or a neighbour's text may stand in them."""
    numbers = [(line, line.references[0]) for line in lines if line.references]
    heads = Counter(_found(_HEAD, number) for _, number in numbers)
    tails = Counter(_found(_TAIL, number) for _, number in numbers)
    found = []
    for line, number in numbers:
        head, tail = _found(_HEAD, number), _found(_TAIL, number)
        pressed = any(head != other and other and head.endswith(other) and count > 1 for other, count in heads.items())
        if (pressed and heads[head] == 1) or (tail and tails[tail] == 1 and len(numbers) > 2):
            message = f'"{number}" is unlike the other numbers: something else may stand in it.'
            found.append(Problem(code="reference_doubted", message=message, place=line.place))
    return found


def _found(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found.group() if found else ""


def _scaled(texts: Iterable[str]) -> str:
    return next((text.strip() for text in texts if len(text) < 120 and _SCALED.search(text)), "")


def _ends(facts: Facts) -> tuple[dt.date | None, dt.date | None]:
    return facts.date, facts.period.end if facts.period is not None else None


def _holds_no_dates(column: Column, lines: Sequence[SeenRow]) -> bool:
    """Whether most texts of a column of dates are none: document numbers under a heading that was torn apart."""
    texts = [" ".join(row.texts.get(column.index, [])) for row in lines]
    texts = [text for text in texts if any(char.isdigit() for char in text)]
    return len(texts) > 1 and 2 * sum(_is_date(text) for text in texts) < len(texts)


def _is_date(text: str) -> bool:
    """Whether a text is a date, perhaps behind a row number or before a word, or a day's number as spreadsheets count them."""
    bare = re.sub(r"^\d{1,4}\s+(?=\d)|(?<=\d)\s+[A-Za-z]+$", "", text)
    return re.fullmatch(r"[34]\d{4}(?:\.0)?", text) is not None or any(
        read_date(part, order, year=2000) is not None
        for order in (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST)
        for part in (text, bare)
    )


def _added_alike(lines: Sequence[StatementLine]) -> bool:
    """Whether no amount bears a sign though some lines raise and others lower what is owed."""
    kinds = {line.kind for line in lines if line.amount}
    return (
        LineKind.INVOICE in kinds
        and bool(kinds & _AGAINST)
        and len({line.amount > 0 for line in lines if line.amount}) == 1
    )
