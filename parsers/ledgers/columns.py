"""Which column of an export is what: the header row is found below title rows, in one, two or three rows, and read by headings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from parsers.dates import DateOrder, read_date
from parsers.headings import Heading, heading_currency, heading_key, heading_of
from parsers.ledgers.entry import Role
from parsers.ledgers.systems.recognise import recognised
from parsers.ledgers.systems.system import System
from parsers.money import read_amount
from parsers.sheets.model import SheetRow

H = Heading
_DATES = frozenset({H.DATE, H.DOCUMENT_DATE})
_AMOUNTS = frozenset(
    {
        H.DEBIT,
        H.CREDIT,
        H.AMOUNT,
        H.INCREASE,
        H.DECREASE,
        H.LOCAL_AMOUNT,
        H.LOCAL_DEBIT,
        H.LOCAL_CREDIT,
        H.OPEN_AMOUNT,
        H.ORIGINAL_AMOUNT,
    }
)
_YEAR = re.compile(r"((?:19|20)[0-9]{2})\s*年?(?:度)?")
_CODE_WORD = re.compile(r"(?i)code|no\b|number|nr\b|nummer|\bid\b|#|n°|编|代码|号")
_CLEARED = re.compile(r"(?i)clear|clrng|closed|fully paid|清[账帐]|清算|ausgleich|lettrage")  # not "last paid"
_PAYABLE = re.compile("付|采购|供应")
_RECEIVABLE = re.compile("收|销售|客户")


@dataclass(frozen=True, slots=True)
class Columns:
    """0-based columns by role; None where the export has none. Amounts come as one of: debit and credit, increase and decrease
    of what is owed, or one amount (with a direction, or signed).
    """

    date: int | None = None
    month: int | None = None
    day: int | None = None
    year: int | None = None
    given_year: int | None = None
    due: int | None = None
    account: int | None = None
    name: int | None = None
    references: tuple[int, ...] = ()
    descriptions: tuple[int, ...] = ()
    kind: int | None = None
    currency: int | None = None
    debit: int | None = None
    credit: int | None = None
    increase: int | None = None
    decrease: int | None = None
    amount: int | None = None
    direction: int | None = None
    balance: int | None = None
    balance_direction: int | None = None
    open_amount: int | None = None
    open_credit: int | None = None  # where the open amount stands in columns of debit and credit too
    cleared: int | None = None
    other_amounts: tuple[int, ...] = ()  # amounts that do not count beside the one that does, and their currency
    heading_currency: str | None = None
    titles: Mapping[int, str] = field(default_factory=dict)

    @property
    def money(self) -> tuple[int, ...]:
        """Return the columns that hold amounts of the movement itself."""
        pairs = (self.debit, self.credit, self.increase, self.decrease, self.amount)
        return tuple(column for column in pairs if column is not None)

    @property
    def figures(self) -> tuple[int, ...]:
        """Return every column that holds amounts."""
        more = (self.balance, self.open_amount, self.open_credit)
        return (*self.money, *(column for column in more if column is not None))


@dataclass(frozen=True, slots=True)
class Header:
    """`first` and `depth` say which of the rows looked at make the header; `complaint` why its columns cannot be used.

    `labels` are the whole headings, column for column.
    """

    first: int
    depth: int
    columns: Columns
    complaint: str = ""
    system: System | None = None
    labels: tuple[str, ...] = ()


def find_header(rows: Sequence[SheetRow], role: Role) -> Header | None:
    """Return the first header among `rows`, None where none has a date and an amount among its headings."""
    bests = [_best(rows, first) for first in range(len(rows))]
    for first, (score, depth) in enumerate(bests):
        below, below_depth = bests[first + 1] if first + 1 < len(bests) else (0, 0)
        if not score or (depth > 1 and below >= score and below_depth >= depth - 1):
            continue  # nothing here, or the upper row is a title that adds nothing
        labels = _labels(rows[first : first + depth])
        system = recognised(labels, [text for row in rows[:first] for text in row.texts if text])
        columns, complaint = columns_of(labels, role, system)
        return Header(first, depth, columns, complaint, system, tuple(_joined(parts) for parts in labels))
    return None


def _best(rows: Sequence[SheetRow], first: int) -> tuple[int, int]:
    """Return the best score of a header that begins at a row, and how many rows it has."""
    best = (0, 0)
    for depth in (1, 2, 3):
        if first + depth > len(rows) or (depth > 1 and _holds_data(rows[first + depth - 1])):
            break
        labels = _labels(rows[first : first + depth])
        score = _score(_headings(labels, recognised(labels)))
        if score > best[0]:
            best = (score, depth)
    return best


def _holds_data(row: SheetRow) -> bool:
    """Whether a row holds a date or an amount, and so belongs to no header."""
    if row.values:
        return True
    return any(
        read_date(text, DateOrder.DAY_FIRST) is not None or (read_amount(text) is not None and len(text) > 2)
        for text in row.texts
        if text
    )


def _labels(rows: Sequence[SheetRow]) -> list[tuple[str, ...]]:
    """Return for each column its texts from the upper header row to the lowest; an upper text reaches over blanks to its right."""
    width = max(len(row.texts) for row in rows)
    filled: list[list[str]] = []
    for row in reversed(rows):
        texts = [*row.texts, *[""] * (width - len(row.texts))]
        if filled:
            for column in range(1, width):
                if not texts[column] and filled[0][column]:
                    texts[column] = texts[column - 1]
        filled.insert(0, texts)
    return [tuple(texts[column] for texts in filled) for column in range(width)]


def _joined(parts: Sequence[str]) -> str:
    return " ".join(dict.fromkeys(part for part in parts if part))


def _headings(labels: Sequence[tuple[str, ...]], system: System | None = None) -> dict[int, tuple[Heading, str]]:
    found: dict[int, tuple[Heading, str]] = {}
    meant = system.headings if system is not None else {}
    for column, parts in enumerate(labels):
        present = [part for part in parts if part]
        own = meant.get(heading_key(_joined(present))) if present or column == 0 else None
        own = own or (meant.get(heading_key(parts[-1])) if meant and parts[-1] else None)
        if own is not None:
            found[column] = (own, " ".join(present))
            continue
        if not present:
            continue
        options = [" ".join(dict.fromkeys(present)), *([present[-1]] if parts[-1] else present[:1])]
        if len(present) == 3:
            options.insert(1, " ".join(present[1:]))
        for option in options:
            heading = heading_of(option)
            if heading is not None:
                found[column] = (heading, " ".join(present))
                break
    return found


def _score(found: Mapping[int, tuple[Heading, str]]) -> int:
    """Return how many kinds of columns are known; 0 where no date or no amount is among them."""
    kinds = {heading for heading, _ in found.values()}
    dated = kinds & _DATES or {H.MONTH, H.DAY} <= kinds
    return len(kinds) * 100 + len(found) if dated and kinds & _AMOUNTS and len(found) >= 2 else 0


def columns_of(labels: Sequence[tuple[str, ...]], role: Role, system: System | None = None) -> tuple[Columns, str]:
    """Return the roles of the columns, and a sentence why they do not make a ledger ("" where they do)."""
    found = _headings(labels, system)
    by_kind: dict[Heading, list[int]] = {}
    for column, (heading, _) in found.items():
        by_kind.setdefault(heading, []).append(column)
    titles = {column: title for column, (_, title) in found.items()}

    def first(*headings: Heading) -> int | None:
        return next((by_kind[heading][0] for heading in headings if by_kind.get(heading)), None)

    account, name = _account(by_kind, titles)
    columns = Columns(
        date=first(H.DATE, H.DOCUMENT_DATE),
        month=first(H.MONTH),
        day=first(H.DAY),
        year=first(H.YEAR),
        given_year=_given_year(labels),
        due=first(H.DUE_DATE),
        account=account,
        name=name,
        references=_references(by_kind),
        descriptions=(*by_kind.get(H.DESCRIPTION, ()), *by_kind.get(H.REMARK, ())),
        kind=first(H.KIND),
        balance=first(H.BALANCE),
        open_amount=first(H.OPEN_AMOUNT),
        cleared=next((column for column in by_kind.get(H.CLEARING_DATE, ()) if _CLEARED.search(titles[column])), None),
        titles=titles,
    )
    sides = by_kind.get(H.OPEN_AMOUNT, [])
    if len(sides) == 2 and ["借" in titles[column] for column in sides] == [True, False]:
        columns = replace(columns, open_credit=sides[1])
    columns, complaint = _with_money(columns, by_kind, titles, role)
    if columns.amount is not None and columns.open_amount is None and by_kind.get(H.PAID_AMOUNT):
        columns = replace(
            columns, open_amount=columns.balance, balance=None
        )  # amount, paid, balance: what is still open
    columns = _with_directions(columns, by_kind.get(H.DIRECTION, []), titles)
    beside = (H.AMOUNT, H.LOCAL_AMOUNT, H.LOCAL_CURRENCY, H.ORIGINAL_AMOUNT)
    others = tuple(column for kind in beside for column in by_kind.get(kind, ()) if column not in columns.figures)
    columns = replace(columns, other_amounts=others)
    codes = {code for column in columns.figures if (code := heading_currency(titles.get(column, ""))) is not None}
    if len(codes) > 1:
        complaint = complaint or f"the amount columns name different currencies ({', '.join(sorted(codes))})"
    return replace(columns, heading_currency=codes.pop() if len(codes) == 1 else None), complaint


def _given_year(labels: Sequence[tuple[str, ...]]) -> int | None:
    """Return the year of a header such as 2026年 above 月 and 日."""
    for parts in labels:
        for part in parts:
            found = _YEAR.fullmatch(unicodedata.normalize("NFKC", part).strip())
            if found:
                return int(found[1])
    return None


def _account(by_kind: Mapping[Heading, Sequence[int]], titles: Mapping[int, str]) -> tuple[int | None, int | None]:
    """Return the column that tells accounts apart, and the one with their names. The party's number goes before all others."""
    account: int | None = None
    for heading in (H.PARTY, H.ACCOUNT, H.LEDGER_ACCOUNT, H.ACCOUNT_NAME):
        columns = by_kind.get(heading, ())
        if columns:
            account = next((column for column in columns if _CODE_WORD.search(titles[column])), columns[0])
            break
    names = [
        column for heading in (H.ACCOUNT_NAME, H.PARTY) for column in by_kind.get(heading, ()) if column != account
    ]
    return account, names[0] if names else None


