"""The letter that confirms a balance: what was compared, what agrees, and on which ledger that rests."""

from __future__ import annotations

from collections.abc import Sequence

from daemon.replies.envelope import Envelope
from daemon.replies.language import Language
from daemon.replies.letter import Letter, Pairs, Paragraph
from daemon.replies.perspective import owed
from daemon.replies.safe_text import plain
from daemon.replies.soundness import demand_agreement
from rules.model.reconciliation import Reconciliation


def confirmation(
    envelope: Envelope, reconciliation: Reconciliation, currency: str | None, attached: Sequence[str] = ()
) -> Letter:
    """Return the letter; `attached` says what lies with it. Raises ReplyRefused where the facts do not bear it."""
    demand_agreement(reconciliation)
    words, ledger = envelope.words, reconciliation.ledger
    statement = reconciliation.statement
    balance = envelope.speaker(currency).size(ledger.balance)
    rows = [envelope.pair("account", plain(ledger.account))]
    if ledger.as_of:
        rows.append(envelope.pair("as_at", words.date(ledger.as_of)))
    rows.append(envelope.pair("balance", words.say(f"owed.{owed(ledger.balance)}", amount=balance)))
    rows.append(envelope.pair("lines", words.whole(len(statement.lines))))
    return envelope.letter(
        (
            Paragraph(envelope.thanked("confirmation.intro", statement)),
            Pairs(tuple(rows)),
            Paragraph(_compared(words, reconciliation)),
            Paragraph(
                words.sentences(envelope.dated("confirmation.rests", ledger.as_of), words.say("confirmation.legal"))
            ),
            *(Paragraph(text) for text in attached),
        )
    )


def _compared(words: Language, reconciliation: Reconciliation) -> str:
    count = len(reconciliation.statement.lines)
    if count == 0:
        return words.say("confirmation.none")
    opening = reconciliation.statement.opening is not None
    return words.count("confirmation.lines_and_opening" if opening else "confirmation.lines", count)
