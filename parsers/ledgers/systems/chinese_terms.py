"""What 用友, 金蝶 and 畅捷通 have in common: document types, and the columns that say that a document is not yet, or no longer, posted."""

from __future__ import annotations

import re

from parsers.ledgers.entry import EntryKind, Role
from parsers.ledgers.systems.system import Refusal, codes, keys

KINDS = codes(
    {
        EntryKind.INVOICE: (
            "销售专用发票;销售普通发票;采购专用发票;采购普通发票;其他应收单;其他应付单;应收单;应付单;标准应收单;标准应付单;费用应付单;费用应收单;销货单;进货单;"
            "销售出库单;采购入库单;销售发票;采购发票;期初应收单;期初应付单;销售费用发票;收入单;费用单"
        ),
        EntryKind.CREDIT_NOTE: "销售退货单;采购退货单;红字销售专用发票;红字销售普通发票;红字采购专用发票;销货退货单;进货退货单;红字应收单;红字应付单;销售退货;采购退货",
        EntryKind.PAYMENT: "收款单;付款单;收款;付款;预收单;预付单;预收款;预付款;收款退款单;付款退款单;应收票据;应付票据;直接收款;直接付款",
        EntryKind.JOURNAL: "应收转账;应付转账;汇兑损益;坏账发生;坏账收回;并账;应收冲应付;应付冲应收;预收冲应收;预付冲应付;红票对冲;其他;往来转账;核销单",
    }
)
REFUNDS = frozenset({"收款退款单", "付款退款单"})
OWN_CODES = {
    **dict.fromkeys(
        (
            "销售专用发票",
            "销售普通发票",
            "其他应收单",
            "标准应收单",
            "销货单",
            "销售出库单",
            "销售退货单",
            "收款退款单",
        ),
        Role.CUSTOMER,
    ),
    **dict.fromkeys(
        (
            "采购专用发票",
            "采购普通发票",
            "其他应付单",
            "标准应付单",
            "进货单",
            "采购入库单",
            "采购退货单",
            "付款退款单",
        ),
        Role.SUPPLIER,
    ),
}
REFUSALS = (
    Refusal(
        headings=keys(
            "状态;单据状态;审核状态;记账状态;凭证状态;是否记账;是否审核;作废;是否作废;记账;审核标志;作废标志"
        ),
        says=re.compile(r"未审核|未记[账帐]|暂存|创建|审核中|重新审核|草稿|作废|已作废|已删除|未生效|已取消|关闭作废"),
        reason="the document is not posted, or void (未审核 / 未记账 / 作废); export posted documents alone",
    ),
    Refusal(
        headings=keys("作废;是否作废;作废标志"),
        says=re.compile(r"是|1|y|true", re.IGNORECASE),
        reason="the document is void (作废); export without void documents",
    ),
    Refusal(
        headings=keys("是否记账;是否审核;记账;审核标志"),
        says=re.compile(r"否|0|n|false", re.IGNORECASE),
        reason="the document is not posted (未审核 / 未记账); export posted documents alone",
    ),
)
