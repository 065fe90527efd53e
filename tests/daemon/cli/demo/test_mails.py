"""The mails are the same each time, well formed, and what each is there to show can be seen in it."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage

from daemon.cli.demo import company
from daemon.cli.demo.mails import mails


def opened() -> dict[str, EmailMessage]:
    return {mail.file: email.message_from_bytes(mail.content, policy=email.policy.default) for mail in mails()}


def test_the_same_mails_come_each_time() -> None:
    assert [mail.content for mail in mails()] == [mail.content for mail in mails()]


def test_there_are_at_least_eight_and_one_comes_twice() -> None:
    contents = [mail.content for mail in mails()]
    assert len(contents) >= 8
    assert len(contents) - 1 == len(set(contents))


def test_every_mail_is_addressed_to_us_and_stamped_by_our_border() -> None:
    for mail in opened().values():
        assert [] == mail.defects
        assert company.ADDRESS in mail["To"]
        assert mail["Authentication-Results"].startswith(company.BORDER)
        assert mail["From"].addresses[0].addr_spec.endswith(".example")


def test_the_stranger_is_not_on_our_list_though_authenticated() -> None:
    stranger = opened()["09-stranger.eml"]["From"].addresses[0]
    assert stranger.domain not in {customer.domain for customer in company.CUSTOMERS}


def test_the_automatic_reply_says_that_it_is_one() -> None:
    assert "auto-replied" == opened()["11-out-of-office.eml"]["Auto-Submitted"]


def test_names_of_files_survive_in_chinese() -> None:
    (attachment,) = opened()["02-huayuan.eml"].iter_attachments()
    assert "10月对账单.xlsx" == attachment.get_filename()
