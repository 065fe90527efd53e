"""Names of attachments: a label for people, never a path. Storage is by hash elsewhere."""

from __future__ import annotations

import mimetypes
import re
import unicodedata

from daemon.mail.charsets import one_line
from daemon.mail.headers import Headers, decoded_words

_LONGEST_NAME = 120
_NEVER_IN_A_NAME = re.compile(r'[<>:"|?*]')


def label(name: str) -> str:
    """Return the last component of `name` as a label: no path, control, bidirectional or reserved characters; "" where none is left.

    Long names keep their ending, which readers go by.
    """
    last = re.split(r"[/\\／＼]", unicodedata.normalize("NFC", name).replace("\x00", ""))[-1]
    plain = _NEVER_IN_A_NAME.sub("_", one_line(last, 10_000)).strip(". ")
    if len(plain) <= _LONGEST_NAME:
        return plain
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > 10:
        return plain[:_LONGEST_NAME]
    return stem[: _LONGEST_NAME - len(ending) - 1].rstrip(". ") + "." + ending


def file_name(headers: Headers) -> str:
    """Return the label that a part gives its file, "" where it gives none: Content-Disposition first, then Content-Type."""
    for field, parameter in (("content-disposition", "filename"), ("content-type", "name")):
        _, given = headers.value_and_parameters(field)
        name = label(decoded_words(given.get(parameter, "")))
        if name:
            return name
    return ""


def made_up_name(number: int, media_type: str) -> str:
    """Return a name for the `number`th attachment that came without one."""
    ending = {"text/csv": ".csv", "application/pdf": ".pdf", "text/html": ".html", "text/plain": ".txt"}.get(media_type)
    return f"attachment-{number}{ending or mimetypes.guess_extension(media_type) or '.bin'}"
