"""A stranger's document is recognised in a child of its own. Whatever it does there, what comes back is a `Recognition`.

The answer is decoded into typed values and must speak of the document that was asked about. A child that a file took over could
still misread that file, as any sender can write false figures: the gates and proofs behind judge both alike.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

import msgspec

from daemon.observe import events
from daemon.observe.logs import logger
from daemon.sandbox.budget import ONE_DOCUMENT, PICTURES, SECONDS_A_MAIL, Budget
from daemon.sandbox.entries import RECOGNISE, Answer, Request, too_much_memory, too_slow
from daemon.sandbox.host import Fate, Outcome, Sandbox, shared
from parsers.document import Document, Problem
from parsers.readers.base import Access
from parsers.statements.statement import Figure, Recognition, Statement

log = logger("sandbox")

_MOST_DIGITS = 24
_NO_PASSWORDS = Access()
_one_picture_at_a_time = threading.Lock()


def recognise_apart(
    document: Document,
    access: Access = _NO_PASSWORDS,
    budget: Budget = ONE_DOCUMENT,
    *,
    sandbox: Sandbox | None = None,
) -> Recognition:
    """Return what `parsers.recognise.recognise` finds in the document, or a problem that says why it could not be read.

    Raises `SandboxError` where no child can be started at all: a fault of the machine, not of the document.
    """
    if len(document.content) > budget.document_bytes:
        size, most = (round(count / (1 << 20)) for count in (len(document.content), budget.document_bytes))
        return _nothing(
            document, Problem(code="too_large", message=f"The file has {size} MB; more than {most} MB are not read.")
        )
    chosen = shared() if sandbox is None else sandbox
    answer = _asked(chosen, document, access, budget, eyes=False)
    if answer.needs_eyes:
        with _one_picture_at_a_time:
            answer = _asked(chosen, document, access, PICTURES, eyes=True)
    return answer.recognition


def _asked(sandbox: Sandbox, document: Document, access: Access, budget: Budget, *, eyes: bool) -> Answer:
    request = Request(
        document.name.encode("utf-8", "replace").decode(),
        document.content,
        document.media_type,
        access.passwords,
        budget.cpu_seconds * budget.patience,
        eyes,
    )
    outcome = sandbox.run(RECOGNISE, msgspec.msgpack.encode(request), budget)
    answer = _believed(outcome, document) if outcome.fate is Fate.ANSWERED else None
    if answer is not None:
        return answer
    problem = _problem(outcome)
    log.warning(events.DOCUMENT_STOPPED, document=document.sha256, problem=problem.code, detail=outcome.detail)
    return Answer(_nothing(document, problem))


def recognise_each(
    documents: Iterable[Document],
    access: Access = _NO_PASSWORDS,
    budget: Budget = ONE_DOCUMENT,
    *,
    seconds: float = SECONDS_A_MAIL,
    sandbox: Sandbox | None = None,
) -> list[tuple[Document, Recognition]]:
    """Return each document with what it holds. Once all together took `seconds`, the rest is not begun and says so."""
    read: list[tuple[Document, Recognition]] = []
    end = time.monotonic() + seconds
    for document in documents:
        left = end - time.monotonic()
        if left <= 0:
            message = "The mail's other files took so long to read that this one was not begun; look at the original."
            read.append((document, _nothing(document, Problem(code="too_slow", message=message))))
            continue
        within = replace(budget, seconds=min(budget.seconds, max(left, 1.0)))
        read.append((document, recognise_apart(document, access, within, sandbox=sandbox)))
    return read


def _problem(outcome: Outcome) -> Problem:
    match outcome.fate:
        case Fate.TOO_SLOW:
            return too_slow()
        case Fate.OUT_OF_MEMORY:
            return too_much_memory()
        case Fate.TOO_MUCH_SAID:
            return Problem(code="too_large", message="The file gives far more lines than a statement has.")
        case _:
            return Problem(
                code="reader_crashed",
                message="The program that reads files broke down over this one; look at the original.",
                facts={"detail": outcome.detail} if outcome.detail else {},
            )


def _nothing(document: Document, problem: Problem) -> Recognition:
    return Recognition(document.sha256, document.name, (), (problem,))


def _believed(outcome: Outcome, document: Document) -> Answer | None:
    """Return the answer with the document's own name; None where it is no sound answer about this document."""
    try:
        answer = msgspec.msgpack.decode(outcome.content, type=Answer)
    except (msgspec.DecodeError, RecursionError):
        return None
    found, sha256 = answer.recognition, document.sha256
    if found.document != sha256 or any(statement.document != sha256 for statement in found.statements):
        return None
    if not all(_plausible(amount) for statement in found.statements for amount in _amounts(statement)):
        return None
    return Answer(replace(found, name=document.name), answer.needs_eyes)


def _amounts(statement: Statement) -> Iterable[Decimal]:
    for line in statement.lines:
        yield line.amount
        if line.running_balance is not None:
            yield line.running_balance
    figures: Sequence[Figure | None] = (statement.opening, statement.closing)
    yield from (figure.amount for figure in figures if figure is not None)
    yield from (total.amount for total in (*statement.totals, *statement.ageing))


def _plausible(amount: Decimal) -> bool:
    """Whether code behind may add and print the amount without trouble: "1E999999" would fill the memory with zeros."""
    return (
        amount.is_finite()
        and abs(amount.adjusted()) <= _MOST_DIGITS
        and len(amount.as_tuple().digits) <= 2 * _MOST_DIGITS
    )
