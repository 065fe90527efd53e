"""How many clean made-up cases nobody can decide from the two papers alone.

    python -m benchmarks.matching_undecidable --cases 1000 --seed 1
    python -m benchmarks.matching_undecidable --cases 1000 --seed 1 --plain-days

Every explanation of a case is a list of facts that together hold every row. Beside the true one stands another wherever two errors
make the same rows: a payment in two parts is a row lost and another grown by it, two and two are two slips of opposite sign. Only
numbers that name every part rule that out. So the rivals are counted on the truth, which no rule has seen.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace

from benchmarks.matching_cases import make
from benchmarks.matching_levels import LEVELS, Case, Truth
from rules.document_numbers import number_form
from rules.reconcile import reconcile


def rivals(case: Case) -> list[Truth]:
    """Return the facts of one kind whose rows two errors would make as well."""
    return [fact for fact in case.truth if _two_errors_make_it(case, fact)]


def apart(case: Case, fact: Truth) -> bool:
    """Whether the rows of a side lie on different days, or one bears none."""
    by_id = {entry.id: entry for entry in case.account.entries}
    theirs = {case.statement.lines[k].date for k in fact.lines}
    ours = {by_id[k].date for k in fact.entries}
    return len(theirs) > 1 or len(ours) > 1 or None in theirs


def _two_errors_make_it(case: Case, fact: Truth) -> bool:
    if (len(fact.lines), len(fact.entries)) not in {(1, 2), (2, 1), (2, 2)}:
        return False
    by_id = {entry.id: entry for entry in case.account.entries}
    lines, entries = [case.statement.lines[k] for k in fact.lines], [by_id[k] for k in fact.entries]
    if len({entry.amount > 0 for entry in entries}) > 1:
        return False  # an invoice less its credit note: whoever reads its number takes it so
    theirs, ours = [_numbers(line.references) for line in lines], [_numbers(entry.references) for entry in entries]
    whole, parts = (theirs, ours) if len(lines) == 1 else (ours, theirs)
    return len(whole) > 1 or not all(whole[0] & part for part in parts)


def _numbers(references: Sequence[str]) -> set[str]:
    return set(filter(None, map(number_form, references)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[50, 200])
    parser.add_argument("--levels", type=int, nargs="+", default=[1, 2, 3, 4])
    parser.add_argument("--cases", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plain-days", action="store_true", help="parts of a payment on one day, and no day missing")
    arguments = parser.parse_args()
    if arguments.plain_days:
        LEVELS.update({number: replace(level, apart=0.0, no_date=0.0) for number, level in LEVELS.items()})
    for level in arguments.levels:
        either = undecidable = agreed_all_the_same = others_held = 0
        for number in range(arguments.cases):
            size = arguments.sizes[number % len(arguments.sizes)]
            case = make(arguments.seed * 100_000 + number, size, level, "clean")
            found = rivals(case)
            nobody_can = any(len(fact.lines) == len(fact.entries) or apart(case, fact) for fact in found)
            agreed = reconcile(case.statement, case.account).agreed
            either += bool(found)
            undecidable += nobody_can
            agreed_all_the_same += nobody_can and agreed
            others_held += not nobody_can and not agreed
        print(
            f"level {level}  of {arguments.cases} clean cases two errors explain {either} as well; {undecidable} by parts over different "
            f"days or by two and two ({agreed_all_the_same} called agreed all the same); of the other {arguments.cases - undecidable}, "
            f"{others_held} not called agreed ({100 * others_held / max(arguments.cases - undecidable, 1):.1f} %)",
            flush=True,
        )


if __name__ == "__main__":
    main()
