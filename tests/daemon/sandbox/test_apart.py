"""Documents read apart give the same as read here, and every bad end is a problem."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from daemon.cli.contract import documents_json
from daemon.sandbox import apart
from daemon.sandbox.apart import recognise_apart, recognise_each
from daemon.sandbox.budget import ONE_DOCUMENT, PICTURES, Budget
from daemon.sandbox.entries import Answer
from daemon.sandbox.host import Fate, Outcome, Sandbox
from parsers.document import Document
from parsers.readers.base import Access
from parsers.recognise import recognise
from parsers.statements.statement import Recognition

CORPUS = Path(__file__).parents[2] / "corpus"
PAPERS = sorted(path for path in CORPUS.glob("*/*.*") if path.stem in {"statement", "document"})
CSV = b"Date,Reference,Debit,Credit,Balance\n2026-03-01,A1,10.00,,10.00\n2026-03-02,A2,,3.00,7.00\n"
PAPER = Document("对账单.csv", CSV)


@pytest.fixture(scope="module")
def readers() -> Iterator[Sandbox]:
    with Sandbox() as made:
        yield made


class Saying(Sandbox):
    """A sandbox in which something took the child over: it says what it likes."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self._outcome = outcome

    def run(self, entry: str, request: bytes, budget: Budget) -> Outcome:  # noqa: ARG002 - it says the same to everybody
        return self._outcome


def codes(found: Recognition) -> list[str]:
    return [problem.code for problem in found.problems]


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.parent.name)
def test_what_is_read_apart_is_what_is_read_here(path: Path, readers: Sandbox) -> None:
    document = Document(path.name, path.read_bytes())
    here, there = recognise(document), recognise_apart(document, sandbox=readers)
    assert documents_json([here]) == documents_json([there])
    assert here == there


def test_the_name_comes_back_whatever_it_is(readers: Sandbox) -> None:
    assert "对账单.csv" == recognise_apart(PAPER, sandbox=readers).name
    odd = Document("\udcff.csv", CSV)
    assert odd.name == recognise_apart(odd, Access(("x",)), sandbox=readers).name


def test_the_same_bytes_give_the_same_result(readers: Sandbox) -> None:
    assert recognise_apart(PAPER, sandbox=readers) == recognise_apart(PAPER, sandbox=readers)


def test_a_file_beyond_the_budget_is_not_begun(readers: Sandbox) -> None:
    found = recognise_apart(PAPER, budget=Budget(document_bytes=10), sandbox=readers)
    assert (["too_large"], PAPER.sha256, PAPER.name) == (codes(found), found.document, found.name)


@pytest.mark.parametrize(
    ("fate", "code"),
    [
        (Fate.TOO_SLOW, "too_slow"),
        (Fate.OUT_OF_MEMORY, "too_much_memory"),
        (Fate.TOO_MUCH_SAID, "too_large"),
        (Fate.CRASHED, "reader_crashed"),
        (Fate.FAILED, "reader_crashed"),
    ],
)
def test_every_bad_end_is_a_problem(fate: Fate, code: str) -> None:
    found = recognise_apart(PAPER, sandbox=Saying(Outcome(fate, detail="signal SIGSEGV")))
    assert ([code], ()) == (codes(found), found.statements)


def sound() -> Recognition:
    return recognise(PAPER)


def told(found: Recognition) -> bytes:
    return msgspec.msgpack.encode(Answer(found))


def forged() -> dict[str, bytes]:
    good = sound()
    statement = good.statements[0]
    huge = replace(statement.lines[0], amount=Decimal("1E+999999"))
    nan = replace(statement.lines[0], running_balance=Decimal("NaN"))
    long = replace(statement.lines[0], amount=Decimal("1." + "1" * 5000))
    return {
        "nothing": b"",
        "noise": b"\xff\x00garbage",
        "pickle": b"cposix\nsystem\n(S'id'\ntR.",
        "other types": msgspec.msgpack.encode({"document": 1}),
        "deep": b"\x91" * 100_000,
        "another document": told(replace(good, document="0" * 64)),
        "another statement": told(replace(good, statements=(replace(statement, document="0" * 64),))),
        "an amount that fills the memory": told(replace(good, statements=(replace(statement, lines=(huge,)),))),
        "no number": told(replace(good, statements=(replace(statement, lines=(nan,)),))),
        "endless digits": told(replace(good, statements=(replace(statement, lines=(long,)),))),
    }


@pytest.mark.parametrize("content", forged().values(), ids=forged().keys())
def test_an_answer_that_is_not_about_this_document_is_not_believed(content: bytes) -> None:
    found = recognise_apart(PAPER, sandbox=Saying(Outcome(Fate.ANSWERED, content)))
    assert (["reader_crashed"], ()) == (codes(found), found.statements)


def test_a_sound_answer_is_believed_under_our_own_name_of_the_file() -> None:
    content = told(replace(sound(), name="other"))
    assert sound() == recognise_apart(PAPER, sandbox=Saying(Outcome(Fate.ANSWERED, content)))


def test_all_documents_of_a_mail_are_answered_in_order(readers: Sandbox) -> None:
    documents = [PAPER, Document("b", b""), Document("c.csv", CSV.replace(b"7.00", b"7.01"))]
    read = recognise_each(documents, sandbox=readers)
    assert documents == [document for document, _ in read]
    assert ["consistent", "broken"] == [str(found.statements[0].proof.verdict) for _, found in read if found.statements]


def test_what_a_mail_takes_in_all_is_limited(monkeypatch: pytest.MonkeyPatch, readers: Sandbox) -> None:
    clock = iter([0.0, 1.0, 1e9])
    monkeypatch.setattr("daemon.sandbox.apart.time.monotonic", lambda: next(clock))
    budgets: list[float] = []

    def noted(document: Document, _access: Access, budget: Budget, sandbox: Sandbox) -> Recognition:
        assert readers is sandbox
        budgets.append(budget.seconds)
        return Recognition(document.sha256, document.name, ())

    monkeypatch.setattr(apart, "recognise_apart", noted)
    _, (_, late) = recognise_each([PAPER, PAPER], seconds=50, sandbox=readers)
    assert [49.0] == budgets
    assert ["too_slow"] == codes(late)


def test_a_document_of_pictures_is_read_once_more_with_their_own_budget() -> None:
    asked: list[Budget] = []

    class Eyed(Sandbox):
        def run(self, entry: str, request: bytes, budget: Budget) -> Outcome:
            asked.append(budget)
            eyes = msgspec.msgpack.decode(request)["eyes"]
            found = sound() if eyes else Recognition(PAPER.sha256, PAPER.name, ())
            assert entry.startswith("daemon.sandbox.entries")
            return Outcome(Fate.ANSWERED, msgspec.msgpack.encode(Answer(found, not eyes)))

    assert sound() == recognise_apart(PAPER, sandbox=Eyed())
    assert [ONE_DOCUMENT, PICTURES] == asked
