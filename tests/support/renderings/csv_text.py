"""A draft as text with separators, in the encodings and dialects that exports have."""

from __future__ import annotations

import csv
import io
from random import Random
from typing import Final

from tests.support.drafts import Draft
from tests.support.renderings.cells import above, below, body_row, head_rows

ENCODINGS: Final = {
    "en": ("utf-8", "utf-8-sig", "cp1252", "utf-16"),
    "zh_CN": ("gb18030", "gb18030", "utf-8-sig", "utf-8", "utf-16"),
    "zh_TW": ("big5", "utf-8-sig", "utf-16"),
    "de": ("cp1252", "cp1252", "utf-8-sig", "utf-8"),
    "fr": ("cp1252", "utf-8-sig", "utf-8"),
}


def exported(
    random: Random, draft: Draft, *, encoding: str = "", delimiter: str = "", preamble: bool | None = None
) -> bytes:
    """Return the bytes of a csv file."""
    encoding = encoding or random.choice(ENCODINGS[draft.language])
    delimiter = delimiter or random.choice(
        [";", ";", "\t"] if draft.language in {"de", "fr"} else [",", ",", ",", "\t", ";", "|"]
    )
    buffer = io.StringIO(newline="")
    writer = csv.writer(
        buffer,
        delimiter=delimiter,
        quoting=csv.QUOTE_ALL if random.random() < 0.3 else csv.QUOTE_MINIMAL,
        lineterminator=random.choice(["\r\n", "\n"]),
    )
    padded = random.random() < 0.3
    for number, block in enumerate(draft.blocks):
        width = len(block.columns) if padded else 0
        around = preamble if preamble is not None else True
        if around:
            for row in above(random, draft, block, first=number == 0):
                writer.writerow([text for text, _ in row] + [""] * (width - len(row)))
        for row in (*head_rows(block), *(body_row(block, row) for row in block.rows)):
            writer.writerow([text for text, _ in row])
        if around:
            for row in below(block):
                writer.writerow([text for text, _ in row] + [""] * (width - len(row)))
    return _encoded(buffer.getvalue(), encoding)


def _encoded(text: str, encoding: str) -> bytes:
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return text.encode("utf-8-sig")
