"""Pages, heads and simple grids for papers that are no statements."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from random import Random

from tests.support import cast, habits, wording
from tests.support.renderings.look import drawn_look
from tests.support.renderings.sheet_of_paper import Pages


def blank_pages(random: Random, *, chinese: bool) -> Pages:
    paper = replace(drawn_look(random, chinese=chinese), watermark="", rotate=0, landscape=False, doubled=False)
    if paper.face == "courier":
        paper = replace(paper, face="helvetica")
    return Pages(paper, random)


def draw_grid(pages: Pages, rows: list[list[str]], shares: list[float], *, ruled: bool) -> None:
    """Draw a simple table; figures (what ends in a digit) to the right."""
    size = 9
    wide = pages.right - pages.left
    edges = [pages.left + wide * sum(shares[:index]) / sum(shares) for index in range(len(shares) + 1)]
    for row in rows:
        for index, text in enumerate(row):
            right = text[-1:].isdigit() and index > 1
            pages.write(
                edges[index + 1] - 4 if right else edges[index] + 4,
                pages.y + 12,
                text,
                size,
                align="right" if right else "left",
                bold=row is rows[0],
            )
        if ruled:
            for edge in edges:
                pages.rule(edge, pages.y, edge, pages.y + 16)
            pages.rule(pages.left, pages.y + 16, pages.right, pages.y + 16)
        pages.y += 16


def draw_head(pages: Pages, random: Random, language: str, title: str, facts: list[str]) -> None:
    seller, buyer = random.sample(cast.PARTIES[language], 2)
    for text in (seller, *wording.ADDRESSES[language], "", buyer):
        pages.write(pages.left, pages.y, text, 10)
        pages.y += 14
    pages.write((pages.left + pages.right) / 2, pages.y + 16, title, 16, bold=True, align="center")
    pages.y += 40
    for text in facts:
        pages.write(pages.left, pages.y, text, 9)
        pages.y += 13
    pages.y += 8


def drawn_goods(random: Random, language: str) -> tuple[list[list[str]], Decimal]:
    items = [
        (
            word.format(ref="4711", d=random_date(random), po="PO4711"),
            random.randint(1, 400),
            Decimal(random.randint(50, 90000)) / 100,
        )
        for word in random.choices(cast.DESCRIPTIONS[language]["invoice"], k=random.randint(2, 9))
    ]
    form = habits.number_form(random, language, "EUR")
    rows = [
        [str(index), text, str(count), form.plain(price, 2), form.plain(count * price, 2)]
        for index, (text, count, price) in enumerate(items, 1)
    ]
    return rows, sum((count * price for _, count, price in items), Decimal(0))


def random_date(random: Random) -> dt.date:
    return dt.date(2026, random.randint(1, 12), random.randint(1, 28))
