"""How long reading takes: the whole extraction beside what others need for less, on the same pages in the same run.

    python -m benchmarks.extraction_speed [--count 2] [--seed 77] [--markdown]
    python -m benchmarks.extraction_speed --profile [--layouts "very long"]

Processor time of one core, so that a busy machine weighs on nobody; each figure is the median of several rounds, which alternate.
*pdfium* only asks pypdfium2 for each letter and its box. *pdfplumber* only asks for `extract_table` of each page, *camelot* for the
hybrid parser's tables (vector engine); neither gives a statement. The long statement is read in a child of its own, whose peak of
memory counts the interpreter and all libraries too.
"""

from __future__ import annotations

import argparse
import cProfile
import fnmatch
import gc
import io
import pstats
import resource
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median

import pdfplumber
import pypdfium2
from camelot.io import read_pdf

from parsers.document import Document
from parsers.readers.base import Access, Reader, all_readers
from parsers.recognise import recognise
from parsers.table import Reading
from tests.support.drafts import Paper
from tests.support.layouts import make_paper

TYPICAL = (
    "ruled",
    "borderless",
    "zebra",
    "free en",
    "free zh",
    "free de",
    "signed",
    "two-row head",
    "pages carried",
    "pages plain",
    "open items aged",
    "wrapped top",
    "chromium",
    "calc",
    "print run",
)
LONG = "very long"
ROUNDS = 5


