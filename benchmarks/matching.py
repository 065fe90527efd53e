"""How well and how fast statements are laid against ledgers, on made-up cases with known truth.

    python -m benchmarks.matching --sizes 200 2000 --levels 1 2 3 4 --cases 20 --seed 1
    python -m benchmarks.matching --agreed 2000 --seed 1          false "all agreed" and false alarms
    python -m benchmarks.matching --agreed 500 --plain-days       the same without parts on different days and missing days
    python -m benchmarks.matching --baseline                      the same cases by a plain join, recordlinkage and splink
    python -m benchmarks.matching --speed

Give a fresh seed for a figure that is published: cases that a rule was tuned on say nothing about it.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from benchmarks.matching_baselines import BASELINES, NotInstalled, dictionary_join_time, polars_join_time
from benchmarks.matching_cases import make
from benchmarks.matching_levels import LEVELS, SCENARIOS, Case, Truth
from rules.checker import faults
from rules.model.difference import Reason
from rules.model.match import Certainty
from rules.model.reconciliation import Reconciliation
from rules.reconcile import reconcile


@dataclass(slots=True)
class Score:
    """Counts over several cases; the ratios are asked of it."""

    cases: int = 0
    sound: int = 0
    pairs_right: int = 0
    pairs_told: int = 0
    pairs_true: int = 0
    groups_right: int = 0
    groups_told: int = 0
    groups_true: int = 0
    reasons_right: int = 0
    reasons_true: int = 0
    certain_right: int = 0
    certain_told: int = 0
    lines: int = 0
    lines_certain: int = 0
    seconds: float = 0.0
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def row(self) -> str:
        return (
            f"bridge {_share(self.sound, self.cases)}  pair F1 {_f1(self.pairs_right, self.pairs_told, self.pairs_true)}  "
            f"group F1 {_f1(self.groups_right, self.groups_told, self.groups_true)}  "
            f"reason {_share(self.reasons_right, self.reasons_true)}  certain: precision {_share(self.certain_right, self.certain_told)} "
            f"({self.certain_told - self.certain_right} of {self.certain_told} wrong), share {_share(self.lines_certain, self.lines)}  "
            f"{1000 * self.seconds / max(self.cases, 1):.1f} ms"
        )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.4f}" if whole else "  -   "


def _f1(right: int, told: int, true: int) -> str:
    return f"{2 * right / (told + true):.4f}" if told + true else "  -   "


def score(case: Case, found: Reconciliation, total: Score) -> None:
    """Add what was found in one case."""
    total.cases += 1
    case = _twins_alike(case, found)
    complaints = faults(found, case.statement, case.account)
    total.sound += not complaints
    total.wrong += [f"unsound: {text}" for text in complaints[:2]]
    told = [(frozenset(one.lines), frozenset(one.entries)) for one in found.matches]
    told += [(frozenset(other.lines), frozenset(other.entries)) for other in found.differences]
    true = [(frozenset(one.lines), frozenset(one.entries)) for one in case.truth]
    pairs_told, pairs_true = set(_pairs(told)), set(_pairs(true))
    total.pairs_right += len(pairs_told & pairs_true)
    total.pairs_told += len(pairs_told)
    total.pairs_true += len(pairs_true)
    groups_told, groups_true = set(_groups(told)), set(_groups(true))
    total.groups_right += len(groups_told & groups_true)
    total.groups_told += len(groups_told)
    total.groups_true += len(groups_true)
    _score_reasons(case, found, total)
    for match in found.matches:
        total.lines_certain += len(match.lines) if match.certainty is Certainty.CERTAIN else 0
        if match.certainty is Certainty.CERTAIN and match.lines:
            right = all((line, entry) in pairs_true for line in match.lines for entry in match.entries)
            total.certain_told += 1
            total.certain_right += right
            if not right:
                total.wrong.append(_shown(case, found, match.lines, match.entries, f"certain by {match.rule}"))
    total.lines += len(case.statement.lines)


def _twins_alike(case: Case, found: Reconciliation) -> Case:
    """Which of two equal rows is the one too many, nobody can know: let the truth follow what was found."""
    lines = {k: (line.date, line.amount, line.references) for k, line in enumerate(case.statement.lines)}
    entries = {entry.id: (entry.date, entry.amount, entry.references) for entry in case.account.entries}
    doubled_lines = {k for one in found.differences if one.reason == Reason.DUPLICATE_STATEMENT for k in one.lines}
    doubled_entries = {k for one in found.differences if one.reason == Reason.DUPLICATE_LEDGER for k in one.entries}
    line_of: dict[int, int] = {}
    entry_of: dict[str, str] = {}
    for truth in case.truth:
        if truth.reason is Reason.DUPLICATE_STATEMENT and truth.lines[0] not in doubled_lines:
            own = truth.lines[0]
            twin = next((k for k in sorted(doubled_lines) if lines[k] == lines[own]), own)
            line_of |= {own: twin, twin: own}
        if truth.reason is Reason.DUPLICATE_LEDGER and truth.entries[0] not in doubled_entries:
            mine = truth.entries[0]
            other = next((k for k in sorted(doubled_entries) if entries[k] == entries[mine]), mine)
            entry_of |= {mine: other, other: mine}
    return replace(
        case,
        truth=tuple(
            Truth(
                tuple(sorted(line_of.get(k, k) for k in one.lines)),
                tuple(sorted(entry_of.get(k, k) for k in one.entries)),
                one.reason,
            )
            for one in case.truth
        ),
    )


def _score_reasons(case: Case, found: Reconciliation, total: Score) -> None:
    said = {(frozenset(one.lines), frozenset(one.entries)): one.reason.value for one in found.differences}
    for one in case.truth:
        if one.reason is None:
            continue
        total.reasons_true += 1
        key = (frozenset(one.lines), frozenset(one.entries))
        total.reasons_right += said.get(key) == one.reason.value
        if said.get(key) != one.reason.value:
            total.confusion[one.reason.value, said.get(key, "(not so grouped)")] += 1
            total.wrong.append(_missed(case, found, one))


def _pairs(groups: Sequence[tuple[frozenset[int], frozenset[str]]]) -> Iterator[tuple[int, str]]:
    for lines, entries in groups:
        yield from ((line, entry) for line in lines for entry in entries)


def _groups(
    groups: Sequence[tuple[frozenset[int], frozenset[str]]],
) -> Iterator[tuple[frozenset[int], frozenset[str]]]:
    for lines, entries in groups:
        if lines and entries and len(lines) + len(entries) > 2:
            yield lines, entries


def _shown(case: Case, found: Reconciliation, lines: Sequence[int], entries: Sequence[str], what: str) -> str:
    by_id = {entry.id: entry for entry in case.account.entries}
    rows = [f"{what}"]
    for line in lines:
        one = case.statement.lines[line]
        rows.append(f"    line {line}: {one.date} {found.line_amounts[line]} {one.references} {one.description}")
        truth = next(fact for fact in case.truth if line in fact.lines)
        rows.append(
            f"      truth: {truth.reason} {[(str(by_id[k].date), str(by_id[k].amount), by_id[k].references) for k in truth.entries]}"
        )
    for entry in entries:
        one_entry = by_id[entry]
        rows.append(
            f"    entry {entry}: {one_entry.date} {one_entry.amount} {one_entry.references} {one_entry.description}"
        )
    return "\n".join(rows)


def _missed(case: Case, found: Reconciliation, truth: Truth) -> str:
    """Show a reason that was not found, with all that touches its rows."""
    by_id = {entry.id: entry for entry in case.account.entries}
    rows = [f"reason {truth.reason}"]
    for line in truth.lines:
        one = case.statement.lines[line]
        rows.append(
            f"    line {line}: {one.date} {found.line_amounts[line]} {one.kind} {one.references} {one.description}"
        )
    for entry in truth.entries:
        ours = by_id[entry]
        rows.append(f"    entry {entry}: {ours.date} {ours.amount} {ours.kind} {ours.references} {ours.description}")
    told = [(match.rule, match.lines, match.entries) for match in found.matches]
    told += [(one.reason.value, one.lines, one.entries) for one in found.differences]
    for what, lines, entries in told:
        if set(lines) & set(truth.lines) or set(entries) & set(truth.entries):
            others = [
                (f"{by_id[k].date} {by_id[k].amount}", by_id[k].references) for k in entries if k not in truth.entries
            ]
            rows.append(f"    told: {what} {lines} {entries} others {others}")
    return "\n".join(rows)


def measure(sizes: Sequence[int], levels: Sequence[int], cases: int, seed: int, *, show: int) -> None:
    for size in sizes:
        for level in levels:
            total = Score()
            for number in range(cases):
                case = make(seed * 1_000 + number, size, level)
                start = time.process_time()
                found = reconcile(case.statement, case.account)
                total.seconds += time.process_time() - start
                score(case, found, total)
            print(f"n {size:6} level {level}  {total.row()}")
            if show:
                print("   ", *(f"{true}->{said} {count};" for (true, said), count in total.confusion.most_common(12)))
                for text in total.wrong[:show]:
                    print("  ", text)


def measure_agreed(cases: int, sizes: Sequence[int], levels: Sequence[int], seed: int, *, show: int) -> None:
    for scenario in SCENARIOS[1:]:
        for level in levels:
            wrong, shown = 0, 0
            for number in range(cases):
                case = make(seed * 100_000 + number, sizes[number % len(sizes)], level, scenario)
                found = reconcile(case.statement, case.account)
                if found.agreed != case.agreed:
                    wrong += 1
                    if shown < show:
                        shown += 1
                        _show_alarm(case, found)
            what = {"clean": "false alarms", "nearby": "taken for one fact"}.get(scenario, "FALSE AGREED")
            print(f"{scenario:13} level {level}  {what} {wrong} of {cases}")


def _show_alarm(case: Case, found: Reconciliation) -> None:
    for match in found.matches:
        if match.certainty is not Certainty.CERTAIN:
            if match.lines:
                print(_shown(case, found, match.lines, match.entries, f"{match.certainty} by {match.rule}"))
            else:
                print("   ", match)
    for difference in found.differences:
        print("   ", difference.reason, difference.explanation, difference.lines, difference.entries)
        if difference.lines:
            print(_shown(case, found, difference.lines, difference.entries, "difference"))


def measure_baseline(sizes: Sequence[int], levels: Sequence[int], cases: int, seed: int) -> None:
    """Pair F1 and wall time of this and of what else there is, on the same cases."""
    methods = [("tieout", _found), *BASELINES]
    for size in sizes:
        for level in levels:
            made = [make(seed * 1_000 + number, size, level) for number in range(cases)]
            for name, method in methods:
                print(f"n {size:6} level {level}  {name:26} {_measured(method, made)}", flush=True)


def _found(case: Case) -> set[tuple[int, str]]:
    found = reconcile(case.statement, case.account)
    told = [(frozenset(one.lines), frozenset(one.entries)) for one in found.matches]
    told += [(frozenset(other.lines), frozenset(other.entries)) for other in found.differences]
    return set(_pairs(told))


def _measured(method: Callable[[Case], set[tuple[int, str]]], cases: Sequence[Case]) -> str:
    right = told = true = 0
    seconds = 0.0
    for case in cases:
        pairs_true = set(_pairs([(frozenset(one.lines), frozenset(one.entries)) for one in case.truth]))
        start = time.perf_counter()
        try:
            pairs = method(case)
        except NotInstalled as missing:
            return str(missing)
        seconds += time.perf_counter() - start
        right, told, true = right + len(pairs & pairs_true), told + len(pairs), true + len(pairs_true)
    return f"pair F1 {_f1(right, told, true)}  {1000 * seconds / len(cases):.1f} ms"


def measure_speed(seed: int) -> None:
    for size in (100, 1_000, 10_000, 100_000):
        for level in (1, 2, 3, 4):
            if size == 100_000 and level > 2:
                continue
            case = make(seed, size, level)
            best = 1e9
            for _ in range(3 if size < 100_000 else 1):
                start = time.process_time()
                reconcile(case.statement, case.account)
                best = min(best, time.process_time() - start)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"n {size:7} level {level}  {1000 * best:9.1f} ms  peak memory so far {peak:.0f} MB", flush=True)
        bare = min(dictionary_join_time(case) for _ in range(3))
        try:
            polars = f"{1000 * min(polars_join_time(case) for _ in range(3)):.2f} ms"
        except NotInstalled as missing:
            polars = str(missing)
        print(
            f"n {size:7} a bare join on number and amount: dictionary {1000 * bare:.2f} ms, polars {polars}", flush=True
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[200])
    parser.add_argument("--levels", type=int, nargs="+", default=[1, 2, 3, 4])
    parser.add_argument("--cases", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--plain-days",
        action="store_true",
        help="parts of a payment on one day, and no day missing: the easier kind of case",
    )
    parser.add_argument("--agreed", type=int, default=0, help="cases for each scenario and level")
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--baseline", action="store_true")
    parser.add_argument("--show", type=int, default=0, help="wrong results shown")
    arguments = parser.parse_args()
    if arguments.plain_days:
        LEVELS.update({number: replace(level, apart=0.0, no_date=0.0) for number, level in LEVELS.items()})
    if arguments.speed:
        measure_speed(arguments.seed)
    elif arguments.baseline:
        measure_baseline(arguments.sizes, arguments.levels, arguments.cases, arguments.seed)
    elif arguments.agreed:
        measure_agreed(arguments.agreed, arguments.sizes, arguments.levels, arguments.seed, show=arguments.show)
    else:
        measure(arguments.sizes, arguments.levels, arguments.cases, arguments.seed, show=arguments.show)


if __name__ == "__main__":
    main()
