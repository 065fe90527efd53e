"""The forms by which the files of a mail ask to be confirmed, kept with each of its cases: for the gate and for the reply."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from parsers.document import Document
from parsers.statements.statement import ConfirmationForm, Recognition

FORMS_ASKED = "forms_asked"
"""The kind of finding."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A form and the file that it stands in."""

    document: str  # sha256
    name: str
    form: ConfirmationForm


Forms = tuple[Asked, ...]


def forms_of(read: Iterable[tuple[Document, Recognition]]) -> Forms:
    """Return the forms that stand in the files of one mail."""
    return tuple(
        Asked(document=document.sha256, name=document.name, form=found.form)
        for document, found in read
        if found.form is not None
    )


def keep_forms(asked: Forms) -> tuple[tuple[str, str], ...]:
    """Return the finding of a new case, none where there is nothing to keep."""
    return ((FORMS_ASKED, msgspec.json.encode(asked).decode("utf-8", "replace")),) if asked else ()


def read_forms(content: str | None) -> Forms:
    return () if content is None else msgspec.json.decode(content, type=Forms)
