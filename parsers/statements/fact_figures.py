"""Amounts printed outside the table: balances in boxes and sentences, ageing buckets, amounts in capitals, numbers of lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parsers.capital_amounts import read_capital
from parsers.money import Amount, decimal_mark_of, read_amount
from parsers.readers.heading_sense import tongues
from parsers.statements.fact_words import AGE_LABEL, ANY_DATE, ASIDE, MONEY_SHAPE
from parsers.statements.labels import Label, fold, label_of
from parsers.statements.spots import Spot
from parsers.statements.statement import Figure, Total
from parsers.statements.surroundings import Facts, beside, nearest_beside


def ageing_of(facts: Facts, spots: Sequence[Spot], mark: str | None) -> set[int]:
    """Find buckets and their amounts: labels in a row over amounts in a row, or label and amount side by side."""
    labels = [spot for spot in spots if len(spot.text) < 40 and _names_age(spot.text)]
    used: set[int] = set()
    rows: dict[tuple[int, int], list[Spot]] = {}
    for spot in labels:
        rows.setdefault((spot.part, round(spot.top / 4)), []).append(spot)
    for group in rows.values():
        if len(group) < 2:
            continue
        found: list[tuple[Spot, Spot]] = []
        for spot in group:
            value = _amount_below(spot, spots)
            if value is not None:
                found.append((spot, value))
        others = [
            spot
            for spot in spots
            if spot.part == group[0].part
            and abs(spot.top - group[0].top) < 4
            and spot not in group
            and label_of(spot.text) is None
        ]
        if len(found) < 2 or len({id(value) for _, value in found}) != len(found) or others or len(found) < len(group):
            continue
        used |= _buckets(facts, found, mark)
        _ageing_total(facts, group, spots, mark, used)
        return used
    stacked = [
        (spot, value)
        for spot in labels
        for value in [beside(spot, spots)]
        if value is not None and MONEY_SHAPE.fullmatch(value.text.strip())
    ]
    if len(stacked) >= 3:
        used |= _buckets(facts, stacked, mark)
    return used


def _buckets(facts: Facts, pairs: Sequence[tuple[Spot, Spot]], mark: str | None) -> set[int]:
    """Keep the buckets if each amount can be read (a sum of some contradicts for nothing), and return the pieces of text used."""
    own = mark or decimal_mark_of(value.text for _, value in pairs)
    read: list[Total] = []
    for spot, value in pairs:
        amount = read_amount(value.text, own, in_column=True) or read_amount(value.text, in_column=True)
        amount = amount or _grouped(value.text)
        if amount is not None:
            signed = amount.debit_positive if amount.debit_positive is not None else amount.value
            read.append(Total(spot.text.strip(), signed, value.place))
    if len(read) == len(pairs):
        facts.ageing.extend(read)
    return {id(piece) for pair in pairs for piece in pair}


def _names_age(text: str) -> bool:
    return all(AGE_LABEL.fullmatch(part) for part in tongues(text.strip().strip(":：")))


def _amount_below(spot: Spot, spots: Sequence[Spot]) -> Spot | None:
    height = spot.bottom - spot.top
    under = [
        other
        for other in spots
        if other.part == spot.part
        and 0 < other.top - spot.top < 3.5 * height
        and (MONEY_SHAPE.fullmatch(other.text.strip()) or other.text.strip() in {"-", "–", "—"})
    ]
    if not under:
        return None
    first = min(other.top for other in under)
    level = [other for other in under if other.top - first < 0.6 * height]
    overlapping = [other for other in level if min(other.x1, spot.x1) - max(other.x0, spot.x0) > 0]
    pool = overlapping or [o for o in level if abs((o.x0 + o.x1) - (spot.x0 + spot.x1)) / 2 < 40]
    return min(pool, key=lambda other: abs((other.x0 + other.x1) - (spot.x0 + spot.x1)), default=None)


def _ageing_total(facts: Facts, group: list[Spot], spots: Sequence[Spot], mark: str | None, used: set[int]) -> None:
    top = group[0].top
    for spot in spots:
        if spot.part == group[0].part and abs(spot.top - top) < 4 and id(spot) not in used:
            label = label_of(spot.text)
            value = _amount_below(spot, spots)
            if label in {Label.TOTAL, Label.CLOSING, Label.DUE} and value is not None and id(value) not in used:
                amount = read_amount(value.text, mark, in_column=True)
                if amount is not None:
                    facts.ageing_total = Figure(amount.value, value.place, value.text)
                    used |= {id(spot), id(value)}
                    return


_BEHIND_MARK = re.compile(r"(?<=[CDHSR借贷貸])\s[A-Z]{3}$")
"""A currency behind the mark of a side ("814.20 H CHF"): what the figure is told by is the mark."""


def _grouped(text: str) -> Amount | None:
    """Return the amount of a text such as "7,778", whose one mark may part thousands or decimals, as thousands.

    A balance that is left unread contradicts nothing; one that is read wrongly contradicts, and a person looks at it.
    """
    return read_amount(text, "," if "." in text else ".", in_column=True)


def figures_of(facts: Facts, spots: Sequence[Spot], mark: str | None) -> None:
    """Read balances and totals printed in boxes and sentences."""
    spots = [piece for spot in spots for piece in _pieces(spot)]
    for spot in spots:
        capital = _capital(spot)
        if capital is not None:
            facts.capitals.append(capital)
            if not any(char.isdigit() for char in _IN_WORDS.sub("", spot.text)):
                continue
        label, value = _labelled(spot, spots)
        if value is None and label is None:
            value = next(((right, spot) for _, right in _splits(spot.text.strip())), None)
        if label is None and value is not None and not ASIDE.search(fold(spot.text)):
            amount = read_amount(value[0], mark, in_column=True)
            if amount is not None and amount.decimals:
                facts.maybes.append(Figure(amount.debit_positive or amount.value, value[1].place, value[0]))
        if label is None or value is None:
            facts.unread_balances += _unread_balance(spot, label, spots)
            continue
        if label is Label.LINE_COUNT:
            count = re.fullmatch(r"(\d{1,5})\s*(?:笔|条|items?|lines?)?", value[0].strip())
            facts.line_count = int(count[1]) if count else facts.line_count
            continue
        amount = read_amount(value[0], mark, in_column=True) or read_amount(value[0]) or _grouped(value[0])
        if amount is None:
            continue
        figure = Figure(
            amount.debit_positive if amount.debit_positive is not None else amount.value,
            value[1].place,
            _BEHIND_MARK.sub("", value[0]),
        )
        if amount.currency and label is not Label.ASIDE and amount.currency not in facts.beside:
            facts.beside.append(amount.currency)
        if label in {Label.OPENING, Label.BROUGHT_FORWARD}:
            facts.openings.append(figure)
        elif label in {Label.CLOSING, Label.CARRIED_FORWARD}:
            facts.closings.append(figure)
        elif label is Label.DUE:
            facts.dues.append(figure)
        elif label not in {Label.ASIDE, Label.NEXT_PAGE}:
            facts.totals.append((label, figure, spot.text))


_NEARLY_MONEY = re.compile(r"\W*(?:[A-Z]{3}\W?)?\d[\d.,'oOlI?xX* ]*[.,][\doOlI?xX*]{2}\W*")
_BALANCES = frozenset({Label.OPENING, Label.CLOSING, Label.DUE})


def _unread_balance(spot: Spot, label: Label | None, spots: Sequence[Spot]) -> list[str]:
    """Return what stands behind the name of a balance and looks like an amount with a letter that is none: it must not be passed over."""
    left, colon, right = spot.text.replace("：", ":").partition(":")
    if colon and right.strip():
        label, text = label_of(left), right.strip()
    else:
        value = beside(spot, spots) if label is not None else None
        text = value.text.strip() if value is not None else ""
    if label not in _BALANCES or MONEY_SHAPE.fullmatch(text) or ANY_DATE.search(text):
        return []
    return [text] if _NEARLY_MONEY.fullmatch(text) else []


_IN_WORDS = re.compile(r"\s*[,，]?\s*[(（【]?\s*(?:人民币|人民幣|金额|金額)?(?:大写|大寫)[^\d]*[。.]?$")
"""The same amount once more in words behind the figures."""


def _pieces(spot: Spot) -> list[Spot]:
    """Part a line in which several labels each have their amount ("期初待还：1,000.00元 期末待还：500.00元")."""
    parts = _NEXT_KEY.split(spot.text.strip())
    paid = [
        part
        for part in parts
        if (found := re.fullmatch(r"[^:：]+[:：]\s*(\S.*)", part)) and MONEY_SHAPE.fullmatch(found[1])
    ]
    return [replace(spot, text=part) for part in parts] if len(paid) > 1 else [spot]


_NEXT_KEY = re.compile(
    r"(?<=[\d元圆圓日月)）A-Z])[\s,，;；]+(?=[^\W\d][^\s:：\d]{0,15}(?: [^\W\d][^\s:：\d]{0,15}){0,3}[:：])"
)


def _labelled(spot: Spot, spots: Sequence[Spot]) -> tuple[Label | None, tuple[str, Spot] | None]:
    text = spot.text.strip()
    splits = _splits(text)
    # "TOTAL DUE $5.00": three capitals before an amount may be a currency or the end of the label
    splits.sort(key=lambda pair: read_amount(pair[1], in_column=True) is None)
    for left, right in splits:
        label = label_of(left)
        if label is Label.LINE_COUNT and any(char.isdigit() for char in left):
            continue
        if label is not None:
            return label, (right, spot)
    label = label_of(text)
    if label is None:
        return None, None
    if label is Label.LINE_COUNT:
        value = beside(spot, spots)
        return label, (value.text, value) if value is not None else None
    value = _money_beside(spot, spots) or _amount_below(spot, spots)
    return label, (value.text.strip(), value) if value is not None else None


def _money_beside(spot: Spot, spots: Sequence[Spot]) -> Spot | None:
    nearest = nearest_beside(spot, spots)
    return nearest if nearest is not None and MONEY_SHAPE.fullmatch(nearest.text.strip()) else None


def _splits(text: str) -> list[tuple[str, str]]:
    """Return ways of taking an amount off the end of a text: "Balance due: GBP 1,234.00 CR"."""
    found: list[tuple[str, str]] = []
    if len(text) > 140:
        return found
    text = _IN_WORDS.sub("", text)
    for match in re.finditer(r"(?<=[\s:：])(?=\S)|(?<=[:：])", text):
        right = text[match.start() :].strip()
        left = text[: match.start()].rstrip()
        if right and MONEY_SHAPE.fullmatch(right) and not (left[-1:].isdigit() and right[0].isdigit()):
            found.append((left, right))
            behind = re.search(r"[:：].*[\s,，;；](\S{2,16}[:：])$", left)
            if behind:
                found.append((behind[1], right))  # behind other pairs ("客户：Acme 上期结余：20,000.00")
    last = re.search(r"(?:^|[\d.,;)]\s+)([^\W\d][^\d:：]{2,30}[:：])\s*([^\s:：][^:：]*)$", text)
    if last and last.start() and MONEY_SHAPE.fullmatch(last[2]):
        found.append((last[1], last[2]))  # the last of several keys set close together
    clause = re.match(r"^[^:：]{0,40}[,，、]\s*([^,，:：]{2,30}[:：])\s*(\S.*)$", text)
    if clause and MONEY_SHAPE.fullmatch(clause[2].strip().rstrip("。.")):
        found.append((clause[1], clause[2].strip().rstrip("。.")))
    begun = re.search(
        r"(?i)((?:opening|previous|prior|last)\s+balance|balance\s+(?:brought\s+)?forward|saldovortrag|(?:alter|letzter)\s+saldo"
        r"|ancien\s+solde|solde\s+(?:précédent|antérieur|initial)|(?:期初|上期|上月|前期)(?:余额|餘額|结余|結餘|欠款))"
        r"[^.。]{0,60}?(?:\b(?:was|is|of|betrug|beträgt)\b|était\s+de|est\s+de|为|為|：|:)\s*([^\s].*?)[.。]?$",
        text,
    )
    if begun and MONEY_SHAPE.fullmatch(begun[2].strip()):
        return [(begun[1], begun[2].strip()), *found]
    sentence = re.search(
        r"(?i)(\b(?:balance|total|amount|saldo|solde)\b|余额|餘額|欠款)[^.。]{0,60}?(?:\bis\b|\bof\b|为|：|:|beträgt|est de)\s*([^\s].*?)[.。]?$",
        text,
    )
    if sentence and MONEY_SHAPE.fullmatch(sentence[2].strip()):
        found.append((sentence[1], sentence[2].strip()))
    return found


def _capital(spot: Spot) -> Figure | None:
    text = spot.text.strip()
    for part in [text, *re.split(r"[:：\s()（）]+", text)]:
        if len(part) >= 3 and re.search(r"[零壹贰叁肆伍陆柒捌玖拾佰仟貳參陸萬万]", part):
            value = read_capital(part)
            if value is not None:
                return Figure(value, spot.place, part)
    return None
