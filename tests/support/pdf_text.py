"""The text of a PDF as a person would copy it."""

from __future__ import annotations

import pypdfium2


def pages_of_pdf(content: bytes) -> list[str]:
    pdf = pypdfium2.PdfDocument(content)
    try:
        return [pdf[number].get_textpage().get_text_bounded().replace("\r\n", "\n") for number in range(len(pdf))]
    finally:
        pdf.close()


def text_of_pdf(content: bytes) -> str:
    return "\n".join(pages_of_pdf(content))
