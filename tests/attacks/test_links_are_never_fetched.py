"""Mails and papers full of addresses to fetch: a real server listens, and nobody asks it for anything."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator

import pytest

from daemon.sandbox.apart import recognise_each
from daemon.store import Store
from tests.support.attacking import run, statement_csv
from tests.support.hostile_files import WORKBOOK, pdf, zipped
from tests.support.house import House, mail, statement_pdf
from tests.support.letters import multipart, part


class Canary:
    """An HTTP server that counts who comes."""

    def __init__(self) -> None:
        self.visits: list[str] = []
        visits = self.visits

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                visits.append(self.path)
                self.send_response(200)
                self.end_headers()

            do_HEAD = do_POST = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

            def log_message(self, *_: object) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@pytest.fixture
def canary() -> Iterator[Canary]:
    server = Canary()
    yield server
    server.close()


def _page(url: str) -> bytes:
    return (
        f'<html><head><link rel="stylesheet" href="{url}/css"><meta http-equiv="refresh" content="0;url={url}/go">'
        f'<script src="{url}/js"></script><base href="{url}/"></head><body background="{url}/bg">'
        f'<img src="{url}/pixel.png"><iframe src="{url}/frame"></iframe><object data="{url}/object"></object>'
        f'<a href="{url}/statement.pdf">Download your statement</a><p>Please find our statement.</p>'
        f'<table><tr><td style="background:url({url}/style)">Date</td></tr></table></body></html>'
    ).encode()


def _acting_pdf(url: str) -> bytes:
    action = f"<< /S /URI /URI ({url}/pdf) >>".encode()
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R /OpenAction " + action + b" /AA << /WC " + action + b" >> >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /AA << /O "
            + f"<< /S /SubmitForm /F ({url}/form) >>".encode()
            + b" >> /Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A "
            + action
            + b" >>] >>",
        ]
    )


def _linked_workbook(url: str) -> bytes:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" TargetMode="External" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" Target="{url}/link.xlsx"/></Relationships>'
    ).encode()
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="str">'
        f"<f>WEBSERVICE(&quot;{url}/ws&quot;)</f><v>1</v></c></row></sheetData></worksheet>"
    ).encode()
    return zipped(
        {**WORKBOOK, "xl/worksheets/sheet1.xml": sheet, "xl/externalLinks/_rels/externalLink1.xml.rels": rels}
    )


def test_nobody_asks_whatever_stands_in_mail_and_papers(house: House, store: Store, canary: Canary) -> None:
    url = canary.url
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{url}/svg"/><script href="{url}/s"/></svg>'.encode()
    rtf = ('{\\rtf1{\\field{\\*\\fldinst INCLUDEPICTURE "' + url + '/rtf" }}}').encode()
    doctype = f'<!DOCTYPE x SYSTEM "{url}/dtd"><html><body><table><tr><td>Date</td></tr></table></body></html>'.encode()
    external = multipart(
        part(_page(url), "text/html; charset=utf-8"),
        part(b"", f'message/external-body; access-type=URL; URL="{url}/external"', encoding="7bit"),
        From="ap@acme.example",
        To="ar@us.example",
    )
    mails = [
        external,
        mail(("page.html", _page(url)), ("drawing.svg", svg), number=2),
        mail(("acting.pdf", _acting_pdf(url)), ("statement.xlsx", _linked_workbook(url)), number=3),
        mail(
            ("letter.rtf", rtf),
            ("page.xhtml", doctype),
            ("link.url", f"[InternetShortcut]\nURL={url}/u".encode()),
            number=4,
        ),
        mail(text=f"Your statement is ready: {url}/portal?id=1 please download it.", number=5),
        mail(
            ("statement.csv", statement_csv(words=f"see {url}/csv")),
            number=6,
            headers=[("Disposition-Notification-To", f"<{url}>"), ("List-Unsubscribe", f"<{url}/unsubscribe>")],
        ),
        mail(("statement.pdf", statement_pdf()), number=7, text=f"<img src={url}/x>"),
    ]
    summaries = run(house, store, *mails, read=recognise_each)

    assert [] == canary.visits
    assert "confirm" == summaries[-1].outcome  # the harmless one went its way


def test_the_canary_itself_sings(canary: Canary) -> None:
    import urllib.request  # noqa: PLC0415 -- only here anything is fetched at all

    with urllib.request.urlopen(f"{canary.url}/test", timeout=10):
        pass
    assert ["/test"] == canary.visits
