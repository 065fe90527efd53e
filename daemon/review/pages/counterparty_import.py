"""The counterparty list is sent as a file, shown with all that it would change, and put in the place of the old one."""

from __future__ import annotations

from functools import partial

from starlette.responses import Response

from daemon.imports.counterparties import import_counterparties, preview_counterparties
from daemon.review.page import Page, Permission, Visit
from daemon.review.pages.ledger_import import sent_file, the_upload
from daemon.review.uploads import Upload, UploadState
from parsers.document import Document
from parsers.ledgers.entry import Role

PATH = "/counterparties/import"
KIND = "counterparties"
_MOST_BYTES = 40_000_000
_SHOWN = 200


def ask(visit: Visit) -> Response:
    return visit.show("counterparty_import.html", upload=None)


def send(visit: Visit) -> Response:
    """Take the file and read what it would change."""
    file = sent_file(visit)
    upload = visit.services.uploads.keep(
        file.file,
        kind=KIND,
        name=file.filename or "",
        by=visit.somebody.name,
        now=visit.services.clock(),
        role=Role.CUSTOMER,
    )
    visit.services.uploads.start(upload, UploadState.READING, UploadState.READY, partial(_read, visit, upload))
    return visit.go(f"{PATH}/{upload.token}")


def show(visit: Visit) -> Response:
    return visit.show("counterparty_import.html", upload=the_upload(visit, KIND), shown=_SHOWN)


def answer(visit: Visit) -> Response:
    """Let the list count, or forget it."""
    upload, uploads = the_upload(visit, KIND), visit.services.uploads
    if visit.text("act", 10) == "drop":
        uploads.drop(upload)
        return visit.go("/counterparties", done="upload_dropped")
    if upload.state is UploadState.OUTDATED:
        uploads.start(upload, UploadState.READING, UploadState.READY, partial(_read, visit, upload))
    elif upload.state is UploadState.READY:
        work = partial(_take, visit, upload, visit.somebody.name)
        uploads.start(upload, UploadState.TAKING, UploadState.TAKEN, work)
    return visit.go(f"{PATH}/{upload.token}")


def _read(visit: Visit, upload: Upload) -> None:
    upload.changes = preview_counterparties(visit.services.store, Document(upload.name, upload.path.read_bytes()))


def _take(visit: Visit, upload: Upload, name: str) -> None:
    upload.count = import_counterparties(
        visit.services.store,
        Document(upload.name, upload.path.read_bytes()),
        now=visit.services.clock(),
        by=name,
        seen="" if upload.changes is None else upload.changes.digest,
    )


PAGES = (
    Page(
        name="counterparty_import",
        path=PATH,
        get=ask,
        post=send,
        see=Permission.APPROVE,
        act=Permission.APPROVE,
        most_bytes=_MOST_BYTES,
    ),
    Page(
        name="counterparty_preview",
        path=f"{PATH}/{{token}}",
        get=show,
        post=answer,
        see=Permission.APPROVE,
        act=Permission.APPROVE,
    ),
)
