"""What attacks share: mails run through the real pipeline, and everything that left, taken apart to the last word."""

from __future__ import annotations

import email
import email.policy
import io
import itertools
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from email.message import EmailMessage

from daemon.config.settings import Authenticity, Settings
from daemon.mail.signatures import LookUp, txt_record
from daemon.pipeline.summary import CaseSummary
from daemon.pipeline.work import Read
from daemon.store import Store
from tests.support.house import ACME_POSTINGS, House, Posting, read_here, replace_struct

BORDER = "mx.us.example"
PASS = f"Authentication-Results: {BORDER}; dmarc=pass header.from=acme.example\n".encode()

_numbers = itertools.count()
"""Names of files in the mailbox: one that was used before is a mail that is known."""


def run(
    house: House,
    store: Store,
    *mails: bytes,
    settings: Settings | None = None,
    read: Read = read_here,
    look_up: LookUp = txt_record,
) -> list[CaseSummary]:
    """Deliver these mails one after the other, each worked on before the next, and return what became of them."""
    found: list[CaseSummary] = []
    for content in mails:
        house.deliver(content, f"attack-{next(_numbers):06d}")
        found += house.service(store, settings, read=read, look_up=look_up).run_once()
    return found


def one(house: House, store: Store, content: bytes, settings: Settings | None = None) -> CaseSummary:
    """Return what became of a mail that makes exactly one case."""
    (summary,) = run(house, store, content, settings=settings)
    return summary


def guarded(house: House, *, check_dkim: bool = False, authserv_id: str = BORDER) -> Settings:
    """Return the house's settings with a border that vouches for senders, or with our own check of signatures."""
    return replace_struct(house.settings, authenticity=Authenticity(authserv_id=authserv_id, check_dkim=check_dkim))


def left(house: House) -> list[EmailMessage]:
    """Return the replies that left, parsed."""
    found = []
    for content in house.sent():
        message = email.message_from_bytes(content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        found.append(message)
    return found


def words_of(message: EmailMessage) -> str:
    """Return every word of a reply: headers as they stand and decoded, bodies, names, and what lies inside workbooks."""
    pieces = [message.as_bytes().decode("utf-8", "replace")]
    for part in message.walk():
        pieces += [f"{name}: {value}" for name, value in part.items()]
        if part.is_multipart():
            continue
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        pieces.append(content.decode("utf-8", "replace"))
        if content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                pieces += [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
    return "\n".join(pieces)


def all_that_left(house: House) -> str:
    """Return every word of every reply."""
    return "\n".join(words_of(message) for message in left(house))


def body_of(message: EmailMessage, kind: str = "plain") -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def because(summary: CaseSummary) -> str:
    """Return what staff read of the case."""
    return " | ".join(summary.because)


def statement_csv(
    postings: Sequence[Posting] = ACME_POSTINGS,
    *,
    opening: str = "100.00",
    above: Sequence[str] = ("Acme Fasteners Ltd", "Statement of account", "Currency: USD"),
    words: str = "",
) -> bytes:
    """Return the statement as the counterparty's program writes it: our invoices in credit, its payments in debit."""
    balance = Decimal(opening)
    lines = [*above, "Date,Reference,Description,Debit,Credit,Balance", f"2026-03-01,,Opening balance,,,{balance}"]
    for posting in postings:
        amount = Decimal(posting.amount)
        balance += amount
        debit, credit = (str(-amount), "") if amount < 0 else ("", str(amount))
        said = words or ("Payment" if amount < 0 else "Invoice")
        lines.append(",".join((posting.date, _quoted(posting.reference), _quoted(said), debit, credit, str(balance))))
    lines.append(f"2026-03-31,,Closing balance,,,{balance}")
    return "\r\n".join(lines).encode("utf-8", "surrogatepass") + b"\r\n"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if set(text) & set(',"\r\n') else text
