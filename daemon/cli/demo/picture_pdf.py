"""A statement that somebody printed and scanned: one picture on the page and not a single character of text."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from daemon.cli.demo.books import Account
from daemon.cli.demo.figures import amount, english_day


def picture_pdf(account: Account) -> bytes:
    """Return a PDF that holds the statement as a picture only."""
    picture = Image.new("L", (1240, 1754), 250)
    pen = ImageDraw.Draw(picture)
    font = ImageFont.load_default(26)
    pen.text((120, 140), f"{account.customer.name}   STATEMENT OF ACCOUNT", font=font, fill=40)
    height = 280
    for posting in account.postings:
        pen.text((120, height), english_day(posting.day), font=font, fill=60)
        pen.text((340, height), posting.document, font=font, fill=60)
        pen.text((940, height), amount(posting.amount), font=font, fill=60)
        height += 48
    pen.text((120, height + 40), f"Closing balance  {amount(account.closing)}", font=font, fill=40)
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    canvas.drawImage(ImageReader(picture.rotate(0.6, fillcolor=250)), 0, 0, *A4)
    canvas.save()
    return stream.getvalue()
