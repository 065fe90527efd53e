"""The layouts by name. Each binds a few habits and looks and leaves the rest to the seed, so that no two papers are alike.

`make_paper(layout, seed)` is a pure function: the same name and seed give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any, Final

from tests.support import composing, habits, spoiling, statement_truth
from tests.support.drafts import Block, Draft, Paper
from tests.support.figures import NumberForm
from tests.support.renderings import csv_text, html, look, other_printers, pdf, print_run, workbook
from tests.support.statement_truth import TrueStatement, Wish

ANY: Final = Wish()


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What a layout insists on. `producer` names the renderer; `blocks` how many statements stand in the file."""

    producer: str = "pdf"
    wish: Wish = ANY
    habits: Mapping[str, Any] = field(default_factory=dict)
    look: Mapping[str, Any] = field(default_factory=dict)
    craft: Mapping[str, Any] = field(default_factory=dict)
    blocks: int = 1
    differing: str = "currency"  # what the blocks of one file differ in: currency | account
    spoil: str = ""


EN, ZH, TW, DE, FR = (Wish(language=language) for language in ("en", "zh_CN", "zh_TW", "de", "fr"))
MOVES: Final = Wish(open_item=False)
ITEMS: Final = Wish(open_item=True)


def _long(wish: Wish, lines: int) -> Wish:
    return replace(wish, lines=lines, open_item=False)


def _moves(wish: Wish) -> Wish:
    return replace(wish, open_item=False)


