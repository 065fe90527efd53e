"""Which connector serves which `kind` of mailbox."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from daemon.config.settings import Mailbox
from daemon.mailboxes.base import MailboxConnection
from daemon.mailboxes.folder import FolderConnection
from daemon.mailboxes.graph import GraphConnection
from daemon.mailboxes.imap import ImapConnection


def connect(mailbox: Mailbox, secret: Callable[[str], str], state: Path) -> MailboxConnection:
    """Return a connection that opens on `with`. `secret` gives a credential's value by name; `state` is the state directory."""
    if mailbox.kind == "folder":
        return FolderConnection(mailbox, state)
    if mailbox.kind == "exchange":
        # Imported where it is wanted: exchangelib costs a third of a second.
        from daemon.mailboxes.exchange import ExchangeConnection  # noqa: PLC0415

        return ExchangeConnection(mailbox, secret, state)
    if mailbox.kind == "graph":
        return GraphConnection(mailbox, secret, state)
    return ImapConnection(mailbox, secret, state)
