"""What a child does with a document, called directly."""

from __future__ import annotations

import time
from dataclasses import replace

import msgspec
import pytest

from daemon.sandbox import entries
from daemon.sandbox.entries import Answer, Request, encoded, named_problems, recognise_here, warm_up
from parsers.document import Document, Place, Problem
from parsers.readers.base import Access
from parsers.readers.csv_text import CsvTextReader
from parsers.recognise import recognise
from parsers.statements.statement import Recognition
from parsers.table import Cell, Reading

CSV = b"Date,Reference,Debit,Credit,Balance\n2026-03-01,A1,10.00,,10.00\n2026-03-02,A2,,3.00,7.00\n"


def request(content: bytes = CSV, patience: float = 60, *, eyes: bool = False) -> bytes:
    return msgspec.msgpack.encode(Request("a.csv", content, "text/csv", (), patience, eyes))


def test_the_answer_is_what_recognise_finds() -> None:
    found = msgspec.msgpack.decode(recognise_here(request()), type=Answer).recognition
    assert recognise(Document("a.csv", CSV, "text/csv")) == found
    assert 1 == len(found.statements)


def test_a_reader_that_takes_too_long_is_interrupted_and_the_document_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(_document: Document, _access: object, *, readers: object) -> Recognition:
        assert readers
        while True:
            time.process_time()

    monkeypatch.setattr(entries, "recognise", endless)
    found = msgspec.msgpack.decode(recognise_here(request(patience=0.05)), type=Answer).recognition
    assert ["too_slow"] == [problem.code for problem in found.problems]


def test_readers_that_ran_out_of_time_or_memory_are_called_so() -> None:
    failures = [
        Problem(code="reader_failed", message="", facts={"reader": "pdf_plumber", "error": error})
        for error in ("OutOfPatienceError", "MemoryError", "KeyError")
    ]
    found = named_problems(Recognition("0", "x", (), tuple(failures)), interrupted=True)
    assert ["too_slow", "too_much_memory", "reader_failed"] == [problem.code for problem in found.problems]
    assert {"reader": "pdf_plumber"} == dict(found.problems[0].facts)


def test_an_interruption_that_a_reader_swallowed_is_told_all_the_same() -> None:
    found = named_problems(recognise(Document("a.csv", CSV)), interrupted=True)
    assert "too_slow" in [problem.code for problem in found.problems]
    assert 1 == len(found.statements)
    quiet = recognise(Document("a.csv", CSV))
    assert quiet == named_problems(quiet, interrupted=False)


def test_broken_text_does_not_keep_an_answer_from_coming() -> None:
    place = Place(document="0", reader="x")
    found = Recognition("0", "x", (), (Problem(code="c", message="half \ud83d", place=place, facts={"k": "\udc00"}),))
    mended = replace(found.problems[0], message="half ?", facts={"k": "?"})
    told = msgspec.msgpack.decode(encoded(Answer(found)), type=Answer)
    assert replace(found, problems=(mended,)) == told.recognition


class PictureReader:
    """Reads any file, as one that recognises letters in pictures does."""

    name = "pdf_scan"
    cost = 15

    def able(self, document: Document) -> bool:
        return document.content.startswith(b"\x89PNG")

    def read(self, document: Document, access: Access) -> Reading:
        assert access == Access()
        place = Place(document=document.sha256, reader=self.name)
        return Reading(self.name, lines=(Cell("Invoice 1", place),))


@pytest.mark.parametrize(
    ("content", "eyes", "needed"),
    [(b"\x89PNG\r\n", False, True), (b"\x89PNG\r\n", True, False), (CSV, False, False)],
)
def test_readers_of_pictures_wait_until_they_are_needed(
    content: bytes, eyes: bool, needed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    readers = (CsvTextReader(), PictureReader())
    monkeypatch.setattr(entries, "all_readers", lambda: readers)
    answer = msgspec.msgpack.decode(recognise_here(request(content, eyes=eyes)), type=Answer)
    assert needed is answer.needs_eyes


def test_warming_up_says_nothing() -> None:
    assert b"" == warm_up(b"anything")
