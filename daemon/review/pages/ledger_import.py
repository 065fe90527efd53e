"""An export is sent, read to its end, shown beside the version that counts, and takes its place when somebody says so."""

from __future__ import annotations

from functools import partial

from starlette.datastructures import UploadFile
from starlette.responses import Response

from daemon.imports.ledger import import_ledger, preview_ledger
from daemon.review.ledger_comparison import Comparison, comparison
from daemon.review.page import Page, PageRefused, Permission, Visit
from daemon.review.uploads import Upload, UploadState
from parsers.ledgers.entry import Role

PATH = "/ledgers/import"
KIND = "ledger"
_MOST_BYTES = 600_000_000
_SHOWN = 15  # accounts of each kind of change


def ask(visit: Visit) -> Response:
    return visit.show("ledger_import.html", roles=tuple(Role))


def send(visit: Visit) -> Response:
    """Take the file and begin to read it."""
    upload = visit.services.uploads.keep(
        sent_file(visit).file,
        kind=KIND,
        name=sent_file(visit).filename or "",
        by=visit.somebody.name,
        now=visit.services.clock(),
        role=next((role for role in Role if role == visit.text("role", 20)), Role.CUSTOMER),
        account=visit.text("account", 200),
    )
    visit.services.uploads.start(upload, UploadState.READING, UploadState.READY, partial(_read, visit, upload))
    return visit.go(f"{PATH}/{upload.token}")


def sent_file(visit: Visit) -> UploadFile:
    """Return the file of the form. Raises `PageRefused` where none was chosen."""
    file = visit.form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise PageRefused(422, "error.no_file")
    return file


def show(visit: Visit) -> Response:
    upload = the_upload(visit, KIND)
    compared = None
    if upload.state in {UploadState.READY, UploadState.TAKING} and upload.ledger is not None:
        compared = comparison(upload.ledger, upload.in_place_of, upload.before)
    return visit.show("ledger_preview.html", upload=upload, compared=compared, shown=_SHOWN, loud=_is_loud(compared))


def answer(visit: Visit) -> Response:
    """Let the file count, or forget it."""
    upload = the_upload(visit, KIND)
    if visit.text("act", 10) == "drop":
        visit.services.uploads.drop(upload)
        return visit.go("/ledgers", done="upload_dropped")
    if upload.state is UploadState.OUTDATED:
        visit.services.uploads.start(upload, UploadState.READING, UploadState.READY, partial(_read, visit, upload))
    elif upload.state is UploadState.READY:
        work = partial(_take, visit, upload, visit.somebody.name)
        visit.services.uploads.start(upload, UploadState.TAKING, UploadState.TAKEN, work)
    return visit.go(f"{PATH}/{upload.token}")


def the_upload(visit: Visit, kind: str) -> Upload:
    """Return what was sent under the path's token. Raises `PageRefused` where it is forgotten."""
    found = visit.services.uploads.get(str(visit.request.path_params["token"]), kind)
    if found is None:
        raise PageRefused(404, "error.upload_gone")
    return found


def _read(visit: Visit, upload: Upload) -> None:
    store = visit.services.store
    with upload.path.open("rb") as stream:
        upload.ledger = preview_ledger(
            stream, upload.name, role=upload.role, account=upload.account or None, progress=upload.told
        )
    upload.in_place_of = store.ledgers.active(upload.role)
    upload.before = () if upload.in_place_of is None else store.books.balances(upload.in_place_of)


def _take(visit: Visit, upload: Upload, name: str) -> None:
    with upload.path.open("rb") as stream:
        upload.version = import_ledger(
            visit.services.store,
            stream,
            upload.name,
            role=upload.role,
            account=upload.account or None,
            now=visit.services.clock(),
            by=name,
            progress=upload.told,
            seen=upload.ledger,
            in_place_of=None if upload.in_place_of is None else upload.in_place_of.id,
        )


def _is_loud(compared: Comparison | None) -> bool:
    """Whether so much would go that the button should say so."""
    return compared is not None and bool(compared.doubts)


PAGES = (
    Page(
        name="ledger_import",
        path=PATH,
        get=ask,
        post=send,
        see=Permission.APPROVE,
        act=Permission.APPROVE,
        most_bytes=_MOST_BYTES,
    ),
    Page(
        name="ledger_preview",
        path=f"{PATH}/{{token}}",
        get=show,
        post=answer,
        see=Permission.APPROVE,
        act=Permission.APPROVE,
    ),
)
