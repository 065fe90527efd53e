"""A known customer sends papers of another one, by name, by number, in part: it learns nothing of the other's account."""

from __future__ import annotations

import pytest

from daemon.store import Store
from tests.support.attacking import all_that_left, because, run, statement_csv
from tests.support.house import ACME_POSTINGS, House, Posting, mail, statement_pdf

BOLTS = (Posting("2026-03-09", "INV-7001", "77.00"),)
GUESSED = (Posting("2026-03-09", "INV-7001", "78.00"),)
BOLT = "Bolt Brothers Ltd"


@pytest.mark.parametrize(
    "paper",
    [
        statement_pdf(BOLTS, opening="0.00", holder=BOLT),
        statement_pdf(BOLTS, opening="0.00", holder=BOLT, account="C-2002"),
        statement_pdf(BOLTS, opening="0.00", account="C-2002"),
        statement_pdf(GUESSED, opening="0.00", account="C2002"),
        statement_pdf(GUESSED, opening="0.00", account="c-2OO2"),
        statement_pdf(GUESSED, opening="0.00", holder="BOLT BROTHERS LIMITED"),
        statement_pdf((*ACME_POSTINGS, *GUESSED), account="C-2002"),
    ],
    ids=[
        "name",
        "name and account",
        "account",
        "account spelt otherwise",
        "look-alikes",
        "another legal form",
        "mixed",
    ],
)
def test_nothing_of_the_other_is_told(house: House, store: Store, paper: bytes) -> None:
    (summary,) = run(house, store, mail(("statement.pdf", paper)))
    assert ("hold", "") == (summary.outcome, summary.reply_state)
    assert because(summary)
    assert "" == all_that_left(house)


def test_header_of_one_and_body_of_the_other(house: House, store: Store) -> None:
    """Acme's name above, Bolt's documents below: compared with Acme's account only, so none of Bolt's figures can be confirmed."""
    paper = statement_csv(GUESSED, opening="100.00")
    run(house, store, mail(("statement.csv", paper)))
    words = all_that_left(house)
    assert "77.00" not in words.replace("777", "")
    assert BOLT not in words


def test_two_customers_in_one_mail(house: House, store: Store) -> None:
    summaries = run(
        house,
        store,
        mail(("acme.pdf", statement_pdf()), ("bolt.pdf", statement_pdf(BOLTS, opening="0.00", holder=BOLT))),
    )
    # Two papers of one day that do not name their accounts may be two halves of one: a person looks at both.
    assert [("hold", ""), ("hold", "")] == [(summary.outcome, summary.reply_state) for summary in summaries]
    assert any("Bolt Brothers" in because(summary) for summary in summaries)
    assert "" == all_that_left(house)


def test_two_customers_in_one_mail_each_with_its_account(house: House, store: Store) -> None:
    own = ("acme.pdf", statement_pdf(account="C-1001"))
    summaries = run(house, store, mail(own, ("bolt.pdf", statement_pdf(BOLTS, opening="0.00", account="C-2002"))))
    by_name = {summary.document: summary for summary in summaries}
    assert "sent" == by_name["acme.pdf"].reply_state
    assert ("hold", "") == (by_name["bolt.pdf"].outcome, by_name["bolt.pdf"].reply_state)
    words = all_that_left(house)
    assert "77.00" not in words
    assert BOLT not in words
    assert "C-2002" not in words


@pytest.mark.parametrize(
    ("subject", "text", "file"),
    [
        ("Statement C-2002", "See attached.", "s.pdf"),
        ("Statement", "Please confirm account c 2002 as well.", "s.pdf"),
        ("Statement", "See attached.", "C-2002.pdf"),
        ("Statement", "See attached.", "Bolt_Brothers_Ltd-2026-03.pdf"),
        ("Statement of Bolt Brothers Ltd", "See attached.", "s.pdf"),
    ],
    ids=["subject", "words", "file", "file by name", "subject by name"],
)
def test_a_mail_that_speaks_of_another_customer_is_held(
    house: House, store: Store, subject: str, text: str, file: str
) -> None:
    (summary,) = run(house, store, mail((file, statement_pdf()), subject=subject, text=text))
    assert ("C-1001", "hold", "") == (summary.account, summary.outcome, summary.reply_state)
    assert "which is not the sender's" in because(summary)
    assert "" == all_that_left(house)
