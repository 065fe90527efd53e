"""The one font of our PDFs: WenQuanYi Micro Hei, which has Latin, Greek, Cyrillic, Chinese (both scripts), Japanese and Korean letters.

It comes in a package of its own, or from Debian's; nothing is downloaded at run time. Its bytes are known by their hash, so that a letter is
the same on every machine, and nothing else is taken for the font.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from daemon.replies.letter import ReplyRefused

FONT = "WenQuanYiMicroHei"
LOCK = threading.RLock()  # reportlab keeps a font's subsets of all documents in one place
_SHA256 = "2420e8078af796b19a3f6ef13de527a1a91c1e7171eea115926c614ced1009b3"
_PACKAGE = "paperang-p2-fonts-cjk"
_DEBIAN = Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc")
_UNKNOWN = "□"


@cache
def the_font() -> TTFont:
    """Return the font, registered under FONT. Raises ReplyRefused where it is not on this machine."""
    with LOCK:
        for path in _places():
            if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == _SHA256:
                font = TTFont(FONT, str(path), subfontIndex=0)
                _remember_subsets(font)
                pdfmetrics.registerFont(font)
                return font
    message = f"the font for letters is not installed (pip install {_PACKAGE}==0.1.0, or Debian's fonts-wqy-microhei)"
    raise ReplyRefused(message)


@lru_cache(maxsize=4096)  # letters have most of their words in common
def text_width(text: str, size: float) -> float:
    """Return how wide `text` is in points."""
    points: float = the_font().stringWidth(text, size)
    return points


def shown(text: str) -> str:
    """Return `text` with a box in the place of each character that the font lacks."""
    known = the_font().face.charToGlyph
    return "".join(char if ord(char) in known else _UNKNOWN for char in text)


def strings_of(text: str, document: Any) -> Iterator[tuple[str, str]]:
    """Yield `text` in parts as a content stream shows them: the name of the font's subset in the document, and the string in its codes."""
    font = the_font()
    for subset, codes in font.splitString(text, document):
        yield font.getSubsetInternalName(subset, document), codes.decode("latin-1").translate(_IN_A_STRING)


@contextmanager
def without_ascii85() -> Iterator[None]:
    """Let what is saved hold bytes as they are: a fifth smaller, and nothing has needed seven bits for long. Only under LOCK."""
    before = rl_config.useA85
    rl_config.useA85 = 0
    try:
        yield
    finally:
        rl_config.useA85 = before


def _remember_subsets(font: TTFont) -> None:
    """Keep the last few subsets of the font as they are embedded: most letters of a house need the same characters."""
    cut = lru_cache(maxsize=16)(font.face.makeSubset)
    font.face.makeSubset = lambda subset: cut(tuple(subset))


# What a string between parentheses cannot hold as it is (PDF 32000-1, 7.3.4.2).
_IN_A_STRING = {
    code: f"\\{chr(code)}" if chr(code) in "()\\" else f"\\{code:03o}"
    for code in range(256)
    if not 32 <= code < 127 or chr(code) in "()\\"
}


def _places() -> Iterator[Path]:
    try:
        files = importlib.metadata.files(_PACKAGE) or []
    except importlib.metadata.PackageNotFoundError:
        files = []
    yield from (Path(str(file.locate())) for file in files if file.name == _DEBIAN.name)
    yield _DEBIAN
