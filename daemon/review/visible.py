"""Other people's text on our pages: escaped, isolated in its direction, and with every invisible character made visible.

A file name may hold a character that turns the order of letters (U+202E shows "fdp.exe" for "exe.pdf"), a description one that
hides a digit. Who reads the page sees ⟨202E⟩ in its place.
"""

from __future__ import annotations

import unicodedata

from markupsafe import Markup, escape

# Blank and filling characters that look like nothing but are letters or marks by their category.
_EMPTY = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f\u180b\u180c\u180d\u180f")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def visible(text: object, *, lines: bool = False) -> Markup:
    """Return HTML for `text`; with `lines` its line ends and tabs are kept, else they are blanks."""
    said = str(text)
    if said.isprintable() and _EMPTY.isdisjoint(said):  # nearly always
        return Markup(f"<bdi>{escape(said)}</bdi>")  # noqa: S704 - escaped
    parts: list[str] = []
    plain: list[str] = []
    for character in said.replace("\r\n", "\n"):
        if character in "\n\t":
            plain.append(character if lines else " ")
        elif character in _EMPTY or unicodedata.category(character) in _UNSEEN:
            parts += [escape("".join(plain)), f'<span class="unseen">⟨{ord(character):04X}⟩</span>']
            plain.clear()
        else:
            plain.append(character)
    parts.append(escape("".join(plain)))
    return Markup(f"<bdi>{''.join(parts)}</bdi>")  # noqa: S704 - every part was escaped above