LAYOUTS: Final[Mapping[str, Layout]] = {
    # anything goes
    "free": Layout(),
    "free en": Layout(wish=EN),
    "free zh": Layout(wish=ZH),
    "free tw": Layout(wish=TW),
    "free de": Layout(wish=DE),
    "free fr": Layout(wish=FR),
    "free long": Layout(wish=Wish(lines=120, open_item=False)),
    # rules and page
    "ruled": Layout(wish=MOVES, look={"rules": "grid"}),
    "borderless": Layout(look={"rules": "none"}),
    "zebra": Layout(look={"rules": "zebra"}),
    "underlined head": Layout(look={"rules": "underline"}),
    "upright rules only": Layout(look={"rules": "vertical"}),
    "dark head": Layout(look={"dark_head": True}),
    "landscape": Layout(look={"landscape": True}),
    "rotated": Layout(look={"landscape": True, "rotate": 90}),
    "rotated 270": Layout(look={"rotate": 270}),
    "watermark": Layout(look={"watermark": "COPY"}),
    "watermark zh": Layout(wish=ZH, look={"watermark": "仅供对账"}),
    "doubled glyphs": Layout(look={"doubled": True}),
    "glyph by glyph": Layout(look={"glyphwise": True}),
    "letter-spaced": Layout(look={"letter_spaced": True}),
    "tight columns": Layout(look={"gap": 2.5, "size": 10, "text_width": 90, "stretch": False, "rules": "none"}),
    "column emission": Layout(look={"emission": "columns"}),
    "shuffled emission": Layout(look={"emission": "shuffled"}),
    "letterhead": Layout(look={"logo": True, "address_columns": True, "facts_at": "right"}),
    "centred figures": Layout(look={"figure_align": "center"}),
    "figures to the left": Layout(look={"figure_align": "left"}),
    # wrapped text
    "wrapped top": Layout(wish=MOVES, habits={"long_text": 3, "columns": ("date", "reference", "description")}, look={"valign": "top", "text_width": 110}),
    "wrapped middle": Layout(wish=MOVES, habits={"long_text": 3, "columns": ("date", "reference", "description")}, look={"valign": "middle", "text_width": 110}),
    "wrapped bottom": Layout(wish=MOVES, habits={"long_text": 3, "columns": ("date", "reference", "description")}, look={"valign": "bottom", "text_width": 110}),
    "wrapped tight": Layout(wish=MOVES, habits={"long_text": 3, "columns": ("date", "reference", "description")}, look={"valign": "middle", "rules": "none", "padding": 0.3, "leading": 1.15, "text_width": 100}),
    "wrapped zh": Layout(wish=ZH, habits={"long_text": 2, "columns": ("date", "reference", "description")}, look={"text_width": 80}),
    # words and signs
    "date once a day": Layout(wish=Wish(open_item=False, lines=18), habits={"date_once": True}),
    "signed": Layout(wish=MOVES, habits={"amounts": "signed"}),
    "marks": Layout(wish=_moves(EN), habits={"amounts": "marks"}),
    "marked balance": Layout(wish=_moves(EN), habits={"balance_marks": True, "balance": "each"}),
    "direction column": Layout(wish=MOVES, habits={"amounts": "direction"}),
    "sides of the balance": Layout(wish=_moves(ZH), habits={"amounts": "sides", "balance_side": True, "balance": "each"}),
    "three-column ledger": Layout(
        wish=_moves(ZH),
        habits={"amounts": "sides", "balance_side": True, "balance": "each", "opening": frozenset({"row"}), "closing": frozenset({"row"}), "totals": frozenset({"column", "year"}), "columns": ("date", "reference", "description")},
        look={"rules": "grid"},
    ),
    "charges and payments": Layout(wish=MOVES, habits={"amounts": "words"}),
    "parentheses": Layout(wish=MOVES, habits={"amounts": "signed", "number": NumberForm(minus="(1)")}),
    "trailing minus": Layout(wish=MOVES, habits={"number": NumberForm(minus="1-"), "amounts": "signed"}),
    "no running balance": Layout(wish=MOVES, habits={"balance": "none"}),
    "balance at day's end": Layout(wish=Wish(open_item=False, lines=16), habits={"balance": "day_end"}),
    "newest first": Layout(wish=MOVES, habits={"newest_first": True}),
    "red entries": Layout(wish=_moves(ZH), habits={"red_entries": True, "totals": frozenset({"column"}), "amounts": "sides"}),
    "summary box": Layout(wish=MOVES, habits={"opening": frozenset({"box"}), "closing": frozenset({"box"})}),
    "opening in words": Layout(wish=MOVES, habits={"opening": frozenset({"words"}), "closing": frozenset({"words"})}),
    "facts only": Layout(wish=MOVES, habits={"opening": frozenset({"facts"}), "closing": frozenset()}),
    "reference in the text": Layout(habits={"columns": ("date", "description")}),
    "extra columns": Layout(wish=MOVES, habits={"columns": ("row", "branch", "date", "kind", "reference", "order", "description"), "tail": ("tax", "local")}),
    "two-row head": Layout(wish=MOVES, habits={"two_rows": True, "amounts": "sides", "currency_at": "facts"}),
    "bilingual": Layout(wish=ZH, habits={"second_language": "en"}),
    "capital amount": Layout(wish=replace(ZH, currency="CNY"), habits={"capital": True}),
    "text after the figures": Layout(wish=MOVES, habits={"amounts_first": True, "columns": ("date", "reference", "description")}),
    "local currency beside": Layout(wish=MOVES, habits={"tail": ("local",), "balance": "each"}),
    "month and day": Layout(wish=_moves(ZH), habits={"split_date": True, "columns": ("date", "reference", "description"), "amounts": "sides"}, look={"rules": "grid"}),
    "months with totals": Layout(
        wish=_long(ZH, 30),
        habits={"totals": frozenset({"month"}), "amounts": "sides", "balance": "each", "balance_side": True, "opening": frozenset({"row"}), "carry": "none", "newest_first": False},
    ),
    "balancing figure": Layout(wish=_moves(EN), habits={"balancing_figure": True, "totals": frozenset()}),
    "all in the text": Layout(wish=_moves(EN), habits={"original_in_text": True, "columns": ("date", "description"), "amounts": "signed"}),
    "slip beside": Layout(wish=_moves(EN), look={"slip_beside": True, "landscape": True}),
    "cover and terms": Layout(look={"cover": True, "terms": True}),
    "local ledger beside": Layout(wish=replace(_moves(ZH), currency="USD"), habits={"both_currencies": True, "columns": ("date", "reference", "description")}),
    "rare headings": Layout(habits={"rare_headings": 0.8}),
    "item details": Layout(wish=MOVES, habits={"item_details": True, "columns": ("date", "reference", "description")}),
    "stamped": Layout(wish=ZH, look={"stamp": True}),
    # many pages
    "very long": Layout(wish=_long(Wish(), 1500), habits={"carry": "balance", "balance": "each"}),
    "pages with totals": Layout(wish=_long(Wish(), 70), habits={"carry": "page", "amounts": "sides"}),
    "pages with letterheads": Layout(wish=_long(Wish(), 60), look={"repeat_letter": True}),
    "pages carried": Layout(wish=_long(Wish(), 70), habits={"carry": "balance"}),
    "pages carried zh": Layout(wish=_long(ZH, 90), habits={"carry": "sums", "amounts": "sides"}, look={"rules": "grid"}),
    "pages plain": Layout(wish=_long(Wish(), 80), habits={"carry": "none"}),
    "pages without heads": Layout(wish=_long(Wish(), 80), look={"repeat_head": False}),
    "few rows a page": Layout(wish=_long(Wish(), 24), look={"rows_on_page": 7}),
    # open items
    "open items": Layout(wish=ITEMS),
    "open items aged": Layout(wish=ITEMS, habits={"ageing": True}),
    "open items paid": Layout(wish=ITEMS, habits={"open_amounts": "settled"}),
    "open items grouped": Layout(wish=ITEMS, habits={"grouped": True}),
    "open items zh": Layout(wish=replace(ZH, open_item=True)),
    "remittance slip": Layout(habits={"slip": True, "ageing": True}),
    # several statements
    "two currencies": Layout(blocks=2),
    "two accounts": Layout(blocks=2, differing="account"),
    "three accounts": Layout(blocks=3, differing="account", wish=MOVES),
    # workbooks
    "xlsx": Layout(producer="xlsx"),
    "xlsx zh": Layout(producer="xlsx", wish=ZH),
    "xlsx text": Layout(producer="xlsx", craft={"typed_amounts": False, "typed_dates": False}),
    "xlsx typed": Layout(producer="xlsx", craft={"typed_amounts": True, "typed_dates": True}),
    "xlsx merged": Layout(producer="xlsx", craft={"merged_title": True, "empty_column": True}, habits={"two_rows": True}),
    "xlsx sheets": Layout(producer="xlsx", craft={"other_sheets": True}),
    "xlsx hidden row": Layout(producer="xlsx", craft={"hidden_row": True}, wish=MOVES, habits={"balance": "each"}),
    "xlsx formulas": Layout(producer="xlsx", craft={"formulas": True}, habits={"totals": frozenset({"column"}), "amounts": "sides"}),
    "xlsx two sheets": Layout(producer="xlsx", craft={"sheet_per_block": True}, blocks=2),
    # other programs
    "print run": Layout(producer="print run", wish=EN),
    "print run de": Layout(producer="print run", wish=DE, habits={"number": NumberForm(grouping="point", minus="1-")}),
    "print run strings": Layout(producer="print run", wish=EN, craft={"whole_lines": True}),
    "html": Layout(producer="html"),
    "html zh": Layout(producer="html", wish=ZH),
    "chromium": Layout(producer="chromium"),
    "chromium zh": Layout(producer="chromium", wish=ZH),
    "chromium long": Layout(producer="chromium", wish=Wish(lines=60, open_item=False), habits={"carry": "none"}),
    "calc": Layout(producer="calc", craft={"empty_column": False}),
    "calc zh": Layout(producer="calc", wish=ZH),
    "xls": Layout(producer="xls"),
    "ods": Layout(producer="ods"),
    # csv
    "csv": Layout(producer="csv"),
    "csv zh": Layout(producer="csv", wish=ZH, craft={"encoding": "gb18030"}),
    "csv de": Layout(producer="csv", wish=DE, craft={"encoding": "cp1252", "delimiter": ";"}),
    "csv utf-16": Layout(producer="csv", craft={"encoding": "utf-16", "delimiter": "\t"}),
    "csv bare": Layout(producer="csv", craft={"preamble": False}, wish=MOVES, habits={"opening": frozenset({"row"}), "closing": frozenset({"row"}), "balance": "each"}),
}  # fmt: skip

