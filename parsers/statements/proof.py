"""The extraction proof: printed figures laid against the lines of a draft, and the verdict.

Pure, and the only place where a verdict is given:

- `proven`: every line's amount is covered by printed figures that hold. Either a chain of running balances with a printed figure on
  both sides of each single line, beginning at a printed opening balance (or at zero, where the first balance equals the first
  amount and a closing balance is printed apart from the chain); or printed totals of the debit and of the credit column, together
  with a printed opening and closing balance.
- `consistent`: printed figures hold (opening and closing, the total of the items, a chain with a gap in its coverage).
- `unproven`: nothing printed to check against, or the reading is known to be incomplete.
- `broken`: a printed figure contradicts.

What could make a wrong reading pass is turned into a lower verdict: lines whose sum is zero prove no sign; an amount that nothing took
up, a repair, or an open date order is never `proven`; a chain without a printed beginning may have lost lines before its first.
"""

from __future__ import annotations

from decimal import Decimal

from parsers.statements.asking import Asking, agrees, final_balance, is_marked, printed_sum, running_at
from parsers.statements.boxes import ask_boxes
from parsers.statements.draft import ZERO, Draft, PrintedRow, Side
from parsers.statements.labels import Label
from parsers.statements.statement import Form, Outcome, Proof, Repair, Verdict

__all__ = ["agrees", "final_balance", "is_marked", "prove"]

_SUMS = frozenset(
    {Label.TOTAL, Label.SUBTOTAL, Label.PERIOD_TOTAL, Label.YEAR_TOTAL, Label.TOTAL_DEBIT, Label.TOTAL_CREDIT}
)
_CARRIES = frozenset({Label.BROUGHT_FORWARD, Label.CARRIED_FORWARD, Label.NEXT_PAGE})


def prove(draft: Draft, repairs: tuple[Repair, ...] = ()) -> Proof:
    """Return the verdict on a draft with every check asked."""
    asking = Asking(draft)
    _ask_chain(asking)
    _ask_opening_closing(asking)
    _ask_rows(asking)
    _ask_ageing(asking)
    _ask_capitals(asking)
    _ask_items(asking)
    ask_boxes(asking)
    if draft.line_count is not None:
        count = len(draft.lines)
        asking.tell("line_count", draft.line_count == count, f"{draft.line_count} printed, {count} read")
    return Proof(_verdict(asking, repairs), tuple(asking.checks), repairs)


def _ask_chain(asking: Asking) -> None:
    """Walk the running balances: between two printed balances the lines must add up to their difference."""
    draft = asking.draft
    if not any(line.balance is not None for line in draft.lines):
        asking.tell("running_balance", None, "no running balance is printed")
        return
    order = list(range(len(draft.lines)))
    if draft.descending:
        order.reverse()
    known = draft.opening.amount if draft.opening is not None else None
    pending: list[int] = []
    links = holding = 0
    for step, index in enumerate(order):
        line = draft.lines[index]
        pending.append(index)
        if line.balance is None:
            continue
        moved = sum((asking.amounts[i] for i in pending), ZERO)
        if known is None:
            if step == len(pending) - 1 and moved == line.balance:
                asking.from_zero = True
                (asking.single if len(pending) == 1 else asking.grouped).update(pending)
            elif draft.form is Form.OPEN_ITEM and step == len(pending) - 1:
                # a sum of what is open begins at nothing: there is no balance before the first item
                asking.tell(
                    "running_balance", False, f"{moved} begins the items, but {line.balance} is printed", line.place
                )
        else:
            links += 1
            if known + moved == line.balance:
                holding += 1
                (asking.single if len(pending) == 1 else asking.grouped).update(pending)
            else:
                asking.tell(
                    "running_balance",
                    False,
                    f"line {index + 1}: {known} {_signed(moved)} is {known + moved}, but {line.balance} is printed",
                    line.place,
                )
        known, pending = line.balance, []
    if not pending:
        asking.chain_end = known
    if holding or asking.from_zero:
        asking.tell(
            "running_balance", True, f"{holding + asking.from_zero} of {links + asking.from_zero} balances follow"
        )
    elif links == 0:
        asking.tell("running_balance", None, "one balance only, and no opening balance")


def _signed(amount: Decimal) -> str:
    return f"+ {amount}" if amount >= 0 else f"- {-amount}"


