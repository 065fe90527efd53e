"""Text broken into lines: at blanks, and between Chinese characters; an amount keeps its currency, a mark its word."""

from __future__ import annotations

import re
from collections.abc import Callable

_WIDE = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_OPENING, _CLOSING = "（「『《“", "，。、；：？！）》」』”…"
# What stays together on a line: an amount with its currency, a word, one Chinese character; each with the marks around it.
_TOKEN = re.compile(
    rf"[{_OPENING}]*(?:[A-Z]{{3}}[ ]-?\d[\d,.]*|-?\d[\d,.]*[ ](?:[A-Z]{{3}}\b|%)[.,;:!?)]*|[^\s{_WIDE}]+|[{_WIDE}])[{_CLOSING}]*|\s+"
)


def broken(text: str, room: float, measure: Callable[[str], float]) -> list[str]:
    """Return `text` in lines of at most `room`, as `measure` counts it; a word longer than a line is cut. At least one line."""
    if measure(text) <= room:
        return [text.strip()]
    lines: list[str] = []
    line = ""
    for token in _TOKEN.findall(text):
        if line and measure(line) + measure(token.rstrip()) > room:
            lines.append(line.rstrip())
            line = ""
        line = line + token if line else token.lstrip()
        while measure(line.rstrip()) > room and len(line) > 1:
            cut = next((index for index in range(len(line) - 1, 0, -1) if measure(line[:index]) <= room), 1)
            lines.append(line[:cut])
            line = line[cut:]
    return [*lines, line.rstrip()]
