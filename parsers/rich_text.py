"""RTF as a person reads it: the page of HTML that Outlook wrapped into it ([MS-OXRTFEX]), else its text, cells set apart by tabs.

Only what shows is taken: fonts, styles, pictures, notes for other programs and hidden text are left out.
"""

from __future__ import annotations

import codecs
import html
import re
from dataclasses import dataclass, field, replace

LONGEST = 20_000_000
_DEEPEST = 400
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,9})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\"
)
_BREAKS = {"par": "\n", "line": "\n", "sect": "\n", "page": "\n", "row": "\n", "nestrow": "\n", "tab": "\t", "cell": "\t", "nestcell": "\t"}  # fmt: skip
_LETTERS = {"lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "endash": "–", "emdash": "—", "emspace": " ", "enspace": " ", "qmspace": " "}  # fmt: skip
_SIGNS = {"~": "\u00a0", "_": "-", "-": "", "\\": "\\", "{": "{", "}": "}", "\t": "\t", "\n": "\n", "\r": "\n"}
_ASIDE = frozenset(
    (
        *(
            "fonttbl",
            "colortbl",
            "stylesheet",
            "info",
            "pict",
            "object",
            "pntext",
            "listtext",
            "footnote",
            "annotation",
        ),
        *("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "fldinst"),
        *("themedata", "colorschememapping", "datastore", "latentstyles", "listtable", "listoverridetable", "rsidtbl"),
    )
)
_CHARSETS = {128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5hkscs", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250"}  # fmt: skip
_PAGES = {936: "gb18030", 950: "big5hkscs", 65001: "utf-8", 10000: "mac_roman"}


@dataclass(frozen=True, slots=True)
class RichText:
    """`html` where the text was wrapped HTML, else "" and `text` says it all."""

    html: str
    text: str


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside a group and ends with it."""

    aside: bool = False  # nothing in it shows
    fonts: bool = False  # the table of fonts
    tag: bool = False  # HTML as it was written
    double: bool = False  # said a second time in RTF, for programs that know no HTML
    hidden: bool = False
    in_cell: bool = False
    charset: str = ""
    fallback: int = 1  # letters that stand for a \u in programs without Unicode


@dataclass(slots=True)
class _Reader:
    pieces: list[str] = field(default_factory=list)
    waiting: bytearray = field(default_factory=bytearray)  # bytes of letters that may need several
    charset: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    font: int = 0
    wrapped: bool = False  # \\fromhtml: the text is HTML
    skip: int = 0

    def flush(self, state: _State) -> None:
        if self.waiting:
            self.pieces.append(self._said(self.waiting.decode(state.charset or self.charset, "replace"), state))
            self.waiting.clear()

    def say(self, text: str, state: _State) -> None:
        self.flush(state)
        self.pieces.append(self._said(text, state))

    def _said(self, text: str, state: _State) -> str:
        return html.escape(text, quote=False) if self.wrapped and not state.tag else text


def rich_text(content: bytes) -> RichText:
    """Return what the RTF shows. Raises ValueError where the bytes are no RTF or nested beyond any letter."""
    if not content.startswith(b"{\\rtf") or len(content) > LONGEST:
        raise ValueError("no rich text")
    reader = _Reader()
    state = _State()
    around: list[_State] = []
    starred = False  # \* before a word: a program that does not know the word passes its group over
    for word, number, code, sign, brace, plain in _TOKEN.findall(content):
        if brace == b"{":
            reader.flush(state)
            around.append(state)
            if len(around) > _DEEPEST:
                raise ValueError("nested beyond any letter")
        elif brace == b"}":
            reader.flush(state)
            state = around.pop() if around else _State(aside=True)
            reader.skip = 0
        elif sign == b"*":
            starred = True
            continue
        elif word:
            state = _after(word.decode("ascii"), int(number) if number else None, state, reader, starred=starred)
        elif code or sign or plain:
            _shown(code, sign, plain, state, reader)
        starred = False
    reader.flush(state)
    said = "".join(reader.pieces)
    return RichText(said, "") if reader.wrapped else RichText("", said)


def _shown(code: bytes, sign: bytes, plain: bytes, state: _State, reader: _Reader) -> None:
    letters = plain or (bytes((int(code, 16),)) if code else b"")
    taken = min(reader.skip, len(letters) if letters else 1)
    reader.skip -= taken
    if state.aside or state.double or state.hidden or (taken and not letters):
        return
    if letters:
        reader.waiting += letters[taken:]
    else:
        reader.say(_SIGNS.get(sign.decode("latin-1"), ""), state)


def _after(word: str, number: int | None, state: _State, reader: _Reader, *, starred: bool) -> _State:
    """Return the state that holds after a control word."""
    match word:
        case "fromhtml":
            reader.wrapped = reader.wrapped or number == 1
        case "htmltag":
            return replace(state, tag=True)
        case "htmlrtf":
            reader.flush(state)
            return replace(state, double=number != 0)
        case "v":
            reader.flush(state)
            return replace(state, hidden=number != 0)
        case "ansicpg" if number:
            reader.charset = _known(_PAGES.get(number, f"cp{number}"))
        case "fonttbl":
            return replace(state, aside=True, fonts=True)
        case "f" if number is not None:
            reader.flush(state)
            reader.font = number
            return state if state.fonts else replace(state, charset=reader.fonts.get(number, ""))
        case "fcharset" if state.fonts and number in _CHARSETS:
            reader.fonts[reader.font] = _CHARSETS[number]
        case "plain":
            reader.flush(state)
            return replace(state, charset="", hidden=False)
        case "uc" if number is not None:
            return replace(state, fallback=max(0, number))
        case "u" if number is not None:
            reader.skip = state.fallback
            if not (state.aside or state.double or state.hidden):
                reader.say(chr(number % 0x10000), state)
        case "intbl":
            return replace(state, in_cell=True)
        case "pard":
            return replace(state, in_cell=False)
        case _ if starred or word in _ASIDE:
            return replace(state, aside=True)
        case _ if word in _BREAKS or word in _LETTERS:
            if not (state.aside or state.double or state.hidden):
                shown = _BREAKS.get(word) or _LETTERS[word]
                reader.say(" " if shown == "\n" and state.in_cell and word in {"par", "line"} else shown, state)
    return state


def _known(charset: str) -> str:
    try:
        codecs.lookup(charset)
    except LookupError:
        return "cp1252"
    return charset
