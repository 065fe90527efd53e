"""A small statement on paper, drawn for these tests, and its pages as pixels. Few lines: reading takes time by the letter."""

from __future__ import annotations

import io
from functools import cache

from reportlab.pdfgen.canvas import Canvas

from tests.support.scanned_papers import Pixels, drawn_pages

ROWS = (
    ("2026-03-02", "INV-1021", "Steel fixings, 250 pcs", "1,275.40", "", "1,775.40"),
    ("2026-03-05", "INV-1022", "Freight and insurance", "86.15", "", "1,861.55"),
    ("2026-03-09", "PAY-0310", "Bank transfer received", "", "500.00", "1,361.55"),
    ("2026-03-13", "INV-1024", "Consulting, 12 hours", "1,140.00", "", "2,501.55"),
    ("2026-03-20", "CRN-0007", "Damaged boxes", "", "73.95", "2,427.60"),
    ("2026-03-27", "INV-1031", "Spare parts", "348.28", "", "2,775.88"),
)
HEADINGS = ("Date", "Reference", "Description", "Debit", "Credit", "Balance")
LEFT = (40, 110, 190, 0, 0, 0)
RIGHT = (0, 0, 0, 400, 475, 555)
WIDTH, HEIGHT = 595, 420


@cache
def statement_pdf(*, spoilt_balance: bool = False) -> bytes:
    """Return the statement as a digital PDF; on request with one running balance that is printed wrong."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT), invariant=True)
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(40, 385, "Statement of Account")
    canvas.setFont("Helvetica", 10)
    canvas.drawString(40, 362, "Account: C-1045")
    canvas.drawString(40, 346, "Period: 2026-03-01 to 2026-03-31")
    canvas.drawString(330, 362, "Acme Fasteners Ltd")
    canvas.drawString(330, 346, "All amounts in EUR")
    _row(canvas, 316, HEADINGS)
    _row(canvas, 298, ("", "", "Opening balance", "", "", "500.00"))
    for index, row in enumerate(ROWS):
        printed = (*row[:5], "1,861.85") if spoilt_balance and index == 1 else row
        _row(canvas, 280 - 18 * index, printed)
    _row(canvas, 168, ("", "", "Closing balance", "", "", "2,775.88"))
    canvas.save()
    return file.getvalue()


def _row(canvas: Canvas, y: float, texts: tuple[str, ...]) -> None:
    for text, left, right in zip(texts, LEFT, RIGHT, strict=True):
        if left:
            canvas.drawString(left, y, text)
        else:
            canvas.drawRightString(right, y, text)


@cache
def page() -> Pixels:
    """Return the statement's only page in colour, 200 pixels an inch."""
    return next(drawn_pages(statement_pdf()))
