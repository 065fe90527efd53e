"""A statement without lines: signed amounts, a running balance, carried forward from page to page; drawn text by text.

`misprinted` prints another closing balance than the lines make, and no running balances, as a spreadsheet does whose sum misses a row.
"""

from __future__ import annotations

import io
from decimal import Decimal

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from daemon.cli.demo import company
from daemon.cli.demo.books import Account
from daemon.cli.demo.figures import amount, slashed_day

_ROWS_A_PAGE = 30
_LEFT, _REFERENCE, _DETAILS, _AMOUNT, _BALANCE = 50, 118, 205, 455, 545


def borderless_pdf(account: Account, our_number: str, *, misprinted: Decimal | None = None) -> bytes:
    """Return the statement. `our_number` is the number that we have in their books."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    canvas.setTitle("Statement of account")
    canvas.setAuthor(account.customer.name)
    closing = account.closing if misprinted is None else misprinted
    height = _head(canvas, account, our_number, closing)
    running = misprinted is None
    height = _headings(canvas, height, running=running)
    balance = account.opening
    last = len(account.postings) - 1
    for number, posting in enumerate(account.postings):
        balance += posting.amount
        canvas.setFont("Helvetica", 9)
        canvas.drawString(_LEFT, height, slashed_day(posting.day))
        canvas.drawString(_REFERENCE, height, posting.theirs or posting.document)
        canvas.drawString(_DETAILS, height, "Payment" if posting.theirs else posting.text)
        canvas.drawRightString(_AMOUNT, height, amount(posting.amount))
        if running:
            canvas.drawRightString(_BALANCE, height, amount(balance))
        height -= 14
        if (number + 1) % _ROWS_A_PAGE == 0 and number != last:
            height = _next_page(canvas, height, balance, running=running)
    height -= 8
    canvas.setFont("Helvetica-Bold", 10)
    canvas.drawString(_DETAILS, height, f"Closing balance {slashed_day(company.MONTH_END)}")
    canvas.drawRightString(_BALANCE if running else _AMOUNT, height, amount(closing))
    _foot(canvas)
    canvas.save()
    return stream.getvalue()


def _head(canvas: Canvas, account: Account, our_number: str, closing: Decimal) -> float:
    customer = account.customer
    canvas.setFont("Times-Bold", 20)
    canvas.drawString(_LEFT, 780, customer.name)
    canvas.setFont("Times-Roman", 10)
    canvas.drawString(_LEFT, 764, customer.street)
    canvas.setFont("Helvetica-Bold", 13)
    canvas.drawString(_LEFT, 730, "STATEMENT OF ACCOUNT")
    canvas.setFont("Helvetica", 9)
    canvas.drawString(_LEFT, 712, f"With: {company.NAME}")
    canvas.drawString(_LEFT, 698, f"Vendor account: {our_number}")
    canvas.drawString(360, 712, f"Statement date: {slashed_day(company.MONTH_END)}")
    canvas.drawString(360, 698, f"Currency: {customer.currency}")
    canvas.drawString(360, 684, f"Opening balance: {amount(account.opening)}")
    canvas.drawString(360, 670, f"Closing balance: {amount(closing)}")
    return 640


def _headings(canvas: Canvas, height: float, *, running: bool) -> float:
    canvas.setFont("Helvetica-Bold", 9)
    canvas.drawString(_LEFT, height, "Date")
    canvas.drawString(_REFERENCE, height, "Reference")
    canvas.drawString(_DETAILS, height, "Details")
    canvas.drawRightString(_AMOUNT, height, "Amount")
    if running:
        canvas.drawRightString(_BALANCE, height, "Balance")
    return height - 18


def _next_page(canvas: Canvas, height: float, balance: Decimal, *, running: bool) -> float:
    canvas.setFont("Helvetica-Oblique", 9)
    canvas.drawString(_DETAILS, height, "Carried forward")
    canvas.drawRightString(_BALANCE, height, amount(balance))
    _foot(canvas)
    canvas.showPage()
    height = _headings(canvas, 780, running=running)
    canvas.setFont("Helvetica-Oblique", 9)
    canvas.drawString(_DETAILS, height, "Brought forward")
    canvas.drawRightString(_BALANCE, height, amount(balance))
    return height - 14


def _foot(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 7)
    canvas.drawCentredString(A4[0] / 2, 40, f"Page {canvas.getPageNumber()}")
