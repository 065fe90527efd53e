"""Floods: of mails, attachments, long subjects and names. The service answers a few, says why not the rest, and stays alive."""

from __future__ import annotations

from daemon.config.settings import Policy
from daemon.store import Store
from tests.support.attacking import because, run, statement_csv
from tests.support.house import ACME_POSTINGS, House, Posting, mail, replace_struct, statement_mail, statement_pdf


def test_of_a_flood_of_statements_a_few_are_answered(house: House, store: Store) -> None:
    """The policy as it comes, but that it answers by itself."""
    settings = replace_struct(house.settings, policy=Policy(mode="auto"))
    for number in range(30):
        postings = (*ACME_POSTINGS, Posting("2026-03-28", f"INV-{6000 + number}", f"{10 + number}.00"))
        house.deliver(mail(("statement.csv", statement_csv(postings)), number=number), f"{number:02d}")
    summaries = house.service(store, settings).run_once()
    assert 5 == len(house.sent())
    assert 25 == sum("5 answers went to this counterparty today" in because(summary) for summary in summaries)


def test_ten_thousand_attachments_are_not_opened(house: House, store: Store) -> None:
    content = (
        b"From: ap@acme.example\nTo: ar@us.example\nSubject: Statement\nMessage-ID: <f@acme.example>\n"
        b'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n'
        + b'--b\nContent-Type: application/pdf; name="s.pdf"\n\n%PDF-1.4\n' * 10_000
        + b"--b--\n"
    )
    (summary,) = run(house, store, content)
    assert ("hold", []) == (summary.outcome, house.sent())
    assert "was not opened" in because(summary)


def test_a_subject_and_a_file_name_without_end_are_cut(house: House, store: Store) -> None:
    long = mail(("s" * 50_000 + ".pdf", b"%PDF-1.4 broken"), subject="Statement " + "x" * 100_000)
    (summary,) = run(house, store, long)
    assert len(summary.subject) <= 500
    assert len(summary.document) <= 120
    assert all(len(content) < 20_000 for content in house.sent())


def test_a_flood_does_not_keep_the_next_mail_waiting(house: House, store: Store) -> None:
    run(house, store, *(b"From: x@evil.test\n\n" + b"\x00\xff" * 500 + b"%d" % number for number in range(20)))
    (summary,) = run(house, store, statement_mail(99))
    assert ("confirm", "sent") == (summary.outcome, summary.reply_state)


def test_many_names_of_files_are_told_in_a_short_letter(house: House, store: Store) -> None:
    files = [(f"statement {number} {'n' * 100}.pdf", b"%PDF-1.4 broken") for number in range(60)]
    run(house, store, mail(*files))
    assert all(len(content) < 60_000 for content in house.sent())
    run(house, store, mail(("s.pdf", statement_pdf()), number=2))
    assert house.sent()
