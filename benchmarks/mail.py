"""From a customer's mail to the answer in its mailbox, over real servers: how long, how many, how much memory.

    python -m benchmarks.mail                          # latency of 100 mails, one after the other
    python -m benchmarks.mail --burst 1000 --paper csv # mails a minute when they come all at once
    python -m benchmarks.mail --burst 10000 --paper csv
    python -m benchmarks.mail --burst 300 --paper csv --outage 10   # both servers killed in the middle, back after ten seconds
    python -m benchmarks.mail --burst 100 --paper csv --slow 0.2    # each piece of data of both servers comes 0.2 s late
    python -m benchmarks.mail --burst 100 --paper csv --refusing 452 --outage 10   # the way out says so for ten seconds (421, 452, 454, 552, quota)

Customer -> Postfix -> Dovecot -> `tieout run` -> Postfix -> Dovecot (the customer's mailbox). Each mail comes from a counterparty of its own
with its own account and statement, so that every one is answered. The clock stops when the answer can be fetched.
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import re
import signal
import smtplib
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from statistics import median

import trustme

from benchmarks.gate import ANSWERS, Gate
from daemon.store import Store, open_store
from daemon.store.ledgers import Opening
from parsers.ledgers.counterparty import Counterparty
from parsers.ledgers.entry import LedgerEntry, Role
from tests.support.dovecot import DOMAIN, PASSWORD, Dovecot
from tests.support.house import Posting, entries, mail, statement_pdf
from tests.support.postfix import Postfix
from tests.support.stored import OpeningRow

US = f"statements@{DOMAIN}"
_QUEUE_ID = re.compile(r"by mx\.\S+ \(Postfix\) with E?SMTP id (\w+)")
TODAY = dt.datetime.now(dt.UTC)


def code(number: int) -> str:
    return f"C-{number:06}"


def address(number: int) -> str:
    return f"customer{number}@{DOMAIN}"


def postings(number: int) -> tuple[Posting, ...]:
    cents = Decimal(number) / 100
    return (
        Posting("2026-03-03", f"INV-{number}1", str(600 + cents)),
        Posting("2026-03-11", f"INV-{number}2", "250.50"),
        Posting("2026-03-17", f"RCT-{number}3", "-500.00"),
    )


def paper(number: int, kind: str) -> tuple[str, bytes]:
    if kind == "pdf":
        return "statement.pdf", statement_pdf(postings(number), holder=f"Customer {number} Ltd")
    text = io.StringIO()
    balance = Decimal("100.00")
    text.write("Statement of account\nCurrency;USD\nDate;Reference;Debit;Credit;Balance\n")
    text.write(f"2026-03-01;Opening balance;;;{balance}\n")
    for posting in postings(number):
        amount = Decimal(posting.amount)
        balance += amount
        debit, credit = ("", amount) if amount > 0 else (-amount, "")
        text.write(f"{posting.date};{posting.reference};{debit};{credit};{balance}\n")
    text.write(f"2026-03-31;Closing balance;;;{balance}\n")
    return "statement.csv", text.getvalue().encode()


def furnish(store: Store, count: int) -> None:
    """Import the ledger of so many counterparties, and their list."""
    rows: list[LedgerEntry | Opening] = []
    for number in range(count):
        rows.append(OpeningRow(code(number), Decimal("100.00"), dt.date(2026, 3, 1), number * 4 + 1, "USD"))
        rows.extend(entries(code(number), postings(number), start=number * 4 + 2))
    store.ledgers.import_rows(rows, name="ledger.csv", sha256="1" * 64, role=Role.CUSTOMER, imported_at=TODAY)
    store.counterparties.replace_all(
        [
            Counterparty(
                code=code(number),
                name=f"Customer {number} Ltd",
                addresses=(address(number),),
                language="en",
                currency="USD",
            )
            for number in range(count)
        ]
    )


def configuration(directory: Path, imap_port: int, smtp_port: int) -> Path:
    path = directory / "tieout.toml"
    path.write_text(
        f'[company]\nname = "Example Trading Ltd"\ncurrency = "USD"\ntimezone = "UTC"\n[store]\ndirectory = "{directory}/state"\n'
        f'[[mailboxes]]\nname = "statements"\naddress = "{US}"\nhost = "127.0.0.1"\nport = {imap_port}\ntls = "none"\n'
        f'user = "statements"\nwhen_done = "flag"\n[outgoing]\nhost = "127.0.0.1"\nport = {smtp_port}\ntls = "none"\n'
        '[policy]\nmode = "auto"\nanswers_per_day = 1000000\nanswers_per_domain = 1000000\nanswers_per_hour = 1000000\nmail_max_age_days = 0\n[authenticity]\nrequire = false\n[desk]\nenabled = false\n[log]\nlevel = "error"\n'
    )
    credential = directory / "imap-password"
    credential.write_text(PASSWORD)
    credential.chmod(0o600)
    return path


@contextmanager
def service(config: Path) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([sys.executable, "-m", "daemon", "run", "-c", str(config)])
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(90)


def arrived(root: Path, number: int) -> bool:
    """Whether the customer's maildir holds an answer."""
    return any((root / f"customer{number}" / "new").glob("*"))


