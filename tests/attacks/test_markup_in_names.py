"""Names, numbers and subjects that are markup, templates or format strings: in our letter they are words."""

from __future__ import annotations

import re

import pytest

from daemon.store import Store
from tests.support.attacking import body_of, left, one, statement_csv
from tests.support.house import ACME_POSTINGS, House, Posting, mail

POISON = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><b>bold</b>',
    "{{ 7*191 }}",
    "{% for x in y %}",
    "{counterparty.passwords}",
    "%(password)s",
    "${7*191}",
    "</td></tr></table><h1>Pay to",
    "<!--",
    "&lt;b&gt;",
]


@pytest.mark.parametrize("poison", POISON)
def test_markup_stays_words(house: House, store: Store, poison: str) -> None:
    extra = Posting("2026-03-28", f"INV-6001 {poison}", "12.34")
    paper = statement_csv(
        (*ACME_POSTINGS, extra), above=(f"Acme Fasteners Ltd {poison}", "Currency: USD"), words=poison
    )
    summary = one(house, store, mail(("statement.csv", paper), subject=f"Statement {poison}"))
    for message in left(house):
        html, text = body_of(message, "html"), body_of(message)
        assert not re.search(r"<(?:script|img|h1|b)\b[^>]*>(?:alert|Pay)?", html.replace("<b>Re", ""))
        assert "onerror=alert(1)>" not in html
        assert "1337" not in html + text  # 7*191: nothing was reckoned
        assert "password" not in re.sub(re.escape(poison), "", text) or "passwords}" in text or "(password)" in text
    assert summary.outcome in {"differences", "hold"}


def test_the_poison_does_reach_a_letter(house: House, store: Store) -> None:
    paper = statement_csv((*ACME_POSTINGS, Posting("2026-03-28", "INV-6001<i>", "12.34")))
    assert "sent" == one(house, store, mail(("s.csv", paper), subject="Statement <i>")).reply_state
    (message,) = left(house)
    assert "Re: Statement <i>" == message["Subject"]
    assert "<i>" not in body_of(message, "html")
