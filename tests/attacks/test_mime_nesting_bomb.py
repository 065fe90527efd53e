"""Thousands of parts inside parts overflow the stack of parsers that follow them."""

from __future__ import annotations

import pytest

from rules.model.case_facts import Automatic
from tests.support.letters import CAROL, codes, letter, opened


def nested(depth: int) -> bytes:
    body = b""
    for level in range(depth):
        body += b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (level, level)
    return letter(b"--b\r\n" + body, Content_Type='multipart/mixed; boundary="b"')


def forwards(depth: int) -> bytes:
    return letter(b"Content-Type: message/rfc822\r\n\r\n" * depth, Content_Type="message/rfc822")


@pytest.mark.parametrize("content", [nested(100), nested(5000), forwards(100), forwards(20_000)])
def test_a_mail_nested_too_deeply_is_not_opened_and_said(content: bytes) -> None:
    mail = opened(content)
    assert ["mail_too_complex"] == codes(mail)
    assert (CAROL, (), Automatic.NO) == (mail.sender, mail.documents, mail.automatic)


@pytest.mark.parametrize("content", [nested(50), forwards(39)])
def test_below_the_count_the_depth_itself_is_limited(content: bytes) -> None:
    assert {"mail_too_complex", "nested_too_deep", "mail_cut_off"} & set(codes(opened(content)))
