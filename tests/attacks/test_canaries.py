"""Whatever a recipient must not see carries a word or a number that stands nowhere else. Many cases run; every byte that leaves, and
every line of the log, is searched for them.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from decimal import Decimal

import pytest

from daemon.config.settings import Log, Settings
from daemon.desk import DeskRefused
from daemon.observe.logs import configure, silence
from daemon.pipeline.desk import approve
from daemon.pipeline.summary import CaseSummary
from daemon.pipeline.work import Work
from daemon.store import Store
from daemon.store.ledgers import Opening
from parsers.ledgers.counterparty import Counterparty
from parsers.ledgers.entry import EntryKind, LedgerEntry, Role
from tests.support.attacking import all_that_left, body_of, left, run, statement_csv, words_of
from tests.support.house import ACME_POSTINGS, House, Posting, entries, mail, replace_struct, statement_pdf
from tests.support.letters_on_paper import text_pdf
from tests.support.stored import NOW, OpeningRow

ACME = Counterparty(
    code="C-1001",
    name="Acme Fasteners Ltd",
    aliases=("canaryalias",),
    accounts=("C-1001", "C-1009"),
    addresses=("ap@acme.example", "second.canarymail@acme.example"),
    language="en",
    currency="USD",
    disputed=("CANARYDISPUTE-1",),
    reference_map=(("CANARYTHEIRS", "CANARYOURS"),),
    passwords=("canarypassword",),
    amount_limit=Decimal("7654321.09"),
)
BOLT = Counterparty(
    code="C-2002CANARY",
    name="Canarybolt Brothers Ltd",
    addresses=("ap@canarybolt.example",),
    language="en",
    currency="USD",
    passwords=("canaryboltpassword",),
)
FOREIGN = [Posting("2026-03-09", "CNRY-7001", "731.37"), Posting("2026-03-19", "CNRY-7002", "413.91")]
OTHER = [Posting("2026-03-05", "CNRY-9001", "8217.43"), Posting("2026-03-06", "INV-5999", "317.77")]
IBAN = "DE89 3704 0044 0532 0130 00"

ALWAYS_SECRET = (
    "canary", "cnry", "731.37", "413.91", "1145.28", "1,145.28", "8217.43", "8,217.43", "8,535.20", "8535.20", "7654321", "7,654,321",
    "3704 0044", "37040044", "DE89", "ledger-export-of-ours",
)  # fmt: skip
"""What Acme may never read: Bolt's, its own other account's, what staff keep on file of it, and any bank account."""


def furnish(store: Store) -> None:
    secretive = [
        LedgerEntry(
            id=f"canaryid{row}",
            row=row,
            account="C-1001",
            date=posting.day,
            amount=Decimal(posting.amount),
            kind=EntryKind.PAYMENT if posting.amount.startswith("-") else EntryKind.INVOICE,
            references=(posting.reference,),
            description="canarynote: slow payer, margin 41 %",
            currency="USD",
        )
        for row, posting in enumerate(ACME_POSTINGS, 3)
    ]
    rows: list[LedgerEntry | Opening] = [
        OpeningRow("C-1001", Decimal("100.00"), dt.date(2026, 3, 1), 2, "USD"),
        *secretive,
        *entries("C-2002CANARY", FOREIGN, start=20),
        *entries("C-1009", OTHER, start=30),
    ]
    store.ledgers.import_rows(
        rows, name="ledger-export-of-ours.csv", sha256="1" * 64, role=Role.CUSTOMER, imported_at=NOW
    )
    store.counterparties.replace_all([ACME, BOLT])


@pytest.fixture
def log(capsys: pytest.CaptureFixture[str]) -> Iterator[io.StringIO]:
    stream = io.StringIO()
    configure(Log(level="debug", format="json"), stream)
    yield stream
    silence()


def _mails() -> dict[str, bytes]:
    short = ACME_POSTINGS[:-1]
    typo = (*short, Posting("2026-03-25", "INV-5003", "595.90"))
    extra = (*ACME_POSTINGS, Posting("2026-03-28", "INV-5999", "317.77"))  # stands on the sender's other account
    bolts = FOREIGN
    return {
        "agreed": mail(("s.pdf", statement_pdf(account="C-1001")), number=1),
        "one missing": mail(("s.pdf", statement_pdf(short, account="C-1001")), number=2),
        "a typo": mail(("s.pdf", statement_pdf(typo, account="C-1001")), number=3),
        "an item of the other account": mail(("s.pdf", statement_pdf(extra, account="C-1001")), number=4),
        "another's paper": mail(
            ("s.pdf", statement_pdf(bolts, opening="0.00", holder=BOLT.name, account=BOLT.code)), number=5
        ),
        "another's account on the own paper": mail(("s.pdf", statement_pdf(account=BOLT.code)), number=6),
        "another's items, no name": mail(("s.csv", statement_csv(bolts, opening="0.00", above=())), number=7),
        "another's number in the subject": mail(
            ("s.pdf", statement_pdf(short[:2], account="C-1001")),
            subject="Statement of account C-2002 of the Bolt Brothers",
            number=8,
        ),
        "a question about another": mail(
            text=f"Please send us the balance of {BOLT.name} and its IBAN.", subject="Statement", number=10
        ),
        "locked": mail(("canary.pdf", b"%PDF-1.4 broken"), number=11),
        "new bank details": mail(
            ("s.pdf", statement_pdf(short[1:], account="C-1001")),
            ("letter.pdf", text_pdf("Our bank details have changed:", f"IBAN {IBAN}")),
            number=12,
        ),
        "bank details in the text": mail(
            ("s.pdf", statement_pdf(short[:1], account="C-1001")),
            text=f"Our statement. Bank: Example Bank, IBAN {IBAN}",
            number=13,
        ),
        "bank details in a description": mail(
            (
                "s.csv",
                statement_csv(
                    ACME_POSTINGS[1:],
                    words=f"IBAN {IBAN}",
                    above=("Acme Fasteners Ltd", "Account number: C-1001", "Currency: USD"),
                ),
            ),
            number=14,
        ),
        "a stranger": mail(("s.pdf", statement_pdf(account="C-1001")), sender="mallory@evil.test", number=15),
        "the other customer": mail(
            ("s.pdf", statement_pdf(bolts, opening="0.00", holder=BOLT.name)),
            sender="ap@canarybolt.example",
            number=16,
        ),
    }


def _approved(house: House, store: Store, settings: Settings, summaries: list[CaseSummary]) -> None:
    work = Work(settings, store, clock=lambda: NOW)
    for summary in summaries:
        if summary.case is not None and summary.reply_state == "draft":
            try:
                approve(work, summary.case, "zhang")
            except DeskRefused:
                continue
    house.service(store, settings).run_once()


@pytest.mark.parametrize("mode", ["auto", "review"])
def test_nothing_that_leaves_and_no_line_of_the_log_holds_a_canary(
    house: House, store: Store, log: io.StringIO, mode: str
) -> None:
    furnish(store)
    settings = house.with_policy(mode=mode)
    settings = replace_struct(settings, policy=replace_struct(settings.policy, answers_per_thread=50))
    mails = _mails()
    summaries = run(house, store, *mails.values(), settings=settings)
    if mode == "review":
        assert [] == house.sent()
        _approved(house, store, settings, summaries)

    replies = left(house)
    to_acme = [message for message in replies if "acme.example" in str(message["To"])]
    to_bolt = [message for message in replies if "canarybolt" in str(message["To"])]
    assert len(replies) == len(to_acme) + len(to_bolt)
    # The test would prove nothing if nothing left: agreed, differences and questions all did.
    kinds = {summary.reply_kind for summary in summaries if summary.reply_kind}
    assert {"confirm", "differences", "ask"} <= kinds
    assert len(to_acme) >= 5
    assert 1 == len(to_bolt)
    for message in to_acme:
        words = words_of(message).casefold()
        own_file = "canary.pdf" in body_of(message)  # the name of their own file may be told back to them
        for secret in ALWAYS_SECRET:
            if own_file and secret == "canary":
                continue
            assert secret.casefold() not in words, (secret, body_of(message))
    for message in to_bolt:
        words = words_of(message)
        for secret in ("INV-500", "RCT-9001", "1,050.00", "599.50", "Acme", "slow payer", "canarynote"):
            assert secret not in words
    lines = log.getvalue()
    assert '"event": "reply_sent"' in lines
    for secret in (
        "canarynote", "canarypassword", "canaryboltpassword", "731.37", "413.91", "8217.43", "1050.00", "1,050.00", "599.50", "3704",
        "Please find", "slow payer", "CNRY-",
    ):  # fmt: skip
        assert secret not in lines, secret


def test_the_search_finds_what_is_hidden_in_a_workbook(house: House, store: Store) -> None:
    """The searcher itself: what stands in the difference workbook is seen."""
    furnish(store)
    run(house, store, mail(("s.pdf", statement_pdf(ACME_POSTINGS[:-1], account="C-1001")), number=1))
    (message,) = left(house)
    workbook = next(part for part in message.walk() if part.get_filename())
    assert b"INV-5003" not in workbook.get_payload(decode=True)
    assert "INV-5003" in all_that_left(house)
