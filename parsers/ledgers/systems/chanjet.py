"""畅捷通: 好会计 往来明细账 and T+ 往来明细账 / 对账单."""

from __future__ import annotations

from parsers.ledgers.systems import chinese_terms
from parsers.ledgers.systems.system import Signature, System

SYSTEMS = (
    System(
        name="畅捷通 好会计",
        what="往来明细账",
        signatures=(
            Signature(
                "日期;凭证字号;摘要;借方|借方金额;贷方|贷方金额;方向;余额",
                title="(?m)^(?!.*(?:客户|供应商|个人)往来).*往来.{0,4}明细[账帐]",
            ),
        ),
        kinds=chinese_terms.KINDS,
        refunds=chinese_terms.REFUNDS,
        own_codes=chinese_terms.OWN_CODES,
        refusals=chinese_terms.REFUSALS,
    ),
    System(
        name="畅捷通 T+",
        what="往来明细账",
        signatures=(
            Signature("单据日期;单据类型;单据编号;应收金额|应付金额;收款金额|付款金额;应收余额|应付余额"),
            Signature(
                "单据日期;单据类型|业务类型;单据编号;应收余额|应付余额|余额", title="往来.{0,4}(?:明细|对[账帐])"
            ),
        ),
        kinds=chinese_terms.KINDS,
        refunds=chinese_terms.REFUNDS,
        own_codes=chinese_terms.OWN_CODES,
        refusals=chinese_terms.REFUSALS,
    ),
)
