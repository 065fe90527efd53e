"""How long a large ledger takes, and how much memory: `python benchmarks/ledger_import.py [rows] [csv|xlsx|balance|signed ...]`.

Each kind is measured in a process of its own; sums are checked against the generator's, so that speed never hides a fault.
"""

from __future__ import annotations

import multiprocessing
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path
from random import Random

import xlsxwriter

from parsers.ledgers.generic import OpeningBalance, read_ledger

_ACCOUNTS = 10_000
_HEADER = [
    "Account",
    "Account Name",
    "Posting Date",
    "Due Date",
    "Document Type",
    "Document No",
    "Description",
    "Debit",
    "Credit",
]


def _rows(count: int) -> list[list[str]]:
    random = Random(7)
    rows: list[list[str]] = []
    for number in range(count):
        account = number * _ACCOUNTS // count
        cents = random.randrange(100, 90_000_00)
        amount = f"{cents // 100}.{cents % 100:02}"
        paid = random.random() < 0.4
        rows.append(
            [
                f"C{account:05}", f"Customer {account}", f"2026-{random.randrange(1, 13):02}-{random.randrange(1, 29):02}", "2026-12-31",
                "Payment" if paid else "Invoice", f"{'PY' if paid else 'INV'}-{number:07}", "goods delivered",
                "" if paid else amount, amount if paid else "",
            ]
        )  # fmt: skip
    return rows


def _write(kind: str, count: int, path: Path) -> Decimal:
    rows = _rows(count)
    total = sum((Decimal(row[7] or 0) - Decimal(row[8] or 0) for row in rows), Decimal(0))
    if kind == "xlsx":
        book = xlsxwriter.Workbook(path, {"constant_memory": True})
        sheet = book.add_worksheet("Ledger")
        money = book.add_format({"num_format": "#,##0.00"})
        for number, row in enumerate([_HEADER, *rows]):
            for column, text in enumerate(row):
                if number and column >= 7 and text:
                    sheet.write_number(number, column, float(text), money)
                elif text:
                    sheet.write_string(number, column, text)
        book.close()
        return total
    header = _HEADER
    if kind == "signed":
        header = [*_HEADER[:7], "Amount"]
        rows = [[*row[:7], row[7] or f"-{row[8]}"] for row in rows]
    if kind == "balance":
        header = [*_HEADER, "Balance"]
        running: dict[str, Decimal] = {}
        for row in rows:
            running[row[0]] = running.get(row[0], Decimal(0)) + Decimal(row[7] or 0) - Decimal(row[8] or 0)
            row.append(str(running[row[0]]))
    path.write_text("\n".join(",".join(row) for row in [header, *rows]) + "\n", encoding="utf-8")
    return total


def _measure(kind: str, path: str, total: Decimal, count: int) -> None:
    before, before_cpu = time.perf_counter(), time.process_time()
    found, read = Decimal(0), 0
    with Path(path).open("rb") as stream:
        for row in read_ledger(stream, path):
            if not isinstance(row, OpeningBalance):
                found += row.amount
                read += 1
    seconds = time.perf_counter() - before
    cpu = time.process_time() - before_cpu
    status = Path("/proc/self/status").read_text(encoding="ascii")  # getrusage would tell the parent's peak
    memory = int(status.split("VmHWM:")[1].split()[0]) / 1024
    verdict = "right" if (found, read) == (total, count) else f"WRONG: {read} rows, {found} for {total}"
    print(
        f"{kind:8} {count:>9,} rows  {seconds:6.1f} s ({cpu:.1f} s of a core, {cpu / count * 1e6:.1f} us/row)  {memory:5.0f} MB  {verdict}"
    )


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder:
        for kind in sys.argv[2:] or ("csv", "balance", "signed", "xlsx"):
            path = Path(folder) / f"ledger.{'xlsx' if kind == 'xlsx' else 'csv'}"
            total = _write(kind, count, path)
            process = context.Process(target=_measure, args=(kind, str(path), total, count))
            process.start()
            process.join()


if __name__ == "__main__":
    main()
