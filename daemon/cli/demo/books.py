"""Our ledger of October 2026 and what the customers' own books say, where they differ on purpose.

A row is (day, document, text, amount): invoices positive, payments and credit notes negative, as the customer's debt
to us grows. Theirs is made from ours by naming the changes, so that a reader sees at a glance what the demonstration must find.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal

from daemon.cli.demo import company
from daemon.cli.demo.company import Customer


@dataclass(frozen=True, slots=True)
class Posting:
    """One row of a ledger; `amount` positive when it raises what the customer owes."""

    day: dt.date
    document: str
    text: str
    amount: Decimal
    due: dt.date | None = None
    theirs: str = ""  # the customer's own number of a payment, which the bank hands on to us


@dataclass(frozen=True, slots=True)
class Account:
    """One customer's account: what was owed on the first of the month, and what happened in it."""

    customer: Customer
    opening: Decimal
    postings: tuple[Posting, ...]

    @property
    def closing(self) -> Decimal:
        return self.opening + sum((posting.amount for posting in self.postings), Decimal(0))

    def without(self, document: str) -> Account:
        """The same account without the row of this document."""
        self._row(document)
        return replace(self, postings=tuple(each for each in self.postings if each.document != document))

    def changed(self, document: str, amount: str) -> Account:
        """The same account with another amount on this document."""
        row = self._row(document)
        other = replace(row, amount=Decimal(amount))
        return replace(self, postings=tuple(other if each is row else each for each in self.postings))

    def plus(self, *postings: Posting) -> Account:
        """The same account with more rows, in order of their days."""
        return replace(self, postings=tuple(sorted(self.postings + postings, key=lambda posting: posting.day)))

    def _row(self, document: str) -> Posting:
        return next(posting for posting in self.postings if posting.document == document)


def _row(day: int, document: str, text: str, amount: str, theirs: str = "") -> Posting:
    date = dt.date(2026, 10, day)
    value = Decimal(amount.replace(",", ""))
    return Posting(date, document, text, value, date + dt.timedelta(days=30) if value > 0 else None, theirs)


NORTHGATE = Account(
    company.NORTHGATE,
    Decimal("18420.50"),
    (
        _row(2, "INV-26-1187", "Bearing housings, order 4500871", "6,240.00"),
        _row(5, "INV-26-1203", "Drive shafts, order 4500879", "11,875.20"),
        _row(9, "RCT-26-0644", "Payment received", "-18,420.50", "PMT-004417"),
        _row(14, "INV-26-1240", "Spacer rings, order 4500892", "964.80"),
        _row(19, "CRN-26-0071", "Credit: short delivery on INV-26-1203", "-395.84"),
        _row(22, "INV-26-1266", "Couplings, order 4500903", "3,310.00"),
        _row(28, "INV-26-1291", "Bearing housings, order 4500911", "6,240.00"),
    ),
)

HUAYUAN = Account(
    company.HUAYUAN,
    Decimal("126500.00"),
    (
        _row(8, "XS2026100811", "销售 轴承座 120套", "48,600.00"),
        _row(12, "XS2026101206", "销售 联轴器 60套", "27,345.60"),
        _row(15, "SK2026101502", "收到货款", "-126,500.00", "FK-1015-07"),
        _row(20, "XS2026102009", "销售 传动轴 35根", "63,210.75"),
        _row(26, "XS2026102604", "销售 隔套 800件", "9,840.00"),
        _row(29, "TH2026102901", "退货 联轴器 4套", "-1,823.04"),
    ),
)

