"""A forwarded mail carries the customer's From and a passing verdict inside; identity stays the outer sender's."""

from __future__ import annotations

from tests.support.letters import PDF, STRICT, attached, multipart, names, opened, part


def test_inner_headers_prove_nothing() -> None:
    inner = multipart(
        attached(PDF, "march.pdf"),
        boundary="in",
        Authentication_Results="mx.tieout.example; dmarc=pass header.from=acme.example",
    )
    mail = opened(multipart(part(inner, "message/rfc822", encoding="7bit"), From="mallory@evil.example"), STRICT)
    assert ("mallory@evil.example", False, ["march.pdf"]) == (mail.sender, mail.authenticated, names(mail))
