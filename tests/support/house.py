"""A small company for tests of the service: a mailbox folder, a way out into a folder, a ledger, counterparties, and their mails.

Acme's account C-1001: opening 100.00, three invoices and a payment, balance 1,050.00 on 31 March 2026. Bolt's C-2002: 77.00.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import TypeVar

import msgspec
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from daemon.config.settings import Authenticity, Company, Mailbox, Outgoing, Policy, Settings
from daemon.mail.signatures import LookUp, txt_record
from daemon.pipeline.service import Service
from daemon.pipeline.work import Read, no_step
from daemon.store import Store
from daemon.store.ledgers import Opening
from parsers.document import Document
from parsers.ledgers.counterparty import Counterparty
from parsers.ledgers.entry import EntryKind, LedgerEntry, Role
from parsers.readers.base import Access
from parsers.recognise import recognise
from parsers.statements.statement import Recognition
from tests.support.stored import NOW, OpeningRow

S = TypeVar("S", bound=msgspec.Struct)

US = "ar@us.example"
ACME = Counterparty(
    code="C-1001", name="Acme Fasteners Ltd", addresses=("ap@acme.example",), language="en", currency="USD"
)
BOLT = Counterparty(
    code="C-2002", name="Bolt Brothers Ltd", addresses=("ap@bolt.example",), language="en", currency="USD"
)


@dataclass(frozen=True)
class Posting:
    """One movement of an account, in our sign."""

    date: str
    reference: str
    amount: str

    @property
    def day(self) -> dt.date:
        return dt.date.fromisoformat(self.date)


ACME_POSTINGS = (
    Posting("2026-03-03", "INV-5001", "600.00"),
    Posting("2026-03-11", "INV-5002", "250.50"),
    Posting("2026-03-17", "RCT-9001", "-500.00"),
    Posting("2026-03-25", "INV-5003", "599.50"),
)


def entries(account: str, postings: Sequence[Posting], start: int = 3) -> list[LedgerEntry]:
    return [
        LedgerEntry(
            id=f"r{row}",
            row=row,
            account=account,
            date=posting.day,
            amount=Decimal(posting.amount),
            kind=EntryKind.PAYMENT if posting.amount.startswith("-") else EntryKind.INVOICE,
            references=(posting.reference,),
            currency="USD",
        )
        for row, posting in enumerate(postings, start)
    ]


def statement_pdf(
    postings: Sequence[Posting] = ACME_POSTINGS,
    *,
    opening: str = "100.00",
    holder: str = "Acme Fasteners Ltd",
    account: str = "",
    closing: str = "",
    date: str = "31 Mar 2026",
) -> bytes:
    """Return a statement as the counterparty prints it: our invoices in credit, its payments in debit, a running balance."""
    styles = getSampleStyleSheet()
    balance = Decimal(opening)
    rows = [["Date", "Reference", "Description", "Debit", "Credit", "Balance"]]
    rows.append(["01 Mar 2026", "", "Opening balance", "", "", f"{balance:,.2f}"])
    for posting in postings:
        amount = Decimal(posting.amount)
        balance += amount
        debit, credit = (f"{-amount:,.2f}", "") if amount < 0 else ("", f"{amount:,.2f}")
        words = "Payment" if amount < 0 else "Invoice"
        rows.append([f"{posting.day:%d %b %Y}", posting.reference, words, debit, credit, f"{balance:,.2f}"])
    rows.append([date, "", "Closing balance", "", "", closing or f"{balance:,.2f}"])
    stream = io.BytesIO()
    table = Table(rows, colWidths=(70, 75, 140, 70, 70, 80), repeatRows=1)
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("ALIGN", (3, 0), (-1, -1), "RIGHT")]))
    named = [Paragraph(f"Account number: {account}", styles["Normal"])] if account else []
    SimpleDocTemplate(stream, pagesize=A4, invariant=1).build(
        [
            Paragraph(holder, styles["Title"]),
            Paragraph("STATEMENT OF ACCOUNT", styles["Heading2"]),
            *named,
            Paragraph(f"Period: 01 Mar 2026 to {date}", styles["Normal"]),
            Paragraph("Currency: USD", styles["Normal"]),
            Spacer(0, 12),
            table,
        ]
    )
    return stream.getvalue()


def mail(
    *files: tuple[str, bytes],
    sender: str = "ap@acme.example",
    to: str = US,
    subject: str = "Statement March 2026",
    text: str = "Please find our statement attached.",
    number: int = 1,
    headers: Sequence[tuple[str, str]] = (),
) -> bytes:
    """Return a mail as a customer sends it. `number` makes its Message-ID."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = to
    message["Subject"] = subject
    message["Message-ID"] = f"<mail-{number}@acme.example>"
    message["Date"] = format_datetime(NOW)
    for name, value in headers:
        message[name] = value
    message.set_content(text)
    for name, content in files:
        subtype = "pdf" if name.endswith(".pdf") else "octet-stream"
        message.add_attachment(content, maintype="application", subtype=subtype, filename=name)
    if message.is_multipart():
        message.set_boundary(f"=_{number}")  # else chosen by chance: the same mail is the same bytes
    return message.as_bytes()


