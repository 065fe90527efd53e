"""The counterparty's own confirmation form (对账单回执), filled in: which of its boxes applies, in its words, and what differs.

Their file is not written into: the answer is a paper of its own that a person can lay beside the form. It bears no signature.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from daemon.replies.balance_letter import LISTED
from daemon.replies.differences import by_reason, in_order
from daemon.replies.envelope import Envelope
from daemon.replies.evidence import Evidence, Item
from daemon.replies.explanations import explain
from daemon.replies.form_columns import FormColumn, Told, form_columns, is_amount, share
from daemon.replies.paper import BLUE, GREY, Paper, PaperColumn, PaperRow
from daemon.replies.perspective import owed
from daemon.replies.safe_text import file_name, plain, unlinked
from daemon.replies.soundness import demand_agreement, demand_differences
from parsers.statements.statement import ConfirmationForm
from rules.model.difference import Difference, Reason
from rules.model.reconciliation import Reconciliation


def reply_slip(
    envelope: Envelope, reconciliation: Reconciliation, form: ConfirmationForm, currency: str | None
) -> bytes:
    """Return the PDF. Raises ReplyRefused where the facts bear neither box, and where the font is not installed."""
    agreed = reconciliation.agreed
    (demand_agreement if agreed else demand_differences)(reconciliation)
    words, ledger, bridge = envelope.words, reconciliation.ledger, reconciliation.bridge
    speaker = envelope.speaker(currency)
    paper = envelope.paper(words.say("form.title"))
    envelope.letterhead(paper)
    paper.space(16)
    paper.text(words.say("balance_letter.to", name=plain(envelope.counterparty.name, 200)), 10.5)
    paper.space(10)
    paper.text(unlinked(form.title, 40) or words.say("form.title"), 15, bold=True, colour=BLUE, align="centre")
    paper.space(10)
    balances = [
        (words.say(f"form.{label}"), words.say(f"owed.{owed(amount)}", amount=speaker.size(amount)))
        for label, amount in (("their_balance", bridge.theirs), ("our_balance", bridge.ours))
    ]
    about = [(words.say("label.account"), plain(ledger.account))]
    if ledger.as_of:
        about.append((words.say("label.as_at"), words.date(ledger.as_of)))
    paper.pairs([*about, *balances])
    paper.space(10)
    paper.tick(box(form, envelope, agreed=True), ticked=agreed)
    paper.space(4)
    paper.tick(box(form, envelope, agreed=False), ticked=not agreed)
    paper.space(10)
    if not agreed:
        _differing(paper, envelope, reconciliation, form, currency)
        paper.space(12)
    paper.signatures([envelope.signing(envelope.company_name)])
    paper.space(8)
    paper.text(words.say("form.unsigned"), 8, colour=GREY)
    return paper.content()


def reply_slip_name(envelope: Envelope, reconciliation: Reconciliation) -> str:
    """Return the attachment's name: "reply-slip-10023-2026-03-31.pdf"."""
    ledger = reconciliation.ledger
    day = ledger.as_of.isoformat() if ledger.as_of else ""
    return "-".join(part for part in (envelope.words.say("form.file"), file_name(ledger.account), day) if part) + ".pdf"


def box(form: ConfirmationForm, envelope: Envelope, *, agreed: bool) -> str:
    """Return a box's label as their form prints it, else as we would say it."""
    printed = unlinked(form.agrees if agreed else form.differs, 60)
    return printed or envelope.words.say("form.agrees" if agreed else "form.differs")


def said(form: ConfirmationForm, envelope: Envelope, *, agreed: bool) -> str:
    """Return what the mail says of the form."""
    words = envelope.words
    label = box(form, envelope, agreed=agreed).rstrip(".。:： ")
    return words.sentences(words.say("form.said", box=label), words.say("form.by_hand"))


