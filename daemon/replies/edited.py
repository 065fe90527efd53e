"""A reply in a person's own words: the text as it was typed, once plain and once as HTML, framed as all our letters are."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from daemon.config.settings import Company
from daemon.mail.charsets import one_line, without_controls
from daemon.mail.outgoing import OutgoingMail
from daemon.replies.envelope import Envelope
from daemon.replies.language import Language
from daemon.replies.letter import Paragraph, ReplyRefused
from daemon.replies.mail_text import as_html, as_text
from parsers.ledgers.counterparty import Counterparty

LONGEST = 50_000


def edited(mail: OutgoingMail, subject: str, text: str, kept: tuple[int, ...]) -> OutgoingMail:
    """Return the reply with another subject and text, and of its attachments those numbered (from 0) in `kept`.

    Raises `ReplyRefused` where nothing would be said, or more than a letter holds.
    """
    said = without_controls(text.replace("\r\n", "\n")).strip("\n")
    if not said.strip() or not subject.strip():
        raise ReplyRefused("a reply needs a subject and words")
    if len(said) > LONGEST:
        raise ReplyRefused("this is longer than a letter")
    html = mail.html if f"{said}\n" == mail.text else as_typed(said, mail.language)
    return replace(
        mail,
        subject=one_line(subject, 300),
        text=f"{said}\n",
        html=html,
        attachments=tuple(each for number, each in enumerate(mail.attachments) if number in kept),
    )


def as_typed(text: str, language: str) -> str:
    """Return text as an HTML document that shows it as it was typed, columns included; nothing in it is a link."""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language.replace("_", "-"))}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">\n</head>\n'
        '<body style="margin:0;padding:16px;background:#ffffff;color:#1f2933">\n'
        "<pre style=\"margin:0;max-width:680px;white-space:pre-wrap;font-family:Consolas,'Liberation Mono',"
        f"'Microsoft YaHei','PingFang SC',monospace;font-size:14px;line-height:1.5\">{escape(text)}</pre>\n</body>\n</html>\n"
    )


def asking(
    text: str, counterparty: Counterparty, company: Company, words: Language, case_number: str
) -> tuple[str, str]:
    """Return a letter that asks the counterparty in a person's words, as text and as HTML. Raises `ReplyRefused` without any."""
    parts = [part.strip() for part in without_controls(text.replace("\r\n", "\n")).split("\n\n") if part.strip()]
    if not parts or len(text) > LONGEST:
        raise ReplyRefused("a question needs words, and no more than a letter holds")
    envelope = Envelope(counterparty=counterparty, company=company, words=words, case_number=case_number)
    letter = envelope.letter(tuple(Paragraph(" ".join(part.split())) for part in parts))
    letter = replace(
        letter, small_print=letter.small_print[1:]
    )  # a person wrote this; the first line says a program did
    return as_text(letter), as_html(letter)
