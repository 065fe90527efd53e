"""Reconciliations built by hand from a list of pairs, each side as a person would jot it down: for what comes after reconciling.

`agreed(...)` and `differing(...)` keep the laws: every line and entry stands in one match or one difference, and the bridge closes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from daemon.config.settings import Company
from daemon.mail.incoming import OpenedMail
from parsers.document import Place
from parsers.ledgers.counterparty import Counterparty
from parsers.ledgers.entry import EntryKind, LedgerEntry, Role
from parsers.statements.statement import Figure, Form, LineKind, Period, Proof, Statement, StatementLine, Verdict
from rules.model.case_facts import Automatic
from rules.model.decision import Because, Decision, Outcome
from rules.model.difference import Difference, Fact, Reason
from rules.model.match import Certainty, Match
from rules.model.reconciliation import Bridge, LedgerView, Orientation, Reconciliation, Step

AS_OF = dt.date(2026, 3, 31)
COMPANY = Company(
    name="Example Trading Ltd", name_zh="示例贸易有限公司", contact="Tel. +86 21 5555 0100", currency="USD"
)
ACME = Counterparty(
    code="10023", name="Acme Ltd", addresses=("accounts@acme.example",), domains=("acme.example",), currency="USD"
)
BOLT = Counterparty(
    code="50007",
    name="博特机械有限公司",
    role=Role.SUPPLIER,
    addresses=("caiwu@bolt.example",),
    language="zh_CN",
    currency="CNY",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One business fact as both sides have it: amounts in our sign, None where a side does not have it."""

    theirs: str | None = None
    ours: str | None = None
    day: dt.date | None = dt.date(2026, 3, 10)
    reference: str = ""
    our_reference: str | None = None
    kind: str = "invoice"
    description: str = ""
    reason: Reason | None = None  # None: a match
    facts: Mapping[str, Fact] = field(default_factory=dict)
    internal: Mapping[str, Fact] = field(default_factory=dict)
    certain: bool = True


def reconciled(
    pairs: Sequence[Pair],
    *,
    opening: str = "0.00",
    opening_theirs: str | None = None,
    currency: str | None = "USD",
    account: str = "10023",
    as_of: dt.date | None = AS_OF,
    verdict: Verdict = Verdict.PROVEN,
    explanation: str = "",
) -> Reconciliation:
    """Return the reconciliation of these pairs. An opening of theirs that differs from ours becomes a prior-period difference."""
    lines: list[StatementLine] = []
    entries: list[LedgerEntry] = []
    matches: list[Match] = []
    differences: list[Difference] = []
    ours_opening = Decimal(opening)
    theirs_opening = Decimal(opening if opening_theirs is None else opening_theirs)
    if theirs_opening != ours_opening:
        differences.append(Difference(amount=theirs_opening - ours_opening, reason=Reason.PRIOR_PERIOD))
    for number, pair in enumerate(pairs, start=1):
        at: tuple[int, ...] = ()
        of: tuple[str, ...] = ()
        if pair.theirs is not None:
            at = (len(lines),)
            lines.append(_line(pair, number))
        if pair.ours is not None:
            of = (f"{number + 1}",)
            entries.append(_entry(pair, number, account, currency))
        if pair.reason is None:
            matches.append(Match(lines=at, entries=of, rule="same_reference", certainty=Certainty.CERTAIN))
        else:
            gap = Decimal(pair.theirs or 0) - Decimal(pair.ours or 0)
            differences.append(
                Difference(
                    amount=gap,
                    reason=pair.reason,
                    lines=at,
                    entries=of,
                    facts=pair.facts,
                    internal=pair.internal,
                    explanation=explanation,
                    certain=pair.certain,
                )
            )
    return assembled(
        lines,
        entries,
        matches,
        differences,
        opening=ours_opening,
        opening_theirs=theirs_opening,
        currency=currency,
        account=account,
        as_of=as_of,
        verdict=verdict,
    )


