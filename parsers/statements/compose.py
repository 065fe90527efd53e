"""The chosen reading of a section, with the facts around it, as a `Statement`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from parsers.currencies import currencies_in, currency_code
from parsers.dates import DateOrder, read_date
from parsers.headings import Heading, language_of
from parsers.money import Mark, read_amount
from parsers.references import normal_form, references_in
from parsers.statements.columns import Column, indices
from parsers.statements.dating import order_of_dates
from parsers.statements.draft import ZERO, DraftLine, Side
from parsers.statements.interpret import Reading as Draw
from parsers.statements.items import balance_runs
from parsers.statements.kinds import kind_of, names_goods
from parsers.statements.labels import Label
from parsers.statements.proof import final_balance
from parsers.statements.sections import Section
from parsers.statements.seen_row import RowKind, SeenRow
from parsers.statements.statement import Figure, Form, LineKind, Proof, Statement, StatementLine, Total, Verdict
from parsers.statements.surroundings import Facts


def composed(  # noqa: PLR0917 - each is another thing that a statement is made of
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
    # where no heading known tells the movement ("What happened"), the columns under unknown headings do
    described = indices(columns, Heading.DESCRIPTION, Heading.REMARK) or [c.index for c in columns if c.heading is None]
    order, _ = order_of_dates(rows, columns, own, shared)
    dues = [read_date(text, order) if text else None for text in due_texts]
    numbered: tuple[Heading, ...] = (Heading.REFERENCE, Heading.VOUCHER, Heading.NUMBER)
    if not indices(columns, *numbered):
        numbered = (*numbered, Heading.ORDER)  # goods are known by their delivery notes
    lines = []
    for row, line, due in zip(draw.lines, draft.lines, dues, strict=True):
        reference = [text for i in indices(columns, *numbered) for text in [" ".join(row.texts.get(i, []))] if text]
        theirs = [
            text for i in indices(columns, Heading.THEIR_REFERENCE) for text in [" ".join(row.texts.get(i, []))] if text
        ]
        description = row.text(described)
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
    lines = _sold(lines)
    opening = draft.opening
    closing = draft.closings[0] if draft.closings else next(iter(draft.dues), None)
    final = final_balance(draft)
    if closing is not None and final is not None and closing.amount == -final:
        closing = Figure(final, closing.place, closing.read_as)
    if (
        closing is None
        and draft.lines
        and final is not None
        # what is open may be summed from item to item in a column, and nowhere else
        and (draft.form is Form.BALANCE_FORWARD or (balance_runs(draft.lines) and final == _sum_of(draft.lines)))
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
        account=own.account or shared.account or _account_of_lines(section, draw.lines),
        currency=_currency(section, draw, rows, own, shared, language=language),
        date=own.date
        or shared.date
        or _statement_date([*own.open_dates, *shared.open_dates], [day for day in dated if day is not None]),
        period=own.period or shared.period,
        opening=opening,
        closing=closing,
        closing_date=_closing_date(rows, day_of, lines),
        totals=tuple(_totals(draw)),
        ageing=draft.ageing,
        credit_raises=_credit_raises(draw, columns, rows),
        language=language,
        notes=tuple(dict.fromkeys([*own.notes, *shared.notes])),
        proof=proof,
        printed=draft,
    )


def _closing_date(
    rows: Sequence[SeenRow], day_of: Mapping[int, dt.date | None], lines: Sequence[StatementLine]
) -> dt.date | None:
    """Return the day in the row of the closing balance; None where it has none, or lies before a line or far behind the last."""
    closing = [day for row in rows if row.label is Label.CLOSING and (day := day_of.get(id(row))) is not None]
    last = max((line.date for line in lines if line.date is not None), default=None)
    if not closing or (last is not None and not dt.timedelta(0) <= closing[-1] - last <= dt.timedelta(62)):
        return None
    return closing[-1]


def _sold(lines: list[StatementLine]) -> list[StatementLine]:
    """Lines that merely say "Goods" are invoices where all of them stand on one side and no other line speaks against that side."""
    sold = [line.kind is None and line.amount != 0 and names_goods(line.description) for line in lines]
    sides = {line.amount > 0 for line, goods in zip(lines, sold, strict=True) if goods}
    sides |= {line.amount > 0 for line in lines if line.kind is LineKind.INVOICE}
    sides |= {line.amount < 0 for line in lines if line.kind in {LineKind.PAYMENT, LineKind.CREDIT_NOTE}}
    if len(sides) != 1:
        return lines
    return [replace(line, kind=LineKind.INVOICE) if goods else line for line, goods in zip(lines, sold, strict=True)]


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
    if len(words) == 2 and words[0].isalpha() and _LETTERED.fullmatch(words[1]):
        return [words[1], text]  # its kind stands before a number that is whole by itself ("FC FC004263")
    if len(words) == 1 or re.fullmatch(r"[A-Z]{1,6}\.?\s[\w/.-]*\d[\w/.-]*", text):
        return [text]
    tokens = [word.strip(".,;:()") for word in words if sum(char.isdigit() for char in word) >= 2]
    if not tokens:
        return [text]
    if len(tokens) == len(words):
        # either one number printed with a blank, or two that stand close together
        return [text, *tokens] if all(len(token) < 4 for token in tokens) else [*tokens, text]
    return [*tokens, *(f"{word} {number}" for word, number in _SPACED.findall(text))]


_LETTERED = re.compile(r"[A-Z]{1,6}[-/._]?\d[\d/._-]{2,}")
"""A number that carries letters of its own."""


_VOUCHER = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{1,2}[-—]\d{2,8}(?!\d)")
"""A voucher's word and number inside a description (记-12, 银-1764)."""