SPOILED: Final[Mapping[str, Layout]] = {
    f"spoiled: {way} ({producer})": Layout(
        producer=producer,
        wish=spoiling.wish_for(way),
        spoil=way,
        look={"rows_on_page": 7, "missing_page": True} if way == "page missing" else {},
    )
    for way in spoiling.WAYS
    for producer in (("pdf",) if way == "page missing" else ("pdf", "xlsx", "csv"))
}

_AROUND: Final = frozenset({"account", "statement_date", "period", "currency"})
"""What stands only around the table."""


def make_paper(name: str, seed: int) -> Paper:
    """Return the paper of a layout for a seed."""
    layout = {**LAYOUTS, **SPOILED}[name]
    random = Random(f"{name}/{seed}")
    draft = _draft(random, layout)
    if layout.spoil:
        draft = spoiling.spoiled(random, draft, layout.spoil)
    suffix, content = PRODUCERS[layout.producer](random, draft, layout)
    blocks = draft.blocks
    if layout.craft.get("preamble") is False:
        blocks = tuple(replace(block, printed=block.printed - _AROUND) for block in blocks)
    return Paper(
        name=f"statement{suffix}", content=content, layout=name, seed=seed, blocks=blocks, spoiled=layout.spoil
    )


def _draft(random: Random, layout: Layout) -> Draft:
    wish = layout.wish
    if layout.spoil and wish.lines is None:
        wish = replace(wish, lines=random.randint(5, 25))
    truth = statement_truth.drawn_statement(random, wish)
    way = habits.drawn(random, truth, **layout.habits)
    if layout.spoil:
        way = spoiling.checkable(random, truth, way, layout.spoil)
    drafts = [composing.composed(random, truth, way)]
    for number in range(1, layout.blocks):
        other = _sibling(random, truth, layout, number)
        drafts.append(composing.composed(random, other, _telling(way, layout, other)))
    if layout.blocks > 1:
        drafts[0] = composing.composed(random, truth, _telling(way, layout, truth))
    return drafts[0].with_blocks([block for draft in drafts for block in draft.blocks])


