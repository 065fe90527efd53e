"""Mails saved by Outlook (.msg, MS-OXMSG): words, attachments and the mails inside, as data. Its header is not looked at: it proves nothing.

The container is a compound file (MS-CFB): a small file system, in which each property of the mail is a stream named by its number.
"""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass

import olefile

from daemon.mail.charsets import decoded
from daemon.mail.compressed_rtf import body_of
from daemon.mail.file_names import label
from parsers.document import Document

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LARGEST_SUM = 200 * 1024 * 1024
MOST_ATTACHMENTS = 200
DEEPEST = 6
_PROPERTIES = "__properties_version1.0"
_ATTACHMENT = "__attach_version1.0_#"
_STREAM = "__substg1.0_"
_SUBJECT, _BODY, _HTML, _RICH_TEXT = 0x0037, 0x1000, 0x1013, 0x1009
_CODE_PAGE, _HTML_CODE_PAGE = 0x3FFD, 0x3FDE
_DATA, _SHORT_NAME, _LONG_NAME, _METHOD, _DISPLAY_NAME = 0x3701, 0x3704, 0x3707, 0x3705, 0x3001
_MEDIA_TYPE, _FLAGS, _HIDDEN = 0x370E, 0x3714, 0x7FFE
_SHOWN_IN_BODY = 4  # of the flags: ATT_MHTML_REF
_BY_VALUE = (0, 1)  # 0 stands in files of other programs than Outlook
_CODE_PAGES = {65001: "utf-8", 936: "gb18030", 950: "big5", 1200: "utf-16-le", 54936: "gb18030", 20127: "us-ascii"}


class Unreadable(Exception):
    """The container is broken or made to exhaust; `code` says which."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of the mail. `shown` says that the mail's own text displays it: a logo."""

    document: Document
    shown: bool = False


@dataclass(frozen=True, slots=True)
class SavedMail:
    """What lies in a saved mail. `html` is as it was written; `left_out` names what stands there only as a link or as an object."""

    subject: str
    text: str
    html: str
    only_rich_text: bool  # its words stand in Outlook's own rich text and nowhere else, and that cannot be read
    attached: tuple[Attached, ...]
    inside: tuple[tuple[str, SavedMail], ...]  # attached mails, each with its name
    left_out: tuple[str, ...]


def is_saved_mail(content: bytes) -> bool:
    """Whether the bytes look like a mail saved by Outlook."""
    return content.startswith(SIGNATURE) and _PROPERTIES.encode("utf-16-le") in content


def saved_mail(content: bytes) -> SavedMail | None:
    """Return what lies in the file; None where it is a compound file of another kind that merely holds such a mail.

    Raises `Unreadable` with code "broken_msg", "archive_too_large" or "nested_too_deep".
    """
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as container:
            folder = _Folder(container)
            return _mail(folder, 0) if folder.has(_PROPERTIES) else None
    except (
        OSError,
        ValueError,
        IndexError,
        KeyError,
        TypeError,
        AttributeError,
        OverflowError,
        struct.error,
        RecursionError,
        MemoryError,
    ):
        # a damaged compound file: its library stumbles over it wherever it happens to be
        raise Unreadable("broken_msg", "is a damaged Outlook message") from None


class _Folder:
    """A storage of the compound file. All folders share one count of bytes read, since chains of sectors may be shared."""

    def __init__(
        self, container: olefile.OleFileIO, path: tuple[str, ...] = (), spent: list[int] | None = None
    ) -> None:
        self._container, self._path = container, path
        self._spent = [0] if spent is None else spent

    def has(self, name: str) -> bool:
        return bool(self._container.exists([*self._path, name]))

    def folder(self, name: str) -> _Folder:
        return _Folder(self._container, (*self._path, name), self._spent)

    def folders(self, prefix: str) -> list[str]:
        """Return the names of the storages directly in this one, in the order of their numbers."""
        depth = len(self._path)
        found = {
            path[depth]
            for path in self._container.listdir(streams=False, storages=True)
            if len(path) == depth + 1
            and tuple(part.lower() for part in path[:depth]) == tuple(part.lower() for part in self._path)
            and path[depth].lower().startswith(prefix)
        }
        return sorted(found)

    def bytes_of(self, name: str) -> bytes | None:
        path = [*self._path, name]
        if not self._container.exists(path) or self._container.get_type(path) != olefile.STGTY_STREAM:
            return None
        self._spent[0] += self._container.get_size(path)
        if self._spent[0] > LARGEST_SUM:
            raise Unreadable("archive_too_large", "unpacks to more than 200 MB")
        with self._container.openstream(path) as stream:
            return bytes(stream.read())


