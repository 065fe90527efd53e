"""The letter that asks for another file. It holds no figure of ours: whoever reads it learns nothing about the account."""

from __future__ import annotations

from collections.abc import Sequence

from daemon.replies.envelope import Envelope
from daemon.replies.letter import Letter, Paragraph, Point, Points
from daemon.replies.safe_text import file_label
from parsers.document import Document, Problem
from rules.model.decision import Decision, Outcome

NOTHING_CAME = "no_attachment"
UNKNOWN = "unreadable"  # said of any problem that has no words of its own
CODES = frozenset(
    {
        "broken_file",
        "empty",
        "image_only",
        "locked",
        "nested_too_deep",
        "not_a_statement",
        "too_large",
        "unsupported",
        NOTHING_CAME,
        UNKNOWN,
    }
)
"""The problems that have words in every language file."""

_SAME_WORDS = {
    "archive_too_deep": "nested_too_deep",
    "archive_too_large": "too_large",
    "broken_archive": "broken_file",
    "damaged_attachment": "broken_file",
    "mail_cut_off": "broken_file",
    "mail_too_large": "too_large",
    "unsupported_archive": "unsupported",
}
_NO_STATEMENT = frozenset({NOTHING_CAME, "not_a_statement"})
_FILES_NAMED = 5


def ask(
    envelope: Envelope, decision: Decision, problems: Sequence[Problem], documents: Sequence[Document] = ()
) -> Letter:
    """Return the letter for the problems that the gates ask about (see `asked`). `documents` are the mail's, for their names."""
    words = envelope.words
    points = []
    found = asked(decision, problems, documents)
    for index, (code, name) in enumerate(found, start=1):
        problem = words.say(f"ask.{code}.problem")
        label = file_label(name)
        shown = words.say("format.quoted", text=label) if label else ""
        text = words.say("ask.file", file=shown, problem=problem) if shown else words.beginning(problem)
        points.append(Point(f"{index}", text, words.say(f"ask.{code}.request")))
    nothing = all(code in _NO_STATEMENT for code, _ in found)
    return envelope.letter(
        (
            Paragraph(words.say("ask.intro_none" if nothing else "ask.intro")),
            Points("", tuple(points)),
            Paragraph(words.say("ask.best")),
            Paragraph(words.say("ask.again")),
        )
    )


def asked(
    decision: Decision, problems: Sequence[Problem], documents: Sequence[Document] = ()
) -> tuple[tuple[str, str], ...]:
    """Return what is asked about as (code, file name or ""), without repeats.

    A gate names the code in its facts under `ask` (and the file under `file`); else each problem of the mail is asked about. A code that
    has no words becomes `unreadable`: nothing of an internal message ever reaches the letter.
    """
    names = {document.sha256: document.name for document in documents}
    only = documents[0].name if len(documents) == 1 else ""

    def file_of(problem: Problem) -> str:
        at = names.get(problem.place.document, "") if problem.place is not None else ""
        return problem.facts.get("file", "") or at or only

    files = {problem.code: file_of(problem) for problem in reversed(problems)}
    pairs = [
        (because.facts["ask"], because.facts.get("file", "") or files.get(because.facts["ask"], ""))
        for because in decision.because
        if because.answer is Outcome.ASK and because.facts.get("ask")
    ]
    pairs = pairs or [(problem.code, file_of(problem)) for problem in problems]
    named = [(_SAME_WORDS.get(code, code), name) for code, name in pairs]
    known = [(code if code in CODES else UNKNOWN, "" if code == NOTHING_CAME else name) for code, name in named]
    return tuple(dict.fromkeys(known))[:_FILES_NAMED] or ((UNKNOWN, only),)
