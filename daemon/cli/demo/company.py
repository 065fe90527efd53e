"""Who plays in the demonstration: our company, its customers, and the days on which it happens. Invented throughout."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

NAME = "Meridian Components (Shanghai) Co., Ltd."
NAME_ZH = "美瑞登零部件（上海）有限公司"
ADDRESS = "statements@meridian.example"
BORDER = "mx.meridian.example"  # the mail border whose Authentication-Results count
TIMEZONE = "Asia/Shanghai"

MONTH_START = dt.date(2026, 10, 1)
MONTH_END = dt.date(2026, 10, 31)
NOW = dt.datetime(2026, 11, 5, 10, 0, tzinfo=ZoneInfo(TIMEZONE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """One customer as our counterparty list names it, and the person there who writes to us."""

    code: str
    name: str
    alias: str
    contact: str
    address: str
    language: str
    currency: str
    street: str

    @property
    def domain(self) -> str:
        return self.address.partition("@")[2]


NORTHGATE = Customer(
    code="C1001",
    name="Northgate Engineering Ltd",
    alias="Northgate",
    contact="Helen Marsh",
    address="accounts.payable@northgate-engineering.example",
    language="en",
    currency="USD",
    street="14 Foundry Lane, Sheffield",
)
HUAYUAN = Customer(
    code="C1002",
    name="苏州华源机械有限公司",
    alias="华源机械",
    contact="陈晓燕",
    address="caiwu@huayuan-machinery.example",
    language="zh_CN",
    currency="CNY",
    street="苏州市工业园区星湖街218号",
)
HARBOUR = Customer(
    code="C1003",
    name="Harbour Marine Supplies Inc.",
    alias="Harbour Marine",
    contact="Daniel Ortiz",
    address="ap@harbourmarine.example",
    language="en",
    currency="USD",
    street="2200 Dockside Avenue, Tacoma",
)
HENGXIN = Customer(
    code="C1004",
    name="广州恒信贸易有限公司",
    alias="恒信贸易",
    contact="李文杰",
    address="duizhang@hengxin-trade.example",
    language="zh_CN",
    currency="CNY",
    street="广州市天河区体育东路116号",
)
PINEWOOD = Customer(
    code="C1005",
    name="Pinewood Furniture Group",
    alias="Pinewood",
    contact="Grace Lindqvist",
    address="ledger@pinewood-furniture.example",
    language="en",
    currency="USD",
    street="Mill Road 7, Grand Rapids",
)
LAKESIDE = Customer(
    code="C1006",
    name="Lakeside Clinics Trust",
    alias="Lakeside",
    contact="Peter Hannan",
    address="finance@lakeside-clinics.example",
    language="en",
    currency="USD",
    street="1 Lakeside Park, Kendal",
)
BRIGHTWATER = Customer(
    code="C1007",
    name="Brightwater Foods plc",
    alias="Brightwater",
    contact="Amira Khan",
    address="purchase.ledger@brightwater-foods.example",
    language="en",
    currency="USD",
    street="Unit 9, Quay West, Bristol",
)

CUSTOMERS = (NORTHGATE, HUAYUAN, HARBOUR, HENGXIN, PINEWOOD, LAKESIDE, BRIGHTWATER)
