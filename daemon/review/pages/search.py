"""Finding a case among all there are, finished ones too."""

from __future__ import annotations

from starlette.responses import Response

from daemon.review.listing import listing
from daemon.review.page import Page, Visit
from daemon.store.queue import Wanted


def show(visit: Visit) -> Response:
    asked = listing("/search", visit.query, Wanted(descending=True))
    rows, total = visit.services.store.queue.cases(asked.wanted)
    return visit.show("search.html", listing=asked, rows=rows, total=total)


PAGES = (Page(name="search", path="/search", get=show),)
