"""A header that every program reads alike has no flaw."""

from __future__ import annotations

import pytest

from daemon.mail.header_flaws import flaw_of


@pytest.mark.parametrize(
    "content",
    [
        b"From: a@x\r\nTo: b@y\r\n\r\nbody\rwith \x00 anything",
        b"From: a@x\nSubject: folded\n\tonce\n \n twice\n\nbody",
        b"From a@x Mon Mar  2 2026\nFrom: a@x\n\n",
        b"X-Odd!#$%&'*+-.^_`|~: 1\n\nbody",
        b"Subject: \xff\xfe raw bytes\n\n",
        b"From: a@x",
    ],
)
def test_sound_headers_have_none(content: bytes) -> None:
    assert "" == flaw_of(content)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"From: a@x\rTo: b@y\n\n", "carriage return"),
        (b"From: a@x\r\r\nTo: b@y\n\n", "carriage return"),
        (b"From: a\x00@x\n\n", "NUL"),
        (b"From: a@x\njunk\nTo: b@y\n\n", "Line 2"),
        (b"From : a@x\n\n", "Line 1"),
        (b"From: a@x\nFrom a@x Mon\n\n", "Line 2"),
        ("Fr\u00f6m: a@x\n\n".encode(), "Line 1"),
        (b": a@x\n\n", "Line 1"),
    ],
)
def test_what_programs_read_differently_is_said(content: bytes, told: str) -> None:
    assert told in flaw_of(content)
