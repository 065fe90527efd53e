"""Rows of a ledger that are no postings: opening balances, sums, page carries. Told by whole words alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum


class RowKind(StrEnum):
    OPENING = "opening"
    CLOSING = "closing"
    TOTAL = "total"


_WORDS = {
    RowKind.OPENING: (
        "期初余额; 上期结转; 上年结转; 年初余额; 期初; 上月结转; 上期余额; 上年余额; 期初数; 月初余额; 期初结存; 上年结余; 上期结余; 上月余额; 上月结余; 承上期; "
        "opening balance; opening; balance b/f; balance bf; balance brought forward; brought forward; b/f; bal b/f; b/fwd; balance b/fwd; opening bal; balance forward; opening balances; "
        "previous balance; initial balance; beginning balance; balance b/d; partner initial balance; starting balance; balance at start; "
        "saldovortrag; anfangssaldo; anfangsbestand; eröffnungssaldo; eb-wert; vortrag; eröffnungsbilanz; saldo vortrag; saldo alt; "
        "solde initial; à nouveau; report à nouveau; report; solde antérieur; solde d'ouverture; a nouveau; ancien solde; solde de départ"
    ),
    RowKind.CLOSING: (
        "期末余额; 期末; 期末数; 月末余额; 年末余额; 结转下年; 结转下期; 期末结存; 本期余额; 期末结余; "
        "closing balance; ending balance; balance c/f; balance carried forward; carried forward; c/f; closing; balance c/fwd; balance c/d; partner ending balance; balance due; final balance; "
        "endsaldo; schlusssaldo; endbestand; saldo neu; schlussbestand; solde final; nouveau solde; solde de clôture"
    ),
    RowKind.TOTAL: (
        "合计; 总计; 小计; 本期合计; 本月合计; 本年累计; 本日合计; 累计; 本期累计; 本年合计; 当前合计; 当前累计; 本季合计; 本季累计; 累计发生额; 本期发生合计; 本年发生额; 汇总; 本月发生额; 本页合计; 过次页; 承前页; 转下页; 接上页; 期间合计; 本期发生额合计; 本期发生额; 本年累计发生额; 总合计; 本月累计; "
        "total; totals; grand total; sub total; subtotal; sub-total; sum; report total; movements total; period total; year to date; ytd; page total; account total; total movements; net movement; carried over; "
        "summe; gesamt; gesamtsumme; zwischensumme; übertrag; summen; jahressumme; monatssumme; verkehrszahlen; "
        "total général; sous-total; sous total; totaux; à reporter; cumul; total période; total compte"
    ),
}


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold().strip(" \t*:;.-=()[]<>【】'\"")
    if re.search(r"[\u4e00-\u9fff]", plain):
        return "".join(plain.split())
    return " ".join(plain.split())


_KINDS = {_folded(word): kind for kind, words in _WORDS.items() for word in words.split(";")}
_OF_SOMETHING = re.compile(
    r"(?:(?:sub-?\s?)?total(?:s)?(?:\s+(?:for|of)\b|\s*[:-])|summe\s+(?:für|konto|kunde)|total\s+(?:compte|client|fournisseur)\b|(?:小计|合计|总计)[:(]).*"
)
_CLOSING_OF = re.compile(r"closing\s*\(.*")
_DATED_OPENING = re.compile(
    r"(?:(?:opening|initial|beginning|previous)\s+balance|balance\s+(?:brought\s+forward|b/?f)|saldovortrag|anfangssaldo|solde\s+(?:initial|antérieur))"
    r"\s*(?:as\s+(?:of|at)|at|on|from|per|am|zum|vom|au|du)?\s*[0-9].{0,24}"
)


_OF_PERIOD = re.compile(r"(?:(?:19|20)[0-9]{2}[年.-]?)?[0-9]{1,2}月?份?(?:合计|小计|累计|总计|汇总)")
_TOTALLED = re.compile(r"(?:total(?:\s+for)?\s+(.+)|(.+?)\s*(?:total|小计|合计|汇总|总计|ergebnis))", re.IGNORECASE)


def row_kind(texts: Iterable[str], *, undated: bool = False) -> RowKind | None:
    """Return what a row's words say it is, None for a posting. A word counts only as a whole cell ("Total Energies" is none).

    Who asks must see to it that a row with a date and a number of its own is a posting, whatever its words. Rows `undated` are
    sums also by a name and a word of sum ("Acme Total", 甲公司 小计).
    """
    for text in texts:
        if not text or len(text) > 60:
            continue
        folded = _folded(text)
        found = _KINDS.get(folded)
        if found is not None:
            return found
        if _OF_SOMETHING.fullmatch(folded) or _OF_PERIOD.fullmatch(folded):
            return RowKind.TOTAL
        if _DATED_OPENING.fullmatch(folded):
            return RowKind.OPENING
        if _CLOSING_OF.fullmatch(folded):
            return RowKind.CLOSING
        if undated and _TOTALLED.fullmatch(text.strip()):
            return RowKind.TOTAL
    return None


def totalled(text: str) -> str:
    """Return what "Total for Acme Ltd", "Acme Ltd Total" or 甲公司 小计 is the sum of, "" where a text names no sum."""
    found = _TOTALLED.fullmatch(text.strip())
    return (found[1] or found[2]).strip() if found else ""


def marks_subtotal(texts: Iterable[str]) -> bool:
    """Whether a cell holds nothing but asterisks, as SAP marks its sums."""
    return any(text and set(text) == {"*"} for text in texts)
