"""The confirmation of a balance as a letter on paper (对账确认函, Saldenbestätigung): what a customer files, signs and sends back.

It says what the confirming mail says, from the same facts, with room for both parties' signatures and stamps and with a slip to cut off.
Nothing on it is signed: a signature is a person's.
"""

from __future__ import annotations

from decimal import Decimal

from daemon.replies.capital_amount import capital_amount
from daemon.replies.envelope import Envelope
from daemon.replies.evidence import Evidence, Item
from daemon.replies.paper import BLUE, GREY, Paper, PaperColumn, PaperRow
from daemon.replies.perspective import owed
from daemon.replies.safe_text import file_name, plain, unlinked
from daemon.replies.soundness import demand_agreement
from parsers.statements.statement import Form
from rules.model.reconciliation import Reconciliation

MEDIA_TYPE = "application/pdf"
LISTED = 1_500  # more rows than these are no reading matter, and take long to set


def balance_letter(envelope: Envelope, reconciliation: Reconciliation, currency: str | None) -> bytes:
    """Return the PDF. Raises ReplyRefused where the facts do not bear it, and where the font is not installed."""
    demand_agreement(reconciliation)
    words, ledger = envelope.words, reconciliation.ledger
    speaker = envelope.speaker(currency)
    name = plain(envelope.counterparty.name, 200)
    paper = envelope.paper(words.say("balance_letter.title"))
    envelope.letterhead(paper)
    paper.space(11)
    reference = words.say("letter.case", case=plain(envelope.case_number, 40)) if envelope.case_number else ""
    if name:
        paper.beside(words.say("balance_letter.to", name=name), reference, 10.5)
    paper.text(words.say("balance_letter.our_account", account=plain(ledger.account)), 9, colour=GREY)
    paper.space(6)
    paper.text(words.say("balance_letter.title"), 17, bold=True, colour=BLUE, align="centre")
    paper.space(8)
    paper.text(envelope.dated("balance_letter.intro", ledger.as_of))
    paper.space(8)
    size = speaker.size(ledger.balance)
    side = owed(ledger.balance)
    paper.rule()
    paper.space(6)
    paper.beside(size, words.say(f"balance_letter.owed_{side}"), 14, bold=True)
    in_words = capital_amount(ledger.balance, currency or "", words.code)
    if in_words:
        paper.text(f"{words.say('balance_letter.in_words')}{_colon(envelope)}{in_words}", 10)
    paper.space(6)
    paper.rule()
    paper.space(12)
    _movements(paper, envelope, reconciliation, currency)
    if reconciliation.statement.form is Form.OPEN_ITEM:
        _open_items(paper, envelope, reconciliation, currency)
    paper.text(words.say("balance_letter.rests"), 8.5, colour=GREY)
    paper.text(envelope.dated("confirmation.rests", ledger.as_of), 8.5, colour=GREY)
    paper.space(12)
    paper.signatures([envelope.signing(party) for party in (envelope.company_name, name)])
    paper.space(14)
    paper.together(lambda: _slip(paper, envelope, reconciliation, size))
    return paper.content()


def balance_letter_name(envelope: Envelope, reconciliation: Reconciliation) -> str:
    """Return the attachment's name: "balance-confirmation-10023-2026-03-31.pdf"."""
    ledger = reconciliation.ledger
    day = ledger.as_of.isoformat() if ledger.as_of else ""
    parts = (envelope.words.say("balance_letter.file"), file_name(ledger.account), day)
    return "-".join(part for part in parts if part) + ".pdf"


def _colon(envelope: Envelope) -> str:
    return "：" if envelope.words.code.startswith("zh") else ": "


