"""Lines keep together what belongs together, and lose nothing."""

from hypothesis import given
from hypothesis import strategies as st

from daemon.replies.line_breaking import broken
from daemon.replies.safe_text import width


def test_an_amount_stays_with_its_currency() -> None:
    assert broken("we owe you USD 1,234.50 today", 18, width) == ["we owe you", "USD 1,234.50 today"]
    assert broken("unser Konto mit 5.400,00 EUR. Der", 28, width) == ["unser Konto mit", "5.400,00 EUR. Der"]
    assert broken("zusammen 1.234,50 EUR und", 20, width) == ["zusammen", "1.234,50 EUR und"]


def test_chinese_breaks_anywhere_but_before_a_closing_mark() -> None:
    assert broken("贵公司的对账单。", 14, width) == ["贵公司的对账", "单。"]


@given(st.text(st.sampled_from("ab 账单，。（）1.5EUR"), max_size=60), st.integers(4, 30))
def test_no_letter_is_lost_and_no_line_too_long(text: str, room: int) -> None:
    lines = broken(text, room, width)
    assert "".join(text.split()) == "".join("".join(lines).split())
    assert all(width(line) <= room for line in lines)
