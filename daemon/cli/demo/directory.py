"""The demonstration's directory: a Maildir with the mails, our lists, and a configuration that ties them together.

Only a directory that an earlier demonstration made is ever replaced; its mark is the file `.tieout-demo`.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from daemon.cli.demo import company
from daemon.cli.demo.lists import counterparty_list, ledger_workbook
from daemon.cli.demo.mails import mails
from daemon.cli.exits import CommandError, unusable

MARK = ".tieout-demo"
_OURS = {MARK, "README.txt", "answers", "counterparties.csv", "ledger.xlsx", "mailbox", "mails", "state", "tieout.toml"}


def lay_out(directory: Path) -> None:
    """Make the directory anew with everything in it. Raises `CommandError` where something else lies there."""
    try:
        _make_room(directory)
        for folder in ("mailbox/new", "mailbox/cur", "mailbox/tmp", "mails", "answers"):
            (directory / folder).mkdir(parents=True)
        (directory / MARK).write_text(
            "Made by tieout demo, which replaces this directory each time.\n", encoding="utf-8"
        )
        for number, mail in enumerate(mails(), start=1):
            (directory / "mails" / mail.file).write_bytes(mail.content)
            # A Maildir file's name is seconds, a unique part, and a host; the order of names is the order of arrival.
            name = f"{int(company.NOW.timestamp()) + number}.M{number:02d}.demo"
            lying = directory / "mailbox" / "new" / name
            lying.write_bytes(mail.content)
            os.utime(lying, (company.NOW.timestamp(), company.NOW.timestamp()))  # a folder tells by it when a mail came
        (directory / "ledger.xlsx").write_bytes(ledger_workbook())
        (directory / "counterparties.csv").write_bytes(counterparty_list())
        (directory / "tieout.toml").write_text(_CONFIGURATION, encoding="utf-8")
        (directory / "README.txt").write_text(_README, encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{directory} cannot be written: {error.strerror}.") from None


def _make_room(directory: Path) -> None:
    if directory.is_symlink() or (directory.exists() and not directory.is_dir()):
        raise unusable(f"{directory} is no directory: name another with --directory.")
    if directory.is_dir() and any(directory.iterdir()):
        strange = sorted(entry.name for entry in directory.iterdir() if entry.name not in _OURS)
        if not (directory / MARK).is_file() or strange:
            raise unusable(
                f"{directory} was not made by tieout demo, or holds something else"
                + (f" ({strange[0]})" if strange else "")
                + ": name another directory with --directory."
            )
        shutil.rmtree(directory)
    directory.mkdir(parents=True, exist_ok=True)


_CONFIGURATION = f"""\
# The configuration of the demonstration. docs/configuration.md explains every key.
[company]
name = "{company.NAME}"
name_zh = "{company.NAME_ZH}"
contact = "+86 21 5555 0100"
letterhead = "88 Shifan Road, Pudong, 200120 Shanghai"
letterhead_zh = "上海市浦东新区示范路88号（邮编200120）"
timezone = "{company.TIMEZONE}"

[store]
directory = "state"

[[mailboxes]]
name = "statements"
kind = "folder"
path = "mailbox"
address = "{company.ADDRESS}"

[outgoing]
kind = "folder"
path = "answers"

[policy]
mode = "auto"

[authenticity]
authserv_id = "{company.BORDER}"

[log]
level = "error"
"""

_README = """\
The demonstration of tieout. Everything here is invented, and tieout demo makes it anew each time.

mails/               the mails as they came, to be opened with a mail program
mailbox/             the same mails as a Maildir: the mailbox that the service watches
ledger.xlsx          our customer ledger of October 2026
counterparties.csv   our customers with their mail addresses
tieout.toml          the configuration
answers/             what was answered, one .eml a reply, with its attachments
state/               the service's store

Look further:
    tieout case list -c tieout.toml
    tieout case show 3 -c tieout.toml
    tieout extract --json SOME.pdf
"""
