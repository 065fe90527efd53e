"""Who of our own people gets mails of the desk, and when: read out of the table [desk], and what is wrong with it.

That no counterparty has such an address on file is for the list of counterparties to say, when a mail is about to leave.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from daemon.config.desk import Desk

_APPROVER = re.compile(r"(?P<user>[^<>\s](?:[^<>]*[^<>\s])?) <(?P<address>[^<>]+)>")
# Dot-atoms in lower case, as they are compared everywhere.
_ADDRESS = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class Approver:
    """A user of the desk and where he is asked by mail."""

    user: str
    address: str


def approvers(desk: Desk) -> tuple[Approver, ...]:
    """Return who is asked by mail. What `faults_of_staff` refuses is left out."""
    found = (_APPROVER.fullmatch(each) for each in desk.approvers)
    return tuple(Approver(each["user"], each["address"].lower()) for each in found if each is not None)


def digest_time(desk: Desk) -> dt.time:
    """Return when the digest leaves, by the company's clock. The text was checked by `faults_of_staff`."""
    return dt.time.fromisoformat(desk.digest_at)


def digest_addresses(desk: Desk) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.lower() for each in desk.digest_to))


def faults_of_staff(desk: Desk, own: Iterable[str]) -> list[str]:
    """Return what is wrong with the mails to staff; `own` are the addresses of the watched mailboxes."""
    watched = {address.casefold() for address in own}
    found = [
        f'desk.approvers: "{each}" is not of the form USER <ADDRESS>.'
        for each in desk.approvers
        if _APPROVER.fullmatch(each) is None
    ]
    names = [each.user for each in approvers(desk)]
    found += [f"desk.approvers names {name} twice." for name in sorted(set(names)) if names.count(name) > 1]
    for key, addresses in (
        ("approvers", [each.address for each in approvers(desk)]),
        ("digest_to", digest_addresses(desk)),
    ):
        for address in addresses:
            if _ADDRESS.fullmatch(address) is None:
                found.append(f'desk.{key}: "{address}" is no mail address.')
            elif address.casefold() in watched:
                found.append(f"desk.{key}: {address} is a watched mailbox; name an address of a person.")
    if _TIME.fullmatch(desk.digest_at) is None:
        found.append(f'desk.digest_at "{desk.digest_at}" is no time such as 07:30.')
    return found
