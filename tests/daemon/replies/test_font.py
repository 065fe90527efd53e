"""The font is the one whose hash we know, and it has the letters of our languages."""

import pytest

from daemon.replies.font import shown, text_width, the_font
from daemon.replies.language import language, languages


def test_the_font_comes_with_the_installation() -> None:
    assert the_font().face.name == b"WenQuanYiMicroHei"
    assert text_width("账单", 10) == pytest.approx(20)


@pytest.mark.parametrize("code", languages())
def test_every_letter_of_a_language_is_in_the_font(code: str) -> None:
    text = "".join(language(code).words.values())
    assert text == shown(text)


def test_a_letter_that_the_font_lacks_shows_as_a_box() -> None:
    assert shown("A\U00020bb7B") == "A□B"
