"""Which other counterparties a mail speaks of, in its subject, its words and its files' names: their accounts and their names.

It only ever takes an answer away. A bare number says little (a purchase order may be spelt like somebody's account), so it counts where it
is announced as an account, mixes letters with digits, or is long, and is no document number of this case. Postcodes of five digits are as
common as accounts of five digits.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator

from sqlalchemy import Connection

from daemon.store import Store
from daemon.store.counterparties import name_key
from daemon.store.ledgers import LedgerVersion
from parsers.ledgers.counterparty import Counterparty
from parsers.references import folded_form, normal_form

_MOST_TOKENS = 2000
_MOST_LABELS = 60
_LONGEST_TEXT = 200_000
_LONGEST_LABEL = 160
_MOST_WORDS = 12  # of a name
_SHORTEST_NAME = 6
_SHORTEST_HAN_NAME = 4
_LONG_NUMBER = 7  # digits: shorter ones in a mail's words are postcodes, quantities, amounts
_LONG_IN_LABEL = 5  # a file is seldom called by a postcode
_MIXED_DIGITS = 3
_HAN = r"\u3400-\u9fff"
_TOKEN = re.compile(rf"[^\W_{_HAN}]+(?:[-/.#\u2010-\u2015\u2212][^\W_{_HAN}]+)*")
_ACCOUNT_BEFORE = re.compile(
    r"(?:\b(?:accounts?|acct?s?|a/c|customers?|cust|clients?|debtors?|creditors?|vendors?|suppliers?|kunden?|konto|debitor(?:en)?|"
    r"kreditor(?:en)?|lieferanten?|compte|fournisseur)|客户|客戶|供应商|供應商|账户|帳戶|账号|帳號|户号|戶號)"
    r"[\s-]*(?:(?:numbers?|nummer|num|nos?|nr|code|id|ref)\b|代码|代碼|编码|編碼|编号|編號|号码?|號碼?)?[\s.:#(]*$",
    re.IGNORECASE,
)
_NEAR = 40
_MONEY = re.compile(r"[0-9]{1,3}(?:[,.' ][0-9]{3})*[.,][0-9]{1,2}")
_DAY = re.compile(
    r"(?:19|20)[0-9]{2}[-/.]?(?:0?[1-9]|1[0-2])(?:[-/.]?[0-3]?[0-9])?|[0-3]?[0-9][-/.][01]?[0-9][-/.](?:[0-9]{4}|[0-9]{2})"
)


def others_named(
    store: Store,
    tx: Connection,
    *,
    own: Collection[Counterparty],
    our_names: Collection[str],
    version: LedgerVersion | None,
    labels: Collection[str],
    words: str,
    documents: Collection[str],
) -> tuple[str, ...]:
    """Return the accounts and names of others, as a person would call them, none twice.

    `own` is whom the sender stands for; `labels` are the subject and the files' names, `words` the mail's own text; `documents` are the
    normal forms of the numbers on the paper and in our account, which are no accounts.
    """
    if not own:
        return ()
    labels = tuple(dict.fromkeys(labels))[:_MOST_LABELS]
    tokens = {
        **dict(_tokens("\n".join(labels)[:_LONGEST_TEXT], documents, _LONG_IN_LABEL)),
        **dict(_tokens(words[:_LONGEST_TEXT], documents, _LONG_NUMBER)),
    }
    accounts = _accounts(store, tx, own, version, tokens)
    names = _names(store, tx, own, our_names, labels)
    return tuple(dict.fromkeys((*accounts, *names)))


def _tokens(text: str, documents: Collection[str], long_number: int) -> Iterator[tuple[str, bool]]:
    """Yield what may name an account, as written, and whether a word before it says that it does."""
    plain = unicodedata.normalize("NFKC", text)
    found = 0
    for match in _TOKEN.finditer(plain):
        token = match.group()
        digits = sum(char.isdigit() for char in token)
        if not digits or found >= _MOST_TOKENS:
            continue
        announced = _ACCOUNT_BEFORE.search(plain[max(0, match.start() - _NEAR) : match.start()]) is not None
        if not announced:
            mixed = digits >= _MIXED_DIGITS and digits < sum(char.isalnum() for char in token)
            if not (mixed or digits >= long_number) or normal_form(token) in documents:
                continue
            if _MONEY.fullmatch(token) or _DAY.fullmatch(token):
                continue
        found += 1
        yield token, announced
    # "C 2002": letters and number apart
    for match in re.finditer(r"\b([A-Za-z]{1,4}) ([0-9]{3,10})\b", plain):
        if normal_form(match.group()) not in documents:
            yield match.group(), False


def _accounts(
    store: Store,
    tx: Connection,
    own: Collection[Counterparty],
    version: LedgerVersion | None,
    tokens: dict[str, bool],
) -> Iterator[str]:
    mine = {normal_form(each) for party in own for each in (*party.ledger_accounts(), party.code)}
    mine |= {folded_form(each) for party in own for each in (*party.ledger_accounts(), party.code)}
    spelt: dict[str, str] = {}
    for token, announced in tokens.items():
        forms = {token, normal_form(token)} | ({folded_form(token)} if announced else set())
        if not forms & mine and normal_form(token) not in mine:
            spelt |= dict.fromkeys(forms, token)
    codes = {party.code for party in own}
    named = {value for value, code in store.counterparties.among("account", spelt, tx) if code not in codes}
    # A party that is itself one of the sender's shares its account: what both own is not another's.
    named -= {value for value, code in store.counterparties.among("account", named, tx) if code in codes}
    if version is not None:
        named |= store.ledgers.accounts_among(version.id, spelt, tx)
    yield from {normal_form(spelt[value]): f"account {spelt[value]}" for value in sorted(named)}.values()


def _names(
    store: Store, tx: Connection, own: Collection[Counterparty], our_names: Collection[str], labels: Collection[str]
) -> Iterator[str]:
    mine = {name_key(name) for party in own for name in (party.name, *party.aliases)} | {
        name_key(name) for name in our_names
    }
    phrases = {key: shown for label in labels for key, shown in _phrases(label)}
    asked = [key for key in phrases if not any(key in name for name in mine)]
    codes = {party.code for party in own}
    owners: dict[str, set[str]] = {}
    for value, code in store.counterparties.among("name", asked, tx):
        owners.setdefault(value, set()).add(code)
    yield from (phrases[value] for value, found in sorted(owners.items()) if not found & codes)


def _phrases(label: str) -> Iterator[tuple[str, str]]:
    """Yield each run of words that may be a name, in the form in which names are compared, and as it is written."""
    plain = unicodedata.normalize("NFKC", label[:_LONGEST_LABEL])
    words = re.findall(rf"[{_HAN}]|[^\W_{_HAN}]+", plain)
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + 3 * _MOST_WORDS) + 1):
            part = words[start:end]
            key = name_key("".join(part))
            if any(re.fullmatch(f"[{_HAN}]", word) for word in part):
                if len(key) >= _SHORTEST_HAN_NAME:
                    yield key, "".join(part)
            elif len(key) >= _SHORTEST_NAME and len(part) <= _MOST_WORDS:
                yield key, " ".join(part)
