"""How a printed page looks: paper, fonts, rules, alignment and the oddities of real print programs."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from random import Random
from typing import Any, Final

from reportlab.lib.pagesizes import A4, LETTER
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

CHINESE_FONT: Final = "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"  # Debian: fonts-wqy-microhei
_LATIN: Final = "/usr/share/fonts/truetype/liberation/Liberation{}.ttf"  # fonts-liberation
_DEJAVU: Final = "/usr/share/fonts/truetype/dejavu/DejaVu{}.ttf"  # fonts-dejavu-core
FACES: Final = {
    "helvetica": ("Helvetica", "Helvetica-Bold"),
    "times": ("Times-Roman", "Times-Bold"),
    "courier": ("Courier", "Courier-Bold"),
    "liberation": ("LiberationSans", "LiberationSans-Bold"),
    "liberation-serif": ("LiberationSerif", "LiberationSerif-Bold"),
    "dejavu": ("DejaVuSans", "DejaVuSans-Bold"),
    "chinese": ("MicroHei", "MicroHei"),
}
_FILES: Final = {
    "LiberationSans": _LATIN.format("Sans-Regular"), "LiberationSans-Bold": _LATIN.format("Sans-Bold"),
    "LiberationSerif": _LATIN.format("Serif-Regular"), "LiberationSerif-Bold": _LATIN.format("Serif-Bold"),
    "DejaVuSans": _DEJAVU.format("Sans"), "DejaVuSans-Bold": _DEJAVU.format("Sans-Bold"),
}  # fmt: skip


@cache
def load_fonts() -> None:
    """Make every face known to reportlab."""
    pdfmetrics.registerFont(TTFont("MicroHei", CHINESE_FONT, subfontIndex=0))
    for name, path in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, path))


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One print program's habits. All lengths in points."""

    face: str = "helvetica"
    size: float = 9
    paper: tuple[float, float] = A4
    landscape: bool = False
    rotate: int = 0  # the page's /Rotate; what is seen stays upright
    margin: float = 42
    leading: float = 1.25
    padding: float = 2.5  # above and below each row
    gap: float = 8  # between columns
    rules: str = "grid"  # grid | horizontal | vertical | box | underline | zebra | none
    dark_head: bool = False
    head_align: str = "as data"  # as data | left | center
    figure_align: str = "right"  # right | left | center
    valign: str = "top"  # top | middle | bottom
    stretch: bool = True  # the table fills the width
    text_width: float = 150  # of the description column at least
    repeat_head: bool = True
    letter_spaced: bool = False  # D A T E
    doubled: bool = False  # each glyph drawn twice
    glyphwise: bool = False  # each glyph placed on its own
    emission: str = "rows"  # rows | columns | shuffled
    watermark: str = ""
    facts_at: str = "left"  # left | right | line
    box_at: str = "top"  # top | bottom
    box_style: str = "lines"  # lines | table
    logo: bool = False
    address_columns: bool = False
    page_numbers: str = "bottom"  # bottom | top | none
    rows_on_page: int = 0  # break after this many rows; 0: when the page is full
    bold_totals: bool = True
    block_on_new_page: bool = False
    cover: bool = False  # a letter before the statement
    repeat_letter: bool = False  # letterhead and facts on each page
    missing_page: bool = False  # the second page was left in the copier
    stamp: bool = False  # a red seal across the table's end, its text turned
    terms: bool = False  # a page of conditions after it
    slip_beside: bool = False  # references and amounts once more, in a strip to tear off at the right


def drawn_look(random: Random, *, chinese: bool, wide_marks: bool = False, **bound: Any) -> Look:
    """Draw a look; `bound` holds what the layout insists on. `wide_marks`: the figures need a Unicode font."""
    pick = random.choice
    latin = (
        ["liberation", "dejavu"]
        if wide_marks
        else ["helvetica"] * 3 + ["times", "courier", "liberation", "liberation-serif", "dejavu"]
    )
    values: dict[str, Any] = {
        "face": "chinese" if chinese else pick(latin),
        "size": pick([7, 8, 8.5, 9, 9, 10]),
        "paper": pick([A4, A4, A4, LETTER]),
        "landscape": random.random() < 0.2,
        "margin": pick([28, 36, 42, 56]),
        "leading": pick([1.15, 1.2, 1.3]),
        "padding": pick([1, 2, 3, 4]),
        "gap": pick([4, 6, 8, 12]),
        "rules": pick(["grid", "grid", "horizontal", "vertical", "box", "underline", "zebra", "none", "none"]),
        "dark_head": random.random() < 0.2,
        "head_align": pick(["as data", "as data", "left", "center"]),
        "figure_align": pick(["right"] * 8 + ["left", "center"]),
        "valign": pick(["top", "top", "middle", "bottom"]),
        "stretch": random.random() < 0.7,
        "text_width": pick([90, 130, 170]),
        "repeat_head": random.random() < 0.85,
        "letter_spaced": random.random() < 0.04,
        "doubled": random.random() < 0.05,
        "glyphwise": random.random() < 0.05,
        "emission": pick(["rows"] * 5 + ["columns", "shuffled"]),
        "watermark": "",
        "facts_at": pick(["left", "right", "line"]),
        "box_at": pick(["top", "bottom"]),
        "box_style": pick(["lines", "table"]),
        "logo": random.random() < 0.4,
        "address_columns": random.random() < 0.4,
        "page_numbers": pick(["bottom", "bottom", "top", "none"]),
        "bold_totals": random.random() < 0.6,
        "block_on_new_page": random.random() < 0.5,
        "cover": random.random() < 0.03,
        "terms": random.random() < 0.04,
        "repeat_letter": random.random() < 0.3,
        "stamp": chinese and random.random() < 0.15,
        "slip_beside": False,
    }
    values |= {name: bound[name] for name in bound if name in {item.name for item in fields(Look)}}
    return Look(**values)
