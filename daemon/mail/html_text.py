"""An HTML body as text, and whether it holds a table of figures. Nothing is fetched; links are only text."""

from __future__ import annotations

import re

import lxml.etree
import lxml.html

_BLOCKS = frozenset(
    {
        "address",
        "article",
        "blockquote",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
    }
    | {
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    }
)
_SILENT = frozenset({"script", "style", "head", "title", "template", "object", "svg"})
_LONGEST_HTML = 5_000_000
_DIGITS = re.compile(
    r"^[\s(（\-−+]*(?:[A-Z]{3}|RMB|[$€£¥￥])?\s*[-−(（]?\s*\d[\d.,'’ \u00a0]*\s*[-)）]?\s*(?:CR|DR|[A-Z]{3}|元)?$"
)
_META_CHARSET = re.compile(r"(<meta\b[^>]*charset\s*=\s*[\"']?)[\w-]+", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def html_text(html: str) -> str:
    """Return what a reader of the HTML sees, a line a block and a tab between cells; hidden text is included."""
    root = _parsed(html)
    if root is None:
        return ""
    pieces: list[str] = []
    silent = 0  # how many elements around the place show nothing
    for event, element in lxml.etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else "script"
        if event == "start":
            silent += tag in _SILENT
            if tag in _BLOCKS or tag == "br":
                pieces.append("\n")
            if element.text and not silent:
                pieces.append(_flowed(element.text))
        else:
            silent -= tag in _SILENT
            if tag in _BLOCKS:
                pieces.append("\n")
            elif tag in {"td", "th"}:
                pieces.append("\t")
            if element.tail and not silent:
                pieces.append(_flowed(element.tail))
    lines = (re.sub(r"[ \u00a0]+", " ", line).strip() for line in "".join(pieces).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def has_table_of_figures(html: str) -> bool:
    """Whether an innermost table has at least two rows of three filled cells of which one is a number.

    Signatures and newsletters are laid out with tables too; those have no columns of figures.
    """
    root = _parsed(html)
    if root is None:
        return False
    for table in root.iter("table"):
        if table.find(".//table") is not None:
            continue
        rows = 0
        for row in table.iter("tr"):
            cells = [text for cell in row if cell.tag in {"td", "th"} and (text := _cell(cell))]
            if len(cells) >= 3 and any(len(text) <= 40 and _DIGITS.match(text) for text in cells):
                rows += 1
            if rows == 2:
                return True
    return False


def as_utf8(html: str) -> bytes:
    """Return the HTML as UTF-8 bytes that say so, whatever charset it declared before."""
    return b"\xef\xbb\xbf" + _META_CHARSET.sub(r"\1utf-8", html).encode("utf-8", "replace")


def _cell(cell: lxml.html.HtmlElement) -> str:
    return " ".join("".join(cell.itertext()).split())


def _flowed(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _parsed(html: str) -> lxml.html.HtmlElement | None:
    text = _DECLARATION.sub("", html[:_LONGEST_HTML]).replace("\x00", "")
    if not text.strip():
        return None
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        return lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.LxmlError, ValueError):
        return None