def pdfium_boxes(content: bytes) -> int:
    """Ask for every letter and its box, and do nothing with them."""
    document = pypdfium2.PdfDocument(content)
    letters = 0
    for index in range(len(document)):
        page = document[index]
        text = page.get_textpage()
        for number in range(text.count_chars()):
            text.get_charbox(number)
        letters += len(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return letters


def pdfplumber_tables(content: bytes) -> int:
    with pdfplumber.open(io.BytesIO(content)) as document:
        return sum(len(page.extract_table() or ()) for page in document.pages)


def camelot_tables(content: bytes) -> int:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(content)
        file.flush()
        try:
            return len(read_pdf(file.name, pages="all", flavor="hybrid", engine="vector", suppress_stdout=True))
        except Exception:  # noqa: BLE001 - what it cannot read it still took its time for
            return 0


def forget() -> None:
    """Empty what the readers remember of earlier texts: each document is read in a fresh process, and pays for it anew."""
    for name, module in list(sys.modules.items()):
        if name.startswith("parsers."):
            for each in list(vars(module).values()):
                if hasattr(each, "cache_clear") and each.cache_parameters()["maxsize"]:
                    each.cache_clear()


def processor_seconds(work: Callable[[], object]) -> float:
    forget()
    gc.collect()
    begin = time.process_time()
    work()
    return time.process_time() - begin


def measured(paper: Paper, *, others: bool) -> tuple[dict[str, float], int, str]:
    """Return the median seconds of each way, the number of pages, and which readers had to run."""
    document = Document(paper.name, paper.content)
    pages = len(pypdfium2.PdfDocument(paper.content))
    ways: dict[str, Callable[[], object]] = {
        "tieout": lambda: recognise(document),
        "pdfium": lambda: pdfium_boxes(paper.content),
    }
    slow: dict[str, Callable[[], object]] = {
        "pdfplumber": lambda: pdfplumber_tables(paper.content),
        "camelot": lambda: camelot_tables(paper.content),
    }
    asked = _asked(document)
    times: dict[str, list[float]] = {}
    for number in range(ROUNDS):
        for name, work in ways.items():
            times.setdefault(name, []).append(processor_seconds(work))
        if others and number < (ROUNDS + 1) // 2:
            for name, work in slow.items():
                times.setdefault(name, []).append(processor_seconds(work))
    return {name: median(values) for name, values in times.items()}, pages, "+".join(asked)


def _asked(document: Document) -> list[str]:
    """Return the names of the readers that had to run."""
    ran: list[str] = []

    class Noting:
        def __init__(self, reader: Reader) -> None:
            self.reader, self.name, self.cost = reader, reader.name, reader.cost

        def able(self, document: Document) -> bool:
            return self.reader.able(document)

        def read(self, document: Document, access: Access) -> Reading:
            ran.append(self.name)
            return self.reader.read(document, access)

    recognise(document, readers=[Noting(reader) for reader in all_readers()])
    return ran


def in_child(path: Path) -> None:
    """Read one file and tell what it took. Runs in a process of its own."""
    document = Document(path.name, path.read_bytes())
    all_readers()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin, wall = time.process_time(), time.perf_counter()
    found = recognise(document)
    seconds, waited = time.process_time() - begin, time.perf_counter() - wall
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    lines = sum(len(statement.lines) for statement in found.statements)
    verdicts = "/".join(statement.proof.verdict for statement in found.statements) or "no statement"
    print(f"{seconds:.3f} {waited:.3f} {before // 1024} {peak // 1024} {lines} {verdicts}")


def _long(seed: int, *, markdown: bool) -> None:
    rows = []
    for number in range(3):
        paper = make_paper(LONG, seed + number)
        pages = len(pypdfium2.PdfDocument(paper.content))
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(paper.content)
            file.flush()
            told = [
                subprocess.run(
                    [sys.executable, "-m", "benchmarks.extraction_speed", "--child", file.name],
                    check=True,
                    capture_output=True,
                    text=True,
                ).stdout.split(maxsplit=5)
                for _ in range(3)
            ]
        middle = sorted(told, key=lambda row: float(row[0]))[1]
        bare = median(processor_seconds(partial(pdfium_boxes, paper.content)) for _ in range(3))
        rows.append(
            (pages, middle[4], float(middle[0]), float(middle[0]) / pages, bare, middle[3], middle[2], middle[5])
        )
    print(f"\nthe long statement ({LONG}), each in a child of its own, median of 3 runs")
    head = ("pages", "lines", "s", "s a page", "pdfium s", "peak MB", "of it before reading", "verdict")
    mark = "| " if markdown else "  "
    print(mark + " | ".join(head) + (" |\n|" + "---|" * len(head) if markdown else ""))
    for pages, lines, seconds, each, bare, peak, before, verdict in rows:
        cells = (str(pages), lines, f"{seconds:.2f}", f"{each:.4f}", f"{bare:.2f}", peak, before, verdict.strip())
        print(mark + " | ".join(cells) + (" |" if markdown else ""))


def _profile(papers: Sequence[Paper]) -> None:
    profile = cProfile.Profile()
    for paper in papers:
        recognise(Document(paper.name, paper.content))
    profile.enable()
    for paper in papers:
        recognise(Document(paper.name, paper.content))
    profile.disable()
    pstats.Stats(profile).sort_stats("tottime").print_stats(45)


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    if options.child:
        in_child(options.child)
        return 0
    seed = options.seed if options.seed is not None else secrets.randbelow(10**6)
    names: Sequence[str] = TYPICAL
    if options.layouts:
        names = tuple(n for n in (*TYPICAL, LONG) if any(fnmatch.fnmatchcase(n, p) for p in options.layouts.split(",")))
    papers = [make_paper(name, seed + number) for name in names for number in range(options.count)]
    if options.profile:
        _profile(papers)
        return 0
    rows = [(paper, *measured(paper, others=not options.no_others)) for paper in papers]
    print(f"{'layout':20} {'pages':>5} {'tieout':>8} {'pdfium':>8} {'plumber':>8} {'camelot':>8}  {'by'}   (ms a page)")
    for paper, times, pages, reader in rows:
        figures = " ".join(
            f"{times[way] / pages * 1000:8.1f}" if way in times else f"{'':8}"
            for way in ("tieout", "pdfium", "pdfplumber", "camelot")
        )
        print(f"{paper.layout:20} {pages:5} {figures}  {reader}")
    first = [row for row in rows if row[3] == "pdf_words"]
    for title, group in (("all", rows), ("read by the first reader", first)):
        _summary(title, group, markdown=options.markdown)
    if not options.layouts:
        _long(seed, markdown=options.markdown)
    print(f"\nseed {seed}, count {options.count}: repeat with --seed {seed} --count {options.count}")
    return 0


def _summary(title: str, rows: Sequence[tuple[Paper, dict[str, float], int, str]], *, markdown: bool) -> None:
    if not rows:
        return
    pages = sum(row[2] for row in rows)
    own = sum(row[1]["tieout"] for row in rows)
    print(f"\n{title}: {len(rows)} files, {pages} pages")
    if markdown:
        print("| | ms a page, over all pages | ms a page, median file | tieout takes |\n|---|---|---|---|")
    for way in ("tieout", "pdfium", "pdfplumber", "camelot"):
        if way not in rows[0][1]:
            continue
        total = sum(row[1][way] for row in rows)
        middle = median(row[1][way] / row[2] for row in rows)
        ratio = median(row[1]["tieout"] / row[1][way] for row in rows)
        cells = (way, f"{total / pages * 1000:.1f}", f"{middle * 1000:.1f}", f"{own / total:.2f}x ({ratio:.2f}x)")
        print(
            "| " + " | ".join(cells) + " |" if markdown else f"  {cells[0]:10} {cells[1]:>8} {cells[2]:>8}   {cells[3]}"
        )


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, help="first seed; drawn afresh where none is given")
    parser.add_argument("--count", type=int, default=2, help="papers of each layout")
    parser.add_argument(
        "--layouts", default="", help="names or patterns, separated by commas; without the long statement"
    )
    parser.add_argument("--no-others", action="store_true", help="leave pdfplumber and camelot out")
    parser.add_argument("--markdown", action="store_true", help="print the tables for docs/accuracy.md")
    parser.add_argument("--profile", action="store_true", help="show where the time goes")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
