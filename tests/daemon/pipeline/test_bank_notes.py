"""Bank accounts in the papers of a counterparty: words about them in any file, and numbers that were never there before."""

from __future__ import annotations

from daemon.pipeline.summary import CaseSummary
from daemon.store import Store
from tests.support.house import ACME_POSTINGS, House, mail, statement_pdf
from tests.support.letters_on_paper import text_pdf

OLD, NEW = "GB29 NWBK 6016 1331 9268 19", "DE89 3704 0044 0532 0130 00"


def _month(house: House, store: Store, number: int, *beside: tuple[str, bytes]) -> CaseSummary:
    postings = ACME_POSTINGS[:-1] if number % 2 else ACME_POSTINGS
    house.deliver(mail(("statement.pdf", statement_pdf(postings)), *beside, number=number), str(number))
    found = [summary for summary in house.service(store).run_once() if summary.document == "statement.pdf"]
    return found[0]


def test_a_letter_beside_the_statement_holds_it_and_is_never_echoed(house: House, store: Store) -> None:
    letter = text_pdf("Dear Sirs,", "please note that our bank details have changed:", f"IBAN {NEW}")
    summary = _month(house, store, 1, ("letter.pdf", letter))
    assert "hold" == summary.outcome
    assert any("file letter.pdf speaks of changed bank details" in because for because in summary.because)
    assert [] == house.sent()


def test_another_account_than_before_is_held_though_nobody_calls_it_a_change(house: House, store: Store) -> None:
    first = _month(house, store, 1, ("terms.pdf", text_pdf(f"IBAN {OLD}", "Thank you")))
    assert "sent" == first.reply_state
    second = _month(house, store, 2, ("terms.pdf", text_pdf(f"IBAN {NEW}", "Thank you")))
    assert "hold" == second.outcome
    assert any("…3000" in because for because in second.because)


def test_the_same_account_as_before_is_none(house: House, store: Store) -> None:
    for number in (1, 2):
        summary = _month(house, store, number, ("terms.pdf", text_pdf(f"IBAN {OLD}", "Thank you")))
        assert "sent" == summary.reply_state