def _references(by_kind: Mapping[Heading, Sequence[int]]) -> tuple[int, ...]:
    """Return the document's own number first, then theirs, then the voucher's; a bare "No." only where nothing else is."""
    found = [column for heading in (H.REFERENCE, H.THEIR_REFERENCE, H.VOUCHER) for column in by_kind.get(heading, ())]
    return tuple(found or by_kind.get(H.NUMBER, ())[:1])


def _with_money(
    columns: Columns, by_kind: Mapping[Heading, Sequence[int]], titles: Mapping[int, str], role: Role
) -> tuple[Columns, str]:
    for debit, credit, local in ((H.DEBIT, H.CREDIT, False), (H.LOCAL_DEBIT, H.LOCAL_CREDIT, True)):
        pair = (by_kind.get(debit, ()), by_kind.get(credit, ()))
        if len(pair[0]) == 1 and len(pair[1]) == 1:
            balance = by_kind.get(H.LOCAL_BALANCE if local else H.BALANCE, ())[:1]
            made = replace(columns, debit=pair[0][0], credit=pair[1][0], balance=balance[0] if balance else None)
            return replace(made, currency=_first(by_kind, H.LOCAL_CURRENCY if local else H.CURRENCY)), ""
        if len(pair[0]) > 1 or len(pair[1]) > 1:
            return (
                columns,
                f"several columns are headed as debit or credit ({_named(titles, *pair[0], *pair[1])}): leave one pair",
            )
    up, down = (_of_role(by_kind.get(heading, ()), titles, role) for heading in (H.INCREASE, H.DECREASE))
    currency = _first(by_kind, H.CURRENCY)
    if up and down:
        if len(up) > 1 or len(down) > 1:
            return (
                columns,
                f"several columns raise or lower what is owed ({_named(titles, *up, *down)}): leave one of each",
            )
        return replace(columns, increase=up[0], decrease=down[0], currency=currency), ""
    amounts = list(by_kind.get(H.AMOUNT, ()))
    moved = [column for column in amounts if "发生" in titles[column]]
    if len(moved) == 1 and len(amounts) == 2 and columns.balance is None:
        balance_column = next(column for column in amounts if column not in moved)
        return replace(columns, amount=moved[0], balance=balance_column, currency=currency), ""
    exact = [column for column in amounts if _plain(titles[column])]
    for chosen in (
        exact,
        amounts,
        list(by_kind.get(H.LOCAL_AMOUNT, ())),
        list(by_kind.get(H.ORIGINAL_AMOUNT, ())),
        list(up),
        list(by_kind.get(H.OPEN_AMOUNT, ())),
    ):
        if len(chosen) == 1:
            local = chosen[0] in by_kind.get(H.LOCAL_AMOUNT, ())
            return replace(
                columns, amount=chosen[0], currency=_first(by_kind, H.LOCAL_CURRENCY) if local else currency
            ), ""
        if len(chosen) > 1:
            return (
                columns,
                f"several columns may be the amount ({_named(titles, *chosen)}): leave one, or debit and credit",
            )
    return columns, "no pair of debit and credit and no amount column was found"


