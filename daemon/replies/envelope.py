"""What all letters share: to whom, from whom, in which language, and the frame of greeting, signature and small print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from daemon.config.settings import Company
from daemon.replies.language import Language
from daemon.replies.letter import Block, Letter
from daemon.replies.paper import BLUE, GREY, Paper, Signing
from daemon.replies.perspective import Perspective
from daemon.replies.phrases import Speaker
from daemon.replies.safe_text import plain
from parsers.ledgers.counterparty import Counterparty
from parsers.statements.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """One reply's two parties and its language."""

    counterparty: Counterparty
    company: Company
    words: Language
    case_number: str

    def speaker(self, currency: str | None) -> Speaker:
        return Speaker(Perspective(self.counterparty.role), self.words, currency)

    @property
    def company_name(self) -> str:
        company = self.company
        chinese = {"zh_CN": company.name_zh, "zh_TW": company.name_zh_tw or company.name_zh}
        return plain(chinese.get(self.words.code) or company.name)

    @property
    def department(self) -> str:
        company = self.company
        named = {"zh_CN": company.signature_zh, "zh_TW": company.signature_zh_tw, "de": company.signature_de}
        return plain(named.get(self.words.code, company.signature))

    def paper(self, title: str) -> Paper:
        """Return an empty paper of ours in the letter's language."""
        footer = f"{self.company_name}  ·  " if self.company_name else ""
        return Paper(
            title=title,
            author=self.company_name,
            language=self.words.code,
            footer=lambda page, pages: footer + self.words.say("workbook.of_pages", page=f"{page}", pages=f"{pages}"),
        )

    def signing(self, party: str) -> Signing:
        """Return the box in which `party` signs."""
        say = self.words.say
        written = say("balance_letter.signature"), say("balance_letter.day")
        return Signing(say("balance_letter.for_company", company=party), written, say("balance_letter.stamp"))

    def letterhead(self, paper: Paper) -> None:
        """Write our name and what the settings put under it."""
        paper.text(self.company_name, 14, bold=True, colour=BLUE)
        chinese = self.company.letterhead_zh if self.words.code.startswith("zh") else ""
        for line in (chinese or self.company.letterhead).splitlines()[:6]:
            paper.text(plain(line, 160), 8, colour=GREY)
        if self.company.contact:
            paper.text(plain(self.company.contact, 160), 8, colour=GREY)
        paper.space(4)
        paper.rule(colour=BLUE)

    def pair(self, label: str, value: str) -> tuple[str, str]:
        return self.words.say(f"label.{label}"), value

    def dated(self, key: str, day: dt.date | None) -> str:
        """Return the words under `key` with the day in them, or those under `key_undated` where there is none."""
        return self.words.say(key, date=self.words.date(day)) if day else self.words.say(f"{key}_undated")

    def thanked(self, key: str, statement: Statement) -> str:
        """Return `dated(key)` with the statement's own day: its printed date, else the end of its period."""
        return self.dated(key, statement.date or (statement.period.end if statement.period else None))

    def letter(self, blocks: Sequence[Block]) -> Letter:
        """Return the blocks in their frame: every letter says that it is automatic and how a person is reached."""
        words, company = self.words, self.company
        contact = plain(company.contact, 200)
        chinese = words.code.startswith("zh")
        automatic = words.say("letter.automatic_contact", contact=contact) if contact else words.say("letter.automatic")
        small_print = [words.say("letter.case", case=plain(self.case_number, 40))] if self.case_number else []
        order = (self.company_name, self.department) if chinese else (self.department, self.company_name)
        name = plain(self.counterparty.name)
        dear = words.say("letter.greeting", name=name) if name else words.say("letter.greeting_unnamed")
        return Letter(
            language=words.code,
            title=words.say("letter.title"),
            greeting=tuple(line for line in (dear, words.say("letter.hello")) if line),
            blocks=tuple(blocks),
            closing=(words.say("letter.closing"),),
            signature=tuple(line for line in order if line),
            small_print=(automatic, *small_print),
        )
