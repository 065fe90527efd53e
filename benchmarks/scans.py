"""How well scans and photos are read: made-up papers of fresh seeds, drawn, spoiled and put into PDFs of pictures.

    python -m benchmarks.scans --count 12 --seed 77 [--ways crooked,photographed] [--markdown] [--show-failures]

A paper counts only where the digital original is read right: what is measured is the scan, not the layout. Needs the extra `ocr`. Fully right:
every date, amount, sign, reference, balance, opening and closing as printed, repairs included. Wrongly proven must be zero.
"""

from __future__ import annotations

import argparse
import secrets
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pypdfium2

from parsers.document import Document
from parsers.recognise import recognise
from parsers.scans import engine
from tests.support import layouts
from tests.support.drafts import Paper
from tests.support.scanned_papers import SPOILERS, scan
from tests.support.scoring import Score, scored

_OTHER_PROGRAMS = frozenset({"calc", "xls", "ods", "text", "csv", "html"})
MOST_PAGES = 3


@dataclass(frozen=True, slots=True)
class Scanned:
    """One scan read: how it was spoiled, its pages, the score, and how many figures were put right."""

    way: str
    pages: int
    score: Score
    repairs: int
    doubts: int


def originals(count: int, seed: int) -> list[Paper]:
    """Return made-up papers of up to three pages whose digital form is read right."""
    random = Random(seed)
    names = sorted(name for name, layout in layouts.LAYOUTS.items() if layout.producer not in _OTHER_PROGRAMS)
    found: list[Paper] = []
    while len(found) < count:
        paper = layouts.make_paper(random.choice(names), random.randrange(10**6))
        if not paper.name.endswith(".pdf") or _pages(paper.content) > MOST_PAGES:
            continue
        if scored(paper, recognise(Document(paper.name, paper.content))).is_straight_through:
            found.append(paper)
    return found


def _pages(content: bytes) -> int:
    document = pypdfium2.PdfDocument(content)
    try:
        return len(document)
    finally:
        document.close()


def measured(paper: Paper, content: bytes, way: str) -> Scanned:
    """Read and score one scan."""
    start = time.perf_counter()
    found = recognise(Document("scan.pdf", content))
    seconds = time.perf_counter() - start
    repairs = sum(len(statement.proof.repairs) for statement in found.statements)
    doubts = sum(problem.code == "faint" for problem in found.problems)
    return Scanned(way, _pages(content), scored(paper, found, seconds), repairs, doubts)


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    if not engine.installed():
        print("the extra ocr is not installed: nothing to measure")
        return 0
    seed = options.seed if options.seed is not None else secrets.randbelow(10**6)
    ways = options.ways.split(",")
    results = []
    for number, paper in enumerate(originals(options.count, seed)):
        way = ways[number % len(ways)]
        content = scan(paper.content, way, seed + number)
        if options.save:
            options.save.mkdir(parents=True, exist_ok=True)
            (options.save / f"{number:02}-{way}.pdf").write_bytes(content)
            (options.save / f"{number:02}-original.pdf").write_bytes(paper.content)
        result = measured(paper, content, way)
        results.append(result)
        mark = "right" if result.score.is_right else "wrong"
        verdicts = ",".join(result.score.verdicts) or "none"
        print(
            f"{result.way:13} {paper.layout:28} {result.pages} p. {result.score.seconds / result.pages:6.1f} s/p. {mark} {verdicts}"
            f"{f'  {result.repairs} repaired' if result.repairs else ''}{f'  {result.doubts} faint' if result.doubts else ''}",
            flush=True,
        )
        if options.show_failures:
            for fault in result.score.faults[:4]:
                print(f"      {fault.text}")
    _print_summary(results, markdown=options.markdown)
    print(f"\nseed {seed}, count {options.count}: repeat with --seed {seed} --count {options.count}")
    return 1 if any(result.score.is_wrongly_proven for result in results) else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, help="drawn afresh where none is given")
    parser.add_argument("--count", type=int, default=10, help="papers in all")
    parser.add_argument("--ways", default=",".join(SPOILERS), help="ways of spoiling, in turn")
    parser.add_argument("--show-failures", action="store_true")
    parser.add_argument("--save", type=Path, help="also write the scans and their originals into this folder")
    parser.add_argument("--markdown", action="store_true", help="print the summary as a table for docs/accuracy.md")
    return parser.parse_args(arguments)


def _print_summary(results: Sequence[Scanned], *, markdown: bool) -> None:
    rows = [("all", list(results))] + [(way, [r for r in results if r.way == way]) for way in SPOILERS]
    if markdown:
        print(
            "\n| scans | papers | pages | fully right | straight through | wrongly proven | wrongly consistent | s/page |"
        )
        print("|---|---|---|---|---|---|---|---|")
    else:
        print(
            f"\n{'scans':14} {'papers':>6} {'pages':>6} {'right':>6} {'through':>8} {'WRONGLY':>8} {'wrongly':>10} {'s/page':>7}"
        )
    for name, group in rows:
        if not group:
            continue
        scores = [result.score for result in group]
        cells = (
            name,
            len(group),
            sum(result.pages for result in group),
            f"{sum(score.is_right for score in scores) / len(group):.0%}",
            f"{sum(score.is_straight_through for score in scores) / len(group):.0%}",
            sum(score.is_wrongly_proven for score in scores),
            sum(score.is_wrongly_consistent for score in scores),
            f"{statistics.median(result.score.seconds / result.pages for result in group):.1f}",
        )
        if markdown:
            print("| " + " | ".join(map(str, cells)) + " |")
        else:
            print("{:14} {:>6} {:>6} {:>6} {:>8} {:>8} {:>10} {:>7}".format(*cells))


if __name__ == "__main__":
    sys.exit(main())