def _of_role(columns: Sequence[int], titles: Mapping[int, str], role: Role) -> Sequence[int]:
    """Where a table holds receivables and payables, keep the columns of the role asked for."""
    other = _PAYABLE if role is Role.CUSTOMER else _RECEIVABLE
    own = [column for column in columns if not other.search(titles[column])]
    return own if len(columns) > 1 and own else columns


def _first(by_kind: Mapping[Heading, Sequence[int]], heading: Heading) -> int | None:
    columns = by_kind.get(heading, ())
    return columns[0] if columns else None


def _plain(title: str) -> bool:
    return re.sub(r"\W|\b[A-Z]{3}\b|元", "", title).casefold() in {
        "amount",
        "金额",
        "betrag",
        "montant",
        "transactionamount",
        "amt",
    }


def _named(titles: Mapping[int, str], *columns: int) -> str:
    return ", ".join(titles[column] for column in columns)


def _with_directions(columns: Columns, directions: Sequence[int], titles: Mapping[int, str]) -> Columns:
    """Give each 方向 or Dr/Cr column to the amount or to the balance: by its words, else to the balance that it precedes."""
    movement: int | None = None
    of_balance: int | None = None
    for column in directions:
        title = titles[column].casefold()
        beside_amount = columns.amount is not None and abs(column - columns.amount) == 1
        beside_balance = columns.balance is not None and abs(column - columns.balance) == 1
        if (
            columns.amount is None
            or "余额" in title
            or "balance" in title
            or (beside_balance and not (beside_amount and ("借" in title or "d" in title or "s/h" in title)))
        ):
            of_balance = column
        else:
            movement = column
    return replace(columns, direction=movement, balance_direction=of_balance if columns.balance is not None else None)
