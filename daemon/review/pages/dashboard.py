"""How the month goes: what went by itself, what waits, why statements differ, what is confirmed, how long answers take. Each table is a file too."""

from __future__ import annotations

from starlette.responses import Response

from daemon.review.dashboard import dashboard
from daemon.review.page import Page, PageRefused, Visit
from daemon.review.period import period
from daemon.review.sheets import KINDS, download


def show(visit: Visit) -> Response:
    services = visit.services
    asked = period(visit.query, services.clock(), services.zone)
    with services.store.reading() as tx:
        parts = dashboard(services, asked, visit.words, tx)
    return visit.show("dashboard.html", period=asked, parts=parts)


def table(visit: Visit) -> Response:
    """Return one of the tables as a file."""
    name, _, kind = str(visit.request.path_params["file"]).partition(".")
    services = visit.services
    asked = period(visit.query, services.clock(), services.zone)
    with services.store.reading() as tx:
        found = next((part for part in dashboard(services, asked, visit.words, tx) if part.name == name), None)
    if found is None or kind not in KINDS:
        raise PageRefused(404, "error.missing")
    return download(found.sheet, kind)


PAGES = (
    Page(name="dashboard", path="/dashboard", get=show),
    Page(name="dashboard_table", path="/dashboard/{file}", get=table),
)
