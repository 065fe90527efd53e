"""用友 U8: 往来对账明细 (three rows of headings, amount and local amount by 发生 / 已结 / 未结), 往来明细账 and 应收 / 应付业务明细账."""

from __future__ import annotations

from parsers.heading_kinds import Heading
from parsers.ledgers.systems import chinese_terms
from parsers.ledgers.systems.system import Signature, System, meaning

SYSTEMS = (
    System(
        name="用友 U8",
        what="往来对账明细",
        signatures=(
            Signature("对账对象编码;借方发生金额|借方发生本币;贷方发生金额|贷方发生本币"),
            Signature("对账对象编码;凭证字号;业务单号;借方发生金额|借方发生本币"),
        ),
        headings=meaning(
            {
                Heading.PARTY: "对账对象编码",
                Heading.ACCOUNT_NAME: "对账对象名称",
                Heading.LEDGER_ACCOUNT: "科目编码;科目名称",
                Heading.REFERENCE: "业务单号",
                Heading.VOUCHER: "凭证字号",
                Heading.DATE: "业务日期",
                Heading.DOCUMENT_DATE: "凭证日期",
                Heading.DEBIT: "借方-发生-金额",
                Heading.CREDIT: "贷方-发生-金额",
                Heading.LOCAL_DEBIT: "借方-发生-本币",
                Heading.LOCAL_CREDIT: "贷方-发生-本币",
                Heading.PAID_AMOUNT: "借方-已结-金额;贷方-已结-金额",
                Heading.OPEN_AMOUNT: "借方-未结-金额;贷方-未结-金额",
                Heading.OTHER: (
                    "借方-已结-本币;贷方-已结-本币;借方-未结-本币;贷方-未结-本币;借方-发生-单价;贷方-发生-单价;借方-发生-数量;贷方-发生-数量"
                ),
            }
        ),
        kinds=chinese_terms.KINDS,
        refunds=chinese_terms.REFUNDS,
        own_codes=chinese_terms.OWN_CODES,
        refusals=chinese_terms.REFUSALS,
    ),
    System(
        name="用友 U8",
        what="往来明细账",
        signatures=(
            Signature("凭证号;摘要;借方|借方本币;贷方|贷方本币;方向", title="(?:客户|供应商|个人)往来.{0,4}明细[账帐]"),
            Signature("年;月;日;凭证号;客户编码|客户|供应商编码|供应商;借方|借方本币;贷方|贷方本币;方向"),
        ),
        kinds=chinese_terms.KINDS,
        refunds=chinese_terms.REFUNDS,
        own_codes=chinese_terms.OWN_CODES,
        refusals=chinese_terms.REFUSALS,
    ),
    System(
        name="用友 U8",
        what="应收 / 应付业务明细账",
        signatures=(
            Signature("凭证号;单据类型;单据号;本期应收|本期应付;本期收回|本期付款|本期付回;余额"),
            Signature("单据类型;单据号;本期应收|本期应付;余额", title="(?:应收|应付)(?:业务)?明细[账帐]"),
        ),
        kinds=chinese_terms.KINDS,
        refunds=chinese_terms.REFUNDS,
        own_codes=chinese_terms.OWN_CODES,
        refusals=chinese_terms.REFUSALS,
    ),
)
