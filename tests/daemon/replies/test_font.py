"""The font is the one whose hash we know, and it has the letters of our languages."""

import zlib

import pytest
from reportlab import rl_config

from daemon.replies.font import shown, text_width, the_font, without_ascii85
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


def test_bytes_are_kept_as_they_are_for_our_own_papers_alone() -> None:
    before = rl_config.useA85
    with pytest.raises(RuntimeError), without_ascii85():
        assert not rl_config.useA85
        raise RuntimeError
    assert before == rl_config.useA85


def test_a_subset_is_cut_out_of_the_font_once() -> None:
    wanted = (*range(128), ord("é"), ord("账"))
    first = the_font().subset(wanted, "AAAAAA+Font")
    assert first is the_font().subset(tuple(wanted), "AAAAAA+Font")
    assert first.program != the_font().subset(wanted[:-1], "AAAAAA+Font").program
    assert first.length == len(zlib.decompress(first.program))
    assert len(wanted) == len(first.widths.strip("[]").split())
