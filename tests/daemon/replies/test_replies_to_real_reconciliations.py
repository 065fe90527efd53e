"""From a statement and a ledger through the real rules to the letter: what is shown adds up, whatever the rules found."""

import datetime as dt
import io
import re
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daemon.mail.outgoing import OutgoingMail
from daemon.replies.compose import compose
from daemon.replies.language import Language, languages
from daemon.replies.language import language as language_of
from parsers.ledgers.counterparty import Counterparty
from parsers.ledgers.entry import LedgerAccount, Role
from parsers.statements.statement import Statement
from rules.model.decision import Outcome
from rules.model.match import Certainty
from rules.model.reconciliation import Reconciliation
from rules.reconcile import reconcile
from tests.support.pdf_text import text_of_pdf
from tests.support.reconciliations import ACME, BOLT, COMPANY, Pair, decided, mail_from_acme, reconciled

SUPPLIER = replace(BOLT, language="", addresses=("accounts@acme.example",))


def _sides(pairs: list[Pair], opening: str, role: Role) -> tuple[Statement, LedgerAccount]:
    made = reconciled(pairs, opening=opening, account="A")
    sign = 1 if role is Role.CUSTOMER else -1
    entries = tuple(replace(entry, amount=sign * entry.amount) for entry in made.ledger.entries)
    account = LedgerAccount(
        account="A",
        currency="USD",
        opening=sign * made.ledger.opening,
        entries=entries,
        opening_date=dt.date(2026, 2, 28),
    )
    return made.statement, account


def _reply(reconciliation: Reconciliation, counterparty: Counterparty, language: str) -> OutgoingMail:
    return compose(
        decision=decided(Outcome.CONFIRM if reconciliation.agreed else Outcome.DIFFERENCES),
        counterparty=counterparty,
        company=COMPANY,
        mail=mail_from_acme(),
        sender="statements@example.com",
        recipient="accounts@acme.example",
        message_id="<r@example.com>",
        language=language,
        reconciliation=reconciliation,
    )


def _shown_bridge(mail: OutgoingMail, words: Language) -> list[Decimal]:
    """Return the amounts between the heading of the bridge and the next blank line, read back from the text."""
    block = re.search(r"\n {2,}USD\n(.*?)\n\n", mail.text, flags=re.DOTALL)
    if block is None:
        return []
    found = [re.search(r" (-?[\d.,]+[.,]\d{2,})$", line) for line in block.group(1).split("\n")]
    return [Decimal(one.group(1).replace(words.thousands, "").replace(words.decimal, ".")) for one in found if one]


AMOUNTS = st.decimals(-9_999, 9_999, places=2).filter(bool).map(str)
ROWS = st.builds(
    Pair,
    theirs=st.none() | AMOUNTS,
    ours=st.none() | AMOUNTS,
    kind=st.sampled_from(["invoice", "payment", "credit_note", "other"]),
    reference=st.sampled_from(["", "INV-1001", "INV-1002", "付-17", "88120"]),
    day=st.dates(dt.date(2026, 3, 1), dt.date(2026, 4, 5)),
    description=st.sampled_from(["", "Bank charge", "Pumps INV-1001", "货款"]),
)
TWINS = AMOUNTS.flatmap(lambda amount: st.just(Pair(theirs=amount, ours=amount, reference=f"T{amount}")))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(ROWS | TWINS, max_size=18),
    st.sampled_from(["0.00", "1500.00", "-20.10"]),
    st.sampled_from([(ACME, Role.CUSTOMER), (SUPPLIER, Role.SUPPLIER)]),
    st.sampled_from(languages()),
)
def test_letter_and_workbook_lead_from_our_balance_to_theirs(
    pairs: list[Pair], opening: str, party: tuple[Counterparty, Role], language: str
) -> None:
    counterparty, role = party
    statement, account = _sides(pairs, opening, role)
    reconciliation = reconcile(statement, account, role=role)
    if not reconciliation.agreed and not reconciliation.differences:
        assert any(match.certainty is not Certainty.CERTAIN for match in reconciliation.matches)
        return  # nothing to tell, and not all of it certain: a person looks, there is no letter
    mail = _reply(reconciliation, counterparty, language)
    sign = 1 if role is Role.CUSTOMER else -1
    ours, theirs = sign * reconciliation.bridge.ours, sign * reconciliation.bridge.theirs
    assert not set("{}") & set(mail.text)
    if reconciliation.agreed:
        assert [True] == [attachment.name.endswith(".pdf") for attachment in mail.attachments]
        return
    shown = _shown_bridge(mail, language_of(language))
    if shown:
        assert (ours, theirs) == (shown[0], shown[-1])
        assert sum(shown[:-1], Decimal(0)) == theirs
    (workbook,) = mail.attachments
    sheets = openpyxl.load_workbook(io.BytesIO(workbook.content))
    rows = list(sheets[sheets.sheetnames[1]].iter_rows(values_only=True))
    differences = [row[10] for row in rows if isinstance(row[0], int) and row[10] is not None]
    assert sum((Decimal(str(one)) for one in differences), Decimal(0)) == theirs - ours


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(("counterparty", "role"), [(ACME, Role.CUSTOMER), (SUPPLIER, Role.SUPPLIER)])
def test_two_equal_accounts_are_confirmed(language: str, counterparty: Counterparty, role: Role) -> None:
    pairs = [
        Pair(theirs="1200.00", ours="1200.00", reference="INV-1001"),
        Pair(theirs="-700.00", ours="-700.00", reference="PAY-1", kind="payment", day=dt.date(2026, 3, 12)),
        Pair(theirs="333.33", ours="333.33", reference="INV-1002", day=dt.date(2026, 3, 20)),
    ]
    statement, account = _sides(pairs, "50.00", role)
    mail = _reply(reconcile(statement, account, role=role), counterparty, language)
    shown = language_of(language).amount(Decimal("883.33"), "USD")
    assert shown in mail.text
    (letter,) = mail.attachments
    assert shown in text_of_pdf(letter.content)
