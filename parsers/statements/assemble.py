"""Tables become statements: each section read in every way that its headings allow, the printed arithmetic choosing the best."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from parsers.currencies import currency_code
from parsers.dates import DateOrder, read_date
from parsers.document import Place, Problem
from parsers.headings import Heading, language_of
from parsers.money import Mark
from parsers.references import normal_form, references_in
from parsers.statements.columns import DATES, Column, by_content, indices
from parsers.statements.draft import ZERO, Side
from parsers.statements.facts import Facts, facts_of
from parsers.statements.interpret import Reading as Draw
from parsers.statements.interpret import invoices_in_credit, readings_of
from parsers.statements.kinds import kind_of
from parsers.statements.labels import Label
from parsers.statements.proof import final_balance, prove
from parsers.statements.repair import repaired
from parsers.statements.rows import RowKind, SeenRow, dates_of, decimal_mark_for, order_for, seen_rows, suspicions
from parsers.statements.sections import Section, Spot, sections_of
from parsers.statements.statement import Figure, Form, Outcome, Period, Proof, Statement, StatementLine, Total, Verdict
from parsers.statements.words_of_statement import statement_like
from parsers.table import Reading

RANK = {Verdict.PROVEN: 0, Verdict.CONSISTENT: 1, Verdict.UNPROVEN: 2, Verdict.BROKEN: 3}


@dataclass(frozen=True, slots=True)
class Assembled:
    """What one reading of a document gives. `rows_left` counts table rows with amounts that became no statement."""

    statements: tuple[Statement, ...]
    problems: tuple[Problem, ...]


def statements_of(reading: Reading, document: str) -> Assembled:
    """Return the statements of a document as one reader saw it, each with its proof."""
    sections, leading = sections_of(reading)
    texts = [spot.text for spot in leading] + [spot.text for section in sections for spot in section.spots]
    statements: list[Statement] = []
    problems: list[Problem] = []
    pages = max((table.page or 0 for table in reading.tables), default=0)
    first_spots = leading + (sections[0].spots if sections else [])
    for section in sections:
        section.columns = by_content(section.columns, section.rows)
        if not statement_like(section, texts):
            continue
        for part in _by_currency(section):
            made = _statement(part, first_spots, document, reading.reader, pages, single=len(sections) == 1)
            if made is not None:
                statements.append(made[0])
                problems.extend(made[1])
    return Assembled(tuple(_without_empty(statements)), tuple(problems))


def _without_empty(statements: list[Statement]) -> list[Statement]:
    """A remittance slip under a statement looks like a section of its own; without lines it says nothing new."""
    full = [statement for statement in statements if statement.lines]
    if full:
        return full
    return [statement for statement in statements if statement.opening is not None or statement.closing is not None][:1]


def _by_currency(section: Section) -> list[Section]:
    """Split a section whose currency column names several currencies (law 1)."""
    column = next(iter(indices(section.columns, Heading.CURRENCY)), None)
    if column is None:
        return [section]
    named: list[str] = []
    for row in section.rows:
        text = row.cells[column].text.strip().upper()
        if text and text not in named:
            named.append(text)
    if len(named) < 2 or len(named) > 8 or not all(currency_code(name) for name in named):
        return [section]
    parts = []
    for name in named:
        kept = [i for i, row in enumerate(section.rows) if row.cells[column].text.strip().upper() == name]
        parts.append(
            Section(
                section.columns,
                [section.rows[i] for i in kept],
                [section.parts[i] for i in kept],
                [],
                section.spots,
                section.sheet,
            )
        )
    return parts


def _statement(
    section: Section, first_spots: list[Spot], document: str, reader: str, pages: int, *, single: bool
) -> tuple[Statement, list[Problem]] | None:
    columns = section.columns
    mark = decimal_mark_for(section, (spot.text for spot in section.spots))
    problems: list[Problem] = []
    own = facts_of(section.spots, None, mark)
    shared = own if single or section.spots is first_spots else facts_of(first_spots, None, mark)
    rows = seen_rows(section, mark)
    order, open_order = _order(rows, columns, own, shared)
    if order is not None:
        # the table's own dates decide how those in the text around it are to be read
        own = facts_of(section.spots, order, mark)
        shared = own if single or section.spots is first_spots else facts_of(first_spots, order, mark)
    doubts: list[str] = []
    if open_order:
        doubts.append("the order of day and month is open")
        problems.append(
            Problem(
                code="date_order_open",
                message=f"Whether its dates put the day or the month first cannot be told; {order} was assumed.",
                place=rows[0].place if rows else None,
            )
        )
    incomplete = ""
    told = shared.pages_told
    if told is not None and pages and told[1] > max(told[0], pages):
        incomplete = f"the paper counts {told[1]} pages, the file has {max(told[0], pages)}"
        problems.append(Problem(code="pages_missing", message=f"A part is missing: {incomplete}."))
    labels = [row for row in rows if row.kind is RowKind.LABEL]
    if labels and labels[-1].label is Label.NEXT_PAGE and labels[-1] is rows[-1]:
        incomplete = incomplete or "the last page ends with a carry to a next page"
        problems.append(
            Problem(code="pages_missing", message=f"A part is missing: {incomplete}.", place=labels[-1].place)
        )
    best: tuple[tuple[int, int, int, int], Draw, Proof] | None = None
    variants = [rows]
    if any(row.hidden for row in rows):
        variants.append([row for row in rows if not row.hidden])
    variants.extend(suspicions(rows, columns))
    proven: list[Draw] = []
    dated = _dates(rows, columns, order, own, shared)
    days = [day for row, day in zip(rows, dated, strict=True) if day is not None and row.kind is RowKind.LINE]
    descending = len(days) > 1 and days[0] > days[-1]
    for number, variant in enumerate(variants):
        for draw in readings_of(
            columns, variant, own, descending=descending, doubts=tuple(doubts), incomplete=incomplete
        ):
            draft, repairs = repaired(draw.draft)
            draw = replace(draw, draft=draft) if repairs else draw
            proof = prove(draft, repairs)
            if proof.verdict is Verdict.PROVEN:
                proven.append(draw)
            if draw.plan.bold and RANK[proof.verdict] > RANK[Verdict.CONSISTENT]:
                continue
            score = (
                RANK[proof.verdict],
                sum(check.outcome is Outcome.FAILS for check in proof.checks),
                -len([line for line in draft.lines if line.amount is not None])
                if proof.verdict is Verdict.BROKEN
                else len(draft.unread),
                -sum(check.outcome is Outcome.HOLDS for check in proof.checks) + number,
            )
            if best is None or score < best[0]:
                best = (score, draw, proof)
    if best is None:
        return None
    draw, proof = best[1], best[2]
    if proof.verdict is Verdict.PROVEN:
        for doubt, problem in _rivals(draw, proven, columns, rows):
            doubts.append(doubt)
            problems.append(problem)
        if doubts:
            proof = prove(replace(draw.draft, doubts=tuple(doubts)), proof.repairs)
    statement = _made(section, draw, proof, rows, dated, own, shared, document, reader)
    for index, line in enumerate(statement.lines):
        if line.date is None:
            problems.append(
                Problem(
                    code="date_unread", message=f"The date of line {index + 1} could not be read.", place=line.place
                )
            )
    for row in rows:
        for text in row.unreadable.values():
            if row.kind is RowKind.LINE:
                problems.append(
                    Problem(code="amount_unread", message=f'"{text}" could not be read as an amount.', place=row.place)
                )
    if any(line.date is None for line in statement.lines) and RANK[proof.verdict] < RANK[Verdict.UNPROVEN]:
        # the sums hold, but what the lines say is not known: nothing may be answered on this by itself
        statement = statement.proven_by(Proof(Verdict.UNPROVEN, proof.checks, proof.repairs))
    return statement, problems


def _rivals(
    draw: Draw, proven: Sequence[Draw], columns: tuple[Column, ...], rows: Sequence[SeenRow]
) -> list[tuple[str, Problem]]:
    """Return what is open where another reading of the same rows proves as well."""
    place = rows[0].place if rows else None
    amounts = [line.amount for line in draw.draft.lines]
    found: dict[str, Problem] = {}
    for other in proven:
        if not _differs(other, draw):
            continue
        mirrored = [None if line.amount is None else -line.amount for line in other.draft.lines] == amounts
        if mirrored and other.plan == draw.plan:
            if abs(invoices_in_credit(draw.lines, draw.plan, columns)) < 2:
                found["the sign of its amounts is open"] = Problem(
                    code="sign_open",
                    message="Whether debits or credits raise its balance cannot be told from the paper.",
                    place=place,
                )
        else:
            found["two readings of its columns prove and differ"] = Problem(
                code="columns_open", message="Two pairs of amount columns both add up; the first was taken.", place=place
            )
    return list(found.items())


def _differs(one: Draw, other: Draw) -> bool:
    return [line.amount for line in one.draft.lines] != [line.amount for line in other.draft.lines]


def _order(
    rows: Sequence[SeenRow], columns: tuple[Column, ...], own: Facts, shared: Facts
) -> tuple[DateOrder | None, bool]:
    """Return the order of day and month, and whether it had to be assumed."""
    texts = [row.date_text for row in rows if row.date_text]
    due = [
        text
        for row in rows
        for index in indices(columns, Heading.DUE_DATE, Heading.DOCUMENT_DATE)
        for text in row.texts.get(index, [])
    ]
    period = own.period or shared.period
    span = _span(period, own.date or shared.date)
    order = order_for([texts, due], [*own.date_texts, *shared.date_texts], span)
    if order is not None:
        return order, False
    ambiguous = [
        text
        for text in (*texts, *due)
        if read_date(text, DateOrder.DAY_FIRST) != read_date(text, DateOrder.MONTH_FIRST)
    ]
    if not ambiguous:
        return None, False
    return (DateOrder.MONTH_FIRST if (own.currency or shared.currency) == "USD" else DateOrder.DAY_FIRST), True


def _span(period: Period | None, date: dt.date | None) -> tuple[dt.date, dt.date] | None:
    if period is not None and period.start is not None and period.end is not None:
        return period.start, period.end
    if date is not None:
        return dt.date(date.year - 3, 1, 1) if date.month < 3 else date.replace(year=date.year - 3, day=1), date
    return None


def _dates(
    rows: Sequence[SeenRow], columns: tuple[Column, ...], order: DateOrder | None, own: Facts, shared: Facts
) -> list[dt.date | None]:
    """Return each row's date; one printed only on a day's first row counts for the rows below it."""
    period = own.period or shared.period
    statement_date = own.date or shared.date
    span = (period.start, period.end) if period is not None and period.start and period.end else None
    if span is None and statement_date is not None:
        span = (dt.date(statement_date.year - 1, statement_date.month, 1), statement_date)
    year, month, day = (next(iter(indices(columns, part)), None) for part in (Heading.YEAR, Heading.MONTH, Heading.DAY))
    texts = [row.date_text for row in rows]
    if month is not None and day is not None and not any(texts):
        texts = _parted_dates(rows, year, month, day, span)
    found = dates_of(texts, order, span)
    last: dt.date | None = None
    result: list[dt.date | None] = []
    for row, text, date in zip(rows, texts, found, strict=True):
        if date is not None:
            last = date
        elif text and row.kind is RowKind.LINE:
            last = None if date is None else last
        result.append(date if date is not None else last if not text and row.kind is RowKind.LINE else None)
    return result


def _parted_dates(
    rows: Sequence[SeenRow], year: int | None, month: int, day: int, span: tuple[dt.date, dt.date] | None
) -> list[str]:
    """Join the columns 年 月 日; each may be printed only where it changes."""
    texts: list[str] = []
    last = ["", "", ""]
    for row in rows:
        parts = [" ".join(row.texts.get(index, [])) if index is not None else "" for index in (year, month, day)]
        for place, part in enumerate(parts):
            if part.strip(" 年月日").isdigit():
                last[place] = part.strip(" 年月日")
        if last[1] and last[2]:
            texts.append(f"{last[0]}-{last[1]:>02}-{last[2]:>02}" if last[0] else f"{last[1]}月{last[2]}日")
        else:
            texts.append("")
    return texts


def _made(
    section: Section,
    draw: Draw,
    proof: Proof,
    rows: Sequence[SeenRow],
    dated: Sequence[dt.date | None],
    own: Facts,
    shared: Facts,
    document: str,
    reader: str,
) -> Statement:
    columns = section.columns
    day_of = {id(row): date for row, date in zip(rows, dated, strict=True)}
    draft = draw.draft
    due_texts = [
        " ".join(t for i in indices(columns, Heading.DUE_DATE) for t in row.texts.get(i, [])) for row in draw.lines
    ]
    order, _ = _order(rows, columns, own, shared)
    dues = [read_date(text, order) if text else None for text in due_texts]
    lines = []
    for row, line, due in zip(draw.lines, draft.lines, dues, strict=True):
        reference = [
            text
            for i in indices(columns, Heading.REFERENCE, Heading.VOUCHER, Heading.NUMBER)
            for text in [" ".join(row.texts.get(i, []))]
            if text
        ]
        theirs = [
            text for i in indices(columns, Heading.THEIR_REFERENCE) for text in [" ".join(row.texts.get(i, []))] if text
        ]
        description = row.text(indices(columns, Heading.DESCRIPTION, Heading.REMARK))
        kind_text = row.text(indices(columns, Heading.KIND))
        amount = line.amount if line.amount is not None else ZERO
        movement = next((i for i in draw.plan.movements if i in row.money), None)
        lines.append(
            StatementLine(
                date=day_of.get(id(row)),
                due_date=due,
                amount=amount,
                place=row.place,
                kind=kind_of(kind_text, description, " ".join(reference)),
                references=_references([*reference, *theirs], description),
                description=description or kind_text,
                running_balance=line.balance,
                amount_place=row.cells[movement].place if movement is not None else None,
                read_as=line.read_as,
            )
        )
    opening = draft.opening
    closing = draft.closings[0] if draft.closings else next(iter(draft.dues), None)
    final = final_balance(draft)
    if closing is not None and final is not None and closing.amount == -final:
        closing = Figure(final, closing.place, closing.read_as)
    if (
        closing is None
        and draft.form is Form.BALANCE_FORWARD
        and draft.lines
        and final is not None
        and proof.verdict is not Verdict.BROKEN
    ):
        last = draft.lines[0] if draft.descending else draft.lines[-1]
        if last.balance is not None:
            closing = Figure(last.balance, last.place, last.balance_read_as)
    language = language_of(column.text for column in columns)
    return Statement(
        document=document,
        reader=reader,
        form=draft.form,
        lines=tuple(lines),
        holder=own.holder or shared.holder,
        addressee=own.addressee or shared.addressee,
        account=own.account or shared.account or _column_value(section, Heading.ACCOUNT, Heading.PARTY),
        currency=_currency(section, draw, rows, own, shared, language),
        date=own.date or shared.date or _statement_date([*own.open_dates, *shared.open_dates], [day for day in dated if day is not None]),
        period=own.period or shared.period,
        opening=opening,
        closing=closing,
        totals=tuple(_totals(draw)),
        ageing=draft.ageing,
        credit_raises=_credit_raises(draw, columns, rows),
        language=language,
        notes=tuple(dict.fromkeys([*own.notes, *shared.notes])),
        proof=proof,
    )


def _statement_date(texts: Sequence[str], days: Sequence[dt.date]) -> dt.date | None:
    """A date of issue in figures (05/12/2025) that only its nearness to the last movement can decide: it never lies before it."""
    if not days:
        return None
    for text in texts:
        both = {read_date(text, order) for order in (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST)}
        fitting = [day for day in both if day is not None and dt.timedelta(0) <= day - max(days) <= dt.timedelta(75)]
        if len(fitting) == 1:
            return fitting[0]
    return None


def _numbers_of(text: str) -> list[str]:
    """Return the document numbers of a reference cell: all of it, or those tokens with figures where words stand beside them."""
    words = text.split()
    if len(words) == 1 or re.fullmatch(r"[A-Z]{1,6}\.?\s[\w/.-]*\d[\w/.-]*", text):
        return [text]
    tokens = [word.strip(".,;:()") for word in words if sum(char.isdigit() for char in word) >= 2]
    if len(tokens) == len(words) or not tokens:
        return [text]
    return [*tokens, *(f"{word} {number}" for word, number in _SPACED.findall(text))]


_SPACED = re.compile(r"(?<![A-Za-z0-9])([A-Z]{1,6})\s(\d{3,12})(?![\d.,/-])")
"""A number set apart from its letters ("CHQ 000182") inside a description: given whole, beside the bare number."""


def _references(printed: Sequence[str], description: str) -> tuple[str, ...]:
    found: dict[str, str] = {}
    printed = [token for text in printed for token in _numbers_of(text)]
    spelt = [f"{word} {number}" for word, number in _SPACED.findall(description)]
    for text in (*printed, *references_in(description), *spelt):
        form = normal_form(text)
        if form and form not in found and any(char.isdigit() for char in form):
            found[form] = text
    return tuple(found.values())


def _column_value(section: Section, *headings: Heading) -> str | None:
    for index in indices(section.columns, *headings):
        values = {row.cells[index].text.strip() for row in section.rows if row.cells[index].text.strip()}
        if len(values) == 1:
            return values.pop()
    return None


def _currency(
    section: Section, draw: Draw, rows: Sequence[SeenRow], own: Facts, shared: Facts, language: str
) -> str | None:
    from_column = _column_value(section, Heading.CURRENCY)
    used = [index for index in (*draw.plan.movements, draw.plan.balance) if index is not None]
    from_heading = {column.currency for column in section.columns if column.index in used and column.currency}
    beside = {
        amount.currency for row in rows for index, amount in row.money.items() if index in used and amount.currency
    }
    if from_column:
        code = currency_code(from_column)
        if code:
            return code
    if len(from_heading) == 1:
        return from_heading.pop()
    if len(beside) == 1:
        return beside.pop()
    if own.currency or shared.currency:
        return own.currency or shared.currency
    for facts in (own, shared):
        if len(facts.beside) == 1:
            return facts.beside[0]
    signs = "".join(amount.text for row in rows for amount in row.money.values()) + "".join(
        figure.read_as for figure in (*own.closings, *own.dues, *shared.closings)
    )
    headings = "".join(column.text for column in section.columns) + "".join(spot.text for spot in section.spots)
    if language == "zh_CN" and (
        any(sign in signs for sign in "¥￥元")
        or any(word in headings for word in ("人民币", "单位：元", "单位:元", "(元)", "（元）", "¥", "￥", "元整"))
    ):
        return "CNY"
    return None


def _totals(draw: Draw) -> list[Total]:
    found = []
    for row in draw.draft.rows:
        for side, amount in row.figures.items():
            found.append(
                Total(
                    f"{row.text} {side.value}" if len(row.figures) > 1 and side is not Side.AMOUNT else row.text,
                    amount,
                    row.place,
                )
            )
        if row.balance is not None and not row.figures:
            found.append(Total(row.text, row.balance, row.place))
    return found


def _credit_raises(draw: Draw, columns: tuple[Column, ...], rows: Sequence[SeenRow]) -> bool | None:
    """Whether credits raise the printed balance: from the columns that bear the words debit and credit, else None."""
    sided = {column.index: column.heading for column in columns}
    words = {Heading.DEBIT, Heading.CREDIT, Heading.LOCAL_DEBIT, Heading.LOCAL_CREDIT}
    named = [index for index in (draw.plan.debit, draw.plan.credit) if index is not None and sided.get(index) in words]
    if named or draw.signs.by == "direction":
        return draw.signs.flip != draw.turned
    marks = {row.direction for row in rows} | {amount.mark for row in rows for amount in row.money.values()}
    if marks & {Mark.DEBIT, Mark.CREDIT}:
        return draw.turned != draw.signs.flip
    return None


def coverage(statement: Statement) -> Decimal:
    """Return how much a statement holds, to choose between readings of the same verdict."""
    return (
        Decimal(len(statement.lines))
        + sum((Decimal(1) for figure in (statement.opening, statement.closing) if figure), ZERO) / 10
    )


__all__ = ["RANK", "Assembled", "Place", "coverage", "statements_of"]