def statement_mail(number: int = 1, **paper: object) -> bytes:
    return mail(("statement.pdf", statement_pdf(**paper)), number=number)  # type: ignore[arg-type]


def read_here(documents: Sequence[Document], access: Access) -> list[tuple[Document, Recognition]]:
    """Read in this process: quicker than in a sandboxed child, and the same readers."""
    return [(document, recognise(document, access)) for document in documents]


class House:
    """The company in a directory. Its settings are those of `settings`, its store is opened by the caller."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.inbox = directory / "mail"
        self.replies = directory / "replies"
        for name in ("new", "cur", "tmp"):
            (self.inbox / name).mkdir(parents=True, exist_ok=True)
        self.settings = Settings(
            company=Company(name="Example Trading Ltd", currency="USD", timezone="UTC"),
            mailboxes=(
                Mailbox(name="ar", kind="folder", path=str(self.inbox), address=US, poll_seconds=1, when_done="move"),
            ),
            outgoing=Outgoing(kind="folder", path=str(self.replies)),
            policy=Policy(mode="auto", answers_per_day=1000, answers_per_domain=1000, answers_per_hour=1000),
            authenticity=Authenticity(require=False),
        )

    def with_policy(self, **changes: object) -> Settings:
        return replace_struct(self.settings, policy=replace_struct(self.settings.policy, **changes))

    def deliver(self, content: bytes, name: str = "1") -> None:
        """Lay a mail into the Maildir as a delivery agent does: written aside, then renamed."""
        partial = self.inbox / "tmp" / name
        partial.write_bytes(content)
        partial.rename(self.inbox / "new" / name)

    def furnish(self, store: Store) -> None:
        """Import the ledger and the counterparties."""
        rows: list[LedgerEntry | Opening] = [
            OpeningRow("C-1001", Decimal("100.00"), dt.date(2026, 3, 1), 2, "USD"),
            *entries("C-1001", ACME_POSTINGS),
            *entries("C-2002", [Posting("2026-03-09", "INV-7001", "77.00")], start=20),
        ]
        store.ledgers.import_rows(rows, name="ledger.csv", sha256="1" * 64, role=Role.CUSTOMER, imported_at=NOW)
        store.counterparties.replace_all([ACME, BOLT])

    def service(
        self,
        store: Store,
        settings: Settings | None = None,
        *,
        on_step: Callable[[str], None] = no_step,
        read: Read = read_here,
        look_up: LookUp = txt_record,
    ) -> Service:
        return Service(
            settings or self.settings,
            store,
            lambda name: name,
            clock=lambda: NOW,
            on_step=on_step,
            read=read,
            look_up=look_up,
        )

    def sent(self) -> list[bytes]:
        """Return the replies that left."""
        return [path.read_bytes() for path in sorted(self.replies.glob("*.eml"))]


class Failing:
    """Breaks the step at a boundary so many times."""

    def __init__(self, boundary: str, times: int, error: BaseException) -> None:
        self.boundary, self.left, self.error = boundary, times, error

    def __call__(self, name: str) -> None:
        if name == self.boundary and self.left:
            self.left -= 1
            raise self.error


def replace_struct(value: S, **changes: object) -> S:
    return msgspec.structs.replace(value, **changes)
