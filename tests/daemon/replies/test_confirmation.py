"""What a confirmation says."""

from dataclasses import replace

import pytest

from daemon.replies.confirmation import confirmation
from daemon.replies.envelope import Envelope
from daemon.replies.language import language, languages
from daemon.replies.letter import ReplyRefused
from daemon.replies.mail_text import as_text
from tests.support.reconciliations import ACME, BOLT, COMPANY, FIVE_KINDS, Pair, reconciled

ENVELOPE = Envelope(counterparty=ACME, company=COMPANY, words=language("en"), case_number="42")


def _flat(text: str) -> str:
    return " ".join(text.split())


def test_it_names_account_day_balance_who_owes_and_what_was_compared() -> None:
    text = as_text(confirmation(ENVELOPE, reconciled(FIVE_KINDS[:3], opening="5400.00"), "USD"))
    for line in (
        "Account in our books     10023",
        "As at                    31 March 2026",
        "Balance                  USD 5,400.00 (you owe us)",
        "Lines on your statement  3",
    ):
        assert line in text
    assert "the 3 lines of your statement" in _flat(text)
    assert "rests on our ledger as at 31 March 2026" in _flat(text)
    assert "does not replace a signed or stamped balance confirmation" in _flat(text)


@pytest.mark.parametrize(
    ("opening", "says"),
    [("10.00", "USD 10.00 (you owe us)"), ("-10.00", "USD 10.00 (we owe you)"), ("0", "USD 0.00 (nothing is owed)")],
)
def test_it_says_who_owes_whom(opening: str, says: str) -> None:
    assert says in as_text(confirmation(ENVELOPE, reconciled([], opening=opening), "USD"))


def test_a_supplier_reads_what_we_owe() -> None:
    envelope = replace(ENVELOPE, counterparty=BOLT, words=language("zh_CN"))
    pairs = [Pair(theirs="-2000.00", ours="-2000.00")]
    assert "CNY 2,000.00（我公司应付贵公司）" in as_text(confirmation(envelope, reconciled(pairs), "CNY"))


def test_a_statement_without_movements_is_confirmed_in_its_own_words() -> None:
    assert "lists no movements" in as_text(confirmation(ENVELOPE, reconciled([], opening="1.00"), "USD"))


def test_an_open_item_list_has_no_opening_balance_to_confirm() -> None:
    one = reconciled([Pair(theirs="5.00", ours="5.00")])
    listed = replace(one, statement=replace(one.statement, opening=None))
    assert "opening" not in as_text(confirmation(ENVELOPE, listed, "USD"))


@pytest.mark.parametrize("code", languages())
def test_without_a_day_it_still_reads(code: str) -> None:
    text = as_text(confirmation(replace(ENVELOPE, words=language(code)), reconciled([], as_of=None), "USD"))
    assert "None" not in text
    assert "{" not in text


def test_differing_accounts_are_not_confirmed() -> None:
    with pytest.raises(ReplyRefused):
        confirmation(ENVELOPE, reconciled(FIVE_KINDS), "USD")
