"""金蝶: 核算项目 / 核算维度明细账 (K/3, KIS, 精斗云) and 应收 / 应付款明细表 (云星空)."""

from __future__ import annotations

from parsers.ledgers.entry import EntryKind
from parsers.ledgers.systems import chinese_terms
from parsers.ledgers.systems.system import Signature, System, codes

_KINDS = {**chinese_terms.KINDS, **codes({EntryKind.INVOICE: "销售增值税发票", EntryKind.PAYMENT: "收款单据;付款单据"})}

SYSTEMS = (
    System(
        name="金蝶",
        what="核算项目明细账",
        signatures=(
            Signature(
                "日期;凭证字号;摘要;借方|借方金额;贷方|贷方金额;方向;余额",
                title="核算(?:项目|维度).{0,4}(?:明细|分类)|明细分类[账帐]",
            ),
            Signature("日期;期间;凭证字号;摘要;对方科目;借方金额|借方;贷方金额|贷方;方向;余额"),
        ),
        kinds=_KINDS,
        refunds=chinese_terms.REFUNDS,
        own_codes=chinese_terms.OWN_CODES,
        refusals=chinese_terms.REFUSALS,
    ),
    System(
        name="金蝶云星空",
        what="应收 / 应付款明细表",
        signatures=(
            Signature(
                "业务日期;单据类型;单据编号;币别;本期应收|本期应付;本期实收|本期收款|本期实付|本期付款;期末余额|余额"
            ),
            Signature("业务日期;单据类型;单据编号;本期应收|本期应付;期末余额|余额", title="(?:应收|应付)款?明细表"),
        ),
        kinds=_KINDS,
        refunds=chinese_terms.REFUNDS,
        own_codes=chinese_terms.OWN_CODES,
        refusals=chinese_terms.REFUSALS,
    ),
)
