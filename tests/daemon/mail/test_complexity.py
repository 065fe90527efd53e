from __future__ import annotations

from daemon.mail.complexity import LONGEST_HEADER, MOST_MULTIPARTS, header_block, too_complex
from tests.support.letters import PDF, attached, letter, multipart


def test_ordinary_mails_pass() -> None:
    assert too_complex(letter()) is None
    assert too_complex(multipart(*[attached(PDF, f"s{number}.pdf") for number in range(100)])) is None


def test_many_multiparts_many_parts_many_nested_mails_and_long_headers_do_not() -> None:
    nested = b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\n' * (MOST_MULTIPARTS + 1)
    parts = b"Content-Type: multipart/mixed; boundary=y\r\n\r\n" + b"--y\r\n\r\n" * 2000
    mails = b"Content-Type: message/rfc822\r\n\r\n" * 100
    long = b"Subject: x\r\n" + b"X-A: " + b"y" * LONGEST_HEADER + b"\r\n\r\nbody"
    for content in (nested, parts, mails, long):
        problem = too_complex(content)
        assert problem is not None
        assert "mail_too_complex" == problem.code


def test_the_header_block_ends_at_the_blank_line_or_at_the_limit() -> None:
    assert b"A: b\r\n\r\n" == header_block(b"A: b\r\n\r\nbody")
    assert b"A: b\n\n" == header_block(b"A: b\n\nbody")
    assert LONGEST_HEADER + 4 == len(header_block(b"A" * (2 * LONGEST_HEADER)))
