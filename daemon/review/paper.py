"""The paper of a case for its page: the document out of the archived mail, made visible by the sandbox, remembered for a while."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar

from daemon.mail.attachments import contents_of, parsed
from daemon.sandbox.host import SandboxError
from daemon.sandbox.paper import Outline, PaperRefused, outline_apart, picture_apart
from daemon.store import Store
from daemon.store.archive import ArchiveDamaged
from daemon.store.cases import Case
from parsers.document import Document, Problem

_DOCUMENTS, _PICTURES, _OUTLINES = 6, 80, 30

Kept = TypeVar("Kept")


class _Remembered:
    """The last so many things by key. What is asked for by two at once may be made twice."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[object, object] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: object, make: Callable[[], Kept]) -> Kept:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]  # type: ignore[return-value]
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made


class Papers:
    """The papers of all cases of one store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._documents = _Remembered(_DOCUMENTS)
        self._outlines = _Remembered(_OUTLINES)
        self._pictures = _Remembered(_PICTURES)

    def document(self, case: Case) -> Document:
        """Return the file that the case is about. Raises `PaperRefused` where its mail has none, or it is gone."""
        if not case.document:
            raise PaperRefused("This mail came without a file that could be a statement.")
        return self._documents.get(case.document, lambda: self._found(case))

    def outline(self, case: Case, reader: str) -> Outline:
        """Return what there is to see, as the reader of the statement saw it. Raises `PaperRefused`."""
        return self._outlines.get(
            (case.document, reader),
            lambda: _shown(lambda: outline_apart(self.document(case), self._passwords(case), reader)),
        )

    def picture(self, case: Case, reader: str, page: int) -> bytes:
        """Return one page as PNG. Raises `PaperRefused`."""
        return self._pictures.get(
            (case.document, reader, page),
            lambda: _shown(lambda: picture_apart(self.document(case), self._passwords(case), reader, page)),
        )

    def words(self, case: Case) -> str:
        """Return the mail's own words. Raises `PaperRefused` where the original is gone."""
        message = parsed(self._original(case))
        return "" if isinstance(message, Problem) else contents_of(message).text()

    def _found(self, case: Case) -> Document:
        message = parsed(self._original(case))
        if isinstance(message, Problem):
            raise PaperRefused(message.message)
        for document in contents_of(message).all_documents():
            if document.sha256 == case.document:
                return document
        raise PaperRefused("The file is not in the mail's original any more.")

    def _original(self, case: Case) -> bytes:
        message = self._store.messages.get(case.message)
        if message.pruned_at is not None:
            raise PaperRefused("The original was removed: its time of keeping is over.")
        try:
            return self._store.archive.get(message.sha256)
        except ArchiveDamaged as damage:
            raise PaperRefused(str(damage)) from None

    def _passwords(self, case: Case) -> tuple[str, ...]:
        counterparty = self._store.counterparties.get(case.counterparty) if case.counterparty else None
        return () if counterparty is None else counterparty.passwords


def _shown(make: Callable[[], Kept]) -> Kept:
    try:
        return make()
    except SandboxError as error:
        raise PaperRefused(str(error)) from None
