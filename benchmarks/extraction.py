"""How well statements are read that nobody has tuned to: freshly seeded papers, the real recogniser, one table.

    python -m benchmarks.extraction --count 4 --seed 77 [--layouts "csv*,open*"] [--show-failures] [--save DIR]

Fully right: every date, amount, sign, reference, balance, opening and closing as printed. Straight through: also proven or
consistent. Wrongly proven must be zero. Without --seed a fresh one is drawn and printed, so that a run can be repeated.
"""

from __future__ import annotations

import argparse
import fnmatch
import secrets
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from parsers.document import Document
from parsers.recognise import recognise
from tests.support import layouts, other_papers
from tests.support.drafts import Paper
from tests.support.scoring import Fault, Score, scored

TIME_LIMIT = 20


def all_names() -> list[str]:
    return [*layouts.LAYOUTS, *layouts.SPOILED, *other_papers.KINDS]


def make(name: str, seed: int) -> Paper:
    """Return one paper of any kind."""
    return other_papers.make_paper(name, seed) if name in other_papers.KINDS else layouts.make_paper(name, seed)


def measured(job: tuple[str, int]) -> Score:
    """Make, read and score one paper."""
    paper = make(*job)
    document = Document(paper.name, paper.content)
    start = time.perf_counter()
    signal.signal(signal.SIGALRM, _too_slow)
    signal.alarm(TIME_LIMIT)
    try:
        found = recognise(document)
    except Exception as error:  # noqa: BLE001 - the recogniser promises to raise nothing: it is a finding
        return Score(
            paper, (Fault(f"{type(error).__name__}: {error}", missing=True),), (), (), time.perf_counter() - start
        )
    finally:
        signal.alarm(0)
    return scored(paper, found, time.perf_counter() - start)


def _too_slow(signum: int, frame: object) -> None:
    del signum, frame
    raise TimeoutError(f"not read within {TIME_LIMIT} s")


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    seed = options.seed if options.seed is not None else secrets.randbelow(10**6)
    patterns = [pattern.strip() for pattern in options.layouts.split(",")]
    names = [name for name in all_names() if any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)]
    jobs = [(name, seed + number) for name in names for number in range(options.count)]
    if options.save:
        _save(options.save, jobs)
    with ProcessPoolExecutor(options.workers) as pool:
        scores = list(pool.map(measured, jobs, chunksize=4)) if options.workers > 1 else list(map(measured, jobs))
    _print_table(names, scores)
    if options.markdown:
        _print_markdown(scores)
    if options.show_failures:
        _print_failures(scores, options.show_failures)
    print(f"\nseed {seed}, count {options.count}: repeat with --seed {seed} --count {options.count}")
    return 1 if any(score.is_wrongly_proven for score in scores) else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, help="first seed; drawn afresh where none is given")
    parser.add_argument("--count", type=int, default=2, help="papers of each layout")
    parser.add_argument("--layouts", default="*", help="names or patterns, separated by commas")
    parser.add_argument(
        "--show-failures", nargs="?", const=3, type=int, default=0, help="faults shown of each failed paper"
    )
    parser.add_argument("--save", type=Path, help="also write the papers into this folder")
    parser.add_argument("--markdown", action="store_true", help="print the summary as a table for docs/accuracy.md")
    parser.add_argument("--workers", type=int, default=1)
    return parser.parse_args(arguments)


def _print_table(names: Iterable[str], scores: Sequence[Score]) -> None:
    by_name: dict[str, list[Score]] = defaultdict(list)
    for score in scores:
        by_name[score.paper.layout].append(score)
    print(
        f"{'layout':38} {'papers':>6} {'right':>6} {'through':>8} {'WRONGLY':>8} {'wrongly':>10} {'words':>6} {'s':>7}"
    )
    print(f"{'':38} {'':6} {'':6} {'':8} {'PROVEN':>8} {'consistent':>10} {'right':>6}")
    for name in names:
        _print_line(name, by_name[name])
    print("-" * 105)
    for name, group in _groups(scores).items():
        _print_line(name, group)


def _print_line(name: str, scores: Sequence[Score]) -> None:
    if not scores:
        return
    total = len(scores)
    right = sum(score.is_right for score in scores)
    through = sum(score.is_straight_through for score in scores)
    proven = sum(score.is_wrongly_proven for score in scores)
    consistent = sum(score.is_wrongly_consistent for score in scores)
    words = sum(score.is_right and not score.blemishes for score in scores)
    seconds = sum(score.seconds for score in scores) / total
    print(
        f"{name:38} {total:6} {right:6} {through:8} {proven or '.':>8} {consistent or '.':>10} {words:6} {seconds:7.3f}"
    )


def _groups(scores: Sequence[Score]) -> dict[str, list[Score]]:
    """Return the scores by what was to be read."""
    genuine = [score for score in scores if score.paper.blocks and not score.paper.spoiled]
    groups = {"all genuine statements": genuine}
    for kind, suffixes in (
        ("PDF", {".pdf"}),
        ("xlsx, xls, ods", {".xlsx", ".xls", ".ods"}),
        ("csv", {".csv"}),
        ("HTML", {".html"}),
    ):
        groups[f"- {kind}"] = [score for score in genuine if Path(score.paper.name).suffix in suffixes]
    groups["spoiled statements (right: not proven)"] = [score for score in scores if score.paper.spoiled]
    groups["other papers (right: no statement)"] = [score for score in scores if not score.paper.blocks]
    return {name: group for name, group in groups.items() if group}


def _print_markdown(scores: Sequence[Score]) -> None:
    print(
        "\n| papers | count | fully right | straight through | wrongly proven | wrongly consistent |\n|---|---|---|---|---|---|"
    )
    for name, group in _groups(scores).items():
        right, through = (
            f"{sum(values) / len(group):.1%}"
            for values in ([score.is_right for score in group], [score.is_straight_through for score in group])
        )
        wrong = (sum(score.is_wrongly_proven for score in group), sum(score.is_wrongly_consistent for score in group))
        print(f"| {name} | {len(group)} | {right} | {through} | {wrong[0]} | {wrong[1]} |")


def _print_failures(scores: Sequence[Score], limit: int) -> None:
    for score in scores:
        if score.is_straight_through or (score.is_right and (score.paper.spoiled or not score.paper.blocks)):
            continue
        verdicts = "/".join(score.verdicts) or "no statement"
        print(
            f"\n[{score.paper.layout}] seed {score.paper.seed}: {verdicts}{'  WRONGLY PROVEN' if score.is_wrongly_proven else ''}"
        )
        for fault in score.faults[:limit]:
            print(f"    {fault.text}{' (left out)' if fault.missing else ''}")


def _save(folder: Path, jobs: Iterable[tuple[str, int]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, seed in jobs:
        paper = make(name, seed)
        safe = "".join(char if char.isalnum() else "_" for char in name)
        (folder / f"{safe}_{seed}{Path(paper.name).suffix}").write_bytes(paper.content)


if __name__ == "__main__":
    sys.exit(main())