def _movements(paper: Paper, envelope: Envelope, reconciliation: Reconciliation, currency: str | None) -> None:
    """Write how the balance came about, where the statement carries one forward and the sum is to the cent."""
    words, opening = envelope.words, reconciliation.opening_theirs
    if reconciliation.statement.form is not Form.BALANCE_FORWARD or opening is None:
        return
    shown = envelope.speaker(currency).perspective.shown
    amounts = [shown(amount) for amount in reconciliation.line_amounts]
    raised = sum((amount for amount in amounts if amount > 0), Decimal(0))
    lowered = sum((amount for amount in amounts if amount < 0), Decimal(0))
    closing = shown(reconciliation.ledger.balance)
    if shown(opening) + raised + lowered != closing:
        return
    rows = [("opening", shown(opening)), ("raised", raised), ("lowered", lowered), ("closing", closing)]
    columns = [
        PaperColumn(words.say("balance_letter.movements"), 3),
        PaperColumn(currency or words.say("workbook.amount"), 1, right=True),
    ]
    paper.table(
        columns,
        [
            PaperRow((words.say(f"balance_letter.{label}"), words.number(amount, currency)), total=label == "closing")
            for label, amount in rows
        ],
        9,
    )
    paper.space(12)


def _open_items(paper: Paper, envelope: Envelope, reconciliation: Reconciliation, currency: str | None) -> None:
    """List what is open, where the items make the balance and are not too many for paper."""
    words, ledger = envelope.words, reconciliation.ledger
    shown = envelope.speaker(currency).perspective.shown
    items = Evidence(reconciliation).theirs(range(len(reconciliation.statement.lines)))
    if not 0 < len(items) <= LISTED or sum((item.amount for item in items), Decimal(0)) != ledger.balance:
        return
    with_due = any(item.due_date for item in items)
    paper.need(60)
    paper.text(words.say("balance_letter.items"), 10, bold=True)
    paper.space(4)
    say = words.say
    columns = [PaperColumn(say("workbook.number"), 1), PaperColumn(say("workbook.date"), 2)]
    columns += [PaperColumn(say("workbook.due_date"), 2)] if with_due else []
    columns += [
        PaperColumn(say("workbook.reference"), 4),
        PaperColumn(currency or say("workbook.amount"), 2.4, right=True),
    ]

    def row(number: int, item: Item) -> PaperRow:
        date, due = (words.date(day) if day else "" for day in (item.date, item.due_date))
        dates = (date, due) if with_due else (date,)
        return PaperRow(
            (
                f"{number}",
                *dates,
                unlinked(item.reference or item.description),
                words.number(shown(item.amount), currency),
            )
        )

    rows = [row(number, item) for number, item in enumerate(items, start=1)]
    blank = ("",) * (len(columns) - 3)
    total = PaperRow(("", say("workbook.total"), *blank, words.number(shown(ledger.balance), currency)), total=True)
    paper.table(columns, [*rows, total])
    paper.space(12)


def _slip(paper: Paper, envelope: Envelope, reconciliation: Reconciliation, size: str) -> None:
    """Draw the part that the customer cuts off, ticks, signs and sends back."""
    words, ledger = envelope.words, reconciliation.ledger
    paper.rule(dashed=True)
    paper.space(2)
    paper.text(f"- - {words.say('balance_letter.cut')} - -", 7.5, colour=GREY, align="centre")
    paper.space(8)
    paper.text(words.say("balance_letter.slip_title"), 13, bold=True, colour=BLUE, align="centre")
    paper.space(6)
    paper.text(words.say("balance_letter.slip_to", name=envelope.company_name))
    balance = words.say(f"owed.{owed(ledger.balance)}", amount=size)
    subject = "balance_letter.slip_subject"
    paper.text(
        words.say(subject, date=words.date(ledger.as_of), balance=balance)
        if ledger.as_of
        else words.say(f"{subject}_undated", balance=balance)
    )
    paper.space(8)
    paper.tick(words.say("balance_letter.slip_agrees"), ticked=False)
    paper.space(4)
    paper.tick(words.say("balance_letter.slip_differs"), ticked=False)
    for _ in range(2):
        paper.space(19)
        paper.rule()
    paper.space(10)
    paper.signatures([envelope.signing(plain(envelope.counterparty.name, 200))], height=62)
