"""Every way of reading a section's money as drafts: which columns, which signs, which row opens. The proof chooses among them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import compress

from parsers.headings import Heading
from parsers.statements.columns import Column, indices
from parsers.statements.draft import ZERO, Draft, DraftLine, PrintedRow, Side
from parsers.statements.items import balance_runs, items_beside
from parsers.statements.labels import Label
from parsers.statements.plans import Plan, plans_of
from parsers.statements.proof import is_marked
from parsers.statements.row_figures import balance_of, balances_are_marked, figure_of, movement_of, printed_of
from parsers.statements.seen_row import RowKind, SeenRow
from parsers.statements.signs import Signs, signed_by_balance, ways_of_signs
from parsers.statements.statement import Figure, Form
from parsers.statements.surroundings import Facts
from parsers.statements.turning import is_turned, turn, turned_to
from parsers.statements.unaccounted import (
    digits,
    left_aside,
    row_left_aside,
    said_again,
    stands_on_both_sides,
    unheaded_balances,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A draft with what the statement needs besides: the rows that are its lines, and whether credits raise the balance."""

    draft: Draft
    plan: Plan
    signs: Signs
    lines: tuple[SeenRow, ...]
    opening_row: SeenRow | None
    turned: bool  # all amounts were turned so that the side in which the balances stand is positive


def readings_of(
    columns: tuple[Column, ...],
    rows: Sequence[SeenRow],
    facts: Facts,
    *,
    descending: bool,
    doubts: tuple[str, ...],
    incomplete: str,
) -> Iterator[Reading]:
    """Yield the readings, the most natural first."""
    directions = bool(indices(columns, Heading.DIRECTION))
    for plan in _plans(columns, rows):
        lines = [*compress(rows, _moving(rows, plan))]
        if not lines and not any(row.kind is RowKind.LABEL for row in rows):
            continue
        if plan.bold and any(stands_on_both_sides(row, plan) for row in lines):
            continue  # two columns that both hold a figure in one row are no debit and credit
        for signs in ways_of_signs(plan, columns, lines, directions=directions):
            for order in (descending, not descending) if plan.balance is not None and len(lines) > 1 else (descending,):
                yield _reading(
                    columns, rows, plan, signs, facts, descending=order, doubts=doubts, incomplete=incomplete
                )


def _plans(columns: tuple[Column, ...], rows: Sequence[SeenRow]) -> Iterator[Plan]:
    """Yield the plans of the headings, then those with a balance that runs under a heading of no use."""
    plans = plans_of(columns)
    yield from plans
    for plan in plans:
        lines = [*compress(rows, _moving(rows, plan))]
        yield from (replace(plan, balance=index) for index in unheaded_balances(columns, plan, lines))


def _moving(rows: Sequence[SeenRow], plan: Plan) -> list[bool]:
    """Return for each row whether it is a line with a figure, readable or not, in a column of movements."""
    sides = frozenset(plan.movements)
    return [
        row.kind is RowKind.LINE and not (sides.isdisjoint(row.money) and sides.isdisjoint(row.unreadable))
        for row in rows
    ]