def _differing(
    paper: Paper, envelope: Envelope, reconciliation: Reconciliation, form: ConfirmationForm, currency: str | None
) -> None:
    """List what differs in the columns of the form; by reason where it is too much for paper: the workbook has it one by one."""
    words, shown = envelope.words, envelope.speaker(currency).perspective.shown
    columns = form_columns(form, words)

    def amount(value: Decimal | None) -> str:
        return "" if value is None else words.number(shown(value), currency)

    if len(reconciliation.differences) > LISTED:
        told = _by_reason(envelope, reconciliation, amount)
    else:
        told = _one_by_one(envelope, reconciliation, currency, amount)
    bridge = reconciliation.bridge
    labelled = next(column.told for column in columns if column.told in {Told.DATE, Told.REFERENCE})
    total = {
        Told.DIFFERENCE: amount(bridge.theirs - bridge.ours),
        labelled: f"{words.say('workbook.total')} {currency or ''}".strip(),
    }

    def row(cells: Mapping[Told, str], *, total: bool = False) -> PaperRow:
        return PaperRow(tuple(cells.get(column.told, "") for column in columns), total=total)

    rows = [row({Told.NUMBER: f"{number}", **cells}) for number, cells in enumerate(told, start=1)]
    if any(column.told is Told.DIFFERENCE for column in columns):
        rows.append(row(total, total=True))
    headings = [PaperColumn(_heading(column, envelope), share(column), right=is_amount(column)) for column in columns]
    paper.table(headings, rows, 8)


def _one_by_one(
    envelope: Envelope, reconciliation: Reconciliation, currency: str | None, amount: Callable[[Decimal | None], str]
) -> Iterator[Mapping[Told, str]]:
    words, speaker, evidence = envelope.words, envelope.speaker(currency), Evidence(reconciliation)
    for difference in in_order(reconciliation, evidence):
        theirs, ours = evidence.theirs(difference.lines), evidence.ours(difference.entries)
        left, right = _sides(difference, theirs, ours, reconciliation)
        yield {
            Told.DATE: next((words.date(item.date) for item in (theirs or ours)[:1] if item.date), ""),
            Told.REFERENCE: _references(theirs, ours, words.say("format.comma")),
            Told.THEIRS: amount(left),
            Told.OURS: amount(right),
            Told.DIFFERENCE: amount(difference.amount),
            Told.REASON: explain(difference, evidence, speaker).title,
        }


def _by_reason(
    envelope: Envelope, reconciliation: Reconciliation, amount: Callable[[Decimal | None], str]
) -> Iterator[Mapping[Told, str]]:
    for reason, count, summed in by_reason(envelope.words, in_order(reconciliation, Evidence(reconciliation))):
        named = envelope.words.count("differences.steps", count, reason=reason)
        yield {Told.REFERENCE: named, Told.REASON: reason, Told.DIFFERENCE: amount(summed)}


def _heading(column: FormColumn, envelope: Envelope) -> str:
    """Return the column's heading. "Our amount" on their form is theirs: the name behind it says whose."""
    whose = {Told.THEIRS: envelope.counterparty.name, Told.OURS: envelope.company_name}.get(column.told, "")
    return f"{column.heading} ({plain(whose, 18)})" if whose and column.printed else column.heading


def _sides(
    difference: Difference, theirs: Sequence[Item], ours: Sequence[Item], reconciliation: Reconciliation
) -> tuple[Decimal | None, Decimal | None]:
    """Return the amounts on either side, in our sign; None where a side has none, and where the two do not make the difference."""
    left = sum((item.amount for item in theirs), Decimal(0)) if theirs else None
    right = sum((item.amount for item in ours), Decimal(0)) if ours else None
    if difference.reason is Reason.PRIOR_PERIOD and left is None and right is None:
        left, right = reconciliation.opening_theirs, reconciliation.ledger.opening
    told = left is not None or right is not None
    if not told or (left or Decimal(0)) - (right or Decimal(0)) != difference.amount:
        return None, None
    return left, right


def _references(theirs: Sequence[Item], ours: Sequence[Item], comma: str) -> str:
    found = list(dict.fromkeys(unlinked(item.reference) for item in (*theirs, *ours) if item.reference))
    return comma.join(found[:2]) + (" …" if len(found) > 2 else "")
