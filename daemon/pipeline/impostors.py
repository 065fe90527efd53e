"""Whom a mail's header may be taken for: each address in it that is not on file is laid beside those that are."""

from __future__ import annotations

from sqlalchemy import Connection

from daemon.mail.addresses import filed_address
from daemon.mail.incoming import OpenedMail
from daemon.mail.look_alikes import addresses_in, resembles
from daemon.store import Store
from parsers.ledgers.counterparty import Counterparty


def look_alike(store: Store, tx: Connection, opened: OpenedMail, counterparty: Counterparty | None) -> str:
    """Say in a sentence for whom the sender may be taken, "" where nothing is odd.

    Looked at are the sender (where it is not on file), the address or name of another counterparty in the display name, another's address
    in Sender or Reply-To, and a Reply-To that is not on file and resembles one that is.
    """
    own = "" if counterparty is None else counterparty.code
    for shown in addresses_in(opened.sender_name):
        owners = {owner.code for owner in store.counterparties.by_address(filed_address(shown), tx)}
        if owners and filed_address(shown) != opened.sender and own not in owners:
            return f"The sender's name shows {shown}, on file for {', '.join(sorted(owners))}; the mail came from {_named(opened)}."
    if opened.sender_name:
        owners = {owner.code for owner in store.counterparties.by_name(opened.sender_name, tx)}
        if owners and own not in owners:
            where = f"on file for {own}" if own else "not on file"
            return f"The sender's name is that of {', '.join(sorted(owners))}; its address {_named(opened)} is {where}."
    for what, address in (("Sender", opened.sent_by), ("Reply-To", opened.reply_to)):
        owners = {owner.code for owner in store.counterparties.by_address(address, tx)} if address else set()
        if own and owners and own not in owners:
            return (
                f"{what} names {address}, on file for {', '.join(sorted(owners))}; the mail came from {_named(opened)}."
            )
    suspects = [("The sender", opened.sender)] if not own else []
    if opened.reply_to and opened.reply_to != opened.sender:
        suspects.append(("Reply-To", opened.reply_to))
    for what, address in suspects:
        found = _resembled(store, tx, address)
        if found is not None:
            filed, code, how = found
            return f"{what} {address} resembles {filed}, on file for {code} ({how}). Verify by telephone."
    return ""


def _resembled(store: Store, tx: Connection, address: str) -> tuple[str, str, str] | None:
    if "@" not in address:
        return None
    filed = dict(store.counterparties.filed("address", tx))
    domains = dict(store.counterparties.filed("domain", tx))
    found = resembles(address, [*filed, *domains])
    return None if found is None else (found[0], filed.get(found[0]) or domains[found[0]], found[1])


def _named(opened: OpenedMail) -> str:
    return opened.sender or "nobody that could be read"
