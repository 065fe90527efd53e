"""The one font of our PDFs: WenQuanYi Micro Hei, which has Latin, Greek, Cyrillic, Chinese (both scripts), Japanese and Korean letters.

It comes in a package of its own, or from Debian's; nothing is downloaded at run time. Its bytes are known by their hash, so that a letter is
the same on every machine, and nothing else is taken for the font.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFStream, PDFTrueTypeFont
from reportlab.pdfbase.ttfonts import TTFont, makeToUnicodeCMap

from daemon.replies.letter import ReplyRefused

FONT = "WenQuanYiMicroHei"
LOCK = threading.RLock()  # reportlab keeps a font's subsets of all documents in one place
_SHA256 = "2420e8078af796b19a3f6ef13de527a1a91c1e7171eea115926c614ced1009b3"
_PACKAGE = "paperang-p2-fonts-cjk"
_DEBIAN = Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc")
_UNKNOWN = "□"


@dataclass(frozen=True, slots=True)
class _Subset:
    """A part of the font as a document embeds it (PDF 32000-1, 9.6, 9.9, 9.10): the widths as an array, font program and map to
    Unicode compressed, and how many bytes the program has.
    """

    widths: str
    program: bytes
    length: int
    to_unicode: bytes


class _Font(TTFont):  # type: ignore[misc]  # reportlab has no types
    """The font, which remembers the last few subsets of it that were embedded: most letters of a house need the same characters, and
    cutting, compressing and writing them down anew was most of what a letter cost.
    """

    @lru_cache(maxsize=16)  # noqa: B019 - there is one font
    def subset(self, characters: tuple[int, ...], name: str) -> _Subset:
        program = self.face.makeSubset(characters)
        return _Subset(
            widths=f"[{' '.join(f'{self.face.getCharWidth(code):g}' for code in characters)}]",
            program=zlib.compress(program),
            length=len(program),
            to_unicode=zlib.compress(makeToUnicodeCMap(name, characters).encode("ascii")),
        )

    def addObjects(self, document: Any) -> None:  # noqa: N802 - reportlab calls it so
        """Add each subset that a document's text uses to that document."""
        state = self.state[document]
        state.frozen = 1
        for number, characters in enumerate(state.subsets):
            named = self.getSubsetInternalName(number, document)[1:]
            tag = "".join(chr(ord("A") + number // 26**place % 26) for place in range(6))
            name = f"{tag}+{self.fontName}"
            cut = self.subset(tuple(characters), name)
            face = self.face
            descriptor = PDFDictionary(
                {
                    "Type": "/FontDescriptor",
                    "FontName": f"/{name}",
                    "Flags": 4,  # symbolic: it has an encoding of its own
                    "FontBBox": PDFArray(face.bbox),
                    "ItalicAngle": face.italicAngle,
                    "Ascent": face.ascent,
                    "Descent": face.descent,
                    "CapHeight": face.capHeight,
                    "StemV": face.stemV,
                    "MissingWidth": face.defaultWidth,
                    "FontFile2": document.Reference(_stream(cut.program, Length1=cut.length), f"program:{name}"),
                }
            )
            font = PDFTrueTypeFont()
            font.Name, font.BaseFont = named, name
            font.FirstChar, font.LastChar, font.Widths = 0, len(characters) - 1, cut.widths
            font.ToUnicode = document.Reference(_stream(cut.to_unicode), f"unicode:{name}")
            font.FontDescriptor = document.Reference(descriptor, f"descriptor:{name}")
            document.Reference(font, named)
            document.idToObject["BasicFonts"].dict[named] = font
        del self.state[document]


def _stream(compressed: bytes, **more: int) -> PDFStream:
    return PDFStream(PDFDictionary({"Filter": "/FlateDecode", **more}), compressed)


@cache
def the_font() -> _Font:
    """Return the font, registered under FONT. Raises ReplyRefused where it is not on this machine."""
    with LOCK:
        for path in _places():
            if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == _SHA256:
                font = _Font(FONT, str(path), subfontIndex=0)
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
