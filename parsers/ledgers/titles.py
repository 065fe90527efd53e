"""What the rows above and between the tables of an export say: whose account follows, in which currency and unit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.currencies import currency_code
from parsers.headings import Heading, heading_of

_SEGMENTS = re.compile(r"\s{2,}|[;|]|,(?=[^,]*:)")
_PARTS = re.compile(r"\s*[::]\s*")
_CODE = r"[A-Za-z0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9])?"
_CODE_FIRST = re.compile(rf"[\[({{【]?\s*({_CODE})\s*(?:[\])}}】]\s*[-_:]?\s*|\s*[-_:]\s+|\s+|_)(\S.*)")
_CODE_LAST = re.compile(rf"(.*\S)\s*[\[({{【]\s*({_CODE})\s*[\])}}】]")
_SCALED = re.compile(
    r"(?:单位|單位|unit|in|einheit|angaben)\s*[::]?\s*(?:人民币|rmb|cny|usd|eur)?\s*(?:万元|千元|萬元|thousands?|millions?|'000|tausend|t€|t?eur in tausend|百万元)",
    re.IGNORECASE,
)
_LABELS = {
    "ledger": Heading.ACCOUNT,
    "ledger name": Heading.ACCOUNT,
    "account ledger": Heading.ACCOUNT,
    "明细科目": Heading.LEDGER_ACCOUNT,
    "科目名称": Heading.LEDGER_ACCOUNT,
    "sachkonto": Heading.LEDGER_ACCOUNT,
}
_ACCOUNTS = (Heading.PARTY, Heading.ACCOUNT, Heading.ACCOUNT_NAME, Heading.LEDGER_ACCOUNT)


@dataclass(frozen=True, slots=True)
class Titles:
    """What title rows name; "" and None where they name nothing."""

    account: str = ""
    name: str = ""
    currency: str | None = None
    scaled: bool = False  # figures are in thousands or the like


def titles_in(texts: Sequence[str]) -> Titles:
    """Return what one row says with a label: "客户：C001 Acme", "Account", "C001", "币种：人民币"."""
    found: dict[Heading, str] = {}
    whole = [unicodedata.normalize("NFKC", text).strip() for text in texts if text.strip()]
    present = [part for text in whole for part in (_SEGMENTS.split(text) if ":" in text else (text,)) if part]
    for position, text in enumerate(present):
        parts = _PARTS.split(text)
        label, rest = (parts[-2], parts[-1:]) if len(parts) > 1 else (text, [])  # 核算项目:客户:C001 names a customer
        following = (
            rest[0] if rest and rest[0] else (present[position + 1] if rest and position + 1 < len(present) else "")
        )
        if not rest and len(present) == 2 and position == 0:
            following = present[1]
        heading = heading_of(label) or _LABELS.get(label.casefold().strip())
        if heading is not None and following and heading_of(following) is None:
            found.setdefault(heading, following)
    account, name = "", found.get(Heading.ACCOUNT_NAME, "")
    for heading in _ACCOUNTS:
        if heading in found:
            account, other = code_and_name(found[heading])
            name = name if heading is not Heading.ACCOUNT_NAME and name else (other or name)
            break
    currency = currency_code(found.get(Heading.CURRENCY, "")) if Heading.CURRENCY in found else None
    return Titles(account, name, currency, any(_SCALED.search(text) for text in whole))


def code_and_name(text: str) -> tuple[str, str]:
    """Part "C001 Acme Ltd", "[C001]Acme Ltd" or "Acme Ltd (C001)"; a text without a code is its own code, without a name."""
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    first = _CODE_FIRST.fullmatch(plain)
    if first and any(char.isdigit() for char in first[1]):
        return first[1], first[2].strip()
    last = _CODE_LAST.fullmatch(plain)
    if last and any(char.isdigit() for char in last[2]):
        return last[2], last[1].strip()
    return plain.strip("[]【】"), ""
