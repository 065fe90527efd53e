"""Files and mails as they should not be: whoever can act is told what to do, staff see why, and the original is kept."""

from __future__ import annotations

import email
import io
from email import policy

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from daemon.store import Store
from tests.support.house import House, mail, statement_pdf

FIGURES = (b"1,050.00", b"100.00", b"599.50", b"INV-5003")


def locked_pdf() -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1, encrypt=StandardEncryption("secret", canPrint=0))
    canvas.drawString(100, 700, "Statement of account")
    canvas.save()
    return stream.getvalue()


def picture_pdf() -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1)
    canvas.drawImage(ImageReader(Image.new("L", (600, 800), 255)), 0, 0, 600, 800)
    canvas.save()
    return stream.getvalue()


CASES = {
    "locked": (("statement.pdf", locked_pdf()), "password"),
    "a broken workbook": (("statement.xlsx", b"PK\x03\x04" + b"broken" * 50), "damaged"),
    "a broken PDF": (("statement.pdf", b"%PDF-1.7\n" + b"\x00" * 200), "damaged"),
    "empty": (("statement.pdf", b""), "empty"),
    "a kind nobody reads": (("statement.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600), ""),
}


@pytest.mark.parametrize(("file", "words"), CASES.values(), ids=CASES.keys())
def test_a_file_that_cannot_be_read_is_asked_for_again_without_figures(
    house: House, store: Store, file: tuple[str, bytes], words: str
) -> None:
    content = mail(file)
    house.deliver(content)

    (summary,) = house.service(store).run_once()

    assert ("ask", "done", "sent") == (summary.outcome, summary.state, summary.reply_state)
    (reply,) = house.sent()
    message = email.message_from_bytes(reply, policy=policy.default)
    body = message.get_body(("plain",))
    assert body is not None
    text = " ".join(body.get_content().split())
    assert file[0] in text
    assert words in text
    assert [] == [figure for figure in FIGURES if figure in reply]
    assert [] == list(message.iter_attachments())
    kept = store.messages.get(summary.message)
    assert content == store.archive.get(kept.sha256)
    assert any("No statement could be read" in because for because in summary.because), "staff see why"


def test_a_picture_without_text_waits_or_is_asked_for_and_never_answered_with_figures(
    house: House, store: Store
) -> None:
    """An empty picture holds nothing to read, whether or not pictures can be read here."""
    house.deliver(mail(("scan.pdf", picture_pdf())))

    (summary,) = house.service(store).run_once()

    assert summary.outcome in {"ask", "hold"}
    assert [] == [figure for reply in house.sent() for figure in FIGURES if figure in reply]


def test_a_wrong_name_does_not_matter_where_the_content_is_plain(house: House, store: Store) -> None:
    """A PDF that somebody calls .xlsx is a PDF."""
    house.deliver(mail(("statement.xlsx", statement_pdf())))

    (summary,) = house.service(store).run_once()

    assert ("confirm", "sent") == (summary.outcome, summary.reply_state)


def test_a_mail_of_words_alone_is_not_left_unanswered_where_it_promises_a_statement(house: House, store: Store) -> None:
    house.deliver(mail(text="Please find our statement attached."))

    (summary,) = house.service(store).run_once()

    assert ("ask", "sent") == (summary.outcome, summary.reply_state)
    (reply,) = house.sent()
    assert b"attached" in reply
    assert [] == [figure for figure in FIGURES if figure in reply]
