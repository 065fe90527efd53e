"""Reading a PDF's text by pdfium, independently of our readers."""

from __future__ import annotations

import pypdfium2


def pages_of(content: bytes) -> list[str]:
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_range() for page in document]
