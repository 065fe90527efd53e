from __future__ import annotations

import datetime as dt

import pytest

from daemon.config.desk import Desk
from daemon.config.load import ConfigError, parse
from daemon.config.staff import Approver, approvers, digest_addresses, digest_time, faults_of_staff

BOX = '[[mailboxes]]\nname = "in"\nkind = "folder"\naddress = "ar@us.example"\naliases = ["AP@us.example"]\npath = "mail"\n'


def test_approvers_are_users_with_addresses() -> None:
    desk = Desk(approvers=("ann <Ann@us.example>", "Bob Miller <bob@us.example>"))
    assert (Approver("ann", "ann@us.example"), Approver("Bob Miller", "bob@us.example")) == approvers(desk)


def test_the_digest_leaves_at_its_time_once_to_each_address() -> None:
    desk = Desk(digest_to=("a@us.example", "A@us.example"), digest_at="18:05")
    assert (dt.time(18, 5), ("a@us.example",)) == (digest_time(desk), digest_addresses(desk))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('approvers = ["ann@us.example"]', "USER <ADDRESS>"),
        ('approvers = ["ann <nobody>"]', "no mail address"),
        ('approvers = ["ann <a@us.example>, <b@them.example>"]', "USER <ADDRESS>"),
        ('approvers = ["ann <a@us.example,b@them.example>"]', "no mail address"),
        ('approvers = ["ann <a@us.example>", "ann <b@us.example>"]', "twice"),
        ('approvers = ["ann <AR@us.example>"]', "watched mailbox"),
        ('digest_to = ["ap@us.example"]', "watched mailbox"),
        ('digest_to = ["a@us.example\\nBcc: b@them.example"]', "no mail address"),
        ('digest_at = "7:30"', "no time"),
        ('digest_at = "24:00"', "no time"),
    ],
)
def test_what_cannot_be_is_refused_in_words(line: str, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        parse(f"{BOX}[desk]\n{line}\n")


def test_sound_settings_have_no_faults() -> None:
    desk = Desk(approvers=("ann <ann@us.example>",), digest_to=("all@us.example",))
    assert [] == faults_of_staff(desk, ["ar@us.example"])
