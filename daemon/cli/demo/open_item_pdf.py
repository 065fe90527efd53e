"""A list of open items: only the unpaid documents, original and open amount, one total; lines above and below the headings."""

from __future__ import annotations

import io
from decimal import Decimal

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from daemon.cli.demo import company
from daemon.cli.demo.books import Account
from daemon.cli.demo.figures import amount, english_day

_COLUMNS = (50, 150, 240, 330)
_ORIGINAL, _OPEN = 460, 545


def open_item_pdf(account: Account, unpaid: tuple[str, ...], our_number: str) -> bytes:
    """Return the list of the documents named in `unpaid`."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    canvas.setTitle("Open items")
    canvas.setAuthor(account.customer.name)
    canvas.setFont("Helvetica-Bold", 15)
    canvas.drawString(50, 785, account.customer.name)
    canvas.setFont("Helvetica", 9)
    canvas.drawString(50, 770, account.customer.street)
    canvas.drawString(50, 735, f"Vendor: {company.NAME}")
    canvas.drawString(50, 721, f"Vendor number: {our_number}")
    canvas.drawString(380, 735, f"Currency: {account.customer.currency}")
    canvas.setFont("Helvetica-Bold", 12)
    canvas.drawString(50, 690, f"Statement of open items as at {english_day(company.MONTH_END)}")
    canvas.setLineWidth(0.8)
    canvas.line(50, 672, 545, 672)
    canvas.setFont("Helvetica-Bold", 9)
    for left, heading in zip(_COLUMNS, ("Invoice no.", "Invoice date", "Due date", "Your order"), strict=True):
        canvas.drawString(left, 660, heading)
    canvas.drawRightString(_ORIGINAL, 660, "Original amount")
    canvas.drawRightString(_OPEN, 660, "Open amount")
    canvas.line(50, 654, 545, 654)
    height = 638.0
    total = Decimal(0)
    canvas.setFont("Helvetica", 9)
    for posting in account.postings:
        if posting.document not in unpaid:
            continue
        total += posting.amount
        order = posting.text.rpartition("order ")[2]
        due = english_day(posting.due) if posting.due is not None else ""
        for left, text in zip(_COLUMNS, (posting.document, english_day(posting.day), due, order), strict=True):
            canvas.drawString(left, height, text)
        canvas.drawRightString(_ORIGINAL, height, amount(posting.amount))
        canvas.drawRightString(_OPEN, height, amount(posting.amount))
        height -= 15
    canvas.line(50, height + 8, 545, height + 8)
    canvas.setFont("Helvetica-Bold", 9)
    canvas.drawString(_COLUMNS[0], height - 6, "Total outstanding")
    canvas.drawRightString(_OPEN, height - 6, amount(total))
    canvas.save()
    return stream.getvalue()
