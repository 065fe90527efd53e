from __future__ import annotations

import pytest

from daemon.pipeline.work import Work
from daemon.pipeline.worker import work_one
from daemon.store import Store, forms
from daemon.store.cases import Case
from daemon.store.messages import Message
from tests.support.house import ACME_POSTINGS, House, mail, read_here, statement_mail, statement_pdf
from tests.support.stored import NOW, raw_mail


@pytest.fixture
def work(house: House, store: Store) -> Work:
    return Work(house.settings, store, clock=lambda: NOW, read=read_here)


def _read(work: Work, content: bytes) -> tuple[Message, tuple[Case, ...]]:
    raw = raw_mail(content)
    with work.store.writing() as tx:
        _, message = work.store.messages.record(tx, raw, sha256=work.store.archive.put(content), now=NOW)
    work_one(work)
    return work.store.messages.get(message), work.store.cases.of_message(message)


def _problems(work: Work, case: Case) -> list[str]:
    return [problem.code for problem in forms.read_problems(work.store.cases.finding(case.id, "problems") or "")[0]]


def test_a_statement_becomes_a_case_with_what_the_paper_says(work: Work) -> None:
    message, (case,) = _read(work, statement_mail())

    assert ("ap@acme.example", "Statement March 2026") == (message.sender, message.subject)
    assert ("C-1001", "statement.pdf", 0) == (case.counterparty, case.document_name, case.number)
    statement = forms.read_statement(work.store.cases.finding(case.id, "statement") or "")
    assert len(ACME_POSTINGS) == len(statement.lines)
    assert case.document == statement.document


def test_a_mail_without_a_statement_is_one_case(work: Work) -> None:
    _, (case,) = _read(work, mail(text="Hello, who is there?"))

    assert ("", "", None) == (case.document, case.fingerprint, work.store.cases.finding(case.id, "statement"))


def test_an_unknown_senders_case_has_no_counterparty(work: Work) -> None:
    _, (case,) = _read(work, mail(("s.pdf", statement_pdf()), sender="m@elsewhere.example"))

    assert "" == case.counterparty
    assert case.fingerprint


def test_what_cannot_be_read_is_one_case_with_its_problem(work: Work) -> None:
    _, (case,) = _read(work, mail(("s.pdf", b"%PDF-1.7 broken")))

    assert "s.pdf" == case.document_name
    assert _problems(work, case)


def test_two_unread_files_beside_a_statement_are_one_case_that_names_both(work: Work) -> None:
    _, (first, beside) = _read(work, mail(("s.pdf", statement_pdf()), ("a.pdf", b"%PDF-1.7"), ("b.pdf", b"%PDF-1.7 x")))

    assert "s.pdf" == first.document_name
    assert ["beside_a_statement"] * 2 == _problems(work, beside)
    assert [] == _problems(work, first)


def test_whatever_bytes_come_there_is_a_case(work: Work) -> None:
    for content in (b"", b"\x00\xff\xfe", b"From: \xff\r\n\r\n", b"Subject: =?utf-8?b?7aCA?=\r\n\r\nx"):
        _, cases = _read(work, content)

        assert 1 == len(cases)


def test_reading_again_makes_the_same_cases(work: Work) -> None:
    """A kill between the work and its commit: the second reading must not make two of one."""
    raw = raw_mail(statement_mail())
    with work.store.writing() as tx:
        work.store.messages.record(tx, raw, sha256=work.store.archive.put(raw.content), now=NOW)
    calls: list[str] = []

    def die_once(name: str) -> None:
        calls.append(name)
        if name == "recognise:read" and calls.count(name) == 1:
            raise ValueError("died")

    work.on_step = die_once
    work_one(work)
    work_one(work)

    assert 1 == len(work.store.cases.of_message(1))
