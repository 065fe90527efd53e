"""The plain part is harmless, the HTML part (what people see) names another bank account. Both are looked at."""

from __future__ import annotations

from tests.support.letters import multipart, opened, part


def test_what_only_one_of_the_bodies_says_is_kept() -> None:
    content = multipart(
        part(b"Please find our statement.", "text/plain"),
        part("<p>Please find our statement.</p><p>我们的银行账户已变更</p>".encode(), "text/html; charset=utf-8"),
        subtype="alternative",
    )
    assert "银行账户已变更" in opened(content).text


def test_words_of_a_forwarded_mail_are_kept() -> None:
    inner = b"Subject: x\r\n\r\nOur bank account has changed."
    assert "bank account has changed" in opened(multipart(part(inner, "message/rfc822", encoding="7bit"))).text
