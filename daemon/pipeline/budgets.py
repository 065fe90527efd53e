"""How much was answered already, and whether the same was said before: what keeps a fault, a flood or a loop small.

Asked when a case is decided, and again in the commit that lets a reply leave, so that two cases at once cannot both take the last
answer. What a person approved is not counted against.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection

from daemon.config.settings import Policy
from daemon.mail.freemail import FREEMAIL
from daemon.mail.outgoing import OutgoingMail
from daemon.pipeline.work import Work
from daemon.replies.language import language
from rules.model.case_facts import Given, Limits

HOUR = dt.timedelta(hours=1)
SAME_WORDS = dt.timedelta(days=1)
"""Within this time nobody is told the same twice."""
_MOST_COMPARED = 20


def limits_of(policy: Policy) -> Limits:
    """Return the policy's numbers as the gates take them."""
    return Limits(
        amount=policy.amount_limit,
        gap=policy.difference_limit,
        hold_first_statement=policy.first_statement == "hold",
        ledger_max_age_days=policy.ledger_max_age_days or None,
        answers_per_day=policy.answers_per_day,
        answers_per_domain=policy.answers_per_domain,
        answers_per_hour=policy.answers_per_hour,
        answers_per_thread=policy.answers_per_thread,
    )


def given(work: Work, tx: Connection, counterparty: str, address: str, *, besides: int = 0) -> Given:
    """Return how many answers were given, the reply of the case `besides` not counted."""
    outbox, an_hour_ago = work.store.outbox, work.clock() - HOUR
    domain = address.rpartition("@")[2]
    return Given(
        today=outbox.answers_since(tx, counterparty, work.start_of_today(), besides=besides) if counterparty else 0,
        domain=outbox.left_since(tx, an_hour_ago, address if domain in FREEMAIL else f"@{domain}", besides=besides)
        if domain
        else 0,
        service=outbox.left_since(tx, an_hour_ago, besides=besides),
    )


def said_before(work: Work, tx: Connection, mail: OutgoingMail, case: int) -> int | None:
    """Return the case in which the recipient was told the very same within a day, None where it was not."""
    words = _words(mail, case)
    for reply in work.store.outbox.latest_to(tx, mail.recipient, work.clock() - SAME_WORDS, _MOST_COMPARED):
        if reply.case != case and _words(work.store.outbox.mail(reply), reply.case) == words:
            return reply.case
    return None


def _words(mail: OutgoingMail, case: int) -> str:
    """Return what a reply says, without the number of its case."""
    return mail.text.replace(language(mail.language).say("letter.case", case=str(case)), "")