def _sibling(random: Random, truth: TrueStatement, layout: Layout, number: int) -> TrueStatement:
    """Return another statement between the same parties, for the same period."""
    wish = replace(layout.wish, language=truth.language, open_item=truth.open_item)
    if layout.differing == "currency":
        wish = replace(wish, account=truth.account, currency="USD" if truth.currency != "USD" else "EUR")
    else:
        wish = replace(wish, currency=truth.currency, account=f"{truth.account}-{number + 1}")
    other = statement_truth.drawn_statement(random, wish)
    shift = truth.start - other.start
    if (other.end - other.start) > (truth.end - truth.start):
        return _sibling(random, truth, layout, number)
    lines = [
        replace(line, date=line.date + shift, due_date=line.due_date + shift if line.due_date else None)
        for line in other.lines
    ]
    return replace(
        other,
        issuer=truth.issuer,
        addressee=truth.addressee,
        start=truth.start,
        end=truth.end,
        date=truth.date,
        lines=tuple(lines),
    )


def _telling(way: habits.Habits, layout: Layout, truth: TrueStatement) -> habits.Habits:
    """Return habits that print what the blocks differ in."""
    del truth
    return way.but(
        facts=way.facts | {"account"}, currency_at="facts" if layout.differing == "currency" else way.currency_at
    )


def _pdf(random: Random, draft: Draft, layout: Layout) -> tuple[str, bytes]:
    everything = _text_of(draft)
    chinese = any("\u2e80" <= char for char in everything)
    wide = any(ord(char) > 0xFF for char in everything)
    paper = look.drawn_look(random, chinese=chinese, wide_marks=wide, **layout.look)
    return ".pdf", pdf.printed(random, draft, paper)


def _text_of(draft: Draft) -> str:
    def of(block: Block) -> str:
        cells = " ".join(text for row in block.rows for text in row.cells.values())
        pairs = " ".join(f"{a} {b}" for a, b in (*block.facts, *block.box, *block.ageing))
        return " ".join(
            [block.title, cells, pairs, *block.before, *block.after, *block.slip, *(c.heading for c in block.columns)]
        )

    return " ".join([*draft.letterhead, *draft.addressee, draft.footer, *map(of, draft.blocks)])


def _xlsx(random: Random, draft: Draft, layout: Layout) -> tuple[str, bytes]:
    return ".xlsx", workbook.workbook(random, draft, workbook.Sheetcraft.drawn(random, **layout.craft))


def _csv(random: Random, draft: Draft, layout: Layout) -> tuple[str, bytes]:
    return ".csv", csv_text.exported(random, draft, **layout.craft)


def _chromium(random: Random, draft: Draft, layout: Layout) -> tuple[str, bytes]:
    del layout
    return ".pdf", other_printers.chromium_pdf(html.page(random, draft))


def _html(random: Random, draft: Draft, layout: Layout) -> tuple[str, bytes]:
    del layout
    return ".html", html.page(random, draft).encode()


def _calc(random: Random, draft: Draft, layout: Layout) -> tuple[str, bytes]:
    return ".pdf", other_printers.calc_pdf(_xlsx(random, draft, layout)[1])


def _xls(random: Random, draft: Draft, layout: Layout) -> tuple[str, bytes]:
    return ".xls", other_printers.calc_xls(_xlsx(random, draft, layout)[1])


def _ods(random: Random, draft: Draft, layout: Layout) -> tuple[str, bytes]:
    return ".ods", other_printers.calc_xls(_xlsx(random, draft, layout)[1], "ods")


def _print_run(random: Random, draft: Draft, layout: Layout) -> tuple[str, bytes]:
    whole = bool(layout.craft.get("whole_lines", random.random() < 0.6))
    return ".pdf", print_run.as_pdf(print_run.run(random, draft), whole_lines=whole)


def _text(random: Random, draft: Draft, layout: Layout) -> tuple[str, bytes]:
    del layout
    return ".txt", print_run.as_text(print_run.run(random, draft))


Producer = Callable[[Random, Draft, Layout], tuple[str, bytes]]
PRODUCERS: Final[Mapping[str, Producer]] = {
    "pdf": _pdf,
    "xlsx": _xlsx,
    "csv": _csv,
    "chromium": _chromium,
    "html": _html,
    "calc": _calc,
    "xls": _xls,
    "ods": _ods,
    "print run": _print_run,
    "text": _text,
}