def assembled(
    lines: Sequence[StatementLine],
    entries: Sequence[LedgerEntry],
    matches: Sequence[Match],
    differences: Sequence[Difference],
    *,
    opening: Decimal = Decimal(0),
    opening_theirs: Decimal = Decimal(0),
    currency: str | None = "USD",
    account: str = "10023",
    as_of: dt.date | None = AS_OF,
    verdict: Verdict = Verdict.PROVEN,
) -> Reconciliation:
    """Return the reconciliation with its balances added up from the lines and entries."""
    ours = opening + sum((entry.amount for entry in entries), Decimal(0))
    theirs = opening_theirs + sum((line.amount for line in lines), Decimal(0))
    statement = Statement(
        document="0" * 64,
        reader="pdf_words",
        form=Form.BALANCE_FORWARD,
        lines=tuple(lines),
        holder="Acme Ltd",
        currency=currency,
        date=as_of,
        period=Period(dt.date(2026, 3, 1), as_of),
        opening=Figure(opening_theirs),
        closing=Figure(theirs),
        language="en",
        proof=Proof(verdict),
    )
    steps = tuple(Step(one.reason, one.amount, index) for index, one in enumerate(differences))
    return Reconciliation(
        statement=statement,
        ledger=LedgerView(account=account, opening=opening, balance=ours, as_of=as_of, entries=tuple(entries)),
        orientation=Orientation.SAME,
        orientation_proved=True,
        line_amounts=tuple(line.amount for line in lines),
        opening_theirs=opening_theirs,
        matches=tuple(matches),
        differences=tuple(differences),
        bridge=Bridge(ours, theirs, steps),
        agreed=not differences,
    )


def decided(outcome: Outcome, **facts: str) -> Decision:
    return Decision(outcome, (Because("statement_found", outcome, "Because of the test.", facts),))


def mail_from_acme(subject: str = "Statement of account March 2026") -> OpenedMail:
    return OpenedMail(
        sender="accounts@acme.example",
        sender_name="Acme accounts",
        subject=subject,
        message_id="<1@acme.example>",
        references=("<0@acme.example>",),
        sent_at=dt.datetime(2026, 4, 1, 8, 0, tzinfo=dt.UTC),
        to=("statements@example.com",),
        reply_to="",
        text="Please find our statement attached.",
        documents=(),
        automatic=Automatic.NO,
        automatic_because="",
        authenticated=True,
        authenticated_because="dmarc=pass",
    )


def _line(pair: Pair, number: int) -> StatementLine:
    return StatementLine(
        date=pair.day,
        amount=Decimal(pair.theirs or 0),
        place=Place(document="0" * 64, reader="pdf_words", page=1 + number // 40, box=(40, 100, 500, 112)),
        kind=LineKind(pair.kind) if pair.kind != "other" else None,
        references=(pair.reference,) if pair.reference else (),
        description=pair.description,
        read_as=pair.theirs or "",
    )


def _entry(pair: Pair, number: int, account: str, currency: str | None) -> LedgerEntry:
    reference = pair.reference if pair.our_reference is None else pair.our_reference
    return LedgerEntry(
        id=f"{number + 1}",
        row=number + 1,
        account=account,
        date=pair.day or dt.date(2026, 3, 15),
        amount=Decimal(pair.ours or 0),
        kind=EntryKind(pair.kind) if pair.kind != "other" else None,
        references=(reference,) if reference else (),
        description=f"internal note {number}",
        currency=currency,
    )


FIVE_KINDS = (
    Pair(theirs="1200.00", ours="1200.00", reference="INV-1001", day=dt.date(2026, 3, 2), description="Pumps"),
    Pair(theirs="860.50", ours="860.50", reference="INV-1002", day=dt.date(2026, 3, 4), description="Valves"),
    Pair(theirs="-2060.50", ours="-2060.50", reference="PAY-77", day=dt.date(2026, 3, 9), kind="payment"),
    Pair(
        theirs="415.00",
        reference="INV-0998",
        day=dt.date(2026, 3, 11),
        description="Seals",
        reason=Reason.MISSING_IN_LEDGER,
    ),
    Pair(ours="2310.00", reference="INV-1007", day=dt.date(2026, 3, 18), reason=Reason.MISSING_ON_STATEMENT),
    Pair(
        theirs="1845.00",
        ours="1485.00",
        reference="INV-1009",
        day=dt.date(2026, 3, 20),
        description="Gaskets",
        reason=Reason.AMOUNT_TYPO,
    ),
    Pair(
        theirs="-3000.00", reference="PAY-81", day=dt.date(2026, 3, 31), kind="payment", reason=Reason.TIMING_STATEMENT
    ),
    Pair(
        theirs="-990.00",
        ours="-975.00",
        reference="PAY-79",
        day=dt.date(2026, 3, 23),
        kind="payment",
        reason=Reason.BANK_FEE,
    ),
    Pair(ours="-120.00", reference="CN-14", day=dt.date(2026, 3, 25), kind="credit_note", reason=Reason.TIMING_LEDGER),
)
"""Three matches and six differences of a customer, in both directions."""
