"""What happens to damaged files: sound papers, ledgers and mails are damaged by chance and given to the real readers.

    python -m benchmarks.fuzz --count 2000 [--seed 77] [--kinds pdf,xlsx,mail,ledger,command] [--keep DIR]

Nothing may raise; no reader may stumble over its own code (`reader_failed`, `reader_crashed`); nothing may take longer than its
budget. Documents are read in the sandbox, as the service does; `command` runs `tieout extract`, which must answer without a
traceback. What was found is printed with its seed, and kept as a file with --keep. Without --seed a fresh one is drawn.
"""

from __future__ import annotations

import argparse
import io
import secrets
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

from daemon.config.settings import Authenticity
from daemon.mail.attachments import contents_of_file
from daemon.mail.incoming import RawMail
from daemon.mail.opening import open_mail
from daemon.sandbox.apart import recognise_apart
from daemon.sandbox.budget import Budget
from parsers.document import Document
from parsers.ledgers.generic import read_ledger
from parsers.ledgers.rows import LedgerRefused
from tests.support.compound_files import Message, message_file
from tests.support.layouts import make_paper
from tests.support.mutating import mutated
from tests.support.workbooks import openpyxl_book

BUDGET: Final = Budget(cpu_seconds=20, seconds=240.0)
SECONDS: Final = 30  # for mails and ledgers, which are read in this process
STOPPED: Final = "stopped within its budget"
FAULTS: Final = {"reader_failed", "reader_crashed"}
LAYOUTS: Final = {
    "pdf": (
        "ruled",
        "borderless",
        "free zh",
        "pages carried",
        "open items aged",
        "rotated",
        "doubled glyphs",
        "watermark",
    ),
    "printed": ("chromium", "calc", "print run"),
    "xlsx": ("xlsx", "xlsx typed", "xlsx merged", "xlsx formulas", "xlsx sheets"),
    "old": ("xls", "ods"),
    "text": ("csv", "csv zh", "csv de", "csv utf-16", "html"),
}
VARIANTS: Final = 3


@cache
def _papers(kind: str) -> tuple[Document, ...]:
    made = (make_paper(name, 6_000_000 + number) for name in LAYOUTS[kind] for number in range(VARIANTS))
    return tuple(Document(paper.name, paper.content) for paper in made)


@cache
def _corpus() -> tuple[Document, ...]:
    """Return the papers that were checked by hand: listings, a letter in Word, a body from Outlook."""
    folder = Path(__file__).parent.parent / "tests" / "corpus"
    files = [path for path in sorted(folder.glob("*/*")) if path.suffix not in {".txt", ".md"}]
    return tuple(Document(path.name, path.read_bytes()) for path in files)


@cache
def _ledgers() -> tuple[Document, ...]:
    entries = [
        (f"2026-03-{day:02d}", f"INV-{day}", "Goods", f"{day * 100}.00" if day % 3 else "", "" if day % 3 else "50.00")
        for day in range(1, 29)
    ]
    heads = [
        ("Account", "Date", "Number", "Text", "Debit", "Credit"),
        ("科目编码", "日期", "凭证号", "摘要", "借方", "贷方"),
    ]
    made = []
    for head in heads:
        rows = [head, *(("C1001", *entry) for entry in entries)]
        text = "\n".join(",".join(row) for row in rows)
        made += [Document("ledger.csv", text.encode(coding)) for coding in ("utf-8", "gb18030", "utf-16")]
        made.append(Document("ledger.xlsx", openpyxl_book([list(row) for row in rows])))
    sectioned = "Ledger\nAcme,,,,\n,Date,Num,Debit,Credit\n,2026-03-01,1,10.00,\nTotal for Acme,,,10.00,\n"
    return (*made, Document("sections.csv", sectioned.encode()))


@cache
def _mails() -> tuple[bytes, ...]:
    mails = []
    for number, paper in enumerate((*_papers("pdf")[:4], *_papers("xlsx")[:2], *_papers("text")[:3])):
        mail = EmailMessage()
        mail["From"], mail["To"] = "Kunde Müller <kunde@example.com>", "books@example.org"
        mail["Subject"], mail["Date"] = "对账单 March", "Tue, 03 Mar 2026 10:00:00 +0800"
        mail["Message-ID"] = f"<{number}@example.com>"
        mail.set_content("Please find our statement.\n\nGrüße")
        mail.add_alternative(
            "<p>Please find <b>our</b> statement</p><table><tr><td>1,00</td></tr></table>", subtype="html"
        )
        mail.add_attachment(
            paper.content, maintype="application", subtype="octet-stream", filename=f"对账 {paper.name}"
        )
        if number % 3 == 0:
            outer = EmailMessage()
            outer["From"], outer["To"], outer["Subject"] = "a@example.com", "books@example.org", "Fwd"
            outer.set_content("see below")
            outer.add_attachment(mail)
            mail = outer
        mails.append(mail.as_bytes())
    outlook = Message(
        subject="对账", body="see below", attached=[(paper.name, paper.content) for paper in _papers("text")[:3]]
    )
    saved = EmailMessage()
    saved["From"], saved["To"], saved["Subject"] = "a@example.com", "books@example.org", "saved"
    saved.set_content("see below")
    saved.add_attachment(message_file(outlook), maintype="application", subtype="vnd.ms-outlook", filename="s.msg")
    return (*mails, saved.as_bytes())


