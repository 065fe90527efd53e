"""What a column of a statement or a ledger may hold."""

from __future__ import annotations

from enum import StrEnum


class Heading(StrEnum):
    """What a column holds. Where a column of the first kind is missing, one of its stand-ins serves (`headings.STANDS_FOR`)."""

    DATE = "date"  # of the posting or simply "date"
    DOCUMENT_DATE = "document_date"  # of the invoice or voucher itself
    DUE_DATE = "due_date"
    YEAR = "year"  # 年 月 日 in columns of their own
    MONTH = "month"
    DAY = "day"
    REFERENCE = "reference"  # the document's own number
    VOUCHER = "voucher"  # the number of the booking: 凭证号, journal number
    NUMBER = "number"  # "No.", which may also be a mere row number
    THEIR_REFERENCE = "their_reference"  # the number that the other side gave it
    ORDER = "order"
    DESCRIPTION = "description"
    REMARK = "remark"
    KIND = "kind"  # invoice, payment...
    DEBIT = "debit"
    CREDIT = "credit"
    INCREASE = "increase"  # charges, 本期应收: raises what is owed, whoever owes
    DECREASE = "decrease"  # payments, 本期收回
    AMOUNT = "amount"
    BALANCE = "balance"
    DIRECTION = "direction"  # 方向, Dr/Cr
    CURRENCY = "currency"
    ACCOUNT = "account"
    ACCOUNT_NAME = "account_name"
    PARTY = "party"  # customer, supplier, 往来单位: number or name
    LEDGER_ACCOUNT = "ledger_account"  # 科目, G/L account
    OPEN_AMOUNT = "open_amount"
    ORIGINAL_AMOUNT = "original_amount"
    PAID_AMOUNT = "paid_amount"  # already paid on the item
    OPENING_BALANCE = "opening_balance"
    LOCAL_AMOUNT = "local_amount"  # the company's own currency beside the document's
    LOCAL_DEBIT = "local_debit"
    LOCAL_CREDIT = "local_credit"
    LOCAL_BALANCE = "local_balance"
    LOCAL_CURRENCY = "local_currency"
    AGEING = "ageing"  # current, 1-30, 31-60...
    DAYS = "days"
    STATUS = "status"
    CLEARING_REFERENCE = "clearing_reference"
    CLEARING_DATE = "clearing_date"
    LINE_NUMBER = "line_number"
    TAX = "tax"
    NET = "net"
    RATE = "rate"
    QUANTITY = "quantity"
    PRICE = "price"
    GOODS = "goods"
    DEPARTMENT = "department"  # also branch, cost centre, project
    PERSON = "person"
    COMPANY = "company"  # our own entity
    TERMS = "terms"
    MAIL = "mail"
    OTHER = "other"  # known, and of no use here
