from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from daemon.review.visible import visible


def test_what_could_hide_or_turn_text_is_seen() -> None:
    assert '<bdi>exe<span class="unseen">⟨202E⟩</span>fdp.</bdi>' == visible("exe\u202efdp.")
    assert "⟨200B⟩" in visible("1\u200b000")
    assert "⟨3164⟩" in visible("\u3164")
    assert "⟨0000⟩" in visible("\x00")


def test_lines_are_kept_where_they_are_wanted() -> None:
    assert "<bdi>a b</bdi>" == visible("a\r\nb")
    assert "<bdi>a\nb</bdi>" == visible("a\r\nb", lines=True)


@given(st.text())
def test_no_text_makes_a_tag_and_none_is_lost(text: str) -> None:
    shown = str(visible(text, lines=True)).removeprefix("<bdi>").removesuffix("</bdi>")
    assert {"span"} >= set(re.findall(r"</?(\w+)", shown))
    plain = html.unescape(
        re.sub(r'<span class="unseen">⟨([0-9A-F]+)⟩</span>', lambda seen: chr(int(seen[1], 16)), shown)
    )
    assert text.replace("\r\n", "\n") == plain
