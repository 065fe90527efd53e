"""The paper beside a case: its pages with the places of the lines laid over them, or its cells and lines; and the originals to keep."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from starlette.responses import HTMLResponse, Response

from daemon.mail.file_names import label
from daemon.review.groups import group_of_lines
from daemon.review.page import Page, PageRefused, Visit
from daemon.review.pages.case import Found, found_of, the_case
from daemon.review.rendering import render
from daemon.sandbox.paper import PaperRefused, key_of
from daemon.store.cases import Case


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a line stands on its page: the group that it belongs to, and a box in points."""

    key: str
    x: float
    y: float
    width: float
    height: float


def paper(visit: Visit) -> Response:
    case = the_case(visit)
    found, papers = found_of(visit, case), visit.services.papers
    try:
        outline = papers.outline(case, _reader(found))
    except PaperRefused as refusal:
        return _fragment(visit, found, problem=str(refusal))
    if outline.problem or not (outline.pages or outline.tables or outline.lines):
        return _fragment(visit, found, problem=outline.problem)
    return _fragment(visit, found, outline=outline, spots=spots_of(found), keys=keys_of(found))


def picture(visit: Visit) -> Response:
    case = the_case(visit)
    try:
        png = visit.services.papers.picture(case, _reader(found_of(visit, case)), visit.number("page"))
    except PaperRefused:
        raise PageRefused(404, "error.missing") from None
    return Response(png, media_type="image/png")


def document(visit: Visit) -> Response:
    """The file as it came, to be kept: never shown by the browser, whatever it says of itself."""
    case = the_case(visit)
    try:
        found = visit.services.papers.document(case)
    except PaperRefused as refusal:
        raise PageRefused(404, "error.refused", str(refusal)) from None
    return download(found.content, found.name or "document")


def original(visit: Visit) -> Response:
    """The mail as it came, to be kept."""
    case = the_case(visit)
    message = visit.services.store.messages.get(case.message)
    if message.pruned_at is not None:
        raise PageRefused(404, "error.missing")
    return download(visit.services.store.archive.get(message.sha256), f"case-{case.id}.eml")


def download(content: bytes, name: str, media_type: str = "application/octet-stream") -> Response:
    """Return a file that the browser keeps and does not open."""
    shown = label(name) or "file"
    plain = "".join(each if each.isascii() and (each.isalnum() or each in "._-") else "_" for each in shown)
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(shown, safe='')}"
    return Response(content, media_type=media_type, headers={"content-disposition": disposition})


def spots_of(found: Found) -> dict[int, list[Spot]]:
    """Return for each page the places of the statement's lines."""
    spots: dict[int, list[Spot]] = {}
    groups = group_of_lines(found.groups)
    for index, line in enumerate(found.statement.lines if found.statement is not None else ()):
        place = line.place
        if place.page is None or place.box is None or index not in groups:
            continue
        left, top, right, bottom = place.box
        spot = Spot(groups[index], left - 2, top - 1.5, max(4.0, right - left + 4), max(4.0, bottom - top + 3))
        spots.setdefault(place.page, []).append(spot)
    return spots


def keys_of(found: Found) -> dict[str, str]:
    """Return for each row of a document without pages the group of the line that stands there."""
    groups = group_of_lines(found.groups)
    lines = found.statement.lines if found.statement is not None else ()
    return {key: groups[index] for index, line in enumerate(lines) if (key := key_of(line.place)) and index in groups}


def _fragment(visit: Visit, found: Found, *, problem: str = "", **values: object) -> Response:
    words = "" if not problem and found.statement is not None else _words(visit, found.case)
    empty: dict[str, object] = {"outline": None, "spots": {}, "keys": {}}
    values = {**empty, **values, "problem": problem, "words": words}
    return HTMLResponse(render("case_paper.html", visit=visit, t=visit.words, case=found.case, **values))


def _words(visit: Visit, case: Case) -> str:
    """Return the mail's own words, for where there is no paper to look at."""
    try:
        return visit.services.papers.words(case)
    except PaperRefused:
        return ""


def _reader(found: Found) -> str:
    return "" if found.statement is None else found.statement.reader


PAGES = (
    Page(name="case_paper", path="/case/{case}/paper", get=paper),
    Page(name="case_picture", path="/case/{case}/paper/{page}.png", get=picture),
    Page(name="case_document", path="/case/{case}/document", get=document),
    Page(name="case_original", path="/case/{case}/original.eml", get=original),
)
