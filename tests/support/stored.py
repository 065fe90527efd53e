"""Plain pieces for tests of the store and the pipeline: a moment, a raw mail, ledger rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from daemon.mail.incoming import RawMail
from parsers.ledgers.entry import EntryKind, LedgerEntry

NOW = dt.datetime(2026, 4, 2, 8, 30, tzinfo=dt.UTC)


def raw_mail(
    content: bytes = b"Subject: x\r\n\r\ny", uid: int = 1, *, uidvalidity: int = 7, mailbox: str = "ar"
) -> RawMail:
    return RawMail(mailbox=mailbox, folder="INBOX", uidvalidity=uidvalidity, uid=uid, content=content, received_at=NOW)


def entry(row: int, amount: str, *, account: str = "C-1", date: str = "2026-03-01", **more: object) -> LedgerEntry:
    values: dict[str, object] = {
        "id": f"r{row}",
        "row": row,
        "account": account,
        "date": dt.date.fromisoformat(date),
        "amount": Decimal(amount),
        "kind": EntryKind.INVOICE,
        "references": (f"INV-{row}",),
        **more,
    }
    return LedgerEntry(**values)  # type: ignore[arg-type]


@dataclass(frozen=True)
class OpeningRow:
    account: str
    amount: Decimal
    date: dt.date | None = None
    row: int = 2
    currency: str | None = None
