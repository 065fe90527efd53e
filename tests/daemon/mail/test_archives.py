from __future__ import annotations

import gzip
import io
import struct
import zipfile

import pytest

from daemon.mail import archives
from daemon.mail.archives import member_name, unpacked
from parsers.document import Document, Problem


def zipped(files: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def outcome(content: bytes, name: str = "statements.zip") -> tuple[list[str], list[str]]:
    found = unpacked(Document(name, content))
    assert found is not None
    return [document.name for document in found[0]], [problem.code for problem in found[1]]


def locked(content: bytes) -> bytes:
    """Return the archive with the encryption bit set in every header."""
    data = bytearray(content)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(signature, at + 4)
    return bytes(data)


def test_files_come_out_and_the_systems_refuse_does_not() -> None:
    content = zipped(
        {"a/march.pdf": b"%PDF", "__MACOSX/._march.pdf": b"x", "a/.DS_Store": b"x", "a/": b"", "b.csv": b"1"}
    )
    assert (["march.pdf", "b.csv"], []) == outcome(content)


def test_what_is_no_archive_is_left_alone() -> None:
    assert unpacked(Document("a.pdf", b"%PDF-1.4")) is None
    assert unpacked(Document("a.xlsx", zipped({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}))) is None
    assert unpacked(Document("a.ods", zipped({"mimetype": b"application/vnd.oasis", "content.xml": b"<x/>"}))) is None


def test_a_locked_archive_is_said_with_its_name() -> None:
    found = unpacked(Document("geheim.zip", locked(zipped({"a.pdf": b"%PDF"}))))
    message = "geheim.zip is locked with a password."
    assert ((), (Problem(code="locked", message=message, facts={"file": "geheim.zip"}),)) == found


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04 nonsense", "broken_archive"),
        (zipped({"a.pdf": b"%PDF" * 100})[:-30], "broken_archive"),
        (b"\x1f\x8b nonsense", "broken_archive"),
        (b"Rar!\x1a\x07\x01\x00", "unsupported_archive"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "unsupported_archive"),
    ],
)
def test_what_cannot_be_opened_is_said(content: bytes, code: str) -> None:
    assert ([], [code]) == outcome(content)


def test_one_broken_file_spoils_the_whole_archive() -> None:
    content = bytearray(zipped({"a.pdf": b"good" * 50, "b.pdf": b"bad!" * 50}, zipfile.ZIP_STORED))
    content[content.rfind(b"bad!bad!")] ^= 0xFF
    assert ([], ["broken_archive"]) == outcome(bytes(content))


def test_archives_inside_archives_are_opened_to_a_depth() -> None:
    inner = zipped({"c.pdf": b"%PDF"})
    assert (["c.pdf"], []) == outcome(zipped({"inner.zip": inner}))
    assert ([], ["archive_too_deep"]) == outcome(zipped({"1.zip": zipped({"2.zip": inner})}))


def test_bombs_are_refused() -> None:
    assert ([], ["archive_too_large"]) == outcome(zipped({"zeros": bytes(5_000_000)}))
    assert ([], ["archive_too_large"]) == outcome(zipped({f"{number}.txt": b"x" for number in range(201)}))
    assert ([], ["archive_too_large"]) == outcome(gzip.compress(bytes(5_000_000)), "a.csv.gz")


def test_a_size_that_lies_is_counted_while_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "LARGEST_MEMBER", 1000)
    content = bytearray(zipped({"a.bin": bytes(range(256)) * 20}, zipfile.ZIP_STORED))
    at = content.find(b"PK\x01\x02")
    struct.pack_into("<I", content, at + 24, 10)  # the uncompressed size in the directory
    names, codes = outcome(bytes(content))
    assert [] == names
    assert codes[0] in {"archive_too_large", "broken_archive"}


def test_gzip_holds_one_file() -> None:
    found = unpacked(Document("ledger.csv.gz", gzip.compress(b"a,b")))
    assert ((Document("ledger.csv", b"a,b"),), ()) == found


def test_names_of_chinese_windows_are_read() -> None:
    member = zipfile.ZipInfo("对账单.pdf".encode("gbk").decode("cp437"))
    assert "对账单.pdf" == member_name(member)
    member = zipfile.ZipInfo("plain.pdf")
    name = "对账单.pdf".encode()
    member.extra = struct.pack("<HHBI", 0x7075, len(name) + 5, 1, 0) + name
    assert "对账单.pdf" == member_name(member)
