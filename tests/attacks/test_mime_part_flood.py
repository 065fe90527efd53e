"""A hundred thousand empty parts in a megabyte keep a parser busy for seconds."""

from __future__ import annotations

from tests.support.letters import codes, letter, opened


def test_a_flood_of_parts_is_counted_before_it_is_parsed() -> None:
    content = letter(b"--b\r\n\r\n" * 100_000, Content_Type="multipart/mixed; boundary=b")
    assert ["mail_too_complex"] == codes(opened(content))


def test_the_boundary_may_be_written_in_any_way() -> None:
    for parameter in ('boundary="b"', "BOUNDARY=b", "boundary*0=b", "boundary = b", "boundary*=us-ascii''b"):
        mail = opened(letter(b"--b\r\n\r\n" * 100_000, Content_Type=f"multipart/mixed; {parameter}"))
        assert ["mail_too_complex"] == codes(mail)
