"""Text and HTML say the same, and nothing in them is markup that we did not write."""

import html as entities
import re

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daemon.replies.letter import Heading, Letter, Pairs, Paragraph, Point, Points, SumRow, Sums
from daemon.replies.mail_text import as_html, as_text, pair_lines, sum_lines, unbroken, wrapped
from daemon.replies.safe_text import plain, width

WORDS = st.text(
    st.characters(whitelist_categories=("L", "N", "P", "S")) | st.sampled_from(" <>&\"'"), min_size=1, max_size=60
).map(plain)


def _letter(text: str) -> Letter:
    return Letter(
        language="en",
        title="T",
        greeting=("Dear all,",),
        blocks=(
            Paragraph(text),
            Heading("Heading"),
            Pairs((("Label", text),)),
            Sums(
                "USD", (SumRow("ours", "1.00", total=True), SumRow("step", "-2.00"), SumRow("x", "-1.00", total=True))
            ),
            Points("Group", (Point("1", text, "Please look."),)),
        ),
        closing=("With kind regards",),
        signature=("Accounts",),
        small_print=("automatic",),
    )


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "<a href='https://evil.example'>x</a>", '"><img src=x>'])
def test_nothing_of_a_letter_is_markup(text: str) -> None:
    tree = lxml.html.document_fromstring(as_html(_letter(text)))
    assert [] == tree.xpath("//script | //a | //img | //@href | //@src | //form | //link | //iframe | //style")
    assert text in tree.text_content()


@settings(max_examples=60, deadline=None)
@given(WORDS)
def test_text_and_html_carry_the_same_words(text: str) -> None:
    letter = _letter(text)
    shown = "".join(lxml.html.document_fromstring(as_html(letter)).text_content().split())
    for word in (text, "Dear all,", "Heading", "-2.00", "Please look.", "With kind regards", "automatic"):
        squeezed = "".join(word.split())
        assert squeezed in "".join(as_text(letter).split())
        assert squeezed in shown


def test_the_html_loads_nothing() -> None:
    assert not re.search(r"https?:|url\(|@import|cid:", entities.unescape(as_html(_letter("x"))))


def test_the_language_is_named_for_screen_readers() -> None:
    assert '<html lang="en">' in as_html(_letter("x"))


@given(st.text(st.sampled_from("ab 发票，。（）“1,.:- "), max_size=400), st.integers(0, 12))
def test_lines_keep_within_76_columns_and_lose_nothing(text: str, indent: int) -> None:
    lines = wrapped(text, " " * indent).split("\n")
    assert all(width(line) <= 76 for line in lines)
    assert "".join(text.split()) == "".join("".join(lines).split())


def test_an_amount_stays_with_its_currency() -> None:
    lines = wrapped("x" * 68 + " USD 1,234.56 more").split("\n")
    assert lines == ["x" * 68, "USD 1,234.56 more"]


def test_a_chinese_line_does_not_begin_with_a_comma() -> None:
    lines = wrapped("发" * 38 + "，票").split("\n")
    assert lines == ["发" * 37, "发，票"]


def test_labels_and_values_stand_in_columns_whatever_their_script() -> None:
    first, second = pair_lines(Pairs((("差额", "1"), ("Difference", "2"))))
    assert width(first[: first.index("1")]) == width(second[: second.index("2")])


def test_amounts_are_right_aligned_under_their_unit() -> None:
    lines = sum_lines(Sums("CNY", (SumRow("余额", "1,234.00", total=True), SumRow("Step", "-5.00"))))
    assert len({width(line) for line in lines if not set(line) <= {" ", "-"}}) == 1


def test_a_long_label_is_broken_before_the_amount() -> None:
    lines = sum_lines(Sums("USD", (SumRow("word " * 40, "1.00"),)))
    assert all(width(line) <= 76 for line in lines)
    assert lines[-1].endswith("1.00")


def test_on_a_page_no_amount_is_torn_from_its_currency() -> None:
    assert unbroken("we owe you USD 1,234.50 (2 %), also 7,00 EUR.") == (
        "we owe you USD\u00a01,234.50 (2\u00a0%), also 7,00\u00a0EUR."
    )
