"""How one customer's system words and arranges a statement: drawn from a seed, or bound by a layout."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from random import Random
from typing import Any, Final

from tests.support import figures
from tests.support.statement_truth import TrueStatement

DAY_FIRST_FORMS: Final = frozenset({"%d/%m/%Y", "%m/%d/%Y", "%d/%m/%y", "%d.%m.%Y", "%d.%m.%y", "d/m/y"})
ORDERS: Final = (
    ("date", "reference", "description"), ("date", "description", "reference"), ("date", "kind", "reference", "description"),
    ("reference", "date", "description"), ("date", "reference", "kind"), ("kind", "reference", "date", "description"),
    ("date", "reference"), ("date", "reference", "order", "description"), ("description", "date", "reference"),
    ("row", "date", "reference", "description"), ("date", "branch", "reference", "description"),
    ("date", "reference", "due_date", "description"), ("date", "description"),
)  # fmt: skip
OPEN_ORDERS: Final = (
    ("date", "reference", "due_date"), ("reference", "date", "due_date"), ("date", "reference", "description", "due_date"),
    ("date", "due_date", "reference", "order"), ("kind", "reference", "date", "due_date"), ("reference", "order", "date", "due_date", "days"),
    ("row", "reference", "date", "due_date", "description"), ("date", "reference", "description"), ("due_date", "reference", "date"),
)  # fmt: skip
_PLAIN: Final = figures.NumberForm()


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """One way of writing. `Habits.drawn` fills in what a layout leaves open."""

    language: str = "en"
    second_language: str = ""  # bilingual headings: the other one
    amounts: str = "sides"  # sides | words (charges, payments) | signed | marks (CR/DR) | direction (D/C column)
    open_amounts: str = "open"  # open | original | settled (original, settled, open) | sides
    balance: str = "each"  # each | day_end | none
    balance_marks: bool = False  # CR/DR behind the balance
    balance_side: bool = False  # 借/贷/平 before an unsigned balance
    red_entries: bool = False  # credit notes as negative invoices, on the invoices' side
    opening: frozenset[str] = frozenset({"row"})  # row | box | facts | words
    closing: frozenset[str] = frozenset({"row"})  # row | box | words | total (open items)
    totals: frozenset[str] = frozenset()  # column | year | month
    columns: tuple[str, ...] = ("date", "reference", "description")
    tail: tuple[str, ...] = ()  # extra columns after or between the amounts: tax, local, currency, days
    amounts_first: bool = False  # the amount columns before the description
    number: figures.NumberForm = _PLAIN
    currency_at: str = "facts"  # facts | heading | symbol | column | none
    date_form: str = "%Y-%m-%d"
    long_date: str = "%Y-%m-%d"
    date_once: bool = False
    newest_first: bool = False
    reference_in_text: bool = False
    facts: frozenset[str] = frozenset({"account", "date", "period", "currency"})
    ageing: bool = False
    slip: bool = False
    asides: int = 1
    capital: bool = False
    carry: str = "none"  # none | balance | sums | page (totals of each page)
    two_rows: bool = False
    upper_marks: tuple[str, str] = (" DR", " CR")
    split_date: bool = False  # month and day in two columns under the year
    balancing_figure: bool = False  # the closing balance on the smaller side, both sides with one total
    original_in_text: bool = False  # number, due date and original amount inside the description
    grouped: bool = False  # open items by kind, with subtotals
    both_currencies: bool = False  # debit, credit and balance once more in the local currency
    rare_headings: float = 0.1  # how often a heading is an uncommon word
    item_details: bool = False  # quantities, prices and sums of the items inside the description
    long_text: int = 0  # this many further pieces of description
    fixed: frozenset[str] = field(default_factory=frozenset)

    def but(self, **changes: Any) -> Habits:
        return replace(self, **changes)


def drawn(random: Random, truth: TrueStatement, **bound: Any) -> Habits:
    """Draw the habits of one customer for this statement; `bound` holds what the layout insists on."""
    language = bound.get("language", truth.language)
    chinese = language.startswith("zh")
    pick = random.choice

    def maybe(chance: float) -> bool:
        return random.random() < chance

    values: dict[str, Any] = {
        "language": language,
        "second_language": "en" if chinese and maybe(0.15) else "",
        "amounts": pick(["sides"] * 5 + ["words", "signed", "signed", "marks", "direction"]),
        "open_amounts": pick(["open", "open", "original", "settled", "sides"]),
        "balance": pick(["each"] * 6 + ["day_end", "none", "none"]),
        "balance_marks": maybe(0.15 if not chinese else 0.0),
        "balance_side": maybe(0.45 if chinese else 0.0),
        "red_entries": maybe(0.3 if chinese else 0.1),
        "opening": frozenset(pick([("row",), ("row",), ("row",), ("box",), ("facts",), ("words",), ("row", "box")])),
        "closing": frozenset(pick([("row",), ("row",), ("box",), ("words",), ("row", "box"), ("row", "words"), ()])),
        "totals": frozenset(pick([(), (), ("column",), ("column",), ("column", "year") if chinese else ()])),
        "columns": pick(OPEN_ORDERS if truth.open_item else ORDERS),
        "tail": pick([(), (), (), (), ("tax",), ("local",), ("currency",), ("days",) if truth.open_item else ()]),
        "amounts_first": maybe(0.08),
        "number": number_form(random, language, truth.currency),
        "currency_at": pick(["facts", "facts", "facts", "heading", "symbol", "column", "none"]),
        "date_form": pick(figures.DATE_FORMS[language]),
        "long_date": pick(figures.LONG_DATES[language]),
        "date_once": maybe(0.15),
        "newest_first": maybe(0.06),
        "reference_in_text": False,
        "facts": frozenset(name for name in ("account", "date", "period") if maybe(0.85)),
        "ageing": maybe(0.5 if truth.open_item else 0.1),
        "slip": maybe(0.15),
        "asides": pick([0, 1, 1, 2, 3]),
        "capital": maybe(0.2) and chinese and truth.currency == "CNY",
        "carry": pick(["none", "balance", "sums", "page"]),
        "two_rows": maybe(0.1),
        "split_date": chinese and maybe(0.08),
        "balancing_figure": False,
        "original_in_text": False,
        "upper_marks": pick([(" DR", " CR"), ("", " CR"), ("D", "C"), (" Dr", " Cr"), ("", "CR")]) if language != "de" else (" S", " H"),
        "grouped": truth.open_item and maybe(0.1),
        "both_currencies": False,
        "rare_headings": 0.1,
        "item_details": maybe(0.06),
        "long_text": 0,
    }  # fmt: skip
    values |= {name: bound[name] for name in bound if name in {item.name for item in fields(Habits)}}
    return _agreeing(Habits(**values, fixed=frozenset(bound) & {"fixed"}), truth)


def _agreeing(habits: Habits, truth: TrueStatement) -> Habits:
    """Return the habits without what cannot stand together on one real paper."""
    changes: dict[str, Any] = {}
    if habits.split_date and ("date" not in habits.columns or truth.open_item or truth.start.year != truth.end.year):
        changes["split_date"] = False
    if habits.carry == "page" and habits.amounts not in {"sides", "words"}:
        changes["carry"] = "none"
    if habits.both_currencies:
        changes |= {
            "amounts": "sides",
            "balance": "each",
            "balance_side": False,
            "balance_marks": False,
            "tail": (),
            "two_rows": False,
        }
        changes |= {"amounts_first": False, "currency_at": "facts"}
    if habits.date_form == "%m/%d/%Y" and habits.long_date == "%d/%m/%Y":
        changes["long_date"] = "%m/%d/%Y"  # one system writes its dates one way round
    if habits.balancing_figure:
        changes |= {
            "amounts": "sides",
            "balance": "none",
            "balance_side": False,
            "balance_marks": False,
            "carry": "none",
        }
        changes |= {"opening": frozenset({"row"}), "closing": frozenset({"row"}), "newest_first": False}
    if "reference" not in habits.columns:
        changes["reference_in_text"] = True
    if not habits.closing and (habits.balance == "none" or truth.open_item):
        changes["closing"] = frozenset({"row"})
    if truth.open_item:
        changes |= {
            "balance": "none",
            "opening": frozenset(),
            "date_once": False,
            "newest_first": False,
            "carry": "none",
            "red_entries": False,
        }
        changes["balance_marks"] = changes["balance_side"] = False
        if not habits.closing & {"box", "words"}:
            changes["closing"] = frozenset({"total"})
    elif habits.newest_first:
        # A list that runs backwards shows no opening row first: a box tells it, and nothing is carried.
        changes |= {"opening": frozenset({"box"}), "closing": frozenset({"box"}), "carry": "none", "date_once": False}
        changes["balance"] = "each" if habits.balance == "day_end" else habits.balance
    if habits.amounts in {"signed", "marks", "direction"} and not truth.open_item:
        changes |= {"totals": frozenset(), "balance_side": False, "red_entries": False}
    if habits.amounts == "words":
        changes |= {"balance_side": False}
    if habits.currency_at == "heading":
        changes["two_rows"] = False
    return habits.but(**changes)


def number_form(random: Random, language: str, currency: str) -> figures.NumberForm:
    """Draw a way to write amounts that is usual for the language."""
    pick = random.choice
    grouping = {
        "en": ["comma"] * 6 + ["none", "indian" if currency == "INR" else "comma"],
        "de": ["point"] * 5 + ["bare-comma", "apostrophe" if currency == "CHF" else "point"],
        "fr": ["blank", "no-break", "narrow", "bare-comma", "no-break"],
    }.get(language, ["comma", "comma", "comma", "none"])
    return figures.NumberForm(
        grouping=pick(grouping),
        zero=pick(["", "", "", "-", "0"]),
        minus=pick(["-1", "-1", "-1", "(1)", "1-"]),
        full_width=language.startswith("zh") and random.random() < 0.03,
    )
