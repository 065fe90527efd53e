from __future__ import annotations

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daemon.mail.html_text import as_utf8, has_table_of_figures, html_text

STATEMENT = """<table><tr><th>Date</th><th>Invoice</th><th>Amount</th></tr>
<tr><td>2026-03-01</td><td>INV-1</td><td>1,200.00</td></tr><tr><td>2026-03-05</td><td>INV-2</td><td>-300.00</td></tr></table>"""


def test_text_reads_as_it_is_seen() -> None:
    html = "<html><head><title>t</title><style>p{}</style></head><body><p>Dear  <b>Carol</b>,</p><div>one<br>two</div><script>x()</script>!</body></html>"
    assert "Dear Carol,\n\none\ntwo\n!" == html_text(html)


def test_cells_are_parted() -> None:
    assert "a\tb" == html_text("<table><tr><td>a</td><td>b</td></tr></table>")


def test_hidden_words_are_not_passed_over() -> None:
    assert "new bank account" in html_text('<p style="display:none">new bank account</p>')


@pytest.mark.parametrize("html", ["", "   ", "<", "<!-- only -->", "\x00", "<?xml version='1.0'?>", "<p>" * 5000])
def test_odd_html_is_no_error(html: str) -> None:
    assert "" == html_text(html).replace("<", "")
    assert not has_table_of_figures(html)


@given(st.text(alphabet="<>/tabledr &;'\"=1", max_size=80))
def test_nothing_raises(html: str) -> None:
    assert isinstance(html_text(html), str)
    assert has_table_of_figures(html) in {True, False}


def test_a_table_of_figures_is_known_from_a_table_of_layout() -> None:
    assert has_table_of_figures(STATEMENT)
    assert has_table_of_figures("<table><tr><td>" + STATEMENT + "</td></tr></table>")
    assert has_table_of_figures(STATEMENT.replace("1,200.00", "￥1,200.00元").replace("-300.00", "(300.00)"))
    layout = "<table><tr><td><img></td><td>Carol Chen</td><td>Tel. x</td></tr><tr><td></td><td>Acme</td><td>12</td></tr></table>"
    assert not has_table_of_figures(layout)
    assert not has_table_of_figures("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>")


def test_utf8_says_that_it_is() -> None:
    html = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body>对账单</body></html>'
    content = as_utf8(html)
    assert content.startswith(b"\xef\xbb\xbf")
    assert b"gb2312" not in content
    assert "对账单" == lxml.html.document_fromstring(content).text_content().strip().lstrip("\ufeff")
