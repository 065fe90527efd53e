"""Compound files (MS-CFB version 3) and Outlook messages in them (MS-OXMSG), written for the tests: no program here makes them."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Tree = Mapping[str, "bytes | Tree"]
"""A name gives a stream's bytes, or a storage with what is in it."""

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_END, _FREE, _NONE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFD


@dataclass(slots=True)
class _Entry:
    name: str
    kind: int  # 1 storage, 2 stream, 5 root
    content: bytes = b""
    left: int = _NONE
    right: int = _NONE
    child: int = _NONE
    start: int = _END
    size: int = 0

    def packed(self) -> bytes:
        name = self.name.encode("utf-16-le")
        return (
            (name + b"\x00\x00").ljust(64, b"\x00")
            + struct.pack("<HBB", len(name) + 2, self.kind, 1)
            + struct.pack("<III", self.left, self.right, self.child)
            + bytes(36)
            + struct.pack("<IQ", self.start, self.size)
        )


def compound_file(tree: Tree) -> bytes:
    """Return a compound file that holds `tree`."""
    entries = [_Entry("Root Entry", 5)]
    entries[0].child = _add(tree, entries)
    mini, mini_table = bytearray(), list[int]()
    body, table = bytearray(), list[int]()

    def store(content: bytes, size: int, into: bytearray, chains: list[int]) -> int:
        start, count = len(chains), -(-len(content) // size)
        chains.extend([*range(start + 1, start + count), _END])
        into.extend(content.ljust(count * size, b"\x00"))
        return start

    for entry in entries[1:]:
        entry.size = len(entry.content)
        if not entry.content:
            continue
        small = entry.size < _CUTOFF
        entry.start = (
            store(entry.content, _MINI, mini, mini_table) if small else store(entry.content, _SECTOR, body, table)
        )
    if mini:
        entries[0].start, entries[0].size = store(bytes(mini), _SECTOR, body, table), len(mini)
    chain = b"".join(struct.pack("<I", each) for each in mini_table)
    filled = chain.ljust(-(-len(chain) // _SECTOR) * _SECTOR, b"\xff")
    mini_start = store(filled, _SECTOR, body, table) if filled else _END
    directory_start = store(b"".join(entry.packed() for entry in entries), _SECTOR, body, table)
    fat_sectors = 1
    while len(table) + fat_sectors > fat_sectors * (_SECTOR // 4):
        fat_sectors += 1
    first = len(table)
    table.extend([_FAT] * fat_sectors)
    fat = b"".join(struct.pack("<I", each) for each in table).ljust(fat_sectors * _SECTOR, b"\xff")
    difat = [*range(first, first + fat_sectors)] + [_FREE] * (109 - fat_sectors)
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        bytes(16),
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        bytes(6),
        0,
        fat_sectors,
        directory_start,
        0,
        _CUTOFF,
        mini_start,
        len(filled) // _SECTOR,
        _END,
        0,
        difat[0],
    ) + b"".join(struct.pack("<I", each) for each in difat[1:])
    return header + bytes(body) + fat


def _add(tree: Tree, entries: list[_Entry]) -> int:
    """Append the entries of one storage and return the index of the root of their tree, which is ordered as the format asks."""
    indices = []
    for name in sorted(tree, key=lambda name: (len(name), name.upper())):
        inside = tree[name]
        entry = _Entry(name, 2, inside) if isinstance(inside, bytes) else _Entry(name, 1)
        entries.append(entry)
        indices.append(len(entries) - 1)
        if not isinstance(inside, bytes):
            entry.child = _add(inside, entries)

    def rooted(part: list[int]) -> int:
        if not part:
            return _NONE
        middle = len(part) // 2
        entries[part[middle]].left = rooted(part[:middle])
        entries[part[middle]].right = rooted(part[middle + 1 :])
        return part[middle]

    return rooted(indices)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A mail as Outlook saves it. `attached` gives (long name, bytes or mail); `numbers` are further short properties of the mail."""

    subject: str = ""
    body: str | None = None
    html: bytes | None = None
    attached: Sequence[tuple[str, bytes | Message]] = ()
    numbers: Mapping[int, int] = field(default_factory=dict)
    streams: Mapping[str, bytes] = field(default_factory=dict)
    narrow: str = ""  # the charset of 8-bit texts; "" for Unicode ones
    file_numbers: Mapping[int, int] = field(default_factory=dict)  # further short properties of each attachment


def message_file(message: Message) -> bytes:
    """Return the .msg file."""
    return compound_file(_storage(message, 32))


def text_stream(identifier: int, text: str, narrow: str = "") -> dict[str, bytes]:
    if narrow:
        return {f"__substg1.0_{identifier:04X}001E": text.encode(narrow)}
    return {f"__substg1.0_{identifier:04X}001F": text.encode("utf-16-le")}


def _listed(header: int, numbers: Mapping[int, int]) -> dict[str, bytes]:
    rows = (struct.pack("<IIq", tag, 6, value) for tag, value in numbers.items())
    return {"__properties_version1.0": bytes(header) + b"".join(rows)}


def _storage(message: Message, header: int) -> dict[str, bytes | Tree]:
    storage: dict[str, bytes | Tree] = {**_listed(header, message.numbers), **message.streams}
    storage |= text_stream(0x0037, message.subject, message.narrow)
    if message.body is not None:
        storage |= text_stream(0x1000, message.body, message.narrow)
    if message.html is not None:
        storage["__substg1.0_10130102"] = message.html
    for number, (name, content) in enumerate(message.attached):
        mail = isinstance(content, Message)
        inside: dict[str, bytes | Tree] = {
            **_listed(8, {0x37050003: 5 if mail else 1, **message.file_numbers}),
            **text_stream(0x3707, name, message.narrow),
        }
        if isinstance(content, Message):
            inside["__substg1.0_3701000D"] = _storage(content, 24)
        else:
            inside["__substg1.0_37010102"] = content
        storage[f"__attach_version1.0_#{number:08X}"] = inside
    return storage
