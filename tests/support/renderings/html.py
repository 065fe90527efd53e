"""A draft as an HTML page: for mail bodies, and for the browser to print."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from random import Random

from tests.support.drafts import Block, Column, Draft, Pair, Row

_FACES = ("Arial, sans-serif", "'Liberation Serif', serif", "'DejaVu Sans', sans-serif", "'Liberation Mono', monospace")
_RULES = {
    "grid": "table.lines td, table.lines th {border: 1px solid #444}",
    "horizontal": "table.lines td, table.lines th {border-bottom: 1px solid #ccc}",
    "zebra": "table.lines tbody tr:nth-child(even) {background: #eee}",
    "underline": "table.lines thead {border-bottom: 2px solid #000}",
    "none": "",
}


def page(random: Random, draft: Draft) -> str:
    """Return a whole HTML document."""
    rules = _RULES[random.choice(list(_RULES))]
    face = "'WenQuanYi Micro Hei', sans-serif" if draft.language.startswith("zh") else random.choice(_FACES)
    valign = random.choice(["top", "middle", "bottom"])
    size = random.choice([10, 11, 12])
    style = f"""
    @page {{size: A4 {random.choice(["portrait", "portrait", "landscape"])}; margin: 14mm}}
    body {{font: {size}px {face}; margin: 0}} h1 {{font-size: 1.7em; text-align: {random.choice(["left", "center", "right"])}}}
    table {{border-collapse: collapse}} table.lines {{width: {random.choice(["100%", "100%", "auto"])}; margin: 1em 0}}
    td, th {{padding: {random.choice([1, 3, 5])}px {random.choice([3, 5, 9])}px; vertical-align: {valign}}}
    th {{text-align: {random.choice(["left", "center"])}}} .figure {{text-align: right; white-space: nowrap}}
    .day {{white-space: nowrap}} .sum {{font-weight: bold}} .box {{float: right; border: 1px solid #333; clear: both}}
    thead.dark {{background: #234; color: #fff}} .head {{display: flex; justify-content: space-between}} .after {{clear: both}}
    {rules}
    """
    parts = [f"<div class='head'><div><b>{_text(draft.letterhead[0])}</b>{_lines(draft.letterhead[1:])}</div>"]
    parts.append(f"<div>{_lines(draft.addressee)}</div></div>")
    parts += [_block(random, block) for block in draft.blocks]
    parts.append(f"<p><small>{_text(draft.footer)}</small></p>")
    head = f"<meta charset='utf-8'><title>{_text(draft.blocks[0].title)}</title><style>{style}</style>"
    return f"<!DOCTYPE html><html><head>{head}</head><body>{''.join(parts)}</body></html>"


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _lines(lines: Sequence[str]) -> str:
    return "".join(f"<div>{_text(line)}</div>" for line in lines)


def _block(random: Random, block: Block) -> str:
    parts = [
        f"<h1>{_text(block.title)}</h1>",
        _facts(random, block.facts),
        *(f"<p>{_text(text)}</p>" for text in block.before),
    ]
    box = "".join(
        f"<tr><th>{_text(label)}</th><td class='figure'>{_text(value)}</td></tr>" for label, value in block.box
    )
    box = f"<table class='box'>{box}</table><div class='after'></div>" if box else ""
    box_first = random.random() < 0.5 or (len(block.box) == 1 and not block.truth.open_item)
    parts += [box if box_first else "", _table(random, block), "" if box_first else box]
    parts += [f"<p>{_text(text)}</p>" for text in block.after]
    if block.ageing:
        labels = "".join(f"<th>{_text(label)}</th>" for label, _ in block.ageing)
        values = "".join(f"<td class='figure'>{_text(value)}</td>" for _, value in block.ageing)
        parts.append(f"<table border='1'><tr>{labels}</tr><tr>{values}</tr></table>")
    if block.slip:
        parts.append(f"<hr style='border-style: dashed'>{_lines(block.slip)}")
    return "".join(parts)


def _facts(random: Random, facts: Sequence[Pair]) -> str:
    match random.choice(["table", "lines", "beside"]):
        case "table":
            rows = "".join(f"<tr><td><b>{_text(label)}</b></td><td>{_text(value)}</td></tr>" for label, value in facts)
            return f"<table>{rows}</table>"
        case "lines":
            return _lines([f"{label}: {value}" for label, value in facts])
        case _:
            cells = "".join(f"<div>{_text(label)}<br><b>{_text(value)}</b></div>" for label, value in facts)
            return f"<div class='head'>{cells}</div>"


def _table(random: Random, block: Block) -> str:
    dark = " class='dark'" if random.random() < 0.2 else ""
    body = "".join(_row(random, block.columns, row) for row in block.rows)
    return f"<table class='lines'><thead{dark}>{_head(block.columns)}</thead><tbody>{body}</tbody></table>"


def _head(columns: Sequence[Column]) -> str:
    groups = [column.group for column in columns]
    if not any(groups):
        return "<tr>" + "".join(_heading(column) for column in columns) + "</tr>"
    first, second = "", ""
    for index, column in enumerate(columns):
        if not column.group:
            first += _heading(column, " rowspan='2'")
            continue
        if groups.index(column.group) == index:
            first += f"<th colspan='{groups.count(column.group)}' style='text-align:center'>{_text(column.group)}</th>"
        second += _heading(column)
    return f"<tr>{first}</tr><tr>{second}</tr>"


def _heading(column: Column, span: str = "") -> str:
    figure = " class='figure'" if column.is_figure else ""
    return f"<th{figure}{span}>{_text(column.heading)}</th>"


def _row(random: Random, columns: Sequence[Column], row: Row) -> str:
    cells, index = "", 0
    while index < len(columns):
        column = columns[index]
        text = row.cells.get(column.role, "")
        span = 1
        if row.kind != "line" and text and not column.is_figure and random.random() < 0.7:
            while index + span < len(columns) and not row.cells.get(columns[index + span].role):
                span += 1
        name = (
            "figure"
            if column.is_figure
            else "day"
            if column.role in {"date", "due_date", "reference"} and span == 1
            else ""
        )
        style = f" class='{name}'" if name else ""
        over = f" colspan='{span}'" if span > 1 else ""
        cells += f"<td{style}{over}>{_text(text)}</td>"
        index += span
    return f"<tr{' class=sum' if row.kind != 'line' else ''}>{cells}</tr>"
