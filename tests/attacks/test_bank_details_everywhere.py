"""A change of bank details, in every place of a mail and in four languages: staff read of it, nobody is answered, nothing is echoed."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

import pytest
from openpyxl import Workbook

from daemon.store import Store
from tests.support.attacking import because, run, statement_csv
from tests.support.hostile_files import zipped
from tests.support.house import House, mail, statement_pdf
from tests.support.letters import multipart, part
from tests.support.letters_on_paper import text_pdf

WORDS = {
    "en": "Please note that our bank account has changed.",
    "zh": "请注意:我司收款账户已变更,请以新账户付款。",
    "de": "Bitte beachten Sie unsere neue Bankverbindung.",
    "fr": "Veuillez noter nos nouvelles coordonnées bancaires.",
}
PAPER = ("statement.pdf", statement_pdf())


def _sheet(words: str) -> bytes:
    book = Workbook()
    book.create_sheet("Notes").cell(row=3, column=3).value = words
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _html(words: str) -> bytes:
    body = f"<p>Please find our statement.</p><p style='font-size:1px'>{words}</p>".encode()
    return multipart(
        part(b"Please find our statement.", "text/plain"),
        part(body, "text/html; charset=utf-8"),
        part(PAPER[1], "application/pdf", 'Content-Disposition: attachment; filename="statement.pdf"'),
        From="ap@acme.example",
        To="ar@us.example",
    )


def _forwarded(words: str) -> bytes:
    inner = f"From: boss@acme.example\r\nSubject: x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{words}".encode()
    return mail(PAPER, ("forwarded.eml", inner))


PLACES: Mapping[str, Callable[[str], bytes]] = {
    "body": lambda words: mail(PAPER, text=words),
    "subject": lambda words: mail(PAPER, subject=words),
    "file name": lambda words: mail((words.replace(" ", "_").rstrip(".。") + ".pdf", PAPER[1])),
    "hidden in the page": _html,
    "forwarded mail": _forwarded,
    "another sheet": lambda words: mail(PAPER, ("notes.xlsx", _sheet(words))),
    "a text beside": lambda words: mail(PAPER, ("notes.txt", words.encode())),
    "inside an archive": lambda words: mail(PAPER, ("more.zip", zipped({"notes.txt": words.encode()}))),
    "a description": lambda words: mail(("statement.csv", statement_csv(words=words))),
    "above the table": lambda words: mail(
        ("statement.csv", statement_csv(above=("Acme Fasteners Ltd", f'"{words}"', "Currency: USD")))
    ),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("language", WORDS)
def test_it_is_held_and_said(house: House, store: Store, place: str, language: str) -> None:
    summaries = run(house, store, PLACES[place](WORDS[language]))
    with_statement = [summary for summary in summaries if summary.counterparty]
    assert with_statement
    assert all(("hold", "") == (summary.outcome, summary.reply_state) for summary in with_statement), because(
        with_statement[0]
    )
    assert any("speaks of changed bank details" in because(summary) for summary in summaries)
    assert [] == house.sent()


def test_on_a_paper_beside(house: House, store: Store) -> None:
    letter = text_pdf(
        "Dear customer,", "we would like to inform you that all", "future payments go to our new bank account."
    )
    run(house, store, mail(PAPER, ("information.pdf", letter)))
    assert [] == house.sent()


def test_without_such_words_the_same_mails_are_answered(house: House, store: Store) -> None:
    (summary,) = run(house, store, PLACES["another sheet"]("Thank you for your business."))
    assert "sent" == summary.reply_state
