"""Tables become statements: each section read in every way that its headings allow, the printed arithmetic choosing the best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from parsers.dates import order_of
from parsers.document import Problem
from parsers.statements.annexes import without_annexes
from parsers.statements.boxes_beside import boxes_apart
from parsers.statements.by_currency import by_currency
from parsers.statements.columns import by_content
from parsers.statements.compose import composed
from parsers.statements.dated_amounts import hold_movements
from parsers.statements.dating import dates_of_rows, order_around, order_of_dates
from parsers.statements.draft import ZERO, Draft
from parsers.statements.facts import facts_of
from parsers.statements.faint import doubted
from parsers.statements.fused_cells import dates_put_back
from parsers.statements.hidden_sheets import left_out, without_hidden_sheets
from parsers.statements.implausible import implausible
from parsers.statements.interpret import Reading as Draw
from parsers.statements.interpret import readings_of
from parsers.statements.labels import Label
from parsers.statements.missing_parts import missing_parts
from parsers.statements.months import follow_each_other
from parsers.statements.natural_side import natural_side
from parsers.statements.other_accounts import other_account
from parsers.statements.plans import plans_of
from parsers.statements.proof import final_balance, is_marked, prove
from parsers.statements.repair import repaired
from parsers.statements.rivals import alike, columns_open, rivals
from parsers.statements.rows import decimal_mark_for, seen_rows, suspicions
from parsers.statements.sections import Section, sections_of
from parsers.statements.seen_row import RowKind
from parsers.statements.slips import is_slip
from parsers.statements.spots import Spot
from parsers.statements.statement import Outcome, Proof, Statement, Verdict
from parsers.statements.surroundings import Facts
from parsers.statements.two_sided import one_sided
from parsers.statements.unheaded import with_headings
from parsers.statements.units import in_whole_money, printed_unit
from parsers.statements.words_of_statement import statement_like
from parsers.table import Reading

RANK = {Verdict.PROVEN: 0, Verdict.CONSISTENT: 1, Verdict.UNPROVEN: 2, Verdict.BROKEN: 3}


@dataclass(frozen=True, slots=True)
class Assembled:
    """What one reading of a document gives; `looks_like` names an account of another kind that stands in it."""

    statements: tuple[Statement, ...]
    problems: tuple[Problem, ...]
    looks_like: str | None = None


def statements_of(reading: Reading, document: str) -> Assembled:
    """Return the statements of a document as one reader saw it, each with its proof."""
    reading = boxes_apart(reading)
    visible = without_hidden_sheets(reading)
    found = _statements_of(visible, document)
    if visible is reading or not found.statements:
        return found if visible is reading else _statements_of(reading, document)
    return replace(found, problems=(*found.problems, *left_out(reading)))


def _statements_of(reading: Reading, document: str) -> Assembled:
    sections, leading = sections_of(reading)
    if not sections:
        sections, leading = sections_of(with_headings(reading))
    texts = [spot.text for spot in leading] + [spot.text for section in sections for spot in section.spots]
    statements: list[Statement] = []
    problems: list[Problem] = []
    places = [*(table.page for table in reading.tables), *(cell.place.page for cell in reading.lines)]
    pages = max((page or 0 for page in places), default=0)  # the last may hold a box and no row
    first_spots = leading + (sections[0].spots if sections else [])
    accounts = (
        {facts_of(section.spots, None, None).account for section in sections} - {None} if len(sections) > 1 else set()
    )
    passed_over: list[Section] = []
    others: str | None = None
    for section in sections:
        halves = one_sided(section.columns, section.rows, section.parts)
        if halves is not None:
            section.columns, section.rows, section.parts = halves
        section.rows = dates_put_back(section.columns, section.rows)
        section.columns = by_content(section.columns, section.rows)
        beside = [spot.text for spot in (*(leading if section is sections[0] else ()), *section.spots)]
        other = other_account(section.columns, beside)
        others = others or other
        if other is not None or not statement_like(section, texts):
            passed_over.append(section)
            continue
        for part in by_currency(section):
            made = _statement(
                part,
                first_spots,
                document,
                reading.reader,
                pages,
                single=len(sections) == 1,
                accounts=len(accounts),
                scanned=reading.scanned,
            )
            if made is not None and is_slip(made[0], statements):
                continue
            if made is None or not made[0].lines:
                passed_over.append(part)
            if made is not None:
                statement, in_doubt = doubted(made[0], reading.faint)
                statements.append(statement)
                problems.extend([*made[1], *in_doubt])
    statements = without_annexes(_without_empty(statements))
    if statements and any(hold_movements(section.rows) for section in passed_over):
        problems.append(
            Problem(
                code="sections_open", message="Another table of dates and amounts stands in it that could not be read."
            )
        )
        statements = [at_most_unproven(statement) for statement in statements]
    if _is_one_in_parts(statements):
        # the same account and currency twice: one statement of which a part was taken for another, so neither is complete
        problems.append(
            Problem(
                code="sections_open",
                message="The same account and currency stand in it twice: it may be one statement.",
            )
        )
        statements = [at_most_unproven(statement) for statement in statements]
    return Assembled(tuple(statements), tuple(problems), others)


def at_most_unproven(statement: Statement) -> Statement:
    """Return the statement as one that nobody may act on by itself."""
    if RANK[statement.proof.verdict] >= RANK[Verdict.UNPROVEN]:
        return statement
    return statement.proven_by(Proof(Verdict.UNPROVEN, statement.proof.checks, statement.proof.repairs))


def _is_one_in_parts(statements: Sequence[Statement]) -> bool:
    """Whether two statements name the same account, currency and period, and are not one month after the other."""
    alike: dict[tuple[object, ...], list[Statement]] = {}
    for statement in statements:
        alike.setdefault((statement.account, statement.currency, statement.period), []).append(statement)
    return any(len(several) > 1 and not follow_each_other(several) for several in alike.values())


def _without_empty(statements: list[Statement]) -> list[Statement]:
    """A remittance slip under a statement looks like a section of its own; without lines it says nothing new."""
    full = [statement for statement in statements if statement.lines]
    if full:
        return full
    return [statement for statement in statements if statement.opening is not None or statement.closing is not None][:1]


def _statement(
    section: Section,
    first_spots: list[Spot],
    document: str,
    reader: str,
    pages: int,
    *,
    single: bool,
    accounts: int,
    scanned: bool,
) -> tuple[Statement, list[Problem]] | None:
    columns = section.columns
    mark = decimal_mark_for(section, (spot.text for spot in section.spots))
    problems: list[Problem] = []
    own = facts_of(section.spots, None, mark)
    shared = own if single or section.spots is first_spots else facts_of(first_spots, None, mark)
    if accounts > 1 and shared is not own:
        shared = replace(shared, account=None)  # another statement's account is not this one's
    rows = seen_rows(section, mark)
    order, open_order = order_of_dates(rows, columns, own, shared)
    if order is not None and (order_of(own.date_texts) is None or order_of(shared.date_texts) is None):
        # the table's own dates decide how those in the text around it are to be read, where these do not tell themselves
        around = order_around(order, [*own.date_texts, *shared.date_texts], rows)
        own = facts_of(section.spots, around, mark)
        shared = own if single or section.spots is first_spots else facts_of(first_spots, around, mark)
        if accounts > 1 and shared is not own:
            shared = replace(shared, account=None)
    unit = printed_unit(columns, (*section.spots, *first_spots))
    if unit is not None:
        # an amount in words is never in thousands
        own.capitals = [replace(figure, amount=figure.amount / unit) for figure in own.capitals]
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
    incomplete, missing = missing_parts(section, rows, own, shared, pages)
    problems.extend(missing)
    best: tuple[tuple[int, ...], Draw, Proof] | None = None
    variants = [rows]
    if any(row.hidden for row in rows):
        variants.append([row for row in rows if not row.hidden])
    variants.extend(suspicions(rows, columns))
    proven: list[Draw] = []
    consistent: list[Draw] = []
    plans = plans_of(columns)
    dated = dates_of_rows(rows, columns, order, own, shared)
    days = [day for row, day in zip(rows, dated, strict=True) if day is not None and row.kind is RowKind.LINE]
    descending = len(days) > 1 and days[0] > days[-1]
    for number, variant in enumerate(variants):
        for drawn in readings_of(
            columns, variant, own, descending=descending, doubts=tuple(doubts), incomplete=incomplete
        ):
            draft, repairs = repaired(drawn.draft, scanned=scanned)
            draw = replace(drawn, draft=draft) if repairs else drawn
            proof = prove(draft, repairs)
            if proof.verdict is Verdict.PROVEN:
                proven.append(draw)
            elif proof.verdict is Verdict.CONSISTENT and number == 0:
                consistent.append(draw)
            if draw.plan.bold and RANK[proof.verdict] > RANK[Verdict.CONSISTENT]:
                continue
            score = (
                RANK[proof.verdict],
                draw.plan.bold,  # what the headings say comes first wherever the figures allow it
                sum(check.outcome is Outcome.FAILS for check in proof.checks) + len(repairs),
                -len([line for line in draft.lines if line.amount is not None])
                if proof.verdict is Verdict.BROKEN
                else len(draft.unread),
                # an open column that gives what is printed as owed: that is the list's own claim, its other columns are history
                -(
                    draw.plan.items
                    and not draw.plan.bold
                    and bool(draft.closings)
                    and proof.verdict is Verdict.CONSISTENT
                ),
                -sum(check.outcome is Outcome.HOLDS for check in proof.checks),
                number,
                -_said_so(draft, own),
                plans.index(draw.plan) if draw.plan in plans else len(plans),
                *natural_side(draw, columns),
            )
            if best is None or score < best[0]:
                best = (score, draw, proof)
    if best is None:
        return None
    draw, proof = best[1], best[2]
    if proof.verdict is Verdict.PROVEN:
        for doubt, problem in rivals(draw, proven, columns, rows):
            doubts.append(doubt)
            problems.append(problem)
        if doubts:
            proof = prove(replace(draw.draft, doubts=tuple(doubts)), proof.repairs)
    if proof.verdict is Verdict.CONSISTENT and not draw.plan.items:
        rival = next((other for other in consistent if other.plan != draw.plan and not alike(other, draw)), None)
        if rival is not None:
            problems.append(columns_open("Two choices of its amount columns", rows))
            proof = Proof(Verdict.UNPROVEN, proof.checks, proof.repairs)
    if draw.plan.level and RANK[proof.verdict] < RANK[Verdict.UNPROVEN]:
        problems.append(
            Problem(code="columns_open", message="Only the columns of its second currency add up.", place=rows[0].place)
        )
        proof = Proof(Verdict.UNPROVEN, proof.checks, proof.repairs)
    statement = composed(section, draw, proof, rows, dated, own, shared, document, reader)
    if unit is not None:
        statement = in_whole_money(statement, unit)
        proof = statement.proof
    for index, line in enumerate(statement.lines):
        if line.date is None:
            problems.append(
                Problem(
                    code="date_unread", message=f"The date of line {index + 1} could not be read.", place=line.place
                )
            )
    problems.extend(
        Problem(code="amount_unread", message=f'"{text}" could not be read as an amount.', place=row.place)
        for row in rows
        if row.kind is RowKind.LINE
        for text in row.unreadable.values()
    )
    problems.extend(_left_aside(draw.draft, incomplete))
    against = implausible(statement, section, draw.plan, draw.lines, (own, shared))
    problems.extend(against)
    undated = any(line.date is None for line in statement.lines)
    if (undated or against) and RANK[proof.verdict] < RANK[Verdict.UNPROVEN]:
        # the sums hold, but what the lines say is not known: nothing may be answered on this by itself
        statement = statement.proven_by(Proof(Verdict.UNPROVEN, proof.checks, proof.repairs))
    return statement, problems


def _left_aside(draft: Draft, known: str) -> list[Problem]:
    """Say which printed figures the reading could not take up; `known` is what is told already."""
    found = [
        Problem(
            code="figures_left_aside", message="A row with figures is neither a line nor a sum of lines.", place=place
        )
        for place in draft.unread[:5]
    ]
    if draft.incomplete and draft.incomplete != known:
        found.append(Problem(code="figures_left_aside", message=f"The reading is not complete: {draft.incomplete}."))
    return found


def _said_so(draft: Draft, facts: Facts) -> int:
    """Return how many figures beside the table print the balance with this very sign."""
    final = final_balance(draft)
    aged = sum((total.amount for total in draft.ageing), ZERO)
    named = [*facts.closings, *facts.dues, *(figure for label, figure, _ in facts.totals if label is Label.TOTAL)]
    unmarked = [figure for figure in named if not is_marked(figure)]
    return sum(1 for figure in unmarked if final and figure.amount == final) + bool(final and aged == final)


def coverage(statement: Statement) -> Decimal:
    """Return how much a statement holds, to choose between readings of the same verdict."""
    return (
        Decimal(len(statement.lines))
        + sum((Decimal(1) for figure in (statement.opening, statement.closing) if figure), ZERO) / 10
    )


__all__ = ["RANK", "Assembled", "at_most_unproven", "coverage", "statements_of"]