def _ask_opening_closing(asking: Asking) -> None:
    draft = asking.draft
    final = final_balance(draft)
    name = "opening_closing" if draft.form is Form.BALANCE_FORWARD else "column_total"
    if not draft.closings:
        if draft.dues and final is not None:
            # a weaker name alone: agreeing it is the closing balance, otherwise it may be the overdue part only
            agreeing = [figure for figure in draft.dues if agrees(figure, final)]
            figure = agreeing[0] if agreeing else draft.dues[0]
            asking.tell(
                name, bool(agreeing), f"{figure.read_as or figure.amount} is due, the lines give {final}", figure.place
            )
        else:
            asking.tell(name, None, "no closing balance is printed")
        return
    if final is None:
        asking.tell(name, None, "no opening balance is printed")
        if len({abs(figure.amount) for figure in draft.closings}) > 1:
            asking.tell(name, False, "two different closing balances are printed", draft.closings[1].place)
        return
    begun = f"{draft.opening.amount} with the lines" if draft.opening is not None else "the lines"
    for figure in draft.closings:
        asking.tell(
            name,
            agrees(figure, final),
            f"{begun} give {final}; printed: {figure.read_as or figure.amount}",
            figure.place,
        )


def _ask_rows(asking: Asking) -> None:
    draft = asking.draft
    starts: dict[Label, int] = {}
    last = 0
    for row in draft.rows:
        if row.label in _CARRIES:
            _ask_carry(asking, row)
        elif row.label in _SUMS:
            _ask_sum(asking, row, {0, last, *starts.values()})
            starts[row.label] = row.position
            last = row.position


def _ask_carry(asking: Asking, row: PrintedRow) -> None:
    """A page's carry repeats the balance at this place, or the columns' sums so far."""
    running = running_at(asking, row.position)
    holds: list[bool] = []
    if row.balance is not None:
        holds.append(running is not None and abs(row.balance) == abs(running))
    for side, amount in row.figures.items():
        if side is Side.BALANCE:
            continue
        so_far = printed_sum(asking, side, 0, row.position)
        opening = asking.draft.opening.amount if asking.draft.opening is not None else ZERO
        accepted = {so_far, so_far + opening, so_far - opening, so_far + abs(opening)}
        if running is not None and row.balance is None:
            accepted |= {running, -running}
        page = max(
            (
                other.position
                for other in asking.draft.rows
                if other.label in _CARRIES and other.position < row.position
            ),
            default=0,
        )
        accepted.add(printed_sum(asking, side, page, row.position))
        holds.append(amount in accepted)
    if holds:
        asking.tell("page_carry", all(holds), f"{row.text} after line {row.position}", row.place)


def _ask_sum(asking: Asking, row: PrintedRow, starts: set[int]) -> None:
    """A sum may run from the last sum of any kind or from the beginning, and may count the opening balance in."""
    draft = asking.draft
    name = "period_total" if row.label in {Label.PERIOD_TOTAL, Label.YEAR_TOTAL} else "column_total"
    opening = draft.opening.amount if draft.opening is not None else ZERO
    # a T-account puts the closing balance on the lighter side, so that both sides add up to the same
    balanced = {abs(figure.amount) for figure in draft.closings} | {
        abs(figure.amount) + abs(opening) for figure in draft.closings
    }
    soft = row.label is Label.YEAR_TOTAL or draft.opening is None
    lines = range(row.position)
    for side, amount in row.figures.items():
        if side is Side.BALANCE:
            continue
        held_from: int | None = None
        for start in sorted(starts | _page_starts(draft), reverse=True):
            if start > row.position:
                continue
            so_far = printed_sum(asking, side, start, row.position)
            with_opening = (
                {so_far + opening, so_far - opening, *(so_far + end for end in balanced)} if start == 0 else set()
            )
            if amount == so_far or amount in with_opening or (side is Side.AMOUNT and amount == -so_far):
                held_from = start
                break
        running = running_at(asking, row.position)
        if held_from is not None:
            asking.column[side].update(lines[held_from:])
            asking.tell(name, True, f"{row.text}: {side.value} {amount}", row.place)
        elif running is not None and abs(amount) == abs(running) and len(row.figures) == 1:
            asking.tell(name, True, f"{row.text}: the balance {amount}", row.place)
        elif row.label is Label.YEAR_TOTAL and (soft or amount >= printed_sum(asking, side, 0, row.position)):
            asking.tell(name, None, f"{row.text}: {side.value} {amount} reaches back beyond this statement", row.place)
        else:
            asking.tell(
                name,
                False,
                f"{row.text}: {side.value} {amount} printed, {printed_sum(asking, side, 0, row.position)} read",
                row.place,
            )
    if row.balance is not None and row.label not in {Label.TOTAL_DEBIT, Label.TOTAL_CREDIT}:
        running = running_at(asking, row.position)
        total = sum(asking.amounts[: row.position], ZERO)
        if running is not None:
            fits = abs(row.balance) == abs(running) or abs(row.balance) == abs(total)
            asking.tell("running_balance" if fits else name, fits, f"{row.text}: balance {row.balance}", row.place)


