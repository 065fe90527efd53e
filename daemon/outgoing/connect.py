"""Which transport serves which `kind` of way out."""

from __future__ import annotations

from collections.abc import Callable

from daemon.config.settings import Outgoing
from daemon.outgoing.base import Transport
from daemon.outgoing.folder import FolderTransport
from daemon.outgoing.graph import GraphTransport
from daemon.outgoing.smtp import SmtpTransport


def transport(outgoing: Outgoing, secret: Callable[[str], str]) -> Transport:
    """Return the configured way out. `secret` gives a credential's value by name, asked for when a connection is made."""
    if outgoing.kind == "folder":
        return FolderTransport(outgoing)
    if outgoing.kind == "exchange":
        # Imported where it is wanted: exchangelib costs a third of a second.
        from daemon.outgoing.exchange import ExchangeTransport  # noqa: PLC0415

        return ExchangeTransport(outgoing, secret)
    if outgoing.kind == "graph":
        return GraphTransport(outgoing, secret)
    return SmtpTransport(outgoing, secret)
