"""Texts made to send a pattern back and forth, in every header, in the body and in names. One that is not linear would take hours: the limit
of time of the tests is the judge.
"""

from __future__ import annotations

import pytest

from daemon.mail.addresses import addresses
from daemon.mail.authentication_results import read
from daemon.mail.file_names import label
from daemon.mail.headers import decoded_words, without_comments
from daemon.mail.html_text import has_table_of_figures, html_text
from daemon.mail.plain_columns import columns_of_figures
from daemon.pipeline.thread import without_quoted
from daemon.replies.safe_text import file_label, plain, unlinked
from daemon.replies.subject import is_answer
from parsers import bank_accounts, look_alike_letters
from rules.gates.bank_details_changed import speaks_of_a_change
from tests.support.letters import STRICT, Field, letter, opened

LONG = 20_000
SEEDS = (
    "a", " ", "\n", "1", "-", ".", "@", "<", ">", "=", "?", "(", "\\", '"', ",", ";", ":", "/", "\t", "a ", "a.", "a-", "a@", "1,", "1 ", "re: ",
    "=?", "=?utf-8?q?", "<a@", "no-", "bounce-", "boundary=", "by ", "with ", "bank ", "new ", "pay ", "账号", "银行", "请", "see attach ", "find ",
    "not ", "if ", "http://", "www.", "DE89", "x" * 60 + " ", "\u0301", "\u200b", "\u0430a",
)  # fmt: skip
READERS = (
    addresses, read, label, decoded_words, without_comments, html_text, has_table_of_figures, columns_of_figures, plain, unlinked, file_label,
    is_answer, speaks_of_a_change, bank_accounts.masked, look_alike_letters.as_read,
)  # fmt: skip


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
def test_no_reader_of_strange_text_goes_back_and_forth(reader: object) -> None:
    assert callable(reader)
    for seed in SEEDS:
        reader(seed * (LONG // len(seed)))


FIELDS = (
    "From", "Sender", "Reply-To", "To", "Subject", "Message-ID", "References", "Date", "Received", "Authentication-Results", "Return-Path",
    "Auto-Submitted", "Precedence", "Content-Disposition", "DKIM-Signature",
)  # fmt: skip


@pytest.mark.parametrize("seed", SEEDS)
def test_no_header_and_no_body_goes_back_and_forth(seed: str) -> None:
    long = seed.replace("\n", " ") * (LONG // len(seed))
    fields: dict[str, Field] = {name.replace("-", "_"): long for name in FIELDS}
    words = seed * (100_000 // len(seed))
    mail = opened(letter(words.encode(), **fields), STRICT)
    assert not mail.authenticated
    page = opened(letter(f"<p>{words}</p><table><tr><td>{words}".encode(), Content_Type=f"text/html; charset={long}"))
    assert len(page.text) <= 1_000_000


def test_quoted_letters_are_taken_out_in_one_pass() -> None:
    letter = "A sentence of ours that was quoted. " * 50
    assert "" == without_quoted(("> " + letter + "\n") * 100, [letter]).replace(">", "").strip()