def _page_starts(draft: Draft) -> set[int]:
    return {row.position for row in draft.rows if row.label in _CARRIES}


def _ask_ageing(asking: Asking) -> None:
    draft = asking.draft
    if not draft.ageing:
        return
    buckets = sum((total.amount for total in draft.ageing), ZERO)
    place = draft.ageing[0].place
    if draft.ageing_total is not None and buckets != draft.ageing_total.amount:
        asking.tell(
            "ageing", None, f"the buckets give {buckets}, their printed total is {draft.ageing_total.amount}", place
        )
        return
    final = final_balance(draft)
    if final is None and draft.closings:
        final = draft.closings[0].amount
    if final is None:
        asking.tell("ageing", None, "no balance to lay the ageing against", place)
        return
    asking.tell("ageing", abs(buckets) == abs(final), f"the buckets give {buckets}, the balance is {final}", place)


def _ask_items(asking: Asking) -> None:
    """An open item prints what was billed and what was paid: the one less the other must be what is open."""
    for detail, place in asking.draft.items_failed:
        asking.tell("item_amount", False, detail, place)
    if asking.draft.items_held:
        asking.tell("item_amount", True, f"{asking.draft.items_held} items: original less paid is the open amount")


def _ask_capitals(asking: Asking) -> None:
    final = final_balance(asking.draft)
    if final is None and asking.draft.closings:
        final = asking.draft.closings[0].amount
    for figure in asking.draft.capitals:
        if final is not None:
            holds = abs(figure.amount) == abs(final)
            asking.tell(
                "capital_amount", holds, f"{figure.read_as} is {figure.amount}, the balance is {final}", figure.place
            )


def _verdict(asking: Asking, repairs: tuple[Repair, ...]) -> Verdict:
    draft = asking.draft
    if any(check.outcome is Outcome.FAILS for check in asking.checks):
        return Verdict.BROKEN
    if draft.incomplete or (not draft.lines and draft.opening is None and not draft.closings):
        return Verdict.UNPROVEN
    if any(line.amount is None for line in draft.lines):
        return Verdict.UNPROVEN
    moving = {index for index, amount in enumerate(asking.amounts) if amount}
    balances_tie = draft.opening is not None and bool(draft.closings or draft.dues) and asking.held("opening_closing")
    begun = draft.opening is not None or (
        asking.from_zero and bool(draft.closings or draft.dues) and draft.first_line_told and _closes(asking)
    )
    chained = begun and moving <= asking.single and asking.held("running_balance")
    debits = {i for i in moving if draft.lines[i].printed.get(Side.DEBIT)}
    credits_ = {i for i in moving if draft.lines[i].printed.get(Side.CREDIT)}
    sided = (
        moving == debits | credits_ and debits <= asking.column[Side.DEBIT] and credits_ <= asking.column[Side.CREDIT]
    )
    totalled = balances_tie and sided and bool(moving)
    mixed = begun and balances_tie and moving <= asking.single | (asking.grouped if sided else set())
    sign_told = sum(asking.amounts, ZERO) != 0 or asking.held("running_balance") or not draft.free_sign or not moving
    sound = not draft.unread and not draft.doubts and not repairs and not asking.left_over
    if moving and (chained or totalled or mixed) and sign_told and sound:
        return Verdict.PROVEN
    something = balances_tie or chained or totalled or _closes(asking) or _covers_nearly_all(asking, moving)
    if not something or draft.unread or asking.left_over:
        return Verdict.UNPROVEN
    return Verdict.CONSISTENT


def _covers_nearly_all(asking: Asking, moving: set[int]) -> bool:
    """Whether sums cover every movement, but for the first where no opening balance is printed before it."""
    lines = asking.draft.lines
    covered = asking.single | asking.grouped
    for index in moving:
        sides = [side for side, amount in lines[index].printed.items() if amount]
        if sides and all(index in asking.column[side] for side in sides):
            covered.add(index)
    first = max(moving, default=-1) if asking.draft.descending else min(moving, default=-1)
    return len(moving) > 1 and moving - covered <= {first}


def _closes(asking: Asking) -> bool:
    """Whether a printed closing balance was laid against the lines and agreed."""
    if asking.draft.form is Form.OPEN_ITEM:
        return bool(asking.draft.closings or asking.draft.dues) and asking.held("column_total")
    return asking.held("opening_closing")