_WRAPPED = re.compile(r"(?<=[A-Z0-9])- (?=\d)")
"""A number that was wrapped at its hyphen ("XS-202605- 0031")."""


_SPACED = re.compile(r"(?<![A-Za-z0-9])([A-Z]{1,6})\s(\d{3,12})(?![\d.,/-])")
"""A number set apart from its letters ("CHQ 000182") inside a description: given whole, beside the bare number."""


_WORD = re.compile(r"[^\W\d_]+(?:[ /-][^\W\d_]+)?")
"""What stands in the number's column and is none: BACS, CASH, Direct Debit, 转账. It is kept as printed where there is no number."""

_NOTHING = re.compile(r"n/?a|nil|none|null|无|無", re.IGNORECASE)


_SEAL = re.compile("(?:财务|財務|发票|發票|合同|业务|業務|仓库|倉庫)?(?:专用章|專用章)|公章")
"""What a company's seal says: pressed on a row, it is no part of a number."""


def _references(printed: Sequence[str], description: str) -> tuple[str, ...]:
    found: dict[str, str] = {}
    description = _SEAL.sub(" ", _WRAPPED.sub("-", description))
    printed = [token for text in printed for token in _numbers_of(_SEAL.sub("", _WRAPPED.sub("-", text)).strip())]
    spelt = [f"{word} {number}" for word, number in _SPACED.findall(description)]
    vouchers = _VOUCHER.findall(description)
    for text in (*printed, *references_in(description), *vouchers, *spelt):
        form = normal_form(text)
        if form and form not in found and any(char.isdigit() for char in form):
            found[form] = text
    words = [text for text in printed if not found and _WORD.fullmatch(text) and not _NOTHING.fullmatch(text)]
    return tuple(found.values()) or tuple(words[:1])


def _account_of_lines(section: Section, lines: Sequence[SeenRow]) -> str | None:
    """Return the one account or party that stands beside every line that names one."""
    # beside a party's own column "Account" is the general ledger's
    for index in indices(section.columns, Heading.PARTY) or indices(section.columns, Heading.ACCOUNT):
        named = {text for row in lines for text in row.texts.get(index, [])}
        if len(named) == 1:
            return named.pop()
    return None


_LOCAL = {
    Heading.LOCAL_AMOUNT,
    Heading.LOCAL_DEBIT,
    Heading.LOCAL_CREDIT,
    Heading.LOCAL_BALANCE,
    Heading.LOCAL_CURRENCY,
}


def _currency_of_lines(section: Section, lines: Sequence[SeenRow]) -> str | None:
    """Return the one currency that the currency column names beside lines; what sums and wrapped text leave there does not count."""
    for index in indices(section.columns, Heading.CURRENCY):
        codes = {currency_code(text) for row in lines for text in row.texts.get(index, [])} - {None}
        if not codes:
            # printed so near to a figure that the two are one cell
            beside = (
                text for row in lines for near in (index - 1, index, index + 1) for text in row.texts.get(near, [])
            )
            codes = {code for text in beside for code in currencies_in(text)}
        if len(codes) == 1:
            return codes.pop()
    return None


def _currency(
    section: Section, draw: Draw, rows: Sequence[SeenRow], own: Facts, shared: Facts, *, language: str
) -> str | None:
    from_column = _currency_of_lines(section, draw.lines)
    used = [index for index in (*draw.plan.movements, draw.plan.balance) if index is not None]
    from_heading = {column.currency for column in section.columns if column.index in used and column.currency}
    beside = {
        amount.currency for row in rows for index, amount in row.money.items() if index in used and amount.currency
    }
    if from_column:
        return from_column
    if len(from_heading) == 1:
        return from_heading.pop()
    if len(beside) == 1:
        return beside.pop()
    if own.currency or shared.currency:
        return own.currency or shared.currency
    said = {
        amount.currency
        for figure in (*draw.draft.closings, *draw.draft.dues)
        for amount in [read_amount(figure.read_as)]
        if amount is not None and amount.currency
    }
    if len(said) == 1:
        return said.pop()
    for facts in (own, shared):
        if len(facts.beside) == 1:
            return facts.beside[0]
    named = {column.currency for column in section.columns if column.currency and column.heading not in _LOCAL}
    if len(named) == 1:
        return named.pop()
    summed = {
        code
        for row in rows
        if row.kind is not RowKind.LINE and row.money and row.label not in {Label.ASIDE, Label.AGEING}
        for parts in row.texts.values()
        for part in parts
        for code in currencies_in(part)
    }
    if len(summed) == 1:
        return summed.pop()  # "Summe EUR" under the columns
    alone = {
        code for text in (section.sheet or "", *(spot.text for spot in section.spots)) for code in _only_code(text)
    }
    if len(alone) == 1:
        return alone.pop()  # a sheet for each currency, named after it
    signs = "".join(amount.text for row in rows for amount in row.money.values()) + "".join(
        figure.read_as for figure in (*own.closings, *own.dues, *shared.closings)
    )
    headings = "".join(column.text for column in section.columns) + "".join(spot.text for spot in section.spots)
    if language == "zh_CN" and (
        any(sign in signs for sign in "¥￥元")
        or any(
            word in headings
            for word in ("人民币", "单位：元", "单位:元", "(元)", "（元）", "¥", "￥", "元整", "万元", "千元")
        )
    ):
        return "CNY"
    return None


def _sum_of(lines: Sequence[DraftLine]) -> Decimal | None:
    amounts = [line.amount for line in lines if line.amount is not None]
    return sum(amounts, ZERO) if len(amounts) == len(lines) else None


def _only_code(text: str) -> tuple[str, ...]:
    return currencies_in(text) if currency_code(text) else ()


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
