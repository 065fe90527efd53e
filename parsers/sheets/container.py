"""A zip is measured before it is opened by any parser, and its members are read through one door."""

from __future__ import annotations

import posixpath
import struct
import zipfile
from typing import IO, BinaryIO

from parsers.sheets.model import Limits, SheetsRefused

_MEASURED_FROM = 1_000_000


class Container:
    """A zipped document whose sizes are within the limits. Member names are matched without regard to case or slash."""

    def __init__(self, stream: BinaryIO, limits: Limits) -> None:
        """Raises SheetsRefused: broken_file, locked (an encrypted member) or too_large."""
        try:
            self._zip = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise SheetsRefused(
                "broken_file", "The file begins like a workbook but is cut short or damaged."
            ) from error
        members = self._zip.infolist()
        total = sum(member.file_size for member in members)
        if len(members) > limits.members or total > limits.total_bytes:
            raise SheetsRefused("too_large", "The workbook unpacks to more than is accepted.")
        for member in members:
            swollen = member.file_size > _MEASURED_FROM and member.file_size > limits.ratio * max(
                member.compress_size, 1
            )
            if member.file_size > limits.member_bytes or swollen:
                raise SheetsRefused(
                    "too_large", "A part of the workbook unpacks to far more than its packed size allows."
                )
            if member.flag_bits & 1:
                raise SheetsRefused("locked", "The file is locked with a password.")
        self._names = {self._folded(member.filename): member for member in members}

    @staticmethod
    def _folded(name: str) -> str:
        return posixpath.normpath(name.replace("\\", "/")).lstrip("/").lower()

    def __contains__(self, name: str) -> bool:
        return self._folded(name) in self._names

    def names(self) -> tuple[str, ...]:
        """Return the folded names of all members."""
        return tuple(self._names)

    def open(self, name: str) -> IO[bytes]:
        """Open a member for reading. Raises SheetsRefused(broken_file) where it is missing or packed in an unknown way."""
        member = self._names.get(self._folded(name))
        if member is None:
            raise SheetsRefused("broken_file", f"The workbook lacks its part {name}.")
        try:
            return self._zip.open(member)
        except (zipfile.BadZipFile, OSError, ValueError, struct.error, NotImplementedError, RuntimeError) as error:
            raise SheetsRefused("broken_file", "A part of the workbook cannot be unpacked.") from error
