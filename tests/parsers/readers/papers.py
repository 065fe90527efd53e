"""Paper made for these tests with reportlab: a table with text around it, in several styles, and PDFs that are broken on purpose."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

HAN = "WenQuanYi"
HAN_FILE = "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"
GRID = [("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0))]

ENGLISH: tuple[tuple[str, ...], ...] = (
    ("Date", "Reference", "Description", "Debit", "Credit", "Balance"),
    ("", "", "Opening balance", "", "", "1,000.00"),
    ("01/03/2026", "INV-1001", "Goods delivered", "500.00", "", "1,500.00"),
    ("05/03/2026", "PMT-77", "Payment received", "", "1,000.00", "500.00"),
    ("17/03/2026", "INV-1002", "Goods delivered", "250.50", "", "750.50"),
    ("", "", "Closing balance", "", "", "750.50"),
)
CHINESE: tuple[tuple[str, ...], ...] = (
    ("日期", "凭证字号", "摘要", "借方", "贷方", "方向", "余额"),
    ("", "", "期初余额", "", "", "借", "2,000.00"),
    ("2026-03-02", "记-12", "销售商品", "1,130.00", "", "借", "3,130.00"),
    ("2026-03-15", "收-8", "收到货款", "", "2,000.00", "借", "1,130.00"),
    ("", "", "本期合计", "1,130.00", "2,000.00", "", ""),
    ("", "", "期末余额", "", "", "借", "1,130.00"),
)
BEFORE = (
    "Acme Trading Ltd",
    "STATEMENT OF ACCOUNT",
    "Customer: Bolt GmbH",
    "Account No: C1001",
    "Currency: GBP",
    "Statement date: 31/03/2026",
)


def paper(
    rows: Sequence[Sequence[str]] = ENGLISH,
    before: Sequence[str] = BEFORE,
    after: Sequence[str] = (),
    *,
    ruled: bool = True,
    figures: int = 3,
    font: str = "Helvetica",
    password: str | None = None,
    repeat: int = 1,
    widths: Sequence[float] | None = None,
    wrap: int | None = None,
) -> bytes:
    """Return a PDF with one table. Columns from `figures` on are set right; `wrap` names a column whose text is wrapped."""
    if font == HAN and HAN not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(HAN, HAN_FILE, subfontIndex=0))
    style = [
        ("FONT", (0, 0), (-1, -1), font, 9),
        ("ALIGN", (figures, 0), (-1, -1), "RIGHT"),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    text = ParagraphStyle("text", fontName=font, fontSize=10, leading=13)
    cells: list[list[str | Paragraph]] = [
        [
            Paragraph(cell, ParagraphStyle("cell", fontName=font, fontSize=9, leading=10))
            if index == wrap and cell
            else cell
            for index, cell in enumerate(row)
        ]
        for row in rows
    ]
    table = Table(cells, colWidths=widths, style=[*(GRID if ruled else []), *style], repeatRows=repeat)
    flow: list[Flowable] = [
        *(Paragraph(line, text) for line in before),
        Spacer(1, 12),
        table,
        Spacer(1, 12),
        *(Paragraph(line, text) for line in after),
    ]
    target = io.BytesIO()
    encryption = StandardEncryption(password, ownerPassword="owner") if password else None
    SimpleDocTemplate(target, pagesize=A4, encrypt=encryption).build(flow)
    return target.getvalue()


def drawn(
    *texts: tuple[float, float, str], rotate: int = 0, turned: bool = False, invisible: bool = False, size: float = 10
) -> bytes:
    """Return one page with texts at (x, y from the bottom). `turned` draws the content by a quarter, `rotate` sets /Rotate."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4)
    if rotate:
        canvas.setPageRotation(rotate)
    if turned:
        canvas.translate(A4[0], 0)
        canvas.rotate(90)
    for x, y, text in texts:
        writing = canvas.beginText(x, y)
        writing.setFont("Helvetica", size)
        writing.setTextRenderMode(3 if invisible else 0)
        writing.textOut(text)
        canvas.drawText(writing)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def pictured() -> bytes:
    """Return a page that is a picture: what a scanner sends."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4)
    canvas.drawImage(ImageReader(Image.new("RGB", (60, 60), "white")), 0, 0, 400, 600)
    canvas.showPage()
    canvas.save()
    return target.getvalue()
