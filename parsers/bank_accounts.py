"""Numbers of bank accounts in a text: IBANs by their check digits (ISO 13616), others by the words before them.

They are compared from paper to paper, because a changed account is how invoices are stolen, and masked wherever a stranger's words are
told again, because a letter of ours that prints an account would vouch for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_COUNTRIES = (
    "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 "
    "FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 "
    "LU20 LV21 LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 "
    "SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20"
)
_LENGTHS = {each[:2]: int(each[2:]) for each in re.findall(r"\w+", _COUNTRIES)}
"""How long an IBAN of each country is."""
_IBAN_BEGINS = re.compile(r"(?<![A-Za-z0-9])([A-Z]{2})\d{2}", re.IGNORECASE)
_LETTERS = {
    length: re.compile(f"(?:[ -]?[A-Z0-9]){{{length - 4}}}(?![A-Za-z0-9])", re.IGNORECASE)
    for length in _LENGTHS.values()
}
_NUMBER = re.compile(
    r"(?:账号|帐号|賬號|帳號|账户|帐户|bank\s+account(?:\s+(?:no|number))?|\ba/c(?:\s+no)?|sort\s+code|kontonummer|\bkonto\b|compte\s+bancaire)\W{0,6}((?:\d[ -]?){8,30})",
    re.IGNORECASE,
)
MASK = "[…]"


def accounts_in(text: str) -> set[str]:
    """Return the account numbers, without blanks, in upper case."""
    return {number for _, _, number in _found(text)}


def masked(text: str) -> str:
    """Return `text` with every account number blotted out.

    >>> masked("IBAN DE89 3704 0044 0532 0130 00, thank you")
    'IBAN […], thank you'
    """
    for start, end, _ in sorted(_found(text), reverse=True):
        text = text[:start] + MASK + text[end:]
    return text


def _found(text: str) -> Iterator[tuple[int, int, str]]:
    taken = -1
    for begins in _IBAN_BEGINS.finditer(text):
        letters = _LETTERS.get(_LENGTHS.get(begins[1].upper(), 0))
        rest = letters.match(text, begins.end()) if letters else None
        number = re.sub(r"[ -]", "", text[begins.start() : rest.end()]).upper() if rest else ""
        if rest and number.isascii() and int("".join(str(int(char, 36)) for char in number[4:] + number[:4])) % 97 == 1:
            taken = rest.end()
            yield begins.start(), taken, number
    for match in _NUMBER.finditer(text):
        number = match[1].rstrip(" -")
        if match.start(1) >= taken:
            yield match.start(1), match.start(1) + len(number), re.sub(r"\D", "", number)
