"""How much was answered already, and whether the same was said before: what keeps a fault, a flood or a loop small.

Asked when a case is decided, and again in the commit that lets a reply leave, so that two cases at once cannot both take the last
answer. What a person approved is not counted against.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from statistics import median

from sqlalchemy import Connection

from daemon.config.settings import Policy
from daemon.mail.freemail import FREEMAIL
from daemon.mail.outgoing import OutgoingMail
from daemon.pipeline.work import Work
from daemon.replies.language import language
from rules.model.case_facts import Given, Limits

HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
FOUR_WEEKS = dt.timedelta(weeks=4)
FEWEST_DAYS = 5
"""On fewer days with answers nobody knows what is usual."""
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
        answers_times_usual=policy.answers_times_usual or None,
        usual_answers=policy.usual_answers,
        mail_max_age_days=policy.mail_max_age_days or None,
    )


def given(work: Work, tx: Connection, counterparty: str, address: str, *, besides: int = 0) -> Given:
    """Return how many answers were given, the reply of the case `besides` not counted."""
    outbox, now = work.store.outbox, work.clock()
    an_hour_ago, a_day_ago = now - HOUR, now - DAY
    domain = address.rpartition("@")[2]
    in_a_day = outbox.left_since(tx, a_day_ago, besides=besides)
    # Weeks of replies are not gone through where the day's number is never unusual.
    asked = work.settings.policy.answers_times_usual and in_a_day >= work.settings.policy.usual_answers
    return Given(
        today=outbox.answers_since(tx, counterparty, work.start_of_today(), besides=besides) if counterparty else 0,
        domain=outbox.left_since(tx, an_hour_ago, address if domain in FREEMAIL else f"@{domain}", besides=besides)
        if domain
        else 0,
        service=outbox.left_since(tx, an_hour_ago, besides=besides),
        service_day=in_a_day,
        usual_day=_usual_day(work, tx, now) if asked else None,
    )


def _usual_day(work: Work, tx: Connection, now: dt.datetime) -> int | None:
    """Return how many answers a usual day brings. Once it can be told it is kept for the hour: weeks do not change from mail to mail."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    if work.usual is not None and work.usual[0] == hour:
        return work.usual[1]
    found = _usual(work.store.outbox.left_by_day(tx, now - FOUR_WEEKS, now - DAY))
    if found is not None:
        work.usual = hour, found
    return found


def _usual(days: Sequence[int]) -> int | None:
    """Return how many answers a usual day brings, of days that brought some; None where there were too few days to tell."""
    return math.ceil(median(days)) if len(days) >= FEWEST_DAYS else None


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
