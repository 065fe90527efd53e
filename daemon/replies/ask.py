"""The letter that asks for another file. It holds no figure of ours: whoever reads it learns nothing about the account."""

from __future__ import annotations

from collections.abc import Sequence

from daemon.replies.envelope import Envelope
from daemon.replies.letter import Letter, Paragraph, Point, Points
from daemon.replies.safe_text import file_label
from parsers.document import Problem
from rules.model.decision import Decision, Outcome

NOTHING_CAME = "no_attachment"
UNKNOWN = "unreadable"  # said of any problem that has no words of its own
_FILES_NAMED = 5


def ask(envelope: Envelope, decision: Decision, problems: Sequence[Problem]) -> Letter:
    """Return the letter for the problems that the gates ask about (see `asked`)."""
    words = envelope.words
    points = []
    found = asked(decision, problems)
    for index, (code, name) in enumerate(found, start=1):
        problem = words.say(f"ask.{code}.problem")
        label = file_label(name)
        shown = words.say("format.quoted", text=label) if label else ""
        text = words.say("ask.file", file=shown, problem=problem) if shown else words.beginning(problem)
        points.append(Point(f"{index}", text, words.say(f"ask.{code}.request")))
    nothing = all(code == NOTHING_CAME for code, _ in found)
    return envelope.letter(
        (
            Paragraph(words.say("ask.intro_none" if nothing else "ask.intro")),
            Points("", tuple(points)),
            Paragraph(words.say("ask.best")),
            Paragraph(words.say("ask.again")),
        )
    )


def asked(decision: Decision, problems: Sequence[Problem]) -> tuple[tuple[str, str], ...]:
    """Return what is asked about as (code, file name or ""), without repeats.

    A gate names the code in its facts under `ask` (and the file under `file`); else each problem of the mail is asked about. A code that
    has no words becomes `unreadable`: nothing of an internal message ever reaches the letter.
    """
    from_gates = [
        (because.facts["ask"], because.facts.get("file", ""))
        for because in decision.because
        if because.answer is Outcome.ASK and because.facts.get("ask")
    ]
    names = {problem.code: problem.facts.get("file", "") for problem in problems}
    pairs = [(code, file or names.get(code, "")) for code, file in from_gates]
    pairs = pairs or [(problem.code, problem.facts.get("file", "")) for problem in problems]
    known = [(code if code in CODES else UNKNOWN, name) for code, name in pairs]
    return tuple(dict.fromkeys(known))[:_FILES_NAMED] or ((UNKNOWN, ""),)


CODES = frozenset(
    {
        "locked",
        "image_only",
        "broken_file",
        "empty",
        "too_large",
        "unsupported",
        "not_a_statement",
        NOTHING_CAME,
        UNKNOWN,
    }
)
