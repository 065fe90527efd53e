from __future__ import annotations

import re

from sqlalchemy import update

from daemon.review.pages.case_paper import download
from daemon.store import schema
from tests.support.desk import OpenDesk

HOSTILE = '../../a"b\r\nX: y\u202e<script>.html'


def test_a_pdf_is_its_pages_with_every_line_in_its_place(desk: OpenDesk) -> None:
    carol = desk.visitor()
    text = carol.get("/case/3/paper").text
    assert ["/case/3/paper/1.png"] == re.findall(r'<img src="([^"]+)"', text)
    keys = re.findall(r'<rect data-group="(\w+)"', text)
    page = carol.get("/case/3").text
    assert 9 == len(keys)
    assert set(keys) <= set(re.findall(r'<tbody data-row data-group="(\w+)"', page))
    picture = carol.get("/case/3/paper/1.png")
    assert "image/png" == picture.headers["content-type"]
    assert picture.content.startswith(b"\x89PNG")
    assert [404, 404] == [carol.get(f"/case/3/paper/{page}.png").status_code for page in (2, 0)]


def test_a_sheet_is_its_cells_with_every_line_in_its_row(desk: OpenDesk) -> None:
    text = desk.visitor().get("/case/2/paper").text
    lines = desk.visitor().get("/case/2").text.count("<tbody data-row")
    assert lines == text.count("<tr data-group=")
    assert "XS2026100811" in text


def test_a_mail_without_paper_shows_its_words_as_text(desk: OpenDesk) -> None:
    text = desk.visitor().get("/case/11/paper").text
    assert "There is no paper to show." in text
    assert '<div class="mail"><bdi>' in text


def test_originals_are_kept_by_the_browser_and_never_opened_whatever_they_are_called(desk: OpenDesk) -> None:
    carol = desk.visitor()
    for path in ("/case/3/document", "/case/3/original.eml"):
        answer = carol.get(path)
        assert answer.headers["content-disposition"].startswith("attachment; ")
        assert "application/octet-stream" == answer.headers["content-type"]
    assert carol.get("/case/3/document").content.startswith(b"%PDF")


def test_a_files_name_cannot_reach_out_of_its_header(desk: OpenDesk) -> None:
    with desk.store.writing() as tx:
        tx.execute(update(schema.case).values(document_name=HOSTILE))
    assert 200 == desk.visitor().get("/case/3").status_code
    disposition = download(b"x", HOSTILE).headers["content-disposition"]
    assert disposition.isascii()
    assert disposition.isprintable()
    assert 2 == disposition.count('"')
    assert "/" not in disposition
    assert "%E2%80%AE" not in disposition
