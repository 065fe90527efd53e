"""The rows of a whole table in their order: opening, lines, totals of months, periods and columns, closing, page carries."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from tests.support import figures
from tests.support.drafts import Row
from tests.support.row_writing import RowWriter
from tests.support.statement_truth import ZERO


def table_rows(writer: RowWriter) -> tuple[Row, ...]:
    """Return every row of the table as it stands on one endless page."""
    habits, truth, label = writer.habits, writer.truth, writer.label
    rows: list[Row] = []
    if "row" in habits.opening:
        cells = writer.amount_or_balance(truth.opening)
        rows.append(writer.summary_row("opening", label("opening"), truth.start, *cells))
    for index, line in enumerate(truth.lines):
        if habits.grouped and (index == 0 or truth.lines[index - 1].kind != line.kind):
            rows.append(writer.summary_row("group", writer.kind_words[line.kind], None, {}, {}))
        first = index == 0 or truth.lines[index - 1].date != line.date
        following = truth.lines[index + 1].date if index + 1 < len(truth.lines) else None
        day = figures.date_text(line.date, habits.date_form) if first or not habits.date_once else ""
        rows.append(writer.line_row(index, line, truth.balances[index], day, last_of_day=following != line.date))
        if habits.grouped and (index + 1 == len(truth.lines) or truth.lines[index + 1].kind != line.kind):
            rows.append(_group_total(writer, line.kind))
        if "month" in habits.totals and (following is None or following.month != line.date.month):
            rows += _month_totals(writer, index)
    if habits.newest_first:
        rows.reverse()
    if habits.balancing_figure:
        return (*rows, *_balanced(writer))
    rows += _open_item_totals(writer) if truth.open_item else _totals(writer)
    if "row" in habits.closing and not truth.open_item:
        cells = writer.amount_or_balance(truth.closing)
        rows.append(writer.summary_row("closing", label("closing"), truth.end, *cells))
    return tuple(rows)


def _group_total(writer: RowWriter, kind: str) -> Row:
    """The open amounts of one kind of document."""
    lines = [line for line in writer.truth.lines if line.kind == kind]
    amount = sum((line.amount for line in lines), ZERO)
    label = writer.label("group_total").format(kind=writer.kind_words[kind])
    if writer.habits.open_amounts == "sides":
        return writer.summary_row("group_total", label, None, *writer.amount_cells(*writer.sums(lines)))
    texts = {"open": writer.form.signed(amount, writer.truth.decimals)}
    return writer.summary_row("group_total", label, None, texts, {"open": amount})


def _month_totals(writer: RowWriter, last: int) -> list[Row]:
    """The totals of the month that ends with this line, and of the year so far: 本月合计, 本年累计."""
    truth = writer.truth
    date = truth.lines[last].date
    so_far = truth.lines[: last + 1]
    month = [line for line in so_far if (line.date.year, line.date.month) == (date.year, date.month)]
    rows = []
    base = writer.before_the_period
    raised, lowered = writer.sums(so_far)
    for kind, name, sums in (
        ("month_total", "month_total", writer.sums(month)),
        ("year_total", "year_total", (base + raised, base / 2 + lowered)),
    ):
        texts, typed = writer.amount_cells(*sums)
        if writer.habits.balance != "none":
            new, more = writer.balance_cells(truth.balances[last])
            texts, typed = texts | new, typed | more
        rows.append(writer.summary_row(kind, writer.label(name), date, texts, typed))
    return rows


def _balanced(writer: RowWriter) -> list[Row]:
    """The closing balance as balancing figure on the smaller side, then both sides with the same total."""
    truth, decimals = writer.truth, writer.truth.decimals
    side = writer.sides[truth.closing >= 0]
    cells = {side: writer.form.plain(truth.closing, decimals)}
    raised, lowered = writer.sums(truth.lines)
    total = raised + max(truth.opening, ZERO) + max(-truth.closing, ZERO)
    assert total == lowered + max(-truth.opening, ZERO) + max(truth.closing, ZERO)
    texts, typed = writer.amount_cells(total, total)
    return [
        writer.summary_row("closing", writer.label("closing"), truth.end, cells, {side: abs(truth.closing)}),
        writer.summary_row("column_total", writer.label("column_total"), None, texts, typed),
    ]


def _open_item_totals(writer: RowWriter) -> list[Row]:
    habits, truth, label = writer.habits, writer.truth, writer.label
    if not habits.closing & {"total", "row"}:
        return []
    if habits.open_amounts != "sides":
        texts = {"open": writer.symbol_form.signed(truth.closing, truth.decimals)}
        return [writer.summary_row("closing", label("open_total"), None, texts, {"open": truth.closing})]
    total = writer.summary_row(
        "column_total", label("column_total"), None, *writer.amount_cells(truth.raised, truth.lowered)
    )
    side = writer.sides[truth.closing < 0]
    texts = {side: writer.form.plain(truth.closing, truth.decimals)}
    return [total, writer.summary_row("closing", label("open_total"), None, texts, {side: abs(truth.closing)})]


def _totals(writer: RowWriter) -> list[Row]:
    habits, truth = writer.habits, writer.truth
    if "column" not in habits.totals:
        return []
    raised, lowered = writer.sums(truth.lines)
    texts, typed = writer.amount_cells(raised, lowered)
    if writer.total_with_balance and habits.balance != "none" and not habits.newest_first:
        new, more = writer.balance_cells(truth.closing)
        texts, typed = texts | new, typed | more
    rows = [writer.summary_row("column_total", writer.label("column_total"), None, texts, typed)]
    if "year" in habits.totals:
        base = writer.before_the_period
        texts, typed = writer.amount_cells(raised + base, lowered + base / 2)
        rows.append(writer.summary_row("year_total", writer.label("year_total"), None, texts, typed))
    return rows


def carrier(writer: RowWriter, rows: tuple[Row, ...]) -> Callable[[int], tuple[Row, Row]]:
    """Return what writes the rows that close a page after row i and open the next."""
    carried, brought = writer.label("carried"), writer.label("brought")
    with_sums = writer.habits.carry == "sums" and writer.habits.amounts in {"sides", "words"}

    def carry(index: int) -> tuple[Row, Row]:
        done = [row.line for row in rows[: index + 1] if row.line is not None]
        balance = writer.truth.balances[done[-1]] if done else writer.truth.opening
        sums: tuple[Decimal, Decimal] | tuple[None, None] = (None, None)
        if with_sums:
            sums = writer.sums(writer.truth.lines[: len(done)])
        cells, values = writer.amount_or_balance(balance, *sums)
        closing = writer.summary_row("carried", carried, None, cells, values)
        return closing, writer.summary_row("brought", brought, None, cells, values)

    return carry


def page_summer(writer: RowWriter, rows: tuple[Row, ...]) -> Callable[[int, int], Row]:
    """Return what writes the sums of the lines among rows i to j."""

    def page_total(first: int, last: int) -> Row:
        lines = [writer.truth.lines[row.line] for row in rows[first : last + 1] if row.line is not None]
        return writer.summary_row(
            "page_total", writer.label("page_total"), None, *writer.amount_cells(*writer.sums(lines))
        )

    return page_total