class _Properties:
    """The properties of a mail or an attachment: short ones stand in one list, long ones in a stream each."""

    def __init__(self, folder: _Folder, header: int, code_page: int = 0) -> None:
        self._folder = folder
        listed = folder.bytes_of(_PROPERTIES) or b""
        self._numbers = {
            struct.unpack_from("<I", listed, at)[0]: struct.unpack_from("<q", listed, at + 8)[0]
            for at in range(header, len(listed) - 15, 16)
        }
        self.code_page = self.number(_CODE_PAGE) or code_page

    def number(self, identifier: int) -> int:
        """Return a number or truth value, 0 where there is none."""
        long = self._numbers.get(identifier << 16 | 0x0003)
        short = self._numbers.get(identifier << 16 | 0x000B)
        if long is not None:
            return int(long) & 0xFFFFFFFF
        return int(short) & 0xFF if short is not None else 0

    def data(self, identifier: int) -> bytes | None:
        return self._folder.bytes_of(f"{_STREAM}{identifier:04X}0102")

    def text(self, identifier: int) -> str:
        """Return a text, "" where there is none."""
        wide = self._folder.bytes_of(f"{_STREAM}{identifier:04X}001F")
        if wide is not None:
            return wide.decode("utf-16-le", "replace").rstrip("\x00")
        narrow = self._folder.bytes_of(f"{_STREAM}{identifier:04X}001E")
        return decoded(narrow, _charset(self.code_page)).rstrip("\x00") if narrow is not None else ""


def _charset(code_page: int) -> str | None:
    return (_CODE_PAGES.get(code_page) or f"cp{code_page}") if code_page else None


def _mail(folder: _Folder, depth: int) -> SavedMail:
    if depth > DEEPEST:
        raise Unreadable("nested_too_deep", "holds mails one inside the other, deeper than is opened")
    of_mail = _Properties(folder, 32 if depth == 0 else 24)
    raw = of_mail.data(_HTML)
    html = of_mail.text(_HTML) if raw is None else decoded(raw, _charset(of_mail.number(_HTML_CODE_PAGE)))
    text = of_mail.text(_BODY)
    packed = of_mail.data(_RICH_TEXT) if not html.strip() else None
    rich = body_of(packed) if packed else None
    if rich is not None:
        # Exchange keeps a page of HTML as rich text; a plain body beside it has lost the columns of its tables
        html = rich.html
        text = text if text.strip() else rich.text
    attached: list[Attached] = []
    inside: list[tuple[str, SavedMail]] = []
    left_out: list[str] = []
    names = folder.folders(_ATTACHMENT)
    if len(names) > MOST_ATTACHMENTS:
        raise Unreadable("archive_too_large", f"holds {len(names)} files, more than {MOST_ATTACHMENTS}")
    for number, name in enumerate(names, 1):
        each = _attachment(folder.folder(name), of_mail.code_page, number, depth)
        match each:
            case Attached():
                attached.append(each)
            case str():
                left_out.append(each)
            case _:
                inside.append(each)
    return SavedMail(
        of_mail.text(_SUBJECT),
        text,
        html,
        bool(packed) and rich is None and not text.strip(),
        tuple(attached),
        tuple(inside),
        tuple(left_out),
    )


def _attachment(folder: _Folder, code_page: int, number: int, depth: int) -> Attached | tuple[str, SavedMail] | str:
    """Return a file, a mail with its name, or the name of what stands there only as a link or an object."""
    of_file = _Properties(folder, 8, code_page)
    names = (label(of_file.text(identifier)) for identifier in (_LONG_NAME, _SHORT_NAME, _DISPLAY_NAME))
    name = next(filter(None, names), "")
    storage = folder.folder(f"{_STREAM}{_DATA:04X}000D")
    if storage.has(_PROPERTIES):
        return name or f"mail-{number}", _mail(storage, depth + 1)
    content = of_file.data(_DATA)
    if content is None or of_file.number(_METHOD) not in _BY_VALUE:
        return name or f"attachment {number}"
    shown = bool(of_file.number(_FLAGS) & _SHOWN_IN_BODY) or bool(of_file.number(_HIDDEN))
    media_type = of_file.text(_MEDIA_TYPE).lower() or None
    return Attached(Document(name or f"attachment-{number}.bin", content, media_type), shown)
