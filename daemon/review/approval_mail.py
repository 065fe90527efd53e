"""What somebody is asked by mail: the draft as it will leave, what it rests on, and the link where he says yes or no.

Plain text: whatever others wrote in it can make no link, and only one address in the mail leads anywhere.
"""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import Connection

from daemon.replies.language import number
from daemon.replies.safe_text import unlinked
from daemon.review.words import Words
from daemon.store import Store
from daemon.store.findings import because_of

MOST_LINES = 200
MOST_REASONS = 3
"""The page behind the link tells them all."""


def approval_mail(
    store: Store, words: Words, case_id: int, link: str, *, ends: str, tx: Connection | None = None
) -> tuple[str, str]:
    """Return subject and text of the mail about a draft that waits. Raises `LookupError`, `ArchiveDamaged`."""
    case, reply = store.cases.get(case_id, tx), store.outbox.of_case(case_id, tx)
    if reply is None:
        raise LookupError(f"Case {case_id} has no reply.")
    mail, figures = store.outbox.mail(reply), store.figures.get(case_id, tx)
    party = store.counterparties.get(case.counterparty, tx) if case.counterparty else None
    name = unlinked(party.name if party is not None else case.counterparty, 80) or words("queue.unknown_party")
    facts = [(words("queue.party"), name), (words("case.to"), reply.recipient)]
    facts.append((words("queue.decision"), words.or_else(f"state.{reply.kind}", reply.kind)))
    if figures is not None:
        facts += [
            (words(key), _money(amount, figures.currency))
            for key, amount in (
                ("case.ours", figures.ours),
                ("case.theirs", figures.theirs),
                ("queue.gap", figures.gap),
            )
            if amount is not None
        ]
        if figures.verdict:
            facts.append((words("queue.read"), words.or_else(f"verdict.{figures.verdict}", figures.verdict)))
    lines = [f"{what}: {value}" for what, value in facts]
    lines += [f"- {unlinked(words.said(sentence), 300)}" for sentence in because_of(store.cases, case)[:MOST_REASONS]]
    lines += ["", words("approve_link.follow", until=ends), link, "", words("approve_link.once"), ""]
    lines += [f"{words('case.subject')}: {unlinked(mail.subject, 200)}", ""]
    draft = mail.text.splitlines()
    lines += [f"> {line}" for line in draft[:MOST_LINES]]
    lines += ["> …"] if len(draft) > MOST_LINES else []
    lines += [f"[{unlinked(each.name, 80)}]" for each in mail.attachments]
    return words("approve_link.mail_subject", case=case_id, name=name), "\n".join(lines)


def _money(amount: Decimal, currency: str) -> str:
    return f"{currency} {number(amount, currency or None)}".strip()
