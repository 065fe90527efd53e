"""Files of kinds that are known and not read: the sender is told which kind it was, and can send another."""

from __future__ import annotations

import io
import zipfile

import olefile

from parsers.document import Document, Place, Problem
from parsers.readers.base import Access
from parsers.sheets.opening import Kind, kind_of
from parsers.table import Reading

_BEGINNINGS = (
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"%!PS", "a PostScript file"),
    (b"\xffWPC", "a WordPerfect document"),
    (b"\x00\x00\x00\x0cJXL ", "a picture in JPEG XL"),
)
_PICTURES_OF_PHONES = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif", b"ftypheif")
_STREAMS = (
    ("WordDocument", "an old Word document (.doc)"),
    ("PowerPoint Document", "an old presentation (.ppt)"),
    ("__properties_version1.0", "an Outlook message (.msg)"),
    ("Quill", "a Publisher document"),
    ("VisioDocument", "a Visio drawing"),
)
_MEMBERS = (
    ("ppt/", "a presentation"),
    ("visio/", "a Visio drawing"),
    ("index/tables/", "a Numbers spreadsheet"),
    ("index/document.iwa", "a Pages document"),
    ("index.apxl", "an old Pages or Keynote document"),
    ("meta-inf/container.xml", "an e-book"),
)


class OtherKinds:
    """Names what it does not read."""

    name = "other_kinds"
    cost = 90

    def able(self, document: Document) -> bool:
        return kind_named(document.content) is not None

    def read(self, document: Document, access: Access) -> Reading:
        del access
        kind = kind_named(document.content) or "a file"
        problem = Problem(
            code="unsupported",
            message=f"The file is {kind}, which is not read; a PDF, workbook or text file is needed.",
            place=Place(document=document.sha256, reader=self.name),
            facts={"kind": kind},
        )
        return Reading(self.name, problems=(problem,))


def kind_named(content: bytes) -> str | None:
    """Return what the file is, in words, where its first bytes or its parts say so and no reader reads it."""
    for beginning, name in _BEGINNINGS:
        if content.startswith(beginning):
            return name
    if content[4:12] in _PICTURES_OF_PHONES:
        return "a picture as telephones make them (HEIC)"
    match kind_of(content[:4096]):
        case Kind.ZIP:
            return _zipped(content)
        case Kind.OLE:
            return _ole(content)
        case Kind.OTHER if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            return "an XML file of another program"
        case _:
            return None


def _zipped(content: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [name.replace("\\", "/").lower() for name in archive.namelist()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None  # damaged: the reader of workbooks says so
    for member, name in _MEMBERS:
        if any(found.startswith(member) for found in names):
            return name
    office = any(name.startswith(("xl/", "word/")) or name == "content.xml" for name in names)
    return None if office else "an archive, which was not unpacked"


def _ole(content: bytes) -> str | None:
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as container:
            streams = {"/".join(path) for path in container.listdir()}
    except (OSError, ValueError, IndexError):
        return None
    if {"Workbook", "Book", "EncryptedPackage"} & streams:
        return None
    return next(
        (name for stream, name in _STREAMS if stream in streams), "an old Office document that holds no workbook"
    )


READER = OtherKinds()
