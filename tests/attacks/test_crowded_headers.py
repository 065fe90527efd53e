"""Fields of megabytes and thousands of recipients: read in a moment, never read as less than they are."""

from __future__ import annotations

import pytest

from daemon.store import Store
from tests.support.attacking import because, left, run, words_of
from tests.support.house import House, statement_mail

SOUND = statement_mail()
FROM = b"From: ap@acme.example"
TO = b"To: ar@us.example"
CROWD = b",\n ".join(b"u%d@crowd.test" % number for number in range(5000))


@pytest.mark.parametrize(
    "content",
    [
        SOUND.replace(FROM, FROM + b" (" + b"x" * 70_000 + b"), mallory@evil.test"),
        SOUND.replace(FROM, FROM + b"\n " * 40_000 + b", mallory@evil.test"),
        SOUND.replace(FROM, FROM + b" (mallory@evil.test"),
        SOUND.replace(FROM, b'From: "' + b"x" * 70_000 + b'" <ap@acme.example>'),
        SOUND.replace(TO, b"To: " + CROWD + b", ar@us.example"),
        SOUND.replace(TO, b'To: "ar@us.example" <x@crowd.test>'),
        SOUND.replace(TO, b"To: x@crowd.test (ar@us.example)"),
        b"X-A: " + b"y" * 300_000 + b"\n" + SOUND,
        b"X-A: y\n" * 60_000 + SOUND,
    ],
    ids=[
        "long comment", "long blanks", "open comment", "long name", "crowd before us", "us as a name", "us as a comment",
        "long field", "many fields",
    ],
)  # fmt: skip
def test_what_cannot_be_read_to_its_end_is_held(house: House, store: Store, content: bytes) -> None:
    (summary,) = run(house, store, content)
    assert ("hold", []) == (summary.outcome, house.sent())
    assert because(summary)


@pytest.mark.parametrize(
    "content",
    [
        SOUND.replace(b"Subject: Statement", b"Subject: " + b"A " * 60_000),
        SOUND.replace(TO, b"To: ar@us.example, " + CROWD[:3000] + b"@x.test"),
        b"References: " + b"\n ".join(b"<r%d@acme.example>" % number for number in range(5000)) + b"\n" + SOUND,
    ],
    ids=["subject", "others besides us", "references"],
)
def test_our_answer_stays_small_and_goes_to_one(house: House, store: Store, content: bytes) -> None:
    run(house, store, content)
    for message in left(house):
        assert "ap@acme.example" == message["To"]
        assert "crowd.test" not in words_of(message)
        assert all(len(str(value)) < 3000 for value in message.values())
        assert len(message.as_bytes()) < 100_000
