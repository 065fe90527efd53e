"""Invisible, turning and foreign letters, and charsets that hide words: our letters show nothing that steers, and staff miss nothing."""

from __future__ import annotations

import re
import unicodedata

import pytest

from daemon.store import Store
from tests.support.attacking import because, body_of, left, run, statement_csv
from tests.support.house import ACME_POSTINGS, House, Posting, mail, statement_pdf
from tests.support.letters import multipart, part

STEERING = "\u202e\u202d\u2066\u2069\u200b\u200d\u200e\u00ad\ufeff\u2060\u0007\u001b"


@pytest.mark.parametrize(
    "reference", [f"INV-6001{char}9" for char in STEERING], ids=lambda text: f"U+{ord(text[8]):04X}"
)
def test_what_steers_is_not_told_back(house: House, store: Store, reference: str) -> None:
    paper = statement_csv((*ACME_POSTINGS, Posting("2026-03-28", reference, "12.34")), words=f"Goods{reference[8]}sold")
    run(
        house,
        store,
        mail(("statement.csv", paper), subject=f"Statement{reference[8:9] if ord(reference[8]) > 31 else ''}"),
    )
    for message in left(house):
        for kind in ("plain", "html"):
            shown = re.sub(r"[\r\n\t]", "", body_of(message, kind))
            assert not [char for char in shown if unicodedata.category(char) in {"Cf", "Cc"}]
        assert not [char for char in str(message["Subject"]) if unicodedata.category(char) in {"Cf", "Cc"}]


CHANGED = "Our bank account has changed."


@pytest.mark.parametrize(
    ("charset", "content"),
    [
        ("utf-7", b"Our +AGIAYQBuAGs- account has changed."),
        ("utf-16", CHANGED.encode("utf-16")),
        ("utf-16le", CHANGED.encode("utf-16le")),
        ("utf-32", CHANGED.encode("utf-32")),
        ("no-such-charset", CHANGED.encode()),
        ("", CHANGED.encode()),
        ("hz-gb-2312", "我司银行账户已变更".encode("hz")),
        ("iso-2022-jp", CHANGED.encode()),
        ("cp037", CHANGED.encode("cp037")),
        ("utf-8", "Our bank acc\u200bount h\u0430s chang\u0435d.".encode()),
        ("utf-8", "Оur bаnk ассоunt hаs сhаngеd.".encode()),
    ],
)
def test_words_in_any_charset_are_read(house: House, store: Store, charset: str, content: bytes) -> None:
    label = f"text/plain; charset={charset}" if charset else "text/plain"
    paper = part(statement_pdf(), "application/pdf", 'Content-Disposition: attachment; filename="statement.pdf"')
    (summary,) = run(house, store, multipart(part(content, label), paper, From="ap@acme.example", To="ar@us.example"))
    assert ("hold", []) == (summary.outcome, house.sent()), because(summary)
    assert "changed bank details" in because(summary)