def _reading(
    columns: tuple[Column, ...],
    rows: Sequence[SeenRow],
    plan: Plan,
    signs: Signs,
    facts: Facts,
    *,
    descending: bool,
    doubts: tuple[str, ...],
    incomplete: str,
) -> Reading:
    sign = -1 if signs.flip else 1
    balance_directed = signs.by != "direction" and bool(indices(columns, Heading.DIRECTION))
    marked = balances_are_marked(rows, plan, directed=balance_directed)
    kept: list[SeenRow] = []
    lines: list[DraftLine] = []
    printed: list[PrintedRow] = []
    unread = []
    opening: Figure | None = None
    opening_row: SeenRow | None = None
    aside: list[tuple[SeenRow, int]] = []
    closings: list[Figure] = []
    among_sides: set[int] = set()  # ids of the closings printed in a column of movements
    dues: list[Figure] = []
    sides = plan.movements
    moving = _moving(rows, plan)
    last_line = max(compress(range(len(rows)), moving), default=-1)

    def balance(row: SeenRow) -> Decimal | None:
        if plan.balance is None or plan.balance not in row.money:
            return None
        return balance_of(row, row.money[plan.balance], directed=balance_directed, marked=marked)

    for index, row in enumerate(rows):
        if moving[index]:
            moved = movement_of(row, plan, signs, columns)
            lines.append(
                DraftLine(
                    None if moved is None else sign * moved,
                    balance(row),
                    printed_of(row, plan),
                    row.place,
                    " ".join(row.money[i].text for i in sides if i in row.money)
                    or next(iter(row.unreadable.values()), ""),
                    row.money[plan.balance].text if plan.balance is not None and plan.balance in row.money else "",
                )
            )
            kept.append(row)
        elif row.kind is RowKind.LABEL and any(digits(text) for text in row.unreadable.values()):
            unread.append(row.place)
        elif row.kind is RowKind.LABEL and row.label is not None and row.money:
            figure = figure_of(row, plan, sign, signs, balance(row))
            begins = row.label in {Label.OPENING, Label.BROUGHT_FORWARD} or (
                # a carry above all lines can only come from before ("Übertrag" says neither from where nor whereto)
                row.label is Label.CARRIED_FORWARD and not lines and opening is None and not descending
            )
            if (begins and not lines and not descending) or (begins and descending and index > last_line):
                if figure is not None:
                    opening, opening_row = figure, row
            elif row.label is Label.OPENING and figure is not None and opening is None:
                opening, opening_row = figure, row
            elif (
                begins
                and (row.label is Label.OPENING or index > last_line)
                and figure is not None
                and opening is not None
                and abs(figure.amount) == abs(opening.amount)
            ):
                pass  # a box under the table says it again
            elif figure is not None and (
                row.label is Label.CLOSING or (row.label is Label.CARRIED_FORWARD and index > last_line)
            ):
                closings.append(figure)
                if plan.balance is None or plan.balance not in row.money:
                    among_sides.add(id(figure))
            elif row.label is Label.DUE and figure is not None:
                dues.append(figure)
            elif row.label in {Label.ASIDE, Label.AGEING, Label.LINE_COUNT}:
                if row.money.keys() & set(sides) and index < last_line:
                    unread.append(row.place)
            else:
                if row.label is Label.OPENING and figure is None and _stands_aside(row, plan, columns):
                    incomplete = incomplete or "the opening balance stands in a column that is left aside"
                label = Label.BROUGHT_FORWARD if row.label is Label.OPENING else row.label
                printed.append(
                    PrintedRow(label, _label_text(row), len(lines), printed_of(row, plan), balance(row), row.place)
                )
        elif row.kind is RowKind.LINE:
            if row_left_aside(columns, plan, row):
                aside.append((row, len(lines)))
        elif row.kind is RowKind.NOISE and plan.balance is not None and plan.balance in row.money:
            if not lines and opening is None:
                amount = balance(row)
                if amount is not None:
                    opening, opening_row = Figure(amount, row.place, row.money[plan.balance].text), row
            elif lines and abs(row.money[plan.balance].value) == abs(lines[-1].balance or ZERO):
                closings.append(Figure(lines[-1].balance or ZERO, row.place, row.money[plan.balance].text))
            else:
                aside.append((row, len(lines)))
    unread += [row.place for row, position in aside if not said_again(row, position, kept, lines, opening)]
    if signs.by == "balance":
        lines = signed_by_balance(lines, opening, facts, descending=descending)
    form = Form.BALANCE_FORWARD
    if plan.items or (opening is None and plan.balance is None and not facts.openings):
        form = Form.OPEN_ITEM
    if form is Form.OPEN_ITEM:
        # the total under a list of open items is what is owed
        owed = sum((line.amount for line in lines if line.amount is not None), ZERO)
        at_end = [row_ for row_ in printed if row_.label is Label.TOTAL and row_.position == len(lines)]
        closings.extend(  # under a running total of what is open
            Figure(owed, row_.place, str(row_.balance)) for row_ in at_end if not row_.figures and row_.balance == owed
        )
        at_end = [row_ for row_ in at_end if len(row_.figures) == 1]
        # under groups each has its total; the one over all is the one that the lines give
        overall = [row_ for row_ in at_end if abs(next(iter(row_.figures.values()))) == abs(owed)]
        for row_ in overall or at_end:
            side, amount = next(iter(row_.figures.items()))
            if side is Side.AMOUNT or abs(amount) == abs(owed):
                value = sign * amount if side is Side.AMOUNT else owed
                closings.append(Figure(value, row_.place, str(amount)))
                printed.remove(row_)
    total = sum((line.amount for line in lines if line.amount is not None), ZERO)
    openings = [] if form is Form.OPEN_ITEM else facts.openings
    boxed = opening is None and bool(openings)
    if boxed:
        opening = openings[0]
        if not marked and is_marked(opening):
            opening = replace(
                opening, amount=sign * opening.amount
            )  # the mark names a side, the columns say which raises
            ends = {abs(figure.amount) for figure in (*closings, *facts.closings, *facts.dues)}
            if abs(opening.amount + total) not in ends and abs(total - opening.amount) in ends:
                opening = replace(opening, amount=-opening.amount)  # written from the other party's side
        first = lines[-1 if descending else 0] if lines else None
        if marked and first is not None and first.balance is not None and first.amount is not None:
            # the table's balances carry marks, the box does not: the first line tells on which side the box's figure stands
            before = first.balance - first.amount
            opening = replace(opening, amount=before) if abs(before) == abs(opening.amount) else opening
    if opening is not None:
        for other in openings:
            if abs(other.amount) != abs(opening.amount):
                closings_conflict = replace(other)
                printed.append(
                    PrintedRow(
                        Label.BROUGHT_FORWARD,
                        f"opening balance {closings_conflict.read_as}",
                        0,
                        {},
                        other.amount,
                        other.place,
                    )
                )
    end = opening.amount + total if opening is not None else None
    if end is None and lines:
        last = lines[0] if descending else lines[-1]
        end = last.balance if last.balance is not None else total if form is Form.OPEN_ITEM else None
    # a balance carried down at the foot of a T-account stands on the other side; a box may print it without its sign
    closings = [
        Figure(-figure.amount, figure.place, figure.read_as)
        if end is not None and figure.amount == -end and plan.amount is None and id(figure) in among_sides
        else figure
        for figure in closings
    ]
    items = [] if balance_runs(lines) else items_beside(columns, kept)
    failed = [(detail, place) for detail, place in items if detail]
    draft = Draft(
        form=form,
        lines=tuple(lines),
        opening=opening,
        closings=tuple(closings),
        dues=tuple(dues),
        rows=tuple(printed),
        ageing=tuple(facts.ageing),
        ageing_total=facts.ageing_total,
        capitals=tuple(facts.capitals),
        boxed=tuple((label, figure) for label, figure, _ in facts.totals),
        line_count=facts.line_count,
        descending=descending,
        unread=tuple(unread),
        doubts=doubts,
        incomplete=incomplete or left_aside(columns, plan, kept, rows, begun=opening is not None),
        items_held=len(items) - len(failed),
        items_failed=tuple(failed),
        free_sign=True,
        first_line_told=_told(kept[-1] if descending else kept[0], columns) if kept else True,
    )
    turned = marked and is_turned(draft, facts, end)
    if turned:
        draft = turn(draft)
        end = None if end is None else -end
    # boxes and sentences beside the table print the balance as their reader sees it, whatever marks the columns carry
    draft = replace(
        draft,
        closings=(*draft.closings, *(turned_to(figure, end) for figure in facts.closings)),
        dues=(*draft.dues, *(turned_to(figure, end) for figure in facts.dues)),
    )
    if facts.ageing_total is not None and not draft.closings and not draft.dues:
        # the only balance printed may be the one that ends the buckets
        draft = replace(draft, dues=(turned_to(facts.ageing_total, end),))
    if end and not draft.closings and not draft.dues:
        # printed under a name that is not known, or in a list of totals: the same amount to the cent is no accident
        named = [*facts.maybes, *(figure for label, figure, _ in facts.totals if label is Label.TOTAL)]
        draft = replace(
            draft,
            closings=tuple(replace(figure, amount=end) for figure in named[:40] if abs(figure.amount) == abs(end))[:1],
        )
    return Reading(draft, plan, signs, tuple(kept), opening_row, turned)


def _stands_aside(row: SeenRow, plan: Plan, columns: tuple[Column, ...]) -> bool:
    """Whether a row's only figures stand in columns of money that this reading does not use."""
    used = {*plan.movements, plan.balance}
    headings = {column.index: column.heading for column in columns}
    own = {Heading.AMOUNT, Heading.BALANCE, Heading.DEBIT, Heading.CREDIT, Heading.INCREASE, Heading.DECREASE}
    return not row.money.keys() & used and any(headings.get(index) in own for index in row.money)


def _told(row: SeenRow, columns: tuple[Column, ...]) -> bool:
    """Whether a row is surely a movement: dated, and with a number."""
    words = row.text([c.index for c in columns if c.index in row.texts])
    return bool(row.date_text) and any(char.isdigit() for char in words.replace(row.date_text, ""))


def _label_text(row: SeenRow) -> str:
    return " ".join(part for parts in row.texts.values() for part in parts).strip()
