"""Zip archives among the attachments, opened within caps; what is locked, broken or too large is said, not guessed at.

Workbooks (xlsx, ods, docx) are zip files too and are handed on as they are. All or nothing: an archive of which a part cannot be
read gives no documents, because half of a set of statements would be answered as if it were the whole.
"""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Sequence

from daemon.mail.file_names import label
from parsers.document import Document, Problem

MOST_MEMBERS = 200
LARGEST_MEMBER = 50 * 1024 * 1024
LARGEST_SUM = 200 * 1024 * 1024
STEEPEST_RATIO = 200
_RATIO_COUNTS_FROM = 1024 * 1024
DEEPEST = 2
_CHUNK = 256 * 1024
_WORKBOOK_MEMBERS = ("[content_types].xml", "mimetype", "_rels/.rels")
_REFUSE_OF_SYSTEMS = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")
_FOREIGN = ((b"Rar!\x1a\x07", "rar"), (b"7z\xbc\xaf\x27\x1c", "7z"))


class _Refused(Exception):
    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def unpacked(document: Document, depth: int = 0) -> tuple[tuple[Document, ...], tuple[Problem, ...]] | None:
    """Return the files inside an archive and what went wrong, or None where `document` is no archive."""
    content = document.content
    for magic, kind in _FOREIGN:
        if content.startswith(magic):
            return (), (_problem("unsupported_archive", document, f"is a {kind} archive, which is not opened"),)
    if content.startswith(b"\x1f\x8b"):
        return _unpacked_gzip(document)
    if not content.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if any(member.filename.lower() in _WORKBOOK_MEMBERS for member in members):
                return None
            files = _read(archive, members, depth)
    except _Refused as refused:
        return (), (_problem(refused.code, document, str(refused)),)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        struct.error,
        NotImplementedError,
        RuntimeError,
    ):
        return (), (_problem("broken_archive", document, "cannot be opened as a zip archive"),)
    return _opened_further(files, depth)


def _opened_further(files: Sequence[Document], depth: int) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    documents: list[Document] = []
    problems: list[Problem] = []
    for file in files:
        inner = unpacked(file, depth + 1)
        if inner is None:
            documents.append(file)
        else:
            documents.extend(inner[0])
            problems.extend(inner[1])
    return tuple(documents), tuple(problems)


def _read(archive: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo], depth: int) -> list[Document]:
    if depth >= DEEPEST:
        raise _Refused("archive_too_deep", "lies too deep inside other archives")
    wanted = [member for member in members if not member.is_dir() and not _is_refuse(member.filename)]
    if len(members) > MOST_MEMBERS:
        raise _Refused("archive_too_large", f"holds {len(members)} files, more than {MOST_MEMBERS}")
    if any(member.flag_bits & 0x1 for member in wanted):
        raise _Refused("locked", "is locked with a password")
    if sum(member.file_size for member in wanted) > LARGEST_SUM:
        raise _Refused("archive_too_large", "unpacks to more than 200 MB")
    files = []
    total = 0
    for number, member in enumerate(wanted, 1):
        content = _member(archive, member)
        total += len(content)
        if total > LARGEST_SUM:
            raise _Refused("archive_too_large", "unpacks to more than 200 MB")
        files.append(Document(label(member_name(member)) or f"file-{number}.bin", content))
    return files


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Return a member's bytes, counted while they come: the size in the header may lie."""
    packed = max(member.compress_size, 1)
    kept = bytearray()
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            kept += chunk
            if len(kept) > LARGEST_MEMBER:
                raise _Refused("archive_too_large", "holds a file of more than 50 MB")
            if len(kept) > _RATIO_COUNTS_FROM and len(kept) > packed * STEEPEST_RATIO:
                raise _Refused("archive_too_large", f"unpacks to more than {STEEPEST_RATIO} times its size")
    return bytes(kept)


def member_name(member: zipfile.ZipInfo) -> str:
    """Return a member's name. Without the UTF-8 flag, Chinese Windows writes GBK, which zipfile shows as code page 437."""
    if member.flag_bits & 0x800:
        return member.filename
    unicode_name = _unicode_path(member.extra)
    if unicode_name:
        return unicode_name
    try:
        raw = member.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    for name in ("utf-8", "gb18030"):
        try:
            return raw.decode(name)
        except UnicodeDecodeError:
            continue
    return member.filename


def _unicode_path(extra: bytes) -> str:
    """Return the name in Info-ZIP's Unicode path field (0x7075), "" where there is none."""
    position = 0
    while position + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, position)
        if kind == 0x7075 and size > 5:
            return extra[position + 9 : position + 4 + size].decode("utf-8", "replace")
        position += 4 + size
    return ""


def _unpacked_gzip(document: Document) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    kept = bytearray()
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(document.content)) as stream:
            while chunk := stream.read(_CHUNK):
                kept += chunk
                if len(kept) > LARGEST_MEMBER or (
                    len(kept) > _RATIO_COUNTS_FROM and len(kept) > len(document.content) * STEEPEST_RATIO
                ):
                    return (), (_problem("archive_too_large", document, "unpacks to far more than its size"),)
    except (OSError, EOFError, zlib.error):
        return (), (_problem("broken_archive", document, "cannot be opened as a gzip file"),)
    name = document.name[:-3] if document.name.lower().endswith(".gz") else document.name
    return (Document(name, bytes(kept)),), ()


def _is_refuse(name: str) -> bool:
    lower = name.lower()
    return lower.startswith(_REFUSE_OF_SYSTEMS[0]) or lower.rpartition("/")[2] in _REFUSE_OF_SYSTEMS


def _problem(code: str, document: Document, what: str) -> Problem:
    return Problem(code=code, message=f"{document.name} {what}.", facts={"file": document.name})