def handed_over(root: Path, number: int) -> list[str]:
    """Return Postfix's queue id of each answer in the customer's maildir: one of ours for each time that we handed it over."""
    mails = (path.read_text(errors="replace") for path in (root / f"customer{number}" / "new").glob("*"))
    return [found[1] if (found := _QUEUE_ID.search(each)) else "?" for each in mails]


def memory_of(process: subprocess.Popen[bytes]) -> int:
    """Return the resident memory of the service's own process in megabytes."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) // 1024


def until(holds: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.005)
    return True


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mails", type=int, default=100, help="how many one after the other")
    parser.add_argument("--burst", type=int, default=0, help="how many at once, instead")
    parser.add_argument(
        "--outage", type=float, default=0, help="seconds for which both servers are gone, from the first tenth on"
    )
    parser.add_argument("--slow", type=float, default=0, help="seconds by which each piece of data comes late")
    parser.add_argument("--refusing", choices=sorted(ANSWERS), help="with --outage: what the way out answers meanwhile")
    parser.add_argument("--paper", choices=["pdf", "csv"], default="pdf")
    given = parser.parse_args()
    if Dovecot.program() is None or not Postfix.available():
        sys.exit(
            "This needs Dovecot and Postfix, and root to start Postfix: apt install dovecot-imapd dovecot-lmtpd postfix"
        )
    count = given.burst or given.mails
    certificate = trustme.CA().issue_cert("127.0.0.1")
    dovecot = Dovecot()
    dovecot.start(b"".join(each.bytes() for each in certificate.cert_chain_pems), certificate.private_key_pem.bytes())
    postfix = Postfix(dovecot.lmtp_port)
    try:
        postfix.start()
        with tempfile.TemporaryDirectory() as name:
            directory = Path(name)
            store = open_store(directory / "state")
            furnish(store, count)
            store.close()
            mails = [
                mail(paper(number, given.paper), sender=address(number), to=US, number=number)
                for number in range(count)
            ]
            way_in, way_out = Gate(dovecot.port, given.slow), Gate(postfix.port, given.slow)
            with service(configuration(directory, way_in.port, way_out.port)) as running:
                if given.refusing:
                    unwilling(mails, postfix, dovecot, way_out, given.refusing, given.outage)
                elif given.burst:
                    burst(mails, postfix, dovecot, running, given.outage)
                else:
                    one_by_one(mails, postfix, dovecot.mails, running)
    finally:
        postfix.stop()
        dovecot.stop()


def one_by_one(mails: list[bytes], postfix: Postfix, root: Path, running: subprocess.Popen[bytes]) -> None:
    times = []
    for number, content in enumerate(mails):
        with smtplib.SMTP("127.0.0.1", postfix.port) as client:
            client.sendmail(address(number), [US], content)
        begin = time.perf_counter()
        if not until(lambda number=number: arrived(root, number), 120):  # type: ignore[misc]
            sys.exit(f"no answer to mail {number} within two minutes")
        times.append(time.perf_counter() - begin)
    first, rest = times[0], sorted(times[1:])
    print(
        f"{len(times)} mails one after the other: median {median(rest):.2f} s, 95th in 100 {rest[int(len(rest) * 0.95)]:.2f} s, "
        f"worst {rest[-1]:.2f} s (the first after the start {first:.2f} s); memory {memory_of(running)} MB"
    )


def burst(
    mails: list[bytes], postfix: Postfix, dovecot: Dovecot, running: subprocess.Popen[bytes], outage: float
) -> None:
    with smtplib.SMTP("127.0.0.1", postfix.port) as client:
        for number, content in enumerate(mails):
            client.sendmail(address(number), [US], content)
    begin, done, readings = time.perf_counter(), 0, []
    waiting = set(range(len(mails)))
    while waiting:
        waiting = {number for number in waiting if not arrived(dovecot.mails, number)}
        if (step := (len(mails) - len(waiting)) * 10 // len(mails)) > done:
            done = step
            readings.append(memory_of(running))
        if outage and done:
            cut(postfix, dovecot, outage, waiting)
            outage = 0
        if time.perf_counter() - begin > 3600:
            sys.exit(f"{len(waiting)} mails without an answer after an hour")
        time.sleep(0.25)
    seconds = time.perf_counter() - begin
    found = [handed_over(dovecot.mails, number) for number in range(len(mails))]
    twice = sum(len(set(ids)) > 1 for ids in found)
    repeated = sum(len(ids) for ids in found) - sum(len(set(ids)) for ids in found)
    print(
        f"{len(mails)} mails at once: answered in {seconds:.1f} s after the last was handed over, "
        f"{len(mails) / seconds * 60:.0f} a minute; {twice} sent twice by us, "
        f"{repeated} delivered again by the killed servers; "
        f"memory at each tenth: {', '.join(map(str, readings))} MB"
    )


def unwilling(
    mails: list[bytes], postfix: Postfix, dovecot: Dovecot, way_out: Gate, answer: str, seconds: float
) -> None:
    """Let the way out refuse everything for some seconds, and say what became of the replies."""
    way_out.shut(answer)
    with smtplib.SMTP("127.0.0.1", postfix.port) as client:
        for number, content in enumerate(mails):
            client.sendmail(address(number), [US], content)
    time.sleep(seconds)
    early = sum(arrived(dovecot.mails, number) for number in range(len(mails)))
    way_out.open()
    begin = time.perf_counter()
    patience = 20 if answer == "552" else 240  # what is refused for good waits for a person
    until(lambda: all(arrived(dovecot.mails, number) for number in range(len(mails))), patience)
    after = time.perf_counter() - begin
    found = [handed_over(dovecot.mails, number) for number in range(len(mails))]
    print(
        f"{len(mails)} mails, the way out said {answer} {way_out.refused} times in {seconds:.0f} s: {early} answered meanwhile, "
        f"{sum(map(bool, found))} after {after:.0f} s more; {sum(len(ids) > 1 for ids in found)} answered twice"
    )


def cut(postfix: Postfix, dovecot: Dovecot, seconds: float, waiting: set[int]) -> None:
    """Kill both servers, bring them back, and say how long it takes until answers arrive again."""
    postfix.halt()
    dovecot.kill()
    time.sleep(seconds)
    dovecot.run()
    postfix.run()
    back = time.perf_counter()
    left = {number for number in waiting if not arrived(dovecot.mails, number)}
    if not until(lambda: any(arrived(dovecot.mails, number) for number in left), 600):
        sys.exit("no answer within ten minutes after the servers came back")
    print(
        f"servers killed for {seconds:.0f} s: the next answer came {time.perf_counter() - back:.1f} s after they were back"
    )


if __name__ == "__main__":
    main()
