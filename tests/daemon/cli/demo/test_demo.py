"""The demonstration decides each mail as it is meant to, and its answers are right to the cent."""

from __future__ import annotations

import email
import email.policy
import io
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import pytest

from daemon.cli import exits
from daemon.cli.demo import books
from tests.daemon.cli.conftest import Demonstration, Ended

DECIDED = {
    "Statement of account October 2026": ["confirm", "hold"],  # the second time it came
    "10月份往来对账单": ["confirm"],
    "Vendor statement - please confirm": ["differences"],
    "请核对10月往来账": ["differences"],
    "Statement 10/2026": ["confirm"],
    "Open items as at 31 October": ["confirm"],
    "Account statement October": ["hold"],
    "Account statement October, corrected": ["ask"],
    "Balance confirmation Harbour Marine Supplies, account C1003": ["hold"],
    "This week: steel prices, and five ways to save on freight": ["ignore"],
    "Automatic reply: Reminder invoice INV-26-5003": ["ignore"],
}
ANSWERED = {
    "accounts.payable@northgate-engineering.example",
    "caiwu@huayuan-machinery.example",
    "ap@harbourmarine.example",
    "duizhang@hengxin-trade.example",
    "finance@lakeside-clinics.example",
    "purchase.ledger@brightwater-foods.example",
    "ledger@pinewood-furniture.example",
}


@pytest.fixture(scope="module")
def answers(demonstration: Demonstration) -> dict[str, EmailMessage]:
    """Return the answers by recipient."""
    found: dict[str, EmailMessage] = {}
    for file in sorted((demonstration.directory / "answers").glob("*.eml")):
        mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        assert isinstance(mail, EmailMessage)
        assert mail["To"].addresses[0].addr_spec not in found, "nobody is answered twice"
        found[mail["To"].addresses[0].addr_spec] = mail
    return found


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_every_mail_is_decided_as_it_is_meant_to(demonstration: Demonstration) -> None:
    assert exits.DONE == demonstration.ended.code, demonstration.ended.err
    assert "" == demonstration.ended.err
    rows = demonstration.ended.out.splitlines()
    for subject, outcomes in DECIDED.items():
        found = [row.split(subject, 1)[1].split()[1] for row in rows if f"  {subject}  " in row]
        assert outcomes == found, subject


def test_exactly_those_who_may_be_answered_are_answered(answers: dict[str, EmailMessage]) -> None:
    assert ANSWERED == set(answers)


def test_every_answer_is_threaded_and_says_that_it_is_automatic(answers: dict[str, EmailMessage]) -> None:
    for mail in answers.values():
        assert "auto-replied" == mail["Auto-Submitted"]
        assert mail["In-Reply-To"].startswith("<20261105.")
        assert mail["In-Reply-To"] in mail["References"]


@pytest.mark.parametrize("account", [books.NORTHGATE, books.HUAYUAN, books.LAKESIDE, books.BRIGHTWATER])
def test_a_confirmation_names_the_balance_to_the_cent(answers: dict[str, EmailMessage], account: books.Account) -> None:
    text = text_of(answers[account.customer.address])
    assert f"{account.closing:,.2f}" in text


def test_harbour_reads_both_balances_and_each_of_the_five_differences(answers: dict[str, EmailMessage]) -> None:
    mail = answers["ap@harbourmarine.example"]
    text = text_of(mail)
    wanted = ["36,855.35", "30,004.15", "6,851.20", "INV-26-1252", "INV-26-1263", "INV-26-1299", "PAY-88213", "25.00"]
    assert [] == [word for word in wanted if word not in text]
    (attachment,) = mail.iter_attachments()
    book = openpyxl.load_workbook(io.BytesIO(attachment.get_content()))
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [] == [cell for cell in cells if isinstance(cell, str) and cell.startswith("=")]
    assert {-180, 688.2, -2116, -5218.4, -25} <= {round(cell, 2) for cell in cells if isinstance(cell, int | float)}


def test_hengxin_is_answered_in_chinese(answers: dict[str, EmailMessage]) -> None:
    text = text_of(answers["duizhang@hengxin-trade.example"])
    wanted = ["您好", "XS2026102808", "6,552.00", "10.00"]
    assert [] == [word for word in wanted if word not in text]


def test_who_is_asked_for_a_better_file_reads_no_figure(answers: dict[str, EmailMessage]) -> None:
    text = text_of(answers["ledger@pinewood-furniture.example"])
    assert "12,095.75" not in text
    assert "12,995.75" not in text


def test_nobody_reads_a_figure_of_another(answers: dict[str, EmailMessage]) -> None:
    for recipient, mail in answers.items():
        for account in books.ACCOUNTS:
            if account.customer.address != recipient:
                assert f"{account.closing:,.2f}" not in text_of(mail)


def test_it_says_where_the_answers_lie_and_what_to_do_next(
    demonstration: Demonstration, tieout: Callable[..., Ended]
) -> None:
    out = demonstration.ended.out
    assert str(demonstration.directory / "answers") in out
    (line,) = [line for line in out.splitlines() if "tieout case show" in line]
    ended = tieout(*line.split()[1:])
    assert exits.DONE == ended.code
    assert "Decision: differences" in ended.out


def test_it_comes_out_alike_each_time(
    demonstration: Demonstration, tmp_path: Path, tieout: Callable[..., Ended]
) -> None:
    again = tieout("demo", "--directory", tmp_path / "again")
    assert exits.DONE == again.code
    first, second = demonstration.directory, tmp_path / "again"
    assert demonstration.ended.out.replace(str(first), "X") == again.out.replace(str(second), "X")
    for folder in ("answers", "mails"):
        files = sorted(file.name for file in (first / folder).iterdir())
        assert files == sorted(file.name for file in (second / folder).iterdir())
        assert [] == [
            name for name in files if (first / folder / name).read_bytes() != (second / folder / name).read_bytes()
        ]


def test_a_directory_of_somebody_else_is_not_touched(tmp_path: Path, tieout: Callable[..., Ended]) -> None:
    (tmp_path / "thesis.txt").write_text("precious", encoding="utf-8")
    ended = tieout("demo", "--directory", tmp_path)
    assert exits.UNUSABLE == ended.code
    assert "--directory" in ended.err
