"""What runs inside a child: a document is recognised, and the answer is plain data.

Requests and answers are msgpack; no side ever unpickles what the other sent.
"""

from __future__ import annotations

import signal
from dataclasses import replace
from types import FrameType
from typing import Any

import msgspec

from parsers.document import Document, Problem
from parsers.readers.base import Access, all_readers
from parsers.recognise import recognise
from parsers.statements.statement import Recognition

RECOGNISE = "daemon.sandbox.entries:recognise_here"
WARM_UP = "daemon.sandbox.entries:warm_up"

_AGAIN_AFTER = 0.15
"""Each further reader gets this share of the first patience before it is interrupted too."""


_EYES = frozenset({"pdf_scan", "pasted_pictures"})
"""Readers that recognise letters in pictures. They take more time and memory than any other, and a budget of their own."""


class Request(msgspec.Struct, frozen=True):
    """A document to be read. `patience` is the seconds of CPU after which the reader at work is interrupted; `eyes` says
    whether readers of pictures take part.
    """

    name: str
    content: bytes
    media_type: str | None
    passwords: tuple[str, ...]
    patience: float
    eyes: bool


class Answer(msgspec.Struct, frozen=True):
    """What was recognised; `needs_eyes` where pictures were met that only a reader left out can read."""

    recognition: Recognition
    needs_eyes: bool = False


class OutOfPatienceError(Exception):
    """A reader has worked longer than a statement takes. Readers that caught it would only be interrupted again."""


def warm_up(_request: bytes) -> bytes:
    """Load every reader and whatever is made at first use, so that each child finds it made."""
    all_readers()
    page = b"<table><tr><td>Date<td>Reference<td>Debit<td>Credit<td>Balance<tr><td>2026-03-01<td>A1<td>1.00<td><td>1.00</table>"
    for content in (b"Date,Reference,Amount,Balance\n2026-03-01,A1,10.00,10.00\n", page):
        recognise(Document("warm-up", content))
    return b""


def recognise_here(request: bytes) -> bytes:
    """Return the `Answer` to a `Request`, both as msgpack."""
    wanted = msgspec.msgpack.decode(request, type=Request)
    interrupted = _Interruptions(wanted.patience)
    document = Document(wanted.name, wanted.content, wanted.media_type)
    readers = [reader for reader in all_readers() if wanted.eyes or reader.name not in _EYES]
    try:
        with interrupted:
            found = recognise(document, Access(wanted.passwords), readers=readers)
    except OutOfPatienceError:  # between the readers, where nobody catches it
        found = Recognition(document.sha256, document.name, ())
    found = named_problems(found, interrupted=interrupted.count > 0)
    return encoded(Answer(found, not wanted.eyes and _needs_eyes(document, found)))


def _needs_eyes(document: Document, found: Recognition) -> bool:
    """Whether the document has pictures in the place of text, and a reader of pictures that was left out may read them."""
    if not {"image_only", "unsupported"} & {problem.code for problem in found.problems}:
        return False
    return any(reader.name in _EYES and reader.able(document) for reader in all_readers())


def named_problems(found: Recognition, *, interrupted: bool) -> Recognition:
    """Return the recognition with readers that ran out of time or memory called so, and not faults of the program.

    An interruption that a reader swallowed is told all the same: what it would have seen is not known.
    """
    problems = [_renamed(problem) for problem in found.problems]
    if interrupted and not any(problem.code == "too_slow" for problem in problems):
        problems.append(too_slow())
    return replace(found, problems=tuple(problems))


def too_slow(reader: str = "") -> Problem:
    """Return the problem of a document, or of one reader, that took too long."""
    who = f"The reader {reader}" if reader else "Reading the file"
    return Problem(
        code="too_slow",
        message=f"{who} took longer than any statement needs and was stopped; look at the original.",
        facts={"reader": reader} if reader else {},
    )


def too_much_memory(reader: str = "") -> Problem:
    """Return the problem of a document, or of one reader, that needed too much memory."""
    who = f"The reader {reader}" if reader else "Reading the file"
    return Problem(
        code="too_much_memory",
        message=f"{who} needed more memory than any statement does and was stopped; look at the original.",
        facts={"reader": reader} if reader else {},
    )


def _renamed(problem: Problem) -> Problem:
    if problem.code != "reader_failed":
        return problem
    reader = problem.facts.get("reader", "")
    match problem.facts.get("error"):
        case "OutOfPatienceError":
            return too_slow(reader)
        case "MemoryError":
            return too_much_memory(reader)
        case _:
            return problem


class _Interruptions:
    """Raises `OutOfPatienceError` in whatever Python code runs after so many seconds of CPU, and again a while later."""

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self.count = 0

    def __enter__(self) -> None:
        signal.signal(signal.SIGPROF, self._interrupt)
        signal.setitimer(signal.ITIMER_PROF, self._patience, self._patience * _AGAIN_AFTER)

    def __exit__(self, *_unused: object) -> None:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, signal.SIG_IGN)

    def _interrupt(self, _number: int, _frame: FrameType | None) -> None:
        self.count += 1
        raise OutOfPatienceError


def encoded(found: Answer) -> bytes:
    """Return an answer as msgpack. Text that is no Unicode (a lone surrogate from a damaged file) is mended on the way."""
    try:
        return msgspec.msgpack.encode(found)
    except UnicodeEncodeError:
        return msgspec.msgpack.encode(_mended(msgspec.to_builtins(found)))


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_mended(key): _mended(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_mended(each) for each in value]
    return value