HARBOUR = Account(
    company.HARBOUR,
    Decimal("24310.00"),
    (
        _row(2, "INV-26-1190", "Stainless fittings, order HM-7714", "5,218.40"),
        _row(6, "INV-26-1209", "Propeller shaft bearings, order HM-7720", "12,460.00"),
        _row(8, "RCT-26-0641", "Payment received", "-24,285.00", "PAY-88170"),
        _row(13, "INV-26-1235", "Gaskets and seals, order HM-7731", "1,842.75"),
        _row(16, "INV-26-1252", "Pump housings, order HM-7738", "4,530.00"),
        _row(21, "INV-26-1263", "Fasteners A4, order HM-7745", "688.20"),
        _row(27, "INV-26-1288", "Stern tube kit, order HM-7752", "9,975.00"),
        _row(30, "INV-26-1299", "Deck hinges, order HM-7760", "2,116.00"),
    ),
)
# Their books: two digits of INV-26-1252 turned round, INV-26-1263 booked twice, INV-26-1299 not booked, the payment of
# 8 October in full (the bank kept 25.00 before it reached us), and a payment of 30 October that is still on its way.
HARBOUR_THEIRS = (
    HARBOUR.changed("INV-26-1252", "4350.00")
    .without("INV-26-1299")
    .changed("RCT-26-0641", "-24310.00")
    .plus(
        _row(21, "INV-26-1263", "Fasteners A4, order HM-7745", "688.20"),
        _row(30, "PAY-88213", "Bank transfer for INV-26-1190", "-5,218.40"),
    )
)

HENGXIN = Account(
    company.HENGXIN,
    Decimal("88210.40"),
    (
        _row(7, "XS2026100703", "销售 不锈钢接头 500只", "31,250.00"),
        _row(13, "SK2026101301", "收到货款", "-88,200.40", "FK20261013"),
        _row(16, "XS2026101612", "销售 密封件 2000件", "17,640.00"),
        _row(23, "XS2026102305", "销售 泵体 18台", "45,318.60"),
        _row(28, "XS2026102808", "销售 螺栓 1200套", "6,552.00"),
    ),
)
# Their books: the payment in full (10.00 of bank charges went off on the way), and the last invoice not yet booked.
HENGXIN_THEIRS = HENGXIN.changed("SK2026101301", "-88210.40").without("XS2026102808")

PINEWOOD = Account(
    company.PINEWOOD,
    Decimal("7150.00"),
    (
        _row(1, "INV-26-1181", "Hinges, order PW-3301", "2,480.00"),
        _row(12, "RCT-26-0652", "Payment received", "-7,150.00", "CHQ-20871"),
        _row(15, "INV-26-1246", "Drawer runners, order PW-3318", "5,925.50"),
        _row(23, "INV-26-1270", "Cam locks, order PW-3322", "1,210.25"),
        _row(29, "INV-26-1294", "Hinges, order PW-3330", "2,480.00"),
    ),
)

# A busy account: forty deliveries over two pages.
LAKESIDE = Account(
    company.LAKESIDE,
    Decimal("3904.15"),
    (
        *(
            _row(
                1 + (number * 3) // 4,
                f"INV-26-{5001 + number}",
                f"Consumables, ward {('A', 'B', 'C', 'D')[number % 4]}, delivery {number + 1}",
                f"{48 + (number * 37) % 190}.{(number * 45) % 100:02d}",
            )
            for number in range(40)
        ),
        _row(31, "RCT-26-0688", "Direct debit", "-3,904.15", "DD-5520"),
    ),
)

BRIGHTWATER = Account(
    company.BRIGHTWATER,
    Decimal("9120.00"),
    (
        _row(5, "INV-26-1199", "Conveyor rollers, order BF-20117", "7,412.00"),
        _row(9, "RCT-26-0646", "Payment received", "-9,120.00", "BACS-3391"),
        _row(15, "INV-26-1248", "Guide rails, order BF-20131", "2,366.40"),
        _row(26, "INV-26-1283", "Conveyor rollers, order BF-20144", "7,412.00"),
        _row(30, "INV-26-1301", "Chain links, order BF-20150", "518.75"),
    ),
)

ACCOUNTS = (NORTHGATE, HUAYUAN, HARBOUR, HENGXIN, PINEWOOD, LAKESIDE, BRIGHTWATER)
