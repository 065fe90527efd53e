"""Letters as PDF, for tests: lines of text and nothing else."""

from __future__ import annotations

import io

from reportlab.pdfgen.canvas import Canvas


def text_pdf(*lines: str) -> bytes:
    """Return one page with these lines."""
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1)
    for number, line in enumerate(lines):
        canvas.drawString(72, 760 - 16 * number, line)
    canvas.save()
    return stream.getvalue()
