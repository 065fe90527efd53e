"""What a mail taken apart holds: its words once, and the documents in the order in which they count."""

from __future__ import annotations

from daemon.mail.contents import LARGEST_LOGO, Contents
from parsers.document import Document
from tests.daemon.mail.test_html_text import STATEMENT

LISTING = "01/03/2026  INV-1  1,250.00\n05/03/2026  CHQ 9  250.00\n"


def test_what_only_the_html_says_is_added_to_the_plain_words() -> None:
    assert "See below" == Contents(plain=["See below"], html=["<p>See <b>below</b></p>"]).text()
    assert "See below\n\nPay us elsewhere" == Contents(plain=["See below"], html=["<p>Pay us elsewhere</p>"]).text()


def test_bodies_with_tables_are_documents_with_names_of_their_own() -> None:
    found = Contents(documents=[Document("march.pdf", b"%PDF-")])
    for body in (STATEMENT, "<p>Dear Carol</p>", STATEMENT):
        found.add_html(body)
    assert ["march.pdf", "mail-body.html", "mail-body-2.html"] == [each.name for each in found.all_documents()]


def test_a_picture_counts_only_where_nothing_else_does_and_it_is_no_logo() -> None:
    photo, logo = Document("photo.png", bytes(LARGEST_LOGO + 1)), Document("logo.png", bytes(LARGEST_LOGO))
    assert (photo,) == Contents(pictures=[logo, photo]).all_documents()
    assert ["mail-body.txt"] == [each.name for each in Contents(plain=[LISTING], pictures=[photo]).all_documents()]
