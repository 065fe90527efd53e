"""The rows of a statement's table in a customer's words: every cell as text, and typed where a workbook would type it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random

from tests.support import figures, wording
from tests.support.drafts import Column, Row, Value
from tests.support.habits import Habits
from tests.support.statement_truth import ZERO, TrueLine, TrueStatement

Cells = tuple[dict[str, str], dict[str, Value]]
_KINDS = ("invoice", "credit_note", "payment", "journal")


def side_signed(truth: TrueStatement, habits: Habits) -> TrueStatement:
    """Return the truth in the sign that its paper can show: sides without a sign show balances as positive."""
    if truth.open_item:
        return truth
    if habits.amounts == "words":
        # "Charges" raise and "payments" lower, whatever the balance is.
        invoices_lower = any(line.kind == "invoice" and line.amount < 0 for line in truth.lines)
        return _negated(truth) if invoices_lower else truth
    turned = shows_sides_only(habits) and sum(shown_balances(truth, habits), ZERO) < 0
    return _negated(truth) if turned else truth


def shows_sides_only(habits: Habits) -> bool:
    """Whether balances are printed without a sign, told by their side (column, 借/贷, CR/DR) only."""
    by_column = habits.balance == "none" and habits.amounts == "sides" and "row" in habits.opening | habits.closing
    return by_column or habits.balance_side or habits.balance_marks or habits.amounts in {"marks", "direction"}


def shown_balances(truth: TrueStatement, habits: Habits) -> tuple[Decimal, ...]:
    """The balances that the paper shows."""
    ends = (truth.opening,) * bool(habits.opening) + (truth.closing,) * bool(habits.closing)
    return ends + (truth.balances if habits.balance != "none" else ())


def _negated(truth: TrueStatement) -> TrueStatement:
    lines = tuple(replace(line, amount=-line.amount) for line in truth.lines)
    return replace(truth, lines=lines, opening=-truth.opening, credit_raises=not truth.credit_raises)


_CARRY_THE_CURRENCY = frozenset({"debit", "credit", "charges", "payments", "amount", "balance", "open"})


class RowWriter:
    """Writes one statement's headings and rows; the same label is the same word wherever it stands."""

    def __init__(self, random: Random, truth: TrueStatement, habits: Habits) -> None:
        self.random = random
        self.truth = side_signed(truth, habits)
        if habits.grouped:
            self.truth = self.truth.with_lines(sorted(self.truth.lines, key=lambda line: _KINDS.index(line.kind)))
        self.habits = habits
        self.words = wording.LABELS[habits.language]
        self.headings = wording.HEADINGS[habits.language]
        self.chosen: dict[str, str] = {}
        symbol = figures.SYMBOLS.get(truth.currency, "") if habits.currency_at == "symbol" else ""
        self.symbol_form = replace(habits.number, symbol=symbol)
        # Most systems print the symbol on balances and boxes only; some on every figure.
        self.form = self.symbol_form if random.random() < 0.3 else habits.number
        self.kind_words = {kind: random.choice(words) for kind, words in wording.KINDS[habits.language].items()}
        self.sides = self._side_roles()
        self.local_currency = "CNY" if self.truth.currency != "CNY" else "USD"
        self.rate = random.choice([Decimal(7), Decimal(8), Decimal("7.1")])
        self.columns = self._columns()
        self.total_with_balance = random.random() < 0.4
        # What moved in the year before the period: totals of the year so far hold it as well.
        self.before_the_period = Decimal(random.randint(0, 9000) * 100).quantize(
            Decimal(1).scaleb(-self.truth.decimals)
        )
        self.label_first, self.opening_dated = random.choice([True, False]), random.choice([True, False])

    def label(self, name: str) -> str:
        """Return the label chosen for this paper: the same word wherever it stands."""
        if name not in self.chosen:
            self.chosen[name] = self.random.choice(self.words[name])
        return self.chosen[name]

    def _side_roles(self) -> tuple[str, str]:
        """Return the roles of the raising and the lowering column."""
        if self.habits.amounts == "words" and not self.truth.open_item:
            return "charges", "payments"
        return ("credit", "debit") if self.truth.credit_raises else ("debit", "credit")

    # -- columns -------------------------------------------------------------------------------------------------------

    def _columns(self) -> tuple[Column, ...]:
        habits, truth = self.habits, self.truth
        left = list(habits.columns)
        if truth.open_item:
            figures_ = {
                "open": ["open"], "original": ["original", "open"], "settled": ["original", "settled", "open"], "sides": ["debit", "credit"],
            }[habits.open_amounts]  # fmt: skip
        else:
            figures_ = ["debit", "credit"] if self.sides[0] in {"debit", "credit"} else list(self.sides)
            if habits.amounts in {"signed", "marks"}:
                figures_ = ["amount"]
            elif habits.amounts == "direction":
                figures_ = self.random.choice([["direction", "amount"], ["amount", "direction"]])
            if habits.balance != "none":
                figures_ += ["direction", "balance"] if habits.balance_side else ["balance"]
        extra = [role for role in habits.tail if role not in left]
        if habits.currency_at == "column" and "currency" not in extra:
            extra.append("currency")
        before = [role for role in extra if role in {"currency", "days", "tax"}]
        roles = [*left, *before, *figures_, *(role for role in extra if role not in before)]
        if habits.amounts_first and "description" in roles and roles[-1] != "description":
            roles.remove("description")
            roles.append("description")
        group = ""
        if habits.two_rows and "debit" in roles:
            group = {"en": "Movements", "de": "Umsätze", "fr": "Mouvements", "zh_TW": "本期發生額"}.get(
                habits.language, "本期发生额"
            )
        columns = [Column(role, self._heading(role), group if role in {"debit", "credit"} else "") for role in roles]
        if habits.both_currencies and "balance" in roles:
            columns = self._doubled(columns)
        if habits.split_date:
            at = roles.index("date")
            year = f"{truth.end.year}年"
            columns[at : at + 1] = [Column("month", "月", year), Column("day", "日", year)]
        return tuple(columns)

    def _doubled(self, columns: list[Column]) -> list[Column]:
        """Debit, credit and balance once in the account's currency and once in the local one, each under its code."""
        twice = [column for column in columns if column.role in {"debit", "credit", "balance"}]
        first = [replace(column, group=self.truth.currency) for column in twice]
        local = [Column(f"local_{column.role}", column.heading, self.local_currency) for column in twice]
        at = columns.index(twice[0])
        return [*columns[:at], *first, *local, *(column for column in columns[at:] if column not in twice)]

    def _local(self, cells: dict[str, str], values: dict[str, Value]) -> None:
        """Add the local amounts of a row, at one rate, so that they add up as well."""
        for role in ("debit", "credit", "balance"):
            value = values.get(role)
            if isinstance(value, Decimal) and f"local_{role}" in {column.role for column in self.columns}:
                local = value * self.rate
                cells[f"local_{role}"], values[f"local_{role}"] = self.form.signed(local, 2), local

    def _heading(self, role: str) -> str:
        choices = self.headings[role]
        marked = [text for text in choices if "{currency}" in text]
        if self.habits.currency_at == "heading" and role in _CARRY_THE_CURRENCY:
            text = marked[0] if marked else f"{choices[0]} ({{currency}})"
        else:
            plain = [text for text in choices if "{currency}" not in text and not self._names_currency(text)]
            text = self.random.choice(plain or list(choices))
            rare = wording.RARE_HEADINGS[self.habits.language].get(role)
            if rare and self.random.random() < self.habits.rare_headings:
                text = self.random.choice(rare)
        if self.habits.second_language:
            other = wording.HEADINGS[self.habits.second_language][role][0].format(currency=self.truth.currency)
            text = self.random.choice(["{0} {1}", "{0}\n{1}", "{0}/{1}"]).format(text, other)
        return text.format(currency=self.truth.currency)

    def _names_currency(self, text: str) -> bool:
        return any(mark in text for mark in ("EUR", "€", "元")) and self.truth.currency not in {"EUR", "CNY"}

    # -- rows ----------------------------------------------------------------------------------------------------------

    def amount_cells(self, raised: Decimal | None, lowered: Decimal | None) -> Cells:
        """Put a raising and a lowering amount into the sides' columns; None leaves the cell to the form's zero."""
        texts: dict[str, str] = {}
        values: dict[str, Value] = {}
        for role, amount in zip(self.sides, (raised, lowered), strict=True):
            if amount is None:
                texts[role] = {"0": self.form.plain(ZERO, self.truth.decimals)}.get(self.form.zero, self.form.zero)
            else:
                texts[role] = self.form.signed(amount, self.truth.decimals)
                values[role] = amount
        return texts, values

    def balance_cells(self, balance: Decimal) -> Cells:
        habits, decimals = self.habits, self.truth.decimals
        if habits.balance_side:
            word = self.side_word(balance)
            return {"direction": word, "balance": self.form.plain(balance, decimals)}, {"balance": abs(balance)}
        if habits.balance_marks:
            return {"balance": self.form.signed(balance, decimals, marks=self.marks())}, {}
        return {"balance": self.form.signed(balance, decimals)}, {"balance": balance}

    def side_word(self, balance: Decimal) -> str:
        """Return the side on which a balance stands: 借, 贷, or 平 for nothing."""
        credit = "貸" if self.habits.language == "zh_TW" else "贷"
        return "平" if balance == 0 else ("借", credit)[(balance > 0) == self.truth.credit_raises]

    def money(self, amount: Decimal) -> str:
        """Write a balance as it stands outside the table."""
        if self.habits.balance_side and amount < 0:
            return f"{self.side_word(amount)} {self.symbol_form.plain(amount, self.truth.decimals)}"
        marks = self.marks() if self.habits.balance_marks else ("", "")
        return self.symbol_form.signed(amount, self.truth.decimals, marks=marks)

    def marks(self) -> tuple[str, str]:
        """Return the suffix of a raising and of a lowering amount."""
        debit, credit = self.habits.upper_marks
        return (credit, debit) if self.truth.credit_raises else (debit, credit)

    def line_row(self, index: int, line: TrueLine, balance: Decimal, day: str, *, last_of_day: bool) -> Row:
        habits, decimals = self.habits, self.truth.decimals
        cells = {
            "date": day, "due_date": figures.date_text(line.due_date, habits.date_form) if line.due_date else "",
            "reference": line.reference, "description": self.description(line), "kind": self.kind_words[line.kind],
            "order": line.order, "row": str(index + 1), "branch": ("01", "02", "HQ")[index % 3], "currency": self.truth.currency,
            "days": str(max(0, (self.truth.date - (line.due_date or line.date)).days)),
        }  # fmt: skip
        if day:
            cells |= {"month": f"{line.date.month:02d}", "day": f"{line.date.day:02d}"}
        values: dict[str, Value] = {"date": line.date, **({"due_date": line.due_date} if line.due_date else {})}
        if not day:
            values.pop("date")
        for role, factor in (("tax", Decimal("0.13")), ("local", Decimal("7.1234"))):
            part = (line.amount * factor).quantize(Decimal("0.01"))
            cells[role], values[role] = self.form.signed(part, 2), part
        if self.truth.open_item:
            new, typed = self._open_cells(line)
        elif habits.amounts == "signed":
            new, typed = {"amount": self.form.signed(line.amount, decimals)}, {"amount": line.amount}
        elif habits.amounts == "marks":
            new, typed = {"amount": self.form.signed(line.amount, decimals, marks=self.marks())}, {}
        elif habits.amounts == "direction":
            raising = (line.amount >= 0) == self.truth.credit_raises
            pair = {"de": ("H", "S")}.get(habits.language, ("贷", "借") if habits.language == "zh_CN" else ("貸", "借"))
            pair = ("C", "D") if not habits.language.startswith(("zh", "de")) else pair
            new = {"direction": pair[not raising], "amount": self.form.plain(line.amount, decimals)}
            typed = {"amount": abs(line.amount)}
        else:
            raise_it = line.amount >= 0 or self.is_red(line)
            new, typed = self.amount_cells(line.amount if raise_it else None, None if raise_it else -line.amount)
        cells |= new
        values |= typed
        if habits.balance == "each" or (habits.balance == "day_end" and last_of_day):
            new, typed = self.balance_cells(balance)
            cells, values = cells | new, values | typed
        self._local(cells, values)
        return Row("line", cells, values, index)

    def _open_cells(self, line: TrueLine) -> Cells:
        decimals = self.truth.decimals
        if self.habits.open_amounts == "sides":
            return self.amount_cells(
                line.amount if line.amount >= 0 else None, -line.amount if line.amount < 0 else None
            )
        amounts: dict[str, Value] = {"open": line.amount, "original": line.original, "settled": line.settled}
        texts = {"open": self.form.signed(line.amount, decimals), "original": self.form.signed(line.original, decimals)}
        nothing = {"0": self.form.plain(ZERO, decimals)}.get(self.form.zero, self.form.zero)
        texts["settled"] = self.form.signed(line.settled, decimals) if line.settled else nothing
        if not line.settled:
            del amounts["settled"]
        return texts, amounts

    def description(self, line: TrueLine) -> str:
        text = line.description
        if self.habits.original_in_text:
            return self._told(line)
        if self.habits.reference_in_text and line.reference and line.reference not in text:
            text = f"{self.kind_words[line.kind] if 'kind' not in self.habits.columns else ''} {line.reference} {text}".strip()
        if self.habits.item_details and line.kind == "invoice" and self.random.random() < 0.6:
            price, count = self.random.randint(5, 900), self.random.randint(2, 60)
            form = self.form
            text += f"\n{count} x {form.plain(Decimal(price), 2)} = {form.plain(Decimal(price * count), 2)}"
        if self.habits.long_text:
            extra = wording.ASIDES[self.habits.language]
            words = {"zh": "，"}.get(self.habits.language[:2], "; ")
            pieces = [piece for piece in extra if "{" not in piece]
            count = self.random.randint(0, self.habits.long_text)
            text = words.join([text, *self.random.sample(pieces, k=min(count, len(pieces)))])
        return text

    def _told(self, line: TrueLine) -> str:
        """Everything in one text, as desktop programs do: number, due date and original amount."""
        due = f" Due {figures.date_text(line.due_date, self.habits.date_form)}." if line.due_date else ""
        amount = (
            f" Orig. Amount ${self.form.plain(line.amount, self.truth.decimals)}." if line.kind == "invoice" else ""
        )
        number = f" #{line.reference}" if line.reference else ""
        return f"{self.kind_words[line.kind]}{number}.{due}{amount}"

    def summary_row(
        self, kind: str, label: str, day: dt.date | None, cells: Mapping[str, str], values: Mapping[str, Value]
    ) -> Row:
        """A row that is no movement. Its label stands in the description, else in the first text column."""
        roles = [
            column.role for column in self.columns if not column.is_figure and column.role not in {"direction", "days"}
        ]
        place = (
            "description"
            if "description" in roles
            else next((role for role in ("kind", "reference", "order", "date") if role in roles), roles[0])
        )
        if kind not in {"opening", "closing", "carried", "brought"} or self.random.random() < 0.2:
            place = roles[0] if self.label_first else place
        texts = {place: label} | dict(cells)
        typed = dict(values)
        if day and "month" in roles:
            texts |= {"month": f"{day.month:02d}", "day": f"{day.day:02d}"}
        if day and place != "date" and "date" in roles and self.opening_dated:
            texts["date"], typed["date"] = figures.date_text(day, self.habits.date_form), day
        self._local(texts, typed)
        return Row(kind, texts, typed)

    def amount_or_balance(
        self, amount: Decimal, raised: Decimal | None = None, lowered: Decimal | None = None
    ) -> Cells:
        """Cells for an opening, closing or carried figure: in the balance column, else in the amount column or its side."""
        roles = {column.role for column in self.columns}
        cells: dict[str, str] = {}
        values: dict[str, Value] = {}
        if raised is not None and lowered is not None:
            cells, values = self.amount_cells(raised, lowered)
        if "balance" in roles:
            new, typed = self.balance_cells(amount)
        elif self.habits.amounts == "marks":
            new, typed = {"amount": self.form.signed(amount, self.truth.decimals, marks=self.marks())}, {}
        elif self.habits.amounts == "direction" or "amount" in roles:
            new, typed = {"amount": self.form.signed(amount, self.truth.decimals)}, {"amount": amount}
        else:
            role = self.sides[amount < 0]
            new, typed = {role: self.form.plain(amount, self.truth.decimals)}, {role: abs(amount)}
        return cells | new, values | typed

    def sums(self, lines: Sequence[TrueLine]) -> tuple[Decimal, Decimal]:
        """Return what the raising and the lowering column of these lines add up to."""
        raised = sum((line.amount for line in lines if line.amount > 0 or self.is_red(line)), ZERO)
        return raised, raised - sum((line.amount for line in lines), ZERO)

    def is_red(self, line: TrueLine) -> bool:
        """Whether the line stands on the raising side with a minus."""
        return self.habits.red_entries and line.kind == "credit_note" and line.amount < 0
