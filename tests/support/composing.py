"""Truth and habits become a draft: title, facts, boxes and asides around the table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from random import Random

from tests.support import figures, wording
from tests.support.drafts import Block, Draft, Pair
from tests.support.habits import DAY_FIRST_FORMS, Habits
from tests.support.row_writing import RowWriter, shown_balances, shows_sides_only
from tests.support.statement_truth import ZERO, TrueStatement
from tests.support.table_writing import carrier, page_summer, table_rows

_SYMBOLS_OF_ONE_CURRENCY = frozenset({"GBP", "EUR", "HKD", "TWD", "CHF"})


def composed(random: Random, truth: TrueStatement, habits: Habits) -> Draft:
    """Write one statement as a draft of one block."""
    block = _BlockWriter(random, RowWriter(random, truth, habits)).block()
    language = habits.language
    return Draft(
        language=language,
        letterhead=(truth.issuer, *wording.ADDRESSES[language]),
        addressee=(truth.addressee, *wording.ADDRESSES[truth.language]),
        blocks=(block,),
        footer=random.choice([wording.BANKS[language], "", wording.FOOTERS[language]]),
        page_words=random.choice(wording.LABELS[language]["page"]),
    )


class _BlockWriter:
    """Writes what stands around the table, and notes what of the truth is printed at all."""

    def __init__(self, random: Random, writer: RowWriter) -> None:
        self.random, self.writer = random, writer
        self.truth, self.habits, self.label = writer.truth, writer.habits, writer.label
        self.language = writer.habits.language

    def day(self, date: dt.date) -> str:
        return figures.date_text(date, self.habits.long_date)

    def block(self) -> Block:
        truth, writer = self.truth, self.writer
        rows = table_rows(writer)
        facts, box, slip = self._facts(), self._box(), self._slip()
        before, after = self._sentences()
        ageing = self._ageing()
        pairs = [text for pair in (*facts, *box, *ageing) for text in pair]
        told = " ".join([*(text for row in rows for text in row.cells.values()), *pairs, *before, *after, *slip])
        labels = frozenset(label for label, _ in facts)
        return Block(
            truth=truth,
            title=self.label("open_title" if truth.open_item else "title"),
            facts=facts,
            columns=writer.columns,
            rows=rows,
            before=tuple(before),
            box=box,
            ageing=ageing,
            after=tuple(after),
            slip=slip,
            printed=self._printed(labels, slip, told),
            carry=carrier(writer, rows) if self.habits.carry in {"balance", "sums"} else None,
            page_total=page_summer(writer, rows) if self.habits.carry == "page" else None,
            continued=self.label("continued") if self.random.random() < 0.15 else "",
            sign_is_open=self._sign_is_open(),
            dates_are_open=self._dates_are_open(labels),
        )

    def _sentences(self) -> tuple[list[str], list[str]]:
        """Return the sentences before and after the table."""
        habits, truth, money = self.habits, self.truth, self.writer.money
        before = [f"{self.label('opening')}: {money(truth.opening)}"] if "words" in habits.opening else []
        after = []
        if "words" in habits.closing:
            after.append(
                _closing_words(truth, self.language, self.label("closing"), money(truth.closing), self.day(truth.end))
            )
        if habits.capital:
            sign = "负" if truth.closing < 0 else ""
            after.append(f"{self.label('capital')}：{sign}{figures.capital_amount(truth.closing)}")
        asides = wording.ASIDES[self.language]
        for text in self.random.sample(asides, k=min(habits.asides, len(asides))):
            figure = self.writer.form.plain(Decimal(50000), truth.decimals)
            place = before if self.random.random() < 0.3 else after
            place.append(text.format(figure=figure, date=self.day(truth.start)))
        return before, after

    def _facts(self) -> tuple[Pair, ...]:
        habits, truth = self.habits, self.truth
        facts = [(self.label("to"), truth.addressee)] if self.random.random() < 0.6 else []
        if "account" in habits.facts:
            facts.append((self.label("account"), truth.account))
        if "date" in habits.facts:
            facts.append((self.label("date"), self.day(truth.date)))
        if "period" in habits.facts and not truth.open_item:
            words = self.random.choice(wording.PERIODS[self.language])
            facts.append((self.label("period"), words.format(start=self.day(truth.start), end=self.day(truth.end))))
        if habits.currency_at == "facts":
            in_words = self.language == "zh_CN" and truth.currency == "CNY"
            names = ["人民币", "CNY", "人民币(CNY)"] if in_words else [truth.currency]
            facts.append((self.label("currency"), self.random.choice(names)))
        if "facts" in habits.opening:
            facts.append((self.label("opening"), self.writer.money(truth.opening)))
        return tuple(facts)

    def _box(self) -> tuple[Pair, ...]:
        habits, truth, writer = self.habits, self.truth, self.writer
        box = [(self.label("opening"), writer.money(truth.opening))] if "box" in habits.opening else []
        if box and "box" in habits.closing and self.random.random() < 0.5:
            raised, lowered = writer.sums(truth.lines)
            shown = writer.form.signed(lowered, truth.decimals)
            if self.random.random() < 0.3 and lowered > 0:
                shown = f"-{shown}"
            box += [
                (self.label("raised_total"), writer.form.signed(raised, truth.decimals)),
                (self.label("lowered_total"), shown),
            ]
        if "box" in habits.closing:
            box.append((self.label("open_total" if truth.open_item else "closing"), writer.money(truth.closing)))
        return tuple(box)

    def _ageing(self) -> tuple[Pair, ...]:
        truth = self.truth
        if not self.habits.ageing or not (truth.open_item or truth.closing >= 0):
            return ()
        names = self.random.choice(wording.AGEING[self.language])
        buckets = truth.ageing() if truth.open_item else _spread(truth.closing)
        form, decimals = self.writer.form, truth.decimals
        ageing = [(name, form.signed(value, decimals)) for name, value in zip(names, buckets, strict=True)]
        if self.random.random() < 0.5:
            ageing.append((self.label("open_total"), form.signed(truth.closing, decimals)))
        return tuple(ageing)

    def _slip(self) -> tuple[str, ...]:
        if not self.habits.slip:
            return ()
        account = f"{self.label('account')}: {self.truth.account}"
        total = f"{self.label('open_total')}: {self.writer.money(self.truth.closing)}"
        return (self.label("slip"), self.truth.issuer, account, total)

    # -- what a reader can know ----------------------------------------------------------------------------------------

    def _printed(self, labels: frozenset[str], slip: Sequence[str], told: str) -> frozenset[str]:
        """Return which facts are printed; `told` is every word of the block, headings apart."""
        habits, truth = self.habits, self.truth
        roles = {column.role for column in self.writer.columns}
        printed = (roles & {"date", "due_date", "balance", "kind", "description"}) | {"closing"}
        if habits.split_date:
            printed |= {"date"}
        if "reference" in roles or habits.reference_in_text or habits.original_in_text:
            printed |= {"reference"}
        if "reference" not in roles:
            printed |= {"reference_in_text"}
        if slip or self.label("account") in labels:
            printed |= {"account"}
        if self.label("period") in labels:
            printed |= {"period"}
        if self.label("date") in labels:
            printed |= {"statement_date"}
        if habits.opening:
            printed |= {"opening"}
        # symbols may be kept for balances and boxes, of which this paper may have none
        symbol = figures.SYMBOLS.get(truth.currency, "")
        by_symbol = habits.currency_at == "symbol" and truth.currency in _SYMBOLS_OF_ONE_CURRENCY and symbol in told
        # a column or a heading may be wished for and find no place in this table
        in_table = "currency" in roles or (
            habits.currency_at == "heading" and any(truth.currency in column.heading for column in self.writer.columns)
        )
        if habits.currency_at == "facts" or in_table or by_symbol or "words" in habits.closing:
            printed |= {"currency"}
        return frozenset(printed)

    def _sign_is_open(self) -> bool:
        """Whether nothing printed tells which side raises the balance."""
        shown = shown_balances(self.truth, self.habits)
        # Where invoices stand on one side and the balance on the other, either may be called positive.
        invoices_lower = any(line.kind == "invoice" and line.amount < 0 for line in self.truth.lines)
        return not any(shown) or (shows_sides_only(self.habits) and (min(shown) < 0 or invoices_lower))

    def _dates_are_open(self, labels: frozenset[str]) -> bool:
        """Whether day and month cannot be told apart: no day above the twelfth, and no other date that helps."""
        habits, truth = self.habits, self.truth
        if habits.date_form not in DAY_FIRST_FORMS or habits.date_form.startswith("%d."):
            return False
        dates = [line.date for line in truth.lines]
        if "due_date" in habits.columns:
            dates += [line.due_date for line in truth.lines if line.due_date]
        helped = self.label("date") in labels or self.label("period") in labels
        return max(date.day for date in dates) <= 12 and not helped


def _closing_words(truth: TrueStatement, language: str, label: str, money: str, day: str) -> str:
    currency = truth.currency
    return {
        "en": f"{label} as of {day}: {currency} {money}",
        "de": f"{label} per {day}: {money} {currency}",
        "fr": f"{label} au {day} : {money} {currency}",
    }.get(language, f"截至{day}，{label}：{money} {'元' if currency == 'CNY' else currency}")


def _spread(total: Decimal) -> tuple[Decimal, ...]:
    """Spread a balance over the buckets of an ageing table."""
    parts = [(total * share).quantize(total) for share in (Decimal("0.5"), Decimal("0.25"), Decimal("0.125"), ZERO)]
    return (*parts, total - sum(parts, ZERO))
