"""RTF shows what a person sees of it, and the HTML that was wrapped into it comes out as it was."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.rich_text import LONGEST, RichText, rich_text

HEAD = b"{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\froman\\fcharset0 Times New Roman;}{\\f1\\fcharset134 SimSun{\\*\\falt \\'cb\\'ce};}}"


def text(body: bytes) -> str:
    return rich_text(HEAD + body + b"}").text


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (b"\\pard a b\\par c", "a b\nc"),
        (b"M\\'fcller \\u8364?5", "Müller €5"),
        (b"{\\f1 \\'d3\\'e0\\'b6\\'ee} 5", "余额 5"),
        (b"\\uc2\\u20313\\'d3\\'e0 x", "余 x"),
        (b"{\\uc0\\u20313 x}", "余x"),
        (b"a{\\v hidden}b{\\*\\generator none;}c{\\pict 00ff}d{\\info{\\title t}}", "abcd"),
        (b"\\trowd\\cellx9\\intbl Date\\cell two\\par lines\\cell\\row\\pard after", "Date\ttwo lines\t\nafter"),
        (b"1\\~234,50\\emdash\\{x\\}\\\\", "1\u00a0234,50—{x}\\"),
        (b"over\r\nlines", "overlines"),
        (b"{\\field{\\*\\fldinst PAGE}{\\fldrslt 1}}", "1"),
        (b"}} more", ""),  # what follows the end is nobody's
    ],
)
def test_what_shows_is_the_text(body: bytes, shown: str) -> None:
    assert shown == text(body)


def test_wrapped_html_comes_out_without_its_double_in_rtf() -> None:
    body = (
        b"{\\rtf1\\ansi\\ansicpg936\\fromhtml1 \\deff0{\\fonttbl{\\f0\\fswiss Arial;}}\r\n{\\*\\htmltag64 <table>}{\\*\\htmltag1 <tr><td>}"
        b"\\htmlrtf {\\htmlrtf0 \\'d3\\'e0\\'b6\\'ee{\\*\\htmltag84 &nbsp;}\\htmlrtf\\cell}\\htmlrtf0 {\\*\\mhtmltag1 <x>}{\\*\\htmltag1 </td><td>}1 < 2\\tab"
        b"{\\*\\htmltag </td></tr></table>}}"
    )
    assert RichText("<table><tr><td>余额&nbsp;</td><td>1 &lt; 2\t</td></tr></table>", "") == rich_text(body)


@pytest.mark.parametrize("content", [b"", b"rtf", b"{\\rtf1" + b"{" * 500, b"{\\rtf1" + b" " * LONGEST])
def test_what_is_no_letter_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"letter|rich text"):
        rich_text(content)


@given(
    st.lists(
        st.sampled_from(
            [
                b"{",
                b"}",
                b"\\u20313",
                b"\\'d3",
                b"\\uc9",
                b"\\f1",
                b"\\*",
                b"\\htmltag ",
                b"\\htmlrtf",
                b"x",
                b"\\u-9999999",
                b"\\ansicpg99",
            ]
        )
    )
)
def test_no_order_of_words_raises_anything_else(parts: list[bytes]) -> None:  # fmt: skip
    with suppress(ValueError):
        rich_text(HEAD + b"".join(parts))
