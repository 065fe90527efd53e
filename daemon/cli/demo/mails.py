"""The mails that lie in the demonstration's mailbox, in the order in which they came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from daemon.cli.demo import books, company
from daemon.cli.demo.borderless_pdf import borderless_pdf
from daemon.cli.demo.company import Customer
from daemon.cli.demo.open_item_pdf import open_item_pdf
from daemon.cli.demo.ruled_pdf import ruled_pdf
from daemon.cli.demo.sheets import account_text, account_workbook

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class DemoMail:
    """One mail as bytes, with a file name and what it is there to show."""

    file: str
    shows: str
    content: bytes


def mails() -> Iterator[DemoMail]:
    """Yield every mail. The same bytes each time."""
    northgate = _northgate()
    yield DemoMail("01-northgate.eml", "agreed PDF, ruled", northgate)
    yield DemoMail("02-huayuan.eml", "agreed workbook, Chinese, with a form to fill in", _huayuan())
    yield DemoMail("03-harbour.eml", "PDF with differences of five kinds", _harbour())
    yield DemoMail("04-hengxin.eml", "text in GB18030 with differences", _hengxin())
    yield DemoMail("05-lakeside.eml", "agreed PDF, borderless, two pages", _lakeside())
    yield DemoMail("06-brightwater.eml", "agreed open items", _brightwater())
    yield DemoMail("07-pinewood.eml", "printed total that the lines contradict", _pinewood())
    yield DemoMail("08-locked.eml", "PDF locked with a password that we do not have", _locked())
    yield DemoMail("09-stranger.eml", "unknown sender asks for a customer's account", _stranger())
    yield DemoMail("10-newsletter.eml", "newsletter", _newsletter())
    yield DemoMail("11-out-of-office.eml", "automatic reply", _automatic())
    yield DemoMail("12-northgate-again.eml", "the first mail once more", northgate)


def _northgate() -> bytes:
    return _statement_mail(
        company.NORTHGATE,
        1,
        "Statement of account October 2026",
        "Dear all,\n\nplease find attached our statement of your account for October. Kindly confirm the balance.\n\n"
        "Best regards\nHelen Marsh\nAccounts payable",
        ("Statement-October-2026.pdf", "application/pdf", ruled_pdf(books.NORTHGATE, "V-2087")),
    )


def _huayuan() -> bytes:
    return _statement_mail(
        company.HUAYUAN,
        2,
        "10月份往来对账单",
        "您好：\n\n附件为我司2026年10月份的往来对账单，请核对并确认。\n\n谢谢！\n陈晓燕\n苏州华源机械有限公司 财务部",
        ("10月对账单.xlsx", _XLSX, account_workbook(books.HUAYUAN)),
    )


def _harbour() -> bytes:
    return _statement_mail(
        company.HARBOUR,
        3,
        "Vendor statement - please confirm",
        "Hello,\n\nattached is your account in our books as of October 31. Do you agree with it?\n\nThanks\nDaniel Ortiz",
        ("HM_vendor_statement_1031.pdf", "application/pdf", ruled_pdf(books.HARBOUR_THEIRS, "100482")),
    )


def _hengxin() -> bytes:
    return _statement_mail(
        company.HENGXIN,
        4,
        "请核对10月往来账",
        "您好，\n\n请查收我司10月应付账款明细，如有差异请告知。\n\n李文杰\n广州恒信贸易有限公司",
        ("应付明细202610.csv", "text/csv", account_text(books.HENGXIN_THEIRS)),
    )


def _lakeside() -> bytes:
    return _statement_mail(
        company.LAKESIDE,
        5,
        "Statement 10/2026",
        "Good morning,\n\nour statement for October is attached (2 pages).\n\nPeter Hannan\nFinance, Lakeside Clinics Trust",
        ("statement_2026-10.pdf", "application/pdf", borderless_pdf(books.LAKESIDE, "S-00914")),
    )


def _brightwater() -> bytes:
    unpaid = tuple(posting.document for posting in books.BRIGHTWATER.postings if posting.amount > 0)
    return _statement_mail(
        company.BRIGHTWATER,
        6,
        "Open items as at 31 October",
        "Dear sirs,\n\nthese are the items open on your account. Please check them against your records.\n\nAmira Khan",
        ("open-items.pdf", "application/pdf", open_item_pdf(books.BRIGHTWATER, unpaid, "BF-V-3310")),
    )


def _pinewood() -> bytes:
    printed = books.PINEWOOD.closing + Decimal("900.00")  # as if the sum had been keyed in by hand
    return _statement_mail(
        company.PINEWOOD,
        7,
        "Account statement October",
        "Hi,\n\nour October statement is attached, please reply with your confirmation.\n\nGrace Lindqvist",
        ("pinewood-statement.pdf", "application/pdf", borderless_pdf(books.PINEWOOD, "55103", misprinted=printed)),
    )


def _locked() -> bytes:
    paper = ruled_pdf(books.PINEWOOD, "55103", password="Pinewood-2026")  # noqa: S106 - it locks a paper of the demonstration
    return _statement_mail(
        company.PINEWOOD,
        8,
        "Account statement October, corrected",
        "Hi,\n\nour first statement had a wrong sum. The corrected one is protected with our usual password.\n\nGrace Lindqvist",
        ("pinewood-statement-2.pdf", "application/pdf", paper),
    )


def _stranger() -> bytes:
    mail = _mail(
        "J. Walker", "j.walker@supplier-audit.example", 9, "Balance confirmation Harbour Marine Supplies, account C1003"
    )
    mail.set_content(
        "Dear Sir or Madam,\n\nwe support Harbour Marine Supplies Inc. Please send us the current balance and all open items\n"
        "of their account C1003 by return. A statement is attached.\n\nJ. Walker"
    )
    paper = ruled_pdf(books.HARBOUR, "100482")
    _attach(mail, "Harbour-Marine-statement.pdf", "application/pdf", paper)
    return mail.as_bytes()


def _newsletter() -> bytes:
    mail = _mail(
        "Bearing World Weekly",
        "news@bearing-world.example",
        10,
        "This week: steel prices, and five ways to save on freight",
    )
    mail["List-Id"] = "<weekly.bearing-world.example>"
    mail["List-Unsubscribe"] = "<https://bearing-world.example/leave>"
    mail["Precedence"] = "bulk"
    mail.set_content("Steel prices rose by 2.3 % in October. Read on our pages how others keep freight down.\n")
    return mail.as_bytes()


def _automatic() -> bytes:
    customer = company.LAKESIDE
    mail = _mail(customer.contact, customer.address, 11, "Automatic reply: Reminder invoice INV-26-5003")
    mail["Auto-Submitted"] = "auto-replied"
    mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(
        "I am out of the office until 9 November. In urgent cases please write to finance@lakeside-clinics.example.\n"
    )
    return mail.as_bytes()


def _statement_mail(
    customer: Customer, number: int, subject: str, text: str, attachment: tuple[str, str, bytes]
) -> bytes:
    mail = _mail(customer.contact, customer.address, number, subject)
    mail.set_content(text + "\n")
    _attach(mail, *attachment)
    return mail.as_bytes()


def _attach(mail: EmailMessage, name: str, media_type: str, content: bytes) -> None:
    kind, _, form = media_type.partition("/")
    mail.add_attachment(content, maintype=kind, subtype=form, filename=name)
    mail.set_boundary(
        f"demo-{mail['Message-ID'][10:14]}-0d9f61a7"
    )  # else the border of the parts would be drawn by lot


def _mail(name: str, address: str, number: int, subject: str) -> EmailMessage:
    """Return a mail as our border delivered it: its own verdict on the sender stands on top (RFC 8601)."""
    domain = address.partition("@")[2]
    sent = company.NOW - dt.timedelta(minutes=90 - 5 * number)
    stamp = format_datetime(sent)
    mail = EmailMessage(policy=SMTP)
    mail["Return-Path"] = f"<{address}>"
    mail["Authentication-Results"] = (
        f"{company.BORDER}; spf=pass smtp.mailfrom={address}; dkim=pass header.d={domain}; dmarc=pass header.from={domain}"
    )
    mail["Received"] = f"from mail.{domain} by {company.BORDER} with ESMTPS id demo{number:04d}; {stamp}"
    mail["From"] = f"{name} <{address}>"
    mail["To"] = f"Meridian Accounts <{company.ADDRESS}>"
    mail["Subject"] = subject
    mail["Date"] = sent
    mail["Message-ID"] = f"<20261105.{number:04d}@mail.{domain}>"
    return mail
