"""Every sentence that staff read on pages and in mails is in every language of the pages, with its facts in it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daemon.review.sentences.table import Sentence, found_in, sentences
from daemon.review.words import codes, words_in
from parsers.statements.words_of_statement import OTHER_PAPERS
from rules.decide import all_gates

ROOT = Path(__file__).parents[4]
SPOKEN = (
    *("rules/gates", "rules/independent_check.py", "rules/checker.py", "rules/by_hand.py", "rules/bridge.py"),
    *("rules/differences", "parsers/readers", "parsers/scans", "parsers/sheets", "parsers/recognise.py"),
    *("parsers/statements", "daemon/sandbox/apart.py", "daemon/sandbox/entries.py", "daemon/sandbox/paper.py"),
    *("daemon/mail/authenticity.py", "daemon/mail/signatures.py", "daemon/mail/loops.py", "daemon/mail/opening.py"),
    *("daemon/mail/complexity.py", "daemon/mail/attachments.py", "daemon/mail/archives.py", "daemon/mail/msg.py"),
    *("daemon/mail/look_alikes.py", "daemon/mail/header_flaws.py", "daemon/pipeline/release.py"),
    *("daemon/pipeline/counterparty.py", "daemon/pipeline/compared.py", "daemon/pipeline/impostors.py"),
    *(
        "daemon/pipeline/desk.py",
        "daemon/pipeline/again.py",
        "daemon/pipeline/corrections.py",
        "daemon/pipeline/drafts.py",
    ),
    *(
        "daemon/pipeline/send.py",
        "daemon/pipeline/reply.py",
        "daemon/pipeline/recognise.py",
        "daemon/pipeline/delivery.py",
    ),
    *("daemon/replies/edited.py", "daemon/replies/soundness.py", "daemon/review/paper.py"),
)
"""Where sentences for staff are written. Those of other places go to logs, the command line or counterparties."""

JOINED = (
    "The reading is proven by the printed figures, 2 of its values corrected by hand.",
    "The reading is proven by the printed figures.",
    "The statement's own figures contradict each other: two different closing balances are printed.",
    "The file X is a paper of ours that came back: read what was ticked, signed or written on it.",
    "The mail holds a form that is ticked already (“X”): read what was ticked, signed or written on it.",
    "The mail holds a slip that goes to us: read what was ticked, signed or written on it.",
    "One difference explains the gap to the cent.",
    "3 differences explain the gap to the cent.",
    "The mail holds no statement.",
    "The mail holds no statement; it looks like a newsletter.",
    "The mail answers our reply of case 7 and brings no statement.",
    "The mail answers another mail and brings no statement.",
    "They list invoice A-1; we do not have it. Together with other rows of these weeks it comes to nothing: they may be one fact.",
    "They list invoice A-1; we do not have it. A row of the same number and day agrees: the document itself is on both sides.",
    "They list invoice A-1; we do not have it. It resembles what the other side has too many of: they may be one fact.",
    "They list invoice A-1, which their opening balance holds already.",
    "They list invoice A-1, which we booked before the period; the opening balances differ too.",
    "Their opening balance is 1.00, ours 2.00: the gap arose before the period.",
    (
        "Their opening balance is 1.00, ours 2.00: the gap arose before the period."
        " Our ledger holds nothing of earlier days: look whether its opening balance is missing."
    ),
    "The PDF is locked and none of the passwords kept opens it.",
    "The PDF is locked and no password is kept for its sender.",
    "The file is no statement of account; it looks like: invoice.",
    "The file is no statement of account; no table of an account's movements stands in it.",
    "Two choices of its amount columns both add up; the first was taken.",
    "Two pairs of amount columns both add up; the first was taken.",
    "12.00 is due, neither the balance 13.00 nor a part of it",
    "12.00 is printed as a total, and no sum of the lines gives it",
    'pdf_words did not see "X", which pdf_plumber read.',
    "pdf_words did not see the closing balance 12.00, which pdf_plumber read.",
    "1.00 with the lines give 2.00; printed: 3.00",
    "the lines give 2.00; printed: 3.00",
    "line 2: 1.00 + 2.00 is 3.00, but 4.00 is printed",
    "line 2: 1.00 - 2.00 is -1.00, but 4.00 is printed",
    "X: debit 1.00 reaches back beyond this statement",
    "The reader X took longer than any statement needs and was stopped; look at the original.",
    "Reading the file needed more memory than any statement does and was stopped; look at the original.",
    "The paper does not say which account in EUR is meant: 1200 EUR, 1201 EUR.",
    "The paper does not say which account is meant: 1200, 1201.",
    "The statement is in EUR, but the account is 1200 USD.",
    "The sender's name is that of C1; its address a@b.example is not on file.",
    "The sender's name is that of C1; its address a@b.example is on file for C2.",
    "Reply-To names a@b.example, on file for C1; the mail came from c@d.example.",
    "Sender names a@b.example, on file for C1; the mail came from nobody that could be read.",
    "The sender a@b.example resembles a@d.example, on file for C1 (one letter off). Verify by telephone.",
    "Reply-To a@b.example resembles a@d.example, on file for C1 (another ending). Verify by telephone.",
    "Our reply of case 7 could not be delivered to a@b.example: 5.1.1.",
    "Our reply of case 7 is delayed to a@b.example.",
    "Our reply of case 7 was delivered to a@b.example.",
    "Our reply of case 7 may not have been delivered to a@b.example.",
    "Our mail that asks for the approval of case 7 could not be delivered to a@b.example: 5.1.1.",
    "Our daily mail may not have been delivered to a@b.example.",
    "Case 7 is waiting and its reply is draft; there is nothing to approve.",
    "Case 7 is waiting and it has no reply; there is nothing to hold back.",
)
"""Sentences that are put together out of parts, each with every part that there is."""

UNTOLD = (
    "PowerPoint Document",  # a name inside a file
    "page no",  # the words of papers that are looked for
    "opening balance {}",
    "(a formula without a value)",
    "{}: no statement can stand in it",  # what was left aside goes to the log
    "{}: a picture of the mail's layout",
    "{}: a fragment of the mail's text",
    "a forwarded mail",
)
OTHERS = [code for code in codes() if sentences(code)]


def test_there_is_a_table_for_each_language_but_english() -> None:
    assert [code for code in codes() if code != "en"] == OTHERS


@pytest.mark.parametrize("code", OTHERS)
def test_each_sentence_of_the_source_has_words_in_the_language(code: str) -> None:
    missing = {
        f"{path}: {text}"
        for path, text in _sentences()
        if found_in(code, text.replace("{}", "X")) is None and not _stands_in_another(text)
    }
    assert set() == missing


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("text", JOINED)
def test_a_joined_sentence_is_told_without_a_word_of_english(code: str, text: str) -> None:
    told = words_in(code).said(text)
    assert [] == _english(told), told


@pytest.mark.parametrize("code", OTHERS)
def test_no_row_of_a_table_holds_an_english_sentence(code: str) -> None:
    assert [] == [row.words for row in sentences(code) if _english(re.sub(r"\{.*?\}", "", row.words))]


@pytest.mark.parametrize("code", OTHERS)
def test_each_fact_of_a_sentence_is_told(code: str) -> None:
    for row in sentences(code):
        told = re.findall(r"\{([a-z_]+)(?::[a-z_]+)?\}", row.words)
        assert set(row.names) == set(told), row.words


@pytest.mark.parametrize("code", OTHERS)
def test_each_gate_has_a_name_in_the_language(code: str) -> None:
    names = {gate.__module__.rpartition(".")[2] for gate in all_gates()} | {"independent_check"}
    assert set() == {name for name in names if f"gate.{name}" not in words_in(code).language.words}


@given(name=st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))
def test_a_fact_comes_back_as_it_was_whatever_it_is(name: str) -> None:
    row = Sentence(("The paper names ", ", which is not ", "."), ("name", "code"), "")
    text = f"The paper names {name}, which is not C-100."
    if ", which is not " not in name + ", which is no":
        assert {"name": name, "code": "C-100"} == row.facts(text)


@pytest.mark.parametrize("code", OTHERS)
def test_each_kind_of_paper_that_is_no_statement_has_words_in_the_language(code: str) -> None:
    kinds = {name.replace("_", " ") for name, _ in OTHER_PAPERS} | {"image"}
    assert set() == {kind for kind in kinds if found_in(code, kind) is None}


def test_amounts_and_days_are_written_as_the_reader_expects() -> None:
    chinese = words_in("zh_CN")
    assert "余额 1,234,567.80 超过限额 1,000,000.00。" == chinese.said(
        "The balance 1234567.80 is above the limit of 1000000."
    )
    assert "对账单截至 2026年3月31日，早于我方账簿的起始日（2026年4月1日）。" == chinese.said(
        "The statement closes on 2026-03-31, before our ledger begins (2026-04-01)."
    )


def test_english_stays_as_it_is_and_so_does_what_is_none_of_ours() -> None:
    assert "The mail holds no statement." == words_in("en").said("The mail holds no statement.")
    assert "Please call me." == words_in("zh_CN").said("Please call me.")
    assert "A" * 10_000 == words_in("zh_CN").said("A" * 10_000)


def test_the_sentence_with_the_most_words_of_its_own_is_taken() -> None:
    assert "发件人未登记在唯一的往来单位名下。" == words_in("zh_CN").said(
        "The sender is not on file for exactly one counterparty."
    )


def _sentences() -> Iterator[tuple[str, str]]:
    """Yield the strings of the rooms that speak, {} for each fact, where they are words of a sentence."""
    for root in SPOKEN:
        found = ROOT / root
        for path in sorted(found.rglob("*.py") if found.is_dir() else [found]):
            if not path.stem.startswith(("words_of", "labels", "phrase")):
                yield from ((path.relative_to(ROOT).as_posix(), text) for text in _strings(path) if _speaks(text))


def _strings(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            silent |= {id(part) for part in ast.walk(node) if part is not node}
            if id(node) not in silent:
                yield "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)  # type: ignore[misc]
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            yield node.value


def _speaks(text: str) -> bool:
    """Whether a string is words of a sentence: two of them at least, and no pattern or markup."""
    words = re.findall(r"[A-Za-z]{2,}", text)
    return len(words) > 1 and " " in text and not re.search(r"[\\|<]|\(\?", text) and text not in UNTOLD


def _stands_in_another(text: str) -> bool:
    """Whether a part stands in a joined sentence above, or behind the name of a file in one of the table."""
    pattern = re.compile(re.escape(text.strip()).replace(r"\{\}", ".*"))
    return any(pattern.search(one) for one in JOINED) or found_in("zh_CN", f"X {text.replace('{}', 'X')}.") is not None


def _english(told: str) -> list[str]:
    """Return the runs of two and more English words; names and codes stand alone."""
    runs = re.findall(r"[A-Za-z][a-z]+(?: [a-z]{2,}['’]?[a-z]*)+", told)
    return [run for run in runs if run not in {"tieout case replay", "tieout user list"}]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The balance 1234567.80 is above the limit of 1000000.",
            "The balance 1,234,567.80 is above the limit of 1,000,000.00.",
        ),
        (
            "The statement's own figures contradict each other: 7150.00 with the lines give 12095.75; printed: 12,995.75.",
            "The statement's own figures contradict each other: 7,150.00 with the lines give 12,095.75; printed: 12,995.75.",
        ),
        (
            "The statement closes on 2026-03-31, before our ledger begins (2026-04-01).",
            "The statement closes on 31 Mar 2026, before our ledger begins (1 Apr 2026).",
        ),
        (
            "Case 7 is waiting and its reply is draft; there is nothing to approve.",
            "Case 7 is waiting and its reply is draft; there is nothing to approve.",
        ),
    ],
)
def test_amounts_and_days_are_written_for_english_readers_too_and_nothing_else_changes(text: str, told: str) -> None:
    assert told == words_in("en").said(text)


@pytest.mark.parametrize("text", [each for each in JOINED if not re.search(r"[0-9]\.[0-9]{2}", each)])
def test_a_sentence_without_amounts_stays_in_english_as_it_is(text: str) -> None:
    assert text == words_in("en").said(text)
