"""What reading apart costs: the same documents read in this process and each in a child of its own.

    python -m benchmarks.sandbox [FILE...]

Start-up of the fork server is paid once a service; then each document pays for a fork, for shutting the child in, and for its
request and answer on the way. Rounds alternate, so that a busy machine weighs on both alike; medians are compared.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from daemon.sandbox.apart import recognise_apart
from daemon.sandbox.budget import Budget
from daemon.sandbox.host import Sandbox
from parsers.document import Document
from parsers.readers.base import all_readers
from parsers.recognise import recognise

ROUNDS = 9
CSV = b"Date,Reference,Debit,Credit,Balance\n2026-03-01,A1,10.00,,10.00\n2026-03-02,A2,,3.00,7.00\n"


def seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def main(names: list[str]) -> None:
    documents = [Document("small.csv", CSV), Document("30 MB of zeros", bytes(30 << 20))]
    documents += [Document(name, Path(name).read_bytes()) for name in names]
    with Sandbox() as sandbox:
        started = seconds(sandbox.level)
        print(f"fork server ready after   {started:7.3f} s ({sandbox.level()})")
        empty = median(seconds(lambda: sandbox.run("builtins:bytes", b"", Budget())) for _ in range(ROUNDS * 3))
        print(f"a child that does nothing {empty:7.3f} s")
        all_readers()
        print(f"{'document':40} {'here':>8} {'apart':>8} {'more':>8}")
        for document in documents:
            here: list[float] = []
            apart: list[float] = []
            for _ in range(ROUNDS):
                here.append(seconds(partial(recognise, document)))
                apart.append(seconds(partial(recognise_apart, document, sandbox=sandbox)))
            print(
                f"{document.name[-40:]:40} {median(here):8.3f} {median(apart):8.3f} {median(apart) - median(here):8.3f}"
            )


if __name__ == "__main__":
    main(sys.argv[1:])
