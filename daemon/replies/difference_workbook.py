"""The differences as an Excel workbook that a counterparty's accountant can work through: summary, differences, what agrees.

Written in memory with values only: no formula, no link, no macro; every text as a string cell, so that "=1+1" from somebody's paper stays
text. The same input gives the same bytes (the properties carry the comparison's date, not the clock's).
"""

from __future__ import annotations

import datetime as dt
import io

import xlsxwriter

from daemon.replies.differences import by_reason, in_order
from daemon.replies.evidence import Evidence
from daemon.replies.language import Language
from daemon.replies.language import language as language_of
from daemon.replies.perspective import Perspective, owed
from daemon.replies.phrases import Speaker
from daemon.replies.safe_text import file_name, plain
from daemon.replies.soundness import demand_bridge
from daemon.replies.workbook_page import HEADING, LABEL, ROW, TOTAL, Page, Styles, Value
from daemon.replies.workbook_tables import Audience, Sources, write_differences, write_matched
from parsers.ledgers.entry import Role
from rules.model.reconciliation import Reconciliation

__all__ = ["MEDIA_TYPE", "Audience", "difference_workbook", "workbook_name"]

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_EPOCH = dt.date(2000, 1, 1)  # stands in the properties where the comparison has no date


def difference_workbook(
    reconciliation: Reconciliation,
    *,
    language: str = "en",
    role: Role = Role.CUSTOMER,
    currency: str = "",
    counterparty: str = "",
    company: str = "",
    audience: Audience = Audience.COUNTERPARTY,
) -> bytes:
    """Return the workbook's bytes. Amounts are shown as the role reads them (see `Perspective`). Raises ReplyRefused where the
    differences do not add up to the gap between the balances.
    """
    demand_bridge(reconciliation)
    words = language_of(language)
    sources = Sources(
        reconciliation=reconciliation,
        evidence=Evidence(reconciliation),
        speaker=Speaker(Perspective(role), words, currency or None),
        audience=audience,
    )
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(
        buffer,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    day = reconciliation.ledger.as_of or _EPOCH
    workbook.set_properties(
        {
            "title": sources.say("title"),
            "author": plain(company),
            "created": dt.datetime(day.year, day.month, day.day),  # noqa: DTZ001 - the format has no zone
        }
    )
    styles = Styles(
        workbook,
        currency=currency,
        date_format=sources.say("date_format"),
        font=sources.say("font"),
        spelled=words.number,
    )
    _summary(sources, _page(sources, workbook, styles, "summary"), plain(counterparty), plain(company))
    write_differences(sources, _page(sources, workbook, styles, "differences"))
    write_matched(sources, _page(sources, workbook, styles, "matched"))
    workbook.close()
    return buffer.getvalue()


def workbook_name(reconciliation: Reconciliation, words: Language) -> str:
    """Return the attachment's name, of letters, digits and hyphens: "differences-10023-2026-03-31.xlsx"."""
    ledger = reconciliation.ledger
    parts = (
        words.say("workbook.file"),
        file_name(ledger.account),
        ledger.as_of.isoformat() if ledger.as_of else "",
    )
    return "-".join(part for part in parts if part) + ".xlsx"


def _page(sources: Sources, workbook: object, styles: Styles, sheet: str) -> Page:
    footer = sources.say("of_pages", page="&P", pages="&N")
    return Page(workbook, sources.say(sheet), styles, footer=footer, paper_title=sources.say("title"))


def _summary(sources: Sources, page: Page, counterparty: str, company: str) -> None:
    words, reconciliation, shown = sources.words, sources.reconciliation, sources.shown
    ledger, bridge = reconciliation.ledger, reconciliation.bridge
    page.upright()
    page.widths((40, 22, 24))
    page.line((sources.say("title"),), {"bold": True, "font_size": 14, "font_color": "#1D3F66"})
    page.skip()
    agreed = {line for match in reconciliation.matches for line in match.lines}
    about: tuple[tuple[str, Value], ...] = (
        (sources.say("company"), company or None),
        (sources.say("between"), counterparty or None),
        (words.say("label.account"), plain(ledger.account)),
        (words.say("label.as_at"), words.date(ledger.as_of) if ledger.as_of else None),
        (words.say("label.currency"), sources.speaker.currency),
        *(
            (words.say(f"label.{label}"), words.say(f"owed.{owed(amount)}", amount=sources.speaker.size(amount)))
            for label, amount in (("ours", bridge.ours), ("theirs", bridge.theirs))
        ),
        (words.say("label.lines"), words.whole(len(reconciliation.statement.lines))),
        (words.say("label.matched"), words.whole(len(agreed))),
    )
    for label, value in about:
        if value is not None:
            page.write(0, label, **LABEL)
            page.write(1, value)
            page.row += 1
    page.skip()
    page.write(0, words.say("differences.bridge"), **HEADING)
    page.write(1, sources.say("count"), align="right", **HEADING)
    page.write(2, sources.speaker.currency or sources.say("amount"), align="right", **HEADING)
    page.row += 1
    page.line((words.say("label.ours"), None, shown(bridge.ours)), TOTAL)
    ordered = in_order(reconciliation, sources.evidence)
    for reason, count, amount in by_reason(words, ordered):
        page.line((reason, count, shown(amount)), ROW)
    page.line((words.say("label.theirs"), None, shown(bridge.theirs)), TOTAL)
    page.skip()
    page.line((sources.say("total_difference"), len(ordered), shown(bridge.theirs - bridge.ours)))
    page.skip()
    page.note(0, sources.sign_note())
    for note in reconciliation.notes if sources.staff else ():
        page.note(0, plain(note))
    if not sources.staff:
        page.note(0, sources.say("comment_note"))