@cache
def _messages() -> tuple[bytes, ...]:
    inner = Message(subject="Fw", body="inner", attached=[("inner.csv", _papers("text")[0].content)])
    return (message_file(Message(body="b" * 5000, attached=[("a.pdf", _papers("pdf")[0].content), ("m", inner)])),)


def _read_document(document: Document) -> str | None:
    found = recognise_apart(document, budget=BUDGET)
    wrong = [f"{p.code}: {p.message} {dict(p.facts)}" for p in found.problems if p.code in FAULTS]
    stopped = [f"{STOPPED}: {p.message}" for p in found.problems if p.code in {"too_slow", "too_much_memory"}]
    return "; ".join(wrong or stopped) or None


def _read_mail(document: Document) -> str | None:
    raw = RawMail(
        mailbox="m",
        folder="INBOX",
        uidvalidity=1,
        uid=1,
        content=document.content,
        received_at=datetime(2026, 3, 3, tzinfo=UTC),
    )
    open_mail(raw, ["books@example.org"], Authenticity())
    return None


def _open_message(document: Document) -> str | None:
    contents_of_file(document)
    return None


def _read_ledger(document: Document) -> str | None:
    try:
        for _ in read_ledger(io.BytesIO(document.content), document.name):
            pass
    except LedgerRefused:
        pass
    return None


def _run_command(document: Document) -> str | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / document.name
        path.write_bytes(document.content)
        command = [sys.executable, "-m", "daemon", "extract", str(path), "--json"]
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)
    if done.returncode != 0 or "Traceback" in done.stderr or not done.stdout.startswith("{"):
        return f"exit {done.returncode}: {done.stderr[-1500:]}"
    return None


def _drawn(kind: str, random: Random) -> Document:
    """Return one damaged file of a kind."""
    if kind == "mail":
        return Document("mail.eml", mutated(random.choice(_mails()), random))
    if kind == "ledger":
        sound = random.choice(_ledgers())
        return Document(sound.name, mutated(sound.content, random))
    if kind == "outlook":
        return Document("saved.msg", mutated(random.choice(_messages()), random))
    if kind == "command":
        kind = random.choice((*LAYOUTS, "corpus", "mail", "outlook"))
        return _drawn(kind, random)
    sound = random.choice(_corpus() if kind == "corpus" else _papers(kind))
    return Document(sound.name, mutated(sound.content, random))


TARGETS: Final[dict[str, Callable[[Document], str | None]]] = {
    **dict.fromkeys(LAYOUTS, _read_document),
    "corpus": _read_document,
    "mail": _read_mail,
    "outlook": _open_message,
    "ledger": _read_ledger,
    "command": _run_command,
}


def _outcome(kind: str, document: Document) -> str | None:
    """Return what went wrong, None where nothing did."""
    alarmed = kind in {"mail", "outlook", "ledger"}
    if alarmed:
        signal.signal(signal.SIGALRM, _too_slow)
        signal.alarm(SECONDS)
    try:
        return TARGETS[kind](document)
    except Exception:  # noqa: BLE001 - whatever it is, it is a finding
        return traceback.format_exc(limit=-6)
    finally:
        signal.alarm(0)


def _too_slow(signum: int, frame: object) -> None:
    del signum, frame
    raise TimeoutError(f"not read within {SECONDS} s")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, help="first seed; drawn afresh where none is given")
    parser.add_argument("--count", type=int, default=60, help="damaged files of each kind")
    parser.add_argument("--kinds", default=",".join(TARGETS), help="which, separated by commas")
    parser.add_argument("--minutes", type=float, default=0.0, help="go on for as long, whatever the count")
    parser.add_argument("--keep", type=Path, help="write the files that went wrong into this folder")
    options = parser.parse_args(arguments)
    seed = options.seed if options.seed is not None else secrets.randbelow(10**9)
    kinds = [kind for kind in options.kinds.split(",") if kind in TARGETS]
    end = time.monotonic() + options.minutes * 60
    done: Counter[str] = Counter()
    wrong = stopped = 0
    slowest: dict[str, tuple[float, int]] = {}
    number = 0
    while number < options.count or time.monotonic() < end:
        for kind in kinds:
            if kind == "command" and number % 10:
                continue  # a program to start each time
            document = _drawn(kind, Random(f"{kind}/{seed + number}"))
            begin = time.perf_counter()
            outcome = _outcome(kind, document)
            took = time.perf_counter() - begin
            done[kind] += 1
            slowest[kind] = max(slowest.get(kind, (0.0, 0)), (took, seed + number))
            if outcome is not None:
                stopped += outcome.startswith(STOPPED)
                wrong += not outcome.startswith(STOPPED)
                print(
                    f"\n[{kind}] seed {seed + number} ({document.name}, {len(document.content)} bytes): {outcome}",
                    flush=True,
                )
                if options.keep:
                    options.keep.mkdir(parents=True, exist_ok=True)
                    (options.keep / f"{kind}_{seed + number}{Path(document.name).suffix}").write_bytes(document.content)
        number += 1
    for kind, (seconds, at) in slowest.items():
        print(f"{kind:10} {done[kind]:6} files, the slowest took {seconds:6.2f} s (seed {at})")
    print(
        f"{wrong} went wrong, {stopped} were stopped within their budget; seed {seed}, count {number}: repeat with --seed {seed} --count {number}"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
